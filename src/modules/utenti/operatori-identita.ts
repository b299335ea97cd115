/** How an operator comes in by who they are (SPID, CIE), and by which second step. */
export { accediConIdentita, preparaSecondoPasso, type PrimoPasso, type Secondi } from './acts/accesso-identita.ts';
export type { IdentitaProvata } from './acts/accesso.ts';
export type { SecondoPasso } from './acts/secondo-passo.ts';
