import type { VNode } from 'preact';
import { contaFunzioni, ELENCO_FUNZIONI, FUNZIONI } from '#modules/enti';
import type { Config } from '#platform/config/config';
import { pagina } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { intero } from '../frase.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { FoglioRegione } from './foglio.tsx';
import { inRegione } from './lavoro.ts';

const testi = ufficioImpianto.interruttori;

/** The parts of the product that a setting turns on, and the variable that does. Whether, never with what: some of it is secret. */
const DI_CONFIGURAZIONE = {
  checkout: { variabile: 'CHECKOUT_URL', acceso: (c) => c.checkout !== null },
  identita: { variabile: 'OIDC_ISSUER', acceso: (c) => c.identita !== null },
  fdr: { variabile: 'FDR_URL', acceso: (c) => c.fdr !== null },
  tassonomia: { variabile: 'TASSONOMIA_URL', acceso: (c) => c.tassonomiaUrl !== null },
  nodoTls: { variabile: 'MYPAY_NODO_TLS_PORT', acceso: (c) => c.nodoTls !== null },
  posta: { variabile: 'SMTP_URL', acceso: (c) => c.smtpUrl !== null },
  consegne: { variabile: 'MYPAY_CARTELLA_CONSEGNE', acceso: (c) => c.cartellaConsegne !== null },
  demo: { variabile: 'MYPAY_MODO', acceso: (c) => c.modo === 'demo' },
} as const satisfies Record<string, { variabile: string; acceso: (config: Config) => boolean }>;

type Interruttore = keyof typeof DI_CONFIGURAZIONE;
const INTERRUTTORI = Object.keys(DI_CONFIGURAZIONE) as Interruttore[];

/** What is on in this installation, and for how many enti. Settings are changed where the program starts, functions in each ente. */
export const regioneInterruttori: PaginaUfficio = {
  percorso: '/regione/interruttori',
  chi: 'intermediario',
  get: inRegione(async (l) => {
    const { enti, accese } = await contaFunzioni(l.ctx);
    const { config } = l.ctx;
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <Tabella
          id="configurazione"
          titolo={testi.configurazione}
          colonne={[
            { titolo: testi.colonne.cosa, cella: (i) => testi.nomi[i] },
            { titolo: testi.colonne.stato, cella: (i) => <Acceso acceso={DI_CONFIGURAZIONE[i].acceso(config)} /> },
            { titolo: testi.colonne.variabile, cella: (i) => <code>{DI_CONFIGURAZIONE[i].variabile}</code> },
          ]}
          righe={INTERRUTTORI}
          chiave={(i) => i}
          vuoto={<p />}
        />
        <Tabella
          id="funzioni"
          titolo={testi.funzioni}
          colonne={[
            { titolo: testi.colonne.cosa, cella: (f) => ufficioEnte.funzioni.nomi[f] },
            { titolo: testi.colonne.diSolito, cella: (f) => <Acceso acceso={FUNZIONI[f]} /> },
            {
              titolo: testi.colonne.enti,
              cella: (f) => testi.di(intero(accese.find((a) => a.funzione === f)?.enti ?? 0), intero(enti)),
              numerica: true,
            },
            { titolo: testi.colonne.significato, cella: (f) => ufficioEnte.funzioni.significati[f] },
          ]}
          righe={ELENCO_FUNZIONI}
          chiave={(f) => f}
          vuoto={<p />}
        />
        <p>{testi.perEnte}</p>
      </FoglioRegione>,
    );
  }),
};

function Acceso({ acceso }: { acceso: boolean }): VNode {
  return <Stato tono={acceso ? 'bene' : 'neutro'}>{acceso ? testi.acceso : testi.spento}</Stato>;
}
