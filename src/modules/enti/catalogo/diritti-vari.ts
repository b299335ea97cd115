import type { CategoriaCatalogo } from './categoria.ts';
import { it, oggetto, sceltaDa, testo } from './campi.ts';

export const dirittiVari: CategoriaCatalogo = {
  categoria: 'DIRITTI_VARI',
  denominazione: 'Diritti vari',
  descrizione:
    'Diritti di segreteria, SUAP, rogito, accesso agli atti. Da adattare: le pratiche, quanto costano e in quale capitolo vanno.',
  tassonomia: '9/0103101AP/',
  tassonomieAlternative: ['9/0103100TS/', '9/0105107TS/', '9/0105112SP/', '9/0103102AP/'],
  modalita: ['base', 'iniziato_presso_ente'],
  spontaneo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  promemoriaGiorni: [],
  importo: 'dalla pratica scelta',
  definizione: {
    formato: 1,
    titolo: it('Diritti'),
    schema: oggetto(
      {
        pratica: sceltaDa('Per che cosa paghi', { tariffa: 'diritti', colonna: 'pratica', etichetta: 'nome' }),
        numero: testo('Numero della pratica', {
          maxLength: 30,
          aiuto: it('Se la pratica non ha ancora un numero, lascia vuoto.'),
        }),
        oggetto: testo('Oggetto', { maxLength: 200, righe: 3, personale: true }),
      },
      ['pratica'],
    ),
    tariffe: {
      diritti: {
        colonne: [
          { nome: 'pratica', genere: 'testo' },
          { nome: 'nome', genere: 'etichetta' },
          { nome: 'importo', genere: 'importo' },
          { nome: 'capitolo', genere: 'testo' },
        ],
        chiave: ['pratica'],
        righe: [
          { pratica: 'suap', nome: 'Pratica SUAP', importo: 6000, capitolo: '3010/1' },
          { pratica: 'cila', nome: 'CILA o SCIA edilizia', importo: 8000, capitolo: '3010/2' },
          {
            pratica: 'destinazione',
            nome: 'Certificato di destinazione urbanistica',
            importo: 4000,
            capitolo: '3010/2',
          },
          { pratica: 'rogito', nome: 'Rogito di un contratto', importo: 15000, capitolo: '3010/3' },
          { pratica: 'atti', nome: 'Accesso agli atti', importo: 1500, capitolo: '3010/4' },
        ],
      },
    },
    importo: { modo: 'scelto', campo: 'pratica', tariffa: 'diritti', colonna: 'importo' },
    causale: 'Diritti: {{pratica}}[[, pratica {{numero}}]][[, {{oggetto}}]]',
    causalePubblica: 'Diritti: {{pratica}}[[, pratica {{numero}}]]',
    capitolo: { codice: 'diritti.riga(pratica).capitolo' },
  },
};
