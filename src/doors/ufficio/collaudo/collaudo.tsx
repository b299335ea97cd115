import type { VNode } from 'preact';
import { collauda, GRUPPI, type EsitoCollaudo, type Gruppo } from '#modules/adesioni';
import { pagina } from '#platform/http/pagina';
import { ufficioCollaudo as testi } from '#testi/it/ufficio-collaudo';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { Stato, type Tono } from '#ui/stato';
import { Tabella, type Colonna } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';

const GIORNI = [1, 7, 30] as const;

type Giudicato = EsitoCollaudo['requisiti'][number];

const TONI: Record<Giudicato['stato'], Tono> = { superato: 'bene', fallito: 'male', non_provato: 'neutro' };

/** Whether the software of the ente does what it must: a page that who writes it reloads while trying. */
export const collaudo: PaginaUfficio = {
  percorso: '/configurazione/collaudo',
  chi: 'amministratore',
  atto: { get: 'chiavi' },
  get: alLavoro(async (l, { query }) => {
    const giorni = GIORNI.find((n) => String(n) === query['giorni']) ?? 7;
    const { requisiti, superati } = await collauda(l.ctx, { giorni });
    const voci = GIORNI.map((n) => ({
      testo: testi.giorni(n),
      a: con(VAI.collaudo, { giorni: String(n) }),
      aperta: n === giorni,
    }));
    return pagina(
      <Foglio
        u={l}
        titolo={testi.titolo}
        sezione={VAI.configurazione}
        percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
      >
        <p>{testi.introduzione}</p>
        {!l.ente.prova && <p>{testi.esercizio}</p>}
        <Linguette titolo={testi.quanto} voci={voci} />
        <p>
          <strong>{testi.superati(superati, requisiti.length)}</strong>
        </p>
        {GRUPPI.map((gruppo) => (
          <Parte key={gruppo} gruppo={gruppo} righe={requisiti.filter((r) => r.gruppo === gruppo)} />
        ))}
        <Azioni>
          <Bottone a={VAI.chiamate} aspetto="secondario">
            {testi.chiamate.vai}
          </Bottone>
        </Azioni>
      </Foglio>,
    );
  }),
};

const COLONNE: readonly Colonna<Giudicato>[] = [
  { titolo: testi.colonne.requisito, cella: ({ id }) => testi.requisiti[id].nome },
  { titolo: testi.colonne.stato, cella: (giudicato) => <Andata {...giudicato} /> },
  {
    titolo: testi.colonne.quando,
    cella: ({ ultima }) => (ultima === null ? '' : <Istante istante={ultima} />),
  },
  { titolo: testi.colonne.come, cella: ({ id }) => testi.requisiti[id].come },
];

function Parte({ gruppo, righe }: { gruppo: Gruppo; righe: readonly Giudicato[] }): VNode {
  return (
    <Tabella
      id={gruppo}
      titolo={testi.gruppi[gruppo]}
      colonne={COLONNE}
      righe={righe}
      chiave={({ id }) => id}
      vuoto={<></>}
    />
  );
}

function Andata({ stato, ultimoCodice }: Giudicato): VNode {
  return (
    <>
      <Stato tono={TONI[stato]}>{testi.stati[stato]}</Stato>
      {ultimoCodice !== null && (
        <p class="mb-0">
          {testi.ultimoRifiuto} <code class="text-break">{ultimoCodice}</code>
        </p>
      )}
    </>
  );
}
