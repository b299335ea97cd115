import { CATALOGO, contaUsi, elencoUsi, nomeCategoria } from '#modules/enti';
import { errore, pagina } from '#platform/http/pagina';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { ufficioStazioni } from '#testi/it/ufficio-stazioni';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import { con } from '../indirizzi.ts';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { sullaPagina, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { elencoRegioneInFile } from './elenco-file.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';

const testi = ufficioStazioni.catalogo;

/** The categories of the catalogue, and how many enti have adopted each. */
export const regioneCatalogo: PaginaUfficio = {
  percorso: '/regione/catalogo',
  chi: 'intermediario',
  get: inRegione(async (l) => {
    const usi = await contaUsi(l.ctx, 'categoria');
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <Tabella
          id="catalogo"
          titolo={testi.elenco}
          colonne={[
            { titolo: testi.colonne.categoria, cella: ({ denominazione }) => denominazione },
            { titolo: testi.colonne.tassonomia, cella: ({ tassonomia }) => tassonomia },
            { titolo: testi.colonne.importo, cella: ({ importo }) => importo },
            { titolo: testi.colonne.enti, cella: (c) => usi.get(c.categoria)?.enti ?? 0, numerica: true },
            { titolo: testi.colonne.attivi, cella: (c) => usi.get(c.categoria)?.attivi ?? 0, numerica: true },
          ]}
          righe={CATALOGO}
          chiave={({ categoria }) => categoria}
          apri={({ categoria }) => con(IN_REGIONE.usi, { categoria })}
          vuoto={<p />}
        />
      </FoglioRegione>,
    );
  }),
};

/** Who uses a category of the catalogue, or a code of the taxonomy. */
export const regioneUsi: PaginaUfficio = {
  percorso: '/regione/catalogo/usi',
  chi: 'intermediario',
  get: inRegione(async (l, { query }) => {
    const { categoria = '', codice = '' } = query;
    const nome = nomeCategoria(categoria);
    if (nome === null && codice === '') return errore('nonTrovata');
    const usi = await elencoUsi(l.ctx, nome === null ? { tassonomia: codice } : { categoria });
    return pagina(
      <FoglioRegione
        l={l}
        titolo={`${testi.usi}: ${nome ?? codice}`}
        sopra={[{ testo: testi.titolo, a: IN_REGIONE.catalogo }]}
      >
        <Tabella
          id="usi"
          titolo={testi.usiElenco(usi.length)}
          colonne={sullaPagina(COLONNE_USI)}
          righe={usi}
          chiave={({ enteId, tipo }) => `${enteId} ${tipo}`}
          apri={({ enteId }) => IN_REGIONE.ente(enteId)}
          vuoto={
            <Vuoto titolo={testi.usiVuoto}>
              <p>{testi.usiVuotoTesto}</p>
            </Vuoto>
          }
        />
        {usi.length > 0 && <ScaricaElenco a={(forma) => con(IN_REGIONE.elencoUsi(forma), { categoria, codice })} />}
      </FoglioRegione>,
    );
  }),
};

const COLONNE_USI: readonly ColonnaElenco<Awaited<ReturnType<typeof elencoUsi>>[number]>[] = [
  { titolo: testi.usiColonne.ente, testo: ({ ente }) => ente },
  { titolo: testi.usiColonne.ambiente, testo: ({ ambiente }) => ufficioRegione.enti.ambienti[ambiente] },
  { titolo: testi.usiColonne.tipo, testo: ({ tipo }) => tipo },
  { titolo: testi.usiColonne.attivo, testo: ({ attivo }) => (attivo ? testi.si : testi.no) },
];

/** Who uses it, as a file for a spreadsheet. */
export const regioneElencoUsi = elencoRegioneInFile({
  percorso: '/regione/catalogo/usi',
  nome: 'USI',
  titolo: testi.usi,
  filtro: (t, _l, { query: { categoria = '', codice = '' } }) => {
    if (nomeCategoria(categoria) !== null) return elencoUsi(t, { categoria });
    return codice === '' ? null : elencoUsi(t, { tassonomia: codice });
  },
  leggi: tutteInsieme,
  colonne: COLONNE_USI,
});
