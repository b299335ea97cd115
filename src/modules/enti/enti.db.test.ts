import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuGiorni } from '#kernel/giorno';
import type { ContoId, EnteId } from '#kernel/ids';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { codiceFiscaleEnte, ctxDi, DA_SEMPRE, IBAN_BANCARIO, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  cercaEnti,
  elencoConti,
  elencoTipi,
  enteDaCodIpa,
  leggiEnte,
  leggiEnteIncassante,
  registraConto,
  registraEnte,
  registraIban,
  registraIntermediario,
  registraTassonomia,
  registraTipoDovuto,
  regoleTipi,
} from './index.ts';

const NESSUNO = '00000000-0000-7000-8000-000000000000';
let mondo: Mondo;
let ente: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const produzione = (): Mondo => ({ ...mondo, config: { ...mondo.config, modo: 'produzione' } });
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;

async function attiDi(oggettoId: string): Promise<string[]> {
  const { rows } = await sql<{
    azione: string;
  }>`select azione from registro.atto where oggetto_id = ${oggettoId} order by istante, id`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows.map((r) => r.azione);
}

describe('the ente', () => {
  it('is read by id, by IPA code, and with its default station', async () => {
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const letto = await leggiEnte(ctx, ente.enteId);
    expect(letto).toMatchObject({ codIpa: ente.codIpa, ambiente: 'prova', stato: 'ESERCIZIO', haLogo: false });
    expect(await enteDaCodIpa(ctx, { codIpa: ente.codIpa, ambiente: 'prova' })).toEqual(letto);
    expect(await enteDaCodIpa(ctx, { codIpa: ente.codIpa, ambiente: 'live' })).toBeNull();
    expect(await leggiEnte(ctx, NESSUNO as EnteId)).toBeNull();
    expect(await leggiEnteIncassante(ctx, ente.enteId)).toMatchObject({
      stazione: ente.stazione,
      segregazione: '01',
      stazioneId: ente.stazioneId,
    });
  });

  it('is registered once, and each change is an act', async () => {
    const ctx = ctxDi(mondo, 'worker');
    const { enteId, haLogo: _, stato: __, ...dati } = (await leggiEnte(ctx, ente.enteId)) ?? expect.fail();
    const prima = (await attiDi(enteId)).length;
    expect(valoreDi(await registraEnte(ctx, dati))).toBe(enteId);
    expect((await attiDi(enteId)).length).toBe(prima);
    expect(valoreDi(await registraEnte(ctx, { ...dati, telefono: '041 000000' }))).toBe(enteId);
    expect((await attiDi(enteId)).slice(prima)).toEqual(['ente.registrato']);
    expect(await leggiEnte(ctx, enteId)).toMatchObject({ telefono: '041 000000', stato: 'ESERCIZIO' });
  });

  it('is refused with the IPA code of another, or an intermediario that is not there', async () => {
    const ctx = ctxDi(mondo, 'worker');
    const { enteId: _, ...dati } = (await leggiEnte(ctx, ente.enteId)) ?? expect.fail();
    const altro = { ...dati, codiceFiscale: codiceFiscaleEnte() };
    expect(codice(await registraEnte(ctx, altro))).toBe('CODICE_IPA_OCCUPATO');
    expect(codice(await registraEnte(ctx, { ...altro, codIpa: 'x', intermediarioId: NESSUNO }))).toBe(
      'INTERMEDIARIO_SCONOSCIUTO',
    );
    expect(codice(await registraIntermediario(ctx, { codiceFiscale: '1', denominazione: 'R' }))).toBe(
      'CODICE_FISCALE_ENTE_NON_VALIDO',
    );
    expect(codice(await registraIntermediario(ctx, { codiceFiscale: codiceFiscaleEnte(), denominazione: '' }))).toBe(
      'DENOMINAZIONE_NON_VALIDA',
    );
  });

  it('is public when it collects; in production, only the live one', async () => {
    const vivo = await unEnte(mondo, { ambiente: 'live', segregazione: '05' });
    const quanti = async (dove: Mondo, { codiceFiscale }: EnteDiProva): Promise<number> =>
      (await cercaEnti(ctxDi(dove, 'portale'), { testo: codiceFiscale })).quanti;
    expect([await quanti(mondo, ente), await quanti(mondo, vivo)]).toEqual([1, 1]);
    expect([await quanti(produzione(), ente), await quanti(produzione(), vivo)]).toEqual([0, 1]);
  });
});

describe('accounts and kinds of due', () => {
  it('change IBAN from a day on', async () => {
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const domani = piuGiorni(giornoA(new Date()), 1);
    const nuovo = 'IT56F0760101600000000012345';
    valoreDi(await registraIban(ctx, { contoId: ente.contoPostaleId, iban: nuovo, validoDal: domani }));
    const oggi = await elencoConti(ctx);
    expect(oggi.find((c) => c.contoId === ente.contoPostaleId)).toMatchObject({
      tipo: 'postale',
      iban: ente.ibanPostale,
    });
    expect(codice(await registraIban(ctx, { contoId: ente.contoId, iban: nuovo, validoDal: DA_SEMPRE }))).toBe(
      'IBAN_DECORRENZA_PASSATA',
    );
    expect(codice(await registraIban(ctx, { contoId: NESSUNO as ContoId, iban: nuovo, validoDal: domani }))).toBe(
      'CONTO_SCONOSCIUTO',
    );
    expect(
      codice(await registraIban(ctx, { contoId: ente.contoPostaleId, iban: IBAN_BANCARIO, validoDal: domani })),
    ).toBe('IBAN_NON_POSTALE');
    expect(codice(await registraIban(ctx, { contoId: ente.contoId, iban: 'IT00', validoDal: domani }))).toBe(
      'IBAN_NON_VALIDO',
    );
  });

  it('are registered once under their name', async () => {
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const conto = { nome: 'Tesoreria', tipo: 'bancario' as const, intestatario: 'Comune', autorizzazioneStampa: null };
    expect(valoreDi(await registraConto(ctx, conto))).toBe(ente.contoId);
    expect(codice(await registraConto(ctx, { ...conto, tipo: 'postale' }))).toBe('CONTO_TIPO_NON_MODIFICABILE');
    expect(codice(await registraConto(ctx, { ...conto, nome: ' ' }))).toBe('CONTO_NOME_NON_VALIDO');
    expect(codice(await registraConto(ctx, { ...conto, intestatario: 'x'.repeat(51) }))).toBe('TESTO_TROPPO_LUNGO');
    const tipo = { ...TIPO, codice: 'TARI', contoId: ente.contoId, contoPostaleId: null };
    expect(valoreDi(await registraTipoDovuto(ctx, { ...tipo, scadenzaObbligatoria: true }))).toBe(ente.tipoDovutoId);
    expect(codice(await registraTipoDovuto(ctx, { ...tipo, tassonomia: '9/0101999IM/' }))).toBe(
      'TASSONOMIA_SCONOSCIUTA',
    );
    expect(codice(await registraTipoDovuto(ctx, { ...tipo, contoPostaleId: ente.contoId }))).toBe('CONTO_NON_POSTALE');
    expect(codice(await registraTipoDovuto(ctx, { ...tipo, contoId: NESSUNO as ContoId }))).toBe('CONTO_SCONOSCIUTO');
  });

  it('give the rules of validation, with the codes in force', async () => {
    const worker = ctxDi(mondo, 'worker');
    const voce = {
      tipoEnte: 'Comune',
      macroArea: 'Varie',
      tipoServizio: 'Finito',
      descrizione: '',
      validaDal: DA_SEMPRE,
    };
    const oggi = giornoA(new Date());
    valoreDi(
      await registraTassonomia(worker, [
        { ...voce, codice: '9/0199001AP/', validaAl: oggi },
        { ...voce, codice: '9/0199002AP/', validaAl: piuGiorni(oggi, 1) },
      ]),
    );
    expect(codice(await registraTassonomia(worker, [{ ...voce, codice: '0199002AP', validaAl: null }]))).toBe(
      'TASSONOMIA_NON_VALIDA',
    );
    const { tipi, tassonomia } = await regoleTipi(ctxDi(mondo, 'sil', ente.enteId), ente.enteId);
    expect([...tipi.keys()]).toEqual(['TARI']);
    expect(tipi.get('TARI')).toMatchObject({
      tipoDovutoId: ente.tipoDovutoId,
      attivo: true,
      codiceFiscaleAnonimo: false,
    });
    expect([tassonomia.has('9/0199001AP/'), tassonomia.has('9/0199002AP/'), tassonomia.has('9/0101101IM/')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it.each(['portale', 'ufficio', 'sil'] as const)('are shown to %s for its ente alone', async (ruolo) => {
    const altro = await unEnte(mondo);
    expect(await elencoTipi(ctxDi(mondo, ruolo, altro.enteId), altro.enteId)).toHaveLength(1);
    expect(await elencoTipi(ctxDi(mondo, ruolo, altro.enteId), ente.enteId)).toEqual([]);
    expect(await elencoTipi(ctxDi(mondo, ruolo), ente.enteId)).toEqual([]);
    for (const tabella of ['conto', 'conto_iban', 'tipo_dovuto', 'stazione_ente']) {
      const { rows } = await ctxDi(mondo, ruolo).tx((t) => sql`select 1 from ${sql.id('enti', tabella)}`.execute(t.db));
      expect(rows).toEqual([]);
    }
  });

  it('are not written by ufficio for another ente', async () => {
    const altro = await unEnte(mondo);
    const scrive = ctxDi(mondo, 'ufficio', altro.enteId).tx((t) =>
      sql`insert into enti.conto (ente_id, nome, tipo, intestatario) values (${ente.enteId}, 'X', 'bancario', 'X')`.execute(
        t.db,
      ),
    );
    await expect(scrive).rejects.toThrow('row-level security');
  });
});
