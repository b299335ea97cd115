import { expect, it } from 'vitest';
import type { Flusso } from '#modules/flussi';
import { statoExport, statoImport } from './stati.ts';
import { istanteConZona } from './tempi.ts';

const flusso = (parti: Partial<Flusso>): Flusso => ({ codiceErrore: null, parametriErrore: null, ...parti }) as Flusso;

it.each([
  ['ricevuto', 'LOAD_IMPORT', 'LOAD_EXPORT'],
  ['in_corso', 'IMPORT_IN_ELAB', 'EXPORT_IN_ELAB'],
  ['eseguito', 'IMPORT_ESEGUITO', 'EXPORT_ESEGUITO'],
  ['annullato', 'IMPORT_ESEGUITO', 'EXPORT_CANCELLATO'],
  ['fallito', 'PAA_IMPORT_ERRORE_GENERICO', 'ERROR_EXPORT'],
] as const)('%s is said in the words of the old platform', (stato, entra, esce) => {
  const codiceErrore = stato === 'fallito' ? 'PAA_IMPORT_ERRORE_GENERICO' : null;
  expect(statoImport(flusso({ stato, codiceErrore }))).toBe(entra);
  expect(statoExport(flusso({ stato, righeTotali: 1 }))).toBe(esce);
});

it('a file that was made and has nothing in it has a state of its own', () => {
  expect(statoExport(flusso({ stato: 'eseguito', righeTotali: 0 }))).toBe('EXPORT_ESEGUITO_NESSUN_DOVUTO_TROVATO');
});

it.each([
  ['2026-11-28T09:00:00Z', '2026-11-28T10:00:00+01:00'],
  ['2026-07-28T09:00:00Z', '2026-07-28T11:00:00+02:00'],
  // The hour that autumn repeats, and the one that spring skips.
  ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
  ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
  ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
  // Thousandths are left behind.
  ['2026-11-28T23:59:59.999Z', '2026-11-29T00:59:59+01:00'],
])('%s is %s in Rome, and says in which zone', (istante, scritto) => {
  expect(istanteConZona(new Date(istante))).toBe(scritto);
});
