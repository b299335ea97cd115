import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GRUPPI, REQUISITI } from '#modules/adesioni';
import { pagina, type Pagina } from '#platform/http/pagina';
import { sviluppatori as testi } from '#testi/it/sviluppatori';
import { ufficioCollaudo as requisiti } from '#testi/it/ufficio-collaudo';
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
  collaudo: `${SVILUPPATORI}/collaudo`,
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
  { ...schede.collaudo, a: VAI.collaudo },
];
const SOAP = [
  { ...schede.dovutiPagati, a: '/ws/pa/PagamentiTelematiciDovutiPagati.wsdl' },
  { ...schede.flussiSpc, a: '/ws/pa/PagamentiTelematiciFlussiSPC.wsdl' },
  { ...schede.esterni, a: '/ws/pa/PagamentiTelematiciEsterniCCP.wsdl' },
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

/** What the trial of an integration asks for, from the list by which it is judged. */
const collaudo: PaginaSviluppatori = {
  percorso: '/collaudo',
  chi: 'tutti',
  pubblica: true,
  get: ({ sito }) =>
    pagina(
      <Cornice sito={sito} titolo={testi.collaudo.titolo} sezione={VAI.collaudo} percorso={SOPRA}>
        {testi.collaudo.introduzione.map((frase) => (
          <p key={frase}>{frase}</p>
        ))}
        <p>
          <code>{testi.collaudo.comando}</code>
        </p>
        {GRUPPI.map((gruppo) => (
          <Tabella
            key={gruppo}
            id={gruppo}
            titolo={requisiti.gruppi[gruppo]}
            colonne={[
              { titolo: requisiti.colonne.requisito, cella: ({ id }) => requisiti.requisiti[id].nome },
              { titolo: requisiti.colonne.come, cella: ({ id }) => requisiti.requisiti[id].come },
            ]}
            righe={REQUISITI.filter((r) => r.gruppo === gruppo)}
            chiave={({ id }) => id}
            vuoto={<></>}
          />
        ))}
      </Cornice>,
    ),
};

/** The pages of who writes an ente's software. */
export function creaPagine(): readonly PaginaSviluppatori[] {
  return [inizio, guida(), errori, collaudo];
}
