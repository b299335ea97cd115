import pg from 'pg';
import type { DovutoId } from '#kernel/ids';
import { leggiEnteIncassante, type EnteIncassante } from '#modules/enti';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { raccolte } from '#platform/raccolta';
import type { CodiceCarico } from '../core/rifiuti.ts';
import { apriScrittura, scriviNuovi, type RigaNuova } from '../store/carico-nuovi.ts';
import type { Fetta, RichiestaCarico } from '../store/carico-tabella.ts';
import { prendiIuv } from '../store/iuv.ts';
import { conCarico, isRitentabile, type Provenienza } from './carico.ts';

/** What became of a change that came by itself. `codice` null: accepted. */
export type EsitoUno = { codice: CodiceCarico | null; iuv: string | null; dovutoId: DovutoId | null };

type Chiamata = {
  ctx: Ctx;
  richiesta: Omit<RichiestaCarico, 'riga'>;
  provenienza: Provenienza & { ente?: EnteIncassante };
};

/** Two sets: while the database works one, this process reads the messages of the other. */
const INSIEME = { inVoloMax: 2, insiemeMax: 8 };

/** Null: it names what is there already, and nothing was done of it. */
type Nuovo = EsitoUno | null;
const NUOVI = new WeakMap<Ctx['db'], (chiamata: Chiamata) => Promise<Nuovo>>();

/**
 * One change of a dovuto, as if it came alone: by the rules of the intake that loads those of files, with others that come meanwhile from
 * the same hands. Not inside a transaction. `ente`: as who asks has just read it.
 */
export async function caricaUno(
  ctx: Ctx,
  richiesta: Chiamata['richiesta'],
  provenienza: Chiamata['provenienza'],
): Promise<EsitoUno> {
  const chiamata = { ctx, richiesta, provenienza };
  const nuovo = richiesta.azione === 'I' && richiesta.posizione === undefined ? await nuovi(ctx)(chiamata) : null;
  return nuovo ?? caricaPresente(chiamata);
}

function nuovi({ db }: Ctx): (chiamata: Chiamata) => Promise<Nuovo> {
  const note =
    NUOVI.get(db) ??
    raccolte({
      ...INSIEME,
      gruppo: mani,
      cose: ({ richiesta: { iud, iuv } }) => (iuv === null ? [`d ${iud}`] : [`d ${iud}`, `v ${iuv}`]),
      esegui: inserisciInsieme,
      isRitentabile: isDisfatto,
    });
  NUOVI.set(db, note);
  return note;
}

/** From whose hands, and by which way. */
function mani({ ctx, provenienza: { flussoId, iuf, tipiConsentiti, motivo } }: Chiamata): string {
  return JSON.stringify([ctx.enteId, attoreTesto(ctx.attore), flussoId, iuf, tipiConsentiti, motivo]);
}

async function inserisciInsieme(chiamate: readonly Chiamata[]): Promise<Nuovo[]> {
  const ultima = chiamate.at(-1);
  if (ultima === undefined) return [];
  // Whoever came last has the latest day, and has read the ente last.
  const { ctx, provenienza } = ultima;
  const f = await fettaDi(ctx, provenienza, chiamate);
  const righe = chiamate.map(({ richiesta }, n) => ({ ...richiesta, riga: n + 1 }));
  try {
    const decise = await ctx.sessione(async (_, client) => {
      await apriScrittura(client, f.enteId);
      const scritte = await scriviNuovi(client, ctx, { f, righe });
      await client.query('commit');
      return scritte;
    });
    return decise.map(esitoDi);
  } catch (causa) {
    // Somebody else has just written the same: the longer way looks again, and waits for them.
    if (chiamate.length === 1 && isRitentabile(causa)) return [null];
    throw causa;
  }
}

function esitoDi({ tocca, codice, iuv, dovutoId }: RigaNuova): Nuovo {
  return tocca ? null : { codice, iuv, dovutoId };
}

async function fettaDi(
  ctx: Ctx,
  { ente: letto, motivo, ...provenienza }: Chiamata['provenienza'],
  chiamate: readonly Chiamata[],
): Promise<Fetta> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('carico: an ente is needed');
  const ente = letto ?? (await ctx.tx((t) => leggiEnteIncassante(t, enteId)));
  const { stazioneId, segregazione } = ente;
  const generati = chiamate.filter(({ richiesta: r }) => r.iuv === null && r.generaIuv === true).length;
  const portati = chiamate.filter(({ richiesta: r }) => r.iuv?.startsWith(`${segregazione}00`) === true).length;
  const quanti = generati === 0 ? 0 : generati + portati;
  const primo = quanti === 0 ? 1 : await prendiIuv(ctx, { enteId, stazioneId, quanti });
  return {
    ...{ composta: false, soloAnnulli: false, conAltre: chiamate.some(({ richiesta: r }) => r.altreQuote.length > 0) },
    ...{ da: 1, a: chiamate.length, enteId, codiceFiscale: ente.codiceFiscale, denominazione: ente.denominazione },
    ...{ stazioneId, segregazione, oggi: ctx.oggi, progressivi: { primo, quanti } },
    ...{ ...provenienza, motivo: motivo ?? null, unici: true, breve: true },
  };
}

/** By the intake of files, with one row. */
async function caricaPresente({ ctx, richiesta, provenienza: { ente, ...provenienza } }: Chiamata): Promise<EsitoUno> {
  let esito: EsitoUno | undefined;
  await conCarico(
    ctx,
    provenienza,
    async (carico) => {
      await carico.copia([[{ ...richiesta, riga: 1 }]]);
      await carico.applica({ da: 1, a: 1 }, async (_, [riga]) => {
        if (riga !== undefined) esito = { codice: riga.codice, iuv: riga.iuv, dovutoId: riga.dovutoId ?? null };
        return Promise.resolve();
      });
    },
    { breve: true, ...(ente === undefined ? {} : { ente }) },
  );
  if (esito === undefined) throw new Error('carico: no outcome');
  return esito;
}

/** The server itself has said no, and nothing was done. Of a connection that broke nobody knows. */
function isDisfatto(causa: unknown): boolean {
  return causa instanceof pg.DatabaseError && !/^(08|57)/.test(causa.code ?? '08');
}
