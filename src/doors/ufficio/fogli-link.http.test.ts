import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { lavori } from '#modules/flussi';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { apriPortale, mondoFermo, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { cimiteroA, conModulo } from '#support/spontaneo';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { xlsxDi } from '#support/xlsx';

let mondo: MondoFermo;
let ufficio: UfficioDiProva;
let portale: PortaleDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  [ufficio, portale] = [await apriUfficio(mondo), await apriPortale(mondo)];
  ente = await unEnte(mondo);
  await conModulo(mondo, ente);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
});
afterAll(async () => {
  await ufficio.chiudi();
  await portale.chiudi();
});

const testo = ({ html }: Pagina): string => testoDi(html);
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const TESTA = 'Nota: famiglia;Cimitero;Lampade 1: Quante lampade;Voglio la ricevuta a casa;Indirizzo';
const apri = (chi = anna) => chi.apri(`/ufficio/link/nuovo/${ente.tipoDovutoId}/foglio`);

/** Sends a sheet; the file comes last. */
async function manda(
  byte: Buffer | string,
  { nome = 'famiglie.csv', chi = anna, ...campi }: Record<string, unknown> = {},
) {
  const foglio = { nome: nome as string, byte: Buffer.from(byte as string) };
  const misura = { finoAl: '', usi: '', fermo: 'si', ...(campi as Record<string, string>) };
  return (chi as Navigatore).invia(await apri(chi as Navigatore), { ...misura, foglio }, 'foglio');
}

async function righeDi(pagina: Pagina, parole: string): Promise<string[][]> {
  const { byte } = await anna.scarica(collegamento(pagina, parole));
  return byte
    .toString('utf8')
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map((riga) => riga.split(';'));
}

const quanti = async (): Promise<number> => {
  const { rows } = await mondo.pools.worker.query<{ n: number }>('select count(*)::integer as n from pagamenti.link');
  return rows[0]?.n ?? 0;
};

describe('links from a spreadsheet', () => {
  test('its template has the questions of the form, and says what is written in each', async () => {
    const pagina = await apri();
    for (const detto of ['una di queste: Nord, Sud', 'sì o no', 'un numero', 'Al massimo 5.000 righe'])
      expect(testo(pagina)).toContain(detto);
    expect(await righeDi(pagina, 'Scarica il modello (CSV)')).toEqual([
      [
        ...['Nota', 'Titolo', 'Cimitero', 'Nome del defunto', 'Lampade 1: Quante lampade', 'Lampade 2: Quante lampade'],
        ...['Lampade 3: Quante lampade', 'Voglio la ricevuta a casa', 'Indirizzo'],
      ],
    ]);
    const xlsx = await anna.scarica(collegamento(pagina, 'Scarica il modello (Excel)'));
    // The template itself, sent as it is, has nothing in it.
    const vuoto = await manda(xlsx.byte, { nome: xlsx.nome });
    expect([vuoto.stato, testo(vuoto).includes('solo la riga con i nomi')]).toEqual([422, true]);
  });

  test('is looked at first, with what is wrong and why; confirmed once, it gives the addresses beside the rows', async () => {
    const prima = await quanti();
    const righe = [
      '=Famiglia Rossi;Nord;2;no;',
      'Famiglia <b>Verdi</b>;SUD;1;SI;Via Roma 1',
      'Sbagliata;Ovest;20;boh;',
      'Vuota;;;;',
      'Indirizzo di troppo;nord;1;no;Via Roma 1',
    ];
    const pronto = await manda([TESTA, ...righe].join('\r\n'), { finoAl: '31/12/2098', usi: '3' });
    for (const detto of [
      'Controlla il foglio',
      'Righe lette 5',
      'Righe che diventano un link 2',
      'Famiglia <b>Verdi</b>',
      'Crea 2 link e lascia fuori 3 righe',
      'Cimitero: ',
      'nella riga non c’è nessuna risposta',
      'Indirizzo: con le altre risposte il modulo non lo chiede',
      '31 dicembre 2098',
    ])
      expect(testo(pronto)).toContain(detto);
    expect([pronto.html.includes('<b>Verdi'), await quanti()]).toEqual([false, prima]);
    const fuori = await righeDi(pronto, 'Scarica le righe che restano fuori (CSV)');
    expect(fuori.map((riga) => riga[0])).toEqual(['Nota: famiglia', 'Sbagliata', 'Vuota', 'Indirizzo di troppo']);
    expect(fuori[0]?.at(-1)).toBe('Nota: che cosa non va');
    expect((await anna.apri(`${percorso(pronto)}/indirizzi/csv`)).stato).toBe(404);
    const fatto = await anna.invia(pronto, { azione: 'conferma' });
    expect(testo(fatto)).toContain('Ci sono 2 link.');
    expect(collegamento(await apri(), 'famiglie.csv')).toBe(percorso(fatto));
    // The same button again: they are there already.
    expect([percorso(await anna.invia(pronto, { azione: 'conferma' })), await quanti()]).toEqual([
      percorso(fatto),
      prima + 2,
    ]);
    const [nomi, rossi, verdi] = await righeDi(fatto, 'Scarica il foglio con gli indirizzi (CSV)');
    expect(nomi?.slice(-2)).toEqual(['Indirizzo del link', 'Foglio da stampare con il codice QR']);
    expect([rossi?.[0], verdi?.[0], rossi?.at(-1)]).toEqual([
      "'=Famiglia Rossi",
      'Famiglia <b>Verdi</b>',
      `${rossi?.at(-2)}/qr.svg`,
    ]);
    const dove = new URL(rossi?.at(-2) ?? '').pathname;
    const chi = new Navigatore(portale.url);
    const aperto = await chi.apri(dove);
    expect(testo(aperto)).toContain('30,00 €');
    const modulo = await chi.apri(collegamento(aperto, 'Continua'));
    expect([modulo.html.includes('name="m.luogo"'), modulo.html.includes('name="m.defunto"')]).toEqual([false, true]);
    expect(testo(await anna.apri('/ufficio/link'))).toContain('0 di 3');
    expect(testo(await anna.apri('/ufficio/registro'))).toContain('Creati i link di un foglio');
  });

  test('in a workbook numbers, days and words are read as they are shown', async () => {
    const file = await xlsxDi([
      {
        righe: [
          ['Cimitero', 'Lampade 1: Quante lampade', 'Nota'],
          ['nord', 3, 'a'],
          ['Sud', 1.5, 'b'],
        ],
      },
    ]);
    const pronto = await manda(file, { nome: 'Famiglie 2026.xlsx' });
    for (const detto of ['Famiglie 2026.xlsx', 'Crea 1 link e lascia fuori 1 riga'])
      expect(testo(pronto)).toContain(detto);
    const via = await anna.invia(pronto, { azione: 'butta' });
    expect(percorso(via)).toMatch(/\/foglio$/);
    expect((await anna.apri(percorso(pronto))).stato).toBe(404);
  });

  const STORTI: [string, string | Buffer, Record<string, string>, string][] = [
    ['columns of another', 'Cognome;Cimitero\nRossi;nord', {}, 'non sono domande del modulo: «Cognome»'],
    ['a script for a column', '<script>alert(1)</script>;Cimitero\na;nord', {}, '«<script>alert(1)</script>»'],
    ['the same twice', 'Cimitero;luogo\nnord;sud', {}, 'ci sono più di una volta: «Cimitero»'],
    ['notes alone', 'Nota;Nota 2\na;b', {}, 'Nessuna colonna è una domanda'],
    ['nothing', '', {}, 'Il foglio è vuoto'],
    ['names alone', 'Cimitero\n', {}, 'solo la riga con i nomi'],
    ['not a sheet', '%PDF-1.4', { nome: 'foglio.pdf' }, 'CSV'],
    ['a PDF that calls itself a workbook', '%PDF-1.4', { nome: 'foglio.xlsx' }, 'Excel'],
    ['too many rows', `Cimitero\n${'nord\n'.repeat(LIMITI.foglioLinkRigheMax + 1)}`, {}, 'più di 5.000 righe'],
    ['ten megabytes', Buffer.alloc(10 * 1024 * 1024, 'nord\n'), {}, '5 MB'],
    ['a day gone', 'Cimitero\nnord', { finoAl: '2020-01-01' }, 'Scrivi un giorno da oggi'],
    ['no uses', 'Cimitero\nnord', { usi: '0' }, 'Scrivi un numero da 1'],
  ];
  test.each(STORTI)('is refused: %s', async (_, byte, campi, detto) => {
    const no = await manda(byte, campi);
    expect([no.stato, testo(no).includes(detto)]).toEqual([422, true]);
    expect([no.html.includes('<script>alert'), percorso(no).endsWith('/foglio')]).toEqual([false, true]);
  });

  test('of another ente, or of kinds that one does not follow, is not there, and is not taken', async () => {
    const pronto = percorso(await manda('Cimitero\nnord'));
    const altro = await unEnte(mondo);
    const altrove = await entra(ufficio, await unOperatore(mondo, [altro]));
    const nessuno = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    for (const chi of [altrove, nessuno]) {
      for (const via of ['', '/indirizzi/csv', '/sbagliate/xlsx'])
        expect((await chi.apri(pronto + via)).stato).toBe(404);
      expect((await apri(chi)).stato).toBe(404);
    }
    for (const via of ['/boh/csv', '/indirizzi/pdf']) expect((await anna.apri(pronto + via)).stato).toBe(404);
    expect((await anna.apri('/ufficio/link/fogli/nessuno')).stato).toBe(404);
    expect((await anna.apri(`/ufficio/link/nuovo/${ente.tipoDovutoId}/modello/pdf`)).stato).toBe(404);
  });

  test('of a form that has changed meanwhile makes nothing; nor does one without a row that is right', async () => {
    const pronto = await anna.apri(percorso(await manda('Cimitero\nnord')));
    await conModulo(mondo, ente, { definizione: cimiteroA(16) });
    const prima = await quanti();
    const no = await anna.invia(pronto, { azione: 'conferma' });
    expect([no.stato, testo(no).includes('Il modulo è cambiato'), await quanti()]).toEqual([422, true, prima]);
    const storto = await manda('Cimitero\novest');
    expect([testo(storto).includes('Nessuna riga si può usare'), storto.html.includes('value="conferma"')]).toEqual([
      true,
      false,
    ]);
    const forzato = await anna.invia(storto, { azione: 'conferma' });
    expect([forzato.stato, testo(forzato).includes('Nessuna riga si può usare')]).toEqual([422, true]);
    // A day later what nobody confirmed is gone, with the answers in it.
    mondo.avanti(LIMITI.foglioLinkAttesaMs + 1000);
    await lavori.find(({ nome }) => nome === 'flussi.dimentica_fogli_link')?.esegui(ctxDi(mondo, 'worker'), {});
    expect((await (await entra(ufficio, await unOperatore(mondo, [ente]))).apri(percorso(storto))).stato).toBe(404);
  });
});
