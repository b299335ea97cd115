import { parseArgs } from 'node:util';
import { parseEuro } from '#kernel/importo';
import {
  cambiaStato,
  impostaPasswordSil,
  impostaTetto,
  isStatoEnte,
  leggiEnte,
  leggiStoriaStato,
  SOVRAPPOSIZIONE_GIORNI,
  type Ente,
} from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { comandi } from '#testi/it/comandi';
import { ctxPer, enteDi, rifiutato } from './accessi.ts';
import type { EsitoComando } from './esito-comando.ts';
import { chiudiStazione } from './stazioni.ts';

const testi = comandi.enti;

/** Bytes of the SIL passwords made here: 15 characters, for no client sends more. */
const PASSWORD_SIL_BYTE = 11;

type Lette = Partial<
  Record<'ambiente' | 'a' | 'motivo' | 'importo' | 'giorni' | 'stazione' | 'dal' | 'conferma', string>
>;
type Cosa = (mondo: Mondo, ente: Ente, o: Lette) => Promise<EsitoComando>;

const COSE: Readonly<Record<string, Cosa>> = {
  'password-sil': passwordSil,
  stato,
  tetto,
  'stazione-chiudi': chiudiStazione,
};

const USO: EsitoComando = { righe: [testi.uso], codice: 2 };

/** `enti <che cosa> <codice IPA> …`: what the intermediary decides of an ente. */
export async function comandoEnti(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const { parole: [cosa = '', codIpa, ...altre] = [], opzioni = {} } = leggi(argomenti) ?? {};
  const fai = Object.hasOwn(COSE, cosa) ? COSE[cosa] : undefined;
  if (fai === undefined || codIpa === undefined || altre.length > 0) return USO;
  const { ambiente } = opzioni;
  const ente = await enteDi(mondo, { ente: codIpa, ...(ambiente !== undefined && { ambiente }) });
  return ente === null ? rifiutato({ codice: 'ENTE_SCONOSCIUTO' }) : fai(mondo, ente, opzioni);
}

/** Null when what was written is not one of ours. */
function leggi(argomenti: readonly string[]): { parole: string[]; opzioni: Lette } | null {
  const testo = { type: 'string' } as const;
  const options = {
    ambiente: testo,
    a: testo,
    motivo: testo,
    importo: testo,
    giorni: testo,
    stazione: testo,
    dal: testo,
    conferma: testo,
  };
  try {
    const { positionals, values } = parseArgs({ args: [...argomenti], options, allowPositionals: true });
    return { parole: positionals, opzioni: values };
  } catch {
    return null;
  }
}

/** How many days the secret of before is still good; NaN, which the act refuses, where it is not written in digits. */
export function giorniDi(testo: string | undefined): number {
  if (testo === undefined) return SOVRAPPOSIZIONE_GIORNI;
  return /^\d{1,4}$/.test(testo) ? Number(testo) : Number.NaN;
}

/** A new password for the ente's software, said once. */
async function passwordSil(mondo: Mondo, ente: Ente, o: Lette): Promise<EsitoComando> {
  const password = segretoCasuale(PASSWORD_SIL_BYTE);
  const giorni = giorniDi(o.giorni);
  const esito = await impostaPasswordSil(ctxPer(mondo, ente), password, { giorni });
  if (!esito.ok) return rifiutato(esito.refusal);
  return { righe: [testi.passwordSil(ente.denominazione, ente.ambiente, password), testi.prima(giorni)], codice: 0 };
}

/** Without `--a` it tells the state and its history; with it, and a reason, it changes it. */
async function stato(mondo: Mondo, ente: Ente, { a, motivo = '' }: Lette): Promise<EsitoComando> {
  const ctx = ctxPer(mondo, ente);
  if (a !== undefined) {
    if (!isStatoEnte(a)) return USO;
    const esito = await cambiaStato(ctx, { a, motivo });
    if (!esito.ok) return rifiutato(esito.refusal);
  }
  const { enteId, denominazione } = ente;
  return ctx.tx(async (t) => {
    const adesso = (await leggiEnte(t, enteId))?.stato ?? ente.stato;
    const storia = await leggiStoriaStato(t, enteId);
    return { righe: [testi.stato(denominazione, adesso), ...storia.map((passo) => testi.passo(passo))], codice: 0 };
  });
}

/** What a dovuto may cost at the most while the ente is tried out. */
async function tetto(mondo: Mondo, ente: Ente, { importo }: Lette): Promise<EsitoComando> {
  const tettoCents = importo === undefined ? null : parseEuro(importo);
  if (tettoCents === null) return USO;
  const esito = await impostaTetto(ctxPer(mondo, ente), tettoCents);
  return esito.ok ? { righe: [testi.tetto(ente.denominazione, tettoCents)], codice: 0 } : rifiutato(esito.refusal);
}
