import { describe, expect, it } from 'vitest';
import { leggiNomeQuadratura, scriviNomeQuadratura, senzaCartelle } from './quadratura.ts';

describe('the name of a flow of quadratura', () => {
  it.each([
    ['Q-2019-03-01_20190301123000.xml', 'Q-2019-03-01', '2019-03-01T11:30:00.000Z'],
    // The id may hold what parts it from the instant, and the hour is that of Rome in summer too.
    ['a_20200101000000_20190701000000.XML', 'a_20200101000000', '2019-06-30T22:00:00.000Z'],
    [`${'x'.repeat(35)}_20190301240000.xml`, 'x'.repeat(35), '2019-03-01T23:00:00.000Z'],
  ])('%s', (nome, idFlusso, istante) => {
    const letto = leggiNomeQuadratura(nome);
    expect(letto).toEqual({ ok: true, value: { idFlusso, prodottaIl: new Date(istante) } });
  });

  it.each([
    'quadratura.xml',
    '_20190301123000.xml',
    `${'x'.repeat(36)}_20190301123000.xml`,
    'Q_20190230123000.xml',
    'Q_20190301250000.xml',
    'Q_00000301120000.xml',
    'Q_2019030112300.xml',
    'Q_20190301123000.xml.xml',
    'Q_20190301123000.zip',
    'Q\u0007_20190301123000.xml',
    'Qè_20190301123000.xml',
    '',
  ])('is not %j', (nome) => {
    expect(leggiNomeQuadratura(nome)).toMatchObject({ ok: false, refusal: { codice: 'QUADRATURA_NOME' } });
  });

  it('is written back as it was, and is the last part of a path', () => {
    const nome = 'Q-1_20190701000000.xml';
    const letto = leggiNomeQuadratura(nome);
    expect(letto.ok && scriviNomeQuadratura(letto.value)).toBe(nome);
    for (const percorso of [nome, `QUADRATURA/2019_07/${nome}`, `C:\\QUADRATURA\\${nome}`, `../../${nome}`])
      expect(senzaCartelle(percorso)).toBe(nome);
  });
});
