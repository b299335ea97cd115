import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { StazioneId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Config } from '#platform/config/config';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';
import { accessoConsentito, attivabile } from '../core/accesso.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { decidiChiusuraStazione, validaSegregazione, validaStazione, type DatiStazione } from '../core/stazione.ts';
import { ammetteIndirizzo, isRete } from '../reti.ts';
import { esisteIntermediario, lockGemelli } from '../store/ente.ts';
import {
  intermediarioDi,
  lockAssociazione,
  lockStazione,
  segregazioneDi,
  segregazioneOccupata,
  selectStazioni,
  selectStazioniEnte,
  updateAttiva,
  updateChiusura,
  upsertAssociazione,
  upsertStazione,
  type RigaStazione,
  type StazioneAssociata,
} from '../store/stazione.ts';
import { enteDi } from './ente.ts';

/** HMAC of a station's secret segment, as the table keeps it. */
export function improntaSegmento(config: Config, segmento: string): Buffer {
  return impronta(config.pepe, 'segmento-stazione', segmento);
}

/** Registers a station, or brings it up to date. A new one is not active: {@link attivaStazione}. */
export async function registraStazione(
  ctx: Ctx,
  { intermediarioId, ...dati }: DatiStazione & { intermediarioId: string },
): Promise<Esito<StazioneId, RifiutoEnti>> {
  const valida = validaStazione(dati, isRete);
  if (!valida.ok) return valida;
  const segretiHmac = dati.segreti.map((segmento) => improntaSegmento(ctx.config, segmento));
  return ctx.tx(async (t): Promise<Esito<StazioneId, RifiutoEnti>> => {
    if (!(await esisteIntermediario(t, intermediarioId))) return rifiutoEnti('INTERMEDIARIO_SCONOSCIUTO');
    const proprietario = await intermediarioDi(t, dati.codice);
    if (proprietario !== null && proprietario !== intermediarioId) return rifiutoEnti('STAZIONE_DI_ALTRI');
    const { id, come } = await upsertStazione(t, { ...dati, intermediarioId, segretiHmac });
    if (come === 'uguale') return ok(id);
    // An active station may not lose what opens it: that would be an open door, or one that nobody passes.
    const stazione = await lockStazione(t, id);
    if (stazione?.attiva === true && !attivabile(stazione, t.config.modo)) return rifiutoEnti('STAZIONE_SENZA_PROVA');
    await annota(t, {
      azione: 'stazione.registrata',
      oggetto: 'stazione',
      oggettoId: id,
      dettaglio: {
        come,
        segreti: dati.segreti.length,
        certificati: dati.certificatiCn.length,
        indirizzi: dati.indirizzi.length,
      },
    });
    return ok(id);
  });
}

/** Puts a station to work. Refused in production without a certificate or a secret segment, and always with nothing at all. */
export async function attivaStazione(ctx: Ctx, stazioneId: StazioneId): Promise<Esito<undefined, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const stazione = await lockStazione(t, stazioneId);
    if (stazione === null) return rifiutoEnti('STAZIONE_SCONOSCIUTA');
    if (!attivabile(stazione, t.config.modo)) return rifiutoEnti('STAZIONE_SENZA_PROVA');
    if (await updateAttiva(t, stazioneId, true))
      await annota(t, { azione: 'stazione.attivata', oggetto: 'stazione', oggettoId: stazioneId });
    return ok();
  });
}

/** Takes a station out of work: verify and get are refused there, receipts are still taken (model 6). */
export async function disattivaStazione(ctx: Ctx, stazioneId: StazioneId): Promise<Esito<undefined, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    if ((await lockStazione(t, stazioneId)) === null) return rifiutoEnti('STAZIONE_SCONOSCIUTA');
    if (await updateAttiva(t, stazioneId, false))
      await annota(t, { azione: 'stazione.disattivata', oggetto: 'stazione', oggettoId: stazioneId });
    return ok();
  });
}

/**
 * Associates the context's ente with a station under a segregation code, which never changes. The default one gives the generated IUV. A
 * closed association is opened again.
 */
export async function associaStazione(
  ctx: Ctx,
  associazione: { stazioneId: StazioneId; segregazione: string; predefinita: boolean; validaDal: Giorno },
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  const { stazioneId, segregazione } = associazione;
  const valida = validaSegregazione(segregazione);
  if (!valida.ok) return valida;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    if ((await lockStazione(t, stazioneId)) === null) return rifiutoEnti('STAZIONE_SCONOSCIUTA');
    await lockGemelli(t, enteId);
    const attuale = await segregazioneDi(t, enteId, stazioneId);
    if (attuale !== null && attuale !== segregazione) return rifiutoEnti('SEGREGAZIONE_NON_MODIFICABILE', { attuale });
    if (await segregazioneOccupata(t, enteId, associazione))
      return rifiutoEnti('SEGREGAZIONE_OCCUPATA', { segregazione });
    if (await upsertAssociazione(t, enteId, associazione)) {
      await annota(t, {
        azione: 'stazione.associata',
        oggetto: 'stazione',
        oggettoId: stazioneId,
        dettaglio: { segregazione, enteId },
      });
    }
    return ok();
  });
}

/** Closes from that day on the association of the context's ente with a station. Its segregation code stays its own. */
export async function chiudiAssociazione(
  ctx: Ctx,
  { stazioneId, dal }: { stazioneId: StazioneId; dal: Giorno },
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const associazione = await lockAssociazione(t, enteId, stazioneId);
    if (associazione === null) return rifiutoEnti('STAZIONE_SCONOSCIUTA');
    const deciso = decidiChiusuraStazione(associazione, dal, t.oggi);
    if (!deciso.ok) return deciso;
    if (deciso.value.nuova) {
      await updateChiusura(t, enteId, { stazioneId, dal });
      const dettaglio = { segregazione: associazione.segregazione, enteId, dal };
      await annota(t, { azione: 'stazione.chiusa', oggetto: 'stazione', oggettoId: stazioneId, dettaglio });
    }
    return ok();
  });
}

/** The stations of the context's ente, with their segregation codes: the default one first, the closed ones last. */
export async function stazioniDiEnte(ctx: Ctx): Promise<StazioneAssociata[]> {
  return ctx.tx((t) => selectStazioniEnte(t, enteDi(t)));
}

/** A station, with what opens it ready to be asked. */
export type Stazione = RigaStazione & { ammette(indirizzo: string): boolean };

/** All the stations. A door may keep them for seconds, not for minutes: a station closed here must close there. */
export async function leggiStazioni(ctx: Ctx): Promise<Stazione[]> {
  const righe = await selectStazioni(ctx);
  return righe.map((riga) => ({ ...riga, ammette: ammetteIndirizzo(riga.indirizzi) }));
}

/** What a request to the Nodo's door shows: the segment of its path, the CN of a verified certificate, the address it comes from. */
export type Provenienza = { segmento: string | null; certificatoCn: string | null; indirizzo: string };

/** Where the simulatore knocks, in an installation that works: known to its processes alone, for it derives from their secret. */
export function segmentoSimulatore({ pepe }: Pick<Config, 'pepe'>): string {
  return impronta(pepe, 'simulatore', 'nodo').toString('base64url');
}

/**
 * The stations that the simulatore opens, where there is one: those that serve enti in prova, and no other (model 8: it reaches only their
 * doors, and no setting can point it at a live station).
 */
export function stazioniDiProva(
  config: Config,
  stazioni: readonly Stazione[],
  { segmento, enti }: { segmento: string | null; enti: readonly { stazione: string; ambiente: 'live' | 'prova' }[] },
): Stazione[] {
  if (config.simulatore === null || segmento === null) return [];
  if (!uguali(Buffer.from(segmento), Buffer.from(segmentoSimulatore(config)))) return [];
  const servite = (codice: string, ambiente: string): boolean =>
    enti.some((e) => e.stazione === codice && e.ambiente === ambiente);
  return stazioni.filter(({ codice }) => servite(codice, 'prova') && !servite(codice, 'live'));
}

/**
 * The stations for which this visitor may speak; none means that the door is shut. One that is out of work is among them, for its receipts
 * are still taken (model 6); one that could not be put to work is not, whoever wrote it and however.
 */
export function stazioniAperte(config: Config, stazioni: readonly Stazione[], da: Provenienza): Stazione[] {
  const segretoHmac = da.segmento === null ? null : improntaSegmento(config, da.segmento);
  return stazioni.filter(
    (stazione) =>
      attivabile(stazione, config.modo) &&
      accessoConsentito(stazione, {
        segretoHmac,
        certificatoCn: da.certificatoCn,
        indirizzoAmmesso: stazione.ammette(da.indirizzo),
      }),
  );
}
