import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnteDiProva } from '../test/support/un-ente.ts';
import { preparaAnnullo } from './annulla.ts';
import { apriBanco, DOVUTI_PER_ENTE, type Banco } from './banco.ts';
import { aRitmo, richiestaHttp, type Esito } from './carico.ts';
import { avviaFiglio, inFiglio } from './figlio.ts';
import { cambiate, iuvPresenti, nuove, scriviFile } from './import.ts';
import { percentile, racconta, type Misura } from './misura.ts';
import { messaggiDi } from './nodo.ts';
import { portaLibera } from './porta.ts';

const DATABASE = 'banco_intanto';
const RIGHE = 200_000;
/** What citizens may wait at the most while a file is being loaded, at the 99th percentile. */
const ATTESA_MS = { verify: 150, receiptV2: 500 };
const RITMO = { verify: 60, receiptV2: 20 };
const RISCALDAMENTO_SECONDI = 10;

type Lavoro = { nome: string; avvia: (url: string) => Promise<unknown> };

/**
 * How long those who pay wait while one ente loads new dovuti, changes all that it has, or annuls a whole flow. They pay notices of all
 * the enti, of that one too: some meet a row that a slice holds.
 */
export async function misuraIntanto(): Promise<Misura[]> {
  const banco = await apriBanco();
  try {
    const misure: Misura[] = [];
    for (const lavoro of await lavori(banco)) {
      const url = await banco.clona(DATABASE);
      misure.push(...(await mentre(banco, url, lavoro)));
      await banco.elimina(DATABASE);
    }
    return misure;
  } finally {
    await banco.chiudi();
  }
}

async function lavori(banco: Banco): Promise<Lavoro[]> {
  const [ente] = banco.enti;
  if (ente === undefined) throw new Error('bench: no ente');
  const cartella = join(tmpdir(), 'mypay-bench');
  await mkdir(cartella, { recursive: true });
  const nuovi = await scriviFile(ente, cartella, 'NUOVI', nuove(RIGHE));
  const cambiati = await scriviFile(ente, cartella, 'CAMBIATI', cambiate(await iuvPresenti(banco, ente)));
  // What is paid meanwhile is refused by the file, and stays out of the annulment.
  const importa = (url: string, zip: string) =>
    inFiglio('import-processo.ts', [url, `${ente.enteId}=${zip}`], { INTANTO: '1' });
  return [
    { nome: 'Import', avvia: (url) => importa(url, nuovi.zip) },
    { nome: 'ImportM', avvia: (url) => importa(url, cambiati.zip) },
    {
      nome: 'Annulla',
      avvia: async (url) => {
        const flussoId = randomUUID();
        await preparaAnnullo(banco, { database: DATABASE, ente, flussoId });
        return inFiglio('annulla-processo.ts', [url, ente.enteId, flussoId, String(DOVUTI_PER_ENTE)], { INTANTO: '1' });
      },
    },
  ];
}

async function mentre(banco: Banco, url: string, { nome, avvia }: Lavoro): Promise<Misura[]> {
  const porta = await portaLibera();
  const [primo] = banco.enti;
  const server = avviaFiglio('nodo-processo.ts', [url, String(porta), primo?.enteId ?? '', randomUUID()]);
  try {
    await once(server, 'message');
    const chiedi = await messaggi(banco);
    const ritmo = (quale: 'verify' | 'receiptV2', secondi: number): Promise<Esito> =>
      aRitmo({ porta, secondi, prossima: chiedi[quale], giusta: (r) => r.stato === 200 }, RITMO[quale]);
    await Promise.all([ritmo('verify', RISCALDAMENTO_SECONDI), ritmo('receiptV2', RISCALDAMENTO_SECONDI)]);
    let finito = false;
    const lavoro = avvia(url).finally(() => {
      finito = true;
    });
    const tempi = { verify: [] as number[], receiptV2: [] as number[] };
    while (!finito) {
      const [verify, receiptV2] = await Promise.all([ritmo('verify', 1), ritmo('receiptV2', 1)]);
      if (verify.sbagliate + receiptV2.sbagliate > 0) throw new Error('bench: wrong answers');
      tempi.verify.push(...verify.ms);
      tempi.receiptV2.push(...receiptV2.ms);
    }
    await lavoro;
    return [
      voce(`verify${nome}`, tempi.verify, ATTESA_MS.verify),
      voce(`receiptV2${nome}`, tempi.receiptV2, ATTESA_MS.receiptV2),
    ];
  } finally {
    await chiudi(server);
  }
}

/** The floor is what was promised to those who pay. */
function voce(name: string, tempi: readonly number[], attesaMs: number): Misura {
  const [p50Ms, p99Ms] = [percentile(tempi, 0.5), percentile(tempi, 0.99)];
  racconta(
    `${name}: p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, al peggio ${Math.max(...tempi).toFixed(0)} ms`,
  );
  const [ours, floor] = [1000 / p99Ms, 1000 / attesaMs];
  return { name, unit: '1/s', ours, floor, ratio: ours / floor, goal: 1, p50Ms, p99Ms, rssMbAboveIdle: 0 };
}

async function chiudi(server: ChildProcess): Promise<void> {
  if (!server.connected) return;
  server.send('fine');
  await once(server, 'exit');
}

/** Notices of every ente, in turns. */
async function messaggi(banco: Banco): Promise<Record<'verify' | 'receiptV2', () => Buffer>> {
  const client = await banco.admin(DATABASE);
  const perEnte: { url: string; verifica: () => string; ricevuta: () => string }[] = [];
  for (const ente of banco.enti) perEnte.push(await diEnte(client, ente));
  await client.end();
  const giro = (quale: 'verifica' | 'ricevuta'): (() => Buffer) => {
    let n = 0;
    return () => {
      const uno = perEnte[(n += 1) % perEnte.length];
      if (uno === undefined) throw new Error('bench: no ente');
      return richiestaHttp(uno.url, uno[quale]());
    };
  };
  return { verify: giro('verifica'), receiptV2: giro('ricevuta') };
}

async function diEnte(client: Awaited<ReturnType<Banco['admin']>>, ente: EnteDiProva) {
  // Mixed: an import goes through them in the order of its rows.
  const { rows } = await client.query<{ nav: string }>(
    'select numero_avviso as nav from posizioni.iuv where ente_id = $1 order by md5(numero_avviso)',
    [ente.enteId],
  );
  const { rows: uno } = await client.query<{ cf: string }>(
    'select codice_fiscale as cf from enti.intermediario where id = $1',
    [ente.intermediarioId],
  );
  const { verifica, ricevuta } = messaggiDi(
    ente,
    uno[0]?.cf ?? '',
    rows.map((r) => r.nav),
  );
  return { url: `/nodo/${ente.segmento}/paForNode`, verifica, ricevuta };
}
