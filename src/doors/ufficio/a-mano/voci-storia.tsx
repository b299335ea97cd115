import type { VNode } from 'preact';
import type { Spedizione } from '#modules/notifiche';
import type { AllegatoMostrato, AllegatoTolto, Nota } from '#modules/posizioni';
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

/** Who attached files by hand, and who took some away. */
export function attoriDeiFile(presenti: readonly AllegatoMostrato[], tolti: readonly AllegatoTolto[]) {
  return [...presenti.map(({ aggiuntoDa }) => aggiuntoDa), ...tolti.flatMap((t) => [t.aggiuntoDa, t.toltoDa])];
}

/** Files attached by hand, and those taken away: what a citizen sent came with their request. */
export function vociFile(
  presenti: readonly AllegatoMostrato[],
  tolti: readonly AllegatoTolto[],
  nome: NomeAttore,
): VoceStoria[] {
  const { storiaAggiunto, storiaTolto } = ufficioAMano.file;
  const aggiunti = [...presenti, ...tolti].flatMap(({ nome: file, aggiuntoIl, aggiuntoDa }): VoceStoria[] =>
    aggiuntoDa === null
      ? []
      : [
          {
            istante: aggiuntoIl,
            voce: <UnFile che={storiaAggiunto} file={file} istante={aggiuntoIl} chi={nome(aggiuntoDa)} />,
          },
        ],
  );
  const via = tolti.map(({ nome: file, toltoIl, toltoDa, motivo }) => ({
    istante: toltoIl,
    voce: <UnFile che={storiaTolto} file={file} istante={toltoIl} chi={nome(toltoDa)} motivo={motivo} />,
  }));
  return [...aggiunti, ...via];
}

type PropFile = { che: string; file: string; istante: Date; chi: string; motivo?: string };

function UnFile({ che, file, istante, chi, motivo }: PropFile): VNode {
  return (
    <>
      <strong>{che}</strong>: {file}
      {motivo !== undefined && <div>{ufficioAMano.file.storiaPerche(motivo)}</div>}
      {motivo === undefined && <br />}
      <span class="nota">
        <Istante istante={istante} />, {chi}
      </span>
    </>
  );
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
