import { describe, expect, it } from 'vitest';
import { leggiColonneFoglio, leggiRigaFoglio, type ColonneFoglio, type RispostaFoglio } from './foglio-link.ts';

const DOMANDE = [
  { domanda: 'Cimitero', nome: 'luogo' },
  { domanda: 'Lampade 1: Quante', nome: 'righe.0.quante' },
  { domanda: 'Lampade 2: Quante', nome: 'righe.1.quante' },
  { domanda: 'Ricevuta', nome: 'ricevuta' },
  { domanda: 'Giorno', nome: 'giorno' },
];

describe('the first row', () => {
  const legge = (...nomi: string[]) => {
    const esito = leggiColonneFoglio(nomi, DOMANDE);
    return esito.ok ? esito.value.map((una) => una?.nome ?? null) : esito.refusal.codice;
  };
  it.each([
    [
      ['Cimitero', 'Nota'],
      ['luogo', null],
    ],
    [
      [' CIMITERO ', '', 'nota: via', 'righe.0.quante'],
      ['luogo', null, null, 'righe.0.quante'],
    ],
    [['Cimitero', 'Cognome'], 'FOGLIO_COLONNE_SCONOSCIUTE'],
    [['Cimitero', 'luogo'], 'FOGLIO_COLONNE_RIPETUTE'],
    [['Nota'], 'FOGLIO_SENZA_COLONNE'],
    [['Notaio'], 'FOGLIO_COLONNE_SCONOSCIUTE'],
    [
      ['titolo', 'Cimitero'],
      ['=titolo', 'luogo'],
    ],
    [['Titolo', 'Nota'], 'FOGLIO_SENZA_COLONNE'],
  ])('%j: %j', (nomi, atteso) => expect(legge(...nomi)).toEqual(atteso));
});

describe('a row', () => {
  const colonne: ColonneFoglio = [...DOMANDE, null];
  const GENERI: Record<string, string> = { luogo: 'scelta', ricevuta: 'si_no', giorno: 'data' };
  const visti: Readonly<Record<string, string>>[] = [];
  /** A form that takes all but a `9`, and asks for the day only where there is a place. */
  const compila = (valori: Readonly<Record<string, string>>): RispostaFoglio[] => {
    visti.push(valori);
    return DOMANDE.map(({ nome, domanda }) => ({
      ...{ nome, domanda, genere: GENERI[nome] ?? 'numero' },
      visibile: nome !== 'giorno' || valori['luogo'] !== undefined,
      errore: valori[nome] === '9' ? { codice: 'NUMERO_TROPPO_GRANDE', parametri: {}, messaggio: null } : null,
      opzioni: nome === 'luogo' ? [{ valore: 'n', etichetta: 'Nord' }] : [],
    }));
  };
  const cella = (testo: string, specie: 'testo' | 'numero' | 'giorno' = 'testo') => ({ testo, specie });
  it('is read as people write it', () => {
    const celle = [
      cella(' NORD '),
      cella('1.5', 'numero'),
      cella('2'),
      cella('Sì'),
      cella('2026-12-31T10:00', 'giorno'),
    ];
    expect(leggiRigaFoglio([...celle, cella('mia')], colonne, compila)).toEqual({
      titolo: null,
      valori: {
        ...{ luogo: 'n', 'righe.0.quante': '1,5', 'righe.1.quante': '2', ricevuta: 'si', giorno: '2026-12-31' },
        'righe.righe': '2',
      },
      difetti: [],
    });
  });
  it.each([
    [[cella('Nord'), cella('9')], ['Lampade 1: Quante NUMERO_TROPPO_GRANDE']],
    [[cella(''), cella(''), cella(''), cella('no'), cella('31/12/2026')], ['Giorno NON_CHIESTA']],
    [[cella(''), cella(' ')], [' VUOTA']],
    [[], [' VUOTA']],
  ])('%j: %j', (celle, attesi) => {
    const { difetti } = leggiRigaFoglio(celle, colonne, compila);
    expect(difetti.map(({ domanda, codice }) => `${domanda} ${codice}`)).toEqual(attesi);
  });
  it.each([
    ['Luci di Ada', 'Luci di Ada', []],
    ['x'.repeat(141), 'x'.repeat(141), ['Titolo TITOLO_LUNGO']],
    [' ', null, []],
  ])('has a title of its own: %s', (scritto, atteso, attesi) => {
    const conTitolo = [...colonne, { domanda: 'Titolo', nome: '=titolo' }];
    const celle = [cella('Nord'), ...[1, 2, 3, 4, 5].map(() => cella('')), cella(scritto)];
    const { titolo, valori, difetti } = leggiRigaFoglio(celle, conTitolo, compila);
    expect([titolo, valori, difetti.map((d) => `${d.domanda} ${d.codice}`)]).toEqual([atteso, { luogo: 'n' }, attesi]);
  });
  it('has no more rows in a group than the last that is answered', () => {
    leggiRigaFoglio([cella('Nord'), cella('1')], colonne, compila);
    expect(visti.at(-1)).toMatchObject({ 'righe.righe': '1' });
  });
});
