import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { scriviZip } from '#platform/zip';
import { corrispondenzaStandard } from '../core/corrispondenza/standard.ts';
import {
  INTESTAZIONE_TRADOTTA,
  nomiUnici,
  traduttore,
  type Cella,
  type Corrispondenza,
} from '../core/corrispondenza/traduci.ts';
import { baseDi } from '../consegne/nomi.ts';
import { insertAllegato, insertFile, selectFile, type Flusso } from '../store.ts';
import { selectDaTradurre, type DaTradurre } from '../store/corrispondenza.ts';
import { conRighe } from './altrui.ts';
import { FileRifiutato } from './lettura.ts';

/**
 * Turns a file that came in another form (a spreadsheet) into one of ours, once, and keeps it beside the original: everything after reads
 * that. Does nothing for a file that is one of ours already. May be run again after a kill.
 */
export async function converti(ctx: Ctx, flusso: Flusso): Promise<void> {
  const { id, fileId } = flusso;
  if (formaDi(flusso) === 'zip' || fileId === null) return;
  if ((await ctx.tx((t) => selectFile(t, id, 'convertito'))) !== null) return;
  const base = baseDi(flusso);
  const detto = await ctx.tx((t) => selectDaTradurre(t, id));
  const come = { iuf: flusso.iuf ?? '', detto };
  const provvisorio = await ctx.files.provvisorio();
  try {
    await conRighe({ percorso: ctx.files.percorso(fileId), testo: detto?.colonne.testo ?? null }, (righe) =>
      scriviZip(provvisorio, `${base}.csv`, tradotte(righe, come), ctx.now),
    );
    const arrivo = await ctx.files.misura(provvisorio);
    await ctx.tx(async (t) => {
      const nuovo = await insertFile(t, { nome: `${base}.zip`, tipoContenuto: 'application/zip', arrivo });
      await insertAllegato(t, id, 'convertito', nuovo);
      await t.files.tieni(provvisorio, nuovo);
    });
  } finally {
    await ctx.files.scarta(provvisorio);
  }
}

/** In which form a file came. */
export function formaDi({ nomeFile }: Pick<Flusso, 'nomeFile'>): 'zip' | 'xlsx' | 'csv' {
  if (/\.zip$/i.test(nomeFile ?? '')) return 'zip';
  return /\.xlsx$/i.test(nomeFile ?? '') ? 'xlsx' : 'csv';
}

/** `detto`: which of its columns is which, where it is not in a layout of ours. */
type Come = { iuf: string; detto: DaTradurre | null };

/** The lines of our file: the first row of the other has the names of its columns. */
async function* tradotte(righe: AsyncIterable<readonly Cella[][]>, { iuf, detto }: Come): AsyncGenerator<string> {
  let traduci: ((celle: readonly Cella[], riga: number) => string) | null = null;
  let numero = 0;
  for await (const gruppo of righe) {
    let testo = '';
    for (const celle of gruppo) {
      if (traduci === null) {
        const nomi = detto?.colonne.colonne.map(({ nome }) => nome) ?? nomiUnici(celle.map((cella) => cella.testo));
        traduci = traduttore(detto?.corrispondenza ?? standard(nomi), { iuf, nomi });
        testo += `${INTESTAZIONE_TRADOTTA}\n`;
        continue;
      }
      numero += 1;
      if (numero > LIMITI.righeMax) throw new FileRifiutato('IMPORT_TROPPE_RIGHE', { massimo: LIMITI.righeMax });
      testo += `${traduci(celle, numero)}\n`;
    }
    if (testo !== '') yield testo;
  }
}

function standard(nomi: readonly string[]): Corrispondenza {
  const esito = corrispondenzaStandard(nomi);
  if (!esito.ok) throw new FileRifiutato(esito.refusal.codice, esito.refusal.parametri);
  return esito.value;
}
