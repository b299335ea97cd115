import { describe, expect, it } from 'vitest';
import { parseGiorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import type { NumeroAvviso } from '#kernel/numero-avviso';
import { avvisoStampato } from '#testi/it/avviso-stampato';
import { accorcia, componiAvviso, type DatiAvviso } from './avviso-documento.ts';

const DATI: DatiAvviso = {
  ente: {
    denominazione: 'Comune di Roccafiorita',
    codiceFiscale: '80004000016',
    settore: 'Scuola',
    info: 'Tel. 0',
    cbill: 'ab123',
  },
  prova: false,
  debitore: { anagrafica: 'Mario Rossi', codiceFiscale: 'RSSMRA80A01H501U', indirizzo: 'Via Roma 1\n00100 Roma (RM)' },
  oggetto: 'Mensa scolastica',
  importoCents: cents(150_000),
  scadenza: parseGiorno('2026-12-31'),
  numeroAvviso: '301000000000000144' as NumeroAvviso,
  generatoIl: new Date('2026-11-23T10:00:00Z'),
};

describe('componiAvviso', () => {
  it('writes amount, date and codes as the guide does', () => {
    const avviso = componiAvviso(DATI, avvisoStampato);
    expect(avviso.quanto).toMatchObject({
      titolo: 'QUANTO E QUANDO PAGARE?',
      importo: { etichetta: 'Importo', valore: '1.500,00 Euro' },
      scadenza: { etichetta: 'entro il', valore: '31/12/2026' },
    });
    expect(avviso.dati).toMatchObject({
      rata: 'Rata unica entro il 31/12/2026',
      importo: '1.500,00',
      qr: { testo: 'PAGOPA|002|301000000000000144|80004000016|150000' },
      codici: { cbill: { valore: 'AB123' }, avviso: { valore: '3010 0000 0000 0001 44' } },
    });
    expect(avviso.dati.voci.map(({ valore }) => valore)).toEqual([
      'Mario Rossi',
      'Comune di Roccafiorita',
      'Mensa scolastica',
    ]);
    expect(avviso.dove.canali.map(({ titolo }) => titolo)).toEqual(['PAGA CON L’APP IO', 'PAGA SUL TERRITORIO']);
  });

  it('asks only how much, where no date is printed', () => {
    const avviso = componiAvviso({ ...DATI, scadenza: null }, avvisoStampato);
    expect(avviso.quanto).toMatchObject({ titolo: 'QUANTO PAGARE?', scadenza: null });
    expect(avviso.dati.rata).toBe('Rata unica');
  });

  it('leaves out what is not known', () => {
    const ente = { denominazione: 'Comune', codiceFiscale: '80004000016', settore: null, info: null, cbill: null };
    const avviso = componiAvviso({ ...DATI, ente, debitore: { anagrafica: 'Jane Doe' } }, avvisoStampato);
    expect(avviso.ente).toMatchObject({ settore: '', info: '' });
    expect(avviso.destinatario).toMatchObject({ codiceFiscale: '', indirizzo: '' });
    expect(avviso.dati.codici.cbill).toBeNull();
    expect(avviso.logo).toBeNull();
  });

  it('says that it cannot be paid only where it cannot', () => {
    expect(componiAvviso(DATI, avvisoStampato).prova).toBeNull();
    expect(componiAvviso({ ...DATI, prova: true }, avvisoStampato).prova).toBe('PROVA – non pagabile');
  });

  it('names nobody in the title of the file', () => {
    expect(componiAvviso(DATI, avvisoStampato).titoloFile).toBe('Avviso di pagamento 3010 0000 0000 0001 44');
  });

  it('keeps an address within three lines and the characters of the guide', () => {
    const indirizzo = ['Via Lunga 1', '', 'Interno 2', '00100 Roma', 'Italia', 'x'.repeat(200)].join('\n');
    const avviso = componiAvviso({ ...DATI, debitore: { anagrafica: 'M', indirizzo } }, avvisoStampato);
    const righe = avviso.destinatario.indirizzo.split('\n');
    expect(righe.slice(0, 2)).toEqual(['Via Lunga 1', 'Interno 2']);
    expect(righe).toHaveLength(3);
    expect(righe[2]).toMatch(/^00100 Roma Italia x+…$/);
    expect(righe.join('').length).toBeLessThanOrEqual(140);
  });
});

describe('accorcia', () => {
  it.each([
    ['Comune di Test', 14, 'Comune di Test'],
    ['  Comune\n di\tTest ', 14, 'Comune di Test'],
    ['Comune di Testa', 14, 'Comune di…'],
    ['Comune di Test e altro', 15, 'Comune di Test…'],
    ['abcdefghij', 5, 'abcd…'],
    ['a bcdefghij', 5, 'a bc…'],
    ['ab 𝒳𝒴𝒵 cd', 5, 'ab 𝒳…'],
    ['', 5, ''],
  ])('%j in %i characters is %j', (testo, max, corto) => {
    expect(accorcia(testo, max)).toBe(corto);
  });
});
