import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { FlussoId } from '#kernel/ids';
import { lavori, LAVORO_DOVUTI, leggiFlusso, riceviDovuti, type Flusso } from '#modules/flussi';
import type { Ctx, Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { avviaWorker, type Worker } from '../worker.ts';
import { ctxPer, enteDi, rifiutato } from './accessi.ts';
import type { EsitoComando } from './esito-comando.ts';
import { annullaDaComando } from './flussi-annulla.ts';
import { esitoDi, fallito, quantaParte, type Incarico, type OpzioniFlussi, type Schermo } from './flussi-detto.ts';
import { esiti, stato } from './flussi-esiti.ts';

const testi = comandi.flussi;

const COMANDI: Readonly<Record<string, (i: Incarico) => Promise<EsitoComando>>> = { importa, stato, esiti };

/**
 * `flussi importa <file>`: the same act as the page, then its progress until it has ended; `flussi stato`: how a file stands;
 * `flussi esiti`: fetches what it gave back. Codes: 0 all loaded, 1 refused, 2 asked badly, 3 some rows were not, 4 not ended yet.
 */
export async function comandoFlussi(
  mondo: Mondo,
  argomenti: readonly string[],
  schermo: Schermo = process.stderr,
): Promise<EsitoComando> {
  if (argomenti[0] === 'annulla') return annullaDaComando(mondo, argomenti.slice(1));
  const { parole: [nome = '', cosa, ...altre] = [], opzioni = {} } = leggi(argomenti) ?? {};
  const comando = Object.hasOwn(COMANDI, nome) ? COMANDI[nome] : undefined;
  if (comando === undefined || altre.length > 0 || opzioni.ente === undefined) return { righe: [testi.uso], codice: 2 };
  const ente = await enteDi(mondo, opzioni);
  if (ente === null) return rifiutato({ codice: 'ENTE_SCONOSCIUTO' });
  return comando({ mondo, ctx: ctxPer(mondo, ente), cosa, opzioni, schermo });
}

/** Null when what was written is not one of ours. */
function leggi(argomenti: readonly string[]): { parole: string[]; opzioni: OpzioniFlussi } | null {
  const testo = { type: 'string' } as const;
  const options = { ente: testo, ambiente: testo, attendi: testo, in: testo, avvisi: testo };
  try {
    const { positionals, values } = parseArgs({ args: [...argomenti], options, allowPositionals: true });
    return { parole: positionals, opzioni: values };
  } catch {
    return null;
  }
}

const MINUTO_MS = 60_000;
/** A day: past it an import that meets faults is given up anyway. */
const ATTENDI_MINUTI = 24 * 60;

async function importa({ mondo, ctx, cosa: percorso, opzioni, schermo }: Incarico): Promise<EsitoComando> {
  const minuti = minutiDi(opzioni.attendi);
  if (percorso === undefined || minuti === null) return { righe: [testi.uso], codice: 2 };
  const isFile = await stat(percorso).then(
    (s) => s.isFile(),
    () => false,
  );
  if (!isFile) return { righe: [testi.nonLetto(percorso)], codice: 1 };
  const esito = await riceviDovuti(ctx, { nomeFile: basename(percorso), contenuto: createReadStream(percorso) });
  if (!esito.ok) return fallito(esito.refusal);
  const { flussoId } = esito.value;
  if (minuti === 0) return { righe: [testi.ricevuto(flussoId)], codice: 0 };
  schermo.write(`${testi.ricevuto(flussoId)}\n`);
  const finito = await segui({ mondo, ctx, schermo, entroMs: minuti * MINUTO_MS }, flussoId);
  return finito === null ? { righe: [testi.nonAncora(flussoId)], codice: 4 } : esitoDi(finito);
}

/** Null when it is not a whole number of minutes. */
function minutiDi(attendi: string | undefined): number | null {
  if (attendi === undefined) return ATTENDI_MINUTI;
  return /^\d{1,4}$/.test(attendi) ? Number(attendi) : null;
}

/** How often it is looked at. */
const OGNI_MS = 300;
/** A product that is running takes a file at once: past this, there is none or it has its hands full, and we load it from here. */
const PRESA_MS = 5000;

type Seguito = { mondo: Mondo; ctx: Ctx; schermo: Schermo; entroMs: number };

/** Tells how far a file is until it has ended; null when that takes too long. */
async function segui({ mondo, ctx, schermo, entroMs }: Seguito, flussoId: FlussoId): Promise<Flusso | null> {
  const barra = schermo.isTTY === true ? disegnata(schermo) : aRighe(schermo);
  const inizio = performance.now();
  let nostro: Worker | null = null;
  try {
    for (;;) {
      const flusso = await ctx.tx((t) => leggiFlusso(t, flussoId));
      if (flusso === null) throw new Error('flusso: vanished');
      const passatiMs = performance.now() - inizio;
      barra(flusso);
      if (flusso.stato !== 'ricevuto' && flusso.stato !== 'in_corso') return flusso;
      if (passatiMs > entroMs) return null;
      if (flusso.stato === 'ricevuto' && passatiMs > PRESA_MS)
        nostro ??= await avviaWorker(
          mondo,
          lavori.filter(({ nome }) => nome === LAVORO_DOVUTI),
        );
      await pausa(OGNI_MS);
    }
  } finally {
    if (schermo.isTTY === true) schermo.write('\n');
    await nostro?.ferma();
  }
}

type Barra = (f: Flusso) => void;
const LARGA = 30;

/** One line that is written over. */
function disegnata(schermo: Schermo): Barra {
  return (f) => {
    const parte = quantaParte(f);
    const piena = Math.round(parte * LARGA);
    schermo.write(`\r\u001B[K[${'█'.repeat(piena)}${'░'.repeat(LARGA - piena)}] ${testi.progresso(f, parte)}`);
  };
}

/** A line whenever a tenth more is done, for logs and for screen readers. */
function aRighe(schermo: Schermo): Barra {
  let detta = '';
  return (f) => {
    const decimi = `${f.stato}${Math.floor(quantaParte(f) * 10)}`;
    if (decimi === detta) return;
    detta = decimi;
    schermo.write(`${testi.progresso(f, quantaParte(f))}\n`);
  };
}
