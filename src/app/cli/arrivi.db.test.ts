import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { conModulo } from '#support/spontaneo';
import { unEnte, type EnteDiProva } from '#support/un-ente';
import { comandoCarrelli } from './arrivi.ts';
import { comandoLink } from './link.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let cartella: string;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
  await conModulo(mondo, ente);
  cartella = await mkdtemp(join(tmpdir(), 'mypay-prova-arrivi-'));
});

const di = (): string[] => ['--ente', ente.codIpa, '--ambiente', 'prova'];
const carrelli = (...argomenti: string[]) => comandoCarrelli(mondo, [...argomenti, ...di()]);
const link = (...argomenti: string[]) => comandoLink(mondo, [...argomenti, ...di()]);
async function file(contenuto: unknown): Promise<string> {
  const percorso = join(cartella, 'richiesta.json');
  await writeFile(percorso, typeof contenuto === 'string' ? contenuto : JSON.stringify(contenuto));
  return percorso;
}

const DEBITORE = { tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' };
const voce = (altro: object = {}) => ({
  debitore: DEBITORE,
  dovuti: [{ tipo: 'TARI', importo: '12.50', causale: 'Retta', ...altro }],
});

describe('carrelli', () => {
  it('prepares what a file says, for the sites of the ente, and tells how it went', async () => {
    const ritorno = 'http://sito.example/fine?x=1';
    const negato = await carrelli('prepara', await file({ ritorno: 'http://[2001:db8::1]/', voci: [voce()] }));
    expect([negato.codice, negato.righe.join('')]).toEqual([
      1,
      expect.stringContaining('non è fra i siti di questo ente'),
    ]);
    expect((await carrelli('ritorni', 'http://sito.example/altro')).righe).toEqual([
      expect.stringContaining(ente.denominazione),
      '  http://sito.example',
    ]);
    const fatto = await carrelli(
      'prepara',
      await file({ ritorno, voci: [voce({ scadenza: '2099-12-31' })], email: 'a@b.it' }),
    );
    expect(fatto).toEqual({
      codice: 0,
      righe: [expect.stringContaining('idSession'), expect.stringMatching(/\/arrivo\/[\w-]{43}$/)],
    });
    const idSession = /idSession (\S+)\. /.exec(fatto.righe[0] ?? '')?.[1] ?? '';
    expect(await carrelli('esito', idSession)).toEqual({ codice: 0, righe: ['Non ancora iniziato.'] });
    expect((await carrelli('esito', 'x')).codice).toBe(1);
  });

  it.each([
    ['{', 'non è una richiesta'],
    [{ voci: [{ ...voce(), altro: 1 }] }, 'non è una richiesta'],
    [{ voci: [] }, 'da uno a cinque'],
    [{ voci: [voce({ importo: 'molto' })] }, 'La voce 1'],
    [{ voci: [voce({ scadenza: '31/12/2099' })] }, 'La voce 1'],
    [{ voci: [{ ente: 'c_nessuno', codici: ['1'] }] }, 'La voce 1'],
    [{ voci: [voce()], email: 'storta' }, 'email completa'],
    [{ voci: [{ codici: ['0'] }] }, 'non è di un avviso'],
    [{ voci: [voce({ tipo: 'NESSUNO' })] }, 'NESSUNO'],
  ])('%j is refused in words', async (contenuto, atteso) => {
    const { codice, righe } = await carrelli('prepara', await file(contenuto));
    expect(codice).toBe(1);
    expect(righe.join('')).toMatch(atteso === 'NESSUNO' ? /tipo|TIPO/i : new RegExp(atteso));
  });

  it('says how it is used', async () => {
    expect((await carrelli('prepara', join(cartella, 'manca.json'))).righe.join('')).toContain('non c’è');
    for (const argomenti of [[], ['prepara'], ['altro', 'x'], ['esito', 'a', 'b'], ['--no']])
      expect((await carrelli(...argomenti)).codice).toBe(2);
    expect((await comandoCarrelli(mondo, ['esito', 'x', '--ente', 'c_nessuno'])).codice).toBe(1);
  });
});

describe('link', () => {
  it('makes one, lists it, takes it back', async () => {
    const valori = await file({ luogo: 'nord' });
    const misura = ['--titolo', 'Luci', '--fino-al', '2099-12-31', '--usi', '3'];
    const fatto = await link('crea', '--tipo', ente.tipo, '--valori', valori, '--fissi', 'luogo', ...misura);
    expect(fatto.codice).toBe(0);
    expect(fatto.righe[1]).toMatch(/\/link\/[\w-]{43}$/);
    const id = /codice è (\S+)\. /.exec(fatto.righe[0] ?? '')?.[1] ?? '';
    const [riga] = (await link('elenco')).righe;
    expect(riga).toBe(`${id}  modulo, usi 0 di 3, fino al 31/12/2099, Luci\n  ${fatto.righe[1]}`);
    expect((await link('revoca', id, '--motivo', 'Rifatto')).codice).toBe(0);
    expect((await link('revoca', id, '--motivo', 'Rifatto')).codice).toBe(1);
    expect((await link('elenco')).righe[0]).toContain('ritirato');
  });

  it('refuses in words what cannot be', async () => {
    const no = async (...argomenti: string[]): Promise<string> => {
      const { codice, righe } = await link('crea', ...argomenti);
      expect(codice).toBe(1);
      return righe.join('');
    };
    expect(await no('--avviso', '0')).toContain('Nessun avviso di questo ente');
    expect(await no('--tipo', 'NESSUNO')).toContain('non ha un modulo pubblicato');
    expect(await no('--tipo', ente.tipo, '--usi', 'molti')).toContain('La scadenza è dopo adesso');
    expect(await no('--tipo', ente.tipo, '--fino-al', 'domani')).toContain('La scadenza è dopo adesso');
    for (const storto of ['{', '[]', '{"a":1}'])
      expect(await no('--tipo', ente.tipo, '--valori', await file(storto))).toContain('non è un elenco');
    expect((await link('revoca', 'x')).codice).toBe(1);
    for (const uso of [['crea'], ['crea', '--avviso', '1', '--tipo', 'x'], ['revoca'], ['altro'], ['--no']])
      expect((await link(...uso)).codice).toBe(2);
  });
});
