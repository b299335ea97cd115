import { randomInt } from 'node:crypto';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import {
  conCarico,
  provaAccettate,
  provaFuoriMisura,
  provaImpronta,
  provaPrimi,
  provaRespinte,
  provaVoci,
  type Carico,
  type RichiestaCarico,
} from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { avvertenzeAnteprima, VOLTE_INSOLITO } from '../core/anteprima/avvertenze.ts';
import { IUD_RIPETUTO, scartoDi } from '../core/dovuti/codici-riga.ts';
import type { RigaFile } from '../dovuti/insiemi.ts';
import { converti } from '../dovuti/converti.ts';
import { FileRifiutato, leggiCsv, rifiutoDiLettura, type Origine } from '../dovuti/lettura.ts';
import { origineDi } from '../dovuti/origine.ts';
import { leggiRegole, type RegoleFlusso } from '../dovuti/regole-ente.ts';
import { nienteTrovato, separa, type Come, type Trovato } from '../dovuti/smista.ts';
import {
  deleteScartiOltre,
  insertAvvertenze,
  insertScarti,
  selectFlusso,
  selectScarti,
  type Flusso,
} from '../store.ts';
import {
  deleteAnteprima,
  deleteAvvertenze,
  deleteScartiDiPrima,
  selectAnteprima,
  selectImprontaScarti,
  selectNomePreso,
  updateCalcolata,
  updateGuasto,
  updateLette,
  updateScartiRipetuti,
  updateUscita,
  type Anteprima,
  type VoceAnteprima,
} from '../store/anteprima.ts';
import { accodaCarico } from './accoda-carico.ts';

/** Rows of each outcome that are shown: what fits a page. */
const PRIMI = 50;
/** Seldom enough to cost nothing, often enough that a person sees it move. */
const AVANZA_OGNI_RIGHE = 10_000;

type Lavoro = RegoleFlusso & { flusso: Flusso; origine: Origine };

/**
 * Works out what would become of every row of a file, with the very functions that load it, and writes none of it in `posizioni`. Where
 * somebody had confirmed what they saw and it is still so, the file goes to be loaded; else the preview is shown again. May be run
 * again after a kill: it begins from the start.
 */
export async function calcolaAnteprima(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  try {
    await calcolaOra(ctx, flussoId);
  } catch (causa) {
    // Whoever waits is told; the queue tries again all the same. Where not even this can be written, the first fault is the one to know.
    await ctx.tx((t) => updateGuasto(t, flussoId, t.now)).catch(() => undefined);
    throw causa;
  }
}

async function calcolaOra(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  const visti = await ctx.tx(async (t) => {
    const anteprima = await selectAnteprima(t, flussoId);
    const flusso = await selectFlusso(t, flussoId);
    if (flusso === null || anteprima === null || !isDaCalcolare(anteprima)) return null;
    await updateGuasto(t, flussoId, null);
    // Nobody sees the figures of before: what was met so far is counted while the file is read.
    if (anteprima.calcolataIl === null) await deleteScartiOltre(t, flussoId, 0);
    return { flusso, anteprima, ...(await leggiRegole(t, flusso)) };
  });
  if (visti === null) return;
  try {
    await converti(ctx, visti.flusso);
    const origine = await ctx.tx((t) => origineDi(t, visti.flusso));
    await calcola(ctx, { ...visti, origine }, visti.anteprima.modifiche);
  } catch (causa) {
    const { refusal } = rifiutoDiLettura(causa);
    await ctx.tx(async (t) => {
      if (!(await updateUscita(t, flussoId, { stato: 'fallito', ...refusal }))) return;
      await deleteScartiOltre(t, flussoId, 0);
      await deleteAnteprima(t, flussoId);
      const dettaglio = { codice: refusal.codice };
      await annota(t, { azione: 'flusso.fallito', oggetto: 'flusso', oggettoId: flussoId, dettaglio });
    });
  }
}

/** Never worked out, to be worked out again, or worked out without the last corrections. */
function isDaCalcolare({ calcolataIl, calcolataCon, modifiche }: Anteprima): boolean {
  return calcolataIl === null || calcolataCon !== modifiche;
}

const GIRO_MAX = 2 ** 31;

async function calcola(ctx: Ctx, l: Lavoro, calcolataCon: number): Promise<void> {
  const giro = randomInt(GIRO_MAX);
  const { flusso, origine, regole, tipi } = l;
  const trovato = nienteTrovato();
  const provenienza = { flussoId: flusso.id, iuf: flusso.iuf ?? '', tipiConsentiti: tipi };
  await conCarico(ctx, provenienza, async (carico) => {
    const come = { versione: origine.versione, regole, avvertenzeDi: avvertenzeAnteprima, trovato };
    const { totale, insiemi } = await leggiCsv(origine, async ({ righe, insiemi: letti }) => ({
      totale: await copia(ctx, carico, { flussoId: flusso.id, giro, righe, come }),
      insiemi: letti,
    }));
    if (totale === 0) throw new FileRifiutato('IMPORT_SENZA_RIGHE');
    await carico.respingi({ posizioni: [...insiemi.sparse], codice: 'POSIZIONE_SPARSA' });
    await carico.prova({ da: 1, a: totale }, async (t) => {
      const anteprima = await selectAnteprima(t, flusso.id, true);
      // Thrown away meanwhile.
      if (anteprima === null) return;
      await concludi(t, { ...l, anteprima, trovato, totale, calcolataCon, giro });
    });
  });
}

/** Reads all the rows: the good ones go to the intake, the others to the rejects. Returns how many rows the file has. */
async function copia(
  ctx: Ctx,
  carico: Carico,
  { flussoId, giro, righe, come }: { flussoId: FlussoId; giro: number; righe: AsyncIterable<RigaFile[]>; come: Come },
): Promise<number> {
  let lette = 0;
  let dette = 0;
  let sbagliate = 0;
  async function* buone(): AsyncGenerator<RichiestaCarico[]> {
    for await (const gruppo of righe) {
      lette = gruppo.at(-1)?.riga ?? lette;
      const { richieste, scarti } = separa(gruppo, come);
      sbagliate += scarti.length;
      if (scarti.length > 0) await ctx.tx((t) => insertScarti(t, flussoId, scarti, giro));
      if (lette - dette >= AVANZA_OGNI_RIGHE) {
        dette = lette;
        await ctx.tx((t) => updateLette(t, flussoId, { lette, sbagliate }));
      }
      if (richieste.length > 0) yield richieste;
    }
  }
  await carico.copia(buone());
  return lette;
}

type Fine = Lavoro & { anteprima: Anteprima; trovato: Trovato; totale: number; calcolataCon: number; giro: number };

async function concludi(t: Ctx, f: Fine): Promise<void> {
  const { flusso, anteprima, trovato } = f;
  await scriviRespinte(t, f);
  await deleteScartiDiPrima(t, flusso.id, f.giro);
  await segnaRipetuti(t, flusso.id);
  const riepilogo = [...(await provaVoci(t)), ...sbagliate(trovato)];
  const impronta = sha256(`${await provaImpronta(t)} ${await selectImprontaScarti(t, flusso.id)}`).toString('hex');
  await deleteAvvertenze(t, flusso.id);
  if (anteprima.conferma === impronta && !(await selectNomePreso(t, flusso))) {
    await promuovi(t, flusso.id, anteprima);
    return;
  }
  const insolite = await provaFuoriMisura(t, { volte: VOLTE_INSOLITO, quante: LIMITI.avvertenzeMax });
  await insertAvvertenze(t, flusso.id, [
    ...trovato.avvertenze,
    ...insolite.righe.map((r) => ({ ...r, codice: 'IMPORTO_INSOLITO' as const })),
  ]);
  await updateCalcolata(t, flusso.id, {
    righeLette: f.totale,
    righeSbagliate: riepilogo.reduce((n, v) => (v.esito === 'rifiutato' ? n + v.righe : n), 0),
    calcolataCon: f.calcolataCon,
    riepilogo,
    primi: await provaPrimi(t, PRIMI),
    avvertenze: {
      ...Object.fromEntries(trovato.perche),
      ...(insolite.totale > 0 ? { IMPORTO_INSOLITO: insolite.totale } : {}),
    },
    impronta,
    riepilogoPrima: anteprima.conferma !== null && anteprima.conferma !== impronta ? anteprima.riepilogo : null,
  });
}

function sbagliate({ sbagliate: perTipo }: Trovato): VoceAnteprima[] {
  return [...perTipo].map(([tipo, righe]) => ({ tipo, esito: 'rifiutato', righe, importoCents: 0 }));
}

async function scriviRespinte(t: Ctx, { flusso, codIpa, giro, origine: { versione } }: Fine): Promise<void> {
  for (let dopo = 0; ;) {
    const respinte = await provaRespinte(t, { dopo, quante: LIMITI.fettaRighe });
    const scarti = respinte.map((r) => ({
      ...scartoDi(r.codice, { ...r, codIpa, versione }),
      riga: r.riga,
      iud: r.iud,
    }));
    await insertScarti(t, flusso.id, scarti, giro);
    if (respinte.length < LIMITI.fettaRighe) return;
    dopo = respinte.at(-1)?.riga ?? dopo;
  }
}

/** A row for an IUD that an earlier one would bring in is said to be that, as the loading says it. */
async function segnaRipetuti(t: Ctx, flussoId: FlussoId): Promise<void> {
  for (let dopo = 0; ;) {
    const scarti = await selectScarti(t, flussoId, { dopo, a: LIMITI.righeMax, quanti: LIMITI.fettaRighe });
    const leggibili = scarti.filter(({ codice }) => codice !== 'PAA_IMPORT_SINTASSI_CSV');
    const prime = await provaAccettate(
      t,
      leggibili.map(({ iud }) => iud ?? ''),
    );
    const ripetuti = leggibili.filter(({ iud, riga }) => (prime.get(iud ?? '') ?? riga) < riga).map(({ riga }) => riga);
    await updateScartiRipetuti(t, flussoId, ripetuti, IUD_RIPETUTO);
    if (scarti.length < LIMITI.fettaRighe) return;
    dopo = scarti.at(-1)?.riga ?? dopo;
  }
}

/** What was confirmed is still so: from here on the file is loaded as one that came straight in, on behalf of who confirmed it. */
async function promuovi(t: Ctx, flussoId: FlussoId, { confermaDa }: Anteprima): Promise<void> {
  if (!(await updateUscita(t, flussoId, { stato: 'ricevuto' }))) return;
  await deleteScartiOltre(t, flussoId, 0);
  await deleteAnteprima(t, flussoId);
  await accodaCarico(t, flussoId, confermaDa ?? '');
}
