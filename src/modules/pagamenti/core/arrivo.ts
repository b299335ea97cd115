import type { Rientro, StatoCarrello, StatoCarrelloMostrato } from './carrello.ts';
import { ok, type Esito } from '#kernel/esito';
import { rifiutoArrivo, type RifiutoArrivo } from './rifiuti.ts';

/**
 * How much of our page is met by who comes from an ente: all of it, with the address to write to; all of it, the address if they like;
 * none, unless there is something to be said first.
 */
export type ModoArrivo = 'completo' | 'breve' | 'nessuna';

/** Why nothing more is begun from what was prepared. */
export type PercheChiuso = 'pagato' | 'annullato' | 'scaduto' | 'sostituito' | 'rifiutato';

/** Longer than any address that a browser takes everywhere. */
const RITORNO_CARATTERI_MAX = 2048;
/** No ente has as many sites: software that makes one up each time is told so. */
export const RITORNI_MAX = 50;
/** A name of the web: an address by number, or a machine of one's own, is the ente's to say. Where all is tried out, anybody's. */
const NOME_DI_SITO = /^(?=.{4,240}$)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/;
const NOME_IN_PROVA = /^[a-z0-9.-]{1,240}$/;
/** As the database keeps them: no name of a site has other characters. */
const ORIGINE = /^https?:\/\/[a-z0-9.:-]{1,253}$/;

/**
 * Where the ente has had the browser sent until now: its own site, and what it or its requests have told us. `elenco`: there and nowhere
 * else. In production only where nobody listens on the way.
 */
export type RitorniAmmessi = { origini: readonly string[]; elenco: boolean; soloHttps: boolean };

/** May the browser be sent back there? `nuova`: its origin, where nobody has named it before; to be remembered, and told to the ente. */
export function giudicaRitorno(
  ritorno: string,
  { origini, elenco, soloHttps }: RitorniAmmessi,
): Esito<{ nuova: string | null }, RifiutoArrivo> {
  if (ritorno.length > RITORNO_CARATTERI_MAX || !/^[!-~]+$/.test(ritorno) || !URL.canParse(ritorno))
    return rifiutoArrivo('RITORNO_NON_VALIDO');
  const { protocol, username, password, origin, hostname } = new URL(ritorno);
  const leggibile = protocol === 'https:' || (protocol === 'http:' && !soloHttps);
  if (!leggibile || username !== '' || password !== '') return rifiutoArrivo('RITORNO_NON_VALIDO');
  if (origini.includes(origin)) return ok({ nuova: null });
  const ignota = !(soloHttps ? NOME_DI_SITO : NOME_IN_PROVA).test(hostname);
  return elenco || ignota || origini.length >= RITORNI_MAX
    ? rifiutoArrivo('RITORNO_NON_AMMESSO')
    : ok({ nuova: origin });
}

/** The origin of a site as people write it (`www.comune.it`, `https://comune.it/pagamenti`); null: it is none. */
export function origineDi(sito: string | null): string | null {
  const intero = sito === null || sito.includes('://') ? (sito ?? '') : `https://${sito}`;
  if (!/^https?:/i.test(intero)) return null;
  const origine = URL.canParse(intero) ? new URL(intero).origin : '';
  return ORIGINE.test(origine) ? origine : null;
}

/** What the ente's site is told with the browser. `OK`: Checkout did not say that it went wrong; whether it is paid, the ente asks. */
export type Riporto = { idSession: string; esito: 'OK' | 'ERROR'; pollingToken: string | null };

/** The address of the ente, as it gave it, with what we say added at the end of its query (mypay-webservices.md 3.2). */
export function indirizzoRitorno(ritorno: string, { idSession, esito, pollingToken }: Riporto): string {
  const [senza = '', ...frammento] = ritorno.split('#');
  const dice = new URLSearchParams({ idSession, esito, ...(pollingToken !== null && { pollingToken }) });
  const unione = !senza.includes('?') ? '?' : /[?&]$/.test(senza) ? '' : '&';
  return [`${senza}${unione}${dice.toString()}`, ...frammento].join('#');
}

/** Fewer digits would do until the year 10889. */
const ISTANTE_CIFRE = 12;

/** What the ente calls it by: nobody guesses it, and its end says when it was made. `casuale`: 20 hexadecimal digits. */
export function idSessionDi(now: Date, casuale: string): string {
  const istante = now.getTime().toString(16).padStart(ISTANTE_CIFRE, '0');
  return `${casuale}${istante}`.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** When it was made, also of one that is not here any more; null: it cannot be one of ours. */
export function istanteDi(idSession: string): Date | null {
  const cifre = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-([0-9a-f]{12})$/.exec(idSession)?.[1];
  return cifre === undefined ? null : new Date(Number.parseInt(cifre, 16));
}

/** What was prepared, as far as it says in which state it is. */
type Preparato = { scadeIl: Date; perche: PercheChiuso | null };
type Tentativo = { stato: StatoCarrello; rientro: Rientro | null };

/** What people read of it: `lasciato`, they came back from Checkout without paying. */
export type StatoArrivo =
  'pronto' | 'lasciato' | 'scaduto' | 'chiuso' | Exclude<StatoCarrelloMostrato, 'aperto' | 'abbandonato'>;

/**
 * In which state a prepared payment is shown. `mostrato` is that of its last carrello, `tutte` whether every notice of it is paid, in
 * whatever way. Money comes before anything else.
 */
export function statoArrivo(
  { scadeIl, perche }: Preparato,
  carrello: (Tentativo & { mostrato: StatoCarrelloMostrato; tutte: boolean }) | null,
  now: Date,
): StatoArrivo {
  if (carrello?.mostrato === 'pagato' || carrello?.tutte === true) return 'pagato';
  if (carrello?.mostrato === 'parziale') return 'parziale';
  if (perche !== null) return perche === 'scaduto' ? 'scaduto' : 'chiuso';
  if (carrello === null || carrello.stato === 'abbandonato') return 'scaduto';
  if (carrello.stato === 'aperto') return scadeIl <= now ? 'scaduto' : 'pronto';
  if (carrello.mostrato === 'in_attesa') return 'in_attesa';
  return nonRiuscito(carrello.rientro) ? 'lasciato' : 'inviato';
}

function nonRiuscito(rientro: Rientro | null): boolean {
  return rientro === 'annullato' || rientro === 'errore';
}

/** What the ente is told who asks how it went (mypay-webservices.md 3.4): its door has a code for each. */
export type EsitoPreparato =
  'pagato' | 'parziale' | 'non_iniziato' | 'in_corso' | 'annullato' | 'scaduto' | 'sconosciuto';

/**
 * How it went, by receipts and nothing else. `graziaMs`: for how long after its end it is not called late yet. Of one that is not here,
 * its name says whether it ever was.
 */
export function esitoPreparato(
  idSession: string,
  trovato: (Preparato & { carrello: (Tentativo & { pagate: number; voci: number }) | null }) | null,
  { now, duraMs, graziaMs }: { now: Date; duraMs: number; graziaMs: number },
): EsitoPreparato {
  if (trovato === null) {
    const nato = istanteDi(idSession)?.getTime() ?? Number.POSITIVE_INFINITY;
    return nato + duraMs + graziaMs < now.getTime() ? 'scaduto' : 'sconosciuto';
  }
  const { carrello, perche, scadeIl } = trovato;
  if (carrello !== null && carrello.pagate === carrello.voci) return 'pagato';
  const finito = perche !== null || carrello?.stato === 'abbandonato';
  if (carrello !== null && carrello.pagate > 0 && finito) return 'parziale';
  if (perche === 'sostituito' || perche === 'annullato' || perche === 'rifiutato') return 'annullato';
  if (finito || carrello === null) return 'scaduto';
  if (carrello.stato === 'aperto') return scadeIl.getTime() + graziaMs < now.getTime() ? 'scaduto' : 'non_iniziato';
  return nonRiuscito(carrello.rientro) ? 'annullato' : 'in_corso';
}
