import type { Giorno } from '#kernel/giorno';
import {
  attivaAvviso,
  rifiutoNodo,
  risolviChiamata,
  verificaAvviso,
  type CodiceNodo,
  type Consegna,
  type Fonti,
  type Registrazione,
  type RifiutoNodo,
  type StazioneDiEnte,
} from '#modules/pagamenti';
import type { Evento, Giornale } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { operazione, type Operazione, type Trattamento } from '#platform/soap/operazione';
import type { Xml } from '#platform/xml/scrivi';
import { cerca, type Elemento } from '#platform/xml/elemento';
import { nomi, type NomeOperazione } from './contratto.ts';
import { FACCE, facciaDi } from './facce.ts';
import { faultSintassi, type CodiceAmmesso } from './fault.ts';
import { entiRaggiunti, type Ingresso } from './ingresso.ts';
import {
  leggiPagamento,
  leggiSpontanea,
  leggiVerifica,
  type Chiamante,
  type RichiestaPagamento,
  type RichiestaVerifica,
} from './messaggi.ts';
import { leggiRicevuta, type MessaggioRicevuta } from './ricevuta.ts';
import {
  rispostaKo,
  rispostaPagamentoV1,
  rispostaPagamentoV2,
  rispostaRicevuta,
  rispostaVerifica,
  type QuotaConto,
} from './risposte.ts';

/** One visit of the Nodo: what it may speak for, what it said, and where to note it. */
export type Visita = {
  mondo: Mondo;
  giornale: Giornale;
  /** Where notices are read, and the enti that say what theirs cost are asked. */
  fonti: Fonti;
  /** Registers a receipt, together with those that arrive at the same time. */
  registra(consegna: ConsegnaDiVisita): Promise<Registrazione>;
  ingresso: Ingresso;
  grezzo: Buffer;
  /** Its SOAPAction says what its body says, or nothing (pagopa 2.1: a cross-check, never a reason). */
  azioneConcorde: boolean;
  correlazione: string;
  arrivata: Date;
  /** Its day in Rome. */
  oggi: Giorno;
};

/** A receipt, with what the giornale will say of it once it is known how it went. */
export type ConsegnaDiVisita = Consegna & { eventi(registrazione: Registrazione): Evento[] };

/** An answer, with what the giornale says of it. */
export type Risposta = { corpo: Xml; evento: Partial<Evento> };

/** The caller names a station of ours that these credentials do not open: HTTP 401, nothing stored. */
export class StazioneChiusa extends Error {}

function controllaStazione({ ingresso: { configurazione, aperte } }: Visita, { idStazione }: Chiamante): void {
  const nostra = configurazione.stazioni.some((s) => s.codice === idStazione);
  if (nostra && !aperte.some((s) => s.codice === idStazione)) throw new StazioneChiusa(idStazione);
}

type Lettura = 'paVerifyPaymentNotice' | 'paGetPayment' | 'paGetPaymentV2' | 'paDemandPaymentNotice';

function ko(nome: Lettura, rifiuto: RifiutoNodo, chiamante: Chiamante): Xml {
  return rispostaKo(nome, { ...facciaDi(rifiuto), idEnte: chiamante.idDominio });
}

/** A strict operation: same refusal of what the schema does not take, same configuration checks first, same events. */
function lettura<N extends Lettura, R extends Chiamante>(
  nome: N,
  leggi: Trattamento<Visita, R, Risposta>['leggi'],
  rispondi: (visita: Visita, richiesta: R) => Promise<Risposta>,
): Operazione<Visita, Risposta> {
  return operazione<Visita, R, Risposta>(nomi(nome), {
    validazione: 'stretta',
    leggi,
    respingi: (corpo, difetti) => {
      const risposta = rispostaKo<Lettura>(nome, faultSintassi(corpo, difetti));
      return { corpo: risposta, evento: { ...eventoLargo(corpo), esito: 'KO', parametri: 'PAA_SINTASSI_EXTRAXSD' } };
    },
    gestisci: (visita, richiesta) => {
      controllaStazione(visita, richiesta);
      return rispondi(visita, richiesta);
    },
  });
}

/** What can be told of a message that the schema refused. */
function eventoLargo(corpo: Elemento): Partial<Evento> {
  const testo = (nome: string): string | null => cerca(corpo, nome)?.testo ?? null;
  return { dominio: testo('idPA'), stazione: testo('idStation'), numeroAvviso: testo('noticeNumber') };
}

function eventoDi({ idDominio, idStazione, idIntermediario }: Chiamante, altro: Partial<Evento> = {}): Partial<Evento> {
  return { dominio: idDominio, stazione: idStazione, rispondente: idIntermediario, ...altro };
}

async function verifica(visita: Visita, richiesta: RichiestaVerifica): Promise<Risposta> {
  const { fonti, ingresso, arrivata: now, oggi } = visita;
  const evento = eventoDi(richiesta, { numeroAvviso: richiesta.numeroAvviso });
  const chi = risolviChiamata(ingresso.configurazione.enti, richiesta, { oggi, ancheVecchia: false });
  const enteId = chi.ok ? chi.value.enteId : null;
  const rifiuta = (rifiuto: RifiutoNodo): Risposta => ({
    corpo: ko('paVerifyPaymentNotice', rifiuto, richiesta),
    evento: { ...evento, enteId, esito: 'KO', parametri: facciaDi(rifiuto).codice },
  });
  if (!chi.ok) return rifiuta(chi.refusal);
  if (richiesta.codiceFiscale !== richiesta.idDominio) return rifiuta(rifiutoNodo('DOMINIO_SCONOSCIUTO').refusal);
  const { numeroAvviso } = richiesta;
  const avviso = await verificaAvviso(fonti, { stazione: chi.value, numeroAvviso, now, oggi });
  if (!avviso.ok) return rifiuta(avviso.refusal);
  const { codiceFiscale, denominazione, settore } = chi.value;
  return {
    corpo: rispostaVerifica({ ...avviso.value, ente: { codiceFiscale, denominazione, settore, ...avviso.value.ente } }),
    evento: { ...evento, enteId, esito: 'OK' },
  };
}

async function paga(visita: Visita, richiesta: RichiestaPagamento, versione: 1 | 2): Promise<Risposta> {
  const { fonti, ingresso, arrivata: now, oggi } = visita;
  const nome = versione === 1 ? 'paGetPayment' : 'paGetPaymentV2';
  const evento = eventoDi(richiesta, { numeroAvviso: richiesta.numeroAvviso });
  const chi = risolviChiamata(ingresso.configurazione.enti, richiesta, { oggi, ancheVecchia: false });
  const enteId = chi.ok ? chi.value.enteId : null;
  const rifiuta = (rifiuto: RifiutoNodo): Risposta => ({
    corpo: ko(nome, rifiuto, richiesta),
    evento: { ...evento, enteId, esito: 'KO', parametri: facciaDi(rifiuto).codice },
  });
  if (!chi.ok) return rifiuta(chi.refusal);
  if (richiesta.codiceFiscale !== richiesta.idDominio) return rifiuta(rifiutoNodo('DOMINIO_SCONOSCIUTO').refusal);
  const avviso = await attivaAvviso(fonti, {
    ...{ stazione: chi.value, numeroAvviso: richiesta.numeroAvviso, now, oggi },
    tipo: richiesta.tipoTrasferimento,
    versione,
    detto: richiesta,
  });
  if (!avviso.ok) return rifiuta(avviso.refusal);
  const { trasferimenti, ...dati } = avviso.value;
  const { denominazione, settore } = chi.value;
  const comune = { ...dati, ente: { denominazione, settore, ...dati.ente } };
  // V1 never has a stamp: attivaAvviso has refused it.
  const corpo =
    versione === 1
      ? rispostaPagamentoV1({ ...comune, quote: trasferimenti.filter((t): t is typeof t & QuotaConto => 'iban' in t) })
      : rispostaPagamentoV2({ ...comune, quote: trasferimenti });
  return { corpo, evento: { ...evento, enteId, iuv: dati.iuv, esito: 'OK' } };
}

async function spontanea({ ingresso, oggi }: Visita, richiesta: Chiamante): Promise<Risposta> {
  const chi = risolviChiamata(ingresso.configurazione.enti, richiesta, { oggi, ancheVecchia: false });
  const { refusal } = chi.ok ? rifiutoNodo('SERVIZIO_NON_ATTIVO') : chi;
  const enteId = chi.ok ? chi.value.enteId : null;
  const evento = eventoDi(richiesta, { enteId, esito: 'KO', parametri: facciaDi(refusal).codice });
  return Promise.resolve({ corpo: ko('paDemandPaymentNotice', refusal, richiesta), evento });
}

function ricezione(nome: 'paSendRT' | 'paSendRTV2', versione: 1 | 2): Operazione<Visita, Risposta> {
  return operazione<Visita, MessaggioRicevuta, Risposta>(nomi(nome), {
    validazione: 'larga',
    leggi: (corpo, difetti) => leggiRicevuta(corpo, difetti, versione),
    gestisci: (visita, messaggio) => registra(visita, messaggio, nome),
  });
}

/** Message, effects and events are one transaction: what is answered has been stored. */
async function registra(visita: Visita, m: MessaggioRicevuta, nome: 'paSendRT' | 'paSendRTV2'): Promise<Risposta> {
  controllaStazione(visita, m);
  const configurazione = await entiPer(visita, m);
  const letta = m.ricevuta.ok ? m.ricevuta.value : null;
  const { versione, difetti, canonico } = m;
  const evento = eventoDi(m, {
    iuv: letta?.iuv,
    contesto: letta?.receiptId,
    numeroAvviso: letta?.numeroAvviso,
    psp: letta?.psp,
    canale: letta?.canale,
  });
  const fatta = await visita.registra({
    configurazione,
    messaggio: { operazione: nome, versione, grezzo: visita.grezzo, chiamata: m, ricevuta: letta, difetti, canonico },
    eventi: ({ risposta, enteId }) => [
      { ...eventoBase(visita, nome, 'REQ'), ...evento, enteId, contenuto: visita.grezzo },
      {
        ...{ ...eventoBase(visita, nome, 'RESP'), ...evento, enteId },
        esito: risposta === 'OK' ? 'OK' : 'KO',
        parametri: risposta === 'OK' ? null : FACCE[risposta].codice,
        contenuto: rispostaA(nome, risposta, m).toString(),
      },
    ],
  });
  const esito = fatta.risposta === 'OK' ? 'OK' : 'KO';
  return { corpo: rispostaA(nome, fatta.risposta, m), evento: { esito } };
}

/**
 * The enti among which a receipt's one is looked for. A KO for an unknown domain is final: before it the configuration is read again,
 * and when it cannot be the Nodo must call again. One that is ours, but not of those who knock, is not told of.
 */
async function entiPer({ ingresso }: Visita, { idDominio }: Chiamante): Promise<readonly StazioneDiEnte[]> {
  const suo = (e: StazioneDiEnte): boolean => e.codiceFiscale === idDominio;
  const enti = entiRaggiunti(ingresso.configurazione, ingresso.aperte);
  if (enti.some(suo)) return enti;
  const nuova = await ingresso.rileggi();
  const adesso = entiRaggiunti(nuova, ingresso.aperte);
  if (!adesso.some(suo) && nuova.enti.some(suo)) throw new StazioneChiusa(idDominio);
  return adesso;
}

function rispostaA(nome: 'paSendRT' | 'paSendRTV2', risposta: 'OK' | CodiceNodo, { idDominio }: Chiamante): Xml {
  if (risposta === 'OK') return rispostaRicevuta(nome);
  const faccia = FACCE[risposta];
  return rispostaKo(nome, {
    ...faccia,
    codice: faccia.codice as CodiceAmmesso<'paSendRT'>,
    idEnte: idDominio === '' ? '-' : idDominio,
  });
}

/** What every event of a visit has: a request bears the instant of its arrival, an answer its own. */
export function eventoBase(visita: Visita, tipo: NomeOperazione, sottotipo: 'REQ' | 'RESP'): Evento {
  const { mondo, correlazione, arrivata, azioneConcorde } = visita;
  const comune = { categoria: 'INTERFACE', tipo, sottotipo, richiedente: 'NodoDeiPagamenti', correlazione } as const;
  if (sottotipo === 'RESP') return { ...comune, istante: mondo.orologio() };
  return { ...comune, istante: arrivata, parametri: azioneConcorde ? null : 'SOAPAction diversa' };
}

/** The operations of paForNode, as the door's table. */
export const OPERAZIONI: readonly Operazione<Visita, Risposta>[] = [
  lettura('paVerifyPaymentNotice', leggiVerifica, verifica),
  lettura('paGetPayment', leggiPagamento, (visita, richiesta) => paga(visita, richiesta, 1)),
  lettura('paGetPaymentV2', leggiPagamento, (visita, richiesta) => paga(visita, richiesta, 2)),
  ricezione('paSendRT', 1),
  ricezione('paSendRTV2', 2),
  lettura('paDemandPaymentNotice', leggiSpontanea, spontanea),
];
