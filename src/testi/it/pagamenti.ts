import type { CodiceIncassi } from '#modules/pagamenti';

/** What people read when money outside pagoPA, or to give back, is not what they say, by code. */
export const pagamenti = {
  rifiuti: {
    INCASSO_GIORNO_FUTURO: 'Il giorno dell’incasso non può essere dopo oggi. Indica quando il denaro è arrivato.',
    INCASSO_GIORNO_TROPPO_VECCHIO: 'Controlla l’anno: il giorno dell’incasso è dal 2000 in poi.',
    INCASSO_MEZZO_MANCANTE: 'Indica come è arrivato il denaro.',
    INCASSO_RIFERIMENTO_MANCANTE:
      'Scrivi ciò che permette di ritrovare il denaro, al massimo 140 caratteri: il numero della ricevuta di cassa, il CRO del bonifico.',
    INCASSO_NOTA_TROPPO_LUNGA: 'La nota ha al massimo 500 caratteri.',
    INCASSO_IMPORTO_NON_VALIDO: 'Scrivi un importo in euro maggiore di zero, per esempio 120,50.',
    DENARO_NON_TROVATO: 'Questo pagamento non è fra quelli da rimborsare.',
    DENARO_GIA_TRATTATO: 'Nel frattempo qualcuno ha già deciso che cosa fare di questo denaro. Guarda che cosa.',
    DENARO_DI_UN_DOVUTO:
      'È arrivato il dovuto di questo pagamento, che risulta pagato: il denaro è suo. Se non c’è altro da fare, segnalo come non dovuto.',
    DENARO_NON_ATTRIBUIBILE:
      'Questo denaro ha già pagato il dovuto del suo avviso, e non può passare a un altro. Si rimborsa, oppure no.',
    DENARO_NON_TUO:
      'Questo pagamento riguarda tipi dovuto che non segui. Se ti servono, chiedili a chi amministra gli accessi.',
    TRATTAMENTO_MOTIVO_MANCANTE: 'Scrivi il motivo, al massimo 500 caratteri: resta accanto al pagamento.',
    RIMBORSO_GIORNO_FUTURO:
      'Il giorno del rimborso non può essere dopo oggi. Segnalo quando il denaro è stato restituito.',
    RIMBORSO_GIORNO_TROPPO_PRESTO: 'Il giorno del rimborso viene prima di quello del pagamento. Controlla la data.',
    RIMBORSO_MANDATO_MANCANTE:
      'Scrivi il numero del mandato, o ciò che permette di ritrovare il rimborso: al massimo 140 caratteri.',
  } satisfies Record<CodiceIncassi, string>,
};
