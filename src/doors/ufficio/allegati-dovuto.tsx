import type { VNode } from 'preact';
import type { AllegatoMostrato } from '#modules/posizioni';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { ufficioDovuto as testi } from '#testi/it/ufficio-dovuto';
import { formatDimensione } from '#ui/allegato';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Tabella, type Colonna } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import type { NomeAttore } from './attori.ts';
import { VAI } from './indirizzi.ts';

type Prop = { dovutoId: string; allegati: readonly AllegatoMostrato[]; nome: NomeAttore };

/** What the citizen, or who works for the ente, attached to a dovuto; nothing where nobody did. They are only given as downloads. */
export function Allegati({ dovutoId, allegati, nome }: Prop): VNode | null {
  if (allegati.length === 0) return null;
  return (
    <>
      <h2>{testi.allegati}</h2>
      <Dati
        dati={allegati.map((uno) => ({
          nome: domandaDi(uno),
          valore: <Scarica dovutoId={dovutoId} uno={uno} da={daChi(uno, nome)} />,
        }))}
      />
      <p class="nota">{testi.allegatiDa}</p>
    </>
  );
}

function Scarica({ dovutoId, uno, da }: { dovutoId: string; uno: AllegatoMostrato; da?: string }): VNode {
  return (
    <>
      <Collegamento a={VAI.allegatoDovuto(dovutoId, uno.id)} icona="it-download">
        {uno.nome}
      </Collegamento>{' '}
      <span class="nota">{[`(${formatDimensione(uno.bytes)})`, da].filter(Boolean).join(', ')}</span>
    </>
  );
}

const daChi = ({ aggiuntoDa }: AllegatoMostrato, nome: NomeAttore): string =>
  aggiuntoDa === null ? testi.allegatoCittadino : testi.allegatoDa(nome(aggiuntoDa));

/** The same as a list from which each may be changed. */
export function TabellaFile({ dovutoId, allegati, nome, siCambia }: Prop & { siCambia: boolean }): VNode {
  const { file } = ufficioAMano;
  const colonne: Colonna<AllegatoMostrato>[] = [
    { titolo: file.nomeFile, cella: (uno) => <Scarica dovutoId={dovutoId} uno={uno} /> },
    { titolo: file.domanda, cella: domandaDi },
    {
      titolo: file.da,
      cella: (uno) => (
        <>
          {uno.aggiuntoDa === null ? file.cittadino : nome(uno.aggiuntoDa)}, <Istante istante={uno.aggiuntoIl} />
        </>
      ),
    },
  ];
  if (siCambia)
    colonne.push({
      titolo: file.atti,
      cella: (uno) => (
        <Collegamento a={VAI.unFileDovuto(dovutoId, uno.id)}>
          {file.cambia} <span class="visually-hidden">{uno.nome}</span>
        </Collegamento>
      ),
    });
  return (
    <Tabella
      id="file"
      titolo={file.elenco}
      colonne={colonne}
      righe={allegati}
      chiave={({ id, risposta }) => id + risposta}
      vuoto={
        <Vuoto titolo={file.vuoto}>
          <p>{file.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

type Posto = { etichetta: string; riga: number | null }[];

/** The question of a file, in the words of its form. */
export function domandaDi(di: { risposta: string; posto?: Posto; detta?: { posto: Posto } | null }): string {
  const posto = di.posto ?? di.detta?.posto;
  const parole = posto?.map(({ etichetta, riga }) => (riga === null ? etichetta : testi.riga(etichetta, riga)));
  return parole?.join(' – ') ?? di.risposta;
}
