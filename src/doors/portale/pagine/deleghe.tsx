import type { VNode } from 'preact';
import { isUuid, type DelegaId } from '#kernel/ids';
import { leggiDelegheMie, revocaDelegaMia, statoDelega, type Delega } from '#modules/posizioni';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Italiano } from '#ui/italiano';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Stato, type Tono } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { DataGiorno } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { AltrePagine, sopraArea } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale, Portale } from '../visita.ts';

/** For whom one acts, and who acts for one; each of the two may end it. */
export const deleghe: PaginaPortale = {
  percorso: '/deleghe',
  chi: 'cittadino',
  get: async (u, { query }) => pagina(<Vista u={u} tutte={await leggiDelegheMie(u.ctx)} fatto={query['fatto']} />),
  post: async (u, { modulo }) => {
    const id = modulo['revoca'] ?? '';
    const esito = isUuid<DelegaId>(id) ? await revocaDelegaMia(u.ctx, id) : null;
    if (esito?.ok === true) return vai(`${VAI.deleghe}?fatto=revocata`);
    return rifiutata(
      <Vista u={u} tutte={await leggiDelegheMie(u.ctx)} no={esito?.refusal.codice ?? 'DELEGA_SCONOSCIUTA'} />,
    );
  },
};

type Prop = {
  u: Portale;
  tutte: readonly Delega[];
  fatto?: string | undefined;
  no?: keyof Portale['t']['deleghe']['rifiuti'];
};

function Vista({ u, tutte, fatto, no }: Prop): VNode {
  const testi = u.t.deleghe;
  const [mie, suDiMe] = [tutte.filter(({ mia }) => mia), tutte.filter(({ mia }) => !mia)];
  const detto = fatto === 'revocata' ? testi.revocata : fatto === 'chiesta' ? testi.chiesta : null;
  return (
    <Foglio u={u} titolo={testi.titolo} sezione={VAI.posizioni} percorso={sopraArea(u.t)} conErrori={no !== undefined}>
      {no !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{testi.rifiuti[no]}</p>
        </Messaggio>
      )}
      {detto !== null && (
        <Messaggio tipo="successo" esito>
          <p>{detto}</p>
        </Messaggio>
      )}
      <p>{testi.introduzione}</p>
      <Elenco id="mie" u={u} righe={mie} />
      <Azioni>
        <Bottone a={VAI.nuovaDelega} icona="it-plus-circle">
          {testi.nuova}
        </Bottone>
      </Azioni>
      {suDiMe.length > 0 && <Elenco id="su-di-me" u={u} righe={suDiMe} />}
      <AltrePagine u={u} tranne={VAI.deleghe} />
    </Foglio>
  );
}

const TONI: Record<ReturnType<typeof statoDelega>, Tono> = {
  richiesta: 'attesa',
  approvata: 'bene',
  rifiutata: 'male',
  revocata: 'neutro',
  scaduta: 'neutro',
};

function Elenco({ id, u, righe }: { id: 'mie' | 'su-di-me'; u: Portale; righe: readonly Delega[] }): VNode {
  const testi = u.t.deleghe;
  const { colonne } = testi;
  const mie = id === 'mie';
  return (
    <Tabella
      id={id}
      titolo={mie ? testi.elenco : testi.suDiMe}
      colonne={[
        { titolo: mie ? colonne.chi : colonne.da, cella: (d) => <Chi d={d} /> },
        { titolo: colonne.ente, cella: (d) => <Italiano>{d.ente}</Italiano> },
        { titolo: colonne.genere, cella: (d) => testi.generi[d.genere] },
        { titolo: colonne.stato, cella: (d) => <StatoDi u={u} d={d} /> },
        { titolo: colonne.azione, cella: (d) => <Revoca u={u} d={d} /> },
      ]}
      righe={righe}
      chiave={(d) => d.id}
      vuoto={
        <Vuoto titolo={testi.nessuna}>
          <p>{testi.nessunaTesto}</p>
        </Vuoto>
      }
    />
  );
}

function Chi({ d }: { d: Delega }): VNode {
  return (
    <>
      {d.mia ? d.deleganteNome : d.delegatoNome}
      <p class="campo-aiuto">{d.mia ? d.deleganteCodice : d.delegatoCodice}</p>
    </>
  );
}

function StatoDi({ u, d }: { u: Portale; d: Delega }): VNode {
  const testi = u.t.deleghe;
  const stato = statoDelega(d, u.ctx.oggi);
  return (
    <>
      <Stato tono={TONI[stato]}>{testi.stati[stato]}</Stato>
      {stato === 'approvata' && d.validaAl !== null && (
        <p class="campo-aiuto">
          {testi.fino} <DataGiorno giorno={d.validaAl} breve />
        </p>
      )}
      {d.motivo !== null && (
        <p class="campo-aiuto">
          <Italiano>{d.motivo}</Italiano>
        </p>
      )}
    </>
  );
}

function Revoca({ u, d }: { u: Portale; d: Delega }): VNode | null {
  const stato = statoDelega(d, u.ctx.oggi);
  if (stato !== 'richiesta' && stato !== 'approvata') return null;
  const testi = u.t.deleghe;
  return (
    <Modulo a={VAI.deleghe}>
      <button type="submit" class="btn btn-link" name="revoca" value={d.id}>
        <span aria-hidden="true">{testi.revoca}</span>
        <span class="visually-hidden">{testi.revocaChe(d.mia ? d.deleganteNome : d.delegatoNome, d.ente)}</span>
      </button>
    </Modulo>
  );
}
