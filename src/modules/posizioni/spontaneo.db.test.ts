import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { IuvId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { cambiaStato, modificaTipoDovuto } from '#modules/enti';
import { chiediProva, datiProva, usaCodice } from '#modules/utenti';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { cimiteroA, conModulo, lavoraRichiesta } from '#support/spontaneo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  annullaDovuto,
  chiediSpontaneo,
  confermaSpontaneo,
  fineRichiesta,
  lavori,
  leggiAvviso,
  SCOPO_SPONTANEO,
  type NuovaRichiesta,
  type RichiestaId,
} from './index.ts';

const ORA_MS = 3_600_000;
let mondo: Mondo;
let scarto = 0;
let ente: EnteDiProva;
let versione: number;
beforeAll(async () => {
  mondo = { ...mondoDiProva(await databaseDiProva()), orologio: () => new Date(Date.now() + scarto) };
});
beforeEach(async () => {
  scarto = 0;
  ente = await unEnte(mondo);
  versione = await conModulo(mondo, ente);
});

const portale = (): Ctx => ctxDi(mondo, 'portale', ente.enteId);
const worker = (): Ctx => ctxDi(mondo, 'worker', ente.enteId);

const RISPOSTE = {
  luogo: 'nord',
  defunto: 'Ada Neri',
  'righe.righe': '2',
  'righe.0.quante': '2',
  'righe.1.quante': '1',
};
const richiesta = (cambi: Partial<NuovaRichiesta> = {}): NuovaRichiesta => ({
  ...{ tipoDovutoId: ente.tipoDovutoId, versione, risposte: RISPOSTE, giorno: '2026-11-27' as Giorno, lingua: 'it' },
  ...{ importoCents: cents(4500), debitore: { tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' } },
  ...cambi,
});
const chiedi = (cambi: Partial<NuovaRichiesta> = {}): Promise<RichiestaId> =>
  chiediSpontaneo(portale(), richiesta(cambi));

/** A proof of a mail address for the request, used. */
async function prova(richiestaId: RichiestaId, email = `${randomUUID()}@example.org`): Promise<string> {
  const di = { scopo: SCOPO_SPONTANEO, enteId: ente.enteId, oggettoId: richiestaId, email };
  const { provaId } = valoreDi(await chiediProva(portale(), di));
  const codice = (await datiProva(worker(), provaId))?.codice ?? '';
  valoreDi(await usaCodice(portale(), { provaId, codice }));
  return provaId;
}

async function confermata(cambi: Partial<NuovaRichiesta> = {}): Promise<RichiestaId> {
  const richiestaId = await chiedi(cambi);
  expect(
    await confermaSpontaneo(portale(), { enteId: ente.enteId, richiestaId, provaId: await prova(richiestaId) }),
  ).toBe(true);
  return richiestaId;
}

const fine = (richiestaId: RichiestaId) => fineRichiesta(portale(), { enteId: ente.enteId, richiestaId });
const lavora = (richiestaId: RichiestaId): Promise<void> => lavoraRichiesta(mondo, ente, richiestaId);

async function lavoriIn(richiestaId: RichiestaId): Promise<unknown[]> {
  const { rows } = await sql<{ payload: unknown }>`
    select j.payload from graphile_worker._private_jobs as j
      join graphile_worker._private_tasks as k on k.id = j.task_id
     where k.identifier = 'posizioni.spontaneo' and j.payload ->> 'richiestaId' = ${richiestaId}`.execute(worker().db);
  return rows.map(({ payload }) => payload);
}

async function atti(richiestaId: RichiestaId): Promise<string[]> {
  const { rows } = await sql<{ azione: string }>`
    select azione from registro.atto where oggetto_id = ${richiestaId} order by istante, id`.execute(worker().db);
  return rows.map(({ azione }) => azione);
}

async function dovutiDi(): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select d.iud, d.iuf, d.stato, d.importo_cents, d.causale, d.causale_pubblica, d.data_scadenza, i.id as iuv_id, i.origine, p.email,
           p.debitore_codice, q.conto_id, q.tassonomia, q.bilancio,
           (select jsonb_object_agg(m.chiave, m.valore) from posizioni.metadato as m
             where m.ente_id = d.ente_id and m.posizione_id = p.id) as metadati
      from posizioni.dovuto as d
      join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
      join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
      join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
     where d.ente_id = ${ente.enteId}`.execute(worker().db);
  return rows;
}

describe('the portale', () => {
  it('writes requests, and reads none, its own included', async () => {
    const richiestaId = await chiedi();
    const vietato = /permission denied/;
    const prova = (che: string) => portale().tx((t) => sql.raw(che).execute(t.db));
    await expect(prova('select id from posizioni.richiesta')).rejects.toThrow(vietato);
    await expect(prova('insert into posizioni.richiesta default values returning id')).rejects.toThrow(vietato);
    await expect(prova('delete from posizioni.richiesta')).rejects.toThrow(vietato);
    await expect(prova('update posizioni.richiesta set confermata_il = now()')).rejects.toThrow(vietato);
    const gia = `insert into posizioni.richiesta (ente_id, confermata_il) values ('${ente.enteId}', now())`;
    await expect(prova(gia)).rejects.toThrow(vietato);
    for (const ruolo of ['ufficio', 'sil', 'nodo'] as const)
      await expect(
        ctxDi(mondo, ruolo, ente.enteId).tx((t) => sql`select id from posizioni.richiesta`.execute(t.db)),
      ).rejects.toThrow(vietato);
    // Nor for another ente than the one it speaks for.
    const altro = await unEnte(mondo);
    const perAltri = ctxDi(mondo, 'portale', altro.enteId);
    await expect(
      perAltri.tx((t) =>
        sql`insert into posizioni.richiesta (ente_id, id, tipo_dovuto_id, versione, risposte, giorno, importo_cents,
        lingua, debitore_tipo, debitore_codice, debitore_anagrafica, chiesta_il)
        values (${ente.enteId}, ${randomUUID()}, ${ente.tipoDovutoId}, 1, '{}', '2026-11-27', 1, 'it', 'F', 'ANONIMO', 'x', now())`.execute(
          t.db,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
    expect(await fine(richiestaId)).toEqual({ come: 'da_confermare' });
  });

  it('confirms a request once, by a proof that was used for it', async () => {
    const richiestaId = await chiedi();
    const { enteId } = ente;
    const conferma = (provaId: string) => confermaSpontaneo(portale(), { enteId, richiestaId, provaId });
    expect(await conferma(randomUUID())).toBe(false);
    const nonUsata = valoreDi(
      await chiediProva(portale(), { scopo: SCOPO_SPONTANEO, enteId, oggettoId: richiestaId, email: 'a@example.org' }),
    );
    expect(await conferma(nonUsata.provaId)).toBe(false);
    const diAltra = await prova(await chiedi());
    expect(await conferma(diAltra)).toBe(false);
    expect([await fine(richiestaId), await lavoriIn(richiestaId)]).toEqual([{ come: 'da_confermare' }, []]);

    const sua = await prova(richiestaId);
    expect([await conferma(sua), await conferma(sua)]).toEqual([true, true]);
    expect(await lavoriIn(richiestaId)).toEqual([{ enteId, richiestaId, attore: 'sistema' }]);
    expect(await fine(richiestaId)).toEqual({ come: 'in_preparazione' });
    expect(await atti(richiestaId)).toEqual(['richiesta.chiesta', 'richiesta.confermata']);
    const nessuna = { enteId, richiestaId: randomUUID() as string as RichiestaId };
    expect(await fineRichiesta(portale(), nessuna)).toBeNull();
  });
});

describe('the worker', () => {
  it('makes the posizione from the answers alone, once', async () => {
    const richiestaId = await confermata({ giorno: '2026-11-20' as Giorno });
    await Promise.all([lavora(richiestaId), lavora(richiestaId)]);
    await lavora(richiestaId);
    const [dovuto, ...altri] = await dovutiDi();
    expect(altri).toEqual([]);
    expect(dovuto).toMatchObject({
      iud: `S-${richiestaId.replaceAll('-', '')}`,
      iuf: `_${ente.codIpa}_SPONTANEO`,
      ...{ stato: 'da_pagare', importo_cents: 4500, data_scadenza: null, origine: 'generato' },
      causale: 'Luce votiva di Ada Neri, cimitero Nord',
      causale_pubblica: 'Luce votiva, cimitero Nord',
      ...{ debitore_codice: 'RSSMRA80A01H501U', conto_id: ente.contoId, tassonomia: '9/0101101IM/' },
      email: expect.stringMatching(/@example\.org$/) as unknown,
      bilancio: [{ capitolo: '3100', ufficio: null, accertamento: null, importoCents: 4500 }],
      metadati: { luogo: 'nord', 'righe.1.quante': '2', 'righe.2.quante': '1', spedizione: 'no', totale: '3' },
    });
    expect(await fine(richiestaId)).toEqual({ come: 'avviso', iuvId: dovuto?.['iuv_id'] });
    expect(await atti(richiestaId)).toEqual(['richiesta.chiesta', 'richiesta.confermata', 'richiesta.accolta']);
  });

  it('killed after making it and before saying so, finds it; even if the ente has annulled it meanwhile', async () => {
    const richiestaId = await confermata();
    await lavora(richiestaId);
    const esito = await fine(richiestaId);
    const iuvId = esito?.come === 'avviso' ? esito.iuvId : ('' as IuvId);
    await sql`update posizioni.richiesta set iuv_id = null, rifiuto = null, conclusa_il = null where id = ${richiestaId}`.execute(
      worker().db,
    );
    const [dovuto] = (await leggiAvviso(portale(), { enteId: ente.enteId, iuvId }))?.dovuti ?? [];
    const atto = { dovutoId: dovuto?.id ?? expect.fail(), versione: 1, motivo: 'Sbagliato', tipiConsentiti: null };
    valoreDi(await annullaDovuto(worker(), atto));
    await lavora(richiestaId);
    expect(await fine(richiestaId)).toEqual(esito);
    expect((await dovutiDi()).map((d) => d['stato'])).toEqual(['annullato']);
  });

  it('does nothing of what nobody confirmed', async () => {
    const richiestaId = await chiedi();
    await lavora(richiestaId);
    expect([await fine(richiestaId), await dovutiDi()]).toEqual([{ come: 'da_confermare' }, []]);
  });

  it('makes what was seen, though another form is in force by now', async () => {
    const richiestaId = await confermata();
    await conModulo(mondo, ente, { definizione: cimiteroA(20) });
    await lavora(richiestaId);
    expect((await dovutiDi()).map((d) => d['importo_cents'])).toEqual([4500]);
  });

  const chiusura: [string, () => Promise<unknown>, Partial<NuovaRichiesta>, string][] = [
    [
      'the kind of due was put to rest',
      () => modificaTipoDovuto(worker(), { tipoDovutoId: ente.tipoDovutoId, cambi: { attivo: false } }),
      {},
      'SPONTANEO_CHIUSO',
    ],
    [
      'the ente went back to be tried out',
      () => cambiaStato(worker(), { a: 'PRE-ESERCIZIO', motivo: 'Prove' }),
      {},
      'SPONTANEO_CHIUSO',
    ],
    [
      'the debtor may not be anonymous',
      () => Promise.resolve(),
      { debitore: { tipo: 'F', codice: 'ANONIMO', anagrafica: 'Ana' } },
      'SPONTANEO_CHIUSO',
    ],
    [
      'the intake does not take it',
      () => Promise.resolve(),
      { debitore: { tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: ' ' } },
      'SPONTANEO_NON_ACCETTATO',
    ],
    ['the amount is not the form’s', () => Promise.resolve(), { importoCents: cents(1) }, 'SPONTANEO_IMPORTO_CAMBIATO'],
    [
      'an answer is not one',
      () => Promise.resolve(),
      { risposte: { ...RISPOSTE, luogo: 'ovest' } },
      'SPONTANEO_IMPORTO_CAMBIATO',
    ],
  ];
  it.each(chiusura)('refuses: %s', async (_, cambia, cambi, codice) => {
    const richiestaId = await confermata(cambi);
    await cambia();
    await lavora(richiestaId);
    expect([await fine(richiestaId), await dovutiDi()]).toEqual([{ come: 'rifiutata', codice }, []]);
    expect((await atti(richiestaId)).at(-1)).toBe('richiesta.rifiutata');
  });
});

describe('what comes to nothing', () => {
  it('is forgotten after a day; what became a notice is not', async () => {
    const pulisci = async (): Promise<void> => {
      await lavori.find(({ nome }) => nome === 'posizioni.dimentica_richieste')?.esegui(ctxDi(mondo, 'worker'), {});
    };
    const [mai, no, si] = [await chiedi(), await confermata({ importoCents: cents(1) }), await confermata()];
    await lavora(no);
    await lavora(si);
    scarto = 23 * ORA_MS;
    await pulisci();
    expect(await Promise.all([mai, no, si].map(fine))).not.toContain(null);
    scarto = 25 * ORA_MS;
    await pulisci();
    expect([await fine(mai), await fine(no), (await fine(si))?.come]).toEqual([null, null, 'avviso']);
  });
});
