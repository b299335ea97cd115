import type { GenereDelega, QualiDeleghe, StatoDelega } from '#modules/posizioni';

/** What a clerk reads of who asks the ente to act for another. */
export const ufficioDeleghe = {
  titolo: 'Deleghe',
  introduzione:
    'Chi è entrato con SPID o CIE può chiedere di vedere e pagare ciò che questo ente chiede a un minore, o a un’altra persona. ' +
    'Vale solo per questo ente, e solo dopo che lo approvi.',
  qualiTitolo: 'Quali deleghe',
  quali: {
    da_decidere: 'Da decidere',
    attive: 'Attive',
    respinte: 'Respinte',
    scadute: 'Scadute',
    revocate: 'Revocate',
    tutte: 'Tutte',
  } satisfies Record<QualiDeleghe, string>,
  trovate: (quante: string): string => (quante === '1' ? '1 delega' : `${quante} deleghe`),
  vuoto: {
    da_decidere: 'Nessuna delega da decidere',
    attive: 'Nessuna delega attiva',
    respinte: 'Nessuna delega respinta',
    scadute: 'Nessuna delega scaduta',
    revocate: 'Nessuna delega revocata',
    tutte: 'Nessuno ha ancora chiesto una delega',
  } satisfies Record<QualiDeleghe, string>,
  vuotoTesto: 'Le richieste arrivano dal portale, dalla pagina «Deleghe» di chi è entrato con SPID o CIE.',
  cercaAiuto: 'Nome o codice fiscale di chi agisce, o di chi è rappresentato.',
  colonne: {
    chi: 'Chi agisce',
    per: 'Per chi',
    genere: 'Perché',
    chiesta: 'Chiesta il',
    stato: 'Stato',
    fino: 'Vale fino al',
    motivo: 'Motivo',
  },
  /** Of the file only. */
  codici: { chi: 'Codice fiscale di chi agisce', per: 'Codice fiscale della persona' },
  generi: {
    minore: 'Per un minore',
    tutela: 'Tutela o amministrazione di sostegno',
    delega: 'Glielo ha chiesto la persona',
  } satisfies Record<GenereDelega, string>,
  stati: {
    richiesta: 'Da decidere',
    approvata: 'Attiva',
    rifiutata: 'Respinta',
    revocata: 'Revocata',
    scaduta: 'Scaduta',
  } satisfies Record<StatoDelega, string>,

  una: {
    titolo: 'Una delega',
    documento: 'Documento',
    scaricaDocumento: (nome: string): string => `Scarica il documento: ${nome}`,
    guardare: {
      minore: 'Guarda nel documento che chi chiede è un genitore del minore (per esempio lo stato di famiglia).',
      tutela: 'Guarda nel documento che il giudice ha nominato chi chiede, e fino a quando.',
      delega: 'Guarda che la delega sia firmata, e che ci sia il documento di identità di chi l’ha firmata.',
    } satisfies Record<GenereDelega, string>,
    cheCosa: 'Che cosa puoi fare',
    decide: 'Decide chi amministra l’ente.',
    decisa: 'Decisa il',
    revocata: 'Revocata il',
    storia: 'Chi ha fatto che cosa',
    storiaTitolo: 'Ultimi atti su questa delega',
    torna: 'Torna alla delega senza decidere',
    fatto: {
      approva: 'La delega è approvata. Chi l’ha chiesta è avvertito per posta, se ha salvato un indirizzo.',
      rifiuta: 'La delega è respinta. Chi l’ha chiesta è avvertito per posta, se ha salvato un indirizzo.',
      revoca: 'La delega è revocata. Chi l’aveva chiesta è avvertito per posta, se ha salvato un indirizzo.',
    },
  },

  atti: {
    approva: {
      bottone: 'Approva',
      titolo: 'Approva la delega',
      conseguenza: 'Chi l’ha chiesta vedrà e potrà pagare tutto ciò che l’ente chiede a questa persona.',
      conferma: 'Approva: vedrà e pagherà per questa persona',
    },
    rifiuta: {
      bottone: 'Respingi',
      titolo: 'Respingi la delega',
      conseguenza: 'Chi l’ha chiesta legge il motivo, e può chiederla di nuovo.',
      conferma: 'Respingi: chi l’ha chiesta legge il motivo',
    },
    revoca: {
      bottone: 'Revoca',
      titolo: 'Revoca la delega',
      conseguenza: 'Da subito non vale più. Chi l’aveva chiesta legge il motivo, e può chiederla di nuovo.',
      conferma: 'Revoca: da subito non vale più',
    },
  },
  validaAl: 'Vale fino al giorno compreso',
  validaAlAiuto: (ultimo: string): string => `Da oggi al ${ultimo}: dopo, l’ente guarda di nuovo il documento.`,
  motivo: 'Motivo',
  motivoAiuto: 'Lo legge chi ha chiesto la delega. Al massimo 500 caratteri.',
};
