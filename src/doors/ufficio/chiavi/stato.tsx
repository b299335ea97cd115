import type { VNode } from 'preact';
import type { ChiaveApi } from '#modules/utenti';
import { ufficioChiavi as testi } from '#testi/it/ufficio-chiavi';
import { Istante } from '#ui/valori';

/** Does it still open? */
export function apreAncora({ revocataIl, scadeIl }: ChiaveApi, ora: Date): boolean {
  return revocataIl === null && (scadeIl === null || scadeIl > ora);
}

/** What has become of a key, in words. */
export function statoDetto({ revocataIl, scadeIl }: ChiaveApi, ora: Date): string {
  if (revocataIl !== null) return testi.stati.revocata;
  if (scadeIl === null) return testi.stati.inUso;
  return scadeIl <= ora ? testi.stati.scaduta : testi.stati.sostituita;
}

/** The same, with until when one goes on that another has taken the place of. */
export function StatoChiave({ chiave, ora }: { chiave: ChiaveApi; ora: Date }): VNode {
  const { scadeIl } = chiave;
  if (scadeIl === null || !apreAncora(chiave, ora)) return <>{statoDetto(chiave, ora)}</>;
  return (
    <>
      {statoDetto(chiave, ora)}, {testi.valeFino} <Istante istante={scadeIl} />
    </>
  );
}
