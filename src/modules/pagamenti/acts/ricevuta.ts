import type { EnteId, RicevutaId } from '#kernel/ids';
import { annotaPerEnti } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { sha256, sigilla } from '#platform/crypto';
import { isGuastoDeiDati, sqlstate } from '#platform/db/guasti';
import type { Chiamata, StazioneDiEnte } from '../core/chiamata.ts';
import { ORIGINI, type OperazioneRicevuta, type RicevutaLetta } from '../core/ricevuta.ts';
import type { CodiceNodo } from '../core/rifiuti.ts';
import {
  preparaRicevute,
  scriviRicevute,
  sostituisciRicevuta,
  type Messaggio,
  type Preparata,
} from '../store/ricevute.ts';
import { annunciaOrfana } from './accogli-orfana.ts';
import { FATTO_CARRELLO_PAGATO } from './carrello.ts';
import { attiDi, decidi } from './effetti.ts';
import { destinatarioDi, difettiChiamata, stazioneDi, type Destinatario } from './destinatario.ts';

/** A receipt message as the door hands it over: the raw bytes, and what could be read of them. */
export type MessaggioRicevuta = {
  operazione: OperazioneRicevuta;
  versione: 1 | 2;
  grezzo: Uint8Array;
  chiamata: Chiamata;
  /** Null when a vital element is missing. */
  ricevuta: RicevutaLetta | null;
  difetti: readonly { elemento: string; regola: string; riga: number }[];
  canonico: Buffer;
};

/** A message, and the enti and stations for which whoever brings it may speak. */
export type Consegna = { configurazione: readonly StazioneDiEnte[]; messaggio: MessaggioRicevuta };

/** The answer to give. `ok` with a refusal inside is not a contradiction: the message was kept, and its answer is a KO. */
export type Registrazione = { risposta: 'OK' | CodiceNodo; ricevutaId: RicevutaId | null; enteId: EnteId | null };

/** What is written with the receipts: committed with them, or not at all. */
export type Insieme<C extends Consegna> = (
  t: Ctx,
  fatte: readonly { consegna: C; registrazione: Registrazione }[],
) => Promise<void>;

/** Two receipts of a set touch the same payment: what the second does depends on the first, so they go one at a time. */
class Sovrapposte extends Error {}

/** Another delivery was quicker, or two waited for one another: the next attempt finds what it did. */
const DA_RIPROVARE = new Set(['23505', '40001', '40P01', 'P0001']);
const TENTATIVI_MAX = 3;

/** What a message that could not be worked on is kept with, until somebody does. */
const DA_ELABORARE = 'DA_ELABORARE';

/**
 * Registers receipts (model 6): the raw messages first, then what they mean, in one transaction. Delivered twice, also at the same
 * instant, one has one effect. A set that cannot be done together throws, and is to be tried one by one. One alone throws only when
 * it could not be stored: the door answers HTTP 500 and the Nodo calls again. If it is its data that the product cannot work on, its
 * message is kept as `DA_ELABORARE` and answered OK: said again it would fail again, and after 48 times the Nodo forgets it.
 */
export async function registraRicevute<C extends Consegna>(
  ctx: Ctx,
  consegne: readonly C[],
  insieme: Insieme<C> = () => Promise.resolve(),
): Promise<Registrazione[]> {
  const unaVolta = (): Promise<Registrazione[]> =>
    ctx.tx(async (t) => {
      const registrazioni = await registra(t, consegne);
      await insieme(
        t,
        consegne.map((consegna, n) => ({ consegna, registrazione: registrazioni[n] as Registrazione })),
      );
      return registrazioni;
    });
  const [sola] = consegne;
  if (ctx.inTx || sola === undefined || consegne.length > 1) return unaVolta();
  for (let tentativo = 1; ; tentativo += 1) {
    try {
      return await unaVolta();
    } catch (causa) {
      if (tentativo < TENTATIVI_MAX && DA_RIPROVARE.has(sqlstate(causa) ?? '')) continue;
      if (!isGuastoDeiDati(causa)) throw causa;
      return [await conservaDaElaborare(ctx, { consegna: sola, causa, insieme })];
    }
  }
}

/** Registers one receipt: see `registraRicevute`. */
export async function registraRicevuta(
  ctx: Ctx,
  configurazione: readonly StazioneDiEnte[],
  messaggio: MessaggioRicevuta,
  insieme?: Insieme<Consegna>,
): Promise<Registrazione> {
  const [registrazione] = await registraRicevute(ctx, [{ configurazione, messaggio }], insieme);
  return registrazione as Registrazione;
}

async function registra(t: Ctx, consegne: readonly Consegna[]): Promise<Registrazione[]> {
  const destinatari = consegne.map(({ configurazione, messaggio }) => destinatarioDi(configurazione, messaggio, t));
  const messaggi = consegne.map((consegna, n) => messaggioDi(t, consegna, destinatari[n] as Destinatario));
  const preparate = await preparaRicevute(t, messaggi);
  if (consegne.length > 1) esigeDisgiunte(messaggi, preparate);
  const decise = consegne.map(({ messaggio }, n) =>
    decidi(
      t,
      { ...messaggio, origine: ORIGINI[messaggio.operazione] },
      { destinatario: destinatari[n] as Destinatario, preparata: preparate[n] as Preparata },
    ),
  );
  const daScrivere = decise.flatMap(({ scrivi }) => scrivi ?? []);
  for (const { sostituisci } of decise) if (sostituisci !== null) await sostituisciRicevuta(t, sostituisci);
  const { ids, carrelli } = await scriviRicevute(t, daScrivere);
  for (const carrelloId of carrelli)
    await t.enqueue(FATTO_CARRELLO_PAGATO, { carrelloId }, { chiave: `carrello:${carrelloId}` });
  const scritte = new Map(daScrivere.map((d, n) => [d, ids[n] ?? null]));
  for (const [{ genere, enteId }, ricevutaId] of scritte)
    if (genere === 'orfana' && ricevutaId !== null) await annunciaOrfana(t, { enteId, ricevutaId });
  await annotaPerEnti(
    t,
    decise.flatMap((decisa) => attiDi(decisa, decisa.scrivi === null ? null : (scritte.get(decisa.scrivi) ?? null))),
  );
  return decise.map(({ risposta, enteId, scrivi, gia }, n) => ({
    risposta,
    ricevutaId: scrivi === null ? gia : (scritte.get(scrivi) ?? null),
    enteId: enteId ?? messaggi[n]?.enteId ?? null,
  }));
}

/** What is locked and read for one receipt must not be changed by another of the same set. */
function esigeDisgiunte(messaggi: readonly Messaggio[], preparate: readonly Preparata[]): void {
  const toccate = new Set<string>();
  for (const [n, { iuvId, dovuti }] of preparate.entries()) {
    const m = messaggi[n];
    const chiavi = [
      ...(m?.ricevuta === null || m?.ricevuta === undefined ? [] : [`${m.enteId} ${m.ricevuta.receiptId}`]),
      ...(iuvId === null ? [] : [iuvId]),
      ...new Set((dovuti ?? []).map((d) => d.posizioneId)),
    ];
    if (chiavi.some((chiave) => toccate.has(chiave))) throw new Sovrapposte();
    for (const chiave of chiavi) toccate.add(chiave);
  }
}

function messaggioDi(ctx: Ctx, { configurazione, messaggio: m }: Consegna, destinatario: Destinatario): Messaggio {
  const stazione = destinatario.ok ? destinatario.value.stazione : stazioneDi(configurazione, m.chiamata, ctx.oggi);
  return {
    ...grezzo(ctx, m),
    canonico: m.canonico,
    esito: destinatario.ok ? 'OK' : destinatario.refusal.codice,
    difetti: [...m.difetti, ...(stazione === null ? [] : difettiChiamata(stazione, m.chiamata, ctx.oggi))],
    idPa: m.chiamata.idDominio.slice(0, 35).toWellFormed(),
    enteId: stazione?.enteId ?? null,
    copia: stazione !== null && m.ricevuta !== null && stazione.codiceFiscale !== m.ricevuta.titolare,
    stazioneId: stazione?.stazioneId ?? null,
    ricevuta: destinatario.ok ? destinatario.value.ricevuta : null,
  };
}

/** The message as it came, sealed, without anything that was read of it. */
function grezzo(
  ctx: Ctx,
  m: { operazione: string; grezzo: Uint8Array },
): Pick<Messaggio, 'operazione' | 'corpo' | 'corpoByte' | 'impronta'> {
  return {
    operazione: m.operazione,
    corpo: sigilla(ctx.config.chiaveCifra, m.grezzo),
    corpoByte: m.grezzo.byteLength,
    impronta: sha256(m.grezzo),
  };
}

const NIENTE_DI_LETTO = { difetti: [], idPa: null, copia: false, stazioneId: null, ricevuta: null } as const;

/** Keeps a message of the Nodo that could not be understood at all: it may have been a receipt, and nobody will send it twice for ever. */
export async function conservaIllegibile(
  ctx: Ctx,
  { grezzo: byte, codice }: { grezzo: Uint8Array; codice: string },
): Promise<void> {
  const messaggio = grezzo(ctx, { operazione: 'illeggibile', grezzo: byte });
  await preparaRicevute(ctx, [
    { ...NIENTE_DI_LETTO, ...messaggio, canonico: messaggio.impronta, esito: codice, enteId: null },
  ]);
}

async function conservaDaElaborare<C extends Consegna>(
  ctx: Ctx,
  { consegna, causa, insieme }: { consegna: C; causa: unknown; insieme: Insieme<C> },
): Promise<Registrazione> {
  ctx.log.error('ricevuta.da_elaborare', causa);
  const { configurazione, messaggio } = consegna;
  const enteId = stazioneDi(configurazione, messaggio.chiamata, ctx.oggi)?.enteId ?? null;
  const registrazione: Registrazione = { risposta: 'OK', ricevutaId: null, enteId };
  const difetti = [{ elemento: 'receipt', regola: sqlstate(causa) ?? 'programma', riga: 0 }];
  const conserva = (t: Ctx): Promise<unknown> =>
    preparaRicevute(t, [
      {
        ...NIENTE_DI_LETTO,
        ...grezzo(t, messaggio),
        canonico: messaggio.canonico,
        esito: DA_ELABORARE,
        difetti,
        enteId,
      },
    ]);
  try {
    await ctx.tx(async (t) => {
      await conserva(t);
      await insieme(t, [{ consegna, registrazione }]);
    });
  } catch {
    // What goes with it may be what cannot be written: the message matters more.
    await ctx.tx(conserva);
  }
  return registrazione;
}
