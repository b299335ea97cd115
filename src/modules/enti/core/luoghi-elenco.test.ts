import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiaveLuogo, isNazione, isProvincia } from '#kernel/luoghi';
import { leggiElencoLuoghi, type ElencoLuoghi } from './luoghi-elenco.ts';
import type { Comune, Nazione } from './luoghi.ts';

// Comuni that are not there.
const TESTA =
  '"ID","DATAISTITUZIONE","DATACESSAZIONE","CODISTAT","CODCATASTALE","DENOMINAZIONE_IT","ALTRADENOMINAZIONE","SIGLAPROVINCIA"';
const archivio = (...righe: string[]): string => `${[TESTA, ...righe].join('\r\n')}\r\n`;
const ROCCA = '"1","1861-03-17","1923-02-13","099001","X001","ROCCASERENA","KLARBURG","VI"';

function letto(testo: string): ElencoLuoghi {
  const esito = leggiElencoLuoghi(testo);
  return esito.ok ? esito.value : expect.fail(JSON.stringify(esito.refusal));
}

describe('the archive of comuni', () => {
  it('is read by the names of its columns, whatever their order and their separator', () => {
    const atteso = [
      {
        codice: 'X001',
        denominazione: 'ROCCASERENA',
        altraDenominazione: 'KLARBURG',
        provincia: 'VI',
        validoDal: '1861-03-17',
        validoAl: '1923-02-14',
      },
    ];
    expect(letto(archivio(ROCCA))).toEqual({ genere: 'comuni', righe: atteso });
    const altrimenti =
      '\uFEFFsiglaprovincia;Denominazione IT;CODCATASTALE;DATACESSAZIONE;DATAISTITUZIONE;ALTRA DENOMINAZIONE\n' +
      '\n VI ; ROCCASERENA;X001;1923-02-13;1861-03-17;KLARBURG';
    expect(letto(altrimenti)).toEqual({ genere: 'comuni', righe: atteso });
  });

  it('has a row for as long as name and provincia last, and passes over what has no code or no provincia', () => {
    const { righe } = letto(
      archivio(
        '"5","1970-01-01","9999-12-31","","X001","ROCCASERENA TERME","","VI"',
        '"3","1928-01-01","1946-12-31","","X001","ROCCASERENA","","PD"',
        ROCCA,
        '"4","1947-01-01","1969-12-31","","X001","ROCCASERENA","","PD"',
        '"6","1861-03-17","1910-01-01","","ND","VALDISOPRA","","VI"',
        '"7","1861-03-17","1910-01-01","","X002","VALDISOPRA","",""',
        '"8","1861-03-17","1928-01-25","","X003","FONTEVIVA","","TV"',
        '"9","1861-03-17","9999-12-31","","X003","FONTEVIVA ALTA","","TV"',
      ),
    ) as { righe: Comune[] };
    expect(righe.map((c) => [c.codice, c.denominazione, c.provincia, c.validoDal, c.validoAl])).toEqual([
      ['X001', 'ROCCASERENA', 'VI', '1861-03-17', '1923-02-14'],
      ['X001', 'ROCCASERENA', 'PD', '1928-01-01', '1970-01-01'],
      ['X001', 'ROCCASERENA TERME', 'VI', '1970-01-01', null],
      ['X003', 'FONTEVIVA ALTA', 'TV', '1861-03-17', null],
    ]);
  });

  it.each<[string, string, string]>([
    ['a code', ROCCA.replace('X001', 'X1'), 'CODCATASTALE'],
    ['a provincia', ROCCA.replace('"VI"', '"Vicenza"'), 'SIGLAPROVINCIA'],
    ['a name', ROCCA.replace('ROCCASERENA', '--'), 'DENOMINAZIONE_IT'],
    ['a name without end', ROCCA.replace('ROCCASERENA', 'A'.repeat(141)), 'DENOMINAZIONE_IT'],
    ['the other name', ROCCA.replace('KLARBURG', '?'), 'ALTRADENOMINAZIONE'],
    ['a day', ROCCA.replace('1861-03-17', '17/03/1861'), 'DATAISTITUZIONE'],
    ['a day that is none', ROCCA.replace('1923-02-13', '1923-02-30'), 'DATACESSAZIONE'],
    ['an end before the beginning', ROCCA.replace('1923-02-13', '1861-03-16'), 'DATACESSAZIONE'],
  ])('refused for %s, and says where', (_, riga, campo) => {
    expect(leggiElencoLuoghi(archivio(ROCCA, riga))).toMatchObject({
      ok: false,
      refusal: { codice: 'LUOGHI_RIGA_NON_VALIDA', parametri: { riga: 2, campo } },
    });
  });
});

describe('the list of nations', () => {
  const TESTA_ISTAT =
    'Stato(S)/Territorio(T);Codice ISTAT;Denominazione IT;Codice AT;Codice ISO 3166 alpha2;Codice ISO 3166 alpha3';
  it('is told by its columns', () => {
    const testo = `${TESTA_ISTAT}\nS;901;Valdorata;Z901;XV;XVA\nT;902;Isole di Sopra;n.d.;XS;XSO\nT;903;Isole di Sotto;Z903;n.d.;\n`;
    expect(letto(testo)).toEqual({
      genere: 'nazioni',
      righe: [
        { codice: 'Z901', iso: 'XV', denominazione: 'Valdorata', validaAl: null },
        { codice: 'Z903', iso: null, denominazione: 'Isole di Sotto', validaAl: null },
      ],
    });
  });

  it.each([
    ['Codice AT', 'S;901;Valdorata;A901;XV;XVA'],
    ['Codice ISO 3166 alpha2', 'S;901;Valdorata;Z901;XVA;XVA'],
    ['Denominazione IT', 'S;901;;Z901;XV;XVA'],
  ])('refused for %s', (campo, riga) => {
    expect(leggiElencoLuoghi(`${TESTA_ISTAT}\n${riga}\n`)).toMatchObject({
      refusal: { codice: 'LUOGHI_RIGA_NON_VALIDA', parametri: { riga: 1, campo } },
    });
  });
  it('refused for the day on which one ended', () => {
    expect(leggiElencoLuoghi(`${TESTA_ISTAT};DATACESSAZIONE\nS;901;Valdorata;Z901;XV;XVA;ieri\n`)).toMatchObject({
      refusal: { parametri: { campo: 'DATACESSAZIONE' } },
    });
  });
});

describe('anything else is refused whole', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['a page', '<!doctype html><html><body>Pagina non trovata</body></html>'],
    ['a header and no rows', `${TESTA}\n`],
    ['other columns', 'a,b\n1,2\n'],
    ['a column less', archivio(ROCCA).replace('"CODCATASTALE"', '"CODICE"')],
    ['a file cut short within a row', archivio(ROCCA, ROCCA).slice(0, -20)],
    ['a quote left open', archivio(ROCCA.replace('"KLARBURG"', '"KLARBURG'))],
    ['rows of no code', archivio(ROCCA.replace('X001', 'ND'))],
    ['a NUL', archivio(ROCCA.replace('ROCCA', 'ROC\0CA'))],
    ['nations without a code', 'Codice AT;Codice ISO 3166 alpha2;Denominazione IT\nn.d.;XV;Valdorata\n'],
  ])('%s', (_, testo) => {
    expect(leggiElencoLuoghi(testo)).toMatchObject({ ok: false, refusal: { codice: 'LUOGHI_ILLEGGIBILI' } });
  });

  it('any text is answered', () => {
    const brandello = fc.constantFrom(TESTA, ROCCA, '"', ';', ',', '\n', '\r', '9999-12-31', 'X001');
    fc.assert(
      fc.property(fc.array(fc.oneof(brandello, fc.string({ unit: 'grapheme' }))), (pezzi) => {
        const esito = leggiElencoLuoghi(pezzi.join(''));
        expect(esito.ok || esito.refusal.codice.startsWith('LUOGHI_')).toBe(true);
      }),
    );
  });
});

describe('the lists that come with the program', () => {
  const qui = (genere: string): ElencoLuoghi =>
    letto(readFileSync(join(import.meta.dirname, '..', 'luoghi', `${genere}.csv`), 'utf8'));
  const comuni = qui('comuni').righe as Comune[];
  const inForza = comuni.filter((c) => c.validoAl === null);

  it('have each comune of today once, and no two of a provincia with the same key', () => {
    expect(inForza.length).toBeGreaterThan(7800);
    expect(new Set(inForza.map((c) => c.codice)).size).toBe(inForza.length);
    expect(new Set(inForza.map((c) => c.provincia + chiaveLuogo(c.denominazione))).size).toBe(inForza.length);
    expect([...new Set(inForza.map((c) => c.provincia))].filter((sigla) => !isProvincia(sigla))).toEqual([]);
  });

  it('have nations of ISO, each of today once', () => {
    const nazioni = qui('nazioni').righe as Nazione[];
    const sigle = nazioni.flatMap((n) => (n.iso === null || n.validaAl !== null ? [] : [n.iso]));
    expect(new Set(sigle).size).toBe(sigle.length);
    expect(nazioni.flatMap((n) => n.iso ?? []).filter((iso) => !isNazione(iso))).toEqual([]);
  });

  const elenco = new URL('../../../../../shared/data/lookup/mypay/comune.csv', import.meta.url);
  // Beside MyPay's list, as of some years ago: the comuni that it says are of today (they have an ISTAT code) are known here, but for two
  // dozen names that it spells in its own way.
  it.skipIf(!existsSync(elenco) && process.env['CI'] !== 'true')('know the comuni that MyPay knows', () => {
    const noti = new Set(
      comuni.flatMap(({ provincia, denominazione, altraDenominazione: altra }) =>
        [denominazione, `${denominazione}${altra ?? ''}`].map((nome) => provincia + chiaveLuogo(nome)),
      ),
    );
    const loro = readFileSync(elenco, 'utf8')
      .trim()
      .split('\n')
      .map((riga) => riga.replaceAll('"', '').split(','))
      .filter((campi) => campi[5] !== '');
    expect(loro.length).toBeGreaterThan(8000);
    expect(loro.filter((campi) => !noti.has(`${campi[3]}${chiaveLuogo(campi[1] ?? '')}`)).length).toBeLessThan(25);
  });
});
