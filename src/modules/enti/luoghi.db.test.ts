import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva, databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi } from '#support/un-ente';
import {
  aggiornaLuoghi,
  cercaComuni,
  comuneNoto,
  comuniSconosciuti,
  luoghiNoti,
  nascitaNota,
  provinciaNota,
  seminaLuoghi,
  statoLuoghi,
  type Coppia,
} from './index.ts';

const TESTA = 'CODCATASTALE,DATAISTITUZIONE,DATACESSAZIONE,DENOMINAZIONE_IT,ALTRADENOMINAZIONE,SIGLAPROVINCIA';
const ARCHIVIO = [
  TESTA,
  'X001,1861-03-17,1923-02-13,ROCCASERENA,,VI',
  'X001,1923-02-14,,ROCCASERENA TERME,,VI',
  'X002,1861-03-17,,VALDISOPRA,OBERTAL,BZ',
  "X003,1861-03-17,,ROCCA D'AGLIÈ,,TO",
  'X004,1861-03-17,1928-01-01,FONTEVIVA,,TV',
  'X005,2021-01-01,,SPIAGGIABELLA,,XQ',
].join('\n');

describe('with no list', () => {
  it('no place is unknown', async () => {
    const ctx = ctxDi(mondoDiProva(await databaseNuovo()), 'sil');
    const ovunque = { provincia: 'VI', nome: 'Ovunque' };
    expect(await comuniSconosciuti(ctx, [ovunque])).toEqual([]);
    const noti = await luoghiNoti(ctx);
    expect(comuneNoto(noti, ovunque)).toBe(true);
    expect(nascitaNota(noti, { luogo: 'X999', giorni: [] })).toBe(true);
    expect(await cercaComuni(ctx, 'Ro')).toEqual([]);
  });
});

describe('a list of comuni', () => {
  let mondo: Mondo;
  beforeAll(async () => {
    mondo = mondoDiProva(await databaseNuovo());
    valoreDi(await aggiornaLuoghi(ctxDi(mondo, 'worker'), ARCHIVIO));
  });

  const COPPIE: [Coppia, boolean][] = [
    [{ provincia: 'VI', nome: 'Roccaserena Terme' }, true],
    [{ provincia: 'VI', nome: 'roccaserena' }, true],
    [{ provincia: 'PD', nome: 'Roccaserena' }, false],
    [{ provincia: 'BZ', nome: 'Obertal' }, true],
    [{ provincia: 'BZ', nome: 'Valdisopra - Obertal' }, true],
    [{ provincia: 'BZ', nome: 'Obertal Valdisopra' }, false],
    [{ provincia: 'TO', nome: 'ROCCA DAGLIE' }, true],
    [{ provincia: 'TV', nome: 'Fonteviva' }, true],
    [{ provincia: 'TV', nome: '?' }, false],
    [{ provincia: 'TV', nome: "'; drop table enti.comune; --" }, false],
  ];
  const sconosciuti = COPPIE.filter(([, noto]) => !noto).map(([coppia]) => coppia);

  it.each(['nodo', 'portale', 'ufficio', 'sil', 'worker'] as const)(
    'is looked up as a set, by %s too',
    async (ruolo) => {
      const ctx = ctxDi(mondo, ruolo);
      const tutte = COPPIE.map(([coppia]) => coppia);
      expect(await comuniSconosciuti(ctx, tutte)).toEqual(sconosciuti);
      expect(await comuniSconosciuti(ctx, [])).toEqual([]);
      const noti = await luoghiNoti(ctx);
      expect(tutte.filter((coppia) => !comuneNoto(noti, coppia))).toEqual(sconosciuti);
    },
  );

  it('says from when to when a place was there, under any name, and which province there are', async () => {
    const noti = await luoghiNoti(ctxDi(mondo, 'worker'));
    expect(noti.nascite.get('X001')).toEqual({ dal: '1861-03-17', al: null });
    expect(noti.nascite.get('X004')).toEqual({ dal: '1861-03-17', al: '1928-01-02' });
    expect(provinciaNota(noti, 'XQ')).toBe(true);
    expect([...noti.province].toSorted()).toEqual(['BZ', 'TO', 'VI', 'XQ']);
  });

  it('suggests those of today, by the beginning of a name', async () => {
    const nomi = async (testo: string): Promise<string[]> =>
      (await cercaComuni(ctxDi(mondo, 'portale'), testo)).map((c) => `${c.denominazione} (${c.provincia})`);
    expect(await nomi('rocca')).toEqual(["ROCCA D'AGLIÈ (TO)", 'ROCCASERENA TERME (VI)']);
    expect(await nomi('Ober')).toEqual(['VALDISOPRA (BZ)']);
    expect(await nomi('fonte')).toEqual([]);
    expect(await nomi('r')).toEqual([]);
    expect(await nomi('%%')).toEqual([]);
  });

  it('again changes nothing; a newer one adds and changes, and takes nothing away', async () => {
    const ctx = ctxDi(mondo, 'worker');
    expect(valoreDi(await aggiornaLuoghi(ctx, ARCHIVIO))).toEqual({ genere: 'comuni', righe: 6, cambiate: 0 });
    const senzaAbolito = ARCHIVIO.replace(/\nX004.*/, '').replace('X003,1861-03-17,,', 'X003,1861-03-17,2026-01-31,');
    const nuovo = `${senzaAbolito}\nX006,2026-02-01,,ROCCA SUL FIUME,,TO`;
    expect(valoreDi(await aggiornaLuoghi(ctx, nuovo))).toEqual({ genere: 'comuni', righe: 6, cambiate: 2 });
    expect(await statoLuoghi(ctx)).toMatchObject({ comuni: 6, inForza: 4, province: 4, ultimi: [{ origine: 'file' }] });
    expect(await comuniSconosciuti(ctx, [{ provincia: 'TV', nome: 'Fonteviva' }])).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['LUOGHI_ILLEGGIBILI', 'buongiorno', 'rubbish'],
    ['LUOGHI_RIGA_NON_VALIDA', `${ARCHIVIO}\nX007,ieri,,NUOVO,,TO`, 'a row, the last'],
    ['LUOGHI_RIDOTTI', `${TESTA}\nX008,2026-02-01,,NUOVO,,TO`, 'a list cut short'],
  ])('%s: nothing of it is taken', async (codice, testo) => {
    const ctx = ctxDi(mondo, 'worker');
    const prima = await statoLuoghi(ctx);
    expect(await aggiornaLuoghi(ctx, testo)).toMatchObject({ ok: false, refusal: { codice } });
    expect(await statoLuoghi(ctx)).toEqual(prima);
  });
});

describe('the lists of the program', () => {
  it('are loaded once, and not over what an administrator brought', async () => {
    const mondo = mondoDiProva(await databaseNuovo());
    const ctx = ctxDi(mondo, 'worker');
    const nazioni =
      'Codice AT;Codice ISO 3166 alpha2;Denominazione IT\nZ901;XV;Valdorata\nZ105;;Cecoslovacchia (gi\u00e0)\n';
    valoreDi(await aggiornaLuoghi(ctx, nazioni));
    expect((await seminaLuoghi(ctx)).map((fatto) => fatto.genere)).toEqual(['comuni']);
    expect(await seminaLuoghi(ctx)).toEqual([]);
    expect(await statoLuoghi(ctx)).toMatchObject({ nazioni: 2 });
    const veri = [
      { provincia: 'VE', nome: 'Venezia' },
      { provincia: 'CE', nome: 'Aversa' },
      { provincia: 'MI', nome: 'Monza' },
      { provincia: 'MB', nome: 'Monza' },
      { provincia: 'TO', nome: "AGLIE'" },
      { provincia: 'BZ', nome: 'Bolzano/Bozen' },
      { provincia: 'PD', nome: 'Padovva' },
    ];
    expect(await comuniSconosciuti(ctxDi(mondo, 'ufficio'), veri)).toEqual([veri.at(-1)]);
    expect(await cercaComuni(ctx, 'san ')).toHaveLength(10);
  });
});

it.each(['nodo', 'portale', 'ufficio', 'sil'] as const)('%s reads places and writes none', async (ruolo) => {
  const { pools } = await databaseDiProva();
  const scrive = `insert into enti.comune values ('X001', '1861-03-17', null, 'A', null, 'VI', 'A', null)`;
  await expect(pools[ruolo].query(scrive)).rejects.toThrow(/permission denied/);
  await expect(pools[ruolo].query('select 1 from enti.nazione')).resolves.toBeDefined();
});

it('the database refuses what the reader would', async () => {
  const { pools } = await databaseDiProva();
  const riga = (valori: string): Promise<unknown> => pools.worker.query(`insert into enti.comune values (${valori})`);
  await expect(riga(`'X1', '1861-03-17', null, 'A', null, 'VI', 'A', null`)).rejects.toThrow(/comune_codice_check/);
  await expect(riga(`'X001', '1861-03-17', '1861-03-17', 'A', null, 'VI', 'A', null`)).rejects.toThrow(/check/);
  await expect(riga(`'X001', '1861-03-17', null, 'A', null, 'VI', 'a b', null`)).rejects.toThrow(/chiave/);
  await expect(pools.worker.query('delete from enti.comune')).rejects.toThrow(/permission denied/);
});
