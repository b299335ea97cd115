import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, OpzioneId, TipoDovutoId } from '#kernel/ids';
import { differenza, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import type { OpzioneRichiesta, QuotaRichiesta } from '../core/richiesta.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { dividiRate, giudicaScadenze, type Rata, type RataDivisa } from '../core/sostituisci.ts';
import type { RichiestaCarico } from '../store/carico-tabella.ts';
import { leggiDaSostituire, type DaSostituire } from '../store/posizione.ts';
import { caricaInsieme, nuovoCodice, type PosizioneInserita } from './inserisci.ts';

type Quota = DaSostituire['dovuti'][number]['quote'][number];

/** A new way to pay. `dovuti`: those that the opzione still asks for, as whoever asks has seen them. */
export type Sostituzione = {
  opzioneId: OpzioneId;
  dovuti: readonly { id: DovutoId; versione: number }[];
  /** The new way stands beside the opzione, and whichever is paid first closes the other; else it takes its place. */
  accanto?: boolean;
  forma: 'unica' | 'piano';
  rate: readonly Rata[];
  /** What the new plan costs beside what is still owed. */
  maggiorazioneCents?: Cents;
  motivo: string;
  tipiConsentiti: readonly TipoDovutoId[] | null;
};

type Valutata = { letta: DaSostituire; modello: DaSostituire['dovuti'][number]; divise: RataDivisa<Quota>[] };

/**
 * Makes a new way to pay of what another has not been paid of: the dovuti that it still asked are annulled, in the same transaction, and
 * what had been paid counts; or, beside it, they stay. Each beneficiary gets as much as before. Through the intake, on a connection of
 * its own.
 */
export async function sostituisciPosizione(
  ctx: Ctx,
  s: Sostituzione,
): Promise<Esito<PosizioneInserita, RifiutoPosizioni>> {
  const motivo = s.motivo.trim();
  if (motivo === '' || [...motivo].length > LIMITI.motivoCaratteriMax) return rifiutoPosizioni('MOTIVO_MANCANTE');
  const valutata = await valuta(ctx, s);
  if (!valutata.ok) return valutata;
  const { letta, modello, divise } = valutata.value;
  const dovuti = inOrdine(s.dovuti);
  // Beside, nothing of the old way is touched: here is compared what the intake compares where it is.
  if (s.accanto === true && JSON.stringify(dovuti) !== JSON.stringify(inOrdine(letta.dovuti)))
    return rifiutoPosizioni('CONFLITTO');
  const opzione: OpzioneRichiesta = {
    ordine: letta.ordineMax + 1,
    forma: s.forma,
    validaDal: null,
    validaAl: null,
    maggiorazioneCents: differenza(
      somma([...divise.map((r) => r.importoCents), s.accanto === true ? ZERO_CENTS : letta.giaPagatoCents]),
      letta.posizioneCents,
    ),
    ...(s.accanto === true ? {} : { sostituisce: { opzioneId: s.opzioneId, dovuti } }),
  };
  const richieste = divise.map((rata, n) => richiestaDi(letta, modello, { opzione, rata, ordine: n + 1 }));
  const { tipiConsentiti } = s;
  return caricaInsieme(ctx, richieste, { flussoId: null, iuf: modello.iuf, tipiConsentiti, motivo });
}

/** What stands in the way of a new plan, before it is made; ok: nothing that can be seen by looking. */
export async function valutaSostituzione(
  ctx: Ctx,
  s: Omit<Sostituzione, 'dovuti' | 'motivo'>,
): Promise<Esito<undefined, RifiutoPosizioni>> {
  const valutata = await valuta(ctx, s);
  return valutata.ok ? ok() : valutata;
}

async function valuta(
  ctx: Ctx,
  s: Omit<Sostituzione, 'dovuti' | 'motivo'>,
): Promise<Esito<Valutata, RifiutoPosizioni>> {
  const letta = await ctx.tx((t) => leggiDaSostituire(t, s.opzioneId));
  if (letta === null) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
  const [modello] = letta.dovuti;
  if (modello === undefined) return rifiutoPosizioni('DOVUTO_CHIUSO');
  if (s.tipiConsentiti !== null && letta.dovuti.some((d) => s.tipiConsentiti?.includes(d.tipoDovutoId) === false))
    return rifiutoPosizioni('OPERATORE_NON_ABILITATO');
  if (letta.dovuti.some((d) => d.tipoDovutoId !== modello.tipoDovutoId))
    return rifiutoPosizioni('OPZIONE_NON_COERENTE');
  // What is added with the days would be lost without a word: a new plan is made of what is written.
  if (letta.dovuti.some((d) => d.cresce)) return rifiutoPosizioni('DOVUTO_CHE_CRESCE');
  if (s.accanto === true && letta.giaPagatoCents > 0) return rifiutoPosizioni('POSIZIONE_CHIUSA');
  const scadenze = giudicaScadenze(s.rate, ctx.oggi);
  if (scadenze !== null) return rifiutoPosizioni(scadenze);
  const { maggiorazioneCents = ZERO_CENTS } = s;
  const divise = dividiRate(letta.dovuti, { rate: s.rate, maggiorazioneCents });
  return divise.ok ? ok({ letta, modello, divise: divise.value }) : divise;
}

/** As the database compares them: by id. */
function inOrdine(dovuti: Sostituzione['dovuti']): { id: DovutoId; versione: number }[] {
  return dovuti.map(({ id, versione }) => ({ id, versione })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function richiestaDi(
  { iupd, debitore }: DaSostituire,
  modello: DaSostituire['dovuti'][number],
  { opzione, rata, ordine }: { opzione: OpzioneRichiesta; rata: RataDivisa<Quota>; ordine: number },
): RichiestaCarico {
  const [propria, ...altre] = rata.quote;
  if (propria === undefined) throw new Error('sostituisci: an instalment without the share of the ente');
  const { contoId, contoDelTipo } = propria.modello;
  const quota = {
    ...(contoId === null || contoDelTipo ? {} : { contoId }),
    ...(propria.bilancio === null ? {} : { bilancio: propria.bilancio }),
  };
  return {
    riga: ordine,
    azione: 'I',
    iud: nuovoCodice(),
    iuv: null,
    generaIuv: true,
    debitore,
    dataScadenza: rata.dataScadenza,
    importoCents: propria.importoCents,
    commissioneCents: null,
    tipoDovuto: modello.tipoDovuto,
    canali: modello.canali ?? 'ALL',
    causale: modello.causale,
    causalePubblica: modello.causalePubblica,
    datiRiscossione: modello.datiRiscossione,
    bilancio: null,
    altreQuote: altre.map(quotaDi),
    posizione: { iupd, opzione, ordine, quota, totaleCents: rata.importoCents },
  };
}

function quotaDi({ modello: m, importoCents, bilancio }: RataDivisa<Quota>['quote'][number]): QuotaRichiesta {
  return {
    importoCents,
    codiceFiscale: m.cf,
    denominazione: m.denominazione,
    iban: m.iban,
    ...(m.contoId === null ? {} : { contoId: m.contoId }),
    ...(bilancio === null ? {} : { bilancio }),
    tassonomia: m.tassonomia,
    causale: m.causale,
    ...(m.altro === null ? {} : { altro: m.altro }),
  };
}
