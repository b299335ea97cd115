/** What citizens read where they look for an ente, what it collects, a notice by its QR code; and where they say what is wrong. */
export const ricerca = {
  /** What an ente collects, where it is much. */
  tipi: {
    etichetta: 'Che cosa vuoi pagare',
    aiuto: 'Bastano le prime lettere, per esempio «mensa».',
    quanti: (n: number): string => (n === 1 ? '1 voce' : `${n} voci`),
    nessuno: 'Niente corrisponde a quello che hai scritto: prova con una parola sola, o cancella la ricerca.',
  },

  /** The ente of a code that different enti may use. */
  ente: {
    titolo: 'Di quale ente?',
    perche:
      'Quello che hai scritto non è un numero di avviso (18 cifre) né uno IUV (17 o 15). Se è un codice dovuto, enti diversi possono ' +
      'usare lo stesso: dicci di quale ente è. Se invece è un errore, correggilo qui sotto.',
    etichetta: 'Ente che ti ha dato il codice',
    aiuto: 'Bastano le prime lettere del nome, del comune o della provincia.',
    scegli: 'Scegli l’ente',
    manca: 'Scegli l’ente che ti ha dato il codice.',
    nessuno: 'Nessun ente ha questo nome: prova con una parola sola, per esempio il comune.',
    troppi: (mostrati: number): string => `Ne vedi ${mostrati}: se il tuo non c’è, scrivi qualche altra lettera.`,
    continua: 'Continua',
  },

  /** The QR code of the notice, by the camera or by a picture. */
  qr: {
    inquadra: 'Inquadra il codice QR',
    foto: 'Carica una foto del codice QR',
    chiudi: 'Chiudi la fotocamera',
    video: 'Quello che vede la fotocamera',
    avvio: 'Avviamo la fotocamera. Il browser può chiederti il permesso.',
    cerca: 'Inquadra il codice QR dell’avviso: lo leggiamo da soli, senza fare una foto.',
    leggo: 'Cerchiamo il codice QR nella foto.',
    letto: 'Abbiamo letto il numero dell’avviso. Ora scrivi il codice fiscale.',
    altro: 'Questo codice QR non è di un avviso pagoPA. Usa quello vicino al «Cod. Avviso».',
    nessuno: 'Nella foto non troviamo un codice QR. Avvicinati, con più luce, oppure scrivi il numero.',
    negata: 'La fotocamera non si può usare. Puoi caricare una foto, oppure scrivere il numero.',
    tempo: 'Non siamo riusciti a leggere il codice QR. Prova con più luce, con una foto, oppure scrivi il numero.',
  },

  /** The statement, in the form that AgID gives it. */
  accessibilita: {
    titolo: 'Dichiarazione di accessibilità',
    impegno: (chi: string): string =>
      `${chi} si impegna a rendere questo sito accessibile, secondo la legge 9 gennaio 2004, n. 4.`,
    riguarda: (sito: string): string => `Questa dichiarazione riguarda il sito ${sito}.`,
    ufficiale: 'Leggi la dichiarazione ufficiale sul sito di AgID',
    stato: 'Stato di conformità',
    stati: {
      conforme:
        'Il sito è conforme ai requisiti dell’appendice A della norma UNI CEI EN 301549 (regole WCAG 2.1, livello AA).',
      parziale:
        'Il sito è parzialmente conforme ai requisiti dell’appendice A della norma UNI CEI EN 301549 (regole WCAG 2.1, livello AA), ' +
        'per i casi elencati qui sotto.',
      non_conforme:
        'Il sito non è conforme ai requisiti dell’appendice A della norma UNI CEI EN 301549 (regole WCAG 2.1, livello AA), per i casi ' +
        'elencati qui sotto.',
    },
    come:
      'Ogni pagina si usa con la sola tastiera, con un lettore di schermo, su uno schermo largo 320 punti, ingrandita al 200% e anche ' +
      'senza JavaScript. Nessuna informazione è data solo con il colore.',
    contenuti: 'Contenuti non accessibili',
    noti: [
      'i file che gli enti e i cittadini allegano, fatti con altri programmi, possono non avere la struttura che serve a un lettore ' +
        'di schermo',
      'i testi scritti dagli enti (causali e nomi) possono contenere abbreviazioni, e sono in italiano anche nelle pagine in altre lingue',
      'la lettura del codice QR con la fotocamera non è descritta a voce: in ogni caso il numero si può scrivere',
    ],
    noCosti: 'Nessun contenuto è escluso perché renderlo accessibile costerebbe troppo (onere sproporzionato).',
    pagamento:
      'La pagina in cui si sceglie come pagare è di pagoPA (Checkout), che ha una sua dichiarazione di accessibilità.',
    redazione: 'Redazione della dichiarazione',
    data: (giorno: string): string => `La dichiarazione è stata redatta il ${giorno}.`,
    metodo:
      'È un’autovalutazione di chi gestisce il sito: a ogni versione tutte le pagine sono controllate in modo automatico, e i percorsi ' +
      'sono provati con la sola tastiera, a schermo stretto e ingranditi.',
    segnala: 'Segnala un problema',
    segnalaTesto:
      'Se una pagina non si riesce a usare, dicci quale e con quali strumenti navighi. ' +
      'Rispondiamo entro 30 giorni a chi lascia un indirizzo.',
    segnalaVai: 'Segnala un problema di accessibilità',
    difensore: 'Se la risposta non arriva o non ti soddisfa',
    difensoreTesto:
      'Puoi ricorrere al Difensore civico per il digitale, presso l’Agenzia per l’Italia digitale, con la procedura di attuazione.',
    difensoreVai: 'Procedura di attuazione e Difensore civico per il digitale',
    sito: 'Informazioni sul sito',
    versione: (versione: string): string => `MyPay, versione ${versione}. Le pagine sono fatte con Bootstrap Italia.`,
  },

  /** What people say of these pages. */
  segnala: {
    titolo: 'Segnala un problema',
    introduzione:
      'Racconta che cosa non va in questo sito, o che cosa miglioreresti. Per un avviso o un pagamento scrivi invece all’ente.',
    argomento: 'Che cosa vuoi segnalare',
    argomenti: {
      accessibilita: 'Una pagina che non si riesce a usare (accessibilità)',
      altro: 'Un altro problema, o un suggerimento',
    },
    testo: 'Che cosa succede',
    testoAiuto:
      'Che cosa stavi facendo e che cosa ti ha fermato. Non scrivere codici fiscali, numeri di carta o password.',
    pagina: 'In quale pagina',
    paginaAiuto: 'Il titolo o l’indirizzo.',
    strumenti: 'Con quali strumenti navighi',
    strumentiAiuto: 'Per esempio telefono o computer, browser, lettore di schermo, ingrandimento.',
    email: 'Il tuo indirizzo email',
    emailAiuto: 'Solo se vuoi una risposta. Lo usiamo per questo, e dopo sei mesi cancelliamo tutto.',
    invia: 'Invia la segnalazione',
    errori: {
      mancaArgomento: 'Scegli che cosa vuoi segnalare.',
      mancaTesto: 'Racconta che cosa succede.',
      testoLungo: 'Il testo è troppo lungo: al massimo 3.000 caratteri.',
      paginaLunga: 'Scrivi la pagina in meno di 300 caratteri.',
      strumentiLunghi: 'Scrivi gli strumenti in meno di 300 caratteri.',
      emailNonValida: 'Questo indirizzo email non è scritto bene. Deve essere come nome@esempio.it.',
    },
    troppi: 'Troppe segnalazioni in poco tempo',
    inviata: 'Grazie, la segnalazione è partita',
    inviataTesto:
      'La legge chi si occupa di questo sito. Se hai lasciato un indirizzo, ti rispondiamo entro 30 giorni.',
    altra: 'Scrivi un’altra segnalazione',
  },
};
