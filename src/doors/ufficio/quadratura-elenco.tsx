import { leggiQuadrature, scriviNomeQuadratura, type Quadratura } from '#modules/rendicontazione';
import type { Ctx } from '#platform/contesto';
import { ufficioQuadratura as testi } from '#testi/it/ufficio-quadratura';
import { formatDimensione } from '#ui/allegato';
import { Collegamento } from '#ui/collegamento';
import { Istante } from '#ui/valori';
import { nomiAttori } from './attori.ts';
import { istanteScritto, type ColonnaElenco } from './elenco-file.ts';
import { VAI } from './indirizzi.ts';

/** A flow of the archive, with the name of who brought it. */
export type QuadraturaMostrata = Quadratura & { da: string };

type Filtro = Parameters<typeof leggiQuadrature>[1];

/** Reads a page of the archive. */
export async function leggiArchivio(t: Ctx, filtro: Filtro): Promise<QuadraturaMostrata[]> {
  const righe = await leggiQuadrature(t, filtro);
  const nomi = await nomiAttori(
    t,
    righe.map(({ acquisitaDa }) => acquisitaDa),
  );
  return righe.map((q) => ({ ...q, da: nomi(q.acquisitaDa) }));
}

const { colonne } = testi;

/** What the list says of each. */
export const COLONNE_QUADRATURA: readonly ColonnaElenco<QuadraturaMostrata>[] = [
  {
    titolo: colonne.flusso,
    testo: ({ idFlusso }) => idFlusso,
    cella: ({ id, idFlusso }) => (
      <Collegamento a={VAI.fileQuadratura(id)} icona="it-download" scarica>
        {idFlusso}
      </Collegamento>
    ),
  },
  {
    titolo: colonne.prodotto,
    testo: ({ prodottaIl }) => istanteScritto(prodottaIl),
    cella: ({ prodottaIl }) => <Istante istante={prodottaIl} />,
  },
  {
    titolo: colonne.caricato,
    testo: ({ acquisitaIl }) => istanteScritto(acquisitaIl),
    cella: ({ acquisitaIl }) => <Istante istante={acquisitaIl} />,
  },
  { titolo: colonne.da, testo: ({ da }) => da },
  { titolo: colonne.dimensione, numerica: true, testo: ({ byte }) => formatDimensione(byte) },
  { titolo: colonne.file, testo: scriviNomeQuadratura, solo: 'file' },
  { titolo: colonne.impronta, testo: ({ sha256 }) => sha256.toString('hex'), solo: 'file' },
];
