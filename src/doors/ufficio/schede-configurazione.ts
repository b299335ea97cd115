/** A part of the configuration, as its index presents it. */
export type SchedaConfigurazione = { titolo: string; testo: string; a: string };

/** All that an administrator may configure: who builds a page of it adds its card here. */
export const SCHEDE_CONFIGURAZIONE: readonly SchedaConfigurazione[] = [];
