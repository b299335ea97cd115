import type { VNode } from 'preact';
import { ufficioElenchi } from '#testi/it/ufficio-elenchi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { NienteTrovato, ScaricaElenco } from './cerca-elenco.tsx';
import { cercaFra } from './cerca-fra.ts';
import { sullaPagina, type ColonnaElenco } from './elenco-file.ts';
import { con } from './indirizzi.ts';
import type { RichiestaUfficio } from './lavoro.ts';
import type { FormaElenco } from './scarica-elenco.ts';
import { puntoDi, trattoFra, type Punto } from './scorri.ts';

const TESTO_MAX = 100;
/** So many rows are seen at a glance: a box above them would only be in the way. */
const A_COLPO_D_OCCHIO = 8;

/** What an address asks of such a list: some words, and a page. */
export type Chiesto = { testo: string; punto: Punto };

/** What of a short list is shown where its page is not asked for it: all, from the beginning. */
export const TUTTO: Chiesto = { testo: '', punto: { dopo: null, prima: null } };

export const chiestoDi = (r: RichiestaUfficio): Chiesto => ({
  testo: testoCercato(r),
  punto: puntoDi(r, (cursore) => cursore !== ''),
});

/** What an address looks for in a list that holds nobody's data. */
export const testoCercato = ({ query }: RichiestaUfficio): string => (query['testo'] ?? '').trim().slice(0, TESTO_MAX);

/** The rows that hold every word of a text, in what any of the columns says. */
export function trovaFra<R>(righe: readonly R[], testo: string, colonne: readonly ColonnaElenco<R>[]): R[] {
  return cercaFra(righe, testo, (riga) => colonne.map((colonna) => colonna.testo(riga)));
}

type Proprieta<R> = {
  /** Where the list is. */
  a: string;
  /** Where the list is as a file, in each form: not of what is there to choose one from. */
  file?: (forma: FormaElenco) => string;
  chiesto: Chiesto;
  /** The filters that are chosen elsewhere, and stay. */
  resta?: Readonly<Record<string, string>>;
  id: string;
  titolo: string;
  colonne: readonly ColonnaElenco<R>[];
  /** All of them: they are looked through here. */
  righe: readonly R[];
  chiave: (riga: R) => string;
  apri?: (riga: R) => string;
  vuoto: VNode;
};

/**
 * A list that is read whole, and holds nobody's data: what is looked for in it stands in its address. With a box to look through it
 * where it is long, its rows, and what is on screen as a file.
 */
export function ElencoBreve<R>({ a, file, chiesto, resta = {}, vuoto, ...tabella }: Proprieta<R>): VNode {
  const { testo, punto } = chiesto;
  const trovate = trovaFra(tabella.righe, testo, tabella.colonne);
  const { righe, precedente, successiva } = trattoFra(trovate, punto, {
    cursore: tabella.chiave,
    indirizzo: (da) => con(a, { ...resta, testo, ...da }),
  });
  return (
    <>
      {(tabella.righe.length > A_COLPO_D_OCCHIO || testo !== '') && <CercaBreve a={a} testo={testo} resta={resta} />}
      <Tabella
        {...tabella}
        colonne={sullaPagina(tabella.colonne)}
        righe={righe}
        vuoto={testo === '' ? vuoto : <NienteTrovato />}
      />
      <Paginazione precedente={precedente} successiva={successiva} />
      {file !== undefined && righe.length > 0 && <ScaricaElenco a={(forma) => con(file(forma), { ...resta, testo })} />}
    </>
  );
}

type PropCerca = { a: string; testo: string; resta: Readonly<Record<string, string>> };

function CercaBreve({ a, testo, resta }: PropCerca): VNode {
  return (
    <form method="get" action={a} role="search" class="filtri">
      {Object.entries(resta).map(([nome, valore]) => (
        <input key={nome} type="hidden" name={nome} value={valore} />
      ))}
      <Campo
        nome="testo"
        etichetta={ufficioElenchi.nellElenco}
        aiuto={ufficioElenchi.breveAiuto}
        valore={testo}
        facoltativo
      />
      <Azioni>
        <Bottone icona="it-search" aspetto="secondario">
          {ufficioElenchi.cerca}
        </Bottone>
        {testo !== '' && <Collegamento a={con(a, resta)}>{ufficioElenchi.togli}</Collegamento>}
      </Azioni>
    </form>
  );
}
