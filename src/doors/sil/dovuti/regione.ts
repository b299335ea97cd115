import type { EnteId } from '#kernel/ids';
import { enteDaCodIpa, leggiEnte, verificaPasswordSil } from '#modules/enti';
import { entiDelDebitore } from '#modules/posizioni';
import { creaCtx, type Ctx } from '#platform/contesto';
import type { Elemento } from '#platform/xml/elemento';
import { figlio } from '#platform/xml/elemento';
import type { Accesso, Credenziali } from '../accesso.ts';
import { SPAZIO_DOCUMENTI } from '../contratto.ts';
import { testo } from '../leggi.ts';
import { fault, type Ingresso, type Visita } from '../operazione.ts';

/**
 * Lets in who asks of a person (mypay-webservices 1.16): the ente that administers the installation, whichever ente it asks of; or the
 * ente that it names, by its own password, which is then told of itself alone. What is wrong counts against both.
 */
export async function entraRegione(ingresso: Ingresso, detto: Credenziali): Promise<Accesso> {
  const { mondo } = ingresso;
  const regione = mondo.config.enteAmministratore;
  const sua = { codIpa: regione ?? '', password: detto.password };
  if (regione === null || uguale(regione, detto.codIpa)) return ingresso.entra(detto);
  if (detto.codIpa === '') return ingresso.entra(sua);
  const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
  if ((await verificaPasswordSil(ctx, detto)) !== null) return ingresso.entra(detto);
  const entrata = await ingresso.entra(sua);
  return entrata.ok ? entrata : ingresso.entra(detto);
}

const uguale = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Of whom it is asked, and at which ente; null: at all of them. */
export type Persona = { tipo: 'F' | 'G' | null; codice: string | null; codIpa: string | null };

export function leggiPersona(corpo: Elemento): Persona {
  const chi = figlio(corpo, 'identificativoUnivocoPersonaFG') ?? corpo;
  const di = (nome: string): string | null => testo(chi, nome, SPAZIO_DOCUMENTI) ?? testo(chi, nome);
  const tipo = di('tipoIdentificativoUnivoco');
  return {
    tipo: tipo === 'F' || tipo === 'G' ? tipo : null,
    codice: di('codiceIdentificativoUnivoco')?.toUpperCase() ?? null,
    codIpa: testo(corpo, 'codIpaEnte'),
  };
}

export const FAULT_PERSONA = [
  'PAA_ENTE_NON_VALIDO',
  'PAA_TIPO_IDENTIFICATIVO_PAGATORE_NON_VALIDO',
  'PAA_CODICE_IDENTIFICATIVO_PAGATORE_NON_PRESENTE',
] as const;

/** An ente that is asked, each in a context of its own. */
export type EnteChiesto = { enteId: EnteId; codIpa: string; denominazione: string; ctx: Ctx };
type Chi = { tipo: 'F' | 'G'; codice: string };

/** At which enti, and of whom; or why not, in the order of the dialect. */
export async function entiChiesti(
  { ctx, ente, mondo }: Visita,
  { tipo, codice, codIpa }: Persona,
): Promise<{ enti: EnteChiesto[]; chi: Chi } | ReturnType<typeof fault<(typeof FAULT_PERSONA)[number]>>> {
  const diSe = !uguale(ente.codIpa, mondo.config.enteAmministratore ?? '');
  const suo = await leggiEnte(ctx, ente.enteId);
  if (suo === null) throw new Error('an ente that was let in is not there');
  const { ambiente } = suo;
  const nominato = codIpa === null || diSe ? null : await enteDaCodIpa(ctx, { codIpa, ambiente });
  if (codIpa !== null && !diSe && nominato === null) return fault('PAA_ENTE_NON_VALIDO', 'Ente sconosciuto');
  if (tipo === null) return fault('PAA_TIPO_IDENTIFICATIVO_PAGATORE_NON_VALIDO', 'F oppure G');
  if (codice === null) return fault('PAA_CODICE_IDENTIFICATIVO_PAGATORE_NON_PRESENTE');
  const uno = diSe ? suo : nominato;
  // Who has no name is nobody: what is asked of them is asked of no person.
  const ids =
    codice === 'ANONIMO' ? [] : uno === null ? await entiDelDebitore(ctx, { codice, ambiente }) : [uno.enteId];
  const enti = await Promise.all(
    ids.map(async (enteId): Promise<EnteChiesto> => {
      const per = enteId === ente.enteId ? ctx : ctx.per(enteId);
      const letto = await leggiEnte(per, enteId);
      if (letto === null) throw new Error('an ente of a debtor is not there');
      return { enteId, codIpa: letto.codIpa, denominazione: letto.denominazione, ctx: per };
    }),
  );
  return { enti, chi: { tipo, codice } };
}
