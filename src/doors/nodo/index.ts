/**
 * nodo: the door of pagoPA (SOAP paForNode, SANP 3.12). It turns the Nodo's language into acts of `pagamenti` and back; the order of checks
 * and the codes are its grammar, whether a payment is due is not its business. It is never open: a visitor proves a station first.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { giornoA, type Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { conservaIllegibile } from '#modules/pagamenti';
import type { Giornale } from '#modules/registro';
import { creaCtx, type Mondo } from '#platform/contesto';
import { busta, bustaFault } from '#platform/soap/busta';
import { tavola, type Chiamata } from '#platform/soap/operazione';
import { testi } from '#testi/it/nodo';
import { configurazioneViva } from './configurazione.ts';
import { apriContratto, type Contratto, type NomeOperazione } from './contratto.ts';
import { Freno } from './freno.ts';
import { rispostaKo } from './risposte.ts';
import { eventoBase, OPERAZIONI, StazioneChiusa, type Risposta, type Visita } from './operazioni.ts';
import { apertePer } from './visita.ts';

/** Counted by the door, shown by the metrics. */
export type ContatoriNodo = {
  respinte: () => void;
  risposte: (operazione: string, esito: string, secondi: number) => void;
};

const XML = 'text/xml; charset=utf-8';

type Opzioni = { mondo: Mondo; giornale: Giornale; contatori: ContatoriNodo };

/** Registers the door. One Fastify scope: its own parser, limits and shape of errors. */
export async function portaNodo(app: FastifyInstance, opzioni: Opzioni): Promise<void> {
  const contratto = apriContratto();
  const ricevi = ricezione(opzioni, contratto);
  const indirizzo = `${opzioni.mondo.config.urlPubblico}/nodo/paForNode`;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // As bytes: only libxml2 may read the encoding that the message declares.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LIMITI.soapBytesMax }, (_req, corpo, fatto) =>
      fatto(null, corpo),
    );
    scope.setErrorHandler((causa: Error & { statusCode?: number }, _req, reply) => guasto(reply, causa, opzioni.mondo));
    // The pattern of the route, never its values: the path holds the secret.
    scope.addHook('onResponse', (req, reply, fatto) => {
      opzioni.mondo.log.info('nodo', {
        rotta: req.routeOptions.url,
        metodo: req.method,
        stato: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
      fatto();
    });
    for (const url of ['/nodo/paForNode', '/nodo/:segreto/paForNode', '/ws/fesp/*']) {
      scope.post(url, ricevi);
      scope.get(url, (req, reply) => mostra(reply, contratto, { ...(req.query as Domanda), indirizzo }));
    }
  });
  app.addHook('onClose', async () => contratto.schema.dispose());
}

function guasto(reply: FastifyReply, causa: Error & { statusCode?: number }, { log }: Mondo): FastifyReply {
  if (causa.statusCode === 413)
    return reply
      .code(413)
      .type(XML)
      .send(bustaFault({ codice: 'Client', testo: testi.troppoGrande }));
  log.error('nodo.guasto', causa);
  return reply
    .code(500)
    .type(XML)
    .send(bustaFault({ codice: 'Server', testo: testi.guasto }));
}

type Domanda = { wsdl?: string; xsd?: string };

/** The contract, for whoever asks: `?wsdl`, `?xsd=<name>`. */
function mostra(
  reply: FastifyReply,
  contratto: Contratto,
  { wsdl, xsd, indirizzo }: Domanda & { indirizzo: string },
): FastifyReply {
  const testo = contratto.documento(wsdl === undefined ? (xsd ?? '') : 'paForNode.wsdl', indirizzo);
  return testo === null ? reply.code(404).type('text/plain').send('') : reply.type(XML).send(testo);
}

function ricezione({ mondo, giornale, contatori }: Opzioni, contratto: Contratto) {
  const capisci = tavola({ operazioni: OPERAZIONI, schema: contratto.schema });
  const configurazione = configurazioneViva(mondo);
  const freno = new Freno();
  const oggi = giornoCorrente();
  return async (req: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const inizio = performance.now();
    const arrivata = mondo.orologio();
    if (!freno.libero(req.ip, arrivata)) return chiusa(reply, contatori);
    let conf = await configurazione();
    let aperte = apertePer(req, mondo.config, conf.stazioni);
    if (aperte.length === 0) {
      conf = await configurazione('fresca');
      aperte = apertePer(req, mondo.config, conf.stazioni);
    }
    if (aperte.length === 0) {
      freno.sbagliato(req.ip, arrivata);
      return chiusa(reply, contatori);
    }
    const grezzo = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const chiamata = capisci(grezzo);
    if (!chiamata.ok) {
      await conservaIllegibile(creaCtx(mondo, { ruolo: 'nodo', attore: { tipo: 'nodo' } }), {
        grezzo,
        codice: chiamata.refusal.codice,
      });
      contatori.risposte('sconosciuta', chiamata.refusal.codice, (performance.now() - inizio) / 1000);
      return reply
        .code(500)
        .type(XML)
        .send(bustaFault({ codice: 'Client', testo: testi.nonCapito }));
    }
    const ambito = { mondo, giornale, configurazione: conf, aperte, grezzo };
    const risposta = await rispondi(
      { ...ambito, correlazione: randomUUID(), arrivata, oggi: oggi(arrivata) },
      chiamata.value,
    );
    if (risposta === null) return chiusa(reply, contatori);
    const { nome } = chiamata.value.operazione;
    contatori.risposte(nome, risposta.evento.esito ?? 'registrata', (performance.now() - inizio) / 1000);
    return reply.type(XML).send(busta(risposta.corpo));
  };
}

/**
 * The day in Rome of instants that come one after the other: worked out once a second, for it costs more than the rest of a
 * verify's arithmetic.
 */
function giornoCorrente(): (istante: Date) => Giorno {
  let secondo = NaN;
  let giorno: Giorno | null = null;
  return (istante) => {
    const questo = Math.floor(istante.getTime() / 1000);
    if (giorno === null || questo !== secondo) giorno = giornoA(istante);
    secondo = questo;
    return giorno;
  };
}

/** HTTP 401 without a body: not an answer of paForNode, so the Nodo calls again. Nothing is stored. */
function chiusa(reply: FastifyReply, contatori: ContatoriNodo): FastifyReply {
  contatori.respinte();
  return reply.code(401).send();
}

const LETTURE: readonly string[] = ['paVerifyPaymentNotice', 'paGetPayment', 'paGetPaymentV2', 'paDemandPaymentNotice'];

/** Null: the station named is not one that this visitor opens. */
async function rispondi(visita: Visita, chiamata: Chiamata<Visita, Risposta>): Promise<Risposta | null> {
  const nome = chiamata.operazione.nome as NomeOperazione;
  try {
    const risposta = await chiamata.esegui(visita);
    if (LETTURE.includes(nome)) annota(visita, nome, risposta);
    return risposta;
  } catch (causa) {
    if (causa instanceof StazioneChiusa) return null;
    // A read that failed is said so; a receipt that could not be stored must come again: HTTP 500, never a KO (model 6).
    if (!LETTURE.includes(nome)) throw causa;
    visita.mondo.log.error('nodo.lettura', causa, { operazione: nome });
    const corpo = rispostaKo(nome as 'paVerifyPaymentNotice', { codice: 'PAA_SYSTEM_ERROR', idEnte: '-' });
    const risposta: Risposta = { corpo, evento: { esito: 'KO', parametri: 'PAA_SYSTEM_ERROR' } };
    annota(visita, nome, risposta);
    return risposta;
  }
}

function annota(visita: Visita, nome: NomeOperazione, { corpo, evento }: Risposta): void {
  const { esito: _, parametri: __, ...comune } = evento;
  visita.giornale.annota({ ...eventoBase(visita, nome, 'REQ'), ...comune, contenuto: visita.grezzo });
  visita.giornale.annota({ ...eventoBase(visita, nome, 'RESP'), ...evento, contenuto: corpo.toString() });
}
