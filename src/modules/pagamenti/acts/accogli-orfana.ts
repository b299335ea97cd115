import { causalePubblica } from '#kernel/causale';
import type { EnteId, RicevutaId } from '#kernel/ids';
import { elencoTipi, leggiEnte, type TipoDovuto } from '#modules/enti';
import { conCarico, type EsitoRiga, type RichiestaCarico } from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { debitoreDi, divisione, tipoPer, type Divisione } from '../core/presso-ente.ts';
import { accogliOrfana, selectDaAccogliere, selectPressoEnte, type DaAccogliere } from '../store/presso-ente.ts';

/** Makes a dovuto of a payment of a notice of the ente's own (decision 0041). Payload: `enteId`, `ricevutaId`. */
export const LAVORO_ACCOGLI = 'pagamenti.accogli_orfana';

/** A receipt without a dovuto may be of a notice that the ente's service has answered for: a job looks. */
export async function annunciaOrfana(
  t: Ctx,
  { enteId, ricevutaId }: { enteId: EnteId; ricevutaId: RicevutaId },
): Promise<void> {
  await t.enqueue(LAVORO_ACCOGLI, { enteId, ricevutaId }, { chiave: `orfana:${ricevutaId}` });
}

/**
 * Makes the dovuto of a receipt that has none, if the service of the ente had answered for its notice: by the intake, as if it came late,
 * and so paid by it (model 6). What the intake refuses stays money to be decided on; the registro says why. Run again, it does nothing.
 */
export async function accogli(ctx: Ctx, ricevutaId: RicevutaId): Promise<void> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('accogli: an ente is needed');
  const letto = await ctx.tx(async (t) => ({
    orfana: await selectDaAccogliere(t, ricevutaId),
    scelte: await selectPressoEnte(t, enteId),
    ente: await leggiEnte(t, enteId),
    tipi: await elencoTipi(t, enteId),
  }));
  const { orfana, scelte, ente, tipi } = letto;
  if (orfana === null || scelte === null || ente === null) return;
  const parti = divisione(orfana.quote, ente.codiceFiscale);
  const tipo = parti && tipoPer(tipi, parti.tassonomia, scelte.tipoDovutoId);
  if (parti === null || tipo === null) return nonAccolta(ctx, ricevutaId, 'tipo');
  const richiesta = richiestaDi(orfana, { tipo, parti, oggi: ctx.oggi, ricevutaId });
  const provenienza = { flussoId: null, iuf: `_${ente.codIpa}_ESTERNO-ANONIMO`, tipiConsentiti: null };
  let codice: EsitoRiga['codice'] = null;
  await conCarico(
    ctx,
    provenienza,
    async (carico) => {
      await carico.copia([[richiesta]]);
      await carico.applica({ da: 1, a: 1 }, async (t, [riga]) => {
        codice = riga?.codice ?? null;
        if (codice !== null) return;
        await accogliOrfana(t, ricevutaId);
        await annota(t, {
          azione: 'ricevuta.accolta',
          oggetto: 'ricevuta',
          oggettoId: ricevutaId,
          dettaglio: { tipoDovuto: tipo.codice },
        });
      });
    },
    { breve: true },
  );
  if (codice !== null) await nonAccolta(ctx, ricevutaId, codice);
}

async function nonAccolta(ctx: Ctx, ricevutaId: RicevutaId, perche: string): Promise<void> {
  ctx.log.warn('presso_ente.non_accolta', { ricevuta: ricevutaId, perche });
  const atto = { azione: 'ricevuta.non_accolta', oggetto: 'ricevuta', oggettoId: ricevutaId } as const;
  await ctx.tx((t) => annota(t, { ...atto, dettaglio: { perche } }));
}

type Intorno = { tipo: TipoDovuto; parti: Divisione; oggi: Ctx['oggi']; ricevutaId: RicevutaId };

/** The dovuto as the ente's software would have brought it. Its IUD is the receipt's id: made twice, it is one. */
function richiestaDi(o: DaAccogliere, { tipo, parti, oggi, ricevutaId }: Intorno): RichiestaCarico {
  const causale = o.causale ?? tipo.denominazione;
  // A kind that asks for a date has one that has not passed.
  const scadenza = o.scadenza !== null && o.scadenza >= oggi ? o.scadenza : null;
  const esige = tipo.scadenzaObbligatoria || tipo.scadenzaStampata;
  return {
    ...{ riga: 1, azione: 'I', iud: `000${ricevutaId.replaceAll('-', '')}`, iuv: o.iuv, generaIuv: false },
    debitore: debitoreDi(o.debitore),
    dataScadenza: scadenza ?? (esige ? oggi : null),
    importoCents: parti.propriaCents,
    commissioneCents: null,
    tipoDovuto: tipo.codice,
    canali: 'ALL',
    causale,
    causalePubblica: causalePubblica(causale) ?? tipo.denominazione,
    datiRiscossione: parti.tassonomia,
    bilancio: null,
    altreQuote: parti.altre,
  };
}
