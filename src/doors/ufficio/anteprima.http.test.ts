import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FlussoId } from '#kernel/ids';
import { lavori, leggiFlusso } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import {
  apriUfficio,
  collegamento,
  conFlusso,
  cookieDi,
  entra,
  esegui,
  unOperatore,
  type UfficioDiProva,
} from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
let capo: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
  capo = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
});
afterAll(() => ufficio.chiudi());

const idDi = ({ url }: Pagina): string => new URL(url).pathname.split('/')[3] ?? '';
const percorso = ({ url }: Pagina): string => new URL(url).pathname;

async function invia(iuf: string, righe: RigaProva[]): Promise<Pagina> {
  const { nomeFile, zip } = await fileDovuti(ente, { iuf, righe });
  return anna.invia(await anna.apri('/ufficio/flussi/carica'), { archivio: { nome: nomeFile, byte: zip } });
}

async function calcolata(pagina: Pagina): Promise<Pagina> {
  await esegui(mondo, ente, 'flussi.calcola_anteprima', idDi(pagina));
  return anna.apri(`/ufficio/flussi/${idDi(pagina)}/anteprima`);
}

const conferma = (pagina: Pagina): Promise<Pagina> => anna.invia(pagina, {}, 'conferma');

describe('a file before it is loaded', () => {
  test('is looked at, put right cell by cell, confirmed and loaded', async () => {
    const righe = [
      { IUD: 'BUONA', importoDovuto: '10.00' },
      { IUD: 'STORTA', importoDovuto: 'dieci', codiceIdentificativoUnivoco: 'RSSMRA80A01H501U' },
      { IUD: 'SENZA-CF', codiceIdentificativoUnivoco: 'RSSMRA80A01H501X', importoDovuto: '0' },
    ];
    const inviato = await invia('GIRO', righe);
    expect(percorso(inviato)).toMatch(/^\/ufficio\/flussi\/[0-9a-f-]{36}\/anteprima$/);
    expect(testoDi(inviato.html)).toContain('Lettura e controllo delle righe');
    expect(inviato.html).toContain(`hx-get="${percorso(inviato)}"`);
    expect(testoDi((await anna.apri('/ufficio/flussi')).html)).toContain('Da confermare');

    const prima = await calcolata(inviato);
    const testo = testoDi(prima.html);
    expect(testo).toContain('Non è ancora stato caricato niente');
    expect(testo).toContain('Nuovi Dovuti da inserire 1 10,00 €');
    expect(testo).toContain('Sbagliate Righe che non saranno caricate 2');
    expect(testo).toContain('Importo: «dieci» non è un importo. Si scrive con il punto: 12.50');
    expect(prima.html).not.toContain('hx-get');
    const csv = await anna.scarica(`${percorso(prima)}/sbagliate`);
    expect(csv.nome).toBe(`${ente.codIpa}-GIRO-1_3_SCARTI.csv`);
    expect(csv.byte.toString('utf8')).toMatch(/;cod_rifiuto;de_rifiuto\nSTORTA;.*\nSENZA-CF;.*COD_FISC.*\n$/);

    const riga = await anna.apri(collegamento(prima, 'Riga 2'));
    expect(riga.html).toMatch(/id="campo-importoDovuto"[^>]*autofocus/);
    expect(riga.html).toMatch(/id="campo-importoDovuto"[^>]*aria-describedby="campo-importoDovuto-errore/);
    const ancora = await anna.invia(riga, celle(riga, { importoDovuto: '0' }), 'vista');
    expect([ancora.stato, testoDi(ancora.html)]).toEqual([
      422,
      expect.stringContaining('Le correzioni sono conservate, ma la riga è ancora sbagliata.'),
    ]);
    expect(testoDi(ancora.html)).toContain('Nel file: «dieci»');
    const giusta = await anna.invia(ancora, celle(ancora, { importoDovuto: '12.00' }), 'vista');
    expect(percorso(giusta)).toBe(percorso(prima));
    expect(testoDi(giusta.html)).toContain('La riga 2 ora va bene.');
    expect(collegamento(giusta, 'Correggi la prossima riga sbagliata: la 3')).toBe(`${percorso(prima)}/righe/3`);
    expect(giusta.html).not.toContain('name="conferma"');
    expect(testoDi(giusta.html)).toContain('Aggiorniamo i totali con le tue correzioni');
    // What was known of the other rows is still there, and the page asks for itself until the figures have followed.
    expect(testoDi(giusta.html)).toContain('Sbagliate Righe che non saranno caricate 2');
    expect(giusta.html).toContain('hx-get="/ufficio/flussi/');

    const due = await calcolata(giusta);
    expect(due.html).not.toContain('hx-get');
    expect(testoDi(due.html)).toContain('Nuovi Dovuti da inserire 2 22,00 €');
    expect(testoDi(due.html)).toContain('La riga sbagliata non sarà caricata.');
    const confermato = await conferma(due);
    expect(testoDi(confermato.html)).toContain('Ultimo controllo prima di caricare');
    const inCoda = await calcolata(confermato);
    expect(percorso(inCoda)).toBe(`/ufficio/flussi/${idDi(due)}`);
    await esegui(mondo, ente, 'flussi.carica_dovuti', idDi(due));
    expect(testoDi((await anna.apri(inCoda.url)).html)).toContain('Righe caricate: 2. Righe scartate: 1');
    const { rows } = await ctxDi(mondo, 'worker', ente.enteId).tx((t) =>
      sql<{ importo: number }>`select importo_cents as importo from posizioni.dovuto
            where ente_id = ${ente.enteId} and iud = 'STORTA'`.execute(t.db),
    );
    expect(rows).toEqual([{ importo: 1200 }]);
    // Whoever comes back to the preview finds what became of the file.
    expect(percorso(await anna.apri(percorso(prima)))).toBe(`/ufficio/flussi/${idDi(due)}`);
    expect(percorso(await conferma(due))).toBe(`/ufficio/flussi/${idDi(due)}`);
    expect(percorso(await anna.invia(riga, celle(riga, {}), 'vista'))).toBe(`/ufficio/flussi/${idDi(due)}`);
    expect((await anna.apri(`${percorso(prima)}/sbagliate`)).stato).toBe(404);
  });

  test('with an outcome that has changed meanwhile is shown a second time', async () => {
    const prima = await calcolata(await invia('SECONDA', [{ IUD: 'MIA' }, { IUD: 'DI-ALTRI' }]));
    await conFlusso(mondo, ente, { iuf: 'PRIMA', righe: [{ IUD: 'DI-ALTRI', importoDovuto: '1.00' }] });
    const seconda = await calcolata(await conferma(prima));
    const testo = testoDi(seconda.html);
    expect(testo).toContain('L’anteprima è cambiata');
    expect(testo).toContain('Nuovi 2 1');
    expect(percorso(await calcolata(await conferma(seconda)))).toBe(`/ufficio/flussi/${idDi(seconda)}`);
  });

  test('two at once: the second to confirm, or to correct the same row, is told', async () => {
    const prima = await calcolata(await invia('INSIEME', [{ IUD: 'I1' }, { IUD: 'I2', importoDovuto: '0' }]));
    const dueRighe = await Promise.all([anna, capo].map((chi) => chi.apri(`${percorso(prima)}/righe/2`)));
    const [sua, mia] = dueRighe as [Pagina, Pagina];
    await capo.invia(mia, celle(mia, { importoDovuto: '5.00' }), 'vista');
    const tardi = await anna.invia(sua, celle(sua, { importoDovuto: '6.00' }), 'vista');
    expect([tardi.stato, testoDi(tardi.html)]).toEqual([
      422,
      expect.stringContaining('qualcun altro ha corretto la riga 2'),
    ]);
    expect(tardi.html).toMatch(/name="importoDovuto"[^>]*value="5.00"/);
    expect(testoDi(tardi.html)).toContain('Importo: corretto da Anna Operosa');
    const cambiata = await conferma(prima);
    expect([cambiata.stato, testoDi(cambiata.html)]).toEqual([
      422,
      expect.stringContaining('L’anteprima non è più quella'),
    ]);
    const dopo = await calcolata(cambiata);
    await capo.invia(await capo.apri(percorso(dopo)), {}, 'conferma');
    const seconda = await conferma(dopo);
    expect([seconda.stato, testoDi(seconda.html)]).toEqual([422, expect.stringContaining('Ultimo controllo')]);
  });

  test('whose working out meets a fault says so, and a person tries again', async () => {
    const inviata = await invia('GUASTA', [{ IUD: 'G1' }]);
    const percorsoRotto = (): string => {
      throw new Error('the disk is away');
    };
    const rotto = { ...mondo.files, percorso: percorsoRotto };
    const calcola = lavori.find(({ nome }) => nome === 'flussi.calcola_anteprima');
    const ctx = ctxDi({ ...mondo, files: rotto }, 'worker', ente.enteId);
    await expect(calcola?.esegui(ctx, { flussoId: idDi(inviata) })).rejects.toThrow('the disk is away');
    const guasta = await anna.apri(percorso(inviata));
    expect(testoDi(guasta.html)).toContain('Il controllo si è fermato per un guasto nostro');
    expect(guasta.html).not.toContain('hx-get');
    const riprovata = await anna.invia(guasta, {}, 'ricalcola');
    expect(testoDi(riprovata.html)).toContain('Lettura e controllo delle righe');
    expect(testoDi((await calcolata(riprovata)).html)).toContain('Nuovi Dovuti da inserire 1');
  });

  test('with nothing to load has no button for it; it is thrown away', async () => {
    const prima = await calcolata(await invia('NIENTE', [{ IUD: 'X', importoDovuto: '0' }]));
    expect(testoDi(prima.html)).toContain('In questo file non c’è niente da caricare');
    expect(prima.html).not.toContain('name="conferma"');
    const via = await anna.invia(prima, {}, 'butta');
    expect(testoDi(via.html)).toContain('Il flusso è stato annullato');
    await esegui(mondo, ente, 'flussi.butta_anteprima', idDi(prima));
    const vuota = await anna.apri(via.url);
    expect([vuota.stato, vuota.html.includes('/file/originale')]).toEqual([200, false]);
    const letto = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) => leggiFlusso(t, idDi(prima) as FlussoId));
    expect(letto?.fileId).toBeNull();
  });

  test('a row that cannot be put right here says so; one that is not there is not found', async () => {
    const base = `${ente.codIpa}-LARGA-1_3`;
    const { zip } = await fileDovuti(ente, { iuf: 'LARGA', righe: [{ IUD: 'L', causaleVersamento: 'una;due' }] });
    const carica = await anna.apri('/ufficio/flussi/carica');
    const prima = await calcolata(await anna.invia(carica, { archivio: { nome: `${base}.zip`, byte: zip } }));
    const riga = await anna.apri(`${percorso(prima)}/righe/1`);
    expect(testoDi(riga.html)).toContain('La riga ha più colonne del dovuto');
    expect(riga.html).not.toContain('name="vista"');
    for (const quale of ['2', 'x', '0']) expect((await anna.apri(`${percorso(prima)}/righe/${quale}`)).stato).toBe(404);
    expect((await anna.apri('/ufficio/flussi/x/anteprima')).stato).toBe(404);
  });

  test('is seen by who may only look, without a button; and by nobody of another ente', async () => {
    const prima = await calcolata(await invia('GUARDA', [{ IUD: 'G', importoDovuto: '0' }, { IUD: 'G2' }]));
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    const vista = await guarda.apri(percorso(prima));
    expect([vista.stato, /name="(conferma|butta|ricalcola)"/.test(vista.html)]).toEqual([200, false]);
    expect((await guarda.apri(`${percorso(prima)}/righe/1`)).html).not.toContain('name="vista"');
    const altro = await unEnte(mondo);
    const estraneo = await entra(ufficio, await unOperatore(mondo, [altro]));
    expect((await estraneo.apri(percorso(prima))).stato).toBe(404);
    expect((await estraneo.apri(`${percorso(prima)}/righe/1`)).stato).toBe(404);
    expect((await estraneo.apri(`${percorso(prima)}/sbagliate`)).stato).toBe(404);
  });

  test('asked for by a script, only the part that changes comes', async () => {
    const prima = await calcolata(await invia('PARTE', [{ IUD: 'Q' }]));
    const cookies = await cookieDi(mondo, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const parte = await ufficio.app.inject({ url: percorso(prima), cookies, headers: { 'hx-request': 'true' } });
    expect(parte.body).toMatch(/^<div id="svolgimento">/);
  });
});

/** The cells of a row's form as they came, some of them changed. */
function celle({ html }: Pagina, cambiate: Record<string, string>): Record<string, string> {
  const campi = [...html.matchAll(/<input\b[^>]*id="campo-[^>]*>/g)].map(([campo]) => [
    /name="([^"]*)"/.exec(campo)?.[1] ?? '',
    /value="([^"]*)"/.exec(campo)?.[1] ?? '',
  ]);
  return { ...Object.fromEntries(campi), ...cambiate };
}
