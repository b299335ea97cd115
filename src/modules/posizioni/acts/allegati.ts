import { campoFile, diciRisposta, moduloPubblicato, type Modulo, type RispostaDetta } from '#modules/enti';
import { ok, type Esito } from '#kernel/esito';
import type { DovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { apriSigillo, sha256, sigilla, uguali } from '#platform/crypto';
import { riscrivi, type ImmagineRifiutata } from '#platform/immagine';
import {
  campoDi,
  contataDaUno,
  giudicaAllegato,
  nomeAllegato,
  type AllegatoTenuto,
  type CampoAllegato,
  type TipoAllegato,
} from '../core/allegato.ts';
import { rifiutoAllegato, type CodiceAllegato, type RifiutoAllegato } from '../core/rifiuti.ts';
import {
  deleteAllegato,
  insertAllegato,
  selectAllegatiDovuto,
  selectAllegatiVisita,
  selectContenuto,
  type AllegatoDovuto,
  type EsitoAllegato,
  type FormaInCorso,
} from '../store/allegati.ts';
import { selectModuloDi } from '../store/spontaneo.ts';

const MEGABYTE = 1024 * 1024;

/** A file as it arrives, for a question of the form: `risposta` is the name under which it was posted. */
export type AllegatoInArrivo = { risposta: string; nome: string; byte: Buffer };

/**
 * Keeps a file for the form that somebody is filling in: judged by its bytes, an image drawn anew, sealed. The value is the answer to the
 * question: only that form may give it.
 */
export async function tieniAllegato(
  ctx: Ctx,
  forma: FormaInCorso & { modulo: Modulo },
  { risposta, nome, byte }: AllegatoInArrivo,
): Promise<Esito<string, RifiutoAllegato>> {
  const campo = campoDi(risposta);
  const chiesto = campoFile(forma.modulo, campo);
  if (chiesto === null) return rifiutoAllegato('ALLEGATO_NON_CHIESTO');
  const bytesMax = Math.min(chiesto.bytesMax ?? LIMITI.allegatoBytesMax, LIMITI.allegatoBytesMax);
  const pronto = await preparaFile(ctx, { nome, byte }, { accetta: chiesto.accetta, bytesMax });
  return pronto.ok ? esitoDi(await insertAllegato(ctx, forma, { campo, ...pronto.value })) : pronto;
}

/** A file as it is kept: what it is, and its sealed bytes. */
export type FilePronto = { nome: string; tipo: TipoAllegato; bytes: number; sha256: Buffer; contenuto: Buffer };

/** Judges a file by its bytes, draws an image anew, and seals it. */
export async function preparaFile(
  ctx: Ctx,
  { nome, byte }: { nome: string; byte: Buffer },
  campo: CampoAllegato,
): Promise<Esito<FilePronto, RifiutoAllegato>> {
  const giudizio = giudicaAllegato(byte, campo);
  if (giudizio.difetto !== null) return rifiutoAllegato(giudizio.difetto);
  const { tipo } = giudizio;
  const nostro = await comeSiTiene(byte, tipo);
  if (!nostro.ok) return nostro;
  const tenuto = nostro.value;
  return ok({
    nome: nomeAllegato(nome, tipo),
    tipo,
    bytes: tenuto.length,
    sha256: sha256(tenuto),
    contenuto: sigilla(ctx.config.chiaveCifra, tenuto),
  });
}

function esitoDi(esito: EsitoAllegato): Esito<string, RifiutoAllegato> {
  switch (esito.esito) {
    case 'tenuto':
      return ok(esito.id);
    case 'troppi':
      return rifiutoAllegato('ALLEGATI_TROPPI', { massimo: LIMITI.allegatiModuloMax });
    case 'troppo_grandi':
      return rifiutoAllegato('ALLEGATI_TROPPO_GRANDI', { megabyteMax: LIMITI.allegatiModuloBytesMax / MEGABYTE });
    case 'pieno':
      return rifiutoAllegato('ALLEGATI_SENZA_POSTO');
  }
}

const IMMAGINE: Record<ImmagineRifiutata, CodiceAllegato> = {
  formato: 'ALLEGATO_TIPO_NON_AMMESSO',
  byte: 'ALLEGATO_TROPPO_GRANDE',
  pixel: 'ALLEGATO_TROPPI_PUNTI',
  animata: 'ALLEGATO_ILLEGGIBILE',
  illeggibile: 'ALLEGATO_ILLEGGIBILE',
};

/** What is kept of it: a PDF as it came, an image as we draw it. */
async function comeSiTiene(byte: Buffer, tipo: TipoAllegato): Promise<Esito<Buffer, RifiutoAllegato>> {
  if (tipo === 'application/pdf') return ok(byte);
  const limiti = { bytesMax: LIMITI.allegatoBytesMax, latoMax: LIMITI.allegatoLatoMax };
  const esito = await riscrivi(byte, { limiti, lato: LIMITI.allegatoLatoTenuto });
  if (!esito.ok) return rifiutoAllegato(IMMAGINE[esito.refusal.codice]);
  // A drawing that was packed better than we do may grow.
  return esito.value.length > LIMITI.allegatoBytesMax ? rifiutoAllegato('ALLEGATO_TROPPO_GRANDE') : esito;
}

/** What the form holds so far: names and sizes. */
export async function allegatiDellaVisita(ctx: Ctx, forma: FormaInCorso): Promise<AllegatoTenuto[]> {
  return selectAllegatiVisita(ctx, forma);
}

/** Takes a file away from a form; nothing happens where it is not of that form, or a request holds it. */
export async function togliAllegato(ctx: Ctx, forma: FormaInCorso, id: string): Promise<void> {
  await deleteAllegato(ctx, forma, id);
}

/** A file of a dovuto, with its question in the words of the form; `detta` is null where the form has no such question. */
export type AllegatoMostrato = AllegatoDovuto & { detta: RispostaDetta | null };

/** The files of a dovuto, sent with the request that it was born from or by hand. Whoever asks has judged before whether it may be seen. */
export async function leggiAllegati(t: Ctx, dovutoId: DovutoId): Promise<AllegatoMostrato[]> {
  const allegati = await selectAllegatiDovuto(t, dovutoId);
  const di = allegati.length === 0 ? null : await selectModuloDi(t, dovutoId);
  if (di === null) return allegati.map((a) => ({ ...a, detta: null }));
  const { tipoDovutoId } = di;
  const moduli = new Map<number, Modulo | null>();
  for (const { versione } of allegati)
    if (!moduli.has(versione)) moduli.set(versione, await moduloPubblicato(t, { tipoDovutoId, versione }));
  return allegati.map((a) => {
    const modulo = moduli.get(a.versione) ?? null;
    const risposta = { chiave: contataDaUno(a.risposta), valore: '' };
    return { ...a, detta: modulo === null ? null : diciRisposta(modulo, risposta) };
  });
}

/** A file as it is given back. Opening it is an act of the registro; null when the dovuto has no such file. */
export async function scaricaAllegato(
  t: Ctx,
  dovutoId: DovutoId,
  id: string,
): Promise<{ nome: string; tipo: TipoAllegato; byte: Buffer } | null> {
  const letto = await selectContenuto(t, dovutoId, id);
  if (letto === null) return null;
  const byte = apriSigillo(t.config.chiaveCifra, letto.contenuto);
  if (!uguali(sha256(byte), letto.sha256)) throw new Error(`allegato ${id}: it is not what was kept`);
  const dettaglio = { allegatoId: id };
  await annota(t, { azione: 'allegato.scaricato', oggetto: 'dovuto', oggettoId: dovutoId, dettaglio });
  return { nome: letto.nome, tipo: letto.tipo, byte };
}
