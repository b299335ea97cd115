import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { nominaIntermediario } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { elenchi as elenchiUfficio } from '../test/support/elenchi.ts';
import { Navigatore } from '../test/support/navigatore.ts';
import { ctxDi } from '../test/support/un-ente.ts';
import { cookieDi, unOperatore } from '../test/support/ufficio.ts';
import { apriBanco, mondoDelBanco } from './banco.ts';
import { aRitmo, richiestaPagina } from './carico.ts';
import { avviaFiglio } from './figlio.ts';
import { mediana, percentile, racconta, type Misura } from './misura.ts';
import { portaLibera } from './porta.ts';
import type { EntePieno } from './ufficio-altro.ts';
import { riempiUfficio } from './ufficio-modello.ts';

/** In all; a fifth of them is of the ente that is measured. `MYPAY_BENCH_DOVUTI` makes it smaller, to try. */
const DOVUTI = Number(process.env['MYPAY_BENCH_DOVUTI'] ?? 5_000_000);
/** What an operator was promised. */
const ELENCO_MS = 100;
const OGGI_MS = 200;
/** A room of clerks, on each page by itself. */
const RITMO = { alSecondo: 5, secondi: 5 };
const RISCALDAMENTO = { alSecondo: 5, secondi: 2 };
const VOLTE = 20;
/** Of what a page takes, how much at least is the database's. */
const TRAGUARDO = 0.2;

type PaginaMisurata = { name: string; url: string; promessaMs: number };

/** Every list's first page and every search of the ufficio; the floor is what the same statements take on a bare connection. */
export async function misuraUfficio(): Promise<Misura[]> {
  const banco = await apriBanco({
    nome: 'ufficio',
    file: fileURLToPath(new URL('ufficio-modello.ts', import.meta.url)),
    dovuti: DOVUTI,
    riempi: (mondo, client) => riempiUfficio(mondo, client, DOVUTI),
  });
  let server: ChildProcess | null = null;
  try {
    // A clone would be another twelve gigabytes: pages read, and a search that is kept is a row.
    const databaseUrl = banco.modello;
    const porta = await portaLibera();
    server = avviaFiglio('ufficio-processo.ts', [databaseUrl, String(porta), String(VOLTE)]);
    await once(server, 'message');
    const [ente] = banco.enti;
    if (ente === undefined) throw new Error('bench: no ente');
    const mondo = mondoDelBanco(databaseUrl);
    const { cookie, pagine } = await prepara(mondo, ente, `http://127.0.0.1:${porta}`);
    await mondo.chiudi();
    const misure: Misura[] = [];
    for (const pagina of pagine) misure.push(await misura({ server, porta, cookie }, pagina));
    return misure;
  } finally {
    if (server?.connected === true) {
      server.send('fine');
      await once(server, 'exit');
    }
    await banco.chiudi();
  }
}

const ELENCHI = [
  ['online', '/ufficio/dovuti'],
  ['archivio', '/ufficio/dovuti?elenco=archivio'],
  ['perTipo', '/ufficio/dovuti?tipo=MENSA'],
  ['perTipoRaro', '/ufficio/dovuti?elenco=archivio&tipo=RARO'],
  ['daVerificare', '/ufficio/dovuti?elenco=archivio&verificare=si'],
  ['daRimborsare', '/ufficio/incassi/da-rimborsare'],
  ['difetti', '/ufficio/incassi/messaggi'],
  ['flussi', '/ufficio/flussi'],
  ['flussiFalliti', '/ufficio/flussi?quali=non_riusciti'],
  ['incassi', '/ufficio/incassi'],
  ['rendicontazione', '/ufficio/rendicontazione'],
  ['rendicontazioneDiUnPsp', '/ufficio/rendicontazione?psp=BANCO7'],
  ['mancanti', '/ufficio/rendicontazione/mancanti'],
  ['deleghe', '/ufficio/deleghe'],
  ['link', '/ufficio/link'],
  ['fermi', '/ufficio/fermi'],
  ['operatori', '/ufficio/configurazione/operatori'],
  ['tipi', '/ufficio/configurazione/tipi'],
  ['registro', '/ufficio/registro'],
  ['registroFlussi', '/ufficio/registro?di=flusso'],
  ['registroUnAtto', '/ufficio/registro?azione=flusso.annullato'],
] as const;

/** Also as who runs the installation chooses them. */
const IN_REGIONE = [
  ['regione:enti', '/ufficio/regione/enti'],
  ['regione:cercaEnti', '/ufficio/regione/enti?testo=prova'],
  ['regione:registro', '/ufficio/regione/registro'],
  ['regione:registroUnAtto', '/ufficio/regione/registro?azione=flusso.ricevuto'],
  ['regione:giornale', '/ufficio/regione/giornale'],
  ['regione:stazioni', '/ufficio/regione/stazioni'],
  ['regione:lavori', '/ufficio/regione/lavori'],
] as const;

const RICERCHE = [
  ['nome', 'rossi maria'],
  ['cognomeFrequente', 'rossi'],
  ['inizioDiNome', 'mar'],
  ['causale', 'tassa rifiuti zona 45'],
  ['causaleFrequente', 'mensa'],
  ['importo', '123,45'],
  ['iud', 'BANCO00000777'],
  ['codiceFiscale', 'BNC0000000000100'],
  ['niente', 'nessuno esiste'],
] as const;

/** In the boxes of the other lists. */
const ALTRE_RICERCHE = [
  ['daRimborsare', '/ufficio/incassi/da-rimborsare', 'rossi'],
  ['flussi', '/ufficio/flussi', 'tari17'],
  ['rendicontazione', '/ufficio/rendicontazione', 'trn17'],
  ['mancanti', '/ufficio/rendicontazione/mancanti', '12,34'],
  ['deleghe', '/ufficio/deleghe?quali=attive', 'rossi anna'],
  ['link', '/ufficio/link', 'iscrizione rossi'],
  ['incassi', '/ufficio/incassi', 'pagati'],
  ['difetti', '/ufficio/incassi/messaggi', 'stazione_errata'],
] as const;

/** It is of one kind of due, which its address names. */
const DI_UN_TIPO = '/regione/catalogo/usi';

/** Every other list that the ufficio has at an address of its own. */
function altriElenchi(): (readonly [name: string, url: string])[] {
  const noti = new Set<string>([...ELENCHI, ...IN_REGIONE].map(([, url]) => url));
  return elenchiUfficio(({ a }) => !a.includes(':') && a !== DI_UN_TIPO)
    .map((a) => [a.slice(1), `/ufficio${a}`] as const)
    .filter(([, url]) => !noti.has(url));
}

async function prepara(
  mondo: Mondo,
  ente: EntePieno,
  base: string,
): Promise<{ cookie: string; pagine: PaginaMisurata[] }> {
  const operatore = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  await nominaIntermediario(ctxDi(mondo, 'worker'), operatore.operatoreId);
  const { ufficio } = await cookieDi(mondo, operatore);
  const navigatore = new Navigatore(base).conCookie('ufficio', ufficio);
  const elenchi = [...ELENCHI, ...IN_REGIONE, ...altriElenchi()].map(([name, url]) => ({
    ...{ name, url, promessaMs: ELENCO_MS },
  }));
  const ricerche: PaginaMisurata[] = [];
  const cerca = async (name: string, elenco: string, { testo, campo }: { testo: string; campo: string }) => {
    const trovata = await navigatore.invia(
      await navigatore.apri(elenco),
      campo === 'cerca' ? { cerca: testo } : { testo },
      campo,
    );
    const { pathname, search } = new URL(trovata.url);
    ricerche.push({ name: `cerca:${name}`, url: `${pathname}${search}`, promessaMs: ELENCO_MS });
  };
  for (const [name, testo] of RICERCHE) await cerca(name, '/ufficio/dovuti?elenco=archivio', { testo, campo: 'tipo' });
  for (const [name, elenco, testo] of ALTRE_RICERCHE)
    await cerca(`${name}:${testo}`, elenco, { testo, campo: 'cerca' });
  const uno = ricerche.find(({ name }) => name === 'cerca:iud');
  const dovuto = /href="(\/ufficio\/dovuti\/[0-9a-f-]{36})"/.exec((await navigatore.apri(uno?.url ?? '')).html)?.[1];
  if (dovuto === undefined) throw new Error('bench: no dovuto found');
  const debitore = /href="(\/ufficio\/debitori\/[0-9a-f-]{36})"/.exec((await navigatore.apri(dovuto)).html)?.[1];
  if (debitore === undefined) throw new Error('bench: no debtor found');
  const altre = [
    { name: 'oggi', url: '/ufficio', promessaMs: OGGI_MS },
    { name: 'dovuto', url: dovuto, promessaMs: ELENCO_MS },
    { name: 'debitore', url: debitore, promessaMs: ELENCO_MS },
  ];
  return { cookie: `ufficio=${ufficio}`, pagine: [...altre, ...elenchi, ...ricerche] };
}

type Dove = { server: ChildProcess; porta: number; cookie: string };
type Pavimento = { ms: number[]; domande: number; rssMb: number };

async function misura({ server, porta, cookie }: Dove, { name, url, promessaMs }: PaginaMisurata): Promise<Misura> {
  const carica = ({ secondi, alSecondo }: typeof RITMO): ReturnType<typeof aRitmo> =>
    aRitmo(
      { porta, secondi, prossima: () => richiestaPagina(url, cookie), giusta: ({ stato }) => stato === 200 },
      alSecondo,
    );
  await carica(RISCALDAMENTO);
  const { ms, sbagliate } = await carica(RITMO);
  if (sbagliate > 0) throw new Error(`bench: ${sbagliate} wrong answers of ${name}`);
  const floor = await pavimentoDi(server, () => carica({ alSecondo: 1, secondi: 1 }));
  const [p95, sotto] = [percentile(ms, 0.95), percentile(floor.ms, 0.95)];
  const detto = p95 <= promessaMs ? '' : `, più dei ${promessaMs} promessi`;
  racconta(`${name}: p95 ${p95.toFixed(1)} ms (${floor.domande} istruzioni, sole ${sotto.toFixed(1)} ms)${detto}`);
  return {
    ...{ name, unit: 'ms', ours: p95, floor: sotto, ratio: sotto / p95, goal: TRAGUARDO },
    p50Ms: mediana(ms),
    p99Ms: percentile(ms, 0.99),
    rssMbAboveIdle: floor.rssMb,
  };
}

/** What one request asks of the database, asked again by itself. */
async function pavimentoDi(server: ChildProcess, chiedi: () => Promise<unknown>): Promise<Pavimento> {
  const annota = once(server, 'message');
  server.send('annota');
  await annota;
  await chiedi();
  const risposta = once(server, 'message');
  server.send('pavimento');
  const [detto] = (await risposta) as [Pavimento];
  return detto;
}
