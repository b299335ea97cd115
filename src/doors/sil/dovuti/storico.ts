import { giornoA, inizioGiorno, isoRoma } from '#kernel/giorno';
import { pagamentiDegliIuv, pagamentiDelDebitore, pagatiConRicevuta } from '#modules/pagamenti';
import { elemento, facoltativo, type Xml } from '#platform/xml/scrivi';
import { istante } from '../leggi.ts';
import { fault, operazioneSil, risposta } from '../operazione.ts';
import { scriviGettone } from '../gettoni.ts';
import { entiChiesti, entraRegione, FAULT_PERSONA, leggiPersona, type EnteChiesto } from './regione.ts';

/** Payments of a person at one ente, the latest first. */
const PAGAMENTI_MAX = 1000;

/**
 * paaSILChiediStoricoPagamenti (mypay-webservices 1.17): what a person has paid between two instants, the first included and the last not,
 * so that the `dateTo` of one answer is the `dataFrom` of the next question.
 */
export const storico = operazioneSil('paaSILChiediStoricoPagamenti', {
  ipa: 'corpo',
  inserito: null,
  conEsito: false,
  fault: [...FAULT_PERSONA, 'PAA_INTERVALLO_DATE_NON_VALIDO'],
  entra: entraRegione,
  leggi: (corpo) => ({ ...leggiPersona(corpo), da: istante(corpo, 'dataFrom'), a: istante(corpo, 'dataTo') }),
  gestisci: async (visita, { da: detta, a: detto, ...persona }) => {
    const chiesti = await entiChiesti(visita, persona);
    if ('fault' in chiesti) return chiesti;
    const { now } = visita.ctx;
    const da = detta ?? inizioGiorno(giornoA(now));
    const a = detto ?? now;
    if (a < da) return fault('PAA_INTERVALLO_DATE_NON_VALIDO');
    const { enti, chi } = chiesti;
    const gruppi: Xml[][] = [];
    for (const ente of enti) gruppi.push(await pagatiDi(ente, { ...chi, da, a }, visita.ente.enteId));
    return risposta([elemento('dateTo', isoRoma(a)), gruppi.flat()]);
  },
});

type Quali = { tipo: string; codice: string; da: Date; a: Date };
type Chiede = EnteChiesto['enteId'];

async function pagatiDi({ ctx, enteId, codIpa, denominazione }: EnteChiesto, q: Quali, chiede: Chiede): Promise<Xml[]> {
  const { trovati, pagamenti } = await ctx.tx(async (t) => {
    const suoi = await pagamentiDelDebitore(t, { ...q, quanti: PAGAMENTI_MAX });
    const iuv = suoi.map(({ iuvId }) => iuvId);
    return { trovati: suoi, pagamenti: await pagamentiDegliIuv(t, iuv) };
  });
  const fatti = trovati.map(async ({ iuvId, ricevutaId }): Promise<Xml | null> => {
    const pagamento = pagamenti.get(iuvId);
    if (pagamento === undefined) return null;
    const dati = { id: ricevutaId, securityToken: await scriviGettone(ctx, 'rt', { enteId, id: ricevutaId, chiede }) };
    const url = `${ctx.config.urlPubblico}/public/landing/rt?${new URLSearchParams(dati).toString()}`;
    return elemento('paaSILStoricoPagamenti', [
      elemento('ctPagatiConRicevuta', base64(pagatiConRicevuta(pagamento))),
      elemento('urlDownloadRT', url),
      facoltativo('rt', pagamento.ricevuta === null ? null : base64(pagamento.ricevuta)),
      elemento('codIpaEnte', codIpa),
      elemento('deNomeEnte', denominazione),
    ]);
  });
  return (await Promise.all(fatti)).filter((uno) => uno !== null);
}

const base64 = (testo: string): string => Buffer.from(testo).toString('base64');
