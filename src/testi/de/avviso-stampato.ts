import type { avvisoStampato as italiano } from '../it/avviso-stampato.ts';

/**
 * The fixed strings of the printed notice in German, as pagoPA publishes them beside the notice guide: they may not be altered, except
 * for capitals, not even where one would translate otherwise. Ours are what it does not have: without a date, in prova, for who cannot see.
 */
export const avvisoStampato = {
  lingua: 'de-DE',
  titolo: 'Zahlungsmitteilung',
  enteCreditore: 'Körperschaft',
  destinatario: 'Empfänger',
  quantoEQuando: 'Wieviel und wann bezahlen?',
  quanto: 'Wieviel bezahlen?',
  importo: 'Betrag',
  euro: 'Euro',
  entroIl: 'Fälligkeitsdatum',
  variazioni:
    'Der angeführte Betrag könnte sich auf Grund von allfälligen auch teilweisen Annullierungen oder Gutschriften, ' +
    'Verzugsgebühren, Strafen, Zinsen oder anderen Kosten ändern.',
  dove: 'Wo bezahlen?',
  vaiSu: 'Liste der Zahlungsdienstleister: pagopa.gov.it',
  canali: [
    {
      titolo: 'Online',
      descrizione:
        'mit der App IO, mittels Home Banking, einer Zahlungsapp oder anderer zugelassener Zahlungsdienstleister.',
    },
    {
      titolo: 'In ihrer umgebung',
      descrizione:
        'bei Banken und ATM-Schaltern, in Postämtern und Poststellen, Tabaktrafiken und anderen angebundenen Dienstleistern.',
    },
  ],
  datiPagamento: 'Zahlungsinformationen',
  rataUnica: 'Einzige Rate',
  rataEntroIl: 'Fällig am',
  inquadra: 'Den QR-Code mit der Zahlungs-App scannen oder folgende Daten verwenden.',
  oggetto: 'Zahlungsgrund',
  codiceCbill: 'CBILL-Kodex',
  codiceAvviso: 'Zahlungsmitteilungskodex',
  codiceFiscaleEnte: 'St.Nr. der Körperschaft',
  prova: 'TEST – nicht zahlbar',
  logoEnte: 'Logo der Körperschaft',
  codiceQr:
    'QR-Code zum Bezahlen mit einer App: Er enthält den Zahlungsmitteilungskodex, die Steuernummer der Körperschaft ' +
    'und den Betrag, die daneben stehen.',
} satisfies typeof italiano;
