import type { VNode } from 'preact';
import { formatGiorno } from '#kernel/giorno';
import type { PassoStoria } from '#modules/posizioni';
import { quanto } from '#testi/it/quanto';
import { ufficio } from '#testi/it/ufficio';
import { Collegamento } from '#ui/collegamento';
import { Importo, Istante } from '#ui/valori';
import type { NomeAttore } from './attori.ts';
import { VAI } from './indirizzi.ts';

const testi = ufficio.dovuto;

/** The life of a dovuto, from its beginning: what happened, when, who did it and with which file. */
export function Storia({ passi, nome }: { passi: readonly PassoStoria[]; nome: NomeAttore }): VNode {
  return (
    <ol class="storia">
      {passi.map(({ istante, azione, versione, importoCents, attore, flussoId, riga, dettaglio }, n) => (
        <li key={`${versione} ${azione} ${n}`}>
          <strong>{testi.passi[azione] ?? azione}</strong>, <Importo cents={importoCents} />
          <Dettaglio dettaglio={dettaglio} />
          <br />
          <span class="nota">
            <Istante istante={istante} />, {nome(attore)}
            {riga !== null && `, ${testi.riga(riga)} `}
            {flussoId !== null && <Collegamento a={VAI.flusso(flussoId)}>{testi.delFlusso}</Collegamento>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The day of a notification; why what was asked is the amount that was stored. */
function Dettaglio({ dettaglio }: Pick<PassoStoria, 'dettaglio'>): VNode | null {
  const { giorno, perche } = dettaglio ?? {};
  if (giorno !== undefined) return <>, {quanto.notificaIl(formatGiorno(giorno))}</>;
  return perche === undefined ? null : <>: {quanto.percheNon[perche] ?? quanto.percheIgnoto}</>;
}
