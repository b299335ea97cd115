import { cents, formatDecimale } from '#kernel/importo';
import type { Demo } from '#support/copia';
import type { Avviso, Cittadino } from './cittadino.ts';
import type { Narratore } from './narratore.ts';
import type { Ente, Operatore } from './operatore.ts';

/** Who takes part in each scene, and where. */
export type Scena = { n: Narratore; demo: Demo; ente: Ente; cittadino: Cittadino; operatore: Operatore };

export const ROSSI = { codiceFiscale: 'RSSMRA80A01H501U', nome: 'Mario Rossi', iniziali: 'M. R.' };

export type AvvisoDemo = Ente['avvisi'][number];

/** A notice of the demo by its IUD: `*` stands for what changes with the days. */
export function dellaDemo(scena: Pick<Scena, 'n' | 'ente'>, iud: string): AvvisoDemo {
  const [inizio = '', fine = ''] = iud.split('*');
  const trovato = scena.ente.avvisi.find((a) => a.iud.startsWith(inizio) && a.iud.endsWith(fine));
  scena.n.pretendi(trovato !== undefined, `Nella demo non c’è il dovuto ${iud}.`);
  return trovato;
}

/** A notice of Mario Rossi, as he holds it on paper. */
export function avvisoDi(ente: Ente, numeroAvviso: string, importo: string): Avviso {
  const qr = `PAGOPA|002|${numeroAvviso}|${ente.codiceFiscale}|${importo.replace(',', '')}`;
  return { ...ROSSI, numeroAvviso, importo, qr };
}

/** `29,40`, as pages say it; {@link decimale} says `29.40`, as messages and files do. */
export const euro = (importoCents: number): string => decimale(importoCents).replace('.', ',');
export const decimale = (importoCents: number): string => formatDecimale(cents(importoCents));
