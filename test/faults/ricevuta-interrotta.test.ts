import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portaNodo } from '#doors/nodo';
import { valoreDi } from '#kernel/esito';
import { caricaDovuti, riceviDovuti } from '#modules/flussi';
import { creaGiornale, type Giornale } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { creaPools } from '#platform/db/pool';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ProxyPostgres, type Taglio } from '#support/proxy-postgres';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { messaggioRicevuta, nuovoReceiptId, pagatoOrfano } from '../../simulatore/nodo/messaggi.ts';
import { scegliPsp } from '../../simulatore/nodo/psp.ts';

/** More statements than a receipt takes: those beyond its last cut nothing. */
const STATEMENT_MAX = 16;
const CASI = (['prima', 'dopo'] as const).flatMap((come) =>
  Array.from({ length: STATEMENT_MAX }, (_, i): { come: Taglio; n: number } => ({ come, n: i + 1 })),
);

/** A look of the door at its configuration may come in the middle, and take the cut of a case for itself. */
const RIPROVE = 5;

let database: DatabaseDiProva;
let mondo: Mondo;
let giornale: Giornale;
let app: FastifyInstance;
let proxy: ProxyPostgres;
let ente: EnteDiProva;
let intermediario: string;
let avvisi: string[];

beforeAll(async () => {
  database = await databaseNuovo();
  mondo = mondoDiProva(database);
  ente = await unEnte(mondo);
  const { rows } = await database.owner.query<{ cf: string }>('select codice_fiscale as cf from enti.intermediario');
  intermediario = rows[0]?.cf ?? '';
  avvisi = await avvisiNuovi();
  proxy = await ProxyPostgres.apri(database.databaseUrl);
  // Only what registers a receipt goes through the proxy: the giornale of reads writes by the clock.
  giornale = creaGiornale(mondo);
  const pools = { ...mondo.pools, nodo: creaPools(proxy.url, { max: 2 }).nodo };
  app = Fastify();
  const contatori = { respinte: () => undefined, risposte: () => undefined };
  await portaNodo(app, { mondo: { ...mondo, pools }, giornale, contatori });
  await giornale.avvia();
  proxy.lasciaPassare();
});
afterAll(async () => {
  await app?.close();
  await giornale?.chiudi();
  await proxy?.chiudi();
});

async function avvisiNuovi(): Promise<string[]> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const righe = Array.from({ length: CASI.length + 1 + 2 * RIPROVE }, (_, i) => ({
    IUD: `R${i}`,
    importoDovuto: '10.00',
  }));
  const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'RICEVUTE', righe })));
  await caricaDovuti(ctx, flussoId);
  const { rows } = await database.owner.query<{ avviso: string }>(
    'select numero_avviso as avviso from posizioni.iuv order by numero_avviso',
  );
  return rows.map(({ avviso }) => avviso);
}

/** The receipt of a notice, as a PSP's payment makes it: 10 euro, one transfer. */
function ricevuta(numeroAvviso: string): { receiptId: string; xml: string } {
  const receiptId = nuovoReceiptId();
  const incasso = { receiptId, numeroAvviso, codiceFiscaleEnte: ente.codiceFiscale, istante: new Date() };
  const pagato = pagatoOrfano(
    { ...ente, avvisi: [] },
    { ...incasso, psp: scegliPsp(numeroAvviso), standIn: false, importo: '10.00' },
  );
  return { receiptId, xml: messaggioRicevuta({ ente, intermediario }, 2, pagato) };
}

async function manda(xml: string): Promise<{ stato: number; corpo: string }> {
  const headers = { 'content-type': 'text/xml' };
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: `/nodo/${ente.segmento}/paForNode`,
    headers,
    payload: xml,
  });
  return { stato: statusCode, corpo: body };
}

/** What a receipt has left behind: rows by table, and the state of its dovuto. */
async function tracce(receiptId: string, numeroAvviso: string): Promise<Record<string, unknown>> {
  const { rows } = await database.owner.query<Record<string, unknown>>(
    `select (select count(*)::int from pagamenti.messaggio where receipt_id = $1) as messaggi,
            (select array_agg(genere) from pagamenti.ricevuta where receipt_id = $1) as ricevute,
            (select array_agg(importo_cents::int) from pagamenti.quota_pagata where receipt_id = $1) as quote,
            d.stato, d.pagato_cents::int as pagato,
            (select count(*)::int from posizioni.storia as s where s.dovuto_id = d.id) as storia,
            (select count(*)::int from registro.atto as a where a.ente_id = d.ente_id
               and a.oggetto_id = d.id and a.azione = 'dovuto.pagato') as atti
       from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
      where i.numero_avviso = $2`,
    [receiptId, numeroAvviso],
  );
  return rows[0] ?? {};
}

const NULLA = { messaggi: 0, ricevute: null, quote: null, stato: 'da_pagare', pagato: null, storia: 1, atti: 0 };
const PAGATO = { ricevute: ['regolare'], quote: [1000], stato: 'pagato', pagato: 1000, storia: 2, atti: 1 };

describe('a receipt', () => {
  const nonUdite: string[] = [];

  /** Statements of a receipt that nobody cuts, the last of which commits. */
  async function statementDi(numero: string): Promise<number> {
    const { receiptId, xml } = ricevuta(numero);
    proxy.lasciaPassare();
    expect(await manda(xml)).toMatchObject({ stato: 200 });
    const { passati } = proxy;
    expect(await tracce(receiptId, numero)).toEqual({ ...PAGATO, messaggi: 1 });
    return passati;
  }

  it('takes fewer statements than are cut here', async () => {
    const passati = await statementDi(avvisi.at(-1) ?? '');
    // To begin, to write, to commit: with fewer there is nothing to cut in the middle.
    expect(passati).toBeGreaterThanOrEqual(3);
    expect(passati).toBeLessThan(STATEMENT_MAX);
  });

  /** Sends a receipt and cuts; then nothing is there, or all of it. Sent again it is there, once. */
  async function taglia(numero: string, { come, n }: { come: Taglio; n: number }): Promise<void> {
    const { receiptId, xml } = ricevuta(numero);
    proxy.tagliaAl(n, come);
    const prima = await manda(xml);
    const tagliato = proxy.tagliato;
    proxy.lasciaPassare();
    expect(prima.stato).toBe(tagliato ? 500 : 200);
    if (tagliato) expect(prima.corpo).not.toContain('outcome');
    await proxy.quieto();
    const dopo = await tracce(receiptId, numero);
    const isScritta = !tagliato || (come === 'dopo' && dopo['stato'] === 'pagato');
    expect(dopo).toEqual(isScritta ? { ...PAGATO, messaggi: 1 } : NULLA);
    if (isScritta && tagliato) nonUdite.push(receiptId);
    const seconda = await manda(xml);
    expect(seconda.stato).toBe(200);
    expect(seconda.corpo).toContain('<outcome>OK</outcome>');
    expect(await tracce(receiptId, numero)).toMatchObject(PAGATO);
  }

  it.each(CASI.map((caso, i) => ({ ...caso, i })))(
    'whose connection is cut $come statement $n: HTTP 500 and nothing, or all of it; again, and it is there once',
    ({ i, ...caso }) => taglia(avvisi[i] ?? '', caso),
  );

  it('may be committed without anybody hearing of it, and is there once all the same', async () => {
    for (let i = CASI.length; i < CASI.length + 2 * RIPROVE && nonUdite.length === 0; i += 2) {
      const n = await statementDi(avvisi[i] ?? '');
      await taglia(avvisi[i + 1] ?? '', { come: 'dopo', n });
    }
    expect(nonUdite.length).toBeGreaterThanOrEqual(1);
  });
});
