/** A message and its answer, as a person reads them. */
import type { VNode } from 'preact';
import type { Scambio } from '../nodo/chiamata.ts';
import type { Verdetto } from '../nodo/giudice.ts';
import { leggibile } from '../nodo/xml.ts';
import { aGruppi, BollinoVerdetto, Ora, Pagina } from './cornice.tsx';

export function DettaglioScambio({ scambio }: { scambio: Scambio }): VNode {
  const { verdetto, statoHttp, ms, operazione, richiesta, risposta } = scambio;
  return (
    <>
      <p>
        <BollinoVerdetto verdetto={verdetto} /> <code>{operazione}</code>,{' '}
        {statoHttp === null ? 'nessuna risposta HTTP' : `HTTP ${statoHttp}`}, {ms} ms
      </p>
      <p>{verdetto.frase}</p>
      <Motivi verdetto={verdetto} />
      <details>
        <summary>Che cosa ha chiesto il Nodo (XML)</summary>
        <pre>{leggibile(richiesta)}</pre>
      </details>
      <details>
        <summary>Che cosa ha risposto l’ente ({risposta === '' ? 'niente' : 'XML'})</summary>
        <pre>{risposta === '' ? 'Nessuna risposta, o una risposta vuota.' : leggibile(risposta)}</pre>
      </details>
    </>
  );
}

function Motivi({ verdetto: { difetti, avvertenze, codiceNodo } }: { verdetto: Verdetto }): VNode {
  return (
    <>
      {difetti.length > 0 && (
        <ul class="difetti">
          {difetti.map((difetto) => (
            <li>{difetto}</li>
          ))}
        </ul>
      )}
      {avvertenze.map((avvertenza) => (
        <p class="avvertenza">Da guardare: {avvertenza}.</p>
      ))}
      {codiceNodo && (
        <p>
          Al PSP il Nodo direbbe <code>{codiceNodo}</code>.
        </p>
      )}
    </>
  );
}

export function ElencoScambi({ scambi }: { scambi: readonly Scambio[] }): VNode {
  if (scambi.length === 0) return <p>Ancora nessun messaggio: comincia pagando un avviso.</p>;
  return (
    <ol class="righe">
      {scambi.map((scambio) => (
        <li>
          <a href={`/messaggi/${scambio.numero}`}>
            {scambio.operazione} n. {scambio.numero}
          </a>
          <span>avviso {aGruppi(scambio.numeroAvviso)}</span>
          <BollinoVerdetto verdetto={scambio.verdetto} />
          <span>
            <Ora istante={scambio.istante} />, {scambio.ms} ms
          </span>
        </li>
      ))}
    </ol>
  );
}

export function PaginaMessaggi({ scambi }: { scambi: readonly Scambio[] }): VNode {
  return (
    <Pagina titolo="Messaggi con il Nodo" sezione="/messaggi">
      <p>Gli ultimi 500 messaggi, dal più recente.</p>
      <ElencoScambi scambi={scambi} />
    </Pagina>
  );
}

export function PaginaScambio({ scambio }: { scambio: Scambio }): VNode {
  return (
    <Pagina titolo={`Messaggio ${scambio.numero}`} sezione="/messaggi">
      <p>
        <Ora istante={scambio.istante} />, avviso {aGruppi(scambio.numeroAvviso)}, ente {scambio.codiceFiscaleEnte}
      </p>
      <DettaglioScambio scambio={scambio} />
      <p>
        <a href="/messaggi">Tutti i messaggi</a>
      </p>
    </Pagina>
  );
}
