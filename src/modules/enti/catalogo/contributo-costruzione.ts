import type { CategoriaCatalogo } from './categoria.ts';
import { data, gruppo, importo, it, oggetto, regola, ripetibile, scelta, testo } from './campi.ts';

export const contributoCostruzione: CategoriaCatalogo = {
  categoria: 'CONTRIBUTO_COSTRUZIONE',
  denominazione: 'Contributo di costruzione',
  descrizione:
    'Oneri di urbanizzazione, costo di costruzione e sanzioni edilizie di un titolo. Le rate si caricano con un flusso. ' +
    'Da adattare: i capitoli.',
  tassonomia: '9/0105102TS/',
  tassonomieAlternative: [],
  modalita: ['iniziato_presso_ente', 'per_flussi'],
  spontaneo: false,
  scadenzaObbligatoria: true,
  scadenzaStampata: true,
  pagaDopoScadenza: true,
  promemoriaGiorni: [30, 7],
  importo: 'somma delle voci, come dalla determinazione del Comune',
  definizione: {
    formato: 1,
    titolo: it('Contributo di costruzione'),
    schema: oggetto({
      pratica: gruppo(
        'Titolo edilizio',
        {
          titolo: scelta('Tipo', {
            permesso: 'Permesso di costruire',
            scia: 'SCIA',
            cila: 'CILA',
            sanatoria: 'Titolo in sanatoria',
          }),
          numero: testo('Numero', { maxLength: 20 }),
          data: data('Data', { validoSe: [regola('pratica.data <= oggi', 'La data del titolo è nel futuro.')] }),
        },
        ['titolo', 'numero', 'data'],
      ),
      luogo: gruppo(
        'Immobile',
        {
          indirizzo: testo('Indirizzo', { maxLength: 100, personale: true }),
          foglio: testo('Foglio', { maxLength: 10 }),
          particella: testo('Particella', { maxLength: 10 }),
        },
        ['indirizzo'],
      ),
      voci: ripetibile(
        'Che cosa paghi',
        { minItems: 1, maxItems: 6 },
        oggetto(
          {
            voce: scelta('Voce', {
              primaria: 'Oneri di urbanizzazione primaria',
              secondaria: 'Oneri di urbanizzazione secondaria',
              costo: 'Costo di costruzione',
              sanzione: 'Sanzione',
            }),
            importo: importo('Importo'),
          },
          ['voce', 'importo'],
        ),
        {
          validoSe: [
            regola(
              'voci.all(v, v.voce != "sanzione") || pratica.titolo == "sanatoria"',
              'La sanzione si paga con un titolo in sanatoria.',
            ),
          ],
        },
      ),
    }),
    importo: {
      modo: 'calcolato',
      voci: [
        {
          etichetta: it('Urbanizzazione primaria'),
          perOgni: 'voci',
          se: 'riga.voce == "primaria"',
          importo: 'riga.importo',
        },
        {
          etichetta: it('Urbanizzazione secondaria'),
          perOgni: 'voci',
          se: 'riga.voce == "secondaria"',
          importo: 'riga.importo',
        },
        { etichetta: it('Costo di costruzione'), perOgni: 'voci', se: 'riga.voce == "costo"', importo: 'riga.importo' },
        { etichetta: it('Sanzione'), perOgni: 'voci', se: 'riga.voce == "sanzione"', importo: 'riga.importo' },
      ],
    },
    causale:
      'Contributo di costruzione, {{pratica.titolo}} {{pratica.numero}} del {{pratica.data}}, {{luogo.indirizzo}}' +
      '[[, foglio {{luogo.foglio}}]][[, particella {{luogo.particella}}]]: {{voci.voce}}',
    causalePubblica: 'Contributo di costruzione, pratica {{pratica.numero}} del {{pratica.data}}',
    capitolo: { codice: 'voci.exists(v, v.voce != "sanzione") ? "4051" : "3059"' },
  },
};
