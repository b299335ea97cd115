import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { RendicontazioneId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { nuovoDovuto } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { xmlDiProva, type PagamentoScritto } from '#support/rendicontazione';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  caricaRendicontazione,
  contaSenzaRicevuta,
  leggiRendicontazione,
  leggiRendicontazioni,
  leggiRevisioni,
  leggiRighe,
  sommaRendicontazioni,
  xmlRendicontazione,
  type FiltroRendicontazioni,
} from './index.ts';
import { acquisisci, type DaAcquisire } from './acts/acquisisci.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});
const ufficio = (di: EnteDiProva): Ctx => ctxDi(mondo, 'ufficio', di.enteId);
const UNO = { iuv: '01000000000000044', iur: 'abc1', importo: '10.00' };
const TUTTE: FiltroRendicontazioni = {
  ...{ stato: 'correnti', psp: null },
  ...{ prodotta: { da: null, a: null }, disponibile: { da: null, a: null } },
};

async function caricaXml(di: EnteDiProva, xml: string | Buffer, nomeFile = 'flusso.xml') {
  return caricaRendicontazione(ufficio(di), { nomeFile, contenuto: Readable.from([Buffer.from(xml)]) });
}

const carica = async (di: EnteDiProva, ...xml: [readonly PagamentoScritto[], Parameters<typeof xmlDiProva>[2]?]) =>
  valoreDi(await caricaXml(di, xmlDiProva(di, ...xml)));

const elenco = (di: EnteDiProva, filtro: Partial<FiltroRendicontazioni> = {}) =>
  ufficio(di).tx((t) => leggiRendicontazioni(t, { ...TUTTE, ...filtro, dopo: null, prima: null, quanti: 50 }));

const codiceDi = (esito: { ok: boolean; refusal?: { codice: string } }): string =>
  esito.ok ? 'taken' : (esito.refusal?.codice ?? '');

describe('a statement loaded by hand', () => {
  it('is kept, with its lines, and given back byte for byte', async () => {
    const ente = await unEnte(mondo);
    const xml = xmlDiProva(ente, [UNO, { ...UNO, iur: 'abc2' }]).replace('<versioneOggetto>', '  <versioneOggetto>');
    const { id, corrente } = valoreDi(await caricaXml(ente, xml, 'C:\\banca\\fdr.xml'));
    expect(corrente).toBe(true);
    const r = (await ufficio(ente).tx((t) => leggiRendicontazione(t, id))) ?? expect.fail();
    expect(r).toMatchObject({
      psp: 'BINVENTATA01',
      origine: 'manuale',
      revisione: null,
      righe: 2,
      sommaCents: 2000,
      difetti: [],
    });
    expect(await text(xmlRendicontazione(ufficio(ente), r, ente.codiceFiscale))).toBe(xml);
    const righe = await ufficio(ente).tx((t) => leggiRighe(t, { id, soloSenza: false, dopo: 1, quante: 10 }));
    expect(righe).toMatchObject([{ numero: 2, iur: 'abc2', importoCents: 1000, conRicevuta: false, dovutoId: null }]);
  });

  it('again is refused; for another ente, cut, with a DTD or empty too, and nothing of it stays', async () => {
    const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const xml = xmlDiProva(ente, [UNO]);
    const esiti = [];
    for (const uno of [
      xml,
      xml,
      xmlDiProva(altro, [UNO]),
      xml.slice(0, 900),
      xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'),
      '',
      Buffer.from([0xff, 0xfe, 0x3c, 0x00]),
      '<?xml version="1.0"?><a>x</a>',
    ])
      esiti.push(codiceDi(await caricaXml(ente, uno)));
    expect(esiti).toEqual([
      ...['taken', 'RENDICONTAZIONE_GIA_ACQUISITA', 'RENDICONTAZIONE_ALTRO_ENTE', 'RENDICONTAZIONE_NON_XML'],
      ...[
        'RENDICONTAZIONE_NON_XML',
        'RENDICONTAZIONE_NON_XML',
        'RENDICONTAZIONE_NON_XML',
        'RENDICONTAZIONE_ALTRO_DOCUMENTO',
      ],
    ]);
    expect(await elenco(ente)).toHaveLength(1);
  });

  it('larger than any is refused while it arrives', async () => {
    const ente = await unEnte(mondo);
    const pezzo = Buffer.alloc(1024 * 1024, ' ');
    const contenuto = Readable.from(Array.from({ length: 101 }, () => pezzo));
    const esito = await caricaRendicontazione(ufficio(ente), { nomeFile: 'x.xml', contenuto });
    expect(codiceDi(esito)).toBe('RENDICONTAZIONE_TROPPO_GRANDE');
  });

  it('produced later takes the place of the one before, which stays; one produced before does not', async () => {
    const ente = await unEnte(mondo);
    const prima = await carica(ente, [UNO, { ...UNO, iur: 'abc2' }]);
    const dopo = await carica(ente, [UNO], { prodotta: '2026-11-21T10:00:00' });
    const vecchia = await carica(ente, [], { prodotta: '2026-11-19T10:00:00', totale: '0.00' });
    expect([prima.corrente, dopo.corrente, vecchia.corrente]).toEqual([true, true, false]);
    expect((await elenco(ente)).map(({ id }) => id)).toEqual([dopo.id]);
    expect((await elenco(ente, { stato: 'sostituite' })).map(({ id }) => id)).toEqual([vecchia.id, prima.id]);
    const r = (await elenco(ente))[0] ?? expect.fail();
    const altre = await ufficio(ente).tx((t) => leggiRevisioni(t, r));
    expect(altre.map(({ id, righe }) => [id, righe])).toEqual([
      [vecchia.id, 0],
      [prima.id, 2],
    ]);
  });

  it('is filtered by PSP, by day of Rome, by what does not add up; the sum is of the whole list', async () => {
    const ente = await unEnte(mondo);
    await carica(ente, [UNO], { iuf: '2026-11-20BANCAUNO-1', prodotta: '2026-11-20T23:30:00' });
    await carica(ente, [UNO], { iuf: '2026-11-20BANCADUE-1', prodotta: '2026-11-21T00:30:00', numero: 3 });
    const giorno = '2026-11-20' as NonNullable<FiltroRendicontazioni['prodotta']['da']>;
    const iuf = async (filtro: Partial<FiltroRendicontazioni>) => (await elenco(ente, filtro)).map((r) => r.iuf);
    expect(await iuf({ psp: 'BANCADUE' })).toEqual(['2026-11-20BANCADUE-1']);
    expect(await iuf({ prodotta: { da: null, a: giorno } })).toEqual(['2026-11-20BANCAUNO-1']);
    expect(await iuf({ stato: 'da_guardare' })).toEqual(['2026-11-20BANCADUE-1']);
    expect(await iuf({ disponibile: { da: null, a: giorno } })).toEqual([]);
    const somma = await ufficio(ente).tx((t) => sommaRendicontazioni(t, TUTTE));
    expect(somma).toEqual({ quante: 2, importoCents: 2000 });
  });
});

describe('its payments', () => {
  it('say which of them have a receipt here, by transfer, or by amount where the transfer is not said', async () => {
    const ente = await unEnte(mondo);
    const d = await nuovoDovuto(mondo, ente, { iud: 'R1', importo: 1000 });
    const chi = { iuv: d.iuv, numeroAvviso: d.numeroAvviso, importo: 1000, receiptId: 'RIC-REND-1' };
    await consegna(mondo, ente, ricevutaLetta(ente, chi));
    const { id } = await carica(ente, [
      { iuv: d.iuv, iur: 'RIC-REND-1', importo: '10.00' },
      { iuv: d.iuv, iur: 'RIC-REND-1', indice: null, importo: '10.00' },
      { iuv: d.iuv, iur: 'RIC-REND-1', indice: 2, importo: '10.00' },
      { iuv: d.iuv, iur: 'RIC-REND-2', importo: '10.00', esito: 9 },
    ]);
    const righe = await ufficio(ente).tx((t) => leggiRighe(t, { id, soloSenza: false, dopo: 0, quante: 10 }));
    expect(righe.map(({ conRicevuta }) => conRicevuta)).toEqual([true, true, false, false]);
    expect(righe[0]?.dovutoId).not.toBeNull();
    expect(await ufficio(ente).tx((t) => contaSenzaRicevuta(t, id))).toBe(2);
    const senza = await ufficio(ente).tx((t) => leggiRighe(t, { id, soloSenza: true, dopo: 3, quante: 10 }));
    expect(senza.map(({ numero }) => numero)).toEqual([4]);
  });

  it('are seen by their ente alone, and the database keeps them as they are', async () => {
    const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const { id } = await carica(ente, [UNO]);
    expect(await ufficio(altro).tx((t) => leggiRendicontazione(t, id))).toBeNull();
    expect(await ufficio(altro).tx((t) => leggiRighe(t, { id, soloSenza: false, dopo: 0, quante: 1 }))).toEqual([]);
    for (const vietato of [
      sql`update rendicontazione.riga set importo_cents = 1 where rendicontazione_id = ${id}`,
      sql`update rendicontazione.rendicontazione set importo_cents = 1 where id = ${id}`,
      sql`delete from rendicontazione.riga where rendicontazione_id = ${id}`,
    ])
      await expect(ufficio(ente).tx((t) => vietato.execute(t.db))).rejects.toThrow(/permission denied/);
    const doppia = sql`update rendicontazione.rendicontazione set corrente = true where id = ${id}`;
    await carica(ente, [UNO], { prodotta: '2026-11-21T10:00:00' });
    await expect(ufficio(ente).tx((t) => doppia.execute(t.db))).rejects.toThrow(/rendicontazione_corrente/);
  });
});

describe('a statement of the service', () => {
  const base = async (di: EnteDiProva): Promise<DaAcquisire> => {
    const { id } = await carica(di, [UNO]);
    const r = (await ufficio(di).tx((t) => leggiRendicontazione(t, id))) ?? expect.fail();
    const righe = await ufficio(di).tx((t) => leggiRighe(t, { id, soloSenza: false, dopo: 0, quante: 10 }));
    const { iuf, prodottaIl, regolamento, regolataIl, bicRiversamento, pagamenti, importoCents } = r;
    const mittente = { tipo: r.mittenteTipo, codice: r.mittente, denominazione: r.mittenteDenominazione };
    const ricevente = { codice: di.codiceFiscale, denominazione: r.riceventeDenominazione };
    return {
      testata: {
        iuf,
        prodottaIl,
        regolamento,
        regolataIl,
        bicRiversamento,
        mittente,
        ricevente,
        pagamenti,
        importoCents,
      },
      ...{ righe, psp: r.psp },
      origine: { origine: 'fdr', revisione: 1, pubblicataIl: prodottaIl },
    };
  };

  it.each([
    ['1.0.5', [0, 4, 8, 9]],
    ['1.0.4', [0, 3, 9]],
  ] as const)(
    'is written as the published schema %s wants it, also two taken at the same instant',
    async (versione, esiti) => {
      const ente = await unEnte(mondo);
      const modello = await base(ente);
      const riga = modello.righe[0] ?? expect.fail();
      const da: DaAcquisire = {
        ...modello,
        testata: { ...modello.testata, bicRiversamento: 'INVEITMMXXX' },
        // The published 1.0.4 takes no negative amount.
        righe: esiti.map((esito, i) => ({ ...riga, numero: i + 1, iur: `r${i}&<`, esito })),
      };
      const worker = (): Ctx => ctxDi(mondo, 'worker', ente.enteId);
      const presi = await Promise.all([acquisisci(worker(), da), acquisisci(worker(), da)]);
      expect(presi.map(codiceDi).toSorted()).toEqual(['RENDICONTAZIONE_GIA_ACQUISITA', 'taken']);
      const preso = presi.find((uno) => uno.ok);
      const id = preso?.ok ? preso.value.id : ('' as RendicontazioneId);
      const r = (await ufficio(ente).tx((t) => leggiRendicontazione(t, id))) ?? expect.fail();
      expect([r.corrente, r.revisione]).toEqual([true, 1]);
      const scritto = await text(xmlRendicontazione(ufficio(ente), r, ente.codiceFiscale));
      const nome = `../../../../shared/data/pagopa/wsdl/xsd-common/FlussoRiversamento_${versione.replaceAll('.', '_')}.xsd`;
      using schema = XmlDocument.fromBuffer(readFileSync(new URL(nome, import.meta.url)));
      using validatore = XsdValidator.fromDoc(schema);
      using documento = XmlDocument.fromString(scritto);
      expect(() => validatore.validate(documento)).not.toThrow();
      expect(valoreDi(await caricaXml(ente, scritto.replace('\n', '\n\n'))).corrente).toBe(false);
    },
  );
});
