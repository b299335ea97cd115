import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { piuGiorni } from '#kernel/giorno';
import { modificaTipoDovuto } from '#modules/enti';
import { impostaPortaSil } from '#modules/pagamenti';
import { databaseNuovo } from '#support/db';
import { annullaAvviso, unAvviso, unaPersona } from '#support/portale';
import {
  apriAvvio,
  buona,
  documento,
  nuovoIud,
  produci,
  provaDi,
  uno,
  type Avvio,
  type Cesto,
} from '#support/sil-avvio';
import { base64, dovuti, listaSecondari, secondario, type Campi, type DettoDovuti } from '#support/sil-documenti';
import { ctxDi } from '#support/un-ente';
import { inviaCarrello } from './invia-carrello.ts';
import { inviaDovuti } from './invia-dovuti.ts';
import { verificaAvviso } from './verifica-avviso.ts';

const ORA_MS = 3_600_000;
const RITORNO = 'https://www.comune.example/fine?pratica=7';
const MARCA = {
  tipoBollo: '01',
  hashDocumento: createHash('sha256').update('x').digest('base64'),
  provinciaResidenza: 'RM',
};

/** Six people. */
const CODICI = Array.from({ length: 6 }, () => unaPersona().codiceFiscale);

let a: Avvio;
beforeAll(async () => {
  a = await apriAvvio(await databaseNuovo());
});
afterAll(() => a.sil.chiudi());

const conCampi = (campi: Campi) => () => a.invia(uno(campi));

describe('paaSILInviaDovuti', () => {
  it('five dovuti of one debtor are paid under one iuv; what is said of each is kept', async () => {
    const singoli = Array.from({ length: 5 }, () => ({ campi: { identificativoUnivocoDovuto: nuovoIud() } }));
    const risposta = buona(await a.invia({ singoli, campi: { enteSILInviaRispostaPagamentoUrl: RITORNO } }));
    expect(risposta.campo('idSession')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(risposta.campo('redirect')).toBe('1');
    expect(risposta.campo('url')).toMatch(/\/public\/landing\/inviaDovuti\?id=[\w-]+$/);
    const { voci, arrivo } = await a.guarda(risposta);
    expect(voci.map((voce) => voce.importoCents)).toEqual([5000]);
    expect([arrivo.ritorno, arrivo.modo]).toEqual([RITORNO, 'breve']);
  });

  it('takes what software of every age sends: base64 twice, one decimal or none, a taxonomy of old, another version', async () => {
    buona(await a.invia({ dovuti: base64(documento(uno())) }));
    for (const campi of [{ importoSingoloVersamento: '10.5' }, { importoSingoloVersamento: '7' }])
      buona(await conCampi(campi)());
    for (const dati of ['0/bollo-auto', '1/12.3', '9/12129/TA/', '9/0101101IM/'])
      buona(await conCampi({ datiSpecificiRiscossione: dati })());
    buona(await a.invia({ ...uno(), versione: '99' }));
    buona(await conCampi({ identificativoTipoDovuto: 'SCADE' })());
    buona(await a.invia({ ...uno({ identificativoTipoDovuto: 'ANON' }), pagatore: { codice: 'ANONIMO' } }));
    buona(await a.invia({ pagatore: { tipo: 'G', codice: '00000000018' }, tipoVersamento: 'bbt|CP' }));
    const marca = { importoSingoloVersamento: '16.00', identificativoTipoDovuto: 'MARCA_BOLLO_DIGITALE' };
    const campi = { identificativoUnivocoDovuto: nuovoIud(), ...marca };
    buona(await a.invia({ singoli: [{ campi, marca: MARCA }] }));
    buona(
      await a.invia({ singoli: [{ campi: { identificativoUnivocoDovuto: nuovoIud() }, bilancio: ['4.00', '6.00'] }] }),
    );
  });

  it('what is badly written is refused, and nothing of it is kept', async () => {
    const cattivi: [string, Cesto][] = [
      ['not base64', { dovuti: 'così no' }],
      ['not XML', { dovuti: base64('ciao') }],
      ['a DTD', { dovuti: base64(`<!DOCTYPE Dovuti [<!ENTITY e "x">]>${dovuti(uno()).toString()}`) }],
      ['another namespace', { dovuti: base64(dovuti(uno()).toString().replace('/Ente/"', '/Altro/"')) }],
      ['another root', { dovuti: base64(secondario()) }],
      ['six dovuti', { singoli: Array.from({ length: 6 }, () => uno().singoli[0] ?? expect.fail()) }],
      ['three decimals', uno({ importoSingoloVersamento: '10.505' })],
      ['nothing to pay', uno({ importoSingoloVersamento: '0.00' })],
      ['a version without end', { ...uno(), versione: '1'.repeat(17) }],
      ['a debtor without a name', { pagatore: { anagraficaPagatore: ' ' } }],
    ];
    for (const [quale, detto] of cattivi)
      expect([quale, (await a.invia(detto)).fault]).toEqual([quale, 'PAA_XML_NON_VALIDO']);
  });

  it('may go back where the ente can be reached by the web, and nowhere else', async () => {
    const torna = (url: string) => a.invia({ campi: { enteSILInviaRispostaPagamentoUrl: url } });
    for (const url of [
      'javascript:alert(1)',
      'ftp://comune.example/',
      'https://chi:e@comune.example/',
      `https://comune.example/${'a'.repeat(2048)}`,
    ]) {
      const { fault, descrizione } = await torna(url);
      expect([fault, descrizione]).toEqual(['PAA_SYSTEM_ERROR', expect.stringContaining('https://')]);
    }
    const scelte = { pagatiUnaVolta: false, ritorniElenco: true, ritorno: null };
    const ctx = ctxDi(a.mondo, 'ufficio', a.ente.enteId);
    valoreDi(await impostaPortaSil(ctx, { ...scelte, indirizzi: ['https://www.comune.example'] }));
    buona(await torna(RITORNO));
    expect((await torna('https://altrove.example/')).fault).toBe('PAA_SYSTEM_ERROR');
    valoreDi(await impostaPortaSil(ctx, { ...scelte, ritorniElenco: false, ritorno: RITORNO, indirizzi: [] }));
    buona(await torna('https://altrove.example/'));
    expect((await a.guarda(buona(await a.invia()))).arrivo.ritorno).toBe(RITORNO);
  });

  it('refuses with every code that it declares', async () => {
    const suo = await unAvviso(a.mondo, a.ente, { IUD: nuovoIud() });
    await produci(inviaDovuti, {
      PAA_XML_NON_VALIDO: () => a.invia({ dovuti: base64('ciao') }),
      PAA_IUV_NON_VALIDO: () => a.invia({ ...uno(), iuv: '01000000000000123' }),
      PAA_TIPO_VERSAMENTO_NON_VALIDO: () => a.invia({ tipoVersamento: 'ALL|CP' }),
      PAA_P_IVA_NON_VALIDO: () => a.invia({ pagatore: { tipo: 'G', codice: '00000000019' } }),
      PAA_CODICE_FISCALE_NON_VALIDO: () => a.invia({ pagatore: { codice: 'ANONIMO' } }),
      PAA_IUD_NON_VALIDO: conCampi({ identificativoUnivocoDovuto: '000123' }),
      PAA_IUD_DUPLICATO: conCampi({ identificativoUnivocoDovuto: suo.iud }),
      PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: conCampi({ identificativoTipoDovuto: 'MAI' }),
      PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO: conCampi({ identificativoTipoDovuto: 'CHIUSO' }),
      PAA_IMPORTO_MARCA_BOLLO_DIGITALE_NON_VALIDA: conCampi({ identificativoTipoDovuto: 'MARCA_BOLLO_DIGITALE' }),
      PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA: () =>
        a.invia({ singoli: [{ campi: { identificativoUnivocoDovuto: nuovoIud() }, marca: MARCA }] }),
      PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO: conCampi({ datiSpecificiRiscossione: '9/9999999ZZ/' }),
      PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO: () =>
        a.invia({ di: a.nuovo, ...uno({ importoSingoloVersamento: '900.00' }) }),
      PAA_IMPORTO_BILANCIO_NON_VALIDO: () =>
        a.invia({ singoli: [{ campi: { identificativoUnivocoDovuto: nuovoIud() }, bilancio: ['9.99'] }] }),
      PAA_CAUSALE_NON_PRESENTE: conCampi({ causaleVersamento: ' ' }),
      PAA_ANAGRAFICA_NON_VALIDA: () => a.invia({ pagatore: { 'e-mailPagatore': null }, campi: { showMyPay: 'NONE' } }),
      PAA_SYSTEM_ERROR: () => a.senzaCheckout(() => a.invia()),
    });
    // A name of another ente is nobody's business here.
    const altrui = await unAvviso(a.mondo, a.altro, { IUD: nuovoIud() });
    buona(await conCampi({ identificativoUnivocoDovuto: altrui.iud })());
    expect((await a.guarda(buona(await a.invia({ campi: { showMyPay: 'NONE' } })))).arrivo.modo).toBe('nessuna');
  });
});

describe('paaSILInviaCarrelloDovuti', () => {
  it('dovuti of several enti, each of which has let the caller in; those of one debtor under one iuv', async () => {
    const risposta = buona(
      await a.carrello([
        {},
        { di: a.altro },
        { codIpa: a.ente.codIpa.toUpperCase(), prova: provaDi(a.ente).toUpperCase() },
      ]),
    );
    const { voci } = await a.guarda(risposta);
    expect(voci.map((voce) => [voce.enteId, voce.importoCents])).toEqual([
      [a.ente.enteId, 2000],
      [a.altro.enteId, 1000],
    ]);
    expect(risposta.campo('idSessionCarrello')).not.toBeNull();
  });

  it('and no more than can be paid in one go', async () => {
    const troppi = Array.from({ length: 26 }, () => ({ codIpa: 'nessuno' }));
    expect((await a.carrello(troppi)).fault).toBe('PAA_SYSTEM_ERROR');
    const sei = Array.from({ length: 6 }, (_, i) => ({
      dovuti: documento({ ...uno(), pagatore: { codice: CODICI[i] ?? '' } }),
    }));
    expect(await a.carrello(sei)).toMatchObject({
      fault: 'PAA_SYSTEM_ERROR',
      descrizione: expect.stringContaining('cinque'),
    });
  });

  it('one dovuto with the share of another ente beside its own', async () => {
    const { voci } = await a.guarda(buona(await a.carrello([{}], listaSecondari([secondario()]))));
    expect(voci.map((voce) => voce.importoCents)).toEqual([1500]);
  });

  it('refuses with every code that it declares', async () => {
    const con =
      (detto: DettoDovuti, di = a.ente) =>
      () =>
        a.carrello([{ di, dovuti: documento(detto) }]);
    const campi = (c: Campi) => con(uno(c));
    const suo = await unAvviso(a.mondo, a.ente, { IUD: nuovoIud() });
    const due = listaSecondari([secondario(), secondario()]);
    await produci(inviaCarrello, {
      PAA_ENTE_NON_VALIDO: () => a.carrello([{}, { di: a.altro, prova: provaDi(a.altro, 'sbagliato') }]),
      PAA_XML_NON_VALIDO: () => a.carrello([{ dovuti: base64('ciao') }]),
      PAA_IUV_NON_VALIDO: con({ ...uno(), iuv: '01000000000000123' }),
      PAA_TIPO_VERSAMENTO_NON_VALIDO: con({ ...uno(), tipoVersamento: 'XX' }),
      PAA_P_IVA_NON_VALIDO: con({ ...uno(), pagatore: { tipo: 'G', codice: '00000000019' } }),
      PAA_CODICE_FISCALE_NON_VALIDO: con({ ...uno(), pagatore: { codice: 'RSSMRA80A01H501X' } }),
      PAA_IUD_NON_VALIDO: campi({ identificativoUnivocoDovuto: ' ' }),
      PAA_IUD_DUPLICATO: async () => {
        const detto = documento(uno());
        expect((await campi({ identificativoUnivocoDovuto: suo.iud })()).fault).toBe('PAA_IUD_DUPLICATO');
        return a.carrello([{ dovuti: detto }, { dovuti: detto }]);
      },
      PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: con(uno({ identificativoTipoDovuto: 'CHIUSO' }), a.altro),
      PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO: campi({ identificativoTipoDovuto: 'CHIUSO' }),
      PAA_IMPORTO_MARCA_BOLLO_DIGITALE_NON_VALIDA: campi({ identificativoTipoDovuto: 'MARCA_BOLLO_DIGITALE' }),
      PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA: campi({
        identificativoTipoDovuto: 'MARCA_BOLLO_DIGITALE',
        importoSingoloVersamento: '16.00',
      }),
      PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO: campi({ datiSpecificiRiscossione: '9/9999999ZZ/' }),
      PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO: con(uno({ importoSingoloVersamento: '900.00' }), a.nuovo),
      PAA_IMPORTO_BILANCIO_NON_VALIDO: con({
        singoli: [{ campi: { identificativoUnivocoDovuto: nuovoIud() }, bilancio: ['1.00', '8.99'] }],
      }),
      PAA_CAUSALE_NON_PRESENTE: campi({ causaleVersamento: ' ' }),
      PAA_LIMITE_MASSIMO_DOVUTI_MULTIBENEFICIARI: () => a.carrello([{}, {}], listaSecondari([secondario()])),
      PAA_LIMITE_MASSIMO_DOVUTI_ENTI_SECONDARI: () => a.carrello([{}], due),
      PAA_ENTE_SECONDARIO_NON_VALIDO: () =>
        a.carrello([{}], listaSecondari([secondario({ ibanAccreditoBeneficiario: 'IT00X0542811101000000123456' })])),
      PAA_ERRORE_RECUPERO_DOVUTI_ENTI_SECONDARI: () => a.carrello([{}], '<listaDovutiEntiSecondari/>'),
      PAA_SYSTEM_ERROR: () => a.senzaCheckout(() => a.carrello([{}])),
    });
  });
});

describe('paaSILVerificaAvviso', () => {
  const verifica = (iuv: string, di = a.ente) =>
    a.chiama('paaSILVerificaAvviso', { di, campi: { identificativoUnivocoVersamento: iuv } });

  it('a notice that is here is made ready to be paid', async () => {
    const IUD = nuovoIud();
    const { iuv } = await unAvviso(a.mondo, a.ente, { IUD, importoDovuto: '5.00' });
    expect((await a.guarda(buona(await verifica(iuv)))).voci.map((voce) => voce.importoCents)).toEqual([500]);
    // By its IUV and nothing else, and of the ente that asks.
    expect((await verifica(`3${iuv}`)).fault).toBe('PAA_IUV_NON_VALIDO');
    expect((await verifica(iuv, a.altro)).fault).toBe('PAA_IUV_NON_VALIDO');
    const { voci } = await a.guarda(buona(await a.invia()));
    expect((await verifica(voci[0]?.numeroAvviso.slice(1) ?? '')).fault).toBe('PAA_IUV_NON_VALIDO');
    await annullaAvviso(a.mondo, a.ente, { IUD });
    expect((await verifica(iuv)).fault).toBe('PAA_IUV_NON_VALIDO');
  });

  it('refuses with every code that it declares', async () => {
    const ctx = ctxDi(a.mondo, 'worker', a.altro.enteId);
    const scade = piuGiorni(ctx.oggi, 1);
    const scaduto = await unAvviso(a.mondo, a.altro, { IUD: nuovoIud(), dataScadenzaPagamento: scade });
    const { tipoDovutoId } = a.altro;
    const { iuv } = await unAvviso(a.mondo, a.ente, { IUD: nuovoIud() });
    await produci(verificaAvviso, {
      PAA_IUV_NON_VALIDO: () => verifica('01999999999999999'),
      PAA_SYSTEM_ERROR: () => a.senzaCheckout(() => verifica(iuv)),
      PAA_IUV_SCADUTO: async () => {
        valoreDi(await modificaTipoDovuto(ctx, { tipoDovutoId, cambi: { pagaDopoScadenza: false } }));
        a.mondo.avanti(72 * ORA_MS);
        return verifica(scaduto.iuv, a.altro);
      },
    });
    valoreDi(await modificaTipoDovuto(ctx, { tipoDovutoId, cambi: { attivo: false, pagaDopoScadenza: true } }));
    expect(await verifica(scaduto.iuv, a.altro)).toMatchObject({
      fault: 'PAA_IUV_NON_VALIDO',
      descrizione: expect.stringContaining('abilitato'),
    });
    valoreDi(await modificaTipoDovuto(ctx, { tipoDovutoId, cambi: { attivo: true } }));
  });
});
