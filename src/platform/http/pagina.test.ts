import { describe, expect, test } from 'vitest';
import { ammesso, destinazioneInterna, erroreDi, rotte, STATI, type Chi, type RuoloPersona } from './pagina.ts';

describe('ammesso', () => {
  // Rows: role. Columns: tutti, cittadino, operatore, amministratore, intermediario. G: may look. P: may also do.
  const TABELLA: [RuoloPersona | 'intermediario' | null, string][] = [
    [null, 'P - - - -'],
    ['cittadino', 'P P - - -'],
    ['lettore', 'P - G - -'],
    ['operatore', 'P - P - -'],
    ['ragioneria', 'P - G - -'],
    ['amministratore', 'P - P P -'],
    ['intermediario', 'P - - - P'],
  ];
  const CHI: Chi[] = ['tutti', 'cittadino', 'operatore', 'amministratore', 'intermediario'];
  test.each(TABELLA)('%s: %s', (chi, riga) => {
    const persona = { ruolo: chi === 'intermediario' ? null : chi, intermediario: chi === 'intermediario' };
    const vista = CHI.map((di) => {
      if (ammesso({ chi: di, metodo: 'POST', ...persona })) return 'P';
      return ammesso({ chi: di, metodo: 'GET', ...persona }) ? 'G' : '-';
    });
    expect(vista.join(' ')).toBe(riga);
  });
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
