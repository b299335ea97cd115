import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoRoma, type Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { leggiAtti } from '#modules/registro';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { xmlQuadratura, zipDi } from '#support/quadratura';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  apriQuadratura,
  caricaQuadrature,
  contaQuadrature,
  leggiQuadratura,
  leggiQuadrature,
  leggiQuadratureAcquisite,
  trovaQuadratura,
} from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});
const ufficio = (di: EnteDiProva): Ctx => ctxDi(mondo, 'ufficio', di.enteId);
const NOME = 'Q-2019-03-01_20190301123000.xml';

const carica = (
  di: EnteDiProva,
  nomeFile: string,
  byte: string | Buffer,
  limiti: Partial<Record<keyof typeof LIMITI, number>> = {},
) =>
  caricaQuadrature(ufficio(di), { nomeFile, contenuto: Readable.from([Buffer.from(byte)]) }, { ...LIMITI, ...limiti });

/** What became of each file, or of the whole. */
async function esiti(...detto: Parameters<typeof carica>): Promise<string | string[]> {
  const esito = await carica(...detto);
  if (!esito.ok) return esito.refusal.codice;
  return esito.value.map((uno) => (uno.esito.ok ? uno.esito.value : uno.esito.refusal.codice));
}

const elenco = (di: EnteDiProva, testo = '') =>
  ufficio(di).tx((t) => leggiQuadrature(t, { testo, dopo: null, prima: null, quanti: 50 }));

const conta = (di: EnteDiProva, testo: string) => ufficio(di).tx((t) => contaQuadrature(t, testo));

describe('a flow of quadratura', () => {
  it('is kept, given back byte for byte, and written in the registro', async () => {
    const ente = await unEnte(mondo);
    expect(await esiti(ente, `C:\\QUADRATURA\\2019_03\\${NOME}`, xmlQuadratura())).toEqual(['presa']);
    const [q] = await elenco(ente);
    if (q === undefined) expect.fail();
    expect([q.idFlusso, isoRoma(q.prodottaIl), q.byte]).toEqual([
      ...['Q-2019-03-01', '2019-03-01T12:30:00', Buffer.byteLength(xmlQuadratura())],
    ]);
    const aperta = await ufficio(ente).tx((t) => apriQuadratura(t, q));
    expect([aperta.nome, await text(aperta.corpo)]).toEqual([NOME, xmlQuadratura()]);
    const atti = await ctxDi(mondo, 'worker', ente.enteId).tx((t) =>
      leggiAtti(t, { oggetto: 'quadratura', oggettoId: q.id, dopo: null, prima: null, quanti: 5 }),
    );
    expect(atti.map(({ azione, dettaglio }) => [azione, dettaglio])).toEqual([
      ['quadratura.scaricata', { file: NOME }],
      ['quadratura.caricata', { file: NOME }],
    ]);
  });

  it('again is said to be here; another of the same name, or one that is none, is refused and leaves nothing', async () => {
    const ente = await unEnte(mondo);
    expect(await esiti(ente, NOME, xmlQuadratura())).toEqual(['presa']);
    expect(await esiti(ente, NOME, xmlQuadratura())).toEqual(['presente']);
    expect(await esiti(ente, NOME, xmlQuadratura('b'))).toEqual(['QUADRATURA_DIVERSA']);
    expect(await esiti(ente, 'quadratura.xml', xmlQuadratura())).toEqual(['QUADRATURA_NOME']);
    const altra = 'Q-2_20190302000000.xml';
    for (const no of [
      '',
      'non è xml',
      xmlQuadratura().slice(0, -5),
      xmlQuadratura().replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'),
      xmlQuadratura().replace('&amp;', '&a;'),
      Buffer.from([0xff, 0xfe, 0x3c, 0x00]),
    ])
      expect(await esiti(ente, altra, no)).toEqual(['QUADRATURA_NON_XML']);
    expect(await esiti(ente, altra, xmlQuadratura(), { rendicontazioneBytesMax: 20 })).toEqual([
      'QUADRATURA_TROPPO_GRANDE',
    ]);
    expect(await elenco(ente)).toHaveLength(1);
  });

  it('two that come at the same instant are one', async () => {
    const ente = await unEnte(mondo);
    const due = await Promise.all([esiti(ente, NOME, xmlQuadratura()), esiti(ente, NOME, xmlQuadratura())]);
    expect(due.flat().toSorted()).toEqual(['presa', 'presente']);
  });
});

describe('a ZIP of them', () => {
  it('gives each its own outcome, and a broken one does not stop the others', async () => {
    const ente = await unEnte(mondo);
    await carica(ente, NOME, xmlQuadratura());
    const zip = await zipDi({
      [`QUADRATURA/2019_03/${NOME}`]: xmlQuadratura(),
      'QUADRATURA/2019_03/Q-2_20190302000000.xml': xmlQuadratura('rotta '.repeat(50)),
      'QUADRATURA/2019_03/Q-3_20190303000000.xml': '<aperta>',
      'leggimi.txt': 'x',
      'QUADRATURA/2019_04/Q-4_20190404000000.xml': xmlQuadratura('quattro'),
      // The same name in another folder.
      'copia/Q-4_20190404000000.xml': xmlQuadratura('altro'),
    });
    // What is compressed of the second is spoilt where it lies.
    const dove = zip.indexOf('Q-2_20190302000000.xml') + 'Q-2_20190302000000.xml'.length;
    zip.fill(0xff, dove, dove + 20);
    expect(await esiti(ente, 'archivio.ZIP', zip)).toEqual([
      ...['presente', 'QUADRATURA_ROVINATA', 'QUADRATURA_NON_XML', 'QUADRATURA_NOME', 'presa', 'QUADRATURA_DIVERSA'],
    ]);
    expect((await elenco(ente)).map(({ idFlusso }) => idFlusso)).toEqual(['Q-4', 'Q-2019-03-01']);
  });

  it('that is none, holds none, or too much, is refused as a whole', async () => {
    const ente = await unEnte(mondo);
    const due = await zipDi({ [NOME]: xmlQuadratura(), 'Q-2_20190302000000.xml': xmlQuadratura() });
    const cifrato = Buffer.from(due);
    // The flag of what needs a password, in the directory.
    cifrato[due.indexOf('PK\u0001\u0002', 0, 'latin1') + 8] = 1;
    const piatto = await zipDi({ [NOME]: Buffer.alloc(12 * 1024 * 1024, ' ') });
    for (const [zip, codice, limiti] of [
      ['non è uno zip', 'QUADRATURA_ZIP_ILLEGGIBILE', {}],
      [due.subarray(0, -30), 'QUADRATURA_ZIP_ILLEGGIBILE', {}],
      [await zipDi({}), 'QUADRATURA_ZIP_VUOTO', {}],
      [cifrato, 'QUADRATURA_ZIP_CIFRATO', {}],
      [due, 'QUADRATURA_ZIP_TROPPE_VOCI', { zipVociMax: 1 }],
      [due, 'QUADRATURA_TROPPO_GRANDE', { zipBytesMax: 100 }],
      [piatto, 'QUADRATURA_ZIP_BOMBA', {}],
    ] as const)
      expect([codice, await esiti(ente, 'a.zip', zip, limiti)]).toEqual([codice, codice]);
    expect(await elenco(ente)).toEqual([]);
    // Each is within the bound, and all of them are not: from there on nothing is taken.
    const zipBytesApertiMax = Buffer.byteLength(xmlQuadratura()) + 10;
    expect(await esiti(ente, 'a.zip', due, { zipBytesApertiMax })).toEqual(['presa', 'QUADRATURA_ZIP_BOMBA']);
    expect(await esiti(ente, 'a.zip', due, { rendicontazioneBytesMax: 100 })).toEqual([
      ...['QUADRATURA_TROPPO_GRANDE', 'QUADRATURA_TROPPO_GRANDE'],
    ]);
  });
});

describe('the archive', () => {
  it('is read from the latest, by its keys, by what is looked for, and by when it came', async () => {
    const ente = await unEnte(mondo);
    const nomi = ['Q-B_20190301000000.xml', 'Q-A_20190302000000.xml', 'Q-C_20190302000000.xml', 'Z_20210101000000.xml'];
    await carica(ente, 'a.zip', await zipDi(Object.fromEntries(nomi.map((nome) => [nome, xmlQuadratura(nome)]))));
    const [z, c, a, b] = await elenco(ente);
    if (z === undefined || c === undefined || a === undefined || b === undefined) expect.fail();
    expect([z, c, a, b].map(({ idFlusso }) => idFlusso)).toEqual(['Z', 'Q-C', 'Q-A', 'Q-B']);
    const tratto = async (da: Partial<Parameters<typeof leggiQuadrature>[1]>) =>
      (await ufficio(ente).tx((t) => leggiQuadrature(t, { dopo: null, prima: null, quanti: 2, ...da }))).map(
        ({ idFlusso }) => idFlusso,
      );
    expect([await tratto({ dopo: c.id }), await tratto({ prima: a.id })]).toEqual([
      ['Q-A', 'Q-B'],
      ['Z', 'Q-C'],
    ]);
    for (const [testo, trovate] of [
      ['q-', 3],
      ['02/03/2019', 2],
      ['20210101', 1],
      ['q- 03/2019 c', 1],
      ['altro', 0],
    ] as const)
      expect([testo, (await elenco(ente, testo)).length, await conta(ente, testo)]).toEqual([
        ...[testo, trovate, trovate],
      ]);
    const oggi = ufficio(ente).oggi;
    const venute = (da: Giorno, quante = 9) =>
      ctxDi(mondo, 'sil', ente.enteId).tx((t) => leggiQuadratureAcquisite(t, { da, a: da, quante }));
    expect((await venute(oggi)).map(({ idFlusso }) => idFlusso)).toEqual(['Q-B', 'Q-A', 'Q-C', 'Z']);
    expect([await venute(oggi, 1), await venute('2019-03-01' as Giorno)].map((uno) => uno.length)).toEqual([1, 0]);
  });

  it('is of its ente alone, and the database keeps it as it is', async () => {
    const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
    await carica(ente, NOME, xmlQuadratura());
    const [q] = await elenco(ente);
    if (q === undefined) expect.fail();
    expect(await esiti(altro, NOME, xmlQuadratura('sua'))).toEqual(['presa']);
    const di = ufficio(altro);
    expect(await di.tx((t) => leggiQuadratura(t, q.id))).toBeNull();
    expect((await di.tx((t) => trovaQuadratura(t, q)))?.id).not.toBe(q.id);
    expect((await ufficio(ente).tx((t) => leggiQuadratura(t, q.id)))?.sha256).toEqual(q.sha256);
    for (const vietato of [
      sql`update rendicontazione.quadratura set byte = 1 where id = ${q.id}`,
      sql`delete from rendicontazione.quadratura where id = ${q.id}`,
    ])
      await expect(ufficio(ente).tx((t) => vietato.execute(t.db))).rejects.toThrow(/permission denied/);
    const nuova = (ruolo: 'ufficio' | 'sil', id: string, byte: number) =>
      ctxDi(mondo, ruolo, ente.enteId).tx((t) =>
        sql`insert into rendicontazione.quadratura (ente_id, id_flusso, prodotta_il, acquisita_il, acquisita_da, byte, sha256)
            values (${ente.enteId}, ${id}, now()::timestamptz(0), now(), 'x', ${byte}, ${q.sha256})`.execute(t.db),
      );
    await expect(nuova('sil', 'Q', 1)).rejects.toThrow(/permission denied/);
    for (const [id, byte] of [
      ['', 1],
      ['a/b', 1],
      ['è', 1],
      ['Q', 0],
      ['Q', LIMITI.rendicontazioneBytesMax + 1],
    ] as const)
      await expect(nuova('ufficio', id, byte)).rejects.toThrow(/check constraint/);
  });
});
