import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraAbbonamento, riprendiAbbonamento } from '#modules/eventi';
import type { Lettera, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte } from '#support/un-ente';
import { preparaAbbonamento } from './abbonamento.ts';
import { inviaMessaggio } from './acts.ts';

let mondo: Mondo;
const lettere: Lettera[] = [];
beforeAll(async () => {
  const posta = { invia: (lettera: Lettera) => Promise.resolve(void lettere.push(lettera)) };
  mondo = mondoDiProva(await databaseDiProva(), { wires: { ...FILI_MUTI, posta } });
});

test('who administers is told once that a software is told nothing any more; not when it goes on meanwhile', async () => {
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const chiesto = { nome: 'Contabilità', url: 'https://sil.example.it/eventi', generi: ['dovuto.pagato'] };
  const { id } = valoreDi(await registraAbbonamento(ctx, chiesto));
  await sql`update eventi.abbonamento set stato = 'sospeso', stato_dal = now() where id = ${id}`.execute(ctx.db);
  for (let n = 0; n < 2; n += 1) await preparaAbbonamento(ctx, id);
  const messaggi = async (): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`
      select id from notifiche.messaggio where ente_id = ${ente.enteId} and modello = 'abbonamento'`.execute(ctx.db);
    return rows.map((riga) => riga.id);
  };
  const [suo, ...altri] = await messaggi();
  expect(altri).toEqual([]);
  await inviaMessaggio(ctx, suo ?? '');
  expect(lettere).toHaveLength(1);
  expect(lettere[0]?.oggetto).toBe(`Un gestionale non riceve più gli eventi: ${ente.denominazione}`);
  expect(lettere[0]?.testo).toContain(`/ufficio/configurazione/eventi/${id}`);
  valoreDi(await riprendiAbbonamento(ctxDi(mondo, 'ufficio', ente.enteId), id));
  await preparaAbbonamento(ctx, id);
  expect(await messaggi()).toHaveLength(1);
});
