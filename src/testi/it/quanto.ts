import type { CodiceQuanto } from '#modules/posizioni';

/** What a dovuto costs now: why it cannot be changed, and why the ente's amount is not known. */
export const quanto = {
  rifiuti: {
    POSIZIONE_NON_TROVATA: 'Questa posizione non c’è, o non è del tuo ente.',
    OPZIONE_NON_TROVATA: 'Questo modo di pagare non c’è, o non è del tuo ente.',
    DOVUTO_SCONOSCIUTO: 'Questo dovuto non c’è, o non è del tuo ente.',
    DOVUTO_NON_PIU_CHIESTO: 'Il dovuto è già pagato, annullato o chiuso: il suo importo non cambia più.',
    NOTIFICA_FUTURA: 'Il giorno della notifica non può essere dopo oggi. Indica il giorno in cui è avvenuta.',
    NOTIFICA_TROPPO_VECCHIA: 'Il giorno della notifica è troppo lontano nel tempo. Controlla l’anno.',
    TERMINE_NON_VALIDO: 'Indica i giorni del termine con un numero da 1 a 3650.',
    GRADINO_NON_VALIDO:
      'Ogni aumento ha un importo, una data o un numero di giorni dalla notifica, e una quota che non sia una marca da bollo.',
    GRADINI_TROPPO_GRANDI: 'Con questi aumenti il dovuto supererebbe 999.999.999,99 euro. Riducili.',
  } satisfies Record<CodiceQuanto, string>,
  notificaIl: (giorno: string): string => `giorno della notifica: ${giorno}`,
  percheNon: {
    codice_002: 'il servizio dell’ente non conosce l’avviso',
    codice_003: 'per il servizio dell’ente l’avviso non è ancora stato notificato',
    codice_004: 'il servizio dell’ente ha detto che l’avviso non è pagabile: il pagamento è stato rifiutato',
    importo_incoerente: 'il servizio dell’ente ha detto un importo che non è possibile: il pagamento è stato rifiutato',
    bilancio_incoerente: 'le voci di bilancio dette dall’ente non danno l’importo: il pagamento è stato rifiutato',
    tempo_scaduto: 'il servizio dell’ente non ha risposto in tempo',
    irraggiungibile: 'il servizio dell’ente non è raggiungibile',
    errore_del_servizio: 'il servizio dell’ente ha risposto con un errore',
    risposta_illeggibile: 'la risposta del servizio dell’ente non si è potuta leggere',
    accesso_negato: 'il servizio dell’ente ha rifiutato utente o password',
    circuito_aperto: 'il servizio dell’ente non risponde da un po’ e per ora non viene chiamato',
    troppe_richieste: 'il servizio dell’ente aveva già troppe richieste in attesa',
    indirizzo_non_ammesso: 'l’indirizzo del servizio dell’ente non è ammesso',
    non_configurato: 'l’indirizzo del servizio dell’ente non è configurato',
  } as Readonly<Record<string, string>>,
  percheIgnoto: 'il servizio dell’ente ha risposto con un codice sconosciuto',
};
