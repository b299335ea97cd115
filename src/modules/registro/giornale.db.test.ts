import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { creaPool } from '#platform/db/pool';
import { urlRuolo } from '#platform/db/ruoli';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriContenuto, leggiEventi, scriviEventi } from './acts.ts';
import type { Evento } from './core/eventi.ts';
import { creaGiornale, type Giornale } from './giornale.ts';

let base: DatabaseDiProva;
let mondo: Mondo;

beforeAll(async () => {
  base = await databaseNuovo();
  mondo = mondoDiProva(base);
});

const enteNuovo = async (): Promise<EnteId> => {
  const { rows } = await base.pools.worker.query<{ id: EnteId }>('select uuidv7() as id');
  return rows[0]?.id as EnteId;
};

const operatore = (enteId: EnteId): Ctx =>
  creaCtx(mondo, { ruolo: 'ufficio', attore: { tipo: 'operatore', id: 'op-1' }, enteId });

/** The other tests run beside these, on the same two cores. */
const ATTESA = { timeout: 10_000 };

const sempre = { dal: new Date(Date.now() - 86_400_000), al: new Date(Date.now() + 86_400_000) };

function evento(enteId: EnteId, parti: Partial<Evento> = {}): Evento {
  return {
    istante: new Date(),
    enteId,
    categoria: 'INTERFACE',
    tipo: 'paVerifyPaymentNotice',
    sottotipo: 'REQ',
    ...parti,
  };
}

async function avviato(parti: Partial<Mondo> = {}): Promise<Giornale> {
  const giornale = creaGiornale({ ...mondo, ...parti });
  await giornale.avvia();
  onTestFinished(() => giornale.chiudi());
  return giornale;
}

/** Rows of the platform's own eventi. */
async function interni(tipo: string): Promise<{ parametri: string }[]> {
  const { rows } = await base.pools.worker.query<{ parametri: string }>(
    `select parametri from registro.v_evento where tipo = $1 and categoria = 'INTERNAL' order by istante`,
    [tipo],
  );
  return rows;
}

async function scrittori(): Promise<{ aperti: number; chiusi: number }> {
  const { rows } = await base.pools.worker.query<{ aperti: number; chiusi: number }>(
    `select count(*) filter (where chiuso_il is null) as aperti, count(chiuso_il) as chiusi from registro.scrittore`,
  );
  return rows[0] ?? { aperti: 0, chiusi: 0 };
}

/** What a restart of the server, or a cut cable, does to the writers' sessions. */
async function interrompiSessioni(): Promise<void> {
  const admin = new pg.Client({ connectionString: base.adminUrl });
  await admin.connect();
  await admin.query(`select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and usename = 'mypay_nodo' and datname = current_database()`);
  await admin.end();
}

describe('what is read', () => {
  test('is written within a second, with the fields of SANP, and its message opens for its ente alone, which is told', async () => {
    const [enteId, altro] = [await enteNuovo(), await enteNuovo()];
    const giornale = await avviato();
    const scritto = evento(enteId, {
      dominio: '80000000000',
      iuv: '01000000000000001',
      contesto: 'n/a',
      numeroAvviso: '301000000000000001',
      psp: 'ABI00000',
      tipoPagamento: 'PO',
      richiedente: '77777777777',
      rispondente: '80000000000',
      stazione: '80000000000_01',
      canale: 'canale',
      parametri: 'versione=2',
      esito: 'OK',
      correlazione: crypto.randomUUID(),
    });
    giornale.annota(evento(altro, { contenuto: 'di un altro ente' }));
    giornale.annota({ ...scritto, contenuto: '<messaggio>perché</messaggio>' });
    await expect.poll(() => leggiEventi(operatore(enteId), sempre), { timeout: 1000 }).toHaveLength(1);
    const [letto] = await leggiEventi(operatore(enteId), {
      ...sempre,
      numeroAvviso: '301000000000000001',
      iuv: scritto.iuv ?? '',
    });
    if (letto === undefined) throw new Error('not found');
    expect(letto).toEqual({ ...scritto, id: letto.id, lottoId: letto.lottoId, byte: 30, troncato: false });
    expect(await leggiEventi(operatore(enteId), { ...sempre, numeroAvviso: '301000000000000002' })).toEqual([]);

    const aperto = valoreDi(await apriContenuto(operatore(enteId), letto));
    expect(aperto.contenuto.toString()).toBe('<messaggio>perché</messaggio>');
    const { rows } = await base.pools.worker.query(
      'select attore, azione, oggetto from registro.atto where oggetto_id = $1',
      [letto.id],
    );
    expect(rows).toEqual([{ attore: 'operatore:op-1', azione: 'evento.aperto', oggetto: 'evento' }]);
    expect(await apriContenuto(operatore(altro), letto)).toMatchObject({
      ok: false,
      refusal: { codice: 'EVENTO_SCONOSCIUTO' },
    });
  });

  test('a message over 16 kB is cut and says so; nothing of it is in clear', async () => {
    const enteId = await enteNuovo();
    const giornale = await avviato();
    giornale.annota(evento(enteId, { contenuto: 'segreto '.repeat(4096) }));
    await giornale.chiudi();
    const [letto] = await leggiEventi(operatore(enteId), sempre);
    expect(letto).toMatchObject({ byte: 16_384, troncato: true });
    const { rows } = await base.owner.query<{ lotti: number }>(
      `select count(*) as lotti from registro.lotto where position('segreto'::bytea in contenuto) > 0`,
    );
    expect(rows).toEqual([{ lotti: 0 }]);
  });

  test('a burst goes in few lotti, and each message is its own', async () => {
    const enteId = await enteNuovo();
    const giornale = await avviato();
    const quanti = 1100;
    for (let i = 0; i < quanti; i += 1) {
      giornale.annota(evento(enteId, { iuv: String(i), contenuto: i % 7 === 0 ? null : `messaggio ${i}` }));
    }
    await giornale.chiudi();
    expect(giornale.stato()).toEqual({ inAttesa: 0, scritti: quanti, persi: 0 });
    const { rows } = await base.pools.worker.query<{ eventi: number; lotti: number }>(
      'select count(*) as eventi, count(distinct lotto_id) as lotti from registro.v_evento where ente_id = $1',
      [enteId],
    );
    expect(rows).toEqual([{ eventi: quanti, lotti: 5 }]);
    for (const i of [1, 250, 251, 699, 1098]) {
      const [letto] = await leggiEventi(operatore(enteId), { ...sempre, iuv: String(i) });
      if (letto === undefined) throw new Error('not found');
      expect(valoreDi(await apriContenuto(operatore(enteId), letto)).contenuto.toString()).toBe(`messaggio ${i}`);
    }
    const [senza] = await leggiEventi(operatore(enteId), { ...sempre, iuv: '7' });
    expect(await apriContenuto(operatore(enteId), senza ?? { lottoId: enteId, id: enteId })).toMatchObject({
      ok: false,
    });
  });
});

describe('when the database is away', () => {
  test('a broken session is replaced: nothing is lost, nothing is written twice, nobody is declared dead', async () => {
    const enteId = await enteNuovo();
    const giornale = await avviato();
    const prima = await interni('giornaleInterrotto');
    for (let i = 0; i < 20; i += 1) {
      giornale.annota(evento(enteId, { iuv: String(i) }));
      if (i % 5 === 2) {
        await interrompiSessioni();
      }
    }
    await expect.poll(async () => (await leggiEventi(operatore(enteId), sempre)).length, { timeout: 10_000 }).toBe(20);
    await giornale.chiudi();
    expect(await interni('giornaleInterrotto')).toEqual(prima);
    expect(await scrittori()).toMatchObject({ aperti: 0 });
  });

  test('a lotto whose commit was never answered is said again, and is there once', async () => {
    const enteId = await enteNuovo();
    let tagliate = 0;
    const nodo = creaPool(urlRuolo(base.databaseUrl, 'nodo'), { max: 1 });
    nodo.on('connect', (client) => {
      const query = client.query.bind(client) as (...argomenti: unknown[]) => Promise<unknown>;
      const tagliata = async (...argomenti: unknown[]): Promise<unknown> => {
        const esito = await query(...argomenti);
        const [istruzione] = argomenti as [{ name?: string }];
        if (istruzione.name !== 'registro.insert_lotto' || tagliate > 0) return esito;
        tagliate += 1;
        throw new Error('the connection was cut after the commit');
      };
      Object.assign(client, { query: tagliata });
    });
    const giornale = await avviato({ pools: { ...base.pools, nodo } });
    for (let i = 0; i < 3; i += 1) giornale.annota(evento(enteId, { contenuto: 'x' }));
    await giornale.chiudi();
    expect(tagliate).toBe(1);
    expect(giornale.stato()).toEqual({ inAttesa: 0, scritti: 3, persi: 0 });
    expect(await leggiEventi(operatore(enteId), sempre)).toHaveLength(3);
    await nodo.end();
  });

  test('memory is bounded: what is too much is counted, told to the log, and written when the database is back', async () => {
    const enteId = await enteNuovo();
    const detti: string[] = [];
    const irraggiungibile = creaPool('postgres://nessuno@127.0.0.1:1/nessuno');
    const pools = { ...base.pools, nodo: irraggiungibile };
    const log = { ...mondo.log, error: (nome: string) => void detti.push(nome) };
    const giornale = creaGiornale({ ...mondo, pools, log });
    for (let i = 0; i < 20_300; i += 1) giornale.annota(evento(enteId));
    expect(giornale.stato()).toEqual({ inAttesa: 20_000, scritti: 0, persi: 300 });
    await expect.poll(() => detti, ATTESA).toEqual(['giornale.pieno', 'giornale.database']);
    pools.nodo = base.pools.nodo;
    await giornale.avvia();
    await giornale.chiudi();
    expect(giornale.stato()).toEqual({ inAttesa: 0, scritti: 20_001, persi: 300 });
    expect(detti).toEqual(['giornale.pieno', 'giornale.database', 'giornale.persi']);
    expect((await interni('giornalePersi')).at(-1)?.parametri).toMatch(/^eventi=300 al=/);
    await irraggiungibile.end();
  });

  test('what the database refuses is dropped out loud, and does not stop what follows', async () => {
    const enteId = await enteNuovo();
    const detti: string[] = [];
    const giornale = await avviato({ log: { ...mondo.log, error: (nome) => void detti.push(nome) } });
    giornale.annota(evento('not a uuid' as EnteId));
    await expect.poll(() => detti, ATTESA).toContain('giornale.lotto_rifiutato');
    giornale.annota(evento(enteId, { iuv: 'a\0b' }));
    await giornale.chiudi();
    expect(await leggiEventi(operatore(enteId), sempre)).toMatchObject([{ iuv: 'ab' }]);
    expect(giornale.stato()).toMatchObject({ inAttesa: 0, persi: 1 });
    expect(detti).toContain('giornale.persi');
  });

  test('a stop without the database ends in time and leaves its row open', async () => {
    const detti: string[] = [];
    const irraggiungibile = creaPool('postgres://nessuno@127.0.0.1:1/nessuno');
    const log = { ...mondo.log, error: (nome: string) => void detti.push(nome) };
    const giornale = creaGiornale({ ...mondo, pools: { ...base.pools, nodo: irraggiungibile }, log });
    giornale.annota(evento(await enteNuovo()));
    await giornale.chiudi();
    expect(detti).toContain('giornale.non_chiuso');
    await irraggiungibile.end();
  }, 15_000);
});

describe('stop and start', () => {
  test('a clean stop closes its row, and the next start has nothing to say', async () => {
    const prima = await interni('giornaleInterrotto');
    const uno = await avviato();
    expect(await scrittori()).toMatchObject({ aperti: 1 });
    await uno.chiudi();
    expect(await scrittori()).toMatchObject({ aperti: 0 });
    await avviato();
    expect(await interni('giornaleInterrotto')).toEqual(prima);
  });

  test('a writer beside is alive: it is not declared dead', async () => {
    const prima = await interni('giornaleInterrotto');
    const uno = await avviato();
    const due = await avviato();
    expect(await scrittori()).toMatchObject({ aperti: 2 });
    await Promise.all([uno.chiudi(), due.chiudi()]);
    expect(await interni('giornaleInterrotto')).toEqual(prima);
  });

  test('after kill -9 the next start says, once, which second may be missing', async () => {
    const prima = await interni('giornaleInterrotto');
    const figlio = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--import',
        './scripts/tsx-hook.mjs',
        '--input-type=module',
        '--eval',
        FIGLIO,
      ],
      {
        env: { ...process.env, PROVA_URL: base.databaseUrl },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let detto = '';
    figlio.stdout.on('data', (pezzo: Buffer) => (detto += pezzo.toString()));
    await expect.poll(() => detto, { timeout: 15_000 }).toContain('avviato');
    await expect.poll(async () => (await scrittori()).aperti, ATTESA).toBe(1);
    const uccisoIl = new Date();
    figlio.kill('SIGKILL');
    await once(figlio, 'exit');

    const nuovi = async () => (await interni('giornaleInterrotto')).slice(prima.length);
    // Two starts at once: one of them says it. The server may take a moment to notice that the process is gone.
    await expect
      .poll(async () => {
        await Promise.all([avviato(), avviato()]);
        return nuovi();
      }, ATTESA)
      .toHaveLength(1);
    const [{ parametri } = { parametri: '' }] = await nuovi();
    const [, dal, al] = /dal=(\S+) al=(\S+)$/.exec(parametri) ?? [];
    const [inizio, fine] = [new Date(dal ?? '').getTime(), new Date(al ?? '').getTime()];
    expect(fine - inizio).toBe(1000);
    expect(inizio).toBeLessThanOrEqual(uccisoIl.getTime());
    expect(fine).toBeGreaterThanOrEqual(uccisoIl.getTime());
  }, 30_000);
});

/** A process that only keeps a giornale open. */
const FIGLIO = `
  import { creaGiornale } from '#modules/registro';
  import { creaPools } from '#platform/db/pool';
  const log = { info() {}, warn() {}, error(nome, causa) { console.error(nome, causa); } };
  const giornale = creaGiornale({ pools: creaPools(process.env.PROVA_URL), config: {}, log, orologio: () => new Date() });
  await giornale.avvia();
  console.log('avviato');
  setInterval(() => undefined, 1000);`;

describe('receipts', () => {
  test('are written whole with the transaction that registers them, and with it undone', async () => {
    const enteId = await enteNuovo();
    const contenuto = 'ricevuta '.repeat(10_000);
    const di = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'nodo' }, enteId });
    const coppia = [
      evento(enteId, { tipo: 'paSendRTV2', contenuto }),
      evento(enteId, { tipo: 'paSendRTV2', sottotipo: 'RESP', contenuto: 'risposta', esito: 'OK' }),
    ];
    await di.tx(async (t) => {
      await scriviEventi(t, coppia);
      return { ok: false, refusal: { codice: 'no', genere: 'conflitto' } };
    });
    expect(await leggiEventi(operatore(enteId), sempre)).toEqual([]);
    await di.tx((t) => scriviEventi(t, coppia));
    const letti = await leggiEventi(operatore(enteId), sempre);
    expect(Object.fromEntries(letti.map(({ sottotipo, byte, troncato }) => [sottotipo, { byte, troncato }]))).toEqual({
      REQ: { byte: 90_000, troncato: false },
      RESP: { byte: 8, troncato: false },
    });
    const richiesta = letti.find(({ sottotipo }) => sottotipo === 'REQ');
    if (richiesta === undefined) throw new Error('not found');
    expect(valoreDi(await apriContenuto(operatore(enteId), richiesta)).contenuto.toString()).toBe(contenuto);
    const { rows } = await sql`select distinct ricevuta from registro.v_evento where ente_id = ${enteId}`.execute(
      di.db,
    );
    expect(rows).toEqual([{ ricevuta: true }]);
  });
});
