import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caricaSchema, type Schema } from '#platform/xml/schema';

/** The reference material stands beside the repository, never in it. */
const CONDIVISI = join(import.meta.dirname, '../../../../../shared/data/pagopa');

/** True where the published contract and samples can be read. Their absence is a failure where they are `obbligatori`: in CI. */
export function ciSono({ obbligatori }: { obbligatori: boolean }): boolean {
  const presenti = existsSync(CONDIVISI);
  if (!presenti && obbligatori) throw new Error(`Missing: ${CONDIVISI}`);
  return presenti;
}

/** The contract that pagoPA publishes, compiled as ours is. */
export function schemaPubblicato(): Schema {
  const file = ['wsdl/xsd/paForNode.xsd', 'xsd-common/sac-common-types-1.0.xsd'];
  return caricaSchema({
    principale: 'wsdl/xsd/paForNode.xsd',
    file: Object.fromEntries(file.map((nome) => [nome, readFileSync(join(CONDIVISI, 'wsdl', nome))])),
  });
}

export function wsdlPubblicato(): Buffer {
  return readFileSync(join(CONDIVISI, 'wsdl/wsdl/paForNode.wsdl'));
}

/** The messages that others published, by file name. */
export function campioni(): Map<string, Buffer> {
  const cartella = join(CONDIVISI, 'samples/paForNode');
  const nomi = readdirSync(cartella).filter((nome) => nome.endsWith('.xml'));
  return new Map(nomi.map((nome) => [nome, readFileSync(join(cartella, nome))]));
}
