import { describe, expect, it } from 'vitest';
import { accessoConsentito, attivabile, type ProveStazione, type Visita } from './accesso.ts';

const SEGRETO = Uint8Array.from({ length: 32 }, (_, i) => i);
const ALTRO = SEGRETO.with(31, 0);
const NIENTE: ProveStazione = { segretiHmac: [], certificatiCn: [], indirizzi: [] };
const MUTA: Visita = { segretoHmac: null, certificatoCn: null, indirizzoAmmesso: false };
const PIENA: Visita = { segretoHmac: SEGRETO, certificatoCn: 'forwarder.platform.pagopa.it', indirizzoAmmesso: true };

describe('accessoConsentito', () => {
  it.each<[string, Partial<ProveStazione>, Partial<Visita>, boolean]>([
    ['nothing filled in, whatever is shown', {}, PIENA, false],
    ['segment right', { segretiHmac: [SEGRETO] }, { segretoHmac: SEGRETO }, true],
    ['segment wrong in the last byte', { segretiHmac: [SEGRETO] }, { segretoHmac: ALTRO }, false],
    ['segment missing', { segretiHmac: [SEGRETO] }, {}, false],
    ['segment shorter', { segretiHmac: [SEGRETO] }, { segretoHmac: SEGRETO.subarray(0, 31) }, false],
    ['segment longer', { segretiHmac: [SEGRETO] }, { segretoHmac: Uint8Array.from([...SEGRETO, 0]) }, false],
    ['second of two segments', { segretiHmac: [ALTRO, SEGRETO] }, { segretoHmac: SEGRETO }, true],
    ['first of two segments', { segretiHmac: [SEGRETO, ALTRO] }, { segretoHmac: SEGRETO }, true],
    [
      'certificate right, other letters',
      { certificatiCn: ['Forwarder.platform.pagopa.IT'] },
      { certificatoCn: PIENA.certificatoCn },
      true,
    ],
    [
      'certificate of another',
      { certificatiCn: ['forwarder.uat.platform.pagopa.it'] },
      { certificatoCn: PIENA.certificatoCn },
      false,
    ],
    ['certificate missing', { certificatiCn: ['a.it'] }, {}, false],
    ['address in the networks', { indirizzi: ['10.0.0.0/8'] }, { indirizzoAmmesso: true }, true],
    ['address outside them', { indirizzi: ['10.0.0.0/8'] }, {}, false],
    [
      'all three satisfied',
      { segretiHmac: [SEGRETO], certificatiCn: ['forwarder.platform.pagopa.it'], indirizzi: ['10.0.0.0/8'] },
      PIENA,
      true,
    ],
    [
      'segment right, address wrong',
      { segretiHmac: [SEGRETO], indirizzi: ['10.0.0.0/8'] },
      { ...PIENA, indirizzoAmmesso: false },
      false,
    ],
    [
      'segment right, certificate missing',
      { segretiHmac: [SEGRETO], certificatiCn: ['a.it'] },
      { ...PIENA, certificatoCn: null },
      false,
    ],
    [
      'an address that is admitted opens nothing by itself',
      { segretiHmac: [SEGRETO] },
      { indirizzoAmmesso: true },
      false,
    ],
  ])('%s', (_, stazione, visita, atteso) => {
    expect(accessoConsentito({ ...NIENTE, ...stazione }, { ...MUTA, ...visita })).toBe(atteso);
  });
});

describe('attivabile', () => {
  it.each<[string, Partial<ProveStazione>, boolean, boolean]>([
    ['nothing', {}, false, false],
    ['addresses alone', { indirizzi: ['10.0.0.0/8'] }, true, false],
    ['segment', { segretiHmac: [SEGRETO] }, true, true],
    ['certificate', { certificatiCn: ['a.it'] }, true, true],
  ])('%s', (_, stazione, demo, produzione) => {
    expect(attivabile({ ...NIENTE, ...stazione }, 'demo')).toBe(demo);
    expect(attivabile({ ...NIENTE, ...stazione }, 'produzione')).toBe(produzione);
  });
});
