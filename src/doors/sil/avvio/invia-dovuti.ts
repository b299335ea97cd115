import { luoghiNoti } from '#modules/enti';
import { apriDocumento } from '../documento.ts';
import { testo } from '../leggi.ts';
import { fault, operazioneSil, risposta } from '../operazione.ts';
import { anagraficaPiena, controlla, CONTROLLI } from './controlla.ts';
import { leggiDovuti } from './dovuti.ts';
import { faultDi, perEnte, prepara, regoleDi, voceDi } from './prepara.ts';

/** paaSILInviaDovuti (mypay-webservices 1.1): one debtor is about to pay from one to five new dovuti, under one iuv. */
export const inviaDovuti = operazioneSil('paaSILInviaDovuti', {
  ipa: 'intestazione',
  inserito: 'PAA_STATO_ENTE_NON_VALIDO',
  conEsito: true,
  fault: [...CONTROLLI, 'PAA_ANAGRAFICA_NON_VALIDA', 'PAA_SYSTEM_ERROR'],
  leggi: (corpo) => ({
    dovuti: testo(corpo, 'dovuti'),
    ritorno: testo(corpo, 'enteSILInviaRispostaPagamentoUrl'),
    salta: testo(corpo, 'showMyPay') === 'NONE',
  }),
  gestisci: async (visita, { dovuti, ritorno, salta }) => {
    const { ctx, ente, contratto } = visita;
    const letto = apriDocumento(contratto.documenti, 'Dovuti', dovuti);
    if (!letto.ok) return fault('PAA_XML_NON_VALIDO', letto.refusal.parametri.perche);
    const detti = leggiDovuti(letto.value);
    const per = perEnte(visita);
    const regole = await regoleDi(per, ente.enteId, detti);
    const male = controlla(detti, regole);
    if (male !== null) return male;
    if (salta && !anagraficaPiena(detti.debitore, await luoghiNoti(ctx)))
      return fault('PAA_ANAGRAFICA_NON_VALIDA', 'Con showMyPay NONE servono l’email, e un CAP della nazione indicata');
    const fatto = await prepara(
      visita,
      {
        ...{ voci: [voceDi(per, ente.enteId, detti, regole)], ritorno, email: detti.debitore.email },
        modo: salta ? 'nessuna' : 'breve',
      },
      'idSession',
    );
    return 'rifiuto' in fatto ? faultDi(fatto.rifiuto) : risposta(fatto.campi);
  },
});
