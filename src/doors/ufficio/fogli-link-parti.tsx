import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import type { CampoCompilato, ModuloPubblico } from '#modules/enti';
import { domandeFoglio, type FoglioLink, type RigaFoglioLink } from '#modules/flussi';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Dettagli } from '#ui/dettagli';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Istante } from '#ui/valori';
import { percheDi } from './fogli-link.ts';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import type { Lavoro } from './lavoro.ts';
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

/** The template of a sheet, and what is written in each of its columns. */
export function Modello({ l, scelto }: { l: Lavoro; scelto: ModuloPubblico }): VNode {
  const colonne = domandeFoglio(l.ctx, scelto).map(({ domanda, campo }) => ({
    nome: domanda,
    valore: siScrive(campo),
  }));
  return (
    <>
      <h2>{testi.modello}</h2>
      <p>{testi.modelloTesto}</p>
      <ul>
        {FORME_ELENCO.map((forma) => (
          <li key={forma}>
            <Collegamento a={VAI.modelloLink(scelto.tipoDovutoId, forma)} icona="it-download" scarica>
              {testi.scaricaModello[forma]}
            </Collegamento>
          </li>
        ))}
      </ul>
      <Dettagli titolo={testi.colonne}>
        <Dati dati={[{ nome: testi.colonnaTitolo, valore: testi.colonnaTitoloTesto }, ...colonne]} />
      </Dettagli>
    </>
  );
}

function siScrive({ genere, opzioni }: CampoCompilato): string {
  const { generi } = testi;
  if (genere === 'scelta') {
    const voci = opzioni.map(({ etichetta }) => etichetta);
    return voci.length === 0 ? generi.sceltaDopo : generi.scelta(voci.join(', '));
  }
  return genere === 'si_no' || genere === 'numero' || genere === 'importo' || genere === 'data'
    ? generi[genere]
    : generi.testo;
}

/** The sheets that were sent before, to find their addresses again. */
export function FogliCaricati({ fogli }: { fogli: readonly FoglioLink[] }): VNode {
  return (
    <>
      <h2>{testi.caricati}</h2>
      <Tabella
        id="fogli"
        titolo={testi.caricati}
        colonne={[
          { titolo: testi.nome, cella: ({ nomeFile }) => nomeFile },
          { titolo: testi.caricato, cella: ({ creatoIl }) => <Istante istante={creatoIl} /> },
          { titolo: testi.buone, numerica: true, cella: ({ righe, sbagliate }) => intero(righe - sbagliate) },
          { titolo: testi.stato, cella: ({ stato }) => testi.stati[stato] },
        ]}
        righe={fogli}
        chiave={({ id }) => id}
        apri={({ id }) => VAI.foglioCaricato(id)}
        vuoto={<p>{testi.nessunFoglio}</p>}
      />
    </>
  );
}
