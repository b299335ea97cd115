import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { rifiutoUtenti, type RifiutoUtenti } from './rifiuti.ts';
import type { Ruolo } from './permessi.ts';

/** Identifier of an ente's provider: of one issuer, and of us to it. Of another pair it is another. */
export type FornitoreId = string & { readonly __tipo: 'FornitoreId' };

/** `in_prova`: by its own address, and for who administers the ente only. */
export const STATI_FORNITORE = ['in_prova', 'attivo', 'spento'] as const;
export type StatoFornitore = (typeof STATI_FORNITORE)[number];

/** A provider as it is typed; `segreto` blank: the one that is there stays. */
export type FornitoreScritto = { nome: string; emittente: string; clientId: string; segreto: string };

const NOME_MAX = 60;
const EMITTENTE_MAX = 300;
const SEGRETO = { min: 8, max: 512 };

/** In clear only to this very machine, and not where real people work. */
const LOCALE = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** What was typed, judged by its form: whether somebody answers there is for the prova to say. */
export function leggiFornitore(
  scritto: FornitoreScritto,
  { modo, haSegreto }: { modo: 'demo' | 'produzione'; haSegreto: boolean },
): Esito<FornitoreScritto, RifiutoUtenti> {
  const nome = scritto.nome.trim();
  // As it is usually copied: with the address of its document, or with a slash that its tokens may not have.
  const emittente = scritto.emittente.trim().replace(/\/\.well-known\/openid-configuration$/, '');
  const [clientId, segreto] = [scritto.clientId.trim(), scritto.segreto.trim()];
  if (nome.length < 1 || nome.length > NOME_MAX) return rifiutoUtenti('FORNITORE_NOME', { massimo: NOME_MAX });
  if (!/^https?:\/\/[^\s@?#]+$/.test(emittente) || !URL.canParse(emittente) || emittente.length > EMITTENTE_MAX)
    return rifiutoUtenti('FORNITORE_EMITTENTE');
  if (emittente.startsWith('http:') && (modo === 'produzione' || !LOCALE.test(emittente)))
    return rifiutoUtenti('FORNITORE_EMITTENTE_IN_CHIARO');
  if (!/^[!-~]{1,256}$/.test(clientId)) return rifiutoUtenti('FORNITORE_CLIENT');
  const scrittoBene = /^[!-~]*$/.test(segreto) && segreto.length >= SEGRETO.min && segreto.length <= SEGRETO.max;
  if (segreto === '' ? !haSegreto : !scrittoBene) return rifiutoUtenti('FORNITORE_SEGRETO', SEGRETO);
  return ok({ nome, emittente, clientId, segreto });
}

/** From which state to which: nothing works for everybody before who administers has tried it. */
const PASSI: Record<StatoFornitore, readonly StatoFornitore[]> = {
  in_prova: ['attivo', 'spento'],
  attivo: ['in_prova', 'spento'],
  spento: ['in_prova'],
};

export function passa(da: StatoFornitore, a: StatoFornitore): boolean {
  return PASSI[da].includes(a);
}

/** Who signed in at the provider of an ente, by its name for them; `duePassi`: as the installation believes it. */
export type IdentitaEnte = { enteId: EnteId; fornitoreId: FornitoreId; soggetto: string; duePassi: boolean };

/** May who works there, as that, come in by it now? */
export function entraCon(stato: StatoFornitore, ruolo: Ruolo | null): boolean {
  if (ruolo === null || stato === 'spento') return false;
  return stato === 'attivo' || ruolo === 'amministratore';
}
