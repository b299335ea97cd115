import type { VNode } from 'preact';
import type { Spedizione } from '#modules/notifiche';
import type { Nota } from '#modules/posizioni';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { Istante } from '#ui/valori';
import type { NomeAttore } from '../attori.ts';

/** Something else to be told in the history of a dovuto, where it belongs by its instant. */
export type VoceStoria = { istante: Date; voce: VNode };

/** What was written of a dovuto, and what was mailed about it. */
export function vociAMano(note: readonly Nota[], spedizioni: readonly Spedizione[], nome: NomeAttore): VoceStoria[] {
  return [
    ...note.map((una) => ({ istante: una.istante, voce: <UnaNota nota={una} nome={nome} /> })),
    ...spedizioni.map((una) => ({ istante: una.chiestaIl, voce: <UnaSpedizione spedizione={una} nome={nome} /> })),
  ];
}

function UnaNota({ nota: { testo, istante, attore }, nome }: { nota: Nota; nome: NomeAttore }): VNode {
  return (
    <>
      <strong>{ufficioAMano.nota.storia}</strong>
      {testo.split('\n').map((riga, n) => (
        <div key={n}>{riga}</div>
      ))}
      <span class="nota">
        <Istante istante={istante} />, {nome(attore)}
      </span>
    </>
  );
}

function UnaSpedizione({ spedizione: s, nome }: { spedizione: Spedizione; nome: NomeAttore }): VNode {
  const { invio } = ufficioAMano;
  return (
    <>
      <strong>{invio[s.documento].storia}</strong> {invio.a(s.indirizzo)}: {invio.esito[s.esito]}
      <br />
      <span class="nota">
        <Istante istante={s.chiestaIl} />, {s.attore === null ? invio.daSe : nome(s.attore)}
      </span>
    </>
  );
}
