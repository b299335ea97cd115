import { leggiEnte } from '#modules/enti';
import { esitoArrivo, leggiPortaSil, type EsitoArrivo, type VocePagata } from '#modules/pagamenti';
import { elemento, type Xml } from '#platform/xml/scrivi';
import { testo } from '../leggi.ts';
import { fault, operazioneSil, risposta, type Visita } from '../operazione.ts';
import { pagatiXml, rtXml } from './esito.ts';
import { perEnte } from './prepara.ts';

/**
 * What a carrello is called while nobody has paid it: the code of its state, where once paid there are words (mypay-webservices 1.6, and
 * 8 row 12). Null: there never was one.
 */
const STATO: Record<EsitoArrivo['esito'], string | null> = {
  non_iniziato: 'PREDISPOSTO',
  in_corso: 'PAGAM_IN_CORSO',
  annullato: 'ABORT',
  scaduto: 'SCADUTO',
  parziale: 'SCADUTO',
  pagato: 'PAGAM_IN_CORSO',
  sconosciuto: null,
};
const PAGATO = 'Pagato';

/** paaSILChiediEsitoCarrelloDovuti (mypay-webservices 1.6): how a carrello went, notice by notice, whichever ente each is of. */
export const chiediEsitoCarrello = operazioneSil('paaSILChiediEsitoCarrelloDovuti', {
  ipa: 'corpo',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: ['PAA_ID_SESSION_NON_VALIDO'],
  leggi: (corpo) => testo(corpo, 'idSessionCarrello') ?? '',
  gestisci: async (visita, idSession) => {
    const { enteId, codIpa } = visita.ente;
    const { esito, voci } = await esitoArrivo(perEnte(visita), { enteId, idSession });
    const stato = STATO[esito];
    if (stato === null) return fault('PAA_ID_SESSION_NON_VALIDO');
    const { pagatiUnaVolta: unaVolta } = await leggiPortaSil(visita.ctx);
    const ipa = await codiciIpa(visita, voci);
    // Of one that is over and forgotten nothing else is known.
    const righe = voci.length > 0 ? voci : [{ enteId, pagamento: null }];
    const risposte = righe.map((voce) => riga(voce, { stato, unaVolta, codIpa: ipa.get(voce.enteId) ?? codIpa }));
    return risposta(elemento('listaCarrelli', risposte));
  },
});

type Come = { stato: string; unaVolta: boolean; codIpa: string };

function riga({ pagamento }: VocePagata, { stato, unaVolta, codIpa }: Come): Xml {
  return elemento('rispostaCarrello', [
    elemento('esito', pagamento === null ? stato : PAGATO),
    elemento('codIpaEnte', codIpa),
    // The schema wants it, and MyPay never filled it: strict clients are happier with something.
    elemento('codIdentificativoUnivocoCarrello', pagamento?.iuv ?? 'n/a'),
    pagamento === null ? null : pagatiXml(pagamento, { conRicevuta: true, unaVolta }),
    pagamento === null ? null : rtXml(pagamento),
  ]);
}

async function codiciIpa(visita: Visita, voci: readonly VocePagata[]): Promise<Map<string, string>> {
  const trovati = new Map<string, string>();
  for (const enteId of new Set(voci.map((voce) => voce.enteId))) {
    const suo = await leggiEnte(perEnte(visita)(enteId), enteId);
    if (suo !== null) trovati.set(enteId, suo.codIpa);
  }
  return trovati;
}
