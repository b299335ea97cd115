import type { CategoriaCatalogo } from './categoria.ts';
import { gruppo, importo, it, minore, numero, oggetto, regola, scelta, siNo, testo } from './campi.ts';

export const mensaScolastica: CategoriaCatalogo = {
  categoria: 'MENSA_SCOLASTICA',
  denominazione: 'Mensa scolastica',
  descrizione:
    'Ricarica del borsellino o pasti contati, al prezzo della fascia ISEE. Da adattare: le scuole, le fasce e i prezzi del pasto.',
  tassonomia: '9/0107101TS/',
  tassonomieAlternative: ['9/0107100TS/'],
  modalita: ['base', 'per_flussi'],
  spontaneo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  promemoriaGiorni: [7],
  importo: 'ricarica libera, oppure pasti × prezzo della fascia ISEE',
  definizione: {
    formato: 1,
    titolo: it('Mensa scolastica'),
    schema: oggetto(
      {
        alunno: gruppo(
          'Alunna o alunno',
          { ...minore(), classe: testo('Classe', { maxLength: 10 }) },
          ['nome', 'codiceFiscale'],
          { personale: true },
        ),
        scuola: scelta(
          'Scuola',
          { infanzia: 'Scuola dell’infanzia', primaria: 'Scuola primaria', secondaria: 'Secondaria di primo grado' },
          { personale: true },
        ),
        modo: scelta('Che cosa paghi', { ricarica: 'Una ricarica', pasti: 'Un numero di pasti' }),
        ricarica: importo('Importo della ricarica', {
          minimum: 500,
          maximum: 50_000,
          visibileSe: 'modo == "ricarica"',
          obbligatorioSe: 'true',
          aiuto: it('Da 5 a 500 euro.'),
          validoSe: [regola('inCents(ricarica) % 100 == 0', 'Scrivi un importo in euro interi.')],
        }),
        pasti: numero('Quanti pasti', {
          minimum: 1,
          maximum: 200,
          visibileSe: 'modo == "pasti"',
          obbligatorioSe: 'true',
        }),
        senzaIsee: siNo('Non ho un ISEE, o non voglio usarlo', { visibileSe: 'modo == "pasti"' }),
        isee: importo('ISEE', {
          minimum: 0,
          personale: true,
          visibileSe: 'modo == "pasti" && !senzaIsee',
          obbligatorioSe: 'true',
        }),
      },
      ['scuola', 'modo'],
    ),
    tariffe: {
      pasto: {
        colonne: [
          { nome: 'finoA', genere: 'importo' },
          { nome: 'prezzo', genere: 'importo' },
        ],
        fascia: 'finoA',
        righe: [
          { finoA: 600_000, prezzo: 150 },
          { finoA: 1_200_000, prezzo: 320 },
          { finoA: 2_000_000, prezzo: 450 },
          { finoA: null, prezzo: 580 },
        ],
      },
    },
    importo: {
      modo: 'calcolato',
      voci: [
        { etichetta: it('Ricarica'), se: 'modo == "ricarica"', importo: 'ricarica' },
        {
          etichetta: it('Pasti, al prezzo della fascia'),
          se: 'modo == "pasti"',
          quantita: 'pasti',
          prezzo: 'pasto.fascia(senzaIsee ? euro(1000000) : isee).prezzo',
        },
      ],
    },
    causale:
      'Mensa scolastica, {{alunno.nome}} {{alunno.codiceFiscale}}, {{scuola}}[[, classe {{alunno.classe}}]][[, pasti {{pasti}}]]' +
      '[[, ricarica {{ricarica}}]]',
    causalePubblica: 'Mensa scolastica[[, pasti {{pasti}}]]',
  },
};
