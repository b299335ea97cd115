import type { ComponentChildren } from 'preact';
import { formatGiorno, giornoA, isoRoma, type Giorno } from '#kernel/giorno';
import { formatDecimale, type Cents } from '#kernel/importo';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { errore, type Risposta } from '#platform/http/pagina';
import type { Colonna } from '#ui/tabella';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from './lavoro.ts';
import { aPagine, isFormaElenco, scaricaElenco } from './scarica-elenco.ts';

/** A column of a list: the words that its file says, and what the page shows where that is more than words. */
export type ColonnaElenco<R> = Omit<Colonna<R>, 'cella'> & {
  testo: (riga: R) => string;
  cella?: (riga: R) => ComponentChildren;
  /** Where it stands, if not in both. */
  solo?: 'pagina' | 'file';
  /** Of amounts (`importoScritto`): a sheet has them as numbers. */
  importo?: true;
};

/** The columns of a list as its page shows them. */
export function sullaPagina<R>(colonne: readonly ColonnaElenco<R>[]): Colonna<R>[] {
  return colonne
    .filter(({ solo }) => solo !== 'file')
    .map(({ titolo, testo, cella = testo, numerica = false, totale }) => ({ titolo, cella, numerica, totale }));
}

/** A list that is downloaded whole, as it is filtered. `F`: what is asked for; `R`: a row. */
export type ElencoInFile<L, F, R> = {
  /** Where the list is: its file is below. */
  percorso: string;
  /** Of the file, without the ente and the day. */
  nome: string | ((filtro: F) => string);
  titolo: string;
  colonne: readonly Pick<ColonnaElenco<R>, 'titolo' | 'testo' | 'solo' | 'importo'>[];
  /** Read once. Null: what was looked for is over, and everything in its place would be a lie. */
  filtro: (t: Ctx, l: L, r: RichiestaUfficio) => Promise<F | null> | F | null;
  leggi: (t: Ctx, filtro: F, da: { dopo: R | null; quanti: number }) => Promise<R[]>;
  /** What the registro says of the download, where lists have a word of their own for it. */
  azione?: string;
  righeMax?: number;
};

/** The rows of a list that is short enough to be read at once, with its filter. */
export async function tutteInsieme<R>(
  _t: Ctx,
  righe: readonly R[],
  { dopo, quanti }: { dopo: R | null; quanti: number },
): Promise<R[]> {
  const da = dopo === null ? 0 : righe.indexOf(dopo) + 1;
  return righe.slice(da, da + quanti);
}

type Pagina = Pick<PaginaUfficio, 'chi'> & { atto?: NonNullable<PaginaUfficio['atto']>['get'] };

/** The list of an ente as a file for a spreadsheet. */
export function elencoInFile<F, R>({
  chi,
  atto,
  ...elenco
}: ElencoInFile<Lavoro, F, R> & Partial<Pagina>): PaginaUfficio {
  return {
    percorso: `${elenco.percorso}/elenco/:forma`,
    chi: chi ?? 'operatore',
    ...(atto !== undefined && { atto: { get: atto } }),
    get: alLavoro((l, r) => daScaricare(l, r, elenco, `${l.ente.codIpa}_`)),
  };
}

/** Answers with a list, whole. `inizio`: how the name of the file begins. */
export async function daScaricare<L extends { ctx: Ctx }, F, R>(
  l: L,
  r: RichiestaUfficio,
  elenco: ElencoInFile<L, F, R>,
  inizio = '',
): Promise<Risposta> {
  const { forma } = r.parametri;
  const { ctx } = l;
  if (!isFormaElenco(forma)) return errore('nonTrovata');
  const filtro = await ctx.tx(async (t) => {
    const letto = await elenco.filtro(t, l, r);
    if (letto !== null) await annotaScarico(t, elenco);
    return letto;
  });
  if (filtro === null) return errore('nonTrovata');
  const colonne = elenco.colonne.filter(({ solo }) => solo !== 'pagina');
  const nome = typeof elenco.nome === 'string' ? elenco.nome : elenco.nome(filtro);
  const righe = aPagine<R>(
    (dopo, quanti) => ctx.tx((t) => elenco.leggi(t, filtro, { dopo, quanti })),
    (riga) => colonne.map(({ testo }) => testo(riga)),
    elenco.righeMax,
  );
  return scaricaElenco(forma, {
    nome: `${inizio}${nome}_${ctx.oggi}`,
    titolo: elenco.titolo,
    nomi: colonne.map(({ titolo }) => titolo),
    importi: colonne.flatMap(({ importo }, n) => (importo === true ? [n] : [])),
    data: ctx.now,
    righe,
  });
}

async function annotaScarico(
  t: Ctx,
  { percorso, azione }: Pick<ElencoInFile<never, never, never>, 'percorso' | 'azione'>,
) {
  const di = t.enteId === null ? { oggetto: 'intermediario' } : { oggetto: 'ente', oggettoId: t.enteId };
  await annota(
    t,
    azione === undefined ? { ...di, azione: 'elenco.scaricato', dettaglio: { elenco: percorso } } : { ...di, azione },
  );
}

/** As amounts are written in files for people: a comma, and no thousands. */
export const importoScritto = (cents: Cents | null): string =>
  cents === null ? '' : formatDecimale(cents).replace('.', ',');
export const giornoScritto = (giorno: Giorno | null): string => (giorno === null ? '' : formatGiorno(giorno));
/** An instant as a spreadsheet reads it: day and minute, in Rome. */
export const istanteScritto = (istante: Date | null): string =>
  istante === null ? '' : `${giornoDi(istante)} ${isoRoma(istante).slice(11, 16)}`;
/** The day of an instant, in Rome. */
export const giornoDi = (istante: Date | null): string => giornoScritto(istante && giornoA(istante));
