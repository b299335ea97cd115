import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { leggiAbbonamento, type GenereEvento } from '#modules/eventi';
import { annullaDovuto, inserisciPosizione, pubblicaDovuto } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { creaEnte } from '#wires/ente';
import { carica, DEBITORE, unDovuto } from '#support/carico';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { ricevitore, seguito, type Ricevitore } from '#support/eventi';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { dovutoDi, PROVA } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  chiediProvaAbbonamento,
  pausaAbbonamento,
  registraAbbonamento,
  rimandaEventi,
  riprendiAbbonamento,
  ruotaSegreto,
  togliAbbonamento,
} from './acts/abbonamento.ts';
import { RIMANDATI_MAX } from './core/abbonamento.ts';
import { consegnaEventi, FATTO_ABBONAMENTO_SOSPESO, provaAbbonamento } from './acts/consegna.ts';
import { accodaConsegne, dimenticaEventi } from './acts/segui.ts';
import { selectTentativi } from './store/abbonamento.ts';
import { selectDaMandare } from './store/segui.ts';

let base: DatabaseDiProva;
let mondo: Mondo;
let gestionale: Ricevitore;
let ente: EnteDiProva;
beforeAll(async () => {
  gestionale = await ricevitore();
  const ente = creaEnte({ guardia: creaGuardiaRete(['127.0.0.0/8']), circuito: { guastiMax: 3, apertoMs: 50 } });
  base = await databaseNuovo();
  mondo = mondoDiProva(base, { wires: { ...FILI_MUTI, ente } });
});
afterAll(() => gestionale?.chiudi());
beforeEach(async () => {
  ente = await unEnte(mondo);
  gestionale.ricevuti.length = 0;
  gestionale.risponde({ stato: 200 });
});

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);
const TUTTI: GenereEvento[] = ['dovuto.inserito', 'dovuto.annullato', 'dovuto.pagato', 'flusso.concluso'];

async function abbonato(generi: readonly GenereEvento[] = TUTTI): Promise<{ id: string; segreto: string }> {
  return valoreDi(
    await registraAbbonamento(ufficio(), { nome: 'Gestionale', url: `${gestionale.url}/eventi`, generi }),
  );
}
async function paga(iud: string, d: { iuv: string; numeroAvviso: string }, importo = 1000): Promise<void> {
  await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo, receiptId: `r-${ente.codIpa}-${iud}` }));
}
const visti = () =>
  gestionale.ricevuti.map(({ corpo }) => JSON.parse(corpo) as { type: string; data: Record<string, unknown> });
const stato = async (id: string) => worker().tx((t) => leggiAbbonamento(t, id));
const tentativi = (abbonamentoId: string) =>
  ufficio().tx((t) => selectTentativi(t, { abbonamentoId }, { prima: null, quanti: 50 }));
const adesso = (id: string) =>
  sql`update eventi.ritardo set prossimo_il = now() where abbonamento_id = ${id} and prossimo_il is not null`.execute(
    worker().db,
  );

describe('signed events', () => {
  it('tell what happened from then on, signed, without a name or a tax code; the second time there is nothing to tell', async () => {
    await unDovuto(worker(), { iud: 'PRIMA', importo: 700 });
    await seguito(mondo);
    const { id, segreto } = await abbonato();
    const d = await unDovuto(worker(), { iud: 'E1', importo: 1000 });
    await paga('E1', d);
    await seguito(mondo);
    expect(await consegnaEventi(worker(), id)).toEqual({ presi: 2, respinti: 0, altro: false });
    expect(visti().map(({ type, data }) => [type, data['seq'], data['stato']])).toEqual([
      ['dovuto.inserito', 1, 'da_pagare'],
      ['dovuto.pagato', 2, 'pagato'],
    ]);
    const [, pagato] = gestionale.ricevuti;
    expect(visti()[1]?.data).toMatchObject({
      ...{
        ente: ente.codIpa,
        ambiente: 'prova',
        iud: 'E1',
        iuv: d.iuv,
        numeroAvviso: d.numeroAvviso,
        tipoDovuto: 'TARI',
      },
      ...{
        importoCents: 1000,
        pagatoCents: 1000,
        url: expect.stringMatching(/^http.*\/api\/v1\/enti\/c_\d+\/dovuti\/E1$/),
      },
    });
    expect(
      new Webhook(segreto).verify(pagato?.corpo ?? '', pagato?.intestazioni as Record<string, string>),
    ).toBeTruthy();
    expect(gestionale.ricevuti.map(({ corpo }) => corpo).join('')).not.toMatch(
      /Rossi|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]/,
    );
    expect(await consegnaEventi(worker(), id)).toEqual({ presi: 0, respinti: 0, altro: false });
  });

  it('are only of the kinds asked for, and of no other ente', async () => {
    const { id } = await abbonato(['dovuto.annullato']);
    const altro = await unEnte(mondo);
    await unDovuto(ctxDi(mondo, 'worker', altro.enteId), { iud: 'ALTRO', importo: 100 });
    await carica(worker(), [{ iud: 'E1', importo: 1000 }]);
    await carica(worker(), [{ azione: 'A', iud: 'E1', importo: 1000 }]);
    await seguito(mondo);
    expect((await consegnaEventi(worker(), id)).presi).toBe(1);
    expect(visti().map(({ type, data }) => [type, data['iud'], data['seq']])).toEqual([['dovuto.annullato', 'E1', 2]]);
  });

  it('say nothing of what is only prepared: as new when it is asked for, and nothing where it never is', async () => {
    const { id } = await abbonato();
    const bozza = async (iud: string) => {
      const opzioni = [{ forma: 'unica' as const, dovuti: [dovutoDi(1000, null, { iud })] }];
      const posizione = { debitore: DEBITORE, opzioni, bozza: true };
      const [d] = valoreDi(await inserisciPosizione(worker(), posizione, PROVA)).dovuti;
      return { dovutoId: d?.dovutoId ?? expect.fail(), versione: 1, motivo: 'Prova', tipiConsentiti: null };
    };
    valoreDi(await annullaDovuto(worker(), await bozza('MAI')));
    const chiesta = await bozza('CHIESTA');
    valoreDi(await pubblicaDovuto(worker(), chiesta));
    valoreDi(await annullaDovuto(worker(), { ...chiesta, versione: 2 }));
    await seguito(mondo);
    await consegnaEventi(worker(), id);
    expect(visti().map(({ type, data }) => [type, data['iud'], data['seq'], data['stato']])).toEqual([
      ['dovuto.inserito', 'CHIESTA', 2, 'da_pagare'],
      ['dovuto.annullato', 'CHIESTA', 3, 'annullato'],
    ]);
  });

  it('what is not taken is sent again, and nothing waits for it; given up, the subscription is suspended, resumed by hand', async () => {
    const { id } = await abbonato();
    const d = await unDovuto(worker(), { iud: 'E1', importo: 1000 });
    await seguito(mondo);
    gestionale.risponde({ stato: 500, testo: 'guasto\n di prova' });
    expect(await consegnaEventi(worker(), id)).toEqual({ presi: 0, respinti: 1, altro: false });
    expect(await tentativi(id)).toMatchObject([
      { quale: 1, stato: 500, come: 'rifiutato', risposta: 'guasto di prova' },
    ]);
    gestionale.risponde({ stato: 204 });
    await paga('E1', d);
    await seguito(mondo);
    expect((await consegnaEventi(worker(), id)).presi).toBe(1);
    expect(visti().at(-1)?.type).toBe('dovuto.pagato');
    await sql`update eventi.ritardo set tentativi = 11, prossimo_il = now() where abbonamento_id = ${id}`.execute(
      worker().db,
    );
    gestionale.risponde({ stato: 302, verso: 'http://127.0.0.1:1/altrove' });
    expect(await consegnaEventi(worker(), id)).toMatchObject({ presi: 0, respinti: 1, altro: false });
    expect(await stato(id)).toMatchObject({ stato: 'sospeso', inRitardo: 1 });
    const { rows } = await base.owner.query(
      `select from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
        where k.identifier = $1 and j.payload ->> 'abbonamentoId' = $2`,
      [FATTO_ABBONAMENTO_SOSPESO, id],
    );
    expect(rows).toHaveLength(1);
    expect(await consegnaEventi(worker(), id)).toMatchObject({ presi: 0, respinti: 0 });
    gestionale.risponde({ stato: 200 });
    valoreDi(await riprendiAbbonamento(ufficio(), id));
    expect((await consegnaEventi(worker(), id)).presi).toBe(1);
    expect(await stato(id)).toMatchObject({ stato: 'attivo', inRitardo: 0 });
  });

  it('who hangs is waited for by nobody else: each subscription has a job and a queue of its own', async () => {
    const muto = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(muto, 'listening');
    const url = `http://127.0.0.1:${(muto.address() as AddressInfo).port}/`;
    const chiesto = { nome: 'Muto', url, generi: TUTTI };
    const { id: appeso } = valoreDi(await registraAbbonamento(ufficio(), chiesto));
    const { id } = await abbonato();
    await unDovuto(worker(), { iud: 'E1', importo: 1000 });
    await seguito(mondo);
    await accodaConsegne(worker());
    const { rows } = await base.owner.query<{ code: number }>(
      `select count(distinct job_queue_id)::integer as code from graphile_worker._private_jobs where payload ->> 'abbonamentoId' = any($1)`,
      [[appeso, id]],
    );
    expect(rows).toEqual([{ code: 2 }]);
    const aspetta = consegnaEventi(worker(), appeso);
    await once(muto, 'request');
    expect((await consegnaEventi(worker(), id)).presi).toBe(1);
    muto.closeAllConnections();
    muto.close();
    expect(await aspetta).toMatchObject({ presi: 0, respinti: 1 });
  });

  it('who is broken is left alone for a while, and what was not sent is sent afterwards', async () => {
    const { id } = await abbonato(['dovuto.inserito']);
    await carica(
      worker(),
      Array.from({ length: 80 }, (_, i) => ({ iud: `M${i}`, importo: 100 })),
    );
    await seguito(mondo);
    gestionale.risponde({ stato: 503 });
    const primo = await consegnaEventi(worker(), id);
    expect(primo.respinti).toBeGreaterThan(2);
    expect(primo.respinti).toBeLessThan(80);
    // It has events that wait, and for some seconds nobody looks at them.
    const daMandare = async () => (await selectDaMandare(worker())).abbonamenti.map((a) => a.abbonamentoId);
    expect(await daMandare()).not.toContain(id);
    await sql`update eventi.abbonamento set riposa_fino = now() where id = ${id}`.execute(worker().db);
    expect(await daMandare()).toContain(id);
    gestionale.risponde({ stato: 200 });
    const presi = new Set<unknown>();
    await expect
      .poll(
        async () => {
          await adesso(id);
          gestionale.ricevuti.length = 0;
          await consegnaEventi(worker(), id);
          for (const { data } of visti()) presi.add(data['iud']);
          return presi.size;
        },
        { timeout: 20_000 },
      )
      .toBe(80);
    expect(await stato(id)).toMatchObject({ stato: 'attivo', inRitardo: 0 });
  });

  it('a run that lasts too long leaves the rest to the next, which hears of a pause', async () => {
    const { id } = await abbonato(['dovuto.inserito']);
    await carica(
      worker(),
      Array.from({ length: 80 }, (_, i) => ({ iud: `G${i}`, importo: 100 })),
    );
    await seguito(mondo);
    const giro = () => consegnaEventi(worker(), id, { giroMs: 0 });
    expect(await giro()).toEqual({ presi: 32, respinti: 0, altro: true });
    valoreDi(await pausaAbbonamento(ufficio(), id));
    expect(await giro()).toEqual({ presi: 0, respinti: 0, altro: false });
    valoreDi(await riprendiAbbonamento(ufficio(), id));
    expect([await giro(), await giro()]).toMatchObject([
      { presi: 32, altro: true },
      { presi: 16, altro: false },
    ]);
    expect(new Set(visti().map(({ data }) => data['iud'])).size).toBe(80);
  });

  it('while a secret takes the place of another both sign; a test is signed too, and is among the attempts', async () => {
    const { id, segreto: vecchio } = await abbonato();
    const { segreto: nuovo } = valoreDi(await ruotaSegreto(ufficio(), id));
    expect(await ruotaSegreto(ufficio(), id)).toMatchObject({
      refusal: { codice: 'ABBONAMENTO_SEGRETO_APPENA_CAMBIATO' },
    });
    valoreDi(await chiediProvaAbbonamento(ufficio(), id));
    await provaAbbonamento(worker(), id);
    const [prova] = gestionale.ricevuti;
    for (const segreto of [vecchio, nuovo])
      expect(
        new Webhook(segreto).verify(prova?.corpo ?? '', prova?.intestazioni as Record<string, string>),
      ).toMatchObject({
        type: 'prova',
      });
    await sql`update eventi.segreto set fino = dal where fino is not null and abbonamento_id = ${id}`.execute(
      worker().db,
    );
    await provaAbbonamento(worker(), id);
    const seconda = gestionale.ricevuti[1];
    const verifica = (segreto: string) => () =>
      new Webhook(segreto).verify(seconda?.corpo ?? '', seconda?.intestazioni as Record<string, string>);
    expect(verifica(nuovo)).not.toThrow();
    expect(verifica(vecchio)).toThrow();
    expect((await tentativi(id)).map(({ genere, come }) => [genere, come])).toEqual([
      ['prova', 'ok'],
      ['prova', 'ok'],
    ]);
  });

  it('in pause nothing is sent, and all of it afterwards; one or a stretch is sent again; what is ended is found no more', async () => {
    const { id } = await abbonato(['dovuto.inserito']);
    valoreDi(await pausaAbbonamento(ufficio(), id));
    await unDovuto(worker(), { iud: 'P1', importo: 1000 });
    await unDovuto(worker(), { iud: 'P2', importo: 1000 });
    await seguito(mondo);
    await accodaConsegne(ctxDi(mondo, 'worker'));
    expect((await consegnaEventi(worker(), id)).presi).toBe(0);
    expect(await pausaAbbonamento(ufficio(), id)).toMatchObject({ refusal: { codice: 'ABBONAMENTO_STATO' } });
    expect(await chiediProvaAbbonamento(ufficio(), id)).toMatchObject({ refusal: { codice: 'ABBONAMENTO_STATO' } });
    valoreDi(await riprendiAbbonamento(ufficio(), id));
    expect((await consegnaEventi(worker(), id)).presi).toBe(2);
    const [ultimo] = await tentativi(id);
    expect(valoreDi(await rimandaEventi(ufficio(), id, { numero: ultimo?.numero ?? 0 }))).toBe(1);
    expect((await consegnaEventi(worker(), id)).presi).toBe(1);
    const intervallo = { da: new Date(Date.now() - 3_600_000), a: new Date(Date.now() + 3_600_000) };
    expect(valoreDi(await rimandaEventi(ufficio(), id, intervallo))).toBe(2);
    expect((await consegnaEventi(worker(), id)).presi).toBe(2);
    const vuoto = { da: intervallo.a, a: intervallo.da };
    expect(await rimandaEventi(ufficio(), id, vuoto)).toMatchObject({
      refusal: { codice: 'EVENTI_INTERVALLO_NON_VALIDO' },
    });
    expect(await rimandaEventi(ufficio(), id, { numero: 999_999_999 })).toMatchObject({
      refusal: { codice: 'EVENTO_NON_TROVATO' },
    });
    await sql`
      insert into eventi.evento (ente_id, genere, oggetto_id, seq, istante, dati)
      select ${ente.enteId}, 'dovuto.inserito', ${ente.enteId}, 1, now(), '{}' from generate_series(1, ${RIMANDATI_MAX})`.execute(
      worker().db,
    );
    await sql`update eventi.abbonamento set cursore = (select max(numero) from eventi.evento) where id = ${id}`.execute(
      worker().db,
    );
    expect(await rimandaEventi(ufficio(), id, intervallo)).toMatchObject({ refusal: { codice: 'EVENTI_TROPPI' } });
    valoreDi(await togliAbbonamento(ufficio(), id));
    for (const atto of [togliAbbonamento, ruotaSegreto, chiediProvaAbbonamento])
      expect(await atto(ufficio(), id)).toMatchObject({ refusal: { codice: 'ABBONAMENTO_NON_TROVATO' } });
    expect(await rimandaEventi(ufficio(), id, intervallo)).toMatchObject({
      refusal: { codice: 'ABBONAMENTO_NON_TROVATO' },
    });
    expect(await ufficio().tx((t) => leggiAbbonamento(t, id))).toBeNull();
  });

  it('an address, a name, kinds or a secret that cannot be are refused, and the eleventh; the ufficio cannot read what signs', async () => {
    const base = { nome: 'Uno', url: 'https://sil.example.it/eventi', generi: ['dovuto.pagato'] };
    const codice = async (parti: Partial<typeof base & { segreto: string }>) => {
      const esito = await registraAbbonamento(ufficio(), { ...base, ...parti });
      return esito.ok ? 'ok' : esito.refusal.codice;
    };
    for (const url of [
      'ftp://a.it',
      'https://u:p@a.it/',
      'http://a.it/',
      'non un indirizzo',
      `https://a.it/${'x'.repeat(2000)}`,
      'https://a.it/#x',
    ])
      expect([url.slice(0, 20), await codice({ url })]).toEqual([url.slice(0, 20), 'EVENTI_INDIRIZZO_NON_VALIDO']);
    expect(await codice({ nome: ' ' })).toBe('ABBONAMENTO_NOME_NON_VALIDO');
    expect(await codice({ generi: [] })).toBe('ABBONAMENTO_GENERI_NON_VALIDI');
    expect(await codice({ generi: ['dovuto.pagato', 'dovuto.volato'] })).toBe('ABBONAMENTO_GENERI_NON_VALIDI');
    expect(await codice({ segreto: 'whsec_corto' })).toBe('ABBONAMENTO_SEGRETO_NON_VALIDO');
    expect(await codice({})).toBe('ok');
    expect(await codice({ nome: 'uno' })).toBe('ABBONAMENTO_NOME_DUPLICATO');
    for (let n = 0; n < 9; n += 1) expect(await codice({ nome: `N${n}` })).toBe('ok');
    expect(await codice({ nome: 'Undici' })).toBe('ABBONAMENTO_TROPPI');
    await expect(ufficio().tx((t) => sql`select segreto from eventi.segreto`.execute(t.db))).rejects.toThrow(
      /permission denied/,
    );
  });

  it('what is ninety days old is forgotten', async () => {
    const { id } = await abbonato(['dovuto.inserito']);
    await unDovuto(worker(), { iud: 'V1', importo: 1000 });
    await seguito(mondo);
    await consegnaEventi(worker(), id);
    const fra = mondoDiProva(base, {
      orologio: () => new Date(Date.now() + 91 * 86_400_000),
    });
    await dimenticaEventi(ctxDi(fra, 'worker'));
    expect(await tentativi(id)).toEqual([]);
    expect(await rimandaEventi(ufficio(), id, { da: new Date(0), a: new Date() })).toMatchObject({
      refusal: { codice: 'EVENTO_NON_TROVATO' },
    });
  });
});
