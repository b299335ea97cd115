import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { avviaChromium } from './chromium.ts';

const require = createRequire(import.meta.url);
const SENZA_DIFETTI = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One browser a worker, started when a test first asks for it. It ends with the worker. */
let avviato: Promise<Browser> | undefined;

/**
 * A page in a context of its own: no cookies, no cache, closed when the test ends. The test fails if the page
 * reported an error: a script that threw, something the Content-Security-Policy stopped, a file that was not there;
 * or if one that the test says it provokes (`provoca`, found in its address or words) did not come.
 * No host but this machine is reached.
 */
export async function nuovaPagina(
  opzioni: {
    javaScript?: boolean;
    width?: number;
    height?: number;
    provoca?: string | undefined;
    /** What the browser says it reads. */
    locale?: string;
  } = {},
): Promise<Page> {
  const { javaScript = true, width = 1280, height = 800, provoca, locale = 'it-IT' } = opzioni;
  avviato ??= avviaChromium();
  const browser = await avviato;
  const contesto = await browser.newContext({
    javaScriptEnabled: javaScript,
    viewport: { width, height },
    locale,
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

/** WCAG 2.2 AA and axe's good practice, no scrolling sideways (1.4.10), nothing written over something else: throws with what and where. */
export async function verificaAccessibilita(page: Page): Promise<void> {
  // Before our styles and our font are there, what is measured is another's.
  await page.waitForLoadState();
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const opzioni = JSON.stringify({ runOnly: SENZA_DIFETTI });
  type Difetto = { id: string; help: string; nodes: { html: string; failureSummary: string }[] };
  const difetti = await page.evaluate<Difetto[]>(`axe.run(document, ${opzioni}).then((esito) => esito.violations)`);
  const elenco = difetti.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`),
  );
  const sporgenti = (await sporgono(page)).map((html) => `wider than the window\n  ${html}`);
  const coperti = (await coperte(page)).map((html) => `its name lies over its value\n  ${html}`);
  const tutti = [...elenco, ...sporgenti, ...coperti];
  if (tutti.length > 0) throw new Error(`${page.url()}\n${tutti.join('\n')}`);
}

/** What makes the page wider than its window, outermost first. */
async function sporgono(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(`(() => {
    const larghezza = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= larghezza) return [];
    // What a table scrolls by itself does not make the page wider.
    const scorre = (e) => {
      const tabella = e.parentElement?.closest('.tabella');
      return tabella && getComputedStyle(tabella).overflowX !== 'visible';
    };
    const quali = [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > larghezza + 1 && !scorre(e))
      .map((e) => e.outerHTML.slice(0, 120));
    return quali.length === 0 ? ['the page itself'] : quali;
  })()`);
}

/** Cells of a card whose name, which a style sheet writes, does not stay in its place beside the value or within the height of the cell. */
async function coperte(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(`[...document.querySelectorAll('.a-schede [data-titolo]')]
    .filter((cella) => {
      const nome = getComputedStyle(cella, '::before');
      if (nome.content === 'none' || cella.getClientRects().length === 0) return false;
      const spazio = parseFloat(getComputedStyle(cella).paddingLeft);
      return parseFloat(nome.width) > spazio || parseFloat(nome.height) > cella.clientHeight + 1;
    })
    .map((cella) => cella.outerHTML.slice(0, 120))`);
}
