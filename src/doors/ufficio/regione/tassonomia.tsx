import type { VNode } from 'preact';
import { formatGiorno, giornoA, piuGiorni, type Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { caricaTassonomia, cercaTassonomia, contaUsi, ultimoCaricamento } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { ufficioStazioni } from '#testi/it/ufficio-stazioni';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { chiestoDi, ElencoBreve, testoCercato, trovaFra, TUTTO, type Chiesto } from '../elenco-breve.tsx';
import { tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { frase, intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { elencoRegioneInFile } from './elenco-file.ts';
import { fattoDi, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { daInstallazione, inRegione, type Regione } from './lavoro.ts';

const testi = ufficioStazioni.tassonomia;
const MEGABYTE = 1024 * 1024;
/** All there are: a few hundred. */
const VOCI_MAX = 20_000;

/** The taxonomy of pagoPA: how it stands, who uses what, a new list of it. */
export const regioneTassonomia: PaginaUfficio = {
  percorso: '/regione/tassonomia',
  chi: 'intermediario',
  carica: {
    bytesMax: LIMITI.tassonomiaBytesMax,
    ricevi: async (u, _r, { flusso }) => {
      const testo = Buffer.concat(await flusso.toArray()).toString('utf8');
      const esito = await caricaTassonomia(daInstallazione(u).ctx, { testo, origine: 'file' });
      return esito.ok ? { ok: true, value: String(esito.value.cambiate) } : esito;
    },
  },
  get: inRegione(async (l, r) => pagina(await vista(l, { fatto: fattoDi(r.query), chiesto: chiestoDi(r) }))),
  post: inRegione(async (l, { file }) => {
    const elenco = file['elenco'];
    if (elenco === undefined) return rifiutata(await vista(l, { errore: testi.manca }));
    return elenco.ok
      ? vai(con(IN_REGIONE.tassonomia, { fatto: 'tassonomia' }))
      : rifiutata(await vista(l, { errore: frase(elenco.refusal) }));
  }),
};

type Vista = { fatto?: string | undefined; errore?: string; chiesto?: Chiesto };

async function vista(l: Regione, { fatto, errore, chiesto = TUTTO }: Vista): Promise<VNode> {
  const caricamento = await ultimoCaricamento(l.ctx);
  const errori: Record<string, string> = errore === undefined ? {} : { elenco: errore };
  return (
    <FoglioRegione l={l} titolo={testi.titolo} errori={errori} fatto={fatto}>
      <p>{testi.introduzione}</p>
      <p>
        {caricamento === null
          ? ufficioConti.tassonomia.mai
          : ufficioConti.tassonomia.aggiornata(formatGiorno(giornoA(caricamento.istante)), caricamento.voci)}
      </p>
      <h2>{testi.carica}</h2>
      <Modulo conFile>
        <CampoFile
          nome="elenco"
          etichetta={testi.file}
          aiuto={testi.fileAiuto(intero(LIMITI.tassonomiaBytesMax / MEGABYTE))}
          errore={errore}
          accetta=".json,.csv"
        />
        <Azioni>
          <Bottone icona="it-upload">{testi.invia}</Bottone>
        </Azioni>
      </Modulo>
      <ElencoBreve
        a={IN_REGIONE.tassonomia}
        file={IN_REGIONE.elencoTassonomia}
        chiesto={chiesto}
        id="usi"
        titolo={testi.inUso}
        colonne={COLONNE}
        righe={await leggiUsi(l.ctx)}
        chiave={({ codice }) => codice}
        apri={({ codice }) => con(IN_REGIONE.usi, { codice })}
        vuoto={<p>{testi.inUsoVuoto}</p>}
      />
    </FoglioRegione>
  );
}

type Uso = { codice: string; servizio: string; fine: string; enti: number; tipi: number };

/** The codes that some kind of due uses, those that end first on top. */
async function leggiUsi(ctx: Ctx): Promise<Uso[]> {
  const voci = await cercaTassonomia(ctx, { tipoEnte: '', macroArea: '', parole: '', quante: VOCI_MAX });
  const di = new Map(voci.map((voce) => [voce.codice, voce]));
  const usi = [...(await contaUsi(ctx, 'tassonomia'))];
  const fine = (codice: string): string => di.get(codice)?.validaAl ?? '9999-12-31';
  return usi
    .toSorted(([a], [b]) => fine(a).localeCompare(fine(b)) || a.localeCompare(b))
    .map(([codice, { enti, tipi }]) => {
      const servizio = di.get(codice)?.tipoServizio ?? testi.ignoto;
      return { codice, servizio, fine: vale(di.get(codice)?.validaAl ?? null, ctx.oggi), enti, tipi };
    });
}

function vale(validaAl: Giorno | null, oggi: Giorno): string {
  if (validaAl === null) return '';
  const ultimo = formatGiorno(piuGiorni(validaAl, -1));
  return validaAl <= oggi ? `${ultimo} (${testi.scaduto})` : ultimo;
}

const COLONNE: readonly ColonnaElenco<Uso>[] = [
  { titolo: testi.colonne.codice, testo: ({ codice }) => codice },
  { titolo: testi.colonne.servizio, testo: ({ servizio }) => servizio },
  { titolo: testi.colonne.fine, testo: ({ fine }) => fine },
  { titolo: testi.colonne.enti, testo: ({ enti }) => String(enti), numerica: true },
  { titolo: testi.colonne.tipi, testo: ({ tipi }) => String(tipi), numerica: true },
];

/** The codes in use, as a file for a spreadsheet. */
export const regioneElencoTassonomia = elencoRegioneInFile({
  percorso: '/regione/tassonomia',
  nome: 'TASSONOMIA_IN_USO',
  titolo: testi.inUso,
  filtro: async (t, _l, r) => trovaFra(await leggiUsi(t), testoCercato(r), COLONNE),
  leggi: tutteInsieme,
  colonne: COLONNE,
});
