import { fermo, type Fermo } from '#platform/fermo';
import { riprendiAbbonamento } from './acts/abbonamento.ts';
import { decidiEsito } from './acts/spinta.ts';
import { selectEsitiFermi, selectSospesi } from './store/fermi.ts';

/** What of this module gets stuck. */
export const fermi: readonly Fermo[] = [
  fermo({
    genere: 'abbonamento_sospeso',
    elenca: (t, _chi, q) => selectSospesi(t, q),
    atti: { riprova: riprendiAbbonamento },
  }),
  fermo({
    genere: 'esito_non_spinto',
    elenca: selectEsitiFermi,
    atti: {
      riprova: (ctx, id) => decidiEsito(ctx, id, 'riprova'),
      lascia: (ctx, id) => decidiEsito(ctx, id, 'lascia'),
    },
  }),
];
