/** What the module that keeps the money may do to a dovuto that it pays without a receipt of its own. */
export { pagaDovuto, quantoOggi, valutaPagamento } from './acts/paga.ts';
export type { Pagamento } from './core/paga.ts';
export { selectVersioni as leggiVersioni } from './store/paga.ts';
