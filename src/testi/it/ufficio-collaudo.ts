import type { Gruppo, RequisitoId } from '#modules/adesioni';

/** The trial of an integration, as who administers the ente, and who writes its software, read of it. */
export const ufficioCollaudo = {
  scheda: {
    titolo: 'Collaudo dell’integrazione',
    testo: 'Che cosa il gestionale dell’ente ha già fatto bene, e che cosa gli resta da provare.',
  },
  titolo: 'Collaudo dell’integrazione',
  introduzione:
    'Ogni riga è una cosa che il gestionale deve saper fare prima di andare in esercizio. La prova è ciò che ha chiamato e come gli è ' +
    'stato risposto: provale tutte nell’ambiente di prova, e ricarica la pagina. Un gruppo che non ti serve non si prova.',
  quanto: 'Di quando sono le chiamate',
  giorni: (n: number): string => (n === 1 ? 'Ultime 24 ore' : `Ultimi ${n} giorni`),
  superati: (superati: number, tutti: number): string => `Superati ${superati} su ${tutti}.`,
  esercizio: 'Stai guardando l’ente in esercizio: qui ogni chiamata è vera.',
  colonne: { requisito: 'Che cosa', stato: 'Com’è andata', quando: 'Quando', come: 'Come si prova' },
  stati: { superato: 'superato', fallito: 'non ancora: ultimo rifiuto', non_provato: 'non provato' },
  gruppi: {
    dovuti: 'Un dovuto alla volta',
    avvio: 'Pagamento iniziato presso l’ente',
    flussi: 'File di dovuti e di incassi',
    rendicontazioni: 'Rendicontazioni dei PSP',
  } satisfies Record<Gruppo, string>,
  requisiti: {
    importa: { nome: 'Inserisce un dovuto', come: 'paaSILImportaDovuto con azione I.' },
    importa_rifiuto: {
      nome: 'Riceve un rifiuto, e lo legge',
      come: 'Chiedi di nuovo lo stesso IUD, o un tipo dovuto che non c’è: il codice sta in fault/faultCode.',
    },
    invia: {
      nome: 'Comincia un pagamento',
      come: 'paaSILInviaDovuti, paaSILInviaCarrelloDovuti o paaSILVerificaAvviso; poi manda il browser all’indirizzo ricevuto.',
    },
    invia_rifiuto: {
      nome: 'Riceve un rifiuto prima di mandare qualcuno a pagare',
      come: 'Invia due volte lo stesso IUD.',
    },
    esito_prima: {
      nome: 'Chiede l’esito prima che ci sia',
      come: 'paaSILChiediPagati subito dopo l’invio: la risposta dice che il pagamento non è iniziato, o è in corso.',
    },
    esito: { nome: 'Legge un esito', come: 'Paga nel simulatore e chiedi di nuovo: «pagati» è in base64 due volte.' },
    carica: {
      nome: 'Manda un file di dovuti',
      come: 'paaSILAutorizzaImportFlusso, poi il file all’indirizzo ricevuto.',
    },
    stato_carico: {
      nome: 'Segue un file fino alla fine',
      come: 'paaSILChiediStatoImportFlusso finché non è IMPORT_ESEGUITO.',
    },
    prenota: { nome: 'Prenota un file di incassi', come: 'paaSILPrenotaExportFlusso, o incrementale.' },
    stato_incassi: {
      nome: 'Ritira un file di incassi',
      come: 'paaSILChiediStatoExportFlusso finché non è EXPORT_ESEGUITO.',
    },
    elenco_fdr: {
      nome: 'Chiede l’elenco delle rendicontazioni',
      come: 'paaSILChiediElencoFlussiSPC con tipoFlusso R.',
    },
    fdr: { nome: 'Ritira una rendicontazione', come: 'paaSILChiediFlussoSPC di una di quelle in elenco.' },
  } satisfies Record<RequisitoId, { nome: string; come: string }>,
};
