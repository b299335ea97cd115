import { numeroAvvisoDi, parseNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { confronta, somma } from '#kernel/importo';
import type { DatiAvviso } from '#modules/avvisi';
import { elencoTipi, leggiLogo, type Ente } from '#modules/enti';
import type { DatiRicevuta, RicevutaMostrata } from '#modules/pagamenti';
import type { Avviso } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';

type Soggetto = { anagrafica: string | null; codice: string | null };

/** May the notice be printed? Its kind of due and its ente both say so. */
export function siStampa(avviso: Avviso, ente: Ente): boolean {
  return avviso.stampabile && ente.funzioni.includes('stampa_avviso');
}

/** What the paper says of a notice that has a number. `t` is a context of its ente. */
export async function datiAvviso(t: Ctx, { avviso, ente }: { avviso: Avviso; ente: Ente }): Promise<DatiAvviso | null> {
  const numeroAvviso = parseNumeroAvviso(avviso.numeroAvviso ?? '');
  if (numeroAvviso === null || !siStampa(avviso, ente)) return null;
  const { debitore } = avviso;
  return {
    ente: await intestazione(t, ente),
    prova: ente.ambiente === 'prova',
    debitore: {
      anagrafica: debitore.anagrafica,
      codiceFiscale: debitore.codice,
      indirizzo: righeIndirizzo(debitore).join('\n'),
    },
    oggetto: avviso.causalePubblica,
    importoCents: avviso.importoCents,
    scadenza: (await isScadenzaStampata(t, avviso)) ? avviso.dataScadenza : null,
    numeroAvviso,
    generatoIl: t.now,
  };
}

/** Whether the date is printed is a choice of the ente for each kind of due. */
async function isScadenzaStampata(t: Ctx, avviso: Avviso): Promise<boolean> {
  const tipi = await elencoTipi(t, avviso.enteId);
  const stampano = new Set(tipi.filter((tipo) => tipo.scadenzaStampata).map(({ denominazione }) => denominazione));
  return avviso.dovuti.every(({ tipo }) => stampano.has(tipo));
}

/** What the paper says of a receipt. */
export async function datiRicevuta(
  t: Ctx,
  { avviso, ente, ricevuta }: { avviso: Avviso; ente: Ente; ricevuta: RicevutaMostrata },
): Promise<DatiRicevuta | null> {
  const numeroAvviso = numeroDi(ricevuta, avviso);
  if (numeroAvviso === null) return null;
  return {
    ente: await intestazione(t, ente),
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

async function intestazione(t: Ctx, ente: Ente): Promise<DatiAvviso['ente']> {
  const { denominazione, codiceFiscale, settore, info, cbill } = ente;
  return { denominazione, codiceFiscale, settore, info, cbill, logoPng: await leggiLogo(t, ente.enteId, 'grande') };
}

/** A person of a receipt, as documents name them; null when the receipt does not. */
export function soggetto(s: Soggetto | null): { anagrafica: string; codiceFiscale: string | null } | null {
  if (s === null || s.anagrafica === null) return null;
  return { anagrafica: s.anagrafica, codiceFiscale: s.codice };
}

/** An address as it is written on an envelope; no line for what is not known. */
export function righeIndirizzo(d: Avviso['debitore']): string[] {
  const via = [d.indirizzo, d.civico].filter(Boolean).join(' ');
  const luogo = [d.cap, d.localita, d.provincia === null ? '' : `(${d.provincia})`].filter(Boolean).join(' ');
  return [via, luogo].filter((riga) => riga !== '');
}
