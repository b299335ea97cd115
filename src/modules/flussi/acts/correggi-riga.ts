import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { conCarico, provaRespinte } from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { celleDi, correggi, giudicaCorrezioni, type Celle } from '../core/anteprima/correggi.ts';
import { campiDi, dialettoDi } from '../core/dovuti/dialetto.ts';
import { scartoDi } from '../core/dovuti/codici-riga.ts';
import { COLONNE, type VersioneDovuti } from '../core/dovuti/colonne.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { avvertenzeDi } from '../core/dovuti/avvertenze.ts';
import { leggiCsv, type Origine } from '../dovuti/lettura.ts';
import { origineDi } from '../dovuti/origine.ts';
import { leggiRegole } from '../dovuti/regole-ente.ts';
import { nienteTrovato, separa } from '../dovuti/smista.ts';
import { selectFlusso, type Flusso, type ScartoRiga } from '../store.ts';
import { aggiornaAnteprima } from './anteprima.ts';
import { selectAnteprima, selectCorrezioni, upsertCorrezioni } from '../store/anteprima.ts';

/** A row of a file in preview: its cells as the file has them and as they are now, and why it is wrong, if it is. */
export type RigaGuardata = {
  riga: number;
  versione: VersioneDovuti;
  celle: Celle;
  originali: Celle;
  scarto: ScartoRiga | null;
  /** A row with more cells than columns cannot be put right one cell at a time. */
  correggibile: boolean;
  /** Of the row as it is now: a correction says which row it corrects. */
  vista: string;
};

/** Looks at one row, judged now and by itself: what the other rows of the file do to it, the preview says. Null: it is not there. */
export async function guardaRiga(
  ctx: Ctx,
  { flussoId, riga }: { flussoId: FlussoId; riga: number },
): Promise<RigaGuardata | null> {
  const trovata = await trova(ctx, { flussoId, riga });
  if (trovata === null) return null;
  const { flusso, origine, testo, celle } = trovata;
  const adesso = correggi(testo, celle, origine.versione);
  return {
    riga,
    versione: origine.versione,
    celle: celleDi(adesso, origine.versione),
    originali: celleDi(testo, origine.versione),
    scarto: await giudica(ctx, flusso, origine.versione, { riga, testo: celle === SENZA ? testo : adesso }),
    correggibile: campiDi(testo, dialettoDi(origine.versione)).length <= COLONNE[origine.versione].length,
    vista: vistaDi(testo, celle),
  };
}

const SENZA: Celle = {};

type Trovata = { flusso: Flusso; origine: Origine; testo: string; celle: Celle };

async function trova(ctx: Ctx, di: { flussoId: FlussoId; riga: number }): Promise<Trovata | null> {
  const visti = await ctx.tx(async (t) => {
    const flusso = await selectFlusso(t, di.flussoId);
    if (flusso === null || (await selectAnteprima(t, flusso.id)) === null) return null;
    const celle = (await selectCorrezioni(t, flusso.id, di.riga)).get(di.riga) ?? SENZA;
    return { flusso, celle, origine: { ...(await origineDi(t, flusso)), correzioni: new Map() } };
  });
  if (visti === null) return null;
  const testo = await leggiUna(visti.origine, di.riga);
  return testo === null ? null : { ...visti, testo };
}

/** The row as it is in the file. */
async function leggiUna(origine: Origine, riga: number): Promise<string | null> {
  return leggiCsv(origine, async ({ righe }) => {
    for await (const gruppo of righe) {
      if ((gruppo.at(-1)?.riga ?? 0) < riga) continue;
      return gruppo.find((una) => una.riga === riga)?.testo ?? null;
    }
    return null;
  });
}

function vistaDi(testo: string, celle: Celle): string {
  const correzioni = Object.entries(celle).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify([testo, correzioni])).toString('hex');
}

/** Judges a row with the functions of the loading: by itself, then against what is there already. */
async function giudica(
  ctx: Ctx,
  flusso: Flusso,
  versione: VersioneDovuti,
  una: { riga: number; testo: string },
): Promise<ScartoRiga | null> {
  const { regole, tipi, codIpa } = await ctx.tx((t) => leggiRegole(t, flusso));
  const { richieste, scarti } = separa([una], { versione, regole, avvertenzeDi, trovato: nienteTrovato() });
  if (richieste.length === 0) return scarti[0] ?? null;
  return conCarico(ctx, { flussoId: flusso.id, iuf: flusso.iuf ?? '', tipiConsentiti: tipi }, async (carico) => {
    await carico.copia([richieste]);
    return carico.prova({ da: una.riga, a: una.riga }, async (t) => {
      const [respinta] = await provaRespinte(t, { dopo: 0, quante: 1 });
      if (respinta === undefined) return null;
      return { ...scartoDi(respinta.codice, { ...respinta, codIpa, versione }), riga: una.riga, iud: respinta.iud };
    });
  });
}

export type Correzioni = { flussoId: FlussoId; riga: number; celle: Celle; vista: string };

/**
 * Keeps the cells of a row as a person has written them, beside the file and never in it; a cell as the file has it is no correction.
 * The row is kept also where it is still wrong: `guardaRiga` tells. The figures of the preview follow by themselves.
 */
export async function correggiRiga(
  ctx: Ctx,
  { flussoId, riga, celle, vista }: Correzioni,
): Promise<Esito<void, RifiutoFlusso>> {
  const trovata = await trova(ctx, { flussoId, riga });
  if (trovata === null) return rifiutoFlusso('ANTEPRIMA_FINITA');
  const { testo, origine } = trovata;
  const originali = celleDi(testo, origine.versione);
  const diverse = Object.fromEntries(
    Object.entries(originali).flatMap(([campo, valore]) => {
      const scritto = celle[campo]?.trim() ?? valore;
      return scritto === valore ? [] : [[campo, scritto]];
    }),
  );
  const giudicate = giudicaCorrezioni(testo, diverse, origine.versione);
  if (!giudicate.ok) return giudicate;
  return ctx.tx(async (t) => {
    const anteprima = await selectAnteprima(t, flussoId, true);
    if (anteprima === null) return rifiutoFlusso('ANTEPRIMA_FINITA');
    if (anteprima.conferma !== null) return rifiutoFlusso('ANTEPRIMA_IN_CONFERMA');
    const attuali = (await selectCorrezioni(t, flussoId, riga)).get(riga) ?? SENZA;
    if (vistaDi(testo, attuali) !== vista) return rifiutoFlusso('ANTEPRIMA_RIGA_CAMBIATA', { riga });
    if (vistaDi(testo, diverse) === vista) return ok(undefined);
    await upsertCorrezioni(t, flussoId, riga, diverse);
    await aggiornaAnteprima(t, flussoId);
    await annota(t, {
      azione: 'flusso.corretto',
      oggetto: 'flusso',
      oggettoId: flussoId,
      dettaglio: { riga, campi: Object.keys(diverse).join(' ') },
    });
    return ok(undefined);
  });
}
