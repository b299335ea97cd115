/** What a command prints, and with which code it ends: 0 well, 1 not, 2 asked badly; 3 in part, 4 not yet where a command says so. */
export type EsitoComando = { righe: string[]; codice: number };
