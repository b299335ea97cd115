import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { leggiConfig } from '#platform/config/config';
import { chiudiSegreto } from '#platform/segreti';
import { ATTESE_EVENTO_S } from './core/piano.ts';
import { GENERI } from './core/generi.ts';
import { apriFirma, nuovoSegreto } from './firma.ts';

const MANUALE = readFileSync(new URL('../../../docs/integrazione/eventi.md', import.meta.url), 'utf8');
const blocco = (lingua: string): string => new RegExp(`\`\`\`${lingua}\n(.*?)\`\`\``, 's').exec(MANUALE)?.[1] ?? '';
const cartella = mkdtempSync(join(tmpdir(), 'mypay-manuale-'));
const config = valoreDi(leggiConfig({ MYPAY_VAR: cartella }));

const ISTANTE = new Date('2026-11-28T11:56:07Z');
const CORPO = '{"type":"dovuto.pagato","timestamp":"2026-11-28T11:56:05.788Z","data":{"iud":"è «mia»"}}';
const firmato = (segreti: readonly string[]): Record<string, string> => {
  const chiusi = segreti.map((segreto, i) => ({ id: `s${i}`, ...chiudiSegreto(config, { id: `s${i}`, segreto }) }));
  return apriFirma(config, chiusi)({ id: 'evento-1', corpo: CORPO, istante: ISTANTE });
};

describe('what the manual says of events', () => {
  it('names every kind, and tells the plan as it is', () => {
    for (const genere of GENERI) expect(MANUALE).toContain(`| \`${genere}\``);
    expect(ATTESE_EVENTO_S).toEqual([5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 86_400]);
    expect(Object.keys(JSON.parse(blocco('json')) as object)).toEqual(['type', 'timestamp', 'data']);
  });

  it('its Node program takes what we sign, with one secret or two, and nothing else', async () => {
    const file = join(cartella, 'verifica.mjs');
    writeFileSync(file, blocco('js'));
    type Verifica = { isBuona(h: Record<string, string>, corpo: string, segreto: string, adesso?: number): boolean };
    const { isBuona } = (await import(pathToFileURL(file).href)) as Verifica;
    const [uno, due] = [nuovoSegreto(), nuovoSegreto()];
    const ora = ISTANTE.getTime();
    expect(isBuona(firmato([uno]), CORPO, uno, ora)).toBe(true);
    for (const segreto of [uno, due]) expect(isBuona(firmato([due, uno]), CORPO, segreto, ora)).toBe(true);
    expect(isBuona(firmato([uno]), CORPO, due, ora)).toBe(false);
    expect(isBuona(firmato([uno]), `${CORPO} `, uno, ora)).toBe(false);
    expect(isBuona(firmato([uno]), CORPO, uno, ora + 301_000)).toBe(false);
  });

  const conOpenssl = spawnSync('sh', ['-c', 'command -v openssl']).status === 0 || process.env['CI'] === 'true';
  it.skipIf(!conOpenssl)('its openssl commands print the signature', () => {
    const segreto = nuovoSegreto();
    const intestazioni = firmato([segreto]);
    writeFileSync(join(cartella, 'corpo.json'), CORPO);
    const detto = execFileSync('sh', ['-c', blocco('sh')], {
      cwd: cartella,
      encoding: 'utf8',
      env: {
        ...process.env,
        SEGRETO: segreto,
        WEBHOOK_ID: 'evento-1',
        WEBHOOK_TIMESTAMP: intestazioni['webhook-timestamp'],
      },
    });
    expect(`v1,${detto.trim()}`).toBe(intestazioni['webhook-signature']);
  });
});
