import type { CodiceInvio } from '#modules/notifiche';

/** Why nothing is mailed again, in the words of who works for an ente. */
export const notifiche = {
  rifiuti: {
    INVIO_DOVUTO_SCONOSCIUTO: 'Questo dovuto non c’è, o non è di un tipo che segui.',
    INVIO_SENZA_INDIRIZZO:
      'Non abbiamo un indirizzo email di chi deve pagare. Scrivilo con «Modifica il dovuto», se si può ancora pagare.',
    INVIO_SENZA_AVVISO: 'Non c’è un avviso da mandare: non c’è mai stato, non si stampa, o non si può più pagare.',
    INVIO_SENZA_RICEVUTA: 'Non è ancora arrivata una ricevuta di pagoPA per questo dovuto.',
    INVIO_IN_PROVA: 'Questo ente è in prova: non si scrive alle persone di cui si provano gli indirizzi.',
    INVIO_TROPPI: 'Per oggi è già stato mandato abbastanza volte. Riprova domani, o dagli il PDF.',
  } satisfies Record<CodiceInvio, string>,
};
