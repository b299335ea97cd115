import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { elencoTipi, leggiLogo, type Ente } from '#modules/enti';
import type { Avviso } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import type { DatiAvviso } from './core/avviso-documento.ts';
import { linguaAvviso, type LinguaAvviso } from './core/lingua.ts';

/** May the notice be printed? Its kind of due and its ente both say so. */
export function siStampa(avviso: Avviso, ente: Ente): boolean {
  return avviso.stampabile && ente.funzioni.includes('stampa_avviso');
}

/** What the notices of an ente have in common, read once for however many of them. */
export type CartaEnte = {
  intestazione: DatiAvviso['ente'];
  prova: boolean;
  /** The kinds of due, by name, whose notices print the date. */
  conScadenza: ReadonlySet<string>;
  /** The language in which they are said a second time. */
  lingua: LinguaAvviso | null;
};

/** Heading, logo and choices of an ente. `t` is a context of it; `lingua` is what whoever downloads has asked for. */
export async function leggiCarta(t: Ctx, ente: Ente, lingua?: string): Promise<CartaEnte> {
  const tipi = await elencoTipi(t, ente.enteId);
  return {
    intestazione: await intestazioneDi(t, ente),
    prova: ente.ambiente === 'prova',
    conScadenza: new Set(tipi.filter((tipo) => tipo.scadenzaStampata).map(({ denominazione }) => denominazione)),
    lingua: linguaAvviso(lingua, ente.linguaAggiuntiva),
  };
}

/** How an ente calls itself on its documents. */
export async function intestazioneDi(t: Ctx, ente: Ente): Promise<DatiAvviso['ente']> {
  const { denominazione, codiceFiscale, settore, info, cbill } = ente;
  return { denominazione, codiceFiscale, settore, info, cbill, logoPng: await leggiLogo(t, ente.enteId, 'grande') };
}

/** What the paper says of a notice; null where it has no number. */
export function datiAvviso(avviso: Avviso, carta: CartaEnte, generatoIl: Date): DatiAvviso | null {
  const numeroAvviso = parseNumeroAvviso(avviso.numeroAvviso ?? '');
  if (numeroAvviso === null) return null;
  const { debitore } = avviso;
  const conScadenza = avviso.dovuti.every(({ tipo }) => carta.conScadenza.has(tipo));
  return {
    ente: carta.intestazione,
    prova: carta.prova,
    debitore: {
      anagrafica: debitore.anagrafica,
      codiceFiscale: debitore.codice,
      indirizzo: righeIndirizzo(debitore).join('\n'),
    },
    oggetto: avviso.causalePubblica,
    importoCents: avviso.importoCents,
    scadenza: conScadenza ? avviso.dataScadenza : null,
    numeroAvviso,
    generatoIl,
    lingua: carta.lingua,
  };
}

/** An address as it is written on an envelope; no line for what is not known. */
export function righeIndirizzo(d: Avviso['debitore']): string[] {
  const via = [d.indirizzo, d.civico].filter(Boolean).join(' ');
  const luogo = [d.cap, d.localita, d.provincia === null ? '' : `(${d.provincia})`].filter(Boolean).join(' ');
  return [via, luogo].filter((riga) => riga !== '');
}
