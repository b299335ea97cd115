import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseNuovo } from '#support/db';
import { apriPortale, entra, mondoFermo, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { ctxCittadino, riconosciCittadino } from './visita.ts';

let mondo: MondoFermo;
let portale: PortaleDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
});
afterAll(() => portale.chiudi());

test('who signed in is a person of the session, and acts under an id of theirs', async () => {
  const { token, persona } = await entra(mondo, portale);
  const sessione = await riconosciCittadino(mondo, token);
  expect([sessione?.ruolo, sessione?.cittadino?.codiceFiscale]).toEqual(['cittadino', persona.codiceFiscale]);
  expect(ctxCittadino(mondo, sessione, null).attore).toEqual({
    tipo: 'cittadino',
    id: sessione?.cittadino?.id,
    codiceFiscale: persona.codiceFiscale,
  });
});
