import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { piuMesi } from '#kernel/giorno';
import { chiediDelega, leggiDelegheMie } from '#modules/posizioni';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { unPdf } from '#support/allegati';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unaPersona } from '#support/portale';
import { unEnte, type EnteDiProva } from '#support/un-ente';
import { comandoDeleghe } from './deleghe.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const io = unaPersona();
const mio = (): Ctx =>
  creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', codiceFiscale: io.codiceFiscale } });
const chiede = async (): Promise<string> =>
  valoreDi(
    await chiediDelega(mio(), {
      ...{ enteId: ente.enteId, delegato: io, genere: 'delega', codice: unaPersona().codiceFiscale, nome: 'Nonna Ada' },
      file: { nome: 'procura.pdf', byte: unPdf() },
    }),
  );
const comando = async (...argomenti: string[]): Promise<string> => {
  const { codice, righe } = await comandoDeleghe(mondo, [...argomenti, '--ente', ente.codIpa, '--ambiente', 'prova']);
  return `${codice} ${righe.join(' ')}`;
};

it('lists the requests, gives the document, approves and revokes', async () => {
  expect(await comando('elenco')).toBe('0 Nessuna delega aspetta.');
  const id = await chiede();
  expect(await comando('elenco')).toMatch(new RegExp(`${id}.*delega.*per Nonna Ada.*procura.pdf`));
  const dove = join(tmpdir(), `delega-${randomUUID()}.pdf`);
  expect(await comando('documento', id, '--in', dove)).toBe(`0 Scritto ${dove}`);
  expect(await readFile(dove)).toEqual(unPdf());
  expect(await comando('documento', id, '--in', dove)).toMatch(/^1 Non si può scrivere/);
  expect(await comando('approva', id, '--fino', '2020-01-01')).toMatch(/^1 Il giorno va da oggi/);
  expect(await comando('approva', id, '--fino', piuMesi(mio().oggi, 6))).toMatch(/^0 Fatto/);
  expect((await leggiDelegheMie(mio()))[0]?.stato).toBe('approvata');
  expect(await comando('approva', id, '--fino', piuMesi(mio().oggi, 6))).toMatch(/^1 Su questa delega/);
  expect(await comando('revoca', id)).toMatch(/^1 Scrivi perché/);
  expect(await comando('revoca', id, '--motivo', 'È cambiato il tutore.')).toMatch(/^0 Fatto/);
});

it('refuses with a reason, and says how it is used', async () => {
  const id = await chiede();
  expect(await comando('rifiuta', id)).toMatch(/^1 Scrivi perché/);
  expect(await comando('rifiuta', id, '--motivo', 'Manca la firma.')).toMatch(/^0 Fatto/);
  expect((await leggiDelegheMie(mio()))[0]).toMatchObject({ stato: 'rifiutata', motivo: 'Manca la firma.' });
  expect(await comando('elenco', '--tutte', 'si')).toContain(id);
  expect(await comando('revoca', randomUUID())).toMatch(/^1 Questa delega non c’è/);
  expect(await comando('approva', id)).toMatch(/^2 Uso/);
  expect(await comando('boh', id)).toMatch(/^2 Uso/);
  expect((await comandoDeleghe(mondo, ['--boh'])).codice).toBe(2);
});
