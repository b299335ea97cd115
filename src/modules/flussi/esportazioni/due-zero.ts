import { inizioGiorno, isoRoma } from '#kernel/giorno';
import {
  contaIncassati,
  contaPagati,
  scorriIncassati,
  scorriPagati,
  type DovutoIncassato,
  type FiltroPagati,
} from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import {
  CODA_FOGLIO,
  nomeFoglio,
  partiFisse,
  rigaFoglio,
  RIGHE_FOGLIO_MAX,
  rigaNomi,
  TESTA_FOGLIO,
  TIPO_XLSX,
} from '#platform/xlsx/scrivi';
import type { VoceDaScrivere } from '#platform/zip';
import { COLONNE_2_0, isFormato, rigaCsv, rigaJson, TESTA_CSV, type Pagato20 } from '../core/pagati/due-zero.ts';
import type { Flusso } from '../store.ts';
import type { Conta, FileDaFare } from './esegui.ts';

type Da = { flusso: Flusso; filtro: FiltroPagati; codIpa: string };

/** The file 2.0 of a booking: `<ipa>-<id>_INCASSI_<yyyyMMddHHmmss>`, zipped unless it is a workbook, which is a ZIP already. */
export async function preparaDueZero(t: Ctx, { flusso, filtro, codIpa }: Da): Promise<FileDaFare> {
  const formato = flusso.richiesta?.['formato'] ?? '';
  if (!isFormato(formato)) throw new Error('export 2.0: the request was stored without its form');
  const base = `${codIpa}-${flusso.id.replaceAll('-', '')}_INCASSI_${isoRoma(flusso.richiestoIl).replace(/\D/g, '')}`;
  const totale = (await contaPagati(t, filtro)) + (await contaIncassati(t, filtro));
  const pagine = scorriTutti(t, filtro);
  if (formato === 'xlsx')
    return { nome: `${base}.xlsx`, tipoContenuto: TIPO_XLSX, totale, voci: (conta) => cartella(pagine, conta) };
  const testo = { csv: () => aRighe(TESTA_CSV, rigaCsv), jsonl: () => aRighe('', rigaJson) }[formato]();
  return {
    nome: `${base}.zip`,
    tipoContenuto: 'application/zip',
    totale,
    voci: (conta) => [{ nome: `${base}.${formato}`, testo: () => testo(pagine, conta) }],
  };
}

/** Those of pagoPA, then those that the ente got outside it. */
async function* scorriTutti(t: Ctx, filtro: FiltroPagati): AsyncGenerator<Pagato20[]> {
  yield* scorriPagati(t, filtro);
  for await (const pagina of scorriIncassati(t, filtro)) yield pagina.map(comePagato);
}

function comePagato({ giorno, mezzo, riferimento, importoCents, iuv, ...d }: DovutoIncassato): Pagato20 {
  return {
    ...d,
    iuv: iuv ?? '',
    ...{ stazione: null, receiptId: '', indice: null, commissioneCents: null, psp: null, pspDenominazione: null },
    ...{ pagataIl: inizioGiorno(giorno), pagataGiorno: giorno, totaleCents: importoCents, quotaCents: importoCents },
    pagatore: null,
    fuori: { mezzo, riferimento },
  };
}

type Pagine = AsyncIterableIterator<Pagato20[]>;

function aRighe(
  testa: string,
  riga: (p: Pagato20) => string,
): (pagine: Pagine, conta: Conta) => AsyncGenerator<string> {
  return async function* (pagine, conta) {
    yield testa;
    for await (const pagina of pagine) {
      yield pagina.map(riga).join('');
      await conta(pagina.length);
    }
  };
}

/** The sheets, as many as the rows take, then the parts that count them. */
async function* cartella(pagine: Pagine, conta: Conta): AsyncGenerator<VoceDaScrivere> {
  const stato = { prossima: await pagine.next() };
  let fogli = 0;
  do {
    fogli += 1;
    yield { nome: nomeFoglio(fogli), testo: () => foglio(pagine, conta, stato) };
  } while (stato.prossima.done !== true);
  yield* partiFisse(fogli).map(({ nome, testo }) => ({ nome, testo: () => uno(testo) }));
}

async function* foglio(
  pagine: Pagine,
  conta: Conta,
  stato: { prossima: IteratorResult<Pagato20[]> },
): AsyncGenerator<string> {
  yield TESTA_FOGLIO;
  yield rigaNomi(COLONNE_2_0.map(({ nome }) => nome));
  let righe = 1;
  while (stato.prossima.done !== true && righe + stato.prossima.value.length <= RIGHE_FOGLIO_MAX) {
    const pagina = stato.prossima.value;
    yield pagina
      .map((p) => rigaFoglio(COLONNE_2_0.map(({ specie, valore }) => ({ specie, valore: valore(p) }))))
      .join('');
    righe += pagina.length;
    await conta(pagina.length);
    stato.prossima = await pagine.next();
  }
  yield CODA_FOGLIO;
}

async function* uno(testo: string): AsyncGenerator<string> {
  yield await Promise.resolve(testo);
}
