import type { VNode } from 'preact';
import type { ChiaveApi } from '#modules/utenti';
import { ufficioChiavi as testi } from '#testi/it/ufficio-chiavi';
import { Istante } from '#ui/valori';

/** Does it still open? */
export function apreAncora({ revocataIl, scadeIl }: ChiaveApi, ora: Date): boolean {
  return revocataIl === null && (scadeIl === null || scadeIl > ora);
}

/** What has become of a key, in words. */
export function StatoChiave({ chiave, ora }: { chiave: ChiaveApi; ora: Date }): VNode {
  const { revocataIl, scadeIl } = chiave;
  if (revocataIl !== null) return <>{testi.stati.revocata}</>;
  if (scadeIl === null) return <>{testi.stati.inUso}</>;
  if (scadeIl <= ora) return <>{testi.stati.scaduta}</>;
  return (
    <>
      {testi.stati.sostituita}, {testi.valeFino} <Istante istante={scadeIl} />
    </>
  );
}
