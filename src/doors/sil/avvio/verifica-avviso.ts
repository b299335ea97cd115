import { dovutiPerChiave } from '#modules/posizioni';
import { testo } from '../leggi.ts';
import { fault, operazioneSil, risposta } from '../operazione.ts';
import { fraseDi, prepara } from './prepara.ts';

/** paaSILVerificaAvviso (mypay-webservices 1.3): somebody is about to pay a notice that is here already. */
export const verificaAvviso = operazioneSil('paaSILVerificaAvviso', {
  ipa: 'intestazione',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: true,
  fault: ['PAA_IUV_NON_VALIDO', 'PAA_IUV_SCADUTO', 'PAA_SYSTEM_ERROR'],
  leggi: (corpo) => ({
    iuv: testo(corpo, 'identificativoUnivocoVersamento'),
    ritorno: testo(corpo, 'enteSILInviaRispostaPagamentoUrl'),
  }),
  gestisci: async (visita, { iuv, ritorno }) => {
    const dovuti = iuv === null ? [] : await visita.ctx.tx((t) => dovutiPerChiave(t, { iuv }));
    // A number that was made for one carrello is on no notice.
    if (iuv === null || dovuti.every(({ soloCarrello }) => soloCarrello)) return fault('PAA_IUV_NON_VALIDO');
    if (dovuti.some(({ tipoAttivo }) => !tipoAttivo))
      return fault('PAA_IUV_NON_VALIDO', 'Il tipo dovuto non è più abilitato');
    const voci = [{ enteId: visita.ente.enteId, codici: [iuv] }];
    const fatto = await prepara(visita, { voci, ritorno, modo: 'breve', email: null }, 'idSession');
    if ('campi' in fatto) return risposta(fatto.campi, iuv);
    const { codice } = fatto.rifiuto;
    if (codice === 'AVVISO_SCADUTO') return fault('PAA_IUV_SCADUTO');
    return codice === 'AVVISO_SCONOSCIUTO' || codice === 'AVVISO_NON_PAGABILE'
      ? fault('PAA_IUV_NON_VALIDO', 'Non si può pagare: è pagato, annullato o già chiuso')
      : fault('PAA_SYSTEM_ERROR', fraseDi(codice));
  },
});
