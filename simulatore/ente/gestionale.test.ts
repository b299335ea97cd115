import { createHmac } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiGestionale, creaGestionale, GUASTI } from './gestionale.ts';

const ORA = new Date('2026-11-20T10:00:00Z');
const CHIAVE = Buffer.alloc(32, 5);
const CORPO = '{"type":"dovuto.pagato","timestamp":"2026-11-20T10:00:00.000Z","data":{"iud":"A1"}}';
let segreto: string | null;
let app: FastifyInstance;
beforeEach(async () => {
  segreto = `whsec_${CHIAVE.toString('base64')}`;
  app = fastify();
  await apiGestionale(
    app,
    creaGestionale(
      async () => segreto,
      () => ORA,
    ),
  );
});
afterEach(() => app.close());

const SECONDI = String(ORA.getTime() / 1000);
const firma = (istante = SECONDI, chiave = CHIAVE): string =>
  `v1,${createHmac('sha256', chiave).update(`m1.${istante}.${CORPO}`).digest('base64')}`;
async function manda(parti: Record<string, string> = {}): Promise<number> {
  const headers = {
    ...{
      'content-type': 'application/json',
      'webhook-id': 'm1',
      'webhook-timestamp': SECONDI,
      'webhook-signature': firma(),
    },
    ...parti,
  };
  return (await app.inject({ method: 'POST', url: '/ente/eventi', payload: CORPO, headers })).statusCode;
}
const visti = async () =>
  (await app.inject('/api/eventi')).json<{ eventi: { firma: string; ripetuto: boolean; genere: string }[] }>().eventi;

describe('the software of an ente', () => {
  it('takes what is signed well, also beside another signature, and tells what it had already', async () => {
    expect(await manda()).toBe(200);
    expect(await manda({ 'webhook-signature': `v1,AAAA ${firma()}` })).toBe(200);
    expect(await visti()).toMatchObject([
      { genere: 'dovuto.pagato', firma: 'buona', ripetuto: true },
      { firma: 'buona', ripetuto: false },
    ]);
  });

  it('takes nothing that is not', async () => {
    const ieri = String(Number(SECONDI) - 86_400);
    expect(await manda({ 'webhook-signature': firma(SECONDI, Buffer.alloc(32, 6)) })).toBe(401);
    expect(await manda({ 'webhook-timestamp': ieri, 'webhook-signature': firma(ieri) })).toBe(401);
    expect(await manda({ 'webhook-signature': '' })).toBe(401);
    expect((await visti()).map((e) => e.firma)).toEqual(['manca', 'vecchia', 'sbagliata']);
    segreto = null;
    expect(await manda()).toBe(200);
  });

  it('fails as it is told; opens the outcomes that are pushed', async () => {
    const dici = (guasto: string | null) =>
      app.inject({ method: 'POST', url: '/api/eventi/guasto', payload: { guasto } });
    const stati: number[] = [];
    for (const guasto of GUASTI.filter((uno) => uno !== 'lento')) {
      await dici(guasto);
      stati.push(await manda());
    }
    expect(stati).toEqual([500, 422, 307]);
    expect((await dici('boh')).statusCode).toBe(400);
    await dici('rifiuta');
    const payload = { rt: Buffer.from('<receipt/>').toString('base64'), esito: '' };
    const esito = () => app.inject({ method: 'POST', url: '/ente/esiti', payload });
    expect((await esito()).json()).toMatchObject({ faultCode: 'SIM_RIFIUTO' });
    await dici(null);
    expect((await esito()).json()).toMatchObject({ faultCode: null });
    expect((await app.inject('/api/eventi')).json()).toMatchObject({ esiti: [{ rt: '<receipt/>' }, {}] });
  });
});
