import type { Cassa } from './checkout/cassa.ts';
import type { Fdr } from './fdr/servizio.ts';
import type { Banco } from './nodo/banco.ts';
import type { Cassetta } from './posta/cassetta.ts';

/** The wires that the pages look at. */
export type Fili = { banco: Banco; cassetta: Cassetta; cassa: Cassa; fdr: Fdr };
