import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import type { Rientro, StatoCarrelloMostrato, VoceControllata } from '#modules/pagamenti';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Italiano } from '#ui/italiano';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { StatoDovuto } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import { VAI } from './indirizzi.ts';

/** A notice of the carrello, and where it can be read; null: not by who looks. */
export type RigaEsito = VoceControllata & { ente: string; a: string | null };

type Prop = {
  stato: StatoCarrelloMostrato;
  rientro: Rientro | null;
  /** There is something to wait for: the page looks again by itself. */
  aspetta: boolean;
  /** All of it is paid, and none of it by this carrello. */
  altrove: boolean;
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
  const { t } = useContesto();
  const testi = t.carrello.esito;
  const { stato, rientro, aspetta, altrove, righe, dove, email } = prop;
  const lasciato = stato === 'inviato' && (rientro === 'annullato' || rientro === 'errore') ? testi[rientro] : null;
  const polla = aspetta ? { 'hx-get': dove, 'hx-trigger': 'every 3s', 'hx-swap': 'outerHTML' } : {};
  return (
    <div id="esito" role="status" {...polla}>
      <Messaggio tipo={lasciato === null && !altrove ? TIPI[stato] : 'attenzione'}>
        <p>{altrove ? t.ricevute.stato.altroveTesto : (lasciato?.testo ?? testi.testi[stato])}</p>
        {aspetta && <p>{testi.puoiChiudere(email)}</p>}
      </Messaggio>
      <Tabella
        id="avvisi"
        titolo={testi.elenco}
        colonne={[
          {
            titolo: testi.colonne.causale,
            cella: (riga) => (riga.avviso === null ? testi.nonPiu : <Italiano>{riga.avviso.causalePubblica}</Italiano>),
          },
          { titolo: testi.colonne.ente, cella: (riga) => riga.ente },
          { titolo: testi.colonne.importo, cella: (riga) => <Importo cents={riga.importoCents} />, numerica: true },
          { titolo: testi.colonne.stato, cella: (riga) => <StatoVoce riga={riga} /> },
        ]}
        righe={righe}
        chiave={({ iuvId }) => iuvId}
        vuoto={<></>}
      />
      {righe.some(({ pagata, a }) => pagata && a === null) && <PerLaRicevuta />}
      <CheFare {...prop} />
    </div>
  );
}

function StatoVoce({ riga: { avviso, pagata, a } }: { riga: RigaEsito }): VNode | null {
  const { carrello, ricevute } = useContesto().t;
  if (avviso === null) return null;
  return (
    <>
      <StatoDovuto stato={pagata ? 'pagato' : avviso.stato} />
      {pagata && avviso.pagatoIl !== null && (
        <p>
          {ricevute.stato.pagatoIl} <DataGiorno giorno={giornoA(avviso.pagatoIl)} breve />
        </p>
      )}
      {pagata && a !== null && (
        <p>
          <Collegamento a={a}>{carrello.esito.ricevuta}</Collegamento>
        </p>
      )}
    </>
  );
}

/** Who may read it knows both halves of the pair. */
function PerLaRicevuta(): VNode {
  const testi = useContesto().t.ricevute.stato;
  return (
    <p>
      {testi.perRicevuta} <Collegamento a={VAI.avviso}>{testi.cercaRicevuta}</Collegamento>
    </p>
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

/** Who came from the site of an ente goes back there: it waits for them. */
export function TornaAllEnte({ chi, dove }: { chi: string | null; dove: string }): VNode | null {
  const testi = useContesto().t.arrivo;
  if (chi === null) return null;
  return (
    <Azioni>
      <Bottone a={dove}>{testi.torna(chi)}</Bottone>
    </Azioni>
  );
}
