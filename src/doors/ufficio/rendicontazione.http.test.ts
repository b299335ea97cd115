import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leggiAtti } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { nuovoDovuto } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { xmlDiProva, type PagamentoScritto } from '#support/rendicontazione';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const ELENCO = '/ufficio/rendicontazione';
const UNO = { iuv: '01000000000000044', iur: 'abc1', importo: '10.00' };

async function alLavoro(opzioni: Parameters<typeof unOperatore>[2] = { ruolo: 'ragioneria' }) {
  const ente = await unEnte(mondo);
  return { ente, anna: await entra(ufficio, await unOperatore(mondo, [ente], opzioni)) };
}

async function carica(anna: Navigatore, xml: string, nome = 'fdr.xml'): Promise<Pagina> {
  return anna.invia(await anna.apri(`${ELENCO}/carica`), { archivio: { nome, byte: Buffer.from(xml) } });
}

const scritta = (ente: EnteDiProva, pagamenti: readonly PagamentoScritto[], parti = {}): string =>
  xmlDiProva(ente, pagamenti, parti);

describe('the statements of the PSPs', () => {
  test('are loaded, read line by line, given back, in a list that is filtered', async () => {
    const { ente, anna } = await alLavoro();
    const vuota = await anna.apri(collegamento(await anna.apri('/ufficio'), 'Rendicontazione'));
    expect(testoDi(vuota.html)).toContain('Nessuna rendicontazione');
    const d = await nuovoDovuto(mondo, ente, { iud: 'R1', importo: 1000 });
    const chi = { iuv: d.iuv, numeroAvviso: d.numeroAvviso, importo: 1000, receiptId: 'RIC-UFF-1' };
    await consegna(mondo, ente, ricevutaLetta(ente, chi));
    const xml = scritta(ente, [{ iuv: d.iuv, iur: 'RIC-UFF-1', importo: '10.00' }, UNO]);
    const caricata = await carica(anna, xml, 'banca <b>.xml');
    const testo = testoDi(caricata.html);
    for (const detto of [
      'Di un pagamento non è arrivata la ricevuta',
      'Banca Inventata INVEIT2B',
      'caricata da un file',
      'Dichiara 2 pagamenti, 20,00 €',
      'banca <b>.xml',
    ])
      expect(testo).toContain(detto);
    expect(collegamento(caricata, d.iuv)).toContain('/ufficio/dovuti/');
    const senza = await anna.apri(collegamento(caricata, 'Senza ricevuta'));
    expect([senza.html.includes('abc1'), senza.html.includes('RIC-UFF-1')]).toEqual([true, false]);
    const ridata = await anna.scarica(collegamento(caricata, 'Scarica l’XML'));
    expect(ridata.byte.toString('utf8')).toBe(xml);
    const trovate = async (cerca: string): Promise<boolean[]> => {
      const { html } = await anna.invia(caricata, { cerca });
      return ['RIC-UFF-1', 'abc1', 'Nessuna riga'].map((una) => testoDi(html).includes(una));
    };
    expect([await trovate('abc1'), await trovate(d.iuv), await trovate('77,77')]).toEqual([
      [false, true, false],
      [true, false, false],
      [false, false, true],
    ]);
    const righe = (await anna.scarica(collegamento(caricata, 'Scarica le righe'))).byte.toString('utf8').split('\r\n');
    expect(righe.slice(1)).toEqual([
      `1;${d.iuv};RIC-UFF-1;1;Eseguito;19/11/2026;10,00;arrivata`,
      `2;${UNO.iuv};abc1;1;Eseguito;19/11/2026;10,00;non arrivata`,
      '',
    ]);
    await carica(
      anna,
      scritta(ente, [UNO], { iuf: '2026-11-21BANCADUE-9', prodotta: '2026-11-21T08:00:00', numero: 2 }),
    );
    const elenco = await anna.apri(ELENCO);
    expect(testoDi(elenco.html)).toContain('2 rendicontazioni, dall’ultima arrivata');
    expect(testoDi(elenco.html)).toContain('30,00 €');
    const filtrata = await anna.invia(elenco, { stato: 'correnti', psp: 'BANCADUE', prodottaDa: '21/11/2026' });
    expect(filtrata.url).toContain('psp=BANCADUE');
    expect(testoDi(filtrata.html)).toContain('1 rendicontazione');
    expect(testoDi(filtrata.html)).toContain('i pagamenti non sono quanti ne dichiara');
    const sbagliata = await anna.invia(elenco, {
      prodottaDa: '31/02/2026',
      disponibileDa: '2026-11-02',
      disponibileA: '2026-11-01',
    });
    expect(sbagliata.stato).toBe(422);
    for (const detto of ['Scrivi un giorno del calendario', 'Il secondo giorno viene prima del primo'])
      expect(testoDi(sbagliata.html)).toContain(detto);
    const nessuna = await anna.apri(`${ELENCO}?psp=NESSUNO`);
    expect(testoDi(nessuna.html)).toContain('Nessuna rendicontazione con questi filtri');
  });

  test('are asked for when somebody wants them; not by who only looks', async () => {
    const { ente, anna } = await alLavoro();
    const chiesta = await anna.invia(await anna.apri(ELENCO), { cosa: 'chiedi' });
    expect(testoDi(chiesta.html)).toContain('Quelle nuove compaiono qui fra poco');
    const atti = await ctxDi(mondo, 'worker', ente.enteId).tx((t) =>
      leggiAtti(t, { oggetto: 'ente', oggettoId: ente.enteId, dopo: null, prima: null, quanti: 5 }),
    );
    expect(atti.map(({ azione }) => azione)).toContain('rendicontazione.chiesta');
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    expect((await guarda.apri(ELENCO)).stato).toBe(403);
  });

  test('that is published again stays, and says that it does not count any more', async () => {
    const { ente, anna } = await alLavoro();
    const prima = await carica(anna, scritta(ente, [UNO]));
    const dopo = await carica(anna, scritta(ente, [UNO, { ...UNO, iur: 'b' }], { prodotta: '2026-11-21T08:00:00' }));
    expect(testoDi(dopo.html)).toContain('Le altre revisioni');
    const vecchia = await anna.apri(new URL(prima.url, 'http://x').pathname);
    expect(testoDi(vecchia.html)).toContain('Non è più in vigore');
    expect(testoDi((await anna.apri(collegamento(await anna.apri(ELENCO), 'Sostituite'))).html)).toContain(
      '1 rendicontazione',
    );
  });

  test('that cannot be read is refused in words', async () => {
    const { ente, anna } = await alLavoro();
    const altro = await unEnte(mondo);
    for (const [xml, detto] of [
      ['non è xml', 'Questo file non è un XML'],
      ['<RT/>', 'deve cominciare con FlussoRiversamento'],
      [scritta(altro, [UNO]), `Questa rendicontazione è per il codice fiscale ${altro.codiceFiscale}`],
      [scritta(ente, [{ ...UNO, iur: '' }]), 'manca «identificativoUnivocoRiscossione» del pagamento 1'],
      [
        scritta(ente, [{ ...UNO, importo: '1,00' }]),
        'il valore di «singoloImportoPagato» del pagamento 1 non ha senso',
      ],
    ] as const) {
      const risposta = await carica(anna, xml);
      expect([risposta.stato, testoDi(risposta.html)]).toEqual([422, expect.stringContaining(detto)]);
    }
    await carica(anna, scritta(ente, [UNO]));
    expect(testoDi((await carica(anna, scritta(ente, [UNO]))).html)).toContain('è già qui, uguale');
    const senza = await anna.invia(await anna.apri(`${ELENCO}/carica`), {}, 'archivio');
    expect(testoDi(senza.html)).toContain('Scegli il file da caricare');
  });

  test('are for who keeps the accounts, or administers; nobody reaches those of another', async () => {
    const { ente, anna } = await alLavoro();
    const caricata = await carica(anna, scritta(ente, [UNO]));
    const pagina = new URL(caricata.url, 'http://x').pathname;
    const parziale = await entra(ufficio, await unOperatore(mondo, [ente]));
    for (const indirizzo of [ELENCO, pagina, `${pagina}/file/xml`, `${ELENCO}/carica`]) {
      const vista = await parziale.apri(indirizzo);
      expect([vista.stato, vista.html.includes('abc1')]).toEqual([403, false]);
    }
    expect((await parziale.apri('/ufficio')).html).not.toContain(`href="${ELENCO}"`);
    const { anna: altrove } = await alLavoro();
    for (const indirizzo of [pagina, `${pagina}/file/xml`, `${ELENCO}/niente`])
      expect((await altrove.apri(indirizzo)).stato).toBe(404);
    expect((await anna.apri(`${pagina}/file/altro`)).stato).toBe(404);
  });
});
