import type { CodiceLink } from '#modules/pagamenti';

/** What is read by who opens a payment link, and who makes one. */
export const link = {
  manda: (ente: string): string => `${ente} ti manda questo indirizzo per pagare.`,
  avviso: 'È un avviso di pagamento: lo puoi leggere, scaricare e pagare.',
  modulo: 'È un pagamento da completare: alcune risposte ci sono già, le altre le scrivi tu.',
  apri: 'Apri l’avviso',
  continua: 'Continua',
  finoAl: (giorno: string): string => `L’indirizzo vale fino al ${giorno}.`,
  stampa: 'Scarica il codice QR da stampare',
  nonPiu: 'Questo indirizzo non si può usare',
  contatti: (ente: string): string => `Pagamenti e contatti di ${ente}`,
  cerca: 'Cerca un avviso',
  foglio: { inquadra: 'Inquadra il codice con il telefono', oppure: 'oppure apri questo indirizzo' },
  rifiuti: {
    LINK_SCONOSCIUTO:
      'L’indirizzo non è completo, o è sbagliato. Ricopialo per intero, o chiedilo di nuovo a chi te lo ha dato.',
    LINK_REVOCATO: 'L’ente lo ha ritirato. Chiedi all’ente come pagare.',
    LINK_SCADUTO: 'È scaduto. Chiedi all’ente come pagare.',
    LINK_ESAURITO: 'È già stato usato tutte le volte che si poteva. Chiedi all’ente come pagare.',
    LINK_AVVISO_SCONOSCIUTO: 'Nessun avviso di questo ente ha quel numero.',
    LINK_AVVISO_CHIUSO: 'Quell’avviso non si può più pagare: è pagato, annullato o chiuso in un altro modo.',
    LINK_MOTIVO_MANCANTE: 'Scrivi perché, al massimo in 500 caratteri.',
    LINK_SENZA_MODULO: 'Questo tipo di dovuto non si paga senza avviso: non c’è, o non ha un modulo pubblicato.',
    LINK_VALORI_NON_VALIDI:
      'Una delle risposte non è del modulo, o il modulo non la accetta; oppure è fissa e non è data. Controlla i nomi e i valori.',
    LINK_MISURA_NON_VALIDA:
      'La scadenza è dopo adesso, gli usi sono da 1 a 1.000.000, e il titolo ha al massimo 140 caratteri.',
  } satisfies Record<CodiceLink, string>,
};
