import type { CategoriaCatalogo } from './categoria.ts';
import { data, importo, it, numero, oggetto, regola, testo } from './campi.ts';

export const violazioneCds: CategoriaCatalogo = {
  categoria: 'VIOLAZIONE_CDS',
  denominazione: 'Violazione al codice della strada',
  descrizione:
    'Multe: ridotte del 30% fino al quinto giorno dalla notifica, al minimo fino al sessantesimo, poi come dal verbale. ' +
    'Con un flusso si caricano i due avvisi, ridotto e ordinario.',
  tassonomia: '9/0102100SA/',
  tassonomieAlternative: ['9/0102106SA/'],
  modalita: ['base', 'per_flussi'],
  spontaneo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  promemoriaGiorni: [3],
  importo: 'minimo meno il 30% entro 5 giorni dalla notifica, minimo entro 60, poi la somma del verbale; più le spese',
  definizione: {
    formato: 1,
    titolo: it('Multa per violazione del codice della strada'),
    schema: oggetto(
      {
        serie: testo('Serie', { maxLength: 5 }),
        numero: testo('Numero del verbale', { maxLength: 20 }),
        data: data('Data della violazione', {
          validoSe: [regola('data <= oggi', 'La data della violazione è nel futuro.')],
        }),
        targa: testo('Targa', { format: 'targa', personale: true }),
        notifica: data('Data della notifica', {
          aiuto: it('Se ti è stata contestata subito, è il giorno della violazione.'),
          validoSe: [
            regola('notifica >= data', 'La notifica viene prima della violazione. Controlla le due date.'),
            regola('notifica <= oggi', 'La data della notifica è nel futuro.'),
          ],
        }),
        minimo: importo('Importo minimo', { aiuto: it('La somma da pagare entro 60 giorni, senza le spese.') }),
        oltre: importo('Importo oltre i 60 giorni', {
          visibileSe: 'trascorsi > 60',
          obbligatorioSe: 'true',
          validoSe: [regola('oltre >= minimo', 'Non può essere meno dell’importo minimo.')],
        }),
        spese: importo('Spese di accertamento e notifica', { minimum: 0, maximum: 10_000 }),
        // The day of the notification is not counted.
        trascorsi: numero('Giorni dalla notifica', { nascosto: true, valore: 'massimo(giorni(notifica, oggi), 0)' }),
      },
      ['numero', 'data', 'targa', 'notifica', 'minimo'],
    ),
    importo: {
      modo: 'calcolato',
      voci: [
        { etichetta: it('Importo minimo'), se: 'trascorsi <= 60', importo: 'minimo' },
        {
          etichetta: it('Riduzione del 30%, entro 5 giorni'),
          se: 'trascorsi <= 5',
          importo: '-parte(minimo, 30, 100)',
        },
        { etichetta: it('Importo oltre i 60 giorni'), se: 'trascorsi > 60', importo: 'oltre' },
        { etichetta: it('Spese'), se: 'presente(spese)', importo: 'spese' },
      ],
    },
    causale:
      'Violazione CdS, verbale {{numero}}[[/{{serie}}]] del {{data}}, targa {{targa}}, notificato il {{notifica}}',
    causalePubblica: 'Violazione codice della strada, verbale {{numero}}[[/{{serie}}]] del {{data}}',
  },
};
