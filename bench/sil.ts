import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chiaveApi } from '../test/support/api.ts';
import { passwordSil } from '../test/support/sil.ts';
import { unEnte, type EnteDiProva } from '../test/support/un-ente.ts';
import { apriBanco, DOVUTI_PER_ENTE, mondoDelBanco, riempiDi, type Banco, type Ricetta } from './banco.ts';
import { aTuttaForza, type Risposta } from './carico.ts';
import { avviaFiglio } from './figlio.ts';
import { nuove, scriviFile } from './import.ts';
import { inserimenti, pavimento } from './import-pavimento.ts';
import { mediana, percentile, racconta, rapporto, RIPETIZIONI, type Misura } from './misura.ts';
import { portaLibera } from './porta.ts';
import { chiediPagati, importaDovuto, unaPagata, type BancoSoap } from './sil-soap.ts';

const CONNESSIONI = 16;
const SECONDI = 5;
const RISCALDAMENTO_SECONDI = 6;
/** Posizioni of one call, and calls of a round. */
const INSIEME = 1000;
const CHIAMATE = 20;
const DATABASE = 'banco_sil';

const RICETTA: Ricetta<EnteDiProva> = {
  nome: 'sil',
  file: import.meta.filename,
  dovuti: DOVUTI_PER_ENTE,
  // On tables that are nearly empty the server plans as nowhere else.
  riempi: async (mondo, client) => {
    const ente = await unEnte(mondo);
    await riempiDi(client, [ente]);
    return [ente];
  },
};

/** What a row of this bench is measured on: the doors of the ente's software, beside their floors, in a process of their own. */
type Banchetto = { banco: Banco; server: ChildProcess; chiave: string } & BancoSoap;

/** Each figure of the doors of the ente's software: add a row here. */
const RIGHE: readonly ((b: Banchetto) => Promise<Misura>)[] = [putPosizione, carico, importaDovuto, chiediPagati];

/** `MYPAY_BENCH_RIGHE=putPosizione,carico,importaDovuto,chiediPagati` measures only those. */
const SOLO = process.env['MYPAY_BENCH_RIGHE']?.split(',');

/** Posizioni by REST, one at a time and a thousand a call; dovuti by SOAP, and how a payment went. */
export async function misuraSil(): Promise<Misura[]> {
  const banco = await apriBanco(RICETTA);
  let server: ChildProcess | null = null;
  try {
    const [ente] = banco.enti;
    if (ente === undefined) throw new Error('bench: no ente');
    const url = await banco.clona(DATABASE);
    const mondo = mondoDelBanco(url);
    const porta = await portaLibera();
    server = avviaFiglio('sil-processo.ts', [url, String(porta)]);
    await once(server, 'message');
    const client = await banco.admin(DATABASE);
    await client.query(
      'create table banco.dovuto (like posizioni.dovuto including all); grant usage on schema banco to mypay_sil; ' +
        'grant insert on banco.dovuto to mypay_sil',
    );
    await client.end();
    const chiave = await chiaveApi(mondo, ente);
    const password = await passwordSil(mondo, ente);
    const pagata = await unaPagata(mondo, ente);
    await mondo.chiudi();
    const daMisurare = { banco, ente, porta, server, chiave, password, pagata, memoria: memoriaDi(server) };
    const misure: Misura[] = [];
    for (const riga of RIGHE.filter(({ name }) => SOLO?.includes(name) ?? true)) misure.push(await riga(daMisurare));
    return misure;
  } finally {
    if (server?.connected === true) {
      server.send('fine');
      await once(server, 'exit');
    }
    await banco.elimina(DATABASE);
    await banco.chiudi();
  }
}

let numero = 0;
const posizione = ({ tipo }: EnteDiProva): object => ({
  debitore: { tipo: 'F', codiceFiscale: 'RSSMRA80A01H501U', anagrafica: 'Persona di prova' },
  opzioni: [
    {
      forma: 'unica',
      dovuti: [{ tipoDovuto: tipo, importoCents: 12_050, causale: 'Tassa rifiuti 2026', dataScadenza: '2098-12-31' }],
    },
  ],
});

function richiesta(metodo: string, url: string, { chiave, corpo }: { chiave: string; corpo: object }): Buffer {
  const byte = Buffer.from(JSON.stringify(corpo));
  const testa =
    `${metodo} ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${chiave}\r\n` +
    `content-type: application/json\r\ncontent-length: ${byte.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(testa), byte]);
}

/** One posizione a call; the floor reads the same JSON and commits one row into a table with the indexes of the dovuti. */
async function putPosizione({ ente, porta, server, chiave }: Banchetto): Promise<Misura> {
  const corpo = posizione(ente);
  const [metodo, percorso] = ['PUT', `/api/v1/enti/${ente.codIpa}/posizioni/B-`];
  const carica = (url: string, stato: number, secondi = SECONDI): ReturnType<typeof aTuttaForza> =>
    aTuttaForza({
      ...{ porta, connessioni: CONNESSIONI, secondi },
      prossima: () => richiesta(metodo, url + String((numero += 1)), { chiave, corpo }),
      giusta: (r: Risposta) => r.stato === stato,
    });
  const pavimentoDi = `/pavimento/${ente.enteId}/${ente.tipoDovutoId}/`;
  await carica(percorso, 201, RISCALDAMENTO_SECONDI);
  await carica(pavimentoDi, 200, 2);
  const [nostri, pavimenti, tempi]: [number[], number[], number[]] = [[], [], []];
  for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
    const noi = await carica(percorso, 201);
    const sotto = await carica(pavimentoDi, 200);
    if (noi.sbagliate + sotto.sbagliate > 0)
      throw new Error(`bench: ${noi.sbagliate} wrong answers of ours, ${sotto.sbagliate} of the floor`);
    nostri.push(noi.alSecondo);
    pavimenti.push(sotto.alSecondo);
    tempi.push(...noi.ms);
    racconta(
      `putPosizione, giro ${giro}: noi ${noi.alSecondo.toFixed(0)}/s, pavimento ${sotto.alSecondo.toFixed(0)}/s`,
    );
  }
  return {
    ...{ name: 'putPosizione', unit: 'req/s', ours: mediana(nostri), floor: mediana(pavimenti), goal: 0.4 },
    ratio: rapporto(nostri, pavimenti),
    ...{ p50Ms: percentile(tempi, 0.5), p99Ms: percentile(tempi, 0.99), rssMbAboveIdle: await memoria(server) },
  };
}

/** A thousand a call; the floor is that of the files: the same rows by COPY, and one insert a table. */
async function carico({ banco, ente, porta, server, chiave }: Banchetto): Promise<Misura> {
  const cartella = join(tmpdir(), 'mypay-bench');
  await mkdir(cartella, { recursive: true });
  const file = await scriviFile(ente, cartella, 'SIL', nuove(CHIAMATE * INSIEME));
  const una = posizione(ente);
  const chiamata = (): Buffer => {
    const posizioni = Array.from({ length: INSIEME }, () => ({ iupd: `C-${(numero += 1)}`, ...una }));
    return richiesta('POST', `/api/v1/enti/${ente.codIpa}/carichi`, { chiave, corpo: { posizioni } });
  };
  const giro = async (): Promise<number> => {
    let fatte = 0;
    const inizio = performance.now();
    while (fatte < CHIAMATE) {
      const { ms, sbagliate } = await aTuttaForza({
        ...{ porta, connessioni: 1, secondi: 0.01, prossima: chiamata },
        giusta: ({ stato, corpo }: Risposta) => stato === 200 && corpo.includes(`"accettate":${INSIEME}`),
      });
      if (sbagliate > 0) throw new Error('bench: a wrong answer');
      fatte += ms.length;
    }
    return (fatte * INSIEME) / ((performance.now() - inizio) / 1000);
  };
  await giro();
  const [nostri, pavimenti]: [number[], number[]] = [[], []];
  for (let n = 1; n <= RIPETIZIONI; n += 1) {
    nostri.push(await giro());
    pavimenti.push((CHIAMATE * INSIEME) / (await pavimento(banco, [file], inserimenti)));
    racconta(`carico, giro ${n}: noi ${nostri.at(-1)?.toFixed(0)} righe/s, pavimento ${pavimenti.at(-1)?.toFixed(0)}`);
  }
  return {
    ...{ name: 'carico', unit: 'righe/s', ours: mediana(nostri), floor: mediana(pavimenti), goal: 0.5 },
    ...{ ratio: rapporto(nostri, pavimenti), rssMbAboveIdle: await memoria(server) },
  };
}

const memoriaDi = (server: ChildProcess) => (): Promise<number> => memoria(server);

async function memoria(server: ChildProcess): Promise<number> {
  const risposta = once(server, 'message');
  server.send('memoria');
  const [{ rssMb }] = (await risposta) as [{ rssMb: number }];
  return rssMb;
}
