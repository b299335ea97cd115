import { describe, expect, it, test } from 'vitest';
import { FINE_DI_ZIP, unPdf } from '#support/allegati';
import {
  allegatiRisposti,
  campoDi,
  giudicaAllegato,
  nomeAllegato,
  righeScritte,
  type CampoConFile,
} from './allegato.ts';

const PDF = unPdf();
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const campo = { accetta: ['application/pdf', 'image/png', 'image/jpeg'], bytesMax: 1000 };
const unito = (...pezzi: (string | Buffer)[]): Buffer =>
  Buffer.concat(pezzi.map((uno) => (typeof uno === 'string' ? Buffer.from(uno, 'latin1') : uno)));
/** A ZIP that has the rest of the file as its comment. */
const zipConCommento = (dopo: Buffer): Buffer => {
  const fine = Buffer.from(FINE_DI_ZIP);
  fine.writeUInt16LE(dopo.length, 20);
  return unito(fine, dopo);
};

describe('a file is what its bytes say', () => {
  test.each([
    ['a PDF', PDF, 'application/pdf'],
    ['a PDF of version 2', unito('%PDF-2.0\n', PDF.subarray(9)), 'application/pdf'],
    ['a PDF filled with zeros to the end of its block', unito(PDF, '\r\n\0\0\0'), 'application/pdf'],
    ['a PDF changed twice', unito(PDF, '2 0 obj\nendobj\nstartxref\n1\n%%EOF'), 'application/pdf'],
    ['a PDF that holds the words of an archive', unito('%PDF-1.7\n', FINE_DI_ZIP, PDF.subarray(9)), 'application/pdf'],
    ['a PNG', PNG, 'image/png'],
    ['a JPEG', JPEG, 'image/jpeg'],
  ])('%s', (_, byte, tipo) => expect(giudicaAllegato(byte, campo)).toEqual({ difetto: null, tipo }));

  test.each([
    ['nothing', Buffer.alloc(0), 'ALLEGATO_VUOTO'],
    ['one byte too many', unito(PDF, Buffer.alloc(1001 - PDF.length)), 'ALLEGATO_TROPPO_GRANDE'],
    ['a program', unito('MZ', PDF), 'ALLEGATO_TIPO_NON_AMMESSO'],
    ['a page', unito('<html>', PDF), 'ALLEGATO_TIPO_NON_AMMESSO'],
    ['a drawing that is a program', unito('<svg xmlns="http://www.w3.org/2000/svg">'), 'ALLEGATO_TIPO_NON_AMMESSO'],
    ['a GIF', unito('GIF89a'), 'ALLEGATO_TIPO_NON_AMMESSO'],
    ['a PDF that begins late', unito('\n', PDF), 'ALLEGATO_TIPO_NON_AMMESSO'],
    ['a header that says no version', unito('%PDF-x\n', PDF.subarray(9)), 'ALLEGATO_ILLEGGIBILE'],
    ['a PDF cut before its end', PDF.subarray(0, PDF.length - 8), 'ALLEGATO_ILLEGGIBILE'],
    ['a PDF and then something', unito(PDF, 'PK'), 'ALLEGATO_DOPPIO'],
    ['a PDF that is a page', unito('%PDF-1.4\n<!DOCTYPE  html>', PDF.subarray(9)), 'ALLEGATO_DOPPIO'],
    ['a PDF with a script first', unito('%PDF-1.4\n<SCRIPT >', PDF.subarray(9)), 'ALLEGATO_DOPPIO'],
    ['a PDF that is the comment of an archive', unito(PDF.subarray(0, 9), zipConCommento(PDF)), 'ALLEGATO_DOPPIO'],
  ])('and not %s', (_, byte, difetto) => expect(giudicaAllegato(byte, campo)).toEqual({ difetto }));

  it('and is what its question takes', () =>
    expect(giudicaAllegato(PNG, { ...campo, accetta: ['application/pdf'] })).toEqual({
      difetto: 'ALLEGATO_TIPO_NON_AMMESSO',
    }));
});

test.each([
  ['Statuto.pdf', 'Statuto.pdf'],
  ['C:\\Documenti\\Ada\\Statuto.PDF', 'Statuto.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['atto.pdf.exe', 'atto.pdf.exe.pdf'],
  ['foto.jpeg', 'foto.pdf'],
  ['  a\u0000b\r\nc .pdf', 'a b c.pdf'],
  ['rovescio\u202Efdp.exe', 'rovescio fdp.exe.pdf'],
  ['a:b*c?.pdf', 'a_b_c_.pdf'],
  ['Atto %22uno%22.pdf', 'Atto _uno_.pdf'],
  ['...', 'documento.pdf'],
  ['', 'documento.pdf'],
  ['è così.pdf', 'è così.pdf'],
  ['x'.repeat(300), `${'x'.repeat(80)}.pdf`],
  ['😀'.repeat(100), `${'😀'.repeat(80)}.pdf`],
])('the name %j is kept as %j', (nome, atteso) => expect(nomeAllegato(nome, 'application/pdf')).toBe(atteso));

test('the field of an answer, whatever its row', () => {
  expect(['atto', 'a.b', 'righe.0.foto', 'righe.12.foto'].map(campoDi)).toEqual([
    'atto',
    'a.b',
    'righe.foto',
    'righe.foto',
  ]);
});

describe('what the answers name', () => {
  const di = (nome: string, valore: string, altro: Partial<CampoConFile> = {}): CampoConFile => ({
    ...{ nome, valore, genere: 'file', visibile: true, abilitato: true, accetta: ['application/pdf'], bytesMax: null },
    ...{ campi: [], righe: [], ...altro },
  });
  const tenuto = (id: string, campo: string, tipo = 'application/pdf') => ({
    id,
    campo,
    nome: 'x.pdf',
    tipo,
    bytes: 10,
  });

  test('is a file that the visit has for that question, in whatever row', () => {
    const gruppo = di('righe', '', {
      genere: 'ripetibile',
      righe: [[di('righe.0.foto', 'b')], [di('righe.1.foto', 'b')]],
    });
    const campi = [
      ...[di('atto', 'a'), gruppo, di('altro', 'a'), di('altrui', 'z'), di('vuoto', ''), di('png', 'c')],
      ...[di('nascosto', 'z', { visibile: false }), di('spento', 'z', { abilitato: false })],
    ];
    const tenuti = [tenuto('a', 'atto'), tenuto('b', 'righe.foto'), tenuto('c', 'png', 'image/png'), tenuto('d', 'x')];
    const { allegati, difetti } = allegatiRisposti(campi, tenuti);
    expect(allegati).toEqual([
      { risposta: 'atto', id: 'a' },
      { risposta: 'righe.0.foto', id: 'b' },
      { risposta: 'righe.1.foto', id: 'b' },
    ]);
    expect([...difetti]).toEqual([
      ['altro', 'ALLEGATO_SCONOSCIUTO'],
      ['altrui', 'ALLEGATO_SCONOSCIUTO'],
      ['png', 'ALLEGATO_TIPO_NON_AMMESSO'],
    ]);
  });

  test('of another question is not an answer to this one', () => {
    const { allegati, difetti } = allegatiRisposti([di('altro', 'a')], [tenuto('a', 'atto')]);
    expect([allegati, [...difetti.values()]]).toEqual([[], ['ALLEGATO_SCONOSCIUTO']]);
  });
});

test('a group has the rows that are written of it, and one where nothing is', () => {
  const scritte = { risposte: ['righe.1.foto', 'atto'], chiavi: ['righe.3.quante', 'righeAltre.9.x', 'a.2.b.4.c'] };
  expect(righeScritte('righe', scritte)).toBe(3);
  expect(righeScritte('altro', scritte)).toBe(1);
  expect(righeScritte('a.1.b', scritte)).toBe(4);
});
