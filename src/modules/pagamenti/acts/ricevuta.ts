import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, EnteId } from '#kernel/ids';
import { decidiChiusura, isScaduto } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { sha256, sigilla } from '#platform/crypto';
import { risolviChiamata, type Chiamata, type StazioneDiEnte } from '../core/chiamata.ts';
import {
  attribuisciQuote,
  decidiRicevuta,
  quoteDi,
  type DecisioneRicevuta,
  type RicevutaLetta,
} from '../core/ricevuta.ts';
import { rifiutoNodo, type CodiceNodo, type RifiutoNodo } from '../core/rifiuti.ts';
import { preparaRicevuta, scriviRicevuta, type Messaggio, type Preparata } from '../store/ricevute.ts';

/** A receipt message as the door hands it over: the raw bytes, and what could be read of them. */
export type MessaggioRicevuta = {
  operazione: 'paSendRT' | 'paSendRTV2';
  versione: 1 | 2;
  grezzo: Uint8Array;
  chiamata: Chiamata;
  /** Null when a vital element is missing. */
  ricevuta: RicevutaLetta | null;
  difetti: readonly { elemento: string; regola: string; riga: number }[];
  canonico: Buffer;
};

/** The answer to give. `ok` with a refusal inside is not a contradiction: the message was kept, and its answer is a KO. */
export type Registrazione = { risposta: 'OK' | CodiceNodo; ricevutaId: string | null; enteId: EnteId | null };

/**
 * Registers a receipt (model 6): the raw message first, then what it means, in one transaction. Throws when it could not be stored: the
 * door answers HTTP 500 and the Nodo calls again. Delivered twice, also at the same instant, it has one effect. What `insieme` writes is
 * committed with it, or not at all.
 */
export async function registraRicevuta(
  ctx: Ctx,
  configurazione: readonly StazioneDiEnte[],
  m: MessaggioRicevuta,
  insieme: (t: Ctx, registrazione: Registrazione) => Promise<void> = () => Promise.resolve(),
): Promise<Registrazione> {
  const unaVolta = (): Promise<Registrazione> =>
    ctx.tx(async (t) => {
      const registrazione = await registra(t, configurazione, m);
      await insieme(t, registrazione);
      return registrazione;
    });
  try {
    return await unaVolta();
  } catch (causa) {
    // Two deliveries met on a unique key: the other one is committed now, and this one will find it.
    if (causa instanceof Error && 'code' in causa && causa.code === '23505') return unaVolta();
    throw causa;
  }
}

async function registra(
  t: Ctx,
  configurazione: readonly StazioneDiEnte[],
  m: MessaggioRicevuta,
): Promise<Registrazione> {
  const destinatario = destinatarioDi(configurazione, m, t);
  const preparata = await preparaRicevuta(t, messaggioDi(t, m, destinatario));
  if (!destinatario.ok) return { risposta: destinatario.refusal.codice, ricevutaId: null, enteId: null };
  const { ricevuta, stazione } = destinatario.value;
  const copia = stazione.codiceFiscale !== ricevuta.titolare;
  const dovuti = preparata.dovuti ?? [];
  const decisione = decidiRicevuta(ricevuta, {
    copia,
    stessa: preparata.stessa,
    pagato: preparata.pagato,
    dovutiSottoIuv: dovuti.filter((d) => d.sottoIuv).length,
  });
  const ricevutaId = await scrivi(t, m, { ricevuta, stazione, copia, preparata, decisione });
  return { risposta: decisione.risposta, ricevutaId, enteId: stazione.enteId };
}

type Destinatario = Esito<{ ricevuta: RicevutaLetta; stazione: StazioneDiEnte }, RifiutoNodo>;

/** KO only where nothing else can be done: not our domain, or not a receipt. What configuration finds wrong besides is a defect. */
function destinatarioDi(
  configurazione: readonly StazioneDiEnte[],
  { ricevuta, chiamata }: MessaggioRicevuta,
  { oggi }: Ctx,
): Destinatario {
  const stazione = stazioneDi(configurazione, chiamata, oggi);
  if (stazione === null) return rifiutoNodo('DOMINIO_SCONOSCIUTO');
  if (ricevuta === null) return rifiutoNodo('RICEVUTA_INCOMPLETA');
  return ok({ ricevuta: { ...ricevuta, quote: quoteDi(ricevuta) }, stazione });
}

function stazioneDi(
  configurazione: readonly StazioneDiEnte[],
  chiamata: Chiamata,
  oggi: Ctx['oggi'],
): StazioneDiEnte | null {
  const risolta = risolviChiamata(configurazione, chiamata, { oggi, ancheVecchia: true });
  if (risolta.ok) return risolta.value;
  const delDominio = configurazione.filter((s) => s.codiceFiscale === chiamata.idDominio);
  return delDominio.find((s) => s.stazione === chiamata.idStazione) ?? delDominio[0] ?? null;
}

/** What the configuration finds wrong in who calls: kept beside the message, never a reason to refuse it. */
function difettiChiamata(
  stazione: StazioneDiEnte,
  { chiamata }: MessaggioRicevuta,
  oggi: Ctx['oggi'],
): { elemento: string; regola: string; riga: number }[] {
  const risolta = risolviChiamata([stazione], chiamata, { oggi, ancheVecchia: false });
  return risolta.ok ? [] : [{ elemento: 'idStation', regola: risolta.refusal.codice, riga: 0 }];
}

function messaggioDi(ctx: Ctx, m: MessaggioRicevuta, destinatario: Destinatario): Messaggio {
  const stazione = destinatario.ok ? destinatario.value.stazione : null;
  return {
    operazione: m.operazione,
    corpo: sigilla(ctx.config.chiaveCifra, m.grezzo),
    corpoByte: m.grezzo.byteLength,
    impronta: sha256(m.grezzo),
    canonico: m.canonico,
    esito: destinatario.ok ? 'OK' : destinatario.refusal.codice,
    difetti: [...m.difetti, ...(stazione === null ? [] : difettiChiamata(stazione, m, ctx.oggi))],
    idPa: m.chiamata.idDominio.slice(0, 35),
    enteId: stazione?.enteId ?? null,
    copia: stazione !== null && m.ricevuta !== null && stazione.codiceFiscale !== m.ricevuta.titolare,
    stazioneId: stazione?.stazioneId ?? null,
    ricevuta: destinatario.ok ? destinatario.value.ricevuta : null,
  };
}

/** Keeps a message of the Nodo that could not be understood at all: it may have been a receipt, and nobody will send it twice for ever. */
export async function conservaIllegibile(
  ctx: Ctx,
  { grezzo, codice }: { grezzo: Uint8Array; codice: string },
): Promise<void> {
  const impronta = sha256(grezzo);
  await preparaRicevuta(ctx, {
    operazione: 'illeggibile',
    corpo: sigilla(ctx.config.chiaveCifra, grezzo),
    corpoByte: grezzo.byteLength,
    impronta,
    canonico: impronta,
    esito: codice,
    difetti: [],
    idPa: null,
    enteId: null,
    copia: false,
    stazioneId: null,
    ricevuta: null,
  });
}

type Contesto = {
  ricevuta: RicevutaLetta;
  stazione: StazioneDiEnte;
  copia: boolean;
  preparata: Preparata;
  decisione: DecisioneRicevuta;
};

async function scrivi(
  t: Ctx,
  m: MessaggioRicevuta,
  { ricevuta, stazione, copia, preparata, decisione }: Contesto,
): Promise<string | null> {
  if (decisione.scrivi === null) return preparata.stessa?.id ?? null;
  const dovuti = preparata.dovuti ?? [];
  const chiusura = decisione.chiude ? decidiChiusura(dovuti, ricevuta.importoCents, scadutiFra(dovuti, t)) : null;
  const pagati = chiusura?.pagati.map((d) => d.id) ?? [];
  const ricevutaId = await scriviRicevuta(t, {
    enteId: stazione.enteId,
    messaggioId: preparata.messaggioId,
    versione: m.versione,
    stazione: m.chiamata.idStazione,
    copia,
    genere: decisione.scrivi,
    daRimborsare: decisione.daRimborsare,
    iuvId: copia ? null : preparata.iuvId,
    ricevuta,
    canonico: m.canonico,
    pagataIl: ricevuta.pagataIl ?? t.now,
    quote:
      decisione.scrivi === 'difforme' || decisione.scrivi === 'negativa'
        ? []
        : quotePagate(ricevuta, { stazione, copia, preparata, pagati }),
    chiusura: chiusura === null ? null : { ...chiusura, attore: attoreTesto(t.attore) },
  });
  if (ricevutaId !== null) {
    // The Nodo speaks for many: the act is of the ente whose receipt it is, or that ente would not find it in its registro.
    const perEnte: Ctx = { ...t, enteId: stazione.enteId };
    await annota(perEnte, {
      azione: `ricevuta.${decisione.scrivi}`,
      oggetto: 'ricevuta',
      oggettoId: ricevutaId,
      dettaglio: { versione: m.versione },
    });
    for (const id of pagati) await annota(perEnte, { azione: 'dovuto.pagato', oggetto: 'dovuto', oggettoId: id });
  }
  return ricevutaId;
}

function scadutiFra(dovuti: NonNullable<Preparata['dovuti']>, { oggi }: Ctx): Set<DovutoId> {
  return new Set(
    dovuti
      .filter((d) =>
        isScaduto({ dataScadenza: d.dataScadenza as Ctx['oggi'] | null, pagaDopoScadenza: d.pagaDopoScadenza }, oggi),
      )
      .map((d) => d.id),
  );
}

/** What our enti got: all of them from the owner's receipt, only itself from a beneficiary's copy. */
function quotePagate(
  ricevuta: RicevutaLetta,
  {
    stazione,
    copia,
    preparata,
    pagati,
  }: { stazione: StazioneDiEnte; copia: boolean; preparata: Preparata; pagati: readonly DovutoId[] },
): { enteId: EnteId; dovutoId: DovutoId | null; idTrasferimento: number }[] {
  const dovute = (preparata.dovuti ?? [])
    .filter((d) => pagati.includes(d.id))
    .flatMap((d) => d.quote.map((q) => ({ dovutoId: d.id, beneficiario: q.cf })));
  const attribuite = attribuisciQuote(ricevuta.quote, dovute);
  return ricevuta.quote.flatMap((quota, n) => {
    const enteId = preparata.enti?.[quota.beneficiario];
    if (enteId === undefined || (copia && enteId !== stazione.enteId)) return [];
    // A dovuto belongs to the ente that asked: the share of another ente of ours names none.
    return [
      {
        enteId,
        dovutoId: enteId === stazione.enteId ? (attribuite[n] ?? null) : null,
        idTrasferimento: quota.idTrasferimento,
      },
    ];
  });
}
