import type { CodiceDelega } from '#modules/posizioni';

/** What who signed in reads of the deleghe, and of the copy of their data. */
export const deleghe = {
  titolo: 'Deleghe',
  introduzione:
    'Puoi chiedere a un ente di vedere e pagare le posizioni di un minore o di un’altra persona. Vale solo ' +
    'per quell’ente, e decide l’ente.',
  elenco: 'Le tue deleghe',
  suDiMe: 'Chi agisce per te',
  colonne: { chi: 'Per chi', da: 'Chi', ente: 'Ente', genere: 'Perché', stato: 'Stato', azione: 'Azione' },
  generi: { minore: 'È minorenne', tutela: 'Tutela o amministrazione di sostegno', delega: 'Me lo ha chiesto' },
  stati: {
    richiesta: 'In attesa dell’ente',
    approvata: 'Approvata',
    rifiutata: 'Non approvata',
    revocata: 'Revocata',
    scaduta: 'Scaduta',
  },
  fino: 'fino al',
  revoca: 'Revoca',
  revocaChe: (nome: string, ente: string): string => `Revoca la delega: ${nome}, ${ente}`,
  revocata: 'La delega è revocata: da adesso non vale più.',
  chiesta: 'La richiesta è partita. Quando l’ente decide, lo trovi qui.',
  nessuna: 'Non hai ancora chiesto nessuna delega',
  nessunaTesto: 'Per chiederne una servono il codice fiscale dell’altra persona e un documento che lo permette.',
  nuova: 'Chiedi una delega',
  modulo: {
    titolo: 'Chiedi una delega',
    genere: 'Perché agisci per un’altra persona?',
    aiutoGenere: {
      minore: 'Alleghi un documento che ti dice genitore, per esempio lo stato di famiglia.',
      tutela: 'Alleghi il provvedimento del giudice.',
      delega: 'Alleghi la delega firmata e il documento di chi l’ha firmata.',
    },
    codice: 'Codice fiscale dell’altra persona',
    nome: 'Nome e cognome dell’altra persona',
    ente: 'Ente',
    scegliEnte: 'Scegli l’ente',
    documento: 'Documento',
    documentoAiuto: 'PDF, JPEG o PNG, al massimo 10 MB. Se qualcosa non va, dovrai sceglierlo di nuovo.',
    manca: 'Allega il documento.',
    mancaEnte: 'Scegli l’ente.',
    invia: 'Manda la richiesta all’ente',
  },
  rifiuti: {
    DELEGA_CODICE_NON_VALIDO: 'Controlla il codice fiscale: è di una persona, e ha 16 caratteri.',
    DELEGA_A_SE_STESSI: 'Questo è il tuo codice fiscale: per te non serve una delega.',
    DELEGA_NOME_MANCANTE: 'Scrivi nome e cognome dell’altra persona.',
    DELEGA_GENERE_NON_VALIDO: 'Scegli perché agisci per questa persona.',
    DELEGA_NON_MINORE: 'Dal codice fiscale questa persona è maggiorenne: scegli un altro motivo.',
    DELEGA_ENTE_NON_VALIDO: 'Scegli un ente dell’elenco.',
    DELEGA_GIA_CHIESTA: 'Per questa persona e questo ente hai già una delega, o una richiesta che aspetta.',
    DELEGHE_TROPPE: 'Hai già dieci richieste in attesa. Aspetta che gli enti decidano, o ritirane una.',
    DELEGA_SCONOSCIUTA: 'Questa delega non c’è, o è già finita.',
    DELEGA_GIA_DECISA: 'Su questa delega qualcuno ha già deciso. Guarda di nuovo come sta.',
    DELEGA_GIORNO_NON_VALIDO:
      'Il giorno va da oggi a cinque anni; per un minore, non oltre il giorno in cui diventa maggiorenne.',
    DELEGA_MOTIVO_MANCANTE: 'Scrivi perché, al massimo in 500 caratteri: lo legge chi l’ha chiesta.',
  } satisfies Record<CodiceDelega, string>,

  dati: {
    titolo: 'I miei dati',
    introduzione: 'Puoi scaricare una copia di tutto ciò che MyPay conserva di te, per tutti gli enti.',
    dentro: [
      'posizioni e avvisi a tuo nome, con la loro storia',
      'pagamenti e ricevute, anche quelli fatti da te per altri',
      'carrelli, accessi, indirizzi email e preferenze',
      'mail che ti abbiamo mandato, deleghe, richieste',
      'ciò che risulta nel registro degli atti',
    ],
    formati:
      'È un file ZIP: una pagina da leggere (dati.html), fogli da aprire con un foglio di calcolo (CSV), e i dati per un programma (JSON).',
    attenzione: 'Contiene i tuoi dati in chiaro: conservalo solo dove puoi leggerlo tu.',
    scarica: 'Scarica i miei dati',
    diritti:
      'Per correggere o cancellare un dato di una posizione rivolgiti all’ente che la chiede; per il resto, ad assistenza.',
    sezioni: {
      persona: 'Chi sei',
      accessi: 'Sessioni aperte',
      operatore: 'Il tuo accesso all’ufficio',
      posizioni: 'Posizioni e dovuti',
      storia: 'Storia dei dovuti',
      richieste: 'Richieste di pagamento senza avviso',
      ricevute: 'Ricevute',
      carrelli: 'Carrelli',
      deleghe: 'Deleghe',
      posta: 'Mail',
      registro: 'Registro degli atti',
    },
    niente: 'Non c’è niente.',
    generato: (quando: string): string => `Copia fatta il ${quando}.`,
  },
};
