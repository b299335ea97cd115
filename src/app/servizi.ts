/** What a process does once its database is there. Everything that serves is read from here, so that reading it need not wait for that. */
import type { Config } from '#platform/config/config';
import { LAVORI } from './lavori.ts';
import { apriMondo, creaLogProcesso, type MondoAperto } from './mondo.ts';
import { portaPosta } from './simulatore.ts';
import { avviaSimulatoreProva } from './simulatore-prova.ts';
import { avviaWeb } from './web.ts';
import { avviaWorker } from './worker.ts';

/** The world of this process; where no mail server is named, the demo's mailbox is. */
export function apriMondoDi(config: Config, databaseUrl: string): MondoAperto {
  const smtpUrl = config.smtpUrl ?? `smtp://127.0.0.1:${portaPosta(config)}`;
  return apriMondo(config, { databaseUrl, smtpUrl, log: creaLogProcesso() });
}

/** What serves: jobs, and doors. */
export type Servizio = 'worker' | 'web';

/** Jobs and doors, or one of them, as the roles of this process ask. What is opened adds to `chiusure` how it is closed. */
export async function parti(
  mondo: MondoAperto,
  chiusure: (() => Promise<void>)[],
  quali: readonly Servizio[] = ['worker', 'web'],
): Promise<void> {
  const chiesti = quali.filter((servizio) => mondo.config.ruoliProcesso.includes(servizio));
  if (chiesti.includes('worker')) {
    const worker = await avviaWorker(mondo, LAVORI);
    chiusure.push(() => worker.ferma());
  }
  if (chiesti.includes('web')) {
    const web = await avviaWeb(mondo);
    chiusure.push(() => web.chiudi());
  }
  if (mondo.config.simulatore !== null && mondo.config.ruoliProcesso.includes('simulatore')) {
    const simulatore = await avviaSimulatoreProva(mondo);
    chiusure.push(() => simulatore.ferma());
  }
}
