/**
 * The service by which the software of an ente answers for notices that are nowhere but in it: what they cost, and how they are paid. SOAP,
 * by the published contract (PagamentiTelematiciEsterniCCP). It knows the notices of the demo and those that it is taught.
 */
import { setTimeout as pausa } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { AvvisoSoloEnte } from '../demo.ts';
import { creaMemoria, type Memoria } from '../memoria.ts';
import { decimale, iuvNellAvviso } from '../nodo/cifre.ts';
import { leggiXml, scriviXml, testoDi, trova, type Voce } from '../nodo/xml.ts';

const RICORDATI_MAX = 200;
const CORPO_BYTES_MAX = 65_536;
/** Longer than MyPay waits. */
const LENTO_MS = 20_000;

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const SPAZIO = 'http://www.regione.veneto.it/pagamenti/pa/';
const TIPI = 'http://www.regione.veneto.it/schemas/2012/Pagamenti/';
const OPERAZIONI = { verifica: 'paExternalVerifyPaymentNotice', pagamento: 'paExternalGetPayment' } as const;

/** How the service fails, until it is told otherwise. */
export const GUASTI_AVVISI = ['errore', 'lento', 'spazzatura', 'rifiuta', 'somma'] as const;
export type GuastoAvvisi = (typeof GUASTI_AVVISI)[number] | null;

const Comando = Type.Object(
  { guasto: Type.Unsafe<GuastoAvvisi>({ enum: [...GUASTI_AVVISI, null] }) },
  { additionalProperties: false },
);

/** A question that came, and what was answered. */
export type DomandaAvviso = { operazione: string; numeroAvviso: string; esito: string; quando: Date };

export type AvvisiEnte = {
  noti: () => Promise<readonly AvvisoSoloEnte[]>;
  lezioni: Memoria<AvvisoSoloEnte>;
  domande: Memoria<DomandaAvviso>;
  guasto: GuastoAvvisi;
  adesso: () => Date;
};

export function creaAvvisiEnte(noti: AvvisiEnte['noti'], adesso: () => Date): AvvisiEnte {
  return {
    ...{ noti, adesso, guasto: null },
    lezioni: creaMemoria<AvvisoSoloEnte>(RICORDATI_MAX),
    domande: creaMemoria<DomandaAvviso>(RICORDATI_MAX),
  };
}

/** The service at `/ente/avvisi`; `POST /api/avvisi` teaches it a notice, `POST /api/avvisi/guasto` has it fail. */
export async function apiAvvisiEnte(app: FastifyInstance, avvisi: AvvisiEnte): Promise<void> {
  app.get('/api/avvisi', async () => ({
    noti: [...avvisi.lezioni.elenco(), ...(await avvisi.noti())],
    domande: avvisi.domande.elenco(),
    guasto: avvisi.guasto,
  }));
  app.post<{ Body: AvvisoSoloEnte }>('/api/avvisi', { schema: { body: AvvisoSoloEnte } }, async ({ body }) =>
    avvisi.lezioni.ricorda(body),
  );
  app.post<{ Body: Static<typeof Comando> }>('/api/avvisi/guasto', { schema: { body: Comando } }, async ({ body }) => {
    avvisi.guasto = body.guasto;
    return { guasto: avvisi.guasto };
  });
  await app.register(async (soap) => {
    soap.removeAllContentTypeParsers();
    soap.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: CORPO_BYTES_MAX }, (_, corpo, fatto) =>
      fatto(null, corpo),
    );
    soap.post<{ Body: Buffer }>('/ente/avvisi', ({ body }, risposta) => rispondi(avvisi, body, risposta));
  });
}

async function rispondi(avvisi: AvvisiEnte, corpo: Buffer, risposta: FastifyReply): Promise<FastifyReply> {
  const chiesto = trova(leggiXml(corpo), 'Body')?.figli[0];
  const nome = Object.values(OPERAZIONI).find((operazione) => chiesto?.nome === `${operazione}Req`);
  if (chiesto === undefined || nome === undefined || chiesto.spazio !== SPAZIO)
    return risposta.code(500).send('Operazione sconosciuta');
  const [numeroAvviso, ente] = [testoDi(chiesto, 'noticeNumber') ?? '', testoDi(chiesto, 'idPA') ?? ''];
  const { guasto } = avvisi;
  const tutti = [...avvisi.lezioni.elenco(), ...(await avvisi.noti())];
  const avviso = tutti.find((a) => a.numeroAvviso === numeroAvviso && a.codiceFiscaleEnte === ente);
  const esito = guasto ?? (avviso === undefined ? 'sconosciuto' : 'ok');
  avvisi.domande.ricorda({ operazione: nome, numeroAvviso, esito, quando: avvisi.adesso() });
  if (guasto === 'errore') return risposta.code(500).send('guasto');
  if (guasto === 'spazzatura') return risposta.type('text/html').send('<html>');
  if (guasto === 'lento') await pausa(LENTO_MS, undefined, { ref: false });
  const dentro = guasto === 'rifiuta' ? fault('PAA_PAGAMENTO_SCADUTO', ente) : detto(nome, avviso, { ente, guasto });
  return risposta.type('text/xml; charset=utf-8').send(busta(`${nome}Res`, dentro));
}

type Voci = readonly (Voce | null)[];

function detto(
  nome: (typeof OPERAZIONI)[keyof typeof OPERAZIONI],
  avviso: AvvisoSoloEnte | undefined,
  { ente, guasto }: { ente: string; guasto: GuastoAvvisi },
): Voci {
  if (avviso === undefined) return fault('PAA_PAGAMENTO_SCONOSCIUTO', ente);
  return nome === OPERAZIONI.verifica ? verifica(avviso) : pagamento(avviso, guasto === 'somma' ? 1 : 0);
}

function fault(codice: string, ente: string): Voci {
  const voci: Voci = [
    ['faultCode', codice],
    ['faultString', 'Il gestionale non lo fa pagare'],
    ['id', ente],
    ['description', 'Detto dal simulatore'],
  ];
  return [['fault', voci]];
}

const UFFICIO = 'Ufficio tributi';

function verifica(a: AvvisoSoloEnte): Voci {
  return [
    ['paymentDescription', a.causale.slice(0, 35)],
    ['fiscalCodePA', a.codiceFiscaleEnte],
    ['companyName', a.denominazione],
    ['officeName', UFFICIO],
    ['amount', decimale(a.importoCents)],
    ['dueDate', a.scadenza],
    ['detailDescription', a.causale],
    ['allCCP', 'false'],
  ];
}

/** `oltre`: cents that its transfers are short of, where it is to be wrong. */
function pagamento(a: AvvisoSoloEnte, oltre: number): Voci {
  const { codiceFiscale, nome } = a.debitore;
  const chi: readonly Voce[] = [
    ['pay:tipoIdentificativoUnivoco', codiceFiscale.length === 11 ? 'G' : 'F'],
    ['pay:codiceIdentificativoUnivoco', codiceFiscale],
  ];
  return [
    ['creditorReferenceId', iuvNellAvviso(a.numeroAvviso)],
    ['paymentAmount', decimale(a.importoCents + oltre)],
    ['dueDate', a.scadenza],
    ['retentionDate', `${a.scadenza}T23:59:59`],
    ['lastPayment', 'false'],
    ['description', a.causale],
    ['companyName', a.denominazione],
    ['officeName', UFFICIO],
    [
      'debtor',
      [
        ['pay:identificativoUnivocoPagatore', chi],
        ['pay:anagraficaPagatore', nome],
      ],
    ],
    [
      'transferList',
      [
        ['pay:idTransfer', '1'],
        ['pay:transferAmount', decimale(a.importoCents)],
        ['pay:fiscalCodePA', a.codiceFiscaleEnte],
        ['pay:IBAN', a.iban],
        ['pay:remittanceInformation', a.causale],
        ['pay:transferCategory', a.tassonomia],
      ],
    ],
  ];
}

function busta(radice: string, dentro: Voci): string {
  const spazi = `xmlns:e="${SOAP}" xmlns:ppt="${SPAZIO}" xmlns:pay="${TIPI}"`;
  return scriviXml([`e:Envelope ${spazi}`, [['e:Body', [[`ppt:${radice}`, dentro]]]]]);
}
