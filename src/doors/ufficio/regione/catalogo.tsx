import { CATALOGO, contaUsi, elencoUsi, nomeCategoria } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { errore, pagina } from '#platform/http/pagina';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { ufficioStazioni } from '#testi/it/ufficio-stazioni';
import { Vuoto } from '#ui/vuoto';
import { con } from '../indirizzi.ts';
import { chiestoDi, ElencoBreve, testoCercato, trovaFra } from '../elenco-breve.tsx';
import { tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
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
  get: inRegione(async (l, r) => {
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <ElencoBreve
          a={IN_REGIONE.catalogo}
          file={IN_REGIONE.elencoCatalogo}
          chiesto={chiestoDi(r)}
          id="catalogo"
          titolo={testi.elenco}
          colonne={COLONNE}
          righe={await leggiCatalogo(l.ctx)}
          chiave={({ categoria }) => categoria}
          apri={({ categoria }) => con(IN_REGIONE.usi, { categoria })}
          vuoto={<p />}
        />
      </FoglioRegione>,
    );
  }),
};

type Voce = (typeof CATALOGO)[number] & { usi: { enti: number; attivi: number } };

async function leggiCatalogo(ctx: Ctx): Promise<Voce[]> {
  const usi = await contaUsi(ctx, 'categoria');
  return CATALOGO.map((voce) => ({ ...voce, usi: usi.get(voce.categoria) ?? { enti: 0, attivi: 0 } }));
}

const COLONNE: readonly ColonnaElenco<Voce>[] = [
  { titolo: testi.colonne.categoria, testo: ({ denominazione }) => denominazione },
  { titolo: testi.colonne.tassonomia, testo: ({ tassonomia }) => tassonomia },
  { titolo: testi.colonne.importo, testo: ({ importo }) => importo },
  { titolo: testi.colonne.enti, testo: ({ usi }) => String(usi.enti), numerica: true },
  { titolo: testi.colonne.attivi, testo: ({ usi }) => String(usi.attivi), numerica: true },
];

/** The catalogue, as a file for a spreadsheet. */
export const regioneElencoCatalogo = elencoRegioneInFile({
  percorso: '/regione/catalogo',
  nome: 'CATALOGO',
  titolo: testi.titolo,
  filtro: async (t, _l, r) => trovaFra(await leggiCatalogo(t), testoCercato(r), COLONNE),
  leggi: tutteInsieme,
  colonne: COLONNE,
});

/** Who uses a category of the catalogue, or a code of the taxonomy. */
export const regioneUsi: PaginaUfficio = {
  percorso: '/regione/catalogo/usi',
  chi: 'intermediario',
  get: inRegione(async (l, r) => {
    const { categoria = '', codice = '' } = r.query;
    const nome = nomeCategoria(categoria);
    if (nome === null && codice === '') return errore('nonTrovata');
    const usi = await elencoUsi(l.ctx, nome === null ? { tassonomia: codice } : { categoria });
    return pagina(
      <FoglioRegione
        l={l}
        titolo={`${testi.usi}: ${nome ?? codice}`}
        sopra={[{ testo: testi.titolo, a: IN_REGIONE.catalogo }]}
      >
        <ElencoBreve
          a={IN_REGIONE.usi}
          file={IN_REGIONE.elencoUsi}
          chiesto={chiestoDi(r)}
          resta={{ categoria, codice }}
          id="usi"
          titolo={testi.usiElenco(usi.length)}
          colonne={COLONNE_USI}
          righe={usi}
          chiave={({ enteId, tipo }) => `${enteId} ${tipo}`}
          apri={({ enteId }) => IN_REGIONE.ente(enteId)}
          vuoto={
            <Vuoto titolo={testi.usiVuoto}>
              <p>{testi.usiVuotoTesto}</p>
            </Vuoto>
          }
        />
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
  filtro: async (t, _l, r) => {
    const { categoria = '', codice = '' } = r.query;
    if (nomeCategoria(categoria) === null && codice === '') return null;
    const usi = await elencoUsi(t, nomeCategoria(categoria) === null ? { tassonomia: codice } : { categoria });
    return trovaFra(usi, testoCercato(r), COLONNE_USI);
  },
  leggi: tutteInsieme,
  colonne: COLONNE_USI,
});
