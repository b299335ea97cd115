/** What the module says to a person who signed in: what they have paid. */
export {
  datiPagamenti,
  pagamentiDelCittadino,
  pagatoDalCittadino,
  type FiltroPagamenti,
  type Pagamento,
} from './store/cittadino.ts';
