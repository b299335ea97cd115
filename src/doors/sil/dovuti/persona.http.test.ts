import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { impostaAccessoSil } from '#modules/enti';
import { impostaRitorni } from '#modules/pagamenti';
import { LAVORO_DETTO, lavori } from '#modules/rendicontazione';
import type { Mondo } from '#platform/contesto';
import { conXml } from '#platform/xml/documento';
import { cerca, type Elemento } from '#platform/xml/elemento';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriSil, chiamaSil, documentiPubblicati, passwordSil, type RispostaSil, type SilDiProva } from '#support/sil';
import { base64, versamento } from '#support/sil-documenti';
import { unaPersona } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { posizioniAperte } from './posizioni-aperte.ts';
import { registra } from './registra.ts';
import { storico } from './storico.ts';

const SITO = 'https://www.regione.example';
let mondo: Mondo;
let sil: SilDiProva;
let regione: EnteDiProva;
let uno: EnteDiProva;
let due: EnteDiProva;
const password = new Map<EnteDiProva, string>();
const chi = unaPersona().codiceFiscale;
const iuv: string[] = [];

beforeAll(async () => {
  const diProva = mondoDiProva(await databaseDiProva());
  regione = await unEnte(diProva);
  mondo = { ...diProva, config: { ...diProva.config, enteAmministratore: regione.codIpa.toUpperCase() } };
  [uno, due] = [await unEnte(mondo), await unEnte(mondo)];
  for (const ente of [regione, uno, due]) password.set(ente, await passwordSil(mondo, ente));
  const { enteId } = regione;
  valoreDi(await impostaRitorni(ctxDi(mondo, 'worker', enteId), { enteId, indirizzi: [SITO] }));
  sil = await apriSil(mondo);
  for (const [ente, iud] of [
    [uno, 'A'],
    [uno, 'B'],
    [due, 'C'],
  ] as const)
    iuv.push(await inserisci(ente, iud));
});
afterAll(() => sil.chiudi());

async function inserisci(ente: EnteDiProva, iud: string): Promise<string> {
  const campi = { identificativoUnivocoDovuto: iud };
  const dovuto = base64(versamento({ campi, pagatore: { codice: chi }, bilancio: ['120.50'] }));
  const risposta = await chiama('paaSILImportaDovuto', ente, { campi: { dovuto, flagGeneraIuv: true } });
  expect(risposta.fault).toBeNull();
  return risposta.campo('identificativoUnivocoVersamento') ?? '';
}

type Detto = {
  campi?: Record<string, string | number | boolean | null>;
  altro?: string;
  codIpa?: string;
  data?: string;
};
const chiama = (
  nome: string,
  ente: EnteDiProva,
  { campi = {}, altro = '', codIpa, data }: Detto,
): Promise<RispostaSil> =>
  chiamaSil(sil.app, {
    ...{ nome, campi, altro, codIpa: codIpa ?? ente.codIpa, password: data ?? password.get(ente) ?? '' },
  });

const persona = (codice: string, tipo = 'F'): string =>
  `<identificativoUnivocoPersonaFG xmlns:y="http://www.regione.veneto.it/schemas/2012/Pagamenti/Ente/">
     <y:tipoIdentificativoUnivoco>${tipo}</y:tipoIdentificativoUnivoco>
     <y:codiceIdentificativoUnivoco>${codice}</y:codiceIdentificativoUnivoco></identificativoUnivocoPersonaFG>`;

const documento = (codificato: string): { radice: Elemento; validi: number } =>
  valoreDi(
    conXml(Buffer.from(codificato, 'base64'), (d) => {
      const schema = documentiPubblicati();
      return {
        ok: true as const,
        value: { radice: d.radice, validi: schema === null ? 0 : d.difetti(schema, d.radice).length },
      };
    }),
  );

const voci = ({ corpo }: RispostaSil, nome: string): Record<string, string>[] =>
  corpo.figli.filter((e) => e.nome === nome).map((e) => Object.fromEntries(e.figli.map((f) => [f.nome, f.testo])));

/** Does what the worker does of what was said. */
async function lavoriDetti(): Promise<void> {
  const lavoro = lavori(() => null).find(({ nome }) => nome === LAVORO_DETTO);
  const ctx = ctxDi(mondo, 'worker', uno.enteId);
  const { rows } = await sql<{ id: string }>`
    select id from rendicontazione.pagamento_detto where ente_id = ${uno.enteId} order by id`.execute(ctx.db);
  for (const { id } of rows) await lavoro?.esegui(ctx, { enteId: uno.enteId, pagamentoId: id });
}

describe.each([posizioniAperte, storico])('$nome', ({ nome, fault }) => {
  const chiedi = (di: EnteDiProva, detto: Detto): Promise<RispostaSil> => chiama(nome, di, detto);
  const CASI: Record<string, () => Promise<RispostaSil>> = {
    PAA_ENTE_NON_VALIDO: () => chiedi(regione, { codIpa: 'c_mai_esistito', altro: persona(chi) }),
    PAA_TIPO_IDENTIFICATIVO_PAGATORE_NON_VALIDO: () => chiedi(regione, { altro: persona(chi, 'X') }),
    PAA_CODICE_IDENTIFICATIVO_PAGATORE_NON_PRESENTE: () => chiedi(regione, { altro: persona(' ') }),
    PAA_INTERVALLO_DATE_NON_VALIDO: () =>
      chiedi(regione, { codIpa: uno.codIpa, altro: `${persona(chi)}<dataFrom>2099-01-01T00:00:00</dataFrom>` }),
  };

  it.each(fault)('refuses with %s', async (codice) => {
    expect(await CASI[codice]?.()).toMatchObject({ fault: codice });
  });

  it('lets in the ente that administers, or the one that is named by its own password', async () => {
    const altro = persona(chi);
    for (const [detto, atteso] of [
      [{ codIpa: '', data: 'sbagliata1' }, 'PAA_ENTE_NON_VALIDO'],
      [{ codIpa: uno.codIpa, data: password.get(due) ?? '' }, 'PAA_ENTE_NON_VALIDO'],
      [{ codIpa: '', data: password.get(uno) ?? '' }, 'PAA_ENTE_NON_VALIDO'],
      [{ codIpa: uno.codIpa, data: password.get(uno) ?? '' }, null],
    ] as const)
      expect(await chiedi(regione, { ...detto, altro })).toMatchObject({ fault: atteso });
  });
});

describe('what is still asked of a person', () => {
  const chiedi = (di: EnteDiProva, detto: Detto = {}): Promise<RispostaSil> =>
    chiama('paaSILChiediPosizioniAperte', di, { altro: persona(chi), ...detto });
  const chiedono = (r: RispostaSil): string[] =>
    voci(r, 'paaSILPosizioniAperte')
      .map((v) => v['codIpaEnte'] ?? '')
      .sort();

  it('is told for all enti to the one that administers, for itself to each', async () => {
    const tutti = [uno.codIpa, uno.codIpa, due.codIpa].sort();
    expect(chiedono(await chiedi(regione, { codIpa: '' }))).toEqual(tutti);
    expect(chiedono(await chiedi(regione, { codIpa: due.codIpa }))).toEqual([due.codIpa]);
    expect(chiedono(await chiedi(uno))).toEqual([uno.codIpa, uno.codIpa]);
    expect(chiedono(await chiedi(regione, { codIpa: '', altro: persona('ANONIMO') }))).toEqual([]);
    expect(chiedono(await chiedi(regione, { codIpa: '', altro: persona(chi, 'G') }))).toEqual([]);
  });

  it('is a valid document, and an address at which it is paid', async () => {
    const [voce] = voci(await chiedi(regione, { codIpa: due.codIpa }), 'paaSILPosizioniAperte');
    expect(voce?.['deNomeEnte']).toBe(due.denominazione);
    const { radice, validi } = documento(voce?.['dovuti'] ?? '');
    expect(validi).toBe(0);
    expect(cerca(radice, 'identificativoUnivocoDovuto')?.testo).toBe('C');
    expect(cerca(radice, 'importo')?.testo).toBe('120.50');
    const url = new URL(voce?.['urlPagamento'] ?? '');
    const vai = async (dati: Record<string, string>): Promise<[number, string]> => {
      const query = new URLSearchParams({ ...Object.fromEntries(url.searchParams), ...dati }).toString();
      const r = await sil.app.inject({ url: `${url.pathname}?${query}` });
      return [r.statusCode, r.statusCode === 303 ? String(r.headers.location) : r.body];
    };
    expect(await vai({})).toEqual([400, expect.stringContaining('backUrl')]);
    expect(await vai({ backUrl: SITO, email: 'no' })).toEqual([400, expect.stringContaining('email')]);
    expect(await vai({ backUrl: SITO, id: 'x' })).toEqual([400, expect.stringContaining('indirizzo')]);
    expect(await vai({ backUrl: `${SITO}/fine`, email: 'a@example.org' })).toEqual([
      303,
      expect.stringMatching(/\/arrivo\/[\w-]{43}$/),
    ]);
  });
});

it('a payment without a receipt is registered once, and the receipt that comes later takes its place', async () => {
  const nome = registra.nome;
  const campi = {
    identificativoUnivocoVersamento: iuv[0] ?? '',
    singoloImportoPagato: '120.50',
    dataEsitoSingoloPagamento: '2026-11-20',
    identificativoUnivocoRiscossione: 'IUR-1',
    tipoIstitutoAttestante: 'B',
    codiceIstitutiAttestante: 'PSPTEST1',
    denominazioneAttestante: 'Banca di prova',
  };
  for (const manca of Object.keys(campi).filter((nomeCampo) => nomeCampo !== 'tipoIstitutoAttestante')) {
    const risposta = await chiama(nome, uno, { campi: { ...campi, [manca]: ' ' } });
    expect([risposta.fault, risposta.descrizione]).toEqual(['PAA_SYSTEM_ERROR', expect.stringContaining(manca)]);
  }
  expect(registra.fault).toEqual(['PAA_SYSTEM_ERROR']);
  for (const volta of [1, 2]) expect((await chiama(nome, uno, { campi })).campo('esito'), `${volta}`).toBe('OK');
  expect(
    (await chiama(nome, uno, { campi: { ...campi, identificativoUnivocoRiscossione: 'IUR-2' } })).fault,
  ).toBeNull();
  await lavoriDetti();
  const storia = async (): Promise<Record<string, string>[]> =>
    voci(
      await chiama('paaSILChiediStoricoPagamenti', regione, {
        ...{ codIpa: '', altro: `${persona(chi)}<dataFrom>2026-11-01T00:00:00</dataFrom>` },
      }),
      'paaSILStoricoPagamenti',
    );
  const [prima, altra] = await storia();
  expect([prima?.['codIpaEnte'], prima?.['rt'], altra]).toEqual([uno.codIpa, undefined, undefined]);
  const { radice, validi } = documento(prima?.['ctPagatiConRicevuta'] ?? '');
  expect([validi, cerca(radice, 'esitoSingoloPagamento')?.testo]).toEqual([0, 'PAGATO CON RENDICONTAZIONE 9']);

  const vera = { iuv: iuv[0] ?? '', numeroAvviso: `3${iuv[0] ?? ''}`, importo: 12_050, receiptId: 'IUR-1' };
  expect((await consegna(mondo, uno, ricevutaLetta(uno, vera))).risposta).toBe('OK');
  const [dopo] = await storia();
  expect(Buffer.from(dopo?.['rt'] ?? '', 'base64').toString()).toContain('IUR-1');
  const url = new URL(dopo?.['urlDownloadRT'] ?? '');
  // From wherever the ente's software calls: this address is for people.
  const ufficio = ctxDi(mondo, 'ufficio', uno.enteId);
  valoreDi(await impostaAccessoSil(ufficio, { reti: ['192.0.2.0/24'], certificatiCn: [] }));
  const pdf = await sil.app.inject({ url: url.pathname + url.search });
  expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
  valoreDi(await impostaAccessoSil(ufficio, { reti: [], certificatiCn: [] }));
  url.searchParams.set('securityToken', 'x');
  expect((await sil.app.inject({ url: url.pathname + url.search })).statusCode).toBe(400);
  const aperte = await chiama('paaSILChiediPosizioniAperte', uno, { altro: persona(chi) });
  expect(voci(aperte, 'paaSILPosizioniAperte')).toHaveLength(1);
});
