import { ok, type Esito } from '#kernel/esito';
import type { EnteId, OperatoreId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { DoveFornitore, ProvaFornitore } from '#platform/fornitore-ente';
import { apriSegreto, chiudiSegreto, idChiaveCorrente, siApre } from '#platform/segreti';
import { leggiFornitore, passa, type FornitoreScritto, type StatoFornitore } from '../core/fornitore.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import {
  contaAppesi,
  deleteFornitore,
  deleteIdentitaEnte,
  insertFornitore,
  lockFornitoriDaRicifrare,
  nuovoIdFornitore,
  selectFornitore,
  updateFornitore,
  updateSigilloFornitore,
  type Appesi,
  type RigaFornitore,
} from '../store/fornitore.ts';
import { updateMembro } from '../store/membro.ts';
import { deleteSessioniFornitore } from '../store/sessione.ts';
import { NESSUNO } from './accesso.ts';
import { enteDi } from './amministra.ts';

/** The provider of the context's ente as its pages show it, never its secret; and what hangs from it. */
export type FornitoreEnte = Omit<RigaFornitore, 'segreto' | 'chiaveId'> & Appesi;

/** That of the context's ente; null: it has none. */
export async function leggiFornitoreEnte(ctx: Ctx): Promise<FornitoreEnte | null> {
  return ctx.tx(async (t) => {
    const riga = await selectFornitore(t, enteDi(t));
    if (riga === null) return null;
    const { segreto: _, chiaveId: __, ...visto } = riga;
    return { ...visto, ...(await contaAppesi(t, enteDi(t), NESSUNO)) };
  });
}

/** `versione`: of what was read; 0 where there was none. */
type Chiesto = { versione: number };

/**
 * Says which is the provider of the context's ente. Another issuer, or another client of it, is another provider: it begins in prova, and
 * with the one before go the identities that it had linked and their sessions. The act says all but the secret.
 */
export async function salvaFornitore(
  ctx: Ctx,
  { versione, ...scritto }: FornitoreScritto & Chiesto,
): Promise<Esito<undefined, RifiutoUtenti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const enteId = enteDi(t);
    const prima = await selectFornitore(t, enteId, { perCambiarlo: true });
    const letto = controllaFornitore(t, scritto, prima);
    if (!letto.ok) return letto;
    if ((prima?.versione ?? 0) !== versione) return rifiutoUtenti('FORNITORE_CAMBIATO');
    if (prima !== null && stesso(prima, letto.value)) return aggiorna(t, prima, letto.value);
    return sostituisci(t, prima, letto.value);
  });
}

/** What was typed, judged before its effect is shown. */
export function controllaFornitore(
  { config }: Ctx,
  scritto: FornitoreScritto,
  prima: Pick<RigaFornitore, 'emittente' | 'clientId'> | null,
): Esito<FornitoreScritto, RifiutoUtenti> {
  return leggiFornitore(scritto, { modo: config.modo, haSegreto: stesso(prima, scritto) });
}

/** Is it that one still? Of what was only just typed, too. */
function stesso(
  prima: Pick<RigaFornitore, 'emittente' | 'clientId'> | null,
  { emittente, clientId }: FornitoreScritto,
): boolean {
  return prima !== null && prima.emittente === emittente.trim() && prima.clientId === clientId.trim();
}

async function aggiorna(
  t: Ctx,
  { id, nome: nomePrima }: RigaFornitore,
  { nome, segreto }: FornitoreScritto,
): Promise<Esito<undefined, RifiutoUtenti>> {
  const segretoCambiato = segreto !== '';
  if (nome === nomePrima && !segretoCambiato) return ok();
  const sigillo = segretoCambiato ? chiudiSegreto(t.config, { id, segreto }) : null;
  await updateFornitore(t, enteDi(t), { id, nome, sigillo });
  const dettaglio = { nome: nomePrima, nomeDopo: nome, segretoCambiato };
  await annota(t, { azione: 'fornitore.cambiato', oggetto: 'fornitore', oggettoId: id, dettaglio });
  return ok();
}

async function sostituisci(
  t: Ctx,
  prima: RigaFornitore | null,
  { nome, emittente, clientId, segreto }: FornitoreScritto,
): Promise<Esito<undefined, RifiutoUtenti>> {
  const enteId = enteDi(t);
  const { collegati } = await contaAppesi(t, enteId, NESSUNO);
  if (prima !== null) await deleteFornitore(t, enteId, prima.id);
  const id = await nuovoIdFornitore(t);
  const chiuso = chiudiSegreto(t.config, { id, segreto });
  if (!(await insertFornitore(t, enteId, { id, nome, emittente, clientId, ...chiuso })))
    return rifiutoUtenti('FORNITORE_CAMBIATO');
  const dopo = { nomeDopo: nome, emittenteDopo: emittente, clientIdDopo: clientId };
  if (prima === null) {
    await annota(t, { azione: 'fornitore.registrato', oggetto: 'fornitore', oggettoId: id, dettaglio: dopo });
    return ok();
  }
  const dettaglio = {
    nome: prima.nome,
    emittente: prima.emittente,
    clientId: prima.clientId,
    ...dopo,
    scollegati: collegati,
  };
  await annota(t, { azione: 'fornitore.sostituito', oggetto: 'fornitore', oggettoId: id, dettaglio });
  return ok();
}

/**
 * Lets everybody in by it, only who administers, or nobody. It is asked first whether it works before everybody is let in; turned off, it
 * closes the sessions that it opened and forgets whom it knew.
 */
export async function cambiaStatoFornitore(
  ctx: Ctx,
  { stato, versione }: Chiesto & { stato: StatoFornitore },
): Promise<Esito<undefined, RifiutoUtenti>> {
  if (stato === 'attivo') {
    const provato = await provaFornitoreEnte(ctx);
    if (!provato.ok) return provato;
    if (provato.value.problemi.length > 0) return rifiutoUtenti('FORNITORE_NON_VA');
  }
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const enteId = enteDi(t);
    const prima = await selectFornitore(t, enteId, { perCambiarlo: true });
    if (prima === null) return rifiutoUtenti('FORNITORE_ASSENTE');
    if (prima.versione !== versione || !passa(prima.stato, stato)) return rifiutoUtenti('FORNITORE_CAMBIATO');
    await updateFornitore(t, enteId, { id: prima.id, stato });
    const scollegati = stato === 'spento' ? await deleteIdentitaEnte(t, enteId, null) : 0;
    if (stato === 'in_prova') await deleteSessioniFornitore(t, enteId);
    const dettaglio = { stato: prima.stato, statoDopo: stato, scollegati };
    await annota(t, { azione: 'fornitore.stato', oggetto: 'fornitore', oggettoId: prima.id, dettaglio });
    return ok();
  });
}

/** Asks the provider of the context's ente what it is: what is wrong with it, and what is only worth knowing. */
export async function provaFornitoreEnte(ctx: Ctx): Promise<Esito<ProvaFornitore, RifiutoUtenti>> {
  if (ctx.inTx) throw new Error('provaFornitoreEnte: not inside a transaction, the provider is called');
  const riga = await ctx.tx((t) => selectFornitore(t, enteDi(t)));
  if (riga === null) return rifiutoUtenti('FORNITORE_ASSENTE');
  const dove = doveDi(ctx, riga);
  return ok(
    dove === null ? { problemi: [{ codice: 'chiave_persa' }], avvertenze: [] } : await ctx.wires.fornitori.prova(dove),
  );
}

/** How the provider is called; null: no key of ours opens its secret. */
export function doveDi({ config }: Ctx, riga: RigaFornitore): DoveFornitore | null {
  if (!siApre(config, riga)) return null;
  return { emittente: riga.emittente, clientId: riga.clientId, segreto: apriSegreto(config, riga) };
}

/** Unlinks an operator of the context's ente from whom the provider knows: they are out, and next time they show their password again. */
export async function scollegaIdentita(
  ctx: Ctx,
  { operatoreId, versione }: Chiesto & { operatoreId: OperatoreId },
): Promise<Esito<undefined, RifiutoUtenti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const enteId = enteDi(t);
    if (!(await updateMembro(t, enteId, { operatoreId, versione }))) return rifiutoUtenti('OPERATORE_CAMBIATO');
    if ((await deleteIdentitaEnte(t, enteId, operatoreId)) === 0) return ok();
    await annota(t, { azione: 'operatore.fornitore_scollegato', oggetto: 'operatore', oggettoId: operatoreId });
    return ok();
  });
}

/** Seals anew, with the first key, what the others had sealed: as `enti` does with its credentials. */
export async function ricifraFornitori(ctx: Ctx): Promise<{ ricifrate: number; perse: number }> {
  return ctx.tx(async (t) => {
    const righe = await lockFornitoriDaRicifrare(t, idChiaveCorrente(t.config));
    const note = righe.filter((riga) => siApre(t.config, riga));
    for (const riga of note) await ricifra(t, riga.enteId, riga);
    const ricifrate = note.length;
    if (ricifrate > 0)
      await annota(t, { azione: 'fornitori.ricifrati', oggetto: 'fornitore', dettaglio: { ricifrate } });
    return { ricifrate, perse: righe.length - ricifrate };
  });
}

async function ricifra(t: Ctx, enteId: EnteId, riga: { id: string; segreto: Buffer; chiaveId: string }): Promise<void> {
  const { id } = riga;
  await updateSigilloFornitore(t, enteId, {
    id,
    ...chiudiSegreto(t.config, { id, segreto: apriSegreto(t.config, riga) }),
  });
}
