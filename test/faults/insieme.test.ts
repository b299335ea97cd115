import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { carica } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriNodo, ricevutaSoap, type NodoDiProva } from '#support/nodo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const QUANTI = 96;

let mondo: Mondo;
let nodo: NodoDiProva;
let ente: EnteDiProva;
const guasti: string[] = [];

beforeAll(async () => {
  const zitto = mondoDiProva(await databaseNuovo());
  // A receipt that fails and is tried again leaves nothing to see but this.
  const error = (evento: string, causa: unknown): number => guasti.push(`${evento} ${String(causa)}`);
  mondo = { ...zitto, log: { ...zitto.log, error } };
  ente = await unEnte(mondo);
  nodo = await apriNodo(mondo);
});
afterAll(() => nodo?.chiudi());

async function consegna(iuv: string, receiptId: string): Promise<string> {
  const url = `/nodo/${ente.segmento}/paForNode`;
  const headers = { 'content-type': 'text/xml' };
  const { statusCode, body } = await nodo.app.inject({
    method: 'POST',
    url,
    headers,
    payload: ricevutaSoap(ente, { iuv, numeroAvviso: `3${iuv}` }, { receiptId }),
  });
  return `${statusCode} ${/<outcome>(\w+)/.exec(body)?.[1] ?? ''}`;
}

it('receipts in sets, each said twice, while files change the same dovuti: none waits in a circle, each pays once', async () => {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const nuovi = Array.from({ length: QUANTI }, (_, n) => ({ iud: `C${n}`, importo: 1000 }));
  const iuv = (await carica(ctx, nuovi)).map((esito) => esito.iuv ?? '');
  const stato = { finito: false, giri: 0 };
  const modifiche = async (dal: number): Promise<void> => {
    // From either end, so that the two files cross each other and the receipts.
    const righe = nuovi.map((nuovo, n) => ({ ...nuovo, iuv: iuv[n] ?? '', azione: 'M' as const }));
    const ordinate = dal === 0 ? righe : righe.toReversed();
    while (!stato.finito) {
      await carica(ctx, ordinate);
      stato.giri += 1;
    }
  };
  const file = Promise.all([modifiche(0), modifiche(1)]);
  // The receipts come from the middle outwards, in waves as large as the door's sets and larger.
  const ordine = iuv
    .map((uno, n) => ({ uno, n }))
    .toSorted((a, b) => Math.abs(a.n - QUANTI / 2) - Math.abs(b.n - QUANTI / 2));
  const risposte: string[] = [];
  for (let da = 0; da < QUANTI; da += 24) {
    const onda = ordine.slice(da, da + 24).flatMap(({ uno, n }) => [consegna(uno, `r${n}`), consegna(uno, `r${n}`)]);
    risposte.push(...(await Promise.all(onda)));
  }
  stato.finito = true;
  await file;
  expect(stato.giri).toBeGreaterThan(2);
  expect([...new Set(risposte)]).toEqual(['200 OK']);
  expect(guasti).toEqual([]);
  const { rows } = await mondo.pools.worker.query(`
    select (select count(*) from posizioni.dovuto where stato = 'pagato')::integer as pagati,
           (select count(*) from posizioni.storia where azione = 'pagato')::integer as storie,
           (select count(*) from pagamenti.ricevuta)::integer as ricevute,
           (select array_agg(distinct esito) from pagamenti.messaggio) as messaggi`);
  expect(rows[0]).toEqual({ pagati: QUANTI, storie: QUANTI, ricevute: QUANTI, messaggi: ['OK'] });
}, 60_000);
