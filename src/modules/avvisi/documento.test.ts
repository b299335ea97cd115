import { describe, expect, it } from 'vitest';
import { IMPORTO_MAX_CENTS, cents } from '#kernel/importo';
import { DATI_AVVISO } from '#support/avviso';
import { collisions, logoPng, nodesOf, readCodes, readPdf } from '#support/pdf';
import type { DatiAvviso } from './core/avviso-documento.ts';
import { disegnaAvviso } from './documento.ts';

/** Every text as long as the guide allows, made of `parola`. */
function lunghissimo(parola: string): DatiAvviso {
  const lungo = (caratteri: number) => parola.repeat(caratteri).slice(0, caratteri);
  return {
    ...DATI_AVVISO,
    ente: { ...DATI_AVVISO.ente, denominazione: lungo(100), settore: lungo(50), info: lungo(100), cbill: 'ABCDE' },
    debitore: { anagrafica: lungo(70), codiceFiscale: 'RSSMRA80A01H501U', indirizzo: lungo(140) },
    oggetto: lungo(90),
    importoCents: IMPORTO_MAX_CENTS,
  };
}

const suUnaRiga = (testo: string) => testo.replace(/\s+/g, ' ');

async function unaPagina(dati: DatiAvviso) {
  const pdf = await readPdf(await disegnaAvviso(dati));
  const [pagina, ...altre] = pdf.pages;
  if (pagina === undefined || altre.length > 0) throw new Error(`${pdf.pages.length} pages`);
  return { pdf, pagina };
}

describe('the QR code of the notice', () => {
  it.each([
    ['a notice', DATI_AVVISO],
    ['a notice in prova', { ...DATI_AVVISO, prova: true }],
    ['a notice of the largest amount', { ...DATI_AVVISO, importoCents: IMPORTO_MAX_CENTS }],
    ['a notice of a cent', { ...DATI_AVVISO, importoCents: cents(1) }],
  ])('of %s is read by another reader: text, version 4, level M, 25 mm', async (_, dati) => {
    const { pagina } = await unaPagina(dati);
    const codici = await readCodes(await pagina.png());
    const importo = String(dati.importoCents).padStart(2, '0');
    expect(codici).toMatchObject([
      { format: 'QRCode', text: `PAGOPA|002|301000000000000144|80004000016|${importo}`, version: '4', level: 'M' },
    ]);
    expect(codici[0]?.box.side).toBeCloseTo(25, 0);
    expect(codici[0]?.box.x).toBeCloseTo(10, 0);
  });
});

describe('the text of the notice', () => {
  it('holds every datum and fixed string', async () => {
    const { pagina } = await unaPagina(DATI_AVVISO);
    for (const atteso of [
      'AVVISO DI PAGAMENTO',
      'ENTE CREDITORE',
      'Comune di Roccafiorita',
      '80004000016',
      'Servizi scolastici',
      'Sportello: lunedì e giovedì, 9-12',
      'DESTINATARIO',
      'Mária Kovačič',
      'RSSMRA80A01H501U',
      'Via della Libertà 12',
      '34170 Gorizia (GO)',
      'Mensa scolastica, settembre 2026',
      'QUANTO E QUANDO PAGARE?',
      '120,50 Euro',
      'entro il',
      '31/12/2026',
      'subire variazioni in diminuzione (per sgravi, note di credito) o in aumento (per sanzioni, interessi, ecc.).',
      'DOVE PAGARE?',
      'PAGA SUL TERRITORIO',
      'Rata unica entro il 31/12/2026',
      'Inquadra il codice QR con la tua app di pagamento o usa i dati accanto.',
      'AB123',
      '3010 0000 0000 0001 44',
    ]) {
      expect(suUnaRiga(pagina.text)).toContain(atteso);
    }
    expect(pagina.text).not.toContain('PROVA');
  });

  it('stands where the guide has it', async () => {
    const { pagina } = await unaPagina(DATI_AVVISO);
    const dove = (testo: string) => pagina.pieces.find((pezzo) => pezzo.text.startsWith(testo));
    // Baselines of the official reference notices, in mm.
    for (const [testo, x, y, corpo] of [
      ['AVVISO DI PAGAMENTO', 29, 13.2, 10],
      ['Mensa', 10, 29.1, 16],
      ['ENTE CREDITORE', 10, 48.9, 10],
      ['Comune', 10, 62.4, 14],
      ['Servizi', 10, 74.1, 12],
      ['DESTINATARIO', 114, 48.9, 10],
      ['120,50 Euro', 10, 112.4, 16],
      ['DATI PER', 10, 145.8, 10],
      ['Cod. Avviso', 94.2, 187.1, 8],
    ] as const) {
      const pezzo = dove(testo);
      expect(pezzo?.x, testo).toBeCloseTo(x, 0);
      expect(Math.abs((pezzo?.y ?? 0) - y), testo).toBeLessThan(0.3);
      expect((pezzo?.size ?? 0) / (25.4 / 72), testo).toBeCloseTo(corpo, 1);
    }
  });

  it('says twice that a notice of an ente in prova cannot be paid, once aloud', async () => {
    const { pagina } = await unaPagina({ ...DATI_AVVISO, prova: true });
    expect(pagina.text.split('PROVA – non pagabile')).toHaveLength(3);
    expect(collisions(pagina.pieces)).toEqual([]);
  });

  it.each([
    ['ordinary texts', DATI_AVVISO],
    [
      'no optional text',
      {
        ...DATI_AVVISO,
        scadenza: null,
        ente: { denominazione: 'C', codiceFiscale: '80004000016' },
        debitore: { anagrafica: 'M' },
      },
    ],
    ['the longest texts, in words', lunghissimo('Parola d’uso ')],
    ['the longest texts, in wide words', lunghissimo('MAMMOLE WWW ')],
    ['the longest texts, without a blank', lunghissimo('W')],
  ])('neither overlaps nor leaves the sheet: %s', async (_, dati) => {
    const { pagina } = await unaPagina(dati);
    expect(collisions(pagina.pieces)).toEqual([]);
    const [codice] = await readCodes(await pagina.png());
    const { x = 0, y = 0, side = 0 } = codice?.box ?? {};
    const sopra = pagina.pieces.filter((pezzo) => {
      return (
        pezzo.x < x + side + 3 &&
        pezzo.x + pezzo.width > x - 3 &&
        pezzo.y > y - 3 &&
        pezzo.y - pezzo.size < y + side + 3
      );
    });
    expect(sopra.map(({ text }) => text)).toEqual([]);
  });

  it('cuts what is longer than the guide allows, and says so', async () => {
    const { pagina } = await unaPagina({
      ...DATI_AVVISO,
      oggetto: 'Canone per l’occupazione di suolo pubblico '.repeat(25),
    });
    expect(suUnaRiga(pagina.text)).toContain(
      'Canone per l’occupazione di suolo pubblico Canone per l’occupazione di suolo pubblico…',
    );
  });
});

describe('the file', () => {
  it('is a tagged document in Italian with a title, readable in order', async () => {
    const { pdf, pagina } = await unaPagina(DATI_AVVISO);
    expect(pdf).toMatchObject({ title: 'Avviso di pagamento 3010 0000 0000 0001 44', language: 'it-IT', marked: true });
    const nodi = nodesOf(pagina.tree);
    expect(nodi.filter(({ role }) => role === 'H1')).toHaveLength(1);
    expect(nodi.filter(({ role }) => role === 'H2')).toHaveLength(5);
    const figure = nodi.filter(({ role }) => role === 'Figure').map(({ alt }) => alt ?? '');
    expect(figure).toHaveLength(2);
    expect(figure[0]).toBe('Logo dell’ente creditore');
    expect(figure[1]).toMatch(/^Codice QR/);
  });

  it('is the same, byte for byte, for the same data', async () => {
    const [uno, due] = await Promise.all([disegnaAvviso(DATI_AVVISO), disegnaAvviso({ ...DATI_AVVISO })]);
    expect(uno.equals(due)).toBe(true);
    const altro = await disegnaAvviso({ ...DATI_AVVISO, generatoIl: new Date('2026-11-24T10:00:00Z') });
    expect(altro.equals(uno)).toBe(false);
  });

  it('is made without the logo, when the logo is damaged', async () => {
    const rotto = logoPng();
    rotto.fill(0, rotto.length >> 1);
    const { pagina } = await unaPagina({ ...DATI_AVVISO, ente: { ...DATI_AVVISO.ente, logoPng: rotto } });
    expect(nodesOf(pagina.tree).filter(({ role }) => role === 'Figure')).toHaveLength(1);
    expect(suUnaRiga(pagina.text)).toContain('Comune di Roccafiorita');
  });

  it('is refused, not made wrong, for an ente without a tax code of 11 digits', async () => {
    await expect(disegnaAvviso({ ...DATI_AVVISO, ente: { ...DATI_AVVISO.ente, codiceFiscale: '1' } })).rejects.toThrow(
      RangeError,
    );
  });
});
