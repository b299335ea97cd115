import type { VNode } from 'preact';
import {
  impostaFuoriModalita,
  nomeCategoria,
  rifiutaFuoriModalita,
  tipiConfigurati,
  type TipoConfigurato,
} from '#modules/enti';
import { pagina, vai } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioTipi.elenco;

/** What can be paid to the ente: each kind of due, how it is joined, and what it lacks. */
export const tipi: PaginaUfficio = {
  percorso: '/configurazione/tipi',
  chi: 'amministratore',
  get: alLavoro(async (l) => {
    const elenco = await tipiConfigurati(l.ctx);
    const rifiuta = await rifiutaFuoriModalita(l.ctx);
    return pagina(
      <Foglio
        u={l}
        titolo={testi.titolo}
        sezione={VAI.configurazione}
        percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
      >
        <p>{testi.introduzione}</p>
        <Azioni>
          <Bottone a={VAI.adottaTipo}>{testi.adotta}</Bottone>
        </Azioni>
        <Elenco tipi={elenco} />
        <Modulo>
          <CampoScelta
            nome="fuoriModalita"
            etichetta={testi.scelta}
            scelte={[rifiuta ? 'rifiuta' : 'accetta']}
            alternative={[
              { valore: 'accetta', testo: testi.accetta },
              { valore: 'rifiuta', testo: testi.rifiuta },
            ]}
          />
          <Azioni>
            <Bottone aspetto="secondario">{testi.salvaScelta}</Bottone>
          </Azioni>
        </Modulo>
      </Foglio>,
    );
  }),
  post: alLavoro(async (l, r) => {
    await impostaFuoriModalita(l.ctx, r.modulo['fuoriModalita'] === 'rifiuta');
    return vai(VAI.tipi);
  }),
};

const categoriaDi = (t: TipoConfigurato): string => nomeCategoria(t.categoria) ?? testi.senzaCategoria;

function Elenco({ tipi: elenco }: { tipi: readonly TipoConfigurato[] }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="tipi"
      titolo={testi.tabella}
      colonne={[
        { titolo: colonne.tipo, cella: (t) => t.denominazione },
        { titolo: colonne.categoria, cella: categoriaDi },
        {
          titolo: colonne.stato,
          cella: (t) => <Stato tono={t.attivo ? 'bene' : 'neutro'}>{t.attivo ? testi.attivo : testi.nonAttivo}</Stato>,
        },
        { titolo: colonne.modalita, cella: (t) => t.modalita.map((una) => ufficioTipi.modalita[una]).join(', ') },
        { titolo: colonne.modulo, cella: moduloDi },
        {
          titolo: colonne.manca,
          cella: (t) => t.manca.map((una) => ufficioTipi.manca[una]).join('; ') || testi.nulla,
        },
      ]}
      righe={elenco.toSorted((a, b) => categoriaDi(a).localeCompare(categoriaDi(b), 'it'))}
      chiave={(t) => t.tipoDovutoId}
      apri={(t) => VAI.tipo(t.tipoDovutoId)}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

function moduloDi({ urlEsterno, moduloInVigore }: TipoConfigurato): string {
  if (urlEsterno !== null) return testi.altrove;
  return moduloInVigore === null ? testi.senzaModulo : testi.versione(moduloInVigore);
}
