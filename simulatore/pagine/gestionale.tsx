/** The software of the ente: what MyPay has told it, whether the signature holds, and how to have it fail. */
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { GUASTI_AVVISI, type AvvisiEnte, type GuastoAvvisi } from '../ente/avvisi.ts';
import { GUASTI, type EventoRicevuto, type FirmaVista, type Gestionale, type Guasto } from '../ente/gestionale.ts';
import { Bollino, aGruppi, Ora, Pagina } from './cornice.tsx';
import type { Fili } from '../fili.ts';
import type { AvvisoSoloEnte } from '../demo.ts';
import { euro } from '../nodo/cifre.ts';
import { mostra } from './mostra.ts';

const FIRME: Record<FirmaVista, { tono: 'bene' | 'male' | 'dubbio'; parole: string }> = {
  buona: { tono: 'bene', parole: 'firma verificata' },
  sbagliata: { tono: 'male', parole: 'firma sbagliata' },
  vecchia: { tono: 'male', parole: 'firmato troppo tempo fa' },
  manca: { tono: 'male', parole: 'senza firma' },
  segreto: { tono: 'dubbio', parole: 'firma non verificata: il segreto non è noto' },
};

const PAROLE: Record<Exclude<Guasto, null>, string> = {
  errore: 'risponde con un errore (HTTP 500)',
  lento: 'non risponde in tempo',
  rifiuta: 'rifiuta tutto (HTTP 422; per gli esiti un faultCode)',
  altrove: 'manda altrove (HTTP 307)',
};

const SEGRETO_MAX = 200;

const PAROLE_AVVISI: Record<Exclude<GuastoAvvisi, null>, string> = {
  errore: 'risponde con un errore (HTTP 500)',
  lento: 'non risponde in tempo',
  spazzatura: 'risponde qualcosa che non è XML',
  rifiuta: 'rifiuta tutto (PAA_PAGAMENTO_SCADUTO)',
  somma: 'chiede un importo che le quote non danno',
};

export function pagineGestionale(app: FastifyInstance, { gestionale, avvisiEnte }: Fili): void {
  app.get('/gestionale', async (_, risposta) =>
    mostra(risposta, <PaginaGestionale gestionale={gestionale} avvisi={avvisiEnte} noti={await avvisiEnte.noti()} />),
  );
  app.post<{ Body: Record<string, unknown> | undefined }>('/gestionale/avvisi', async ({ body }, risposta) => {
    avvisiEnte.guasto = GUASTI_AVVISI.find((guasto) => guasto === body?.['guasto']) ?? null;
    return risposta.redirect('/gestionale', 303);
  });
  app.post<{ Body: Record<string, unknown> | undefined }>('/gestionale', async ({ body }, risposta) => {
    const segreto = body?.['segreto'];
    if (typeof segreto === 'string') gestionale.altriSegreti.ricorda(segreto.trim().slice(0, SEGRETO_MAX));
    else gestionale.guasto = GUASTI.find((guasto) => guasto === body?.['guasto']) ?? null;
    return risposta.redirect('/gestionale', 303);
  });
}

type Dati = { gestionale: Gestionale; avvisi: AvvisiEnte; noti: readonly AvvisoSoloEnte[] };

function PaginaGestionale({ gestionale: { eventi, esiti, guasto }, ...altro }: Dati): VNode {
  return (
    <Pagina titolo="Il gestionale dell’ente" sezione="/gestionale">
      <p class="guida">
        Qui si fa la parte del programma di un Comune, abbonato agli eventi di MyPay: ogni cosa che accade arriva qui,
        firmata. Paga un avviso di quel Comune, e fra qualche secondo si vede.
      </p>
      <form method="post" action="/gestionale">
        <label for="guasto">Come si comporta</label>{' '}
        <select id="guasto" name="guasto">
          <option value="">riceve e ringrazia</option>
          {GUASTI.map((uno) => (
            <option value={uno} selected={uno === guasto}>
              {PAROLE[uno]}
            </option>
          ))}
        </select>{' '}
        <button type="submit">Fai così</button>
      </form>
      <form method="post" action="/gestionale">
        <label for="segreto">Un altro segreto (whsec_…), se ne hai fatto uno nell’ufficio</label>{' '}
        <input id="segreto" name="segreto" autocomplete="off" /> <button type="submit">Ricordalo</button>
      </form>
      <SoloEnte {...altro} />
      <section aria-labelledby="eventi">
        <h2 id="eventi">Eventi ricevuti</h2>
        {eventi.elenco().length === 0 ? <p>Ancora nessuno.</p> : <Eventi eventi={eventi.elenco()} />}
      </section>
      <section aria-labelledby="esiti">
        <h2 id="esiti">Esiti ricevuti</h2>
        <p>
          Arrivano a <code>/ente/esiti</code>, se nell’ufficio l’ente ha detto di spingerli lì.
        </p>
        <ul class="righe">
          {esiti.elenco().map(({ quando, esito, autorizzazione }) => (
            <li>
              <Ora istante={quando} />
              <span>{autorizzazione === null ? 'senza JWT' : 'con un JWT'}</span>
              <code>{esito.slice(0, 400)}</code>
            </li>
          ))}
        </ul>
      </section>
    </Pagina>
  );
}

/** The notices that are nowhere but here, and what MyPay has asked of them. */
function SoloEnte({ avvisi: { domande, guasto, lezioni }, noti }: Omit<Dati, 'gestionale'>): VNode {
  return (
    <section aria-labelledby="solo-ente">
      <h2 id="solo-ente">Avvisi che solo il gestionale conosce</h2>
      <p>
        In MyPay non ci sono: quando qualcuno li paga, MyPay chiede qui, a <code>/ente/avvisi</code>, quanto costano e
        come si pagano.
      </p>
      <ul class="righe">
        {[...lezioni.elenco(), ...noti].map(({ numeroAvviso, codiceFiscaleEnte, causale, importoCents }) => (
          <li>
            <a href={`/paga?numeroAvviso=${numeroAvviso}&codiceFiscaleEnte=${codiceFiscaleEnte}`}>
              {aGruppi(numeroAvviso)}
            </a>
            <span>{causale}</span>
            <span class="importo">{euro(importoCents)}</span>
          </li>
        ))}
      </ul>
      <form method="post" action="/gestionale/avvisi">
        <label for="guasto-avvisi">Come risponde di questi avvisi</label>{' '}
        <select id="guasto-avvisi" name="guasto">
          <option value="">come deve</option>
          {GUASTI_AVVISI.map((uno) => (
            <option value={uno} selected={uno === guasto}>
              {PAROLE_AVVISI[uno]}
            </option>
          ))}
        </select>{' '}
        <button type="submit">Rispondi così</button>
      </form>
      <ul class="righe">
        {domande.elenco().map(({ operazione, numeroAvviso, esito, quando }) => (
          <li>
            <strong>{operazione}</strong>
            <Ora istante={quando} />
            <span>{aGruppi(numeroAvviso)}</span>
            <Bollino tono={esito === 'ok' ? 'bene' : 'dubbio'}>{esito}</Bollino>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Eventi({ eventi }: { eventi: readonly EventoRicevuto[] }): VNode {
  return (
    <ul class="righe">
      {eventi.map(({ id, genere, firma, corpo, quando, ripetuto, stato }) => (
        <li>
          <strong>{genere}</strong>
          <Ora istante={quando} />
          <Bollino tono={FIRME[firma].tono}>{FIRME[firma].parole}</Bollino>
          <span>
            risposta {stato}
            {ripetuto && ', già ricevuto'}
          </span>
          <code>{id}</code>
          <details>
            <summary>Che cosa dice</summary>
            <pre>{JSON.stringify(corpo, null, 2)}</pre>
          </details>
        </li>
      ))}
    </ul>
  );
}
