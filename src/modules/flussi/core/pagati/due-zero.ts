import { isoRoma } from '#kernel/giorno';
import { formatDecimale, type Cents } from '#kernel/importo';
import type { Pagato } from './colonne.ts';

/** The forms of the file 2.0 (docs/integrazione/pagati-2_0.md): for people, for spreadsheets, for programs. */
export const FORMATI = ['csv', 'xlsx', 'jsonl'] as const;
export type Formato = (typeof FORMATI)[number];
export const VERSIONE_2_0 = '2.0';

export function isFormato(testo: string): testo is Formato {
  return (FORMATI as readonly string[]).includes(testo);
}

/** What 2.0 says of a paid dovuto: the notice too, and how its money came where it was not by pagoPA. */
export type Pagato20 = Omit<Pagato, 'ricevuta'> & {
  numeroAvviso: string | null;
  /** No receipt says anything of it. */
  fuori?: { mezzo: string; riferimento: string };
};

type Valore = string | number | null;
/** `specie` tells a spreadsheet what the value is; in JSON a number is a number, and an amount is text, so that nobody rounds it. */
export type Colonna20 = { nome: string; specie: 'testo' | 'numero' | 'importo'; valore: (p: Pagato20) => Valore };

const testo = (nome: string, valore: (p: Pagato20) => string | null): Colonna20 => ({ nome, specie: 'testo', valore });
const importo = (nome: string, valore: (p: Pagato20) => Cents | null): Colonna20 => ({
  nome,
  specie: 'importo',
  valore: (p) => {
    const letto = valore(p);
    return letto === null ? null : formatDecimale(letto);
  },
});

export const COLONNE_2_0: readonly Colonna20[] = [
  testo('iud', (p) => p.iud),
  testo('iuv', (p) => p.iuv),
  testo('numero_avviso', (p) => p.numeroAvviso),
  testo('tipo_dovuto', (p) => p.tipoDovuto),
  testo('causale', (p) => p.causale),
  importo('importo', (p) => p.quotaCents),
  importo('importo_ricevuta', (p) => (p.fuori === undefined ? p.totaleCents : null)),
  testo('giorno_pagamento', (p) => p.pagataGiorno),
  testo('istante_pagamento', (p) => (p.fuori === undefined ? isoRoma(p.pagataIl) : null)),
  testo('ricevuta', (p) => (p.fuori === undefined ? p.receiptId : null)),
  { nome: 'trasferimento', specie: 'numero', valore: (p) => p.indice },
  testo('psp', (p) => p.psp),
  testo('psp_denominazione', (p) => p.pspDenominazione),
  importo('commissione', (p) => p.commissioneCents),
  testo('debitore_tipo', (p) => p.debitore.tipo),
  testo('debitore_codice', (p) => p.debitore.codice),
  testo('debitore_nome', (p) => p.debitore.anagrafica),
  testo('debitore_indirizzo', (p) => p.debitore.indirizzo),
  testo('debitore_civico', (p) => p.debitore.civico),
  testo('debitore_cap', (p) => p.debitore.cap),
  testo('debitore_localita', (p) => p.debitore.localita),
  testo('debitore_provincia', (p) => p.debitore.provincia),
  testo('debitore_nazione', (p) => p.debitore.nazione),
  testo('debitore_email', (p) => p.debitore.email),
  testo('pagatore_tipo', (p) => p.pagatore?.tipo ?? null),
  testo('pagatore_codice', (p) => p.pagatore?.codice ?? null),
  testo('pagatore_nome', (p) => p.pagatore?.anagrafica ?? null),
  testo('flusso', (p) => p.iuf),
  { nome: 'riga_flusso', specie: 'numero', valore: (p) => p.riga },
  testo('dati_riscossione', (p) => p.datiRiscossione),
  testo('bilancio', (p) => p.bilancio),
  testo('fonte', (p) => (p.fuori === undefined ? 'pagopa' : 'fuori_pagopa')),
  testo('mezzo', (p) => p.fuori?.mezzo ?? null),
  testo('riferimento', (p) => p.fuori?.riferimento ?? null),
];

/** A spreadsheet takes what begins so for a formula, and runs it on the machine of who opens the file. */
const FORMULA = /^[=+\-@\t\r]/;

/** CSV for people: UTF-8 with its mark (a spreadsheet would take it for something else), `;`, quotes where needed, CRLF. */
export const TESTA_CSV = `\uFEFF${COLONNE_2_0.map(({ nome }) => nome).join(';')}\r\n`;

export function rigaCsv(p: Pagato20): string {
  return `${COLONNE_2_0.map(({ specie, valore }) => cella(specie, valore(p))).join(';')}\r\n`;
}

function cella(specie: Colonna20['specie'], valore: Valore): string {
  if (valore === null) return '';
  const scritto = String(valore);
  // Amounts as they are written here: a comma, and no thousands.
  if (specie === 'importo') return scritto.replace('.', ',');
  const difeso = FORMULA.test(scritto) ? `'${scritto}` : scritto;
  return /[";\r\n]/.test(difeso) ? `"${difeso.replaceAll('"', '""')}"` : difeso;
}

/** An object a line, every name always there; for programs, so nothing is guarded. */
export function rigaJson(p: Pagato20): string {
  return `${JSON.stringify(Object.fromEntries(COLONNE_2_0.map(({ nome, valore }) => [nome, valore(p)])))}\n`;
}
