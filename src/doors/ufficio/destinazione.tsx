import type { VNode } from 'preact';
import type { Destinazione } from '#modules/flussi';
import { nonConsegnato, ufficioDestinazioni as testi } from '#testi/it/ufficio-destinazioni';
import { Stato, type Tono } from '#ui/stato';
import { Istante } from '#ui/valori';

/** Where a place is, without what lets us in. */
export function Dove({ destinazione: d }: { destinazione: Destinazione }): VNode {
  return (
    <>
      {testi.generi[d.genere]}
      <div class="nota ampia">
        {d.genere === 'sftp' ? `${d.utente}@${d.host}:${d.porta} ${d.percorso}` : d.percorso || testi.propria}
      </div>
    </>
  );
}

/** A key that waits for somebody to compare it is no failure yet. */
const ESITI: Readonly<Record<string, [Tono, string]>> & { male: [Tono, string] } = {
  ok: ['bene', testi.stati.bene],
  chiave_da_confermare: ['attenzione', testi.stati.daConfermare],
  male: ['male', testi.stati.male],
};

/** How the last test went, and what to do about it. */
export function Prova({ destinazione: d }: { destinazione: Destinazione }): VNode {
  if (d.provaChiestaIl !== null) return <Stato tono="attesa">{testi.stati.inProva}</Stato>;
  if (d.provataIl === null || d.provaEsito === null) return <Stato tono="neutro">{testi.stati.mai}</Stato>;
  const parole: Readonly<Record<string, string>> = nonConsegnato;
  const [tono, stato] = ESITI[d.provaEsito] ?? ESITI.male;
  return (
    <>
      <Stato tono={tono}>{stato}</Stato>
      <div class="nota">
        <Istante istante={d.provataIl} />
      </div>
      {d.provaEsito !== 'ok' && <div class="ampia">{parole[d.provaEsito]}</div>}
      {d.improntaVista !== null && <div class="nota ampia">{testi.impronta(d.improntaVista)}</div>}
      {d.provaEsito !== 'ok' && <div class="nota">{testi.codice(d.provaEsito)}</div>}
    </>
  );
}
