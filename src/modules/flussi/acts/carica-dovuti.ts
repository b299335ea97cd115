import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { conCarico, type Carico, type Insieme, primeRigheDelFlusso, type RichiestaCarico } from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { avvertenzeDi } from '../core/dovuti/avvertenze.ts';
import { IUD_RIPETUTO, scartoDi } from '../core/dovuti/codici-riga.ts';
import { annunciaFinito } from '../consegne/finito.ts';
import { converti } from '../dovuti/converti.ts';
import type { Insiemi, RigaFile } from '../dovuti/insiemi.ts';
import { FileRifiutato, leggiCsv, rifiutoDiLettura } from '../dovuti/lettura.ts';
import { origineDi } from '../dovuti/origine.ts';
import { leggiRegole } from '../dovuti/regole-ente.ts';
import { iniziaRestituiti, type Restituiti } from '../dovuti/restituiti.ts';
import { nienteTrovato, separa, type Come } from '../dovuti/smista.ts';
import {
  avanza,
  deleteScartiOltre,
  finisci,
  iniziaFlusso,
  insertAvvertenze,
  insertScarti,
  selectScarti,
  updateTotale,
  type Flusso,
} from '../store.ts';
import { updateScartiRipetuti } from '../store/anteprima.ts';

/**
 * Loads a received file of dovuti: reads and validates every row, then applies the good ones in slices, each with its marker in the
 * same transaction. May be run again after a kill at any point: the file is read again from the start, the slices already
 * applied are skipped, and the end is the same.
 */
export async function caricaDovuti(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  const flusso = await ctx.tx((t) => iniziaFlusso(t, flussoId));
  if (flusso === null) return;
  try {
    await carica(ctx, flusso);
  } catch (causa) {
    const { refusal } = rifiutoDiLettura(causa);
    await ctx.tx(async (t) => {
      await deleteScartiOltre(t, flusso.id, 0);
      if (await finisci(t, flusso.id, { stato: 'fallito', ...refusal })) {
        await annunciaFinito(t, flusso.id);
        await annota(t, {
          azione: 'flusso.fallito',
          oggetto: 'flusso',
          oggettoId: flusso.id,
          dettaglio: { codice: refusal.codice },
        });
      }
    });
  }
}

async function carica(ctx: Ctx, flusso: Flusso): Promise<void> {
  await converti(ctx, flusso);
  const origine = await ctx.tx((t) => origineDi(t, flusso));
  const { regole, tipi, codIpa } = await ctx.tx((t) => leggiRegole(t, flusso));
  await ctx.tx((t) => deleteScartiOltre(t, flusso.id, flusso.righeApplicate));
  const provenienza = { flussoId: flusso.id, iuf: flusso.iuf ?? '', tipiConsentiti: tipi };
  const trovato = nienteTrovato();
  const applica = async (carico: Carico): Promise<Restituiti> => {
    const come = { versione: origine.versione, regole, avvertenzeDi, trovato };
    const { totale, insiemi } = await leggiCsv(origine, async ({ righe, insiemi: letti }) => ({
      totale: await copia(ctx, carico, flusso, righe, come),
      insiemi: letti,
    }));
    if (totale === 0) throw new FileRifiutato('IMPORT_SENZA_RIGHE');
    await ctx.tx(async (t) => {
      await updateTotale(t, flusso.id, { righeTotali: totale, ...trovato });
      await insertAvvertenze(t, flusso.id, trovato.avvertenze);
    });
    await carico.respingi({ posizioni: [...insiemi.sparse], codice: 'POSIZIONE_SPARSA' });
    const daFare = fette({ prima: flusso.righeApplicate + 1, totale, insiemi });
    const restituiti = await iniziaRestituiti(ctx, flusso.id, origine);
    try {
      await carico.applicaTutte(daFare, segna({ flusso, codIpa, versione: origine.versione, restituiti }));
      return restituiti;
    } catch (causa) {
      await restituiti.chiudi();
      throw causa;
    }
  };
  const restituiti = await conCarico(ctx, provenienza, applica, { doppio: true });
  try {
    await restituiti.concludi();
  } finally {
    await restituiti.chiudi();
  }
  await ctx.tx(async (t) => {
    if (!(await finisci(t, flusso.id, { stato: 'eseguito' }))) return;
    await annunciaFinito(t, flusso.id);
    await annota(t, { azione: 'flusso.eseguito', oggetto: 'flusso', oggettoId: flusso.id });
  });
}

/** A slice never ends inside a posizione: its rows are taken or refused together. */
function* fette(di: { prima: number; totale: number; insiemi: Insiemi }): Generator<{ da: number; a: number }> {
  let righe: number = LIMITI.fettaPrimaRighe;
  for (let da = di.prima; da <= di.totale;) {
    let a = Math.min(da + righe - 1, di.totale);
    while (di.insiemi.dentro(a + 1)) a += 1;
    yield { da, a };
    da = a + 1;
    righe = LIMITI.fettaRighe;
  }
}

/** Reads all the rows: the good ones go to the intake, the others to the rejects. Returns how many rows the file has. */
async function copia(
  ctx: Ctx,
  carico: Carico,
  flusso: Flusso,
  righe: AsyncIterable<RigaFile[]>,
  come: Come,
): Promise<number> {
  let totale = 0;
  async function* buone(): AsyncGenerator<RichiestaCarico[]> {
    for await (const gruppo of righe) {
      totale = gruppo.at(-1)?.riga ?? totale;
      const nuove = gruppo.filter((r) => r.riga > flusso.righeApplicate);
      const { richieste, scarti } = separa(nuove, come);
      if (scarti.length > 0) await ctx.tx((t) => insertScarti(t, flusso.id, scarti));
      if (richieste.length > 0) yield richieste;
    }
  }
  await carico.copia(buone());
  return totale;
}

/** What is written beside a slice: its rejects, and how far the file is. */
function segna(di: { flusso: Flusso; codIpa: string; versione: string; restituiti: Restituiti }): Insieme {
  const { flusso, codIpa, versione, restituiti } = di;
  return async (t, esiti, { da, a }) => {
    // This slice has waited for those before it: they have committed.
    restituiti.fino(da - 1);
    const scarti = esiti.flatMap((e) =>
      e.codice === null ? [] : [{ ...scartoDi(e.codice, { ...e, codIpa, versione }), riga: e.riga, iud: e.iud }],
    );
    await insertScarti(t, flusso.id, scarti);
    await segnaRipetuti(t, flusso.id, { da, a });
    const accettate = esiti.length - scarti.length;
    await avanza(t, flusso.id, { da, a, accettate, scartate: a - da + 1 - accettate });
  };
}

/**
 * Of the rejects of a slice, those for an IUD that an earlier row of the file has brought in: that is what is wrong with them, whatever
 * else is; but for the rows that could not be read, whose code this is not the place of (mypay-file-formats.md 2.5).
 */
async function segnaRipetuti(t: Ctx, flussoId: FlussoId, { da, a }: { da: number; a: number }): Promise<void> {
  const scarti = await selectScarti(t, flussoId, { dopo: da - 1, a, quanti: a - da + 1 });
  const leggibili = scarti.filter(({ codice }) => codice !== 'PAA_IMPORT_SINTASSI_CSV');
  if (leggibili.length === 0) return;
  const prime = await primeRigheDelFlusso(t, { flussoId, iud: leggibili.map(({ iud }) => iud ?? '') });
  const ripetuti = leggibili.filter(({ iud, riga }) => (prime.get(iud ?? '') ?? riga) < riga).map(({ riga }) => riga);
  await updateScartiRipetuti(t, flussoId, ripetuti, IUD_RIPETUTO);
}
