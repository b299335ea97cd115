import { ok, type Esito } from '#kernel/esito';
import { isUuid, type EnteId } from '#kernel/ids';
import { leggiEnte, leggiIntermediario } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';
import { MAIL_PROVA } from '../core/limiti.ts';
import { parseCodice, parseEmail, scadenzaProva, usabile, type Via } from '../core/prova.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import {
  insertProva,
  segnaUsata,
  selectDestinatario,
  selectProva,
  spendiTentativo,
  type Destinatario,
  type NuovaProva,
  type Prova,
  type ProvaId,
} from '../store/prova.ts';
import { consuma } from './tentativi.ts';

/** Announced when a proof is asked for; its payload holds `provaId` alone. Whoever sends the mail reads {@link datiProva}. */
export const FATTO_PROVA_CHIESTA = 'fatto.utenti.prova_chiesta';

/** What was proved: for which purpose, ente and thing. */
export type Provato = Pick<Prova, 'provaId' | 'scopo' | 'enteId' | 'oggettoId'>;

/**
 * Asks for a link and a code to be mailed (model 11): three an hour to one address, twenty a day to one address for one ente. The answer
 * is the same whoever the address belongs to.
 */
export async function chiediProva(
  ctx: Ctx,
  richiesta: NuovaProva,
): Promise<Esito<{ provaId: ProvaId }, RifiutoUtenti>> {
  const email = parseEmail(richiesta.email);
  if (email === null) return rifiutoUtenti('EMAIL_NON_VALIDA');
  const limiti = [
    { ...MAIL_PROVA.indirizzo, chiave: email },
    { ...MAIL_PROVA.enteIndirizzo, chiave: `${richiesta.enteId ?? richiesta.scopo} ${email}` },
  ];
  for (const limite of limiti) {
    const preso = await consuma(ctx, limite);
    if (!preso.ok) return preso;
  }
  return ctx.tx(async (t) => {
    const provaId = await insertProva(t, { ...richiesta, email });
    const dettaglio = { scopo: richiesta.scopo, enteId: richiesta.enteId, di: richiesta.oggettoId };
    await annota(t, { azione: 'prova_posta.chiesta', oggetto: 'prova_posta', oggettoId: provaId, dettaglio });
    await t.enqueue(FATTO_PROVA_CHIESTA, { provaId });
    return ok({ provaId });
  });
}

/** What the mail says. It names the ente, never the debtor (model 11). */
export type DatiProva = Destinatario & {
  scopo: string;
  /** Who asks, in the mail. */
  enteDenominazione: string;
  /** For the address of the page that the link opens. */
  token: string;
  codice: string;
  linkScadeIl: Date;
  codiceScadeIl: Date;
};

/** What to write in the mail of a proof; null when it is too late for it, or it was used already. */
export async function datiProva(ctx: Ctx, provaId: ProvaId): Promise<DatiProva | null> {
  const prova = await selectProva(ctx, provaId);
  if (prova === null || !usabile(prova, 'link', ctx.now).ok) return null;
  const [chi, destinatario] = [await chiChiede(ctx, prova.enteId), await selectDestinatario(ctx, provaId)];
  if (destinatario === null) return null;
  return {
    ...destinatario,
    scopo: prova.scopo,
    token: `${prova.provaId}.${derivata(ctx, prova, 'link').toString('base64url')}`,
    codice: codiceDi(ctx, prova),
    enteDenominazione: chi,
    linkScadeIl: scadenzaProva(prova.chiestaIl, 'link'),
    codiceScadeIl: scadenzaProva(prova.chiestaIl, 'codice'),
  };
}

/** The ente of the thing; of what is of none, the Region. */
async function chiChiede(ctx: Ctx, enteId: EnteId | null): Promise<string> {
  const chi = enteId === null ? await leggiIntermediario(ctx) : await leggiEnte(ctx, enteId);
  if (chi === null) throw new Error('prova_posta: ente not found');
  return chi.denominazione;
}

/** Looks at a link without using it: mail programs open links by themselves, so opening the page consumes nothing. */
export async function guardaLink(ctx: Ctx, token: string): Promise<Esito<Provato, RifiutoUtenti>> {
  const [id = '', firma = ''] = token.split('.');
  if (!isUuid<ProvaId>(id)) return rifiutoUtenti('PROVA_NON_VALIDA');
  const prova = await selectProva(ctx, id);
  if (prova === null || !uguali(derivata(ctx, prova, 'link'), Buffer.from(firma, 'base64url')))
    return rifiutoUtenti('PROVA_NON_VALIDA');
  const stato = usabile(prova, 'link', ctx.now);
  return stato.ok ? ok(provatoDi(prova)) : stato;
}

/** Uses a link: the button of the page it opens. */
export async function usaLink(ctx: Ctx, token: string): Promise<Esito<Provato, RifiutoUtenti>> {
  const guardato = await guardaLink(ctx, token);
  return guardato.ok ? usa(ctx, guardato.value, 'link') : guardato;
}

/** Uses the six digits of the mail. Each attempt counts, right or wrong, and no transaction takes it back. */
export async function usaCodice(
  ctx: Ctx,
  { provaId, codice }: { provaId: string; codice: string },
): Promise<Esito<Provato, RifiutoUtenti>> {
  if (ctx.inTx) throw new Error('usaCodice: not inside a transaction, a refusal would undo the count');
  if (!isUuid<ProvaId>(provaId)) return rifiutoUtenti('PROVA_NON_VALIDA');
  const prova = await selectProva(ctx, provaId);
  if (prova === null) return rifiutoUtenti('PROVA_NON_VALIDA');
  const stato = usabile(prova, 'codice', ctx.now);
  if (!stato.ok) return stato;
  const rimasti = await spendiTentativo(ctx, provaId);
  if (rimasti === null) return rifiutoUtenti('CODICE_POSTA_ESAURITO');
  const dato = parseCodice(codice) ?? '';
  if (uguali(Buffer.from(dato), Buffer.from(codiceDi(ctx, prova)))) return usa(ctx, provatoDi(prova), 'codice');
  return rimasti === 0 ? rifiutoUtenti('CODICE_POSTA_ESAURITO') : rifiutoUtenti('CODICE_POSTA_ERRATO', { rimasti });
}

async function usa(ctx: Ctx, provato: Provato, via: Via): Promise<Esito<Provato, RifiutoUtenti>> {
  return ctx.tx(async (t) => {
    if (await segnaUsata(t, provato.provaId)) {
      const dettaglio = { scopo: provato.scopo, enteId: provato.enteId, di: provato.oggettoId, via };
      await annota(t, { azione: 'prova_posta.usata', oggetto: 'prova_posta', oggettoId: provato.provaId, dettaglio });
    }
    return ok(provato);
  });
}

function provatoDi({ provaId, scopo, enteId, oggettoId }: Prova): Provato {
  return { provaId, scopo, enteId, oggettoId };
}

/** What the holder of the mailbox knows: a function of (id, purpose, expiry) and the pepper, so that nothing secret is stored. */
function derivata(ctx: Ctx, prova: Prova, via: Via): Buffer {
  const dati = `${prova.provaId} ${prova.scopo} ${scadenzaProva(prova.chiestaIl, via).toISOString()}`;
  return impronta(ctx.config.pepe, `prova-posta:${via}`, dati);
}

function codiceDi(ctx: Ctx, prova: Prova): string {
  // 48 bits modulo a million: no digit is likelier than another by more than one in a hundred million.
  const numero = derivata(ctx, prova, 'codice').readUIntBE(0, 6);
  return String(numero % 1_000_000).padStart(6, '0');
}
