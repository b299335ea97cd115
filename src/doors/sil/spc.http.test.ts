import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA } from '#kernel/giorno';
import { caricaQuadrature, caricaRendicontazione } from '#modules/rendicontazione';
import { xmlQuadratura } from '#support/quadratura';
import { xmlDiProva } from '#support/rendicontazione';
import { apriSil, chiamaSil, type RispostaSil } from '#support/sil';
import { FlussiSil, type Campi } from '#support/sil-flussi';
import { ctxDi, type EnteDiProva } from '#support/un-ente';
import { SPC } from './spc.ts';

let s: FlussiSil;
beforeAll(async () => {
  s = await FlussiSil.apri();
});
afterAll(() => s.chiudi());

const PSP = 'BINVENTATA01';
const OGGI = { dateFrom: giornoA(new Date()), dateTo: giornoA(new Date()) };

/** Somebody loads the statement of a PSP, made long before. */
async function carica(di: EnteDiProva, parti: { iuf: string; prodotta: string }): Promise<string> {
  const xml = xmlDiProva(di, [{ iuv: '01000000000000001', iur: `IUR-${parti.iuf}`, importo: '12.50' }], parti);
  const contenuto = Readable.from([Buffer.from(xml)]);
  const ctx = ctxDi(s.mondo, 'ufficio', di.enteId);
  valoreDi(await caricaRendicontazione(ctx, { nomeFile: `${parti.iuf}.xml`, contenuto }));
  return xml;
}

const elenco = (campi: Campi, di = s.ente): Promise<RispostaSil> =>
  s.chiama('paaSILChiediElencoFlussiSPC', {
    di,
    campi: { identificativoPsp: PSP, tipoFlusso: 'R', ...OGGI, ...campi },
  });
const flusso = (campi: Campi, di = s.ente): Promise<RispostaSil> => {
  const altri = { identificativoPsp: PSP, tipoFlusso: 'R', ...campi };
  return s.chiama('paaSILChiediFlussoSPC', { di, campi: altri, incompleta: true });
};

/** The statements of a list, each as it is asked for. */
function voci({ corpo }: RispostaSil): { identificativoFlusso: string; dataOraFlusso: string }[] {
  const tutte = corpo.figli.find(({ nome }) => nome === 'elencoFlussiSPC')?.figli ?? [];
  return tutte.slice(1).map(({ figli }) => ({
    identificativoFlusso: figli[0]?.testo ?? '',
    dataOraFlusso: figli[1]?.testo ?? '',
  }));
}

it('lists what came in those days, and gives each as the PSP wrote it', async () => {
  // The hour that autumn repeats: the second of the two.
  const due = { iuf: '2020-10-25BINVENTATA01-0002', prodotta: '2020-10-25T02:30:00+01:00' };
  const xml = await carica(s.ente, { iuf: '2020-02-03BINVENTATA01-0001', prodotta: '2020-02-03T10:00:00' });
  await carica(s.ente, due);
  const trovate = await elenco({});
  expect(trovate.corpo.figli[0]?.figli[0]?.testo).toBe('2');
  expect(voci(trovate)).toEqual([
    { identificativoFlusso: '2020-02-03BINVENTATA01-0001', dataOraFlusso: '2020-02-03T10:00:00+01:00' },
    { identificativoFlusso: due.iuf, dataOraFlusso: due.prodotta },
  ]);
  for (const voce of voci(trovate)) expect((await flusso(voce)).campo('stato')).toBe('OK');

  const [prima] = voci(trovate);
  const detto = await flusso(prima ?? {});
  expect(detto.campo('downloadUrl')).toContain('type=FLUSSI_RENDIC');
  const scaricato = await s.scarica(detto.campo('downloadUrl'));
  expect(scaricato.byte.toString()).toBe(xml);
  // Without its zone it is the hour of Rome.
  expect((await flusso({ ...prima, dataOraFlusso: '2020-02-03T10:00:00' })).campo('stato')).toBe('OK');
});

it('lists and gives the flows of quadratura that the ente brought, whatever PSP is asked for', async () => {
  const di = await s.altroEnte();
  await carica(di, { iuf: '2020-02-03BINVENTATA01-0001', prodotta: '2020-02-03T10:00:00' });
  const contenuto = Readable.from([Buffer.from(xmlQuadratura())]);
  const nomeFile = 'Q-1_20190701123000.xml';
  valoreDi(await caricaQuadrature(ctxDi(s.mondo, 'ufficio', di.enteId), { nomeFile, contenuto }));
  const trovate = voci(await elenco({ tipoFlusso: 'Q', identificativoPsp: 'ALTRO' }, di));
  expect(trovate).toEqual([{ identificativoFlusso: 'Q-1', dataOraFlusso: '2019-07-01T12:30:00+02:00' }]);
  const chiesto = { ...trovate[0], tipoFlusso: 'Q', identificativoPsp: 'ALTRO' };
  const detto = await flusso(chiesto, di);
  const indirizzo = new URL(detto.campo('downloadUrl') ?? '');
  const mese = OGGI.dateTo.slice(0, 7).replace('-', '_');
  expect([indirizzo.searchParams.get('type'), indirizzo.searchParams.get('filename')]).toEqual([
    ...['FLUSSI_QUADR', `QUADRATURA/${mese}/${nomeFile}`],
  ]);
  expect((await s.scarica(detto.campo('downloadUrl'))).byte.toString()).toBe(xmlQuadratura());
  // Of other days, by another name or as a statement, and for another ente, there is none.
  expect(voci(await elenco({ tipoFlusso: 'Q', dateFrom: '2019-07-01', dateTo: '2019-07-31' }, di))).toEqual([]);
  for (const [campi, chi] of [
    [{ ...chiesto, dataOraFlusso: '2019-07-01T12:30:01' }, di],
    [{ ...chiesto, identificativoFlusso: 'Q-2' }, di],
    [{ ...chiesto, tipoFlusso: 'R' }, di],
    [chiesto, s.ente],
  ] as const)
    expect((await flusso(campi, chi)).campo('stato')).toBe('KO');
});

it('knows nothing of other days, other PSPs, quadrature, other enti', async () => {
  const altro = await s.altroEnte();
  const suo = { iuf: '2020-02-04BINVENTATA01-0009', prodotta: '2020-02-04T10:00:00' };
  await carica(altro, suo);
  for (const campi of [
    { dateFrom: '2020-02-03', dateTo: '2020-02-03' },
    { identificativoPsp: 'ALTRO' },
    { tipoFlusso: 'Q' },
  ])
    expect(voci(await elenco(campi, altro))).toEqual([]);
  expect(voci(await elenco({}, altro))).toHaveLength(1);
  const chiesto = { identificativoFlusso: suo.iuf, dataOraFlusso: suo.prodotta };
  for (const [campi, di] of [
    [chiesto, s.ente],
    [{ ...chiesto, identificativoPsp: 'ALTRO' }, altro],
    [{ ...chiesto, tipoFlusso: 'Q' }, altro],
    [{ ...chiesto, dataOraFlusso: '2020-02-04T10:00:01' }, altro],
    [{ ...chiesto, dataOraFlusso: 'ieri' }, altro],
    [{}, altro],
  ] as const) {
    const risposta = await flusso(campi, di);
    expect([risposta.fault, risposta.campo('stato'), risposta.campo('downloadUrl')]).toEqual([null, 'KO', null]);
  }
});

describe.each(SPC.map((o) => [o.nome, o] as const))('%s', (nome, operazione) => {
  const casi: Record<string, () => Promise<RispostaSil>> = {
    ...(nome === 'paaSILChiediElencoFlussiSPC' && {
      PAA_ENTE_NON_VALIDO: () => elenco({ dateFrom: '2026-11-02', dateTo: '2026-11-01' }),
    }),
    CODE_PAA_ERRORE_INTERNO: async () => {
      const rotto = await apriSil({ ...s.mondo, pools: { ...s.mondo.pools, sil: senzaTabelle(s.mondo.pools.sil) } });
      const campi = { ...OGGI, identificativoFlusso: 'x', dataOraFlusso: '2020-02-03T10:00:00' };
      const password = await s.passwordDi(s.ente);
      const risposta = await chiamaSil(rotto.app, { nome, codIpa: s.ente.codIpa, password, campi });
      expect(risposta.corpo.figli[0]?.figli.at(-1)?.testo).toBe('1');
      await rotto.chiudi();
      return risposta;
    },
  };

  it('refuses what it says that it refuses', async () => {
    expect(Object.keys(casi)).toEqual([...operazione.fault]);
    for (const [codice, caso] of Object.entries(casi)) expect((await caso()).fault).toBe(codice);
  });
});

type Pool = FlussiSil['mondo']['pools']['sil'];

/** A database that has lost the statements. */
function senzaTabelle(pool: Pool): Pool {
  const togli = <T extends object>(cosa: T): T =>
    new Proxy(cosa, {
      get(oggetto, chiave) {
        const valore: unknown = Reflect.get(oggetto, chiave);
        if (typeof valore !== 'function') return valore;
        return (...argomenti: unknown[]): unknown => {
          if (chiave === 'query' && JSON.stringify(argomenti).includes('rendicontazione.'))
            return Promise.reject(new Error('the table is not there'));
          const esito: unknown = Reflect.apply(valore, oggetto, argomenti);
          return chiave === 'connect' ? (esito as Promise<object>).then(togli) : esito;
        };
      },
    });
  return togli(pool);
}
