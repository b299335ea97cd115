import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { leggiVersione, pubblicaModulo, salvaBozza, versioniModulo } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { LUCE_VOTIVA, luceVotivaA } from '#support/moduli';
import { testoDi, type Navigatore } from '#support/navigatore';
import { apriUfficio, collegamento, cookieDi, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const scritta = (definizione: unknown): string => JSON.stringify(definizione, null, 2);
const ctx = (ente: EnteDiProva) => ctxDi(mondo, 'ufficio', ente.enteId);

async function apri(): Promise<{ ente: EnteDiProva; ada: Navigatore; dove: string }> {
  const ente = await unEnte(mondo);
  const ada = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  return { ente, ada, dove: `/ufficio/configurazione/tipi/${ente.tipoDovutoId}/modulo` };
}

describe('the editor of a form', () => {
  test('tries a definition with test values before anything is kept, without a script', async () => {
    const { ente, ada, dove } = await apri();
    const nuova = await ada.apri(dove);
    expect(testoDi(nuova.html)).toContain('Questo tipo non ha ancora un modulo');
    const valori = { definizione: scritta(LUCE_VOTIVA), azione: 'controlla' };
    const vuota = await ada.invia(nuova, valori);
    expect(vuota.stato).toBe(200);
    expect(testoDi(vuota.html)).toContain('Errore: Compila questo campo.');
    expect(testoDi(vuota.html)).toContain('Il cittadino non potrebbe ancora pagare: guarda che cosa manca');
    const piena = await ada.invia(vuota, { ...valori, 'prova.defunto': 'Ada Neri', 'prova.lampade': '3' });
    const testo = testoDi(piena.html);
    for (const parole of [
      '45,00',
      'Luce votiva di Ada Neri',
      'Luce votiva, lampade 3',
      'Il cittadino potrebbe pagare.',
    ])
      expect(testo).toContain(parole);
    expect(piena.html).toContain('value="Ada Neri"');
    expect(await versioniModulo(ctx(ente), ente.tipoDovutoId)).toEqual([]);
  });

  test('says every defect in words, with its line; what was typed comes back and nothing is kept', async () => {
    const { ente, ada, dove } = await apri();
    const pagina = await ada.apri(dove);
    const rotta = { ...LUCE_VOTIVA, causale: '{{boh}}', importo: { ...LUCE_VOTIVA.importo, voci: [] } };
    const rifiutata = await ada.invia(pagina, { definizione: scritta(rotta), azione: 'salva' });
    expect(rifiutata.stato).toBe(422);
    expect(testoDi(rifiutata.html)).toMatch(/Riga \d+ \(\/importo\/voci\)/);
    // The line as it is written: the box has no numbers to count by.
    expect(rifiutata.html).toContain('<code>&quot;voci&quot;: []');
    expect(rifiutata.html).not.toMatch(/MODULO_[A-Z]/);
    const righe = scritta(LUCE_VOTIVA).split('\n');
    const espressione = scritta(luceVotivaA(1)).replace('euro(1)', 'euro(1');
    const ferma = await ada.invia(pagina, { definizione: espressione, azione: 'salva' });
    const riga = righe.findIndex((una) => una.includes('"prezzo"')) + 1;
    expect(testoDi(ferma.html)).toContain(`Riga ${riga} (/importo/voci/0/prezzo), carattere `);
    expect(testoDi(ferma.html)).toContain('L’espressione non si legge: manca «)».');
    const nonJson = await ada.invia(pagina, { definizione: '{\n  "formato": 1,,\n}', azione: 'salva' });
    expect(testoDi(nonJson.html)).toContain('Riga 2 : Non è un documento JSON');
    expect(nonJson.html).toContain('&quot;formato&quot;: 1,,');
    const vuoto = await ada.invia(pagina, { definizione: '{"a":', azione: 'pubblica' });
    expect(testoDi(vuoto.html)).toContain('Riga 1 : Non è un documento JSON');
    expect(await versioniModulo(ctx(ente), ente.tipoDovutoId)).toEqual([]);
  });

  test('keeps a draft, publishes it, throws one away', async () => {
    const { ente, ada, dove } = await apri();
    const definizione = scritta(LUCE_VOTIVA);
    const salvata = await ada.invia(await ada.apri(dove), { definizione, azione: 'salva' });
    expect(testoDi(salvata.html)).toContain('Bozza della versione 1 salvata.');
    expect(testoDi(salvata.html)).toContain('Stai scrivendo la versione 1, in bozza');
    const pubblicata = await ada.invia(salvata, { definizione, azione: 'pubblica' });
    expect(testoDi(pubblicata.html)).toContain('Pubblicata la versione 1: è in vigore.');
    const uguale = await ada.invia(pubblicata, { definizione, azione: 'pubblica' });
    expect([uguale.stato, testoDi(uguale.html).includes('non c’è niente da pubblicare')]).toEqual([422, true]);
    // Refused whole: no draft is left behind.
    expect(await versioniModulo(ctx(ente), ente.tipoDovutoId)).toHaveLength(1);
    const altra = await ada.invia(pubblicata, { definizione: scritta(luceVotivaA(20)), azione: 'salva' });
    const scartata = await ada.invia(altra, { definizione: '', azione: 'scarta' });
    expect(testoDi(scartata.html)).toContain('Bozza scartata.');
    expect(await leggiVersione(ctx(ente), { tipoDovutoId: ente.tipoDovutoId })).toMatchObject({ versione: 1 });
  });

  test('a script is given the preview alone', async () => {
    const ente = await unEnte(mondo);
    const cookies = await cookieDi(mondo, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const url = `/ufficio/configurazione/tipi/${ente.tipoDovutoId}/modulo`;
    const pagina = await ufficio.app.inject({ url, cookies });
    const csrf = /name="_csrf" value="([^"]+)"/.exec(pagina.body)?.[1] ?? '';
    const payload = new URLSearchParams({ _csrf: csrf, definizione: scritta(LUCE_VOTIVA), 'prova.lampade': '2' });
    const headers = { 'hx-request': 'true', 'content-type': 'application/x-www-form-urlencoded', origin: ufficio.url };
    const parte = await ufficio.app.inject({ method: 'POST', url, cookies, headers, payload: payload.toString() });
    expect([parte.statusCode, parte.body.startsWith('<section id="anteprima"')]).toEqual([200, true]);
    expect(parte.body).toContain('30,00');
    expect(parte.body).toContain('<div id="difetti" hx-swap-oob="true"></div>');
  });
});

describe('the versions of a form', () => {
  test('are listed, and two of them compared by what changed and where', async () => {
    const { ente, ada, dove } = await apri();
    const { tipoDovutoId } = ente;
    expect(testoDi((await ada.apri(`${dove}/versioni`)).html)).toContain('Nessuna versione');
    for (const euro of [15, 20]) {
      const versione = valoreDi(await salvaBozza(ctx(ente), { tipoDovutoId, definizione: luceVotivaA(euro) }));
      valoreDi(await pubblicaModulo(ctx(ente), { tipoDovutoId, versione }));
    }
    const elenco = await ada.apri(`${dove}/versioni`);
    expect(testoDi(elenco.html)).toMatch(/2 in vigore .* 1 pubblicata/);
    const confronto = testoDi((await ada.apri(`${dove}/versioni?prima=1&dopo=2`)).html);
    expect(confronto).toContain('Dalla versione 1 alla 2');
    expect(confronto).toContain('/importo/voci/0/prezzo cambiato – era "euro(15)" – ora "euro(20)"');
    expect(testoDi((await ada.apri(`${dove}/versioni?prima=2&dopo=2`)).html)).toContain('Le due versioni sono uguali.');
    expect((await ada.apri(`${dove}/versioni?prima=boh&dopo=99`)).stato).toBe(200);
    expect(collegamento(await ada.apri(dove), 'Tutte le versioni')).toBe(`${dove}/versioni`);
  });
});
