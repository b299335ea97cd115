import type { CategoriaCatalogo } from './categoria.ts';
import { data, file, gruppo, it, numero, oggetto, regola, scelta, sceltaDa, schede, siNo, testo } from './campi.ts';

export const utilizzoLocali: CategoriaCatalogo = {
  categoria: 'UTILIZZO_LOCALI',
  denominazione: 'Utilizzo locali',
  descrizione:
    'Sale, palestre e spazi del Comune a ore. Da adattare: i locali, le tariffe orarie, il rincaro del fine settimana e la cauzione.',
  tassonomia: '9/0110100TS/',
  tassonomieAlternative: ['9/0105100SP/', '9/0108104AP/'],
  modalita: ['base'],
  spontaneo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  promemoriaGiorni: [],
  importo: 'ore × tariffa del locale, più il 20% il sabato e la domenica e il riscaldamento',
  definizione: {
    formato: 1,
    titolo: it('Uso di una sala o di una palestra'),
    schema: oggetto({
      domanda: schede('Domanda', {
        richiedente: gruppo(
          'Chi la usa',
          {
            chi: scelta('Chi la usa', { cittadino: 'Una persona', associazione: 'Un’associazione o un’impresa' }),
            associazione: testo('Nome dell’associazione o dell’impresa', {
              maxLength: 100,
              visibileSe: 'domanda.richiedente.chi == "associazione"',
              obbligatorioSe: 'true',
            }),
            partitaIva: testo('Partita IVA o codice fiscale', {
              maxLength: 16,
              visibileSe: 'domanda.richiedente.chi == "associazione"',
              format: 'codice-fiscale',
            }),
            statuto: file('Statuto', {
              visibileSe: 'domanda.richiedente.chi == "associazione"',
              bytesMax: 5 * 1024 * 1024,
              aiuto: it('Serve una volta sola: se lo hai già mandato, lascia vuoto.'),
            }),
          },
          ['chi'],
        ),
        uso: gruppo(
          'Che cosa e quando',
          {
            locale: sceltaDa('Locale', { tariffa: 'locali', colonna: 'locale', etichetta: 'nome' }),
            giorno: data('Giorno', {
              validoSe: [regola('domanda.uso.giorno >= oggi', 'Il giorno è passato. Indica un giorno da oggi in poi.')],
            }),
            dalle: numero('Dalle ore', { minimum: 7, maximum: 23 }),
            alle: numero('Alle ore', {
              minimum: 8,
              maximum: 24,
              validoSe: [
                regola('domanda.uso.alle > domanda.uso.dalle', 'L’ora di fine viene prima di quella di inizio.'),
              ],
            }),
            riscaldamento: siNo('Con il riscaldamento', {
              abilitatoSe:
                'presente(domanda.uso.giorno) && (mese(domanda.uso.giorno) >= 10 || mese(domanda.uso.giorno) <= 4)',
            }),
            scopo: testo('Per che cosa', { maxLength: 200, righe: 3 }),
          },
          ['locale', 'giorno', 'dalle', 'alle', 'scopo'],
        ),
      }),
      ore: numero('Ore', { valore: 'massimo(domanda.uso.alle - domanda.uso.dalle, 0)', nascosto: true }),
    }),
    tariffe: {
      locali: {
        colonne: [
          { nome: 'locale', genere: 'testo' },
          { nome: 'nome', genere: 'etichetta' },
          { nome: 'cittadino', genere: 'importo' },
          { nome: 'associazione', genere: 'importo' },
          { nome: 'riscaldamento', genere: 'importo' },
        ],
        chiave: ['locale'],
        righe: [
          { locale: 'civica', nome: 'Sala civica', cittadino: 2500, associazione: 1500, riscaldamento: 600 },
          { locale: 'teatro', nome: 'Teatro', cittadino: 9000, associazione: 6000, riscaldamento: 2000 },
          { locale: 'palestra', nome: 'Palestra', cittadino: 1800, associazione: 1200, riscaldamento: null },
        ],
      },
    },
    importo: {
      modo: 'calcolato',
      voci: [
        {
          etichetta: it('Ore di utilizzo'),
          quantita: 'ore',
          prezzo: `domanda.richiedente.chi == "associazione"
            ? locali.riga(domanda.uso.locale).associazione
            : locali.riga(domanda.uso.locale).cittadino`,
        },
        {
          etichetta: it('Sabato e domenica, 20% in più'),
          se: 'giornoDellaSettimana(domanda.uso.giorno) >= 6',
          importo: `parte(domanda.richiedente.chi == "associazione"
            ? locali.riga(domanda.uso.locale).associazione
            : locali.riga(domanda.uso.locale).cittadino, ore * 20, 100)`,
        },
        {
          etichetta: it('Riscaldamento'),
          se: 'domanda.uso.riscaldamento',
          quantita: 'ore',
          prezzo: 'oppure(locali.riga(domanda.uso.locale).riscaldamento, euro(0))',
        },
      ],
    },
    causale:
      'Utilizzo {{domanda.uso.locale}} il {{domanda.uso.giorno}}, ore {{domanda.uso.dalle}}-{{domanda.uso.alle}}' +
      '[[, {{domanda.richiedente.associazione}}]]: {{domanda.uso.scopo}}',
    causalePubblica:
      'Utilizzo {{domanda.uso.locale}} il {{domanda.uso.giorno}}, ore {{domanda.uso.dalle}}-{{domanda.uso.alle}}',
  },
};
