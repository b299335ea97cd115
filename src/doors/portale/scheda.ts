import {
  elencoTipi,
  leggiModulo,
  parla,
  type CampoCompilato,
  type Compilazione,
  type Ente,
  type ModuloPubblico,
  type TipoDovuto,
} from '#modules/enti';
import { apriLink, type Link } from '#modules/pagamenti';
import { leggiDebitore, type DebitoreSpontaneo } from '#modules/posizioni';
import { parseEmail } from '#modules/utenti';
import type { Testi } from '#testi/catalogo';
import { erroriCompilati, fraseErrore, inviatiDi } from '#ui/modulo-compilato';
import type { Errori } from '#ui/riepilogo-errori';
import type { Vista } from '#ui/sito';
import { entePubblico } from './ente-pubblico.ts';
import { VAI } from './indirizzi.ts';
import { enteDi, vistaEnte, type Portale, type RichiestaPortale } from './visita.ts';

/** Before the names of the fields of a form: the page has some of its own. */
export const PREFISSO = 'm.';
/** More names than the largest form can have are somebody's attempt to make us work. */
export const NOMI_MAX = 1000;

/** What a citizen may pay without a notice, with its form in force. */
export type Scheda = {
  u: Portale;
  ente: Ente;
  vista: Vista;
  tipo: TipoDovuto;
  pubblico: ModuloPubblico;
  /** Where its page is. */
  dove: string;
  /** The payment link that led there, with what it answers beforehand. */
  link: Extract<Link, { genere: 'modulo' }> | null;
};

/** Null: there is no such ente, or nothing to be paid here by that code. */
export async function leggiScheda(u: Portale, { parametri }: RichiestaPortale): Promise<Scheda | null> {
  const { opaco, codIpa = '', tipo } = parametri;
  if (opaco !== undefined) return schedaDelLink(u, opaco);
  const ente = await entePubblico(u.ctx, codIpa);
  return ente === null ? null : scheda(u, ente, { si: ({ codice }) => codice === tipo, link: null });
}

/** Null: the link leads nowhere any more, and its own page says why. */
async function schedaDelLink(u: Portale, opaco: string): Promise<Scheda | null> {
  const { link, stato } = await apriLink(u.ctx, opaco);
  if (!stato.ok || link?.genere !== 'modulo') return null;
  const ente = await enteDi(u, link.enteId);
  return scheda(u, ente, {
    si: ({ tipoDovutoId }) => tipoDovutoId === link.tipoDovutoId,
    link,
    dove: VAI.linkModulo(opaco),
  });
}

type Quale = Pick<Scheda, 'link'> & { si: (tipo: TipoDovuto) => boolean; dove?: string };

async function scheda(u: Portale, ente: Ente, { si, link, dove }: Quale): Promise<Scheda | null> {
  const { enteId, codIpa } = ente;
  const tipo = (await elencoTipi(u.per(enteId), enteId)).find(si);
  if (tipo === undefined) return null;
  const pubblico = await leggiModulo(u.ctx, { enteId, tipoDovutoId: tipo.tipoDovutoId });
  if (pubblico === null) return null;
  return {
    u,
    ente,
    vista: await vistaEnte(u, ente),
    tipo,
    pubblico,
    link,
    dove: dove ?? VAI.tipo(codIpa, tipo.codice),
  };
}

/** What a link answers that may not be changed, put over whatever a browser sends. */
export function conFissi({ link }: Scheda, digitato: Digitato): Digitato {
  const fissi = (link?.fissi ?? []).map((nome) => [nome, link?.valori[nome] ?? ''] as const);
  return { ...digitato, risposte: { ...digitato.risposte, ...Object.fromEntries(fissi) } };
}

/** The same answers as they are drawn: said, and not asked. */
export function fermi({ link }: Scheda, campi: readonly CampoCompilato[]): CampoCompilato[] {
  const fissi = new Set(link?.fissi);
  const uno = (campo: CampoCompilato): CampoCompilato => ({
    ...campo,
    campi: campo.campi.map(uno),
    righe: campo.righe.map((riga) => riga.map(uno)),
    ...(fissi.has(campo.nome) && { calcolato: true, valore: detto(campo) }),
  });
  return campi.map(uno);
}

function detto({ opzioni, valore }: CampoCompilato): string {
  return opzioni.find(({ scelta }) => scelta)?.etichetta ?? valore;
}

/** Questions that the ente has not translated are read as Italian. */
export function linguaDi({ u, pubblico }: Scheda): 'it' | undefined {
  return parla(pubblico.modulo, u.lingua) ? undefined : 'it';
}

/** What was typed in the page, as it was typed. */
export type Digitato = {
  risposte: Record<string, string | readonly string[]>;
  debitore: { tipo: string; codice: string; anagrafica: string };
  email: string;
};

export const NULLA: Digitato = { risposte: {}, debitore: { tipo: 'F', codice: '', anagrafica: '' }, email: '' };

/** Null when it is more than any form has. */
export function leggiDigitato(r: RichiestaPortale): Digitato | null {
  const { modulo } = r;
  if (Object.keys(modulo).length > NOMI_MAX) return null;
  const debitore = {
    tipo: modulo['debitoreTipo'] ?? '',
    codice: modulo['debitoreCodice'] ?? '',
    anagrafica: modulo['debitoreNome'] ?? '',
  };
  return { risposte: inviatiDi(r, PREFISSO), debitore, email: modulo['email'] ?? '' };
}

/** The form is right, and so is who pays. */
export type Buona = { debitore: DebitoreSpontaneo; email: string };

/** Judges all that was typed: what is wrong by name of the field, in the order of the page. */
export function giudica(
  { u: { t }, tipo }: Scheda,
  compilazione: Compilazione,
  digitato: Digitato,
): { errori: Errori; buona: Buona | null } {
  const testi = t.spontaneo;
  const { debitore, difetti } = leggiDebitore(digitato.debitore, { anonimoAmmesso: tipo.codiceFiscaleAnonimo });
  const email = parseEmail(digitato.email);
  const frase = (difetto: keyof typeof testi.debitore): string => testi.debitore[difetto];
  const errori = {
    ...conEtichette(compilazione.campi, t),
    ...(difetti.tipo && { debitoreTipo: frase(difetti.tipo) }),
    ...(difetti.codice && { debitoreCodice: frase(difetti.codice) }),
    ...(difetti.anagrafica && { debitoreNome: frase(difetti.anagrafica) }),
    ...(email === null && { email: digitato.email.trim() === '' ? testi.mancaEmail : testi.emailNonValida }),
  };
  const [generale] = compilazione.errori;
  // That there is no amount follows from what is missing: it is said where nothing else is.
  const solo = generale !== undefined && Object.keys(errori).length === 0;
  const tutti = solo ? { importo: fraseErrore(t)(generale) } : errori;
  const buona = compilazione.valido && debitore !== null && email !== null ? { debitore, email } : null;
  return { errori: tutti, buona };
}

/** What is wrong with the answers, each with the name of its question: in the summary they stand without it. */
export function conEtichette(campi: readonly CampoCompilato[], t: Testi): Errori {
  const domande = new Map(domandeDi(campi, t));
  const errori = erroriCompilati({ campi, prefisso: PREFISSO, frase: fraseErrore(t) });
  return Object.fromEntries(
    Object.entries(errori).map(([nome, errore]) => [nome, t.spontaneo.conDomanda(domande.get(nome) ?? '', errore)]),
  );
}

/** The fields, with nothing held against any. */
export function senzaErrori(campi: readonly CampoCompilato[]): CampoCompilato[] {
  return campi.map((campo) => ({
    ...campo,
    errore: null,
    campi: senzaErrori(campo.campi),
    righe: campo.righe.map(senzaErrori),
  }));
}

/** Each question by the name that it has in the page; of one that is in several rows, with its row. */
function domandeDi(campi: readonly CampoCompilato[], t: Testi): [string, string][] {
  return campi.flatMap(({ nome, etichetta, campi: dentro, righe }): [string, string][] => [
    [PREFISSO + nome, etichetta],
    ...domandeDi(dentro, t),
    ...righe.flatMap((riga, n) =>
      domandeDi(riga, t).map(([suo, domanda]): [string, string] => [
        suo,
        righe.length === 1 ? domanda : t.spontaneo.inRiga(n + 1, domanda),
      ]),
    ),
  ]);
}
