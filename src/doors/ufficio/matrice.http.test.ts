import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import { registraAbbonamento } from '#modules/eventi';
import { prenotaPagati } from '#modules/flussi';
import { creaLink } from '#modules/pagamenti';
import { caricaRendicontazione } from '#modules/rendicontazione';
import { nominaIntermediario, puo, RIGHE, RUOLI, type Ruolo } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { tokenCsrf } from '#platform/http/csrf';
import { rotte, type Rotta } from '#platform/http/pagina';
import { databaseDiProva } from '#support/db';
import { collega, fornitoreDellEnte } from '#support/fornitore-ente';
import { giorno } from '#support/posizioni';
import { nuovoDovuto } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { testoDi } from '#support/navigatore';
import { xmlDiProva } from '#support/rendicontazione';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { conModulo } from '#support/spontaneo';
import { apriUfficio, conFlusso, cookieDi, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { permessoDi } from './ammette.ts';
import { ufficio as porta } from './index.ts';

/** Rows of one kind: of the tipo that operatore and lettore follow, of another tipo of the ente (or of none), of another ente. */
type Righe = { suo?: string; altroTipo?: string; altroEnte: string };

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let altro: EnteDiProva;
let risorse: Record<string, Righe>;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  altro = await unEnte(mondo);
  risorse = await tutteLeRighe(ente, altro);
});
afterAll(() => ufficio.chiudi());

const NESSUNO = '01890000-0000-7000-8000-000000000000';
const ROTTE = rotte(porta.prefisso, porta.pagine);

async function tutteLeRighe(nostro: EnteDiProva, altro: EnteDiProva): Promise<Record<string, Righe>> {
  await conModulo(mondo, nostro);
  const mensa = await secondoTipo(nostro);
  const [suo, altroTipo, altroEnte] = [
    await righeDi(nostro, nostro.tipo),
    await righeDi(nostro, mensa.tipo),
    await righeDi(altro, altro.tipo),
  ];
  const di = (quale: keyof typeof suo): Righe => ({
    suo: suo[quale],
    altroTipo: altroTipo[quale],
    altroEnte: altroEnte[quale],
  });
  return {
    '/dovuti/:id': di('dovuto'),
    '/incassi/da-rimborsare/:id': di('denaro'),
    '/incassi/:id': di('incasso'),
    '/link/:id': di('link'),
    '/link/nuovo/:id': { suo: nostro.tipoDovutoId, altroEnte: altro.tipoDovutoId },
    // A file of dovuti holds many tipi: who follows some opens what they sent themselves.
    '/flussi/:id': { altroTipo: suo.flusso, altroEnte: altroEnte.flusso },
    '/rendicontazione/:id': { altroTipo: suo.rendicontazione, altroEnte: altroEnte.rendicontazione },
    '/configurazione/eventi/:id': { suo: await abbonamentoDi(nostro), altroEnte: await abbonamentoDi(altro) },
    '/configurazione/conti/:id': { suo: nostro.contoId, altroEnte: altro.contoId },
    '/configurazione/tipi/:id': {
      suo: nostro.tipoDovutoId,
      altroTipo: mensa.tipoDovutoId,
      altroEnte: altro.tipoDovutoId,
    },
  };
}

async function abbonamentoDi({ enteId }: EnteDiProva): Promise<string> {
  const chiesto = { nome: 'Gestionale', url: 'https://sil.example.it/eventi', generi: ['dovuto.pagato'] };
  return valoreDi(await registraAbbonamento(ctxDi(mondo, 'worker', enteId), chiesto)).id;
}

async function secondoTipo({ enteId, contoId }: EnteDiProva): Promise<{ tipo: string; tipoDovutoId: string }> {
  const dati = { ...TIPO, codice: 'MENSA', denominazione: 'Mensa', contoId, contoPostaleId: null };
  return { tipo: 'MENSA', tipoDovutoId: valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', enteId), dati)) };
}

let numero = 0;
async function righeDi(di: EnteDiProva, tipo: string) {
  numero += 1;
  const worker = ctxDi(mondo, 'worker', di.enteId);
  const flusso = await conFlusso(mondo, { ...di, tipo }, { iuf: `M${numero}`, righe: [{ IUD: `M${numero}` }] });
  const d = await nuovoDovuto(mondo, di, { iud: `P${numero}`, importo: 1000, tipoDovuto: tipo });
  const arriva = (receiptId: string) =>
    consegna(mondo, di, ricevutaLetta(di, { ...d, importo: 1000, receiptId: `${receiptId}-${numero}` }));
  await arriva('PRIMA');
  const denaro = (await arriva('SECONDA')).ricevutaId ?? expect.fail();
  const richiesta = {
    dal: giorno('2026-11-01'),
    al: giorno('2026-11-20'),
    tipoDovuto: tipo,
    versione: '1.3',
    formato: '',
    conRicevuta: false,
  };
  const incasso = valoreDi(await prenotaPagati(worker, richiesta)).flussoId;
  const xml = xmlDiProva(di, [{ iuv: d.iuv, iur: `PRIMA-${numero}`, importo: '10.00' }], {
    iuf: `2026-11-20BANCA-${numero}`,
  });
  const file = { nomeFile: 'fdr.xml', contenuto: Readable.from([Buffer.from(xml)]) };
  const rendicontazione = valoreDi(await caricaRendicontazione(worker, file)).id;
  const meta = { codiceAvviso: `M${numero}` };
  const link = valoreDi(await creaLink(worker, { titolo: null, scadeIl: null, usiMax: null, meta })).linkId;
  return { dovuto: d.dovutoId, flusso, denaro, incasso, rendicontazione, link };
}

/** The rows of which an address speaks; of a kind that this test makes none of, one that nobody has. */
function righePer(url: string): Righe {
  const trovata = Object.entries(risorse).find(([prefisso]) => url.startsWith(porta.prefisso + prefisso));
  return trovata?.[1] ?? { altroEnte: NESSUNO };
}

const ALTRE_PARTI: Record<string, string> = {
  quale: 'originale',
  riga: '1',
  parte: '1',
  dal: '2026-01-01',
  forma: 'csv',
};
/** The acts by the kind of thing they are done to, where the address names one. */
const ATTI: Record<string, string> = { dovuti: 'annulla', incassi: 'rimborsato', deleghe: 'approva' };

function indirizzo(url: string, id: string): string {
  const atto = ATTI[url.split('/')[2] ?? ''] ?? 'altro';
  return url.replaceAll(/:(\w+)/g, (_, parte: string) =>
    parte === 'id' ? id : parte === 'atto' ? atto : (ALTRE_PARTI[parte] ?? NESSUNO),
  );
}

/** What is answered to a form that was left empty, with its token. */
async function stato(rotta: Rotta, id: string, cookie: string | null): Promise<number> {
  return (await chiedi(rotta, id, cookie)).statusCode;
}

async function chiedi({ metodo, url }: Rotta, id: string, cookie: string | null) {
  const cookies: Record<string, string> = cookie === null ? {} : { ufficio: cookie };
  const richiesta = { method: metodo, url: indirizzo(url, id), cookies };
  if (metodo === 'GET' || cookie === null) return ufficio.app.inject(richiesta);
  const payload = `_csrf=${tokenCsrf(mondo.config.pepe, cookie)}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return ufficio.app.inject({ ...richiesta, headers, payload });
}

/** The routes of addresses, those that have no name in them first. */
const PER_INDIRIZZO = ROTTE.map((rotta) => ({
  rotta,
  e: new RegExp(`^${rotta.url.replaceAll(/:\w+/g, '[^/]+')}$`),
  nomi: rotta.url.split(':').length,
})).toSorted((a, b) => a.nomi - b.nomi);

/** What a page offers, its forms and its links within this door, that leads where `ammesso` says no. */
function vicoli(pagina: { html: string; url: string }, ammesso: (rotta: Rotta) => boolean): string[] {
  const qui = (a = ''): string => new URL(a.replaceAll('&amp;', '&'), `http://qui${pagina.url}`).pathname;
  const moduli = [...pagina.html.matchAll(/<form\b([^>]*)>/g)]
    .filter(([, come = '']) => /method="?post/i.test(come))
    .map(([, come = '']) => ({ metodo: 'POST', a: qui(/action="([^"]*)"/.exec(come)?.[1]) }));
  const collegamenti = [...pagina.html.matchAll(/ href="(\/ufficio[^"]*)"/g)].map(([, a]) => ({
    metodo: 'GET',
    a: qui(a),
  }));
  return [...moduli, ...collegamenti].flatMap(({ metodo, a }) => {
    const trovata = PER_INDIRIZZO.find(({ rotta, e }) => rotta.metodo === metodo && e.test(a));
    return trovata === undefined || ammesso(trovata.rotta) ? [] : [`${metodo} ${trovata.rotta.url}`];
  });
}

/** Opens again the count of ids that are not theirs: a test asks for more of them than an operator does in a day. */
const scorda = () =>
  sql`delete from utenti.tentativo where ambito = 'indirizzo_estraneo'`.execute(ctxDi(mondo, 'worker').db);

async function estranei(operatoreId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct oggetto_id as id from registro.atto
     where azione = 'indirizzo.estraneo' and attore = ${`operatore:${operatoreId}`}`.execute(ctxDi(mondo, 'worker').db);
  return rows.map(({ id }) => id);
}

const nome = ({ metodo, url }: Rotta): string => `${metodo} ${url}`;
const protette = ROTTE.filter(({ chi }) => chi !== 'tutti');

test('nobody gets in without signing in', async () => {
  for (const rotta of protette) expect([nome(rotta), await stato(rotta, NESSUNO, null)]).toEqual([nome(rotta), 303]);
});

type Chi = { cookie: string; ammesso: (rotta: Rotta) => boolean };

/** Opens a page, whose forms and links must all be theirs. */
async function apre({ cookie, ammesso }: Chi, rotta: Rotta, id: string, stati: readonly number[]): Promise<void> {
  const { statusCode, body, headers } = await chiedi(rotta, id, cookie);
  expect(stati, nome(rotta)).toContain(statusCode);
  if (!String(headers['content-type']).includes('html')) return;
  expect([nome(rotta), vicoli({ html: body, url: indirizzo(rotta.url, id) }, ammesso)]).toEqual([nome(rotta), []]);
}

describe.each(RUOLI)('%s', (ruolo: Ruolo) => {
  let cookie = '';
  let operatoreId = '';
  beforeAll(async () => {
    const operatore = await unOperatore(mondo, [ente], { ruolo });
    operatoreId = operatore.operatoreId;
    cookie = (await cookieDi(mondo, operatore)).ufficio;
  });
  const ammesso = (rotta: Rotta): boolean => {
    const permesso = permessoDi({ pagina: rotta, metodo: rotta.metodo });
    return permesso === null || puo(ruolo, permesso);
  };

  test('is kept out of what the matrix does not give, whatever the id', async () => {
    for (const rotta of protette.filter((una) => !ammesso(una)))
      for (const id of [righePer(rotta.url).suo ?? NESSUNO, righePer(rotta.url).altroEnte])
        expect([nome(rotta), await stato(rotta, id, cookie)]).toEqual([nome(rotta), 403]);
  });

  test('does not find what is of another ente, and the registro says that it was asked for', async () => {
    const chiesti = new Set<string>();
    for (const rotta of protette.filter((una) => ammesso(una) && una.url.includes(':id'))) {
      const { altroEnte } = righePer(rotta.url);
      chiesti.add(altroEnte);
      await scorda();
      expect([nome(rotta), await stato(rotta, altroEnte, cookie)]).toEqual([nome(rotta), 404]);
    }
    const scritti = await estranei(operatoreId);
    expect([...chiesti].filter((id) => !scritti.includes(id))).toEqual([]);
  });

  test('reaches the rows of their tipi, and of the others only who reaches all', async () => {
    for (const rotta of protette.filter((una) => ammesso(una) && una.metodo === 'GET' && una.url.endsWith('/:id'))) {
      const { suo, altroTipo } = righePer(rotta.url);
      if (suo !== undefined) await apre({ cookie, ammesso }, rotta, suo, [200]);
      if (altroTipo === undefined) continue;
      if (RIGHE[ruolo] === 'tutti') await apre({ cookie, ammesso }, rotta, altroTipo, [200]);
      else expect([403, 404], nome(rotta)).toContain(await stato(rotta, altroTipo, cookie));
    }
  });

  test('does nothing to the rows of another tipo, unless they reach all', async () => {
    if (RIGHE[ruolo] === 'tutti') return;
    for (const rotta of protette.filter((una) => ammesso(una) && una.url.includes(':id'))) {
      const { altroTipo } = righePer(rotta.url);
      if (altroTipo === undefined) continue;
      await scorda();
      const visto = await stato(rotta, altroTipo, cookie);
      expect([nome(rotta), [403, 404].includes(visto)]).toEqual([nome(rotta), true]);
    }
  });

  test('opens the pages that the matrix gives, whose forms and links are all theirs', async () => {
    for (const rotta of protette.filter((una) => ammesso(una) && una.metodo === 'GET' && !una.url.endsWith('/:id')))
      await apre({ cookie, ammesso }, rotta, righePer(rotta.url).suo ?? NESSUNO, [200, 303, 404]);
  });
});

test('who administers the intermediario has no ente by that, and an ente has no intermediario', async () => {
  const chi = await unOperatore(mondo, []);
  await nominaIntermediario(ctxDi(mondo, 'worker'), chi.operatoreId);
  const cookie = (await cookieDi(mondo, chi)).ufficio;
  const ammesso = ({ chi: diChi }: Rotta): boolean => diChi === 'tutti' || diChi === 'intermediario';
  for (const rotta of protette)
    if (rotta.chi !== 'intermediario')
      expect([nome(rotta), await stato(rotta, NESSUNO, cookie)]).toEqual([nome(rotta), 403]);
    else if (rotta.metodo === 'GET') await apre({ cookie, ammesso }, rotta, NESSUNO, [200, 303, 404]);
});

test('whom the provider of an ente lets in is of that ente alone, whatever else they do here', async () => {
  const chi = await unOperatore(mondo, [ente, altro], { ruolo: 'amministratore' });
  await nominaIntermediario(ctxDi(mondo, 'worker'), chi.operatoreId);
  const { id } = await fornitoreDellEnte(mondo, ente, { stato: 'in_prova' });
  const cookie = valoreDi(await collega(mondo, { enteId: ente.enteId, id }, chi)).token;
  const personali = porta.pagine.filter(({ personale }) => personale).map(({ percorso }) => porta.prefisso + percorso);
  expect(personali.length).toBeGreaterThan(2);
  const vietata = (rotta: Rotta): boolean => rotta.chi === 'intermediario' || personali.includes(rotta.url);
  const ammesso = (rotta: Rotta): boolean => {
    const permesso = permessoDi({ pagina: rotta, metodo: rotta.metodo });
    return !vietata(rotta) && (permesso === null || puo('amministratore', permesso));
  };
  for (const rotta of ROTTE.filter(vietata))
    for (const suoId of [altro.enteId, ente.enteId])
      expect([nome(rotta), await stato(rotta, suoId, cookie)]).toEqual([nome(rotta), 403]);
  for (const rotta of protette.filter(ammesso)) {
    const { suo = NESSUNO, altroEnte } = righePer(rotta.url);
    await scorda();
    if (rotta.url.includes(':id'))
      expect([nome(rotta), await stato(rotta, altroEnte, cookie)]).toEqual([nome(rotta), 404]);
    if (rotta.metodo === 'GET') await apre({ cookie, ammesso }, rotta, suo, [200, 303, 404]);
  }
  // Nor do they go over to the other.
  const payload = `_csrf=${tokenCsrf(mondo.config.pepe, cookie)}&ente=${altro.enteId}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const scelta = { method: 'POST' as const, url: '/ufficio/ente', cookies: { ufficio: cookie }, headers, payload };
  expect((await ufficio.app.inject(scelta)).statusCode).toBe(422);
});

test('the page shows the matrix to who gives the roles', async () => {
  const capo = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  const pagina = await capo.apri('/ufficio/configurazione/permessi');
  expect(testoDi(pagina.html)).toContain(
    'Caricare flussi, correggerli e annullarli no sì, per i suoi tipi dovuto no sì, su tutto no',
  );
  expect(testoDi(pagina.html)).toContain('Amministrare gli enti e l’installazione no no no no sì, su tutto');
  expect((await capo.apri('/ufficio/configurazione')).html).toContain('href="/ufficio/configurazione/permessi"');
});

test('ids that are not theirs are written up to a number an hour, so that the registro is not filled', async () => {
  const operatore = await unOperatore(mondo, [ente]);
  const cookie = (await cookieDi(mondo, operatore)).ufficio;
  for (let i = 0; i < 70; i += 1) {
    const id = `01890000-0000-7000-8000-0000000000${String(i).padStart(2, '0')}`;
    await ufficio.app.inject({ url: `/ufficio/dovuti/${id}`, cookies: { ufficio: cookie } });
  }
  expect((await estranei(operatore.operatoreId)).length).toBe(60);
});
