import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RicevutaId } from '#kernel/ids';
import { annullaDovuto, leggiDovuto } from '#modules/posizioni';
import { leggiAtti } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { carica } from '#support/carico';
import { databaseDiProva } from '#support/db';
import {
  codice,
  incassa,
  inPagamento,
  nuovoDovuto,
  quandoAspetta,
  statiDi,
  versioneDi,
  type DovutoNuovo,
} from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { giorno, unaPosizione, unicaDi, pianoDi } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  attribuisciDenaro,
  leggiDaRimborsare,
  scorriPagati,
  segnaNonDovuto,
  segnaRimborsato,
  sommaDaRimborsare,
} from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});
const worker = (di: EnteDiProva) => ctxDi(mondo, 'worker', di.enteId);
const ufficio = (di: EnteDiProva) => ctxDi(mondo, 'ufficio', di.enteId);
const SEGUE = { tipiConsentiti: null, tutti: true };

/** The clock of the database, which stamps what becomes paid. */
async function adesso(): Promise<Date> {
  const { rows } = await sql<{
    ora: Date;
  }>`select date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' as ora`.execute(ctxDi(mondo, 'worker').db);
  return rows[0]?.ora ?? expect.fail();
}

let numero = 0;
/** A receipt for a notice, ours or of nobody; its id on the list. */
async function arriva(
  ente: EnteDiProva,
  d: { iuv: string; numeroAvviso: string | null } | null,
  importo: number,
): Promise<{ id: RicevutaId; receiptId: string; iuv: string }> {
  numero += 1;
  const orfano = `01009${String(numero).padStart(12, '0')}`;
  const { iuv, numeroAvviso } = d ?? { iuv: orfano, numeroAvviso: `3${orfano}` };
  const receiptId = `rimb${numero}`;
  const { ricevutaId } = await consegna(mondo, ente, ricevutaLetta(ente, { iuv, numeroAvviso, importo, receiptId }));
  if (ricevutaId === null) throw new Error('not registered');
  return { id: ricevutaId, receiptId, iuv };
}

/** `genere importo esito` of the list, newest first. */
async function lista(ente: EnteDiProva, stato: 'da_trattare' | 'trattate' = 'da_trattare'): Promise<string[]> {
  const filtro = { ...SEGUE, stato, genere: null, dopo: null, prima: null, quanti: 50 };
  const righe = await ufficio(ente).tx((t) => leggiDaRimborsare(t, filtro));
  return righe.map((r) => [r.genere, r.importoCents, r.esito ?? []].flat().join(' '));
}

type Quando = Parameters<typeof scorriPagati>[1]['quando'];

async function esportati(
  ente: EnteDiProva,
  quando: Quando = { dal: giorno('2026-01-01'), al: worker(ente).oggi },
): Promise<string[]> {
  return worker(ente).tx(async (t) => {
    const letti: string[] = [];
    for await (const p of scorriPagati(t, { quando, tipoDovuto: '', tipiConsentiti: null, conRicevuta: false }))
      letti.push(...p.map((x) => `${x.iud} ${x.receiptId} ${x.quotaCents}`));
    return letti.toSorted();
  });
}

const attribuisci = async (
  ente: EnteDiProva,
  ricevutaId: RicevutaId,
  d: Pick<DovutoNuovo, 'dovutoId'>,
  altro: { ancheDiverso?: boolean; motivo?: string; versione?: number } = {},
) => {
  const versione = altro.versione ?? (await versioneDi(mondo, d.dovutoId));
  const come = { ancheDiverso: false, motivo: 'Era per questo', ...altro, versione };
  return attribuisciDenaro(ufficio(ente), { ...SEGUE, ricevutaId, dovutoId: d.dovutoId, ...come });
};
const rimborsa = (ente: EnteDiProva, ricevutaId: RicevutaId, altro: object = {}) =>
  segnaRimborsato(ufficio(ente), {
    ...{ ...SEGUE, ricevutaId, giorno: giorno('2026-11-20'), mandato: 'Mandato 7', motivo: '' },
    ...altro,
  });
const nonDovuto = (ente: EnteDiProva, ricevutaId: RicevutaId, motivo = 'È giusto così') =>
  segnaNonDovuto(ufficio(ente), { ...SEGUE, ricevutaId, motivo });

describe('the list of what is to be given back', () => {
  it('has second payments, orphans, what came for annulled dovuti and for closed ways, each with its amount', async () => {
    const ente = await unEnte(mondo);
    const due = await nuovoDovuto(mondo, ente, { iud: 'L1', importo: 100 });
    await arriva(ente, due, 100);
    await arriva(ente, due, 110);
    await arriva(ente, null, 200);
    const tolto = await nuovoDovuto(mondo, ente, { iud: 'L2', importo: 300 });
    await carica(worker(ente), [{ iud: 'L2', azione: 'A' }]);
    await arriva(ente, tolto, 300);
    const { dovuti } = await unaPosizione(worker(ente), [unicaDi(400), pianoDi([200, 200])]);
    const [unica, rata] = dovuti.map((d) => ({ iuv: d.iuv ?? '', numeroAvviso: d.numeroAvviso }));
    await arriva(ente, unica ?? null, 400);
    await arriva(ente, rata ?? null, 200);
    expect(await lista(ente)).toEqual(['estinto 200', 'annullato 300', 'orfana 200', 'seconda 110']);
    const filtro = { ...SEGUE, stato: 'da_trattare', genere: null } as const;
    expect(await ufficio(ente).tx((t) => sommaDaRimborsare(t, filtro))).toEqual({ quanti: 4, importoCents: 810 });
    const soli = await ufficio(ente).tx((t) => sommaDaRimborsare(t, { ...filtro, genere: 'orfana' }));
    expect(soli).toEqual({ quanti: 1, importoCents: 200 });
    // Who follows no kind of due sees nothing; who does not follow all of them does not see what is of none.
    const chi = (tipiConsentiti: (typeof ente.tipoDovutoId)[], tutti: boolean) =>
      ufficio(ente).tx((t) => sommaDaRimborsare(t, { ...filtro, tipiConsentiti, tutti }));
    expect([(await chi([], false)).quanti, (await chi([ente.tipoDovutoId], false)).quanti]).toEqual([0, 3]);
    // Nothing leaves it by itself, and another ente sees none of it.
    expect(await lista(await unEnte(mondo))).toEqual([]);
    const pagina = (da: object) =>
      ufficio(ente).tx((t) => leggiDaRimborsare(t, { ...filtro, dopo: null, prima: null, quanti: 2, ...da }));
    const [, seconda] = await pagina({});
    const oltre = await pagina({ dopo: seconda?.id });
    expect(oltre.map((r) => r.genere)).toEqual(['orfana', 'seconda']);
    expect((await pagina({ prima: oltre[0]?.id })).map((r) => r.genere)).toEqual(['estinto', 'annullato']);
  });
});

describe('money given to a dovuto', () => {
  it('pays it as its receipt would, and is exported once with it, whatever comes after', async () => {
    const ente = await unEnte(mondo);
    const pagato = await nuovoDovuto(mondo, ente, { iud: 'A1', importo: 100 });
    const prima = await arriva(ente, pagato, 100);
    const seconda = await arriva(ente, pagato, 100);
    const aperto = await nuovoDovuto(mondo, ente, { iud: 'A2', importo: 100 });
    const attribuitaDa = await adesso();
    expect(codice(await attribuisci(ente, seconda.id, aperto))).toBeNull();
    // The increment of before has the first only, that of after the other only: by when it became paid, and not by its day.
    const inizio = new Date('2020-01-01T00:00:00Z');
    expect(await esportati(ente, { da: inizio, a: attribuitaDa })).toEqual([`A1 ${prima.receiptId} 100`]);
    expect(await esportati(ente, { da: attribuitaDa, a: await adesso() })).toEqual([`A2 ${seconda.receiptId} 100`]);
    expect(await statiDi(mondo, ente, ['A1', 'A2'])).toEqual(['A1 pagato 100', 'A2 pagato 100']);
    expect(await esportati(ente)).toEqual([`A1 ${prima.receiptId} 100`, `A2 ${seconda.receiptId} 100`]);
    expect([await lista(ente), await lista(ente, 'trattate')]).toEqual([[], ['seconda 100 attribuita']]);
    const atti = await ufficio(ente).tx((t) =>
      leggiAtti(t, { oggetto: null, oggettoId: seconda.id, dopo: null, prima: null, quanti: 1 }),
    );
    expect(atti[0]?.azione).toBe('ricevuta.attribuita');
    const letto = await ufficio(ente).tx((t) => leggiDovuto(t, { dovutoId: aperto.dovutoId, tipiConsentiti: null }));
    expect(letto?.storia.at(-1)).toMatchObject({
      azione: 'pagato',
      motivo: 'Era per questo',
      dettaglio: { attribuita: { receiptId: seconda.receiptId } },
    });
    // Said again, it is done already; the receipt delivered again has no effect; one for the notice is to be given back.
    expect(codice(await attribuisci(ente, seconda.id, aperto))).toBeNull();
    expect(codice(await nonDovuto(ente, seconda.id))).toBe('DENARO_GIA_TRATTATO');
    await arriva(ente, aperto, 100);
    expect(await lista(ente)).toEqual(['seconda 100']);
    expect(await esportati(ente)).toHaveLength(2);
  });

  it('of an orphan leaves its notice free: a dovuto that comes for it later is asked for', async () => {
    const ente = await unEnte(mondo);
    const orfana = await arriva(ente, null, 250);
    const aperto = await nuovoDovuto(mondo, ente, { iud: 'B1', importo: 250, generaIuv: false });
    const altro = await nuovoDovuto(mondo, ente, { iud: 'B0', importo: 100, generaIuv: false });
    // Refused, it has got no number either.
    expect(codice(await attribuisci(ente, orfana.id, altro))).toBe('PAGATO_IMPORTO_DIVERSO');
    expect(await versioneDi(mondo, altro.dovutoId)).toBe(1);
    expect(codice(await attribuisci(ente, orfana.id, aperto))).toBeNull();
    await carica(worker(ente), [{ iud: 'B2', importo: 250, iuv: orfana.iuv }]);
    expect(await statiDi(mondo, ente, ['B1', 'B2'])).toEqual(['B1 pagato 250', 'B2 da_pagare']);
    expect(await esportati(ente)).toEqual([`B1 ${orfana.receiptId} 250`]);
    const poi = await arriva(ente, { iuv: orfana.iuv, numeroAvviso: `3${orfana.iuv}` }, 250);
    expect(await esportati(ente)).toEqual([`B1 ${orfana.receiptId} 250`, `B2 ${poi.receiptId} 250`]);
  });

  it('closes the other ways to pay; another amount is to be known, and checked', async () => {
    const ente = await unEnte(mondo);
    const orfana = await arriva(ente, null, 350);
    const { dovuti } = await unaPosizione(worker(ente), [unicaDi(400), pianoDi([200, 200])]);
    const [unica] = dovuti;
    if (unica === undefined) return expect.fail();
    expect(codice(await attribuisci(ente, orfana.id, unica))).toBe('PAGATO_IMPORTO_DIVERSO');
    expect(await lista(ente)).toEqual(['orfana 350']);
    expect(codice(await attribuisci(ente, orfana.id, unica, { ancheDiverso: true }))).toBeNull();
    const iud = dovuti.map((d) => d.iud);
    expect((await statiDi(mondo, ente, iud)).map((s) => s.split(' ').slice(1).join(' ')).toSorted()).toEqual([
      'estinto',
      'estinto',
      'pagato 350',
    ]);
  });

  it('is refused in words', async () => {
    const ente = await unEnte(mondo);
    const orfana = await arriva(ente, null, 100);
    const d = await nuovoDovuto(mondo, ente, { iud: 'C1', importo: 100 });
    expect(codice(await attribuisci(ente, orfana.id, d, { motivo: ' ' }))).toBe('TRATTAMENTO_MOTIVO_MANCANTE');
    expect(codice(await attribuisci(ente, orfana.id, d, { versione: 9 }))).toBe('CONFLITTO');
    expect(codice(await attribuisci(await unEnte(mondo), orfana.id, d, { versione: 1 }))).toBe('DENARO_NON_TROVATO');
    const altri = { tipiConsentiti: [ente.tipoDovutoId], tutti: false, ricevutaId: orfana.id, motivo: 'x' };
    expect(codice(await segnaNonDovuto(ufficio(ente), altri))).toBe('DENARO_NON_TUO');
    await inPagamento(mondo, ente, d);
    expect(codice(await attribuisci(ente, orfana.id, d))).toBe('DOVUTO_IN_PAGAMENTO');
    const chiuso = await nuovoDovuto(mondo, ente, { iud: 'C2', importo: 100 });
    const a = { dovutoId: chiuso.dovutoId, versione: 1, motivo: 'x', tipiConsentiti: null };
    expect(codice(await annullaDovuto(ufficio(ente), a))).toBeNull();
    expect(codice(await attribuisci(ente, orfana.id, chiuso))).toBe('DOVUTO_CHIUSO');
    const tardi = await arriva(ente, chiuso, 100);
    const e = await nuovoDovuto(mondo, ente, { iud: 'C3', importo: 100 });
    expect(codice(await attribuisci(ente, tardi.id, e))).toBe('DENARO_NON_ATTRIBUIBILE');
    // The dovuto of an orphan has come: it is paid, and its money is not given to another, nor back.
    await carica(worker(ente), [{ iud: 'C4', importo: 100, iuv: orfana.iuv }]);
    expect(codice(await attribuisci(ente, orfana.id, e))).toBe('DENARO_DI_UN_DOVUTO');
    expect(codice(await rimborsa(ente, orfana.id))).toBe('DENARO_DI_UN_DOVUTO');
    expect(codice(await nonDovuto(ente, orfana.id))).toBeNull();
    expect(await esportati(ente)).toEqual([`C2 ${tardi.receiptId} 100`, `C4 ${orfana.receiptId} 100`]);
  });

  it('by two people at once: one does it, the other is told', async () => {
    const ente = await unEnte(mondo);
    const orfana = await arriva(ente, null, 100);
    const [a, b] = [
      await nuovoDovuto(mondo, ente, { iud: 'D1', importo: 100 }),
      await nuovoDovuto(mondo, ente, { iud: 'D2', importo: 100 }),
    ];
    const dopo: { seconda?: ReturnType<typeof attribuisci> } = {};
    const come = { ...SEGUE, ricevutaId: orfana.id, ancheDiverso: false, motivo: 'x', versione: 1 };
    const prima = await ufficio(ente).tx(async (t) => {
      const fatta = await attribuisciDenaro(t, { ...come, dovutoId: a.dovutoId });
      dopo.seconda = attribuisci(ente, orfana.id, b);
      await quandoAspetta(mondo);
      return fatta;
    });
    expect([codice(prima), codice((await dopo.seconda) ?? prima)]).toEqual([null, 'DENARO_GIA_TRATTATO']);
    expect(await statiDi(mondo, ente, ['D1', 'D2'])).toEqual(['D1 pagato 100', 'D2 da_pagare']);
    // Two monies for one dovuto: one of them stays on the list.
    const [altra, terza] = [await arriva(ente, null, 100), await arriva(ente, null, 100)];
    const esiti = await Promise.all([attribuisci(ente, altra.id, b), attribuisci(ente, terza.id, b)]);
    expect(new Set(esiti.map(codice))).toEqual(new Set(['DOVUTO_PAGATO', null]));
    expect(await lista(ente)).toEqual(['orfana 100']);
  });
});

describe('money given back, or not', () => {
  it('leaves the list once it is said when and by which mandate', async () => {
    const ente = await unEnte(mondo);
    const orfana = await arriva(ente, null, 100);
    expect(codice(await rimborsa(ente, orfana.id, { giorno: giorno('2099-01-01') }))).toBe('RIMBORSO_GIORNO_FUTURO');
    expect(codice(await rimborsa(ente, orfana.id, { giorno: giorno('2026-11-19') }))).toBe(
      'RIMBORSO_GIORNO_TROPPO_PRESTO',
    );
    expect(codice(await rimborsa(ente, orfana.id, { mandato: '' }))).toBe('RIMBORSO_MANDATO_MANCANTE');
    expect(codice(await rimborsa(ente, orfana.id))).toBeNull();
    expect(codice(await rimborsa(ente, orfana.id))).toBeNull();
    expect(codice(await rimborsa(ente, orfana.id, { mandato: 'altro' }))).toBe('DENARO_GIA_TRATTATO');
    expect(await lista(ente, 'trattate')).toEqual(['orfana 100 rimborsata']);
    // It pays nothing any more: the dovuto that comes for that notice is asked for.
    await carica(worker(ente), [{ iud: 'E1', importo: 100, iuv: orfana.iuv }]);
    expect([await statiDi(mondo, ente, ['E1']), await esportati(ente)]).toEqual([['E1 da_pagare'], []]);
  });

  it('of a dovuto that was incassato outside pagoPA too', async () => {
    const ente = await unEnte(mondo);
    const d = await nuovoDovuto(mondo, ente, { iud: 'F1', importo: 100 });
    await incassa(mondo, ente, d, { importo: 100 });
    const doppia = await arriva(ente, d, 100);
    expect(codice(await rimborsa(ente, doppia.id, { motivo: 'Pagato due volte' }))).toBeNull();
    expect(await lista(ente, 'trattate')).toEqual(['seconda 100 rimborsata']);
    expect(await esportati(ente)).toEqual([]);
  });
});

describe('whoever goes round the acts', () => {
  it('is refused by the database', async () => {
    const ente = await unEnte(mondo);
    const orfana = await arriva(ente, null, 100);
    const d = await nuovoDovuto(mondo, ente, { iud: 'G1', importo: 100 });
    type Riga = {
      esito: string;
      genere?: string;
      importo?: number;
      dovuto?: string | null;
      giorno?: string;
      motivo?: string;
    };
    const scrivi = ({ esito, genere = 'orfana', importo = 100, dovuto = null, giorno: g, motivo }: Riga) =>
      ufficio(ente).tx(async (t) => {
        await sql`insert into pagamenti.trattamento (ente_id, ricevuta_id, esito, genere, importo_cents, iuv_id, dovuto_id, rimborsata_il,
                    mandato, motivo, registrato_il, registrato_da)
          select r.ente_id, r.id, ${esito}, ${genere}, ${importo}, r.iuv_id, ${dovuto}::uuid, ${g ?? null}::date,
                 ${g === undefined ? null : 'm'}, ${motivo ?? null}, ${t.now}, 'x'
            from pagamenti.ricevuta as r where r.id = ${orfana.id}`.execute(t.db);
      });
    await expect(scrivi({ esito: 'rimborsata' })).rejects.toThrow('trattamento_rimborsata');
    await expect(scrivi({ esito: 'rimborsata', giorno: '2099-01-01' })).rejects.toThrow('trattamento_non_futuro');
    await expect(scrivi({ esito: 'non_dovuta' })).rejects.toThrow('trattamento_motivo');
    await expect(scrivi({ esito: 'attribuita', motivo: 'x' })).rejects.toThrow('trattamento_attribuita');
    await expect(scrivi({ esito: 'non_dovuta', motivo: 'x', importo: 99 })).rejects.toThrow('not what receipt');
    await expect(scrivi({ esito: 'non_dovuta', motivo: 'x', genere: 'seconda' })).rejects.toThrow('not what receipt');
    // The dovuto would not be paid.
    const daDare = { esito: 'attribuita', motivo: 'x', dovuto: d.dovutoId };
    await expect(scrivi(daDare)).rejects.toThrow('not paid by the receipt');
    const altrui = await nuovoDovuto(mondo, await unEnte(mondo), { iud: 'G2', importo: 100 });
    await expect(scrivi({ ...daDare, dovuto: altrui.dovutoId })).rejects.toThrow();
    await scrivi({ esito: 'non_dovuta', motivo: 'x' });
    await expect(scrivi({ esito: 'non_dovuta', motivo: 'x' })).rejects.toThrow('trattamento_pkey');
    await expect(ufficio(ente).tx((t) => sql`delete from pagamenti.trattamento`.execute(t.db))).rejects.toThrow(
      'permission denied',
    );
    // A dovuto is not born paid by what nobody paid.
    await expect(
      sql`insert into posizioni.dovuto (ente_id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
            causale_pubblica, dati_riscossione, iuf, pagato_il, pagato_cents, ordine)
          select ente_id, posizione_id, opzione_id, iuv_id, 'G3', tipo_dovuto_id, 'pagato', importo_cents, causale, causale_pubblica,
                 dati_riscossione, iuf, now(), 1, 2 from posizioni.dovuto where id = ${d.dovutoId}`.execute(
        worker(ente).db,
      ),
    ).rejects.toThrow('nothing has paid its iuv');
  });
});
