import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { EsitoConsegna, FileInUscita } from '#platform/contesto';
import { cartellaDiProva } from '#support/cartella';
import { creaCartella } from './cartella.ts';

let radice: string;
let file: FileInUscita;
beforeEach(() => {
  radice = cartellaDiProva('consegne');
  const percorso = join(cartellaDiProva('da-consegnare'), 'file');
  writeFileSync(percorso, 'incassi');
  file = { nome: 'incassi.zip', percorso, byte: 7 };
});

const perche = (e: EsitoConsegna): string => (e.esito === 'ok' ? 'ok' : e.perche);

it('a file arrives in the folder of its ente, once, whole', async () => {
  const w = creaCartella({ radice });
  const dove = { sotto: 'c_prova', percorso: 'incassi/giorno' };
  expect(perche(await w.prova(dove))).toBe('ok');
  for (let volta = 0; volta < 2; volta += 1) expect(perche(await w.consegna(dove, file))).toBe('ok');
  const cartella = join(radice, 'c_prova/incassi/giorno');
  expect(readdirSync(cartella)).toEqual(['incassi.zip']);
  expect(readFileSync(join(cartella, 'incassi.zip'), 'utf8')).toBe('incassi');
});

it('another file of that name is not written over', async () => {
  const w = creaCartella({ radice });
  mkdirSync(join(radice, 'c_prova'));
  writeFileSync(join(radice, 'c_prova/incassi.zip'), 'altro');
  expect(perche(await w.consegna({ sotto: 'c_prova', percorso: '' }, file))).toBe('nome_occupato');
});

it.each(['..', '../c_altro', '../..', '/etc', 'a/../../c_altro'])('nothing goes outside it: %s', async (percorso) => {
  const w = creaCartella({ radice });
  mkdirSync(join(radice, 'c_altro'));
  expect(perche(await w.consegna({ sotto: 'c_prova', percorso }, file))).toBe('indirizzo_non_ammesso');
  expect(readdirSync(join(radice, 'c_altro'))).toEqual([]);
});

it('nor through a link', async () => {
  const w = creaCartella({ radice });
  const fuori = cartellaDiProva('fuori');
  mkdirSync(join(radice, 'c_prova'));
  symlinkSync(fuori, join(radice, 'c_prova/furbo'));
  expect(perche(await w.consegna({ sotto: 'c_prova', percorso: 'furbo' }, file))).toBe('indirizzo_non_ammesso');
  expect(readdirSync(fuori)).toEqual([]);
});

it('without a folder in the configuration there is none to choose; one that is not there says so', async () => {
  const dove = { sotto: 'c_prova', percorso: '' };
  expect(perche(await creaCartella({ radice: null }).prova(dove))).toBe('cartella_non_configurata');
  expect(perche(await creaCartella({ radice: '/proc/nessuna' }).prova(dove))).toBe('cartella_non_scrivibile');
});
