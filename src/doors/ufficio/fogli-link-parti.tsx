import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import type { FoglioLink, RigaFoglioLink } from '#modules/flussi';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Tabella } from '#ui/tabella';
import { DataGiorno } from '#ui/valori';
import { percheDi } from './fogli-link.ts';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { FORME_ELENCO, type FormaElenco } from './scarica-elenco.ts';

const testi = ufficioLink.foglio;

type Prop = { id: string; quale: 'indirizzi' | 'sbagliate'; parole: Record<FormaElenco, string> };

/** The rows of a sheet, in each of the forms in which they are downloaded. */
export function ScaricaFoglio({ id, quale, parole }: Prop): VNode {
  return (
    <ul>
      {FORME_ELENCO.map((forma) => (
        <li key={forma}>
          <Collegamento a={VAI.fileFoglio(id, quale, forma)} icona="it-download" scarica>
            {parole[forma]}
          </Collegamento>
        </li>
      ))}
    </ul>
  );
}

/** What is known of a sheet, and what was asked of its links. */
export function DatiFoglio({ foglio: f }: { foglio: FoglioLink }): VNode {
  const { scade, usi } = { scade: ufficioLink.colonne.scade, usi: ufficioLink.crea.usi };
  return (
    <Dati
      dati={[
        { nome: testi.nome, valore: f.nomeFile },
        { nome: testi.righe, valore: intero(f.righe) },
        { nome: testi.buone, valore: intero(f.righe - f.sbagliate) },
        { nome: testi.sbagliate, valore: intero(f.sbagliate) },
        { nome: testi.fissi, valore: f.fermo ? testi.fissiSi : testi.fissiNo },
        f.scadeIl && { nome: scade, valore: <DataGiorno giorno={giornoA(f.scadeIl)} /> },
        f.usiMax === null ? null : { nome: usi, valore: intero(f.usiMax) },
      ]}
    />
  );
}

type Letto = { foglio: FoglioLink; buone: RigaFoglioLink[]; sbagliate: RigaFoglioLink[] };

/** Its first rows, as they were read. */
export function Prime({ foglio: { nomi }, buone }: Omit<Letto, 'sbagliate'>): VNode {
  const colonne = nomi.map((nome, n) => ({
    titolo: nome || `${n + 1}`,
    cella: ({ celle }: RigaFoglioLink) => celle[n] ?? '',
  }));
  return (
    <Tabella
      id="prime"
      titolo={testi.primeRighe}
      colonne={[{ titolo: testi.riga, cella: ({ riga }) => intero(riga) }, ...colonne]}
      righe={buone}
      chiave={({ riga }) => String(riga)}
      vuoto={<></>}
    />
  );
}

/** Those that are left out, each with the reason. */
export function Sbagliate({ foglio, sbagliate }: Omit<Letto, 'buone'>): VNode {
  return (
    <>
      <Tabella
        id="sbagliate"
        titolo={testi.elencoSbagliate(intero(sbagliate.length), intero(foglio.sbagliate))}
        colonne={[
          { titolo: testi.riga, cella: ({ riga }) => intero(riga) },
          { titolo: testi.perche, cella: ({ difetti }) => percheDi(difetti ?? []) },
        ]}
        righe={sbagliate}
        chiave={({ riga }) => String(riga)}
        vuoto={<></>}
      />
      <p>{testi.contate}</p>
      <ScaricaFoglio id={foglio.id} quale="sbagliate" parole={testi.scaricaSbagliate} />
      <p>{testi.correggi}</p>
    </>
  );
}
