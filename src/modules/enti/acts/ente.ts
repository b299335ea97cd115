import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { partitaIvaValida } from '#kernel/partita-iva';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';
import { denominazioneValida, passwordSilForte, validaEnte, validaLogo, type DatiEnte } from '../core/ente.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import {
  codIpaOccupato,
  esisteIntermediario,
  leggiEnte,
  lockGemelli,
  selectPasswordSil,
  selectPrerequisiti,
  updateLogo,
  updatePasswordSil,
  updateStato,
  upsertEnte,
  upsertIntermediario,
} from '../store/ente.ts';

/** The ente for which the context acts: what belongs to an ente is registered for that one. Without one, a fault. */
export function enteDi(ctx: Ctx): EnteId {
  if (ctx.enteId === null) throw new Error('enti: this act needs the ente it acts for');
  return ctx.enteId;
}

/** Registers the broker that runs the installation. Again with the same data, it changes nothing. */
export async function registraIntermediario(
  ctx: Ctx,
  i: { codiceFiscale: string; denominazione: string },
): Promise<Esito<string, RifiutoEnti>> {
  if (!partitaIvaValida(i.codiceFiscale)) return rifiutoEnti('CODICE_FISCALE_ENTE_NON_VALIDO');
  if (!denominazioneValida(i.denominazione)) return rifiutoEnti('DENOMINAZIONE_NON_VALIDA');
  return ctx.tx(async (t) => {
    const { id, come } = await upsertIntermediario(t, i);
    if (come !== 'uguale')
      await annota(t, {
        azione: 'intermediario.registrato',
        oggetto: 'intermediario',
        oggettoId: id,
        dettaglio: { come },
      });
    return ok(id);
  });
}

/** Registers an ente, INSERITO until {@link mettiInEsercizio}, or brings its data up to date. */
export async function registraEnte(
  ctx: Ctx,
  { intermediarioId, ...dati }: DatiEnte & { intermediarioId: string },
): Promise<Esito<EnteId, RifiutoEnti>> {
  const valido = validaEnte(dati);
  if (!valido.ok) return valido;
  return ctx.tx(async (t): Promise<Esito<EnteId, RifiutoEnti>> => {
    if (!(await esisteIntermediario(t, intermediarioId))) return rifiutoEnti('INTERMEDIARIO_SCONOSCIUTO');
    if (await codIpaOccupato(t, dati)) return rifiutoEnti('CODICE_IPA_OCCUPATO');
    const { id, come } = await upsertEnte(t, intermediarioId, dati);
    if (come !== 'uguale')
      await annota(t, { azione: 'ente.registrato', oggetto: 'ente', oggettoId: id, dettaglio: { come } });
    return ok(id);
  });
}

/** Sets the logo of the context's ente: PNG, up to 256 kB. */
export async function impostaLogo(ctx: Ctx, png: Uint8Array): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  const valido = validaLogo(png);
  if (!valido.ok) return valido;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    if ((await leggiEnte(t, enteId)) === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    if (await updateLogo(t, enteId, png)) {
      await annota(t, {
        azione: 'ente.logo_impostato',
        oggetto: 'ente',
        oggettoId: enteId,
        dettaglio: { byte: png.length },
      });
    }
    return ok();
  });
}

/** Lets the context's ente collect: it takes an active default station, an IBAN in force and an active kind of due. */
export async function mettiInEsercizio(ctx: Ctx): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const ente = await selectPrerequisiti(t, enteId);
    if (ente === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    if (!ente.stazione) return rifiutoEnti('ENTE_SENZA_STAZIONE');
    if (!ente.iban) return rifiutoEnti('ENTE_SENZA_IBAN');
    if (!ente.tipi) return rifiutoEnti('ENTE_SENZA_TIPI');
    if (ente.stato !== 'ESERCIZIO') {
      await updateStato(t, enteId, 'ESERCIZIO');
      await annota(t, {
        azione: 'ente.in_esercizio',
        oggetto: 'ente',
        oggettoId: enteId,
        dettaglio: { da: ente.stato },
      });
    }
    return ok();
  });
}

const SCOPO_SIL = 'password-sil';

/** Sets the password with which the ente's software enters. Kept as HMAC: it is generated, and cannot be read again. */
export async function impostaPasswordSil(ctx: Ctx, password: string): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  if (!passwordSilForte(password)) return rifiutoEnti('PASSWORD_SIL_DEBOLE');
  const hmac = impronta(ctx.config.pepe, SCOPO_SIL, password);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const ente = await leggiEnte(t, enteId);
    if (ente === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    await lockGemelli(t, enteId);
    const righe = await selectPasswordSil(t, ente.codIpa);
    if (righe.some((r) => r.enteId !== enteId && r.hmac !== null && uguali(r.hmac, hmac)))
      return rifiutoEnti('PASSWORD_SIL_OCCUPATA');
    if (await updatePasswordSil(t, enteId, hmac)) {
      await annota(t, { azione: 'ente.password_sil_impostata', oggetto: 'ente', oggettoId: enteId });
    }
    return ok();
  });
}

/**
 * Whose password is it? The ente in live or in prova that bears this IPA code (model 8); null when nobody's. The same work is done
 * whether the code exists or not. It does not count attempts: `utenti.accediSil` does, and doors call that one.
 */
export async function verificaPasswordSil(
  ctx: Ctx,
  { codIpa, password }: { codIpa: string; password: string },
): Promise<EnteId | null> {
  const hmac = impronta(ctx.config.pepe, SCOPO_SIL, password);
  const righe = await selectPasswordSil(ctx, codIpa);
  let trovato: EnteId | null = null;
  for (const riga of [...righe, ASSENTE, ASSENTE].slice(0, 2)) {
    if (uguali(riga.hmac ?? NESSUNO, hmac)) trovato = riga.enteId;
  }
  return trovato;
}

const NESSUNO = new Uint8Array(32);
const ASSENTE = { enteId: null, hmac: null };
