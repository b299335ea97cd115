import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lavori } from '#modules/notifiche';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi } from '#support/navigatore';
import { apriPortale, mondoFermo, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { ctxDi } from '#support/un-ente';

let mondo: MondoFermo;
let portale: PortaleDiProva;
const righe: string[] = [];
const BUONA = { argomento: 'accessibilita', testo: 'Il pulsante non si raggiunge', email: 'anna@example.org' };

beforeAll(async () => {
  const base = mondoFermo(await databaseNuovo());
  const nota = (evento: string, ...resto: unknown[]): void => void righe.push(JSON.stringify([evento, ...resto]));
  const config = {
    ...base.config,
    assistenza: 'aiuto@example.org',
    accessibilita: {
      stato: 'conforme' as const,
      redattaIl: '2026-09-01' as never,
      dichiarazioneUrl: 'https://form.agid.gov.it/view/abc',
    },
  };
  mondo = { ...base, config, log: { info: nota, warn: nota, error: nota } };
  portale = await apriPortale(mondo);
});
afterAll(() => portale.chiudi());
beforeEach(() => mondo.avanti(3_600_000));

async function esegui(nome: string, payload: Record<string, string> = {}): Promise<void> {
  await lavori.find((uno) => uno.nome === nome)?.esegui(ctxDi(mondo, 'worker'), payload);
}

async function invia(campi: Record<string, string>) {
  const chi = new Navigatore(portale.url);
  return chi.invia(await chi.apri('/segnala'), campi, 'testo');
}

test('the statement says what this installation has said, and leads to the official one, to the report and to the Difensore', async () => {
  const { html } = await new Navigatore(portale.url).apri('/accessibilita');
  expect(testoDi(html)).toContain('Il sito è conforme ai requisiti');
  expect(testoDi(html)).toContain('settembre 2026.');
  for (const dove of [
    'https://form.agid.gov.it/view/abc',
    '/segnala?argomento=accessibilita',
    'https://www.agid.gov.it/',
  ])
    expect(html).toContain(`href="${dove}`);
  const modulo = await new Navigatore(portale.url).apri('/segnala?argomento=accessibilita');
  expect(modulo.html).toMatch(/value="accessibilita" checked/);
});

test('what is said goes to the help desk by mail, and nothing of it to the log', async () => {
  righe.length = 0;
  const fatta = await invia({ ...BUONA, pagina: 'Carrello', strumenti: 'lettore di schermo' });
  expect(testoDi(fatta.html)).toContain('Grazie, la segnalazione è partita');
  const { rows } = await mondo.pools.worker.query<{ id: string; dati: object }>(
    "select id, dati from notifiche.messaggio where modello = 'segnalazione'",
  );
  expect(Object.keys(rows[0]?.dati ?? {})).toEqual(['segnalazioneId']);
  await esegui('notifiche.invia', { messaggioId: rows[0]?.id ?? '' });
  const lettera = mondo.posta.at(-1);
  expect(lettera).toMatchObject({ a: 'aiuto@example.org', oggetto: 'Segnalazione di accessibilità dal portale' });
  for (const cosa of [BUONA.testo, 'Carrello', 'lettore di schermo', BUONA.email])
    expect(lettera?.testo).toContain(cosa);
  expect(righe.length).toBeGreaterThan(1);
  expect(righe.join('\n')).not.toMatch(/anna|pulsante|Carrello|lettore/);
});

test('what is wrong is told by its field, and what was typed is still there', async () => {
  const casi: [Record<string, string>, string][] = [
    [{ testo: '', argomento: '' }, 'Ci sono 2 cose da correggere'],
    [{ ...BUONA, testo: 'x'.repeat(3001) }, 'al massimo 3.000 caratteri'],
    [{ ...BUONA, pagina: 'x'.repeat(301) }, 'meno di 300 caratteri'],
    [{ ...BUONA, strumenti: 'x'.repeat(301) }, 'gli strumenti in meno di 300'],
    [{ ...BUONA, email: 'anna' }, 'Questo indirizzo email non è scritto bene.'],
    [{ ...BUONA, argomento: 'altro ancora' }, 'Scegli che cosa vuoi segnalare.'],
  ];
  for (const [campi, frase] of casi) {
    const { stato, html } = await invia(campi);
    expect([stato, testoDi(html)]).toEqual([422, expect.stringContaining(frase)]);
  }
  const { html } = await invia({ ...BUONA, email: 'x', testo: '<script>alert(1)</script>' });
  expect(html).toContain('&lt;script>alert(1)');
});

test('five in an hour from one place, and then one waits', async () => {
  for (let volte = 0; volte < 5; volte += 1) expect((await invia(BUONA)).stato).toBe(200);
  const troppe = await invia(BUONA);
  expect([troppe.stato, testoDi(troppe.html)]).toEqual([
    429,
    expect.stringContaining('Troppe segnalazioni in poco tempo'),
  ]);
  expect(troppe.html).toContain(BUONA.testo);
});

test('after six months it is deleted; a mail that was not sent by then says nothing', async () => {
  await invia(BUONA);
  const quante = async (): Promise<number> =>
    (await mondo.pools.worker.query('select from notifiche.segnalazione')).rowCount ?? 0;
  await esegui('notifiche.pulisci_segnalazioni');
  expect(await quante()).toBeGreaterThan(0);
  mondo.avanti(181 * 24 * 3_600_000);
  await esegui('notifiche.pulisci_segnalazioni');
  expect(await quante()).toBe(0);
  const { rows } = await mondo.pools.worker.query<{ id: string }>(
    'select id from notifiche.messaggio where inviato_il is null order by id desc limit 1',
  );
  const prima = mondo.posta.length;
  await esegui('notifiche.invia', { messaggioId: rows[0]?.id ?? '' });
  expect(mondo.posta).toHaveLength(prima);
});
