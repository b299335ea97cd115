import { expect, test } from 'vitest';
import { parseCodiceFiscale, type CodiceFiscale } from '#kernel/codice-fiscale';
import { piuMesi, type Giorno } from '#kernel/giorno';
import { leggiDelega, motivoDelega, statoDelega, validaFino } from './delega.ts';

const OGGI = '2026-11-28' as Giorno;
const IO = 'RSSMRA80A01H501U' as CodiceFiscale;

/** A person born on the first of January of that year (two digits), in no place. */
function nato(anno: string): CodiceFiscale {
  const trovato = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    .map((lettera) => parseCodiceFiscale(`PRVDLG${anno}A01M991${lettera}`))
    .find((codice) => codice !== null);
  if (trovato === undefined || trovato === null) throw new Error('no check character fits');
  return trovato;
}

const chiede = (genere: string, codice: string, nome = 'Ada  Neri ') => {
  const letta = leggiDelega({ genere, codice, nome }, { delegato: IO, oggi: OGGI });
  return letta.ok ? letta.value : letta.refusal.codice;
};

test('a request says by what right, for whom, and is not for oneself nor for a firm', () => {
  expect(chiede('minore', nato('15').toLowerCase())).toEqual({
    genere: 'minore',
    deleganteCodice: nato('15'),
    deleganteNome: 'Ada Neri',
  });
  expect(chiede('amico', nato('15'))).toBe('DELEGA_GENERE_NON_VALIDO');
  expect(chiede('delega', 'PRV')).toBe('DELEGA_CODICE_NON_VALIDO');
  expect(chiede('delega', '00743110157')).toBe('DELEGA_CODICE_NON_VALIDO');
  expect(chiede('delega', IO)).toBe('DELEGA_A_SE_STESSI');
  expect(chiede('delega', nato('50'), '  ')).toBe('DELEGA_NOME_MANCANTE');
  expect(chiede('minore', nato('70'))).toBe('DELEGA_NON_MINORE');
});

test('it holds through a day that is to come, within the bound, and of a minor until they come of age', () => {
  const adulto = { genere: 'delega', deleganteCodice: nato('70') } as const;
  const fino = (giorno: Giorno, di: Parameters<typeof validaFino>[1] = adulto) => validaFino(giorno, di, OGGI).ok;
  expect([fino(OGGI), fino('2026-11-27' as Giorno), fino(piuMesi(OGGI, 60)), fino(piuMesi(OGGI, 61))]).toEqual([
    ...[true, false, true, false],
  ]);
  const minore = { genere: 'minore', deleganteCodice: nato('10') } as const;
  expect([fino('2028-01-01' as Giorno, minore), fino('2028-01-02' as Giorno, minore)]).toEqual([true, false]);
  expect(validaFino('2026-01-01' as Giorno, adulto, OGGI)).toMatchObject({
    refusal: { codice: 'DELEGA_GIORNO_NON_VALIDO' },
  });
});

test('past its last day it is over; a refusal has a reason', () => {
  const approvata = { stato: 'approvata', validaAl: '2026-11-27' as Giorno } as const;
  expect(statoDelega(approvata, OGGI)).toBe('scaduta');
  expect(statoDelega({ ...approvata, validaAl: OGGI }, OGGI)).toBe('approvata');
  expect(motivoDelega('  ')).toMatchObject({ refusal: { codice: 'DELEGA_MOTIVO_MANCANTE' } });
  expect(motivoDelega(' Manca la firma. ')).toEqual({ ok: true, value: 'Manca la firma.' });
});
