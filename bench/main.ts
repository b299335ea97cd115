/**
 * `npm run bench -- nodo|import|importParallel|export|annulla|preview|intanto|portale|ufficio|eventi|sil [--json]`: each figure beside its
 * floor, measured in the same run on the same data. The load comes from a process other than the one measured; ports and data folder are
 * its own; it stops by itself.
 */
import { cpus } from 'node:os';
import { misuraAnnulla } from './annulla.ts';
import { misuraEventi } from './eventi.ts';
import { misuraExport } from './export.ts';
import { misuraImport, misuraInsieme } from './import.ts';
import { misuraIntanto } from './intanto.ts';
import { misuraNodo } from './nodo.ts';
import { tabella, type Misura } from './misura.ts';
import { misuraPortale } from './portale.ts';
import { misuraPreview } from './preview.ts';
import { misuraSil } from './sil.ts';
import { misuraUfficio } from './ufficio.ts';

const BENCH: Record<string, () => Promise<Misura[]>> = {
  nodo: misuraNodo,
  import: misuraImport,
  importParallel: misuraInsieme,
  export: misuraExport,
  annulla: misuraAnnulla,
  preview: misuraPreview,
  intanto: misuraIntanto,
  portale: misuraPortale,
  ufficio: misuraUfficio,
  eventi: misuraEventi,
  sil: misuraSil,
};

const [nome = '', ...opzioni] = process.argv.slice(2);
const misura = BENCH[nome];
if (misura === undefined) {
  process.stderr.write(`Uso: npm run bench -- ${Object.keys(BENCH).join('|')} [--json]\n`);
  process.exit(2);
}
const machine = `${cpus()[0]?.model ?? 'sconosciuta'}, ${cpus().length} core, Node ${process.versions.node}`;
const results = await misura();
process.stdout.write(`\n${machine}\n${tabella(results)}\n`);
if (opzioni.includes('--json')) process.stdout.write(`${JSON.stringify({ bench: nome, machine, results })}\n`);
process.exit(0);
