import { describe, expect, it } from 'vitest';
import { parseGiorno } from '#kernel/giorno';
import { IMPORTO_MAX_CENTS, cents } from '#kernel/importo';
import type { NumeroAvviso } from '#kernel/numero-avviso';
import { collisions, logoPng, nodesOf, readPdf } from '#support/pdf';
import { disegnaRicevuta, type DatiRicevuta } from './documento.ts';

const DATI: DatiRicevuta = {
  ente: { denominazione: 'Comune di Roccafiorita', codiceFiscale: '80004000016', logoPng: logoPng() },
  prova: false,
  receiptId: '5dcd115ac18d4197a33b681767e82999',
  iuv: '01000000000000144',
  numeroAvviso: '301000000000000144' as NumeroAvviso,
  importoCents: cents(17_050),
  causale: 'Mensa e trasporto scolastico',
  pagataIl: new Date('2026-07-23T22:15:30Z'),
  applicataIl: parseGiorno('2026-07-27'),
  psp: { id: 'BCIMIT01', denominazione: 'Banca Immaginaria S.p.A.' },
  commissioneCents: cents(150),
  debitore: { anagrafica: 'Mária Kovačič', codiceFiscale: 'KVCMRA80A41H501U' },
  pagatore: { anagrafica: 'Mario Rossi', codiceFiscale: 'RSSMRA80A01H501U' },
  dovuti: [
    { causale: 'Mensa scolastica, settembre 2026', importoCents: cents(12_050) },
    { causale: 'Trasporto scolastico, primo quadrimestre', importoCents: cents(5_000) },
  ],
  generatoIl: new Date('2026-07-28T10:00:00Z'),
};

const suUnaRiga = (testo: string) => testo.replace(/\s+/g, ' ');

async function leggi(dati: DatiRicevuta) {
  const pdf = await readPdf(await disegnaRicevuta(dati));
  return { ...pdf, testo: pdf.pages.map(({ text }) => text).join('\n') };
}

describe('the receipt', () => {
  it('holds what the law asks of it, and its lines', async () => {
    const { testo, pages } = await leggi(DATI);
    for (const atteso of [
      'RICEVUTA DI PAGAMENTO',
      'Comune di Roccafiorita',
      '80004000016',
      'Mária Kovačič',
      'KVCMRA80A41H501U',
      'Mario Rossi – RSSMRA80A01H501U',
      // Rome in July is two hours ahead: there the day has already changed.
      '24/07/2026 alle 00:15:30',
      '27/07/2026',
      '01000000000000144',
      '3010 0000 0000 0001 44',
      'BCIMIT01',
      'Banca Immaginaria S.p.A.',
      '5dcd115ac18d4197a33b681767e82999',
      '170,50 €',
      '1,50 €',
      'Mensa e trasporto scolastico',
      'Mensa scolastica, settembre 2026',
      '120,50 €',
      'Trasporto scolastico, primo quadrimestre',
      '50,00 €',
      'pagina 1 di 1',
    ]) {
      expect(suUnaRiga(testo)).toContain(atteso);
    }
    expect(testo).not.toContain('PROVA');
    expect(
      nodesOf(pages[0]?.tree ?? { role: '', children: [] }).some(({ alt }) => alt === 'Logo dell’ente creditore'),
    ).toBe(true);
  });

  it('says what the Nodo did not tell, and leaves out who paid when nobody said it', async () => {
    const { testo, pages } = await leggi({
      ...DATI,
      causale: null,
      pagataIl: null,
      applicataIl: null,
      psp: {},
      debitore: null,
      pagatore: null,
      commissioneCents: null,
      dovuti: [{ causale: '', importoCents: cents(17_050) }],
    });
    expect(collisions(pages[0]?.pieces ?? [])).toEqual([]);
    expect(testo.split('non comunicato')).toHaveLength(4);
    expect(testo.split('non comunicata')).toHaveLength(3);
    expect(testo).not.toContain('Pagato da');
    expect(testo).not.toContain('Commissione');
  });

  it('has no table when no dovuto is known (an orphan receipt)', async () => {
    const { testo, pages } = await leggi({ ...DATI, dovuti: [] });
    expect(testo).not.toContain('CHE COSA È STATO PAGATO');
    expect(nodesOf(pages[0]?.tree ?? { role: '', children: [] }).some(({ role }) => role === 'Table')).toBe(false);
  });

  it('is a tagged document in Italian, with its lines as a table', async () => {
    const { title, language, marked, pages } = await leggi(DATI);
    expect({ title, language, marked }).toEqual({
      title: 'Ricevuta di pagamento 3010 0000 0000 0001 44',
      language: 'it-IT',
      marked: true,
    });
    const tabella = nodesOf(pages[0]?.tree ?? { role: '', children: [] }).find(({ role }) => role === 'Table');
    expect(tabella?.children.map((riga) => riga.children.map(({ role }) => role))).toEqual([
      ['TH', 'TH'],
      ['TD', 'TD'],
      ['TD', 'TD'],
      ['TD', 'TD'],
    ]);
  });

  it.each(['Parola d’uso ', 'MAMMOLE WWW ', 'W'])(
    'neither overlaps nor leaves the sheet with long texts of «%s»',
    async (parola) => {
      const lungo = (caratteri: number) => parola.repeat(caratteri).slice(0, caratteri);
      const { pages, testo } = await leggi({
        ...DATI,
        prova: true,
        ente: { ...DATI.ente, denominazione: lungo(140) },
        debitore: { anagrafica: lungo(500) },
        pagatore: { anagrafica: lungo(500), codiceFiscale: 'RSSMRA80A01H501U' },
        psp: { id: lungo(35), denominazione: lungo(70) },
        receiptId: lungo(255),
        causale: lungo(500),
        importoCents: IMPORTO_MAX_CENTS,
        dovuti: Array.from({ length: 5 }, () => ({ causale: lungo(1024), importoCents: IMPORTO_MAX_CENTS })),
      });
      for (const { pieces } of pages) expect(collisions(pieces)).toEqual([]);
      expect(testo.split('999.999.999,99 €')).toHaveLength(1 + 1 + 5 + 1);
      expect(testo.split('PROVA – non è un pagamento reale')).toHaveLength(pages.length + 1);
      expect(testo).toContain(`pagina ${pages.length} di ${pages.length}`);
    },
  );

  it('is the same, byte for byte, for the same data', async () => {
    const [uno, due] = await Promise.all([disegnaRicevuta(DATI), disegnaRicevuta({ ...DATI })]);
    expect(uno.equals(due)).toBe(true);
  });
});
