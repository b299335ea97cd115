import { parseArgs } from 'node:util';
import type { FlussoId } from '#kernel/ids';
import type { Ente } from '#modules/enti';
import { annullaFlusso, cercaFlusso, interrompiAnnullo, leggiAnnullo } from '#modules/flussi';
import type { Ctx, Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { flussi } from '#testi/it/flussi';
import { ctxPer, enteDi, rifiutato } from './accessi.ts';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.annulla;

type Lette = Partial<Record<'ente' | 'iuf' | 'motivo' | 'ambiente' | 'ferma', string>>;

/**
 * `flussi annulla --ente <codice IPA> --iuf <IUF> --motivo "…"`: books the annulment, which the running program applies; with
 * `--ferma si` stops it; with neither says how far it is.
 */
export async function annullaDaComando(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const lette = leggi(argomenti);
  if (lette?.ente === undefined || lette.iuf === undefined) return { righe: [testi.uso], codice: 2 };
  const { ente: codIpa, iuf, ambiente } = lette;
  const ente: Ente | null = await enteDi(mondo, { ente: codIpa, ...(ambiente !== undefined && { ambiente }) });
  if (ente === null) return rifiutato({ codice: 'ENTE_SCONOSCIUTO' });
  const ctx = ctxPer(mondo, ente);
  const flussoId = (await ctx.tx((t) => cercaFlusso(t, iuf)))?.id;
  if (flussoId === undefined) return { righe: [testi.nonTrovato(iuf)], codice: 1 };
  if (lette.motivo === undefined && lette.ferma === undefined) return stato(ctx, flussoId);
  const esito =
    lette.ferma === 'si'
      ? await interrompiAnnullo(ctx, flussoId)
      : await annullaFlusso(ctx, { flussoId, motivo: lette.motivo ?? '' });
  if (esito.ok) return { righe: [lette.ferma === 'si' ? testi.fermato : testi.prenotato(iuf)], codice: 0 };
  const { codice, parametri = {} } = esito.refusal;
  const frase = flussi.rifiuti[codice];
  return { righe: [typeof frase === 'string' ? frase : frase(parametri)], codice: 1 };
}

async function stato(ctx: Ctx, flussoId: FlussoId): Promise<EsitoComando> {
  const annullo = await ctx.tx((t) => leggiAnnullo(t, flussoId));
  return { righe: [annullo === null ? testi.mai : testi.stato(annullo)], codice: 0 };
}

/** Null when what was written is not one of ours. */
function leggi(argomenti: readonly string[]): Lette | null {
  const testo = { type: 'string' } as const;
  const options = { ente: testo, iuf: testo, motivo: testo, ambiente: testo, ferma: testo };
  try {
    return parseArgs({ args: [...argomenti], options }).values;
  } catch {
    return null;
  }
}
