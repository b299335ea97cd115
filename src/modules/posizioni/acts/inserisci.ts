import { randomUUID } from 'node:crypto';
import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, IuvId, OpzioneId, PosizioneId } from '#kernel/ids';
import { ZERO_CENTS } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { giudicaNuova, propria, type NuovaPosizione, type NuovoDovuto } from '../core/nuova.ts';
import { rifiutoPosizioni, type CodiceCarico, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { selectColpe } from '../store/a-mano.ts';
import type { RichiestaCarico } from '../store/carico-tabella.ts';
import { leggiInseriti } from '../store/posizione.ts';
import { conCarico, type Carico, type EsitoRiga, type Provenienza } from './carico.ts';

/** A dovuto that was just made, in the order in which it was asked for. */
export type DovutoInserito = {
  dovutoId: DovutoId;
  opzioneId: OpzioneId;
  iud: string;
  iuvId: IuvId | null;
  iuv: string | null;
  numeroAvviso: string | null;
};

export type PosizioneInserita = { posizioneId: PosizioneId; dovuti: DovutoInserito[] };

/** What is written in the transaction that makes a posizione; run again, in another one, where that had to be tried again. */
type ConEssa = (t: Ctx, inserita: PosizioneInserita) => Promise<void>;

/**
 * Makes one posizione with its debtors, metadata and ways to pay, whole or not at all, through the intake. On a connection of its own: not
 * inside a transaction. `conEssa`: what goes with it, all or nothing.
 */
export async function inserisciPosizione(
  ctx: Ctx,
  posizione: NuovaPosizione,
  provenienza: Omit<Provenienza, 'flussoId'>,
  conEssa?: ConEssa,
): Promise<Esito<PosizioneInserita, RifiutoPosizioni>> {
  const difetto = giudicaNuova(posizione);
  if (difetto !== null) return rifiutoPosizioni(difetto);
  return caricaInsieme(ctx, richiesteDi(posizione), { ...provenienza, flussoId: null }, conEssa);
}

/** What stands in the way of a posizione, without making it: no lock is taken, and no IUV is used up. */
export async function valutaPosizione(
  ctx: Ctx,
  posizione: NuovaPosizione,
  provenienza: Omit<Provenienza, 'flussoId'>,
): Promise<Esito<undefined, RifiutoPosizioni>> {
  const difetto = giudicaNuova(posizione);
  if (difetto !== null) return rifiutoPosizioni(difetto);
  const richieste = richiesteDi(posizione);
  const colpe = await conCarico(ctx, { ...provenienza, flussoId: null }, async (carico) => {
    await carico.copia([richieste]);
    return carico.prova({ da: 1, a: richieste.length }, selectColpe);
  });
  const codice = colpevole(colpe);
  return codice === null ? ok() : rifiutoPosizioni(codice);
}

/** Brings the requests of one posizione in one slice: they are accepted together, or the first that was at fault says why not. */
export async function caricaInsieme(
  ctx: Ctx,
  richieste: readonly RichiestaCarico[],
  provenienza: Provenienza,
  conEssa?: ConEssa,
): Promise<Esito<PosizioneInserita, RifiutoPosizioni>> {
  let esito: Esito<PosizioneInserita, RifiutoPosizioni> | undefined;
  const tutte = async (carico: Carico): Promise<void> => {
    await carico.copia([[...richieste]]);
    await carico.applica({ da: 1, a: richieste.length }, async (t, righe) => {
      const codice = colpevole(righe);
      const iud = righe.map((r) => r.iud);
      esito = codice === null ? ok(await leggiInseriti(t, iud)) : rifiutoPosizioni(codice);
      if (esito.ok) await conEssa?.(t, esito.value);
    });
  };
  await conCarico(ctx, provenienza, tutte, { breve: true });
  if (esito === undefined) throw new Error('carico: no outcome');
  return esito;
}

/** Why the requests of one posizione are refused: the one at fault, and not those beside it. */
export function colpevole(righe: readonly Pick<EsitoRiga, 'codice'>[]): CodiceCarico | null {
  const codici = righe.flatMap((r) => r.codice ?? []);
  return codici.find((c) => c !== 'POSIZIONE_INCOMPLETA') ?? codici[0] ?? null;
}

/** A posizione as the intake takes it: a request a dovuto, numbered from 1. */
export function richiesteDi(p: NuovaPosizione): RichiestaCarico[] {
  const iupd = p.iupd ?? nuovoCodice();
  const { debitori = [], notaPagatore = null, metadati = [], bozza = false } = p;
  const righe = p.opzioni.flatMap((o, n) =>
    o.dovuti.map((dovuto, i) => {
      const { forma, validaDal = null, validaAl = null, maggiorazioneCents = ZERO_CENTS } = o;
      const opzione = { ordine: n + 1, forma, validaDal, validaAl, maggiorazioneCents };
      return { dovuto, posizione: { iupd, opzione, ordine: i + 1, debitori, notaPagatore, metadati, bozza } };
    }),
  );
  return righe.map(({ dovuto, posizione }, n) => {
    const quota = { contoId: dovuto.contoId, bilancio: dovuto.bilancio, bollo: dovuto.bollo };
    const parte = { ...posizione, quota, totaleCents: dovuto.importoCents } as RichiestaCarico['posizione'] & object;
    return { ...richiestaDi(dovuto, n + 1), debitore: p.debitore, posizione: parte };
  });
}

function richiestaDi(d: NuovoDovuto, riga: number): Omit<RichiestaCarico, 'debitore'> {
  return {
    riga,
    azione: 'I',
    iud: d.iud ?? nuovoCodice(),
    iuv: null,
    generaIuv: d.conAvviso ?? true,
    dataScadenza: d.dataScadenza,
    importoCents: propria(d),
    commissioneCents: null,
    tipoDovuto: d.tipoDovuto,
    canali: 'ALL',
    causale: d.causale,
    causalePubblica: d.causalePubblica,
    datiRiscossione: d.datiRiscossione ?? d.tassonomia ?? '',
    bilancio: null,
    altreQuote: [...(d.altreQuote ?? [])],
  };
}

/** 32 characters that nobody else has: what an ente's software gives where it has nothing better. */
export function nuovoCodice(): string {
  return randomUUID().replaceAll('-', '');
}
