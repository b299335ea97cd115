import type { AvvisoDetto, PagamentoDetto, SoggettoDetto, TrasferimentoDetto } from '#kernel/detto-ente';
import { conXml } from '#platform/xml/documento';
import type { Elemento } from '#platform/xml/elemento';
import { elemento, facoltativo, xml, type Contenuto } from '#platform/xml/scrivi';
import type { GuardiaRete } from '#platform/guardia-rete';
import { interruttore, type Interruttore, type Soglie } from '#platform/interruttore';
import type { AvvisoChiestoEnte, FiloServizioEnte, RispostaServizio, ServizioEnte } from '#platform/servizio-ente';
import { busta, leggiBusta } from '#platform/soap/busta';
import { creaFilo, percheDi, posta, SenzaRisposta, type Filo } from './chiama.ts';

/** The service of an ente that answers for notices: SOAP, of which `contratto/PagamentiTelematiciEsterniCCP.wsdl` is the contract. */
const REGOLE = {
  circuito: { guastiMax: 5, apertoMs: 15_000 },
  /** A service that hangs must not take all the connections of the process. */
  inVoloMax: 32,
  corpoBytesMax: 256 * 1024,
  /** Services remembered at once: more than there are enti. */
  serviziMax: 2000,
} as const;

const SPAZIO = 'http://www.regione.veneto.it/pagamenti/pa/';

type Stato = { circuito: Interruttore; inVolo: number };
type Nome = 'paExternalVerifyPaymentNotice' | 'paExternalGetPayment';

const adessoMs = (): number => performance.now();

type Opzioni = { guardia: GuardiaRete; circuito?: Soglie };

/**
 * The way out to the services of the enti; one try a question. Each ente has its own circuit and its own calls in flight, also where
 * several write the same address, as the enti of one vendor do: what one of them gets wrong is not paid for by another.
 */
export function creaServizioEnte({ guardia, circuito = REGOLE.circuito }: Opzioni): FiloServizioEnte {
  const filo = creaFilo(guardia, { corpoBytesMax: REGOLE.corpoBytesMax });
  const stati = new Map<string, Stato>();
  const statoDi = (chi: string): Stato => {
    const noto = stati.get(chi);
    if (noto !== undefined) return noto;
    if (stati.size >= REGOLE.serviziMax) stati.clear();
    const nuovo = { circuito: interruttore(circuito, adessoMs), inVolo: 0 };
    stati.set(chi, nuovo);
    return nuovo;
  };
  const chiedi = async <D>(
    servizio: ServizioEnte,
    { codiceFiscale }: AvvisoChiestoEnte,
    domanda: Domanda<D>,
  ): Promise<RispostaServizio<D>> => {
    const stato = statoDi(`${codiceFiscale} ${servizio.url}`);
    if (stato.inVolo >= REGOLE.inVoloMax) return { esito: 'nessuna', perche: 'troppe_richieste' };
    if (!stato.circuito.passa()) return { esito: 'nessuna', perche: 'circuito_aperto' };
    stato.inVolo += 1;
    try {
      const risposta = await una(filo, servizio, domanda);
      stato.circuito.bene();
      return risposta;
    } catch (causa) {
      stato.circuito.male();
      return { esito: 'nessuna', perche: percheDi(causa) };
    } finally {
      stato.inVolo -= 1;
    }
  };
  return {
    verifica: (servizio, avviso) =>
      chiedi(servizio, avviso, {
        nome: 'paExternalVerifyPaymentNotice',
        campi: campiAvviso(avviso),
        leggi: leggiAvviso,
      }),
    paga: (servizio, { importo, nota, tipo, scadenza, ...avviso }) =>
      chiedi(servizio, avviso, {
        nome: 'paExternalGetPayment',
        campi: [
          campiAvviso(avviso),
          facoltativo('amount', importo),
          facoltativo('paymentNote', nota),
          facoltativo('transferType', tipo),
          facoltativo('dueDate', scadenza),
        ],
        leggi: leggiPagamento,
      }),
  };
}

function campiAvviso({ codiceFiscale, intermediario, stazione, numeroAvviso }: AvvisoChiestoEnte): Contenuto {
  return [
    elemento('idPA', codiceFiscale),
    elemento('idBrokerPA', intermediario),
    elemento('idStation', stazione),
    elemento('qrCodeFiscalCode', codiceFiscale),
    elemento('noticeNumber', numeroAvviso),
  ];
}

type Domanda<D> = { nome: Nome; campi: Contenuto; leggi: (corpo: Elemento) => D };

async function una<D>(
  filo: Filo,
  { url, attesaMs }: ServizioEnte,
  { nome, campi, leggi }: Domanda<D>,
): Promise<RispostaServizio<D>> {
  const corpo = busta(xml`${elemento(`ppt:${nome}Req`, campi, { 'xmlns:ppt': SPAZIO })}`);
  const intestazioni = { 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml', soapaction: `"${nome}"` };
  const risposta = await posta(filo, url, { corpo, intestazioni, signal: AbortSignal.timeout(attesaMs) });
  if (risposta.stato < 200 || risposta.stato >= 300)
    throw new SenzaRisposta(risposta.stato < 400 ? 'irraggiungibile' : 'errore_del_servizio');
  const aperto = conXml(risposta.corpo, ({ radice }) => leggiBusta(radice), { bytesMax: filo.corpoBytesMax });
  if (!aperto.ok) throw new SenzaRisposta('risposta_illeggibile');
  const detto = rispostaDi(aperto.value.corpo, `${nome}Res`);
  const fault = figlioDi(detto, 'fault');
  const codice = fault && testo(fault, 'faultCode');
  if (fault && codice)
    return {
      esito: 'fault',
      fault: { codice, stringa: testo(fault, 'faultString'), descrizione: testo(fault, 'description') },
    };
  return { esito: 'detto', detto: leggi(detto) };
}

/** The element that answers, whatever its namespace; where software nests it twice, as the older operations do, the inner one. */
function rispostaDi(corpo: Elemento, nome: string): Elemento {
  if (corpo.nome === 'Fault') throw new SenzaRisposta('errore_del_servizio');
  if (corpo.nome !== nome) throw new SenzaRisposta('risposta_illeggibile');
  return figlioDi(corpo, nome) ?? corpo;
}

/** Enti write these children in one namespace, in another, or in none. */
function figlioDi(dentro: Elemento | null, nome: string): Elemento | null {
  return dentro?.figli.find((e) => e.nome === nome) ?? null;
}

function testo(dentro: Elemento | null, nome: string): string | null {
  return figlioDi(dentro, nome)?.testo.trim() || null;
}

function leggiAvviso(e: Elemento): AvvisoDetto {
  return {
    causale: testo(e, 'paymentDescription'),
    codiceFiscale: testo(e, 'fiscalCodePA'),
    denominazione: testo(e, 'companyName'),
    settore: testo(e, 'officeName'),
    importo: testo(e, 'amount'),
    scadenza: testo(e, 'dueDate'),
    dettaglio: testo(e, 'detailDescription'),
    tutteCcp: testo(e, 'allCCP'),
  };
}

function leggiPagamento(e: Elemento): PagamentoDetto {
  // Each transferList is a transfer; who has read pagoPA's contract wraps them in one.
  const trasferimenti = e.figli
    .filter(({ nome }) => nome === 'transferList')
    .flatMap((uno) => {
      const dentro = uno.figli.filter(({ nome }) => nome === 'transfer');
      return dentro.length > 0 ? dentro : [uno];
    });
  return {
    iuv: testo(e, 'creditorReferenceId'),
    importo: testo(e, 'paymentAmount'),
    scadenza: testo(e, 'dueDate'),
    causale: testo(e, 'description'),
    denominazione: testo(e, 'companyName'),
    settore: testo(e, 'officeName'),
    debitore: leggiSoggetto(figlioDi(e, 'debtor')),
    trasferimenti: trasferimenti.map(leggiTrasferimento),
  };
}

function leggiSoggetto(e: Elemento | null): SoggettoDetto {
  const chi = figlioDi(e, 'identificativoUnivocoPagatore');
  return {
    tipo: testo(chi, 'tipoIdentificativoUnivoco'),
    codice: testo(chi, 'codiceIdentificativoUnivoco'),
    anagrafica: testo(e, 'anagraficaPagatore'),
    indirizzo: testo(e, 'indirizzoPagatore'),
    civico: testo(e, 'civicoPagatore'),
    cap: testo(e, 'capPagatore'),
    localita: testo(e, 'localitaPagatore'),
    provincia: testo(e, 'provinciaPagatore'),
    nazione: testo(e, 'nazionePagatore'),
    email: testo(e, 'e-mailPagatore'),
  };
}

function leggiTrasferimento(e: Elemento): TrasferimentoDetto {
  const marca = figlioDi(e, 'richiestaMarcaDaBollo');
  return {
    numero: testo(e, 'idTransfer'),
    importo: testo(e, 'transferAmount'),
    codiceFiscale: testo(e, 'fiscalCodePA'),
    iban: testo(e, 'IBAN'),
    causale: testo(e, 'remittanceInformation'),
    tassonomia: testo(e, 'transferCategory'),
    bollo: marca && { hashDocumento: testo(marca, 'hashDocumento'), provincia: testo(marca, 'provinciaResidenza') },
    metadati: (figlioDi(e, 'metadata')?.figli ?? []).map((voce) => ({
      chiave: testo(voce, 'key') ?? '',
      valore: testo(voce, 'value') ?? '',
    })),
  };
}
