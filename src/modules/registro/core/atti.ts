import type { EnteId } from '#kernel/ids';

/** What may stand beside an act: ids, codes and figures. Never a name, a tax code or an address. */
export type Dettaglio = { readonly [campo: string]: string | number | boolean | null | readonly (string | number)[] };

/** One act: `azione` is `cosa.fatto` (`dovuto.annullato`), `oggetto` the kind of thing it was done to. */
export type Atto = { azione: string; oggetto: string; oggettoId?: string | null; dettaglio?: Dettaglio };

/** An act that says for which ente it is: who speaks for many (the Nodo) has none of its own. */
export type AttoDi = Atto & { enteId: EnteId | null };
