import { LIMITI } from '#kernel/limiti';
import { leggiDebitore, type DebitorePosizione, type DebitoreRichiesta } from '#modules/posizioni';
import { parseEmail } from '#modules/utenti';
import { spontaneo } from '#testi/it/portale-spontaneo';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import type { Campi } from '../atto-posizione.tsx';
import { quanti } from './scheda.ts';

const testi = ufficioAMano;

/** Where a notice finds who owes: the fields, and how long each may be. */
export const RECAPITI = { indirizzo: 70, civico: 16, cap: 16, localita: 35, provincia: 2, nazione: 2 } as const;
const SIGLE: readonly string[] = ['provincia', 'nazione'];

type Errori = Record<string, string>;

/** One line that may be printed and sent; what is wrong is written beside its field. */
export function riga(
  errori: Errori,
  v: Campi,
  { nome, campo, massimo }: { nome: string; campo: string; massimo: number },
): string {
  const testo = (v[nome] ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(testo)) errori[nome] = testi.errori.caratteri(campo);
  else if ([...testo].length > massimo) errori[nome] = testi.errori.lungo(campo, massimo);
  return testo;
}

/** Address and mail, as they were typed. */
export function leggiRecapiti(v: Campi, errori: Errori): Omit<DebitorePosizione, 'tipo' | 'codice' | 'anagrafica'> {
  const letti = Object.entries(RECAPITI).map(([nome, massimo]): [string, string | null] => {
    const campo = testi[nome as keyof typeof RECAPITI];
    const sigla = SIGLE.includes(nome);
    const testo = riga(errori, v, { nome, campo, massimo: sigla ? RECAPITI.indirizzo : massimo });
    if (sigla && testo !== '' && !/^[A-Za-z]{2}$/.test(testo)) errori[nome] = testi.errori.sigla(campo);
    return [nome, testo === '' ? null : sigla ? testo.toUpperCase() : testo];
  });
  const scritta = (v['email'] ?? '').trim();
  const email = scritta === '' ? null : parseEmail(scritta);
  if (scritta !== '' && email === null) errori['email'] = testi.errori.email;
  return { ...(Object.fromEntries(letti) as Record<keyof typeof RECAPITI, string | null>), email };
}

/** Who owes; null: something is wrong, and said. */
export function leggiChi(
  v: Campi,
  { anonimoAmmesso, errori }: { anonimoAmmesso: boolean; errori: Errori },
): Pick<DebitorePosizione, 'tipo' | 'codice' | 'anagrafica'> | null {
  const digitato = {
    tipo: v['debitoreTipo'] ?? '',
    codice: v['debitoreCodice'] ?? '',
    anagrafica: v['debitoreNome'] ?? '',
  };
  const { debitore, difetti } = leggiDebitore(digitato, { anonimoAmmesso });
  const frasi = spontaneo.debitore;
  if (difetti.tipo) errori['debitoreTipo'] = frasi[difetti.tipo];
  if (difetti.codice) errori['debitoreCodice'] = frasi[difetti.codice];
  if (difetti.anagrafica) errori['debitoreNome'] = frasi[difetti.anagrafica];
  return debitore;
}

/** Who owes the same, or answers for who owes. */
export function leggiAltri(v: Campi, errori: Errori): DebitoreRichiesta[] {
  return numeri(quanti(v, 'debitori', LIMITI.debitoriMax)).flatMap((n): DebitoreRichiesta[] => {
    const nome = (campo: string) => `debitori.${n}.${campo}`;
    const digitato = {
      tipo: v[nome('tipo')] ?? '',
      codice: v[nome('codice')] ?? '',
      anagrafica: v[nome('nome')] ?? '',
    };
    const { debitore, difetti } = leggiDebitore(digitato, { anonimoAmmesso: false });
    const frasi = spontaneo.debitore;
    const ruolo = v[nome('ruolo')];
    if (ruolo !== 'coobbligato' && ruolo !== 'tutore') errori[nome('ruolo')] = testi.errori.ruolo;
    if (difetti.tipo) errori[nome('tipo')] = frasi[difetti.tipo];
    if (difetti.codice) errori[nome('codice')] = frasi[difetti.codice];
    if (difetti.anagrafica) errori[nome('nome')] = frasi[difetti.anagrafica];
    return debitore === null || (ruolo !== 'coobbligato' && ruolo !== 'tutore') ? [] : [{ ruolo, ...debitore }];
  });
}

/** 1, 2, 3 … */
export const numeri = (quanti: number): number[] => Array.from({ length: quanti }, (_, n) => n + 1);
