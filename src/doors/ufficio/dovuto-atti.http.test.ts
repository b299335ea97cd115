import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cents } from '#kernel/importo';
import type { PosizioneInserita } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { dovutiDi, pianoDi, unaPosizione, unicaDi } from '#support/posizioni';
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
const indirizzo = (p: PosizioneInserita, n = 0): string => `/ufficio/dovuti/${p.dovuti[n]?.dovutoId ?? ''}`;

/** Follows a button of the detail, fills in the form and sends it. */
async function compi(p: PosizioneInserita, bottone: string, campi: Record<string, string>): Promise<Pagina> {
  const dettaglio = await anna.apri(indirizzo(p));
  return anna.invia(await anna.apri(collegamento(dettaglio, bottone)), campi, 'motivo');
}

describe('the page of a dovuto', () => {
  test('shows the other ways to pay, the other debtors and what the ente wrote', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000), pianoDi([10_100, 10_200, 10_200], 500)], {
      debitori: [{ ruolo: 'coobbligato', tipo: 'F', codice: 'VRDFNC85T50G224X', anagrafica: 'Franca Verdi' }],
      metadati: [{ chiave: 'pratica', valore: '<b>SUAP-9</b>', perPagopa: true }],
      notaPagatore: 'Paga il nonno',
    });
    const pagina = await anna.apri(indirizzo(p));
    const testo = testoDi(pagina.html);
    for (const detto of [
      '1. In unica soluzione',
      '2. A rate (3), con una maggiorazione di 5,00 €',
      'questo dovuto',
      'Franca Verdi, VRDFNC85T50G224X',
      'Paga il nonno',
      'pratica (inviato a pagoPA)',
    ])
      expect(testo).toContain(detto);
    expect(pagina.html).not.toContain('<b>SUAP-9');
    expect(collegamento(pagina, 'Rata 2')).toBe(indirizzo(p, 2));
  });

  test('postpones, changes the amount, annuls and asks again, with its story in words', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    await compi(p, 'Sposta la scadenza', { scadenza: '2099-09-30', motivo: 'Chiesto al telefono' });
    await compi(p, 'Cambia l’importo', { importo: '250,50', motivo: 'Sgravio' });
    await compi(p, 'Annulla il dovuto', { motivo: 'Non dovuto' });
    const fine = await compi(p, 'Rimetti in riscossione', { motivo: 'Annullato per errore' });
    const testo = testoDi(fine.html);
    for (const detto of [
      'Scadenza spostata: prima 30/06/2099, ora 30/09/2099',
      'Motivo: Chiesto al telefono',
      'Importo cambiato: prima 300,00 €, ora 250,50 €',
      'Annullato',
      'Motivo: Non dovuto',
      'Rimesso in riscossione dopo l’annullamento',
      'Anna Operosa',
    ])
      expect(testo).toContain(detto);
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 25050']);
  });

  test('sent twice it is done once, and says so; somebody else who comes second is told', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const bea = await entra(ufficio, await unOperatore(mondo, [ente]));
    const passi: [string, Record<string, string>, string][] = [
      ['rinvia', { scadenza: '2099-09-30' }, 'La scadenza è spostata'],
      ['importo', { importo: '250,50' }, 'L’importo è cambiato'],
      ['annulla', {}, 'Il dovuto è annullato'],
      ['rimetti', { scadenza: '' }, 'Il dovuto è di nuovo da pagare'],
    ];
    for (const [atto, campi, detto] of passi) {
      const foglio = await anna.apri(`${indirizzo(p)}/${atto}`);
      const suo = await bea.apri(`${indirizzo(p)}/${atto}`);
      const inviato = { ...campi, motivo: 'Perché sì' };
      const prima = await anna.invia(foglio, inviato, 'motivo');
      const ancora = await anna.invia(foglio, inviato, 'motivo');
      for (const una of [prima, ancora])
        expect([atto, una.stato, testoDi(una.html).includes(detto)]).toEqual([atto, 200, true]);
      expect([atto, (await bea.invia(suo, inviato, 'motivo')).stato]).toEqual([atto, 422]);
    }
    // The same reason, from a window that is behind, for something else: it is not taken for done.
    const vecchio = await anna.apri(`${indirizzo(p)}/importo`);
    await anna.invia(vecchio, { importo: '10,00', motivo: 'Perché sì' }, 'motivo');
    expect((await anna.invia(vecchio, { importo: '20,00', motivo: 'Perché sì' }, 'motivo')).stato).toBe(422);
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 1000']);
  });

  test('who was refused for something else is still told that it changed', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const vecchia = await anna.apri(`${indirizzo(p)}/annulla`);
    await compi(p, 'Cambia l’importo', { importo: '10,00', motivo: 'Sgravio' });
    const senza = await anna.invia(vecchia, { motivo: '' }, 'motivo');
    const tardi = await anna.invia(senza, { motivo: 'Doppio' }, 'motivo');
    expect(testoDi(tardi.html)).toContain('Nel frattempo il dovuto è cambiato');
    await anna.invia(tardi, { motivo: 'Doppio' }, 'motivo');
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 annullato 1000']);
    // Nothing is left to confirm: its page is shown.
    expect((await anna.apri(`${indirizzo(p)}/annulla`)).url.endsWith(indirizzo(p))).toBe(true);
  });

  test('publishes what was prepared', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)], { bozza: true });
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 bozza 30000']);
    const fine = await compi(p, 'Pubblica il dovuto', { motivo: 'Approvato' });
    for (const detto of ['Preparato', 'Pubblicato', 'Motivo: Approvato']) expect(testoDi(fine.html)).toContain(detto);
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 30000']);
  });

  test('a refused form comes back as it was typed, with what is wrong beside the field', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const senza = await compi(p, 'Annulla il dovuto', { motivo: ' ' });
    expect([senza.stato, testoDi(senza.html).includes('Scrivi il motivo')]).toEqual([422, true]);
    const data = await compi(p, 'Sposta la scadenza', { scadenza: '2020-01-01', motivo: 'Perché sì' });
    expect(testoDi(data.html)).toContain('La data di scadenza è passata');
    expect([data.html.includes('Perché sì'), data.html.includes('2020-01-01')]).toEqual([true, true]);
    const male = await compi(p, 'Cambia l’importo', { importo: '12.5', motivo: 'x' });
    expect(testoDi(male.html)).toContain('Scrivi un importo in euro maggiore di zero');
    // Two windows open on the same dovuto: the second decides on what it sees.
    const vecchia = await anna.apri(`${indirizzo(p)}/importo`);
    await compi(p, 'Cambia l’importo', { importo: '10,00', motivo: 'Prima' });
    const tardi = await anna.invia(vecchia, { importo: '20,00', motivo: 'Dopo' }, 'motivo');
    expect(testoDi(tardi.html)).toContain('Nel frattempo il dovuto è cambiato');
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 1000']);
    await anna.invia(tardi, { importo: '20,00', motivo: 'Dopo' }, 'motivo');
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 2000']);
  });

  test('offers nothing to who only looks, nor to who does not follow the kind', async () => {
    const p = await unaPosizione(worker(), [unicaDi(cents(500))]);
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    expect(collegamento(await guarda.apri(indirizzo(p)), 'Annulla')).toBe('');
    expect(testoDi((await guarda.apri(`${indirizzo(p)}/annulla`)).html)).not.toContain('Motivo');
    const altro = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    expect((await altro.apri(`${indirizzo(p)}/annulla`)).stato).toBe(404);
    expect((await anna.apri(`${indirizzo(p)}/inventa`)).stato).toBe(404);
  });
});
