import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { leggiCredenziale, leggiEnte, verificaPasswordSil } from '#modules/enti';
import { ricifraFornitori } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { fornitoreDellEnte } from '#support/fornitore-ente';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { comandoCredenziali } from './credenziali.ts';
import { comandoEnti } from './enti.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo, { ambiente: 'live' });
});

const enti = (...argomenti: string[]): ReturnType<typeof comandoEnti> => comandoEnti(mondo, argomenti);

describe('enti', () => {
  it('makes the password of the SIL, which vendors can send, and leaves the old one its days', async () => {
    const nuova = async (...altro: string[]): Promise<{ password: string; detto: string }> => {
      const { righe, codice } = await enti('password-sil', ente.codIpa, ...altro);
      expect(codice).toBe(0);
      return { password: / è (\S+)/.exec(righe[0] ?? '')?.[1] ?? '', detto: righe[1] ?? '' };
    };
    const diChi = (password: string) => verificaPasswordSil(ctxDi(mondo, 'sil'), { codIpa: ente.codIpa, password });
    const prima = await nuova();
    expect(prima.password).toHaveLength(15);
    const seconda = await nuova();
    expect(seconda.detto).toContain('vale ancora 7 giorni');
    expect([await diChi(prima.password), await diChi(seconda.password)]).toEqual([ente.enteId, ente.enteId]);
    const terza = await nuova('--giorni', '0');
    expect(terza.detto).toContain('non vale più');
    expect([await diChi(seconda.password), await diChi(terza.password)]).toEqual([null, ente.enteId]);
    expect((await enti('password-sil', ente.codIpa, '--giorni', 'molti')).righe.join('')).toContain('da 0 a 90');
  });

  it('tells the state with its history, and changes it with a reason', async () => {
    expect((await enti('stato', ente.codIpa)).righe).toEqual([
      `${ente.denominazione}: ESERCIZIO`,
      expect.stringMatching(/^\d\d\/\d\d\/\d{4} {2}da INSERITO a ESERCIZIO: Ente di prova$/),
    ]);
    expect(await enti('stato', ente.codIpa, '--a', 'INSERITO')).toMatchObject({ codice: 1 });
    const { righe, codice } = await enti('stato', ente.codIpa, '--a', 'PRE-ESERCIZIO', '--motivo', 'Nuovo tesoriere');
    expect([codice, righe[0], righe.length]).toEqual([0, `${ente.denominazione}: PRE-ESERCIZIO`, 3]);
    expect(righe[1]).toContain('da ESERCIZIO a PRE-ESERCIZIO: Nuovo tesoriere');
  });

  it('sets the cap of what is tried out', async () => {
    expect((await enti('tetto', ente.codIpa, '--importo', '5,00')).righe.join('')).toContain('5,00 €');
    expect(await leggiEnte(ctxDi(mondo, 'worker'), ente.enteId)).toMatchObject({ tettoPreEsercizioCents: 500 });
    expect(await enti('tetto', ente.codIpa, '--importo', '0')).toMatchObject({ codice: 1 });
  });

  it.each<[string, string[], number]>([
    ['nothing', [], 2],
    ['an unknown word', ['chiudi', 'x'], 2],
    ['a word of every object', ['constructor', 'x'], 2],
    ['an unknown option', ['stato', 'x', '--subito'], 2],
    ['an ente that is not there', ['stato', 'nessuno'], 1],
    ['no ente', ['password-sil'], 2],
  ])('says what is wrong with %s', async (_, argomenti, atteso) => {
    const { righe, codice } = await comandoEnti(mondo, argomenti);
    expect([codice, righe.join('').length > 0]).toEqual([atteso, true]);
  });

  it('does not know a state of nobody’s, nor a cap that is no amount', async () => {
    expect(await enti('stato', ente.codIpa, '--a', 'ATTIVO', '--motivo', 'Prova')).toMatchObject({ codice: 2 });
    expect(await enti('tetto', ente.codIpa, '--importo', 'poco')).toMatchObject({ codice: 2 });
    expect(await enti('tetto', ente.codIpa)).toMatchObject({ codice: 2 });
  });
});

describe('credenziali', () => {
  const credenziali = (...argomenti: string[]): ReturnType<typeof comandoCredenziali> =>
    comandoCredenziali(mondo, argomenti);

  it('registers the secret of a file, for an ente or one of its kinds of due, and never says it', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'mypay-prova-')), 'segreto');
    await writeFile(file, 'parola-d-ordine\n');
    const push = [
      'registra',
      'attualizzazione_importi',
      '--segreto',
      file,
      '--url',
      'https://sil.example.it/x',
      '--ente',
      ente.codIpa,
    ];
    const detto = await credenziali(...push, '--utente', 'mypay');
    expect([detto.codice, detto.righe.join('').includes('parola-d-ordine')]).toEqual([0, false]);
    const letta = await ctxDi(mondo, 'worker', ente.enteId).tx((t) =>
      leggiCredenziale(t, { scopo: 'attualizzazione_importi', enteId: ente.enteId, tipoDovutoId: null }),
    );
    expect(letta).toMatchObject({ segreto: 'parola-d-ordine', utente: 'mypay' });
    expect(await credenziali(...push, '--tipo', ente.tipo)).toMatchObject({ codice: 0 });
    expect(await credenziali(...push, '--tipo', 'ALTRO')).toMatchObject({ codice: 1 });
    expect(await credenziali('registra', 'carrello_multiente', '--segreto', file)).toMatchObject({ codice: 0 });
    expect(await credenziali('registra', 'volare', '--segreto', file)).toMatchObject({ codice: 1 });
    expect(await credenziali('registra', 'app_io', '--segreto', `${file}-altro`)).toMatchObject({ codice: 1 });
    expect(await credenziali('registra', 'app_io', '--segreto', file, '--ente', 'nessuno')).toMatchObject({
      codice: 1,
    });
    expect(await credenziali('registra', 'app_io', '--segreto', file, '--tipo', 'X')).toMatchObject({ codice: 2 });
  });

  it('seals them anew, and says which it cannot', async () => {
    expect(await credenziali('ricifra')).toMatchObject({ righe: ['0 credenziali cifrate di nuovo.'], codice: 0 });
    const conChiavi = (chiaviCredenziali: Buffer[]): Mondo => ({
      ...mondo,
      config: { ...mondo.config, chiaviCredenziali },
    });
    const nuova = Buffer.alloc(32, 7);
    await fornitoreDellEnte(mondo, ente, { stato: 'in_prova' });
    const senza = await comandoCredenziali(conChiavi([nuova]), ['ricifra']);
    expect([senza.codice, senza.righe[1]]).toEqual([1, expect.stringContaining('MYPAY_CHIAVI_CREDENZIALI')]);
    const con = await comandoCredenziali(conChiavi([nuova, ...mondo.config.chiaviCredenziali]), ['ricifra']);
    expect([con.codice, con.righe.length]).toEqual([0, 1]);
    // Those of the providers of the enti too.
    expect(await ricifraFornitori(ctxDi(conChiavi([nuova]), 'worker'))).toEqual({ ricifrate: 0, perse: 0 });
    expect(await comandoCredenziali(mondo, ['ricifra', 'tutto'])).toMatchObject({ codice: 2 });
    expect(await comandoCredenziali(mondo, [])).toMatchObject({ codice: 2 });
  });
});
