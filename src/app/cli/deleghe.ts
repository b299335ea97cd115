import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Esito } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import {
  approvaDelega,
  elencoDeleghe,
  revocaDelega,
  rifiutaDelega,
  scaricaDocumentoDelega,
  type RifiutoDelega,
} from '#modules/posizioni';
import type { Ctx, Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { deleghe } from '#testi/it/portale-deleghe';
import { ctxPer, enteDi, rifiutato } from './accessi.ts';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.deleghe;

type Lette = Partial<Record<'ente' | 'ambiente' | 'fino' | 'motivo' | 'in' | 'tutte', string>>;
type Delega = Awaited<ReturnType<typeof elencoDeleghe>>[number];

const USO: EsitoComando = { righe: [testi.uso], codice: 2 };

/** `deleghe <che cosa> …`: what an ente decides of who asks to act there for another. */
export async function comandoDeleghe(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const { parole: [cosa = '', id] = [], opzioni = {} } = leggi(argomenti) ?? {};
  const { ente: codIpa, ambiente } = opzioni;
  if (codIpa === undefined) return USO;
  const ente = await enteDi(mondo, { ente: codIpa, ...(ambiente !== undefined && { ambiente }) });
  if (ente === null) return rifiutato({ codice: 'ENTE_SCONOSCIUTO' });
  const ctx = ctxPer(mondo, ente);
  const tutte = await elencoDeleghe(ctx, { quali: 'tutte' });
  if (cosa === 'elenco') return elenco(tutte, opzioni.tutte === 'si');
  const delega = tutte.find((una) => una.id === id);
  if (id === undefined) return USO;
  if (delega === undefined) return { righe: [deleghe.rifiuti.DELEGA_SCONOSCIUTA], codice: 1 };
  return cosa === 'documento' ? documento(ctx, delega, opzioni.in) : decidi(ctx, cosa, delega, opzioni);
}

function elenco(tutte: readonly Delega[], anche: boolean): EsitoComando {
  const righe = tutte.filter(({ stato }) => anche || stato === 'richiesta').map((una) => testi.riga(una));
  return { righe: righe.length === 0 ? [testi.nessuna] : righe, codice: 0 };
}

/** The person is not named in the answer: it may stand in a log. */
async function decidi(ctx: Ctx, cosa: string, { id, versione }: Delega, o: Lette): Promise<EsitoComando> {
  const quale = { delegaId: id, versione };
  const fino = parseGiorno(o.fino ?? '');
  if (cosa === 'approva' && fino === null) return USO;
  const fatti: Readonly<Record<string, () => Promise<Esito<undefined, RifiutoDelega>>>> = {
    approva: () => approvaDelega(ctx, { ...quale, validaAl: fino ?? ctx.oggi }),
    rifiuta: () => rifiutaDelega(ctx, { ...quale, motivo: o.motivo ?? '' }),
    revoca: () => revocaDelega(ctx, { ...quale, motivo: o.motivo ?? '' }),
  };
  const fai = Object.hasOwn(fatti, cosa) ? fatti[cosa] : undefined;
  if (fai === undefined) return USO;
  const esito = await fai();
  if (esito.ok) return { righe: [testi.fatto], codice: 0 };
  return { righe: [deleghe.rifiuti[esito.refusal.codice]], codice: 1 };
}

async function documento(ctx: Ctx, { id }: Delega, dove: string | undefined): Promise<EsitoComando> {
  if (dove === undefined) return USO;
  const file = await scaricaDocumentoDelega(ctx, id);
  if (file === null) return { righe: [deleghe.rifiuti.DELEGA_SCONOSCIUTA], codice: 1 };
  try {
    // Never over another file: what is there is nobody's to be lost.
    await writeFile(dove, file.byte, { flag: 'wx', mode: 0o600 });
  } catch {
    return { righe: [comandi.flussi.nonScritto(dove)], codice: 1 };
  }
  return { righe: [comandi.flussi.scritto(dove)], codice: 0 };
}

/** Null when what was written is not one of ours. */
function leggi(argomenti: readonly string[]): { parole: string[]; opzioni: Lette } | null {
  const testo = { type: 'string' } as const;
  const options = { ente: testo, ambiente: testo, fino: testo, motivo: testo, in: testo, tutte: testo };
  try {
    const { positionals, values } = parseArgs({ args: [...argomenti], options, allowPositionals: true });
    return { parole: positionals, opzioni: values };
  } catch {
    return null;
  }
}
