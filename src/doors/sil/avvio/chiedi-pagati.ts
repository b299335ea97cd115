import { esitoPerChiave, leggiPortaSil, sessionePagata } from '#modules/pagamenti';
import { testo } from '../leggi.ts';
import { fault, operazioneSil, risposta, type Visita } from '../operazione.ts';
import { ESITI_SESSIONE, pagamentoDi, pagamentoPerChiave, pagatiXml, rtXml } from './esito.ts';

/** paaSILChiediPagati (mypay-webservices 1.4): how a session went. */
export const chiediPagati = operazioneSil('paaSILChiediPagati', {
  ipa: 'corpo',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: ESITI_SESSIONE,
  leggi: (corpo) => testo(corpo, 'idSession') ?? '',
  gestisci: async (visita, idSession) => {
    const trovato = await perSessione(visita, { idSession, conRicevuta: false });
    if ('fault' in trovato) return trovato;
    const { pagamento, unaVolta } = trovato;
    return risposta(pagatiXml(pagamento, { conRicevuta: false, unaVolta }), pagamento.iuv);
  },
});

/** paaSILChiediPagatiConRicevuta (1.5): the same, with the receipt; by session, IUV or IUD. */
export const chiediPagatiConRicevuta = operazioneSil('paaSILChiediPagatiConRicevuta', {
  ipa: 'corpo',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: [...ESITI_SESSIONE, 'PAA_IUV_NON_VALIDO', 'PAA_IUD_NON_VALIDO'],
  leggi: (corpo) => ({
    idSession: testo(corpo, 'idSession'),
    iuv: testo(corpo, 'identificativoUnivocoVersamento'),
    iud: testo(corpo, 'identificativoUnivocoDovuto'),
  }),
  gestisci: async (visita, chiesto) => {
    const trovato = await perUna(visita, chiesto);
    if ('fault' in trovato) return trovato;
    const { pagamento, unaVolta } = trovato;
    if (pagamento === null) return risposta([]);
    return risposta([pagatiXml(pagamento, { conRicevuta: true, unaVolta }), rtXml(pagamento)], pagamento.iuv);
  },
});

type Chiavi = Record<'idSession' | 'iuv' | 'iud', string | null>;

async function perUna(visita: Visita, { idSession, iuv, iud }: Chiavi) {
  if ([idSession, iuv, iud].filter((una) => una !== null).length > 1) return fault('PAA_SYSTEM_ERROR', UNA_SOLA);
  if (idSession !== null) return perSessione(visita, { idSession, conRicevuta: true });
  const trovato = await perChiave(visita, { iuv, iud });
  if ('fault' in trovato) return trovato;
  return { ...trovato, unaVolta: (await leggiPortaSil(visita.ctx)).pagatiUnaVolta };
}

async function perChiave({ ctx }: Visita, { iuv, iud }: Pick<Chiavi, 'iuv' | 'iud'>) {
  if (iuv !== null) return pagamentoPerChiave(await esitoPerChiave(ctx, { iuv }), 'PAA_IUV_NON_VALIDO');
  if (iud !== null) return pagamentoPerChiave(await esitoPerChiave(ctx, { iud }), 'PAA_IUD_NON_VALIDO');
  return fault('PAA_SYSTEM_ERROR', UNA_SOLA);
}

const UNA_SOLA = 'Una, e una sola: idSession, identificativoUnivocoVersamento, identificativoUnivocoDovuto';

async function perSessione({ ctx, ente }: Visita, chiesta: { idSession: string; conRicevuta: boolean }) {
  const { pagatiUnaVolta: unaVolta, ...trovata } = await sessionePagata(ctx, { ...chiesta, ente });
  const trovato = pagamentoDi(trovata);
  return 'fault' in trovato ? trovato : { ...trovato, unaVolta };
}
