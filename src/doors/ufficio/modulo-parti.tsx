import type { VNode } from 'preact';
import {
  compila,
  controllaDefinizione,
  posizioneDi,
  posizioniJson,
  type Compilazione,
  type Difetto,
  type Inviati,
  type Modulo,
} from '#modules/enti';
import type { Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { moduloErrori } from '#testi/it/modulo-errori';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { DettaglioImporto, fraseErrore, ModuloCompilato, soloDigitati } from '#ui/modulo-compilato';
import { Importo } from '#ui/valori';
import { VAI } from './indirizzi.ts';
import { fraseDifetto } from './modulo-frasi.ts';

const testi = ufficioTipi.modulo;
const frase = fraseErrore({ moduloErrori });

/** Before the names of the test values: the page has fields of its own. */
export const PREFISSO_PROVA = 'prova.';
/** As many as one puts right in one go. */
const DIFETTI_MOSTRATI = 30;

/** Of a line that is wrong, as much as finds it. */
const BRANO_CARATTERI = 80;

/** The way to a page of a kind of due. */
export function percorsoTipo(tipo?: { denominazione: string; a: string }): { testo: string; a: string }[] {
  return [
    { testo: ufficioEnte.indice.titolo, a: VAI.configurazione },
    { testo: ufficioTipi.elenco.titolo, a: VAI.tipi },
    ...(tipo === undefined ? [] : [{ testo: tipo.denominazione, a: tipo.a }]),
  ];
}

/** What is wrong with what was typed: with the document, or with the definition in it. */
export type DifettoScritto = {
  dove: string;
  testo: string;
  /** The line itself: a box of text has no numbers beside it. */
  brano: string;
};

/** Reads what was typed in the editor: JSON, and a sound definition. Defects come with their line. */
export function leggiDefinizione(
  scritto: string,
): { ok: true; definizione: unknown; modulo: Modulo } | { ok: false; difetti: readonly DifettoScritto[] } {
  const letto = parseJson(scritto);
  if (!letto.ok) return { ok: false, difetti: [letto.difetto] };
  const esito: Esito<Modulo, { codice: string; genere: 'non_valido'; difetti: readonly Difetto[] }> =
    controllaDefinizione(letto.definizione);
  if (esito.ok) return { ok: true, definizione: letto.definizione, modulo: esito.value };
  const posizioni = posizioniJson(scritto);
  return {
    ok: false,
    difetti: esito.refusal.difetti.map((difetto) => {
      const riga = posizioneDi(posizioni, difetto.percorso)?.riga ?? 1;
      return { dove: doveDi(riga, difetto), testo: fraseDifetto(difetto), brano: branoDi(scritto, riga) };
    }),
  };
}

function doveDi(riga: number, { percorso, posizione }: Difetto): string {
  const dentro = posizione === null ? '' : `, ${testi.nelTesto(posizione.riga, posizione.colonna)}`;
  return `${testi.riga(riga)}${percorso === '' ? '' : ` (${percorso})`}${dentro}`;
}

function branoDi(scritto: string, riga: number): string {
  const brano = scritto.split('\n')[riga - 1]?.trim() ?? '';
  return brano.length > BRANO_CARATTERI ? `${brano.slice(0, BRANO_CARATTERI)}…` : brano;
}

type Letto = { ok: true; definizione: unknown } | { ok: false; difetto: DifettoScritto };

function parseJson(scritto: string): Letto {
  try {
    return { ok: true, definizione: JSON.parse(scritto) };
  } catch (causa) {
    // V8 says where: «… at position 15 (line 2 column 3)»; at the end of the text it does not.
    const riga = /line (\d+)/.exec(causa instanceof Error ? causa.message : '')?.[1];
    const quale = Number(riga ?? scritto.trimEnd().split('\n').length);
    const difetto = { dove: testi.riga(quale), testo: testi.illeggibile, brano: branoDi(scritto, quale) };
    return { ok: false, difetto };
  }
}

/** Above the definition. A script that asks for the preview is given them too, to be put in their place. */
export function Difetti({ letta, inPiu = false }: { letta: Letta; inPiu?: boolean }): VNode {
  return (
    <div id="difetti" hx-swap-oob={inPiu ? 'true' : undefined}>
      {letta?.ok === false && <ElencoDifetti difetti={letta.difetti} />}
    </div>
  );
}

function ElencoDifetti({ difetti }: { difetti: readonly DifettoScritto[] }): VNode {
  return (
    <Messaggio tipo="errore" titolo={testi.difetti(difetti.length)} esito>
      <ul>
        {difetti.slice(0, DIFETTI_MOSTRATI).map(({ dove, testo, brano }, i) => (
          <li key={i}>
            <strong>{dove}</strong>: {testo}
            <br />
            <code>{brano}</code>
          </li>
        ))}
      </ul>
      {difetti.length > DIFETTI_MOSTRATI && <p>{testi.altriDifetti(difetti.length - DIFETTI_MOSTRATI)}</p>}
    </Messaggio>
  );
}

/** What was typed, read; null: nothing was. */
type Letta = ReturnType<typeof leggiDefinizione> | null;

type PropAnteprima = {
  letta: Letta;
  inviati: Inviati;
  oggi: Giorno;
  /** Somebody has asked for what is missing too: until then, only what is typed can be wrong. */
  controllati?: boolean;
};

/** The form as a citizen would meet it, with what comes out of the test values. The part of the page that is asked for again. */
export function Anteprima({ letta, inviati, oggi, controllati = false }: PropAnteprima): VNode {
  return (
    <section id="anteprima" aria-labelledby="anteprima-titolo">
      <h2 id="anteprima-titolo">{testi.anteprima}</h2>
      {letta?.ok === true ? (
        <Compilato c={compila(letta.modulo, inviati, { oggi, lingua: 'it' })} controllati={controllati} />
      ) : (
        <p>{testi.senzaAnteprima}</p>
      )}
    </section>
  );
}

/** The preview, and what is wrong: all that changes while one writes. */
export function Parziale(props: PropAnteprima): VNode {
  return (
    <>
      <Anteprima {...props} />
      <Difetti letta={props.letta} inPiu />
    </>
  );
}

function Compilato({ c, controllati }: { c: Compilazione; controllati: boolean }): VNode {
  const nonAncora = controllati ? testi.nonValido : testi.incompleto;
  const campi = controllati ? c.campi : soloDigitati(c.campi);
  return (
    <>
      <p>{testi.anteprimaTesto}</p>
      {c.titolo !== null && <h3>{c.titolo}</h3>}
      {c.introduzione !== null && <p>{c.introduzione}</p>}
      <ModuloCompilato campi={campi} prefisso={PREFISSO_PROVA} frase={frase} />
      {(controllati ? c.errori : []).map((uno, i) => (
        <Messaggio key={i} tipo="attenzione">
          <p>{frase(uno)}</p>
        </Messaggio>
      ))}
      <Dati
        dati={[
          {
            nome: testi.importo,
            valore: c.importoCents === null ? testi.senzaImporto : <Importo cents={c.importoCents} grande />,
          },
          { nome: testi.causale, valore: c.valido ? c.causale : testi.senzaCausale },
          { nome: testi.causalePubblica, valore: c.valido ? c.causalePubblica : testi.senzaCausale },
          c.capitolo && {
            nome: testi.capitolo,
            valore: [c.capitolo.capitolo, c.capitolo.ufficio, c.capitolo.accertamento].filter(Boolean).join(', '),
          },
        ]}
      />
      <DettaglioImporto compilazione={c} />
      <p>{c.valido ? testi.valido : nonAncora}</p>
    </>
  );
}
