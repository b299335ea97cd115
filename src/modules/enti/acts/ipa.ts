import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { colonnaIpa, daIpa, eRigaDi, isIpa, type RigaIpa, type VoceIpa } from '../core/ipa.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';

/**
 * Looks for an ente in the file of the public index (or in some rows of it, headed), by its IPA code or its tax code; the only row there
 * is needs no name. It reads as the file comes, and stops where it finds it.
 */
export async function cercaInIpa(contenuto: string | Readable, cercato: string): Promise<Esito<VoceIpa, RifiutoEnti>> {
  const fonte = typeof contenuto === 'string' ? Readable.from([Buffer.from(contenuto, 'utf8')]) : contenuto;
  const cifre = cercato.trim();
  let righe = 0;
  let sola: RigaIpa | null = null;
  try {
    for await (const riga of leggiRighe(fonte)) {
      righe += 1;
      if (righe === 1 && !isIpa(Object.keys(riga))) return rifiutoEnti('IPA_ILLEGGIBILE');
      if (cifre !== '' && eRigaDi(riga, cifre)) return ok(daIpa(riga));
      sola = righe === 1 ? riga : null;
      if (cifre === '' && righe > 1) return rifiutoEnti('IPA_QUALE_ENTE');
    }
  } catch {
    return rifiutoEnti('IPA_ILLEGGIBILE');
  } finally {
    fonte.resume();
  }
  if (righe === 0) return rifiutoEnti('IPA_ILLEGGIBILE');
  return sola !== null && cifre === '' ? ok(daIpa(sola)) : rifiutoEnti('IPA_ENTE_NON_TROVATO', { cercato: cifre });
}

/** Rows by the plain names of their columns. The separator is the one that the first line has most of. */
async function* leggiRighe(fonte: Readable): AsyncGenerator<RigaIpa> {
  const pezzi = fonte[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const primo = await pezzi.next();
  if (primo.done === true) return;
  const [testa = ''] = primo.value.toString('utf8').split('\n', 1);
  const separatore = [';', '\t', ','].toSorted((a, b) => testa.split(b).length - testa.split(a).length)[0] ?? ',';
  const righe = Readable.from(unisci(primo.value, pezzi)).pipe(
    parse({
      delimiter: separatore,
      columns: (titoli: string[]) => titoli.map(colonnaIpa),
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LIMITI.rigaBytesMax,
    }),
  );
  for await (const riga of righe) yield riga as RigaIpa;
}

async function* unisci(primo: Buffer, altri: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield primo;
  for (let pezzo = await altri.next(); pezzo.done !== true; pezzo = await altri.next()) yield pezzo.value;
}
