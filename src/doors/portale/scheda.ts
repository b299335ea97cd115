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
import { leggiDebitore, type DebitoreSpontaneo } from '#modules/posizioni';
import { parseEmail } from '#modules/utenti';
import type { Testi } from '#testi/catalogo';
import { erroriCompilati, fraseErrore, inviatiDi } from '#ui/modulo-compilato';
import type { Errori } from '#ui/riepilogo-errori';
import type { Vista } from '#ui/sito';
import { entePubblico } from './ente-pubblico.ts';
import { vistaEnte, type Portale, type RichiestaPortale } from './visita.ts';

/** Before the names of the fields of a form: the page has some of its own. */
export const PREFISSO = 'm.';
/** More names than the largest form can have are somebody's attempt to make us work. */
export const NOMI_MAX = 1000;

/** What a citizen may pay without a notice, with its form in force. */
export type Scheda = { u: Portale; ente: Ente; vista: Vista; tipo: TipoDovuto; pubblico: ModuloPubblico };

/** Null: there is no such ente, or nothing to be paid here by that code. */
export async function leggiScheda(u: Portale, { parametri }: RichiestaPortale): Promise<Scheda | null> {
  const ente = await entePubblico(u.ctx, parametri['codIpa'] ?? '');
  if (ente === null) return null;
  const { enteId } = ente;
  const tipo = (await elencoTipi(u.per(enteId), enteId)).find(({ codice }) => codice === parametri['tipo']);
  if (tipo === undefined) return null;
  const pubblico = await leggiModulo(u.ctx, { enteId, tipoDovutoId: tipo.tipoDovutoId });
  return pubblico === null ? null : { u, ente, vista: await vistaEnte(u, ente), tipo, pubblico };
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
