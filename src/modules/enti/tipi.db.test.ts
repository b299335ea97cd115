import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { ContoId, TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  creaTipoDovuto,
  elencoTipi,
  impostaFuoriModalita,
  modificaTipoDovuto,
  registraTipoDovuto,
  regoleTipi,
  rifiutaFuoriModalita,
  tipiConfigurati,
  type TipoDovuto,
} from './index.ts';

const NESSUNO = '00000000-0000-7000-8000-000000000000';
let mondo: Mondo;
let ente: EnteDiProva;
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;

async function letto(tipoDovutoId: TipoDovutoId): Promise<TipoDovuto> {
  const trovato = (await elencoTipi(ufficio(), ente.enteId)).find((t) => t.tipoDovutoId === tipoDovutoId);
  return trovato ?? expect.fail();
}

async function dettagli(oggettoId: string): Promise<{ azione: string; dettaglio: Record<string, unknown> | null }[]> {
  const { rows } = await sql<{ azione: string; dettaglio: Record<string, unknown> | null }>`
    select azione, dettaglio from registro.atto where oggetto_id = ${oggettoId} order by istante, id`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows;
}

describe('a kind of due', () => {
  it('is born at rest, as usual in all that was not said', async () => {
    const { tassonomia } = TIPO;
    const nuovo = { codice: 'NUOVO', denominazione: 'Nuovo', tassonomia };
    const id = valoreDi(await creaTipoDovuto(ufficio(), nuovo));
    expect(await letto(id)).toMatchObject({
      ...nuovo,
      attivo: false,
      contoId: null,
      modalita: ['base', 'iniziato_presso_ente', 'per_flussi'],
      spontaneo: false,
      bilancio: null,
      tentativiEsitoMax: 20,
      promemoriaGiorni: [],
    });
    expect(codice(await creaTipoDovuto(ufficio(), nuovo))).toBe('TIPO_CODICE_OCCUPATO');
    expect((await tipiConfigurati(ufficio())).find((t) => t.tipoDovutoId === id)?.manca).toEqual(['TIPO_SENZA_CONTO']);
    const cambi = { attivo: true };
    expect(codice(await modificaTipoDovuto(ufficio(), { tipoDovutoId: id, cambi }))).toBe('TIPO_SENZA_CONTO');
    valoreDi(await modificaTipoDovuto(ufficio(), { tipoDovutoId: id, cambi: { ...cambi, contoId: ente.contoId } }));
    expect((await dettagli(id)).at(-1)).toMatchObject({
      azione: 'tipo_dovuto.registrato',
      dettaglio: { attivo: true, cambi: ['attivo: false → true', `contoId: null → "${ente.contoId}"`] },
    });
  });

  it('keeps all its fields', async () => {
    const tutto = {
      ...TIPO,
      codice: 'TUTTO',
      datiRiscossione: '9/0101101IM/TUTTO_2026',
      contoId: ente.contoId,
      contoPostaleId: ente.contoPostaleId,
      categoria: 'LUCE_VOTIVA',
      modalita: ['base', 'per_flussi'] as const,
      spontaneo: true,
      urlEsterno: 'https://www.ente.example.it/paga',
      importoFissoCents: cents(1250),
      intestatarioAvviso: 'Comune – tesoreria',
      settoreAvviso: 'Ufficio tributi',
      bilancio: [
        { capitolo: '3100', ufficio: 'U1', accertamento: '2026/7', importoCents: cents(250) },
        { capitolo: '3200', ufficio: null, accertamento: null, importoCents: 'resto' as const },
      ],
      codiceContesto: 'CTX-1',
      notificaIo: true,
      notificaEsito: true,
      tentativiEsitoMax: 7,
      promemoriaGiorni: [30, 7],
    };
    const id = valoreDi(await registraTipoDovuto(ufficio(), tutto));
    expect(await letto(id)).toEqual({ ...tutto, tipoDovutoId: id, attualizzazione: false });
    const prima = (await dettagli(id)).length;
    // What a second registration does not say stays as it is, and saying the same is no act.
    const { codice: suo, denominazione, tassonomia } = tutto;
    valoreDi(await registraTipoDovuto(ufficio(), { codice: suo, denominazione, tassonomia }));
    expect((await dettagli(id)).length).toBe(prima);
    expect(await letto(id)).toMatchObject({ tentativiEsitoMax: 7, bilancio: tutto.bilancio });
  });

  it('that is a digital stamp has its price, and no account', async () => {
    const marca = { codice: 'MARCA_BOLLO_DIGITALE', denominazione: 'Marca da bollo', tassonomia: TIPO.tassonomia };
    const id = valoreDi(await creaTipoDovuto(ufficio(), { ...marca, contoId: ente.contoId, attivo: true }));
    expect(await letto(id)).toMatchObject({ attivo: true, contoId: null, importoFissoCents: 1600 });
    const cambi = { importoFissoCents: null };
    expect(codice(await modificaTipoDovuto(ufficio(), { tipoDovutoId: id, cambi }))).toBe('MARCA_DA_BOLLO_NON_VALIDA');
  });

  it('is not changed by who does not have it', async () => {
    const altro = await unEnte(mondo);
    const cambi = { denominazione: 'Mio' };
    const { tipoDovutoId } = ente;
    const suo = ctxDi(mondo, 'ufficio', altro.enteId);
    expect(codice(await modificaTipoDovuto(suo, { tipoDovutoId, cambi }))).toBe('TIPO_SCONOSCIUTO');
    const conto = { contoId: NESSUNO as ContoId };
    expect(codice(await modificaTipoDovuto(ufficio(), { tipoDovutoId, cambi: conto }))).toBe('CONTO_SCONOSCIUTO');
  });

  it('is published to the other modules with what goes to pagoPA of it', async () => {
    const { rows } = await ufficio().tx((t) =>
      sql`select dati_riscossione, modalita, spontaneo from enti.v_tipo_dovuto where codice = 'TARI'`.execute(t.db),
    );
    const modalita = ['base', 'iniziato_presso_ente', 'per_flussi'];
    expect(rows).toEqual([{ dati_riscossione: '9/0101101IM/TARI', modalita, spontaneo: false }]);
  });
});

describe('the joining modes', () => {
  it('say whether files are expected; what to do with the others is the choice of the ente', async () => {
    expect(await rifiutaFuoriModalita(ufficio())).toBe(false);
    valoreDi(await impostaFuoriModalita(ufficio(), true));
    valoreDi(await impostaFuoriModalita(ufficio(), true));
    const atti = (await dettagli(ente.enteId)).filter(({ azione }) => azione === 'ente.fuori_modalita_scelto');
    expect(atti).toHaveLength(1);
    const regole = await regoleTipi(ctxDi(mondo, 'sil', ente.enteId), ente.enteId);
    expect(regole.rifiutaFuoriModalita).toBe(true);
    expect(regole.tipi.get('TARI')?.modalita).toContain('per_flussi');
    valoreDi(await impostaFuoriModalita(ufficio(), false));
  });
});

describe('the database, without the acts', () => {
  const scrive = (cambio: string) =>
    ufficio().tx((t) => sql`update enti.tipo_dovuto set ${sql.raw(cambio)} where codice = 'TARI'`.execute(t.db));
  const MARCA = `codice = 'MARCA_BOLLO_DIGITALE', conto_id = null, importo_fisso_cents = 1600, modalita = '{iniziato_presso_ente}'`;

  it.each([
    ['spontaneo = true, scadenza_obbligatoria = true', 'tipo_spontaneo_senza_scadenza'],
    ['spontaneo = true, scadenza_stampata = true', 'tipo_spontaneo_senza_scadenza'],
    [`spontaneo = true, modalita = '{per_flussi}'`, 'tipo_spontaneo_base'],
    ['conto_id = null', 'tipo_attivo_completo'],
    [`modalita = '{}'`, 'tipo_attivo_modalita'],
    [`modalita = '{base,base}'`, 'tipo_modalita'],
    [`modalita = '{base,altro}'`, 'tipo_modalita'],
    [`modalita = array['base', null]`, 'tipo_modalita'],
    ['importo_fisso_cents = 0', 'importo_fisso'],
    ['importo_fisso_cents = 1, attualizzazione = true', 'tipo_attualizzazione'],
    [`url_esterno = 'http://ente.example.it'`, 'url_esterno'],
    [`url_esterno = 'https://u:p@ente.example.it/'`, 'url_esterno'],
    [`dati_riscossione = 'TARI'`, 'dati_riscossione'],
    [`codice_contesto = 'a b'`, 'codice_contesto'],
    [`intestatario_avviso = repeat('x', 51)`, 'intestatario_avviso'],
    [`bilancio = '{}'`, 'bilancio'],
    ['tentativi_esito_max = 0', 'tentativi_esito_max'],
    [`promemoria_giorni = '{1,2,3,4,5,6}'`, 'tipo_promemoria'],
    [`promemoria_giorni = '{-1}'`, 'tipo_promemoria'],
    [`codice = 'EXPORT_ENTE_SECONDARIO'`, 'tipo_codice_riservato'],
    [`${MARCA}, spontaneo = true`, 'tipo_'],
    [`codice = 'MARCA_BOLLO_DIGITALE'`, 'tipo_marca_da_bollo'],
    [`conto_id = '${NESSUNO}'`, 'foreign key'],
  ])('refuses %s', async (cambio, vincolo) => {
    await expect(scrive(cambio)).rejects.toThrow(vincolo);
  });

  it('accepts a digital stamp, and puts nobody to work by default', async () => {
    const altro = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'ufficio', altro.enteId);
    await ctx.tx((t) => sql`update enti.tipo_dovuto set ${sql.raw(MARCA)}`.execute(t.db));
    await ctx.tx((t) =>
      sql`insert into enti.tipo_dovuto (ente_id, codice, denominazione, tassonomia)
          values (${altro.enteId}, 'X', 'X', '9/0101101IM/')`.execute(t.db),
    );
    const tipi = await elencoTipi(ctx, altro.enteId);
    expect(tipi.map((t) => `${t.codice}: ${t.attivo}`).toSorted()).toEqual(['MARCA_BOLLO_DIGITALE: true', 'X: false']);
  });
});

describe('a version of a form, without the acts', () => {
  const di = () => sql`ente_id = ${ente.enteId} and tipo_dovuto_id = ${ente.tipoDovutoId}`;
  const scrivi = (valori: string) => (t: { db: ReturnType<typeof ufficio>['db'] }) =>
    sql`insert into enti.modulo_versione (ente_id, tipo_dovuto_id, versione, definizione, impronta, creata_il, attore)
        select ${ente.enteId}, ${ente.tipoDovutoId}, ${sql.raw(valori)}, sha256(''), now(), 'sistema'`.execute(t.db);

  it('published is never altered nor taken away, by its owner either; a draft is', async () => {
    await ufficio().tx(scrivi(`1, '{"b": 1, "a": 2}'`));
    await ufficio().tx((t) =>
      sql`update enti.modulo_versione set definizione = '{"z": 1, "a": 2}' where ${di()}`.execute(t.db),
    );
    // One draft at a time.
    await expect(ufficio().tx(scrivi(`2, '{}'`))).rejects.toThrow('modulo_bozza');
    const pubblica = sql`update enti.modulo_versione set stato = 'pubblicata', pubblicata_il = now() where ${di()}`;
    await ufficio().tx((t) => pubblica.execute(t.db));
    for (const verbo of ['update enti.modulo_versione set attore = attore', 'delete from enti.modulo_versione']) {
      for (const ruolo of ['ufficio', 'worker'] as const)
        await expect(ctxDi(mondo, ruolo, ente.enteId).tx((t) => sql.raw(verbo).execute(t.db))).rejects.toThrow(
          'never altered',
        );
    }
    await expect(ufficio().tx((t) => sql`update enti.modulo_versione set versione = 9`.execute(t.db))).rejects.toThrow(
      'permission denied',
    );
    // A new version is a new row, born as a draft.
    await expect(
      ufficio().tx((t) =>
        sql`insert into enti.modulo_versione (ente_id, tipo_dovuto_id, versione, definizione, impronta, creata_il, attore, stato)
            values (${ente.enteId}, ${ente.tipoDovutoId}, 2, '{}', sha256(''), now(), 'x', 'pubblicata')`.execute(t.db),
      ),
    ).rejects.toThrow('permission denied');
    await ufficio().tx(scrivi(`2, '{"a": 1}'`));
    await expect(ctxDi(mondo, 'worker').tx(scrivi(`2, '{}'`))).rejects.toThrow('modulo_versione');
    await ufficio().tx((t) => sql`delete from enti.modulo_versione where stato = 'bozza' and ${di()}`.execute(t.db));
  });

  it.each([
    [`3, '[]'`, 'definizione'],
    [`0, '{}'`, 'versione'],
    [`3, ('{"a": "' || repeat('x', 262144) || '"}')::json`, 'definizione'],
  ])('is refused: %s', async (valori, vincolo) => {
    await expect(ufficio().tx(scrivi(valori))).rejects.toThrow(vincolo);
  });

  it.each(['portale', 'sil', 'nodo'] as const)('is not read by %s but through its function', async (ruolo) => {
    const ctx = ctxDi(mondo, ruolo, ente.enteId);
    await expect(ctx.tx((t) => sql`select from enti.modulo_versione`.execute(t.db))).rejects.toThrow(
      'permission denied',
    );
  });

  it('is read in the order in which it was written', async () => {
    const { rows } = await ufficio().tx((t) =>
      sql<{ testo: string }>`select definizione::text as testo from enti.modulo_versione where ${di()}`.execute(t.db),
    );
    expect(rows).toEqual([{ testo: '{"z": 1, "a": 2}' }]);
  });
});
