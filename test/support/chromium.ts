import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const require = createRequire(import.meta.url);

type Chromium = { eseguibile: string; ambiente: Record<string, string> };

/** Chromium from the package, that no system has to provide. */
export async function avviaChromium(): Promise<Browser> {
  const { eseguibile, ambiente } = await prepara();
  return await chromium.launch({
    executablePath: eseguibile,
    // Not the package's own list: it puts everything in one process and turns web security off.
    args: ['--no-sandbox', '--font-render-hinting=none'],
    env: { ...process.env, ...ambiente },
  });
}

/**
 * The package unpacks Chromium, and the system libraries it needs, into the temporary folder, and takes whatever
 * `chromium` it finds there: so it gets a folder of its own, named by version. Two workers may come at once: each
 * unpacks aside, and the first to finish gives the folder its name.
 */
async function prepara(): Promise<Chromium> {
  const radice = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(radice, 'package.json'), 'utf8')) as { version: string };
  const cartella = join(tmpdir(), `mypay-chromium-${version}`);
  if (!existsSync(cartella)) {
    const provvisoria = mkdtempSync(`${cartella}.`);
    await spacchetta(provvisoria);
    const caratteri = join(provvisoria, 'fonts', 'fonts.conf');
    writeFileSync(caratteri, readFileSync(caratteri, 'utf8').replaceAll('/tmp/fonts', join(cartella, 'fonts')));
    try {
      renameSync(provvisoria, cartella);
    } catch {
      rmSync(provvisoria, { recursive: true, force: true });
    }
  }
  const profilo = join(cartella, 'profilo');
  mkdirSync(profilo, { recursive: true });
  return {
    eseguibile: join(cartella, 'chromium'),
    ambiente: {
      LD_LIBRARY_PATH: join(cartella, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(cartella, 'fonts'),
      HOME: profilo,
    },
  };
}

/**
 * The package reads and writes the environment, at import already: ours is put back, or PostgreSQL would load its
 * libraries.
 */
async function spacchetta(cartella: string): Promise<void> {
  const prima = { ...process.env };
  process.env['TMPDIR'] = cartella;
  // Asks for the libraries too (libnss3 and others that a plain system lacks).
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs24.x';
  try {
    const { default: pacchetto } = await import('@sparticuz/chromium');
    const eseguibile = await pacchetto.executablePath();
    if (dirname(eseguibile) !== cartella) throw new Error(`Chromium was unpacked in ${basename(dirname(eseguibile))}`);
  } finally {
    for (const nome of Object.keys(process.env)) if (!(nome in prima)) delete process.env[nome];
    Object.assign(process.env, prima);
  }
}
