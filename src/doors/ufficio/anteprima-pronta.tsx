import type { ComponentChildren, VNode } from 'preact';
import type { Anteprima, AvvertenzaRiga, Flusso, ScartoRiga } from '#modules/flussi';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAnteprima as testi } from '#testi/it/ufficio-anteprima';
import { Avanzamento } from '#ui/avanzamento';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Paginazione } from '#ui/paginazione';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Cambiata, DaGuardare, Primi, quante, Riepilogo } from './anteprima.tsx';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { perche } from './perche.ts';
import type { Tratto } from './scorri.ts';

/** How far the reading of the file is: the part of the page that asks for itself. */
export function Calcolo({ anteprima: a }: { anteprima: Anteprima }): VNode {
  return (
    <Avanzamento
      id="svolgimento"
      titolo={a.conferma === null ? testi.lettura : testi.riconferma}
      fatte={a.righeLette}
      totale={null}
      aggiorna={VAI.anteprima(a.flussoId)}
    >
      {a.righeSbagliate > 0 && <p>{testi.sbagliateFinora(intero(a.righeSbagliate))}</p>}
      <p class="nota">{testi.puoiAndare}</p>
    </Avanzamento>
  );
}

/** The working out has met a fault of ours: it is said, and a person need not wait for the queue. */
export function Guasta({ guarda }: { guarda: boolean }): VNode {
  return (
    <div id="svolgimento">
      <Fermata guarda={guarda} />
    </div>
  );
}

function Fermata({ guarda }: { guarda: boolean }): VNode {
  return (
    <Messaggio tipo="errore" titolo={testi.guasto} esito>
      <p>{testi.guastoTesto}</p>
      {!guarda && (
        <Modulo>
          <input type="hidden" name="ricalcola" value="si" />
          <Bottone icona="it-refresh">{testi.riprova}</Bottone>
        </Modulo>
      )}
    </Messaggio>
  );
}

export type PropPronta = {
  flusso: Flusso;
  anteprima: Anteprima;
  scarti: Tratto<ScartoRiga>;
  /** Which of those rows a person has corrected. */
  corrette: ReadonlySet<number>;
  avvertenze: readonly AvvertenzaRiga[];
  guarda: boolean;
  /** What the person's last act did, above everything. */
  detto: ComponentChildren;
  /** Where this very page is: it asks for itself while the figures follow the corrections. */
  qui: string;
};

/** A preview that is worked out: what becomes of the rows, what is wrong with some, and what can be done with the file. */
export function Pronta(props: PropPronta): VNode {
  const { flusso: f, anteprima: a, scarti, corrette, avvertenze, guarda, detto, qui } = props;
  const voci = a.riepilogo ?? [];
  const segue = isDaRicalcolare(a) && a.guastoIl === null;
  const chiedi = segue ? { 'hx-get': qui, 'hx-trigger': 'every 2s', 'hx-swap': 'outerHTML' } : {};
  return (
    <div id="svolgimento" {...chiedi}>
      {detto}
      {a.riepilogoPrima && <Cambiata prima={a.riepilogoPrima} adesso={voci} />}
      {segue && <Aggiornamento qui={qui} />}
      {a.guastoIl !== null && <Fermata guarda={guarda} />}
      {!isDaRicalcolare(a) && !a.riepilogoPrima && <p>{testi.niente}</p>}
      <Riepilogo voci={voci} />
      {guarda ? <p>{ufficio.soloLettura}</p> : <Decidi flusso={f} anteprima={a} />}
      <Sbagliate flusso={f} scarti={scarti} corrette={corrette} />
      <DaGuardare flussoId={f.id} motivi={a.avvertenze} prime={avvertenze} />
      <Primi primi={a.primi ?? []} />
      {!guarda && <Butta />}
    </div>
  );
}

function isDaRicalcolare({ modifiche, calcolataCon }: Anteprima): boolean {
  return modifiche !== calcolataCon;
}

function Aggiornamento({ qui }: { qui: string }): VNode {
  return (
    <Messaggio tipo="informazione" titolo={testi.aggiornamento}>
      <p>{testi.aggiornamentoTesto}</p>
      <noscript>
        <p>
          <Collegamento a={qui} icona="it-refresh">
            {testi.ricarica}
          </Collegamento>
        </p>
      </noscript>
    </Messaggio>
  );
}

/** The one thing to do now: confirm the figures as they were seen; while they follow the corrections, nothing. */
function Decidi({ anteprima: a }: { flusso: Flusso; anteprima: Anteprima }): VNode | null {
  const voci = a.riepilogo ?? [];
  const daCaricare = quante(voci, 'nuovo', 'modificato', 'annullato');
  if (isDaRicalcolare(a)) return null;
  if (daCaricare === 0) {
    return (
      <Messaggio tipo="informazione">
        <p>{testi.nullaDaCaricare}</p>
      </Messaggio>
    );
  }
  return (
    <Modulo>
      <input type="hidden" name="conferma" value={a.impronta ?? ''} />
      <p>{testi.confermaTesto(intero(quante(voci, 'rifiutato')))}</p>
      <Azioni>
        <Bottone icona="it-check-circle">{testi.conferma(intero(daCaricare))}</Bottone>
      </Azioni>
    </Modulo>
  );
}

type PropSbagliate = Pick<PropPronta, 'flusso' | 'scarti' | 'corrette'>;

function Sbagliate({ flusso: f, scarti, corrette }: PropSbagliate): VNode | null {
  if (scarti.righe.length === 0) return null;
  const { colonne } = testi;
  return (
    <section aria-labelledby="sbagliate">
      <h2 id="sbagliate">{testi.esiti.rifiutato}</h2>
      <p>{testi.sbagliateTesto}</p>
      <p>
        <Collegamento a={VAI.sbagliate(f.id)} icona="it-download" scarica>
          {testi.scaricaSbagliate}
        </Collegamento>
      </p>
      <Tabella
        id="scarti"
        titolo={testi.sbagliate}
        colonne={[
          { titolo: colonne.riga, cella: ({ riga }) => testi.riga.titolo(intero(riga)) },
          { titolo: colonne.iud, cella: ({ iud }) => iud },
          {
            titolo: colonne.perche,
            cella: (scarto) => perche(scarto, f.versione).map((motivo) => <div class="ampia">{motivo}</div>),
          },
          {
            titolo: colonne.stato,
            cella: ({ riga }) => (corrette.has(riga) ? <Stato tono="attesa">{testi.corretta}</Stato> : ''),
          },
        ]}
        righe={scarti.righe}
        chiave={({ riga }) => String(riga)}
        apri={({ riga }) => VAI.rigaAnteprima(f.id, riga)}
        vuoto={<p />}
      />
      <Paginazione precedente={scarti.precedente} successiva={scarti.successiva} />
    </section>
  );
}

function Butta(): VNode {
  return (
    <Dettagli titolo={testi.butta}>
      <p>{testi.buttaTesto}</p>
      <Modulo>
        <input type="hidden" name="butta" value="si" />
        <Bottone aspetto="pericolo">{testi.buttaBottone}</Bottone>
      </Modulo>
    </Dettagli>
  );
}
