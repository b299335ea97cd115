/**
 * nodo: the door of pagoPA (SOAP paForNode, SANP 3.12). It turns the Nodo's language into acts of `pagamenti` and back; the order of checks
 * and the codes are its grammar, whether a payment is due is not its business. It is never open: a visitor proves a station first.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { LIMITI } from '#kernel/limiti';
import { conservaIllegibile } from '#modules/pagamenti';
import type { Giornale } from '#modules/registro';
import { creaCtx, type Mondo } from '#platform/contesto';
import { busta, bustaFault } from '#platform/soap/busta';
import { tavola, type Chiamata } from '#platform/soap/operazione';
import { testi } from '#testi/it/nodo';
import { configurazioneViva } from './configurazione.ts';
import { apriContratto, type NomeOperazione } from './contratto.ts';
import { rispostaKo } from './risposte.ts';
import { eventoBase, OPERAZIONI, StazioneChiusa, type Risposta, type Visita } from './operazioni.ts';
import { apertePer } from './visita.ts';

/** Counted by the door, shown by the metrics. */
export type ContatoriNodo = {
  respinte: () => void;
  risposte: (operazione: string, esito: string, secondi: number) => void;
};

const XML = 'text/xml; charset=utf-8';

/** Registers the door. One Fastify scope: its own parser, limits and shape of errors. */
export async function portaNodo(
  app: FastifyInstance,
  opzioni: { mondo: Mondo; giornale: Giornale; contatori: ContatoriNodo },
): Promise<void> {
  const { mondo, giornale, contatori } = opzioni;
  const contratto = apriContratto();
  const capisci = tavola({ operazioni: OPERAZIONI, schema: contratto.schema });
  const configurazione = configurazioneViva(mondo);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // As bytes: only libxml2 may read the encoding that the message declares.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LIMITI.soapBytesMax }, (_req, corpo, fatto) =>
      fatto(null, corpo),
    );
    scope.setErrorHandler((causa: Error & { statusCode?: number }, _req, reply) => {
      const troppo = causa.statusCode === 413;
      if (!troppo) mondo.log.error('nodo.guasto', causa);
      return reply
        .code(troppo ? 413 : 500)
        .type(XML)
        .send(bustaFault({ codice: troppo ? 'Client' : 'Server', testo: troppo ? testi.troppoGrande : testi.guasto }));
    });
    const ricevi = async (req: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const inizio = performance.now();
      let conf = await configurazione();
      let aperte = apertePer(req, mondo.config, conf.stazioni);
      if (aperte.length === 0) {
        conf = await configurazione('fresca');
        aperte = apertePer(req, mondo.config, conf.stazioni);
      }
      if (aperte.length === 0) return chiusa(reply, contatori);
      const grezzo = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      const visita: Visita = {
        mondo,
        giornale,
        configurazione: conf,
        aperte,
        grezzo,
        correlazione: randomUUID(),
        arrivata: mondo.orologio(),
      };
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
      const risposta = await rispondi(visita, chiamata.value);
      if (risposta === null) return chiusa(reply, contatori);
      contatori.risposte(
        chiamata.value.operazione.nome,
        risposta.evento.esito ?? 'registrata',
        (performance.now() - inizio) / 1000,
      );
      return reply.type(XML).send(busta(risposta.corpo));
    };
    const mostra = (req: FastifyRequest, reply: FastifyReply): FastifyReply => {
      const { wsdl, xsd } = req.query as { wsdl?: string; xsd?: string };
      const testo = contratto.documento(
        wsdl === undefined ? (xsd ?? '') : 'paForNode.wsdl',
        `${mondo.config.urlPubblico}/nodo/paForNode`,
      );
      return testo === null ? reply.code(404).type('text/plain').send('') : reply.type(XML).send(testo);
    };
    for (const url of ['/nodo/paForNode', '/nodo/:segreto/paForNode', '/ws/fesp/*']) {
      scope.post(url, ricevi);
      scope.get(url, mostra);
    }
  });
  app.addHook('onClose', () => contratto.schema.dispose());
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
