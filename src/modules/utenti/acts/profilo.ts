import { ok, type Esito } from '#kernel/esito';
import type { CittadinoId } from '#kernel/ids';
import type { Lingua } from '#kernel/lingua';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { selectProfilo, updateEmail, updatePreferenze, type Preferenze, type Profilo } from '../store/profilo.ts';
import { selectEmailProvata, type ProvaId } from '../store/prova.ts';
import { chiediProva, type Provato } from './prova.ts';

/** What an address is proved for here. */
export const SCOPO_PROFILO = 'profilo';

const QUALI = ['ricevute', 'avvisi', 'promemoria'] as const;

/** The profile of who signed in. */
export async function leggiProfilo(ctx: Ctx): Promise<Profilo> {
  return ctx.tx(mio);
}

async function mio(t: Ctx): Promise<Profilo> {
  const profilo = await selectProfilo(t);
  if (profilo === null) throw new Error('cittadino: nobody has signed in');
  return profilo;
}

/** Asks for the mail that proves an address of who signed in. */
export async function chiediProvaEmail(
  ctx: Ctx,
  { email, lingua }: { email: string; lingua: Lingua },
): Promise<Esito<{ provaId: ProvaId }, RifiutoUtenti>> {
  const { id } = await leggiProfilo(ctx);
  return chiediProva(ctx, { scopo: SCOPO_PROFILO, enteId: null, oggettoId: id, email, lingua });
}

/** Saves the address that a proof has proved; the proof of another person, or of something else, saves nothing. Gives the address. */
export async function salvaEmail(
  ctx: Ctx,
  { provaId, scopo, oggettoId }: Pick<Provato, 'provaId' | 'scopo' | 'oggettoId'>,
): Promise<Esito<{ email: string }, RifiutoUtenti>> {
  return ctx.tx(async (t) => {
    const profilo = await mio(t);
    const email = await selectEmailProvata(t, provaId);
    if (scopo !== SCOPO_PROFILO || oggettoId !== profilo.id || email === null) return rifiutoUtenti('PROVA_NON_VALIDA');
    if (email !== profilo.email) {
      await updateEmail(t, profilo.id, email);
      await annotaDi(t, profilo.id, 'cittadino.email_salvata', { provaId });
    }
    return ok({ email });
  });
}

/** Forgets the address. */
export async function togliEmail(ctx: Ctx): Promise<void> {
  await ctx.tx(async (t) => {
    const profilo = await mio(t);
    if (profilo.email === null) return;
    await updateEmail(t, profilo.id, null);
    await annotaDi(t, profilo.id, 'cittadino.email_tolta', {});
  });
}

/** Says which mails they want, and in which language. What does not change is no act. */
export async function scegliPreferenze(
  ctx: Ctx,
  { lingua, ...preferenze }: Preferenze & { lingua: Lingua },
): Promise<void> {
  await ctx.tx(async (t) => {
    const profilo = await mio(t);
    await updatePreferenze(t, profilo.id, { ...preferenze, lingua });
    if (QUALI.every((quale) => profilo.preferenze[quale] === preferenze[quale])) return;
    await annotaDi(t, profilo.id, 'cittadino.preferenze', { ...preferenze });
  });
}

/** Never the address itself: the registro is kept for ever. */
function annotaDi(t: Ctx, id: CittadinoId, azione: string, dettaglio: Record<string, string | boolean>): Promise<void> {
  return annota(t, { azione, oggetto: 'cittadino', oggettoId: id, dettaglio });
}
