import { ok, type Esito } from '#kernel/esito';
import { rifiutoFlusso, type RifiutoFlusso } from './rifiuti.ts';

/** A question of the form, as a column of the sheet names it. */
export type DomandaFoglio = { domanda: string; nome: string };

/** What is wrong with an answer, as the form says it. */
export type ErroreRisposta = {
  codice: string;
  parametri: Readonly<Record<string, string | number>>;
  messaggio: string | null;
};

/** A question of the form, once the answers of a row are in it. */
export type RispostaFoglio = DomandaFoglio & {
  genere: string;
  visibile: boolean;
  errore: ErroreRisposta | null;
  opzioni: readonly { valore: string; etichetta: string }[];
};

/**
 * What is wrong with a row: the form's own code, or one of ours. `VUOTA`: it answers nothing; `NON_CHIESTA`: with these answers the form
 * does not ask that; `TROPPO_LUNGA`: more than a link holds; `TITOLO_LUNGO`: its title is.
 */
export type DifettoRiga = ErroreRisposta & { domanda: string };

type Cella = { testo: string; specie: 'testo' | 'numero' | 'giorno' };

/** The columns of a sheet: which question each answers; null: a note of the ente's own, given back as it is. */
export type ColonneFoglio = readonly (DomandaFoglio | null)[];

/** The column that names the link, for who opens it and in the list of the ente: no field of a form is called so. */
const TITOLO: DomandaFoglio = { domanda: 'Titolo', nome: '=titolo' };
const TITOLO_CARATTERI_MAX = 140;

/** What begins so is the ente's own: a name, a street, whatever the link is sent by. */
const NOTA = /^nota\b/i;

const comune = (testo: string): string => testo.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** Reads the first row: each column is a question of the form, by its words or by its name, or a note. */
export function leggiColonneFoglio(
  nomi: readonly string[],
  domande: readonly DomandaFoglio[],
): Esito<ColonneFoglio, RifiutoFlusso> {
  const note = nomi.map((nome) => nome.trim() === '' || NOTA.test(nome.trim()));
  const lette = nomi.map((nome, n) =>
    note[n] === true
      ? null // A question of the form comes first: whoever calls one «Titolo» means that.
      : [...domande, TITOLO].find((una) => comune(una.domanda) === comune(nome) || una.nome === nome.trim()),
  );
  const ignote = nomi.filter((_, n) => lette[n] === undefined);
  if (ignote.length > 0) return rifiutoFlusso('FOGLIO_COLONNE_SCONOSCIUTE', { colonne: elenca(ignote) });
  const colonne = lette.map((una) => una ?? null);
  const piene = colonne.filter((una) => una !== null);
  if (piene.every((una) => una === TITOLO)) return rifiutoFlusso('FOGLIO_SENZA_COLONNE');
  const doppie = piene.filter((una, n) => piene.findIndex(({ nome }) => nome === una.nome) !== n);
  if (doppie.length > 0)
    return rifiutoFlusso('FOGLIO_COLONNE_RIPETUTE', { colonne: elenca(doppie.map(({ domanda }) => domanda)) });
  return ok(colonne);
}

/** As many as one reads in a sentence, and each as long as finds it. */
function elenca(nomi: readonly string[]): string {
  const primi = nomi.slice(0, 10).map((nome) => `«${nome.trim().slice(0, 60)}»`);
  return primi.join(', ') + (nomi.length > primi.length ? ', …' : '');
}

/** The answers of a row, as they would be typed; and what is wrong with them. */
export type RigaLetta = { titolo: string | null; valori: Record<string, string>; difetti: DifettoRiga[] };

/** A list may come with the answer before it, and that one with another: so many times the words of a choice are looked for. */
const GIRI_MAX = 3;

/** Reads a row: its cells as people write them, and what the form, once they are in it, says of each. */
export function leggiRigaFoglio(
  celle: readonly Cella[],
  colonne: ColonneFoglio,
  compila: (valori: Readonly<Record<string, string>>) => readonly RispostaFoglio[],
): RigaLetta {
  const scritte = new Map(
    colonne.flatMap((colonna, n): [string, Cella & DomandaFoglio][] => {
      const cella = celle[n];
      return colonna === null || cella === undefined || cella.testo.trim() === ''
        ? []
        : [[colonna.nome, { ...cella, ...colonna }]];
    }),
  );
  const titolo = scritte.get(TITOLO.nome)?.testo.trim() ?? null;
  scritte.delete(TITOLO.nome);
  let valori = conRighe(Object.fromEntries([...scritte].map(([nome, { testo }]) => [nome, testo.trim()])));
  let risposte = compila(valori);
  for (let giro = 0; giro < GIRI_MAX; giro += 1) {
    const nuovi = conRighe(
      Object.fromEntries([...scritte].map(([nome, cella]) => [nome, comeSiDigita(cella, risposte)])),
    );
    if (JSON.stringify(nuovi) === JSON.stringify(valori)) break;
    valori = nuovi;
    risposte = compila(valori);
  }
  const lungo = titolo !== null && [...titolo].length > TITOLO_CARATTERI_MAX;
  const difetti = [
    ...(scritte.size === 0 ? [difetto('', 'VUOTA')] : []),
    ...(lungo ? [difetto(TITOLO.domanda, 'TITOLO_LUNGO')] : []),
    ...[...scritte.values()].flatMap((cella) => difettiDi(cella, risposte)),
  ];
  return { titolo, valori, difetti };
}

function difetto(domanda: string, codice: string): DifettoRiga {
  return { domanda, codice, parametri: {}, messaggio: null };
}

/** That a row is more than a link holds. */
export const TROPPO_LUNGA = difetto('', 'TROPPO_LUNGA');

function difettiDi({ nome, domanda }: DomandaFoglio, risposte: readonly RispostaFoglio[]): DifettoRiga[] {
  const risposta = risposte.find((una) => una.nome === nome);
  if (risposta === undefined || !risposta.visibile) return [difetto(domanda, 'NON_CHIESTA')];
  return risposta.errore === null ? [] : [{ ...risposta.errore, domanda }];
}

const SI = /^(s[iì]|x|vero|true|on|1)$/i;
const NO = /^(no|falso|false|off|0)$/i;

/** What is in a cell, as the form would have it typed. */
function comeSiDigita(
  { nome, testo: scritto, specie }: Cella & DomandaFoglio,
  risposte: readonly RispostaFoglio[],
): string {
  const testo = scritto.trim();
  const { genere = '', opzioni = [] } = risposte.find((una) => una.nome === nome) ?? {};
  switch (genere) {
    case 'scelta':
      return opzioni.find(({ etichetta }) => comune(etichetta) === comune(testo))?.valore ?? testo;
    case 'si_no':
      return SI.test(testo) ? 'si' : NO.test(testo) ? 'no' : testo;
    case 'numero':
    case 'importo':
      return specie === 'numero' ? testo.replace('.', ',') : testo;
    case 'data':
      return specie === 'giorno' ? testo.slice(0, 'AAAA-MM-GG'.length) : testo;
    default:
      return testo;
  }
}

/** How many rows a group has is said under its own name: as many as the last that is answered. */
function conRighe(valori: Record<string, string>): Record<string, string> {
  const quante = new Map<string, number>();
  for (const nome of Object.keys(valori)) {
    const [, gruppo = '', riga = ''] = /^(.+)\.(\d+)\.[^.]+$/.exec(nome) ?? [];
    if (gruppo !== '') quante.set(gruppo, Math.max(quante.get(gruppo) ?? 0, Number(riga) + 1));
  }
  return { ...valori, ...Object.fromEntries([...quante].map(([gruppo, n]) => [`${gruppo}.righe`, String(n)])) };
}
