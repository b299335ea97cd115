import { ufficioFlussi as testi } from '#testi/it/ufficio-flussi';
import { elencoInFile } from '../elenco-file.ts';
import { leggiFiltriFlussi, righeFlussi, type FiltriFlussi } from '../flussi-elenco.ts';
import type { Lavoro, RichiestaUfficio } from '../lavoro.ts';
import type { Ctx } from '#platform/contesto';
import { COLONNE_FLUSSI, COLONNE_INCASSI } from '../tabella-flussi.tsx';

async function filtro(t: Ctx, l: Lavoro, r: RichiestaUfficio): Promise<FiltriFlussi | null> {
  const filtri = await leggiFiltriFlussi(t, l, r);
  return filtri.ricercaPersa ? null : filtri;
}

/** The files of dovuti that came in, as the list is filtered. */
export const elencoFlussiFile = elencoInFile({
  percorso: '/flussi',
  nome: 'FLUSSI',
  titolo: testi.flussi.titolo,
  filtro,
  leggi: righeFlussi('in'),
  colonne: COLONNE_FLUSSI,
});

/** The files that were booked, as the list is filtered. */
export const elencoIncassiFile = elencoInFile({
  percorso: '/incassi',
  nome: 'FILE_INCASSI',
  titolo: testi.incassi.titolo,
  filtro,
  leggi: righeFlussi('out'),
  colonne: COLONNE_INCASSI,
});
