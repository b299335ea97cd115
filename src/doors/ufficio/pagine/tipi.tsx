import {
  impostaFuoriModalita,
  nomeCategoria,
  rifiutaFuoriModalita,
  tipiConfigurati,
  type TipoConfigurato,
} from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { pagina, vai } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { Stato } from '#ui/stato';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { chiestoDi, ElencoBreve, testoCercato, trovaFra } from '../elenco-breve.tsx';
import { elencoInFile, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { Fatto } from '../fatto.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioTipi.elenco;

/** What can be paid to the ente: each kind of due, how it is joined, and what it lacks. */
export const tipi: PaginaUfficio = {
  percorso: '/configurazione/tipi',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const rifiuta = await rifiutaFuoriModalita(l.ctx);
    return pagina(
      <Foglio
        u={l}
        titolo={testi.titolo}
        sezione={VAI.configurazione}
        percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
      >
        <Fatto frasi={testi.fatto} fatto={r.query['fatto']} />
        <p>{testi.introduzione}</p>
        <Azioni>
          <Bottone a={VAI.adottaTipo}>{testi.adotta}</Bottone>
        </Azioni>
        <ElencoBreve
          a={VAI.tipi}
          file={VAI.elencoTipi}
          chiesto={chiestoDi(r)}
          id="tipi"
          titolo={testi.tabella}
          colonne={COLONNE}
          righe={await leggiTipi(l.ctx)}
          chiave={(t) => t.tipoDovutoId}
          apri={(t) => VAI.tipo(t.tipoDovutoId)}
          vuoto={
            <Vuoto titolo={testi.vuoto}>
              <p>{testi.vuotoTesto}</p>
            </Vuoto>
          }
        />
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
    return vai(con(VAI.tipi, { fatto: 'modalita' }));
  }),
};

const categoriaDi = (t: TipoConfigurato): string => nomeCategoria(t.categoria) ?? testi.senzaCategoria;

async function leggiTipi(ctx: Ctx): Promise<TipoConfigurato[]> {
  const tutti = await tipiConfigurati(ctx);
  return tutti.toSorted((a, b) => categoriaDi(a).localeCompare(categoriaDi(b), 'it'));
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
  filtro: async (t, _l, r) => trovaFra(await leggiTipi(t), testoCercato(r), COLONNE),
  leggi: tutteInsieme,
  colonne: COLONNE,
});

function moduloDi({ urlEsterno, moduloInVigore }: TipoConfigurato): string {
  if (urlEsterno !== null) return testi.altrove;
  return moduloInVigore === null ? testi.senzaModulo : testi.versione(moduloInVigore);
}
