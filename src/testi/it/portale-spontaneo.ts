import type { CodiceSpontaneo, DifettoDebitore } from '#modules/posizioni';

/** What citizens read when they pay without a notice. */
export const spontaneo = {
  /** The page of an ente. */
  qui: 'Si paga qui, senza avviso',
  quiTesto: 'Compili un modulo, vedi quanto devi e prepari l’avviso da pagare.',
  altrove: 'Si paga sul sito dell’ente',
  conAvviso: 'Si paga con l’avviso che ti manda l’ente',

  titoloDati: 'Chi deve pagare',
  tipo: 'Chi è',
  tipi: {
    F: { testo: 'Una persona', aiuto: 'Serve il suo codice fiscale.' },
    G: {
      testo: 'Un’impresa, un’associazione o un ente',
      aiuto: 'Serve la partita IVA, o il codice fiscale di 11 cifre.',
    },
    A: { testo: 'Una persona senza codice fiscale italiano, o che non vuole dirlo', aiuto: null },
  },
  codice: 'Codice fiscale o partita IVA',
  codiceAiuto: 'Il codice fiscale di una persona ha 16 lettere e cifre; la partita IVA ha 11 cifre.',
  codiceAnonimo: 'Lascialo vuoto se hai scelto «senza codice fiscale».',
  nome: 'Nome e cognome, o denominazione',
  email: 'Il tuo indirizzo email',
  emailAiuto: 'Per esempio nome@esempio.it. Ti mandiamo un collegamento e un codice per confermare.',
  debitore: {
    tipoMancante: 'Scegli chi deve pagare.',
    codiceMancante: 'Scrivi il codice fiscale o la partita IVA di chi deve pagare.',
    codiceFiscaleNonValido:
      'Questo codice fiscale non è scritto bene: ha 16 lettere e cifre. Controllalo sulla tessera sanitaria.',
    partitaIvaNonValida: 'Questa partita IVA non è scritta bene: ha 11 cifre.',
    anagraficaMancante: 'Scrivi nome e cognome, o la denominazione, di chi deve pagare.',
    anagraficaCaratteri:
      'Nel nome c’è un segno che non si può stampare sull’avviso, come un’emoji. Scrivilo con lettere latine, anche accentate.',
    anagraficaLunga: 'Il nome può avere al massimo 70 caratteri: accorcialo.',
  } satisfies Record<DifettoDebitore, string>,
  mancaEmail: 'Scrivi il tuo indirizzo email.',
  emailNonValida: 'Questo indirizzo email non è scritto bene. Deve essere come nome@esempio.it.',

  daPagare: 'Da pagare',
  nonAncora: 'Compila il modulo: l’importo compare qui.',
  aggiorna: 'Aggiorna l’importo',
  continua: 'Continua',
  cambiato: {
    titolo: 'L’ente ha cambiato questo modulo',
    testo: 'Questo è quello nuovo. Abbiamo tenuto le risposte che valgono ancora: controllale e premi «Continua».',
  },
  contatti: 'Contatti dell’ente',

  riepilogo: {
    titolo: 'Controlla e conferma',
    perche: 'Per che cosa',
    risposte: 'Le tue risposte',
    chi: 'Chi deve pagare',
    nome: 'Nome',
    codice: 'Codice fiscale o partita IVA',
    senzaCodice: 'senza codice fiscale',
    email: 'La tua email',
    si: 'sì',
    no: 'no',
    dopo: 'Quando confermi ti mandiamo una mail, per sapere che l’indirizzo è tuo. Solo dopo prepariamo l’avviso da pagare.',
    conferma: 'Conferma e mandami la mail',
    correggi: 'Torna indietro e correggi',
    importoCambiato: 'L’importo non è più quello che avevi visto. Guarda quello nuovo qui sotto e conferma di nuovo.',
  },

  posta: {
    titolo: 'Dove ti mandiamo la mail?',
    testo: 'Se l’indirizzo era scritto male, scrivilo di nuovo. Quello che hai compilato è al sicuro per un giorno.',
    manda: 'Mandami la mail',
  },
  codicePosta: { apri: 'Conferma', altra: 'Chiedi un’altra mail, anche a un altro indirizzo' },
  prova: {
    titolo: 'Conferma la tua richiesta',
    testo: (ente: string): string =>
      `Hai compilato un pagamento a ${ente}. Premi il pulsante per confermarlo: prepariamo subito l’avviso da pagare.`,
    seNonSei: 'Se non sei stato tu, chiudi questa pagina: non succede nulla.',
    apri: 'Conferma',
  },
  perduta: {
    titolo: 'Questa richiesta non c’è più',
    testo:
      'Una richiesta che nessuno conferma si cancella dopo un giorno. Compila di nuovo il modulo: ci vogliono pochi minuti.',
    ricomincia: 'Scegli l’ente',
  },

  attesa: {
    titolo: 'Stiamo preparando l’avviso',
    testo: 'Di solito basta un secondo. La pagina si aggiorna da sola.',
    aggiorna: 'Aggiorna adesso',
    no: 'L’avviso non si può preparare',
  },
  rifiuti: {
    SPONTANEO_CHIUSO:
      'L’ente, nel frattempo, ha chiuso questo pagamento. Non devi nulla: se pensi di dover pagare lo stesso, chiedi all’ente.',
    SPONTANEO_IMPORTO_CAMBIATO:
      'L’importo, nel frattempo, è cambiato, e non prepariamo un avviso diverso da quello che hai visto. Compila di nuovo il modulo.',
    SPONTANEO_NON_ACCETTATO:
      'L’ente non può ricevere questo pagamento adesso, per come è configurato il servizio. Non hai sbagliato nulla: avvisa l’ente.',
  } satisfies Record<CodiceSpontaneo, string>,

  /** In the summary of what is wrong, where the question is not in sight. */
  inRiga: (riga: number, domanda: string): string => `Riga ${riga}, ${domanda}`,
  conDomanda: (domanda: string, errore: string): string => `${domanda} – ${errore}`,
};
