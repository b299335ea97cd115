import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const leggi = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const voci = leggiVoci(leggi('publiccode.yml'));
const pacchetto = JSON.parse(leggi('package.json')) as { version: string; license: string };

/** What publiccode.yml 0.5 requires of every file, and the Italian section of whoever declares one. */
const OBBLIGATORIE: Record<string, RegExp> = {
  publiccodeYmlVersion: /^0\.5\.0$/,
  name: /^MyPay$/,
  url: /^https:\/\/\S+$/,
  platforms: /^web$/m,
  developmentStatus: /^(concept|development|beta|stable|obsolete)$/,
  softwareType: /^standalone\/web$/,
  'organisation/uri': /^https:\/\/\S+$/,
  'description/it/shortDescription': /^.{1,150}$/,
  'description/it/longDescription': /^[\s\S]{150,10000}$/,
  'description/it/features': /./,
  'legal/license': /^EUPL-1\.2$/,
  'maintenance/type': /^internal$/,
  'maintenance/contacts/name': /^\S+ \S+$/,
  'maintenance/contacts/email': /^\S+@\S+\.example$/,
  'localisation/localisationReady': /^(true|false)$/,
  'localisation/availableLanguages': /^it$/m,
  'IT/countryExtensionVersion': /^1\.0$/,
  'IT/piattaforme/pagopa': /^true$/,
};

it.each(Object.entries(OBBLIGATORIE))('publiccode.yml: %s', (chiave, forma) => {
  expect(voci.get(chiave)).toMatch(forma);
});

it('publiccode.yml, package.json e LICENSE dicono lo stesso', () => {
  expect(voci.get('softwareVersion')).toBe(pacchetto.version);
  expect(voci.get('legal/license')).toBe(pacchetto.license);
  expect(leggi('LICENSE')).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
});

/**
 * Reads the YAML that this file uses: maps by indentation, lists of scalars or of maps, quoted scalars, `|` blocks. Path → text, the
 * items of a list one a line. It throws on a line it does not understand, rather than skip it.
 */
function leggiVoci(yaml: string): Map<string, string> {
  const lette = new Map<string, string>();
  const sopra: { rientro: number; chiave: string }[] = [];
  const aggiungi = (testo: string): void => {
    const chiave = sopra.map((voce) => voce.chiave).join('/');
    const prima = lette.get(chiave);
    lette.set(chiave, prima === undefined ? testo : `${prima}\n${testo}`);
  };
  let blocco = Infinity;
  for (const riga of yaml.split('\n')) {
    const rientro = riga.search(/\S/);
    if (rientro === -1) continue;
    if (rientro > blocco) {
      aggiungi(riga.trim());
      continue;
    }
    const [, trattino = '', chiave, valore = ''] = /^\s*(- )?(?:(\w+):(?: |$))?(.*)$/.exec(riga) ?? [];
    while ((sopra.at(-1)?.rientro ?? -1) >= rientro + trattino.length) sopra.pop();
    if (chiave === undefined && trattino === '') throw new Error(`publiccode.yml: «${riga}»`);
    if (chiave !== undefined) sopra.push({ rientro: rientro + trattino.length, chiave });
    blocco = valore === '|' ? rientro : Infinity;
    if (valore !== '' && valore !== '|') aggiungi(valore.replace(/^'(.*)'$/, '$1'));
  }
  return lette;
}
