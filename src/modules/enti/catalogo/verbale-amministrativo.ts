import type { CategoriaCatalogo } from './categoria.ts';
import { data, importo, it, oggetto, regola, scelta, testo } from './campi.ts';

export const verbaleAmministrativo: CategoriaCatalogo = {
  categoria: 'VERBALE_AMMINISTRATIVO',
  denominazione: 'Verbale amministrativo',
  descrizione:
    'Sanzioni diverse dal codice della strada: in misura ridotta entro 60 giorni dalla notifica, poi per intero. Da adattare: le materie.',
  tassonomia: '9/0102105SA/',
  tassonomieAlternative: ['9/0101106SA/'],
  modalita: ['base', 'per_flussi'],
  spontaneo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  promemoriaGiorni: [10, 2],
  importo: 'la misura ridotta fino al sessantesimo giorno dalla notifica, poi l’importo intero; più le spese',
  definizione: {
    formato: 1,
    titolo: it('Verbale di violazione amministrativa'),
    schema: oggetto(
      {
        numero: testo('Numero del verbale', { maxLength: 30 }),
        data: data('Data del verbale', { validoSe: [regola('data <= oggi', 'La data del verbale è nel futuro.')] }),
        materia: scelta('Materia', {
          ambiente: 'Rifiuti e ambiente',
          commercio: 'Commercio e pubblici esercizi',
          animali: 'Animali',
          regolamento: 'Altri regolamenti comunali',
        }),
        notifica: data('Data della notifica', {
          aiuto: it('Il giorno in cui lo hai ricevuto, o quello del verbale se ti è stato dato subito.'),
          validoSe: [
            regola('notifica >= data', 'La notifica viene prima del verbale. Controlla le due date.'),
            regola('notifica <= oggi', 'La data della notifica è nel futuro.'),
          ],
        }),
        ridotto: importo('Importo in misura ridotta'),
        intero: importo('Importo intero', {
          visibileSe: 'giorni(notifica, oggi) > 60',
          obbligatorioSe: 'true',
          aiuto: it('Sono passati più di 60 giorni dalla notifica: la misura ridotta non vale più.'),
          validoSe: [regola('intero >= ridotto', 'L’importo intero non può essere meno di quello ridotto.')],
        }),
        spese: importo('Spese di notifica', { minimum: 0, maximum: 10_000 }),
        misura: testo('Misura', { nascosto: true, valore: 'giorni(notifica, oggi) > 60 ? "intera" : "ridotta"' }),
      },
      ['numero', 'data', 'materia', 'notifica', 'ridotto'],
    ),
    importo: {
      modo: 'calcolato',
      voci: [
        { etichetta: it('Sanzione in misura ridotta'), se: 'giorni(notifica, oggi) <= 60', importo: 'ridotto' },
        { etichetta: it('Sanzione intera'), se: 'giorni(notifica, oggi) > 60', importo: 'intero' },
        { etichetta: it('Spese di notifica'), se: 'presente(spese)', importo: 'spese' },
      ],
    },
    causale: 'Verbale {{numero}} del {{data}}, {{materia}}, notificato il {{notifica}}, misura {{misura}}',
    causalePubblica: 'Verbale amministrativo {{numero}} del {{data}}',
  },
};
