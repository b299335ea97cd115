import { join } from 'node:path';
import type { Config } from '#platform/config/config';
import { chiudiPools, creaPools } from '#platform/db/pool';
import { creaArchivio } from '#platform/files';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { creaLog, type Log } from '#platform/log';
import type { Mondo } from '#platform/contesto';
import { creaAttualizzazione } from '#wires/attualizzazione';
import { creaBizEvents } from '#wires/biz-events';
import { creaCartella } from '#wires/cartella';
import { creaCheckout } from '#wires/checkout';
import { creaEnte } from '#wires/ente';
import { creaFornitori } from '#wires/fornitori';
import { creaIdentita } from '#wires/identita';
import { creaFdr } from '#wires/fdr';
import { creaPosta } from '#wires/posta';
import { creaServizioEnte } from '#wires/servizio-ente';
import { creaSftp } from '#wires/sftp';
import { creaTassonomia } from '#wires/tassonomia';

/** The world of a process, with what closes it. */
export type MondoAperto = Mondo & { databaseUrl: string; chiudi(): Promise<void> };

/** The log of a process: one JSON object a line on the standard error. */
export function creaLogProcesso(): Log {
  return creaLog(
    (riga) => process.stderr.write(riga),
    () => new Date(),
  );
}

/** Opens pools, file store and wires. Nothing is asked of the database yet. */
export function apriMondo(
  config: Config,
  { databaseUrl, smtpUrl, log }: { databaseUrl: string; smtpUrl: string; log: Log },
): MondoAperto {
  let chiuso = false;
  const pools = creaPools(databaseUrl, {
    max: config.connessioniMax,
    // While we close, the embedded server may be quicker than a connection's farewell.
    onErrore: (causa, ruolo) => {
      if (!chiuso) log.error('database.connessione', causa, { ruolo });
    },
  });
  const guardia = creaGuardiaRete(config.retiInterne);
  const posta = creaPosta({ smtpUrl, mittente: config.mittente });
  return {
    pools,
    config,
    log,
    databaseUrl,
    orologio: () => new Date(),
    wires: {
      posta,
      ente: creaEnte({ guardia }),
      servizioEnte: creaServizioEnte({ guardia }),
      attualizzazione: creaAttualizzazione({ guardia }),
      checkout: creaCheckout(config.checkout),
      checkoutProva: creaCheckout(checkoutProva(config)),
      identita: creaIdentita(config.identita),
      fornitori: creaFornitori({ guardia }),
      fdr: creaFdr(config.fdr),
      fdrProva: creaFdr(fdrProva(config)),
      bizEvents: creaBizEvents(),
      tassonomia: creaTassonomia({ url: config.tassonomiaUrl }),
      sftp: creaSftp({ guardia }),
      cartella: creaCartella({ radice: config.cartellaConsegne }),
    },
    files: creaArchivio(join(config.varDir, 'files')),
    chiudi: async () => {
      chiuso = true;
      posta.chiudi();
      await chiudiPools(pools);
    },
  };
}

/** The simulatore takes any key. */
const CHIAVE = 'simulatore';

function checkoutProva({ simulatore }: Config): Config['checkout'] {
  if (simulatore === null) return null;
  return { url: `${simulatore.url}/checkout/ec`, versione: '2', chiave: CHIAVE, origini: [simulatore.origine] };
}

function fdrProva({ simulatore }: Config): Config['fdr'] {
  return simulatore === null ? null : { url: `${simulatore.url}/fdr-org/service/v1`, chiave: CHIAVE };
}
