import { generateSync } from 'otplib';
import { beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unOperatore } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';
import {
  accedi,
  attivaSecondoFattore,
  cambiaPasswordPropria,
  leggiAccesso,
  nuovoSecondoFattore,
  rifaiRecupero,
  togliSecondoFattore,
} from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});
const ctx = (): Ctx => ctxDi(mondo, 'ufficio');
const codiceDi = (esito: { ok: boolean; refusal?: { codice: string } }): string =>
  esito.ok ? 'done' : (esito.refusal?.codice ?? '');

test('what an operator may not do about how they come in is refused by code', async () => {
  const ente = await unEnte(mondo);
  const { operatoreId, utente, password } = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  expect(codiceDi(await rifaiRecupero(ctx(), { operatoreId, password }))).toBe('SECONDO_FATTORE_ASSENTE');
  expect(codiceDi(await rifaiRecupero(ctx(), { operatoreId, password: 'x' }))).toBe('PASSWORD_ERRATA');
  const { segreto, indirizzo } = nuovoSecondoFattore(utente);
  expect(indirizzo).toContain(`secret=${segreto}`);
  const codice = generateSync({ secret: segreto });
  expect(codiceDi(await attivaSecondoFattore(ctx(), { operatoreId, segreto, codice: 'abcdef' }))).toBe('CODICE_ERRATO');
  const insieme = await Promise.all([1, 2].map(() => attivaSecondoFattore(ctx(), { operatoreId, segreto, codice })));
  expect(insieme.map(codiceDi).toSorted()).toEqual(['SECONDO_FATTORE_PRESENTE', 'done']);
  expect(codiceDi(await togliSecondoFattore(ctx(), { operatoreId, password }))).toBe('SECONDO_FATTORE_OBBLIGATORIO');
  const chi = { operatoreId, token: 'x', attuale: password };
  expect(codiceDi(await cambiaPasswordPropria(ctx(), { ...chi, nuova: password }))).toBe('PASSWORD_DEBOLE');
  expect(await leggiAccesso(ctx(), chi)).toMatchObject({ secondoFattore: true, amministra: true, recuperoRimasti: 10 });
});

test('a recovery code used by two at the same instant opens once', async () => {
  const ente = await unEnte(mondo);
  const { operatoreId, utente, password } = await unOperatore(mondo, [ente]);
  const { segreto } = nuovoSecondoFattore(utente);
  const codice = generateSync({ secret: segreto });
  const { recupero } = valoreDi(await attivaSecondoFattore(ctx(), { operatoreId, segreto, codice }));
  const richiesta = { utente, password, codice: recupero[0] ?? '', indirizzo: '127.0.0.9', tokenPrecedente: null };
  const esiti = await Promise.all([1, 2].map(() => accedi(ctx(), richiesta)));
  expect(esiti.map(codiceDi).toSorted()).toEqual(['CODICE_ERRATO', 'done']);
});
