import type { FastifyRequest } from 'fastify';
import { stazioniAperte, stazioniDiProva, type Provenienza, type Stazione } from '#modules/enti';
import type { Config } from '#platform/config/config';
import { certificatoDi } from '#platform/http/certificato';
import type { Configurazione } from './configurazione.ts';

/** Visitors remembered for one reading of the configuration, which lives two seconds. */
const VISITATORI_MAX = 1000;
const noti = new WeakMap<readonly Stazione[], Map<string, Stazione[]>>();

/**
 * Which stations this request may speak for; none: the door stays shut. The Nodo comes hundreds of times a second with the same proof:
 * it is
 * judged once for each reading of the stations.
 */
export function apertePer(req: FastifyRequest, config: Config, { stazioni, enti }: Configurazione): Stazione[] {
  const chi = provenienza(req, config);
  const chiave = JSON.stringify(chi);
  const diOra = noti.get(stazioni) ?? new Map<string, Stazione[]>();
  noti.set(stazioni, diOra);
  const gia = diOra.get(chiave);
  if (gia !== undefined) return gia;
  const sue = stazioniAperte(config, stazioni, chi);
  const aperte = sue.length > 0 ? sue : stazioniDiProva(config, stazioni, { ...chi, enti });
  if (aperte.length > 0 && diOra.size < VISITATORI_MAX) diOra.set(chiave, aperte);
  return aperte;
}

function provenienza(req: FastifyRequest, config: Config): Provenienza {
  const { segreto } = req.params as { segreto?: string };
  return { segmento: segreto ?? null, certificatoCn: certificatoDi(req, config), indirizzo: req.ip };
}
