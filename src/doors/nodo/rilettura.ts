import { ok } from '#kernel/esito';
import type { MessaggioDaElaborare, MessaggioRicevuta } from '#modules/pagamenti';
import { leggiBusta } from '#platform/soap/busta';
import { conXml } from '#platform/xml/documento';
import { leggiRicevuta } from './ricevuta.ts';

/** A stored receipt message read again, as when it came; null when it is not one. Its defects of schema were noted then. */
export function rileggiMessaggio({ operazione, grezzo }: MessaggioDaElaborare): MessaggioRicevuta | null {
  const versione = operazione === 'paSendRT' ? 1 : 2;
  const letta = conXml(grezzo, ({ radice }) => {
    // What biz-events has answered was written without an envelope.
    if (operazione === 'getOrganizationReceipt') return ok(leggiRicevuta(radice, [], versione));
    const aperta = leggiBusta(radice);
    return aperta.ok ? ok(leggiRicevuta(aperta.value.corpo, [], versione)) : aperta;
  });
  if (!letta.ok) return null;
  const { ricevuta, difetti, canonico, ...chiamata } = letta.value;
  return {
    ...{ operazione, versione, grezzo, chiamata, difetti, canonico },
    ricevuta: ricevuta.ok ? ricevuta.value : null,
  };
}
