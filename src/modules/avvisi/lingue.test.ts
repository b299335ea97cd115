import { describe, expect, it } from 'vitest';
import { IMPORTO_MAX_CENTS } from '#kernel/importo';
import { LINGUE_AGGIUNTIVE } from '#modules/enti';
import { avvisoStampato as de } from '#testi/de/avviso-stampato';
import { DATI_AVVISO } from '#support/avviso';
import { collisions, nodesOf, readCodes, readPdf, type Page } from '#support/pdf';
import type { DatiAvviso } from './core/avviso-documento.ts';
import { linguaAvviso, LINGUE_AVVISO, type LinguaAvviso } from './core/lingua.ts';
import { disegnaAvviso } from './documento.ts';

/** Every text as long as the guide allows, made of long German words. */
const LUNGHISSIMI: DatiAvviso = (() => {
  const lungo = (n: number) =>
    'Grundstücksverkehrsgenehmigung Rechtsschutzversicherungsgesellschaften '.repeat(9).slice(0, n);
  return {
    ...DATI_AVVISO,
    ente: { ...DATI_AVVISO.ente, denominazione: lungo(100), settore: lungo(50), info: lungo(100), cbill: 'ABCDE' },
    debitore: { anagrafica: lungo(70), codiceFiscale: 'RSSMRA80A01H501U', indirizzo: lungo(140) },
    oggetto: lungo(90),
    importoCents: IMPORTO_MAX_CENTS,
    prova: true,
  };
})();

const BREVI: DatiAvviso = {
  ...DATI_AVVISO,
  scadenza: null,
  ente: { denominazione: 'C', codiceFiscale: '80004000016' },
};

const suUnaRiga = (testo: string) => testo.replace(/\s+/g, ' ');

async function duePagine(dati: DatiAvviso, lingua: LinguaAvviso): Promise<[Page, Page]> {
  const { pages } = await readPdf(await disegnaAvviso({ ...dati, lingua }));
  const [prima, seconda, ...altre] = pages;
  if (prima === undefined || seconda === undefined || altre.length > 0) throw new Error(`${pages.length} pages`);
  return [prima, seconda];
}

describe.each(LINGUE_AVVISO)('a notice in Italian and in «%s»', (lingua) => {
  it.each([
    ['ordinary texts', DATI_AVVISO],
    ['no optional text', BREVI],
    ['the longest German words, in prova', LUNGHISSIMI],
  ])('neither overlaps nor leaves the sheet: %s', async (_, dati) => {
    const [prima, seconda] = await duePagine(dati, lingua);
    for (const pagina of [prima, seconda]) expect(collisions(pagina.pieces)).toEqual([]);
  });

  it('says the same on both pages, with the same code to pay', async () => {
    const [prima, seconda] = await duePagine(DATI_AVVISO, lingua);
    expect(suUnaRiga(prima.text)).toContain('AVVISO DI PAGAMENTO');
    expect(suUnaRiga(seconda.text)).not.toMatch(/AVVISO DI PAGAMENTO|entro il|Rata unica|Cod\. Avviso/);
    for (const pagina of [prima, seconda]) {
      for (const detto of ['Mária Kovačič', '31/12/2026', '120,50', '3010 0000 0000 0001 44', 'Comune di Roccafiorita'])
        expect(suUnaRiga(pagina.text)).toContain(detto);
      expect(await readCodes(await pagina.png())).toMatchObject([
        { text: 'PAGOPA|002|301000000000000144|80004000016|12050', version: '4', level: 'M' },
      ]);
    }
  });

  it('is read aloud in its language; the words of the ente are in Italian', async () => {
    const [prima, seconda] = await duePagine(DATI_AVVISO, lingua);
    expect(nodesOf(prima.tree).filter((n) => n.lang !== undefined)).toEqual([]);
    const nodi = nodesOf(seconda.tree);
    const suoi = nodi.filter((n) => n.lang?.startsWith(`${lingua}-`));
    expect(suoi.map(({ role }) => role)).toEqual(['Sect']);
    expect(nodi.filter(({ lang }) => lang === 'it-IT').map(({ role }) => role)).toEqual([
      'H1',
      'P',
      'P',
      'P',
      'P',
      'P',
    ]);
    expect(nodi.filter(({ role }) => role === 'H2')).toHaveLength(5);
  });
});

it('the German notice has the strings of pagoPA, every one of them', async () => {
  const [, seconda] = await duePagine(DATI_AVVISO, 'de');
  const testo = suUnaRiga(seconda.text);
  const fisse = [
    de.titolo,
    de.enteCreditore,
    de.quantoEQuando,
    de.importo,
    de.entroIl,
    de.variazioni,
    de.dove,
    de.vaiSu,
  ];
  const altre = [de.datiPagamento, de.rataUnica, de.rataEntroIl, de.inquadra, de.codiceAvviso, de.codiceFiscaleEnte];
  for (const stringa of [...fisse, ...altre, ...de.canali.flatMap((c) => [c.titolo, c.descrizione])])
    expect(testo.toLowerCase()).toContain(stringa.toLowerCase());
});

describe('the second language', () => {
  it('is one of those that an ente may choose', () => {
    expect(LINGUE_AVVISO).toEqual(LINGUE_AGGIUNTIVE);
  });

  it.each([
    [undefined, 'de', 'de'],
    [undefined, null, null],
    ['it', 'de', null],
    ['sl', 'de', 'sl'],
    ['fr', null, 'fr'],
    ['klingon', 'en', 'en'],
  ] as const)('asked for as %s, of an ente that has chosen %s, is %s', (chiesta, dellEnte, attesa) => {
    expect(linguaAvviso(chiesta, dellEnte)).toBe(attesa);
  });
});
