import type { CodiceAllegato } from '#modules/posizioni';

/** What fills a sentence: the parameters of a refusal. */
type Parametri = Readonly<Record<string, string | number>>;

/** What a citizen reads of a file that is not taken, by the question that asked for it. */
export const allegati = {
  rifiuti: {
    ALLEGATO_VUOTO: 'Questo file è vuoto. Scegline un altro, o salvalo di nuovo.',
    ALLEGATO_TROPPO_GRANDE: (p) =>
      `Questo file è troppo grande: può essere al massimo di ${p['quanto'] ?? ''}. Riducilo, o scegline un altro.`,
    ALLEGATO_TIPO_NON_AMMESSO: (p) =>
      `Qui si può allegare ${p['tipi'] ?? ''}: questo file non lo è, anche se il nome lo dice. Salvalo in un altro modo.`,
    ALLEGATO_ILLEGGIBILE: 'Questo file è rovinato o incompleto: non si apre. Salvalo di nuovo, o scegline un altro.',
    ALLEGATO_DOPPIO:
      'Questo PDF contiene anche altro (una pagina web, un archivio), e non si può allegare. Stampalo di nuovo come PDF.',
    ALLEGATO_TROPPI_PUNTI: 'Questa immagine è troppo larga o troppo alta. Riducila, o fai un’altra foto.',
    ALLEGATO_NON_CHIESTO: 'Questo modulo non chiede un file qui.',
    ALLEGATO_SCONOSCIUTO: 'Questo file non c’è più: si tiene per un giorno. Allegalo di nuovo.',
    ALLEGATI_TROPPI: (p) =>
      `Hai già allegato ${p['massimo'] ?? ''} file a questo modulo, il massimo. Togline uno, o unisci più pagine in un file.`,
    ALLEGATI_TROPPO_GRANDI: (p) =>
      `Tutti i file di questo modulo insieme possono occupare al massimo ${p['megabyteMax'] ?? ''} MB. Riducili, o togline uno.`,
    ALLEGATI_SENZA_POSTO:
      'Adesso non possiamo ricevere altri file. Riprova fra qualche ora: il resto del modulo va bene.',
  } satisfies Record<CodiceAllegato, string | ((parametri: Parametri) => string)>,
};
