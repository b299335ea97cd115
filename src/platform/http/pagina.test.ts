import { describe, expect, test } from 'vitest';
import { ammesso, destinazioneInterna, erroreDi, rotte, STATI, type Chi, type RuoloPersona } from './pagina.ts';

test('ammesso, where a door says nothing of its own: everybody, or the very role', () => {
  const puo = (chi: Chi, ruolo: RuoloPersona | null): boolean =>
    ammesso({ pagina: { chi }, metodo: 'GET', sessione: { ruolo } });
  expect([puo('tutti', null), puo('cittadino', 'cittadino'), puo('amministratore', 'amministratore')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([puo('cittadino', null), puo('operatore', 'cittadino'), puo('operatore', 'amministratore')]).toEqual([
    false,
    false,
    false,
  ]);
  expect(ammesso({ pagina: { chi: 'cittadino' }, metodo: 'GET', sessione: null })).toBe(false);
});

test('rotte lists what a door answers to', () => {
  const get = () => ({ tipo: 'vai' as const, a: '/' });
  expect(
    rotte('/ufficio', [
      { percorso: '/dovuti', chi: 'operatore', get },
      { percorso: '/accesso', chi: 'tutti', get, post: get },
    ]),
  ).toEqual([
    { metodo: 'GET', url: '/ufficio/dovuti', chi: 'operatore' },
    { metodo: 'GET', url: '/ufficio/accesso', chi: 'tutti' },
    { metodo: 'POST', url: '/ufficio/accesso', chi: 'tutti' },
  ]);
});

describe('destinazioneInterna', () => {
  test.each(['/ufficio', '/ufficio/dovuti/1', '/ufficio/citt%C3%A0'])('%s', (chiesta) => {
    expect(destinazioneInterna(chiesta, '/ufficio', '/altrimenti')).toBe(chiesta);
  });
  test.each([
    undefined,
    '',
    '//male.example',
    '/\\male.example',
    'https://male.example',
    '/ufficio2',
    '/portale',
    '/ufficio/a?b',
    '/ufficio\n',
    '/ufficio/../portale',
    '/ufficio/%2e%2e/portale',
    'javascript:alert(1)',
  ])('%j goes elsewhere', (chiesta) => {
    expect(destinazioneInterna(chiesta, '/ufficio', '/altrimenti')).toBe('/altrimenti');
  });
  test('in a door without prefix every path is inside, and no site', () => {
    expect(destinazioneInterna('/avviso', '', '/')).toBe('/avviso');
    expect(destinazioneInterna('//male.example', '', '/')).toBe('/');
  });
});

test('every kind of refusal has its error page and status', () => {
  const generi = ['non_trovato', 'non_valido', 'conflitto', 'vietato', 'troppo_grande', 'troppi', 'non_disponibile'];
  const stati = generi.map((genere) => {
    const risposta = erroreDi({ codice: 'x', genere: genere as 'troppi' });
    return risposta.tipo === 'errore' ? STATI[risposta.motivo] : null;
  });
  expect(stati).toEqual([404, 400, 409, 403, 413, 429, 503]);
});
