import { ok, type Esito } from '#kernel/esito';
import type { ArrivoId, CarrelloId, DovutoId, EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { leggiEnte } from '#modules/enti';
import {
  chiamaDovuti,
  inserisciPosizione,
  iudPresi,
  leggiAvvisoDellEnte,
  leggiChiesti,
  riunisciSottoUnIuv,
  type NuovaPosizione,
  type NuovoDovuto,
  type RifiutoPosizioni,
} from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { segretoCasuale, sha256 } from '#platform/crypto';
import { randomBytes } from 'node:crypto';
import { idSessionDi, type ModoArrivo } from '../core/arrivo.ts';
import { rifiutoArrivo, rifiutoCarrello, type RifiutoArrivo, type RifiutoCarrello } from '../core/rifiuti.ts';
import { insertArrivo, insertDovuto, selectSostituibili } from '../store/arrivo.ts';
import { insertCarrello, insertVoci, type Voce } from '../store/carrello.ts';
import { siPagaQui, stazioneDellEnte } from './carrello.ts';
import { chiudiArrivo, ritiraSubito, type PerEnte } from './chiudi-arrivo.ts';
import { ammettiRitorno, ricordaRitorno } from './porta-sil.ts';

/**
 * One notice of what is to be paid: dovuti that the ente has already, by a number of each (notice, IUV, IUD), or new ones of one debtor.
 * Several that have no notice of their own are paid under one iuv.
 */
export type VoceArrivo =
  | { enteId: EnteId; codici: readonly string[] }
  | { enteId: EnteId; debitore: NuovaPosizione['debitore']; dovuti: readonly NuovoDovuto[] };

/** What an ente asks to have paid. `ritorno`: where its site waits for the browser; null: whoever has paid stays here. */
export type DaPreparare = {
  enteId: EnteId;
  voci: readonly VoceArrivo[];
  ritorno: string | null;
  modo: ModoArrivo;
  /** Of who pays, where the ente knows it. */
  email: string | null;
};

/** `token` is the opaque part of the address to which the ente sends the browser: it is told once, here. */
export type Preparato = { idSession: string; token: string; scadeIl: Date };

export type RifiutoPrepara = RifiutoArrivo | RifiutoCarrello | RifiutoPosizioni;

/** The name of the file that no file was (model 12). */
const iufArrivo = (codIpa: string, enti: number): string => `_${codIpa}_ESTERNO-ANONIMO${enti > 1 ? '_MULTIENTE' : ''}`;

/**
 * Prepares what somebody is about to pay, coming from the site of an ente: a carrello that nobody changes, to be begun within the hour. New
 * dovuti are made at once, without a notice; where nobody pays, they are taken back. Whatever is refused leaves nothing asked for.
 */
export async function preparaCarrello(per: PerEnte, r: DaPreparare): Promise<Esito<Preparato, RifiutoPrepara>> {
  const ctx = per(r.enteId);
  if (ctx.inTx) throw new Error('preparaCarrello: not inside a transaction, each dovuto is made in one of its own');
  const giusto = await giudica(ctx, r);
  if (!giusto.ok) return giusto;
  for (const voce of r.voci) await sostituisci(per, voce);
  const token = segretoCasuale();
  const idSession = idSessionDi(ctx.now, randomBytes(10).toString('hex'));
  const scadeIl = new Date(ctx.now.getTime() + LIMITI.arrivoMs);
  const { enteId, modo, ritorno, email } = r;
  const nuovo = { enteId, idSession, modo, ritorno, scadeIl, impronta: sha256(token) };
  const arrivoId = await ctx.tx(async (t) => {
    if (giusto.value.origine !== null) await ricordaRitorno(t, { enteId, origine: giusto.value.origine });
    return insertArrivo(t, nuovo);
  });
  const voci = await componi(per, r, { arrivoId, iuf: giusto.value.iuf });
  if (!voci.ok) {
    await chiudiArrivo(per, { arrivoId, enteId }, 'rifiutato');
    return voci;
  }
  await ctx.tx(async (t) => {
    const carrelloId: CarrelloId = await insertCarrello(t, { email, arrivoId });
    await insertVoci(t, carrelloId, voci.value, { dopo: 0 });
    const dettaglio = { voci: voci.value.length, modo };
    await annota(t, { azione: 'arrivo.preparato', oggetto: 'arrivo', oggettoId: arrivoId, dettaglio });
  });
  return ok({ idSession, token, scadeIl });
}

/** What can be said of it before anything is made. `origine`: a site to go back to that nobody has named before. */
async function giudica(
  ctx: Ctx,
  r: DaPreparare,
): Promise<Esito<{ iuf: string; origine: string | null }, RifiutoPrepara>> {
  const piene = r.voci.every((v) => ('codici' in v ? v.codici : v.dovuti).length > 0);
  if (r.voci.length === 0 || r.voci.length > LIMITI.carrelloVociMax || !piene)
    return rifiutoArrivo('VOCI_FUORI_MISURA');
  if (r.modo === 'nessuna' && r.email === null) return rifiutoArrivo('EMAIL_MANCANTE');
  const ente = await leggiEnte(ctx, r.enteId);
  if (ente === null) throw new Error('preparaCarrello: no such ente');
  const ammesso = r.ritorno === null ? ok({ nuova: null }) : await ammettiRitorno(ctx, ente, r.ritorno);
  if (!ammesso.ok) return ammesso;
  const iuf = iufArrivo(ente.codIpa, new Set(r.voci.map(({ enteId }) => enteId)).size);
  return ok({ iuf, origine: ammesso.value.nuova });
}

/** What was prepared for the same dovuti, and nobody is paying: this one takes its place. */
async function sostituisci(per: PerEnte, voce: VoceArrivo): Promise<void> {
  if ('codici' in voce) return;
  const { enteId } = voce;
  const iud = voce.dovuti.flatMap((dovuto) => dovuto.iud ?? []);
  const vecchi = iud.length === 0 ? [] : await selectSostituibili(per(enteId), { enteId, iud });
  for (const [arrivoId, { chiuso }] of new Map(vecchi.map((uno) => [uno.id, uno])))
    await (chiuso ? ritiraSubito(per(enteId), arrivoId) : chiudiArrivo(per, { arrivoId, enteId }, 'sostituito'));
}

/** Of these names, those that cannot be asked for anew: a dovuto of the context's ente bears it, and not for what nobody is paying. */
export async function iudOccupati(ctx: Ctx, iud: readonly string[]): Promise<Set<string>> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('iudOccupati: an ente is needed');
  return ctx.tx(async (t) => {
    const presi = await iudPresi(t, iud);
    if (presi.length === 0) return new Set();
    const sostituibili = await selectSostituibili(t, { enteId, iud: presi });
    const ancora = await leggiChiesti(
      t,
      sostituibili.map(({ dovutoId }) => dovutoId),
    );
    const chiesti = new Set(ancora.map(({ dovutoId }) => dovutoId));
    const liberi = new Set(sostituibili.flatMap((uno) => (chiesti.has(uno.dovutoId) ? [uno.iud] : [])));
    return new Set(presi.filter((uno) => !liberi.has(uno)));
  });
}

type Dove = { arrivoId: ArrivoId; iuf: string };

async function componi(
  per: PerEnte,
  { voci }: DaPreparare,
  dove: Dove,
): Promise<Esito<Omit<Voce, 'ricevutaId'>[], RifiutoPrepara>> {
  const composte: Omit<Voce, 'ricevutaId'>[] = [];
  const ambienti = new Set<string>();
  for (const voce of voci) {
    const ctx = per(voce.enteId);
    const stazione = await stazioneDellEnte(ctx, voce.enteId);
    if (stazione === null || !siPagaQui(ctx, stazione)) return rifiutoCarrello('PAGAMENTO_QUI_NON_ATTIVO');
    if (ambienti.add(stazione.ambiente).size > 1) return rifiutoCarrello('CARRELLO_DI_PROVA');
    const iuvId = 'codici' in voce ? await trova(ctx, voce.codici) : await crea(ctx, voce, dove);
    if (!iuvId.ok) return iuvId;
    const quale = { enteId: voce.enteId, iuvId: iuvId.value };
    const avviso = await ctx.tx((t) => leggiAvvisoDellEnte(t, quale.iuvId, { bozze: !('codici' in voce) }));
    const numeroAvviso = avviso?.numeroAvviso ?? null;
    if (avviso === null || numeroAvviso === null) return rifiutoArrivo('AVVISO_SCONOSCIUTO');
    if (avviso.stato === 'scaduto') return rifiutoArrivo('AVVISO_SCADUTO');
    if (!['da_pagare', 'in_pagamento', 'in_attesa_di_ricevuta'].includes(avviso.stato))
      return rifiutoCarrello('AVVISO_NON_PAGABILE');
    composte.push({ ...quale, numeroAvviso, enteCf: stazione.codiceFiscale, importoCents: avviso.importoCents });
  }
  // The same notice twice is one.
  return ok([...new Map(composte.map((voce) => [voce.iuvId, voce])).values()]);
}

type Trovato = Esito<Voce['iuvId'], RifiutoPrepara>;

/** What the ente has already: under its own notice, or under one that is made for them now. */
async function trova(ctx: Ctx, codici: readonly string[]): Promise<Trovato> {
  const dovuti = await ctx.tx((t) => chiamaDovuti(t, codici));
  const iuv = new Set(dovuti.map(({ iuvId }) => iuvId));
  const [iuvId] = iuv;
  if (iuvId === undefined || iuv.size > 1) return rifiutoArrivo('AVVISO_SCONOSCIUTO');
  return iuvId === null
    ? riunisci(
        ctx,
        dovuti.map(({ dovutoId }) => dovutoId),
      )
    : ok(iuvId);
}

async function crea(
  ctx: Ctx,
  voce: Extract<VoceArrivo, { dovuti: unknown }>,
  { arrivoId, iuf }: Dove,
): Promise<Trovato> {
  const fatti: DovutoId[] = [];
  for (const dovuto of voce.dovuti) {
    const opzioni = [{ forma: 'unica' as const, dovuti: [{ ...dovuto, conAvviso: false }] }];
    // By this name it is a dovuto by itself: one that was annulled, asked for again, is that one.
    const iupd = dovuto.iud === undefined ? {} : { iupd: `1X-${dovuto.iud}` };
    // Nobody is asked for it until somebody begins to pay.
    const posizione = { ...iupd, debitore: voce.debitore, opzioni, bozza: true };
    const fatta = await inserisciPosizione(ctx, posizione, { iuf, tipiConsentiti: null }, async (t, { dovuti }) => {
      for (const { dovutoId, iud } of dovuti) await insertDovuto(t, { arrivoId, dovutoId, iud });
    });
    if (!fatta.ok) return fatta;
    fatti.push(...fatta.value.dovuti.map(({ dovutoId }) => dovutoId));
  }
  return riunisci(ctx, fatti, { bozze: true });
}

async function riunisci(ctx: Ctx, dovutoIds: readonly DovutoId[], { bozze = false } = {}): Promise<Trovato> {
  const riuniti = await riunisciSottoUnIuv(ctx, { dovutoIds, bozze });
  return riuniti.ok ? ok(riuniti.value.iuvId) : riuniti;
}
