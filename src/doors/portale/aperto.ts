import { leggiAvviso, type Avviso } from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Quale } from './riferimento.ts';
import type { Portale } from './visita.ts';

/** What is done with a notice that is open: each is a row of the registro for each of its dovuti (model 11). */
type Apertura = 'avviso.aperto' | 'avviso.scaricato' | 'ricevuta.scaricata';

/** A notice whole, for who may read it, and the record that it was read. Null when `si` says that there is nothing to be read. */
export function leggiAperto(
  { per }: Portale,
  quale: Quale,
  { azione, si = () => true }: { azione: Apertura; si?: (avviso: Avviso) => boolean },
): Promise<Avviso | null> {
  return per(quale.enteId).tx(async (t) => {
    const avviso = await leggiAvviso(t, quale);
    if (avviso === null || !si(avviso)) return null;
    for (const { id } of avviso.dovuti) await annota(t, { azione, oggetto: 'dovuto', oggettoId: id });
    return avviso;
  });
}
