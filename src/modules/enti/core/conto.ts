import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { ibanPostale, parseIban, type Iban } from '#kernel/iban';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

export type TipoConto = 'bancario' | 'postale';

/** `censito`: declared, and not answered to the Nodo until somebody makes it `attivo`. */
export type StatoIban = 'censito' | 'attivo';

/** An IBAN of an account, from a day on; the one in force is the last begun. `validoAl` is the first day on which it no longer holds. */
export type Decorrenza = { iban: string; validoDal: Giorno; validoAl: Giorno | null; stato: StatoIban };

/** The account as a decision on its IBAN needs it. */
export type ContoDeciso = { tipo: TipoConto; decorrenze: readonly Decorrenza[] };

/** What is registered of an account. */
export type DatiConto = { nome: string; tipo: TipoConto; intestatario: string; autorizzazioneStampa: string | null };

/** Longest text printed beside an account: `intestatario` of the postal slip (pagopa 5.4). */
const INTESTATARIO_MAX = 50;
const AUTORIZZAZIONE_MAX = 100;

/** Is the account fit to be registered? Only a postal slip is printed with an authorisation. */
export function validaConto(dati: DatiConto): Esito<DatiConto, RifiutoEnti> {
  const { nome, tipo, intestatario, autorizzazioneStampa } = dati;
  if (nome.trim() !== nome || nome.length < 1 || nome.length > 100) return rifiutoEnti('CONTO_NOME_NON_VALIDO');
  if (intestatario.trim() === '') return rifiutoEnti('CONTO_SENZA_INTESTATARIO');
  if (intestatario.length > INTESTATARIO_MAX)
    return rifiutoEnti('TESTO_TROPPO_LUNGO', { campo: 'intestatario', massimo: INTESTATARIO_MAX });
  if (autorizzazioneStampa === null) return ok(dati);
  if (tipo !== 'postale') return rifiutoEnti('AUTORIZZAZIONE_SENZA_BOLLETTINO');
  if (autorizzazioneStampa.length > AUTORIZZAZIONE_MAX)
    return rifiutoEnti('TESTO_TROPPO_LUNGO', { campo: 'autorizzazione alla stampa', massimo: AUTORIZZAZIONE_MAX });
  return ok(dati);
}

/** An IBAN to be given to an account, and from when. */
export type RichiestaIban = { iban: string; validoDal: Giorno; stato: StatoIban };

/**
 * May the account be credited on this IBAN from that day? A postal account is one of Poste (the slip can pay no other); and once an
 * account has an IBAN, a change begins today or later, for what was already answered to the Nodo is not rewritten. One that is only
 * declared takes the place of nothing.
 */
export function decidiIban(
  conto: ContoDeciso,
  richiesta: RichiestaIban,
  oggi: Giorno,
): Esito<{ iban: Iban; nuova: boolean }, RifiutoEnti> {
  const iban = parseIban(richiesta.iban);
  if (iban === null) return rifiutoEnti('IBAN_NON_VALIDO');
  if (conto.tipo === 'postale' && !ibanPostale(iban)) return rifiutoEnti('IBAN_NON_POSTALE');
  const presente = conto.decorrenze.find((d) => d.validoDal === richiesta.validoDal);
  if (presente?.iban === iban && presente.stato === richiesta.stato) return ok({ iban, nuova: false });
  const { stato, validoDal } = richiesta;
  const occupato =
    presente !== undefined && (stato === 'censito' || (presente.stato === 'censito' && presente.iban !== iban));
  if (occupato) return rifiutoEnti('IBAN_GIORNO_OCCUPATO');
  if (stato === 'attivo' && validoDal < oggi && conto.decorrenze.some((d) => d.stato === 'attivo'))
    return rifiutoEnti('IBAN_DECORRENZA_PASSATA');
  return ok({ iban, nuova: true });
}

/** May a declared IBAN begin to be credited on that day? */
export function decidiAttivazione(
  conto: ContoDeciso,
  { censitoDal, dal }: { censitoDal: Giorno; dal: Giorno },
  oggi: Giorno,
): Esito<Decorrenza, RifiutoEnti> {
  const censito = conto.decorrenze.find((d) => d.validoDal === censitoDal && d.stato === 'censito');
  if (censito === undefined) return rifiutoEnti('IBAN_SCONOSCIUTO');
  if (dal < oggi) return rifiutoEnti('IBAN_DECORRENZA_PASSATA');
  if (conto.decorrenze.some((d) => d !== censito && d.validoDal === dal)) return rifiutoEnti('IBAN_GIORNO_OCCUPATO');
  return ok(censito);
}

/** May an IBAN be taken back? Until it begins: what was in force even for a day stays in the history. */
export function decidiRitiro(conto: ContoDeciso, validoDal: Giorno, oggi: Giorno): Esito<Decorrenza, RifiutoEnti> {
  const decorrenza = conto.decorrenze.find((d) => d.validoDal === validoDal);
  if (decorrenza === undefined) return rifiutoEnti('IBAN_SCONOSCIUTO');
  if (decorrenza.stato === 'attivo' && decorrenza.validoDal <= oggi) return rifiutoEnti('IBAN_GIA_IN_VIGORE');
  return ok(decorrenza);
}

/**
 * May the account stop being credited from that day on? Everything begun before ends with the one in force: an older IBAN must not come
 * back to life behind it. A planned change still begins on its day.
 */
export function decidiTermine(
  conto: ContoDeciso & { usato: boolean },
  al: Giorno,
  oggi: Giorno,
): Esito<Decorrenza, RifiutoEnti> {
  const vigente = ibanVigente(conto.decorrenze, oggi);
  if (vigente === null) return rifiutoEnti('IBAN_SCONOSCIUTO');
  if (al < oggi || al <= vigente.validoDal) return rifiutoEnti('IBAN_TERMINE_PASSATO');
  const segue = conto.decorrenze.some((d) => d.stato === 'attivo' && d.validoDal > oggi && d.validoDal <= al);
  if (conto.usato && !segue) return rifiutoEnti('CONTO_IN_USO');
  return ok(vigente);
}

/** What ends when a replaced postal IBAN does: it and those before it. `prima` is the day on which the next one began. */
export type TermineSostituito = { chiusi: Decorrenza[]; dal: Giorno; prima: Giorno; vigente: Decorrenza };

/**
 * May a replaced IBAN end today, by itself? Only a postal one is still answered, for the notices printed with it. Those before it end
 * too, for an older one must not come back to life behind it; from then on all these notices are answered with the one in force.
 */
export function decidiTermineSostituito(
  conto: ContoDeciso,
  validoDal: Giorno,
  oggi: Giorno,
): Esito<TermineSostituito, RifiutoEnti> {
  const vita = (d: Decorrenza): VitaIban => vitaDi(d, conto.decorrenze, oggi);
  const suo = conto.decorrenze.find((d) => d.validoDal === validoDal);
  if (suo === undefined) return rifiutoEnti('IBAN_SCONOSCIUTO');
  const vigente = ibanVigente(conto.decorrenze, oggi);
  if (conto.tipo !== 'postale' || vigente === null || vita(suo) !== 'sostituito')
    return rifiutoEnti('IBAN_NON_SOSTITUITO');
  const chiusi = conto.decorrenze.filter((d) => d.validoDal <= validoDal && vita(d) === 'sostituito');
  const inizi = (quali: readonly Decorrenza[]): Giorno[] => quali.map((d) => d.validoDal).toSorted();
  const dopo = conto.decorrenze.filter((d) => d.stato === 'attivo' && d.validoDal > validoDal);
  return ok({ chiusi, dal: inizi(chiusi)[0] ?? validoDal, prima: inizi(dopo)[0] ?? vigente.validoDal, vigente });
}

/** The IBAN answered on that day; null where there is none. */
export function ibanVigente(decorrenze: readonly Decorrenza[], giorno: Giorno): Decorrenza | null {
  const vive = decorrenze.filter((d) => vitaDi(d, decorrenze, giorno) === 'in_vigore');
  return vive[0] ?? null;
}

/** What an IBAN is on a day: the word that people read beside it. */
export type VitaIban = 'censito' | 'programmato' | 'in_vigore' | 'sostituito' | 'terminato';

/** What is this IBAN of the account on that day? */
export function vitaDi(d: Decorrenza, tutte: readonly Decorrenza[], giorno: Giorno): VitaIban {
  if (d.stato === 'censito') return 'censito';
  if (d.validoDal > giorno) return 'programmato';
  if (d.validoAl !== null && d.validoAl <= giorno) return 'terminato';
  const dopo = tutte.some((x) => x.stato === 'attivo' && x.validoDal > d.validoDal && x.validoDal <= giorno);
  return dopo ? 'sostituito' : 'in_vigore';
}
