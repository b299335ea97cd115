import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leggiIntermediario, segmentoSimulatore } from '#modules/enti';
import { leggiConfigurazioneNodo } from '#modules/pagamenti';
import { creaCtx, type Mondo } from '#platform/contesto';
import { avviaSimulatore, type Simulatore } from './simulatore.ts';

/** An ente that enters PRE-ESERCIZIO in prova is known to the simulatore within so long. */
const RILETTURA_MS = 30_000;

/**
 * The simulatore of an installation that works: what enti in prova ask is paid there, by nobody's money. It knows them by a file that is
 * written anew as they change, and reaches the door of this very process, where it opens their stations alone (model 8).
 */
export async function avviaSimulatoreProva(mondo: Mondo): Promise<Simulatore> {
  const { config, log } = mondo;
  const file = join(config.varDir, 'simulatore.json');
  await scriviEnti(mondo, file);
  const intermediario = await leggiIntermediario(creaCtx(mondo, { ruolo: 'nodo', attore: { tipo: 'sistema' } }));
  const simulatore = await avviaSimulatore(config, {
    demo: file,
    nodo: `http://127.0.0.1:${config.port}/nodo/${segmentoSimulatore(config)}/paForNode`,
    intermediario: intermediario?.codiceFiscale ?? '',
    smtp: 0,
  });
  const orologio = setInterval(() => {
    scriviEnti(mondo, file).catch((causa: unknown) => log.error('simulatore.enti', causa));
  }, RILETTURA_MS);
  orologio.unref();
  return {
    url: simulatore.url,
    ferma: async () => {
      clearInterval(orologio);
      await simulatore.ferma();
    },
  };
}

/** The enti in prova by their stations: of those at work nothing is said. Whoever reads finds the old file or the new one. */
async function scriviEnti(mondo: Mondo, file: string): Promise<void> {
  const tutti = await leggiConfigurazioneNodo(creaCtx(mondo, { ruolo: 'nodo', attore: { tipo: 'sistema' } }));
  const enti = tutti
    .filter(({ ambiente }) => ambiente === 'prova')
    .map(({ codiceFiscale, denominazione, stazione }) => ({ codiceFiscale, denominazione, stazione, avvisi: [] }));
  const nuovo = `${file}.${process.pid}`;
  await writeFile(nuovo, JSON.stringify({ enti }), { mode: 0o600 });
  await rename(nuovo, file);
}
