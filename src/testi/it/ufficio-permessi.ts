import type { Cella, Investito, Permesso } from '#modules/utenti';

/** Who may do what, in words: a sentence for each act and each role. */
export const ufficioPermessi = {
  titolo: 'Chi può fare che cosa',
  scheda: {
    titolo: 'Chi può fare che cosa',
    testo: 'I ruoli degli operatori, e che cosa permette ciascuno.',
  },
  introduzione:
    'Questa tabella è la stessa che l’ufficio consulta a ogni richiesta: quello che dice qui è quello che succede. ' +
    'Di un altro ente, nessun ruolo vede o fa nulla.',
  tabella: 'Permessi di ogni ruolo',
  atto: 'Che cosa',
  ruoli: {
    lettore: 'lettore',
    operatore: 'operatore',
    ragioneria: 'ragioneria',
    amministratore: 'amministratore',
    intermediario: 'intermediario',
  } satisfies Record<Investito, string>,
  celle: {
    no: 'no',
    suoi: 'sì, per i suoi tipi dovuto',
    tutti: 'sì, su tutto',
  } satisfies Record<Cella, string>,
  permessi: {
    consulta: 'Consultare dovuti, flussi, incassi e registro; scaricare avvisi e file',
    carica: 'Caricare flussi, correggerli e annullarli',
    lavora: 'Scrivere, cambiare e annullare un dovuto; registrare un incasso fuori da pagoPA',
    esporta: 'Prenotare e programmare i file degli incassi',
    rimborsa: 'Decidere del denaro da rimborsare',
    rendiconta: 'Vedere, chiedere e caricare le rendicontazioni; vedere le ricevute con difetti',
    vedeDeleghe: 'Vedere le deleghe chieste dai cittadini, e i loro documenti',
    decideDeleghe: 'Approvare, respingere e revocare le deleghe',
    configura: 'Configurare l’ente: dati, conti, tipi dovuto, funzioni; vedere i messaggi scambiati con pagoPA',
    operatori: 'Invitare operatori, dare e togliere ruoli',
    chiavi: 'Creare, cambiare e revocare le chiavi API del gestionale; configurare la porta SIL',
    eventi: 'Abbonare i gestionali agli eventi, e dire dove si spingono gli esiti',
    installazione: 'Amministrare gli enti e l’installazione',
  } satisfies Record<Permesso, string>,
  senzaTipo:
    'Ciò che non ha un tipo dovuto (un pagamento che nessuno aveva chiesto, una rendicontazione) lo vede solo chi ha «sì, su tutto».',
};
