import { parseCodiceFiscale, type CodiceFiscale } from '#kernel/codice-fiscale';
import { ok, type Esito } from '#kernel/esito';
import { parseEmail } from './prova.ts';
import { rifiutoUtenti, type RifiutoUtenti } from './rifiuti.ts';

/** Who signs in, as the provider of identity tells. The address is theirs by hearsay: nothing is sent to it. */
export type Identita = { codiceFiscale: CodiceFiscale; nome: string; cognome: string; email: string | null };

/** Why the provider let nobody in, for a person: SPID's messages for who signs in (AgID, table of errors), and a word for any other. */
export const MOTIVI_NEGATI = [
  'tentativi',
  'livello',
  'tempo',
  'consenso',
  'sospesa',
  'annullato',
  'tipo',
  'altro',
] as const;
export type MotivoNegato = (typeof MOTIVI_NEGATI)[number];

/** Numbers that SPID gives to what the person did; 8, 9 and 11–18 are faults of who asks. */
const NUMERI: Readonly<Record<string, MotivoNegato>> = {
  19: 'tentativi',
  20: 'livello',
  21: 'tempo',
  22: 'consenso',
  23: 'sospesa',
  25: 'annullato',
  30: 'tipo',
};

/** What a refusal of the provider is about. Brokers put SPID's number in the description. */
export function motivoNegato({ errore, descrizione }: { errore: string; descrizione: string }): MotivoNegato {
  const numero = /\bnr ?(\d{2})\b/i.exec(descrizione)?.[1] ?? '';
  return NUMERI[numero] ?? (errore === 'access_denied' ? 'annullato' : 'altro');
}

/** Italian tax codes come so: `TINIT-RSSMRA80A01H501U`. */
const PREFISSO = /^TINIT-/i;
const NOME_CARATTERI_MAX = 140;

/** Who signed in, if we may believe that it is somebody: everything here hangs from the tax code. */
export function leggiIdentita({
  codiceFiscale,
  nome,
  cognome,
  email,
}: {
  [C in keyof Identita]: string | null;
}): Esito<Identita, RifiutoUtenti> {
  const codice = parseCodiceFiscale((codiceFiscale ?? '').trim().replace(PREFISSO, ''));
  if (codice === null || nome === null || cognome === null) return rifiutoUtenti('IDENTITA_INCOMPLETA');
  const corto = (testo: string): string => [...testo.toWellFormed()].slice(0, NOME_CARATTERI_MAX).join('');
  return ok({ codiceFiscale: codice, nome: corto(nome), cognome: corto(cognome), email: parseEmail(email ?? '') });
}
