import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { aggiornaRecapiti, cambiaStato, impostaFunzione, impostaLogo, leggiEnte, type StatoEnte } from '#modules/enti';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi } from '#support/navigatore';
import { logoPng, readPdf } from '#support/pdf';
import {
  apriPortale,
  mailDi,
  mondoFermo,
  unAvviso,
  type AvvisoDiProva,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
let avviso: AvvisoDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
  avviso = await unAvviso(mondo, ente, { IUD: 'VISTO1' });
  valoreDi(await impostaLogo(ctxDi(mondo, 'worker', ente.enteId), logoPng()));
});
afterAll(() => portale.chiudi());
// What was tried in the hour before does not count any more.
beforeEach(() => mondo.avanti(3_600_000));

const MOTIVO = 'Prova di ciò che si vede';
async function va(a: StatoEnte): Promise<void> {
  valoreDi(await cambiaStato(ctxDi(mondo, 'worker', ente.enteId), { a, motivo: MOTIVO }));
}
async function accendi(funzione: 'pubblico' | 'stampa_avviso', attiva: boolean): Promise<void> {
  valoreDi(await impostaFunzione(ctxDi(mondo, 'ufficio', ente.enteId), { funzione, attiva, motivo: MOTIVO }));
}

const coppia = () => ({ numero: avviso.numeroAvviso, codiceFiscale: 'RSSMRA80A01H501U' });

/** Where a citizen may meet the ente: lists, its page, its logo, the search by notice. */
async function visto(): Promise<Record<string, boolean>> {
  const chi = new Navigatore(portale.url);
  const elenco = await chi.apri('/enti');
  const trovato = await chi.invia(await chi.apri('/avviso'), coppia());
  return {
    elenco: elenco.html.includes(ente.denominazione),
    pagina: (await chi.apri(`/enti/${ente.codIpa}`)).stato === 200,
    logo: (await portale.app.inject({ url: `/loghi/${ente.codIpa}` })).statusCode === 200,
    avviso: new URL(trovato.url).pathname !== '/avviso',
  };
}

const TUTTO = { elenco: true, pagina: true, logo: true, avviso: true };
const NIENTE = { elenco: false, pagina: false, logo: false, avviso: false };

describe('citizens see', () => {
  test('an ente that collects, and none that is tried out or prepared', async () => {
    expect(await visto()).toEqual(TUTTO);
    await va('PRE-ESERCIZIO');
    expect(await visto()).toEqual(NIENTE);
    await va('INSERITO');
    expect(await visto()).toEqual(NIENTE);
    await va('ESERCIZIO');
    expect(await visto()).toEqual(TUTTO);
  });

  test('no ente that does not want to be shown; and a wrong pair is answered as one of a hidden ente', async () => {
    await accendi('pubblico', false);
    expect(await visto()).toEqual(NIENTE);
    const chi = new Navigatore(portale.url);
    const nascosto = await chi.invia(await chi.apri('/avviso'), coppia());
    const sbagliato = await chi.invia(await chi.apri('/avviso'), { ...coppia(), codiceFiscale: 'VRDNNA85A41F205T' });
    expect([nascosto.stato, nascosto.html.length]).toEqual([sbagliato.stato, sbagliato.html.length]);
    await accendi('pubblico', true);
    expect(await visto()).toEqual(TUTTO);
  });

  test('what the ente says to them, as text', async () => {
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const letto = (await leggiEnte(ctx, ente.enteId)) ?? expect.fail();
    valoreDi(await aggiornaRecapiti(ctx, { ...letto, testoCittadini: 'Si paga qui.\r\n\r\n<b>Anche</b> a rate.' }));
    const { html } = await new Navigatore(portale.url).apri(`/enti/${ente.codIpa}`);
    expect(html).toContain('<p>Si paga qui.</p><p>&lt;b>Anche&lt;/b> a rate.</p>');
  });

  test('no paper of an ente that does not want it printed', async () => {
    const chi = new Navigatore(portale.url);
    const riassunto = await chi.invia(await chi.apri('/avviso'), coppia());
    const pagina = await chi.invia(riassunto, { email: 'anna@example.org' });
    const { link } = await mailDi(mondo, new URL(pagina.url).pathname.split('/').at(-1) ?? '');
    const intero = await chi.invia(await chi.apri(new URL(link).pathname), {}, '_csrf');
    const pdf = `/avvisi/${avviso.iuvId}/avviso.pdf`;
    expect(intero.html).toContain(pdf);
    expect((await chi.scarica(pdf)).tipo).toBe('application/pdf');
    // In the languages that the citizen chooses, or that the ente has chosen for all.
    expect(intero.html).toContain(`<li lang="de"><a href="${pdf}?lingua=de"`);
    const pagine = async (lingua: string) => (await readPdf((await chi.scarica(`${pdf}${lingua}`)).byte)).pages;
    expect((await pagine('')).length).toBe(1);
    expect((await pagine('?lingua=de'))[1]?.text).toContain('ZAHLUNGSMITTEILUNG');
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const letto = (await leggiEnte(ctx, ente.enteId)) ?? expect.fail();
    valoreDi(await aggiornaRecapiti(ctx, { ...letto, linguaAggiuntiva: 'sl' }));
    expect((await pagine(''))[1]?.text).toContain('OBVESTILO O PLAČILU');
    expect((await pagine('?lingua=it')).length).toBe(1);
    expect(testoDi((await chi.apri(`/avvisi/${avviso.iuvId}`)).html)).toContain('Solo in italiano');
    await accendi('stampa_avviso', false);
    const senza = await chi.apri(pdf);
    expect([new URL(senza.url).pathname, senza.html.includes(pdf)]).toEqual([`/avvisi/${avviso.iuvId}`, false]);
    expect(testoDi(senza.html)).not.toContain('Scarica l’avviso');
  });
});
