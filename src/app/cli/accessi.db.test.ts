import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { accedi, accediConIdentita, entiDi, leggiSessione, tipiConsentiti } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unaPersona } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { comandoOperatori } from './accessi.ts';

let mondo: Mondo;
let ente: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo, { ambiente: 'live' });
});

const nuovo = (utente: string, ...altro: string[]): ReturnType<typeof comandoOperatori> =>
  comandoOperatori(mondo, ['nuovo', utente, '--nome', 'Anna Verdi', '--ente', ente.codIpa, ...altro]);
const parola = (testo: string, prima: RegExp): string => prima.exec(testo)?.[1] ?? expect.fail(testo);
const entra = (utente: string, password: string): ReturnType<typeof accedi> =>
  accedi(ctxDi(mondo, 'ufficio'), { utente, password, codice: null, indirizzo: '192.0.2.1', tokenPrecedente: null });

describe('operatori', () => {
  it('makes an operator who can sign in with the password it says', async () => {
    const { righe, codice } = await nuovo('anna.verdi', '--ruolo', 'operatore', '--tipi', 'TARI');
    expect(codice).toBe(0);
    const { operatoreId } = valoreDi(await entra('anna.verdi', parola(righe[0] ?? '', /password (\S+)/)));
    expect(await entiDi(ctxDi(mondo, 'ufficio'), operatoreId)).toMatchObject([
      { enteId: ente.enteId, ruolo: 'operatore' },
    ]);
    expect(await tipiConsentiti(ctxDi(mondo, 'ufficio', ente.enteId), { operatoreId, enteId: ente.enteId })).toEqual([
      ente.tipoDovutoId,
    ]);
  });

  it('gives who is there a role, and no password', async () => {
    await nuovo('bruno.neri', '--ruolo', 'operatore');
    const { righe, codice } = await nuovo('bruno.neri', '--ruolo', 'amministratore');
    expect(codice).toBe(0);
    expect(righe.join(' ')).toContain('c’era già');
    expect(righe.join(' ')).toContain('amministratore');
  });

  it('changes a password', async () => {
    await nuovo('carla.rosa', '--ruolo', 'lettore');
    const { righe } = await comandoOperatori(mondo, ['password', 'carla.rosa']);
    expect((await entra('carla.rosa', parola(righe[0] ?? '', /è (\S+)/))).ok).toBe(true);
  });

  it('says by which tax code somebody comes in with SPID or CIE', async () => {
    await nuovo('elio.bianchi', '--ruolo', 'lettore');
    const { codiceFiscale } = unaPersona();
    const identita = (...parole: string[]) => comandoOperatori(mondo, ['identita', ...parole]);
    expect((await identita('elio.bianchi', codiceFiscale)).codice).toBe(0);
    const arrivo = { codice: null, tokenPrecedente: null, identita: { codiceFiscale, duePassi: false } };
    expect((await accediConIdentita(ctxDi(mondo, 'ufficio'), arrivo)).ok).toBe(true);
    expect((await identita('elio.bianchi')).codice).toBe(2);
    expect((await identita('elio.bianchi', 'ABC')).codice).toBe(1);
  });

  it('names who administers the installation, for no ente', async () => {
    const regione = ['nuovo', 'rita.blu', '--nome', 'Rita Blu', '--ruolo', 'intermediario'];
    const { righe } = await comandoOperatori(mondo, regione);
    expect(righe.join(' ')).toContain('amministratore dell’intermediario');
    const { token, operatoreId } = valoreDi(await entra('rita.blu', parola(righe[0] ?? '', /password (\S+)/)));
    expect(await leggiSessione(ctxDi(mondo, 'ufficio'), token)).toMatchObject({ intermediario: true, ruolo: null });
    expect(await entiDi(ctxDi(mondo, 'ufficio'), operatoreId)).toEqual([]);
    expect((await comandoOperatori(mondo, [...regione, '--ente', ente.codIpa])).codice).toBe(2);
  });

  it.each<[string, string[], number]>([
    ['nothing', [], 2],
    ['an unknown word', ['togli', 'anna'], 2],
    ['an unknown option', ['nuovo', 'anna', '--password', 'x'], 2],
    ['no role', ['nuovo', 'anna', '--nome', 'A', '--ente', 'x'], 2],
    ['an ente that is not there', ['nuovo', 'anna', '--nome', 'A', '--ente', 'x', '--ruolo', 'operatore'], 1],
    ['the password of nobody', ['password', 'nessuno'], 1],
  ])('says what is wrong with %s', async (_, argomenti, atteso) => {
    const { righe, codice } = await comandoOperatori(mondo, argomenti);
    expect(codice).toBe(atteso);
    expect(righe.join('')).toMatch(/\S/);
  });

  it('does not take kinds of due of another, nor the other ambiente', async () => {
    expect(await nuovo('dario.blu', '--ruolo', 'operatore', '--tipi', 'IMU')).toMatchObject({ codice: 1 });
    expect(await nuovo('dario.blu', '--ruolo', 'operatore', '--ambiente', 'prova')).toMatchObject({ codice: 1 });
    expect(await nuovo('DARIO', '--ruolo', 'operatore')).toMatchObject({ codice: 1 });
  });
});
