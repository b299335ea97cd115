import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { inEsercizio, moltiEnti } from '#support/molti-enti';
import { mondoDiProva } from '#support/mondo';
import { codiceFiscaleEnte, ctxDi, VUOTO } from '#support/un-ente';
import { cercaEnti, impostaFunzione, registraEnte, registraIntermediario, seminaLuoghi } from './index.ts';

let database: DatabaseDiProva;
let mondo: Mondo;
let intermediarioId: string;
const ctx = () => ctxDi(mondo, 'portale');

beforeAll(async () => {
  database = await databaseNuovo();
  mondo = mondoDiProva(database);
  const regione = { codiceFiscale: codiceFiscaleEnte(), denominazione: 'Regione di prova' };
  intermediarioId = valoreDi(await registraIntermediario(ctxDi(mondo, 'worker'), regione));
  await nuovo('Comune di Forlì', 'c_d704');
  await nuovo("Comune dell'Aquila", 'c_a345');
  await nuovo('Comune di Venezia', 'c_l736');
  await nuovo('Comune di Chioggia', 'c_c638');
  await nuovo('Comune di Bolzano', 'c_a952');
  await nuovo('Azienda dei rifiuti Laguna', 'azlag', 'Via Roma 1 - 30015 Chioggia (VE)');
  await nuovo('Comune di Valdisopra', 'c_valdi', 'Piazza della Fontana 1, 38999 Valdisopra');
  // After the enti: those that are there are looked at again when the list of the comuni comes.
  await seminaLuoghi(ctxDi(mondo, 'worker'));
  await nuovo("Istituto comprensivo Sant'Angelo", 'icsa', 'Via Po 3, 31100 Treviso TV');
  await inEsercizio(database.adminUrl);
}, 180_000);

async function nuovo(denominazione: string, codIpa: string, indirizzo: string | null = null): Promise<void> {
  const dati = { ...VUOTO, ambiente: 'prova' as const, codiceFiscale: codiceFiscaleEnte(), codIpa, denominazione };
  valoreDi(await registraEnte(ctxDi(mondo, 'worker'), { ...dati, indirizzo, intermediarioId }));
}

const nomi = async (testo: string): Promise<string[]> =>
  (await cercaEnti(ctx(), { testo })).enti.map(({ denominazione }) => denominazione);

describe('enti are found by the words that begin so', () => {
  it.each([
    ['forli', ['Comune di Forlì']],
    ['  COMUNE DI  FORLI’ ', ['Comune di Forlì']],
    ['laquila', ["Comune dell'Aquila"]],
    ["l'aquila", ["Comune dell'Aquila"]],
    ['santangelo', ["Istituto comprensivo Sant'Angelo"]],
    ['sant angelo', ["Istituto comprensivo Sant'Angelo"]],
    ['comp istit', ["Istituto comprensivo Sant'Angelo"]],
    ['valdis', ['Comune di Valdisopra']],
    ['nessuno', []],
    ['venezia forli', []],
  ])('«%s»', async (testo, trovati) => expect(await nomi(testo)).toEqual(trovati));

  it('by the comune where they are, in either language, and by provincia: those called so come first', async () => {
    expect(await nomi('chioggia')).toEqual(['Comune di Chioggia', 'Azienda dei rifiuti Laguna']);
    expect(await nomi('venezia')).toEqual(['Comune di Venezia', 'Azienda dei rifiuti Laguna', 'Comune di Chioggia']);
    expect(await nomi('rifiuti venezia')).toEqual(['Azienda dei rifiuti Laguna']);
    expect(await nomi('treviso')).toEqual(["Istituto comprensivo Sant'Angelo"]);
    expect(await nomi('bozen')).toEqual(['Comune di Bolzano']);
    const [aquila] = (await cercaEnti(ctx(), { testo: 'aquila' })).enti;
    expect(aquila?.provincia).toEqual({ sigla: 'AQ', denominazione: 'L’Aquila' });
    expect((await cercaEnti(ctx(), { testo: 'valdisopra' })).enti[0]?.provincia).toBeNull();
  });

  it('signs of the search are signs like others, and what everybody writes finds everybody', async () => {
    for (const testo of ["'", '&', '!forli', 'a:*|b', '\\', '%']) await expect(nomi(testo)).resolves.toBeDefined();
    expect(await nomi('comune')).toHaveLength(6);
    expect(await nomi('')).toHaveLength(8);
  });

  it('who does not collect, or does not show itself, is not found', async () => {
    const dati = { ...VUOTO, ambiente: 'prova' as const, codiceFiscale: codiceFiscaleEnte(), codIpa: 'nasc' };
    const enteId = valoreDi(
      await registraEnte(ctxDi(mondo, 'worker'), { ...dati, denominazione: 'Ente nascosto', intermediarioId }),
    );
    expect(await nomi('nascosto')).toEqual([]);
    await inEsercizio(database.adminUrl);
    expect(await nomi('nascosto')).toEqual(['Ente nascosto']);
    valoreDi(
      await impostaFunzione(ctxDi(mondo, 'worker', enteId), {
        funzione: 'pubblico',
        attiva: false,
        motivo: 'Prova della ricerca',
      }),
    );
    expect(await nomi('nascosto')).toEqual([]);
    const produzione = { ...mondo, config: { ...mondo.config, modo: 'produzione' as const } };
    expect((await cercaEnti(ctxDi(produzione, 'portale'), { testo: 'forli' })).quanti).toBe(0);
  });
});

describe.each([200, 8_000])('with %d enti', (quanti) => {
  beforeAll(() => moltiEnti(database.adminUrl, { quanti, intermediarioId }), 180_000);

  it('pages of the first five hundred, in order, and the rest is asked to be said better', async () => {
    const tutti = await cercaEnti(ctx(), {});
    expect(tutti).toMatchObject({ troppi: quanti > LIMITI.entiTrovatiMax, pagina: 1 });
    expect(tutti.enti).toHaveLength(LIMITI.entiPagina);
    const ultima = await cercaEnti(ctx(), { pagina: tutti.pagine });
    expect(ultima.enti.length).toBeGreaterThan(0);
    const oltre = await cercaEnti(ctx(), { testo: 'forli', pagina: 9 });
    expect([oltre.pagina, oltre.quanti]).toEqual([1, 1]);
    const inOrdine: string[] = [];
    for (const pagina of [1, 2, 3]) inOrdine.push(...(await cercaEnti(ctx(), { pagina })).enti.map((e) => e.enteId));
    expect(new Set(inOrdine).size).toBe(3 * LIMITI.entiPagina);
  });

  it('an index answers, and few rows are read', async () => {
    const letti = await pianoDi("ricerca @@ to_tsquery('pg_catalog.simple', 'borgo17:*')", 'denominazione, id');
    const primi = await pianoDi('true', 'denominazione, id');
    if (quanti < 1000) return;
    expect(letti).toContain('ente_ricerca');
    expect(primi).toContain('ente_pubblico');
    expect(`${letti}${primi}`).not.toContain('Seq Scan on ente');
  });
});

/** As the role of the portale has it planned. */
async function pianoDi(filtro: string, ordine: string): Promise<string> {
  const { rows } = await sql<Record<'QUERY PLAN', string>>`
    explain (costs off) select id, denominazione from enti.ente
     where stato = 'ESERCIZIO' and 'pubblico' = any (funzioni) and (ambiente = 'live' or true) and ${sql.raw(filtro)}
     order by ${sql.raw(ordine)} limit 501`.execute(ctx().db);
  return rows.map((riga) => riga['QUERY PLAN']).join('\n');
}
