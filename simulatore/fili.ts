import type { BizEvents } from './biz-events/servizio.ts';
import type { Cassa } from './checkout/cassa.ts';
import type { Arrivo } from './demo.ts';
import type { AvvisiEnte } from './ente/avvisi.ts';
import type { Gestionale } from './ente/gestionale.ts';
import type { Fdr } from './fdr/servizio.ts';
import type { Fornitore } from './identita/fornitore.ts';
import type { Banco } from './nodo/banco.ts';
import type { Cassetta } from './posta/cassetta.ts';

/** The wires that the pages look at. */
export type Fili = {
  banco: Banco;
  cassetta: Cassetta;
  cassa: Cassa;
  fdr: Fdr;
  bizEvents: BizEvents;
  /** Who signs people in: with SPID or CIE, and the enti their own. */
  fornitori: readonly Fornitore[];
  gestionale: Gestionale;
  avvisiEnte: AvvisiEnte;
  /** What an ente has prepared to be paid. */
  arrivi: () => Promise<readonly Arrivo[]>;
};
