import type { FastifyRequest } from 'fastify';
import type { Stazione } from '#modules/enti';
import type { StazioneDiEnte } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { configurazioneViva, type Configurazione } from './configurazione.ts';
import { Freno } from './freno.ts';
import { apertePer } from './visita.ts';

/** Who has come in: the stations that were proved, and the configuration they were proved on. */
export type Ingresso = {
  configurazione: Configurazione;
  aperte: readonly Stazione[];
  /** The configuration as it is now, for an answer that nobody could take back. Throws when it cannot be read. */
  rileggi(): Promise<Configurazione>;
};

/**
 * Opens the door to who proves a station; null: it stays shut. A right proof is never made to wait: the brake is for who fails, and
 * spares them only the second look, on a configuration that may have changed a moment ago.
 */
export function controllaIngressi(mondo: Mondo): (req: FastifyRequest) => Promise<Ingresso | null> {
  const configurazione = configurazioneViva(mondo);
  const freno = new Freno();
  return async (req) => {
    const prova = async (quale?: 'fresca'): Promise<Ingresso | null> => {
      const conf = await configurazione(quale);
      const aperte = apertePer(req, mondo.config, conf);
      return aperte.length === 0 ? null : { configurazione: conf, aperte, rileggi: () => configurazione('nuova') };
    };
    const subito = await prova();
    if (subito !== null) return subito;
    const adesso = mondo.orologio();
    const dopo = freno.libero(req.ip, adesso) ? await prova('fresca') : null;
    if (dopo === null) freno.sbagliato(req.ip, adesso);
    return dopo;
  };
}

const raggiunti = new WeakMap<Configurazione, WeakMap<readonly Stazione[], readonly StazioneDiEnte[]>>();

/**
 * The enti for which the proved stations may bring a receipt: those of the same intermediario in the same ambiente (model 8: live and
 * prova never touch), whatever station the receipt names, for one that is old or unknown is only a defect of it.
 */
export function entiRaggiunti(configurazione: Configurazione, aperte: readonly Stazione[]): readonly StazioneDiEnte[] {
  const diOra = raggiunti.get(configurazione) ?? new WeakMap<readonly Stazione[], readonly StazioneDiEnte[]>();
  raggiunti.set(configurazione, diOra);
  const gia = diOra.get(aperte);
  if (gia !== undefined) return gia;
  const serviti = configurazione.enti.filter((e) => aperte.some((s) => s.codice === e.stazione));
  const coppie = new Set(serviti.map((e) => `${e.intermediario} ${e.ambiente}`));
  const enti = configurazione.enti.filter((e) => coppie.has(`${e.intermediario} ${e.ambiente}`));
  diOra.set(aperte, enti);
  return enti;
}
