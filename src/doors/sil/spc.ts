import { giornoA, isoRoma } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { leggiAcquisite, trovaRendicontazione } from '#modules/rendicontazione';
import type { Elemento } from '#platform/xml/elemento';
import { elemento } from '#platform/xml/scrivi';
import type { CodiceFault } from './fault.ts';
import { indirizzoFile } from './flussi/indirizzi.ts';
import { istanteConZona } from './flussi/tempi.ts';
import { giorno, istante, testo } from './leggi.ts';
import { fault, operazioneSil, risposta, type OperazioneSil, type Risposta, type Visita } from './operazione.ts';

/** Of which statements: those of quadratura (`tipoFlusso` Q) were withdrawn by pagoPA, and there are none. */
function quali(corpo: Elemento): { psp: string | null; quadratura: boolean } {
  return { psp: testo(corpo, 'identificativoPsp'), quadratura: testo(corpo, 'tipoFlusso') === 'Q' };
}

/** What is broken has a code of its own in this service. */
async function conGuasto<C extends CodiceFault>(
  { mondo }: Visita,
  fn: () => Promise<Risposta<C>>,
): Promise<Risposta<C | 'CODE_PAA_ERRORE_INTERNO'>> {
  try {
    return await fn();
  } catch (causa) {
    mondo.log.error('sil.guasto', causa, { servizio: 'PagamentiTelematiciFlussiSPC' });
    return fault('CODE_PAA_ERRORE_INTERNO', 'Riprovare più tardi', { serial: 1 });
  }
}

/** paaSILChiediElencoFlussiSPC (mypay-webservices 1.19): the statements of the PSPs that reached us in those days. */
const elenco = operazioneSil('paaSILChiediElencoFlussiSPC', {
  ipa: 'corpo',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: ['PAA_ENTE_NON_VALIDO', 'CODE_PAA_ERRORE_INTERNO'],
  leggi: (corpo) => ({ ...quali(corpo), da: giorno(corpo, 'dateFrom'), a: giorno(corpo, 'dateTo') }),
  gestisci: (visita, { psp, quadratura, da, a }) =>
    conGuasto(visita, async () => {
      const { ctx } = visita;
      // Sic: the old platform has no other code for dates here.
      if (da === null || a === null || da > a)
        return fault('PAA_ENTE_NON_VALIDO', 'Date mancanti, o la finale precede l’iniziale');
      const quante = LIMITI.elencoSpcMax + 1;
      const trovate = quadratura ? [] : await ctx.tx((t) => leggiAcquisite(t, { psp, da, a, quante }));
      // Fewer than there are, without a word, would be taken for all.
      if (trovate.length === quante) return fault('PAA_ENTE_NON_VALIDO', 'Troppi flussi: restringere le date');
      return risposta(
        elemento('elencoFlussiSPC', [
          elemento('totRestituiti', trovate.length),
          trovate.map((r) =>
            elemento('idSPC', [
              elemento('identificativoFlusso', r.iuf),
              elemento('dataOraFlusso', istanteConZona(r.prodottaIl)),
            ]),
          ),
        ]),
      );
    }),
});

/** paaSILChiediFlussoSPC (mypay-webservices 1.20): where a statement may be taken, as the PSP wrote it; KO: there is no such one. */
const flusso = operazioneSil('paaSILChiediFlussoSPC', {
  ipa: 'corpo',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: ['CODE_PAA_ERRORE_INTERNO'],
  leggi: (corpo) => ({
    ...quali(corpo),
    iuf: testo(corpo, 'identificativoFlusso'),
    prodottaIl: istante(corpo, 'dataOraFlusso'),
  }),
  gestisci: (visita, { psp, quadratura, iuf, prodottaIl }) =>
    conGuasto(visita, async () => {
      const {
        mondo,
        ctx,
        ente: { enteId },
      } = visita;
      const trovata =
        quadratura || iuf === null || prodottaIl === null
          ? null
          : await ctx.tx((t) => trovaRendicontazione(t, { iuf, psp, prodottaIl }));
      if (trovata === null) return risposta(elemento('stato', 'KO'));
      const quando = isoRoma(trovata.prodottaIl).replaceAll(/\D/g, '');
      const mese = giornoA(trovata.acquisitaIl).slice(0, 7).replace('-', '_');
      const nome = `RENDICONTAZIONE/${mese}/${trovata.psp}_${trovata.iuf}_${quando}.xml`;
      const file = { enteId, tipo: 'FLUSSI_RENDIC', nome, oggettoId: trovata.id, quale: 'rendicontazione' } as const;
      return risposta([elemento('stato', 'OK'), elemento('downloadUrl', await indirizzoFile(mondo, file))]);
    }),
});

/** PagamentiTelematiciFlussiSPC. */
export const SPC: readonly OperazioneSil[] = [elenco, flusso];
