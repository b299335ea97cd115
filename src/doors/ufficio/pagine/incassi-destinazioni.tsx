import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import {
  chiediProvaDestinazione,
  confermaImpronta,
  elencoDestinazioni,
  togliDestinazione,
  type Destinazione,
} from '#modules/flussi';
import { frammento, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioDestinazioni as testi } from '#testi/it/ufficio-destinazioni';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { Dove, Prova } from '../destinazione.tsx';
import { Fatto } from '../fatto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

/** Where an ente's scheduled files are delivered: how the last test went, and what to do about it. */
export const incassiDestinazioni: PaginaUfficio = {
  percorso: '/incassi/destinazioni',
  chi: 'amministratore',
  get: alLavoro((l, { htmx, query }) => mostra(l, { htmx, fatto: query['fatto'] })),
  post: alLavoro(async (l, { modulo }) => {
    const { prova = '', conferma = '', impronta = '', togli = '' } = modulo;
    const esito = isUuid<string>(prova)
      ? await chiediProvaDestinazione(l.ctx, prova)
      : isUuid<string>(conferma)
        ? await confermaImpronta(l.ctx, { id: conferma, impronta })
        : isUuid<string>(togli)
          ? await togliDestinazione(l.ctx, togli)
          : null;
    if (esito === null) return vai(VAI.destinazioni);
    const fatto = Object.keys(testi.fatto).find((atto) => modulo[atto] !== undefined) ?? '';
    if (esito.ok) return vai(con(VAI.destinazioni, { fatto }));
    return mostra(l, { htmx: false, problema: frase(esito.refusal) });
  }),
};

type Come = { htmx: boolean; problema?: string; fatto?: string | undefined };

async function mostra(l: Lavoro, { htmx, problema, fatto }: Come): Promise<Risposta> {
  const righe = await l.ctx.tx((t) => elencoDestinazioni(t));
  if (htmx) return frammento(<Elenco righe={righe} />);
  const foglio = (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.incassi}
      percorso={[
        { testo: ufficioFlussi.incassi.titolo, a: VAI.incassi },
        { testo: ufficioEsportazioni.programmati.titolo, a: VAI.programmati },
      ]}
      conErrori={problema !== undefined}
    >
      {problema !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{problema}</p>
        </Messaggio>
      )}
      <Fatto frasi={testi.fatto} fatto={fatto} />
      <p>{testi.introduzione}</p>
      <Azioni>
        <Bottone a={VAI.nuovaDestinazione}>{testi.nuova}</Bottone>
      </Azioni>
      <Elenco righe={righe} />
    </Foglio>
  );
  return problema === undefined ? pagina(foglio) : rifiutata(foglio);
}

/** The list asks for itself while a test is going on. */
function Elenco({ righe }: { righe: readonly Destinazione[] }): VNode {
  const inProva = righe.some(({ provaChiestaIl }) => provaChiestaIl !== null);
  const chiedi = inProva ? { 'hx-get': VAI.destinazioni, 'hx-trigger': 'every 2s', 'hx-swap': 'outerHTML' } : {};
  const { colonne } = testi;
  return (
    <div id="destinazioni" {...chiedi}>
      {inProva && <p>{testi.inProvaTesto}</p>}
      <Tabella
        id="elenco"
        titolo={testi.elenco}
        colonne={[
          { titolo: colonne.nome, cella: (d) => d.nome },
          { titolo: colonne.dove, cella: (d) => <Dove destinazione={d} /> },
          { titolo: colonne.prova, cella: (d) => <Prova destinazione={d} /> },
          { titolo: colonne.azioni, cella: (d) => <Atti destinazione={d} /> },
        ]}
        righe={righe}
        chiave={(d) => d.id}
        vuoto={
          <Vuoto titolo={testi.vuoto}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        }
      />
    </div>
  );
}

function Atti({ destinazione: d }: { destinazione: Destinazione }): VNode {
  const semplice = (nome: string, parole: string): VNode => (
    <Bottone aspetto="semplice" nome={nome} valore={d.id}>
      {parole}
    </Bottone>
  );
  return (
    <Modulo>
      {d.improntaVista !== null && <input type="hidden" name="impronta" value={d.improntaVista} />}
      {d.improntaVista !== null && semplice('conferma', testi.conferma)}
      {semplice('prova', testi.prova)}
      {semplice('togli', testi.togli)}
    </Modulo>
  );
}
