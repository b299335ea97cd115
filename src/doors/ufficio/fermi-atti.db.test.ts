import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import type { AttoFermo } from '#platform/fermo';
import { databaseDiProva } from '#support/db';
import { codice } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { conFlusso } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';
import { FERMI } from './fermi.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

/** What is answered of a thing that is stuck no more, or never was. */
const RIFIUTANO: [genere: string, atto: AttoFermo, codice: string][] = [
  ['import_da_confermare', 'butta', 'ANTEPRIMA_FINITA'],
  ['anteprima_ferma', 'riprova', 'ANTEPRIMA_FINITA'],
  ['import_fermo', 'riprova', 'FLUSSO_NON_FERMO'],
  ['import_interrotto', 'riprova', 'FLUSSO_NON_TROVATO'],
  ['import_interrotto', 'lascia', 'FLUSSO_NON_FALLITO'],
  ['annullo_fermo', 'riprova', 'FLUSSO_ANNULLO_FINITO'],
  ['annullo_fermo', 'ferma', 'FLUSSO_ANNULLO_FINITO'],
  ['export_fermo', 'ferma', 'EXPORT_GIA_FINITO'],
  ['export_sospeso', 'riprova', 'EXPORT_NON_SOSPESO'],
  ['export_sospeso', 'lascia', 'EXPORT_NON_SOSPESO'],
  ['consegna_fallita', 'lascia', 'CONSEGNA_NON_FALLITA'],
  ['destinazione_non_raggiunta', 'riprova', 'DESTINAZIONE_NON_TROVATA'],
  ['abbonamento_sospeso', 'riprova', 'ABBONAMENTO_STATO'],
  ['esito_non_spinto', 'lascia', 'ESITO_NON_FERMO'],
  ['dovuto_da_verificare', 'lascia', 'DOVUTO_GIA_VERIFICATO'],
  ['mail_non_inviata', 'riprova', 'MAIL_NON_FERMA'],
  ['lavoro_fallito', 'lascia', 'LAVORO_NON_FERMO'],
];

test.each(RIFIUTANO)('%s: «%s» of what is not stuck is refused: %s', async (genere, atto, atteso) => {
  const ente = await unEnte(mondo);
  const agisce = FERMI.find((uno) => uno.genere === genere)?.atti[atto] ?? expect.fail('no act');
  const id = { consegna_fallita: `${randomUUID()} ${randomUUID()}`, lavoro_fallito: '1' }[genere] ?? randomUUID();
  expect(codice(await agisce(ctxDi(mondo, 'ufficio', ente.enteId), id))).toBe(atteso);
});

test('a file that has ended well is taken up again by nobody', async () => {
  const ente = await unEnte(mondo);
  const flussoId = await conFlusso(mondo, ente, { iuf: 'FINITO', righe: [{ IUD: 'F1' }] });
  const riprova = FERMI.find(({ genere }) => genere === 'import_interrotto')?.atti.riprova ?? expect.fail('no act');
  // Its own name is taken: by itself.
  expect(codice(await riprova(ctxDi(mondo, 'ufficio', ente.enteId), flussoId))).toBe('PAA_IMPORT_FLUSSO_DUPLICATO');
});
