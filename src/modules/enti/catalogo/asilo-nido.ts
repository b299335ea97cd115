import type { CategoriaCatalogo } from './categoria.ts';
import { gruppo, importo, it, minore, numero, oggetto, scelta, sceltaDa, siNo } from './campi.ts';

const MESI = {
  ...{ settembre: 'Settembre', ottobre: 'Ottobre', novembre: 'Novembre', dicembre: 'Dicembre', gennaio: 'Gennaio' },
  ...{ febbraio: 'Febbraio', marzo: 'Marzo', aprile: 'Aprile', maggio: 'Maggio', giugno: 'Giugno', luglio: 'Luglio' },
};

export const asiloNido: CategoriaCatalogo = {
  categoria: 'RETTE_ASILO_NIDO',
  denominazione: 'Rette asilo nido',
  descrizione:
    'Retta mensile secondo l’orario e la fascia ISEE, ridotta per i fratelli. Di solito l’avviso lo manda il Comune. ' +
    'Da adattare: le rette.',
  tassonomia: '9/0107106SP/',
  tassonomieAlternative: ['9/0107100TS/'],
  modalita: ['base', 'per_flussi'],
  spontaneo: false,
  scadenzaObbligatoria: true,
  scadenzaStampata: true,
  pagaDopoScadenza: true,
  promemoriaGiorni: [7, 1],
  importo: 'retta dell’orario nella fascia ISEE, meno il 20% con un fratello iscritto e i giorni di assenza',
  definizione: {
    formato: 1,
    titolo: it('Retta dell’asilo nido'),
    schema: oggetto(
      {
        bambino: gruppo('Bambina o bambino', minore(), ['nome', 'codiceFiscale'], { personale: true }),
        mese: scelta('Mese', MESI),
        anno: numero('Anno', { minimum: 2020, maximum: 2100 }),
        orario: sceltaDa('Orario', { tariffa: 'rette', colonna: 'orario', etichetta: 'nome' }),
        senzaIsee: siNo('Non ho un ISEE, o non voglio usarlo'),
        isee: importo('ISEE', { minimum: 0, personale: true, visibileSe: '!senzaIsee', obbligatorioSe: 'true' }),
        fratelli: siNo('Ha un fratello o una sorella iscritti al nido'),
        assenze: numero('Giorni di assenza per malattia, oltre il decimo', { maximum: 21, default: 0 }),
        retta: importo('Retta piena', {
          personale: true,
          valore: 'rette.fascia(orario, senzaIsee ? euro(1000000) : isee).retta',
        }),
      },
      ['mese', 'anno', 'orario'],
    ),
    tariffe: {
      rette: {
        colonne: [
          { nome: 'orario', genere: 'testo' },
          { nome: 'nome', genere: 'etichetta' },
          { nome: 'finoA', genere: 'importo' },
          { nome: 'retta', genere: 'importo' },
        ],
        chiave: ['orario'],
        fascia: 'finoA',
        righe: [
          { orario: 'pieno', nome: 'Tempo pieno', finoA: 700_000, retta: 12_000 },
          { orario: 'pieno', nome: 'Tempo pieno', finoA: 1_500_000, retta: 25_000 },
          { orario: 'pieno', nome: 'Tempo pieno', finoA: 2_500_000, retta: 38_000 },
          { orario: 'pieno', nome: 'Tempo pieno', finoA: null, retta: 49_000 },
          { orario: 'corto', nome: 'Fino alle 13', finoA: 700_000, retta: 8_000 },
          { orario: 'corto', nome: 'Fino alle 13', finoA: 1_500_000, retta: 16_500 },
          { orario: 'corto', nome: 'Fino alle 13', finoA: 2_500_000, retta: 25_500 },
          { orario: 'corto', nome: 'Fino alle 13', finoA: null, retta: 33_000 },
        ],
      },
    },
    importo: {
      modo: 'calcolato',
      voci: [
        { etichetta: it('Retta del mese'), importo: 'retta' },
        { etichetta: it('Riduzione per fratelli, 20%'), se: 'fratelli', importo: '-parte(retta, 20, 100)' },
        {
          etichetta: it('Giorni di assenza, un trentesimo ciascuno'),
          se: 'oppure(assenze, 0) > 0',
          importo: '-parte(retta, assenze, 30)',
        },
      ],
    },
    causale: 'Retta asilo nido {{mese}} {{anno}}, {{bambino.nome}} {{bambino.codiceFiscale}}, {{orario}}',
    causalePubblica: 'Retta asilo nido {{mese}} {{anno}}',
  },
};
