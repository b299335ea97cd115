import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nominaIntermediario } from '#modules/utenti';
import { annota } from '#modules/registro';
import { creaCtx, type Mondo } from '#platform/contesto';
import { tokenCsrf } from '#platform/http/csrf';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ELENCHI, elenchi } from '#support/elenchi';
import { nuovoDovuto } from '#support/incassi';
import { apriUfficio, cookieDi, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';
import { ufficio as porta } from './index.ts';

const NESSUNO = '01890000-0000-7000-8000-000000000000';
/** Every list that is downloaded, by its address: what is said of one is said of all. */
const SCARICATI = elenchi(({ file }) => file === 'indirizzo');
/** Where what is looked for is sent and kept; but for the lines of a statement, of which there is none here. */
const CERCATI = ELENCHI.filter(({ a, cerca }) => cerca === 'inviata' && !a.includes(':'));
/** Where it stands in the address. Who uses what is asked of something that is used. */
const CON_PAROLE = elenchi(({ cerca }) => cerca === 'indirizzo').filter((a) => !a.endsWith('/usi'));

let mondo: Mondo;
let ufficio: UfficioDiProva;
let cookie = '';
let collega = '';
/** A row of another ente. */
let altrui = '';
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ufficio = await apriUfficio(mondo);
  const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
  // Somebody whom nobody knows any more has done something.
  const ignoto = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'operatore', id: 'prova' }, enteId: ente.enteId });
  await ignoto.tx((t) => annota(t, { azione: 'ente.tetto_impostato', oggetto: 'ente', oggettoId: ente.enteId }));
  await nuovoDovuto(mondo, ente, { iud: 'NOSTRO', importo: 1000 });
  altrui = (await nuovoDovuto(mondo, altro, { iud: 'ALTRUI', importo: 1000 })).dovutoId;
  const capo = async (): Promise<string> => {
    const chi = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
    await nominaIntermediario(ctxDi(mondo, 'worker'), chi.operatoreId);
    return (await cookieDi(mondo, chi)).ufficio;
  };
  [cookie, collega] = [await capo(), await capo()];
});
afterAll(() => ufficio.chiudi());

const apri = (percorso: string, chi = cookie) =>
  ufficio.app.inject({ url: `${porta.prefisso}${percorso}`, cookies: { ufficio: chi } });
const query = (campi: Record<string, string>): string => `?${new URLSearchParams(campi).toString()}`;

const OSTILI = `'"; drop table x; -- %_\\ <b>`;

describe.each(SCARICATI)('%s', (elenco) => {
  test('asked for what is not there it shows its beginning, whatever is asked', async () => {
    const strani = [OSTILI, '-1', '99999999999999999999', NESSUNO, altrui, '9999999999999999.' + NESSUNO];
    for (const uno of strani)
      for (const dove of ['dopo', 'prima']) {
        const risposta = await apri(elenco + query({ dopo: '', [dove]: uno }));
        expect([dove, uno, risposta.statusCode]).toEqual([dove, uno, elenco.endsWith('/usi') ? 404 : 200]);
        expect(risposta.body).not.toContain('ALTRUI');
      }
  });

  test('filters that are none of its own filter nothing, and hurt nobody', async () => {
    const filtri = ['stato', 'quali', 'genere', 'tipo', 'psp', 'da', 'al', 'azione', 'attore', 'ente', 'testo', 'nome'];
    const storti = query(Object.fromEntries(filtri.map((nome) => [nome, OSTILI])));
    for (const dove of [elenco, `${elenco}/elenco/csv`]) {
      const risposta = await apri(dove + storti);
      expect([dove, risposta.statusCode]).toEqual([dove, elenco.endsWith('/usi') ? 404 : 200]);
      // A file for a spreadsheet may hold whatever somebody wrote; a page may not.
      if (dove === elenco) expect(risposta.body).not.toContain('<b>');
    }
  });

  test('is a file in two forms, and in no other', async () => {
    const di = elenco.endsWith('/usi') ? query({ codice: '9/0101101IM/' }) : '';
    const [csv, xlsx, altro] = [
      await apri(`${elenco}/elenco/csv${di}`),
      await apri(`${elenco}/elenco/xlsx${di}`),
      await apri(`${elenco}/elenco/exe${di}`),
    ];
    expect([csv.statusCode, xlsx.statusCode, altro.statusCode]).toEqual([200, 200, 404]);
    expect(csv.headers['content-disposition']).toMatch(/\.csv"?/);
    expect(csv.body.split('\r\n')[0]).toMatch(/^\uFEFF\S/);
    // No cell of it is a formula.
    expect(csv.body).not.toMatch(/(^|;)[=+@]/m);
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
});

describe.each(CERCATI)('what is looked for in $a', ({ a: elenco, cercaA = elenco }) => {
  test('stands in no address, and is of who looked for it', async () => {
    const risposta = await ufficio.app.inject({
      method: 'POST',
      url: `${porta.prefisso}${cercaA}`,
      cookies: { ufficio: cookie },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: query({ _csrf: tokenCsrf(mondo.config.pepe, cookie), cerca: OSTILI, testo: OSTILI }).slice(1),
    });
    expect(risposta.statusCode).toBe(303);
    const dove = String(risposta.headers.location);
    const r = new URL(dove, 'https://base.invalid').searchParams.get('r') ?? '';
    expect([r.length, dove.includes('drop')]).toEqual([36, false]);
    const trovata = await apri(elenco + query({ r }));
    expect([trovata.statusCode, trovata.body.includes('Nessun')]).toEqual([200, true]);
    expect((await apri(`${elenco}/elenco/csv${query({ r })}`)).body.trim().split('\r\n')).toHaveLength(1);
    // Everything in its place would be a lie.
    expect((await apri(elenco + query({ r }), collega)).body).toContain('La ricerca che avevi fatto non vale più');
    expect((await apri(`${elenco}/elenco/csv${query({ r })}`, collega)).statusCode).toBe(404);
  });
});

describe.each(CON_PAROLE)('words looked for in %s', (elenco) => {
  test('leave what holds them, on the page and in its file', async () => {
    const risposta = await apri(elenco + query({ testo: OSTILI }));
    expect([risposta.statusCode, risposta.body.includes('Nessun')]).toEqual([200, true]);
    expect(risposta.body).not.toContain('<b>');
    if (!SCARICATI.includes(elenco)) return;
    const { body } = await apri(`${elenco}/elenco/csv${query({ testo: OSTILI })}`);
    expect(body.trim().split('\r\n')).toHaveLength(1);
  });
});
