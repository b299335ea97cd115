import sharp from 'sharp';
import { CIMITERO } from './spontaneo.ts';

/** The smallest thing that every reader takes for a PDF. */
export function unPdf(testo = 'Statuto'): Buffer {
  const corpo = `%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog /Title (${testo}) >>\nendobj\nxref\n0 1\n`;
  return Buffer.from(`${corpo}trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`, 'latin1');
}

/** A picture of one colour, with something written where pictures keep their own words. */
export async function unaImmagine(formato: 'png' | 'jpeg', lato = 40): Promise<Buffer> {
  const foglio = sharp({ create: { width: lato, height: 40, channels: 3, background: '#336699' } });
  return foglio
    .withExif({ IFD0: { Artist: 'SEGRETO' } })
    .toFormat(formato)
    .toBuffer();
}

/** The end of an archive, as its readers look for it from the last byte. */
export const FINE_DI_ZIP = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

const file = (etichetta: string, altro: object = {}): object => ({
  genere: 'file',
  type: 'string',
  etichetta: { it: etichetta },
  accetta: ['application/pdf', 'image/png', 'image/jpeg'],
  ...altro,
});

/** The form of the cemetery, which also asks for the act, and may have a photograph for each row. */
export const CIMITERO_CON_FILE = {
  ...CIMITERO,
  schema: {
    ...CIMITERO.schema,
    ordine: [...CIMITERO.schema.ordine, 'atto'],
    required: [...CIMITERO.schema.required, 'atto'],
    properties: {
      ...CIMITERO.schema.properties,
      atto: file('Atto di concessione', { bytesMax: 1024 * 1024 }),
      righe: {
        ...CIMITERO.schema.properties.righe,
        items: {
          ...CIMITERO.schema.properties.righe.items,
          ordine: ['quante', 'foto'],
          properties: {
            ...CIMITERO.schema.properties.righe.items.properties,
            foto: file('Foto', { accetta: ['image/jpeg', 'image/png'] }),
          },
        },
      },
    },
  },
};
