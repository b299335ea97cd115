import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvDovuti, SECONDARIO, zipDi, type RigaProva } from '../test/support/dovuti.ts';
import type { EnteDiProva } from '../test/support/un-ente.ts';
import { apriBanco, DOVUTI_PER_ENTE, type Banco } from './banco.ts';
import { inFiglio, type Corsa } from './figlio.ts';
import { annullamenti, inserimenti, modifiche, pavimento } from './import-pavimento.ts';
import { giri, type Misura } from './misura.ts';

const RIGHE = 200_000;
const RIGHE_INSIEME = 50_000;

/** The amounts of a floor change alone, and not with their shares: what looks after that is not asked. */
const SENZA_SOMME = ['alter table posizioni.dovuto disable trigger dovuto_importo'];

type FileProva = { ente: EnteDiProva; csv: string; zip: string };

/**
 * CSV 1_4 into a database that already holds a million dovuti: 200,000 new ones, one in ten with a second beneficiary; all those of an
 * ente changed, or annulled.
 */
export async function misuraImport(): Promise<Misura[]> {
  return conBanco(async (banco, cartella) => {
    const [ente] = banco.enti;
    if (ente === undefined) throw new Error('bench: no ente');
    const presenti = await iuvPresenti(banco, ente);
    const nuovi = [await scriviFile(ente, cartella, 'NUOVI', nuove(RIGHE))];
    const cambiati = [await scriviFile(ente, cartella, 'CAMBIATI', cambiate(presenti))];
    const annullati = [await scriviFile(ente, cartella, 'ANNULLATI', annullate(presenti))];
    return [
      await giri(
        { name: 'import', goal: 0.4, righe: RIGHE },
        { noi: () => importa(banco, nuovi), pavimento: () => pavimento(banco, nuovi, inserimenti) },
      ),
      await giri(
        { name: 'importM', goal: 0.6, righe: DOVUTI_PER_ENTE },
        { noi: () => importa(banco, cambiati), pavimento: () => pavimento(banco, cambiati, modifiche, SENZA_SOMME) },
      ),
      await giri(
        { name: 'importA', goal: 0.6, righe: DOVUTI_PER_ENTE },
        { noi: () => importa(banco, annullati), pavimento: () => pavimento(banco, annullati, annullamenti) },
      ),
    ];
  });
}

/** Ten enti at once, 50,000 new dovuti each: a bench of its own, for each ends within eight minutes. */
export async function misuraInsieme(): Promise<Misura[]> {
  return conBanco(async (banco, cartella) => {
    const insieme: FileProva[] = [];
    for (const uno of banco.enti) insieme.push(await scriviFile(uno, cartella, 'INSIEME', nuove(RIGHE_INSIEME)));
    return [
      await giri(
        { name: 'importParallel', goal: 0.5, righe: RIGHE_INSIEME * insieme.length },
        { noi: () => importa(banco, insieme), pavimento: () => pavimento(banco, insieme, inserimenti) },
      ),
    ];
  });
}

async function conBanco(misura: (banco: Banco, cartella: string) => Promise<Misura[]>): Promise<Misura[]> {
  const banco = await apriBanco();
  try {
    const cartella = join(tmpdir(), 'mypay-bench');
    await mkdir(cartella, { recursive: true });
    return await misura(banco, cartella);
  } finally {
    await banco.chiudi();
  }
}

export function nuove(quante: number): RigaProva[] {
  return Array.from({ length: quante }, (_, n) => ({
    IUD: `IMP${n}`,
    anagraficaPagatore: `Persona Numero ${n}`,
    ...(n % 10 === 0 ? SECONDARIO : {}),
  }));
}

type Presente = { iud: string; iuv: string };

export async function iuvPresenti(banco: Banco, ente: EnteDiProva): Promise<Presente[]> {
  await banco.clona('banco_import');
  const client = await banco.admin('banco_import');
  const { rows } = await client.query<Presente>(
    `select d.iud, i.iuv from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
      where d.ente_id = $1 order by d.iud`,
    [ente.enteId],
  );
  await client.end();
  await banco.elimina('banco_import');
  return rows;
}

/** Another amount, due date, causale and name. */
export function cambiate(presenti: readonly Presente[]): RigaProva[] {
  return presenti.map(({ iud, iuv }, n) => ({
    ...{ IUD: iud, codIuv: iuv, azione: 'M', importoDovuto: `${1 + (n % 500)}.99` },
    ...{
      dataScadenzaPagamento: '2098-06-30',
      causaleVersamento: 'Tassa rifiuti, rettifica',
      anagraficaPagatore: `Persona ${n}`,
    },
  }));
}

function annullate(presenti: readonly Presente[]): RigaProva[] {
  return presenti.map(({ iud, iuv }) => ({ IUD: iud, codIuv: iuv, azione: 'A' }));
}

export async function scriviFile(
  ente: EnteDiProva,
  cartella: string,
  iuf: string,
  righe: readonly RigaProva[],
): Promise<FileProva> {
  const testo = csvDovuti(ente, '1_4', righe);
  const base = `${ente.codIpa}-${iuf}-1_4`;
  const [csv, zip] = [join(cartella, `${base}.csv`), join(cartella, `${base}.zip`)];
  await writeFile(csv, testo);
  await writeFile(zip, await zipDi({ [`${base}.csv`]: testo }));
  return { ente, csv, zip };
}

/** Ours: the files loaded by one process, all at once. */
async function importa(banco: Banco, file: readonly FileProva[]): Promise<Corsa> {
  const url = await banco.clona('banco_import');
  const corsa = await inFiglio('import-processo.ts', [url, ...file.map(({ ente, zip }) => `${ente.enteId}=${zip}`)]);
  await banco.elimina('banco_import');
  return corsa;
}
