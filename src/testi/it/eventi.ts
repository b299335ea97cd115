import type { CodiceEventi } from '#modules/eventi';

type Parametri = Readonly<Record<string, string | number>>;
type Frase = string | ((p: Parametri) => string);

/** What people read when nothing is done of a subscription, or of a place where outcomes are pushed. */
export const eventi = {
  rifiuti: {
    ABBONAMENTO_NOME_NON_VALIDO: (p) =>
      `Scrivi come si chiama il gestionale, in non più di ${p['massimo'] ?? ''} caratteri.`,
    ABBONAMENTO_NOME_DUPLICATO: 'C’è già un abbonamento con questo nome: scegline un altro.',
    ABBONAMENTO_GENERI_NON_VALIDI: 'Scegli almeno un genere di eventi.',
    ABBONAMENTO_SEGRETO_NON_VALIDO:
      'Il segreto non è nella forma di Standard Webhooks: whsec_ seguito da una chiave in base64, da 24 a 64 byte.',
    ABBONAMENTO_TROPPI: (p) =>
      `Un ente può avere ${p['massimo'] ?? ''} abbonamenti al massimo. Toglierne uno che non serve più fa posto.`,
    ABBONAMENTO_NON_TROVATO: 'Questo abbonamento non c’è più: forse qualcuno l’ha tolto.',
    ABBONAMENTO_STATO: 'Lo stato dell’abbonamento nel frattempo è cambiato. Guarda com’è adesso.',
    ABBONAMENTO_SEGRETO_APPENA_CAMBIATO:
      'Il segreto è già stato cambiato, e quello di prima vale ancora. Aspetta che smetta di valere per cambiarlo di nuovo.',
    EVENTI_INTERVALLO_NON_VALIDO: 'Scrivi due date: la prima non può venire dopo la seconda.',
    EVENTI_TROPPI: (p) => `In questo intervallo ci sono più di ${p['massimo'] ?? ''} eventi. Scegline uno più corto.`,
    EVENTO_NON_TROVATO: 'Non c’è nessun evento da mandare di nuovo: gli eventi si conservano novanta giorni.',
    EVENTI_INDIRIZZO_NON_VALIDO:
      'Scrivi un indirizzo che comincia con https://, senza utente, password o #, lungo non più di 2000 caratteri.',
    SPINTA_GIA_REGISTRATA: 'C’è già un indirizzo per questi esiti. Per cambiarlo togli quello, poi aggiungi il nuovo.',
    SPINTA_TIPO_SCONOSCIUTO: 'Scegli un tipo dovuto di questo ente.',
    SPINTA_JWT_INCOMPLETO: (p) =>
      `Per il JWT servono tutti e quattro i campi, non più lunghi di ${p['massimo'] ?? ''} caratteri; senza JWT lasciali tutti vuoti.`,
    SPINTA_SEGRETO_NON_VALIDO: (p) =>
      `La chiave del JWT dev’essere scritta in base64 e lunga almeno ${p['minimo'] ?? ''} byte.`,
    SPINTA_NON_TROVATA: 'Questo indirizzo non c’è più: forse qualcuno l’ha tolto.',
    ESITO_NON_FERMO: 'Questo esito non è fermo: forse qualcuno ci ha già pensato.',
  } satisfies Record<CodiceEventi, Frase>,
};
