import { describe, expect, it } from 'vitest';
import { entraCon, leggiFornitore, passa, STATI_FORNITORE, type FornitoreScritto } from './fornitore.ts';
import { RUOLI } from './permessi.ts';

const BUONO: FornitoreScritto = {
  ...{ nome: 'Account del Comune', emittente: 'https://accessi.example.org/realms/comune', clientId: 'mypay' },
  segreto: 'un-segreto',
};
const COME = { modo: 'produzione' as const, haSegreto: false };
const locale = (emittente: string): Partial<FornitoreScritto> => ({ emittente });

describe('a provider as it is typed', () => {
  it('is read without what is not of it', () => {
    const sporco = { nome: ' Account ', clientId: ' mypay ', segreto: ' un-segreto ' };
    const emittente = `${BUONO.emittente}/.well-known/openid-configuration`;
    expect(leggiFornitore({ ...sporco, emittente }, COME)).toEqual({
      ok: true,
      value: { ...BUONO, nome: 'Account' },
    });
    // A slash may be of its name.
    expect(leggiFornitore({ ...BUONO, emittente: 'https://a.example.org/' }, COME)).toMatchObject({
      value: { emittente: 'https://a.example.org/' },
    });
    expect(leggiFornitore({ ...BUONO, segreto: '' }, { ...COME, haSegreto: true }).ok).toBe(true);
    for (const qui of ['http://localhost:8081/accessi', 'http://127.0.0.1/x', 'http://[::1]:80/x'])
      expect(leggiFornitore({ ...BUONO, emittente: qui }, { ...COME, modo: 'demo' }).ok).toBe(true);
  });

  it.each<[string, Partial<FornitoreScritto>, ('demo' | 'produzione')?]>([
    ['FORNITORE_NOME', { nome: '  ' }],
    ['FORNITORE_NOME', { nome: 'x'.repeat(61) }],
    ['FORNITORE_EMITTENTE', locale('accessi.example.org')],
    ['FORNITORE_EMITTENTE', locale('javascript:alert(1)')],
    ['FORNITORE_EMITTENTE', locale('https://utente@example.org')],
    ['FORNITORE_EMITTENTE', locale('https://example.org/?a=b')],
    ['FORNITORE_EMITTENTE', locale('https://example.org/#a')],
    ['FORNITORE_EMITTENTE', locale('https://')],
    ['FORNITORE_EMITTENTE', locale(`https://example.org/${'x'.repeat(300)}`)],
    ['FORNITORE_EMITTENTE_IN_CHIARO', locale('http://example.org'), 'demo'],
    ['FORNITORE_EMITTENTE_IN_CHIARO', locale('http://localhost.example.org'), 'demo'],
    ['FORNITORE_EMITTENTE_IN_CHIARO', locale('http://localhost:8081/accessi')],
    ['FORNITORE_CLIENT', { clientId: '' }],
    ['FORNITORE_CLIENT', { clientId: 'my pay' }],
    ['FORNITORE_CLIENT', { clientId: 'x'.repeat(257) }],
    ['FORNITORE_SEGRETO', { segreto: '' }],
    ['FORNITORE_SEGRETO', { segreto: 'corto' }],
    ['FORNITORE_SEGRETO', { segreto: 'con uno spazio' }],
    ['FORNITORE_SEGRETO', { segreto: 'x'.repeat(513) }],
  ])('%s: %j', (codice, altro, modo = 'produzione') => {
    expect(leggiFornitore({ ...BUONO, ...altro }, { ...COME, modo })).toMatchObject({ refusal: { codice } });
  });
});

it('goes to everybody by way of the prova only, and lets in whom it may', () => {
  const passi = STATI_FORNITORE.flatMap((da) => STATI_FORNITORE.filter((a) => passa(da, a)).map((a) => `${da}→${a}`));
  expect(passi.toSorted()).toEqual(
    ['attivo→in_prova', 'attivo→spento', 'in_prova→attivo', 'in_prova→spento', 'spento→in_prova'].toSorted(),
  );
  const entrano = (stato: (typeof STATI_FORNITORE)[number]) =>
    [...RUOLI, null].filter((ruolo) => entraCon(stato, ruolo));
  expect(entrano('spento')).toEqual([]);
  expect(entrano('in_prova')).toEqual(['amministratore']);
  expect(entrano('attivo')).toEqual([...RUOLI]);
});
