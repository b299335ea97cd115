import type { FlussoId, OperatoreId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import {
  comuneNoto,
  leggiEnteIncassante,
  luoghiNoti,
  nascitaNota,
  nazioneNota,
  provinciaNota,
  regoleTipi,
} from '#modules/enti';
import { conCarico, type Carico, type RichiestaCarico } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { tipiConsentiti } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { avvertenzeDi } from '../core/dovuti/avvertenze.ts';
import { isDovuto, leggiRiga, type RigaLetta } from '../core/dovuti/leggi-riga.ts';
import { IUD_RIPETUTO, scartoDi } from '../core/dovuti/codici-riga.ts';
import type { VersioneDovuti } from '../core/dovuti/colonne.ts';
import { isFuoriModalita, type Luoghi, type RegoleEnte } from '../core/dovuti/regole.ts';
import { validaRiga } from '../core/dovuti/valida.ts';
import { FileRifiutato, leggiCsv, rifiutoDiLettura, type RigaFile } from '../dovuti/lettura.ts';
import { richiestaDi } from '../dovuti/richiesta.ts';
import { scriviRestituiti } from '../dovuti/restituiti.ts';
import {
  avanza,
  deleteScartiOltre,
  finisci,
  iniziaFlusso,
  insertAvvertenze,
  insertScarti,
  updateRipetuti,
  updateTotale,
  type AvvertenzaRiga,
  type Flusso,
  type ScartoRiga,
} from '../store.ts';

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
  const base = (flusso.nomeFile ?? '').slice(0, -'.zip'.length);
  const percorso = ctx.files.percorso(flusso.fileId ?? '');
  const versione = flusso.versione as VersioneDovuti;
  const { regole, tipi, codIpa } = await ctx.tx((t) => leggiRegole(t, flusso));
  await ctx.tx((t) => deleteScartiOltre(t, flusso.id, flusso.righeApplicate));
  const provenienza = { flussoId: flusso.id, iuf: flusso.iuf ?? '', tipiConsentiti: tipi };
  const trovato: Trovato = { fuoriModalita: new Set(), righeConAvvertenze: 0, avvertenze: [] };
  await conCarico(ctx, provenienza, async (carico) => {
    const totale = await leggiCsv(percorso, `${base}.csv`, ({ intestazione, righe }) => {
      // The header is not read (mypay-file-formats.md 1.6): a dovuto in its place would be lost without a word.
      if (isDovuto(intestazione)) throw new FileRifiutato('IMPORT_SENZA_INTESTAZIONE');
      return copia(ctx, carico, flusso, righe, { versione, regole, trovato });
    });
    if (totale === 0) throw new FileRifiutato('IMPORT_SENZA_RIGHE');
    await ctx.tx(async (t) => {
      await updateTotale(t, flusso.id, { righeTotali: totale, ...trovato });
      await insertAvvertenze(t, flusso.id, trovato.avvertenze);
    });
    for (const fetta of fette(flusso.righeApplicate + 1, totale)) await applicaFetta(carico, { flusso, codIpa }, fetta);
  });
  await scriviRestituiti(ctx, flusso.id, { percorso, base, versione });
  await ctx.tx(async (t) => {
    if (!(await finisci(t, flusso.id, { stato: 'eseguito' }))) return;
    await annota(t, { azione: 'flusso.eseguito', oggetto: 'flusso', oggettoId: flusso.id });
  });
}

async function leggiRegole(
  t: Ctx,
  flusso: Flusso,
): Promise<{ regole: RegoleEnte; tipi: Awaited<ReturnType<typeof tipiConsentiti>>; codIpa: string }> {
  const enteId = t.enteId;
  if (enteId === null) throw new Error('caricaDovuti: an ente is needed');
  const ente = await leggiEnteIncassante(t, enteId);
  const operatore = /^operatore:(.+)$/.exec(flusso.richiestoDa)?.[1];
  return {
    codIpa: ente.codIpa,
    regole: {
      ...(await regoleTipi(t, enteId)),
      segregazione: ente.segregazione,
      oggi: t.oggi,
      limiteNuoviIuv: t.config.limiteNuoviIuv,
      luoghi: await leggiLuoghi(t),
    },
    tipi: operatore === undefined ? null : await tipiConsentiti(t, { operatoreId: operatore as OperatoreId, enteId }),
  };
}

/** All the places that are known, once a file: rows are many, and a look at each costs nothing then. */
async function leggiLuoghi(t: Ctx): Promise<Luoghi> {
  const noti = await luoghiNoti(t);
  return {
    provinciaNota: (sigla) => provinciaNota(noti, sigla),
    nazioneNota: (iso) => nazioneNota(noti, iso),
    comuneNoto: (coppia) => comuneNoto(noti, coppia),
    nascitaNota: (nascita) => nascitaNota(noti, nascita),
  };
}

function* fette(prima: number, totale: number): Generator<{ da: number; a: number }> {
  let righe: number = LIMITI.fettaPrimaRighe;
  for (let da = prima; da <= totale;) {
    const a = Math.min(da + righe - 1, totale);
    yield { da, a };
    da = a + 1;
    righe = LIMITI.fettaRighe;
  }
}

/** Filled in while rows are read, from the good ones. */
type Trovato = {
  /** Kinds of due that are not joined «per flussi». */
  fuoriModalita: Set<string>;
  righeConAvvertenze: number;
  /** Of the first of those rows. */
  avvertenze: AvvertenzaRiga[];
};

type Come = { versione: VersioneDovuti; regole: RegoleEnte; trovato: Trovato };

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

function separa(
  righe: readonly RigaFile[],
  { versione, regole, trovato }: Come,
): { richieste: RichiestaCarico[]; scarti: ScartoRiga[] } {
  const richieste: RichiestaCarico[] = [];
  const scarti: ScartoRiga[] = [];
  for (const { riga, testo } of righe) {
    const letta = leggiRiga(testo, versione);
    if (!letta.ok) {
      scarti.push({ ...letta.scarto, riga, iud: iudDi(testo) });
      continue;
    }
    const scarto = validaRiga(letta.value, regole);
    if (scarto !== null) {
      scarti.push({ ...scarto, riga, iud: letta.value.campi['IUD'] ?? '' });
      continue;
    }
    richieste.push(richiestaDi(riga, letta.value));
    guarda({ riga, letta: letta.value }, regole, trovato);
  }
  return { richieste, scarti };
}

/** What of a good row a person is told. */
function guarda({ riga, letta }: { riga: number; letta: RigaLetta }, regole: RegoleEnte, trovato: Trovato): void {
  const codice = letta.campi['tipoDovuto'] ?? '';
  const tipo = regole.tipi.get(codice);
  if (tipo !== undefined && isFuoriModalita(tipo)) trovato.fuoriModalita.add(codice);
  const avvertenze = avvertenzeDi(letta, regole);
  if (avvertenze.length === 0) return;
  trovato.righeConAvvertenze += 1;
  if (trovato.avvertenze.length >= LIMITI.avvertenzeMax) return;
  const iud = letta.campi['IUD'] ?? '';
  trovato.avvertenze.push(...avvertenze.map((perche) => ({ riga, iud, codice: perche })));
}

/** The first field as it came, so that a clerk finds the row again. */
function iudDi(testo: string): string {
  return (testo.split(';', 1)[0] ?? '').trim().slice(0, 35);
}

async function applicaFetta(
  carico: Carico,
  { flusso, codIpa }: { flusso: Flusso; codIpa: string },
  { da, a }: { da: number; a: number },
): Promise<void> {
  await carico.applica({ da, a }, async (t, esiti) => {
    const scarti = esiti.flatMap((e) =>
      e.codice === null ? [] : [{ ...scartoDi(e.codice, { ...e, codIpa }), riga: e.riga, iud: e.iud }],
    );
    await insertScarti(t, flusso.id, scarti);
    await updateRipetuti(t, flusso.id, { da, a, ...IUD_RIPETUTO });
    const accettate = esiti.length - scarti.length;
    await avanza(t, flusso.id, { da, a, accettate, scartate: a - da + 1 - accettate });
  });
}
