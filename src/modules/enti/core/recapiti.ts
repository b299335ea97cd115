import { ok, type Esito } from '#kernel/esito';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

/** The languages in which a notice may be beside Italian: those of the minorities, and one for all. */
export const LINGUE_AGGIUNTIVE = ['de', 'sl', 'fr', 'en'] as const;
export type LinguaAggiuntiva = (typeof LINGUE_AGGIUNTIVE)[number];

/** What the ente itself says of itself: how to reach it, what citizens read. Texts are trimmed; null where there is none. */
export type Recapiti = {
  settore: string | null;
  info: string | null;
  indirizzo: string | null;
  email: string | null;
  telefono: string | null;
  pec: string | null;
  sito: string | null;
  popolazione: number | null;
  testoCittadini: string | null;
  linguaAggiuntiva: LinguaAggiuntiva | null;
  referenteNome: string | null;
  referenteEmail: string | null;
  referenteTelefono: string | null;
};

/** `settore` and `info` are printed on the notice (avviso analogico), in boxes of these characters. */
export const LUNGHEZZE = {
  settore: 50,
  info: 100,
  indirizzo: 140,
  email: 256,
  telefono: 40,
  pec: 256,
  sito: 256,
  testoCittadini: 2000,
  referenteNome: 140,
  referenteEmail: 256,
  referenteTelefono: 40,
} as const satisfies Partial<Record<keyof Recapiti, number>>;

const POPOLAZIONE_MAX = 10_000_000;

const EMAIL = /^[^\s@<>(),;:"]+@[^\s@<>(),;:".][^\s@<>(),;:"]*\.[^\s@<>(),;:".]{2,}$/;
const TELEFONO = /^\+?[\d][\d ./-]{2,}$/;

/** Are they fit to be shown and printed? The first thing that is not, with its field. */
export function validaRecapiti(r: Recapiti): Esito<Recapiti, RifiutoEnti> {
  for (const [campo, massimo] of Object.entries(LUNGHEZZE)) {
    const testo = r[campo as keyof typeof LUNGHEZZE] ?? '';
    if (testo.length > massimo) return rifiutoEnti('TESTO_TROPPO_LUNGO', { campo, massimo });
    // Only what citizens read has lines: all the rest is printed, or stands in a form, on one.
    const righe = campo === 'testoCittadini' ? testo.replaceAll(/\r?\n/g, '') : testo;
    if (/\p{Cc}/u.test(righe)) return rifiutoEnti('TESTO_NON_STAMPABILE', { campo });
  }
  for (const campo of ['email', 'pec', 'referenteEmail'] as const)
    if (r[campo] !== null && !EMAIL.test(r[campo])) return rifiutoEnti('RECAPITO_EMAIL_NON_VALIDA', { campo });
  for (const campo of ['telefono', 'referenteTelefono'] as const)
    if (r[campo] !== null && !TELEFONO.test(r[campo])) return rifiutoEnti('TELEFONO_NON_VALIDO', { campo });
  if (r.sito !== null && !sitoValido(r.sito)) return rifiutoEnti('SITO_NON_VALIDO', { campo: 'sito' });
  if (
    r.popolazione !== null &&
    !(Number.isInteger(r.popolazione) && r.popolazione >= 0 && r.popolazione <= POPOLAZIONE_MAX)
  )
    return rifiutoEnti('POPOLAZIONE_NON_VALIDA', { campo: 'popolazione' });
  if (r.linguaAggiuntiva !== null && !LINGUE_AGGIUNTIVE.includes(r.linguaAggiuntiva))
    return rifiutoEnti('LINGUA_NON_VALIDA', { campo: 'linguaAggiuntiva' });
  return ok(r);
}

/** It becomes a link that citizens press: a web address, whole, and nothing else that a browser would follow. */
function sitoValido(sito: string): boolean {
  return /^https?:\/\/[^\s/?#@"'<>]+\.[^\s/?#@"'<>]{2,}([/?#][^\s"'<>]*)?$/.test(sito);
}
