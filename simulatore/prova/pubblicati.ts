/** The published samples and contracts, which stand beside the repository and are no part of it. In CI they must be there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlElement,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
  XsdValidator,
} from 'libxml2-wasm';

const RADICE = new URL('../../../shared/data/pagopa/', import.meta.url);

export const senzaPubblicati = process.env['CI'] !== 'true' && !existsSync(RADICE);

/** A sample of paForNode by the number its file name begins with. */
export function campione(numero: string): Uint8Array {
  const cartella = new URL('samples/paForNode/', RADICE);
  const nome = readdirSync(cartella).find((file) => file.startsWith(`${numero}-`));
  if (!nome) throw new Error(`manca il campione ${numero}`);
  return readFileSync(new URL(nome, cartella));
}

/** Whether what a SOAP body holds is valid for the published schema of paForNode. */
export function schemaPubblicato(): (busta: string) => boolean {
  const contratto = (percorso: string): Uint8Array => readFileSync(new URL(`wsdl/${percorso}`, RADICE));
  const comuni = { 'mem:/xsd-common/sac-common-types-1.0.xsd': contratto('xsd-common/sac-common-types-1.0.xsd') };
  xmlRegisterInputProvider(new XmlBufferInputProvider(comuni));
  using schema = XmlDocument.fromBuffer(contratto('wsdl/xsd/paForNode.xsd'), { url: 'mem:/wsdl/xsd/paForNode.xsd' });
  const validatore = XsdValidator.fromDoc(schema);
  xmlCleanupInputProvider();
  return (busta) => {
    using documento = XmlDocument.fromString(busta);
    const contenuto = documento.get('//*[local-name()="Body"]/*');
    if (!(contenuto instanceof XmlElement)) throw new Error('corpo vuoto');
    try {
      validatore.validate(contenuto);
      return true;
    } catch {
      return false;
    }
  };
}
