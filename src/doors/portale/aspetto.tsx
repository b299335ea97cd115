import type { VNode } from 'preact';
import { siEntra } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import type { Aspetto } from '#platform/http/rispondi';
import type { Risorse } from '#platform/http/statico';
import type { Testi } from '#testi/catalogo';
import { Interfaccia } from '#ui/contesto';
import { Cornice } from '#ui/cornice';
import { PaginaErrore } from '#ui/pagina-errore';
import type { Sito } from '#ui/sito';
import { VAI } from './indirizzi.ts';
import { nomeDi, type Portale, type RichiestaPortale, type SessionePortale } from './visita.ts';

/** What the frame says, whoever looks; the Region once it is known. */
export type Comune = { intermediario: string | null; versione: string };

/** What the frame says: who has signed in finds what is theirs there, who has a carrello finds that, whoever looks else reads the same. */
export function sitoDi(
  comune: Comune,
  {
    t,
    percorso,
    conCarrello = false,
    conPosizioni = false,
  }: { t: Testi; percorso: string; conCarrello?: boolean; conPosizioni?: boolean },
): Sito {
  const testi = t.portale;
  return {
    porta: 'portale',
    intermediario: comune.intermediario ?? testi.intermediario,
    inizio: VAI.inizio,
    navigazione: [
      { testo: testi.navigazione.paga, a: VAI.inizio },
      { testo: testi.navigazione.enti, a: VAI.enti },
      ...(conPosizioni ? [{ testo: t.area.voce, a: VAI.posizioni }] : []),
      ...(conCarrello ? [{ testo: t.carrello.voce, a: VAI.carrello }] : []),
      { testo: testi.navigazione.assistenza, a: VAI.assistenza },
    ],
    piede: [
      { testo: testi.piede.accessibilita, a: VAI.accessibilita },
      { testo: testi.piede.privacy, a: VAI.privacy },
      { testo: testi.piede.assistenza, a: VAI.assistenza },
      { testo: t.ricerca.segnala.titolo, a: VAI.segnala },
      { testo: testi.piede.ufficio, a: VAI.ufficio },
      { testo: testi.piede.sviluppatori, a: VAI.sviluppatori },
    ],
    assistenza: testi.piede.orari,
    versione: comune.versione,
    lingue: { a: VAI.lingua, torna: percorso },
  };
}

/** Who looks: by name, or with where to sign in, and then come back here. */
export function chiGuarda(ctx: Ctx, { sessione, percorso }: RichiestaPortale): Portale['chi'] {
  const persona = sessione?.cittadino ?? null;
  if (persona !== null) return { persona: { nome: nomeDi(persona), a: VAI.profilo, esci: VAI.esci } };
  if (!siEntra(ctx)) return {};
  return { accedi: percorso === VAI.inizio ? VAI.accedi : VAI.accediPoi(percorso) };
}

/** How the pages of this door look. */
export function aspettoPortale(
  risorsa: Risorse,
  { sito, chi }: { sito: (r: RichiestaPortale) => Sito; chi: (r: RichiestaPortale) => Portale['chi'] },
): Aspetto<SessionePortale> {
  return {
    avvolgi: (corpo, r) => (
      <Interfaccia risorsa={risorsa} csrf={r.csrf} lingua={r.lingua}>
        {corpo}
      </Interfaccia>
    ),
    errore: (errore, r) => <PaginaErrore sito={sito(r)} vista={chi(r)} errore={errore} />,
  };
}

type PropFoglio = Omit<Parameters<typeof Cornice>[0], 'sito'> & { u: Portale };

/** A page of this door in its frame. */
export function Foglio({ u, vista, ...resto }: PropFoglio): VNode {
  return <Cornice sito={u.sito} vista={{ ...u.chi, ...vista }} {...resto} />;
}
