import type { Esito } from '#kernel/esito';
import type { DovutoId, OpzioneId, TipoDovutoId } from '#kernel/ids';
import { ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import type { OpzioneRichiesta, QuotaRichiesta } from '../core/richiesta.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { dividiRate, type Rata, type RataDivisa } from '../core/sostituisci.ts';
import type { RichiestaCarico } from '../store/carico-tabella.ts';
import { leggiDaSostituire, type DaSostituire } from '../store/posizione.ts';
import { caricaInsieme, nuovoCodice, type PosizioneInserita } from './inserisci.ts';

type Quota = DaSostituire['dovuti'][number]['quote'][number];

/** What takes the place of what. `dovuti`: those still asked for, as whoever asks has seen them. */
export type Sostituzione = {
  opzioneId: OpzioneId;
  dovuti: readonly { id: DovutoId; versione: number }[];
  forma: 'unica' | 'piano';
  rate: readonly Rata[];
  /** What the new plan costs beside what is still owed. */
  maggiorazioneCents?: Cents;
  motivo: string;
  tipiConsentiti: readonly TipoDovutoId[] | null;
};

/**
 * Makes a new way to pay of what another has not been paid of: the dovuti that it still asked are annulled, in the same transaction, and
 * what had been paid counts. Each beneficiary gets as much as before. Through the intake, on a connection of its own.
 */
export async function sostituisciPosizione(
  ctx: Ctx,
  s: Sostituzione,
): Promise<Esito<PosizioneInserita, RifiutoPosizioni>> {
  const motivo = s.motivo.trim();
  if (motivo === '' || [...motivo].length > LIMITI.motivoCaratteriMax) return rifiutoPosizioni('MOTIVO_MANCANTE');
  const letta = await ctx.tx((t) => leggiDaSostituire(t, s.opzioneId));
  if (letta === null) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
  const [modello] = letta.dovuti;
  if (modello === undefined) return rifiutoPosizioni('DOVUTO_CHIUSO');
  if (letta.dovuti.some((d) => d.tipoDovutoId !== modello.tipoDovutoId))
    return rifiutoPosizioni('OPZIONE_NON_COERENTE');
  // What is added with the days would be lost without a word: a new plan is made of what is written.
  if (letta.dovuti.some((d) => d.cresce)) return rifiutoPosizioni('DOVUTO_CHE_CRESCE');
  const { maggiorazioneCents = ZERO_CENTS } = s;
  const divise = dividiRate(letta.dovuti, { rate: s.rate, maggiorazioneCents });
  if (!divise.ok) return divise;
  const opzione: OpzioneRichiesta = {
    ordine: letta.ordineMax + 1,
    forma: s.forma,
    validaDal: null,
    validaAl: null,
    maggiorazioneCents,
    sostituisce: { opzioneId: s.opzioneId, dovuti: inOrdine(s.dovuti) },
  };
  const richieste = divise.value.map((rata, n) => richiestaDi(letta, modello, { opzione, rata, ordine: n + 1 }));
  const { tipiConsentiti } = s;
  return caricaInsieme(ctx, richieste, { flussoId: null, iuf: modello.iuf, tipiConsentiti, motivo });
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
