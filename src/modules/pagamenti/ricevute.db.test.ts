import { sql } from 'kysely';
import { setTimeout as pausa } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { generaNumeroAvviso } from '#kernel/numero-avviso';
import type { EsitoRiga } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { carica, unDovuto } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { consegna, quotaRicevuta, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { apriFonti, leggiConfigurazioneNodo, scorriPagati, verificaAvviso, type DovutoPagato } from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const worker = (ente: EnteDiProva) => ctxDi(mondo, 'worker', ente.enteId);

/** `iud stato pagato segni` of each dovuto, by IUD. */
async function stati(ente: EnteDiProva): Promise<string[]> {
  const { rows } = await sql<{ riga: string }>`
    select concat_ws(' ', iud, stato, pagato_cents, nullif(array_to_string(da_verificare, ','), '')) as riga
      from posizioni.dovuto where ente_id = ${ente.enteId} order by iud`.execute(worker(ente).db);
  return rows.map((r) => r.riga);
}

/** `receiptId#transfer amount IUD` of what an ente got. */
async function quote(ente: EnteDiProva): Promise<string[]> {
  const { rows } = await sql<{ riga: string }>`
    select concat_ws(' ', q.receipt_id || '#' || q.id_trasferimento, q.importo_cents, d.iud) as riga
      from pagamenti.quota_pagata as q left join posizioni.dovuto as d on d.ente_id = q.ente_id and d.id = q.dovuto_id
     where q.ente_id = ${ente.enteId} order by q.receipt_id, q.id_trasferimento`.execute(worker(ente).db);
  return rows.map((r) => r.riga);
}

async function ricevute(ente: EnteDiProva): Promise<string[]> {
  const { rows } = await sql<{ riga: string }>`
    select concat_ws(' ', receipt_id, genere, case when copia then 'copia' end, case when da_rimborsare then 'rimborsare' end) as riga
      from pagamenti.ricevuta where ente_id = ${ente.enteId} order by registrata_il, genere`.execute(worker(ente).db);
  return rows.map((r) => r.riga);
}

function pagati(ente: EnteDiProva): Promise<DovutoPagato[]> {
  const quando = { dal: '2026-11-20' as Giorno, al: '2026-11-20' as Giorno };
  const filtro = { quando, tipoDovuto: '', tipiConsentiti: null, conRicevuta: false };
  return worker(ente).tx(async (t) => {
    const letti: DovutoPagato[] = [];
    for await (const pagina of scorriPagati(t, filtro)) letti.push(...pagina);
    return letti;
  });
}

async function verifica(ente: EnteDiProva, numeroAvviso: string): Promise<string> {
  const ctx = ctxDi(mondo, 'nodo');
  const stazione = (await leggiConfigurazioneNodo(ctx)).find((s) => s.enteId === ente.enteId);
  if (stazione === undefined) throw new Error('no station');
  const esito = await verificaAvviso(apriFonti(mondo), { stazione, numeroAvviso, now: ctx.now, oggi: ctx.oggi });
  return esito.ok ? String(esito.value.importoCents) : esito.refusal.codice;
}

/** Puts two dovuti under the iuv of the first, as a carrello does. */
async function sottoUnoIuv(ente: EnteDiProva, primo: string, altro: string): Promise<void> {
  await sql`update posizioni.dovuto as d set ordine = 2,
              iuv_id = (select x.iuv_id from posizioni.dovuto as x where x.ente_id = d.ente_id and x.iud = ${primo})
             where d.ente_id = ${ente.enteId} and d.iud = ${altro}`.execute(worker(ente).db);
}

/** Makes of a dovuto another way to pay the posizione of the first. */
async function altraOpzione(ente: EnteDiProva, primo: string, altro: string): Promise<void> {
  await sql`update posizioni.opzione as o set ordine = 2, posizione_id = p.posizione_id
              from posizioni.dovuto as d, posizioni.dovuto as p
             where o.ente_id = ${ente.enteId} and d.ente_id = o.ente_id and d.iud = ${altro} and o.id = d.opzione_id
               and p.ente_id = o.ente_id and p.iud = ${primo}`.execute(worker(ente).db);
  await sql`update posizioni.dovuto as d set posizione_id = p.posizione_id from posizioni.dovuto as p
             where d.ente_id = ${ente.enteId} and d.iud = ${altro} and p.ente_id = d.ente_id and p.iud = ${primo}`.execute(
    worker(ente).db,
  );
}

describe('the share of a second beneficiary of ours', () => {
  it.each(['the copy', 'the receipt of the owner'])('is written once, when %s comes first', async (prima) => {
    const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const seconda = { codiceFiscale: altro.codiceFiscale, denominazione: 'Altro', iban: altro.iban };
    const quota = { ...seconda, importoCents: 525 as never, tassonomia: '9/0101101IM/', causale: 'TEFA' };
    const d = await unDovuto(worker(ente), { iud: 'B1', importo: 1000, altreQuote: [quota] });
    const ricevuta = ricevutaLetta(
      ente,
      { ...d, importo: 1525, receiptId: `r-${ente.codiceFiscale}` },
      { quote: [quotaRicevuta(1, 1000, ente.codiceFiscale), quotaRicevuta(2, 525, altro.codiceFiscale)] },
    );
    const ordine = prima === 'the copy' ? [altro, ente, altro] : [ente, altro, ente];
    for (const a of ordine) expect(await consegna(mondo, a, ricevuta)).toMatchObject({ risposta: 'OK' });
    expect(await stati(ente)).toEqual(['B1 pagato 1525']);
    expect(await quote(ente)).toEqual([`${ricevuta.receiptId}#1 1000 B1`]);
    expect(await quote(altro)).toEqual([`${ricevuta.receiptId}#2 525`]);
    expect(await ricevute(altro)).toEqual([`${ricevuta.receiptId} regolare copia`]);
    expect(await pagati(ente)).toMatchObject([{ iud: 'B1', quotaCents: 1000, totaleCents: 1525, indice: 1 }]);
    expect(await pagati(altro)).toEqual([]);
  });
});

describe('a receipt', () => {
  it('whose outcome is KO is kept, and closes nothing', async () => {
    const ente = await unEnte(mondo);
    const d = await unDovuto(worker(ente), { iud: 'N1', importo: 1000 });
    const negativa = ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'n1' }, { negativa: true });
    expect(await consegna(mondo, ente, negativa)).toMatchObject({ risposta: 'OK' });
    expect([...(await stati(ente)), ...(await quote(ente)), ...(await ricevute(ente))]).toEqual([
      'N1 da_pagare',
      'n1 negativa',
    ]);
    expect(await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'n2' }))).toMatchObject({
      risposta: 'OK',
    });
    expect(await stati(ente)).toEqual(['N1 pagato 1000']);
  });

  it('without a transfer that can be read pays its dovuto, and the ente is told of the money', async () => {
    const ente = await unEnte(mondo);
    const d = await unDovuto(worker(ente), { iud: 'T1', importo: 1000 });
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 't1' }, { quote: [] }));
    expect(await quote(ente)).toEqual(['t1#0 1000 T1']);
    expect(await pagati(ente)).toMatchObject([{ iud: 'T1', quotaCents: 1000, totaleCents: 1000 }]);
  });

  it('of several dovuti under one iuv closes them all, each with what it got', async () => {
    const ente = await unEnte(mondo);
    const d = await unDovuto(worker(ente), { iud: 'M1', importo: 1000 });
    await unDovuto(worker(ente), { iud: 'M2', importo: 250 });
    await sottoUnoIuv(ente, 'M1', 'M2');
    expect(await verifica(ente, d.numeroAvviso)).toBe('1250');
    const duo = [quotaRicevuta(1, 1000, ente.codiceFiscale), quotaRicevuta(2, 250, ente.codiceFiscale)];
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1250, receiptId: 'm1' }, { quote: duo }));
    expect(await stati(ente)).toEqual(['M1 pagato 1000', 'M2 pagato 250']);
    expect(await quote(ente)).toEqual(['m1#1 1000 M1', 'm1#2 250 M2']);
    expect(
      (await pagati(ente))
        .map((p) => [p.iud, p.quotaCents, p.totaleCents, p.indice])
        .toSorted((a, b) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['M1', 1000, 1250, 1],
      ['M2', 250, 1250, 2],
    ]);
  });

  it('of an iuv with a dovuto annulled before closes what was asked, and its transfers are of that', async () => {
    const ente = await unEnte(mondo);
    const d = await unDovuto(worker(ente), { iud: 'X1', importo: 1000 });
    await unDovuto(worker(ente), { iud: 'X2', importo: 250 });
    await sottoUnoIuv(ente, 'X1', 'X2');
    await carica(worker(ente), [{ iud: 'X1', azione: 'A' }]);
    expect(await verifica(ente, d.numeroAvviso)).toBe('250');
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 250, receiptId: 'x1' }));
    expect(await stati(ente)).toEqual(['X1 annullato', 'X2 pagato 250']);
    expect(await quote(ente)).toEqual(['x1#1 250 X2']);
  });

  it('closes the other ways to pay; one that comes all the same for them is registered', async () => {
    const ente = await unEnte(mondo);
    const [a, b] = [
      await unDovuto(worker(ente), { iud: 'O1', importo: 700 }),
      await unDovuto(worker(ente), { iud: 'O2', importo: 1000 }),
    ];
    await altraOpzione(ente, 'O1', 'O2');
    await consegna(mondo, ente, ricevutaLetta(ente, { ...a, importo: 700, receiptId: 'o1' }));
    expect(await stati(ente)).toEqual(['O1 pagato 700', 'O2 estinto']);
    expect(await verifica(ente, b.numeroAvviso)).toBe('PAGAMENTO_DUPLICATO');
    await consegna(mondo, ente, ricevutaLetta(ente, { ...b, importo: 1000, receiptId: 'o2' }));
    expect(await stati(ente)).toEqual(['O1 pagato 700', 'O2 pagato 1000 era_estinto']);
  });

  it('of two ways to pay the same, paid at the same instant, the second finds that the first has closed it', async () => {
    const ente = await unEnte(mondo);
    const [a, b] = [
      await unDovuto(worker(ente), { iud: 'W1', importo: 700 }),
      await unDovuto(worker(ente), { iud: 'W2', importo: 1000 }),
    ];
    await altraOpzione(ente, 'W1', 'W2');
    // The first has written and not committed when the second comes: only the lock on their posizione can make it wait.
    const prima = consegna(mondo, ente, ricevutaLetta(ente, { ...a, importo: 700, receiptId: 'w1' }), () => pausa(400));
    await pausa(150);
    const dopo = consegna(mondo, ente, ricevutaLetta(ente, { ...b, importo: 1000, receiptId: 'w2' }));
    expect((await Promise.all([prima, dopo])).map((f) => f.risposta)).toEqual(['OK', 'OK']);
    expect(await stati(ente)).toEqual(['W1 pagato 700', 'W2 pagato 1000 era_estinto']);
  });

  it('of two for one iuv at the same instant, one pays and the other is kept to be given back', async () => {
    const ente = await unEnte(mondo);
    for (let giro = 1; giro <= 5; giro += 1) {
      const d = await unDovuto(worker(ente), { iud: `C${giro}`, importo: 1000 });
      const due = ['a', 'b'].map((id) => ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `${giro}${id}` }));
      const fatte = await Promise.all(due.map((ricevuta) => consegna(mondo, ente, ricevuta)));
      expect(fatte.map((f) => f.risposta).toSorted()).toEqual(['OK', 'RICEVUTA_DUPLICATA']);
    }
    expect(new Set(await stati(ente))).toEqual(new Set([1, 2, 3, 4, 5].map((n) => `C${n} pagato 1000`)));
    const generi = (await ricevute(ente)).map((r) => r.replace(/^\S+ /, '')).toSorted();
    expect(generi).toEqual([...Array(5).fill('regolare'), ...Array(5).fill('seconda rimborsare')]);
    expect(await pagati(ente)).toHaveLength(5);
  });
});

describe('an orphan', () => {
  const avviso = (progressivo: number) => generaNumeroAvviso({ segregazione: '77', progressivo });

  it('keeps its notice number for the dovuto that arrives later', async () => {
    const ente = await unEnte(mondo);
    const d = avviso(1);
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'o1' }));
    await carica(worker(ente), [{ iud: 'O1', importo: 1000, iuv: d.iuv, generaIuv: false }]);
    expect(await stati(ente)).toEqual(['O1 pagato 1000']);
    expect(await verifica(ente, d.numeroAvviso)).toBe('PAGAMENTO_DUPLICATO');
    expect(await pagati(ente)).toMatchObject([{ iud: 'O1', iuv: d.iuv, quotaCents: 1000 }]);
  });

  it('does not take the notice number of another iuv', async () => {
    const ente = await unEnte(mondo);
    const storto = { iuv: avviso(2).iuv, numeroAvviso: avviso(3).numeroAvviso, importo: 1000, receiptId: 's1' };
    await consegna(mondo, ente, ricevutaLetta(ente, storto));
    const esiti = await carica(worker(ente), [{ iud: 'S1', iuv: avviso(3).iuv, generaIuv: false }]);
    expect(esiti).toMatchObject([{ codice: null }]);
    expect(await verifica(ente, avviso(3).numeroAvviso)).toBe('12050');
  });

  it('that pays while its dovuto is being loaded still finds it, or is found by it', async () => {
    const ente = await unEnte(mondo);
    const d = avviso(4);
    const ricevuta = ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'v1' });
    // The iuv is there already, unpaid: by a receipt whose outcome was KO.
    await consegna(mondo, ente, { ...ricevuta, receiptId: 'v0', negativa: true });
    let caricato: Promise<unknown> = Promise.resolve();
    await consegna(mondo, ente, ricevuta, async () => {
      caricato = carica(worker(ente), [{ iud: 'V1', importo: 1000, iuv: d.iuv, generaIuv: false }]);
      await qualcunoAspetta();
    });
    await caricato;
    expect(await stati(ente)).toEqual(['V1 pagato 1000']);
  });
});

/** Waits until a statement waits for a lock. */
async function qualcunoAspetta(): Promise<void> {
  for (let prova = 0; prova < 200; prova += 1) {
    const { rows } = await sql<{ quanti: number }>`
      select count(*) as quanti from pg_locks as l join pg_database as b on b.oid = l.database
       where not l.granted and b.datname = current_database()
      union all select count(*) from pg_locks as l where not l.granted and l.locktype = 'transactionid'`.execute(
      ctxDi(mondo, 'worker').db,
    );
    if (rows.some((r) => r.quanti > 0)) return;
    await pausa(10);
  }
  throw new Error('nobody waits');
}

describe('a payment and a change of the same dovuto', () => {
  it('coming together never fail: the money is registered, whichever is first', async () => {
    const ente = await unEnte(mondo);
    const quanti = Array.from({ length: 12 }, (_, n) => n);
    const nuovi = await carica(
      worker(ente),
      quanti.map((n) => ({ iud: `P${n + 10}`, importo: 1000 })),
    );
    const modifiche = nuovi.map(({ iud, iuv }) => ({ iud, iuv, azione: 'M' as const, importo: 900 }));
    const consegne = nuovi.toReversed().map(({ iuv }, n) => {
      const d = { iuv: iuv ?? '', numeroAvviso: `3${iuv}`, importo: 1000, receiptId: `p${n}` };
      return consegna(mondo, ente, ricevutaLetta(ente, d));
    });
    const [esiti, ...fatte] = await Promise.all([carica(worker(ente), modifiche), ...consegne]);
    expect(fatte.every((f) => f.risposta === 'OK')).toBe(true);
    const attesi = esiti.map((e) => `${e.iud} pagato 1000${e.codice === null ? ' importo_diverso' : ''}`);
    expect(await stati(ente)).toEqual(attesi);
  });

  it('take their locks in the same order: what waits for a payment holds nothing that it needs', async () => {
    const ente = await unEnte(mondo);
    const { iuv } = await unDovuto(worker(ente), { iud: 'L1', importo: 1000 });
    let modifica: Promise<EsitoRiga[]> = Promise.resolve([]);
    await worker(ente).tx(async (t) => {
      await sql`select 1 from posizioni.posizione where ente_id = ${ente.enteId} for update`.execute(t.db);
      modifica = carica(worker(ente), [{ iud: 'L1', iuv, azione: 'M', importo: 900 }]);
      await qualcunoAspetta();
      await sql`select 1 from posizioni.dovuto where ente_id = ${ente.enteId} for update nowait`.execute(t.db);
    });
    expect(await modifica).toMatchObject([{ codice: null }]);
  });
});
