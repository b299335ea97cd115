import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { carica, DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import type { Navigatore, Pagina } from '#support/navigatore';
import { testoDi } from '#support/navigatore';
import { readPdf } from '#support/pdf';
import { ricercaPronta } from '#support/ricerca';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';

let mondo: Mondo;
let ente: EnteDiProva;
let ufficio: UfficioDiProva;
let anna: Navigatore;

const VERDI = { ...DEBITORE, codice: 'VRDFNC85T50G224X', anagrafica: '=Franca Verdi' };

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const multe = { ...TIPO, codice: 'MULTE', denominazione: 'Multe', contoId: ente.contoId, contoPostaleId: null };
  valoreDi(await registraTipoDovuto(ctx, multe));
  await carica(ctx, [
    { iud: 'V1', debitore: VERDI, importo: 10_000, causale: 'Retta di marzo' },
    { iud: 'V2', debitore: VERDI, importo: 2500 },
    { iud: 'VM', debitore: VERDI, importo: 7700, tipoDovuto: 'MULTE', causale: 'Sosta vietata' },
    { iud: 'R1' },
  ]);
  await carica(ctx, [{ iud: 'V2', debitore: VERDI, importo: 2500, azione: 'A' }]);
  await ricercaPronta(mondo, ente);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
});
afterAll(() => ufficio.chiudi());

const cerca = async (chi: Navigatore, testo: string): Promise<Pagina> =>
  chi.invia(await chi.apri('/ufficio/dovuti'), { testo }, 'tipo');
const apriTutto = async (chi: Navigatore): Promise<Pagina> => {
  const elenco = await cerca(chi, 'retta');
  const dovuto = /href="(\/ufficio\/dovuti\/[0-9a-f-]{36})"/.exec(elenco.html)?.[1] ?? '';
  return chi.apri(collegamento(await chi.apri(dovuto), 'Tutto ciò che deve'));
};

describe('somebody who owes', () => {
  test('has one page with all of it that may be seen, and no tax code in its address', async () => {
    const pagina = await apriTutto(anna);
    const testo = testoDi(pagina.html);
    expect(pagina.url).not.toMatch(/VRDFNC|verdi/i);
    for (const detto of ['=Franca Verdi', 'VRDFNC85T50G224X', '1 dovuto da pagare', '1 dovuto in archivio', '100,00 €'])
      expect(testo).toContain(detto);
    // The fine is of a kind that she does not follow.
    expect(testo).not.toContain('77,00 €');
    expect(testo).toContain('Vedi soltanto i tipi dovuto che segui');
  });

  test('has a statement to be printed', async () => {
    const { byte, nome } = await anna.scarica(collegamento(await apriTutto(anna), 'Stampa l’estratto'));
    expect(nome).toMatch(/^estratto_c_\d{11}_[\d-]{10}\.pdf$/);
    const letto = (await readPdf(byte)).pages.map(({ text }) => text).join(' ');
    for (const detto of ['=Franca Verdi', 'Retta di marzo', 'Da pagare', '100,00']) expect(letto).toContain(detto);
    expect(letto).not.toContain('Sosta vietata');
  });

  test('is of nobody else: not of another ente, not of who follows none of it, not of an id that is no id', async () => {
    const { pathname } = new URL((await apriTutto(anna)).url);
    const altro = await entra(ufficio, await unOperatore(mondo, [await unEnte(mondo)]));
    const senza = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    for (const chi of [altro, senza])
      for (const a of [pathname, `${pathname}/estratto.pdf`]) expect((await chi.apri(a)).stato).toBe(404);
    expect((await anna.apri('/ufficio/debitori/VRDFNC85T50G224X')).stato).toBe(404);
  });
});

describe('the list as a file', () => {
  test('has what is on screen and no formula, as CSV and as a sheet', async () => {
    const { byte } = await anna.scarica(collegamento(await cerca(anna, 'verdi'), 'Scarica l’elenco (CSV)'));
    const csv = byte.toString('utf8');
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain(`;V1;'=Franca Verdi;VRDFNC85T50G224X;`);
    expect(csv).toContain(';100,00;');
    const foglio = await anna.scarica(collegamento(await cerca(anna, 'verdi'), 'Scarica l’elenco (Excel)'));
    expect([foglio.nome.endsWith('.xlsx'), foglio.byte.subarray(0, 2).toString()]).toEqual([true, 'PK']);
  });

  test('is not for who may only look, nor in other forms', async () => {
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    expect(collegamento(await guarda.apri('/ufficio/dovuti'), 'Scarica l’elenco')).toBe('');
    expect((await guarda.apri('/ufficio/dovuti/elenco/csv')).stato).toBe(403);
    expect((await anna.apri('/ufficio/dovuti/elenco/exe')).stato).toBe(404);
    expect((await anna.apri('/ufficio/dovuti/elenco/csv?r=persa')).stato).toBe(404);
  });
});
