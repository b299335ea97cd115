import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { confronta, IMPORTO_MAX_CENTS, ZERO_CENTS, type Cents } from '#kernel/importo';
import { partitaIvaValida } from '#kernel/partita-iva';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { denominazioneValida, validaEnte, type DatiEnte } from '../core/ente.ts';
import { validaRecapiti, type Recapiti } from '../core/recapiti.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import {
  codIpaOccupato,
  esisteIntermediario,
  leggiEnte,
  updateRecapiti,
  updateTetto,
  upsertEnte,
  upsertIntermediario,
} from '../store/ente.ts';

/** The ente for which the context acts: what belongs to an ente is registered for that one. Without one, a fault. */
export function enteDi(ctx: Ctx): EnteId {
  if (ctx.enteId === null) throw new Error('enti: this act needs the ente it acts for');
  return ctx.enteId;
}

/** Registers the broker that runs the installation. Again with the same data, it changes nothing. */
export async function registraIntermediario(
  ctx: Ctx,
  i: { codiceFiscale: string; denominazione: string },
): Promise<Esito<string, RifiutoEnti>> {
  if (!partitaIvaValida(i.codiceFiscale)) return rifiutoEnti('CODICE_FISCALE_ENTE_NON_VALIDO');
  if (!denominazioneValida(i.denominazione)) return rifiutoEnti('DENOMINAZIONE_NON_VALIDA');
  return ctx.tx(async (t) => {
    const { id, come } = await upsertIntermediario(t, i);
    if (come !== 'uguale')
      await annota(t, {
        azione: 'intermediario.registrato',
        oggetto: 'intermediario',
        oggettoId: id,
        dettaglio: { come },
      });
    return ok(id);
  });
}

/** Registers an ente, INSERITO until `cambiaStato` says otherwise, or brings its data up to date. */
export async function registraEnte(
  ctx: Ctx,
  { intermediarioId, ...dati }: DatiEnte & { intermediarioId: string },
): Promise<Esito<EnteId, RifiutoEnti>> {
  const valido = validaEnte(dati);
  if (!valido.ok) return valido;
  return ctx.tx(async (t): Promise<Esito<EnteId, RifiutoEnti>> => {
    if (!(await esisteIntermediario(t, intermediarioId))) return rifiutoEnti('INTERMEDIARIO_SCONOSCIUTO');
    if (await codIpaOccupato(t, dati)) return rifiutoEnti('CODICE_IPA_OCCUPATO');
    const { id, come } = await upsertEnte(t, intermediarioId, dati);
    if (come !== 'uguale')
      await annota(t, { azione: 'ente.registrato', oggetto: 'ente', oggettoId: id, dettaglio: { come } });
    return ok(id);
  });
}

/** The ente says of itself how it is reached, what citizens read, in which other language its notices are. */
export async function aggiornaRecapiti(ctx: Ctx, recapiti: Recapiti): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  const validi = validaRecapiti(recapiti);
  if (!validi.ok) return validi;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const prima = await leggiEnte(t, enteId);
    if (prima === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    if (await updateRecapiti(t, enteId, validi.value)) {
      // Which fields, and never what they say: some of them name a person.
      const campi = CAMPI.filter((campo) => prima[campo] !== recapiti[campo]);
      await annota(t, {
        azione: 'ente.recapiti_cambiati',
        oggetto: 'ente',
        oggettoId: enteId,
        dettaglio: { campi: campi.join(', ') },
      });
    }
    return ok();
  });
}

const CAMPI = [
  'settore',
  'info',
  'indirizzo',
  'email',
  'telefono',
  'pec',
  'sito',
  'popolazione',
  'testoCittadini',
  'linguaAggiuntiva',
  'referenteNome',
  'referenteEmail',
  'referenteTelefono',
] as const satisfies readonly (keyof Recapiti)[];

/** Sets what a dovuto may cost at the most while the context's ente is tried out. */
export async function impostaTetto(ctx: Ctx, tettoCents: Cents): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  if (confronta(tettoCents, ZERO_CENTS) <= 0 || confronta(tettoCents, IMPORTO_MAX_CENTS) > 0)
    return rifiutoEnti('TETTO_NON_VALIDO');
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    if ((await leggiEnte(t, enteId)) === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    if (await updateTetto(t, enteId, tettoCents))
      await annota(t, {
        azione: 'ente.tetto_impostato',
        oggetto: 'ente',
        oggettoId: enteId,
        dettaglio: { tettoCents },
      });
    return ok();
  });
}
