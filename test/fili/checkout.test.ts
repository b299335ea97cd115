import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CarrelloCheckout, ScambioCheckout, Wires } from '#platform/contesto';
import { creaCheckout, type DoveCheckout } from '#wires/checkout';
import { avviaSimulatore, type Simulatore } from '../../simulatore/avvia.ts';
import { fintoEnte, rifiuto, type FintoEnte } from '../../simulatore/prova/finto-ente.ts';

const ENTE = '90000000101';
const AVVISO = '301000000000000144';
const ENTI = [
  { codiceFiscale: ENTE, denominazione: 'Comune di Prova', stazione: '90000000001_01', avvisi: [] },
  { codiceFiscale: '90000000102', denominazione: 'Provincia di Prova', stazione: '90000000001_02', avvisi: [] },
];
const RITORNI = {
  ok: 'http://127.0.0.1:9/ok',
  annullato: 'http://127.0.0.1:9/annullato',
  errore: 'http://127.0.0.1:9/errore',
  attesa: 'http://127.0.0.1:9/attesa',
};

const carrello = (parti: Partial<CarrelloCheckout> = {}): CarrelloCheckout => ({
  idCart: 'IDS-1',
  email: 'paga@example.org',
  avvisi: [
    { numeroAvviso: AVVISO, codiceFiscaleEnte: ENTE, importoCents: 3000, denominazione: 'Comune', causale: 'Mensa' },
  ],
  tutteCcp: false,
  ritorni: RITORNI,
  ...parti,
});

type Filo = NonNullable<Wires['checkout']>;
const filo = (dove: DoveCheckout, attesaMs = 15_000): Filo => creaCheckout(dove, { attesaMs }) ?? expect.fail();

describe('against the Checkout of the simulatore', () => {
  let ente: FintoEnte;
  let simulatore: Simulatore;
  beforeEach(async () => {
    ente = await fintoEnte();
    simulatore = await avviaSimulatore({
      ...{
        porta: 0,
        portaSmtp: 0,
        host: '127.0.0.1',
        nodo: ente.nodo,
        intermediario: { codiceFiscale: '90000000001' },
      },
      enti: async () => ENTI,
    });
  });
  afterEach(async () => {
    await simulatore.chiudi();
    await ente[Symbol.asyncDispose]();
  });

  const dove = (versione: '1' | '2', chiave = 'una-chiave'): DoveCheckout => {
    const { origin } = new URL(simulatore.url);
    return { url: `${simulatore.url}/checkout/ec`, versione, chiave, origini: [origin] };
  };

  /** What the person does at its page; gives where the browser goes. */
  async function alla(pagina: string, andamento: string): Promise<string> {
    const mostrata = await fetch(pagina);
    expect([mostrata.status, await mostrata.text()]).toEqual([200, expect.stringContaining('Paga con pagoPA')]);
    const body = new URLSearchParams({ andamento });
    return (await fetch(pagina, { method: 'POST', body, redirect: 'manual' })).headers.get('location') ?? '';
  }
  const note = (): string[] =>
    ente.ricevuti.flatMap(({ corpo }) => /<paymentNote>(.*)<\/paymentNote>/.exec(corpo)?.[1] ?? []);

  it('what was exchanged is told as it was, and our key is nowhere in it', async () => {
    const visti: ScambioCheckout[] = [];
    await filo(dove('2')).crea(carrello(), (scambio) => visti.push(scambio));
    await filo(dove('2')).crea(carrello({ email: 'nessuno' }), (scambio) => visti.push(scambio));
    const [buono = expect.fail(), cattivo = expect.fail()] = visti;
    expect(JSON.parse(buono.richiesta)).toMatchObject({ idCart: 'IDS-1', paymentNotices: [{ noticeNumber: AVVISO }] });
    expect(buono).toMatchObject({ come: 'http_302', risposta: expect.stringMatching(/^HTTP 302\nlocation: http/) });
    expect(cattivo).toMatchObject({ come: 'http_400', risposta: expect.stringMatching(/^HTTP 400\n\n\{/) });
    expect(JSON.stringify(visti)).not.toContain('una-chiave');
  });

  it.each(['1', '2'] as const)('version %s: a page, and a receipt that says the cart', async (versione) => {
    const risposta = await filo(dove(versione)).crea(carrello());
    const pagina = risposta.esito === 'pagina' ? risposta.location : expect.fail();
    expect(ente.ricevuti.map((r) => r.operazione)).toEqual(['paVerifyPaymentNotice']);
    expect(await alla(pagina, 'paga')).toBe(RITORNI.ok);
    // The owner's and the copy of the other beneficiary.
    expect(note()).toEqual(['IDS-1', 'IDS-1']);
    // The page pressed again leads back, and nobody pays twice.
    expect(await alla(pagina, 'rinuncia')).toBe(RITORNI.ok);
    expect(note()).toHaveLength(2);
  });

  it.each([
    ['rifiutata', 'errore'],
    ['rinuncia', 'annullato'],
    ['tardi', 'attesa'],
    ['persa', 'ok'],
  ] as const)('%s: back by «%s», without a receipt for now', async (andamento, ritorno) => {
    const risposta = await filo(dove('2')).crea(carrello());
    expect(await alla(risposta.esito === 'pagina' ? risposta.location : '', andamento)).toBe(RITORNI[ritorno]);
    expect(note()).toEqual([]);
  });

  it('version 1 has no way back for what is not known yet', async () => {
    const risposta = await filo(dove('1')).crea(carrello());
    expect(await alla(risposta.esito === 'pagina' ? risposta.location : '', 'tardi')).toBe(RITORNI.ok);
  });

  const [avviso = expect.fail()] = carrello().avvisi;
  it.each([
    ['another amount', { avvisi: [{ ...avviso, importoCents: 2999 }] }],
    ['the same notice twice', { avvisi: [avviso, avviso] }],
    [
      'six notices',
      { avvisi: Array.from({ length: 6 }, (_, i) => ({ ...avviso, numeroAvviso: `30100000000000014${i}` })) },
    ],
    ['not an address', { email: 'nessuno' }],
  ])('%s is refused for what it asks', async (_caso, parti) => {
    expect(await filo(dove('2')).crea(carrello(parti))).toEqual({ esito: 'rifiutato', perche: 'avvisi' });
  });

  it('a notice that the ente refuses is refused', async () => {
    ente.rispondi('paVerifyPaymentNotice', rifiuto('paVerifyPaymentNoticeRes', 'PAA_PAGAMENTO_DUPLICATO'));
    expect(await filo(dove('2')).crea(carrello())).toEqual({ esito: 'rifiutato', perche: 'avvisi' });
  });

  it('long names are cut in whole characters, and no address is sent where there is none', async () => {
    const lungo = { ...avviso, denominazione: `${'x'.repeat(139)}😀😀`, causale: 'y'.repeat(200) };
    expect((await filo(dove('2')).crea(carrello({ avvisi: [lungo], email: null }))).esito).toBe('pagina');
  });

  it('without a key it does not know us', async () => {
    expect(await filo(dove('2', '')).crea(carrello())).toEqual({ esito: 'rifiutato', perche: 'chiave' });
  });
});

describe('a Checkout that does not do as it should', () => {
  let server: Server;
  let url: string;
  let risponde: (res: import('node:http').ServerResponse) => void;
  beforeEach(async () => {
    server = createServer((_, res) => risponde(res));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const dove = (): DoveCheckout => ({ url, versione: '2', chiave: 'chiave', origini: [url] });

  it.each([
    ['a page elsewhere', 302, 'https://altrove.example.org/c/1', 'pagina_altrove'],
    ['a page that is no address', 302, 'javascript:alert(1)', 'pagina_altrove'],
    ['no page at all', 302, undefined, 'pagina_altrove'],
    ['broken', 500, undefined, 'http_500'],
    ['another kind of answer', 200, undefined, 'http_200'],
  ] as const)('%s: nothing that can be used', async (_caso, stato, location, perche) => {
    risponde = (res) => void res.writeHead(stato, location === undefined ? {} : { location }).end();
    expect(await filo(dove()).crea(carrello())).toEqual({ esito: 'nessuna', perche });
  });

  it('silent: it is not waited for longer than its time; after some faults it is left alone', async () => {
    risponde = () => undefined;
    const muto = filo(dove(), 100);
    for (let i = 0; i < 5; i++)
      expect(await muto.crea(carrello())).toEqual({ esito: 'nessuna', perche: 'tempo_scaduto' });
    expect(await muto.crea(carrello())).toEqual({ esito: 'nessuna', perche: 'circuito_aperto' });
  });

  it('not there', async () => {
    const chiuso = { ...dove(), url: 'http://127.0.0.1:9' };
    expect(await filo(chiuso).crea(carrello())).toEqual({ esito: 'nessuna', perche: 'irraggiungibile' });
  });

  it('not configured: there is none', () => {
    expect(creaCheckout(null)).toBeNull();
  });
});
