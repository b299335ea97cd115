import type { VNode } from 'preact';
import type { Aspetto } from '#platform/http/rispondi';
import type { Risorse } from '#platform/http/statico';
import type { Testi } from '#testi/catalogo';
import { Interfaccia } from '#ui/contesto';
import { Cornice } from '#ui/cornice';
import { PaginaErrore } from '#ui/pagina-errore';
import type { Sito } from '#ui/sito';
import { VAI } from './indirizzi.ts';
import type { Portale, RichiestaPortale, SessionePortale } from './visita.ts';

/** What the frame says, whoever looks; the Region once it is known. */
export type Comune = { intermediario: string | null; versione: string };

/** What the frame says: who has a carrello finds it there, whoever looks else reads the same. */
export function sitoDi(
  comune: Comune,
  { t, percorso, conCarrello = false }: { t: Testi; percorso: string; conCarrello?: boolean },
): Sito {
  const testi = t.portale;
  return {
    porta: 'portale',
    intermediario: comune.intermediario ?? testi.intermediario,
    inizio: VAI.inizio,
    navigazione: [
      { testo: testi.navigazione.paga, a: VAI.inizio },
      { testo: testi.navigazione.enti, a: VAI.enti },
      ...(conCarrello ? [{ testo: t.carrello.voce, a: VAI.carrello }] : []),
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
    lingue: { a: VAI.lingua, torna: percorso },
  };
}

/** How the pages of this door look. */
export function aspettoPortale(risorsa: Risorse, sito: (r: RichiestaPortale) => Sito): Aspetto<SessionePortale> {
  return {
    avvolgi: (corpo, r) => (
      <Interfaccia risorsa={risorsa} csrf={r.csrf} lingua={r.lingua}>
        {corpo}
      </Interfaccia>
    ),
    errore: (errore, r) => <PaginaErrore sito={sito(r)} errore={errore} />,
  };
}

type PropFoglio = Omit<Parameters<typeof Cornice>[0], 'sito'> & { u: Portale };

/** A page of this door in its frame. */
export function Foglio({ u, ...resto }: PropFoglio): VNode {
  return <Cornice sito={u.sito} {...resto} />;
}
