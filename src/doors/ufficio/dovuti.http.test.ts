import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { formatIban } from '#kernel/iban';
import type { TipoDovutoId } from '#kernel/ids';
import { registraTipoDovuto } from '#modules/enti';
import { cercaDovuti, type DovutoInElenco } from '#modules/posizioni';
import { leggiAtti } from '#modules/registro';
import type { Ruolo } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ricercaPronta } from '#support/ricerca';
import { contato } from '#support/seguiti';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { apriUfficio, collegamento, conFlusso, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
let multaId: TipoDovutoId;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const multa = { ...TIPO, codice: 'MULTA', denominazione: 'Multe', contoId: ente.contoId, contoPostaleId: null };
  multaId = valoreDi(await registraTipoDovuto(ctx, multa));
  const base = [
    { IUD: 'ROSSI-1', importoDovuto: '100.00' },
    { IUD: 'ROSSI-2', importoDovuto: '1234.56' },
    {
      IUD: 'SCRIPT-1',
      codiceIdentificativoUnivoco: 'VRDFNC85T50G224X',
      anagraficaPagatore: '<script>alert(1)</script> & "Figli"',
      causaleVersamento: '<img src=x onerror=alert(1)>',
    },
    { IUD: 'MULTA-1', tipoDovuto: 'MULTA' },
    { IUD: 'ANNULLATO-1' },
  ];
  await conFlusso(mondo, ente, { iuf: 'PRIMO', righe: base });
  await conFlusso(mondo, ente, { iuf: 'SECONDO', righe: [{ IUD: 'ANNULLATO-1', azione: 'A' }] });
  anna = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [ente.tipoDovutoId, multaId] }));
});
afterAll(() => ufficio.chiudi());

async function trova(iud: string, di = ente): Promise<DovutoInElenco> {
  const filtro = { testo: iud, tipoDovuto: '', daVerificare: false, tipiConsentiti: null, dopo: null, prima: null };
  const trovati = await ctxDi(mondo, 'ufficio', di.enteId).tx(async (t) => [
    ...(await cercaDovuti(t, { ...filtro, elenco: 'online', quanti: 1 })),
    ...(await cercaDovuti(t, { ...filtro, elenco: 'archivio', quanti: 1 })),
  ]);
  const [dovuto] = trovati;
  if (dovuto === undefined) throw new Error(`no dovuto ${iud}`);
  return dovuto;
}

/** How many rows the list shows. */
const righe = ({ html }: Pagina): number => [...html.matchAll(/href="\/ufficio\/dovuti\/[0-9a-f-]{36}"/g)].length;

describe('the lists', () => {
  test('each dovuto is in one of the two, with the total of the whole list', async () => {
    const online = await anna.apri('/ufficio/dovuti');
    expect(righe(online)).toBe(4);
    const testo = testoDi(online.html);
    expect(testo).toContain('4 dovuti, dal più recente');
    expect(testo).toContain('1.575,56 €');
    expect(testo).not.toContain('Annullato ');
    const archivio = await anna.apri('/ufficio/dovuti?elenco=archivio');
    expect([righe(archivio), testoDi(archivio.html).includes('1 dovuto')]).toEqual([1, true]);
  });

  test('are filtered by kind, and the filter stays from one list to the other', async () => {
    await ricercaPronta(mondo, ente);
    const multe = await anna.invia(await anna.apri('/ufficio/dovuti'), { tipo: 'MULTA' }, 'tipo');
    expect(new URL(multe.url).search).toBe('?tipo=MULTA');
    expect(righe(multe)).toBe(1);
    expect(collegamento(multe, 'Archivio')).toBe('/ufficio/dovuti?elenco=archivio&tipo=MULTA');
    const vuota = await anna.apri('/ufficio/dovuti?verificare=si');
    expect(testoDi(vuota.html)).toContain('Nessun dovuto con queste caratteristiche');
    expect(collegamento(vuota, 'Togli i filtri')).toBe('/ufficio/dovuti');
  });

  test('have an empty state that says what to do first', async () => {
    const nuovo = await unEnte(mondo);
    const navigatore = await entra(ufficio, await unOperatore(mondo, [nuovo]));
    const vuota = await navigatore.apri('/ufficio/dovuti');
    expect(collegamento(vuota, 'Carica il primo flusso')).toBe('/ufficio/flussi/carica');
    expect(collegamento(await navigatore.apri('/ufficio'), 'Carica il primo flusso')).toBe('/ufficio/flussi/carica');
    const guarda = await entra(ufficio, await unOperatore(mondo, [nuovo], { ruolo: 'lettore' }));
    expect(collegamento(await guarda.apri('/ufficio/dovuti'), 'Carica il primo flusso')).toBe('');
  });

  test('too many to be told: the first ones, a word, and pages both ways', async () => {
    const grande = await unEnte(mondo);
    const tanti = Array.from({ length: 510 }, (_, n) => ({ IUD: `T${n}`, anagraficaPagatore: `Tanti Rossi ${n}` }));
    await conFlusso(mondo, grande, { iuf: 'TANTI', righe: tanti });
    await ricercaPronta(mondo, grande);
    const navigatore = await entra(ufficio, await unOperatore(mondo, [grande]));
    const tutti = await navigatore.apri('/ufficio/dovuti');
    expect([righe(tutti), testoDi(tutti.html).includes('Più di 500 dovuti, dal più recente')]).toEqual([50, true]);
    expect(testoDi(tutti.html)).not.toContain('Restringi la ricerca');
    const cercati = await navigatore.invia(tutti, { testo: 'tanti' }, 'tipo');
    expect(testoDi(cercati.html)).toContain('Ci sono più di 500 dovuti. Restringi la ricerca');
    const primi = [...cercati.html.matchAll(/dovuti\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
    const seconda = await navigatore.apri(collegamento(cercati, 'Successiva'));
    expect([righe(seconda), testoDi(seconda.html).includes('Tanti Rossi')]).toEqual([50, true]);
    const tornata = await navigatore.apri(collegamento(seconda, 'Precedente'));
    expect([...tornata.html.matchAll(/dovuti\/([0-9a-f-]{36})"/g)].map(([, id]) => id)).toEqual(primi);
    expect(collegamento(tornata, 'Precedente')).toBe('');
  });

  test('an address touched by hand is the list from its beginning', async () => {
    for (const query of ['dopo=1', 'prima=%27%3B', 'elenco=altro', 'dopo=&prima=', 'tipo=%00'.replace('%00', 'X')])
      expect((await anna.apri(`/ufficio/dovuti?${query}`)).stato, query).toBe(200);
  });
});

describe('search', () => {
  beforeAll(() => ricercaPronta(mondo, ente));

  const cerca = async (testo: string): Promise<Pagina> => anna.invia(await anna.apri('/ufficio'), { testo }, 'testo');

  test.each([
    ['the number on the notice', (d: DovutoInElenco) => d.numeroAvviso ?? ''],
    ['the same in groups of four', (d: DovutoInElenco) => (d.numeroAvviso ?? '').replace(/(.{4})/g, '$1 ')],
    ['the IUV', (d: DovutoInElenco) => d.iuv ?? ''],
    ['the IUD', (d: DovutoInElenco) => d.iud],
  ])('finds by %s', async (_come, testo) => {
    const pagina = await cerca(testo(await trova('ROSSI-2')));
    expect([righe(pagina), testoDi(pagina.html).includes('1.234,56 €')]).toEqual([1, true]);
  });

  test('finds by tax code or by words of the name, without ever writing them in an address', async () => {
    for (const testo of ['rssmra80a01h501u', 'rossi mario']) {
      const pagina = await cerca(testo);
      expect(righe(pagina)).toBe(3);
      expect(pagina.url).not.toMatch(/rssmra|mario/i);
      expect(pagina.html).toContain(`value="${testo}"`);
      expect(testoDi(pagina.html)).toContain('vedono tutto fino alle');
    }
  });

  test('shows the list that has what is looked for, and says so when there is none', async () => {
    const annullato = await cerca('ANNULLATO-1');
    expect([righe(annullato), new URL(annullato.url).searchParams.get('elenco')]).toEqual([1, 'archivio']);
    const niente = await cerca('NON-ESISTE');
    expect(testoDi(niente.html)).toContain('Nessun dovuto con queste caratteristiche');
    for (const jolly of ['%', '_', '\\', "' or '1'='1"]) expect(righe(await cerca(jolly)), jolly).toBe(0);
  });

  test('a search is of who made it', async () => {
    const mia = new URL((await cerca('mario')).url);
    const bea = await entra(ufficio, await unOperatore(mondo, [ente]));
    for (const indirizzo of [
      mia.pathname + mia.search,
      '/ufficio/dovuti?r=inventata',
      '/ufficio/dovuti?r=0199aaaa-0000-7000-8000-000000000000',
    ]) {
      const pagina = await bea.apri(indirizzo);
      expect(testoDi(pagina.html)).toContain('La ricerca che avevi fatto non vale più.');
      expect(pagina.html).not.toContain('value="mario"');
    }
  });

  test('who may only look searches too', async () => {
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    expect(righe(await guarda.invia(await guarda.apri('/ufficio'), { testo: 'ROSSI-1' }, 'testo'))).toBe(1);
  });
});

describe('one dovuto', () => {
  test('tells what it is, to whom it goes and what happened; having opened it is written', async () => {
    const { id } = await trova('ANNULLATO-1');
    const operatore = await unOperatore(mondo, [ente]);
    const navigatore = await entra(ufficio, operatore);
    const pagina = await navigatore.apri(`/ufficio/dovuti/${id}`);
    const testo = testoDi(pagina.html);
    for (const parole of [
      'Dovuto ANNULLATO-1',
      'RSSMRA80A01H501U',
      'Via Roma 1, 35100 Padova (PD)',
      formatIban(ente.iban),
      '120,50 €',
    ])
      expect(testo).toContain(parole);
    expect(testo).toMatch(/Inserito , 120,50 € .* MyPay, riga 5 del flusso Annullato , 120,50 €/);
    expect(testo).toContain('Dovuto consultato');
    const atti = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
      leggiAtti(t, { oggetto: null, oggettoId: id, dopo: null, prima: null, quanti: 1 }),
    );
    expect(atti).toMatchObject([{ azione: 'dovuto.consultato', attore: `operatore:${operatore.operatoreId}` }]);
    expect(pagina.html).not.toMatch(/<title>[^<]*(Rossi|RSSMRA)/);
  });

  test('what a debtor is called is text, whatever it looks like', async () => {
    const { id } = await trova('SCRIPT-1');
    for (const indirizzo of ['/ufficio/dovuti', `/ufficio/dovuti/${id}`]) {
      const { html } = await anna.apri(indirizzo);
      expect(html).toContain('&lt;script>alert(1)&lt;/script>');
      expect(html).not.toMatch(/<script>|<img src=x/);
    }
  });

  test('of another ente, or of a kind that is not theirs, it is not there', async () => {
    const altro = await unEnte(mondo);
    await conFlusso(mondo, altro, { iuf: 'ALTRO', righe: [{ IUD: 'ALTRUI-1' }] });
    const capo = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const soloTari = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [ente.tipoDovutoId] }));
    const assente = testoDi((await capo.apri('/ufficio/dovuti/01890000-0000-7000-8000-000000000000')).html);
    const altrui = await capo.apri(`/ufficio/dovuti/${(await trova('ALTRUI-1', altro)).id}`);
    expect([altrui.stato, testoDi(altrui.html)]).toEqual([404, assente]);
    const multa = `/ufficio/dovuti/${(await trova('MULTA-1')).id}`;
    expect((await capo.apri(multa)).stato).toBe(200);
    expect((await soloTari.apri(multa)).stato).toBe(404);
    const elenco = await soloTari.apri('/ufficio/dovuti');
    expect([righe(elenco), elenco.html.includes('value="MULTA"')]).toEqual([3, false]);
    await contato(mondo);
    expect(testoDi((await soloTari.apri('/ufficio')).html)).toContain('Da pagare 3');
    expect(righe(await soloTari.invia(elenco, { testo: 'MULTA-1' }, 'tipo'))).toBe(0);
    expect((await capo.apri('/ufficio/dovuti/1')).stato).toBe(404);
  });
});

describe('the registro', () => {
  test('tells who did what, newest first, page by page both ways, and only of this ente', async () => {
    await conFlusso(mondo, ente, { iuf: 'ATTI', righe: Array.from({ length: 60 }, (_, n) => ({ IUD: `ATTO-${n}` })) });
    const { id } = await trova('ATTO-1');
    await anna.apri(`/ufficio/dovuti/${id}`);
    const prima = await anna.apri('/ufficio/registro');
    expect(testoDi(prima.html)).toMatch(/Chi Dovuto consultato \d\d\/\d\d\/\d{4} \d\d:\d\d Anna Operosa/);
    expect(collegamento(prima, 'Dovuto consultato')).toBe(`/ufficio/dovuti/${id}`);
    const tutti = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
      leggiAtti(t, { oggetto: null, oggettoId: null, dopo: null, prima: null, quanti: 1000 }),
    );
    let quanti = 0;
    let ultima = prima;
    for (let pagina: Pagina | null = prima; pagina !== null;) {
      quanti += [...pagina.html.matchAll(/<tr><th scope="row"/g)].length;
      ultima = pagina;
      const poi: string = collegamento(pagina, 'Successiva');
      pagina = poi === '' ? null : await anna.apri(poi);
    }
    expect(quanti).toBe(tutti.length);
    expect(quanti).toBeGreaterThan(60);
    let tornata = ultima;
    for (let via = collegamento(ultima, 'Precedente'); via !== ''; via = collegamento(tornata, 'Precedente'))
      tornata = await anna.apri(via);
    expect(testoDi(tornata.html)).toBe(testoDi(prima.html));
    const altro = await entra(ufficio, await unOperatore(mondo, [await unEnte(mondo)]));
    expect((await altro.apri('/ufficio/registro')).html.split('</form>').at(-1)).not.toContain('Dovuto');
  });

  test('shows what was done to dovuti to who follows their kinds of due', async () => {
    const [multa, sua] = [await trova('MULTA-1'), await trova('ROSSI-1')];
    for (const { id } of [multa, sua]) await anna.apri(`/ufficio/dovuti/${id}`);
    const vede = async (ruolo: Ruolo, dove = '/ufficio/registro'): Promise<boolean[]> => {
      const chi = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo, tipi: [ente.tipoDovutoId] }));
      const { html } = await chi.apri(dove);
      return [multa, sua].map(({ id }) => html.includes(`/ufficio/dovuti/${id}`));
    };
    for (const ruolo of ['lettore', 'operatore'] as const) {
      expect([ruolo, await vede(ruolo)]).toEqual([ruolo, [false, true]]);
      expect([ruolo, await vede(ruolo, '/ufficio/registro?azione=dovuto.consultato')]).toEqual([ruolo, [false, true]]);
    }
    expect(await vede('ragioneria')).toEqual([true, true]);
  });
});
