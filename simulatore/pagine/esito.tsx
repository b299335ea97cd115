/** How a payment went, step by step, and the receipts that travel. */
import type { VNode } from 'preact';
import type { EsitoPagamento, Pagamento } from '../nodo/pagamento.ts';
import { type Ricevuta, TENTATIVI_MAX } from '../nodo/ricevute.ts';
import { aGruppi, Bollino, Ora, Pagina } from './cornice.tsx';
import { DettaglioScambio } from './scambio.tsx';

const TITOLI: Record<EsitoPagamento, string> = {
  verificato: 'Avviso verificato',
  abbandonato: 'Pagamento abbandonato',
  rifiutato: 'Pagamento non possibile',
  pagato: 'Pagato',
  ricevuta_rifiutata: 'Pagato, ma la ricevuta è stata rifiutata',
  ricevuta_in_attesa: 'Pagato, ma la ricevuta non è arrivata',
};

/** `portale` is where the citizen looks next. */
export function PaginaPagamento({ pagamento, portale }: { pagamento: Pagamento; portale: string }): VNode {
  const { ordine, passi, ricevute, esito, frase, istante } = pagamento;
  return (
    <Pagina titolo={TITOLI[esito]} sezione="/paga">
      <p class="guida">{frase}</p>
      <p>
        Avviso {aGruppi(ordine.numeroAvviso)} di {ordine.ente.denominazione}, <Ora istante={istante} />.
      </p>
      {esito === 'pagato' && (
        <p>
          Chi ha l’avviso aperto nel <a href={portale}>portale</a> ricarica la pagina e trova la ricevuta; l’ente trova
          il pagamento fra gli incassi.
        </p>
      )}
      <h2>I passi</h2>
      <ol class="passi">
        {passi.map(({ titolo, racconto, scambio }) => (
          <li>
            <h3>{titolo}</h3>
            <p>{racconto}</p>
            {scambio && <DettaglioScambio scambio={scambio} />}
          </li>
        ))}
      </ol>
      {ricevute.length > 0 && (
        <>
          <h2>Le ricevute</h2>
          <ElencoRicevute ricevute={ricevute} torna={`/pagamenti/${pagamento.id}`} />
        </>
      )}
      <p>
        <a class="bottone" href="/paga">
          Paga un altro avviso
        </a>
      </p>
    </Pagina>
  );
}

const STATI = {
  NOTICE_GENERATED: { tono: 'attesa', parola: 'mai partita' },
  NOTICE_PENDING: { tono: 'attesa', parola: 'da ripetere' },
  NOTIFIED: { tono: 'bene', parola: 'consegnata' },
} as const;

function BollinoRicevuta({ stato, esito }: Ricevuta): VNode {
  if (esito === 'KO') return <Bollino tono="male">rifiutata</Bollino>;
  const { tono, parola } = STATI[stato];
  return <Bollino tono={tono}>{parola}</Bollino>;
}

/** `torna` is the page to come back to after a delivery. */
function ElencoRicevute({ ricevute, torna }: { ricevute: readonly Ricevuta[]; torna: string }): VNode {
  if (ricevute.length === 0) return <p>Nessuna ricevuta: nascono quando un PSP incassa.</p>;
  return (
    <ul class="righe">
      {ricevute.map((ricevuta) => (
        <li>
          <code>{ricevuta.receiptId}</code>
          <span>
            per l’ente {ricevuta.idPA}, avviso {aGruppi(ricevuta.numeroAvviso)}
          </span>
          <BollinoRicevuta {...ricevuta} />
          <span>Invii: {ricevuta.tentativi}</span>
          <p>{ricevuta.frase}</p>
          <form method="post" action={`/ricevute/${ricevuta.chiave}/consegna`}>
            <input type="hidden" name="torna" value={torna} />
            <button type="submit" class="secondario">
              {ricevuta.stato === 'NOTIFIED' ? 'Invia di nuovo la stessa ricevuta' : 'Consegna adesso'}
              <span class="nascosto"> {ricevuta.receiptId}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}

export function PaginaRicevute({ ricevute }: { ricevute: readonly Ricevuta[] }): VNode {
  return (
    <Pagina titolo="Ricevute" sezione="/ricevute">
      <p>
        Una risposta in regola chiude la consegna, OK o KO che sia: un KO non si ripete mai. Se invece l’ente non
        risponde in tempo, non è raggiungibile o risponde qualcosa che non si capisce (HTTP 401 o 500, niente XML), il
        vero Nodo riprova ogni ora, fino a {TENTATIVI_MAX} volte. Qui l’ora non passa: il prossimo tentativo lo fai tu
        con «Consegna adesso».
      </p>
      <ElencoRicevute ricevute={ricevute} torna="/ricevute" />
    </Pagina>
  );
}
