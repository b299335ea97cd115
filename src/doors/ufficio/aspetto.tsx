import type { VNode } from 'preact';
import type { Permesso } from '#modules/utenti';
import type { Aspetto } from '#platform/http/rispondi';
import type { Risorse } from '#platform/http/statico';
import { ufficio as testi } from '#testi/it/ufficio';
import { Interfaccia } from '#ui/contesto';
import { Cornice, type Sito, type Vista, type Voce } from '#ui/cornice';
import { PaginaErrore } from '#ui/pagina-errore';
import { puoNellaSessione } from './ammette.ts';
import { VAI } from './indirizzi.ts';
import { IN_REGIONE } from './regione/indirizzi.ts';
import type { SessioneUfficio, Ufficio } from './lavoro.ts';

/** A section, for who may open it: the door would not let others in. `senno` stands in its place for who may not. */
type Sezione = Voce & { permesso?: Permesso; senno?: Voce };

const NAVIGAZIONE: readonly Sezione[] = [
  { testo: testi.navigazione.oggi, a: VAI.oggi },
  { testo: testi.navigazione.dovuti, a: VAI.dovuti },
  { testo: testi.navigazione.flussi, a: VAI.flussi },
  { testo: testi.navigazione.incassi, a: VAI.incassi },
  {
    ...{ testo: testi.navigazione.rendicontazione, a: VAI.rendicontazioni, permesso: 'rendiconta' },
    senno: { testo: testi.navigazione.mancanti, a: VAI.mancanti },
  },
  { testo: testi.navigazione.link, a: VAI.link },
  { testo: testi.navigazione.deleghe, a: VAI.deleghe, permesso: 'vedeDeleghe' },
  { testo: testi.navigazione.registro, a: VAI.registro },
  { testo: testi.navigazione.configurazione, a: VAI.configurazione, permesso: 'configura' },
  { testo: testi.navigazione.intermediario, a: IN_REGIONE.indice, permesso: 'installazione' },
];

/** A section has the same key for everybody, also for who does not see those before it. */
function vociPer(sessione: SessioneUfficio | null): readonly Voce[] {
  return NAVIGAZIONE.flatMap(({ permesso = 'consulta', senno, ...voce }, i) => {
    const sua = puoNellaSessione(sessione, permesso)
      ? voce
      : puoNellaSessione(sessione, 'consulta')
        ? senno
        : undefined;
    return sua === undefined ? [] : [{ ...sua, tasto: String((i + 1) % 10) }];
  });
}

/** What the frame says, whoever looks. The menu is for who works: before there is nowhere to go. */
export function sitoDi(sessione: SessioneUfficio | null, comune: { intermediario: string; versione: string }): Sito {
  const navigazione = vociPer(sessione);
  return {
    porta: 'ufficio',
    intermediario: comune.intermediario,
    // Of who works for no ente, the section of the installation.
    inizio: navigazione[0]?.a ?? VAI.oggi,
    navigazione,
    piede: [
      ...(puoNellaSessione(sessione, 'consulta') ? [{ testo: testi.piede.scorciatoie, a: VAI.scorciatoie }] : []),
      { testo: testi.piede.accessibilita, a: '/accessibilita' },
      { testo: testi.piede.privacy, a: '/privacy' },
      { testo: testi.piede.assistenza, a: '/assistenza' },
    ],
    assistenza: testi.assistenza,
    versione: comune.versione,
  };
}

/** Who is looking, and for which ente: both always in sight. */
export function vistaDi(sessione: SessioneUfficio | null): Vista {
  if (sessione === null) return {};
  const { nome, ente } = sessione;
  const persona = { nome, esci: VAI.esci, a: VAI.io };
  if (ente === null) return { persona };
  const { denominazione, prova, haLogo } = ente;
  return { persona, ente: { denominazione, prova, logo: haLogo ? VAI.logo : undefined }, cerca: VAI.cerca };
}

/** How the pages of this door look. */
export function aspettoUfficio(
  risorsa: Risorse,
  sito: (sessione: SessioneUfficio | null) => Sito,
): Aspetto<SessioneUfficio> {
  return {
    avvolgi: (corpo, r) => (
      <Interfaccia risorsa={risorsa} csrf={r.csrf}>
        {corpo}
      </Interfaccia>
    ),
    errore: (errore, r) => <PaginaErrore sito={sito(r.sessione)} vista={vistaDi(r.sessione)} errore={errore} />,
  };
}

type PropFoglio = Omit<Parameters<typeof Cornice>[0], 'sito' | 'vista'> & {
  u: Ufficio;
  /** The page has a search box of its own, which keeps what was looked for. */
  senzaRicerca?: boolean;
};

/** A page of this door in its frame. */
export function Foglio({ u, senzaRicerca = false, ...resto }: PropFoglio): VNode {
  const { cerca: _, ...muta } = u.vista;
  return <Cornice sito={u.sito} vista={senzaRicerca ? muta : u.vista} {...resto} />;
}
