/**
 * What a start does that needs no data: builds the styles, reads the whole program once, so that the engine keeps it compiled
 * (scripts/tsx-hook.mjs), and makes an empty database to copy. Run at the end of an installation, it leaves the first start little more
 * than the data to load.
 */
import { CARTELLA_RISORSE } from '../src/app/web.ts';
import { creaStampo } from '../src/app/stampo.ts';
import { costruisciAssets } from './assets.ts';

await costruisciAssets({ destinazione: CARTELLA_RISORSE });
await Promise.all([
  import('../src/app/database.ts'),
  import('../src/app/servizi.ts'),
  import('../src/app/demo/avvia.ts'),
  import('../simulatore/avvia.ts'),
]);
await creaStampo();
