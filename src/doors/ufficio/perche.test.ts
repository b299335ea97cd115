import { expect, it, test } from 'vitest';
import { leggiCasi } from '../../../test/scenari/flussi/casi.ts';
import { scartiDi } from '../../../test/scenari/flussi/catalogo.ts';
import { perche } from './perche.ts';

const P = 'PAA_IMPORT_SINTASSI_CSV';
const detto = (codice: string, testo: string, parametri: Record<string, number> | null = null): string[] =>
  perche({ riga: 1, iud: 'A', codice, testo, parametri });

it('says of which version a row is, when it is not that of the file, and what a column holds in this one', () => {
  const colonne = (quante: number): string[] =>
    detto(P, 'ERRORE GENERICO NELLA LETTURA DELLA RIGA DEL CSV', { colonne: quante, servono: 22 });
  expect([colonne(21), colonne(20)]).toEqual([
    ['La riga ha 21 colonne, ne servono 22: sono quelle della versione 1_2, e il nome del file ne dice un’altra.'],
    [
      'La riga ha 20 colonne, ne servono 22: sono quelle della versione 1_0 o 1_1, e il nome del file ne dice un’altra.',
    ],
  ]);
  const lunga = { riga: 1, iud: 'A', codice: P, testo: '|CAUSALE_VERSAMENTO TROPPO GRANDE' };
  expect(perche(lunga, '1_0')).toEqual(['Causale: ha troppi caratteri, al massimo 140.']);
});

it.each([
  [
    'ERRORE GENERICO NELLA LETTURA DELLA RIGA DEL CSV',
    { colonne: 1, servono: 22 },
    'La riga ha 1 colonna, ne servono 22: il separatore è ;',
  ],
  ['|Too many columns', { colonne: 23, servono: 22 }, 'La riga ha 23 colonne, ne servono 22: il separatore è ;'],
  ['|Too many columns', null, 'La riga non ha il numero giusto di colonne: il separatore è ;'],
  ['|IMPORTO_DOVUTO NON CONFROME: 12,50', null, 'Importo: «12,50» non è un importo. Si scrive con il punto: 12.50'],
  ['|IMPORTO_DOVUTO NON CONFROME: 1|2', null, 'Importo: «1|2» non è un importo. Si scrive con il punto: 12.50'],
  ['|COD_IUD TROPPO GRANDE', null, 'IUD: ha troppi caratteri, al massimo 35.'],
  ['|CAUSALE_VERSAMENTO TROPPO GRANDE', null, 'Causale: ha troppi caratteri, al massimo 1.024.'],
  ['|ANAGRAFICA_PAGATORE NON PRESENTE', null, 'Nome del debitore: manca.'],
  [
    '|ANAGRAFICA_PAGATORE NON CONFORME',
    null,
    'Nome del debitore: contiene caratteri che non si vedono, come una tabulazione. Riscrivilo.',
  ],
  ['|FLAG_GENERA_IUV NON CONFORME', null, 'Generazione dello IUV (flagGeneraIuv): deve essere true oppure false.'],
  [
    '|dataScadenzaPagamento:wrong DATE pattern or wrong DATE data',
    null,
    'Scadenza: si scrive anno, mese e giorno, come 2026-12-31, e deve essere un giorno che esiste.',
  ],
])('%s', (testo, parametri, parole) => {
  expect(detto(P, testo, parametri)).toEqual([parole]);
});

it('says every fault of a row that cannot be read', () => {
  expect(detto(P, '|IUD NON PRESENTE|IMPORTO_DOVUTO NON CONFROME: x|AZIONE NON PRESENTE')).toEqual([
    'IUD: manca.',
    'Importo: «x» non è un importo. Si scrive con il punto: 12.50',
    'Azione (I, M o A): manca.',
  ]);
});

test('codes have their words, however their texts are joined; one code of several meanings is told by its text', () => {
  expect(detto(`|${P}_IMPORTO|${P}_BILANCIO`, ' un testo|un altro')).toEqual([
    'L’importo deve essere maggiore di zero e al massimo 999.999.999,99 €.',
    'Il bilancio non è scritto bene, o la sua somma non è l’importo.',
  ]);
  expect(detto('PAA_IMPORT_IUD_DUPLICATO', "Errore IUD duplicato all'interno dello stesso flusso")).toEqual([
    'Una riga precedente di questo file ha già lo stesso IUD, ed è stata caricata.',
  ]);
  expect(detto('NUOVO', '|Detto così')).toEqual(['Detto così']);
});

it('has words of its own for every reject of the cases', async () => {
  const scarti = (await Promise.all((await leggiCasi()).map(scartiDi))).flat();
  expect(scarti.length).toBeGreaterThan(100);
  const senzaParole = scarti.filter(({ codice, testo }) =>
    detto(codice, testo).some((frase) => testo.includes(frase) || /PAA_|[A-Z]_[A-Z]/.test(frase)),
  );
  expect(senzaParole).toEqual([]);
});
