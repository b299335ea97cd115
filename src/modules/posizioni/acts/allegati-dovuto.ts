import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { campoFile, domandeFile, moduloPubblicato, type DomandaFile, type Modulo } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { campoDi, righeScritte } from '../core/allegato.ts';
import {
  rifiutoAllegato,
  rifiutoPosizioni,
  type CodiceAllegato,
  type RifiutoAllegato,
  type RifiutoPosizioni,
} from '../core/rifiuti.ts';
import { deleteLegatoDovuto, insertLegatiDovuto, selectAllegatiDovuto, type DaLegare } from '../store/allegati.ts';
import { leggiPosizione } from '../store/posizione-mostrata.ts';
import { leggiDovuto } from '../store/ricerca.ts';
import { selectModuloDi } from '../store/spontaneo.ts';
import { moduloAMano, type ModuloAMano } from './modulo-a-mano.ts';

type Fatto = Esito<undefined, RifiutoAllegato | RifiutoPosizioni>;

/** The files that go with a dovuto as it is made by hand: in its transaction, and found to be there just now. */
export async function legaInsieme(t: Ctx, dovutoId: DovutoId, file: DaLegare): Promise<void> {
  const codice = await lega(t, dovutoId, file);
  if (codice !== null) throw new Error(`a mano: its files went away meanwhile (${codice})`);
}

async function lega(t: Ctx, dovutoId: DovutoId, file: DaLegare): Promise<CodiceAllegato | null> {
  const quanti = file.allegati.length;
  const legati = await insertLegatiDovuto(t, dovutoId, file);
  if (legati !== quanti) return legati === -1 ? 'ALLEGATI_TROPPI' : 'ALLEGATO_SCONOSCIUTO';
  const dettaglio = { allegati: file.allegati.map(({ id }) => id) };
  await annota(t, { azione: 'allegato.aggiunto', oggetto: 'dovuto', oggettoId: dovutoId, dettaglio });
  return null;
}

const rifiuta = (codice: CodiceAllegato) => rifiutoAllegato(codice, { massimo: LIMITI.allegatiModuloMax });

/** Of which dovuto, and by whom: the kinds of due that whoever asks may work on; null: all. */
export type FileDi = { dovutoId: DovutoId; tipiConsentiti: readonly TipoDovutoId[] | null };

/** A form with those of its questions that ask for a file and have none. */
export type DomandeSenzaFile = ModuloAMano & { tipoDovutoId: TipoDovutoId; domande: DomandaFile[] };

/** The questions to which a file may still be given: of the form in force, those that no file of the dovuto answers. Null: no form. */
export async function domandeSenzaFile(t: Ctx, { dovutoId, tipiConsentiti }: FileDi): Promise<DomandeSenzaFile | null> {
  const di = await selectModuloDi(t, dovutoId);
  const inVigore = di === null ? null : await moduloAMano(t, di.tipoDovutoId);
  if (di === null || inVigore === null) return null;
  const { metadati } = await leggiPosizione(t, { dovutoId, tipiConsentiti });
  const risposte = (await selectAllegatiDovuto(t, dovutoId)).map(({ risposta }) => risposta);
  const scritte = { risposte, chiavi: metadati.map(({ chiave }) => chiave) };
  const domande = domandeFile(inVigore.modulo, (gruppo) => righeScritte(gruppo, scritte));
  const { tipoDovutoId } = di;
  return { ...inVigore, tipoDovutoId, domande: domande.filter(({ risposta }) => !risposte.includes(risposta)) };
}

/** The question that a file of a dovuto answers, in the form that asked for it. */
export type DomandaDelFile = Pick<DomandaFile, 'risposta' | 'accetta' | 'bytesMax'> & {
  tipoDovutoId: TipoDovutoId;
  modulo: Modulo;
};

/** Null: the dovuto has no such file (any more). */
export async function domandaDelFile(t: Ctx, dovutoId: DovutoId, id: string): Promise<DomandaDelFile | null> {
  const file = (await selectAllegatiDovuto(t, dovutoId)).find((uno) => uno.id === id);
  const di = await selectModuloDi(t, dovutoId);
  if (file === undefined || di === null) return null;
  const { risposta, versione } = file;
  const { tipoDovutoId } = di;
  const modulo = await moduloPubblicato(t, { tipoDovutoId, versione });
  const campo = modulo === null ? null : campoFile(modulo, campoDi(risposta));
  return modulo === null || campo === null ? null : { ...campo, risposta, tipoDovutoId, modulo };
}

/** Adds files of a visit to a dovuto, whatever its state: what is known of it may grow. */
export async function aggiungiAllegati(ctx: Ctx, { dovutoId, tipiConsentiti }: FileDi, file: DaLegare): Promise<Fatto> {
  return ctx.tx(async (t): Promise<Fatto> => {
    if ((await leggiDovuto(t, { dovutoId, tipiConsentiti })) === null) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
    const codice = await lega(t, dovutoId, file);
    return codice === null ? ok() : rifiuta(codice);
  });
}

/**
 * Takes a file away from a dovuto, or puts another in its place, under the questions that it answered. What is taken away is kept no
 * more; that it was there stays told, with the reason.
 */
export async function togliAllegatoDovuto(
  ctx: Ctx,
  { dovutoId, tipiConsentiti }: FileDi,
  { id, motivo, nuovo = null }: { id: string; motivo: string; nuovo?: { visita: Buffer; id: string } | null },
): Promise<Fatto> {
  const perche = motivo.trim();
  if (perche === '' || [...perche].length > LIMITI.motivoCaratteriMax) return rifiutoPosizioni('MOTIVO_MANCANTE');
  return ctx.tx(async (t): Promise<Fatto> => {
    if ((await leggiDovuto(t, { dovutoId, tipiConsentiti })) === null) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
    const posti = await deleteLegatoDovuto(t, dovutoId, { id, motivo: perche });
    const [primo] = posti;
    if (primo === undefined) return rifiutoAllegato('ALLEGATO_SCONOSCIUTO');
    const dettaglio = { allegatoId: id };
    await annota(t, { azione: 'allegato.tolto', oggetto: 'dovuto', oggettoId: dovutoId, dettaglio });
    if (nuovo === null) return ok();
    const allegati = posti.map(({ risposta }) => ({ risposta, id: nuovo.id }));
    const codice = await lega(t, dovutoId, { visita: nuovo.visita, versione: primo.versione, allegati });
    return codice === null ? ok() : rifiuta(codice);
  });
}
