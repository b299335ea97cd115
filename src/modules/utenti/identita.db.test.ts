import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Ctx, Mondo, RispostaIdentita } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unaPersona } from '#support/portale';
import { ctxDi } from '#support/un-ente';
import { concludiAccesso, iniziaAccesso, siEntra, uscitaIdentita } from './index.ts';

const INIZIO = new Date('2026-11-23T08:00:00Z').getTime();
const RITORNO = 'https://qui/accedi/ritorno';
const PERSONA = unaPersona({ nome: 'Aurora', cognome: 'Sorbo' });

let mondo: Mondo;
let risposta: RispostaIdentita;
let pagina: string | null;
let state = '';
let chiamate = 0;

beforeAll(async () => {
  const base = mondoDiProva(await databaseNuovo());
  const identita: Mondo['wires']['identita'] = {
    inizia: async (accesso) => {
      state = accesso.state;
      return pagina;
    },
    conclude: async () => {
      chiamate += 1;
      return risposta;
    },
    uscita: async () => null,
  };
  mondo = { ...base, wires: { ...base.wires, identita } };
});

const al = (minuti: number): Ctx => ctxDi({ ...mondo, orologio: () => new Date(INIZIO + minuti * 60_000) }, 'portale');
const persona = (codiceFiscale: string | null): RispostaIdentita => ({
  esito: 'persona',
  persona: { codiceFiscale, nome: 'Aurora', cognome: 'Sorbo', email: null },
});

async function inizia(indirizzo = '192.0.2.1'): Promise<string> {
  pagina = 'https://fornitore/entra';
  const dati = { browser: 'mio', indirizzo, dopo: '/enti', ritorno: RITORNO };
  expect(valoreDi(await iniziaAccesso(al(0), dati)).location).toBe(pagina);
  return state;
}

async function concludi(
  suo: string,
  { minuti = 1, browser = 'mio' }: { minuti?: number; browser?: string } = {},
): Promise<string> {
  const esito = await concludiAccesso(al(minuti), { browser, parametri: { state: suo, code: 'c' }, ritorno: RITORNO });
  return esito.ok ? `${esito.value.identita.codiceFiscale} ${esito.value.dopo}` : esito.refusal.codice;
}

describe('a sign-in', () => {
  it('says who it is and where they were, once', async () => {
    risposta = persona(`TINIT-${PERSONA.codiceFiscale}`);
    const suo = await inizia();
    expect(await concludi(suo)).toBe(`${PERSONA.codiceFiscale} /enti`);
    expect(await concludi(suo)).toBe('ACCESSO_SCONOSCIUTO');
  });

  it('ends once also where two windows end it at the same instant', async () => {
    risposta = persona(PERSONA.codiceFiscale);
    const suo = await inizia();
    const esiti = await Promise.all([concludi(suo), concludi(suo), concludi(suo)]);
    expect(esiti.filter((uno) => uno !== 'ACCESSO_SCONOSCIUTO')).toHaveLength(1);
  });

  it('is of the browser that began it, and of ten minutes: the provider is not even asked', async () => {
    risposta = persona(PERSONA.codiceFiscale);
    const prima = chiamate;
    expect(await concludi(await inizia(), { browser: 'altrui' })).toBe('ACCESSO_SCONOSCIUTO');
    expect(await concludi(await inizia(), { minuti: 11 })).toBe('ACCESSO_SCADUTO');
    expect(await concludi('inventato')).toBe('ACCESSO_SCONOSCIUTO');
    expect(chiamate).toBe(prima);
  });

  it.each<[RispostaIdentita, string]>([
    [{ esito: 'negata', errore: 'access_denied', descrizione: '' }, 'IDENTITA_NEGATA'],
    [{ esito: 'non_verificata', perche: 'OAUTH' }, 'IDENTITA_NON_VERIFICATA'],
    [{ esito: 'nessuna', perche: 'tempo_scaduto' }, 'IDENTITA_NON_DISPONIBILE'],
    [persona(null), 'IDENTITA_INCOMPLETA'],
  ])('%j → %s', async (quale, codice) => {
    const suo = await inizia();
    risposta = quale;
    expect(await concludi(suo)).toBe(codice);
  });

  it('does not begin where there is no provider, or it does not answer', async () => {
    const dati = { browser: 'mio', indirizzo: '192.0.2.2', dopo: '/', ritorno: RITORNO };
    pagina = null;
    const muto = await iniziaAccesso(al(0), dati);
    expect(muto.ok ? 'ok' : muto.refusal.codice).toBe('IDENTITA_NON_DISPONIBILE');
    const senza = ctxDi({ ...mondo, wires: { ...mondo.wires, identita: null } }, 'portale');
    const mai = await iniziaAccesso(senza, dati);
    expect(mai.ok ? 'ok' : mai.refusal.codice).toBe('IDENTITA_NON_DISPONIBILE');
    expect([siEntra(senza), siEntra(al(0)), await uscitaIdentita(senza, RITORNO)]).toEqual([false, true, null]);
  });

  it('leaves no secret in the database', async () => {
    const suo = await inizia();
    const { rows } = await mondo.pools.worker.query('select * from utenti.accesso_iniziato');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(suo);
    expect(JSON.stringify(rows)).not.toContain('mio');
  });
});
