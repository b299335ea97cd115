import type { VNode } from 'preact';
import type { Testi } from '#testi/catalogo';
import { Azioni, Bottone } from './bottone.tsx';
import { useContesto } from './contesto.tsx';
import { Cornice, type Sito, type Vista } from './cornice.tsx';

type Proprieta = {
  sito: Sito;
  vista?: Vista;
  errore: {
    motivo: keyof Testi['interfaccia']['errori'];
    testo?: string | undefined;
    riferimento?: string | undefined;
  };
};

/** Why there is no page: what happened, what it means, what to do now, in the frame of the door. */
export function PaginaErrore({ sito, vista = {}, errore }: Proprieta): VNode {
  const { testi } = useContesto();
  const { titolo, testo } = testi.errori[errore.motivo];
  return (
    <Cornice sito={sito} vista={vista} titolo={titolo}>
      <p>{errore.testo ?? testo}</p>
      {errore.riferimento !== undefined && <p>{testi.riferimento(errore.riferimento)}</p>}
      <Azioni>
        <Bottone a={sito.inizio}>{testi.inizio}</Bottone>
      </Azioni>
    </Cornice>
  );
}
