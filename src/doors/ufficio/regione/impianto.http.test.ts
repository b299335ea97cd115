import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { creaEnte } from '#modules/enti';
import { scriviEventi } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { unIntermediario } from '#support/intermediario';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { codiceFiscaleEnte, ctxDi, unEnte, VUOTO, type EnteDiProva } from '#support/un-ente';

let base: DatabaseDiProva;
let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let rita: Navigatore;
beforeAll(async () => {
  // The queue and the giornale are looked at whole: nobody else writes in them.
  base = await databaseNuovo();
  mondo = mondoDiProva(base);
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  rita = await entra(ufficio, await unIntermediario(mondo));
});
afterAll(() => ufficio.chiudi());

const dice = (pagina: Pagina, parole: string): void => expect(testoDi(pagina.html)).toContain(parole);
const tace = (pagina: Pagina, parole: string): void => expect(testoDi(pagina.html)).not.toContain(parole);
const REGIONE = '/ufficio/regione';
const atti = async (azione: string): Promise<Record<string, unknown>[]> =>
  (
    await base.pools.worker.query<Record<string, unknown>>(
      'select ente_id, oggetto_id, dettaglio from registro.atto where azione = $1 order by istante, id',
      [azione],
    )
  ).rows;

test('who administers an ente gets 403', async () => {
  const altro = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  for (const pagina of [
    '/registro',
    '/registro/elenco/csv',
    '/giornale',
    '/lavori',
    '/lavori/1/abbandona',
    '/salute',
    '/interruttori',
  ])
    expect((await altro.apri(REGIONE + pagina)).stato).toBe(403);
});

describe('the registro of all the enti', () => {
  test('is searched by ente, days, act and who, and looking is written in it', async () => {
    const cf = codiceFiscaleEnte();
    const dati = {
      ...VUOTO,
      codiceFiscale: cf,
      codIpa: `r_${cf}`,
      denominazione: `Altro ${cf}`,
      ambiente: 'prova' as const,
    };
    await creaEnte(ctxDi(mondo, 'worker'), dati);
    const tutti = await rita.apri(`${REGIONE}/registro?azione=ente.registrato`);
    expect(tutti.html.match(/<tr>/g)?.length).toBeGreaterThan(2);
    const suoi = await rita.apri(`${REGIONE}/registro?ente=${ente.enteId}`);
    dice(suoi, 'Stato dell’ente cambiato');
    dice(suoi, 'da: INSERITO; a: ESERCIZIO');
    const persone = await rita.apri(`${REGIONE}/registro?attore=operatore`);
    dice(persone, 'Anna Operosa');
    const { byte, nome } = await rita.scarica(collegamento(suoi, 'Scarica l’elenco'));
    expect(nome).toMatch(/^REGISTRO_.*\.csv$/);
    expect(byte.toString('utf8')).toContain(
      `Stato dell’ente cambiato;${ente.denominazione};MyPay;"da: INSERITO; a: ESERCIZIO"`,
    );
    tace(persone, 'Tassonomia di pagoPA registrata Installazione');
    expect((await atti('registro.consultato')).length).toBeGreaterThanOrEqual(3);
    dice(await rita.apri(`${REGIONE}/registro?dal=2020-01-01&al=2020-01-02`), 'Nessun atto');
  });

  test.each([
    'dal=ieri',
    'ente=%27',
    'azione=x%27',
    'attore=nodo%25',
    'dopo=1',
    'dal=2099-01-01&al=2001-01-01',
    'prima=9.x',
    'al=0001-01-01',
    'al=9999-12-31',
  ])('asked badly (%s) it answers all the same', async (query) =>
    expect((await rita.apri(`${REGIONE}/registro?${query}`)).stato).toBe(200),
  );
});

describe('the giornale of all the enti', () => {
  const numeroAvviso = '301000000000000099';
  const scambia = async (enteId: EnteDiProva['enteId'] | null, testo: string): Promise<void> => {
    const comune = { enteId, categoria: 'INTERFACE' as const, tipo: 'paVerifyPaymentNotice', dominio: '00000000019' };
    const richiesta = { ...comune, sottotipo: 'REQ' as const, istante: new Date(), numeroAvviso };
    const risposta = { ...comune, sottotipo: 'RESP' as const, istante: new Date(), numeroAvviso, esito: 'KO' };
    await ctxDi(mondo, 'worker').tx((t) =>
      scriviEventi(t, [
        { ...richiesta, contenuto: Buffer.from(testo) },
        { ...risposta, contenuto: Buffer.from(testo) },
      ]),
    );
  };
  const cerca = async (campi: Record<string, string>): Promise<Pagina> => {
    const pagina = await rita.apri(`${REGIONE}/giornale`);
    return rita.invia(pagina, {
      giorno: ctxDi(mondo, 'worker').oggi,
      numero: '',
      ente: '',
      tipo: '',
      esito: '',
      ...campi,
    });
  };

  test('is searched by number, ente, operation and outcome; a message is opened, and its ente is told', async () => {
    await scambia(ente.enteId, '<messaggio>di un ente</messaggio>');
    await scambia(null, '<messaggio>di nessuno</messaggio>');
    const trovati = await cerca({ numero: '3010 0000 0000 0000 99' });
    expect(trovati.html.match(/name="evento"/g)).toHaveLength(4);
    expect(trovati.url).not.toContain(numeroAvviso);
    expect((await cerca({ ente: ente.enteId, esito: 'KO' })).html.match(/name="evento"/g)).toHaveLength(1);
    dice(await cerca({ tipo: 'paSendRT' }), 'Nessun messaggio');
    const suo = await cerca({ ente: ente.enteId });
    const file = await rita.invia(suo, { forma: 'csv' });
    expect(file.html.split('\r\n')).toHaveLength(4);
    expect(file.html).toContain(`;${ente.denominazione};`);
    const evento = /name="evento" value="([^"]+)"/.exec(suo.html)?.[1] ?? '';
    dice(await rita.invia(suo, { evento }), '<messaggio>di un ente</messaggio>');
    expect(await atti('evento.aperto')).toEqual([{ ente_id: ente.enteId, oggetto_id: evento, dettaglio: null }]);
    const consultati = await atti('giornale.consultato');
    expect(consultati.map(({ dettaglio }) => JSON.stringify(dettaglio)).join()).not.toContain(numeroAvviso);
    expect(consultati.length).toBeGreaterThanOrEqual(4);
  });

  test('asked badly it says so, and a message that is not there is not there', async () => {
    for (const [campi, perche] of [
      [{ giorno: 'ieri' }, 'Scrivi il giorno'],
      [{ numero: "'; drop" }, 'Scrivi il numero avviso o lo IUV per intero'],
    ] as const) {
      const pagina = await cerca(campi);
      expect(pagina.stato).toBe(422);
      dice(pagina, perche);
    }
    expect((await cerca({ ente: 'x', tipo: "'", esito: 'FORSE', prima: '1 2' })).stato).toBe(200);
    for (const lotto of ['x', randomUUID()]) {
      const pagina = await rita.invia(
        await rita.apri(`${REGIONE}/giornale`),
        { lotto, evento: randomUUID() },
        'giorno',
      );
      expect([pagina.stato, testoDi(pagina.html).includes('Il messaggio non c’è')]).toEqual([422, true]);
    }
  });
});

describe('the jobs', () => {
  const accoda = async (nome: string, fallito: boolean): Promise<string> => {
    const { rows } = await base.owner.query<{ id: string }>(
      `select id::text from graphile_worker.add_job($1, json_build_object('enteId', $2::text), max_attempts => 1)`,
      [nome, ente.enteId],
    );
    const id = rows[0]?.id ?? '';
    const guasto = `update graphile_worker._private_jobs set attempts = 1, last_error = E'la posta non risponde\\nstack' where id = $1`;
    if (fallito) await base.owner.query(guasto, [id]);
    return id;
  };
  const stato = async (id: string): Promise<unknown> =>
    (await base.owner.query('select attempts from graphile_worker._private_jobs where id = $1', [id])).rows[0];

  test('that did not succeed are told with why, done again, or given up with a reason', async () => {
    const [uno, due] = [await accoda('notifiche.invia', true), await accoda('flussi.consegna', true)];
    await accoda('utenti.pulisci', false);
    const elenco = await rita.apri(`${REGIONE}/lavori`);
    dice(elenco, 'Inviare una mail');
    dice(elenco, 'la posta non risponde');
    dice(elenco, ente.denominazione);
    tace(elenco, 'stack');
    // The filter names every job: it is the rows that are looked at.
    const riga = /<th scope="row"[^>]*>Togliere sessioni e tentativi finiti/;
    expect(elenco.html).not.toMatch(riga);
    expect((await rita.apri(`${REGIONE}/lavori?stato=in_attesa`)).html).toMatch(riga);
    dice(await rita.apri(`${REGIONE}/salute`), 'Mail ferme dopo tutti i tentativi: 1.');
    dice(await rita.invia(elenco, { riprova: uno }), 'Il lavoro è di nuovo in coda.');
    expect(await stato(uno)).toEqual({ attempts: 0 });
    const pagina = await rita.apri(`${REGIONE}/lavori/${due}/abbandona`);
    dice(await rita.invia(pagina, { motivo: '' }), 'Scegli perché.');
    dice(await rita.invia(pagina, { motivo: 'fatto_altrove' }), 'Lavoro abbandonato.');
    expect(await stato(due)).toBeUndefined();
    expect(await atti('lavoro.abbandonato')).toEqual([
      {
        ente_id: ente.enteId,
        oggetto_id: null,
        dettaglio: { id: due, nome: 'flussi.consegna', prima: 'fallito', tentativi: 1, motivo: 'fatto_altrove' },
      },
    ]);
    expect((await rita.invia(pagina, { motivo: 'non_serve' })).stato).toBe(404);
  });

  test('that somebody is at are left to them, and what is no job is refused', async () => {
    const id = await accoda('registro.mesi', true);
    const elenco = await rita.apri(`${REGIONE}/lavori`);
    await base.owner.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'x' where id = $1`,
      [id],
    );
    // LAVORO_NON_FERMO
    const rifiutata = await rita.invia(elenco, { riprova: id });
    expect(rifiutata.stato).toBe(422);
    dice(rifiutata, 'Questo lavoro si sta già riprovando');
    dice(await rita.apri(`${REGIONE}/lavori?stato=in_corso`), 'Preparare i mesi');
    for (const strano of ['', '1;drop', '99999999999999999999', '999999999999999'])
      expect((await rita.invia(elenco, { riprova: strano })).stato).toBe(422);
    for (const strano of ['x', '0', '99999999999999999999'])
      expect((await rita.apri(`${REGIONE}/lavori/${strano}/abbandona`)).stato).toBe(404);
    for (const query of ['?stato=altro', '?dopo=x', '?dopo=1'])
      expect((await rita.apri(`${REGIONE}/lavori${query}`)).stato).toBe(200);
  });
});

test('the health and the switches are told, without secrets', async () => {
  const salute = await rita.apri(`${REGIONE}/salute`);
  for (const parte of [
    'Database',
    'Disco dei file',
    'Chi fa i lavori',
    'Porta di pagoPA (Nodo)',
    'Checkout',
    'Rendicontazioni (FdR)',
    'Posta in uscita',
  ])
    dice(salute, parte);
  const interruttori = await rita.apri(`${REGIONE}/interruttori`);
  dice(interruttori, 'Visibile ai cittadini');
  dice(interruttori, 'Modo demo acceso');
  const { pepe, chiaveCifra } = mondo.config;
  for (const segreto of [pepe, chiaveCifra]) expect(interruttori.html).not.toContain(segreto.toString('hex'));
  const indice = await rita.apri(REGIONE);
  for (const parte of [
    'Enti',
    'Stazioni',
    'Catalogo',
    'Tassonomia',
    'Registro di tutti gli enti',
    'Giornale degli eventi',
    'Lavori',
    'Salute',
    'Interruttori',
  ])
    expect((await rita.apri(collegamento(indice, parte))).stato).toBe(200);
});
