import { creaGuardiaRete } from '#platform/guardia-rete';
import { creaFornitori } from '#wires/fornitori';
import { creaIdentita } from '#wires/identita';
import { avviaSimulatore, type Simulatore } from '../../simulatore/avvia.ts';
import type { AccessiEnte } from '../../simulatore/identita/ente.ts';
import { codiceFiscaleEnte } from './un-ente.ts';
import type { Identita } from '#modules/utenti';
import type { Navigatore, Pagina } from './navigatore.ts';
import { apriPortale, mondoFermo, type MondoFermo, type PortaleDiProva } from './portale.ts';
import type { DatabaseDiProva } from './db.ts';
import { apriUfficio, type UfficioDiProva } from './ufficio.ts';

/** A provider of identity on a free port, which knows these persons. */
export function apriFornitore(persone: readonly Identita[], accessi: readonly AccessiEnte[] = []): Promise<Simulatore> {
  return avviaSimulatore({
    ...{ porta: 0, portaSmtp: 0, host: '127.0.0.1', nodo: 'http://127.0.0.1:9/nodo' },
    intermediario: { codiceFiscale: codiceFiscaleEnte() },
    enti: async () => [],
    identita: async () => persone,
    accessi: async () => accessi,
  });
}

/** How a portale reaches it. */
export function doveFornitore({ url }: Pick<Simulatore, 'url'>): NonNullable<MondoFermo['config']['identita']> {
  return {
    ...{ emittente: `${url}/identita`, clientId: 'mypay', segreto: 'simulatore' },
    ...{ origini: [url], ambiti: 'openid profile email', livelli: ['https://www.spid.gov.it/SpidL2'] },
  };
}

export type Ingresso = {
  mondo: MondoFermo;
  portale: PortaleDiProva;
  fornitore: Simulatore;
  /** Signs in from a page of the portale, as who has that place among the persons of the provider, or by another of its buttons. */
  entra: (chi: Navigatore, quale: number | string, da?: string) => Promise<Pagina>;
  chiudi: () => Promise<void>;
};

/** A portale with its provider of identity. */
export async function apriIngresso(database: DatabaseDiProva, persone: readonly Identita[]): Promise<Ingresso> {
  const fornitore = await apriFornitore(persone);
  const identita = doveFornitore(fornitore);
  const base = mondoFermo(database);
  const config = { ...base.config, identita };
  const mondo = { ...base, config, wires: { ...base.wires, identita: creaIdentita(identita) } };
  const portale = await apriPortale(mondo);
  config.urlPubblico = portale.url;
  return {
    ...{ mondo, portale, fornitore },
    entra: async (chi, quale, da = '/') => {
      const scelta = await chi.apri(`/accedi/vai?dopo=${encodeURIComponent(da)}`);
      return chi.invia(scelta, { chi: String(quale) });
    },
    chiudi: async () => {
      await portale.chiudi();
      await fornitore.chiudi();
    },
  };
}

export type UfficioConFornitori = {
  mondo: MondoFermo;
  ufficio: UfficioDiProva;
  /** The issuer of all, who tells the enti apart by their client. */
  emittente: string;
  /** What was written in the log. */
  detti: string[];
  chiudi: () => Promise<void>;
};

/** An ufficio, and the provider that its enti may have: the simulatore's, over HTTP. */
export async function apriUfficioConFornitori(
  database: DatabaseDiProva,
  accessi: readonly AccessiEnte[],
): Promise<UfficioConFornitori> {
  const fornitore = await apriFornitore([], accessi);
  const detti: string[] = [];
  const dice = (...cose: unknown[]): void => void detti.push(JSON.stringify(cose));
  const base = mondoFermo(database);
  const fornitori = creaFornitori({ guardia: creaGuardiaRete(['127.0.0.0/8', '::1/128']) });
  const log = { info: dice, warn: dice, error: dice };
  const mondo = { ...base, log, wires: { ...base.wires, fornitori } };
  const ufficio = await apriUfficio(mondo);
  mondo.config.urlPubblico = ufficio.url;
  return {
    ...{ mondo, ufficio, detti, emittente: `${fornitore.url}/accessi` },
    chiudi: async () => {
      await ufficio.chiudi();
      await fornitore.chiudi();
    },
  };
}
