import type { VNode } from 'preact';
import type { AttoFermo, CosaFerma } from '#platform/fermo';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioFermi as testi } from '#testi/it/ufficio-fermi';
import { Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { chiGuarda, FERMI, leggiFermi, nomeDi, paginaDi, PER_GENERE_MAX, percheDi, type Fermi } from '../fermi.ts';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

/** What does not go on by itself: no state needs more than a page to be mended (model 2). */
export const fermi: PaginaUfficio = {
  percorso: '/fermi',
  chi: 'operatore',
  get: alLavoro(async (l, { query }) => {
    const trovati = await l.ctx.tx((t) => leggiFermi(t, l));
    const detto = query['fatto'] === undefined ? null : <Detto tipo="successo" testo={testi.fatto} />;
    return pagina(<Elenco l={l} trovati={trovati} detto={detto} />);
  }),
  post: alLavoro(async (l, { modulo }) => {
    const { genere = '', id = '', atto = '' } = modulo;
    const fermo = FERMI.find((uno) => uno.genere === genere);
    // Only what this person sees in the list, as it is now.
    const presente =
      fermo !== undefined &&
      (await l.ctx.tx(async (t) => fermo.elenca(t, await chiGuarda(t, l), { quanti: 1, id }))).length > 0;
    const agisce = presente ? fermo.atti[atto as AttoFermo] : undefined;
    if (agisce === undefined) return nonFatto(l, testi.sparito);
    const esito = await agisce(l.ctx, id);
    return esito.ok ? vai(con(VAI.fermi, { fatto: 'si' })) : nonFatto(l, frase(esito.refusal));
  }),
};

async function nonFatto(l: Lavoro, perche: string): Promise<Risposta> {
  const trovati = await l.ctx.tx((t) => leggiFermi(t, l));
  const detto = <Detto tipo="attenzione" testo={perche} />;
  return rifiutata(<Elenco l={l} trovati={trovati} detto={detto} />);
}

function Detto({ tipo, testo }: { tipo: 'successo' | 'attenzione'; testo: string }): VNode {
  return (
    <Messaggio tipo={tipo} esito>
      <p>{testo}</p>
    </Messaggio>
  );
}

function Elenco({ l, trovati, detto }: { l: Lavoro; trovati: readonly Fermi[]; detto: VNode | null }): VNode {
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.oggi}>
      {detto}
      {trovati.length === 0 ? (
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      ) : (
        <>
          <p>{testi.introduzione}</p>
          {trovati.map((uno) => (
            <UnGenere key={uno.genere} fermi={uno} agisce={!guardaSoltanto(l)} />
          ))}
          <ScaricaElenco a={VAI.elencoFermi} />
        </>
      )}
      <p>
        <Collegamento a={VAI.fermi} icona="it-refresh">
          {testi.aggiorna}
        </Collegamento>
      </p>
    </Foglio>
  );
}

function UnGenere({ fermi: { genere, fermo, cose, altre }, agisce }: { fermi: Fermi; agisce: boolean }): VNode {
  const { titolo, spiega } = testi.generi[genere];
  const conAtti = agisce && Object.keys(fermo.atti).length > 0;
  return (
    <section id={genere} aria-labelledby={`${genere}-titolo`}>
      <h2 id={`${genere}-titolo`}>{titolo}</h2>
      <p>{spiega}</p>
      <Tabella
        id={`${genere}-tabella`}
        titolo={altre ? testi.troppi(intero(PER_GENERE_MAX)) : testi.generi[genere].conta(intero(cose.length))}
        colonne={[
          { titolo: testi.colonne.cosa, cella: (cosa) => <Nome genere={genere} cosa={cosa} /> },
          { titolo: testi.colonne.perche, cella: (cosa) => <div class="ampia">{percheDi(genere, cosa)}</div> },
          { titolo: testi.colonne.dal, cella: (cosa) => <Istante istante={cosa.dal} /> },
          ...(conAtti
            ? [{ titolo: testi.colonne.fare, cella: (cosa: CosaFerma) => <Atti {...{ genere, fermo, cosa }} /> }]
            : []),
        ]}
        righe={cose}
        chiave={(cosa) => cosa.id}
        vuoto={<p />}
      />
    </section>
  );
}

type Una = { genere: Fermi['genere']; cosa: CosaFerma };

function Nome({ genere, cosa }: Una): VNode {
  const dove = paginaDi(genere, cosa);
  const nome = nomeDi(genere, cosa);
  return dove === '' ? <>{nome}</> : <Collegamento a={dove}>{nome}</Collegamento>;
}

function Atti({ genere, fermo, cosa }: Una & { fermo: Fermi['fermo'] }): VNode {
  const parole = testi.generi[genere].atti ?? {};
  return (
    <>
      {(Object.keys(fermo.atti) as AttoFermo[]).map((atto) => (
        <Modulo key={atto} a={VAI.fermi}>
          <input type="hidden" name="genere" value={genere} />
          <input type="hidden" name="id" value={cosa.id} />
          <input type="hidden" name="atto" value={atto} />
          <Bottone aspetto="secondario">
            {parole[atto] ?? atto}
            <span class="visually-hidden"> {nomeDi(genere, cosa)}</span>
          </Bottone>
        </Modulo>
      ))}
    </>
  );
}
