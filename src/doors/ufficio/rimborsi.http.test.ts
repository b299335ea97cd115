import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RicevutaId } from '#kernel/ids';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { incassa, inPagamento, nuovoDovuto, statiDi, type DovutoNuovo } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { ricercaPronta } from '#support/ricerca';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const ELENCO = '/ufficio/incassi/da-rimborsare';
const PAGATORE = {
  ...{ tipo: 'F', codice: 'VRDFNC85T50G224X', anagrafica: 'Franca Verdi', indirizzo: null, civico: null },
  ...{ cap: null, localita: null, provincia: null, nazione: null, email: null },
};

/** An ente with somebody at work in it: what nobody asked for is of no kind of due, and is for who keeps the accounts. */
async function alLavoro(ruolo: 'operatore' | 'ragioneria' | 'amministratore' = 'ragioneria') {
  const ente = await unEnte(mondo);
  return { ente, anna: await entra(ufficio, await unOperatore(mondo, [ente], { ruolo })) };
}

let numero = 0;
/** A payment: for a notice of ours, or of nobody; paid by Franca Verdi. */
async function arriva(ente: EnteDiProva, d: DovutoNuovo | null, importo: number): Promise<RicevutaId> {
  numero += 1;
  const iuv = d?.iuv ?? `01007${String(numero).padStart(12, '0')}`;
  const chi = { iuv, numeroAvviso: `3${iuv}`, importo, receiptId: `RIC-${numero}` };
  const fatta = await consegna(mondo, ente, ricevutaLetta(ente, chi, { pagatore: PAGATORE }));
  return fatta.ricevutaId ?? expect.fail();
}

/** Opens an act by its button, on the page of a payment. */
async function atto(anna: Navigatore, id: RicevutaId, bottone: string): Promise<Pagina> {
  return anna.apri(collegamento(await anna.apri(`${ELENCO}/${id}`), bottone));
}

describe('the list «Da rimborsare»', () => {
  test('is reached from the menu and from the day, filtered, downloaded; nothing leaves it by itself', async () => {
    const { ente, anna } = await alLavoro();
    expect(testoDi((await anna.apri(ELENCO)).html)).toContain('Nessun denaro da rimborsare');
    expect((await anna.apri('/ufficio')).html).not.toContain(ELENCO);
    const d = await nuovoDovuto(mondo, ente, { iud: 'L1', importo: 10_000 });
    await arriva(ente, d, 10_000);
    await arriva(ente, d, 10_000);
    await arriva(ente, null, 2550);
    const oggi = await anna.apri('/ufficio');
    expect(testoDi(oggi.html)).toContain('2 pagamenti, 125,50 € in tutto, aspettano una decisione.');
    expect(collegamento(oggi, 'Guarda il denaro da rimborsare')).toBe(ELENCO);
    const elenco = await anna.apri(collegamento(await anna.apri('/ufficio/incassi'), 'Denaro da rimborsare'));
    const testo = testoDi(elenco.html);
    for (const detto of [
      '2 pagamenti, dal più recente',
      'Secondo pagamento',
      'Senza un dovuto',
      'Franca Verdi',
      '125,50 €',
    ])
      expect(testo).toContain(detto);
    // The link of the filter comes before the row: it is the filter that is followed.
    const soli = await anna.apri(collegamento(elenco, 'Senza un dovuto'));
    expect(testoDi(soli.html)).toContain('1 pagamento');
    const trattati = await anna.apri(collegamento(elenco, 'Trattati'));
    expect(testoDi(trattati.html)).toContain('Nessun pagamento trattato');
    const file = await anna.scarica(collegamento(elenco, 'Scarica l’elenco'));
    const righe = file.byte.toString('utf8').split('\r\n');
    expect([file.nome.replace(/\d{4}-\d\d-\d\d/, '…'), righe.length]).toEqual([
      `${ente.codIpa}_DA_RIMBORSARE_….csv`,
      4,
    ]);
    expect(righe[1]).toContain('Senza un dovuto;25,50;Franca Verdi – VRDFNC85T50G224X;');
  });

  test.each([
    ['a name, whatever its accents', 'verdi franca', 2],
    ['the beginning of a tax code', 'vrdfnc', 2],
    ['an amount', '25,50', 1],
    ['a notice number in groups', '', 1],
    ['the number of a receipt', 'ric-', 2],
    ['a name and an amount', 'franca 100,00', 1],
    ['what nobody has', 'nessuno 25,50', 0],
  ])('is searched by %s', async (_, testo, quanti) => {
    const { ente, anna } = await alLavoro();
    const d = await nuovoDovuto(mondo, ente, { iud: 'C1', importo: 10_000 });
    await arriva(ente, d, 10_000);
    await arriva(ente, d, 10_000);
    await arriva(ente, null, 2550);
    const cerca = testo === '' ? `3${d.iuv}`.replaceAll(/(.{4})/g, '$1 ') : testo;
    const trovati = await anna.invia(await anna.apri(ELENCO), { cerca });
    expect(trovati.url).toMatch(/\?r=[0-9a-f-]{36}$/);
    const detto =
      quanti === 0 ? 'Nessuna riga per ciò che hai cercato' : quanti === 1 ? '1 pagamento' : `${quanti} pagamenti`;
    expect(testoDi(trovati.html)).toContain(detto);
  });

  test('shows who only looks what there is, and no act; nobody sees what is not of their kinds', async () => {
    const ente = await unEnte(mondo);
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    const nessuno = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    const d = await nuovoDovuto(mondo, ente, { iud: 'L2', importo: 10_000 });
    await arriva(ente, d, 10_000);
    const id = await arriva(ente, d, 10_000);
    const orfano = await arriva(ente, null, 100);
    const pagina = await guarda.apri(`${ELENCO}/${id}`);
    expect([pagina.stato, (await guarda.apri(`${ELENCO}/${orfano}`)).stato]).toEqual([200, 404]);
    for (const nome of ['attribuisci', 'rimborsato', 'non-dovuto']) {
      expect(pagina.html).not.toContain(`${id}/${nome}`);
      expect((await guarda.apri(`${ELENCO}/${id}/${nome}`)).html).not.toContain('name="motivo"');
    }
    for (const detto of [
      'Nessun denaro da rimborsare',
      'Quelli senza un dovuto li vedono la ragioneria e chi amministra',
    ])
      expect(testoDi((await nessuno.apri(ELENCO)).html)).toContain(detto);
    expect((await nessuno.apri(`${ELENCO}/${id}`)).stato).toBe(404);
    const { anna: altrove } = await alLavoro();
    expect((await altrove.apri(`${ELENCO}/${id}`)).stato).toBe(404);
    expect((await guarda.apri(`${ELENCO}/nessuno`)).stato).toBe(404);
    expect((await guarda.apri(`${ELENCO}/${id}/altro`)).stato).toBe(404);
  });
});

describe('what becomes of the money', () => {
  test('it is given to a dovuto that is looked for, with the amount that is known not to be its own', async () => {
    const { ente, anna } = await alLavoro();
    const id = await arriva(ente, null, 9000);
    await nuovoDovuto(mondo, ente, { iud: 'MARIO', importo: 10_000 });
    await ricercaPronta(mondo, ente);
    const aperta = await atto(anna, id, 'Attribuisci a un dovuto');
    // At first whoever paid is looked for, who owes nothing.
    expect(testoDi(aperta.html)).toContain('Non c’è nessun dovuto da pagare che corrisponda');
    expect(aperta.url).not.toContain('VRDFNC');
    const altra = await atto(anna, id, 'Segna come non dovuto');
    const trovata = await anna.invia(aperta, { cercato: 'mario', fare: 'cerca' });
    expect([trovata.stato, testoDi(trovata.html).includes('Mario Rossi, ')]).toEqual([200, true]);
    const dovuto = /name="dovuto"[^>]*value="([^"]+)"/.exec(trovata.html)?.[1] ?? '';
    const senza = await anna.invia(trovata, { cercato: 'mario', fare: 'attribuisci', motivo: 'Ha sbagliato avviso' });
    expect([senza.stato, testoDi(senza.html).includes('Cerca un dovuto, poi sceglilo')]).toEqual([422, true]);
    const campi = { cercato: 'mario', fare: 'attribuisci', dovuto, motivo: 'Ha sbagliato avviso' };
    const muta = await anna.invia(trovata, { ...campi, motivo: '' });
    expect(testoDi(muta.html)).toContain('Scrivi il motivo');
    const diverso = await anna.invia(trovata, campi);
    expect([diverso.stato, testoDi(diverso.html).includes('L’importo non è quello chiesto')]).toEqual([422, true]);
    const fatta = await anna.invia(diverso, { ...campi, diverso: 'si' });
    const testo = testoDi(fatta.html);
    const detti = ['Il denaro è attribuito', 'Attribuito', 'MARIO', 'Ha sbagliato avviso', 'Anna Operosa'];
    for (const detto of detti) expect(testo).toContain(detto);
    const suo = `${ufficio.url}${ELENCO}/${id}`;
    expect(fatta.url).toBe(`${suo}?fatto=attribuisci`);
    expect(await statiDi(mondo, ente, ['MARIO'])).toEqual(['MARIO pagato 9000']);
    const scheda = testoDi((await anna.apri(`/ufficio/dovuti/${dovuto}`)).html);
    for (const detto of ['Pagato con denaro di un altro pagamento', 'Da verificare', 'Motivo: Ha sbagliato avviso'])
      expect(scheda).toContain(detto);
    // The same form again: it is done already. Another decision: it is told.
    expect((await anna.invia(diverso, { ...campi, diverso: 'si' })).stato).toBe(200);
    expect((await anna.apri(`${ELENCO}/${id}/non-dovuto`)).url).toBe(suo);
    const dopo = await anna.invia(altra, { motivo: 'x' });
    expect(testoDi(dopo.html)).toContain('qualcuno ha già deciso');
  });

  test('it was given back, or it is not to be: each with its reason, and it stays among those decided', async () => {
    const { ente, anna } = await alLavoro('amministratore');
    const [resa, tenuta] = [await arriva(ente, null, 100), await arriva(ente, null, 200)];
    const aperta = await atto(anna, resa, 'Segna come rimborsato');
    const futura = await anna.invia(aperta, { giorno: '2099-01-01', mandato: '7', motivo: '' }, 'mandato');
    expect([futura.stato, testoDi(futura.html).includes('non può essere dopo oggi')]).toEqual([422, true]);
    const vuota = await anna.invia(aperta, { giorno: 'boh', mandato: '', motivo: '' }, 'mandato');
    expect(testoDi(vuota.html)).toContain('Ci sono 2 cose da correggere');
    const fatta = await anna.invia(aperta, { giorno: '20/11/2026', mandato: 'Mandato 7', motivo: '' }, 'mandato');
    for (const detto of ['Rimborsato', 'Mandato 7', '20 novembre 2026']) expect(testoDi(fatta.html)).toContain(detto);
    const seconda = await atto(anna, tenuta, 'Segna come non dovuto');
    const motivo = '<b>Donazione</b>';
    const non = await anna.invia(seconda, { motivo });
    expect([testoDi(non.html).includes('Non dovuto'), non.html.includes(motivo)]).toEqual([true, false]);
    const trattati = testoDi((await anna.apri(`${ELENCO}?stato=trattate`)).html);
    for (const detto of ['2 pagamenti', 'Rimborsato', 'Non dovuto']) expect(trattati).toContain(detto);
    expect(testoDi((await anna.apri(ELENCO)).html)).toContain('Nessun denaro da rimborsare');
    expect(testoDi((await anna.apri('/ufficio/registro')).html)).toContain('Denaro rimborsato');
  });
});

describe('money got outside pagoPA', () => {
  const campi = { giorno: '2026-11-19', mezzo: 'bonifico', riferimento: 'CRO 123', nota: 'Portato dal figlio' };

  test('is registered on a dovuto, whose page and list say so', async () => {
    const { ente, anna } = await alLavoro('operatore');
    const { dovutoId } = await nuovoDovuto(mondo, ente, { iud: 'FUORI', importo: 123_456 });
    const scheda = await anna.apri(`/ufficio/dovuti/${dovutoId}`);
    const aperta = await anna.apri(collegamento(scheda, 'Registra un incasso fuori da pagoPA'));
    expect(aperta.html).toContain('value="1.234,56"');
    const senza = await anna.invia(aperta, { ...campi, mezzo: '', importo: '1.234,56' }, 'riferimento');
    expect([senza.stato, testoDi(senza.html).includes('Indica come è arrivato il denaro')]).toEqual([422, true]);
    expect(senza.html).toContain('CRO 123');
    const meno = await anna.invia(aperta, { ...campi, importo: '1.000,00' }, 'riferimento');
    expect([meno.stato, meno.html.includes('name="diverso"')]).toEqual([422, true]);
    const fatta = await anna.invia(aperta, { ...campi, importo: '1.234,56' }, 'riferimento');
    const testo = testoDi(fatta.html);
    for (const detto of [
      'Pagato fuori da pagoPA',
      'Pagato il 19/11/2026 Importo pagato',
      'Bonifico, il 19/11/2026. Riferimento: CRO 123',
      'Motivo: Portato dal figlio',
    ])
      expect(testo).toContain(detto);
    expect(fatta.html).not.toContain(`${dovutoId}/incasso`);
    expect((await anna.apri(`/ufficio/dovuti/${dovutoId}/incasso`)).url).toBe(fatta.url.replace('?fatto=incasso', ''));
    // Sent twice it is done once; something else is refused.
    expect((await anna.invia(aperta, { ...campi, importo: '1.234,56' }, 'riferimento')).stato).toBe(200);
    const altra = await anna.invia(aperta, { ...campi, riferimento: 'altro', importo: '1.234,56' }, 'riferimento');
    expect([altra.stato, testoDi(altra.html).includes('è stato pagato')]).toEqual([422, true]);
  });

  test('is refused while somebody is paying, and to who only looks', async () => {
    const { ente, anna } = await alLavoro('operatore');
    const d = await nuovoDovuto(mondo, ente, { iud: 'ORA', importo: 100 });
    const aperta = await anna.apri(`/ufficio/dovuti/${d.dovutoId}/incasso`);
    await inPagamento(mondo, ente, d);
    const esito = await anna.invia(aperta, { ...campi, importo: '1,00' }, 'riferimento');
    expect([esito.stato, testoDi(esito.html).includes('Qualcuno sta pagando adesso')]).toEqual([422, true]);
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    expect((await guarda.apri(`/ufficio/dovuti/${d.dovutoId}/incasso`)).html).not.toContain('name="riferimento"');
    expect((await anna.apri('/ufficio/dovuti/nessuno/incasso')).stato).toBe(404);
  });

  test('makes a receipt that comes all the same money to give back', async () => {
    const { ente, anna } = await alLavoro('operatore');
    const d = await nuovoDovuto(mondo, ente, { iud: 'POI', importo: 100 });
    await incassa(mondo, ente, d, { importo: 100 });
    const id = await arriva(ente, d, 100);
    const pagina = await anna.apri(`${ELENCO}/${id}`);
    expect(testoDi(pagina.html)).toContain('era già stato pagato quando è arrivata questa ricevuta');
    expect(collegamento(pagina, 'POI')).toBe(`/ufficio/dovuti/${d.dovutoId}`);
    const scheda = await anna.apri(`/ufficio/dovuti/${d.dovutoId}`);
    expect(testoDi(scheda.html)).toContain('secondo pagamento, 1,00 € , da trattare');
    expect(collegamento(scheda, 'Pagamento RIC-')).toBe(`${ELENCO}/${id}`);
  });
});
