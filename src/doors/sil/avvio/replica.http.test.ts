import { afterAll, beforeAll, expect, it } from 'vitest';
import { guardaArrivo } from '#modules/pagamenti';
import { databaseDiProva } from '#support/db';
import type { RispostaSil } from '#support/sil';
import { apriAvvio, buona, uno, type Avvio } from '#support/sil-avvio';
import { ctxDi } from '#support/un-ente';

let a: Avvio;
beforeAll(async () => {
  a = await apriAvvio(await databaseDiProva());
});
afterAll(() => a.sil.chiudi());

const sessione = (r: RispostaSil): string => r.campo('idSession') ?? expect.fail();
const chiedi = (idSession: string) =>
  a.sil.app.inject({ url: '/public/landing/inviaDovutiReplicaCheck', query: { idSession } });
type Detto = { replica: string; urlToForceStartPayment: string | null };
const replica = async (idSession: string): Promise<Detto> => (await chiedi(idSession)).json<Detto>();
const NIENTE = { replica: 'NO_REPLICA', urlToForceStartPayment: null };

/** The same as another: same debtor, tipo and causale, by another name. */
const prepara = async (causaleVersamento: string): Promise<RispostaSil> =>
  buona(await a.invia({ ...uno({ causaleVersamento }) }));

it('tells whether the same is being paid or was paid, and the address by which it is begun all the same', async () => {
  const prima = await prepara('Mensa di ottobre');
  expect(await replica(sessione(prima))).toEqual(NIENTE);
  await a.inizia(prima, 'ok');
  const seconda = await prepara('Mensa di ottobre');
  const inCorso = await replica(sessione(seconda));
  expect(inCorso.replica).toBe('DOVUTO');
  await a.paga(prima);
  const pagata = await replica(sessione(seconda));
  expect(pagata.replica).toBe('DOVUTO_ELAB');
  expect(await replica(sessione(await prepara('Mensa di novembre')))).toEqual(NIENTE);
  // The address leads there as the first one does, and says that who pays has been told.
  const { origin, pathname, search, searchParams } = new URL(pagata.urlToForceStartPayment ?? '');
  expect(origin).toBe(new URL(a.mondo.config.urlPubblico).origin);
  const salto = await a.sil.app.inject({ url: `${pathname}${search}` });
  const token = searchParams.get('id') ?? '';
  expect([salto.statusCode, salto.headers.location]).toEqual([303, `${a.mondo.config.urlPubblico}/arrivo/${token}`]);
  const visto = await guardaArrivo(ctxDi(a.mondo, 'portale'), token);
  expect(visto).toMatchObject({ comunque: true, arrivo: { idSession: sessione(seconda) } });
  expect(await a.guarda(seconda)).toMatchObject({ comunque: false });
  expect(await guardaArrivo(ctxDi(a.mondo, 'portale'), `${token.slice(0, -3)}AAA`)).toBeNull();
  // Its name has been in a browser: no address any more.
  await a.inizia(seconda, 'annullato');
  expect(await replica(sessione(seconda))).toEqual({ replica: 'DOVUTO_ELAB', urlToForceStartPayment: null });
});

it.each(['', 'inventata', '11111111-2222-3333-4444-ffffffffffff', "' or 1=1 --"])(
  'no session «%s»: 400',
  async (id) => {
    const risposta = await chiedi(id);
    expect([risposta.statusCode, risposta.body]).toEqual([400, 'idSession not valid']);
  },
);
