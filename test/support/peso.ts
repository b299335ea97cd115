import type { Page } from 'playwright-core';

/** What a page costs to whoever opens it for the first time. */
export type Peso = { bytes: number; richieste: number; voci: { url: string; bytes: number }[] };

/** Opens the address and counts the bytes that came, headers included and compressed as they are, of the page and of all it asks for. */
export async function pesa(page: Page, url: string): Promise<Peso> {
  const rete = await page.context().newCDPSession(page);
  const indirizzi = new Map<string, string>();
  const voci: Peso['voci'] = [];
  rete.on('Network.responseReceived', ({ requestId, response }) => indirizzi.set(requestId, response.url));
  rete.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = indirizzi.get(requestId) ?? '';
    if (url.startsWith('http')) voci.push({ url, bytes: encodedDataLength });
  });
  await rete.send('Network.enable');
  await page.goto(url, { waitUntil: 'networkidle' });
  // An icon may come after all else: it counts.
  await page.evaluate('document.fonts.ready.then(() => true)');
  await rete.detach();
  return { bytes: voci.reduce((somma, { bytes }) => somma + bytes, 0), richieste: voci.length, voci };
}
