import type { VNode } from 'preact';
import { formatGiorno, giornoA, piuGiorni, type Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { caricaTassonomia, cercaTassonomia, contaUsi, ultimoCaricamento, type VoceTassonomia } from '#modules/enti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { ufficioStazioni } from '#testi/it/ufficio-stazioni';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { frase, intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
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
  get: inRegione(async (l, { query }) => pagina(await vista(l, { fatto: fattoDi(query) }))),
  post: inRegione(async (l, { file }) => {
    const elenco = file['elenco'];
    if (elenco === undefined) return rifiutata(await vista(l, { errore: testi.manca }));
    return elenco.ok
      ? vai(con(IN_REGIONE.tassonomia, { fatto: 'tassonomia' }))
      : rifiutata(await vista(l, { errore: frase(elenco.refusal) }));
  }),
};

async function vista(l: Regione, { fatto, errore }: { fatto?: string | undefined; errore?: string }): Promise<VNode> {
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
      <InUso
        usi={await contaUsi(l.ctx, 'tassonomia')}
        voci={await cercaTassonomia(l.ctx, { tipoEnte: '', macroArea: '', parole: '', quante: VOCI_MAX })}
        oggi={l.ctx.oggi}
      />
    </FoglioRegione>
  );
}

type PropInUso = { usi: Awaited<ReturnType<typeof contaUsi>>; voci: readonly VoceTassonomia[]; oggi: Giorno };

/** The codes that some kind of due uses, those that end first on top. */
function InUso({ usi, voci, oggi }: PropInUso): VNode {
  const di = new Map(voci.map((voce) => [voce.codice, voce]));
  const fine = (codice: string): string => di.get(codice)?.validaAl ?? '9999-12-31';
  const righe = [...usi].toSorted(([a], [b]) => fine(a).localeCompare(fine(b)) || a.localeCompare(b));
  const vale = (codice: string): string => {
    const validaAl = di.get(codice)?.validaAl ?? null;
    if (validaAl === null) return '';
    const ultimo = formatGiorno(piuGiorni(validaAl, -1));
    return validaAl <= oggi ? `${ultimo} (${testi.scaduto})` : ultimo;
  };
  return (
    <Tabella
      id="usi"
      titolo={testi.inUso}
      colonne={[
        { titolo: testi.colonne.codice, cella: ([codice]) => codice },
        { titolo: testi.colonne.servizio, cella: ([codice]) => di.get(codice)?.tipoServizio ?? testi.ignoto },
        { titolo: testi.colonne.fine, cella: ([codice]) => vale(codice) },
        { titolo: testi.colonne.enti, cella: ([, { enti }]) => enti, numerica: true },
        { titolo: testi.colonne.tipi, cella: ([, { tipi }]) => tipi, numerica: true },
      ]}
      righe={righe}
      chiave={([codice]) => codice}
      apri={([codice]) => con(IN_REGIONE.usi, { codice })}
      vuoto={<p>{testi.inUsoVuoto}</p>}
    />
  );
}
