import { istanteRoma } from '#kernel/giorno';
import type { MancanteId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { leggiEnte } from '#modules/enti';
import { leggiConfigurazioneNodo, registraRicevuta, type QuotaRicevuta, type RicevutaLetta } from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { selectQuoteRendicontate } from '../store/coda.ts';
import { leggiMancante, type Mancante } from '../store/mancanti.ts';

/**
 * Registers a payment that somebody of `ctx.enteId` has closed as made, by the act that registers receipts: as one, of which there are no
 * bytes. The receipt that comes all the same takes its place, and is no second payment. Done twice, it is done once.
 */
export async function registraPagamento(ctx: Ctx, mancanteId: MancanteId): Promise<void> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('registraPagamento: an ente is needed');
  const letto = await ctx.tx(async (t) => {
    const m = await leggiMancante(t, { mancanteId, tipiConsentiti: null, tutti: true });
    const ente = await leggiEnte(t, enteId);
    if (m === null || ente === null || m.iur === null || m.chiusura !== 'pagamento') return null;
    const { rendicontazioneId, iur } = m;
    return { m, iur, ente, quote: await selectQuoteRendicontate(t, { rendicontazioneId, iur }) };
  });
  if (letto === null) return;
  const { m, iur, ente, quote } = letto;
  const rendicontate = quote.length > 0 ? quote : [{ indice: 1, importoCents: m.importoCents }];
  const titolare = ente.codiceFiscale;
  await registraAMano(ctx, titolare, {
    ricevuta: ricevutaDi(m, { iur, titolare, quote: rendicontate }),
    prova: { iur, iuv: m.iuv, iuf: m.iuf, giorno: m.giorno, importoCents: m.importoCents, motivo: m.motivo },
  });
}

/** Registers a receipt of which there are no bytes: `prova`, what it rests on, stands in their place. */
export async function registraAMano(
  ctx: Ctx,
  titolare: string,
  { ricevuta, prova }: { ricevuta: RicevutaLetta; prova: Record<string, unknown> },
): Promise<void> {
  const configurazione = (await leggiConfigurazioneNodo(ctx)).filter((s) => s.enteId === ctx.enteId);
  const [stazione] = configurazione;
  if (stazione === undefined) throw new Error('registraPagamento: an ente without a station');
  const grezzo = Buffer.from(JSON.stringify(prova));
  await registraRicevuta(ctx, configurazione, {
    operazione: 'registraPagamento',
    versione: 2,
    grezzo,
    chiamata: { idDominio: titolare, idIntermediario: stazione.intermediario, idStazione: stazione.stazione },
    ricevuta,
    difetti: [],
    canonico: sha256(grezzo),
  });
}

/** What is known of a payment that nobody sent a receipt of. */
export type PagamentoAMano = Pick<
  Mancante,
  'iuv' | 'numeroAvviso' | 'importoCents' | 'giorno' | 'psp' | 'pspDenominazione' | 'esito'
>;
type Noto = { iur: string; titolare: string; quote: readonly { indice: number | null; importoCents: number }[] };

/** The receipt that it would have had, as far as it can be told. */
export function ricevutaDi(m: PagamentoAMano, { iur, titolare, quote }: Noto): RicevutaLetta {
  return {
    ...{
      receiptId: iur,
      titolare,
      iuv: m.iuv,
      numeroAvviso: m.numeroAvviso,
      importoCents: m.importoCents,
      negativa: false,
    },
    quote: quote.map(({ indice, importoCents }, n): QuotaRicevuta => ({
      ...{ idTrasferimento: indice ?? n + 1, importoCents: cents(importoCents), beneficiario: titolare },
      ...{ beneficiarioDenominazione: null, iban: null, bollo: false, causale: null, tassonomia: null, metadati: [] },
    })),
    // A day, as the instant of a payment: whatever the zone of who reads it, it is that day.
    ...{
      pagataIl: istanteRoma(`${m.giorno}T12:00:00`),
      applicataIl: m.giorno,
      causale: null,
      debitore: null,
      pagatore: null,
    },
    ...{ psp: m.psp, pspDenominazione: m.pspDenominazione, pspCodiceFiscale: null, canale: null, mezzo: null },
    ...{ commissioneCents: null, notaPagamento: null, metadati: [], standIn: m.esito === 4 || m.esito === 8 },
  };
}
