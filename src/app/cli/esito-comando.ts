/** What a command prints, and with which code it ends: 0 well, 1 not, 2 asked badly. */
export type EsitoComando = { righe: string[]; codice: number };
