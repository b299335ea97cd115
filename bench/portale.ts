import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { accediCittadino } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { avviaChromium } from '../test/support/chromium.ts';
import { inserisciEnti } from '../test/support/molti-enti.ts';
import { Navigatore } from '../test/support/navigatore.ts';
import { pesa, type Peso } from '../test/support/peso.ts';
import { unAvviso, unaPersona } from '../test/support/portale.ts';
import { conModulo } from '../test/support/spontaneo.ts';
import { ctxDi, type EnteDiProva } from '../test/support/un-ente.ts';
import { apriBanco, mondoDelBanco, type Banco } from './banco.ts';
import { aRitmo, richiestaPagina } from './carico.ts';
import { avviaFiglio } from './figlio.ts';
import { mediana, percentile, racconta, RIPETIZIONI, type Misura } from './misura.ts';
import { portaLibera } from './porta.ts';

/** What a person was promised. */
const KB_MAX = 120;
const P95_MS = 20;
const ENTI = 200;
/** A Region's portale at its busiest minute, on each page by itself. */
const RITMO = { alSecondo: 40, secondi: 8 };
const RISCALDAMENTO = { alSecondo: 40, secondi: 5 };
/** Of whoever measures the web: a telephone on a slow 4G line. */
const LINEA = { latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };
const DATABASE = 'banco_portale';

type PaginaMisurata = { name: string; url: string; cookie: string | null };

/** First visits and answering times of the portale, with 200 enti and a million dovuti. Here the floor is what was promised. */
export async function misuraPortale(): Promise<Misura[]> {
  const banco = await apriBanco();
  let server: ChildProcess | null = null;
  let browser: Browser | null = null;
  try {
    const databaseUrl = await banco.clona(DATABASE);
    const mondo = mondoDelBanco(databaseUrl);
    const porta = await portaLibera();
    server = avviaFiglio('portale-processo.ts', [databaseUrl, String(porta)]);
    await once(server, 'message');
    const base = `http://127.0.0.1:${porta}`;
    const pagine = await prepara(banco, mondo, base);
    await mondo.chiudi();
    browser = await avviaChromium();
    const misure: Misura[] = [];
    for (const pagina of pagine) misure.push(...(await misura({ server, browser, porta, base }, pagina)));
    return misure;
  } finally {
    await browser?.close();
    if (server?.connected === true) {
      server.send('fine');
      await once(server, 'exit');
    }
    await banco.elimina(DATABASE);
    await banco.chiudi();
  }
}

/** The enti that are missing to two hundred, somebody who owes something and has it in the carrello, and the pages to be measured. */
async function prepara(banco: Banco, mondo: Mondo, base: string): Promise<PaginaMisurata[]> {
  const [ente] = banco.enti;
  if (ente === undefined) throw new Error('bench: no ente');
  const admin = await banco.admin(DATABASE);
  await inserisciEnti(admin, { quanti: ENTI - banco.enti.length, intermediarioId: ente.intermediarioId });
  await admin.end();
  await conModulo(mondo, ente);
  const { riferimento, cookie } = await chiPaga(mondo, base, ente);
  const anonime = [
    ['home', '/'],
    ['avviso', '/avviso'],
    ['avvisoTrovato', riferimento],
    ['enti', '/enti'],
    ['entiCercati', '/enti?nome=borgo1'],
    ['ente', `/enti/${ente.codIpa}`],
    ['modulo', `/enti/${ente.codIpa}/${ente.tipo}`],
    ['accessibilita', '/accessibilita'],
  ] as const;
  const sue = [
    ['posizioni', '/posizioni'],
    ['carrello', '/carrello'],
  ] as const;
  return [
    ...anonime.map(([name, url]) => ({ name, url, cookie: null })),
    ...sue.map(([name, url]) => ({ name, url, cookie })),
  ];
}

async function chiPaga(
  mondo: Mondo,
  base: string,
  ente: EnteDiProva,
): Promise<{ riferimento: string; cookie: string }> {
  const persona = unaPersona();
  const { codiceFiscale } = persona;
  const avviso = await unAvviso(mondo, ente, { IUD: 'PORTALE1', codiceIdentificativoUnivoco: codiceFiscale });
  const coppia = { numero: avviso.numeroAvviso, codiceFiscale };
  const ignoto = new Navigatore(base);
  const trovato = await ignoto.invia(await ignoto.apri('/avviso'), coppia);
  const { token } = await accediCittadino(ctxDi(mondo, 'portale'), { token: null, identita: persona });
  const noto = new Navigatore(base).conCookie('portale', token);
  const intero = await noto.apri(`/avvisi/${avviso.iuvId}`);
  await noto.invia(intero, { poi: 'continua' }, 'aggiungi');
  return { riferimento: new URL(trovato.url).pathname, cookie: `portale=${noto.cookie('portale') ?? ''}` };
}

type Dove = { server: ChildProcess; browser: Browser; porta: number; base: string };

async function misura(dove: Dove, pagina: PaginaMisurata): Promise<[Misura, Misura]> {
  const { server, porta } = dove;
  const { name, url, cookie } = pagina;
  const carica = (ritmo: typeof RITMO): ReturnType<typeof aRitmo> =>
    aRitmo(
      {
        porta,
        secondi: ritmo.secondi,
        prossima: () => richiestaPagina(url, cookie),
        giusta: ({ stato }) => stato === 200,
      },
      ritmo.alSecondo,
    );
  await carica(RISCALDAMENTO);
  const giri: { p50: number; p95: number; p99: number }[] = [];
  for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
    const { ms, sbagliate } = await carica({ ...RITMO, secondi: RITMO.secondi / RIPETIZIONI });
    if (sbagliate > 0) throw new Error(`bench: ${sbagliate} wrong answers of ${url}`);
    giri.push({ p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), p99: percentile(ms, 0.99) });
  }
  server.send('memoria');
  const [{ rssMb }] = (await once(server, 'message')) as [{ rssMb: number }];
  const { peso, lcpMs } = await visita(dove, pagina);
  const kB = peso.bytes / 1000;
  const p95 = mediana(giri.map((giro) => giro.p95));
  racconta(
    `${name}: ${kB.toFixed(1)} kB in ${peso.richieste} richieste, p95 ${p95.toFixed(1)} ms, LCP ${lcpMs.toFixed(0)} ms`,
  );
  const comune = { goal: 1, rssMbAboveIdle: rssMb };
  return [
    { ...comune, name, unit: 'kB', ours: kB, floor: KB_MAX, ratio: KB_MAX / kB, requests: peso.richieste, lcpMs },
    {
      ...{ ...comune, name: `${name}P95`, unit: 'ms', ours: p95, floor: P95_MS, ratio: P95_MS / p95 },
      p50Ms: mediana(giri.map((giro) => giro.p50)),
      p99Ms: mediana(giri.map((giro) => giro.p99)),
    },
  ];
}

/** Twice as somebody who was never here: once to be weighed, once on a slow line. */
async function visita(
  { browser, base }: Dove,
  { url, cookie }: PaginaMisurata,
): Promise<{ peso: Peso; lcpMs: number }> {
  const nuovo = async () => {
    const contesto = await browser.newContext({
      locale: 'it-IT',
      viewport: { width: 360, height: 740 },
      isMobile: true,
    });
    const [name = '', value = ''] = cookie?.split('=') ?? [];
    if (cookie !== null) await contesto.addCookies([{ name, value, url: base }]);
    return { contesto, page: await contesto.newPage() };
  };
  const una = await nuovo();
  const peso = await pesa(una.page, base + url);
  await una.contesto.close();
  const altra = await nuovo();
  const rete = await altra.contesto.newCDPSession(altra.page);
  await rete.send('Network.emulateNetworkConditions', { offline: false, ...LINEA });
  await altra.page.addInitScript(`new PerformanceObserver((elenco) => {
    for (const una of elenco.getEntries()) globalThis.lcp = una.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });`);
  await altra.page.goto(base + url, { waitUntil: 'networkidle' });
  const lcpMs = await altra.page.evaluate<number>('globalThis.lcp ?? NaN');
  await altra.contesto.close();
  return { peso, lcpMs };
}
