import { sql } from 'kysely';
import type { DovutoId, EnteId, IuvId } from '#kernel/ids';
import { iuvDi, parseNumeroAvviso } from '#kernel/numero-avviso';
import type { Chiusura, DovutoDiPosizione } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import type { GenereRicevuta, RicevutaLetta } from '../core/ricevuta.ts';

/** A dovuto that the receipt touches, with what its closing needs to know. */
export type DovutoToccato = DovutoDiPosizione & {
  dataScadenza: string | null;
  pagaDopoScadenza: boolean;
  quote: { cf: string; importoCents: number }[];
};

export type Preparata = {
  messaggioId: string;
  iuvId: IuvId | null;
  pagato: boolean;
  stessa: { id: string; uguale: boolean } | null;
  dovuti: DovutoToccato[] | null;
  /** Our enti among the beneficiaries, by tax code. */
  enti: Record<string, EnteId> | null;
};

export type Messaggio = {
  operazione: string;
  /** Sealed (compressed and encrypted); `corpoByte` counts those of the message as it came. */
  corpo: Buffer;
  corpoByte: number;
  impronta: Buffer;
  canonico: Buffer;
  esito: string;
  difetti: unknown;
  idPa: string | null;
  enteId: EnteId | null;
  copia: boolean;
  stazioneId: string | null;
  ricevuta: RicevutaLetta | null;
};

/** Stores the message and gives back, locked, what the decision needs. */
export async function preparaRicevuta(ctx: Ctx, m: Messaggio): Promise<Preparata> {
  const r = m.ricevuta;
  const dati = {
    operazione: m.operazione,
    corpoByte: m.corpoByte,
    esito: m.esito,
    difetti: m.difetti,
    idPa: m.idPa,
    enteId: m.enteId,
    copia: m.copia,
    stazioneId: m.stazioneId,
    receiptId: r?.receiptId ?? null,
    iuv: r?.iuv ?? null,
    numeroAvviso: r?.numeroAvviso ?? null,
    numeroAvvisoValido: numeroAvvisoValido(r),
    beneficiari: r?.quote.map((q) => q.beneficiario) ?? [],
  };
  const { rows } = await sql<{ p: Preparata }>`
    select pagamenti.prepara_ricevuta(${JSON.stringify(dati)}::jsonb, ${m.corpo}, ${m.impronta}, ${m.canonico}) as p`.execute(
    ctx.db,
  );
  const preparata = rows[0]?.p;
  if (preparata === undefined) throw new Error('prepara_ricevuta: no answer');
  return preparata;
}

/**
 * The notice number for the row of an orphan's iuv: only where it says the same iuv, for the number of another would be taken
 * from it for ever.
 */
function numeroAvvisoValido(r: RicevutaLetta | null): string | null {
  const numero = parseNumeroAvviso(r?.numeroAvviso ?? '');
  return numero !== null && iuvDi(numero) === r?.iuv ? numero : null;
}

export type DaScrivere = {
  enteId: EnteId;
  messaggioId: string;
  versione: 1 | 2;
  stazione: string;
  copia: boolean;
  genere: GenereRicevuta;
  daRimborsare: boolean;
  iuvId: IuvId | null;
  ricevuta: RicevutaLetta;
  canonico: Buffer;
  /** Instant of the payment; where the receipt has none, that of its arrival. */
  pagataIl: Date;
  quote: { enteId: EnteId; dovutoId: DovutoId | null; idTrasferimento: number }[];
  chiusura: (Chiusura & { attore: string }) | null;
};

/** Writes the receipt, what our enti got, and the closing. Null: a differing copy that was kept already. */
export async function scriviRicevuta(ctx: Ctx, d: DaScrivere): Promise<string | null> {
  const { quote: lette, ...r } = d.ricevuta;
  const corpo = {
    ricevuta: {
      ...r,
      enteId: d.enteId,
      messaggioId: d.messaggioId,
      titolareCf: r.titolare,
      copia: d.copia,
      genere: d.genere,
      iuvId: d.iuvId,
      versione: d.versione,
      stazione: d.stazione,
      pagataIl: d.pagataIl,
      daRimborsare: d.daRimborsare,
    },
    quote: d.quote.map((q) => {
      const letta = lette.find((l) => l.idTrasferimento === q.idTrasferimento);
      return { ...letta, ...q, beneficiarioCf: letta?.beneficiario };
    }),
    chiusura:
      d.chiusura === null
        ? null
        : { ...d.chiusura, iuvId: d.iuvId, pagatoIl: d.pagataIl, pagatoCents: r.importoCents, receiptId: r.receiptId },
  };
  const { rows } = await sql<{ id: string | null }>`
    select pagamenti.scrivi_ricevuta(${JSON.stringify(corpo)}::jsonb, ${d.canonico}) as id`.execute(ctx.db);
  return rows[0]?.id ?? null;
}
