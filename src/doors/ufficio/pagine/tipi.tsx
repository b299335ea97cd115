import type { VNode } from 'preact';
import {
  impostaFuoriModalita,
  nomeCategoria,
  rifiutaFuoriModalita,
  tipiConfigurati,
  type TipoConfigurato,
} from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { pagina, vai } from '#platform/http/pagina';
import { ufficioElenchi } from '#testi/it/ufficio-elenchi';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { cercaFra } from '../cerca-fra.ts';
import { elencoInFile, sullaPagina, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';

const testi = ufficioTipi.elenco;

/** What can be paid to the ente: each kind of due, how it is joined, and what it lacks. */
export const tipi: PaginaUfficio = {
  percorso: '/configurazione/tipi',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const testo = cercatoDi(r);
    const elenco = await leggiTipi(l.ctx, testo);
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
        <form method="get" action={VAI.tipi} role="search" class="filtri">
          <Campo
            nome="testo"
            etichetta={ufficioElenchi.nellElenco}
            aiuto={testi.cercaAiuto}
            valore={testo}
            facoltativo
          />
          <Azioni>
            <Bottone icona="it-search" aspetto="secondario">
              {ufficioElenchi.cerca}
            </Bottone>
          </Azioni>
        </form>
        <Elenco tipi={elenco} cercato={testo !== ''} />
        {elenco.length > 0 && <ScaricaElenco a={(forma) => con(VAI.elencoTipi(forma), { testo })} />}
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

/** Names of kinds of due are nobody's data, and may stand in an address. */
const cercatoDi = ({ query }: RichiestaUfficio): string => (query['testo'] ?? '').slice(0, 100);

const categoriaDi = (t: TipoConfigurato): string => nomeCategoria(t.categoria) ?? testi.senzaCategoria;

async function leggiTipi(ctx: Ctx, testo: string): Promise<TipoConfigurato[]> {
  const trovati = cercaFra(await tipiConfigurati(ctx), testo, (t) => [t.denominazione, t.codice, categoriaDi(t)]);
  return trovati.toSorted((a, b) => categoriaDi(a).localeCompare(categoriaDi(b), 'it'));
}

const { colonne } = testi;

const COLONNE: readonly ColonnaElenco<TipoConfigurato>[] = [
  { titolo: colonne.tipo, testo: (t) => t.denominazione },
  { titolo: colonne.codice, testo: (t) => t.codice, solo: 'file' },
  { titolo: colonne.categoria, testo: categoriaDi },
  {
    titolo: colonne.stato,
    testo: (t) => (t.attivo ? testi.attivo : testi.nonAttivo),
    cella: (t) => <Stato tono={t.attivo ? 'bene' : 'neutro'}>{t.attivo ? testi.attivo : testi.nonAttivo}</Stato>,
  },
  { titolo: colonne.modalita, testo: (t) => t.modalita.map((una) => ufficioTipi.modalita[una]).join(', ') },
  { titolo: colonne.modulo, testo: moduloDi },
  { titolo: colonne.manca, testo: (t) => t.manca.map((una) => ufficioTipi.manca[una]).join('; ') || testi.nulla },
];

/** The kinds of due of the ente, as a file for a spreadsheet. */
export const elencoTipiFile = elencoInFile({
  percorso: '/configurazione/tipi',
  chi: 'amministratore',
  nome: 'TIPI_DOVUTO',
  titolo: testi.titolo,
  filtro: (t, _l, r) => leggiTipi(t, cercatoDi(r)),
  leggi: tutteInsieme,
  colonne: COLONNE,
});

function Elenco({ tipi: righe, cercato }: { tipi: readonly TipoConfigurato[]; cercato: boolean }): VNode {
  return (
    <Tabella
      id="tipi"
      titolo={testi.tabella}
      colonne={sullaPagina(COLONNE)}
      righe={righe}
      chiave={(t) => t.tipoDovutoId}
      apri={(t) => VAI.tipo(t.tipoDovutoId)}
      vuoto={
        cercato ? (
          <NienteTrovato />
        ) : (
          <Vuoto titolo={testi.vuoto}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        )
      }
    />
  );
}

function moduloDi({ urlEsterno, moduloInVigore }: TipoConfigurato): string {
  if (urlEsterno !== null) return testi.altrove;
  return moduloInVigore === null ? testi.senzaModulo : testi.versione(moduloInVigore);
}
