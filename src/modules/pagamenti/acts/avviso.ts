import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import type { StazioneDiEnte } from '../core/chiamata.ts';
import { decidiPagabile } from '../core/pagabile.ts';
import type { RifiutoNodo } from '../core/rifiuti.ts';
import { componiTrasferimenti, type TipoTrasferimento, type Trasferimento } from '../core/trasferimenti.ts';
import type { DebitoreAvviso, Letture } from '../store/nodo.ts';

/** What verify answers. */
export type AvvisoVerificato = { importoCents: Cents; scadenza: Giorno | null; causale: string; tutteCcp: boolean };

/** What get answers. */
export type AvvisoAttivato = {
  iuv: string;
  importoCents: Cents;
  scadenza: Giorno | null;
  causale: string;
  debitore: DebitoreAvviso;
  trasferimenti: Trasferimento[];
};

/**
 * paVerifyPaymentNotice: a pure read (SANP: verify never changes a state). The ente comes from a call already resolved.
 */
export async function verificaAvviso(
  letture: Letture,
  { stazione, numeroAvviso, oggi }: { stazione: StazioneDiEnte; numeroAvviso: string; oggi: Giorno },
): Promise<Esito<AvvisoVerificato, RifiutoNodo>> {
  const righe = await letture.verifica({ enteId: stazione.enteId, numeroAvviso });
  const costo = decidiPagabile(righe, oggi);
  return costo.ok
    ? ok({ ...costo.value, tutteCcp: righe.every((riga) => riga.stato !== 'da_pagare' || riga.tutteCcp === true) })
    : costo;
}

/** paGetPayment and paGetPaymentV2: a pure read too. */
export async function attivaAvviso(
  letture: Letture,
  richiesta: { stazione: StazioneDiEnte; numeroAvviso: string; oggi: Giorno; tipo: TipoTrasferimento; versione: 1 | 2 },
): Promise<Esito<AvvisoAttivato, RifiutoNodo>> {
  const righe = await letture.attiva({ enteId: richiesta.stazione.enteId, numeroAvviso: richiesta.numeroAvviso });
  const costo = decidiPagabile(righe, richiesta.oggi);
  const [prima] = righe;
  if (!costo.ok) return costo;
  if (prima === undefined) throw new Error('attivaAvviso: payable without a row');
  const trasferimenti = componiTrasferimenti(prima.quote ?? [], {
    iuv: prima.iuv,
    tipo: richiesta.tipo,
    versione: richiesta.versione,
  });
  if (!trasferimenti.ok) return trasferimenti;
  const { tipo, codice, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, email } = prima;
  const debitore = { tipo, codice, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, email };
  return ok({ iuv: prima.iuv, ...costo.value, debitore, trasferimenti: trasferimenti.value });
}
