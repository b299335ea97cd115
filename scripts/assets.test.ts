import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { ICONE } from '../src/ui/icone.ts';
import { costruisciAssets } from './assets.ts';

const destinazione = mkdtempSync(join(tmpdir(), 'mypay-assets-'));
afterAll(() => rmSync(destinazione, { recursive: true }));

test('builds once, whole and small; again only when something changed', async () => {
  expect(await costruisciAssets({ destinazione })).toBe(true);
  const { file } = JSON.parse(readFileSync(join(destinazione, 'manifest.json'), 'utf8'));
  const leggi = (nome: string): Buffer => readFileSync(join(destinazione, file[nome]));
  const css = leggi('mypay.css').toString();

  expect(brotliDecompressSync(readFileSync(join(destinazione, `${file['mypay.css']}.br`))).toString()).toBe(css);
  expect(gunzipSync(readFileSync(join(destinazione, `${file['mypay.css']}.gz`))).toString()).toBe(css);
  // Fonts by their built names, and nothing fetched from elsewhere.
  const indirizzi = [...css.matchAll(/url\("?([^")]+)/g)].map((trovato) => trovato[1] ?? '');
  const presenti = readdirSync(destinazione);
  expect(indirizzi.filter((uno) => uno.endsWith('.woff2'))).toHaveLength(7);
  expect(indirizzi.filter((uno) => !uno.startsWith('data:') && !presenti.includes(uno))).toEqual([]);
  for (const nome of ICONE) expect(leggi('icone.svg').toString()).toContain(`<symbol id="${nome}"`);
  expect(readFileSync(join(destinazione, `${file['mypay.css']}.br`)).length).toBeLessThan(15_000);

  writeFileSync(join(destinazione, 'mypay-vecchio.css'), '');
  expect(await costruisciAssets({ destinazione })).toBe(false);
  rmSync(join(destinazione, file['mypay.css']));
  expect(await costruisciAssets({ destinazione })).toBe(true);
  expect(readdirSync(destinazione).sort()).toEqual(presenti.sort());
});

test('a colour on which white cannot be read stops the build', async () => {
  const giallo = { h: 50, s: 90, b: 95 };
  await expect(costruisciAssets({ destinazione, primario: giallo })).rejects.toThrow('WCAG asks 4.5');
});
