import { parseGiorno, type Giorno } from '#kernel/giorno';
import type { OperatoreId } from '#kernel/ids';
import { tipiConsentiti } from '#modules/utenti';
import type { FiltroPagati, Quando } from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import type { Flusso } from '../store.ts';

/** Which payments a booking asked for: of those, the ones that its operator may see when it is written. */
export async function filtroDi(t: Ctx, flusso: Flusso): Promise<FiltroPagati> {
  return {
    quando: quandoDi(flusso),
    tipoDovuto: flusso.richiesta?.['tipoDovuto'] ?? '',
    tipiConsentiti: await tipiDi(t, flusso),
    conRicevuta: flusso.richiesta?.['ricevuta'] === 'si',
  };
}

function quandoDi(flusso: Flusso): Quando {
  const { da, a } = flusso.richiesta ?? {};
  if (da !== undefined && a !== undefined) return { da: new Date(da), a: new Date(a) };
  return giorniDi(flusso);
}

/** The days of a booking. */
export function giorniDi({ richiesta }: Flusso): { dal: Giorno; al: Giorno } {
  return { dal: giorno(richiesta?.['dal']), al: giorno(richiesta?.['al']) };
}

/** The kinds of due that whoever booked may see; null: all. */
export async function tipiDi(t: Ctx, flusso: Flusso): Promise<Awaited<ReturnType<typeof tipiConsentiti>>> {
  const operatore = /^operatore:(.+)$/.exec(flusso.richiestoDa)?.[1];
  const enteId = t.enteId;
  if (operatore === undefined || enteId === null) return null;
  return tipiConsentiti(t, { operatoreId: operatore as OperatoreId, enteId });
}

function giorno(scritto: string | undefined): Giorno {
  const letto = parseGiorno(scritto ?? '');
  if (letto === null) throw new Error('export: the request was stored without its days');
  return letto;
}
