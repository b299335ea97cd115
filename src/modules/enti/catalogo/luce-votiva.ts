import type { CategoriaCatalogo } from './categoria.ts';
import { it, numero, oggetto, regola, sceltaDa, testo } from './campi.ts';

export const luceVotiva: CategoriaCatalogo = {
  categoria: 'LUCE_VOTIVA',
  denominazione: 'Canone luce votiva cimiteriale',
  descrizione:
    'Canone annuo delle lampade votive. Da adattare: i cimiteri del Comune e i canoni. Chi vuole può pagare più anni insieme.',
  tassonomia: '9/0114100TS/',
  tassonomieAlternative: ['9/0115108SP/'],
  modalita: ['base', 'per_flussi'],
  spontaneo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  promemoriaGiorni: [15, 3],
  importo: 'lampade × anni × canone annuo della lampada',
  definizione: {
    formato: 1,
    titolo: it('Canone luce votiva'),
    introduzione: it('Ti servono il nome del defunto e, se lo hai, il numero del contratto.'),
    schema: oggetto(
      {
        cimitero: sceltaDa('Cimitero', { tariffa: 'cimiteri', colonna: 'codice', etichetta: 'nome' }),
        defunto: testo('Nome e cognome del defunto', { maxLength: 70, personale: true }),
        contratto: testo('Numero del contratto', {
          maxLength: 30,
          aiuto: it('È scritto sull’ultimo avviso ricevuto.'),
        }),
        lampada: sceltaDa('Tipo di lampada', { tariffa: 'canoni', colonna: 'lampada', etichetta: 'nome' }),
        lampade: numero('Quante lampade', { minimum: 1, maximum: 20, default: 1 }),
        dalAnno: numero('Dall’anno', {
          minimum: 2000,
          maximum: 2100,
          validoSe: [
            regola('dalAnno >= anno(oggi) - 5', 'Gli anni più vecchi di cinque si pagano con l’avviso del Comune.'),
          ],
        }),
        alAnno: numero('All’anno', {
          minimum: 2000,
          maximum: 2100,
          validoSe: [
            regola('alAnno >= dalAnno', 'L’ultimo anno viene prima del primo. Controlla i due anni.'),
            regola('alAnno <= anno(oggi) + 1', 'Puoi pagare al massimo fino all’anno prossimo.'),
          ],
        }),
        anni: testo('Anni', {
          nascosto: true,
          valore: 'dalAnno == alAnno ? "anno " + string(dalAnno) : "anni " + string(dalAnno) + "-" + string(alAnno)',
        }),
      },
      ['cimitero', 'defunto', 'lampada', 'lampade', 'dalAnno', 'alAnno'],
    ),
    tariffe: {
      cimiteri: {
        colonne: [
          { nome: 'codice', genere: 'testo' },
          { nome: 'nome', genere: 'etichetta' },
        ],
        chiave: ['codice'],
        righe: [
          { codice: 'capoluogo', nome: 'Cimitero del capoluogo' },
          { codice: 'frazione', nome: 'Cimitero della frazione' },
        ],
      },
      canoni: {
        colonne: [
          { nome: 'lampada', genere: 'testo' },
          { nome: 'nome', genere: 'etichetta' },
          { nome: 'canone', genere: 'importo' },
        ],
        chiave: ['lampada'],
        righe: [
          { lampada: 'singola', nome: 'Lampada su loculo o tomba', canone: 1550 },
          { lampada: 'cappella', nome: 'Lampada in cappella di famiglia', canone: 2200 },
        ],
      },
    },
    importo: {
      modo: 'calcolato',
      voci: [
        {
          etichetta: it('Canone annuo, per lampade e anni'),
          quantita: 'lampade * massimo(alAnno - dalAnno + 1, 0)',
          prezzo: 'canoni.riga(lampada).canone',
        },
      ],
    },
    causale: 'Luce votiva {{cimitero}}, {{defunto}}[[, contratto {{contratto}}]], lampade {{lampade}}[[, {{anni}}]]',
    causalePubblica: 'Canone luce votiva, lampade {{lampade}}[[, {{anni}}]]',
  },
};
