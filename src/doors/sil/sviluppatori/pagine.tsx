import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pagina, type Pagina } from '#platform/http/pagina';
import { sviluppatori as testi } from '#testi/it/sviluppatori';
import { Cornice, type Sito } from '#ui/cornice';
import { Schede } from '#ui/schede';
import { Tabella } from '#ui/tabella';
import { CODICI, fraseGenerica } from '../api/frase.ts';
import { Testo } from './testo.tsx';

/** Where these pages are. */
export const SVILUPPATORI = '/sviluppatori';
export const VAI = {
  inizio: SVILUPPATORI,
  guida: `${SVILUPPATORI}/guida`,
  errori: `${SVILUPPATORI}/errori`,
  prova: `${SVILUPPATORI}/api`,
  postman: `${SVILUPPATORI}/postman.json`,
  openapi: '/api/v1/openapi.json',
} as const;

/** What a page gets: the frame. */
export type Sviluppatori = { sito: Sito };
type PaginaSviluppatori = Pagina<Sviluppatori>;

const { schede } = testi;
const REST = [
  { ...schede.guida, a: VAI.guida },
  { ...schede.prova, a: VAI.prova },
  { ...schede.openapi, a: VAI.openapi },
  { ...schede.postman, a: VAI.postman },
  { ...schede.errori, a: VAI.errori },
];
const SOAP = [
  { ...schede.dovutiPagati, a: '/ws/pa/PagamentiTelematiciDovutiPagati.wsdl' },
  { ...schede.flussiSpc, a: '/ws/pa/PagamentiTelematiciFlussiSPC.wsdl' },
];

const inizio: PaginaSviluppatori = {
  percorso: '',
  chi: 'tutti',
  pubblica: true,
  get: ({ sito }) =>
    pagina(
      <Cornice sito={sito} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <h2>{testi.rest}</h2>
        <Schede schede={REST} />
        <h2>{testi.soap}</h2>
        <Schede schede={SOAP} />
      </Cornice>,
    ),
};

/** The guide that the tests run: read once, and the same that lies in the repository. */
const guida = (): PaginaSviluppatori => {
  const scritto = readFileSync(fileURLToPath(new URL('../../../../docs/integrazione/api.md', import.meta.url)), 'utf8');
  return {
    percorso: '/guida',
    chi: 'tutti',
    pubblica: true,
    get: ({ sito }) =>
      pagina(
        <Cornice sito={sito} titolo={testi.guida} sezione={VAI.guida} percorso={SOPRA}>
          <Testo scritto={scritto} />
        </Cornice>,
      ),
  };
};

const SOPRA = [{ testo: testi.voce, a: VAI.inizio }];

const errori: PaginaSviluppatori = {
  percorso: '/errori',
  chi: 'tutti',
  pubblica: true,
  get: ({ sito }) =>
    pagina(
      <Cornice sito={sito} titolo={testi.errori.titolo} sezione={VAI.errori} percorso={SOPRA}>
        <p>{testi.errori.introduzione}</p>
        <Tabella
          id="codici"
          titolo={testi.errori.elenco}
          colonne={[
            { titolo: testi.errori.codice, cella: (codice) => <code id={codice}>{codice}</code> },
            { titolo: testi.errori.dice, cella: (codice) => fraseGenerica(codice) },
          ]}
          righe={CODICI}
          chiave={(codice) => codice}
          vuoto={<p>{testi.errori.elenco}</p>}
        />
      </Cornice>,
    ),
};

/** The pages of who writes an ente's software. */
export function creaPagine(): readonly PaginaSviluppatori[] {
  return [inizio, guida(), errori];
}
