import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Esito } from '#kernel/esito';
import { controllaInvio, riceviInvio, type RifiutoFlusso } from '#modules/flussi';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { TroppiByte } from '#platform/files';
import { flussi } from '#testi/it/flussi';
import { daConfermare } from '#testi/it/flussi-da-confermare';
import { testi } from '#testi/it/sil';
import { chiamanteDi, daAltrove } from '../accesso.ts';
import { leggiInvioFirmato, type PermessoInvio } from '../gettoni.ts';
import { riceviParti, scarta, type PartiSbagliate } from './ricevi-parti.ts';

/** What a file, or its leave, is refused for, in words. */
const FRASI = { ...daConfermare, ...flussi.rifiuti };

/** The answer to a file: always an array with one object, whose values are all strings (mypay-webservices 1.9). */
export type RispostaInvio = readonly [
  { fileName: string; fileSize: string; fileType: string } | { codice: '400' | '500'; descrizione: string },
];

/** Receives a file of dovuti from an ente's software, with the token that it was given for it. Never throws for what was sent. */
export async function riceviFile(mondo: Mondo, req: FastifyRequest): Promise<RispostaInvio> {
  if (!req.isMultipart()) return no(mondo, '400', testi.invio.nonMultipart);
  let negato: RispostaInvio | null = null;
  let permesso: { id: PermessoInvio['id']; ctx: Ctx } | null = null;
  const ammette = async (gettone: string): Promise<boolean> => {
    const firmato = await leggiInvioFirmato({ config: mondo.config, now: mondo.orologio() }, gettone);
    if (typeof firmato === 'string') {
      negato = no(mondo, '500', testi.invio.gettone[firmato]);
      return false;
    }
    const { id, enteId } = firmato;
    const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: enteId }, enteId });
    // The token was given to a program of the ente, and is of no use elsewhere than where its calls come from.
    const altrove = await daAltrove(ctx, enteId, chiamanteDi(req, mondo));
    if (altrove !== null) {
      negato = no(mondo, '500', altrove);
      return false;
    }
    const esito = await controllaInvio(ctx, id);
    if (!esito.ok) negato = rifiutato(mondo, esito.refusal);
    permesso = { id, ctx };
    return esito.ok;
  };
  const { authorizationToken } = req.query as { authorizationToken?: unknown };
  const nellIndirizzo = typeof authorizationToken === 'string' ? authorizationToken : null;
  const parti = await riceviParti(req, { files: mondo.files, gettone: nellIndirizzo, ammette });
  if (parti === null) return negato ?? no(mondo, '500', testi.invio.guasto);
  if ('perche' in parti) return sbagliate(mondo, parti);
  const { nome, tipo, arrivo } = parti.file;
  try {
    if (permesso === null) return no(mondo, '500', testi.invio.gettone.manca);
    if (!(arrivo instanceof TroppiByte) && arrivo.byte === 0) return no(mondo, '400', testi.invio.fileVuoto);
    const { id, ctx }: { id: PermessoInvio['id']; ctx: Ctx } = permesso;
    const esito: Esito<unknown, RifiutoFlusso> = await riceviInvio(ctx, { id, nomeFile: nome, arrivo });
    if (!esito.ok) return rifiutato(mondo, esito.refusal);
    const byte = arrivo instanceof TroppiByte ? 0 : arrivo.byte;
    mondo.log.info('sil.invio', { esito: 'OK', byte });
    return [{ fileName: nome, fileSize: String(byte), fileType: tipo }];
  } finally {
    // After a success the file has been renamed, and there is nothing here to remove.
    await scarta(mondo.files, arrivo);
  }
}

/** What could not be read at all, or a breakdown of ours. */
export function guastoInvio(mondo: Mondo, causa: Error & { statusCode?: number }): RispostaInvio {
  if (causa.statusCode === 415) return no(mondo, '400', testi.invio.nonMultipart);
  const risposta = no(mondo, '500', testi.invio.guasto);
  mondo.log.error('sil.guasto', causa, { servizio: 'uploadFlusso' });
  return risposta;
}

function sbagliate(mondo: Mondo, parti: PartiSbagliate): RispostaInvio {
  if (parti.perche === 'quanti_file') return no(mondo, '400', testi.invio.quantiFile(parti.presenti));
  return parti.perche === 'occupato' ? no(mondo, '500', testi.invio.occupato) : no(mondo, '400', testi.invio.nonIntera);
}

/** The old platform gave 400 for what is wrong with the file, and 500 for the rest, its tokens included. */
function rifiutato(mondo: Mondo, { codice, parametri = {} }: RifiutoFlusso): RispostaInvio {
  const frase = FRASI[codice];
  const detta = typeof frase === 'string' ? frase : frase(parametri);
  return no(mondo, codice.startsWith('INVIO_') ? '500' : '400', `${detta} (${codice})`);
}

/** Each refusal has a number, which the log has too: whoever asks for help says it. */
function no(mondo: Mondo, codice: '400' | '500', perche: string): RispostaInvio {
  const riferimento = randomBytes(4).toString('hex');
  mondo.log.info('sil.invio', { esito: codice, riferimento, perche: /\((\w+)\)$/.exec(perche)?.[1] ?? perche });
  return [{ codice, descrizione: `[${riferimento}] ${perche}` }];
}
