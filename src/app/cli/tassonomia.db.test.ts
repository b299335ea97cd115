import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { formatGiorno, giornoA, piuGiorni } from '#kernel/giorno';
import { associaStazione, cercaTassonomia, stazioniDiEnte } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { unDovuto } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, DA_SEMPRE, unEnte } from '#support/un-ente';
import { comandoEnti } from './enti.ts';
import { comandoTassonomia } from './tassonomia.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
});

const TESTA =
  'TIPO ENTE CREDITORE;NOME MACRO AREA;TIPO SERVIZIO;DATI SPECIFICI INCASSO;DATA INIZIO VALIDITA;DATA FINE VALIDITA';

function scrivi(contenuto: string | Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'mypay-tassonomia-')), 'elenco.csv');
  writeFileSync(file, contenuto);
  return file;
}

it('loads the taxonomy from a file, and says in words what it does not take', async () => {
  const di = (...argomenti: string[]): ReturnType<typeof comandoTassonomia> => comandoTassonomia(mondo, argomenti);
  expect((await di()).codice).toBe(2);
  expect((await di('carica', 'a', 'b')).codice).toBe(2);
  const file = scrivi(`${TESTA}\r\n"COMUNE";"SCUOLA";"Mense; scolastiche";"9/0107101TS";"01/31/2021";"01/01/2080"\r\n`);
  expect(await di('carica', file)).toEqual({ righe: ['Caricata: 1 codice, 1 nuovo o cambiato.'], codice: 0 });
  expect(await di('carica', file)).toEqual({ righe: ['Caricata: 1 codice, nessuno nuovo o cambiato.'], codice: 0 });
  const ctx = ctxDi(mondo, 'ufficio');
  expect(await cercaTassonomia(ctx, { tipoEnte: '', macroArea: '', parole: 'mense', quante: 5 })).toMatchObject([
    { codice: '9/0107101TS/', tipoServizio: 'Mense; scolastiche', validaDal: '2021-01-31' },
  ]);
  expect((await di('carica', `${file}.no`)).righe[0]).toContain('non si può leggere');
  expect((await di('carica', scrivi(Buffer.from([0xff, 0xfe])))).righe[0]).toContain('non si può leggere');
  expect((await di('carica', scrivi('ciao'))).righe[0]).toContain('Non è l’elenco della tassonomia');
});

it('closes a station for an ente after it has told what that touches', async () => {
  const [ente, altro] = [await unEnte(mondo, { ambiente: 'live' }), await unEnte(mondo, { ambiente: 'live' })];
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  await unDovuto(ctx, { iud: 'D1', importo: 1000 });
  const dal = piuGiorni(giornoA(new Date()), 10);
  const chiudi = (...altre: string[]): ReturnType<typeof comandoEnti> =>
    comandoEnti(mondo, ['stazione-chiudi', ente.codIpa, ...altre]);
  expect((await chiudi('--stazione', ente.stazione)).codice).toBe(2);
  expect((await chiudi('--stazione', 'altra', '--dal', dal)).righe[0]).toContain('non è registrata');
  const tutto = ['--stazione', ente.stazione, '--dal', dal];
  const { righe } = await chiudi(...tutto);
  expect(righe[0]).toContain(`1 avviso ancora da pagare porta il codice di ${ente.stazione}`);
  expect(righe[0]).toContain(formatGiorno(dal));
  expect((await chiudi(...tutto, '--conferma', 'si')).righe[0]).toContain('è la stazione predefinita'.slice(2));
  const nuova = { stazioneId: altro.stazioneId, segregazione: '12', predefinita: true, validaDal: DA_SEMPRE };
  valoreDi(await associaStazione(ctx, nuova));
  expect((await chiudi(...tutto, '--conferma', 'si')).codice).toBe(0);
  expect((await stazioniDiEnte(ctx)).find((s) => s.codice === ente.stazione)?.validaAl).toBe(dal);
});
