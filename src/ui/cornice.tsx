import type { ComponentChildren, VNode } from 'preact';
import { Collegamento } from './collegamento.tsx';
import { useContesto } from './contesto.tsx';
import { Icona } from './icona.tsx';
import { Modulo } from './modulo.tsx';
import { ScegliLingua } from './lingua.tsx';
import { Piede } from './piede.tsx';
import { TASTO_CERCA, type Sito, type Vista, type Voce } from './sito.tsx';

export { TASTO_CERCA, type Sito, type Vista, type Voce } from './sito.tsx';

type Proprieta = {
  sito: Sito;
  vista?: Vista;
  /** The `h1`, and the first words of the browser's title. */
  titolo: string;
  /** When it is not in the language of the page: what an ente wrote is Italian. */
  linguaTitolo?: 'it' | undefined;
  /** Field of which the `h1` is the label, on pages that ask one thing. */
  titoloPer?: string;
  /** Section, for the browser's title and for the entry of the menu to mark: the address of the entry. */
  sezione?: string;
  /** From the second level on: the pages above this one, outermost first. */
  percorso?: readonly Voce[];
  /** The form came back with errors: the browser's title says so first, which is what a screen reader says first. */
  conErrori?: boolean;
  /** Where there is no script, the page is asked for again after so many seconds: what it waits for is about to happen. */
  ricarica?: number;
  children: ComponentChildren;
};

/** The whole document: head, skip links, header, one `main` with one `h1`, footer. */
export function Cornice(props: Proprieta): VNode {
  const {
    sito,
    vista = {},
    titolo,
    linguaTitolo,
    titoloPer,
    sezione,
    percorso,
    conErrori = false,
    ricarica,
    children,
  } = props;
  const { testi, lingua } = useContesto();
  const voce = sito.navigazione.find((v) => v.a === sezione);
  const parti = [
    conErrori ? `${testi.errore}: ${titolo}` : titolo,
    voce?.testo,
    vista.ente?.denominazione,
    testi.prodotto,
  ];
  const principale = (
    <main id="contenuto" tabindex={-1}>
      {vista.cerca !== undefined && <Ricerca a={vista.cerca} />}
      <h1 lang={linguaTitolo === lingua ? undefined : linguaTitolo}>
        {titoloPer === undefined ? titolo : <label for={`campo-${titoloPer}`}>{titolo}</label>}
      </h1>
      {children}
    </main>
  );
  return (
    <html lang={lingua}>
      <Testa titolo={[...new Set(parti.filter((parte) => parte !== undefined))].join(' – ')} ricarica={ricarica} />
      <body class={sito.porta}>
        <Salti menu={sito.navigazione.length > 0} />
        <Intestazione sito={sito} vista={vista} sezione={sezione} />
        <div class="container">
          {percorso !== undefined && <Percorso voci={percorso} titolo={titolo} />}
          {sito.porta === 'ufficio' && sito.navigazione.length > 0 ? (
            <div class="ufficio-corpo">
              <MenuLaterale voci={sito.navigazione} sezione={sezione} />
              {principale}
            </div>
          ) : (
            principale
          )}
        </div>
        <Piede sito={sito} />
      </body>
    </html>
  );
}

function Testa({ titolo, ricarica }: { titolo: string; ricarica: number | undefined }): VNode {
  const { risorsa } = useContesto();
  return (
    <head>
      <meta charset="utf-8" />
      <title>{titolo}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {['400', '600'].map((peso) => (
        <link
          rel="preload"
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
          href={risorsa(`titillium-web-latin-${peso}-normal.woff2`)}
        />
      ))}
      <link rel="stylesheet" href={risorsa('mypay.css')} />
      <link rel="icon" type="image/svg+xml" href={risorsa('favicon.svg')} />
      <script src={risorsa('htmx.js')} defer />
      {ricarica !== undefined && (
        <noscript>
          <meta http-equiv="refresh" content={String(ricarica)} />
        </noscript>
      )}
    </head>
  );
}

function Salti({ menu }: { menu: boolean }): VNode {
  const { testi } = useContesto();
  return (
    <nav class="skiplinks" aria-label={testi.collegamentiUtili}>
      <a class="visually-hidden-focusable" href="#contenuto">
        {testi.salta.contenuto}
      </a>
      {menu && (
        <a class="visually-hidden-focusable" href="#menu">
          {testi.salta.menu}
        </a>
      )}
      <a class="visually-hidden-focusable" href="#piede">
        {testi.salta.piede}
      </a>
    </nav>
  );
}

function Intestazione({ sito, vista, sezione }: { sito: Sito; vista: Vista; sezione: string | undefined }): VNode {
  const { testi } = useContesto();
  return (
    <header class="it-header-wrapper">
      {(vista.ente?.prova === true || vista.prova === true) && <p class="banda-prova">{testi.prova}</p>}
      <div class="it-header-slim-wrapper">
        <div class="container">
          <div class="it-header-slim-wrapper-content">
            <span class="intermediario">{sito.intermediario}</span>
            <div class="it-header-slim-right-zone">
              {sito.lingue && <ScegliLingua lingue={sito.lingue} />}
              <Persona vista={vista} />
            </div>
          </div>
        </div>
      </div>
      <div class="it-nav-wrapper">
        <div class="it-header-center-wrapper it-small-header">
          <div class="container">
            <div class="it-header-center-content-wrapper">
              <div class="it-brand-wrapper">
                <Collegamento a={sito.inizio}>
                  <Icona nome="it-pa" misura="md" />
                  <div class="it-brand-text">
                    <div class="it-brand-title">{testi.prodotto}</div>
                    <div class="it-brand-tagline">{testi.motto}</div>
                  </div>
                </Collegamento>
              </div>
              {vista.ente && (
                <div class="ente-intestazione">
                  {vista.ente.logo !== undefined && <img src={vista.ente.logo} alt="" />}
                  {vista.ente.denominazione}
                </div>
              )}
            </div>
          </div>
        </div>
        {sito.porta === 'portale' && sito.navigazione.length > 0 && (
          <nav id="menu" class="navigazione" aria-label={testi.principale}>
            <div class="container">
              <Voci voci={sito.navigazione} sezione={sezione} />
            </div>
          </nav>
        )}
      </div>
    </header>
  );
}

function Persona({ vista }: { vista: Vista }): VNode | null {
  const { testi } = useContesto();
  if (vista.persona !== undefined) {
    return (
      <>
        <Nome {...vista.persona} />
        <Modulo a={vista.persona.esci}>
          <button type="submit" class="accesso" name="esci" value="si">
            {testi.esci}
          </button>
        </Modulo>
      </>
    );
  }
  if (vista.accedi === undefined) return null;
  return (
    <Collegamento a={vista.accedi} classe="accesso" icona="it-user">
      {testi.accedi}
    </Collegamento>
  );
}

/** The person, by name; a link where they have a page of theirs. */
function Nome({ nome, a }: { nome: string; a?: string }): VNode {
  const { testi } = useContesto();
  const detto = (
    <>
      <span class="visually-hidden">{testi.persona} </span>
      {nome}
    </>
  );
  if (a === undefined) return <span class="persona">{detto}</span>;
  return (
    <Collegamento a={a} classe="accesso" icona="it-user">
      {detto}
    </Collegamento>
  );
}

function Voci({ voci, sezione }: { voci: readonly Voce[]; sezione: string | undefined }): VNode {
  return (
    <ul>
      {voci.map(({ testo, a, tasto }) => (
        <li key={a}>
          <Collegamento a={a} corrente={a === sezione ? 'true' : undefined} tasto={tasto}>
            {testo}
          </Collegamento>
        </li>
      ))}
    </ul>
  );
}

/** A popover on a narrow screen, opened by its button without any script; in the page on a wide one (stile/_ufficio.scss). */
function MenuLaterale({ voci, sezione }: { voci: readonly Voce[]; sezione: string | undefined }): VNode {
  const { testi } = useContesto();
  return (
    <div id="menu">
      <button type="button" class="btn btn-outline-primary menu-apri" popovertarget="menu-voci">
        <Icona nome="it-burger" />
        {testi.menu}
      </button>
      <nav id="menu-voci" class="menu-laterale" popover="auto" aria-label={testi.principale}>
        <Voci voci={voci} sezione={sezione} />
      </nav>
    </div>
  );
}

function Percorso({ voci, titolo }: { voci: readonly Voce[]; titolo: string }): VNode {
  const { testi } = useContesto();
  return (
    <nav class="breadcrumb-container" aria-label={testi.percorso}>
      <ol class="breadcrumb">
        {voci.map(({ testo, a }) => (
          <li key={a} class="breadcrumb-item">
            <Collegamento a={a}>{testo}</Collegamento>
            <span class="separator" aria-hidden="true">
              /
            </span>
          </li>
        ))}
        <li class="breadcrumb-item active" aria-current="page">
          {titolo}
        </li>
      </ol>
    </nav>
  );
}

function Ricerca({ a }: { a: string }): VNode {
  const { testi } = useContesto();
  return (
    <search>
      <Modulo a={a} classe="ricerca">
        <label class="visually-hidden" for="ricerca">
          {testi.cercaEtichetta}
        </label>
        <input
          id="ricerca"
          name="testo"
          type="search"
          class="form-control"
          accesskey={TASTO_CERCA}
          autocomplete="off"
          placeholder={testi.cercaEtichetta}
        />
        <button type="submit" class="btn btn-outline-primary">
          <Icona nome="it-search" />
          {testi.cerca}
        </button>
      </Modulo>
    </search>
  );
}
