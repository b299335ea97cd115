import { ok, type Esito } from '#kernel/esito';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Config } from '#platform/config/config';
import type { Ctx } from '#platform/contesto';
import { apriSegreto, chiudiSegreto, idChiaveCorrente, siApre } from '#platform/segreti';
import {
  fineSovrapposizione,
  isScopo,
  SCOPI,
  SOVRAPPOSIZIONE_GIORNI,
  validaCredenziale,
  type Livello,
} from '../core/credenziali.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import {
  esisteTipo,
  insertCredenziale,
  lockDaRicifrare,
  lockPosto,
  nuovoId,
  selectInVigore,
  updateSigillo,
  type Posto,
  type RigaCredenziale,
} from '../store/credenziale.ts';
import { leggiEnte } from '../store/ente.ts';

/** A credential in clear, for who is about to use it. It is never shown, logged or put in a job. */
export type Credenziale = Pick<
  RigaCredenziale,
  'id' | 'enteId' | 'url' | 'urlAccesso' | 'utente' | 'validaDal' | 'validaAl'
> & {
  segreto: string;
};

type NuovaCredenziale = {
  scopo: string;
  /** Null: the intermediary's. */
  enteId: EnteId | null;
  tipoDovutoId: TipoDovutoId | null;
  url: string | null;
  /** Where the token of its calls is asked for, with user and secret. */
  urlAccesso?: string | null;
  utente: string | null;
  segreto: string;
  /** For how long the one before it is still accepted. */
  giorni?: number;
};

/**
 * Registers a secret that we must be able to read back, sealed with the first of the keys of the configuration. From now on it is the one
 * used; the one before it in the same place is accepted for `giorni` days more. The same again changes nothing.
 */
export async function registraCredenziale(ctx: Ctx, nuova: NuovaCredenziale): Promise<Esito<string, RifiutoEnti>> {
  const { enteId, tipoDovutoId, url, urlAccesso = null, utente, segreto, giorni = SOVRAPPOSIZIONE_GIORNI } = nuova;
  if (!isScopo(nuova.scopo))
    return rifiutoEnti('CREDENZIALE_SCOPO_SCONOSCIUTO', { ammessi: Object.keys(SCOPI).join(', ') });
  const posto: Posto = { scopo: nuova.scopo, enteId, tipoDovutoId };
  const livello = livelloDi(posto);
  const valida = validaCredenziale({ scopo: posto.scopo, livello, url, urlAccesso, utente, segreto }, ctx.config.modo);
  if (!valida.ok) return valida;
  const fine = fineSovrapposizione(ctx.now, giorni);
  if (!fine.ok) return fine;
  return ctx.tx(async (t): Promise<Esito<string, RifiutoEnti>> => {
    if (enteId !== null && (await leggiEnte(t, enteId)) === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    if (!(await esisteTipo(t, posto))) return rifiutoEnti('CREDENZIALE_TIPO_SCONOSCIUTO');
    await lockPosto(t, posto);
    const corrente = (await selectInVigore(t, posto)).find((r) => isDi(r, posto) && r.validaAl === null);
    if (
      corrente !== undefined &&
      corrente.url === url &&
      corrente.urlAccesso === urlAccesso &&
      corrente.utente === utente &&
      // What no key opens is not the same: a new one takes its place.
      siApre(t.config, corrente) &&
      apriSegreto(t.config, corrente) === segreto
    )
      return ok(corrente.id);
    const id = await nuovoId(t);
    const sigillata = {
      ...posto,
      id,
      url,
      urlAccesso,
      utente,
      ...chiudiSegreto(t.config, { id, segreto }),
      validaDal: t.now,
      validaAl: null,
    };
    await insertCredenziale(t, { ...sigillata, fineDiPrima: fine.value });
    const dettaglio = { scopo: posto.scopo, livello, enteId, tipoDovutoId };
    await annota(t, { azione: 'credenziale.registrata', oggetto: 'credenziale', oggettoId: id, dettaglio });
    return ok(id);
  });
}

/**
 * The credential to call with: the newest in force of the kind of due, else of the ente, else of the intermediary; null where there is
 * none. Of an ente it is read for the context's own, inside its transaction, by the roles that call or are called: nodo, sil, worker.
 */
export async function leggiCredenziale(t: Ctx, posto: Posto): Promise<Credenziale | null> {
  // Only this one is opened: the one before it may have been sealed with a key that is gone.
  const [prima] = await selectInVigore(t, posto);
  return prima === undefined ? null : aperta(t.config, prima);
}

/** All that are accepted of who calls us: those in force in the nearest place with one at least, from the newest. */
export async function leggiCredenziali(t: Ctx, posto: Posto): Promise<Credenziale[]> {
  const righe = await selectInVigore(t, posto);
  const [prima] = righe;
  if (prima === undefined) return [];
  return righe.filter((r) => isDi(r, prima)).map((r) => aperta(t.config, r));
}

function aperta(config: Config, r: RigaCredenziale): Credenziale {
  const { id, enteId, url, urlAccesso, utente, validaDal, validaAl } = r;
  return { id, enteId, url, urlAccesso, utente, validaDal, validaAl, segreto: apriSegreto(config, r) };
}

/**
 * Seals anew, with the first key, what the others had sealed: after it they may be taken out of the configuration. `perse`: what none of
 * the keys opens, left as it is.
 */
export async function ricifraCredenziali(ctx: Ctx): Promise<{ ricifrate: number; perse: number }> {
  return ctx.tx(async (t) => {
    const righe = await lockDaRicifrare(t, idChiaveCorrente(t.config));
    const note = righe.filter((riga) => siApre(t.config, riga));
    for (const riga of note) {
      const segreto = apriSegreto(t.config, riga);
      await updateSigillo(t, { id: riga.id, ...chiudiSegreto(t.config, { id: riga.id, segreto }) });
    }
    const ricifrate = note.length;
    if (ricifrate > 0)
      await annota(t, { azione: 'credenziali.ricifrate', oggetto: 'credenziale', dettaglio: { ricifrate } });
    return { ricifrate, perse: righe.length - ricifrate };
  });
}

function livelloDi({ enteId, tipoDovutoId }: Posto): Livello {
  if (enteId === null) return 'intermediario';
  return tipoDovutoId === null ? 'ente' : 'tipo';
}

function isDi(riga: Posto, posto: Posto): boolean {
  return riga.enteId === posto.enteId && riga.tipoDovutoId === posto.tipoDovutoId;
}
