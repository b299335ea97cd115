import type { VNode } from 'preact';
import {
  ELENCO_FUNZIONI,
  impostaFunzione,
  leggiEnte,
  leggiStoriaFunzioni,
  MOTIVO_MAX,
  type Funzione,
  type PassoFunzione,
} from '#modules/enti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoElenco, CampoTesto } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { FoglioEnte } from '../foglio-ente.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioEnte.funzioni;
const ACCENDI = 'accendi:';
const SPEGNI = 'spegni:';

/** What MyPay does for the ente: what is on, a change with its reason, who changed what. */
export const enteFunzioni: PaginaUfficio = {
  percorso: '/configurazione/funzioni',
  chi: 'amministratore',
  get: alLavoro(async (l, { query }) => pagina(await scheda(l, { salvato: query['fatto'] === 'si' }))),
  post: alLavoro(async (l, { modulo }) => {
    const { cambio = '', motivo = '' } = modulo;
    if (cambio === '') return rifiutata(await scheda(l, { motivo, errori: { cambio: testi.manca } }));
    // It says what to come to, and not «the other way»: sent twice, it is done once.
    const attiva = cambio.startsWith(ACCENDI);
    const funzione = cambio.slice(attiva ? ACCENDI.length : SPEGNI.length);
    const esito = await impostaFunzione(l.ctx, { funzione, attiva, motivo });
    if (esito.ok) return vai(con(VAI.configuraFunzioni, { fatto: 'si' }));
    const campo = esito.refusal.codice === 'MOTIVO_NON_SCRITTO' ? 'motivo' : 'cambio';
    return rifiutata(await scheda(l, { cambio, motivo, errori: { [campo]: frase(esito.refusal) } }), esito.refusal);
  }),
};

type Come = { cambio?: string; motivo?: string; errori?: Errori; salvato?: boolean };

async function scheda(l: Lavoro, { cambio, motivo, errori = {}, salvato = false }: Come): Promise<VNode> {
  const { accese, storia, nome } = await l.ctx.tx(async (t) => {
    const passi = await leggiStoriaFunzioni(t, l.ente.enteId);
    const { funzioni = [] } = (await leggiEnte(t, l.ente.enteId)) ?? {};
    return {
      accese: funzioni,
      storia: passi,
      nome: await nomiAttori(
        t,
        passi.map(({ attore }) => attore),
      ),
    };
  });
  return (
    <FoglioEnte l={l} titolo={testi.titolo} errori={errori} salvato={salvato}>
      <p>{testi.introduzione}</p>
      <Elenco accese={accese} />
      <h2>{testi.cambia}</h2>
      <Modulo>
        <CampoElenco
          nome="cambio"
          etichetta={testi.funzione}
          vuota={testi.scegli}
          errore={errori['cambio']}
          alternative={ELENCO_FUNZIONI.map((f) => alternativa(f, accese))}
          {...(cambio !== undefined && { valore: cambio })}
        />
        <CampoTesto
          nome="motivo"
          etichetta={testi.motivo}
          aiuto={testi.motivoAiuto}
          righe={2}
          caratteriMax={MOTIVO_MAX}
          errore={errori['motivo']}
          valore={motivo ?? ''}
        />
        <Azioni>
          <Bottone>{testi.conferma}</Bottone>
        </Azioni>
      </Modulo>
      <h2>{testi.storia}</h2>
      <StoriaFunzioni storia={storia} nome={nome} />
    </FoglioEnte>
  );
}

function alternativa(funzione: Funzione, accese: readonly Funzione[]): { valore: string; testo: string } {
  const nome = testi.nomi[funzione];
  return accese.includes(funzione)
    ? { valore: SPEGNI + funzione, testo: testi.spegni(nome) }
    : { valore: ACCENDI + funzione, testo: testi.accendi(nome) };
}

function Elenco({ accese }: { accese: readonly Funzione[] }): VNode {
  return (
    <Tabella
      id="funzioni"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.funzione, cella: (f: Funzione) => testi.nomi[f] },
        { titolo: testi.colonne.stato, cella: (f) => (accese.includes(f) ? testi.accesa : testi.spenta) },
        { titolo: testi.colonne.significato, cella: (f) => testi.significati[f] },
      ]}
      righe={ELENCO_FUNZIONI}
      chiave={(f) => f}
      vuoto={<p />}
    />
  );
}

function StoriaFunzioni({ storia, nome }: { storia: readonly PassoFunzione[]; nome: NomeAttore }): VNode {
  if (storia.length === 0) return <p>{testi.storiaVuota}</p>;
  return (
    <ol class="storia">
      {storia.map(({ funzione, attiva, motivo, attore, istante }, n) => (
        <li key={n}>
          <strong>{(attiva ? testi.haAcceso : testi.haSpento)(testi.nomi[funzione])}</strong>: {motivo}
          <br />
          <span class="nota">
            <Istante istante={istante} />, {nome(attore)}
          </span>
        </li>
      ))}
    </ol>
  );
}
