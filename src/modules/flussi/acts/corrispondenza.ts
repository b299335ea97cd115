import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { leggiEnteIncassante } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { giudicaCorrispondenza } from '../core/corrispondenza/giudica.ts';
import type { Corrispondenza } from '../core/corrispondenza/traduci.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { formaDi } from '../dovuti/converti.ts';
import { selectFlusso } from '../store.ts';
import { selectNomePreso } from '../store/anteprima.ts';
import {
  deleteCorrispondenza,
  selectDaTradurre,
  updateTradotto,
  upsertCorrispondenza,
} from '../store/corrispondenza.ts';
import { rifiutoOmonimo } from './accoda-carico.ts';
import { iniziaAnteprima } from './anteprima.ts';
import { GENERE_DOVUTI } from './ricevi-dovuti.ts';

/** What a person says of a file: which column is which, how the flusso is called, under which name it is all remembered (blank: not). */
export type Detta = { flussoId: FlussoId; corrispondenza: Corrispondenza; iuf: string; salvaCome: string };

/** Says which column of a file is which: the preview of what it would do begins, and the ente remembers it if it was given a name. */
export async function usaCorrispondenza(ctx: Ctx, detta: Detta): Promise<Esito<void, RifiutoFlusso>> {
  const { flussoId, corrispondenza, iuf, salvaCome } = detta;
  return ctx.tx(async (t): Promise<Esito<void, RifiutoFlusso>> => {
    const flusso = await selectFlusso(t, flussoId);
    const visto = await selectDaTradurre(t, flussoId);
    if (t.enteId === null || flusso?.stato !== 'in_corrispondenza' || visto === null)
      return rifiutoFlusso('CORRISPONDENZA_FINITA');
    const nomi = visto.colonne.colonne.map(({ nome }) => nome);
    const [difetto] = giudicaCorrispondenza({ corrispondenza, nomi, iuf, salvaCome });
    if (difetto !== undefined) return rifiutoFlusso(difetto.codice, { campo: difetto.campo });
    const { codIpa } = await leggiEnteIncassante(t, t.enteId);
    const nomeFile = `${codIpa}-${iuf}-2_0.${formaDi(flusso) === 'xlsx' ? 'xlsx' : 'csv'}`;
    const chiamato = { genere: GENERE_DOVUTI, nomeFile, iuf };
    if (await selectNomePreso(t, chiamato)) return rifiutoOmonimo(t, chiamato);
    // What is shown of its columns is not needed any more: the data of persons are in the file alone.
    const colonne = { ...visto.colonne, colonne: nomi.map((nome) => ({ nome, esempi: [] })) };
    if (!(await updateTradotto(t, flussoId, { nomeFile, iuf, colonne, corrispondenza })))
      return rifiutoFlusso('CORRISPONDENZA_FINITA');
    if (salvaCome !== '') {
      const id = await upsertCorrispondenza(t, { nome: salvaCome, intestazioni: nomi, regole: corrispondenza });
      await annota(t, { azione: 'corrispondenza.salvata', oggetto: 'corrispondenza', oggettoId: id });
    }
    await annota(t, { azione: 'flusso.corrispondenza', oggetto: 'flusso', oggettoId: flussoId });
    await iniziaAnteprima(t, flussoId);
    return ok();
  });
}

/** Forgets a correspondence: files that were read by it stay as they are. */
export async function dimenticaCorrispondenza(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx(async (t) => {
    if (await deleteCorrispondenza(t, id))
      await annota(t, { azione: 'corrispondenza.dimenticata', oggetto: 'corrispondenza', oggettoId: id });
  });
}
