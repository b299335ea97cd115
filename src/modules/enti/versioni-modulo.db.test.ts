import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { fissoA, LUCE_VOTIVA, luceVotivaA } from '#support/moduli';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  compila,
  copiaTipo,
  elencoTipi,
  leggiModulo,
  leggiVersione,
  modificaTipoDovuto,
  pubblicaModulo,
  salvaBozza,
  scartaBozza,
  tipiCopiabili,
  versioniModulo,
} from './index.ts';

const NESSUNO = '00000000-0000-7000-8000-000000000000' as TipoDovutoId;
let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const ufficio = (ente: EnteDiProva) => ctxDi(mondo, 'ufficio', ente.enteId);

/** An ente whose kind of due has a published form. */
async function conModulo(definizione: unknown = LUCE_VOTIVA): Promise<EnteDiProva> {
  const ente = await unEnte(mondo);
  const { tipoDovutoId } = ente;
  const versione = valoreDi(await salvaBozza(ufficio(ente), { tipoDovutoId, definizione }));
  valoreDi(await pubblicaModulo(ufficio(ente), { tipoDovutoId, versione }));
  return ente;
}

describe('a form', () => {
  it('has one draft at a time, which becomes the version in force and is never touched again', async () => {
    const ente = await unEnte(mondo);
    const { tipoDovutoId } = ente;
    const ctx = ufficio(ente);
    expect(await leggiVersione(ctx, { tipoDovutoId })).toBeNull();
    expect(valoreDi(await salvaBozza(ctx, { tipoDovutoId, definizione: luceVotivaA(10) }))).toBe(1);
    expect(valoreDi(await salvaBozza(ctx, { tipoDovutoId, definizione: LUCE_VOTIVA }))).toBe(1);
    valoreDi(await pubblicaModulo(ctx, { tipoDovutoId, versione: 1 }));
    expect(codice(await pubblicaModulo(ctx, { tipoDovutoId, versione: 1 }))).toBe('MODULO_NON_IN_BOZZA');
    expect(valoreDi(await salvaBozza(ctx, { tipoDovutoId, definizione: luceVotivaA(20) }))).toBe(2);
    expect((await versioniModulo(ctx, tipoDovutoId)).map((v) => [v.versione, v.stato])).toEqual([
      [2, 'bozza'],
      [1, 'pubblicata'],
    ]);
    expect(await leggiVersione(ctx, { tipoDovutoId, versione: 1 })).toMatchObject({ definizione: LUCE_VOTIVA });
    expect(await leggiVersione(ctx, { tipoDovutoId })).toMatchObject({ versione: 2, stato: 'bozza' });
    valoreDi(await scartaBozza(ctx, tipoDovutoId));
    expect(codice(await scartaBozza(ctx, tipoDovutoId))).toBe('MODULO_NON_IN_BOZZA');
    expect(codice(await pubblicaModulo(ctx, { tipoDovutoId, versione: 2 }))).toBe('MODULO_NON_IN_BOZZA');
    const { rows } = await sql<{ azione: string }>`
      select azione from registro.atto where oggetto_id = ${tipoDovutoId} and azione like 'modulo.%' order by istante, id`.execute(
      ctxDi(mondo, 'worker').db,
    );
    const [salvata, pubblicato] = ['modulo.bozza_salvata', 'modulo.pubblicato'];
    expect(rows.map((r) => r.azione)).toEqual([salvata, salvata, pubblicato, salvata, 'modulo.bozza_scartata']);
  });

  it('is not kept when it is not sound, nor published when nothing changed', async () => {
    const ente = await conModulo();
    const { tipoDovutoId } = ente;
    const ctx = ufficio(ente);
    const rotta = { ...LUCE_VOTIVA, causale: '{{boh}}' };
    expect(codice(await salvaBozza(ctx, { tipoDovutoId, definizione: rotta }))).toBe('MODULO_NON_VALIDO');
    expect(codice(await salvaBozza(ctx, { tipoDovutoId: NESSUNO, definizione: LUCE_VOTIVA }))).toBe('TIPO_SCONOSCIUTO');
    // The same, with its keys in another order.
    const uguale = Object.fromEntries(Object.entries(LUCE_VOTIVA).toReversed());
    const versione = valoreDi(await salvaBozza(ctx, { tipoDovutoId, definizione: uguale }));
    expect(codice(await pubblicaModulo(ctx, { tipoDovutoId, versione }))).toBe('MODULO_UGUALE');
    expect(codice(await pubblicaModulo(ctx, { tipoDovutoId: NESSUNO, versione }))).toBe('TIPO_SCONOSCIUTO');
  });

  it('two clerks at once make one draft', async () => {
    const ente = await unEnte(mondo);
    const { tipoDovutoId } = ente;
    const scrive = async (euro: number): Promise<number> =>
      valoreDi(await salvaBozza(ufficio(ente), { tipoDovutoId, definizione: luceVotivaA(euro) }));
    expect(await Promise.all([1, 2, 3, 4].map(scrive))).toEqual([1, 1, 1, 1]);
  });

  it('asks for the fixed amount of its kind of due, and for no other', async () => {
    const ente = await unEnte(mondo);
    const { tipoDovutoId } = ente;
    const ctx = ufficio(ente);
    const fissa = (importo: number | null) =>
      modificaTipoDovuto(ctx, {
        tipoDovutoId,
        cambi: { importoFissoCents: importo === null ? null : cents(importo) },
      });
    valoreDi(await fissa(1600));
    const prova = async (definizione: unknown): Promise<string> => {
      const versione = valoreDi(await salvaBozza(ctx, { tipoDovutoId, definizione }));
      return codice(await pubblicaModulo(ctx, { tipoDovutoId, versione }));
    };
    expect(await prova(LUCE_VOTIVA)).toBe('MODULO_IMPORTO_DIVERSO');
    expect(await prova(fissoA(1500))).toBe('MODULO_IMPORTO_DIVERSO');
    expect(await prova(fissoA(1600))).toBe('ok');
    expect(codice(await fissa(1700))).toBe('MODULO_IMPORTO_DIVERSO');
    valoreDi(await fissa(null));
  });
});

describe('a form, as citizens see it', () => {
  const spontaneo = (ente: EnteDiProva, cambi = {}) =>
    modificaTipoDovuto(ufficio(ente), { tipoDovutoId: ente.tipoDovutoId, cambi: { spontaneo: true, ...cambi } });
  const portale = () => ctxDi(mondo, 'portale');
  const leggi = (ente: EnteDiProva, versione?: number) =>
    leggiModulo(portale(), { enteId: ente.enteId, tipoDovutoId: ente.tipoDovutoId, ...(versione && { versione }) });

  it('is the one in force, and stays readable by its number when another takes its place', async () => {
    const ente = await unEnte(mondo);
    const { tipoDovutoId } = ente;
    expect(codice(await spontaneo(ente))).toBe('TIPO_SENZA_MODULO');
    valoreDi(await salvaBozza(ufficio(ente), { tipoDovutoId, definizione: LUCE_VOTIVA }));
    expect(codice(await spontaneo(ente))).toBe('TIPO_SENZA_MODULO');
    valoreDi(await pubblicaModulo(ufficio(ente), { tipoDovutoId, versione: 1 }));
    valoreDi(await spontaneo(ente));
    const visto = (await leggi(ente)) ?? expect.fail();
    expect(visto).toMatchObject({ versione: 1, tipoDovuto: 'TARI', denominazione: 'Tassa sui rifiuti' });
    const inviati = { defunto: 'Ada', lampade: '3' };
    const oggi = { oggi: portale().oggi, lingua: 'it' };
    expect(compila(visto.modulo, inviati, oggi).importoCents).toBe(4500);
    valoreDi(await salvaBozza(ufficio(ente), { tipoDovutoId, definizione: luceVotivaA(20) }));
    // A draft is nobody's business.
    expect(await leggi(ente)).toMatchObject({ versione: 1 });
    expect(await leggi(ente, 2)).toBeNull();
    valoreDi(await pubblicaModulo(ufficio(ente), { tipoDovutoId, versione: 2 }));
    expect(await leggi(ente)).toMatchObject({ versione: 2 });
    const prima = (await leggi(ente, 1)) ?? expect.fail();
    expect(compila(prima.modulo, inviati, oggi).importoCents).toBe(4500);
  });

  it('is not there unless the kind is spontaneous, active, ours to fill in, of an ente that citizens see', async () => {
    const ente = await conModulo();
    expect(await leggi(ente)).toBeNull();
    valoreDi(await spontaneo(ente));
    expect(await leggi(ente)).not.toBeNull();
    const quale = { enteId: ente.enteId, tipoDovutoId: ente.tipoDovutoId };
    const produzione = { ...mondo, config: { ...mondo.config, modo: 'produzione' as const } };
    expect(await leggiModulo(ctxDi(produzione, 'portale'), quale)).toBeNull();
    const altro = await unEnte(mondo);
    expect(await leggiModulo(portale(), { ...quale, enteId: altro.enteId })).toBeNull();
    valoreDi(await spontaneo(ente, { attivo: false }));
    expect(await leggi(ente)).toBeNull();
    valoreDi(await spontaneo(ente, { attivo: true, urlEsterno: 'https://ente.example.it' }));
    expect(await leggi(ente)).toBeNull();
  });

  it.each(['portale', 'sil', 'worker'] as const)('is read by %s for any ente', async (ruolo) => {
    const ente = await conModulo();
    valoreDi(await spontaneo(ente));
    const { enteId, tipoDovutoId } = ente;
    expect(await leggiModulo(ctxDi(mondo, ruolo), { enteId, tipoDovutoId })).toMatchObject({ versione: 1 });
  });
});

describe('a copy from another ente', () => {
  it('brings what citizens see and the form as a draft; of another intermediario there is nothing to copy', async () => {
    const da = await conModulo();
    const cambi = { spontaneo: true, codiceContesto: 'SUO', contoPostaleId: da.contoPostaleId, notificaIo: true };
    valoreDi(await modificaTipoDovuto(ufficio(da), { tipoDovutoId: da.tipoDovutoId, cambi }));
    const a = await unEnte(mondo, { intermediarioId: da.intermediarioId });
    const ctx = ufficio(a);
    expect((await tipiCopiabili(ctx)).map((t) => t.tipoDovutoId)).toEqual([da.tipoDovutoId]);
    const richiesta = { da: da.tipoDovutoId, codice: 'COPIA', contoId: a.contoId };
    const id = valoreDi(await copiaTipo(ctx, richiesta));
    const copia = (await elencoTipi(ctx, a.enteId)).find((t) => t.tipoDovutoId === id);
    expect(copia).toMatchObject({ attivo: false, spontaneo: true, contoId: a.contoId, contoPostaleId: null });
    expect(copia).toMatchObject({ codiceContesto: null, notificaIo: false });
    expect(await leggiVersione(ctx, { tipoDovutoId: id })).toMatchObject({ stato: 'bozza', definizione: LUCE_VOTIVA });
    expect(codice(await copiaTipo(ctx, richiesta))).toBe('TIPO_CODICE_OCCUPATO');
    const lontano = ufficio(await unEnte(mondo));
    expect(await tipiCopiabili(lontano)).toEqual([]);
    expect(codice(await copiaTipo(lontano, { ...richiesta, contoId: null }))).toBe('TIPO_SCONOSCIUTO');
    // What is at rest is not shown to citizens: nor to other enti.
    const riposo = { tipoDovutoId: da.tipoDovutoId, cambi: { attivo: false } };
    valoreDi(await modificaTipoDovuto(ufficio(da), riposo));
    expect(await tipiCopiabili(ctx)).toEqual([]);
  });
});
