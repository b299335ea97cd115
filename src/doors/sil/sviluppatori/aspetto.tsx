import type { Aspetto } from '#platform/http/rispondi';
import type { Sessione } from '#platform/http/pagina';
import type { Risorse } from '#platform/http/statico';
import { Interfaccia } from '#ui/contesto';
import type { Sito } from '#ui/cornice';
import { PaginaErrore } from '#ui/pagina-errore';

/** How these pages look: as those of the portale. */
export function aspettoSviluppatori(risorsa: Risorse, sito: () => Sito): Aspetto<Sessione> {
  return {
    avvolgi: (corpo, r) => (
      <Interfaccia risorsa={risorsa} csrf={r.csrf}>
        {corpo}
      </Interfaccia>
    ),
    errore: (errore) => <PaginaErrore sito={sito()} errore={errore} />,
  };
}
