import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { isUuid, type StazioneId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { codiceFiscaleEnte, ctxDi, unEnte, VUOTO, type EnteDiProva } from '#support/un-ente';
import {
  apriDocumento,
  attivaStazione,
  cercaInIpa,
  contaEnti,
  contaFunzioni,
  contaUsi,
  creaEnte,
  creaStazione,
  elencoEnti,
  elencoStazioni,
  elencoUsi,
  impostaAccesso,
  leggiEnte,
  leggiPassi,
  leggiPrerequisiti,
  leggiStazioni,
  modificaEnte,
  nomiEnti,
  nuovoSegmento,
  riceviDocumento,
  ritiraSegmenti,
  segnaPasso,
  stazioniAperte,
} from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let ctx: Ctx;
let senza: Ctx;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  ctx = ctxDi(mondo, 'worker', ente.enteId);
  senza = ctxDi(mondo, 'worker');
});

const OGGI = (): Giorno => ctx.oggi;
const atti = async (azione: string, oggettoId: string) =>
  (
    await mondo.pools.worker.query<{ dettaglio: Record<string, unknown> }>(
      'select dettaglio from registro.atto where azione = $1 and oggetto_id = $2 order by istante, id',
      [azione, oggettoId],
    )
  ).rows.map(({ dettaglio }) => dettaglio);

describe('an ente is registered, once', () => {
  const dati = () => {
    const codiceFiscale = codiceFiscaleEnte();
    const base = { codiceFiscale, codIpa: `r_${codiceFiscale}`, denominazione: `Comune ${codiceFiscale}` };
    return { ...VUOTO, ...base, ambiente: 'prova' as const };
  };

  test('and one that is there is not touched by mistake', async () => {
    const nuovo = dati();
    const enteId = valoreDi(await creaEnte(senza, nuovo));
    expect(await leggiEnte(senza, enteId)).toMatchObject({ stato: 'INSERITO', denominazione: nuovo.denominazione });
    expect(await creaEnte(senza, { ...nuovo, denominazione: 'Altro' })).toMatchObject({
      refusal: { codice: 'ENTE_GIA_REGISTRATO' },
    });
    expect(await creaEnte(senza, { ...dati(), codIpa: nuovo.codIpa })).toMatchObject({
      refusal: { codice: 'CODICE_IPA_OCCUPATO' },
    });
    valoreDi(await creaEnte(senza, { ...nuovo, ambiente: 'live' }));
  });

  test('and what is put right keeps what it was', async () => {
    const enteId = valoreDi(await creaEnte(senza, dati()));
    const suo = ctxDi(mondo, 'worker', enteId);
    const { codIpa, denominazione, tipo } = (await leggiEnte(senza, enteId)) ?? expect.fail();
    expect(valoreDi(await modificaEnte(suo, { codIpa, denominazione, tipo, cbill: null }))).toEqual([]);
    valoreDi(
      await modificaEnte(suo, { codIpa, denominazione: 'Unione di prova', tipo: 'unione_comuni', cbill: 'AB1' }),
    );
    expect(await atti('ente.anagrafica_cambiata', enteId)).toEqual([
      {
        ...{ denominazionePrima: denominazione, denominazioneDopo: 'Unione di prova' },
        ...{ tipoPrima: 'comune', tipoDopo: 'unione_comuni', cbillPrima: null, cbillDopo: 'AB1' },
      },
    ]);
    const sbagliata = await modificaEnte(suo, { codIpa, denominazione: '', tipo, cbill: null });
    expect(sbagliata).toMatchObject({ refusal: { codice: 'DENOMINAZIONE_NON_VALIDA' } });
  });
});

describe('the way in of an ente', () => {
  test('is said step by step, with its document, and each change keeps what was before', async () => {
    const documento = valoreDi(await riceviDocumento(ctx, Readable.from([Buffer.from('%PDF-1.7 delibera')])));
    const base = { passo: 'atto', giorno: OGGI(), nota: null };
    valoreDi(
      await segnaPasso(ctx, {
        ...base,
        stato: 'fatto',
        visto: null,
        documento: { id: documento, nome: 'delibera.pdf' },
      }),
    );
    const [primo] = await leggiPassi(ctx);
    expect(primo).toMatchObject({ passo: 'atto', stato: 'fatto', documentoNome: 'delibera.pdf' });
    expect(await segnaPasso(ctx, { ...base, stato: 'in_corso', visto: null, documento: null })).toMatchObject({
      refusal: { codice: 'PASSO_CAMBIATO' },
    });
    const { nome, corpo } = valoreDi(await apriDocumento(ctx, primo?.id ?? ''));
    expect([nome, (await corpo.toArray()).join('')]).toEqual(['delibera.pdf', '%PDF-1.7 delibera']);
    expect(await atti('ente.passo_segnato', ente.enteId)).toEqual([
      { passo: 'atto', prima: 'da_fare', dopo: 'fatto', giorno: OGGI(), documento: true },
    ]);
    expect(await atti('ente.documento_aperto', ente.enteId)).toHaveLength(1);
    const altro = ctxDi(mondo, 'worker', (await unEnte(mondo)).enteId);
    expect(await leggiPassi(altro)).toEqual([]);
    expect(await apriDocumento(altro, primo?.id ?? '')).toMatchObject({ refusal: { codice: 'DOCUMENTO_SCONOSCIUTO' } });
  });

  test('what is no document, or too large, is not kept', async () => {
    expect(await riceviDocumento(ctx, Readable.from([Buffer.from('<html>')]))).toMatchObject({
      refusal: { codice: 'DOCUMENTO_NON_AMMESSO' },
    });
    const pesante = Readable.from([Buffer.from('%PDF'), Buffer.alloc(21 * 1024 * 1024)]);
    expect(await riceviDocumento(ctx, pesante)).toMatchObject({ refusal: { codice: 'DOCUMENTO_TROPPO_GRANDE' } });
    expect(await cercaInIpa('ciao', '')).toMatchObject({ refusal: { codice: 'IPA_ILLEGGIBILE' } });
  });

  test('the database shows it to nobody else, and keeps what was said as it was', async () => {
    await expect(mondo.pools.ufficio.query('select from enti.ente_passo')).rejects.toThrow('permission');
    await expect(mondo.pools.worker.query("update enti.ente_passo set stato = 'fatto'")).rejects.toThrow('permission');
  });
});

describe('a station', () => {
  let stazioneId: StazioneId;
  const una = async () => (await elencoStazioni(senza, stazioneId))[0] ?? expect.fail();
  const apre = async (segmento: string) =>
    stazioniAperte(mondo.config, await leggiStazioni(senza), {
      segmento,
      certificatoCn: null,
      indirizzo: '192.0.2.1',
    }).some((s) => s.stazioneId === stazioneId);

  test('is born at rest, and its segment is changed without shutting the door', async () => {
    const codice = `${codiceFiscaleEnte()}_09`;
    stazioneId = valoreDi(await creaStazione(senza, { codice, versionePrimitive: 2 }));
    expect(await creaStazione(senza, { codice, versionePrimitive: 1 })).toMatchObject({
      refusal: { codice: 'STAZIONE_GIA_REGISTRATA' },
    });
    expect(await attivaStazione(senza, stazioneId)).toMatchObject({ refusal: { codice: 'STAZIONE_SENZA_PROVA' } });
    expect(await ritiraSegmenti(senza, stazioneId)).toMatchObject({ refusal: { codice: 'SEGMENTO_NUOVO_ASSENTE' } });
    const primo = valoreDi(await nuovoSegmento(senza, stazioneId));
    valoreDi(await attivaStazione(senza, stazioneId));
    const secondo = valoreDi(await nuovoSegmento(senza, stazioneId));
    expect(await nuovoSegmento(senza, stazioneId)).toMatchObject({ refusal: { codice: 'SEGMENTO_GIA_DOPPIO' } });
    expect([await apre(primo), await apre(secondo)]).toEqual([true, true]);
    valoreDi(await ritiraSegmenti(senza, stazioneId));
    expect([await apre(primo), await apre(secondo)]).toEqual([false, true]);
    expect(await una()).toMatchObject({ codice, attiva: true, segmenti: 1, enti: 0 });
    expect(await atti('stazione.segmenti_ritirati', stazioneId)).toEqual([{ prima: 2, dopo: 1 }]);
  });

  test('changes certificates and networks, and what is wrong changes nothing', async () => {
    const accesso = { stazioneId, certificatiCn: ['nodo.example.it'], indirizzi: ['192.0.2.7', '10.0.0.0/8'] };
    valoreDi(await impostaAccesso(senza, accesso));
    valoreDi(await impostaAccesso(senza, accesso));
    expect(await una()).toMatchObject({
      certificatiCn: ['nodo.example.it'],
      indirizzi: ['10.0.0.0/8', '192.0.2.7/32'],
    });
    for (const [codice, cambia] of [
      ['CERTIFICATO_NON_VALIDO', { certificatiCn: ['un nome'] }],
      ['INDIRIZZO_NON_VALIDO', { indirizzi: ['casa'] }],
      ['STAZIONE_SCONOSCIUTA', { stazioneId: ente.enteId as string as StazioneId }],
    ] as const)
      expect(await impostaAccesso(senza, { ...accesso, ...cambia })).toMatchObject({ refusal: { codice } });
    expect(await atti('stazione.accesso_cambiato', stazioneId)).toHaveLength(1);
  });
});

test('enti are found by words, state and ambiente, a page at a time', async () => {
  const parole = [ente.codiceFiscale.slice(0, 8)];
  const filtro = { parole, stato: '', ambiente: 'prova', tipo: '' };
  const [trovato, ...altri] = await elencoEnti(senza, filtro, { dopo: null, prima: null, quanti: 50 });
  expect([trovato?.enteId, altri]).toEqual([ente.enteId, []]);
  expect(await contaEnti(senza, filtro)).toEqual({ INSERITO: 0, 'PRE-ESERCIZIO': 0, ESERCIZIO: 1 });
  const tutti = { ...filtro, parole: [], ambiente: '' };
  const [uno, due, tre] = await elencoEnti(senza, tutti, { dopo: null, prima: null, quanti: 3 });
  expect(isUuid(uno?.cursore ?? '')).toBe(true);
  const seguenti = await elencoEnti(senza, tutti, { dopo: uno?.cursore ?? '', prima: null, quanti: 2 });
  expect(seguenti.map((e) => e.enteId)).toEqual([due?.enteId, tre?.enteId]);
  const indietro = await elencoEnti(senza, tutti, { dopo: null, prima: tre?.cursore ?? '', quanti: 2 });
  expect(indietro.map((e) => e.enteId)).toEqual([uno?.enteId, due?.enteId]);
});

test('who uses what is counted and told', async () => {
  const usi = await elencoUsi(senza, { tassonomia: '9/0101101IM/' });
  expect(usi).toContainEqual(expect.objectContaining({ enteId: ente.enteId, attivo: true }));
  expect((await contaUsi(senza, 'tassonomia')).get('9/0101101IM/')?.enti).toBeGreaterThan(0);
  expect((await contaUsi(senza, 'categoria')).get('NESSUNA')).toBeUndefined();
  expect((await contaFunzioni(senza)).accese).toContainEqual(expect.objectContaining({ funzione: 'pubblico' }));
  expect((await nomiEnti(senza, [ente.enteId, null])).get(ente.enteId)).toBe(ente.denominazione);
  expect(await leggiPrerequisiti(ctx)).toMatchObject({ stato: 'ESERCIZIO', stazione: true, iban: true, tipi: true });
});
