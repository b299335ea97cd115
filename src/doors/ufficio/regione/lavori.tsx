import type { VNode } from 'preact';
import { nomiEnti } from '#modules/enti';
import { decidiLavoro, elencoLavori, STATI_LAVORO, type LavoroInCoda, type StatoLavoro } from '#modules/registro';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { registro as frasi } from '#testi/it/registro';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import { fattoDi, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { Cerca, nomeDi, nomeLavoro } from './lavori-cerca.tsx';
import { inRegione, type Regione } from './lavoro.ts';

const testi = ufficioImpianto.lavori;
const PAGINA_RIGHE = 50;

/** The number that graphile-worker gives a job. */
export const isNumeroLavoro = (testo: string): boolean => /^[1-9]\d{0,17}$/.test(testo);

/** What is to be done, what is being done, what did not succeed and why; with what may be decided of each. */
export const regioneLavori: PaginaUfficio = {
  percorso: '/regione/lavori',
  chi: 'intermediario',
  get: inRegione(async (l, { query }) => {
    const stato = STATI_LAVORO.find((uno) => uno === query['stato']) ?? 'fallito';
    return pagina(await vista(l, { stato, nome: nomeDi(query), dopo: query['dopo'] ?? '', fatto: fattoDi(query) }));
  }),
  post: inRegione(async (l, { modulo }) => {
    const id = modulo['riprova'] ?? '';
    const esito = isNumeroLavoro(id) ? await decidiLavoro(l.ctx, { id, motivo: null }) : null;
    if (esito?.ok === true) return vai(con(IN_REGIONE.lavori, { fatto: 'riprovato' }));
    const errore = esito === null ? testi.manca : frasi.rifiuti[esito.refusal.codice];
    return rifiutata(await vista(l, { stato: 'fallito', nome: '', dopo: '', errore }));
  }),
};

type Come = { stato: StatoLavoro; nome: string; dopo: string; fatto?: string | undefined; errore?: string };

async function vista(l: Regione, { stato, nome, dopo, fatto, errore }: Come): Promise<VNode> {
  const da = isNumeroLavoro(dopo) ? dopo : null;
  const letti = await elencoLavori(l.ctx, { stato, nome, dopo: da, quanti: PAGINA_RIGHE + 1 });
  const righe = letti.slice(0, PAGINA_RIGHE);
  const enti = await nomiEnti(
    l.ctx,
    righe.map(({ enteId }) => enteId),
  );
  const ultimo = letti.length > PAGINA_RIGHE ? righe.at(-1) : undefined;
  return (
    <FoglioRegione l={l} titolo={testi.titolo} fatto={fatto}>
      {errore !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{errore}</p>
        </Messaggio>
      )}
      <p>{testi.introduzione}</p>
      <Linguette
        titolo={testi.quali}
        voci={STATI_LAVORO.map((uno) => ({
          testo: testi.stati[uno],
          a: con(IN_REGIONE.lavori, { stato: uno, nome }),
          aperta: uno === stato,
        }))}
      />
      <Cerca stato={stato} nome={nome} />
      <Elenco {...{ righe, enti, stato }} />
      <Paginazione
        precedente={da === null ? undefined : con(IN_REGIONE.lavori, { stato, nome })}
        successiva={ultimo && con(IN_REGIONE.lavori, { stato, nome, dopo: ultimo.id })}
      />
      {righe.length > 0 && <ScaricaElenco a={(forma) => con(IN_REGIONE.elencoLavori(forma), { stato, nome })} />}
    </FoglioRegione>
  );
}

type PropElenco = { righe: readonly LavoroInCoda[]; enti: ReadonlyMap<string, string>; stato: StatoLavoro };

function Elenco({ righe, enti, stato }: PropElenco): VNode {
  const vuoto = testi.vuoti[stato];
  return (
    <Tabella
      id="lavori"
      titolo={testi.stati[stato]}
      colonne={[
        { titolo: testi.colonne.lavoro, cella: ({ nome }) => nomeLavoro(nome) },
        { titolo: ufficioImpianto.registro.ente, cella: ({ enteId }) => enti.get(enteId ?? '') ?? '–' },
        { titolo: testi.colonne.quando, cella: ({ quando }) => <Istante istante={quando} /> },
        { titolo: testi.colonne.tentativi, cella: (r) => testi.tentativi(r.tentativi, r.tentativiMax), numerica: true },
        { titolo: testi.colonne.perche, cella: ({ perche }) => perche ?? '–' },
        { titolo: testi.colonne.atti, cella: (r) => <Atti lavoro={r} /> },
      ]}
      righe={righe}
      chiave={({ id }) => id}
      vuoto={
        <Vuoto titolo={vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

function Atti({ lavoro: { id, nome, stato } }: { lavoro: LavoroInCoda }): VNode {
  if (stato === 'in_corso') return <>–</>;
  return (
    <>
      <Modulo>
        <Bottone aspetto="secondario" nome="riprova" valore={id}>
          {testi.riprova}
          <span class="visually-hidden"> {nomeLavoro(nome)}</span>
        </Bottone>
      </Modulo>
      <Collegamento a={IN_REGIONE.abbandona(id)}>
        {testi.abbandona}
        <span class="visually-hidden"> {nomeLavoro(nome)}</span>
      </Collegamento>
    </>
  );
}
