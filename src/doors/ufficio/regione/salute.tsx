import type { VNode } from 'preact';
import { leggiSalute, type Salute } from '#modules/registro';
import { contaRitardi } from '#modules/rendicontazione';
import type { Config } from '#platform/config/config';
import { pagina } from '#platform/http/pagina';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Collegamento } from '#ui/collegamento';
import { Stato, type Tono } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';
import { nomeLavoro } from './lavori.tsx';

const testi = ufficioImpianto.salute;
const MINUTO_MS = 60_000;
const GIGABYTE = 1024 ** 3;
/** The clock of the jobs strikes every minute: after three, nobody is at work. */
const BATTITO_MAX_MS = 3 * MINUTO_MS;
/** What should have begun so long ago is late. */
const ATTESA_MAX_MS = 15 * MINUTO_MS;
/** Below a tenth of the disk, or of the connections, somebody must look. */
const DECIMA = 10;

/** A part of the installation, as its row says it. */
type Parte = { nome: string; tono: Tono; detto: string; dati: string };

/** How the installation stands, part by part. Nobody outside is asked: it is said by what has happened. */
export const regioneSalute: PaginaUfficio = {
  percorso: '/regione/salute',
  chi: 'intermediario',
  get: inRegione(async (l) => {
    const salute = await leggiSalute(l.ctx);
    const parti = [
      ...partiInterne(salute, l.ctx.now),
      ...partiEsterne(salute, l.ctx.config),
      fdr(await contaRitardi(l.ctx), l.ctx.config),
    ];
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>
          {testi.introduzione} <Istante istante={l.ctx.now} />
        </p>
        <Parti parti={parti} />
        <Traffico salute={salute} />
        <Falliti salute={salute} />
      </FoglioRegione>,
    );
  }),
};

const bene = (nome: string, va: boolean, dati: string): Parte => ({
  nome,
  dati,
  tono: va ? 'bene' : 'male',
  detto: va ? testi.bene : testi.daGuardare,
});

function partiInterne({ coda, database, disco }: Salute, now: Date): Parte[] {
  const daMs = (istante: Date | null): number => (istante === null ? Infinity : now.getTime() - istante.getTime());
  const connessioniLibere = database.connessioniMax - database.connessioni;
  return [
    bene(
      testi.parti.database,
      connessioniLibere * DECIMA >= database.connessioniMax,
      testi.database(gb(database.byte), database.connessioni, database.connessioniMax),
    ),
    bene(
      testi.parti.disco,
      disco.liberiByte * DECIMA >= disco.tuttiByte,
      testi.disco(gb(disco.liberiByte), gb(disco.tuttiByte)),
    ),
    bene(
      testi.parti.worker,
      daMs(coda.battito) <= BATTITO_MAX_MS,
      coda.battito === null ? testi.mai : testi.battito(minuti(daMs(coda.battito))),
    ),
    bene(
      testi.parti.coda,
      coda.dal === null || daMs(coda.dal) <= ATTESA_MAX_MS,
      testi.coda(coda.inAttesa, coda.inCorso),
    ),
    bene(testi.parti.falliti, coda.falliti === 0, testi.falliti(intero(coda.falliti))),
    posta(coda.perNome),
  ];
}

function posta(perNome: Salute['coda']['perNome']): Parte {
  const ferme = perNome.find(({ nome }) => nome === 'notifiche.invia')?.falliti ?? 0;
  return bene(testi.parti.posta, ferme === 0, testi.posta(intero(ferme)));
}

/** The kinds of message by which each part outside speaks with us. */
const NODO = /^pa(Verify|Get|Send|Demand)/;

function partiEsterne({ traffico }: Salute, config: Config): Parte[] {
  const somma = (quali: (tipo: string) => boolean): { quanti: number; negativi: number } =>
    traffico
      .filter(({ tipo }) => quali(tipo))
      .reduce((s, t) => ({ quanti: s.quanti + t.quanti, negativi: s.negativi + t.negativi }), {
        quanti: 0,
        negativi: 0,
      });
  const scambi = (nome: string, quali: (tipo: string) => boolean): Parte => {
    const { quanti, negativi } = somma(quali);
    if (quanti === 0) return { nome, tono: 'neutro', detto: testi.silenzio, dati: testi.nessuno };
    return bene(nome, negativi < quanti, testi.scambi(intero(quanti), intero(negativi)));
  };
  const spento: Parte = { nome: testi.parti.checkout, tono: 'neutro', detto: testi.spento, dati: testi.nonConfigurato };
  return [
    scambi(testi.parti.nodo, (tipo) => NODO.test(tipo)),
    config.checkout === null ? spento : scambi(testi.parti.checkout, (tipo) => tipo.startsWith('checkout')),
  ];
}

function fdr({ enti, inRitardo }: Awaited<ReturnType<typeof contaRitardi>>, config: Config): Parte {
  const nome = testi.parti.fdr;
  if (config.fdr === null) return { nome, tono: 'neutro', detto: testi.spento, dati: testi.aMano };
  return bene(nome, inRitardo === 0, testi.ritardi(intero(inRitardo), intero(enti)));
}

const gb = (byte: number): string => (byte / GIGABYTE).toLocaleString('it-IT', { maximumFractionDigits: 1 });
const minuti = (ms: number): string => intero(Math.floor(ms / MINUTO_MS));

function Parti({ parti }: { parti: readonly Parte[] }): VNode {
  return (
    <Tabella
      id="parti"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.parte, cella: ({ nome }) => nome },
        { titolo: testi.colonne.stato, cella: ({ tono, detto }) => <Stato tono={tono}>{detto}</Stato> },
        { titolo: testi.colonne.dati, cella: ({ dati }) => dati },
      ]}
      righe={parti}
      chiave={({ nome }) => nome}
      vuoto={<p />}
    />
  );
}

function Traffico({ salute: { traffico } }: { salute: Salute }): VNode {
  return (
    <Tabella
      id="traffico"
      titolo={testi.traffico}
      colonne={[
        { titolo: ufficioScambi.colonne.tipo, cella: ({ tipo }) => ufficioScambi.tipi[tipo] ?? tipo },
        { titolo: testi.colonne.quanti, cella: ({ quanti }) => intero(quanti), numerica: true },
        { titolo: testi.colonne.negativi, cella: ({ negativi }) => intero(negativi), numerica: true },
        { titolo: testi.colonne.ultimo, cella: ({ ultimo }) => <Istante istante={ultimo} /> },
      ]}
      righe={traffico}
      chiave={({ tipo }) => tipo}
      vuoto={<p>{testi.nessunoScambio}</p>}
    />
  );
}

function Falliti({ salute: { coda } }: { salute: Salute }): VNode | null {
  if (coda.perNome.length === 0) return null;
  return (
    <>
      <Tabella
        id="falliti"
        titolo={testi.perNome}
        colonne={[
          { titolo: ufficioImpianto.lavori.colonne.lavoro, cella: ({ nome }) => nomeLavoro(nome) },
          { titolo: testi.colonne.quanti, cella: ({ falliti }) => intero(falliti), numerica: true },
        ]}
        righe={coda.perNome}
        chiave={({ nome }) => nome}
        vuoto={<p />}
      />
      <p>
        <Collegamento a={con(IN_REGIONE.lavori, { stato: 'fallito' })}>{testi.vaiFalliti}</Collegamento>
      </p>
    </>
  );
}
