/** What who works in the ufficio reads about how they come in. */
export const ufficioIo = {
  titolo: 'Il mio accesso',
  utente: 'Nome utente',
  obbligo:
    'Chi amministra un ente entra con due passi. Attiva il secondo fattore per continuare: serve un telefono o una passkey, e un minuto.',
  fatto: {
    password: 'La password è cambiata. Dove eri entrato altrove, ora serve quella nuova.',
    tolto: 'L’app di verifica non serve più per entrare.',
    chiusa: 'Fatto: da lì non si entra più senza la password.',
  },
  secondo: {
    titolo: 'Secondo fattore',
    attivo: 'È attivo: dopo la password serve il codice che l’app di verifica del telefono mostra in quel momento.',
    soloPasskey:
      'È attivo con la passkey: dopo la password serve quella. Puoi aggiungere l’app di verifica del telefono.',
    spento:
      'Non è attivo: chi conosce la tua password entra. Con il secondo fattore serve anche il tuo telefono, o una passkey.',
    attiva: 'Attiva l’app di verifica',
    rimasti: (quanti: number): string => {
      if (quanti === 0) return 'Non hai più codici di recupero: fanne di nuovi.';
      return quanti === 1 ? 'Ti resta un codice di recupero.' : `Ti restano ${quanti} codici di recupero.`;
    },
    togli: 'Togli l’app di verifica',
    rifai: 'Fai nuovi codici di recupero',
  },
  attiva: {
    titolo: 'Attiva l’app di verifica',
    primo:
      'Apri l’app di verifica del telefono (per esempio FreeOTP, Aegis o quella che usi già) e inquadra questo codice.',
    qr: 'Codice QR per l’app di verifica',
    aMano: 'Non puoi inquadrarlo? Scrivi nell’app questa chiave:',
    codice: 'Codice di sei cifre',
    codiceAiuto: 'Quello che l’app mostra adesso.',
    conferma: 'Attiva',
    scaduto: 'È passato troppo tempo. Inquadra il codice nuovo e scrivi le cifre che l’app mostra.',
  },
  recupero: {
    titolo: 'I tuoi codici di recupero',
    testo:
      'Se perdi il telefono o la passkey, al posto delle sei cifre scrivi uno di questi codici. Ognuno vale una volta. ' +
      'Stampali o copiali adesso: non si vedranno più.',
    elenco: 'Codici di recupero',
    avanti: 'Li ho messi al sicuro',
  },
  password: {
    titolo: 'Cambia la password',
    attuale: 'Password attuale',
    nuova: 'Password nuova',
    nuovaAiuto: 'Almeno 12 caratteri: una frase va bene. Uscirai da dove eri entrato altrove.',
    cambia: 'Cambia la password',
  },
  sessioni: {
    titolo: 'Dove sei entrato',
    elenco: 'Sessioni aperte, dall’ultima usata',
    colonne: { vista: 'Ultima volta', creata: 'Entrato il', ente: 'Per l’ente', chiudi: 'Che cosa fare' },
    questa: 'questa',
    nessunEnte: 'nessuno',
    chiudi: 'Chiudi',
    chiudiQuale: (quando: string): string => ` la sessione del ${quando}`,
    altre: 'Esci da tutte le altre',
  },
};
