import type { VNode } from 'preact';
import { partiAvvisi, type AvvertenzaRiga, type Flusso, type ScartoRiga } from '#modules/flussi';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Avanzamento } from '#ui/avanzamento';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { Avvertenze } from './avvertenze.tsx';
import { frase, intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { perche, pezzi } from './perche.ts';
import type { Tratto } from './scorri.ts';
import { inLavorazione, isInterrotto } from './tabella-flussi.tsx';

const testi = ufficioFlussi.flusso;

type Proprieta = {
  flusso: Flusso;
  scarti: Tratto<ScartoRiga>;
  avvertenze: readonly AvvertenzaRiga[];
  puoCaricare: boolean;
};

/** How far the loading of a file is, and in its place, when it has ended, how it ended: the part of the page that asks for itself. */
export function Svolgimento(props: Proprieta): VNode {
  return inLavorazione(props.flusso) ? <InCorso flusso={props.flusso} /> : <Finito {...props} />;
}

function InCorso({ flusso: f }: { flusso: Flusso }): VNode {
  const lettura = f.righeTotali === null ? testi.lettura : testi.carico;
  return (
    <Avanzamento
      id="svolgimento"
      titolo={f.stato === 'ricevuto' ? testi.inCoda : lettura}
      fatte={f.righeApplicate}
      totale={f.righeTotali}
      aggiorna={VAI.flusso(f.id)}
    >
      {f.righeScartate > 0 && <p>{testi.scartateFinora(intero(f.righeScartate))}</p>}
      <p class="nota">{testi.puoiAndare}</p>
    </Avanzamento>
  );
}

function Finito({ flusso: f, scarti, avvertenze, puoCaricare }: Proprieta): VNode {
  return (
    <div id="svolgimento">
      <Esito flusso={f} />
      <FuoriModalita flusso={f} />
      <Scaricabili flusso={f} />
      {scarti.righe.length > 0 && (
        <>
          <TabellaScarti righe={scarti.righe} versione={f.versione} />
          <Paginazione precedente={scarti.precedente} successiva={scarti.successiva} />
        </>
      )}
      <Avvertenze flusso={f} righe={avvertenze} />
      {puoCaricare && (
        <Azioni>
          <Bottone a={VAI.carica} aspetto="secondario">
            {testi.altro}
          </Bottone>
        </Azioni>
      )}
    </div>
  );
}

function Esito({ flusso: f }: { flusso: Flusso }): VNode {
  if (f.stato === 'fallito') {
    const codice = f.codiceErrore ?? '';
    const titolo = isInterrotto(f) ? testi.interrotto : testi.rifiutato;
    return (
      <Messaggio tipo="errore" titolo={titolo} esito>
        <p>
          {frase({ codice, parametri: f.parametriErrore ?? {} })} {ufficioFlussi.carica.codice(codice)}
        </p>
        {f.righeAccettate === 0 && <p>{testi.rifiutatoTesto}</p>}
      </Messaggio>
    );
  }
  if (f.stato === 'annullato') {
    return (
      <Messaggio tipo="attenzione" esito>
        <p>{testi.annullato}</p>
      </Messaggio>
    );
  }
  return (
    <Messaggio tipo={f.righeScartate === 0 ? 'successo' : 'attenzione'} titolo={testi.terminato} esito>
      <p>{testi.terminatoTesto(intero(f.righeAccettate), intero(f.righeScartate))}</p>
      {f.righeAccettate > 0 && (
        <p>
          <Collegamento a={VAI.dovuti}>{testi.vaiAiDovuti}</Collegamento>
        </p>
      )}
    </Messaggio>
  );
}

/** Kinds of due that the ente does not load with files: taken all the same, and said to who administers it. */
function FuoriModalita({ flusso: { tipiFuoriModalita: tipi } }: { flusso: Flusso }): VNode | null {
  if (tipi.length === 0) return null;
  return (
    <Messaggio tipo="attenzione" titolo={ufficioTipi.flusso.titolo}>
      <p>{ufficioTipi.flusso.testo(tipi)}</p>
      <p>{ufficioTipi.flusso.poi}</p>
    </Messaggio>
  );
}

/** The file itself, and those that its loading gives back. */
function Scaricabili({ flusso: f }: { flusso: Flusso }): VNode | null {
  // Thrown away before it was loaded.
  if (f.fileId === null) return null;
  // What a flow has given back is there also when it has been annulled.
  const eseguito = f.stato === 'eseguito' || f.stato === 'annullato';
  const parti = partiAvvisi(f);
  const quali = [
    'originale' as const,
    ...(eseguito && f.righeAccettate > 0 ? (['iuv'] as const) : []),
    ...(eseguito && f.righeScartate > 0 ? (['scarti'] as const) : []),
  ];
  return (
    <section aria-labelledby="scaricabili">
      <h2 id="scaricabili">{testi.scaricaTitolo}</h2>
      <ul class="scaricabili">
        {quali.map((quale) => (
          <li key={quale}>
            <Collegamento a={VAI.fileFlusso(f.id, quale)} icona="it-download" scarica>
              {testi.scarica[quale]}
            </Collegamento>
          </li>
        ))}
        {parti.length === 1 && <ArchivioAvvisi f={f} parte={1} testo={testi.avvisi} />}
        {f.finitoIl !== null && (
          <li>
            <Collegamento a={VAI.resocontoFlusso(f.id)} icona="it-download" scarica>
              {testi.resoconto}
            </Collegamento>
          </li>
        )}
      </ul>
      {parti.length > 1 && (
        <Dettagli titolo={testi.avvisi}>
          <ul class="scaricabili">
            {parti.map(({ parte, da, a }) => (
              <ArchivioAvvisi key={parte} f={f} parte={parte} testo={testi.avvisiParte(intero(da), intero(a))} />
            ))}
          </ul>
        </Dettagli>
      )}
      {parti.length > 0 && <p class="nota">{testi.avvisiNota}</p>}
    </section>
  );
}

function ArchivioAvvisi({ f, parte, testo }: { f: Flusso; parte: number; testo: string }): VNode {
  return (
    <li>
      <Collegamento a={VAI.avvisiFlusso(f.id, parte)} icona="it-download" scarica>
        {testo}
      </Collegamento>
    </li>
  );
}

function TabellaScarti({ righe, versione }: { righe: readonly ScartoRiga[]; versione: string | null }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="scarti"
      titolo={testi.scarti}
      colonne={[
        { titolo: colonne.riga, cella: ({ riga }) => intero(riga) },
        { titolo: colonne.iud, cella: ({ iud }) => iud || <span class="nota">{testi.senzaIud}</span> },
        {
          titolo: colonne.perche,
          cella: (scarto) =>
            perche(scarto, versione).map((motivo, i) => (
              <div key={i} class="ampia">
                {motivo}
              </div>
            )),
        },
        {
          titolo: colonne.codice,
          cella: ({ codice }) =>
            pezzi(codice).map((uno, i) => (
              <div key={i}>
                <code>{uno}</code>
              </div>
            )),
        },
      ]}
      righe={righe}
      chiave={({ riga }) => String(riga)}
      vuoto={<p />}
    />
  );
}
