import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { VERSIONI_DOVUTI } from '#modules/flussi';
import { leggiAtti, type AttoLetto } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { cartellaDiProva } from '#support/cartella';
import { databaseDiProva } from '#support/db';
import { csvDovuti, fileDovuti, zipDi } from '#support/dovuti';
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
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
});
afterAll(() => ufficio.chiudi());

const idDi = ({ url }: Pagina): string => new URL(url).pathname.split('/').at(-1) ?? '';

/** Sends a file and, where it is taken, confirms its preview as it is: what comes back is the page that follows its loading. */
async function carica(navigatore: Navigatore, nome: string, byte: Uint8Array): Promise<Pagina> {
  const inviato = await navigatore.invia(await navigatore.apri('/ufficio/flussi/carica'), { archivio: { nome, byte } });
  const [, id] = /\/flussi\/([^/]+)\/anteprima$/.exec(inviato.url) ?? [];
  if (id === undefined) return inviato;
  await esegui(mondo, ente, 'flussi.calcola_anteprima', id);
  const anteprima = await navigatore.apri(inviato.url);
  if (!anteprima.html.includes('name="conferma"')) return anteprima;
  await navigatore.invia(anteprima, {}, 'conferma');
  await esegui(mondo, ente, 'flussi.calcola_anteprima', id);
  return navigatore.apri(`/ufficio/flussi/${id}`);
}

/** The text of the file inside a downloaded ZIP. */
async function aperto(byte: Uint8Array): Promise<{ nome: string; testo: string }> {
  const percorso = join(cartellaDiProva('scaricato'), 'file.zip');
  await writeFile(percorso, byte);
  return conZip(percorso, LIMITI, async ([voce]) => {
    const pezzi: Buffer[] = [];
    for await (const pezzo of (await voce?.apri()) ?? []) pezzi.push(pezzo as Buffer);
    return { nome: voce?.nome ?? '', testo: Buffer.concat(pezzi).toString('utf8') };
  });
}

async function atti(di: EnteDiProva, oggettoId: string): Promise<AttoLetto[]> {
  return ctxDi(mondo, 'ufficio', di.enteId).tx((t) =>
    leggiAtti(t, { oggetto: null, oggettoId, dopo: null, prima: null, quanti: 50 }),
  );
}

describe('a file of dovuti', () => {
  test('is sent, followed while it loads, and read row by row when it has ended', async () => {
    const righe = [
      { IUD: 'BUONO-1' },
      { IUD: 'SENZA-CF', codiceIdentificativoUnivoco: 'RSSMRA80A01H501X', importoDovuto: '0' },
      { IUD: 'BUONO-2' },
      { IUD: 'ILLEGGIBILE', importoDovuto: 'dieci' },
    ];
    const { nomeFile, zip } = await fileDovuti(ente, { iuf: 'SEGUITO', righe });
    const inCoda = await carica(anna, nomeFile, zip);
    expect(new URL(inCoda.url).pathname).toMatch(/^\/ufficio\/flussi\/[0-9a-f-]{36}$/);
    expect(testoDi(inCoda.html)).toContain('In coda: il caricamento comincia tra poco');
    expect(inCoda.html).toContain(`hx-get="${new URL(inCoda.url).pathname}"`);
    const id = idDi(inCoda);
    await esegui(mondo, ente, 'flussi.carica_dovuti', id);
    const finito = await anna.apri(inCoda.url);
    expect(finito.html).not.toContain('hx-get');
    const testo = testoDi(finito.html);
    expect(testo).toContain('Righe caricate: 2. Righe scartate: 2');
    expect(testo).toContain(
      '2 SENZA-CF Il codice fiscale del debitore non è valido. L’importo deve essere maggiore di zero',
    );
    expect(testo).toContain('PAA_IMPORT_SINTASSI_CSV_COD_FISC');
    expect(testo).toContain('4 ILLEGGIBILE Importo: «dieci» non è un importo. Si scrive con il punto: 12.50');
    expect(testo).not.toMatch(/errore generico/i);
    expect(testoDi((await anna.apri('/ufficio/flussi')).html)).toContain(nomeFile);

    const originale = await anna.scarica(`/ufficio/flussi/${id}/file/originale`);
    expect([originale.nome, originale.byte.equals(zip)]).toEqual([nomeFile, true]);
    const scarti = await anna.scarica(`/ufficio/flussi/${id}/file/scarti`);
    expect(scarti.nome).toBe(nomeFile.replace('.zip', '_SCARTI.zip'));
    expect((await aperto(scarti.byte)).testo).toMatch(/SENZA-CF.*\n.*ILLEGGIBILE/);
    const iuv = await aperto((await anna.scarica(`/ufficio/flussi/${id}/file/iuv`)).byte);
    expect(iuv.testo.split('\n')[1]).toMatch(/^BUONO-1;\d{17};/);
    const scaricati = (await atti(ente, id)).filter(({ azione }) => azione === 'flusso.scaricato');
    expect(scaricati.map(({ dettaglio }) => dettaglio?.['file'])).toEqual(['iuv', 'scarti', 'originale']);
    expect((await anna.apri(`/ufficio/flussi/${id}/file/esito`)).stato).toBe(404);
  });

  test('rows that deserve a look are said beside those that were refused', async () => {
    const righe = [{ IUD: 'CAP-CORTO', capPagatore: '351' }, { IUD: 'TUTTO-BENE' }];
    const { nomeFile, zip } = await fileDovuti(ente, { iuf: 'DAGUARDARE', righe });
    const ricevuto = await carica(anna, nomeFile, zip);
    await esegui(mondo, ente, 'flussi.carica_dovuti', idDi(ricevuto));
    const testo = testoDi((await anna.apri(ricevuto.url)).html);
    expect(testo).toContain('Le righe sono state caricate tutte: 2.');
    expect(testo).toContain('Una riga è valida, ma ha qualcosa che non torna.');
    expect(testo).toContain('1 CAP-CORTO Il CAP del debitore non ha cinque cifre.');
    expect(testo).not.toContain('TUTTO-BENE');
  });

  test.each(VERSIONI_DOVUTI)('a newcomer finds one to try with, which loads as it is: version %s', async (versione) => {
    const pagina = await anna.apri('/ufficio/flussi/carica');
    const indirizzo = collegamento(pagina, `Scarica un file di esempio, versione ${versione}`);
    const { nome, byte } = await anna.scarica(indirizzo);
    const ricevuto = await carica(anna, nome, byte);
    await esegui(mondo, ente, 'flussi.carica_dovuti', idDi(ricevuto));
    const finito = await anna.apri(ricevuto.url);
    expect(testoDi(finito.html)).toContain('Righe caricate: 2. Righe scartate: 1');
    expect(collegamento(finito, 'Guarda i dovuti')).toBe('/ufficio/dovuti');
  });

  test('nobody tries with the money of real people', async () => {
    const vero = await unEnte(mondo, { ambiente: 'live' });
    const bice = await entra(ufficio, await unOperatore(mondo, [vero]));
    expect((await bice.apri('/ufficio/flussi/carica')).html).not.toContain('esempio');
    expect((await bice.apri('/ufficio/flussi/esempio')).stato).toBe(404);
  });

  test('with the wrong separator says so, row by row', async () => {
    const base = `${ente.codIpa}-VIRGOLE-1_3`;
    const csv = csvDovuti(ente, '1_3', [{ IUD: 'V1' }]).replaceAll(';', ',');
    const testo = testoDi((await carica(anna, `${base}.zip`, await zipDi({ [`${base}.csv`]: csv }))).html);
    expect(testo).toContain('La riga ha 1 colonna, ne servono 22: il separatore è ;');
    expect(testo).not.toContain('ERRORE GENERICO');
  });

  test('that was given up for a fault of ours says how much of it is loaded, and what to do', async () => {
    const capo = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const id = await conFlusso(mondo, ente, { iuf: 'INTERROTTO', righe: [{ IUD: 'G1' }, { IUD: 'G2' }] });
    await sql`update flussi.flusso set stato = 'fallito', codice_errore = 'PAA_IMPORT_ERRORE_GENERICO',
                parametri_errore = '{"caricate": 2}' where id = ${id}`.execute(ctxDi(mondo, 'worker').db);
    const testo = testoDi((await capo.apri(`/ufficio/flussi/${id}`)).html);
    expect(testo).toContain('Il caricamento si è interrotto');
    expect(testo).toContain('dopo aver caricato 2 righe. Carica di nuovo lo stesso file');
    expect(testo).not.toMatch(/rifiutato|nessun dovuto/);
    expect(testoDi((await capo.apri('/ufficio/flussi')).html)).toContain('Interrotto');
  });

  test('asked for by a script, only the part that changes comes', async () => {
    const id = await conFlusso(mondo, ente, { iuf: 'FRAMMENTO', righe: [{ IUD: 'F1' }] });
    const { app } = ufficio;
    const capo = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
    const cookies = await cookieDi(mondo, capo);
    const parte = await app.inject({ url: `/ufficio/flussi/${id}`, cookies, headers: { 'hx-request': 'true' } });
    expect(parte.body).toMatch(/^<div id="svolgimento">/);
    expect(parte.body).not.toContain('<html');
  });

  test('when all its rows are good there is nothing to correct, and no file of rejects', async () => {
    const navigatore = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const id = await conFlusso(mondo, ente, { iuf: 'TUTTOBENE', versione: '1_4', righe: [{ IUD: 'T1' }] });
    const pagina = await navigatore.apri(`/ufficio/flussi/${id}`);
    expect(testoDi(pagina.html)).toContain('Le righe sono state caricate tutte: 1.');
    expect(pagina.html).not.toContain('/file/scarti');
    expect((await navigatore.apri(`/ufficio/flussi/${id}/file/scarti`)).stato).toBe(404);
  });

  test('many rejects are read a page at a time, forwards and back', async () => {
    const righe = Array.from({ length: 120 }, (_, n) => ({ IUD: `R${n + 1}`, importoDovuto: '0' }));
    const capo = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const id = await conFlusso(mondo, ente, { iuf: 'MOLTISCARTI', righe });
    const mostrate = ({ html }: Pagina): string[] =>
      [...html.matchAll(/<td[^>]*>(R\d+)<\/td>/g)].map(([, iud = '']) => iud);
    const prima = await capo.apri(`/ufficio/flussi/${id}`);
    expect([mostrate(prima)[0], mostrate(prima).length, collegamento(prima, 'Precedente')]).toEqual(['R1', 50, '']);
    const seconda = await capo.apri(collegamento(prima, 'Successiva'));
    const terza = await capo.apri(collegamento(seconda, 'Successiva'));
    expect([mostrate(terza)[0], mostrate(terza).length, collegamento(terza, 'Successiva')]).toEqual(['R101', 20, '']);
    const indietro = await capo.apri(collegamento(terza, 'Precedente'));
    expect(mostrate(indietro)).toEqual(mostrate(seconda));
    expect(mostrate(await capo.apri(collegamento(indietro, 'Precedente')))).toEqual(mostrate(prima));
  });
});

describe('a file that is refused', () => {
  const rifiutato = async (nome: string, byte: Uint8Array, codice: string, parole: string): Promise<void> => {
    const pagina = await carica(anna, nome, byte);
    expect(pagina.stato).toBe(422);
    const testo = testoDi(pagina.html);
    expect(testo).toContain(`Codice ${codice}.`);
    expect(testo).toContain(parole);
    expect(pagina.html).toContain('<title>Errore: ');
  };
  const zip = (base: string, altri: Record<string, string> = {}): Promise<Buffer> =>
    zipDi({ [`${base}.csv`]: csvDovuti(ente, '1_3', [{ IUD: 'X' }]), ...altri });

  test('at once, in words one can act on, with the code beside', async () => {
    const base = `${ente.codIpa}-RIFIUTATO-1_3`;
    const buono = await zip(base);
    await rifiutato(`${base}.zip`, Buffer.from('non è uno zip'), 'IMPORT_NON_ZIP', 'Comprimi il CSV in uno ZIP');
    await rifiutato(`${base}.csv`, buono, 'IMPORT_NON_CSV', 'forse è uno ZIP o un foglio di calcolo con un altro nome');
    await rifiutato(`${base}.zip`, new Uint8Array(), 'IMPORT_NON_ZIP', 'non è un archivio ZIP');
    await rifiutato(
      'dovuti.zip',
      buono,
      'PAA_IMPORT_NOME_FILE_ERR',
      'codice IPA dell’ente, un nome a scelta e la versione',
    );
    await rifiutato(
      'altro_ente-A-1_3.zip',
      buono,
      'PAA_IMPORT_ENTE_ERR',
      `il codice IPA di questo ente è «${ente.codIpa}»`,
    );
    await rifiutato(`${ente.codIpa}-A-9_9.zip`, buono, 'PAA_IMPORT_FILE_VERSIONE_ERR', 'La versione «9_9»');
    await rifiutato(`${base}.zip`, await zip('altro'), 'IMPORT_ZIP_NOME_VOCE', 'Nell’archivio c’è «altro.csv»');
    const cartella = await zipDi({ [`cartella/${base}.csv`]: 'x' });
    await rifiutato(`${base}.zip`, cartella, 'IMPORT_ZIP_NOME_VOCE', 'senza cartelle');
    await rifiutato(`${base}.zip`, buono.subarray(0, buono.length - 60), 'IMPORT_NON_ZIP', 'arrivato incompleto');
    expect(testoDi((await anna.apri('/ufficio/flussi')).html)).not.toContain('RIFIUTATO');
  });

  test('for its size, with what to do about it', async () => {
    const tanto = Buffer.alloc(LIMITI.zipBytesMax + 1);
    await rifiutato(
      `${ente.codIpa}-GRANDE-1_3.zip`,
      tanto,
      'IMPORT_FILE_TROPPO_GRANDE',
      'Dividi i dovuti in più flussi',
    );
  });

  test('for its name, with the letters it may have, or the copy that it is', async () => {
    const byte = await zip('x');
    const nome = `${ente.codIpa}-TARI 2026-1_3`;
    await rifiutato(
      `${nome}.zip`,
      byte,
      'PAA_IMPORT_NOME_FILE_ERR',
      'lettere senza accenti, cifre, punto e trattino basso',
    );
    const copia = `${ente.codIpa}-TARI2026-1_3 (1).zip`;
    await rifiutato(copia, byte, 'PAA_IMPORT_FILE_VERSIONE_ERR', 'finisce con «(1)»: lo aggiunge il computer');
  });

  test('for having been sent already: the same once more, or another under its name', async () => {
    const { nomeFile, zip: byte } = await fileDovuti(ente, { iuf: 'DOPPIO', righe: [{ IUD: 'D1' }] });
    const id = idDi(await carica(anna, nomeFile, byte));
    await rifiutato(nomeFile, byte, 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO', 'Aspetta che finisca');
    await esegui(mondo, ente, 'flussi.carica_dovuti', id);
    await rifiutato(nomeFile, byte, 'PAA_IMPORT_FLUSSO_DUPLICATO', 'cambia la parte centrale del nome');
  });

  test('later, while it is read: its page says why, and that nothing was loaded', async () => {
    const base = `${ente.codIpa}-CODIFICA-1_3`;
    const csv = Buffer.from(csvDovuti(ente, '1_3', [{ IUD: 'C1', anagraficaPagatore: 'Niccol\u00f2' }]), 'latin1');
    const pagina = await carica(anna, `${base}.zip`, await zipDi({ [`${base}.csv`]: csv }));
    await esegui(mondo, ente, 'flussi.carica_dovuti', idDi(pagina));
    const testo = testoDi((await anna.apri(pagina.url)).html);
    expect(testo).toContain('Il file è stato rifiutato');
    expect(testo).toContain('Salva il CSV con la codifica UTF-8');
    expect(testo).toContain('Codice IMPORT_CODIFICA.');
    expect(testo).toContain('Non è stato caricato nessun dovuto.');
  });

  test('when none was chosen', async () => {
    const vuoto = await anna.invia(await anna.apri('/ufficio/flussi/carica'), { archivio: '' });
    expect([vuoto.stato, testoDi(vuoto.html).includes('Scegli il file da caricare.')]).toEqual([422, true]);
  });

  test('who may only look is not offered the form', async () => {
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    const pagina = await guarda.apri('/ufficio/flussi/carica');
    expect(pagina.html).not.toContain('type="file"');
    expect(testoDi(pagina.html)).toContain('Il tuo profilo permette di consultare');
    expect((await guarda.apri('/ufficio/flussi')).html).not.toContain('/ufficio/flussi/carica');
    const id = await conFlusso(mondo, ente, { iuf: 'GUARDATO', righe: [{ IUD: 'G1' }] });
    expect((await guarda.apri(`/ufficio/flussi/${id}`)).html).not.toContain('/ufficio/flussi/carica');
  });
});

describe('a file of incassi', () => {
  test('is booked, made, and downloaded', async () => {
    const modulo = await anna.apri('/ufficio/incassi');
    expect(testoDi(modulo.html)).toContain('Prenota');
    const valori = { dal: '2026-01-01', al: '31/12/2026', tipo: '', versione: '1.3' };
    const prenotato = await anna.invia(modulo, valori);
    expect(new URL(prenotato.url).pathname).toMatch(/^\/ufficio\/incassi\/[0-9a-f-]{36}$/);
    expect(testoDi(prenotato.html)).toContain('Incassi dal 01/01/2026 al 31/12/2026');
    const id = idDi(prenotato);
    expect((await anna.apri(`/ufficio/incassi/${id}/file`)).stato).toBe(404);
    await esegui(mondo, ente, 'flussi.esporta_pagati', id);
    expect(testoDi((await anna.apri(prenotato.url)).html)).toContain('Nel periodo non risultano dovuti pagati');
    expect((await anna.apri('/ufficio/incassi')).html).toContain(`href="/ufficio/incassi/${id}/file"`);
    const scaricato = await anna.scarica(`/ufficio/incassi/${id}/file`);
    expect(scaricato.tipo).toBe('application/zip');
    expect((await aperto(scaricato.byte)).testo).toContain('"bilancio"');
    expect(prenotato.html).not.toContain('name="ricevuta"');
    expect(new URL((await anna.apri(`/ufficio/flussi/${id}`)).url).pathname).toBe(`/ufficio/incassi/${id}`);
  });

  test.each([
    ['1.0', 64],
    ['1.1', 70],
    ['1.2', 71],
    ['1.3', 74],
  ])('of version %s has %i columns: the receipt follows the version', async (versione, quante) => {
    const valori = { dal: '2026-01-01', al: '2026-01-31', versione };
    const id = idDi(await anna.invia(await anna.apri('/ufficio/incassi'), valori));
    await esegui(mondo, ente, 'flussi.esporta_pagati', id);
    const { testo } = await aperto((await anna.scarica(`/ufficio/incassi/${id}/file`)).byte);
    expect(testo.trim().split(';')).toHaveLength(quante);
  });

  test('that could not be made says so', async () => {
    const valori = { dal: '2026-01-01', al: '2026-01-31', versione: '1.3' };
    const prenotato = await anna.invia(await anna.apri('/ufficio/incassi'), valori);
    await sql`update flussi.flusso set stato = 'fallito', codice_errore = 'ERROR_EXPORT' where id = ${idDi(prenotato)}`.execute(
      ctxDi(mondo, 'worker').db,
    );
    const testo = testoDi((await anna.apri(prenotato.url)).html);
    expect(testo).toContain('Prenotalo di nuovo');
    expect(testo).toContain('ERROR_EXPORT');
  });

  test.each([
    [{ dal: 'ieri' }, 'Scrivi il primo giorno come 01/11/2026.', 'dal'],
    [{ al: '2026-02-30' }, 'Scrivi l’ultimo giorno come 30/11/2026.', 'al'],
    [{ al: '2025-12-31' }, 'L’ultimo giorno viene prima del primo.', 'al'],
    [{ tipo: 'IMU' }, 'Questo tipo dovuto non è dell’ente.', 'tipo'],
    [{ versione: '2.0' }, 'Scegli la versione del file dall’elenco.', 'versione'],
  ])('%o is refused beside its field, and the form keeps the rest', async (sbaglio, parole, campo) => {
    const valori = { dal: '2026-01-01', al: '2026-01-31', tipo: ente.tipo, versione: '1.1', ...sbaglio };
    const pagina = await anna.invia(await anna.apri('/ufficio/incassi'), valori);
    expect(pagina.stato).toBe(422);
    expect(testoDi(pagina.html)).toContain(parole);
    expect(pagina.html).toContain(`id="campo-${campo}-errore"`);
    expect(pagina.html).toContain(`value="${valori.dal}"`);
  });
});

describe('what is not theirs', () => {
  test('the files of another ente are not there, by any address', async () => {
    const altro = await unEnte(mondo);
    const id = await conFlusso(mondo, altro, {
      iuf: 'ALTRUI',
      righe: [{ IUD: 'A1' }, { IUD: 'A2', importoDovuto: '0' }],
    });
    const bea = await entra(ufficio, await unOperatore(mondo, [altro], { ruolo: 'amministratore' }));
    const prenotato = await bea.invia(
      await bea.apri('/ufficio/incassi'),
      { dal: '2026-01-01', al: '2026-01-31', versione: '1.3' },
      'dal',
    );
    await esegui(mondo, altro, 'flussi.esporta_pagati', idDi(prenotato));
    const indirizzi = [
      `/ufficio/flussi/${id}`,
      ...['originale', 'scarti', 'iuv'].map((quale) => `/ufficio/flussi/${id}/file/${quale}`),
      `/ufficio/incassi/${idDi(prenotato)}`,
      `/ufficio/incassi/${idDi(prenotato)}/file`,
    ];
    const capo = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    for (const indirizzo of indirizzi) {
      expect((await bea.apri(indirizzo)).stato, indirizzo).toBe(200);
      const negata = await capo.apri(indirizzo);
      const assente = await capo.apri('/ufficio/flussi/01890000-0000-7000-8000-000000000000');
      expect(negata.stato, indirizzo).toBe(404);
      expect(testoDi(negata.html)).toBe(testoDi(assente.html));
    }
    expect(testoDi((await capo.apri('/ufficio/flussi')).html)).not.toContain('ALTRUI');
    expect((await capo.apri('/ufficio/flussi/non-un-id')).stato).toBe(404);
  });

  test('a file of all kinds is opened by who sees them all, or sent it', async () => {
    const id = await conFlusso(mondo, ente, { iuf: 'MISTO', righe: [{ IUD: 'M1' }] });
    const nessunTipo = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    expect((await anna.apri(`/ufficio/flussi/${id}`)).stato).toBe(200);
    for (const indirizzo of [`/ufficio/flussi/${id}`, `/ufficio/flussi/${id}/file/originale`]) {
      const negata = await nessunTipo.apri(indirizzo);
      expect([negata.stato, testoDi(negata.html).includes('tipi che non segui')]).toEqual([403, true]);
    }
    const { nomeFile, zip } = await fileDovuti(ente, { iuf: 'SUO', righe: [{ IUD: 'S1' }] });
    const testo = testoDi((await carica(nessunTipo, nomeFile, zip)).html);
    expect(testo).toContain('Chi ha caricato il file non è abilitato a questo tipo dovuto.');
  });
});
