import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { piuGiorni, formatGiorno, giornoA, piuMesi } from '#kernel/giorno';
import { leggiDovuto, type PosizioneInserita } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { contiSbagliati, dovutiDi, giorno, pianoDi, unaPosizione, unicaDi } from '#support/posizioni';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
});
afterAll(() => ufficio.chiudi());

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const oggi = () => giornoA(mondo.orologio());
const indirizzo = (p: PosizioneInserita, n = 0): string => `/ufficio/dovuti/${p.dovuti[n]?.dovutoId ?? ''}`;

/** From the detail, by its button, to the form of an act. */
async function apri(p: PosizioneInserita, bottone: string, n = 0): Promise<Pagina> {
  return anna.apri(collegamento(await anna.apri(indirizzo(p, n)), bottone));
}

/** The same form twice: what is asked, then the confirmation. */
async function compi(pagina: Pagina, campi: Record<string, string>): Promise<Pagina> {
  const conferma = await anna.invia(pagina, { ...campi, azione: 'continua' }, 'motivo');
  const fatta = await anna.invia(conferma, { azione: 'conferma' }, 'letto');
  // Two clicks: the second says what the first has done, whatever the act.
  const ancora = await anna.invia(conferma, { azione: 'conferma' }, 'letto');
  if (fatta.stato === 200) expect([ancora.stato, ancora.url]).toEqual([200, expect.stringContaining('?fatto=')]);
  return fatta;
}

async function inPagamento(p: PosizioneInserita, n = 0): Promise<void> {
  await sql`insert into registro.attivazione (istante, dominio, numero_avviso)
            values (now(), ${ente.codiceFiscale}, ${p.dovuti[n]?.numeroAvviso ?? null})`.execute(worker().db);
}

const PIANO = { come: 'posto', quante: '3', ogni: '1', maggiorazione: '', righe: '3', motivo: 'Chiede più tempo' };
const RATE = {
  ...{ importo1: '100,00', scadenza1: '2099-01-15', importo2: '100,00', scadenza2: '2099-02-15' },
  ...{ importo3: '100,00', scadenza3: '2099-03-15' },
};

describe('a new plan of instalments', () => {
  test('is proposed in equal parts, corrected by hand, and takes the place of what was asked', async () => {
    const p = await unaPosizione(worker(), [unicaDi(10_000)]);
    const pagina = await apri(p, 'Fai un nuovo piano di rate');
    expect(testoDi(pagina.html)).toContain('restano da pagare 100,00 €');
    for (const atteso of ['33,34', '33,33', piuMesi(oggi(), 3)]) expect(pagina.html).toContain(`value="${atteso}"`);
    const due = await anna.invia(pagina, {
      ...{ quante: '2', prima: '2099-01-31', ogni: '1', maggiorazione: '5,00', azione: 'proponi' },
    });
    for (const atteso of ['52,50', '2099-01-31', '2099-02-28']) expect(due.html).toContain(`value="${atteso}"`);
    expect(testoDi(due.html)).toContain('Le rate danno 105,00 €: è quanto si deve.');
    const rate = { importo1: '55,00', scadenza1: '2099-01-31', importo2: '50,00', scadenza2: '2099-03-01' };
    const fine = await compi(due, { ...PIANO, maggiorazione: '5,00', righe: '2', ...rate });
    expect(testoDi(fine.html)).toContain('Motivo: Chiede più tempo');
    expect(testoDi(fine.html)).toContain('sostituito da un nuovo piano');
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 annullato 10000 s', '2.1 da_pagare 5500', '2.2 da_pagare 5000']);
    expect(await contiSbagliati(worker(), p)).toEqual([]);
    expect(testoDi((await anna.apri(indirizzo(p))).html)).toContain('Annullato: un nuovo piano ha preso il suo posto');
  });

  test('whose instalments do not give what is owed is said while one writes, and refused', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const pagina = await apri(p, 'Fai un nuovo piano di rate');
    const conto = await anna.invia(pagina, { ...PIANO, ...RATE, importo3: '99,00', azione: 'aggiorna' }, 'motivo');
    expect([conto.stato, testoDi(conto.html).includes('ma si devono 300,00 €: mancano 1,00 €')]).toEqual([200, true]);
    const no = await anna.invia(conto, { ...PIANO, ...RATE, importo3: '101,00', azione: 'continua' }, 'motivo');
    expect([no.stato, testoDi(no.html).includes('1,00 € sono di troppo')]).toEqual([422, true]);
    const male = { ...RATE, importo1: 'x', scadenza2: '2020-01-01', scadenza3: '2098-01-01', scadenza1: '2099-05-01' };
    const tutto = await anna.invia(no, { ...PIANO, ...male, motivo: ' ', azione: 'continua' }, 'motivo');
    for (const detto of [
      'Scrivi l’importo della rata 1 in euro',
      'La scadenza della rata 2 è passata',
      'Scrivi il motivo',
    ])
      expect(testoDi(tutto.html)).toContain(detto);
    expect(tutto.html).toContain('value="x"');
    const proposta = await anna.invia(
      tutto,
      { ...PIANO, quante: '101', prima: '2020-01-01', azione: 'proponi' },
      'motivo',
    );
    expect(testoDi(proposta.html)).toContain('Indica quante rate con un numero da 1 a 100');
    expect(testoDi(proposta.html)).toContain('La scadenza della rata 1 è passata');
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 30000']);
  });

  test('shows what it touches; what changed meanwhile is shown again, and nothing is lost', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const pagina = await apri(p, 'Fai un nuovo piano di rate');
    const conferma = await anna.invia(pagina, { ...PIANO, ...RATE, azione: 'continua' }, 'motivo');
    for (const detto of ['1 avviso che qualcuno può avere in mano', 'Nascono 3 dovuti', '15 gennaio 2099'])
      expect(testoDi(conferma.html)).toContain(detto);
    const corretta = await anna.invia(conferma, { azione: 'correggi' }, 'letto');
    expect([corretta.html.includes('value="2099-02-15"'), corretta.html.includes('Chiede più tempo')]).toEqual([
      true,
      true,
    ]);
    await sql`update posizioni.dovuto set versione = versione + 1 where id = ${p.dovuti[0]?.dovutoId}`.execute(
      worker().db,
    );
    const ancora = await anna.invia(conferma, { azione: 'conferma' }, 'letto');
    expect(testoDi(ancora.html)).toContain('Nel frattempo qualcosa è cambiato');
    await inPagamento(p);
    const paga = await anna.invia(ancora, { azione: 'conferma' }, 'letto');
    expect(testoDi(paga.html)).toContain('Qualcuno sta pagando uno di questi avvisi adesso');
    const no = await anna.invia(paga, { azione: 'conferma' }, 'letto');
    expect([no.stato, testoDi(no.html).includes('Riprova fra mezz’ora')]).toEqual([422, true]);
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 30000']);
  });

  test('beside the way that is there: once, whoever presses twice', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const pagina = await apri(p, 'Fai un nuovo piano di rate');
    const conferma = await anna.invia(pagina, { ...PIANO, ...RATE, come: 'accanto', azione: 'continua' }, 'motivo');
    expect(testoDi(conferma.html)).toContain('Ciò che c’è adesso resta da pagare');
    await anna.invia(conferma, { azione: 'conferma' }, 'letto');
    // Whoever presses twice is not asked to confirm one more.
    const due = await anna.invia(conferma, { azione: 'conferma' }, 'letto');
    expect(testoDi(due.html)).toContain('Il nuovo piano è pronto');
    const uguale = await anna.invia(pagina, { ...PIANO, ...RATE, come: 'accanto', azione: 'continua' }, 'motivo');
    expect(testoDi(uguale.html)).toContain('C’è già un modo di pagare con queste rate.');
    expect(await dovutiDi(worker(), p)).toEqual([
      '1.1 da_pagare 30000',
      '2.1 da_pagare 10000',
      '2.2 da_pagare 10000',
      '2.3 da_pagare 10000',
    ]);
    expect(await contiSbagliati(worker(), p)).toEqual([]);
  });

  test('says at once what no plan could put right: the dovuto grows with the days', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const aumento = { genere1: 'interessi', dal1: '2099-01-01', importo1: '10,00', motivo: 'x' };
    await compi(await apri(p, 'Imposta gli aumenti'), aumento);
    const pagina = await apri(p, 'Fai un nuovo piano di rate');
    expect(testoDi(pagina.html)).toContain('L’importo del dovuto cresce con i giorni. Prima togli');
    expect(pagina.html).not.toContain('name="importo1"');
  });

  test('gives a script the sum alone, or the instalments anew, without the frame', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const pagina = await apri(p, 'Fai un nuovo piano di rate');
    const chiedi = (campi: Record<string, string>) => anna.chiede(pagina, { ...PIANO, ...RATE, ...campi }, 'motivo');
    const conto = await chiedi({ importo3: '90,00', azione: 'conto' });
    expect(conto.html).toMatch(/^<p id="conto"[^>]*><strong>Le rate danno 290,00 €/);
    const rate = await chiedi({ quante: '2', prima: '2099-01-31', azione: 'proponi' });
    expect(rate.html).toMatch(/^<section id="rate"/);
    expect(rate.html).toContain('value="150,00"');
  });
});

describe('a notification', () => {
  test('tells what begins with it, is confirmed, and is in the story and in the registro', async () => {
    const p = await unaPosizione(worker(), [unicaDi(7000), unicaDi(10_000, 3000)]);
    const termine = await compi(await apri(p, 'Imposta il termine'), { giorni: '5', motivo: 'Multa ridotta' });
    expect(testoDi(termine.html)).toContain('Termine impostato');
    expect(testoDi(termine.html)).toContain('5 giorni dalla notifica');
    const ieri = piuGiorni(oggi(), -1);
    const pagina = await apri(p, 'Registra la notifica');
    const calcolata = await anna.invia(pagina, { giorno: ieri, azione: 'aggiorna', motivo: '' });
    const fino = formatGiorno(piuGiorni(ieri, 5));
    expect(testoDi(calcolata.html)).toContain(`Modo di pagare 1: si può pagare fino al ${fino} compreso`);
    expect(testoDi(calcolata.html)).toContain('Modo di pagare 2: nessun termine dalla notifica');
    const fine = await compi(calcolata, { giorno: ieri, motivo: 'Raccomandata 123' });
    for (const detto of [
      'Notificato',
      formatGiorno(ieri),
      'Motivo: Raccomandata 123',
      'Notifica registrata per il dovuto',
    ])
      expect(testoDi(fine.html)).toContain(detto);
    const corretta = await compi(await apri(p, 'Registra la notifica'), {
      giorno: piuGiorni(ieri, -10),
      motivo: 'Era scritto male',
    });
    expect(testoDi(corretta.html)).toContain(`Prima era registrata il ${formatGiorno(ieri)}`);
    // The reduced amount is past its term now: it is not among what can be paid.
    expect(testoDi(corretta.html)).toContain('Scaduto');
  });

  test.each([
    ['', 'Scrivi una data che esista'],
    ['2999-01-01', 'Il giorno della notifica non può essere dopo oggi'],
    ['1980-01-01', 'Controlla l’anno'],
  ])('on «%s» is refused beside its field', async (quando, perche) => {
    const p = await unaPosizione(worker(), [unicaDi(7000)]);
    const no = await anna.invia(await apri(p, 'Registra la notifica'), {
      giorno: quando,
      motivo: 'x',
      azione: 'continua',
    });
    expect([no.stato, testoDi(no.html).includes(perche)]).toEqual([422, true]);
    expect(no.html).toContain('>x</textarea>');
  });
});

describe('the term of a way to pay', () => {
  test.each(['0', '3651', 'cinque'])('of «%s» days is refused', async (giorni) => {
    const p = await unaPosizione(worker(), [unicaDi(7000)]);
    const no = await anna.invia(await apri(p, 'Imposta il termine'), { giorni, motivo: 'x', azione: 'continua' });
    expect([no.stato, testoDi(no.html).includes('numero da 1 a 3650')]).toEqual([422, true]);
  });

  test('may go away again', async () => {
    const p = await unaPosizione(worker(), [unicaDi(7000)]);
    await compi(await apri(p, 'Imposta il termine'), { giorni: '1', motivo: 'x' });
    const pagina = await apri(p, 'Imposta il termine');
    expect(testoDi(pagina.html)).toContain('Adesso il termine è di 1 giorno.');
    const uguale = await anna.invia(pagina, { giorni: '1', motivo: 'x', azione: 'continua' });
    expect([uguale.stato, testoDi(uguale.html).includes('È già così')]).toEqual([422, true]);
    const fine = await compi(pagina, { giorni: '', motivo: 'Non serve' });
    expect(testoDi(fine.html)).toContain('nessun termine dalla notifica');
  });
});

describe('what is added with the days', () => {
  test('is computed while one writes, and told one by one', async () => {
    const p = await unaPosizione(worker(), [unicaDi(10_000)]);
    const pagina = await apri(p, 'Imposta gli aumenti');
    const uno = { genere1: 'interessi', dal1: '2099-01-01', importo1: '10,00' };
    const piu = await anna.invia(pagina, { ...uno, azione: 'ancora', motivo: '' });
    expect(testoDi(piu.html)).toContain('Aumento 2');
    expect(testoDi(piu.html)).toContain('1 gennaio 2099 110,00 €');
    const due = { ...uno, genere2: 'spese_notifica', dopo2: '0', importo2: '8,50' };
    const fine = await compi(piu, { ...due, motivo: 'Regolamento' });
    for (const detto of [
      'Aumenti impostati',
      'Interessi: 10,00 € dal 01/01/2099',
      'Spese di notifica: 8,50 € dal giorno della notifica',
    ])
      expect(testoDi(fine.html)).toContain(detto);
    const via = await compi(await apri(p, 'Imposta gli aumenti'), {
      ...{ genere1: '', dal1: '', importo1: '', genere2: '', dopo2: '', importo2: '', motivo: 'Ripensato' },
    });
    expect(testoDi(via.html)).toContain('nessun aumento');
  });

  test('is refused where it has no day, or two, or no amount, or no reason', async () => {
    const p = await unaPosizione(worker(), [unicaDi(10_000)]);
    const pagina = await apri(p, 'Imposta gli aumenti');
    const invia = (campi: Record<string, string>) =>
      anna.invia(pagina, { genere1: 'interessi', motivo: 'x', azione: 'continua', ...campi });
    const casi: [Record<string, string>, string][] = [
      [{ genere1: '' }, 'È già così'],
      [{ importo1: '10,00' }, 'uno solo dei due'],
      [{ importo1: '10,00', dal1: '2099-01-01', dopo1: '5' }, 'uno solo dei due'],
      [{ importo1: '', dal1: '2099-01-01' }, 'Scrivi l’importo dell’aumento 1'],
      [{ importo1: '1', dal1: '2099-01-01', genere1: '' }, 'Scegli perché si aggiunge l’aumento 1'],
    ];
    for (const [campi, perche] of casi) {
      const no = await invia(campi);
      expect([no.stato, testoDi(no.html).includes(perche)]).toEqual([422, true]);
    }
    const conferma = await invia({ importo1: '999.999.999,99', dal1: '2099-01-01' });
    const grande = await anna.invia(conferma, { azione: 'conferma' }, 'letto');
    expect(testoDi(grande.html)).toContain('supererebbe 999.999.999,99 euro');
  });
});

test('who only looks, who does not follow the kind, and what is closed', async () => {
  const p = await unaPosizione(worker(), [pianoDi([500, 600])]);
  const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
  expect(collegamento(await guarda.apri(indirizzo(p)), 'Registra la notifica')).toBe('');
  expect(testoDi((await guarda.apri(`${indirizzo(p)}/notifica`)).html)).not.toContain('Giorno della notifica');
  const altro = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
  for (const atto of ['piano', 'notifica', 'termine', 'aumenti'])
    expect((await altro.apri(`${indirizzo(p)}/${atto}`)).stato).toBe(404);
  await sql`update posizioni.dovuto set stato = 'annullato' where posizione_id = ${p.posizioneId}`.execute(worker().db);
  expect(testoDi((await anna.apri(`${indirizzo(p)}/piano`)).html)).toContain('non c’è più niente da pagare');
  const d = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
    leggiDovuto(t, { dovutoId: p.dovuti[0]?.dovutoId ?? expect.fail(), tipiConsentiti: null }),
  );
  expect(d?.dataScadenza).toBe(giorno('2099-01-15'));
});
