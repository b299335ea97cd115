import type { EnteId } from '#kernel/ids';

/** A message exchanged with pagoPA: the fields of the giornale degli eventi (SANP, pagopa 2.7) under our names, and the message itself. */
export type Evento = {
  /** eventDateTime. */
  istante: Date;
  enteId?: EnteId | null | undefined;
  /** domainIdentifier: the ente's tax code. */
  dominio?: string | null | undefined;
  /** uniquePaymentIdentifier. */
  iuv?: string | null | undefined;
  /** paymentContextCode. */
  contesto?: string | null | undefined;
  numeroAvviso?: string | null | undefined;
  /** paymentServiceProviderIdentifier. */
  psp?: string | null | undefined;
  tipoPagamento?: string | null | undefined;
  /** eventCategory: INTERFACE for what is exchanged, INTERNAL for what is ours. */
  categoria: 'INTERNAL' | 'INTERFACE';
  /** eventType: the name of the operation. */
  tipo: string;
  /** eventSubtype. */
  sottotipo: 'REQ' | 'RESP';
  /** requesterIdentifier, responderIdentifier. */
  richiedente?: string | null | undefined;
  rispondente?: string | null | undefined;
  /** paIntermediaryStationIdentifier. */
  stazione?: string | null | undefined;
  /** paymentChannel. */
  canale?: string | null | undefined;
  /** interfaceSpecificParameters. */
  parametri?: string | null | undefined;
  /** outcome. */
  esito?: string | null | undefined;
  /** A uuid that ties the request to its answer. */
  correlazione?: string | null | undefined;
  contenuto?: string | Uint8Array | null | undefined;
};

/** An evento that waits to be written: its id is given now, so that written twice it is still one. */
export type EventoInAttesa = { id: string; evento: Evento; contenuto: Uint8Array | null; troncato: boolean };

/** Longest text of a field: longer than any of SANP, and a bound on what a hostile message can make us keep. */
const CAMPO_CARATTERI_MAX = 256;
const PARAMETRI_CARATTERI_MAX = 1024;

/** Takes an evento in, with at most `byteMax` bytes of its message (null: whole). */
export function metti(evento: Evento, { id, byteMax }: { id: string; byteMax: number | null }): EventoInAttesa {
  const intero = typeof evento.contenuto === 'string' ? Buffer.from(evento.contenuto) : (evento.contenuto ?? null);
  const troncato = intero !== null && byteMax !== null && intero.length > byteMax;
  // A copy, because a view would keep alive the whole of what is too long.
  return { id, evento, contenuto: troncato ? Buffer.from(intero.subarray(0, byteMax)) : intero, troncato };
}

/** How many of those that wait go in the next lotto: at most so many eventi and so many bytes, but at least one. */
export function quantiInLotto(
  attesa: readonly EventoInAttesa[],
  { righeMax, byteMax }: { righeMax: number; byteMax: number },
): number {
  let byte = 0;
  for (const [n, { contenuto }] of attesa.entries()) {
    byte += contenuto?.length ?? 0;
    if (n === righeMax || (n > 0 && byte > byteMax)) return n;
  }
  return attesa.length;
}

/** An evento as it is told to its lotto. */
export type RigaEvento = Omit<Evento, 'contenuto'> & { id: string; da?: number; byte?: number; troncato: boolean };

/**
 * The fields of an evento as it lies in its lotto, by place: their names would be half of what is written. `registro.apri_lotto` reads
 * them in this order. Those that most eventi have not come last, where they take no room.
 */
function perPosto(r: RigaEvento, istante: string): unknown[] {
  const valori = [
    ...[istante, r.id, r.enteId, r.dominio, r.numeroAvviso, r.categoria, r.tipo, r.sottotipo, r.richiedente],
    ...[r.rispondente, r.stazione, r.correlazione, r.troncato, r.da, r.byte, r.esito, r.iuv, r.parametri],
    ...[r.contesto, r.psp, r.canale, r.tipoPagamento],
  ];
  while (valori.at(-1) === undefined || valori.at(-1) === null) valori.pop();
  // Places before them that have nothing are written null.
  return valori;
}

/** The list of a lotto, as it is stored. */
export function listaDi(righe: readonly RigaEvento[]): string {
  const istanteDi = istanteScritto();
  return JSON.stringify(righe.map((riga) => perPosto(riga, istanteDi(riga.istante))));
}

/** Eventi of one millisecond come one after the other: it is written once. */
function istanteScritto(): (istante: Date) => string {
  let ms = NaN;
  let scritto = '';
  return (istante) => {
    if (istante.getTime() !== ms) scritto = istante.toISOString();
    ms = istante.getTime();
    return scritto;
  };
}

/** Does it say that a payment was begun (model 2, in_pagamento)? */
export function isAttivazione({ tipo, sottotipo, esito, numeroAvviso, dominio }: RigaEvento): boolean {
  const attiva = tipo === 'paGetPayment' || tipo === 'paGetPaymentV2';
  return (
    attiva && sottotipo === 'RESP' && esito === 'OK' && typeof numeroAvviso === 'string' && typeof dominio === 'string'
  );
}

/** An evento as it is written, without the fields it has not. `da` is where its message begins in the lotto. */
export function rigaEvento({ id, evento: e, contenuto, troncato }: EventoInAttesa, da: number): RigaEvento {
  const riga: RigaEvento = {
    istante: e.istante,
    id,
    enteId: e.enteId ?? undefined,
    dominio: campo(e.dominio),
    iuv: campo(e.iuv),
    contesto: campo(e.contesto),
    numeroAvviso: campo(e.numeroAvviso),
    psp: campo(e.psp),
    tipoPagamento: campo(e.tipoPagamento),
    categoria: e.categoria,
    tipo: campo(e.tipo) ?? '',
    sottotipo: e.sottotipo,
    richiedente: campo(e.richiedente),
    rispondente: campo(e.rispondente),
    stazione: campo(e.stazione),
    canale: campo(e.canale),
    parametri: campo(e.parametri, PARAMETRI_CARATTERI_MAX),
    esito: campo(e.esito),
    correlazione: e.correlazione ?? undefined,
    troncato,
  };
  if (contenuto === null) return riga;
  riga.da = da;
  riga.byte = contenuto.length;
  return riga;
}

/** The text as PostgreSQL accepts it: bounded, without NUL, surrogates in pairs. One bad field must not stop the rows beside it. */
function campo(testo: string | null | undefined, caratteriMax = CAMPO_CARATTERI_MAX): string | undefined {
  if (testo === null || testo === undefined) return undefined;
  const corto = testo.length > caratteriMax ? testo.slice(0, caratteriMax) : testo;
  return ATIPICO.test(corto) ? corto.replaceAll('\0', '').toWellFormed() : corto;
}

/** NUL, or half of a pair: nearly no text has them, and looking costs less than rewriting. */
const ATIPICO = /[\0\ud800-\udfff]/;
