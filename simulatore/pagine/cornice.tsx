/** The frame of every page: band, navigation, one h1; and the small pieces that pages share. */
import type { ComponentChildren, VNode } from 'preact';
import type { Verdetto } from '../nodo/giudice.ts';
import { perPersone } from '../tempo.ts';

const VOCI = [
  ['/', 'Inizio'],
  ['/ente', 'Sito dell’ente'],
  ['/gestionale', 'Gestionale dell’ente'],
  ['/paga', 'Paga un avviso'],
  ['/checkout', 'Checkout'],
  ['/ricevute', 'Ricevute'],
  ['/fdr', 'Rendicontazioni'],
  ['/biz-events', 'Ricevute perse'],
  ['/messaggi', 'Messaggi'],
  ['/posta', 'Posta'],
] as const;

type Sezione = (typeof VOCI)[number][0];

type Cornice = {
  titolo: string;
  /** The part of the site the page belongs to. */
  sezione: Sezione | null;
  children: ComponentChildren;
};

export function Pagina({ titolo, sezione, children }: Cornice): VNode {
  return (
    <html lang="it">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${titolo} – Simulatore – MyPay`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/stile.css" />
      </head>
      <body>
        <a class="salta" href="#contenuto">
          Vai al contenuto
        </a>
        <header>
          <p class="fascia">
            <strong>SIMULATORE</strong> – nessun pagamento è reale
          </p>
          <nav aria-label="Parti del simulatore">
            <ul>
              {VOCI.map(([indirizzo, nome]) => (
                <li>
                  <a href={indirizzo} aria-current={indirizzo === sezione ? 'true' : undefined}>
                    {nome}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="contenuto" tabIndex={-1}>
          <h1>{titolo}</h1>
          {children}
        </main>
        <footer>
          <p>
            Qui stanno gli altri: il Nodo dei Pagamenti, le banche, la posta di tutti. Persone, banche e soldi sono
            inventati; quando il simulatore si ferma dimentica tutto.
          </p>
        </footer>
      </body>
    </html>
  );
}

const ESITI = {
  OK: { tono: 'bene', parola: 'OK' },
  KO: { tono: 'male', parola: 'KO' },
  MALFORMATA: { tono: 'dubbio', parola: 'Risposta inutilizzabile' },
} as const;

/** Drawn, so that they look the same whatever fonts the machine has. */
const SEGNI = {
  bene: 'M2 9l4 4 8-10',
  male: 'M3 3l10 10M13 3L3 13',
  dubbio: 'M8 2v8M8 12.5v2',
  attesa: 'M8 3v5l4 3M8 1a7 7 0 1 0 .1 0',
};

type Bollino = { tono: keyof typeof SEGNI; children: ComponentChildren };

/** A state as a word, a sign and a colour, never a colour alone. */
export function Bollino({ tono, children }: Bollino): VNode {
  return (
    <span class={`bollino ${tono}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={SEGNI[tono]} />
      </svg>{' '}
      {children}
    </span>
  );
}

export function BollinoVerdetto({ verdetto }: { verdetto: Verdetto }): VNode {
  const { tono, parola } = ESITI[verdetto.esito];
  return <Bollino tono={tono}>{verdetto.faultCode ?? parola}</Bollino>;
}

export function Ora({ istante }: { istante: Date }): VNode {
  return <time dateTime={istante.toISOString()}>{perPersone(istante)}</time>;
}

/** 3020 0000 0000 0001 44 */
export function aGruppi(numeroAvviso: string): string {
  return numeroAvviso.replace(/(.{4})(?=.)/g, '$1\u00a0');
}

export function NonTrovata({ testo }: { testo: string }): VNode {
  return (
    <Pagina titolo="Pagina non trovata" sezione={null}>
      <p>{testo}</p>
      <p>
        <a href="/">Torna all’inizio</a>
      </p>
    </Pagina>
  );
}

export function Guasto({ testo }: { testo: string }): VNode {
  return (
    <Pagina titolo="Il simulatore non ce l’ha fatta" sezione={null}>
      <p>Torna indietro e riprova. Se succede ancora, questo è il motivo:</p>
      <p>
        <code>{testo}</code>
      </p>
    </Pagina>
  );
}
