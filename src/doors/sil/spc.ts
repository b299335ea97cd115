import { isoRoma } from '#kernel/giorno';
import { leggiRendicontazioni } from '#modules/rendicontazione';
import { elemento } from '#platform/xml/scrivi';
import { fault, operazioneSil, risposta, type OperazioneSil } from './operazione.ts';
import { giorno, testo } from './leggi.ts';

/** More than these in one answer nobody asks for: a PSP publishes one a day. */
const ELENCO_MAX = 1000;

/**
 * paaSILChiediElencoFlussiSPC (mypay-webservices 1.19): the statements of the PSPs that reached us in those days. Those of quadratura
 * (`tipoFlusso` Q) were withdrawn by pagoPA: there are none.
 */
const elenco = operazioneSil('paaSILChiediElencoFlussiSPC', {
  ipa: 'corpo',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: ['PAA_ENTE_NON_VALIDO', 'CODE_PAA_ERRORE_INTERNO'],
  leggi: (corpo) => ({
    psp: testo(corpo, 'identificativoPsp'),
    quadratura: testo(corpo, 'tipoFlusso') === 'Q',
    da: giorno(corpo, 'dateFrom'),
    a: giorno(corpo, 'dateTo'),
  }),
  gestisci: async ({ ctx }, { psp, quadratura, da, a }) => {
    if (da === null || a === null || da > a)
      // Sic: the old platform has no other code for dates here.
      return fault('PAA_ENTE_NON_VALIDO', 'Date mancanti, o la finale precede l’iniziale');
    const prodotta = { da: null, a: null };
    const filtro = { stato: 'correnti', psp, prodotta, disponibile: { da, a } } as const;
    const trovate = quadratura
      ? []
      : await ctx.tx((t) => leggiRendicontazioni(t, { ...filtro, dopo: null, prima: null, quanti: ELENCO_MAX }));
    return risposta(
      elemento('elencoFlussiSPC', [
        elemento('totRestituiti', trovate.length),
        trovate.map((r) =>
          elemento('idSPC', [
            elemento('identificativoFlusso', r.iuf),
            elemento('dataOraFlusso', isoRoma(r.prodottaIl)),
          ]),
        ),
      ]),
    );
  },
});

/** PagamentiTelematiciFlussiSPC. */
export const SPC: readonly OperazioneSil[] = [elenco];
