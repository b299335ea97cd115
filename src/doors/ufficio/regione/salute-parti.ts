import type { Salute } from '#modules/registro';
import type { contaRitardi } from '#modules/rendicontazione';
import type { Config } from '#platform/config/config';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import type { Tono } from '#ui/stato';
import { intero } from '../frase.ts';

const testi = ufficioImpianto.salute;
const MINUTO_MS = 60_000;
const GIGABYTE = 1024 ** 3;
/** The clock of the jobs strikes every minute: after three, nobody is at work. */
const BATTITO_MAX_MS = 3 * MINUTO_MS;
/** What should have begun so long ago is late. */
const ATTESA_MAX_MS = 15 * MINUTO_MS;
/** Below a tenth of the disk, or of the connections, somebody must look. */
const DECIMA = 10;

/** A part of the installation, as its row says it. */
export type Parte = { nome: string; tono: Tono; detto: string; dati: string };

const bene = (nome: string, va: boolean, dati: string): Parte => ({
  nome,
  dati,
  tono: va ? 'bene' : 'male',
  detto: va ? testi.bene : testi.daGuardare,
});

/** What can be said from within. */
export function partiInterne({ coda, database, disco }: Salute, now: Date): Parte[] {
  const daMs = (istante: Date | null): number => (istante === null ? Infinity : now.getTime() - istante.getTime());
  const connessioniLibere = database.connessioniMax - database.connessioni;
  return [
    bene(
      testi.parti.database,
      connessioniLibere * DECIMA >= database.connessioniMax,
      testi.database(gb(database.byte), database.connessioni, database.connessioniMax),
    ),
    bene(
      testi.parti.disco,
      disco.liberiByte * DECIMA >= disco.tuttiByte,
      testi.disco(gb(disco.liberiByte), gb(disco.tuttiByte)),
    ),
    bene(
      testi.parti.worker,
      daMs(coda.battito) <= BATTITO_MAX_MS,
      coda.battito === null ? testi.mai : testi.battito(minuti(daMs(coda.battito))),
    ),
    bene(
      testi.parti.coda,
      coda.dal === null || daMs(coda.dal) <= ATTESA_MAX_MS,
      testi.coda(coda.inAttesa, coda.inCorso),
    ),
    bene(testi.parti.falliti, coda.falliti === 0, testi.falliti(intero(coda.falliti))),
    posta(coda.perNome),
  ];
}

function posta(perNome: Salute['coda']['perNome']): Parte {
  const ferme = perNome.find(({ nome }) => nome === 'notifiche.invia')?.falliti ?? 0;
  return bene(testi.parti.posta, ferme === 0, testi.posta(intero(ferme)));
}

/** The kinds of message by which each part outside speaks with us. */
const NODO = /^pa(Verify|Get|Send|Demand)/;

/** What those outside exchange with us. */
export function partiEsterne({ traffico }: Salute, config: Config): Parte[] {
  const somma = (quali: (tipo: string) => boolean): { quanti: number; negativi: number } =>
    traffico
      .filter(({ tipo }) => quali(tipo))
      .reduce((s, t) => ({ quanti: s.quanti + t.quanti, negativi: s.negativi + t.negativi }), {
        quanti: 0,
        negativi: 0,
      });
  const scambi = (nome: string, quali: (tipo: string) => boolean): Parte => {
    const { quanti, negativi } = somma(quali);
    if (quanti === 0) return { nome, tono: 'neutro', detto: testi.silenzio, dati: testi.nessuno };
    return bene(nome, negativi < quanti, testi.scambi(intero(quanti), intero(negativi)));
  };
  const spento: Parte = { nome: testi.parti.checkout, tono: 'neutro', detto: testi.spento, dati: testi.nonConfigurato };
  return [
    scambi(testi.parti.nodo, (tipo) => NODO.test(tipo)),
    config.checkout === null ? spento : scambi(testi.parti.checkout, (tipo) => tipo.startsWith('checkout')),
  ];
}

/** The statements of the PSPs. */
export function parteFdr({ enti, inRitardo }: Awaited<ReturnType<typeof contaRitardi>>, config: Config): Parte {
  const nome = testi.parti.fdr;
  if (config.fdr === null) return { nome, tono: 'neutro', detto: testi.spento, dati: testi.aMano };
  return bene(nome, inRitardo === 0, testi.ritardi(intero(inRitardo), intero(enti)));
}

const gb = (byte: number): string => (byte / GIGABYTE).toLocaleString('it-IT', { maximumFractionDigits: 1 });
const minuti = (ms: number): string => intero(Math.floor(ms / MINUTO_MS));
