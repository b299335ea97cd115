import type { VNode } from 'preact';
import type { Aspetto } from '#platform/http/rispondi';
import type { Risorse } from '#platform/http/statico';
import { carrello } from '#testi/it/portale-carrello';
import { portale as testi } from '#testi/it/portale';
import { Interfaccia } from '#ui/contesto';
import { Cornice } from '#ui/cornice';
import { PaginaErrore } from '#ui/pagina-errore';
import type { Sito } from '#ui/sito';
import { VAI } from './indirizzi.ts';
import type { Portale, SessionePortale } from './visita.ts';

/** What the frame says: who has a carrello finds it there, whoever looks else reads the same. */
export function sitoDi(comune: { intermediario: string; versione: string }, { conCarrello = false } = {}): Sito {
  return {
    porta: 'portale',
    intermediario: comune.intermediario,
    inizio: VAI.inizio,
    navigazione: [
      { testo: testi.navigazione.paga, a: VAI.inizio },
      { testo: testi.navigazione.enti, a: VAI.enti },
      ...(conCarrello ? [{ testo: carrello.voce, a: VAI.carrello }] : []),
      { testo: testi.navigazione.assistenza, a: VAI.assistenza },
    ],
    piede: [
      { testo: testi.piede.accessibilita, a: VAI.accessibilita },
      { testo: testi.piede.privacy, a: VAI.privacy },
      { testo: testi.piede.assistenza, a: VAI.assistenza },
      { testo: testi.piede.ufficio, a: VAI.ufficio },
    ],
    assistenza: testi.piede.orari,
    versione: comune.versione,
  };
}

/** How the pages of this door look. */
export function aspettoPortale(risorsa: Risorse, sito: () => Sito): Aspetto<SessionePortale> {
  return {
    avvolgi: (corpo, r) => (
      <Interfaccia risorsa={risorsa} csrf={r.csrf}>
        {corpo}
      </Interfaccia>
    ),
    errore: (errore) => <PaginaErrore sito={sito()} errore={errore} />,
  };
}

type PropFoglio = Omit<Parameters<typeof Cornice>[0], 'sito'> & { u: Portale };

/** A page of this door in its frame. */
export function Foglio({ u, ...resto }: PropFoglio): VNode {
  return <Cornice sito={u.sito} {...resto} />;
}
