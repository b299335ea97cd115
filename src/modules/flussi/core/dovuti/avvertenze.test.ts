import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { csvDovuti, SECONDARIO, type RigaProva } from '#support/dovuti';
import { avvertenzeDi, type CodiceAvvertenza } from './avvertenze.ts';
import { leggiRiga } from './leggi-riga.ts';
import type { Luoghi, RegoleEnte } from './regole.ts';

const LUOGHI: Luoghi = {
  provinciaNota: () => true,
  nazioneNota: () => true,
  comuneNoto: ({ provincia, nome }) => `${provincia} ${nome}` === 'PD Padova',
  // H501 was there from 1871: what the code in these tests says is 1 January 1980.
  nascitaNota: ({ luogo, giorni }) => luogo === 'H501' && giorni.includes('1980-01-01' as Giorno),
};

function avvertenze(riga: RigaProva, versione: '1_3' | '1_4' = '1_3'): CodiceAvvertenza[] {
  const [, testo = ''] = csvDovuti({ codIpa: 'c_x', tipo: 'TARI' }, versione, [{ IUD: 'A', ...riga }]).split('\n');
  const letta = leggiRiga(testo, versione);
  if (!letta.ok) expect.fail(letta.scarto.testo);
  return avvertenzeDi(letta.value, { oggi: '2026-11-27' as Giorno, luoghi: LUOGHI } as RegoleEnte);
}

describe('a good row', () => {
  it.each<[RigaProva, CodiceAvvertenza[]]>([
    [{}, []],
    [{ azione: 'M' }, []],
    [{ localitaPagatore: 'Padovva' }, ['COMUNE_SCONOSCIUTO']],
    [{ provinciaPagatore: 'VE' }, ['COMUNE_SCONOSCIUTO']],
    [{ provinciaPagatore: 'pd', nazionePagatore: 'it' }, []],
    [{ provinciaPagatore: '', localitaPagatore: 'Padovva' }, []],
    [{ localitaPagatore: '' }, []],
    [{ nazionePagatore: '', localitaPagatore: 'Padovva', capPagatore: '1' }, []],
    [{ nazionePagatore: 'FR', provinciaPagatore: '75', localitaPagatore: 'Paris', capPagatore: '1' }, []],
    [{ capPagatore: '3510' }, ['CAP_NON_VALIDO']],
    [{ capPagatore: 'SW1A1' }, ['CAP_NON_VALIDO']],
    [{ capPagatore: '' }, []],
    [{ codiceIdentificativoUnivoco: 'rssmra80a01h501u' }, []],
    [{ codiceIdentificativoUnivoco: 'RSSMRA80A01H50MM' }, []],
    [{ codiceIdentificativoUnivoco: 'MRTMTT25D09F205Z' }, ['NASCITA_SCONOSCIUTA']],
    [{ codiceIdentificativoUnivoco: '80007580279' }, []],
    [{ codiceIdentificativoUnivoco: 'ANONIMO' }, []],
    [{ localitaPagatore: 'Padovva', capPagatore: '1' }, ['COMUNE_SCONOSCIUTO', 'CAP_NON_VALIDO']],
    [{ localitaPagatore: 'Padovva', capPagatore: '1', azione: 'A' }, []],
  ])('%j', (riga, attese) => expect(avvertenze(riga)).toEqual(attese));

  it('is looked at for the second beneficiary too', () => {
    const secondo = { nazioneEnteSecondario: 'IT', provinciaEnteSecondario: 'PD', localitaEnteSecondario: 'Qui' };
    expect(avvertenze({ ...SECONDARIO, ...secondo, capEnteSecondario: '351' }, '1_4')).toEqual([
      'COMUNE_SCONOSCIUTO_ENTE_SECONDARIO',
      'CAP_NON_VALIDO_ENTE_SECONDARIO',
    ]);
    expect(avvertenze({ ...SECONDARIO, ...secondo, localitaEnteSecondario: 'Padova' }, '1_4')).toEqual([]);
  });
});
