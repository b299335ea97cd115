import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { TipoDovutoId } from '#kernel/ids';
import { elencoTipi, registraCredenziale, ricifraCredenziali, type Ente } from '#modules/enti';
import { ricifraSegretiEventi } from '#modules/eventi';
import { ricifraDestinazioni } from '#modules/flussi';
import { ricifraFornitori } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { ctxPer, enteDi, rifiutato } from './accessi.ts';
import { giorniDi } from './enti.ts';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.credenziali;

type Lette = Partial<
  Record<'ente' | 'ambiente' | 'tipo' | 'url' | 'url-accesso' | 'utente' | 'segreto' | 'giorni', string>
>;

const USO: EsitoComando = { righe: [testi.uso], codice: 2 };

/**
 * `credenziali registra <scopo> …` and `credenziali ricifra`. The secret comes from a file: on the line it would stay in the history of the
 * shell and in the list of processes.
 */
export async function comandoCredenziali(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const { parole: [cosa, scopo, ...altre] = [], opzioni = {} } = leggi(argomenti) ?? {};
  if (altre.length > 0) return USO;
  if (cosa === 'ricifra' && scopo === undefined) return ricifra(mondo);
  return cosa === 'registra' && scopo !== undefined ? registra(mondo, scopo, opzioni) : USO;
}

/** Null when what was written is not one of ours. */
function leggi(argomenti: readonly string[]): { parole: string[]; opzioni: Lette } | null {
  const testo = { type: 'string' } as const;
  const chi = { ente: testo, ambiente: testo, tipo: testo };
  const options = { ...chi, url: testo, 'url-accesso': testo, utente: testo, segreto: testo, giorni: testo };
  try {
    const { positionals, values } = parseArgs({ args: [...argomenti], options, allowPositionals: true });
    return { parole: positionals, opzioni: values };
  } catch {
    return null;
  }
}

async function ricifra(mondo: Mondo): Promise<EsitoComando> {
  const ctx = ctxPer(mondo, null);
  const fatte = [];
  for (const ricifra of [ricifraCredenziali, ricifraDestinazioni, ricifraSegretiEventi, ricifraFornitori])
    fatte.push(await ricifra(ctx));
  const ricifrate = fatte.reduce((somma, una) => somma + una.ricifrate, 0);
  const perse = fatte.reduce((somma, una) => somma + una.perse, 0);
  const righe = [testi.ricifrate(ricifrate), ...(perse > 0 ? [testi.perse(perse)] : [])];
  return { righe, codice: perse > 0 ? 1 : 0 };
}

async function registra(mondo: Mondo, scopo: string, o: Lette): Promise<EsitoComando> {
  if (o.segreto === undefined || (o.tipo !== undefined && o.ente === undefined)) return USO;
  const ente = o.ente === undefined ? null : await enteDi(mondo, o);
  if (ente === null && o.ente !== undefined) return rifiutato({ codice: 'ENTE_SCONOSCIUTO' });
  const ctx = ctxPer(mondo, ente);
  const tipoDovutoId = await idDelTipo(ctx, ente, o.tipo);
  if (tipoDovutoId === 'sconosciuto') return rifiutato({ codice: 'CREDENZIALE_TIPO_SCONOSCIUTO' });
  const segreto = await readFile(o.segreto, 'utf8').catch(() => null);
  if (segreto === null) return { righe: [testi.nonLetto(o.segreto)], codice: 1 };
  const { url = null, 'url-accesso': urlAccesso = null, utente = null } = o;
  const esito = await registraCredenziale(ctx, {
    ...{ scopo, enteId: ente?.enteId ?? null, tipoDovutoId, url, urlAccesso, utente },
    // An editor ends its last line: that end is not of the secret.
    segreto: segreto.replace(/\r?\n$/, ''),
    giorni: giorniDi(o.giorni),
  });
  return esito.ok
    ? { righe: [testi.registrata(scopo, ente?.denominazione ?? null)], codice: 0 }
    : rifiutato(esito.refusal);
}

async function idDelTipo(
  ctx: ReturnType<typeof ctxPer>,
  ente: Ente | null,
  codice: string | undefined,
): Promise<TipoDovutoId | null | 'sconosciuto'> {
  if (codice === undefined || ente === null) return null;
  const tipi = await elencoTipi(ctx, ente.enteId);
  return tipi.find((tipo) => tipo.codice === codice)?.tipoDovutoId ?? 'sconosciuto';
}
