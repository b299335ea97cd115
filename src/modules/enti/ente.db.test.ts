import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import type { Ctx, Mondo } from '#platform/contesto';
import { RUOLI } from '#platform/db/ruoli';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { codiceFiscaleEnte, ctxDi, DA_SEMPRE, ibanDiProva, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { ridisegnaLoghiVecchi } from './acts/logo.ts';
import { ELENCO_FUNZIONI, FUNZIONI } from './core/funzioni.ts';
import { SCOPI } from './core/credenziali.ts';
import { TIPI_ENTE } from './core/tipi-ente.ts';
import {
  aggiornaRecapiti,
  associaStazione,
  cambiaStato,
  cercaEnti,
  funzioneAttiva,
  impostaFunzione,
  impostaLogo,
  impostaPasswordSil,
  impostaTetto,
  leggiEnte,
  leggiEnteIncassante,
  leggiLogo,
  leggiStoriaFunzioni,
  leggiStoriaStato,
  registraConto,
  registraEnte,
  registraIban,
  registraTipoDovuto,
  verificaPasswordSil,
  type Recapiti,
} from './index.ts';

const NESSUNO = '00000000-0000-7000-8000-000000000000' as EnteId;
let mondo: Mondo;
let ente: EnteDiProva;
let ctx: Ctx;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  ctx = ctxDi(mondo, 'worker', ente.enteId);
});

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
/** The same ente, so many days from now. */
const fra = (giorni: number, ruolo: 'worker' | 'sil' = 'worker', enteId: EnteId | null = ente.enteId): Ctx =>
  ctxDi({ ...mondo, orologio: () => new Date(Date.now() + giorni * 86_400_000) }, ruolo, enteId);

async function atti(oggettoId: string, azione: string): Promise<unknown[]> {
  const { rows } = await sql<{ dettaglio: unknown }>`
    select dettaglio from registro.atto where oggetto_id = ${oggettoId} and azione = ${azione} order by istante, id`.execute(
    ctx.db,
  );
  return rows.map(({ dettaglio }) => dettaglio);
}

async function gemello(dati: { ambiente: 'live' } | { codiceFiscale: string; codIpa: string }): Promise<EnteId> {
  const { enteId: _, ...suoi } = (await leggiEnte(ctx, ente.enteId)) ?? expect.fail();
  return valoreDi(await registraEnte(ctxDi(mondo, 'worker'), { ...suoi, ...dati }));
}

describe('the states of an ente', () => {
  it('need a station, an IBAN and a kind of due, and keep who changed them and why', async () => {
    const codiceFiscale = codiceFiscaleEnte();
    const enteId = await gemello({ codiceFiscale, codIpa: `n_${codiceFiscale}` });
    const suo = ctxDi(mondo, 'worker', enteId);
    const va = async (a: 'INSERITO' | 'PRE-ESERCIZIO' | 'ESERCIZIO', motivo = 'Collaudo'): Promise<string> =>
      codice(await cambiaStato(suo, { a, motivo }));
    await expect(leggiEnteIncassante(suo, enteId)).rejects.toThrow('without a default station');
    expect(await va('PRE-ESERCIZIO')).toBe('ENTE_SENZA_STAZIONE');
    const stazione = { stazioneId: ente.stazioneId, segregazione: '02', predefinita: true, validaDal: DA_SEMPRE };
    valoreDi(await associaStazione(suo, stazione));
    expect(await va('PRE-ESERCIZIO', ' ')).toBe('MOTIVO_NON_SCRITTO');
    expect(await va('PRE-ESERCIZIO')).toBe('ok');
    expect(await va('ESERCIZIO')).toBe('ENTE_SENZA_IBAN');
    const conto = { nome: 'T', tipo: 'bancario', intestatario: 'Ente', autorizzazioneStampa: null } as const;
    const contoId = valoreDi(await registraConto(suo, conto));
    valoreDi(await registraIban(suo, { contoId, iban: ibanDiProva(codiceFiscale), validoDal: DA_SEMPRE }));
    expect(await va('ESERCIZIO')).toBe('ENTE_SENZA_TIPI');
    valoreDi(await registraTipoDovuto(suo, { ...TIPO, codice: 'TARI', contoId, contoPostaleId: null }));
    expect(await va('ESERCIZIO', '  Collaudo superato ')).toBe('ok');
    expect(await va('ESERCIZIO', '')).toBe('ok');
    expect(await va('INSERITO', 'Si ricomincia')).toBe('ok');
    expect(await leggiEnte(suo, enteId)).toMatchObject({ stato: 'INSERITO' });
    const storia = await ctxDi(mondo, 'ufficio', enteId).tx((t) => leggiStoriaStato(t, enteId));
    expect(storia.map(({ da, a, motivo, attore }) => [da, a, motivo, attore])).toEqual([
      ['ESERCIZIO', 'INSERITO', 'Si ricomincia', 'sistema'],
      ['PRE-ESERCIZIO', 'ESERCIZIO', 'Collaudo superato', 'sistema'],
      ['INSERITO', 'PRE-ESERCIZIO', 'Collaudo', 'sistema'],
    ]);
    expect(await atti(enteId, 'ente.stato_cambiato')).toHaveLength(3);
    expect(codice(await cambiaStato(ctxDi(mondo, 'worker', NESSUNO), { a: 'ESERCIZIO', motivo: 'Prova' }))).toBe(
      'ENTE_SCONOSCIUTO',
    );
  });

  it('do not change without their history, and the history does not change', async () => {
    const va = (ruolo: 'worker' | 'ufficio', comando: string): Promise<unknown> =>
      ctxDi(mondo, ruolo, ente.enteId).tx((t) => sql.raw(comando.replaceAll('$1', `'${ente.enteId}'`)).execute(t.db));
    await expect(va('worker', `update enti.ente set stato = 'INSERITO' where id = $1`)).rejects.toThrow(
      'without its history',
    );
    await expect(va('ufficio', `update enti.ente set stato = 'INSERITO' where id = $1`)).rejects.toThrow('permission');
    await expect(va('worker', `update enti.ente_stato set motivo = 'altro motivo'`)).rejects.toThrow(
      'permission denied',
    );
    await expect(va('worker', 'delete from enti.ente_funzione')).rejects.toThrow('permission denied');
    const admin = new pg.Client({ connectionString: (await databaseDiProva()).adminUrl });
    await admin.connect();
    await expect(admin.query('delete from enti.ente_stato')).rejects.toThrow('only added to');
    await admin.end();
    await expect(
      va(
        'worker',
        `insert into enti.ente (ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, stato)
         select 'live', intermediario_id, '12345678903', 'nato_vecchio', 'X', 'ESERCIZIO' from enti.ente where id = $1`,
      ),
    ).rejects.toThrow('it begins INSERITO');
  });
});

describe('the functions of an ente', () => {
  it('are those of the list, and keep who turned them on or off and why', async () => {
    const suo = await unEnte(mondo);
    const ufficio = ctxDi(mondo, 'ufficio', suo.enteId);
    for (const funzione of ELENCO_FUNZIONI)
      expect(await funzioneAttiva(ufficio, suo.enteId, funzione)).toBe(FUNZIONI[funzione]);
    const imposta = async (funzione: string, attiva: boolean, motivo = 'Lo chiede il Comune'): Promise<string> =>
      codice(await impostaFunzione(ufficio, { funzione, attiva, motivo }));
    expect(await imposta('app_io', true)).toBe('ok');
    expect(await imposta('app_io', true, '')).toBe('ok');
    expect(await imposta('pubblico', false)).toBe('ok');
    expect(await imposta('spontaneo', false, 'x')).toBe('MOTIVO_NON_SCRITTO');
    expect(await imposta('volare', true)).toBe('FUNZIONE_SCONOSCIUTA');
    expect(
      codice(
        await impostaFunzione(ctxDi(mondo, 'worker', NESSUNO), { funzione: 'app_io', attiva: true, motivo: 'Prova' }),
      ),
    ).toBe('ENTE_SCONOSCIUTO');
    expect((await leggiEnte(ufficio, suo.enteId))?.funzioni).toEqual(['spontaneo', 'stampa_avviso', 'app_io']);
    expect(await funzioneAttiva(ufficio, NESSUNO, 'pubblico')).toBe(false);
    const storia = await ufficio.tx((t) => leggiStoriaFunzioni(t, suo.enteId));
    expect(storia.map(({ funzione, attiva }) => [funzione, attiva])).toEqual([
      ['pubblico', false],
      ['app_io', true],
    ]);
    expect(await atti(suo.enteId, 'ente.funzione_spenta')).toEqual([{ funzione: 'pubblico' }]);
    expect((await cercaEnti(ctxDi(mondo, 'portale'), { testo: suo.codiceFiscale })).quanti).toBe(0);
  });

  it('are not written without their history, nor of another ente, nor out of the list', async () => {
    const prova = (funzioni: string, chi: EnteId): Promise<unknown> =>
      ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
        sql`update enti.ente set funzioni = ${funzioni}::text[] where id = ${chi} returning id`.execute(t.db),
      );
    await expect(prova('{}', ente.enteId)).rejects.toThrow('without its history');
    await expect(prova('{pubblico,spontaneo,stampa_avviso,volare}', ente.enteId)).rejects.toThrow();
    const altro = await unEnte(mondo);
    expect(await prova('{}', altro.enteId)).toMatchObject({ rows: [] });
  });
});

describe('what an ente says of itself', () => {
  const RECAPITI: Recapiti = {
    settore: 'Tributi',
    info: 'Ufficio tributi, ogni mattina',
    indirizzo: 'Piazza Grande 1',
    email: 'tributi@comune.example.it',
    telefono: '041 000000',
    pec: null,
    sito: 'https://www.comune.example.it',
    popolazione: 12_500,
    testoCittadini: 'Si paga qui.',
    linguaAggiuntiva: 'sl',
    referenteNome: 'Anna Verdi',
    referenteEmail: 'anna.verdi@comune.example.it',
    referenteTelefono: null,
  };

  it('is its own to change; the registro says which fields, and not what they say', async () => {
    const suo = await unEnte(mondo);
    const ufficio = ctxDi(mondo, 'ufficio', suo.enteId);
    valoreDi(await aggiornaRecapiti(ufficio, RECAPITI));
    valoreDi(await aggiornaRecapiti(ufficio, RECAPITI));
    expect(await leggiEnte(ufficio, suo.enteId)).toMatchObject(RECAPITI);
    valoreDi(await aggiornaRecapiti(ufficio, { ...RECAPITI, referenteNome: 'Bruno Neri', popolazione: null }));
    const [, secondo, ...altri] = await atti(suo.enteId, 'ente.recapiti_cambiati');
    expect([secondo, altri]).toEqual([{ campi: 'popolazione, referenteNome' }, []]);
    expect(codice(await aggiornaRecapiti(ufficio, { ...RECAPITI, email: 'x' }))).toBe('RECAPITO_EMAIL_NON_VALIDA');
    expect(codice(await aggiornaRecapiti(ctxDi(mondo, 'worker', NESSUNO), RECAPITI))).toBe('ENTE_SCONOSCIUTO');
  });

  it('is left as it is by the intermediary who does not say it again', async () => {
    const suo = await unEnte(mondo);
    const worker = ctxDi(mondo, 'worker', suo.enteId);
    valoreDi(await aggiornaRecapiti(worker, RECAPITI));
    const { enteId: _, ...dati } = (await leggiEnte(worker, suo.enteId)) ?? expect.fail();
    valoreDi(await registraEnte(worker, { ...dati, settore: null, email: null, cbill: 'ES001' }));
    expect(await leggiEnte(worker, suo.enteId)).toMatchObject({ ...RECAPITI, cbill: 'ES001' });
  });

  it('has a cap while it is tried out, from a cent on', async () => {
    const suo = await unEnte(mondo);
    const worker = ctxDi(mondo, 'worker', suo.enteId);
    expect(await leggiEnte(worker, suo.enteId)).toMatchObject({ tettoPreEsercizioCents: 100 });
    expect(codice(await impostaTetto(worker, cents(0)))).toBe('TETTO_NON_VALIDO');
    valoreDi(await impostaTetto(worker, cents(500)));
    valoreDi(await impostaTetto(worker, cents(500)));
    expect(await atti(suo.enteId, 'ente.tetto_impostato')).toEqual([{ tettoCents: 500 }]);
    expect(codice(await impostaTetto(ctxDi(mondo, 'worker', NESSUNO), cents(1)))).toBe('ENTE_SCONOSCIUTO');
  });

  it('is of the kinds, functions and purposes that the database knows', async () => {
    const { rows } = await sql<{ regola: string }>`
      select pg_get_constraintdef(oid) as regola from pg_constraint
       where conname in ('ente_tipo', 'ente_funzioni', 'credenziale_scopo_check') order by conname`.execute(ctx.db);
    const elenchi = rows.map(({ regola }) =>
      [...regola.matchAll(/'([a-z_]+)'/g)].map(([, uno = '']) => uno).toSorted(),
    );
    expect(elenchi).toEqual([SCOPI, FUNZIONI, TIPI_ENTE].map((elenco) => Object.keys(elenco).toSorted()));
  });
});

describe('the logo', () => {
  const disegno = (lato: number, altezza = lato): Sharp =>
    sharp({ create: { width: lato, height: altezza, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.5 } } });

  it.each(['png', 'jpeg', 'webp'] as const)(
    '%s is drawn anew as PNG in three sizes, opaque, without what came with it',
    async (tipo) => {
      const dato = await disegno(600, 300)
        .withExif({ IFD0: { Copyright: 'segreto-nel-file' } })
        .toFormat(tipo)
        .toBuffer();
      valoreDi(await impostaLogo(ctx, dato));
      for (const [misura, larghezza] of [
        ['piccolo', 96],
        ['medio', 240],
        ['grande', 480],
      ] as const) {
        const png = (await leggiLogo(ctxDi(mondo, 'portale'), ente.enteId, misura)) ?? expect.fail();
        expect(await sharp(png).metadata()).toMatchObject({
          format: 'png',
          width: larghezza,
          height: larghezza / 2,
          hasAlpha: false,
        });
        expect(png.toString('latin1')).not.toMatch(/segreto|eXIf|tEXt|iCCP/);
      }
    },
  );

  it('is never made larger, and the same again is no act', async () => {
    const suo = await unEnte(mondo);
    const lui = ctxDi(mondo, 'ufficio', suo.enteId);
    const piccolo = await disegno(20).png().toBuffer();
    valoreDi(await impostaLogo(lui, piccolo));
    valoreDi(await impostaLogo(lui, piccolo));
    expect(await sharp((await leggiLogo(lui, suo.enteId, 'grande')) ?? expect.fail()).metadata()).toMatchObject({
      width: 20,
    });
    expect(await atti(suo.enteId, 'ente.logo_impostato')).toHaveLength(1);
  });

  it('is refused when it is none, too heavy, too wide, animated or damaged', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    );
    const animata = await sharp(
      [
        await disegno(8).png().toBuffer(),
        await sharp({ create: { width: 8, height: 8, channels: 4, background: '#0f0' } })
          .png()
          .toBuffer(),
      ],
      { join: { animated: true } },
    )
      .webp({ loop: 0 })
      .toBuffer();
    const intera = await disegno(64).png().toBuffer();
    const prove: [Buffer, string][] = [
      [svg, 'LOGO_FORMATO_NON_AMMESSO'],
      [Buffer.from('GIF89a'), 'LOGO_FORMATO_NON_AMMESSO'],
      [Buffer.alloc(0), 'LOGO_FORMATO_NON_AMMESSO'],
      [Buffer.concat([intera, randomBytes(2 * 1024 * 1024)]), 'LOGO_TROPPO_GRANDE'],
      [await disegno(4001, 2).png().toBuffer(), 'LOGO_TROPPI_PIXEL'],
      [animata, 'LOGO_ANIMATO'],
      [intera.subarray(0, 60), 'LOGO_NON_LEGGIBILE'],
      [Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(200)]), 'LOGO_NON_LEGGIBILE'],
    ];
    for (const [dato, atteso] of prove)
      expect([atteso, codice(await impostaLogo(ctx, dato))]).toEqual([atteso, atteso]);
    expect(codice(await impostaLogo(ctxDi(mondo, 'worker', NESSUNO), intera))).toBe('ENTE_SCONOSCIUTO');
  });

  it('that was once uploaded is drawn anew by a job, or goes; no door reads it', async () => {
    const [buono, guasto] = [await unEnte(mondo), await unEnte(mondo)];
    const vecchio = (chi: EnteDiProva, dato: Buffer): Promise<unknown> =>
      sql`update enti.ente set logo_png = ${dato} where id = ${chi.enteId}`.execute(ctx.db);
    await vecchio(buono, await disegno(30).png().toBuffer());
    await vecchio(guasto, randomBytes(99));
    expect(await ridisegnaLoghiVecchi(ctxDi(mondo, 'worker'))).toBe(2);
    expect(await ridisegnaLoghiVecchi(ctxDi(mondo, 'worker'))).toBe(0);
    expect(await leggiEnte(ctx, buono.enteId)).toMatchObject({ haLogo: true });
    expect(await leggiEnte(ctx, guasto.enteId)).toMatchObject({ haLogo: false });
    expect(await atti(guasto.enteId, 'ente.logo_tolto')).toHaveLength(1);
    for (const ruolo of RUOLI.filter((uno) => uno !== 'worker'))
      await expect(sql`select logo_png from enti.ente`.execute(ctxDi(mondo, ruolo).db)).rejects.toThrow(
        'permission denied',
      );
  });

  it('is not written as anything but PNG, nor in some sizes only, nor for another ente', async () => {
    const prova = (valori: string, chi = ente.enteId): Promise<unknown> =>
      ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
        sql.raw(`update enti.ente set ${valori} where id = '${chi}' returning id`).execute(t.db),
      );
    const svg = `'<svg/>'::bytea`;
    await expect(prova(`logo_piccolo = ${svg}, logo_medio = ${svg}, logo_grande = ${svg}`)).rejects.toThrow(
      'ente_logo',
    );
    await expect(prova('logo_piccolo = null')).rejects.toThrow('ente_logo');
    const altro = await unEnte(mondo);
    expect(await prova('logo_piccolo = null', altro.enteId)).toMatchObject({ rows: [] });
  });
});

describe('the password of the SIL', () => {
  it('says which of the two rows is meant, and is kept as HMAC', async () => {
    const vivo = await gemello({ ambiente: 'live' });
    const [diProva, diVivo] = ['pr-Zk3vQ8pL2mN', 'vi-Rt7yU1oP9sD'];
    valoreDi(await impostaPasswordSil(ctx, diProva));
    expect(codice(await impostaPasswordSil(ctxDi(mondo, 'worker', vivo), diProva))).toBe('PASSWORD_SIL_OCCUPATA');
    valoreDi(await impostaPasswordSil(ctxDi(mondo, 'worker', vivo), diVivo));
    const sil = ctxDi(mondo, 'sil');
    const diChi = (password: string, codIpa = ente.codIpa): Promise<EnteId | null> =>
      verificaPasswordSil(sil, { codIpa, password });
    expect([await diChi(diProva), await diChi(diVivo)]).toEqual([ente.enteId, vivo]);
    expect([await diChi(`${diVivo} `), await diChi(diVivo, 'nessuno')]).toEqual([null, null]);
    const { rows } = await sql<{ riga: string }>`select p::text as riga from enti.password_sil as p`.execute(ctx.db);
    expect(JSON.stringify(rows)).not.toContain(diVivo);
  });

  it('is changed with an overlap: the old one until its end, never three', async () => {
    const suo = await unEnte(mondo);
    const [prima, seconda, terza] = ['Aa1bCcdDe2fGhI', 'Bb1bCcdDe2fGhI', 'Cc1bCcdDe2fGhI'] as const;
    const buone = async (giorni: number): Promise<string> => {
      const sil = fra(giorni, 'sil', null);
      const di = async (p: string): Promise<string> =>
        (await verificaPasswordSil(sil, { codIpa: suo.codIpa, password: p })) ? p.charAt(0) : '-';
      return `${await di(prima)}${await di(seconda)}${await di(terza)}`;
    };
    const imposta = async (giorno: number, password: string, giorni?: number): Promise<string> =>
      codice(
        await impostaPasswordSil(fra(giorno, 'worker', suo.enteId), password, giorni === undefined ? {} : { giorni }),
      );
    expect(await imposta(0, prima)).toBe('ok');
    expect(await imposta(1, seconda, 3)).toBe('ok');
    expect(await imposta(1.5, seconda, 0)).toBe('ok');
    expect([await buone(2), await buone(4.5)]).toEqual(['AB-', '-B-']);
    expect(await imposta(3, terza, 10)).toBe('ok');
    expect([await buone(3.1), await buone(14)]).toEqual(['-BC', '--C']);
    expect(await imposta(3.5, prima, 0)).toBe('ok');
    expect(await buone(3.6)).toBe('A--');
    expect(await imposta(4, seconda, 91)).toBe('SOVRAPPOSIZIONE_NON_VALIDA');
    const due = sql`insert into enti.password_sil (ente_id, hmac, valida_dal) values (${suo.enteId}, ${randomBytes(32)}, now())`;
    await expect(due.execute(ctx.db)).rejects.toThrow('password_sil_corrente');
  });

  it('opens nothing where none is set, and is refused when weak', async () => {
    const muto = await unEnte(mondo);
    expect(await verificaPasswordSil(ctxDi(mondo, 'sil'), { codIpa: muto.codIpa, password: '' })).toBeNull();
    expect(codice(await impostaPasswordSil(ctxDi(mondo, 'worker', muto.enteId), 'password'))).toBe(
      'PASSWORD_SIL_DEBOLE',
    );
    expect(codice(await impostaPasswordSil(ctxDi(mondo, 'worker', NESSUNO), 'Zk3vQ8pL2mN5Rt'))).toBe(
      'ENTE_SCONOSCIUTO',
    );
  });

  it.each(RUOLI.filter((r) => r !== 'sil' && r !== 'worker'))('is not readable by %s', async (ruolo) => {
    await expect(sql`select hmac from enti.password_sil`.execute(ctxDi(mondo, ruolo).db)).rejects.toThrow(
      'permission denied',
    );
  });
});
