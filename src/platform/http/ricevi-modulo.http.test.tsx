import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ok, rifiuto } from '#kernel/esito';
import { pagina, type Pagina } from './pagina.ts';
import { portaHtml } from './porta-html.ts';

const FILE_BYTES_MAX = 100_000;

const ricevuti: { nome: string; sha256: string }[] = [];
const interrotti: string[] = [];
const eventi: string[] = [];
let azioni = 0;

const CARICA: Pagina<null> = {
  percorso: '/carica',
  chi: 'tutti',
  carica: {
    bytesMax: FILE_BYTES_MAX,
    ricevi: async (_ctx, r, { nome, flusso }) => {
      if (nome.endsWith('.exe')) return rifiuto('non_zip', 'non_valido');
      const hash = createHash('sha256');
      flusso.once('error', () => interrotti.push(nome));
      for await (const pezzo of flusso) hash.update(pezzo as Buffer);
      ricevuti.push({ nome, sha256: hash.digest('hex') });
      return ok(`rif:${r.modulo['prima']}`);
    },
  },
  post: (_ctx, r) => pagina(<pre>{JSON.stringify({ file: r.file, dopo: r.modulo['dopo'] })}</pre>),
};

const MODULO: Pagina<null> = {
  percorso: '/modulo',
  chi: 'tutti',
  get: (_ctx, r) => pagina(<form>{r.csrf()}</form>),
  post: () => {
    azioni += 1;
    return pagina(<p />);
  },
};

const app = fastify({ forceCloseConnections: true });
let url: string;
beforeAll(async () => {
  await portaHtml(app, {
    porta: 'prova',
    prefisso: '/p',
    pagine: [CARICA, MODULO],
    creaCtx: () => null,
    sessione: async () => null,
    aspetto: { avvolgi: (corpo) => corpo, errore: ({ motivo }) => <p>{motivo}</p> },
    accesso: '/p/accesso',
    cookie: { nome: 'prova', sicuro: false },
    chiave: randomBytes(32),
    log: {
      info: (evento) => void eventi.push(evento),
      warn: (evento) => void eventi.push(evento),
      error: (evento) => void eventi.push(evento),
    },
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
});
beforeEach(() => {
  for (const elenco of [ricevuti, interrotti, eventi]) elenco.length = 0;
  azioni = 0;
});

/** A person with the form open: token, and the cookie as it is sent back. */
async function conModulo(): Promise<{ token: string; cookie: string }> {
  const risposta = await fetch(`${url}/p/modulo`);
  const token = /<form>(.*)<\/form>/.exec(await risposta.text())?.[1] ?? '';
  return {
    token,
    cookie: risposta.headers
      .getSetCookie()
      .map((uno) => uno.split(';', 1)[0])
      .join('; '),
  };
}

type Parte = [nome: string, valore: string | Blob, file?: string | undefined];

describe('files', () => {
  const modulo = (parti: Parte[]): FormData => {
    const dati = new FormData();
    for (const [nome, valore, file] of parti) {
      if (typeof valore === 'string') dati.append(nome, valore);
      else dati.append(nome, valore, file);
    }
    return dati;
  };

  async function invia(parti: Parte[], percorso = '/p/carica'): Promise<{ stato: number; testo: string }> {
    const { token, cookie } = await conModulo();
    const body = modulo(parti.map(([nome, valore, file]) => [nome, valore === 'TOKEN' ? token : valore, file]));
    const risposta = await fetch(url + percorso, { method: 'POST', headers: { cookie }, body });
    return { stato: risposta.status, testo: (await risposta.text()).replaceAll('&quot;', '"') };
  }

  test('are streamed to the page, with the fields before them, and its answer finds the outcome', async () => {
    const contenuto = randomBytes(FILE_BYTES_MAX);
    const esito = await invia([
      ['_csrf', 'TOKEN'],
      ['prima', 'uno'],
      ['archivio', new Blob([contenuto]), 'dovuti.zip'],
      ['dopo', 'due'],
      ['vuoto', new Blob([]), ''],
    ]);
    expect(ricevuti).toEqual([{ nome: 'dovuti.zip', sha256: createHash('sha256').update(contenuto).digest('hex') }]);
    expect(esito.testo).toContain(
      JSON.stringify({
        file: { archivio: { ok: true, value: { nome: 'dovuti.zip', bytes: FILE_BYTES_MAX, riferimento: 'rif:uno' } } },
        dopo: 'due',
      }),
    );
  });

  test('one byte too large: the page learns it as a refusal, and nobody takes the part for the whole', async () => {
    const esito = await invia([
      ['_csrf', 'TOKEN'],
      ['archivio', new Blob([randomBytes(FILE_BYTES_MAX + 1)]), 'dovuti.zip'],
      ['dopo', 'due'],
    ]);
    expect(esito.testo).toContain('"codice":"file_troppo_grande"');
    expect(esito.testo).toContain('"dopo":"due"');
    expect(interrotti).toEqual(['dovuti.zip']);
    expect(ricevuti).toEqual([]);
  });

  test('refused by name without being read: the rest of the form is still there', async () => {
    const esito = await invia([
      ['_csrf', 'TOKEN'],
      ['archivio', new Blob([randomBytes(90_000)]), 'dovuti.exe'],
      ['dopo', 'due'],
    ]);
    expect(esito.testo).toContain('"codice":"non_zip"');
    expect(esito.testo).toContain('"dopo":"due"');
  });

  test('far too large, without token, or where none is wanted: refused unread, and the browser gets its answer', async () => {
    const grande = new Blob([Buffer.alloc(8_000_000)]);
    const file = new Blob([Buffer.alloc(FILE_BYTES_MAX)]);
    expect(
      (
        await invia([
          ['_csrf', 'TOKEN'],
          ['archivio', grande, 'x.zip'],
        ])
      ).stato,
    ).toBe(413);
    expect(
      (
        await invia([
          ['archivio', file, 'x.zip'],
          ['_csrf', 'TOKEN'],
        ])
      ).stato,
    ).toBe(403);
    expect(
      (
        await invia([
          ['_csrf', 'no'],
          ['archivio', file, 'x.zip'],
        ])
      ).stato,
    ).toBe(403);
    expect(
      (
        await invia(
          [
            ['_csrf', 'TOKEN'],
            ['archivio', file, 'x.zip'],
          ],
          '/p/modulo',
        )
      ).stato,
    ).toBe(400);
    expect(ricevuti).toEqual([]);
    expect(azioni).toBe(0);
  });

  test('cut on the way: not received', async () => {
    const { token, cookie } = await conModulo();
    const testa = [
      'POST /p/carica HTTP/1.1',
      'host: x',
      `cookie: ${cookie}`,
      'content-type: multipart/form-data; boundary=b',
      'content-length: 50000',
      '',
      '--b',
      'content-disposition: form-data; name="_csrf"',
      '',
      token,
      '--b',
      'content-disposition: form-data; name="archivio"; filename="dovuti.zip"',
      '',
      'PK',
    ].join('\r\n');
    const filo = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    await once(filo, 'connect');
    filo.write(testa + 'x'.repeat(10_000));
    await new Promise((fatto) => setTimeout(fatto, 100));
    filo.destroy();
    await expect.poll(() => interrotti, { timeout: 2000 }).toEqual(['dovuti.zip']);
    expect(ricevuti).toEqual([]);
    // A line that goes down is not a fault of ours.
    await new Promise((fatto) => setTimeout(fatto, 50));
    expect(eventi).not.toContain('http.guasto');
  });
});
