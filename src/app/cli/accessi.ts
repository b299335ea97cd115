import { parseArgs } from 'node:util';
import { ok, type Esito } from '#kernel/esito';
import type { OperatoreId, TipoDovutoId } from '#kernel/ids';
import { elencoTipi, enteDaCodIpa, type Ambiente, type Ente } from '#modules/enti';
import {
  assegnaIdentita,
  assegnaRuolo,
  cambiaPassword,
  nominaIntermediario,
  registraOperatore,
  RUOLI,
  type RifiutoUtenti,
  type Ruolo,
} from '#modules/utenti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { comandi } from '#testi/it/comandi';
import { enti } from '#testi/it/enti';
import { utenti } from '#testi/it/utenti';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.accessi;

/** Bytes of the passwords made here: 16 characters. */
const PASSWORD_BYTE = 12;

type Refusal = {
  codice: keyof typeof enti.rifiuti | keyof typeof utenti.rifiuti;
  parametri?: Record<string, string | number>;
};

/** A refusal in words. */
export function rifiutato({ codice, parametri = {} }: Refusal): EsitoComando {
  const frase = { ...enti.rifiuti, ...utenti.rifiuti }[codice];
  return { righe: [typeof frase === 'string' ? frase : frase(parametri)], codice: 1 };
}

export function ctxPer(mondo: Mondo, ente: Pick<Ente, 'enteId'> | null): Ctx {
  return creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema', id: 'comando' }, enteId: ente?.enteId ?? null });
}

type Lette = Partial<Record<'nome' | 'email' | 'ente' | 'ambiente' | 'ruolo' | 'tipi', string>>;

/** Null when what was written is not one of ours. */
function leggi(argomenti: readonly string[]): { parole: string[]; opzioni: Lette } | null {
  const testo = { type: 'string' } as const;
  const options = { nome: testo, email: testo, ente: testo, ambiente: testo, ruolo: testo, tipi: testo };
  try {
    const { positionals, values } = parseArgs({ args: [...argomenti], options, allowPositionals: true });
    return { parole: positionals, opzioni: values };
  } catch {
    return null;
  }
}

/**
 * `operatori nuovo <utente> …`, `operatori password <utente>` and `operatori identita <utente> <codice fiscale>`. Passwords are made here
 * and said once: none is taken from the line.
 */
export async function comandoOperatori(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const { parole: [cosa, utente, codiceFiscale, ...altre] = [], opzioni = {} } = leggi(argomenti) ?? {};
  const unoDiTroppo = (cosa === 'identita') !== (codiceFiscale !== undefined);
  if (utente === undefined || unoDiTroppo || altre.length > 0) return { righe: [testi.usoOperatori], codice: 2 };
  if (cosa === 'identita' && codiceFiscale !== undefined) {
    const esito = await assegnaIdentita(ctxPer(mondo, null), { utente, codiceFiscale });
    return esito.ok ? { righe: [testi.identita(utente)], codice: 0 } : rifiutato(esito.refusal);
  }
  if (cosa === 'nuovo') return nuovo(mondo, utente, opzioni);
  if (cosa !== 'password') return { righe: [testi.usoOperatori], codice: 2 };
  const password = segretoCasuale(PASSWORD_BYTE);
  const esito = await cambiaPassword(ctxPer(mondo, null), { utente, password });
  return esito.ok ? { righe: [testi.passwordNuova(utente, password)], codice: 0 } : rifiutato(esito.refusal);
}

async function nuovo(mondo: Mondo, utente: string, o: Lette): Promise<EsitoComando> {
  const { nome, ruolo = '', tipi = '' } = o;
  if (nome === undefined) return { righe: [testi.usoOperatori], codice: 2 };
  const dati = { utente, nome, email: o.email ?? null };
  if (ruolo === 'intermediario') return nuovoIntermediario(mondo, dati, o);
  if (!isRuolo(ruolo)) return { righe: [testi.usoOperatori], codice: 2 };
  const ente = await enteDi(mondo, o);
  if (ente === null) return rifiutato({ codice: 'ENTE_SCONOSCIUTO' });
  const ctx = ctxPer(mondo, ente);
  const codici = tipi.split(',').filter((codice) => codice !== '');
  const suoi = await idDeiTipi(ctx, ente, codici);
  if (suoi === null) return rifiutato({ codice: 'TIPO_DOVUTO_SCONOSCIUTO' });
  const registrato = await registra(ctx, dati);
  if (!registrato.ok) return rifiutato(registrato.refusal);
  const { operatoreId, detto } = registrato.value;
  const assegnato = await assegnaRuolo(ctx, { operatoreId, ruolo, tipi: suoi });
  if (!assegnato.ok) return rifiutato(assegnato.refusal);
  return { righe: [detto, testi.ruolo(ruolo, ente.denominazione)], codice: 0 };
}

/** Who administers the installation is of no ente. */
async function nuovoIntermediario(mondo: Mondo, dati: Dati, { ente, tipi }: Lette): Promise<EsitoComando> {
  if (ente !== undefined || tipi !== undefined) return { righe: [testi.usoOperatori], codice: 2 };
  const ctx = ctxPer(mondo, null);
  const registrato = await registra(ctx, dati);
  if (!registrato.ok) return rifiutato(registrato.refusal);
  await nominaIntermediario(ctx, registrato.value.operatoreId);
  return { righe: [registrato.value.detto, testi.intermediario], codice: 0 };
}

type Dati = { utente: string; nome: string; email: string | null };

/** The person, new or not, and what to say of how they come in. */
async function registra(
  ctx: Ctx,
  dati: Dati,
): Promise<Esito<{ operatoreId: OperatoreId; detto: string }, RifiutoUtenti>> {
  const password = segretoCasuale(PASSWORD_BYTE);
  const registrato = await registraOperatore(ctx, { ...dati, password, totpSegreto: null });
  if (!registrato.ok) return registrato;
  const { operatoreId, nuovo: isNuovo } = registrato.value;
  return ok({
    operatoreId,
    detto: isNuovo ? testi.operatoreNuovo(dati.utente, password) : testi.operatorePresente(dati.utente),
  });
}

const isRuolo = (scritto: string): scritto is Ruolo => RUOLI.some((ruolo) => ruolo === scritto);

/** Null when one of the codes is none of the ente's. */
async function idDeiTipi(ctx: Ctx, { enteId }: Ente, codici: readonly string[]): Promise<TipoDovutoId[] | null> {
  const scelti = (await elencoTipi(ctx, enteId)).filter((tipo) => codici.includes(tipo.codice));
  return scelti.length === codici.length ? scelti.map((tipo) => tipo.tipoDovutoId) : null;
}

/** The ente named, in the live ambiente unless the other is asked for. */
export async function enteDi(mondo: Mondo, { ente, ambiente = 'live' }: Lette): Promise<Ente | null> {
  if (ente === undefined || (ambiente !== 'live' && ambiente !== 'prova')) return null;
  return enteDaCodIpa(ctxPer(mondo, null), { codIpa: ente, ambiente: ambiente satisfies Ambiente });
}
