import type { AddressInfo } from 'node:net';
import { createClientAsync, type Client } from 'soap';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { registraCredenziale } from '#modules/enti';
import { conXml } from '#platform/xml/documento';
import { cerca } from '#platform/xml/elemento';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { mondoFermo, unAvviso } from '#support/portale';
import { apriSil, passwordSil, percorsoPubblicato, type SilDiProva } from '#support/sil';
import { documento, nuovoIud, provaDi, SEGRETO_CARRELLO, uno } from '#support/sil-avvio';
import { base64, secondario, type DettoDovuti } from '#support/sil-documenti';
import { ctxDi, type EnteDiProva } from '#support/un-ente';

/** What a vendor has: a program that a library made from the published WSDL, and a browser. */
const WSDL = percorsoPubblicato('pa-per-ente.wsdl');

let p: Pagamenti;
let sil: SilDiProva;
let porta: string;
let ente: EnteDiProva;
let altro: EnteDiProva;
let password: string;
let client: Client;

beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  [ente, altro] = await dueEnti(mondo);
  p = await apriPagamenti(mondo, [ente, altro]);
  sil = await apriSil(p.mondo);
  password = await passwordSil(p.mondo, ente);
  const posto = { scopo: 'carrello_multiente', enteId: null, tipoDovutoId: null, url: null, utente: null };
  valoreDi(await registraCredenziale(ctxDi(p.mondo, 'worker'), { ...posto, segreto: SEGRETO_CARRELLO }));
  await sil.app.listen({ host: '127.0.0.1', port: 0 });
  porta = `http://127.0.0.1:${(sil.app.server.address() as AddressInfo).port}`;
  if (WSDL === null) return;
  client = await createClientAsync(WSDL, { endpoint: `${porta}/ws/pa/PagamentiTelematiciDovutiPagati` });
  const testa = { 'h:intestazionePPT': { codIpaEnte: ente.codIpa } };
  client.addSoapHeader(testa, '', 'h', 'http://www.regione.veneto.it/pagamenti/ente/ppthead');
});
afterAll(async () => {
  await sil.chiudi();
  await p.chiudi();
});

type Risposta = Record<string, string> & {
  fault?: { faultCode: string };
  listaCarrelli?: { rispostaCarrello: Risposta[] };
};

async function chiama(nome: string, dati: object): Promise<Risposta> {
  const chiamata = client[`${nome}Async`] as (d: object) => Promise<[Risposta]>;
  return (await chiamata.call(client, { password, ...dati }))[0];
}
/** Those whose IPA code is in the body. */
const chiedi = (nome: string, dati: object): Promise<Risposta> => chiama(nome, { codIpaEnte: ente.codIpa, ...dati });

let quanti = 0;
/** Something that nobody has paid before: of the same twice people are warned. */
const cesto = (): DettoDovuti => uno({ causaleVersamento: `Retta ${(quanti += 1)}` });

/** The browser goes where the reply says, as the documented address leads it. */
async function vai(chi: Navigatore, { url = '' }: Risposta): Promise<Pagina> {
  const landing = await fetch(`${porta}${new URL(url).pathname}${new URL(url).search}`, { redirect: 'manual' });
  expect(landing.status).toBe(303);
  const dove = new URL(landing.headers.get('location') ?? '');
  expect(dove.origin).toBe(p.portale.url);
  return chi.apri(dove.pathname);
}

const ritorno = (): string => `${p.simulatore.url}/ente/ritorno?pratica=7`;

async function outcome(pollingToken: string): Promise<Record<string, string>> {
  const risposta = await fetch(`${porta}/public/carrello/outcome?${new URLSearchParams({ pollingToken }).toString()}`);
  return (await risposta.json()) as Record<string, string>;
}

/** A text of the document `pagati`, opened twice. */
function pagato(testo: string | undefined, nome: string): string {
  const documento = Buffer.from(Buffer.from(testo ?? '', 'base64').toString('latin1'), 'base64');
  return valoreDi(conXml(documento, ({ radice }) => ok(cerca(radice, nome)?.testo ?? '')));
}

it.skipIf(WSDL === null)(
  'dovuti that the software sends are paid by its citizen, who goes back to it; it asks and hears',
  async () => {
    const suo = cesto();
    const preparato = await chiama('paaSILInviaDovuti', {
      dovuti: documento(suo),
      enteSILInviaRispostaPagamentoUrl: ritorno(),
      showMyPay: 'SHORT',
    });
    expect(preparato).toMatchObject({ esito: 'OK', redirect: 1 });
    const { idSession = '' } = preparato;
    expect((await chiedi('paaSILChiediPagati', { idSession })).fault?.faultCode).toBe('PAA_PAGAMENTO_NON_INIZIATO');
    const chi = new Navigatore(p.portale.url);
    const checkout = await chi.invia(await vai(chi, preparato), { email: 'chi.paga@example.org' }, 'visto');
    const fine = new URL((await chi.invia(checkout, { andamento: 'paga' })).url);
    expect(Object.fromEntries(fine.searchParams)).toMatchObject({ idSession, esito: 'OK', pratica: '7' });
    expect(await outcome(fine.searchParams.get('pollingToken') ?? '')).toEqual({ status: 'PAID_OK' });
    expect(await outcome('inventato')).toEqual({ status: 'NOT_FOUND' });
    const { pagati } = await chiedi('paaSILChiediPagati', { idSession });
    const iud = suo.singoli[0]?.campi['identificativoUnivocoDovuto'];
    expect(pagato(pagati, 'identificativoUnivocoDovuto')).toBe(iud);
    const con = await chiedi('paaSILChiediPagatiConRicevuta', { identificativoUnivocoDovuto: iud });
    expect(Buffer.from(con['rt'] ?? '', 'base64').toString()).toContain(
      pagato(con['pagati'], 'identificativoUnivocoRiscossione'),
    );
  },
);

it.skipIf(WSDL === null)(
  'a carrello of two enti, our page skipped by none; left at Checkout, and tried again',
  async () => {
    const elemento = (di: EnteDiProva) => ({
      codIpaEnte: di.codIpa,
      password: provaDi(di),
      dovuti: documento(cesto()),
    });
    const preparato = await chiama('paaSILInviaCarrelloDovuti', {
      listaDovuti: { elementoListaDovuti: [elemento(ente), elemento(altro)] },
      enteSILInviaRispostaPagamentoUrl: ritorno(),
    });
    const { idSessionCarrello = '' } = preparato;
    const chi = new Navigatore(p.portale.url);
    const dove = new URL(preparato['url'] ?? '').searchParams.get('id') ?? '';
    const rinuncia = await chi.invia(await chi.invia(await vai(chi, preparato), {}, 'visto'), {
      andamento: 'rinuncia',
    });
    expect(new URL(rinuncia.url).searchParams.get('esito')).toBe('ERROR');
    const ancora = await chi.invia(await chi.apri(`/arrivo/${dove}`), {}, 'riprova');
    await chi.invia(await chi.invia(ancora, {}, 'visto'), { andamento: 'paga' });
    const { listaCarrelli } = await chiedi('paaSILChiediEsitoCarrelloDovuti', { idSessionCarrello });
    const righe = listaCarrelli?.rispostaCarrello ?? [];
    expect(righe.map((riga) => [riga['codIpaEnte'], pagato(riga['pagati'], 'importoTotalePagato')])).toEqual([
      [ente.codIpa, '10.00'],
      [altro.codIpa, '10.00'],
    ]);
  },
);

it.skipIf(WSDL === null)('a share of another ente, and a notice that is here, with our page skipped', async () => {
  const { url } = await chiama('paaSILInviaCarrelloDovuti', {
    listaDovuti: {
      elementoListaDovuti: [{ codIpaEnte: ente.codIpa, password: provaDi(ente), dovuti: documento(cesto()) }],
    },
    listaDovutiEntiSecondari: { elementoListaDovutiEntiSecondari: [{ dovutiEntiSecondari: base64(secondario()) }] },
  });
  expect((await vai(new Navigatore(p.portale.url), { url: url ?? '' })).html).toContain('15,00');
  const { iuv } = await unAvviso(p.mondo, ente, { IUD: nuovoIud() });
  const verificato = await chiama('paaSILVerificaAvviso', { identificativoUnivocoVersamento: iuv });
  expect(verificato).toMatchObject({ esito: 'OK', redirect: 1 });
  const saltato = await chiama('paaSILInviaDovuti', { dovuti: documento(cesto()), showMyPay: 'NONE' });
  const checkout = await vai(new Navigatore(p.portale.url), saltato);
  expect(new URL(checkout.url).origin).toBe(p.simulatore.url);
  // The same again, while somebody may be paying it: our page stops to say so, and asks.
  const doppio = uno({ causaleVersamento: `Retta ${quanti}` });
  const ripetuto = await chiama('paaSILInviaDovuti', { dovuti: documento(doppio), showMyPay: 'NONE' });
  const fermo = await vai(new Navigatore(p.portale.url), ripetuto);
  expect([new URL(fermo.url).origin, testoDi(fermo.html)]).toEqual([
    p.portale.url,
    expect.stringContaining('pagando due volte'),
  ]);
});

it('an address that is none is told so, without saying it again', async () => {
  const storto = await fetch(`${porta}/public/landing/inviaDovuti?id=<script>`, { redirect: 'manual' });
  expect([storto.status, await storto.text()]).toEqual([400, 'Id not valid']);
});
