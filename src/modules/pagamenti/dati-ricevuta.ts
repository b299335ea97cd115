import { numeroAvvisoDi, parseNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { confronta, somma } from '#kernel/importo';
import { intestazioneDi } from '#modules/avvisi';
import type { Ente } from '#modules/enti';
import type { Avviso } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import type { DatiRicevuta } from './documento.ts';
import type { RicevutaMostrata } from './store/mostrate.ts';

type Soggetto = { anagrafica: string | null; codice: string | null };

/** What the paper says of a receipt. */
export async function datiRicevuta(
  t: Ctx,
  { avviso, ente, ricevuta }: { avviso: Avviso; ente: Ente; ricevuta: RicevutaMostrata },
): Promise<DatiRicevuta | null> {
  const numeroAvviso = numeroDi(ricevuta, avviso);
  if (numeroAvviso === null) return null;
  return {
    ente: await intestazioneDi(t, ente),
    prova: ente.ambiente === 'prova',
    receiptId: ricevuta.receiptId,
    iuv: ricevuta.iuv,
    numeroAvviso,
    importoCents: ricevuta.importoCents,
    causale: ricevuta.causale ?? avviso.causalePubblica,
    pagataIl: ricevuta.pagataIl,
    applicataIl: ricevuta.applicataIl,
    psp: { id: ricevuta.psp, denominazione: ricevuta.pspDenominazione },
    commissioneCents: ricevuta.commissioneCents,
    debitore: soggetto(ricevuta.debitore) ?? {
      anagrafica: avviso.debitore.anagrafica,
      codiceFiscale: avviso.debitore.codice,
    },
    pagatore: soggetto(ricevuta.pagatore),
    dovuti: dovutiPagati(avviso, ricevuta),
    generatoIl: t.now,
  };
}

function numeroDi(ricevuta: RicevutaMostrata, avviso: Avviso): NumeroAvviso | null {
  return parseNumeroAvviso(ricevuta.numeroAvviso ?? avviso.numeroAvviso ?? '') ?? numeroAvvisoDi(ricevuta.iuv);
}

/** Line by line where the lines make up what was paid: the receipt tells the whole, not how it falls on each. */
function dovutiPagati({ dovuti }: Avviso, { importoCents }: RicevutaMostrata): DatiRicevuta['dovuti'] {
  const [primo, secondo] = dovuti;
  if (primo !== undefined && secondo === undefined) return [{ causale: primo.causale, importoCents }];
  return confronta(somma(dovuti.map((dovuto) => dovuto.importoCents)), importoCents) === 0 ? dovuti : [];
}

/** A person of a receipt, as documents name them; null when the receipt does not. */
export function soggetto(s: Soggetto | null): { anagrafica: string; codiceFiscale: string | null } | null {
  if (s === null || s.anagrafica === null) return null;
  return { anagrafica: s.anagrafica, codiceFiscale: s.codice };
}
