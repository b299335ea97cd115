import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import type { Ruolo } from '#platform/db/ruoli';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  leggiCredenziale,
  leggiCredenziali,
  registraCredenziale,
  ricifraCredenziali,
  type Credenziale,
} from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
});

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const NULLA = { tipoDovutoId: null, utente: null };
const PUSH = { ...NULLA, scopo: 'attualizzazione_importi', url: 'https://sil.example.it/esiti' };

/** The intermediary, or an ente, so many days from now. */
function ctx(giorni = 0, { ruolo = 'worker', enteId = null }: { ruolo?: Ruolo; enteId?: EnteId | null } = {}): Ctx {
  return ctxDi({ ...mondo, orologio: () => new Date(Date.now() + giorni * 86_400_000) }, ruolo, enteId);
}

const legge = (c: Ctx, tipoDovutoId: TipoDovutoId | null = null): Promise<Credenziale | null> =>
  c.tx((t) => leggiCredenziale(t, { scopo: 'attualizzazione_importi', enteId: c.enteId, tipoDovutoId }));

describe('a credential', () => {
  it('is read back by who calls, the nearest first', async () => {
    const nostro = { enteId: ente.enteId };
    expect(await legge(ctx(0, nostro))).toBeNull();
    valoreDi(await registraCredenziale(ctx(), { ...PUSH, ...nostro, utente: 'mypay', segreto: 'dell’ente' }));
    const { tipoDovutoId } = ente;
    valoreDi(await registraCredenziale(ctx(), { ...PUSH, ...nostro, tipoDovutoId, segreto: 'del tipo' }));
    const nodo = ctx(0.1, { ruolo: 'nodo', ...nostro });
    expect(await legge(nodo)).toMatchObject({ segreto: 'dell’ente', utente: 'mypay', url: PUSH.url });
    expect(await legge(nodo, tipoDovutoId)).toMatchObject({ segreto: 'del tipo', utente: null });
    const altro = await unEnte(mondo);
    expect(await legge(ctx(0.1, { enteId: altro.enteId }))).toBeNull();
  });

  it('of the intermediary is good for all, and both are accepted while it changes', async () => {
    const registra = async (giorno: number, segreto: string, giorni: number): Promise<string> =>
      valoreDi(
        await registraCredenziale(ctx(giorno), {
          ...NULLA,
          enteId: null,
          scopo: 'carrello_multiente',
          url: null,
          segreto,
          giorni,
        }),
      );
    const accettati = async (giorno: number): Promise<string[]> => {
      const sil = ctx(giorno, { ruolo: 'sil', enteId: ente.enteId });
      const posto = { scopo: 'carrello_multiente', enteId: ente.enteId, tipoDovutoId: null } as const;
      return (await sil.tx((t) => leggiCredenziali(t, posto))).map(({ segreto }) => segreto);
    };
    const primo = await registra(0, 'uno', 7);
    expect(await registra(0.5, 'uno', 7)).toBe(primo);
    await registra(1, 'due', 2);
    expect([await accettati(0.9), await accettati(1.1), await accettati(3.1)]).toEqual([
      ['uno'],
      ['due', 'uno'],
      ['due'],
    ]);
    await registra(2, 'tre', 0);
    expect(await accettati(2.1)).toEqual(['tre']);
    const { rows } =
      await sql`select 1 from registro.atto where azione = 'credenziale.registrata' and oggetto_id = ${primo}`.execute(
        ctx().db,
      );
    expect(rows).toHaveLength(1);
  });

  it('is refused where it cannot be', async () => {
    const prova = async (cosa: Partial<Parameters<typeof registraCredenziale>[1]>): Promise<string> =>
      codice(await registraCredenziale(ctx(), { ...PUSH, enteId: ente.enteId, segreto: 's', ...cosa }));
    const NESSUNO = '00000000-0000-7000-8000-000000000000';
    expect(await prova({ scopo: 'tutto' })).toBe('CREDENZIALE_SCOPO_SCONOSCIUTO');
    expect(await prova({ enteId: null })).toBe('CREDENZIALE_LIVELLO_NON_AMMESSO');
    expect(await prova({ enteId: NESSUNO as EnteId })).toBe('ENTE_SCONOSCIUTO');
    expect(await prova({ tipoDovutoId: NESSUNO as TipoDovutoId })).toBe('CREDENZIALE_TIPO_SCONOSCIUTO');
    expect(await prova({ url: 'sil' })).toBe('CREDENZIALE_URL_NON_VALIDO');
    expect(await prova({ giorni: 1000 })).toBe('SOVRAPPOSIZIONE_NON_VALIDA');
  });
});

describe('what the database keeps', () => {
  it('is sealed, for its own row, and not shown to ufficio, portale, nor of another ente', async () => {
    const suo = await unEnte(mondo);
    const { enteId } = suo;
    const segreto = 'segretissimo-in-chiaro';
    const id = valoreDi(await registraCredenziale(ctx(), { ...PUSH, enteId, segreto }));
    const { rows } = await sql<{ riga: string; byte: Buffer }>`
      select c::text as riga, segreto as byte from enti.credenziale as c where id = ${id}`.execute(ctx().db);
    expect(rows[0]?.riga).not.toContain(segreto);
    expect(rows[0]?.byte.toString('latin1')).not.toContain(segreto);
    for (const ruolo of ['ufficio', 'portale'] as const)
      await expect(
        ctx(0, { ruolo, enteId }).tx((t) => sql`select segreto from enti.credenziale`.execute(t.db)),
      ).rejects.toThrow('permission denied');
    const altro = await unEnte(mondo);
    const visti = await ctx(0, { ruolo: 'sil', enteId: altro.enteId }).tx((t) =>
      sql`select id from enti.credenziale where id = ${id}`.execute(t.db),
    );
    expect(visti.rows).toEqual([]);
    // The seal of one row, moved to another, is not believed.
    valoreDi(await registraCredenziale(ctx(), { ...PUSH, enteId: altro.enteId, segreto: 'altro' }));
    await sql`update enti.credenziale as c set segreto = d.segreto from enti.credenziale as d
               where c.ente_id = ${altro.enteId} and d.id = ${id}`.execute(ctx().db);
    await expect(legge(ctx(0.1, { enteId: altro.enteId }))).rejects.toThrow('its seal is another');
  });

  it('is sealed anew when the key changes; what no key opens is counted, and left as it is', async () => {
    mondo = mondoDiProva(await databaseNuovo());
    const { enteId } = await unEnte(mondo);
    const conChiavi = (...chiaviCredenziali: Buffer[]): Ctx =>
      ctxDi({ ...mondo, config: { ...mondo.config, chiaviCredenziali } }, 'worker', enteId);
    const [vecchia, nuova] = [randomBytes(32), randomBytes(32)];
    valoreDi(await registraCredenziale(conChiavi(vecchia), { ...PUSH, enteId, segreto: 'resta' }));
    expect(await ricifraCredenziali(conChiavi(vecchia))).toEqual({ ricifrate: 0, perse: 0 });
    expect(await ricifraCredenziali(conChiavi(nuova))).toEqual({ ricifrate: 0, perse: 1 });
    await expect(legge(conChiavi(nuova))).rejects.toThrow('the key that sealed it is not configured');
    expect(await ricifraCredenziali(conChiavi(nuova, vecchia))).toEqual({ ricifrate: 1, perse: 0 });
    expect(await ricifraCredenziali(conChiavi(nuova, vecchia))).toEqual({ ricifrate: 0, perse: 0 });
    expect(await legge(conChiavi(nuova))).toMatchObject({ segreto: 'resta' });
    await expect(legge(conChiavi(vecchia))).rejects.toThrow('not configured');
  });

  it('when its key is lost another takes its place, and is read beside what nobody opens', async () => {
    const { enteId } = await unEnte(mondo);
    const conChiave = (giorno: number, chiave: Buffer): Ctx =>
      ctxDi(
        {
          ...mondo,
          orologio: () => new Date(Date.now() + giorno * 86_400_000),
          config: { ...mondo.config, chiaviCredenziali: [chiave] },
        },
        'worker',
        enteId,
      );
    const [persa, nuova] = [randomBytes(32), randomBytes(32)];
    valoreDi(await registraCredenziale(conChiave(0, persa), { ...PUSH, enteId, segreto: 'perso' }));
    valoreDi(await registraCredenziale(conChiave(1, nuova), { ...PUSH, enteId, segreto: 'nuovo' }));
    expect(await legge(conChiave(1.1, nuova))).toMatchObject({ segreto: 'nuovo' });
  });
});
