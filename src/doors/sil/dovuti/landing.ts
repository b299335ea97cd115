import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DovutoId, RicevutaId } from '#kernel/ids';
import { datiAvviso, disegnaAvviso, leggiCarta } from '#modules/avvisi';
import { leggiEnte } from '#modules/enti';
import { preparaCarrello, ricevutaPdf } from '#modules/pagamenti';
import { chiamaDovuto, leggiAvvisoDellEnte, permette } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { parseEmail } from '#modules/utenti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { testi } from '#testi/it/sil';
import { leggiGettone, type Gettone, type ScopoGettone } from '../gettoni.ts';

type Query = Readonly<Record<string, string | undefined>>;
type Foglio = { nome: string; corpo: Buffer };

/** Where who has no more to find here is sent: the search of the portale, with a word on why. */
const CHIUSO = '/avviso?perche=chiuso';

/**
 * The addresses that our replies give to the ente's software for people (mypay-webservices 3.5). What each opens is in a signed token,
 * so that nobody signs in: whoever was given one may look, as with a sheet of paper.
 */
export async function landingDovuti(app: FastifyInstance, mondo: Mondo): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_req, reply) => {
      void reply.headers({
        ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' },
      });
    });
    scope.get('/public/landing/avviso', (req, reply) => scarica({ mondo, req, reply }, 'avviso', foglioAvviso));
    scope.get('/public/landing/rt', (req, reply) => scarica({ mondo, req, reply }, 'rt', foglioRicevuta));
    scope.get('/public/landing/precaricato', (req, reply) => inizia(mondo, req, reply));
  });
}

type Chiamata = { mondo: Mondo; req: FastifyRequest; reply: FastifyReply };

/** Opens a token in a context of the ente that it is of; null: it is none, or is over. */
async function apri(
  mondo: Mondo,
  scopo: ScopoGettone,
  gettone: string | undefined,
): Promise<{ gettone: Gettone; ctx: Ctx } | null> {
  const senza = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
  const letto = await leggiGettone(senza, scopo, gettone ?? '');
  if (letto === null) return null;
  const attore = { tipo: 'sil', id: letto.chiede } as const;
  return { gettone: letto, ctx: creaCtx(mondo, { ruolo: 'sil', attore, enteId: letto.enteId }) };
}

async function scarica(
  { mondo, req, reply }: Chiamata,
  scopo: 'avviso' | 'rt',
  foglio: (ctx: Ctx, gettone: Gettone) => Promise<Foglio | null>,
): Promise<FastifyReply> {
  const { id, securityToken } = req.query as Query;
  const aperto = await apri(mondo, scopo, securityToken);
  if (aperto === null || aperto.gettone.id !== id) return respingi(reply, testi.indirizzoNonValido);
  const fatto = await foglio(aperto.ctx, aperto.gettone);
  if (fatto === null) return reply.redirect(`${mondo.config.urlPubblico}${CHIUSO}`, 303);
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${fatto.nome}"`)
    .send(fatto.corpo);
}

/** Null: it cannot be paid any more. */
async function foglioAvviso(ctx: Ctx, { enteId, id }: Gettone): Promise<Foglio | null> {
  const letto = await ctx.tx(async (t) => {
    const iuvId = (await chiamaDovuto(t, id as DovutoId))?.iuvId ?? null;
    const avviso = iuvId === null ? null : await leggiAvvisoDellEnte(t, iuvId);
    const ente = await leggiEnte(t, enteId);
    if (avviso === null || ente === null || !permette(avviso, 'paga')) return null;
    const dati = datiAvviso(avviso, await leggiCarta(t, ente), t.now);
    if (dati !== null) await annota(t, { azione: 'avviso.scaricato', oggetto: 'dovuto', oggettoId: id });
    return dati === null ? null : { dati, nome: `MYPAY_AVVISO_${ente.codIpa.toUpperCase()}_${avviso.iuv}.pdf` };
  });
  return letto === null ? null : { nome: letto.nome, corpo: await disegnaAvviso(letto.dati) };
}

async function foglioRicevuta(ctx: Ctx, { enteId, id }: Gettone): Promise<Foglio | null> {
  const ricevutaId = id as RicevutaId;
  const pdf = await ricevutaPdf(ctx, { enteId, ricevutaId });
  if (pdf === null) return null;
  await ctx.tx((t) => annota(t, { azione: 'ricevuta.scaricata', oggetto: 'ricevuta', oggettoId: ricevutaId }));
  const { corpo, ente, iuv } = pdf;
  return { nome: `MYPAY_RT_${ente.codIpa.toUpperCase()}_${iuv}.pdf`, corpo };
}

/** Prepares the payment of what the ente has already, and sends the browser there: to Checkout at once where its mail is known. */
async function inizia(mondo: Mondo, req: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id, backUrl, email: scritta } = req.query as Query;
  const aperto = await apri(mondo, 'precaricato', id);
  if (aperto === null) return respingi(reply, testi.indirizzoNonValido);
  if (backUrl === undefined || backUrl === '') return respingi(reply, testi.mancaBackUrl);
  const email = scritta === undefined || scritta === '' ? null : parseEmail(scritta);
  if (email === null && (scritta ?? '') !== '') return respingi(reply, testi.emailNonValida);
  const { enteId, chiede } = aperto.gettone;
  const { urlPubblico } = mondo.config;
  const dovuto = await aperto.ctx.tx((t) => chiamaDovuto(t, aperto.gettone.id as DovutoId));
  if (dovuto === null) return reply.redirect(`${urlPubblico}${CHIUSO}`, 303);
  const fatto = await preparaCarrello(
    (di) => creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: chiede }, enteId: di }),
    {
      enteId: chiede,
      voci: [{ enteId, codici: [dovuto.iud] }],
      ...{ ritorno: backUrl, modo: email === null ? 'breve' : 'nessuna', email },
    },
  );
  if (fatto.ok) return reply.redirect(`${urlPubblico}/arrivo/${fatto.value.token}`, 303);
  const { codice } = fatto.refusal;
  if (codice === 'RITORNO_NON_VALIDO' || codice === 'RITORNO_NON_AMMESSO')
    return respingi(reply, testi.backUrlNonAmmesso);
  return reply.redirect(`${urlPubblico}${CHIUSO}`, 303);
}

function respingi(reply: FastifyReply, testo: string): FastifyReply {
  return reply.code(400).type('text/plain; charset=utf-8').send(testo);
}
