import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { confrontaIntera, type DovutoIntera, type PosizioneChiesta, type PosizioneIntera } from '../core/intera.ts';
import { giudicaNuova, type NuovaPosizione } from '../core/nuova.ts';
import { rifiutoPosizioni, type CodiceCarico, type CodicePosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import type { RichiestaCarico } from '../store/carico-tabella.ts';
import { selectIntere } from '../store/posizione-intera.ts';
import { conCarico, type EsitoRiga, type Provenienza } from './carico.ts';
import { colpevole, richiesteDi } from './inserisci.ts';
import { creaNuove, type DovutoDetto } from './posizioni-nuove.ts';

/** A posizione as an ente's software asks for it: by its own code, and as it has seen it, where it has. */
export type DaScrivere = {
  posizione: NuovaPosizione & { iupd: string };
  /** The version it was seen in; `*`: whichever it is; null: not said, and nothing that is there is changed. */
  vista: string | null;
};

export type Scritta = { esito: 'creata' | 'invariata' | 'cambiata'; posizione: PosizioneIntera };
type EsitoScritta = Esito<Scritta, RifiutoPosizioni>;

/** What became of one of many, and how its dovuti are called. */
export type Caricata = Pick<Scritta, 'esito'> & { dovuti: DovutoDetto[] };

/** What the intake says of a posizione that may be there already. */
const FORSE_PRESENTE: ReadonlySet<CodiceCarico> = new Set([
  'IUD_DUPLICATO',
  'IUV_DUPLICATO',
  'OPZIONE_SOVRAPPOSTA',
  'POSIZIONE_CHIUSA',
  'POSIZIONE_DI_ALTRI',
  'POSIZIONE_DIVERSA',
  'OPZIONE_IMPORTO_DIVERSO',
]);

/**
 * Writes posizioni by their codes, many at once, each whole or not at all: one that is not there is made, one that is as asked is left
 * alone, one that is otherwise is written anew by who has seen it. Through the intake, on a connection of its own. The same code twice is
 * the first of them.
 */
export async function scriviPosizioni(
  ctx: Ctx,
  chieste: readonly DaScrivere[],
  provenienza: Omit<Provenienza, 'flussoId'>,
): Promise<EsitoScritta[]> {
  const esiti = await scriviTutte(ctx, chieste, { ...provenienza, rileggi: true });
  return esiti.map((e) => {
    if (!e.ok) return e;
    const { esito, posizione } = e.value;
    if (posizione === null) throw new Error('scrivi posizioni: accepted, and not there');
    return ok({ esito, posizione });
  });
}

/** The same of many, of which it is enough to know what became of them and how their dovuti are called; what is there is never changed. */
export async function caricaPosizioni(
  ctx: Ctx,
  chieste: readonly DaScrivere['posizione'][],
  provenienza: Omit<Provenienza, 'flussoId'>,
): Promise<Esito<Caricata, RifiutoPosizioni>[]> {
  const daScrivere = chieste.map((posizione) => ({ posizione, vista: null }));
  const esiti = await scriviTutte(ctx, daScrivere, { ...provenienza, rileggi: false });
  return esiti.map((e) => (e.ok ? ok({ esito: e.value.esito, dovuti: e.value.dovuti }) : e));
}

type Chiesta = { n: number; chiesta: PosizioneChiesta; vista: string | null };
type Fatta = Caricata & { posizione: PosizioneIntera | null };
type EsitoFatta = Esito<Fatta, RifiutoPosizioni>;

async function scriviTutte(
  ctx: Ctx,
  chieste: readonly DaScrivere[],
  { rileggi, ...provenienza }: Omit<Provenienza, 'flussoId'> & { rileggi: boolean },
): Promise<EsitoFatta[]> {
  const esiti = new Map<number, EsitoFatta>();
  const visti = new Set<string>();
  const buone: Chiesta[] = [];
  for (const [n, { posizione, vista }] of chieste.entries()) {
    const chiesta = conIud(posizione);
    const difetto = giudicaNuova(chiesta) ?? (visti.has(chiesta.iupd) ? 'POSIZIONE_RIPETUTA' : null);
    visti.add(chiesta.iupd);
    if (difetto === null) buone.push({ n, chiesta, vista });
    else esiti.set(n, rifiutoPosizioni(difetto));
  }
  const gruppi = buone.map(({ chiesta }) => richiesteDi(chiesta));
  const nuove = await creaNuove(ctx, gruppi, { ...provenienza, rileggi });
  const restano: Presente[] = [];
  for (const [i, una] of buone.entries()) {
    const nuova = nuove[i];
    if (nuova === undefined) throw new Error('scrivi posizioni: no outcome');
    if (nuova.esito === 'presente') restano.push({ ...una, righe: gruppi[i] ?? [], codice: nuova.codice });
    else if (nuova.esito === 'rifiutata') esiti.set(una.n, rifiutoPosizioni(nuova.codice));
    else esiti.set(una.n, ok({ esito: 'creata', dovuti: nuova.dovuti, posizione: nuova.intera }));
  }
  if (restano.length > 0) await scriviPresenti(ctx, restano, { provenienza, esiti });
  return chieste.map((_, n) => esiti.get(n) ?? rifiutoPosizioni('CONFLITTO'));
}

/** One of which something is there, and what is wrong with its rows by themselves, where they were looked at. */
type Presente = Chiesta & { righe: RichiestaCarico[]; codice: CodiceCarico | null };
type Dove = { provenienza: Omit<Provenienza, 'flussoId'>; esiti: Map<number, EsitoFatta> };

/** Those of which something is there: what is as asked is left alone; of the rest the intake says whether it can be made all the same. */
async function scriviPresenti(ctx: Ctx, chieste: readonly Presente[], { provenienza, esiti }: Dove): Promise<void> {
  const presenti = await perCodice(ctx, chieste);
  const daPortare = chieste.filter(({ n, chiesta, codice }) => {
    const presente = presenti.get(chiesta.iupd);
    // What may not be asked for today is refused even where it is as it was.
    if (codice === null || !FORSE_PRESENTE.has(codice)) return true;
    if (presente === undefined || !isUguale(chiesta, presente)) return true;
    esiti.set(n, ok(fatta('invariata', presente)));
    return false;
  });
  const nate = await applica(
    ctx,
    daPortare.map(({ righe }) => righe),
    { ...provenienza, flussoId: null },
  );
  const forse: Chiesta[] = [];
  for (const [i, una] of daPortare.entries()) {
    const nata = nate[i];
    if (nata === undefined) throw new Error('scrivi posizioni: no outcome');
    if (nata.codice === null) esiti.set(una.n, ok(fatta('creata', nata.intera)));
    else {
      esiti.set(una.n, rifiutoPosizioni(nata.codice));
      if (FORSE_PRESENTE.has(nata.codice)) forse.push(una);
    }
  }
  if (forse.length > 0) await riscrivi(ctx, forse, { provenienza, esiti });
}

function fatta(esito: Fatta['esito'], posizione: PosizioneIntera): Fatta {
  const dovuti = posizione.opzioni.flatMap((o) =>
    o.dovuti.map(({ iud, iuv, numeroAvviso }) => ({ iud, iuv, numeroAvviso })),
  );
  return { esito, dovuti, posizione };
}

/** What was annulled is asked for again by asking for it. */
function isUguale(chiesta: PosizioneChiesta, presente: PosizioneIntera): boolean {
  if (presente.opzioni.some((o) => o.dovuti.some((d) => d.scritto === 'annullato'))) return false;
  const differenza = confrontaIntera(chiesta, presente);
  return differenza.ok && differenza.cambiati.length === 0;
}

async function perCodice(ctx: Ctx, chieste: readonly Chiesta[]): Promise<Map<string, PosizioneIntera>> {
  const lette = await leggiPosizioni(
    ctx,
    chieste.map(({ chiesta }) => chiesta.iupd),
  );
  return new Map(lette.map((p) => [p.iupd, p]));
}

/** Of those that are there: what is different is written, by who has seen what it takes the place of. */
async function riscrivi(ctx: Ctx, forse: readonly Chiesta[], { provenienza, esiti }: Dove): Promise<void> {
  const presenti = await perCodice(ctx, forse);
  const daCambiare: { n: number; righe: RichiestaCarico[] }[] = [];
  for (const { n, chiesta, vista } of forse) {
    const presente = presenti.get(chiesta.iupd);
    // Its IUD or its IUV are of another posizione: what the intake said stands.
    if (presente === undefined) continue;
    const differenza = confrontaIntera(chiesta, presente);
    if (!differenza.ok) esiti.set(n, rifiutoPosizioni(differenza.codice));
    else if (differenza.cambiati.length === 0) esiti.set(n, ok(fatta('invariata', presente)));
    else {
      const codice = giudicaVista(vista, presente);
      if (codice !== null) esiti.set(n, rifiutoPosizioni(codice));
      else daCambiare.push({ n, righe: modifiche(chiesta, differenza.cambiati) });
    }
  }
  if (daCambiare.length === 0) return;
  const gruppi = daCambiare.map(({ righe }) => righe);
  const cambiate = await applica(ctx, gruppi, { ...provenienza, flussoId: null });
  for (const [i, { n }] of daCambiare.entries()) {
    const una = cambiate[i];
    if (una === undefined) throw new Error('scrivi posizioni: no outcome');
    esiti.set(n, una.codice === null ? ok(fatta('cambiata', una.intera)) : rifiutoPosizioni(una.codice));
  }
}

/** Annuls what of a posizione is still asked for. Of one that asks nothing any more nothing is done, unless it was paid. */
export async function annullaPosizione(
  ctx: Ctx,
  { iupd, vista, motivo }: { iupd: string; vista: string; motivo: string },
  provenienza: Omit<Provenienza, 'flussoId' | 'motivo'>,
): Promise<Esito<PosizioneIntera, RifiutoPosizioni>> {
  if (motivo.trim() === '' || [...motivo].length > LIMITI.motivoCaratteriMax)
    return rifiutoPosizioni('MOTIVO_MANCANTE');
  const [presente] = await leggiPosizioni(ctx, [iupd]);
  if (presente === undefined) return rifiutoPosizioni('POSIZIONE_SCONOSCIUTA');
  const codice = giudicaVista(vista, presente);
  if (codice !== null) return rifiutoPosizioni(codice);
  const dovuti = presente.opzioni.flatMap((o) => o.dovuti);
  const aperti = dovuti.filter((d) => d.scritto === 'da_pagare');
  if (aperti.length === 0)
    return dovuti.some((d) => d.scritto === 'pagato') ? rifiutoPosizioni('DOVUTO_PAGATO') : ok(presente);
  const righe = aperti.map((d) => rigaDi(presente.debitore, d, { azione: 'A', importoCents: d.importoCents }));
  const [esito] = await applica(ctx, [righe], { ...provenienza, flussoId: null, motivo: motivo.trim() }, iupd);
  if (esito === undefined) throw new Error('annulla posizione: no outcome');
  return esito.codice === null ? ok(esito.intera) : rifiutoPosizioni(esito.codice);
}

/** Those of the context's ente that bear these codes, as they are. */
export function leggiPosizioni(ctx: Ctx, iupd: readonly string[]): Promise<PosizioneIntera[]> {
  return ctx.tx((t) => selectIntere(t, iupd));
}

function giudicaVista(vista: string | null, { versione }: PosizioneIntera): CodicePosizioni | null {
  if (vista === null) return 'POSIZIONE_PRESENTE';
  return vista === '*' || vista === versione ? null : 'CONFLITTO';
}

type Applicata = { codice: null; intera: PosizioneIntera } | { codice: CodiceCarico };

/** Brings the requests of many posizioni, each whole or not at all, in slices that split none of them. */
async function applica(
  ctx: Ctx,
  gruppi: readonly RichiestaCarico[][],
  provenienza: Provenienza,
  unica?: string,
): Promise<Applicata[]> {
  if (gruppi.length === 0) return [];
  let riga = 0;
  const numerate = gruppi.map((righe) => righe.map((una) => ({ ...una, riga: (riga += 1) })));
  const esiti = new Map<number, EsitoRiga>();
  const intere = new Map<string, PosizioneIntera>();
  await conCarico(ctx, provenienza, async (carico) => {
    await carico.copia([numerate.flat()]);
    await carico.applicaTutte(fette(numerate), async (t, righe, { da, a }) => {
      for (const una of righe) esiti.set(una.riga, una);
      const accettate = numerate.filter(([prima]) => prima !== undefined && prima.riga >= da && prima.riga <= a);
      const iupd = accettate
        .filter((gruppo) => gruppo.every((r) => esiti.get(r.riga)?.codice === null))
        .map(([prima]) => prima?.posizione?.iupd ?? unica ?? '');
      if (iupd.length > 0) for (const una of await selectIntere(t, iupd)) intere.set(una.iupd, una);
    });
  });
  return numerate.map((gruppo): Applicata => {
    const codice = colpevole(gruppo.flatMap((r) => esiti.get(r.riga) ?? []));
    if (codice !== null) return { codice };
    const intera = intere.get(gruppo[0]?.posizione?.iupd ?? unica ?? '');
    if (intera === undefined) throw new Error('scrivi posizioni: accepted, and not there');
    return { codice: null, intera };
  });
}

/** From where to where each slice goes: as many posizioni as fit in it, and one at the least. */
function* fette(gruppi: readonly RichiestaCarico[][]): Generator<{ da: number; a: number }> {
  let da = 1;
  let a = 0;
  for (const { length } of gruppi) {
    if (a >= da && a + length - da + 1 > LIMITI.fettaRighe) {
      yield { da, a };
      da = a + 1;
    }
    a += length;
  }
  if (a >= da) yield { da, a };
}

/** Rows that write anew what has changed, in the version that was compared. */
function modifiche(chiesta: PosizioneChiesta, cambiati: readonly DovutoIntera[]): RichiestaCarico[] {
  const { iupd, debitore } = chiesta;
  const perIud = new Map(cambiati.map((d) => [d.iud, d]));
  return richiesteDi(chiesta).flatMap((riga) => {
    const presente = perIud.get(riga.iud);
    if (presente === undefined || riga.posizione === undefined) return [];
    const { debitori: _, metadati: _m, ...posizione } = riga.posizione;
    const datiRiscossione = riga.datiRiscossione === '' ? presente.datiRiscossione : riga.datiRiscossione;
    const { iuv, versione } = presente;
    return [
      {
        ...riga,
        azione: 'M',
        iuv,
        versione,
        generaIuv: null,
        debitore,
        datiRiscossione,
        posizione: { ...posizione, iupd },
      },
    ];
  });
}

function rigaDi(
  debitore: NuovaPosizione['debitore'],
  d: DovutoIntera,
  { azione, importoCents }: Pick<RichiestaCarico, 'azione' | 'importoCents'>,
): RichiestaCarico {
  const { iud, versione, tipoDovuto, causale, causalePubblica, dataScadenza, datiRiscossione } = d;
  return {
    ...{
      riga: 0,
      azione,
      iud,
      versione,
      iuv: null,
      generaIuv: null,
      debitore,
      dataScadenza,
      importoCents,
      commissioneCents: null,
    },
    ...{ tipoDovuto, canali: '', causale, causalePubblica, datiRiscossione, bilancio: null, altreQuote: [] },
  };
}

/** Each dovuto with its IUD: one that is not given a name gets always the same, so that the same request made twice is one. */
function conIud(posizione: DaScrivere['posizione']): PosizioneChiesta {
  const opzioni = posizione.opzioni.map((o, n) => ({
    ...o,
    dovuti: o.dovuti.map((d, i) => ({ ...d, iud: d.iud ?? iudDi(posizione.iupd, n, i) })),
  }));
  return { ...posizione, opzioni };
}

function iudDi(iupd: string, opzione: number, rata: number): string {
  return `A-${sha256(JSON.stringify([iupd, opzione, rata]))
    .toString('hex')
    .slice(0, 30)}`;
}
