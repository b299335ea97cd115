/** What is sent to the software of an ente: a body of JSON. */
export type ChiamataEnte = { url: string; corpo: string; intestazioni: Readonly<Record<string, string>> };

/** What it answered, whatever it was; or in a word of ours why it did not. `rinviata`: nobody was called, for it is left alone a while. */
export type RispostaEnte =
  | { esito: 'risposta'; stato: number; testo: string; durataMs: number }
  | { esito: 'nessuna'; perche: string; durataMs: number }
  | { esito: 'rinviata'; perche: string };
