import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { DatiEnte } from '../core/ente.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { leggiEnte, type Ente } from '../store/ente.ts';
import { esisteEnte, selectIntermediarioId } from '../store/elenco.ts';
import { enteDi, registraEnte } from './ente.ts';

/** Registers an ente that is not there yet, for the intermediario of the installation. One that is there is not touched. */
export async function creaEnte(ctx: Ctx, dati: DatiEnte): Promise<Esito<EnteId, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<EnteId, RifiutoEnti>> => {
    const intermediarioId = await selectIntermediarioId(t);
    if (intermediarioId === null) return rifiutoEnti('INTERMEDIARIO_SCONOSCIUTO');
    if (await esisteEnte(t, dati)) return rifiutoEnti('ENTE_GIA_REGISTRATO');
    return registraEnte(t, { ...dati, intermediarioId });
  });
}

/** What the intermediario registers of an ente, and may put right: never its tax code, which is the ente itself. */
export type Anagrafica = Pick<DatiEnte, 'codIpa' | 'denominazione' | 'tipo' | 'cbill'>;
const CAMPI = ['codIpa', 'denominazione', 'tipo', 'cbill'] as const satisfies readonly (keyof Anagrafica)[];

/** A field that would change, with what it is and what it would be. */
export type CambioAnagrafica = { campo: keyof Anagrafica; prima: string | null; dopo: string | null };

/** What would change of an ente. */
export function differenzeAnagrafica(ente: Ente, nuova: Anagrafica): CambioAnagrafica[] {
  return CAMPI.filter((campo) => ente[campo] !== nuova[campo]).map((campo) => ({
    campo,
    prima: ente[campo],
    dopo: nuova[campo],
  }));
}

/** Puts right what is registered of the context's ente, and keeps what each field was. Nothing that changes is nothing that is done. */
export async function modificaEnte(ctx: Ctx, nuova: Anagrafica): Promise<Esito<CambioAnagrafica[], RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<CambioAnagrafica[], RifiutoEnti>> => {
    const ente = await leggiEnte(t, enteId);
    if (ente === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    const cambi = differenzeAnagrafica(ente, nuova);
    if (cambi.length === 0) return ok(cambi);
    const registrato = await registraEnte(t, { ...ente, ...nuova });
    if (!registrato.ok) return registrato;
    const dettaglio = Object.fromEntries(
      cambi.flatMap(({ campo, prima, dopo }) => [
        [`${campo}Prima`, prima],
        [`${campo}Dopo`, dopo],
      ]),
    );
    await annota(t, { azione: 'ente.anagrafica_cambiata', oggetto: 'ente', oggettoId: enteId, dettaglio });
    return ok(cambi);
  });
}
