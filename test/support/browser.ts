import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

const require = createRequire(import.meta.url);
const SENZA_DIFETTI = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Chromium = { eseguibile: string; ambiente: Record<string, string> };

/** One browser a worker, started when a test first asks for it. It ends with the worker. */
let avviato: Promise<Browser> | undefined;

/**
 * A page in a context of its own: no cookies, no cache, closed when the test ends. The test fails if the page
 * reported an error: a script that threw, something the Content-Security-Policy stopped, a file that was not there;
 * or if one that the test says it provokes (`provoca`, found in its address or words) did not come.
 * No host but this machine is reached.
 */
export async function nuovaPagina(
  opzioni: { javaScript?: boolean; width?: number; height?: number; provoca?: string | undefined } = {},
): Promise<Page> {
  const { javaScript = true, width = 1280, height = 800, provoca } = opzioni;
  avviato ??= avvia();
  const browser = await avviato;
  const contesto = await browser.newContext({
    javaScriptEnabled: javaScript,
    viewport: { width, height },
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
  });
  await contesto.route(
    (url) => url.hostname !== '127.0.0.1' && url.hostname !== 'localhost',
    (richiesta) => richiesta.abort(),
  );
  const page = await contesto.newPage();
  const errori: string[] = [];
  page.on('pageerror', (errore) => errori.push(errore.message));
  page.on('console', (riga) => {
    // A page that answers 422, or 404, is an error to the browser and an ordinary page to us; a file of it that is not there is not.
    if (riga.type() === 'error' && riga.location().url !== page.url()) {
      errori.push(`${riga.location().url}: ${riga.text()}`);
    }
  });
  page.on('requestfailed', (richiesta) => errori.push(`${richiesta.url()}: ${richiesta.failure()?.errorText}`));
  onTestFinished(async () => {
    await contesto.close();
    const provocato = (errore: string): boolean => provoca !== undefined && errore.includes(provoca);
    if (provoca !== undefined) expect(errori.filter(provocato)).not.toEqual([]);
    expect(errori.filter((errore) => !errore.includes('ERR_ABORTED') && !provocato(errore))).toEqual([]);
  });
  return page;
}

/** WCAG 2.2 AA and axe's good practice, and no scrolling sideways (1.4.10): throws with what is wrong and where. */
export async function verificaAccessibilita(page: Page): Promise<void> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const opzioni = JSON.stringify({ runOnly: SENZA_DIFETTI });
  type Difetto = { id: string; help: string; nodes: { html: string; failureSummary: string }[] };
  const difetti = await page.evaluate<Difetto[]>(`axe.run(document, ${opzioni}).then((esito) => esito.violations)`);
  const elenco = difetti.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`),
  );
  const sporgenti = (await sporgono(page)).map((html) => `wider than the window\n  ${html}`);
  const tutti = [...elenco, ...sporgenti];
  if (tutti.length > 0) throw new Error(`${page.url()}\n${tutti.join('\n')}`);
}

/** What makes the page wider than its window, outermost first. */
async function sporgono(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(`(() => {
    const larghezza = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= larghezza) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > larghezza + 1 && !e.closest('.tabella *'))
      .map((e) => e.outerHTML.slice(0, 120));
  })()`);
}

async function avvia(): Promise<Browser> {
  const { eseguibile, ambiente } = await prepara();
  return await chromium.launch({
    executablePath: eseguibile,
    // Not the package's own list: it puts everything in one process and turns web security off.
    args: ['--no-sandbox', '--font-render-hinting=none'],
    env: { ...process.env, ...ambiente },
  });
}

/**
 * The package unpacks Chromium, and the system libraries it needs, into the temporary folder, and takes whatever
 * `chromium` it finds there: so it gets a folder of its own, named by version. Two workers may come at once: each
 * unpacks aside, and the first to finish gives the folder its name.
 */
async function prepara(): Promise<Chromium> {
  const radice = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(radice, 'package.json'), 'utf8')) as { version: string };
  const cartella = join(tmpdir(), `mypay-chromium-${version}`);
  if (!existsSync(cartella)) {
    const provvisoria = mkdtempSync(`${cartella}.`);
    await spacchetta(provvisoria);
    const caratteri = join(provvisoria, 'fonts', 'fonts.conf');
    writeFileSync(caratteri, readFileSync(caratteri, 'utf8').replaceAll('/tmp/fonts', join(cartella, 'fonts')));
    try {
      renameSync(provvisoria, cartella);
    } catch {
      rmSync(provvisoria, { recursive: true, force: true });
    }
  }
  const profilo = join(cartella, 'profilo');
  mkdirSync(profilo, { recursive: true });
  return {
    eseguibile: join(cartella, 'chromium'),
    ambiente: {
      LD_LIBRARY_PATH: join(cartella, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(cartella, 'fonts'),
      HOME: profilo,
    },
  };
}

/**
 * The package reads and writes the environment, at import already: ours is put back, or PostgreSQL would load its
 * libraries.
 */
async function spacchetta(cartella: string): Promise<void> {
  const prima = { ...process.env };
  process.env['TMPDIR'] = cartella;
  // Asks for the libraries too (libnss3 and others that a plain system lacks).
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs24.x';
  try {
    const { default: pacchetto } = await import('@sparticuz/chromium');
    const eseguibile = await pacchetto.executablePath();
    if (dirname(eseguibile) !== cartella) throw new Error(`Chromium was unpacked in ${basename(dirname(eseguibile))}`);
  } finally {
    for (const nome of Object.keys(process.env)) if (!(nome in prima)) delete process.env[nome];
    Object.assign(process.env, prima);
  }
}
