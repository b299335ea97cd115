import { LIMITI } from '#kernel/limiti';
import type { Wires } from '#platform/contesto';

/** Where pagoPA publishes the taxonomy. Address as the configuration gives it; null: the wire is not there, and nobody may call it. */
export function creaTassonomia({ url }: { url: string | null }): Wires['tassonomia'] {
  return {
    scarica: async () => {
      if (url === null) throw new Error('tassonomia: no address is configured');
      // A redirect could lead where the administrator never meant to go.
      const risposta = await fetch(url, {
        redirect: 'error',
        headers: { accept: 'application/json, text/csv' },
        signal: AbortSignal.timeout(LIMITI.tassonomiaAttesaMs),
      });
      if (!risposta.ok || risposta.body === null) {
        await risposta.body?.cancel();
        throw new Error(`tassonomia: HTTP ${risposta.status}`);
      }
      return leggi(risposta.body);
    },
  };
}

/** The text, counted while it arrives: the header that says how long it is may lie. */
async function leggi(corpo: ReadableStream<Uint8Array>): Promise<string> {
  const pezzi: Uint8Array[] = [];
  let bytes = 0;
  for await (const pezzo of corpo) {
    bytes += pezzo.length;
    if (bytes > LIMITI.tassonomiaBytesMax) throw new Error(`tassonomia: more than ${LIMITI.tassonomiaBytesMax} bytes`);
    pezzi.push(pezzo);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pezzi));
}
