import type { VNode } from 'preact';
import type { EventoLetto } from '#modules/registro';
import { ufficioScambi as testi } from '#testi/it/ufficio-scambi';
import { Modulo } from '#ui/modulo';

/** A message exchanged with pagoPA, as people call it. */
export function nomeEvento({ tipo, sottotipo }: EventoLetto): string {
  return `${testi.tipi[tipo] ?? tipo}, ${testi.versi[sottotipo]}`;
}

/** Opens the text of a message, where it was kept: an act, for it is journalled. */
export function ApriEvento({ evento }: { evento: EventoLetto }): VNode {
  if (evento.byte === null) return <>{testi.senzaTesto}</>;
  return (
    <Modulo>
      <input type="hidden" name="lotto" value={evento.lottoId} />
      <button type="submit" class="btn btn-link" name="evento" value={evento.id}>
        <span aria-hidden="true">{testi.apri}</span>
        <span class="visually-hidden">{testi.apriQuale(nomeEvento(evento))}</span>
      </button>
    </Modulo>
  );
}
