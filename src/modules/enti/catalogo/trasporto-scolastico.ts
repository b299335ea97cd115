import type { CategoriaCatalogo } from './categoria.ts';
import { it, minore, numero, oggetto, ripetibile, scelta, sceltaDa, testo } from './campi.ts';

export const trasportoScolastico: CategoriaCatalogo = {
  categoria: 'TRASPORTO_SCOLASTICO',
  denominazione: 'Trasporto scolastico',
  descrizione:
    'Abbonamento allo scuolabus per uno o più figli, con la riduzione dal secondo. Da adattare: le linee e i prezzi.',
  tassonomia: '9/0107102SP/',
  tassonomieAlternative: [],
  modalita: ['base', 'per_flussi'],
  spontaneo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  promemoriaGiorni: [15, 3],
  importo: 'abbonamento della linea e del periodo per ogni figlio, meno il 30% dal secondo',
  definizione: {
    formato: 1,
    titolo: it('Trasporto scolastico'),
    schema: oggetto(
      {
        annoScolastico: numero('Anno scolastico che comincia nel', { minimum: 2020, maximum: 2100 }),
        linea: sceltaDa('Linea', { tariffa: 'abbonamenti', colonna: 'linea', etichetta: 'nome' }, { personale: true }),
        periodo: scelta('Periodo', {
          anno: 'Tutto l’anno',
          primo: 'Da settembre a gennaio',
          secondo: 'Da febbraio a giugno',
        }),
        figli: ripetibile(
          'Chi viaggia',
          { minItems: 1, maxItems: 6 },
          oggetto({ ...minore(), scuola: testo('Scuola', { maxLength: 60, personale: true }) }, [
            'nome',
            'codiceFiscale',
            'scuola',
          ]),
          { personale: true },
        ),
      },
      ['annoScolastico', 'linea', 'periodo'],
    ),
    tariffe: {
      abbonamenti: {
        colonne: [
          { nome: 'linea', genere: 'testo' },
          { nome: 'nome', genere: 'etichetta' },
          { nome: 'periodo', genere: 'testo' },
          { nome: 'prezzo', genere: 'importo' },
        ],
        chiave: ['linea', 'periodo'],
        righe: [
          { linea: 'rossa', nome: 'Linea rossa', periodo: 'anno', prezzo: 28_000 },
          { linea: 'rossa', nome: 'Linea rossa', periodo: 'primo', prezzo: 15_500 },
          { linea: 'rossa', nome: 'Linea rossa', periodo: 'secondo', prezzo: 15_500 },
          { linea: 'verde', nome: 'Linea verde', periodo: 'anno', prezzo: 32_000 },
          { linea: 'verde', nome: 'Linea verde', periodo: 'primo', prezzo: 17_500 },
          { linea: 'verde', nome: 'Linea verde', periodo: 'secondo', prezzo: 17_500 },
        ],
      },
    },
    importo: {
      modo: 'calcolato',
      voci: [
        { etichetta: it('Abbonamento'), quantita: 'figli.size()', prezzo: 'abbonamenti.riga(linea, periodo).prezzo' },
        {
          etichetta: it('Riduzione dal secondo figlio, 30%'),
          se: 'figli.size() > 1',
          importo: '-parte(abbonamenti.riga(linea, periodo).prezzo * (figli.size() - 1), 30, 100)',
        },
      ],
    },
    causale: 'Trasporto scolastico {{annoScolastico}}, {{linea}}, {{periodo}}: {{figli.nome}}; {{figli.codiceFiscale}}',
    causalePubblica: 'Trasporto scolastico, anno che comincia nel {{annoScolastico}}, {{periodo}}',
  },
};
