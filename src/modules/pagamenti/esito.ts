/** What the module says of the outcome of a payment to the ente's software: what was paid under an iuv, as data and as documents. */
export { pagati, pagatiConRicevuta } from './documento-pagati.ts';
export { pagamentiDegliIuv, pagamentoDiIuv, type PagamentoDiIuv } from './store/pagamento-di-iuv.ts';
export { ricevutaXml as ricevutaNuda } from './ricevuta-xml.ts';
export { pagamentiDelDebitore, type PagamentoDelDebitore } from './store/pagamenti-debitore.ts';
