import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnnulloId, FlussoId } from '#kernel/ids';
import { lavori, leggiAnnullo } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, collegamento, conFlusso, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
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

async function annulloDi(flussoId: FlussoId): Promise<AnnulloId> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const annullo = await ctx.tx((t) => leggiAnnullo(t, flussoId));
  if (annullo === null) throw new Error('no annulment');
  return annullo.id;
}

async function esegui(flussoId: FlussoId): Promise<void> {
  const lavoro = lavori.find(({ nome }) => nome === 'flussi.annulla_flusso');
  await lavoro?.esegui(ctxDi(mondo, 'worker', ente.enteId), { annulloId: await annulloDi(flussoId) });
}

test('a flow is annulled from its page: reason asked, progress, and what was left with its reason, in a CSV too', async () => {
  const righe = [{ IUD: 'A1' }, { IUD: '=A2' }, { IUD: 'A3' }];
  const flussoId = await conFlusso(mondo, ente, { iuf: 'PAGINA', righe });
  const pagina = await anna.apri(`/ufficio/flussi/${flussoId}`);
  const conferma = await anna.apri(collegamento(pagina, 'Annulla il flusso'));
  expect(testoDi(conferma.html)).toContain('I cittadini non potranno più pagare i dovuti di questo flusso');
  const senza = await anna.invia(conferma, { motivo: ' ' });
  expect([senza.stato, testoDi(senza.html)]).toEqual([422, expect.stringContaining('Scrivi perché annulli il flusso')]);

  const { rows } = await mondo.pools.worker.query<{ iuv: string; iud: string }>(
    'select d.iud, i.iuv from posizioni.dovuto as d join posizioni.iuv as i on i.id = d.iuv_id where d.ente_id = $1',
    [ente.enteId],
  );
  const iuv = rows.find(({ iud }) => iud === '=A2')?.iuv ?? '';
  const ricevuta = ricevutaLetta(ente, { iuv, numeroAvviso: `3${iuv}`, importo: 12_050, receiptId: 'pagina1' });
  await consegna(mondo, ente, ricevuta);

  const inCoda = await anna.invia(senza, { motivo: 'Inviato due volte' });
  expect(testoDi(inCoda.html)).toContain('In coda: l’annullamento comincia tra poco');
  expect(inCoda.html).toContain(`hx-get="/ufficio/flussi/${flussoId}/annullo"`);
  const intanto = await anna.apri(`/ufficio/flussi/${flussoId}`);
  expect(collegamento(intanto, 'Segui l’annullamento, o fermalo')).toBe(`/ufficio/flussi/${flussoId}/annullo`);
  const dueVolte = await anna.invia(conferma, { motivo: 'Ancora' });
  expect(testoDi(dueVolte.html)).toContain('Il flusso si sta già annullando');

  await esegui(flussoId);
  const finito = testoDi((await anna.apri(inCoda.url)).html);
  expect(finito).toContain('Dovuti annullati: 2. Rimasti come sono: 1, per questi motivi: È già stato pagato (1)');
  expect(finito).toContain('Inviato due volte');
  expect(finito).toMatch(/=A2 2 È già stato pagato/);
  const file = await anna.scarica(`/ufficio/flussi/${flussoId}/annullo/esclusi/csv`);
  expect([file.nome, file.byte.toString('utf8')]).toEqual([
    `${ente.codIpa}-PAGINA-1_3_NON_ANNULLATI.csv`,
    "\uFEFFRiga;IUD;Perché\r\n2;'=A2;È già stato pagato\r\n",
  ]);
  const dopo = await anna.apri(`/ufficio/flussi/${flussoId}`);
  expect(testoDi(dopo.html)).toContain('Flusso annullato');
  // What is paid stays paid: there is nothing to try again.
  expect(collegamento(dopo, 'Annulla')).toBe('');
});

test('an annulment is stopped from its page; who only looks, or does not see the file, does not annul', async () => {
  const flussoId = await conFlusso(mondo, ente, { iuf: 'FERMATO', righe: [{ IUD: 'B1' }] });
  const pagina = await anna.invia(await anna.apri(`/ufficio/flussi/${flussoId}/annulla`), { motivo: 'Sbagliato' });
  const fermato = await anna.invia(pagina, { ferma: 'si' });
  expect(testoDi(fermato.html)).toContain('Annullamento fermato');
  expect(testoDi(fermato.html)).toContain('Fermato da Anna Operosa');
  expect(collegamento(fermato, 'Annulla quello che è rimasto')).toBe(`/ufficio/flussi/${flussoId}/annulla`);
  await esegui(flussoId);
  // Stopping what has been stopped changes nothing.
  expect(testoDi((await anna.invia(pagina, { ferma: 'si' })).html)).toContain('Dovuti annullati: 0');

  const occhi = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
  expect(collegamento(await occhi.apri(`/ufficio/flussi/${flussoId}`), 'Annulla')).toBe('');
  expect((await occhi.invia(pagina, { ferma: 'si' })).stato).toBe(403);
  const altro = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
  for (const dove of ['annulla', 'annullo', 'annullo/esclusi/csv'])
    expect((await altro.apri(`/ufficio/flussi/${flussoId}/${dove}`)).stato).toBe(403);
  const vuoto = await conFlusso(mondo, ente, { iuf: 'VUOTO', righe: [{ IUD: 'B2', importoDovuto: 'x' }] });
  expect((await anna.apri(`/ufficio/flussi/${vuoto}/annulla`)).stato).toBe(404);
  expect((await anna.apri(`/ufficio/flussi/${vuoto}/annullo`)).stato).toBe(404);
});
