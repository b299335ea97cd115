import type { VNode } from 'preact';
import { PASSI, type Ente, type PassoAdesione, type PassoLetto, type StatoPasso } from '#modules/enti';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Collegamento } from '#ui/collegamento';
import { Dettagli } from '#ui/dettagli';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Istante } from '#ui/valori';
import type { NomeAttore } from '../attori.ts';
import { IN_REGIONE } from './indirizzi.ts';

const testi = ufficioRegione.adesione;
const TONI = { da_fare: 'neutro', in_corso: 'attesa', fatto: 'bene' } as const satisfies Record<StatoPasso, string>;

type Riga = { passo: PassoAdesione; ultimo: PassoLetto | undefined };

/** How far the ente is on its way in, with what was said of each step. The last one is its state, which is changed on its own page. */
export function Adesione({ ente, passi, nome }: { ente: Ente; passi: readonly PassoLetto[]; nome: NomeAttore }): VNode {
  const righe: Riga[] = PASSI.map((passo) => ({ passo, ultimo: passi.find((p) => p.passo === passo) }));
  return (
    <>
      <h2>{testi.titolo}</h2>
      <Tabella
        id="adesione"
        titolo={testi.elenco}
        colonne={[
          { titolo: testi.colonne.passo, cella: ({ passo }) => testi.passi[passo].nome },
          { titolo: testi.colonne.stato, cella: ({ ultimo }) => <StatoDelPasso stato={ultimo?.stato ?? 'da_fare'} /> },
          { titolo: testi.colonne.dal, cella: ({ ultimo }) => ultimo && <DataGiorno giorno={ultimo.giorno} breve /> },
          { titolo: testi.colonne.nota, cella: ({ ultimo }) => ultimo?.nota ?? '' },
          {
            titolo: testi.colonne.documento,
            cella: ({ ultimo }) => ultimo && <Documento ente={ente} passo={ultimo} />,
          },
          {
            titolo: testi.colonne.segna,
            cella: ({ passo }) => (
              <Collegamento a={IN_REGIONE.passo(ente.enteId, passo)}>
                {testi.segna}
                <span class="visually-hidden"> {testi.passi[passo].nome}</span>
              </Collegamento>
            ),
          },
        ]}
        righe={righe}
        chiave={({ passo }) => passo}
        vuoto={<p />}
      />
      <p>
        {testi.ultimo} <strong>{ufficioEnte.stati[ente.stato]}</strong>.
      </p>
      {passi.length > 0 && <Storia {...{ ente, passi, nome }} />}
    </>
  );
}

/** How a step stands: a word, a colour and an icon. */
export function StatoDelPasso({ stato }: { stato: StatoPasso }): VNode {
  return <Stato tono={TONI[stato]}>{testi.stati[stato]}</Stato>;
}

function Documento({ ente, passo }: { ente: Ente; passo: PassoLetto }): VNode | null {
  if (passo.documentoNome === null) return null;
  return <Collegamento a={IN_REGIONE.documento(ente.enteId, passo.id)}>{passo.documentoNome}</Collegamento>;
}

function Storia({ ente, passi, nome }: { ente: Ente; passi: readonly PassoLetto[]; nome: NomeAttore }): VNode {
  return (
    <Dettagli titolo={testi.storia}>
      <ol class="storia">
        {passi.map((p) => (
          <li key={p.id}>
            <strong>
              {testi.passi[p.passo].nome}: {testi.stati[p.stato]}
            </strong>
            {p.nota !== null && ` – ${p.nota}`} <Documento ente={ente} passo={p} />
            <br />
            <span class="nota">
              <Istante istante={p.istante} />, {nome(p.attore)}
            </span>
          </li>
        ))}
      </ol>
    </Dettagli>
  );
}
