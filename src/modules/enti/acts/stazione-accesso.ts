import { ok, type Esito } from '#kernel/esito';
import type { StazioneId } from '#kernel/ids';
import { annota } from '#modules/registro';
import { segretoCasuale } from '#platform/crypto';
import type { Ctx } from '#platform/contesto';
import { attivabile } from '../core/accesso.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { validaStazione } from '../core/stazione.ts';
import { isRete } from '../reti.ts';
import { lockStazione } from '../store/stazione.ts';
import { insertSegmento, selectStazioneDi, soloSegmento, updateAccesso } from '../store/stazione-accesso.ts';
import { improntaSegmento, registraStazione } from './stazione.ts';
import { selectIntermediarioId } from '../store/elenco.ts';

/** Bytes of the segments made here: 32 characters. */
const SEGMENTO_BYTE = 24;
/** While a segment is being changed there are two: more would be doors that nobody remembers. */
const SEGMENTI_MAX = 2;

/** Registers a station of the intermediario of the installation, at rest and with nothing that opens it. One that is there is refused. */
export async function creaStazione(
  ctx: Ctx,
  dati: { codice: string; versionePrimitive: 1 | 2 },
): Promise<Esito<StazioneId, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<StazioneId, RifiutoEnti>> => {
    const intermediarioId = await selectIntermediarioId(t);
    if (intermediarioId === null) return rifiutoEnti('INTERMEDIARIO_SCONOSCIUTO');
    if ((await selectStazioneDi(t, dati.codice)) !== null) return rifiutoEnti('STAZIONE_GIA_REGISTRATA');
    return registraStazione(t, { ...dati, intermediarioId, segreti: [], certificatiCn: [], indirizzi: [] });
  });
}

/**
 * A new secret segment for the path of a station, said once and kept as HMAC. The one before still opens, until {@link ritiraSegmenti}:
 * pagoPA changes the address when it can.
 */
export async function nuovoSegmento(ctx: Ctx, stazioneId: StazioneId): Promise<Esito<string, RifiutoEnti>> {
  const segmento = segretoCasuale(SEGMENTO_BYTE);
  return ctx.tx(async (t): Promise<Esito<string, RifiutoEnti>> => {
    const stazione = await lockStazione(t, stazioneId);
    if (stazione === null) return rifiutoEnti('STAZIONE_SCONOSCIUTA');
    const prima = stazione.segretiHmac.length;
    if (prima >= SEGMENTI_MAX) return rifiutoEnti('SEGMENTO_GIA_DOPPIO');
    await insertSegmento(t, stazioneId, improntaSegmento(t.config, segmento));
    const dettaglio = { prima, dopo: prima + 1 };
    await annota(t, { azione: 'stazione.segmento_nuovo', oggetto: 'stazione', oggettoId: stazioneId, dettaglio });
    return ok(segmento);
  });
}

/** Takes away the segments before the newest: from here on only that one opens. */
export async function ritiraSegmenti(ctx: Ctx, stazioneId: StazioneId): Promise<Esito<undefined, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const stazione = await lockStazione(t, stazioneId);
    if (stazione === null) return rifiutoEnti('STAZIONE_SCONOSCIUTA');
    const prima = stazione.segretiHmac.length;
    // The command line may have put others in their place: the newest of this page is then none of those that open.
    if (!(await soloSegmento(t, stazioneId))) return rifiutoEnti('SEGMENTO_NUOVO_ASSENTE');
    if (prima > 1) {
      const dettaglio = { prima, dopo: 1 };
      await annota(t, { azione: 'stazione.segmenti_ritirati', oggetto: 'stazione', oggettoId: stazioneId, dettaglio });
    }
    return ok();
  });
}

/** What beside a secret segment opens a station. */
export type AccessoStazione = { certificatiCn: readonly string[]; indirizzi: readonly string[] };

/** Changes the certificates and the networks of a station. One at work may not lose what opens it. */
export async function impostaAccesso(
  ctx: Ctx,
  { stazioneId, ...accesso }: AccessoStazione & { stazioneId: StazioneId },
): Promise<Esito<undefined, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const prima = await lockStazione(t, stazioneId);
    if (prima === null) return rifiutoEnti('STAZIONE_SCONOSCIUTA');
    const valida = validaStazione({ codice: prima.codice, versionePrimitive: 2, segreti: [], ...accesso }, isRete);
    if (!valida.ok) return valida;
    if (!(await updateAccesso(t, stazioneId, accesso))) return ok();
    const dopo = await lockStazione(t, stazioneId);
    if (dopo?.attiva === true && !attivabile(dopo, t.config.modo)) return rifiutoEnti('STAZIONE_SENZA_PROVA');
    const dettaglio = {
      certificatiPrima: prima.certificatiCn,
      certificatiDopo: dopo?.certificatiCn ?? [],
      indirizziPrima: prima.indirizzi,
      indirizziDopo: dopo?.indirizzi ?? [],
    };
    await annota(t, { azione: 'stazione.accesso_cambiato', oggetto: 'stazione', oggettoId: stazioneId, dettaglio });
    return ok();
  });
}
