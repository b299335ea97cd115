import type { CategoriaCatalogo } from './categoria.ts';
import { data, importo, it, numero, oggetto, regola, scelta, siNo, gruppo, testo } from './campi.ts';

export const concessioniCimiteriali: CategoriaCatalogo = {
  categoria: 'CONCESSIONI_CIMITERIALI',
  denominazione: 'Concessioni cimiteriali',
  descrizione:
    'Loculi, ossari, tombe e cappelle, come dall’atto di concessione. Di solito l’avviso lo manda il Comune, anche a rate.',
  tassonomia: '9/0114100TS/',
  tassonomieAlternative: [],
  modalita: ['iniziato_presso_ente', 'per_flussi'],
  spontaneo: false,
  scadenzaObbligatoria: true,
  scadenzaStampata: true,
  pagaDopoScadenza: true,
  promemoriaGiorni: [15, 3],
  importo: 'libero, come dall’atto',
  definizione: {
    formato: 1,
    titolo: it('Concessione cimiteriale'),
    schema: oggetto(
      {
        concessione: scelta('Che cosa è concesso', {
          loculo: 'Loculo',
          ossario: 'Ossario o nicchia cineraria',
          tomba: 'Tomba a terra',
          cappella: 'Cappella di famiglia',
        }),
        durata: numero('Durata in anni', { minimum: 1, maximum: 99 }),
        cimitero: testo('Cimitero', { maxLength: 60 }),
        defunto: testo('Nome e cognome del defunto', {
          maxLength: 70,
          personale: true,
          aiuto: it('Lascia vuoto per una concessione chiesta in vita.'),
        }),
        atto: gruppo(
          'Atto di concessione',
          {
            numero: testo('Numero', { maxLength: 20 }),
            data: data('Data', { validoSe: [regola('atto.data <= oggi', 'La data dell’atto è nel futuro.')] }),
          },
          ['numero', 'data'],
        ),
        aRate: siNo('È una rata'),
        rata: numero('Rata numero', {
          minimum: 1,
          maximum: 24,
          visibileSe: 'aRate',
          obbligatorioSe: 'true',
          validoSe: [regola('rata <= rate', 'Il numero della rata è più alto di quante sono le rate.')],
        }),
        rate: numero('Di quante rate', { minimum: 2, maximum: 24, visibileSe: 'aRate', obbligatorioSe: 'true' }),
        importo: importo('Importo', { aiuto: it('È scritto nell’atto di concessione.') }),
      },
      ['concessione', 'durata', 'cimitero', 'importo'],
    ),
    importo: { modo: 'libero', campo: 'importo' },
    causale:
      'Concessione {{concessione}} {{cimitero}}, anni {{durata}}, atto {{atto.numero}} del {{atto.data}}' +
      '[[, {{defunto}}]][[, rata {{rata}} di {{rate}}]]',
    causalePubblica: 'Concessione cimiteriale, atto {{atto.numero}} del {{atto.data}}[[, rata {{rata}} di {{rate}}]]',
  },
};
