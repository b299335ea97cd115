import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import {
  decidiAttivazione,
  decidiIban,
  decidiRitiro,
  decidiTermine,
  decidiTermineSostituito,
  ibanVigente,
  validaConto,
  type DatiConto,
  type RichiestaIban,
  type TermineSostituito,
} from '../core/conto.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import {
  deleteIban,
  ibanDiAltri,
  lockConto,
  selectConti,
  selectConto,
  tipoDelConto,
  updateAttivo,
  updateConto,
  updateTermine,
  updateTermineSostituito,
  upsertConto,
  upsertIban,
  type Conto,
  type ContoIntero,
} from '../store/conto.ts';
import { enteDi } from './ente.ts';

/** Registers an account of the context's ente under its name, or brings it up to date. */
export async function registraConto(ctx: Ctx, dati: DatiConto): Promise<Esito<ContoId, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  const valido = validaConto(dati);
  if (!valido.ok) return valido;
  return ctx.tx(async (t): Promise<Esito<ContoId, RifiutoEnti>> => {
    const tipo = await tipoDelConto(t, enteId, dati.nome);
    if (tipo !== null && tipo !== dati.tipo) return rifiutoEnti('CONTO_TIPO_NON_MODIFICABILE');
    const { id, come } = await upsertConto(t, enteId, dati);
    if (come !== 'uguale')
      await annota(t, {
        azione: 'conto.registrato',
        oggetto: 'conto',
        oggettoId: id,
        dettaglio: { come, tipo: dati.tipo },
      });
    return ok(id);
  });
}

/** Opens a new account of the context's ente with its first IBAN: both or neither. */
export async function apriConto(
  ctx: Ctx,
  { iban, validoDal, stato, ...dati }: DatiConto & RichiestaIban,
): Promise<Esito<ContoId, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<ContoId, RifiutoEnti>> => {
    if ((await tipoDelConto(t, enteDi(t), dati.nome)) !== null) return rifiutoEnti('CONTO_NOME_OCCUPATO');
    const conto = await registraConto(t, dati);
    if (!conto.ok) return conto;
    const suo = await registraIban(t, { contoId: conto.value, iban, validoDal, stato });
    return suo.ok ? conto : suo;
  });
}

/** Changes to whom an account is said to belong, and what Poste authorises to print. */
export async function modificaConto(
  ctx: Ctx,
  m: { contoId: ContoId; intestatario: string; autorizzazioneStampa: string | null },
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const conto = await lockConto(t, enteId, m.contoId);
    if (conto === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
    const valido = validaConto({ nome: conto.nome, tipo: conto.tipo, ...m });
    if (!valido.ok) return valido;
    if (await updateConto(t, enteId, m)) {
      const dettaglio = { come: 'modificato', tipo: conto.tipo };
      await annota(t, { azione: 'conto.registrato', oggetto: 'conto', oggettoId: m.contoId, dettaglio });
    }
    return ok();
  });
}

type RichiestaPerConto = Omit<RichiestaIban, 'stato'> & Partial<Pick<RichiestaIban, 'stato'>> & { contoId: ContoId };

/** Would {@link registraIban} take it? What is asked before somebody is asked to confirm. Nothing is written. */
export async function valutaIban(
  ctx: Ctx,
  { contoId, stato = 'attivo', ...i }: RichiestaPerConto,
): Promise<Esito<{ conto: ContoIntero; iban: string; nuova: boolean }, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<{ conto: ContoIntero; iban: string; nuova: boolean }, RifiutoEnti>> => {
    const conto = await lockConto(t, enteId, contoId);
    if (conto === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
    const deciso = decidiIban(conto, { ...i, stato }, t.oggi);
    if (!deciso.ok) return deciso;
    if (deciso.value.nuova && (await ibanDiAltri(t, enteId, deciso.value.iban))) return rifiutoEnti('IBAN_DI_ALTRI');
    return ok({ conto, ...deciso.value });
  });
}

/** Gives an account its IBAN from a day on; one that is only declared (`censito`) waits for {@link attivaIban}. */
export async function registraIban(ctx: Ctx, i: RichiestaPerConto): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  const { contoId, validoDal, stato = 'attivo' } = i;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const valutato = await valutaIban(t, i);
    if (!valutato.ok) return valutato;
    const { conto, iban, nuova } = valutato.value;
    if (!nuova) return ok();
    await upsertIban(t, enteId, { contoId, iban, validoDal, stato });
    // An IBAN of an ente is public, and who changed it is what one looks for after a fraud.
    const da = conto.decorrenze.find((d) => d.validoDal === validoDal) ?? ibanVigente(conto.decorrenze, validoDal);
    const dettaglio = { da: da?.iban ?? null, a: iban, validoDal, stato };
    await annota(t, { azione: 'conto.iban_registrato', oggetto: 'conto', oggettoId: contoId, dettaglio });
    return ok();
  });
}

/** From that day on the account is credited on an IBAN that was only declared. */
export async function attivaIban(
  ctx: Ctx,
  i: { contoId: ContoId; censitoDal: Giorno; dal: Giorno },
): Promise<Esito<undefined, RifiutoEnti>> {
  return cambia(ctx, i.contoId, async (t, conto) => {
    const deciso = decidiAttivazione(conto, i, t.oggi);
    if (!deciso.ok) return deciso;
    await updateAttivo(t, enteDi(t), i);
    const da = ibanVigente(conto.decorrenze, i.dal)?.iban ?? null;
    return ok({ azione: 'conto.iban_attivato', dettaglio: { da, a: deciso.value.iban, validoDal: i.dal } });
  });
}

/** Takes back a planned change, or an IBAN that was only declared. What has begun stays. */
export async function ritiraIban(
  ctx: Ctx,
  i: { contoId: ContoId; validoDal: Giorno },
): Promise<Esito<undefined, RifiutoEnti>> {
  return cambia(ctx, i.contoId, async (t, conto) => {
    const deciso = decidiRitiro(conto, i.validoDal, t.oggi);
    if (!deciso.ok) return deciso;
    await deleteIban(t, enteDi(t), i);
    const { iban, validoDal, stato } = deciso.value;
    return ok({ azione: 'conto.iban_ritirato', dettaglio: { da: iban, a: null, validoDal, stato } });
  });
}

/** Would {@link terminaIban} take it? Nothing is written. */
export async function valutaTermine(
  ctx: Ctx,
  i: { contoId: ContoId; al: Giorno },
): Promise<Esito<undefined, RifiutoEnti>> {
  const conto = await leggiConto(ctx, i.contoId);
  if (conto === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
  const deciso = decidiTermine({ ...conto, usato: conto.tipi.some((tipo) => tipo.attivo) }, i.al, ctx.oggi);
  return deciso.ok ? ok() : deciso;
}

/** From that day on nothing is credited to the account any more, and its IBAN is again anybody's to declare. */
export async function terminaIban(
  ctx: Ctx,
  i: { contoId: ContoId; al: Giorno },
): Promise<Esito<undefined, RifiutoEnti>> {
  return cambia(ctx, i.contoId, async (t, conto) => {
    const deciso = decidiTermine({ ...conto, usato: conto.tipi.some((tipo) => tipo.attivo) }, i.al, t.oggi);
    if (!deciso.ok) return deciso;
    await updateTermine(t, enteDi(t), i);
    return ok({ azione: 'conto.iban_terminato', dettaglio: { da: deciso.value.iban, a: null, validoAl: i.al } });
  });
}

/** Would {@link terminaSostituito} take it, and what would end? Nothing is written. */
export async function valutaSostituito(
  ctx: Ctx,
  i: { contoId: ContoId; validoDal: Giorno },
): Promise<Esito<TermineSostituito, RifiutoEnti>> {
  const conto = await leggiConto(ctx, i.contoId);
  return conto === null ? rifiutoEnti('CONTO_SCONOSCIUTO') : decidiTermineSostituito(conto, i.validoDal, ctx.oggi);
}

/** From today on a replaced postal IBAN is answered for no notice any more: those printed with it are paid on the one in force. */
export async function terminaSostituito(
  ctx: Ctx,
  i: { contoId: ContoId; validoDal: Giorno },
): Promise<Esito<undefined, RifiutoEnti>> {
  return cambia(ctx, i.contoId, async (t, conto) => {
    const deciso = decidiTermineSostituito(conto, i.validoDal, t.oggi);
    if (!deciso.ok) return deciso;
    await updateTermineSostituito(t, enteDi(t), { ...i, al: t.oggi });
    const { chiusi, vigente } = deciso.value;
    const da = chiusi.map(({ iban }) => iban).join(', ');
    return ok({ azione: 'conto.iban_sostituito_chiuso', dettaglio: { da, a: vigente.iban, validoAl: t.oggi } });
  });
}

type Cambio = { azione: string; dettaglio: Record<string, string | null> };

/** A change decided on the account as it is, locked, with its act in the registro. */
async function cambia(
  ctx: Ctx,
  contoId: ContoId,
  fai: (t: Ctx, conto: ContoIntero) => Promise<Esito<Cambio, RifiutoEnti>>,
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const conto = await lockConto(t, enteId, contoId);
    if (conto === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
    const fatto = await fai(t, conto);
    if (!fatto.ok) return fatto;
    await annota(t, { ...fatto.value, oggetto: 'conto', oggettoId: contoId });
    return ok();
  });
}

/** The accounts of the context's ente, each with the IBAN in force today. */
export async function elencoConti(ctx: Ctx): Promise<Conto[]> {
  return ctx.tx((t) => selectConti(t, enteDi(t)));
}

/** An account of the context's ente, with its IBANs and what uses it; null where there is none. */
export async function leggiConto(ctx: Ctx, contoId: ContoId): Promise<ContoIntero | null> {
  return ctx.tx((t) => selectConto(t, enteDi(t), contoId));
}
