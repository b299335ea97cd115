import { beforeAll, expect, it } from 'vitest';
import { lavori, leggiAnnullo } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { conFlusso } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { annullaDaComando } from './flussi-annulla.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const annulla = async (iuf: string, ...altro: string[]): Promise<string> => {
  const argomenti = ['--ente', ente.codIpa, '--ambiente', 'prova', '--iuf', iuf, ...altro];
  const { codice, righe } = await annullaDaComando(mondo, argomenti);
  return `${codice} ${righe.join(' ')}`;
};

it('books the annulment of a flow, says how far it is, and stops it', async () => {
  const flussoId = await conFlusso(mondo, ente, { iuf: 'COMANDO', righe: [{ IUD: 'C1' }, { IUD: 'C2' }] });
  expect(await annulla('COMANDO')).toBe('0 Nessuno ha chiesto di annullare questo flusso.');
  expect(await annulla('COMANDO', '--motivo', '')).toMatch(/^1 Scrivi perché annulli il flusso/);
  expect(await annulla('COMANDO', '--motivo', 'Prova')).toMatch(/^0 L’annullamento di «COMANDO» è prenotato/);
  expect(await annulla('COMANDO', '--motivo', 'Prova')).toMatch(/^1 Il flusso si sta già annullando/);
  expect(await annulla('COMANDO')).toMatch(/^0 Annullamento in coda\./);
  expect(await annulla('COMANDO', '--ferma', 'si')).toMatch(/^0 L’annullamento è fermato/);
  expect(await annulla('COMANDO', '--ferma', 'si')).toMatch(/^1 L’annullamento è già finito/);
  expect(await annulla('COMANDO', '--motivo', 'Prova')).toMatch(/^0 /);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const annullo = await ctx.tx((t) => leggiAnnullo(t, flussoId));
  await lavori.find(({ nome }) => nome === 'flussi.annulla_flusso')?.esegui(ctx, { annulloId: annullo?.id ?? '' });
  expect(await annulla('COMANDO')).toBe('0 Annullamento finito. Dovuti annullati: 2. Rimasti come sono: 0.');
});

it('says how it is used, and what it does not find', async () => {
  expect((await annullaDaComando(mondo, [])).codice).toBe(2);
  expect((await annullaDaComando(mondo, ['--boh'])).codice).toBe(2);
  expect(await annulla('MAI')).toBe('1 L’ente non ha ricevuto nessun flusso che si chiami «MAI».');
  expect((await annullaDaComando(mondo, ['--ente', 'nessuno', '--iuf', 'X'])).codice).toBe(1);
});
