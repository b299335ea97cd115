import type { Readable } from 'node:stream';
import { ok, type Esito } from '#kernel/esito';
import type { FoglioLinkId, TipoDovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { compila, leggiModulo, type CampoCompilato, type ModuloPubblico } from '#modules/enti';
import {
  creaLinkInsieme,
  foglieLink,
  giudicaMisura,
  rifiutoLink,
  stanno,
  type MisuraLink,
  type RifiutoLink,
} from '#modules/pagamenti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { TroppiByte, type Arrivo } from '#platform/files';
import {
  leggiColonneFoglio,
  leggiRigaFoglio,
  TROPPO_LUNGA,
  type ColonneFoglio,
  type DomandaFoglio,
} from '../core/foglio-link.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { conRighe, guardaColonne, type FileAltrui } from '../dovuti/altrui.ts';
import { FileRifiutato, rifiutoDiLettura } from '../dovuti/lettura.ts';
import {
  deleteFogliVecchi,
  deleteFoglio,
  insertFoglio,
  insertRighe,
  lockFoglio,
  selectRighe,
  updateConfermato,
  updateConteggi,
  type RigaNuova,
} from '../store/foglio-link.ts';

/** A group that repeats has so many rows in a sheet: more are for who pays. */
const RIGHE_DI_GRUPPO = 3;
const MEGABYTE = 1024 * 1024;
const NOME_FILE_MAX = 200;

type Foglie = ReturnType<typeof foglieLink<CampoCompilato>>;

/** The questions that a sheet may answer, by the words of the form. */
export function domandeFoglio(
  ctx: Ctx,
  { modulo }: Pick<ModuloPubblico, 'modulo'>,
): (DomandaFoglio & { campo: CampoCompilato })[] {
  const circostanze = { oggi: ctx.oggi, lingua: 'it' };
  const righe = gruppi(compila(modulo, {}, circostanze).campi).map(({ nome, righeMin, righeMax }): [string, string] => [
    `${nome}.righe`,
    String(Math.max(righeMin, Math.min(righeMax ?? RIGHE_DI_GRUPPO, RIGHE_DI_GRUPPO))),
  ]);
  const foglie: Foglie = foglieLink(compila(modulo, Object.fromEntries(righe), circostanze).campi);
  return foglie.map(({ domanda, campo }) => ({ domanda, nome: campo.nome, campo }));
}

function gruppi(campi: readonly CampoCompilato[]): CampoCompilato[] {
  return campi.flatMap((campo) => [...(campo.genere === 'ripetibile' ? [campo] : []), ...gruppi(campo.campi)]);
}

type Chiesto = MisuraLink & {
  tipoDovutoId: TipoDovutoId;
  /** Who pays may not change what the sheet answers. */
  fermo: boolean;
  nomeFile: string;
  contenuto: Readable;
};
type Rifiutato = RifiutoFlusso | RifiutoLink;

/**
 * Receives a spreadsheet from which links to the form of a kind of due are to be made. The file is read and not kept: its rows are, with
 * what is wrong with each, until somebody confirms them. Returns the id of what to look at.
 */
export async function riceviFoglioLink(ctx: Ctx, chiesto: Chiesto): Promise<Esito<FoglioLinkId, Rifiutato>> {
  const { contenuto, nomeFile } = chiesto;
  const forma = /\.(csv|txt|xlsx)$/i.exec(nomeFile)?.[1]?.toLowerCase();
  const misura = giudicaMisura({ ...chiesto, titolo: null }, ctx.now);
  const pubblico = await moduloDi(ctx, chiesto.tipoDovutoId);
  if (forma === undefined || !misura.ok || pubblico === null) {
    contenuto.resume();
    if (forma === undefined) return rifiutoFlusso('IMPORT_FORMA_SCONOSCIUTA');
    return misura.ok ? rifiutoLink('LINK_SENZA_MODULO') : misura;
  }
  let arrivo: Arrivo;
  try {
    arrivo = await ctx.files.ricevi(contenuto, LIMITI.foglioLinkBytesMax);
  } catch (causa) {
    if (!(causa instanceof TroppiByte)) throw causa;
    return rifiutoFlusso('IMPORT_FILE_TROPPO_GRANDE', { megabyte: LIMITI.foglioLinkBytesMax / MEGABYTE });
  }
  try {
    const { testo } = await guardaColonne(arrivo.percorso, forma === 'xlsx' ? 'xlsx' : 'csv');
    return ok(await leggi(ctx, { chiesto, pubblico, file: { percorso: arrivo.percorso, testo } }));
  } catch (causa) {
    return rifiutoDiLettura(causa);
  } finally {
    await ctx.files.scarta(arrivo.percorso);
  }
}

async function moduloDi(ctx: Ctx, tipoDovutoId: TipoDovutoId): Promise<ModuloPubblico | null> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('foglio: an ente is needed');
  return leggiModulo(ctx, { enteId, tipoDovutoId });
}

type DaLeggere = { chiesto: Chiesto; pubblico: ModuloPubblico; file: FileAltrui };

/** All of it, or nothing: what is wrong with the sheet as a whole is thrown, and nothing of it stays. */
async function leggi(ctx: Ctx, { chiesto, pubblico, file }: DaLeggere): Promise<FoglioLinkId> {
  const { tipoDovutoId, fermo, scadeIl, usiMax, nomeFile } = chiesto;
  return conRighe(file, (gruppiRighe) =>
    ctx.tx(async (t) => {
      let colonne: ColonneFoglio | null = null;
      let foglioId: FoglioLinkId | null = null;
      const conteggi = { righe: 0, sbagliate: 0 };
      for await (const gruppo of gruppiRighe) {
        const dati = colonne === null ? gruppo.slice(1) : gruppo;
        if (colonne === null || foglioId === null) {
          const nomi = (gruppo[0] ?? []).map(({ testo }) => testo);
          colonne = colonneDi(t, { nomi, pubblico });
          const foglio = { tipoDovutoId, versione: pubblico.versione, nomi, fermo, scadeIl, usiMax };
          foglioId = await insertFoglio(t, { ...foglio, nomeFile: nomeFile.slice(-NOME_FILE_MAX) });
        }
        if (conteggi.righe + dati.length > LIMITI.foglioLinkRigheMax)
          throw new FileRifiutato('FOGLIO_TROPPE_RIGHE', { massimo: LIMITI.foglioLinkRigheMax });
        const righe = giudica(t, { dati, colonne, pubblico, dopo: conteggi.righe });
        await insertRighe(t, foglioId, righe);
        conteggi.righe += righe.length;
        conteggi.sbagliate += righe.filter(({ difetti }) => difetti !== null).length;
      }
      if (foglioId === null) throw new FileRifiutato('IMPORT_CSV_VUOTO');
      await updateConteggi(t, foglioId, conteggi);
      await annota(t, {
        azione: 'foglio_link.ricevuto',
        oggetto: 'foglio_link',
        oggettoId: foglioId,
        dettaglio: conteggi,
      });
      return foglioId;
    }),
  );
}

function colonneDi(t: Ctx, { nomi, pubblico }: { nomi: string[]; pubblico: ModuloPubblico }): ColonneFoglio {
  const esito = leggiColonneFoglio(nomi, domandeFoglio(t, pubblico));
  if (!esito.ok) throw new FileRifiutato(esito.refusal.codice, esito.refusal.parametri);
  return esito.value;
}

type Dati = Parameters<Parameters<typeof conRighe>[1]>[0] extends AsyncIterable<infer G> ? G : never;
type DaGiudicare = { dati: Dati; colonne: ColonneFoglio; pubblico: ModuloPubblico; dopo: number };

function giudica(t: Ctx, { dati, colonne, pubblico, dopo }: DaGiudicare): RigaNuova[] {
  const circostanze = { oggi: t.oggi, lingua: 'it' };
  const risposte = (valori: Readonly<Record<string, string>>) =>
    foglieLink(compila(pubblico.modulo, valori, circostanze).campi).map(({ domanda, campo }) => ({
      ...campo,
      domanda,
    }));
  return dati.map((celle, n) => {
    const { titolo, valori, difetti } = leggiRigaFoglio(celle, colonne, risposte);
    const tutti = stanno(valori) ? difetti : [TROPPO_LUNGA];
    const buona = tutti.length === 0;
    const scritte = colonne.map((_, c) => celle[c]?.testo ?? '');
    const letta = buona ? { titolo, valori, difetti: null } : { titolo: null, valori: {}, difetti: tutti };
    return { riga: dopo + n + 1, celle: scritte, ...letta };
  });
}

/** Links that are made in one statement. */
const INSIEME_LINK = 1000;

/** Makes a link of each row with nothing wrong. Confirmed again, it makes none. Gives how many there are. */
export async function confermaFoglioLink(ctx: Ctx, foglioId: FoglioLinkId): Promise<Esito<number, Rifiutato>> {
  return ctx.tx(async (t): Promise<Esito<number, Rifiutato>> => {
    const foglio = await lockFoglio(t, foglioId);
    if (foglio === null) return rifiutoFlusso('FOGLIO_SCONOSCIUTO');
    const { tipoDovutoId, scadeIl, usiMax, fermo, versione, righe, sbagliate } = foglio;
    const buone = righe - sbagliate;
    if (foglio.stato === 'confermato') return ok(buone);
    if (buone === 0) return rifiutoFlusso('FOGLIO_SENZA_RIGHE_BUONE');
    if ((await moduloDi(t, tipoDovutoId))?.versione !== versione) return rifiutoFlusso('FOGLIO_MODULO_CAMBIATO');
    const misura = giudicaMisura({ scadeIl, usiMax, titolo: null }, t.now);
    if (!misura.ok) return misura;
    for (let dopo = 0; ;) {
      const fetta = await selectRighe(t, { foglioId, sbagliate: false, dopo, quante: INSIEME_LINK });
      const insieme = fetta.flatMap(({ linkId, titolo, valori }) =>
        linkId === null ? [] : [{ id: linkId, titolo, valori, fissi: fermo ? Object.keys(valori) : [] }],
      );
      await creaLinkInsieme(t, { tipoDovutoId, scadeIl, usiMax, righe: insieme });
      if (fetta.length < INSIEME_LINK) break;
      dopo = fetta.at(-1)?.riga ?? dopo;
    }
    await updateConfermato(t, foglioId);
    const dettaglio = { link: buone, scadeIl: scadeIl?.toISOString() ?? null, usiMax };
    await annota(t, { azione: 'foglio_link.confermato', oggetto: 'foglio_link', oggettoId: foglioId, dettaglio });
    return ok(buone);
  });
}

/** Throws away what nobody has confirmed. */
export async function buttaFoglioLink(ctx: Ctx, foglioId: FoglioLinkId): Promise<Esito<undefined, RifiutoFlusso>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoFlusso>> => {
    if (!(await deleteFoglio(t, foglioId))) return rifiutoFlusso('FOGLIO_SCONOSCIUTO');
    await annota(t, { azione: 'foglio_link.buttato', oggetto: 'foglio_link', oggettoId: foglioId });
    return ok();
  });
}

/** Forgets the rows that nobody confirmed, and those of which the addresses were there for long enough: the links stay. */
export async function dimenticaFogliLink(ctx: Ctx): Promise<void> {
  const prima = (ms: number): Date => new Date(ctx.now.getTime() - ms);
  const tolti = await ctx.tx((t) =>
    deleteFogliVecchi(t, {
      nonConfermati: prima(LIMITI.foglioLinkAttesaMs),
      confermati: prima(LIMITI.foglioLinkConservatoMs),
    }),
  );
  if (tolti > 0) ctx.log.info('flussi.fogli_link', { tolti });
}
