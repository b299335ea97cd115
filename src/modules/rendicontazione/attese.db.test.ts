import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rileggiMessaggio } from '#support/nodo';
import { valoreDi } from '#kernel/esito';
import type { CarrelloId } from '#kernel/ids';
import { registraCredenziale } from '#modules/enti';
import type { Ctx, Mondo } from '#platform/contesto';
import { fintoBizEvents, jsonRicevuta, svuotaCoda, type FintoBizEvents } from '#support/biz-events';
import { databaseDiProva } from '#support/db';
import { codice, nuovoDovuto, statiDi, type DovutoNuovo } from '#support/incassi';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { xmlDiProva } from '#support/rendicontazione';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { aggiornaMancanti } from './store/coda.ts';
import {
  caricaRendicontazione,
  chiudiMancante,
  leggiMancanti,
  recuperaUna,
  scriviIur,
  type Mancante,
} from './index.ts';

const ORA_MS = 3_600_000;
const TUTTE = { tipiConsentiti: null, tutti: true };

let base: Mondo;
let mondo: Mondo;
let finto: FintoBizEvents;
let ente: EnteDiProva;
let adesso: Date;
let d: DovutoNuovo;
let carrelloId: CarrelloId;
beforeAll(async () => {
  base = mondoDiProva(await databaseDiProva());
});
beforeEach(async () => {
  await svuotaCoda(base);
  finto = fintoBizEvents();
  adesso = new Date('2026-11-20T10:00:00Z');
  mondo = { ...base, orologio: () => adesso, wires: { ...FILI_MUTI, bizEvents: finto.filo } };
  ente = await unEnte(mondo);
  const dati = { scopo: 'biz_events', enteId: ente.enteId, tipoDovutoId: null, utente: null };
  const dove = { url: 'https://biz.example/v1', segreto: `chiave-${ente.codIpa}` };
  valoreDi(await registraCredenziale(ctxDi(mondo, 'worker'), { ...dati, ...dove }));
  d = await nuovoDovuto(mondo, ente, { iud: 'ATTESA', importo: 1000 });
  carrelloId = await rientrato();
});

/** A carrello whose payer came back from Checkout, saying that it is paid. */
async function rientrato(rientro = 'ok'): Promise<CarrelloId> {
  const { db } = ctxDi(mondo, 'worker');
  const { rows } = await sql<{ id: CarrelloId }>`
    insert into pagamenti.carrello (stato, location, inviato_il, rientro, rientrato_il, creato_il, toccato_il)
    values ('inviato', 'https://checkout.example/x', ${adesso}, ${rientro}, ${adesso}, ${adesso}, ${adesso}) returning id`.execute(
    ctxDi(mondo, 'portale').db,
  );
  const id = rows[0]?.id ?? expect.fail();
  const { rows: iuv } = await sql<{ id: string }>`
    select i.id from posizioni.iuv as i where i.ente_id = ${ente.enteId} and i.iuv = ${d.iuv}`.execute(db);
  await sql`
    insert into pagamenti.carrello_voce (carrello_id, ente_id, iuv_id, numero_avviso, ente_cf, posto, importo_cents)
    values (${id}, ${ente.enteId}, ${iuv[0]?.id}, ${d.numeroAvviso}, ${ente.codiceFiscale}, 1, 1000)`.execute(
    ctxDi(mondo, 'portale').db,
  );
  await sql`insert into registro.attivazione (istante, dominio, numero_avviso, attesa)
            values (${adesso}, ${ente.codiceFiscale}, ${d.numeroAvviso}, true)`.execute(db);
  return id;
}

const ufficio = (): Ctx => ctxDi(mondo, 'ufficio', ente.enteId);
const aggiorna = (): Promise<void> => ctxDi(mondo, 'worker').tx((t) => aggiornaMancanti(t));
const passano = (ore: number): void => {
  adesso = new Date(adesso.getTime() + ore * ORA_MS);
};

async function trovate(): Promise<Mancante[]> {
  const filtro = { ...TUTTE, giorno: { da: null, a: null }, dopo: null, prima: null, quanti: 10 };
  return ufficio().tx(async (t) => [
    ...(await leggiMancanti(t, { ...filtro, stato: 'aperte' })),
    ...(await leggiMancanti(t, { ...filtro, stato: 'arrivata' })),
    ...(await leggiMancanti(t, { ...filtro, stato: 'chiusa' })),
  ]);
}

async function rendiconta(iur: string): Promise<void> {
  const xml = xmlDiProva(ente, [{ iuv: d.iuv, iur, importo: '10.00' }]);
  const contenuto = Readable.from([Buffer.from(xml)]);
  valoreDi(await caricaRendicontazione(ufficio(), { nomeFile: 'fdr.xml', contenuto }));
}

const recupera = (): ReturnType<typeof recuperaUna> => recuperaUna(ctxDi(mondo, 'worker'), rileggiMessaggio);

async function statoCarrello(): Promise<string | undefined> {
  const { rows } = await sql<{ stato: string }>`select stato from pagamenti.carrello where id = ${carrelloId}`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows[0]?.stato;
}

describe('a payer who came back from Checkout, and whose receipt does not come', () => {
  it('is waited for until the statements of the second day; then somebody has to see to it', async () => {
    await aggiorna();
    expect(await trovate()).toEqual([]);
    passano(1);
    for (let n = 0; n < 2; n += 1) await aggiorna();
    const attesa = { stato: 'in_attesa', attesaFino: '2026-11-22', giorno: '2026-11-20', iuv: d.iuv, iur: null };
    expect(await trovate()).toMatchObject([attesa]);
    passano(64);
    await aggiorna();
    expect(await trovate()).toMatchObject([{ stato: 'in_attesa' }]);
    passano(4);
    await aggiorna();
    const [m] = await trovate();
    expect(m).toMatchObject({ stato: 'da_chiudere', perche: 'non_rendicontata' });
    const quale = { mancanteId: m?.id ?? expect.fail(), ...TUTTE };
    const pagamento = { ...quale, come: 'pagamento', motivo: 'Lo dice lui' } as const;
    expect(codice(await chiudiMancante(ufficio(), pagamento))).toBe('MANCANTE_SENZA_IUR');
    const chiusa = { ...quale, come: 'non_pagata', motivo: 'Ha annullato' } as const;
    expect(codice(await chiudiMancante(ufficio(), chiusa))).toBeNull();
    // A statement knows better.
    await rendiconta(`smentita-${ente.codIpa}`);
    expect(await trovate()).toMatchObject([{ id: m?.id, stato: 'in_coda', origine: 'carrello', chiusura: null }]);
  });

  it('learns its IUR from the statement: the receipt is recovered, and the carrello is paid', async () => {
    passano(1);
    await aggiorna();
    passano(47);
    const iur = `imparato-${ente.codIpa}`;
    await rendiconta(iur);
    expect(await trovate()).toMatchObject([{ stato: 'in_coda', iur, origine: 'carrello', importoCents: 1000 }]);
    finto.rispondi(jsonRicevuta(ente.codiceFiscale, { ...d, iur, importo: '10.00' }));
    await recupera();
    expect(await trovate()).toMatchObject([{ stato: 'arrivata', ricevutaOrigine: 'recuperata' }]);
    expect(await statiDi(mondo, ente, ['ATTESA'])).toEqual(['ATTESA pagato 1000']);
    expect(await statoCarrello()).toBe('pagato');
  });

  it('or from who has it before them; that of another notice is not registered', async () => {
    passano(1);
    await aggiorna();
    const [m] = await trovate();
    const iur = `scritto-${ente.codIpa}`;
    const quale = { mancanteId: m?.id ?? expect.fail(), ...TUTTE };
    expect(codice(await scriviIur(ufficio(), { ...quale, iur: 'non va bene' }))).toBe('MANCANTE_IUR_NON_VALIDO');
    expect(codice(await scriviIur(ufficio(), { ...quale, iur }))).toBeNull();
    finto.rispondi(jsonRicevuta(ente.codiceFiscale, { ...d, iuv: '01000000000000888', iur, importo: '10.00' }));
    await recupera();
    expect(await trovate()).toMatchObject([{ stato: 'in_coda', iur, tentativi: 1 }]);
    expect(await statiDi(mondo, ente, ['ATTESA'])).toEqual(['ATTESA da_pagare']);
    const altra = await nuovoDovuto(mondo, ente, { iud: 'ALTRA', importo: 500 });
    await consegna(mondo, ente, ricevutaLetta(ente, { ...altra, importo: 500, receiptId: 'di-altri' }));
    expect(codice(await scriviIur(ufficio(), { ...quale, iur: 'di-altri' }))).toBe('MANCANTE_IUR_DI_ALTRI');
    expect(codice(await scriviIur(ufficio(), { ...quale, iur: `giusto-${ente.codIpa}` }))).toBeNull();
  });

  it('by the receipt that comes by itself is not waited for; who gave up is not either', async () => {
    passano(1);
    await aggiorna();
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `da-se-${ente.codIpa}` }));
    expect(await trovate()).toMatchObject([{ stato: 'arrivata', ricevutaOrigine: 'nodo' }]);
    await aggiorna();
    expect(await trovate()).toMatchObject([{ stato: 'arrivata' }]);
    d = await nuovoDovuto(mondo, ente, { iud: 'RINUNCIA', importo: 1000 });
    await rientrato('annullato');
    passano(1);
    await aggiorna();
    expect(await trovate()).toHaveLength(1);
  });
});

it('what a citizen and an operator read of the notice says that its receipt is waited for', async () => {
  adesso = new Date();
  d = await nuovoDovuto(mondo, ente, { iud: 'LETTA', importo: 1000 });
  await sql`insert into registro.attivazione (istante, dominio, numero_avviso, attesa)
            values (now() - interval '30 hours', ${ente.codiceFiscale}, ${d.numeroAvviso}, true)`.execute(
    ctxDi(mondo, 'worker').db,
  );
  const { rows } = await sql<{ attesa: boolean }>`
    select attesa_dal is not null as attesa from registro.v_attivazione where numero_avviso = ${d.numeroAvviso}
       and dominio = ${ente.codiceFiscale}`.execute(ctxDi(mondo, 'portale').db);
  expect(rows).toEqual([{ attesa: true }]);
});
