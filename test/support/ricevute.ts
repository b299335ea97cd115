import { cents } from '#kernel/importo';
import {
  leggiConfigurazioneNodo,
  registraRicevuta,
  type MessaggioRicevuta,
  type Registrazione,
  type RicevutaLetta,
} from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { ctxDi, type EnteDiProva } from './un-ente.ts';

type Quota = RicevutaLetta['quote'][number];

/** A transfer, from its number, amount and beneficiary. */
export function quotaRicevuta(idTrasferimento: number, importo: number, beneficiario: string): Quota {
  return {
    idTrasferimento,
    importoCents: cents(importo),
    beneficiario,
    beneficiarioDenominazione: null,
    iban: 'IT60X0542811101000000123456',
    bollo: false,
    causale: 'TARI',
    tassonomia: '9/0101101IM/',
    metadati: [],
  };
}

/** What the door has read of a receipt of `ente`: one transfer of the whole amount, unless `parti` says otherwise. */
export function ricevutaLetta(
  ente: EnteDiProva,
  d: { iuv: string; numeroAvviso: string | null; importo: number; receiptId: string },
  parti: Partial<RicevutaLetta> = {},
): RicevutaLetta {
  return {
    receiptId: d.receiptId,
    titolare: ente.codiceFiscale,
    iuv: d.iuv,
    numeroAvviso: d.numeroAvviso,
    importoCents: cents(d.importo),
    negativa: false,
    quote: [quotaRicevuta(1, d.importo, ente.codiceFiscale)],
    pagataIl: new Date('2026-11-20T09:11:12Z'),
    applicataIl: null,
    causale: 'TARI',
    debitore: null,
    pagatore: null,
    psp: 'PSPTEST1',
    pspDenominazione: 'Banca di prova',
    pspCodiceFiscale: null,
    canale: null,
    mezzo: null,
    commissioneCents: null,
    notaPagamento: null,
    metadati: [],
    standIn: false,
    ...parti,
  };
}

/**
 * Delivers a receipt to an ente, as the door does: `a` is the owner, or the secondary beneficiary whose copy it is. `insieme` runs when
 * all is written and nothing is committed.
 */
export async function consegna(
  mondo: Mondo,
  a: EnteDiProva,
  ricevuta: RicevutaLetta | null,
  insieme: () => Promise<void> = () => Promise.resolve(),
): Promise<Registrazione> {
  const ctx = ctxDi(mondo, 'nodo');
  const testo = JSON.stringify(ricevuta);
  const messaggio: MessaggioRicevuta = {
    operazione: 'paSendRTV2',
    versione: 2,
    grezzo: Buffer.from(`<r><receipt><receiptId>${ricevuta?.receiptId ?? ''}</receiptId></receipt></r>`),
    chiamata: { idDominio: a.codiceFiscale, idIntermediario: '', idStazione: a.stazione },
    ricevuta,
    difetti: [],
    canonico: sha256(testo),
  };
  return registraRicevuta(ctx, await leggiConfigurazioneNodo(ctx), messaggio, insieme);
}
