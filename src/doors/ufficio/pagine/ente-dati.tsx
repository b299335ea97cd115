import type { VNode } from 'preact';
import {
  aggiornaRecapiti,
  leggiEnte,
  leggiStoriaStato,
  type Ente,
  type PassoStato,
  type TipoEnte,
} from '#modules/enti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { Importo, Istante } from '#ui/valori';
import { FoglioEnte } from '../foglio-ente.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { CampiRecapiti, recapitiDi, scrittiDi, scrittiInviati, type RecapitiScritti } from '../ente-campi.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioEnte.dati;

/** The ente: what the intermediary has registered of it, its state and how it came there; and what it says of itself, to be changed. */
export const enteDati: PaginaUfficio = {
  percorso: '/configurazione/ente',
  chi: 'amministratore',
  get: alLavoro(async (l, { query }) => pagina(await scheda(l, { salvato: query['fatto'] === 'si' }))),
  post: alLavoro(async (l, r) => {
    const scritti = scrittiInviati(r);
    const esito = await aggiornaRecapiti(l.ctx, recapitiDi(scritti));
    if (esito.ok) return vai(con(VAI.configuraEnte, { fatto: 'si' }));
    const { refusal } = esito;
    const campo = String(refusal.parametri?.['campo'] ?? 'settore');
    return rifiutata(await scheda(l, { scritti, errori: { [campo]: frase(inParole(refusal)) } }), refusal);
  }),
};

type Refusal = Parameters<typeof frase>[0];

/** A field is called as the page calls it. */
function inParole({ codice, parametri = {} }: Refusal): Refusal {
  const nomi: Readonly<Record<string, string>> = testi.campi;
  const campo = parametri['campo'];
  return { codice, parametri: campo === undefined ? parametri : { ...parametri, campo: nomi[campo] ?? campo } };
}

type Come = { scritti?: RecapitiScritti; errori?: Record<string, string>; salvato?: boolean };

async function scheda(l: Lavoro, { scritti, errori = {}, salvato = false }: Come): Promise<VNode> {
  const { ente, storia, nome } = await l.ctx.tx(async (t) => {
    const letto = await leggiEnte(t, l.ente.enteId);
    if (letto === null) throw new Error('the ente of a session is not there');
    const passi = await leggiStoriaStato(t, l.ente.enteId);
    return {
      ente: letto,
      storia: passi,
      nome: await nomiAttori(
        t,
        passi.map(({ attore }) => attore),
      ),
    };
  });
  return (
    <FoglioEnte l={l} titolo={testi.titolo} errori={errori} salvato={salvato}>
      <Registrati ente={ente} />
      <h2>{testi.storia}</h2>
      <StoriaStato storia={storia} nome={nome} />
      <h2>{testi.cambia}</h2>
      <Modulo>
        <CampiRecapiti scritti={scritti ?? scrittiDi(ente)} errori={errori} />
        <Azioni>
          <Bottone>{testi.salva}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioEnte>
  );
}

function Registrati({ ente }: { ente: Ente }): VNode {
  const { stato } = ente;
  const inProva = stato === 'PRE-ESERCIZIO';
  return (
    <>
      <h2>{testi.registrati}</h2>
      <p>{testi.registratiTesto}</p>
      <Dati
        dati={[
          { nome: testi.denominazione, valore: ente.denominazione },
          { nome: testi.codiceFiscale, valore: ente.codiceFiscale },
          { nome: testi.codIpa, valore: ente.codIpa },
          { nome: testi.tipo, valore: ufficioEnte.tipi[ente.tipo as TipoEnte] },
          ente.cbill === null ? null : { nome: testi.cbill, valore: ente.cbill },
          { nome: testi.stato, valore: `${ufficioEnte.stati[stato]}. ${ufficioEnte.statiTesto[stato]}` },
          inProva ? { nome: testi.tetto, valore: <Importo cents={ente.tettoPreEsercizioCents} /> } : null,
        ]}
      />
    </>
  );
}

function StoriaStato({ storia, nome }: { storia: readonly PassoStato[]; nome: NomeAttore }): VNode {
  if (storia.length === 0) return <p>{testi.storiaVuota}</p>;
  return (
    <ol class="storia">
      {storia.map(({ da, a, motivo, attore, istante }, n) => (
        <li key={n}>
          <strong>{testi.passo(ufficioEnte.stati[da], ufficioEnte.stati[a])}</strong>: {motivo}
          <br />
          <span class="nota">
            <Istante istante={istante} />, {nome(attore)}
          </span>
        </li>
      ))}
    </ol>
  );
}
