import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuGiorni } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { codiceFiscaleEnte, ctxDi, DA_SEMPRE, ibanDiProva, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  apriConto,
  attivaIban,
  elencoConti,
  leggiConto,
  modificaConto,
  registraIban,
  ritiraIban,
  terminaIban,
  terminaSostituito,
  valutaIban,
  valutaSostituito,
  valutaTermine,
  vitaDi,
} from './index.ts';

const NESSUNO = '00000000-0000-7000-8000-000000000000' as ContoId;
const OGGI = giornoA(new Date());
const DOMANI = piuGiorni(OGGI, 1);
const TRA_UN_MESE = piuGiorni(OGGI, 30);
const CONTO = {
  intestatario: 'Comune',
  autorizzazioneStampa: null,
  tipo: 'bancario' as const,
  stato: 'attivo' as const,
};
let mondo: Mondo;
let ente: EnteDiProva;
let altro: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
});

const ufficio = (di = ente): Ctx => ctxDi(mondo, 'ufficio', di.enteId);
const nuovoIban = (abi?: string): string => ibanDiProva(codiceFiscaleEnte(), abi);
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;

let nomi = 0;
async function unConto(di = ente): Promise<{ contoId: ContoId; iban: string }> {
  const iban = nuovoIban();
  const dati = { ...CONTO, nome: `Conto ${(nomi += 1)}`, iban, validoDal: DA_SEMPRE };
  return { contoId: valoreDi(await apriConto(ufficio(di), dati)), iban };
}

const vite = async (contoId: ContoId): Promise<string[]> => {
  const { decorrenze } = (await leggiConto(ufficio(), contoId)) ?? expect.fail();
  return decorrenze.map((d) => vitaDi(d, decorrenze, OGGI));
};

async function atti(contoId: ContoId): Promise<{ azione: string; dettaglio: Record<string, unknown> }[]> {
  const { rows } = await sql<{ azione: string; dettaglio: Record<string, unknown> }>`
    select azione, dettaglio from registro.atto where oggetto_id = ${contoId} order by istante, id`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows;
}

describe('an account', () => {
  it('is opened with its IBAN, or not at all', async () => {
    const { contoId } = await unConto();
    const { nome } = (await leggiConto(ufficio(), contoId)) ?? expect.fail();
    const base = { ...CONTO, validoDal: DA_SEMPRE };
    expect(codice(await apriConto(ufficio(), { ...base, nome, iban: nuovoIban() }))).toBe('CONTO_NOME_OCCUPATO');
    expect(codice(await apriConto(ufficio(), { ...base, nome: 'Sbagliato', iban: 'IT00' }))).toBe('IBAN_NON_VALIDO');
    expect((await elencoConti(ufficio())).some((c) => c.nome === 'Sbagliato')).toBe(false);
    const senza = { ...base, nome: 'Di nessuno', intestatario: ' ', iban: nuovoIban() };
    expect(codice(await apriConto(ufficio(), senza))).toBe('CONTO_SENZA_INTESTATARIO');
  });

  it('says to whom it belongs and, where it is postal, what may be printed', async () => {
    const m = { contoId: ente.contoPostaleId, intestatario: 'Comune, Tesoreria', autorizzazioneStampa: 'AUT. 12345' };
    valoreDi(await modificaConto(ufficio(), m));
    valoreDi(await modificaConto(ufficio(), m));
    expect(await leggiConto(ufficio(), ente.contoPostaleId)).toMatchObject(m);
    expect((await atti(ente.contoPostaleId)).filter((a) => a.dettaglio['come'] === 'modificato')).toHaveLength(1);
    expect(codice(await modificaConto(ufficio(), { ...m, contoId: ente.contoId }))).toBe(
      'AUTORIZZAZIONE_SENZA_BOLLETTINO',
    );
    expect(codice(await modificaConto(ufficio(), { ...m, contoId: NESSUNO }))).toBe('CONTO_SCONOSCIUTO');
    expect(codice(await modificaConto(ufficio(altro), m))).toBe('CONTO_SCONOSCIUTO');
  });

  it('is read with what uses it', async () => {
    const conto = await leggiConto(ufficio(), ente.contoId);
    expect(conto?.tipi).toMatchObject([{ codice: 'TARI', attivo: true }]);
    expect(await leggiConto(ufficio(altro), ente.contoId)).toBeNull();
  });
});

describe('a planned change of IBAN', () => {
  it('waits for its day, and until then it can be taken back', async () => {
    const { contoId, iban } = await unConto();
    const nuovo = nuovoIban();
    const i = { contoId, iban: nuovo, validoDal: TRA_UN_MESE };
    expect(await valutaIban(ufficio(), i)).toMatchObject({ ok: true, value: { iban: nuovo, nuova: true } });
    expect(await vite(contoId)).toEqual(['in_vigore']);
    valoreDi(await registraIban(ufficio(), i));
    expect(await vite(contoId)).toEqual(['programmato', 'in_vigore']);
    expect((await elencoConti(ufficio())).find((c) => c.contoId === contoId)?.iban).toBe(iban);
    expect(codice(await ritiraIban(ufficio(), { contoId, validoDal: DA_SEMPRE }))).toBe('IBAN_GIA_IN_VIGORE');
    valoreDi(await ritiraIban(ufficio(), i));
    expect(codice(await ritiraIban(ufficio(), i))).toBe('IBAN_SCONOSCIUTO');
    expect(await vite(contoId)).toEqual(['in_vigore']);
    expect((await atti(contoId)).slice(2)).toMatchObject([
      { azione: 'conto.iban_registrato', dettaglio: { da: iban, a: nuovo, validoDal: TRA_UN_MESE } },
      { azione: 'conto.iban_ritirato', dettaglio: { da: nuovo, a: null } },
    ]);
  });

  it('may be put right on its first day, and never after', async () => {
    const { contoId } = await unConto();
    const [sbagliato, giusto] = [nuovoIban(), nuovoIban()];
    valoreDi(await registraIban(ufficio(), { contoId, iban: sbagliato, validoDal: OGGI }));
    valoreDi(await registraIban(ufficio(), { contoId, iban: giusto, validoDal: OGGI }));
    expect((await atti(contoId)).at(-1)?.dettaglio).toMatchObject({ da: sbagliato, a: giusto });
    expect((await elencoConti(ufficio())).find((c) => c.contoId === contoId)?.iban).toBe(giusto);
    expect(codice(await registraIban(ufficio(), { contoId, iban: nuovoIban(), validoDal: piuGiorni(OGGI, -1) }))).toBe(
      'IBAN_DECORRENZA_PASSATA',
    );
  });

  it('begins by an act where the IBAN was only declared', async () => {
    const { contoId, iban } = await unConto();
    const nuovo = nuovoIban();
    const censito = { contoId, iban: nuovo, validoDal: OGGI, stato: 'censito' as const };
    valoreDi(await registraIban(ufficio(), censito));
    expect(codice(await registraIban(ufficio(), { ...censito, iban: nuovoIban() }))).toBe('IBAN_GIORNO_OCCUPATO');
    expect((await elencoConti(ufficio())).find((c) => c.contoId === contoId)?.iban).toBe(iban);
    valoreDi(await attivaIban(ufficio(), { contoId, censitoDal: OGGI, dal: OGGI }));
    expect((await elencoConti(ufficio())).find((c) => c.contoId === contoId)?.iban).toBe(nuovo);
    expect(codice(await attivaIban(ufficio(), { contoId, censitoDal: OGGI, dal: DOMANI }))).toBe('IBAN_SCONOSCIUTO');
  });
});

describe('the end of an account', () => {
  it('is refused while kinds of due use it, and brings no older IBAN back', async () => {
    expect(codice(await terminaIban(ufficio(), { contoId: ente.contoId, al: DOMANI }))).toBe('CONTO_IN_USO');
    expect(codice(await valutaTermine(ufficio(), { contoId: ente.contoId, al: DOMANI }))).toBe('CONTO_IN_USO');
    expect(codice(await valutaTermine(ufficio(), { contoId: NESSUNO, al: DOMANI }))).toBe('CONTO_SCONOSCIUTO');
    const { contoId } = await unConto();
    valoreDi(await registraIban(ufficio(), { contoId, iban: nuovoIban(), validoDal: OGGI }));
    expect(codice(await terminaIban(ufficio(), { contoId, al: OGGI }))).toBe('IBAN_TERMINE_PASSATO');
    valoreDi(await terminaIban(ufficio(), { contoId, al: DOMANI }));
    const { decorrenze } = (await leggiConto(ufficio(), contoId)) ?? expect.fail();
    expect(decorrenze.map((d) => vitaDi(d, decorrenze, DOMANI))).toEqual(['terminato', 'terminato']);
  });
});

describe('a replaced postal IBAN', () => {
  it('ends by itself, with those before it; the one in force stays', async () => {
    const { contoPostaleId: contoId, ibanPostale } = ente;
    const ieri = { contoId, validoDal: DA_SEMPRE };
    expect(codice(await terminaSostituito(ufficio(), ieri))).toBe('IBAN_NON_SOSTITUITO');
    expect(codice(await terminaSostituito(ufficio(), { ...ieri, validoDal: DOMANI }))).toBe('IBAN_SCONOSCIUTO');
    expect(codice(await terminaSostituito(ufficio(altro), ieri))).toBe('CONTO_SCONOSCIUTO');
    expect(codice(await valutaSostituito(ufficio(altro), ieri))).toBe('CONTO_SCONOSCIUTO');
    const nuovo = nuovoIban('07601');
    valoreDi(await registraIban(ufficio(), { contoId, iban: nuovo, validoDal: OGGI }));
    expect(await valutaSostituito(ufficio(), ieri)).toMatchObject({ value: { dal: DA_SEMPRE, prima: OGGI } });
    expect(await vite(contoId)).toEqual(['in_vigore', 'sostituito']);
    valoreDi(await terminaSostituito(ufficio(), ieri));
    expect(await vite(contoId)).toEqual(['in_vigore', 'terminato']);
    expect((await atti(contoId)).at(-1)).toMatchObject({
      azione: 'conto.iban_sostituito_chiuso',
      dettaglio: { da: ibanPostale, a: nuovo, validoAl: OGGI },
    });
    expect(codice(await terminaSostituito(ufficio(), ieri))).toBe('IBAN_NON_SOSTITUITO');
  });
});

describe('an IBAN of another ente', () => {
  it('is refused, and free again once that one has ended it', async () => {
    const suo = await unConto(altro);
    const { contoId } = await unConto();
    const i = { contoId, iban: suo.iban, validoDal: DOMANI };
    expect(codice(await valutaIban(ufficio(), i))).toBe('IBAN_DI_ALTRI');
    expect(codice(await registraIban(ufficio(), i))).toBe('IBAN_DI_ALTRI');
    valoreDi(await terminaIban(ufficio(altro), { contoId: suo.contoId, al: OGGI }));
    expect(codice(await registraIban(ufficio(), i))).toBe('ok');
    expect(codice(await registraIban(ufficio(altro), { ...suo, validoDal: DOMANI }))).toBe('IBAN_DI_ALTRI');
  });

  it('of the other ambiente stands in nobody’s way', async () => {
    const live = await unEnte(mondo, { ambiente: 'live' });
    const { contoId, iban } = await unConto();
    valoreDi(await registraIban(ufficio(live), { contoId: live.contoId, iban, validoDal: DOMANI }));
    expect(codice(await registraIban(ufficio(), { contoId, iban, validoDal: OGGI }))).toBe('ok');
  });

  it('declared by two at once is of one', async () => {
    const [uno, due] = [await unConto(), await unConto(altro)];
    const iban = nuovoIban();
    const esiti = await Promise.allSettled([
      registraIban(ufficio(), { contoId: uno.contoId, iban, validoDal: DOMANI }),
      registraIban(ufficio(altro), { contoId: due.contoId, iban, validoDal: DOMANI }),
    ]);
    const riusciti = esiti.filter((e) => e.status === 'fulfilled' && e.value.ok);
    expect(riusciti).toHaveLength(1);
  });
});

describe('whoever goes around the acts', () => {
  const scrive = (testo: ReturnType<typeof sql>): Promise<unknown> => ufficio().tx((t) => testo.execute(t.db));
  const inserisce = (iban: string, contoId: ContoId, dal: string): ReturnType<typeof sql> =>
    sql`insert into enti.conto_iban (ente_id, conto_id, valido_dal, iban) values (${ente.enteId}, ${contoId}, ${dal}, ${iban})`;

  it('finds the database of the same mind', async () => {
    const { contoId, iban } = await unConto();
    const suo = await unConto(altro);
    const nostro = sql`enti.conto_iban where ente_id = ${ente.enteId} and conto_id = ${contoId}`;
    const tentativi: [ReturnType<typeof sql>, string][] = [
      [inserisce(suo.iban, contoId, DOMANI), 'declared by another ente'],
      [inserisce('IT61X0542811101000000123456', contoId, DOMANI), 'conto_iban_cifre'],
      [inserisce(nuovoIban(), contoId, '2024-01-01'), 'a change begins today or later'],
      [inserisce(nuovoIban(), ente.contoPostaleId, DOMANI), 'not of Poste'],
      [sql`delete from ${nostro}`, 'in force since'],
      [sql`update enti.conto_iban set iban = ${nuovoIban()} where iban = ${iban}`, 'in force since'],
      [sql`update enti.conto_iban set valido_al = '2024-01-01' where iban = ${iban}`, 'in force since'],
      [sql`update enti.conto set tipo = 'postale' where id = ${contoId}`, 'its kind does not change'],
      [sql`update enti.conto set autorizzazione_stampa = 'AUT' where id = ${contoId}`, 'conto_autorizzazione'],
      [sql`select from enti.iban_titolare`, 'permission denied'],
    ];
    for (const [testo, atteso] of tentativi) await expect(scrive(testo)).rejects.toThrow(atteso);
  });
});
