import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import { elencoTipi, funzioneAttiva, type TipoDovuto } from '#modules/enti';
import { chiediProvaSpinta, leggiEsiti, leggiSpinte, togliSpinta, type Spinta } from '#modules/eventi';
import { frammento, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioEventi, ufficioSpinta as testi } from '#testi/it/ufficio-eventi';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { Fatto } from '../fatto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Esiti } from './esiti.tsx';
import { SOPRA_EVENTI } from './sopra.ts';

/** The others are in their list. */
const ESITI_MOSTRATI = 10;

/** Where outcomes are pushed, how the last tests went, and the last outcomes. */
export const spinta: PaginaUfficio = {
  percorso: '/configurazione/spinta',
  chi: 'amministratore',
  atto: { get: 'eventi', post: 'eventi' },
  get: alLavoro((l, { htmx, query }) => mostra(l, { htmx, fatto: query['fatto'] })),
  post: alLavoro(async (l, { modulo: { prova = '', togli = '' } }) => {
    const esito = isUuid(prova)
      ? await chiediProvaSpinta(l.ctx, prova)
      : isUuid(togli)
        ? await togliSpinta(l.ctx, togli)
        : null;
    if (esito === null) return vai(VAI.spinta);
    if (esito.ok) return vai(con(VAI.spinta, { fatto: isUuid(prova) ? 'prova' : 'togli' }));
    return mostra(l, { htmx: false, problema: frase(esito.refusal) });
  }),
};

type Come = { htmx: boolean; problema?: string; fatto?: string | undefined };

async function mostra(l: Lavoro, { htmx, problema, fatto }: Come): Promise<Risposta> {
  const { righe, tipi, esiti, accesa } = await l.ctx.tx(async (t) => ({
    righe: await leggiSpinte(t),
    tipi: await elencoTipi(t, l.ente.enteId),
    esiti: await leggiEsiti(t, ESITI_MOSTRATI),
    accesa: await funzioneAttiva(t, l.ente.enteId, 'push_esiti'),
  }));
  if (htmx) return frammento(<Elenco righe={righe} tipi={tipi} />);
  const foglio = (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.configurazione}
      percorso={SOPRA_EVENTI}
      conErrori={problema !== undefined}
    >
      {problema !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{problema}</p>
        </Messaggio>
      )}
      <Fatto frasi={testi.fatto} fatto={fatto} />
      <p>{testi.introduzione}</p>
      {righe.length > 0 && !accesa && (
        <Messaggio tipo="attenzione">
          <p>
            {testi.spenta} <Collegamento a={VAI.configuraFunzioni}>{testi.accendi}</Collegamento>
          </p>
        </Messaggio>
      )}
      <Azioni>
        <Bottone a={VAI.nuovaSpinta}>{testi.nuova}</Bottone>
      </Azioni>
      <Elenco righe={righe} tipi={tipi} />
      {righe.length + esiti.length > 0 && <Esiti righe={esiti} />}
      {esiti.length > 0 && (
        <p>
          <Collegamento a={VAI.esiti} icona="it-arrow-right">
            {testi.esiti.tutti}
          </Collegamento>
        </p>
      )}
    </Foglio>
  );
  return problema === undefined ? pagina(foglio) : rifiutata(foglio);
}

/** The list asks for itself while a test is going on. */
function Elenco({ righe, tipi }: { righe: readonly Spinta[]; tipi: readonly TipoDovuto[] }): VNode {
  const inProva = righe.some(({ provaChiestaIl }) => provaChiestaIl !== null);
  const chiedi = inProva ? { 'hx-get': VAI.spinta, 'hx-trigger': 'every 2s', 'hx-swap': 'outerHTML' } : {};
  const { colonne } = testi;
  const per = ({ tipoDovutoId }: Spinta): string =>
    tipi.find((tipo) => tipo.tipoDovutoId === tipoDovutoId)?.denominazione ?? testi.tutti;
  return (
    <div id="spinte" {...chiedi}>
      <Tabella
        id="elenco"
        titolo={testi.elenco}
        colonne={[
          { titolo: colonne.per, cella: per },
          { titolo: colonne.url, cella: ({ url }) => <span class="ampia">{url}</span> },
          { titolo: colonne.jwt, cella: ({ kid }) => (kid === null ? testi.senzaJwt : testi.conJwt(kid)) },
          { titolo: colonne.prova, cella: (s) => <Prova spinta={s} /> },
          { titolo: colonne.fare, cella: ({ id }) => <Atti id={id} /> },
        ]}
        righe={righe}
        chiave={({ id }) => id}
        vuoto={
          <Vuoto titolo={testi.vuoto}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        }
      />
    </div>
  );
}

function Prova({ spinta: { provaChiestaIl, provataIl, provaEsito } }: { spinta: Spinta }): VNode {
  if (provaChiestaIl !== null) return <Stato tono="attesa">{testi.prove.inCorso}</Stato>;
  if (provataIl === null || provaEsito === null) return <Stato tono="neutro">{testi.prove.mai}</Stato>;
  const stato = /^http_(\d+)$/.exec(provaEsito)?.[1];
  return (
    <>
      <Stato tono={stato === undefined ? 'male' : 'bene'}>
        {stato === undefined ? ufficioEventi.perche(provaEsito) : testi.prove.risponde(stato)}
      </Stato>
      <div class="nota">
        <Istante istante={provataIl} />
      </div>
    </>
  );
}

function Atti({ id }: { id: string }): VNode {
  return (
    <Modulo>
      <Bottone aspetto="semplice" nome="prova" valore={id}>
        {testi.prova}
      </Bottone>
      <Bottone aspetto="semplice" nome="togli" valore={id}>
        {testi.togli}
      </Bottone>
    </Modulo>
  );
}
