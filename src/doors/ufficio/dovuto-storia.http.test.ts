import { afterAll, beforeAll, expect, test } from 'vitest';
import { scriviEventi } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { carica } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { readPdf } from '#support/pdf';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';

let mondo: Mondo;
let ente: EnteDiProva;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const [esito] = await carica(ctx, [{ iud: 'STORIA', importo: 12_050 }]);
  const iuv = esito?.iuv ?? '';
  const numeroAvviso = `3${iuv}`;
  const comune = {
    enteId: ente.enteId,
    dominio: ente.codiceFiscale,
    iuv,
    numeroAvviso,
    categoria: 'INTERFACE' as const,
  };
  const verifica = { ...comune, istante: new Date(), tipo: 'paVerifyPaymentNotice', psp: 'PSPTEST1', esito: 'OK' };
  await ctx.tx((t) =>
    scriviEventi(
      t,
      [
        { ...verifica, sottotipo: 'REQ', correlazione: 'c1' },
        { ...verifica, sottotipo: 'RESP', correlazione: 'c1' },
      ],
      { ricevuta: false },
    ),
  );
  await consegna(mondo, ente, ricevutaLetta(ente, { iuv, numeroAvviso, importo: 12_050, receiptId: 'storia1' }));
});
afterAll(() => ufficio.chiudi());

async function aperto(chi: Navigatore): Promise<Pagina> {
  const elenco = await chi.apri('/ufficio/dovuti?elenco=archivio');
  return chi.apri(/href="(\/ufficio\/dovuti\/[0-9a-f-]{36})"/.exec(elenco.html)?.[1] ?? '');
}

test('the history of a dovuto has what pagoPA asked of it and its receipt, once each', async () => {
  const anna = await entra(ufficio, await unOperatore(mondo, [ente]));
  const pagina = await aperto(anna);
  const testo = testoDi(pagina.html);
  expect(testo.match(/Verifica dell’avviso/g)).toHaveLength(1);
  expect(testo.match(/Ricevuta arrivata/g)).toHaveLength(1);
  for (const detto of ['da pagoPA, per PSPTEST1', 'Identificativo storia1.', 'Banca di prova'])
    expect(testo).toContain(detto);
  // The messages themselves are for who administers the ente.
  expect(testo).not.toContain('Messaggi scambiati con pagoPA');
  const { byte, nome } = await anna.scarica(collegamento(pagina, 'Scarica la ricevuta'));
  expect(nome).toMatch(/^ricevuta_\d{18}\.pdf$/);
  expect((await readPdf(byte)).pages[0]?.text).toContain('storia1');
  const { pathname } = new URL(pagina.url);
  expect((await anna.apri(`${pathname}/ricevute/00000000-0000-0000-0000-000000000000`)).stato).toBe(404);
});

test('who administers the ente goes on to the messages, without the number in an address', async () => {
  const capo = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  const scambi = await capo.invia(await aperto(capo), {}, 'numero');
  expect([scambi.stato, testoDi(scambi.html).includes('Dal più recente')]).toEqual([200, true]);
  expect(scambi.url).not.toMatch(/3\d{17}/);
});
