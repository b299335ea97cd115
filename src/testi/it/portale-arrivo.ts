import type { CodiceArrivo, StatoArrivo } from '#modules/pagamenti';

/** What is read by who comes from the site of an ente to pay, or by a payment link. */
export const arrivo = {
  titolo: 'Controlla e paga',
  daChi: (ente: string): string => `Arrivi dal sito di ${ente}, che ha preparato questo pagamento per te.`,
  elenco: 'Che cosa paghi',
  colonne: { causale: 'Per che cosa', ente: 'A chi', debitore: 'Per conto di', importo: 'Importo' },
  fermo: 'Ciò che paghi lo ha deciso l’ente: qui non si aggiunge e non si toglie nulla.',
  email: 'La tua email',
  emailAiuto: 'Ti scriviamo quando il pagamento arriva.',
  emailFacoltativa: 'La tua email (facoltativa)',
  mancaEmail: 'Scrivi la tua email.',
  emailNonValida: 'Scrivi una email completa, per esempio nome@esempio.it.',
  dove:
    'Il pagamento si fa sul sito di pagoPA. La commissione, se c’è, te la dice prima di farti pagare. Alla fine torni sul sito da cui ' +
    'arrivi.',
  doveQui:
    'Il pagamento si fa sul sito di pagoPA. La commissione, se c’è, te la dice prima di farti pagare. Alla fine torni qui.',
  nonPagabile: 'Così com’è questo pagamento non si può fare: torna sul sito dell’ente e ricomincia da lì.',
  tornaSenza: (ente: string): string => `Torna al sito di ${ente} senza pagare`,
  torna: (ente: string): string => `Torna al sito di ${ente}`,
  comeAndato: 'Com’è andato il pagamento',
  riprendi: 'Riprendi il pagamento',
  riprova: 'Riprova a pagare',
  stati: {
    pronto: null,
    inviato: {
      titolo: 'Hai già cominciato questo pagamento',
      testo: 'È aperto sul sito di pagoPA, forse in un’altra finestra. Puoi riprendere da dove eri.',
    },
    lasciato: {
      titolo: 'Il pagamento non è stato fatto',
      testo:
        'Sei tornato dal sito di pagoPA senza pagare. Non ci risulta nessun addebito. Puoi riprovare, o tornare sul sito dell’ente.',
    },
    in_attesa: {
      titolo: 'Aspettiamo la ricevuta',
      testo:
        'Il sito di pagoPA dice che hai finito. Di solito la ricevuta arriva in pochi minuti. Non pagare di nuovo.',
    },
    parziale: {
      titolo: 'È arrivata una parte delle ricevute',
      testo:
        'Ogni pagamento ha la sua ricevuta, e non arrivano sempre insieme. Per quelle che mancano aspetta: non pagare di nuovo.',
    },
    pagato: { titolo: 'È già pagato', testo: 'Non devi fare altro.' },
    scaduto: {
      titolo: 'È passato troppo tempo',
      testo:
        'Questo pagamento andava cominciato entro un’ora da quando l’ente lo ha preparato. Non ti è stato addebitato nulla: torna sul ' +
        'sito dell’ente e ricomincia da lì.',
    },
    chiuso: {
      titolo: 'Questo pagamento non vale più',
      testo:
        'L’ente lo ha ritirato, o ne ha preparato uno nuovo. Non pagare da qui: torna sul sito dell’ente e guarda che cosa c’è da pagare.',
    },
  } satisfies Record<StatoArrivo, { titolo: string; testo: string } | null>,
  tardi: 'Per riprovare è tardi: torna sul sito dell’ente e ricomincia da lì.',
  sconosciuto: {
    titolo: 'Questo indirizzo non porta a nessun pagamento',
    testo:
      'L’indirizzo non è completo, o è troppo vecchio. Torna sul sito da cui arrivi e ricomincia da lì. Se hai un avviso, puoi cercarlo ' +
      'qui.',
  },

  rifiuti: {
    VOCI_FUORI_MISURA: 'Si preparano insieme da uno a cinque pagamenti, ciascuno con qualcosa da pagare.',
    AVVISO_SCONOSCIUTO: 'Uno dei numeri non è di un avviso di questo ente.',
    AVVISO_SCADUTO: 'Uno degli avvisi è scaduto, e non si paga più.',
    RITORNO_NON_VALIDO:
      'L’indirizzo a cui tornare non si può usare: comincia per https://, senza nome utente, e ha al massimo 2048 caratteri.',
    SITI_NON_VALIDI: 'Uno dei siti non si può usare: ciascuno comincia per https://, senza nome utente. Al massimo 50.',
    RITORNO_NON_AMMESSO: 'L’indirizzo a cui tornare non è fra i siti di questo ente. Aggiungilo ai suoi, poi riprova.',
    EMAIL_MANCANTE: 'Chi salta la pagina di MyPay deve dire l’email di chi paga.',
    ARRIVO_SCADUTO: 'È passata più di un’ora: torna sul sito dell’ente e ricomincia da lì.',
    ARRIVO_CHIUSO: 'Questo pagamento non vale più: torna sul sito dell’ente e guarda che cosa c’è da pagare.',
  } satisfies Record<CodiceArrivo, string>,
};
