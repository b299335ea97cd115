import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { aggiornaRecapiti, leggiEnte } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { cartellaDiProva } from '#support/cartella';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import type { Navigatore } from '#support/navigatore';
import { readPdf } from '#support/pdf';
import { unaPosizione, unicaDi } from '#support/posizioni';
import { apriUfficio, collegamento, conFlusso, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  const letto = (await leggiEnte(ctx, ente.enteId)) ?? expect.fail();
  valoreDi(await aggiornaRecapiti(ctx, { ...letto, linguaAggiuntiva: 'de' }));
});
afterAll(() => ufficio.chiudi());

const testi = async (byte: Uint8Array) => (await readPdf(byte)).pages.map(({ text }) => text);

test('the clerk downloads a notice in the language of the ente, in another, or in Italian alone', async () => {
  const p = await unaPosizione(ctxDi(mondo, 'worker', ente.enteId), [unicaDi(30_000)]);
  const pagina = await anna.apri(`/ufficio/dovuti/${p.dovuti[0]?.dovutoId}`);
  const scarica = async (parole: string) => testi((await anna.scarica(collegamento(pagina, parole))).byte);
  const consueto = await scarica('Scarica l’avviso');
  expect(consueto).toEqual([
    expect.stringContaining('AVVISO DI PAGAMENTO'),
    expect.stringContaining('ZAHLUNGSMITTEILUNG'),
  ]);
  expect(await scarica('En italien et en français')).toEqual([
    expect.stringContaining('AVVISO DI PAGAMENTO'),
    expect.stringContaining('AVIS DE PAIEMENT'),
  ]);
  expect(await scarica('Solo in italiano')).toHaveLength(1);
  const indirizzo = `${collegamento(pagina, 'Scarica l’avviso')}?lingua=klingon`;
  expect(await testi((await anna.scarica(indirizzo)).byte)).toHaveLength(2);
});

test('the notices of a file are in the language of the ente', async () => {
  const id = await conFlusso(mondo, ente, { iuf: 'TEDESCO', righe: [{ IUD: 'T1' }] });
  const { byte } = await anna.scarica(`/ufficio/flussi/${id}/avvisi/1`);
  const percorso = join(cartellaDiProva('lingue'), 'file.zip');
  await writeFile(percorso, byte);
  const avviso = await conZip(percorso, LIMITI, async (voci) => {
    const pezzi: Buffer[] = [];
    const una = voci.find(({ nome }) => nome.endsWith('.pdf')) ?? expect.fail();
    for await (const pezzo of await una.apri()) pezzi.push(pezzo as Buffer);
    return Buffer.concat(pezzi);
  });
  expect((await testi(avviso))[1]).toContain('ZAHLUNGSMITTEILUNG');
});
