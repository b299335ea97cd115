import { SignJWT } from 'jose';
import { pagamentoDiIuv, pagati } from '#modules/pagamenti';
import { annota } from '#modules/registro';
import type { RispostaEnte } from '#platform/chiamata-ente';
import type { Ctx } from '#platform/contesto';
import { apriSegreto, siApre } from '#platform/segreti';
import { attesaEsitoMs, RINVIO_ESITO_MS } from '../core/piano.ts';
import { giudicaRisposta } from '../core/spinta.ts';
import { insertTentativi } from '../store/consegna.ts';
import {
  rinviaEsito,
  selectDovuti,
  selectSpintaPer,
  updateEsito,
  updateProvata,
  type EsitoDaSpingere,
  type SpintaAperta,
} from '../store/spinta.ts';
import { GIRO_MS, tentativoDi } from './consegna.ts';

export const LAVORO_SPINGI = 'eventi.spingi';

/** Outcomes of one run of the job, and how many go at once. */
const GIRO = 200;
const INSIEME = 8;

/** What an attempt of an outcome is called among the attempts. */
const GENERE = 'esito';

/**
 * Pushes the outcomes of the ente that are due (webservices 1.24), and writes down how it went. What is left when its time is over is taken
 * by the next run, which is asked for within seconds: a slow software does not hold a worker for minutes, nor is what is signed for it old.
 */
export async function spingiEsiti(ctx: Ctx, { giroMs = GIRO_MS }: { giroMs?: number } = {}): Promise<void> {
  const dovuti = await ctx.tx((t) => selectDovuti(t, GIRO));
  const fino = performance.now() + giroMs;
  let prossimo = 0;
  const uno = async (): Promise<void> => {
    for (let esito = dovuti[prossimo++]; esito !== undefined; esito = dovuti[prossimo++]) {
      await spingi(ctx, esito);
      if (performance.now() >= fino) prossimo = dovuti.length;
    }
  };
  await Promise.all(Array.from({ length: Math.min(INSIEME, dovuti.length) }, uno));
}

async function spingi(ctx: Ctx, esito: EsitoDaSpingere): Promise<void> {
  const letto = await ctx.tx(async (t) => {
    const spinta = await selectSpintaPer(t, { tipoDovutoId: esito.tipoDovutoId });
    return { spinta, pagamento: await pagamentoDiIuv(t, esito.iuvId) };
  });
  const { spinta, pagamento } = letto;
  // There is no place for it any more, or the payment was undone: a person sees it, and says.
  if (spinta === null || pagamento === null) {
    const perche = spinta === null ? 'spinta_tolta' : 'pagamento_sparito';
    return ctx.tx((t) =>
      updateEsito(t, esito.id, { tentativi: esito.tentativi, perche, spintoIl: null, prossimoIl: null }),
    );
  }
  const corpo = JSON.stringify({ rt: base64(pagamento.ricevuta ?? ''), esito: base64(pagati(pagamento)) });
  const risposta = await chiama(ctx, spinta, { corpo, adesso: esito.adesso });
  await ctx.tx((t) =>
    risposta.esito === 'rinviata'
      ? rinviaEsito(t, esito.id, new Date(esito.adesso.getTime() + RINVIO_ESITO_MS))
      : segna(t, esito, risposta),
  );
}

const base64 = (testo: string): string => Buffer.from(testo, 'utf8').toString('base64');

async function chiama(
  ctx: Ctx,
  spinta: SpintaAperta,
  { corpo, adesso }: { corpo: string; adesso: Date },
): Promise<RispostaEnte> {
  const { id, segreto, chiaveId, kid, sub, iss } = spinta;
  if (segreto === null || chiaveId === null) return ctx.wires.ente.manda({ url: spinta.url, corpo, intestazioni: {} });
  if (!siApre(ctx.config, { chiaveId })) return { esito: 'nessuna', perche: 'chiave_persa', durataMs: 0 };
  const chiave = Buffer.from(apriSegreto(ctx.config, { id, segreto, chiaveId }), 'base64');
  const gettone = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS512', kid: kid ?? '' })
    .setSubject(sub ?? '')
    .setIssuer(iss ?? '')
    .setIssuedAt(adesso)
    .sign(chiave);
  return ctx.wires.ente.manda({ url: spinta.url, corpo, intestazioni: { authorization: `Bearer ${gettone}` } });
}

const isPreso = (r: RispostaEnte): boolean => r.esito === 'risposta' && giudicaRisposta(r.stato, r.testo) === 'ok';

async function segna(t: Ctx, esito: EsitoDaSpingere, risposta: RispostaEnte): Promise<void> {
  const tentativi = esito.tentativi + 1;
  const cosa = { numero: null, genere: GENERE, quale: tentativi, istante: esito.adesso };
  const tentativo = tentativoDi(risposta, cosa, isPreso);
  await insertTentativi(t, { esitoId: esito.id }, [tentativo]);
  if (tentativo.come === 'ok')
    return updateEsito(t, esito.id, { tentativi, spintoIl: esito.adesso, prossimoIl: null, perche: null });
  const attesaMs = attesaEsitoMs(tentativi, esito.tentativiMax);
  const prossimoIl = attesaMs === null ? null : new Date(esito.adesso.getTime() + attesaMs);
  await updateEsito(t, esito.id, { tentativi, spintoIl: null, prossimoIl, perche: tentativo.come });
  if (prossimoIl === null) await annota(t, { azione: 'esito.non_spinto', oggetto: 'esito', oggettoId: esito.id });
}

/** Does the test that somebody asked for: an empty outcome, which a true software refuses with a code of its own. Any answer will do. */
export async function provaSpinta(ctx: Ctx, id: string): Promise<void> {
  const spinta = await ctx.tx((t) => selectSpintaPer(t, { id }));
  if (spinta === null) return;
  const risposta = await chiama(ctx, spinta, { corpo: JSON.stringify({ rt: '', esito: '' }), adesso: ctx.now });
  const esito = risposta.esito === 'risposta' ? `http_${risposta.stato}` : risposta.perche;
  await ctx.tx((t) => updateProvata(t, id, esito));
}
