import { elencoEnti } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { ufficioRegione } from '#testi/it/ufficio-regione';

/** More enti than an intermediario has: beyond, the list is no longer one to choose from. */
const ENTI_MAX = 3000;

export type OpzioneEnte = { valore: string; testo: string };

/** All the enti, to choose one from. */
export async function opzioniEnti(ctx: Ctx): Promise<OpzioneEnte[]> {
  const tutti = { parole: [], stato: '', ambiente: '', tipo: '' };
  const enti = await elencoEnti(ctx, tutti, { dopo: null, prima: null, quanti: ENTI_MAX });
  return enti.map(({ enteId, denominazione, ambiente }) => ({
    valore: enteId,
    testo: ambiente === 'live' ? denominazione : `${denominazione} – ${ufficioRegione.enti.ambienti.prova}`,
  }));
}
