// Keeps the generated parts of the documents: writes them, or with --check says which are out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { tabellaAmbiente } from '../src/platform/config/variabili.ts';
import { sostituisciTratto } from './tratto.ts';

/** What is generated, where it goes, and who knows it. */
const GENERATI = [{ file: 'docs/esercizio.md', tratto: 'ambiente', genera: tabellaAmbiente }];

const isControllo = process.argv.includes('--check');

for (const { file, tratto, genera } of GENERATI) {
  const percorso = new URL(`../${file}`, import.meta.url);
  const prima = readFileSync(percorso, 'utf8');
  const dopo = sostituisciTratto(prima, tratto, genera());
  if (dopo === prima) continue;
  if (isControllo) {
    process.exitCode = 1;
    console.error(`${file}: il tratto «${tratto}» non è aggiornato. Riscrivilo con: node scripts/generati.ts`);
  } else {
    writeFileSync(percorso, dopo);
  }
}
