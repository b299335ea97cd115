import type { Ambito, RifiutoChiave } from '#modules/utenti';

/** What fills a sentence: the parameters of a refusal. */
type Parametri = Readonly<Record<string, string | number>>;

/** The keys of the ente's software, as who administers the ente reads of them. */
export const ufficioChiavi = {
  scheda: { titolo: 'Chiavi API', testo: 'Con che cosa entra il gestionale dell’ente, applicazione per applicazione.' },
  titolo: 'Chiavi API',
  introduzione:
    'Il gestionale dell’ente chiama MyPay da programma, con una chiave. Ogni applicazione ha la sua: se una chiave finisce in mani ' +
    'sbagliate se ne revoca una sola.',
  prova: 'Stai lavorando nell’ambiente di prova: queste chiavi aprono solo la prova, dove nessuno paga davvero.',
  guida: 'Come si usano le API',
  elenco: 'Chiavi dell’ente',
  nessuna: 'Nessuna chiave',
  nessunaTesto: 'Crea una chiave per ogni applicazione che deve chiamare MyPay.',
  crea: 'Crea una chiave',
  colonne: {
    applicazione: 'Applicazione',
    inizio: 'Comincia con',
    ambiti: 'Che cosa può fare',
    stato: 'Stato',
    uso: 'Ultimo uso',
  },
  mai: 'mai usata',
  stati: { inUso: 'in uso', sostituita: 'sostituita', scaduta: 'scaduta', revocata: 'revocata' },
  valeFino: 'vale ancora fino al',
  ambiti: {
    dovuti: { testo: 'Dovuti', aiuto: 'Scrivere, leggere e annullare posizioni e dovuti; preparare carrelli.' },
    flussi: { testo: 'Flussi', aiuto: 'Caricare file di dovuti; prenotare e scaricare file di incassi.' },
    pagati: { testo: 'Pagati', aiuto: 'Leggere le ricevute.' },
    rendicontazioni: { testo: 'Rendicontazioni', aiuto: 'Leggere le rendicontazioni dei PSP.' },
  } satisfies Record<Ambito, { testo: string; aiuto: string }>,
  nuova: {
    titolo: 'Crea una chiave API',
    applicazione: 'Applicazione',
    applicazioneAiuto: 'Un nome che ti faccia capire quale programma la usa, per esempio «Gestionale tributi».',
    ambiti: 'Che cosa può fare',
    indirizzi: 'Da quali indirizzi di rete',
    indirizziAiuto:
      'Uno per riga, per esempio 203.0.113.7 oppure 203.0.113.0/24. Se non ne scrivi, da qualunque indirizzo.',
    crea: 'Crea la chiave',
  },
  fatta: {
    titolo: 'La chiave è pronta',
    attenzione: 'Copiala adesso: non si potrà più rivedere. Chi la conosce può fare ciò che può fare l’applicazione.',
    chiave: 'Chiave',
    prima: (giorni: number): string =>
      giorni === 0
        ? 'La chiave di prima non vale più.'
        : giorni === 1
          ? 'La chiave di prima vale ancora per un giorno.'
          : `La chiave di prima vale ancora per ${giorni} giorni.`,
    torna: 'Torna alle chiavi',
  },
  una: {
    creata: 'Creata il',
    indirizzi: 'Da dove',
    ovunque: 'da qualunque indirizzo',
    sostituisci: 'Sostituisci',
    sostituisciTesto: 'Crea un’altra chiave per la stessa applicazione, che può fare le stesse cose.',
    giorni: 'Per quanto vale ancora la chiave di adesso',
    giorniScelte: { 0: 'smette subito', 1: 'un giorno', 7: 'sette giorni', 30: 'trenta giorni' },
    crea: 'Crea la chiave nuova',
    revoca: 'Revoca',
    revocaTesto: 'Da subito la chiave non apre più nulla. Non si torna indietro: per averne una si crea di nuovo.',
    conferma: 'Sì, questa applicazione non deve più entrare',
    confermaMancante: 'Per revocare la chiave spunta la casella.',
    revocaAdesso: 'Revoca la chiave',
  },
  fatto: { revocata: 'Chiave revocata: da adesso non apre più nulla.' },
  rifiuti: {
    CHIAVE_NON_VALIDA:
      'La chiave API non è valida. Controlla di averla copiata intera, e che sia quella di questo ambiente.',
    CHIAVE_REVOCATA: 'La chiave API è stata revocata. Chiedine un’altra a chi amministra l’ente.',
    CHIAVE_SCADUTA: 'La chiave API è stata sostituita da un’altra, e non vale più. Usa quella nuova.',
    CHIAVE_DA_ALTROVE:
      'La chiave API non si può usare da questo indirizzo di rete: chi amministra l’ente ne ha scelti altri.',
    CHIAVE_SCONOSCIUTA: 'Questa chiave API non è dell’ente.',
    CHIAVE_NON_IN_USO: 'La chiave è già stata sostituita o revocata. Ricarica la pagina per vedere com’è adesso.',
    CHIAVE_APPLICAZIONE_NON_VALIDA: 'Scrivi il nome dell’applicazione, al massimo 80 caratteri.',
    CHIAVE_APPLICAZIONE_PRESENTE:
      'Questa applicazione ha già una chiave. Sostituiscila, revocala, o scrivi il nome di un’altra applicazione.',
    CHIAVE_SENZA_AMBITI: 'Scegli almeno una cosa che l’applicazione può fare.',
    CHIAVE_INDIRIZZO_NON_VALIDO:
      'Scrivi indirizzi o reti, uno per riga: per esempio 203.0.113.7 oppure 203.0.113.0/24. Al massimo 50.',
    IDEMPOTENZA_DIVERSA:
      'Con questa Idempotency-Key hai già chiesto un’altra cosa. Usane una nuova per ogni richiesta nuova.',
    IDEMPOTENZA_IN_CORSO: 'La stessa richiesta è ancora in corso. Aspetta qualche secondo e mandala di nuovo.',
    CHIAVE_GIORNI_NON_VALIDI: (p: Parametri): string => `Scegli quanti giorni, da 0 a ${p['giorniMax'] ?? ''}.`,
  } satisfies Record<RifiutoChiave['codice'], string | ((p: Parametri) => string)>,
};
