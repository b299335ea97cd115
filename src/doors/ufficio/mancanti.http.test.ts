import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rileggiMessaggio } from '#support/nodo';
import { valoreDi } from '#kernel/esito';
import type { MancanteId } from '#kernel/ids';
import { caricaRendicontazione, lavori, LAVORO_REGISTRA } from '#modules/rendicontazione';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { nuovoDovuto, statiDi } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { xmlDiProva, type PagamentoScritto } from '#support/rendicontazione';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const ELENCO = '/ufficio/rendicontazione/mancanti';

async function rendiconta(ente: EnteDiProva, pagamenti: readonly PagamentoScritto[]): Promise<void> {
  const contenuto = Readable.from([Buffer.from(xmlDiProva(ente, pagamenti))]);
  valoreDi(await caricaRendicontazione(ctxDi(mondo, 'ufficio', ente.enteId), { nomeFile: 'fdr.xml', contenuto }));
}

/** A dovuto that a statement says was paid, one of no dovuto that will have no receipt, and who looks. */
async function alLavoro(opzioni: Parameters<typeof unOperatore>[2] = {}) {
  const ente = await unEnte(mondo);
  const d = await nuovoDovuto(mondo, ente, { iud: `MANCA-${ente.codIpa}`, importo: 1000 });
  await rendiconta(ente, [
    { iuv: d.iuv, iur: 'iur-uno', importo: '10.00', giorno: '2026-11-18' },
    { iuv: '01000000000000999', iur: 'iur-nove', importo: '5.00', esito: 9 },
  ]);
  return { ente, d, anna: await entra(ufficio, await unOperatore(mondo, [ente], opzioni)) };
}

const apri = async (anna: Navigatore, parole: string, da = ELENCO) =>
  anna.apri(collegamento(await anna.apri(da), parole));

describe('the receipts that have not come', () => {
  test('are in a list with their state, filtered, as a file; each with what was asked', async () => {
    const { d, anna, ente } = await alLavoro({ ruolo: 'amministratore' });
    const elenco = await anna.apri(ELENCO);
    for (const detto of ['2 pagamenti, dal più vecchio', 'in coda', 'da chiudere a mano', 'Banca Inventata', '15,00 €'])
      expect(testoDi(elenco.html)).toContain(detto);
    const daChiudere = await anna.apri(collegamento(elenco, 'Da chiudere a mano'));
    expect(testoDi(daChiudere.html)).toContain('1 pagamento');
    const filtrata = await anna.invia(elenco, { stato: 'aperte', da: '18/11/2026', a: '18/11/2026' });
    expect(filtrata.url).toContain('da=');
    expect(testoDi(filtrata.html)).toContain('1 pagamento');
    const vuota = await anna.apri(`${ELENCO}?stato=arrivata`);
    expect(testoDi(vuota.html)).toContain('Nessun pagamento con questi filtri');
    const csv = (await anna.scarica(collegamento(elenco, 'Scarica l’elenco'))).byte.toString('utf8').split('\r\n');
    expect(csv.slice(1)).toEqual([
      `${d.numeroAvviso};${d.iuv};iur-uno;in coda;18/11/2026;10,00;BINVENTATA01;2026-11-20BINVENTATA01-0001;0;;`,
      ';01000000000000999;iur-nove;da chiudere a mano;19/11/2026;5,00;BINVENTATA01;2026-11-20BINVENTATA01-0001;0;;',
      '',
    ]);
    const una = await anna.apri(collegamento(elenco, testoDi(d.numeroAvviso).slice(0, 4)));
    for (const detto of ['La ricevuta viene chiesta a pagoPA', 'iur-uno', `MANCA-${ente.codIpa}`, 'Nessuna richiesta'])
      expect(testoDi(una.html)).toContain(detto);
    expect(testoDi(una.html)).not.toContain('Registrare il pagamento');
  });

  test('filters that make no sense are said, and pages that are not there are not', async () => {
    const { anna } = await alLavoro({ ruolo: 'amministratore' });
    const elenco = await anna.apri(ELENCO);
    for (const [campi, detto] of [
      [{ da: '31/02/2026' }, 'Scrivi un giorno del calendario'],
      [{ da: '2026-11-02', a: '2026-11-01' }, 'Il secondo giorno viene prima del primo'],
    ] as const) {
      const risposta = await anna.invia(elenco, campi);
      expect([risposta.stato, testoDi(risposta.html)]).toEqual([422, expect.stringContaining(detto)]);
    }
    for (const query of ['?stato=%27%3B--', '?dopo=ffffffff-ffff-ffff-ffff-ffffffffffff', '?prima=x', '?da=<b>'])
      expect((await anna.apri(ELENCO + query)).stato).toBe(200);
    for (const id of ['niente', '00000000-0000-7000-8000-000000000000'])
      expect((await anna.apri(`${ELENCO}/${id}`)).stato).toBe(404);
  });

  test('are asked for again, not again and again', async () => {
    const { anna, ente, d } = await alLavoro({ ruolo: 'amministratore' });
    const una = await anna.apri(collegamento(await anna.apri(ELENCO), d.numeroAvviso.slice(0, 4)));
    const riprovata = await anna.invia(una, { atto: 'riprova' });
    expect(testoDi(riprovata.html)).toContain('Richiesta messa in coda');
    await sql`insert into rendicontazione.tentativo (ente_id, mancante_id, iur, iniziato_il, finito_il, esito, richiesto_da)
              select ente_id, id, iur, now(), now(), 'non_trovata', 'sistema' from rendicontazione.mancante
               where ente_id = ${ente.enteId} and iur = 'iur-uno'`.execute(ctxDi(mondo, 'worker').db);
    const ancora = await anna.invia(riprovata, { atto: 'riprova' });
    expect([ancora.stato, testoDi(ancora.html)]).toEqual([422, expect.stringContaining('meno di dieci minuti fa')]);
    expect(testoDi(ancora.html)).toContain('la ricevuta non c’è');
  });

  test('are closed by hand, with a reason: the payment is registered', async () => {
    const { anna, ente } = await alLavoro({ ruolo: 'amministratore' });
    const d = await nuovoDovuto(mondo, ente, { iud: `NOVE-${ente.codIpa}`, importo: 700 });
    const contenuto = Readable.from([
      Buffer.from(
        xmlDiProva(ente, [{ iuv: d.iuv, iur: 'iur-sette', importo: '7.00', esito: 8 }], { iuf: '2026-11-20P-2' }),
      ),
    ]);
    valoreDi(await caricaRendicontazione(ctxDi(mondo, 'ufficio', ente.enteId), { nomeFile: 'b.xml', contenuto }));
    const una = await anna.apri(
      collegamento(await anna.apri(`${ELENCO}?stato=da_chiudere`), d.numeroAvviso.slice(0, 4)),
    );
    const senza = await anna.invia(una, { atto: 'pagamento', 'motivo-pagamento': ' ' });
    expect([senza.stato, testoDi(senza.html)]).toEqual([422, expect.stringContaining('Scrivi il motivo')]);
    const nonSuo = await anna.invia(una, { atto: 'nonPagata', 'motivo-nonPagata': 'x' });
    expect([nonSuo.stato, testoDi(nonSuo.html)]).toEqual([422, expect.stringContaining('si può registrare')]);
    const fatta = await anna.invia(una, { atto: 'pagamento', 'motivo-pagamento': 'Accreditato <b>il 20</b>' });
    for (const detto of ['Pagamento registrato', 'Accreditato <b>il 20</b>', 'Anna Operosa'])
      expect(testoDi(fatta.html)).toContain(detto);
    const mancanteId = fatta.url.split('?')[0]?.split('/').at(-1) as MancanteId;
    const lavoro = lavori(rileggiMessaggio).find(({ nome }) => nome === LAVORO_REGISTRA) ?? expect.fail();
    await lavoro.esegui(ctxDi(mondo, 'worker', ente.enteId), { mancanteId });
    expect(await statiDi(mondo, ente, [`NOVE-${ente.codIpa}`])).toEqual([`NOVE-${ente.codIpa} pagato 700`]);
    const ancora = await anna.invia(una, { atto: 'pagamento', 'motivo-pagamento': 'Di nuovo' });
    expect([ancora.stato, testoDi(ancora.html)]).toEqual([422, expect.stringContaining('già stato chiuso a mano')]);
    expect((await anna.invia(una, { atto: 'altro' })).stato).toBe(404);
  });

  test('whose IUR nobody knows wait for one; one of another payment is refused', async () => {
    const { anna, ente, d } = await alLavoro({ ruolo: 'amministratore' });
    const altro = await nuovoDovuto(mondo, ente, { iud: `ATTESA-${ente.codIpa}`, importo: 300 });
    await sql`insert into rendicontazione.mancante (ente_id, origine, iuv, carrello_id, giorno, importo_cents, stato, attesa_fino,
                creata_il)
              values (${ente.enteId}, 'carrello', ${altro.iuv}, uuidv7(), '2026-11-20', 300, 'in_attesa', '2026-11-22', now())`.execute(
      ctxDi(mondo, 'worker').db,
    );
    const elenco = await anna.apri(`${ELENCO}?stato=in_attesa`);
    expect(testoDi(elenco.html)).toContain('in attesa fino al 22/11/2026');
    const una = await anna.apri(collegamento(elenco, altro.numeroAvviso.slice(0, 4)));
    for (const [iur, detto] of [
      ['', 'al massimo 35 caratteri'],
      ['con spazio', 'al massimo 35 caratteri'],
      ['x'.repeat(36), 'al massimo 35 caratteri'],
      ['iur-uno', 'è di un altro pagamento'],
    ] as const) {
      const risposta = await anna.invia(una, { atto: 'iur', iur });
      expect([risposta.stato, testoDi(risposta.html)]).toEqual([422, expect.stringContaining(detto)]);
    }
    const scritto = await anna.invia(una, { atto: 'iur', iur: ' abc123 ' });
    for (const detto of ['IUR scritto', 'abc123 (scritto da Anna Operosa)', 'in coda'])
      expect(testoDi(scritto.html)).toContain(detto);
    expect(d.iuv).not.toBe(altro.iuv);
  });

  test('are those of the kinds of due that one follows; nobody reaches those of another ente', async () => {
    const { ente, anna, d } = await alLavoro();
    const suo = await anna.apri(ELENCO);
    expect(testoDi(suo.html)).toContain('1 pagamento');
    // Found in the menu, and nothing leads to the statements, which an operatore may not open.
    expect(collegamento(await anna.apri('/ufficio'), 'Ricevute mancanti')).toBe(ELENCO);
    expect(suo.html).not.toContain('href="/ufficio/rendicontazione"');
    const indirizzo = collegamento(suo, d.numeroAvviso.slice(0, 4));
    const parziale = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    expect(testoDi((await parziale.apri(ELENCO)).html)).toContain('Nessuna ricevuta mancante');
    const { anna: altrove } = await alLavoro({ ruolo: 'amministratore' });
    for (const altri of [parziale, altrove]) expect((await altri.apri(indirizzo)).stato).toBe(404);
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    expect((await guarda.apri(indirizzo)).html).not.toContain('value="riprova"');
    expect(testoDi((await apri(guarda, d.numeroAvviso.slice(0, 4))).html)).toContain('iur-uno');
  });
});
