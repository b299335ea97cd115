import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PosizioneInserita } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { contiSbagliati, dovutiDi, unaPosizione, unicaDi } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
let bruno: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
  bruno = await entra(ufficio, await unOperatore(mondo, [ente]));
});
afterAll(() => ufficio.chiudi());

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const indirizzo = (p: PosizioneInserita, n = 0): string => `/ufficio/dovuti/${p.dovuti[n]?.dovutoId ?? ''}`;
const modifica = (chi: Navigatore, p: PosizioneInserita) => chi.apri(`${indirizzo(p)}/modifica`);

const COME_E = {
  ...{ debitoreTipo: 'F', debitoreCodice: 'RSSMRA80A01H501U', debitoreNome: 'Mario Rossi', indirizzo: '', civico: '' },
  ...{ cap: '', localita: '', provincia: '', nazione: '', email: '', causale: 'Tassa rifiuti' },
  ...{ causalePubblica: 'Tassa rifiuti', importo: '300,00', scadenza: '2099-06-30', motivo: 'Rettifica' },
};
const continua = (chi: Navigatore, p: Pagina, campi: Record<string, string>) =>
  chi.invia(p, { ...COME_E, ...campi, azione: 'continua' }, 'motivo');
const conferma = (chi: Navigatore, p: Pagina) => chi.invia(p, { azione: 'conferma' }, 'letto');

describe('a dovuto written anew', () => {
  test('shows before and after, and tells it in its history', async () => {
    const p = await unaPosizione(worker());
    const scheda = await anna.apri(indirizzo(p));
    const pagina = await anna.apri(collegamento(scheda, 'Modifica il dovuto'));
    const cambi = { localita: 'Roma', email: 'Mario@Esempio.it', causale: 'Tassa  rifiuti 2026', importo: '330,00' };
    const prima = await continua(anna, pagina, { ...cambi, scadenza: '2099-07-31' });
    for (const detto of ['300,00 €', '330,00 €', 'mario@esempio.it', '30/06/2099', '31/07/2099', 'Tassa rifiuti 2026'])
      expect(testoDi(prima.html)).toContain(detto);
    const fatto = await conferma(anna, prima);
    for (const detto of [
      'Causale: prima «Tassa rifiuti», ora «Tassa rifiuti 2026»',
      'Email: prima vuoto',
      'Motivo: Rettifica',
    ])
      expect(testoDi(fatto.html)).toContain(detto);
    // What else may be paid instead follows.
    expect(await dovutiDi(worker(), p)).toEqual([
      '1.1 da_pagare 33000',
      ...['2.1 da_pagare 11000', '2.2 da_pagare 11000', '2.3 da_pagare 11000'],
    ]);
    expect(await contiSbagliati(worker(), p)).toEqual([]);
  });

  test('by two at once: the second is told what changed, and nothing of what they typed is lost', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const [sua, mia] = [await modifica(bruno, p), await modifica(anna, p)];
    const confermaMia = await continua(anna, mia, { localita: 'Milano', importo: '310,00' });
    await conferma(bruno, await continua(bruno, sua, { importo: '290,00', email: 'b@esempio.it' }));
    const ancora = await conferma(anna, confermaMia);
    const testo = testoDi(ancora.html);
    for (const detto of [
      'Nel frattempo un altro ha cambiato',
      'Anna Operosa',
      '290,00 €',
      '310,00 €',
      'b@esempio.it',
      'Milano',
    ])
      expect(testo).toContain(detto);
    const corretta = await anna.invia(ancora, { azione: 'correggi' }, 'letto');
    for (const valore of ['Milano', '310,00', 'b@esempio.it']) expect(corretta.html).toContain(`value="${valore}"`);
    const fatto = await conferma(anna, ancora);
    for (const detto of ['310,00 €', 'Milano']) expect(testoDi(fatto.html)).toContain(detto);
    const { rows } = await sql<{ email: string; importo: number }>`
      select p.email, d.importo_cents as importo from posizioni.posizione as p
        join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id where p.id = ${p.posizioneId}`.execute(
      worker().db,
    );
    // What Anna did not touch stays as the other wrote it.
    expect(rows).toEqual([{ email: 'b@esempio.it', importo: 31_000 }]);
  });

  const male: [string, Record<string, string>, string][] = [
    ['nothing', {}, 'È già così'],
    ['an amount of a machine', { importo: '1e3' }, 'Scrivi un importo in euro'],
    ['less than nothing', { importo: '-0' }, 'Scrivi un importo in euro'],
    ['a day that is none', { scadenza: '30/02/2099' }, 'Scrivi una data che esista'],
    ['a day that is over', { scadenza: '2020-01-01' }, 'La data di scadenza è passata'],
    ['no causale', { causale: ' ' }, 'Causale: scrivi qualcosa'],
    ['no causale for pagoPA', { causalePubblica: '' }, 'Causale per pagoPA: scrivi qualcosa'],
    ['no debtor', { debitoreCodice: '' }, 'Scrivi il codice fiscale'],
    ['a mail that is none', { email: '<script>' }, 'Questo indirizzo email non è scritto bene'],
    ['no reason', { motivo: ' ', importo: '1,00' }, 'Scrivi il motivo'],
  ];
  test.each(male)('refused: %s', async (_, campi, detto) => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    let no = await continua(anna, await modifica(anna, p), campi);
    if (no.stato === 200) no = await conferma(anna, no);
    expect([no.stato, testoDi(no.html).includes(detto)]).toEqual([422, true]);
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 30000']);
  });

  test('a script in each field is text', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const riga = '<script>alert(1)</script>';
    const no = await continua(
      anna,
      await modifica(anna, p),
      Object.fromEntries(Object.keys(COME_E).map((n) => [n, riga])),
    );
    expect([no.stato, no.html.includes(riga)]).toEqual([422, false]);
  });

  test('nobody else is said to owe what somebody has paid in part; what is paid or of another ente is not changed', async () => {
    const p = await unaPosizione(worker(), [
      { forma: 'piano', dovuti: [unicaDi(10_000), unicaDi(20_000)].flatMap(({ dovuti }) => dovuti) },
    ]);
    const [prima, seconda] = p.dovuti;
    const { iuv = '', numeroAvviso = '' } = prima ?? {};
    await consegna(
      mondo,
      ente,
      ricevutaLetta(ente, { iuv: iuv ?? '', numeroAvviso, importo: 10_000, receiptId: 'mod1' }),
    );
    const pagina = await anna.apri(`/ufficio/dovuti/${seconda?.dovutoId}/modifica`);
    const pronta = await continua(anna, pagina, { importo: '200,00', debitoreCodice: 'VRDFNC85T50G224X' });
    const no = await conferma(anna, pronta);
    expect([no.stato, no.html.includes('href="#campo-debitoreCodice"')]).toEqual([422, true]);
    expect(testoDi((await modifica(anna, p)).html)).toContain('qui non c’è niente da cambiare');
    const altro = await unEnte(mondo);
    const sua = await unaPosizione(ctxDi(mondo, 'worker', altro.enteId), [unicaDi(100)]);
    expect((await modifica(anna, sua)).stato).toBe(404);
  });
});
