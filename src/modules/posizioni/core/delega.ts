import { nascita, parseCodiceFiscale, type CodiceFiscale } from '#kernel/codice-fiscale';
import { ok, type Esito } from '#kernel/esito';
import { piuMesi, type Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { rifiutoDelega, type RifiutoDelega } from './rifiuti.ts';

/** Why somebody acts for another: a minor, a person under a guardianship, or who asked them to. */
export const GENERI_DELEGA = ['minore', 'tutela', 'delega'] as const;
export type GenereDelega = (typeof GENERI_DELEGA)[number];

/** States of a delega. One that has been approved holds through its last day; `scaduta` is written only where another takes its place. */
export type StatoDelega = 'richiesta' | 'approvata' | 'rifiutata' | 'revocata' | 'scaduta';

/** The one function that says in which state a delega is shown. */
export function statoDelega(
  { stato, validaAl }: { stato: StatoDelega; validaAl: Giorno | null },
  oggi: Giorno,
): StatoDelega {
  return stato === 'approvata' && validaAl !== null && validaAl < oggi ? 'scaduta' : stato;
}

/** The deleghe of an ente as its list divides them. */
export const QUALI_DELEGHE = ['da_decidere', 'attive', 'respinte', 'scadute', 'revocate', 'tutte'] as const;
export type QualiDeleghe = (typeof QUALI_DELEGHE)[number];

/** A request as it was typed. */
export type DelegaDigitata = { genere: string; codice: string; nome: string };
export type DelegaLetta = { genere: GenereDelega; deleganteCodice: CodiceFiscale; deleganteNome: string };

const MAGGIORE_MESI = 18 * 12;

/** Judges a request to act for another. By its code a person of age is no minor, in whichever century they were born. */
export function leggiDelega(
  { genere, codice, nome }: DelegaDigitata,
  { delegato, oggi }: { delegato: CodiceFiscale; oggi: Giorno },
): Esito<DelegaLetta, RifiutoDelega> {
  const suo = GENERI_DELEGA.find((uno) => uno === genere);
  if (suo === undefined) return rifiutoDelega('DELEGA_GENERE_NON_VALIDO');
  const deleganteCodice = parseCodiceFiscale(codice);
  const nato = deleganteCodice === null ? null : nascita(deleganteCodice, oggi);
  if (deleganteCodice === null || nato === null) return rifiutoDelega('DELEGA_CODICE_NON_VALIDO');
  if (deleganteCodice === delegato) return rifiutoDelega('DELEGA_A_SE_STESSI');
  const deleganteNome = nome.trim().replaceAll(/\s+/g, ' ');
  if (deleganteNome === '' || deleganteNome.length > NOME_MAX) return rifiutoDelega('DELEGA_NOME_MANCANTE');
  if (suo === 'minore' && !nato.giorni.some((giorno) => piuMesi(giorno, MAGGIORE_MESI) > oggi))
    return rifiutoDelega('DELEGA_NON_MINORE');
  return ok({ genere: suo, deleganteCodice, deleganteNome });
}

const NOME_MAX = 140;

/** The last day through which it may be approved: so many months from today; of a minor, no further than the day they come of age. */
export function ultimoGiorno(
  { genere, deleganteCodice }: Pick<DelegaLetta, 'genere' | 'deleganteCodice'>,
  oggi: Giorno,
): Giorno {
  const maggiore =
    genere === 'minore' ? (nascita(deleganteCodice, oggi)?.giorni.map((uno) => piuMesi(uno, MAGGIORE_MESI)) ?? []) : [];
  const ultimi = [piuMesi(oggi, LIMITI.delegaMesiMax), ...maggiore.filter((uno) => uno > oggi)].toSorted();
  return ultimi[0] ?? oggi;
}

/** Through which day it may hold: today or later, and no further than its last. */
export function validaFino(
  giorno: Giorno,
  delega: Pick<DelegaLetta, 'genere' | 'deleganteCodice'>,
  oggi: Giorno,
): Esito<Giorno, RifiutoDelega> {
  return giorno < oggi || giorno > ultimoGiorno(delega, oggi) ? rifiutoDelega('DELEGA_GIORNO_NON_VALIDO') : ok(giorno);
}

/** Why it is refused, or taken back, in the words of the ente. */
export function motivoDelega(motivo: string): Esito<string, RifiutoDelega> {
  const suo = motivo.trim();
  return suo === '' || [...suo].length > LIMITI.motivoCaratteriMax ? rifiutoDelega('DELEGA_MOTIVO_MANCANTE') : ok(suo);
}
