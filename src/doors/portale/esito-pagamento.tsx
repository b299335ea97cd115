import type { VNode } from 'preact';
import type { Rientro, StatoCarrelloMostrato, VoceControllata } from '#modules/pagamenti';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { StatoDovuto } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Importo } from '#ui/valori';
import { VAI } from './indirizzi.ts';

/** A notice of the carrello, and where it can be read. */
export type RigaEsito = VoceControllata & { ente: string; a: string };

type Prop = {
  stato: StatoCarrelloMostrato;
  rientro: Rientro | null;
  /** There is something to wait for: the page looks again by itself. */
  aspetta: boolean;
  righe: readonly RigaEsito[];
  dove: string;
  /** It is the carrello of this session: it may be gone on with. */
  mio: boolean;
  email: string | null;
};

const TIPI = {
  aperto: 'informazione',
  inviato: 'informazione',
  in_attesa: 'informazione',
  parziale: 'attenzione',
  pagato: 'successo',
  abbandonato: 'attenzione',
} as const satisfies Record<StatoCarrelloMostrato, string>;

/** What happened, notice by notice, and what to do now. */
export function EsitoPagamento(prop: Prop): VNode {
  const testi = useContesto().t.carrello.esito;
  const { stato, rientro, aspetta, righe, dove, email } = prop;
  const lasciato = stato === 'inviato' && (rientro === 'annullato' || rientro === 'errore') ? testi[rientro] : null;
  const polla = aspetta ? { 'hx-get': dove, 'hx-trigger': 'every 3s', 'hx-swap': 'outerHTML' } : {};
  return (
    <div id="esito" role="status" {...polla}>
      <Messaggio tipo={lasciato === null ? TIPI[stato] : 'attenzione'}>
        <p>{lasciato?.testo ?? testi.testi[stato]}</p>
        {aspetta && <p>{testi.puoiChiudere(email)}</p>}
      </Messaggio>
      <Tabella
        id="avvisi"
        titolo={testi.elenco}
        colonne={[
          { titolo: testi.colonne.causale, cella: (riga) => riga.avviso?.causalePubblica ?? testi.nonPiu },
          { titolo: testi.colonne.ente, cella: (riga) => riga.ente },
          { titolo: testi.colonne.importo, cella: (riga) => <Importo cents={riga.importoCents} />, numerica: true },
          { titolo: testi.colonne.stato, cella: (riga) => <StatoVoce riga={riga} /> },
        ]}
        righe={righe}
        chiave={({ iuvId }) => iuvId}
        vuoto={<></>}
      />
      <CheFare {...prop} />
    </div>
  );
}

function StatoVoce({ riga: { avviso, pagata, a } }: { riga: RigaEsito }): VNode | null {
  const testi = useContesto().t.carrello.esito;
  if (avviso === null) return null;
  return (
    <>
      <StatoDovuto stato={pagata ? 'pagato' : avviso.stato} />
      {pagata && (
        <p>
          <Collegamento a={a}>{testi.ricevuta}</Collegamento>
        </p>
      )}
    </>
  );
}

function CheFare({ stato, rientro, aspetta, dove, mio }: Prop): VNode | null {
  const testi = useContesto().t.carrello.esito;
  if (aspetta) {
    return (
      <noscript>
        <Azioni>
          <Bottone a={dove} icona="it-refresh">
            {testi.aggiorna}
          </Bottone>
        </Azioni>
      </noscript>
    );
  }
  if (!mio || stato === 'pagato') return null;
  if (stato === 'aperto') {
    return (
      <Azioni>
        <Bottone a={VAI.carrello}>{testi.carrello}</Bottone>
      </Azioni>
    );
  }
  const inCorso = stato === 'inviato' && rientro === null;
  return (
    <>
      {inCorso && (
        <Modulo a={VAI.carrello}>
          <input type="hidden" name="riprendi" value="si" />
          <Azioni>
            <Bottone icona="it-card">{testi.riprendi}</Bottone>
          </Azioni>
        </Modulo>
      )}
      <Modulo a={dove}>
        <input type="hidden" name="riprova" value="si" />
        <Azioni>
          <Bottone aspetto={inCorso ? 'secondario' : 'primario'}>{testi.riprova}</Bottone>
        </Azioni>
      </Modulo>
    </>
  );
}
