/** What an ente's software can be told of. The step of a dovuto's history, or the act, that each comes from is in the follower. */
export const GENERI = [
  'dovuto.inserito',
  'dovuto.modificato',
  'dovuto.annullato',
  'dovuto.ripreso',
  'dovuto.estinto',
  'dovuto.pagato',
  'flusso.concluso',
  'rendicontazione.acquisita',
] as const;

export type GenereEvento = (typeof GENERI)[number];

/** What a test is called: it is of no kind that one subscribes to. */
export const GENERE_PROVA = 'prova';

/** Is it one of the kinds? */
export function isGenere(testo: string): testo is GenereEvento {
  return (GENERI as readonly string[]).includes(testo);
}
