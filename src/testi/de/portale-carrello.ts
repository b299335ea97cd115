import type { carrello as italiano } from '../it/portale-carrello.ts';

/** What citizens read of the carrello, and of how a payment by Checkout went. */
export const carrello = {
  voce: 'Warenkorb',
  titolo: 'Ihr Warenkorb',

  paga: {
    titolo: 'Jetzt bezahlen',
    testo:
      'Sie bezahlen auf der Website von pagoPA, mit Karte oder mit einer App. Sie können bis zu fünf Zahlungsmitteilungen zusammen ' +
      'bezahlen, auch von verschiedenen Körperschaften.',
    ora: 'Jetzt bezahlen',
    aggiungi: 'In den Warenkorb',
    dentro: 'Diese Zahlungsmitteilung ist im Warenkorb',
    vai: 'Zum Warenkorb',
  },

  aggiunto: (quanti: number): string =>
    quanti === 1 ? 'Im Warenkorb ist eine Zahlungsmitteilung.' : `Im Warenkorb sind ${quanti} Zahlungsmitteilungen.`,
  elenco: 'Was Sie bezahlen',
  colonne: { causale: 'Zahlungsgrund', ente: 'An wen', importo: 'Betrag', azione: 'Aktion' },
  togli: 'Entfernen',
  togliChe: (causale: string): string => `„${causale}“ entfernen`,
  altro: 'Weitere Zahlungsmitteilung hinzufügen',
  pieno: 'In den Warenkorb passen fünf Zahlungsmitteilungen: Bezahlen Sie diese, dann die anderen.',
  uniti: 'Wir haben Ihre zwei Warenkörbe zusammengelegt',
  fuori: (quanti: number): string =>
    quanti === 1
      ? 'Für eine Zahlungsmitteilung war kein Platz, weil höchstens fünf möglich sind. Bezahlen Sie diese und nehmen Sie sie dann ' +
        'auf der ersten Seite wieder auf.'
      : `Für ${quanti} Zahlungsmitteilungen war kein Platz, weil höchstens fünf möglich sind. Bezahlen Sie diese und nehmen Sie sie dann ` +
        'auf der ersten Seite wieder auf.',
  vuoto: 'Der Warenkorb ist leer',
  vuotoTesto: 'Suchen Sie eine Zahlungsmitteilung, öffnen Sie sie und drücken Sie „In den Warenkorb“.',
  cerca: 'Zahlungsmitteilung suchen',
  email: (indirizzo: string): string => `Wenn die Zahlung eingeht, schreiben wir Ihnen an ${indirizzo}.`,
  dove:
    'Bezahlt wird auf der Website von pagoPA. Eine allfällige Gebühr sehen Sie, bevor Sie bezahlen. Am Ende kommen Sie hierher ' +
    'zurück.',
  bottone: (importo: string): string => `${importo} bezahlen`,
  comunque: 'Ich habe verstanden und bezahle trotzdem',
  nonPagabili: 'Entfernen Sie, was nicht bezahlt werden kann, dann geht es weiter.',
  ultimo: 'Wie die letzte Zahlung gelaufen ist',

  problemi: {
    sconosciuto: 'Die Körperschaft hat diese Zahlungsmitteilung zurückgezogen.',
    pagato: 'Ist schon bezahlt.',
    scaduto: 'Ist abgelaufen: Verlangen Sie von der Körperschaft eine neue Zahlungsmitteilung.',
    annullato: 'Die Körperschaft hat sie annulliert: Bezahlen Sie sie nicht.',
    estinto: 'Muss nicht mehr bezahlt werden: Die Schuld wurde auf andere Weise bezahlt.',
  },
  dubbi: {
    in_pagamento: 'Wird gerade bezahlt.',
    in_attesa_di_ricevuta: 'Wurde gerade bezahlt, und wir warten auf die Quittung.',
    ripetuto:
      'Die Körperschaft verlangt dasselbe mit einer anderen Zahlungsmitteilung, die hier ist oder vor Kurzem bezahlt wurde.',
  },
  dubbioTitolo: 'Vielleicht bezahlen Sie zweimal',
  dubbioTesto:
    'Sehen Sie sich die markierten Zahlungsmitteilungen an. Wenn Sie sicher sind, dass sie zu bezahlen sind, kreuzen Sie das ' +
    'Kästchen an und drücken Sie noch einmal.',

  rifiuti: {
    CARRELLO_SCONOSCIUTO: 'Diesen Warenkorb gibt es nicht mehr. Suchen Sie die Zahlungsmitteilungen noch einmal.',
    CARRELLO_DI_PROVA: 'Testbescheide werden für sich im Simulator bezahlt. Zahlen Sie zuerst, was im Warenkorb liegt.',
    CARRELLO_PIENO:
      'In den Warenkorb passen höchstens fünf Zahlungsmitteilungen. Bezahlen Sie diese, dann die anderen.',
    CARRELLO_VUOTO: 'Hier ist nichts zu bezahlen.',
    CARRELLO_NON_APERTO: 'Dieser Warenkorb ist schon bei der Zahlung: Er kann nicht mehr geändert werden.',
    CARRELLO_CAMBIATO:
      'Der Warenkorb wurde in einem anderen Fenster geändert. Prüfen Sie, was jetzt darin ist, und drücken Sie noch einmal „Bezahlen“.',
    AVVISO_NON_PAGABILE:
      'Eine Zahlungsmitteilung kann hier nicht mehr bezahlt werden. Sehen Sie nach, welche und warum, und entfernen Sie sie aus ' +
      'dem Warenkorb.',
    IMPORTO_DA_RIVEDERE:
      'Der Betrag hat sich geändert, seit Sie die Seite geöffnet haben. Das ist der jetzige: Prüfen Sie ihn und drücken Sie noch ' +
      'einmal „Bezahlen“.',
    DOPPIO_DA_CONFERMARE:
      'Vielleicht bezahlen Sie zweimal: Sehen Sie sich die markierten Zahlungsmitteilungen an, bevor Sie fortfahren.',
    PAGAMENTO_QUI_NON_ATTIVO:
      'Diese Zahlungsmitteilung wird nicht hier bezahlt. Auf ihrer Seite steht, wo und wie Sie sie bezahlen.',
    CHECKOUT_RIFIUTA_AVVISI:
      'pagoPA nimmt diese Zahlung nicht an: Vielleicht bezahlt jemand gerade eine der Zahlungsmitteilungen. Es wurde Ihnen nichts ' +
      'abgebucht. Versuchen Sie es in einer halben Stunde wieder.',
    CHECKOUT_RIFIUTA_CHIAVE:
      'Von hier aus kann gerade nicht bezahlt werden, und das liegt nicht an Ihnen. Es wurde Ihnen nichts abgebucht. Sie können ' +
      'auf die anderen Arten bezahlen, die auf der Seite der Zahlungsmitteilung stehen.',
    CHECKOUT_NON_RISPONDE:
      'Die Website von pagoPA antwortet nicht. Es wurde Ihnen nichts abgebucht, und der Warenkorb ist noch da: Versuchen Sie es ' +
      'bald wieder.',
    GESTIONALE_NON_RISPONDE:
      'Das Programm einer Körperschaft antwortet nicht, und ohne es ist unbekannt, was ihre Zahlungsmitteilung kostet. Es wurde Ihnen ' +
      'nichts abgebucht: Versuchen Sie es bald wieder.',
  },

  esito: {
    titoli: {
      aperto: 'Zahlung noch nicht begonnen',
      inviato: 'Zahlung nicht abgeschlossen',
      in_attesa: 'Wir warten auf die Quittung',
      parziale: 'Ein Teil der Quittungen ist da',
      pagato: 'Zahlung eingegangen',
      abbandonato: 'Zahlung nicht eingegangen',
    },
    testi: {
      aperto: 'Diese Zahlungsmitteilungen sind noch im Warenkorb.',
      inviato:
        'Bei uns ist noch keine Zahlung eingegangen. Wenn Sie nicht fertig sind, können Sie dort weitermachen, wo Sie waren.',
      in_attesa:
        'Die Website von pagoPA sagt, dass Sie fertig sind, und jetzt warten wir auf die Quittung, die der einzige Nachweis ist. ' +
        'Meistens kommt sie in wenigen Minuten, manchmal erst am nächsten Tag. Bezahlen Sie nicht noch einmal.',
      parziale:
        'Jede Zahlungsmitteilung hat ihre Quittung, und nicht immer kommen alle zugleich. Warten Sie auf die fehlenden: Bevor Sie noch ' +
        'einmal bezahlen, sehen Sie nach, ob der Betrag von Ihrem Konto abgebucht wurde.',
      pagato: 'Alles ist bei den Körperschaften eingegangen: Sie müssen nichts mehr tun.',
      abbandonato:
        'Innerhalb eines Tages ist keine Quittung gekommen. Die Zahlungsmitteilungen sind noch zu bezahlen: Prüfen Sie zuerst Ihr Konto.',
    },
    annullato: {
      titolo: 'Sie haben die Zahlung abgebrochen',
      testo: 'Bei uns ist keine Zahlung eingegangen. Die Zahlungsmitteilungen können Sie bezahlen, wann Sie wollen.',
    },
    errore: {
      titolo: 'Die Zahlung hat nicht geklappt',
      testo:
        'Die Website von pagoPA hat die Zahlung nicht abgeschlossen. Wenn der Betrag trotzdem von Ihrem Konto abgebucht wurde, ' +
        'bezahlen Sie nicht noch einmal: Die Quittung kann später kommen, und diese Seite wird es sagen.',
    },
    puoiChiudere: (email: string | null): string =>
      email === null
        ? 'Sie können diese Seite schließen.'
        : `Sie können diese Seite schließen: Wenn alles da ist, schreiben wir Ihnen an ${email}.`,
    elenco: 'Die Zahlungsmitteilungen',
    colonne: { causale: 'Zahlungsgrund', ente: 'An wen', importo: 'Betrag', stato: 'Status' },
    nonPiu: 'Von der Körperschaft zurückgezogene Zahlungsmitteilung',
    ricevuta: 'Quittung öffnen',
    aggiorna: 'Nachsehen, ob sie da ist',
    riprendi: 'Zahlung fortsetzen',
    riprova: 'Noch einmal versuchen',
    carrello: 'Zurück zum Warenkorb',
    cercaTitolo: 'Wir finden diese Zahlung nicht',
    cercaTesto:
      'Die Adresse ist unvollständig, oder es ist mehr als ein Monat vergangen. Suchen Sie die Zahlungsmitteilung: Ihre Seite ' +
      'sagt, ob sie bezahlt ist.',
  },
} satisfies typeof italiano;
