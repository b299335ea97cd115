import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** A flow of quadratura as the old archive has it: nobody knows its form any more. */
export const xmlQuadratura = (detto = 'a'): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\r\n' +
  `<quadratura xmlns="urn:prova">\n  <!-- ${detto} --><riga n="1">10.00 &amp; è</riga></quadratura>`;

/** A ZIP of some files, by their names. */
export async function zipDi(voci: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [nome, contenuto] of Object.entries(voci)) zip.addBuffer(Buffer.from(contenuto), nome);
  zip.end();
  return buffer(zip.outputStream);
}
