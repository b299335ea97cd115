import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { AnnulloId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annullaFlusso, lavori } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { chiudiPools, creaPools } from '#platform/db/pool';
import { creaArchivio } from '#platform/files';
import { cartellaDiProva } from '#support/cartella';
import { databaseDa, databaseNuovo, type DatabaseDiProva } from '#support/db';
import type { RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ProxyPostgres } from '#support/proxy-postgres';
import { conFlusso } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { fotografa } from './fotografia.ts';
import { SEMI, sorteDi, viviEMuori } from './sorte.ts';

/** The short first slice, and a second. */
const RIGHE = 3 * LIMITI.fettaPrimaRighe;
const TEMPO_MS = 120_000;
const ORA = new Date('2026-11-20T09:00:00Z');

type Foto = Record<string, string[]>;
/** What every run starts from: a file that was loaded, whose annulment is booked; some of its dovuti have changed since. */
type Inizio = { database: DatabaseDiProva; mondo: Mondo; ente: EnteDiProva; annulloId: AnnulloId };

let inizio: Inizio;
let intera: Foto;
let statement: number;

beforeAll(async () => {
  const database = await databaseNuovo();
  const files = creaArchivio(join(cartellaDiProva('annullo'), 'file'));
  const mondo = mondoDiProva(database, { orologio: () => ORA, files });
  const ente = await unEnte(mondo);
  const righe: RigaProva[] = Array.from({ length: RIGHE }, (_, n) => ({ IUD: `D${n}` }));
  const flussoId = await conFlusso(mondo, ente, { iuf: 'SBAGLIATO', righe });
  const tolti = righe.filter((_, n) => n % 10 === 3).map((riga) => ({ ...riga, azione: 'A' }));
  await conFlusso(mondo, ente, { iuf: 'DOPO', righe: tolti });
  const { annulloId } = valoreDi(
    await annullaFlusso(ctxDi(mondo, 'worker', ente.enteId), { flussoId, motivo: 'Inviato due volte' }),
  );
  await database.owner.query('analyze');
  await Promise.all([chiudiPools(database.pools), database.owner.end()]);
  inizio = { database, mondo, ente, annulloId };
  const corsa = await apriCorsa();
  corsa.proxy.lasciaPassare();
  await corsa.annulla();
  statement = corsa.proxy.passati;
  intera = await corsa.finisci();
}, TEMPO_MS);

async function apriCorsa() {
  const database = await databaseDa(inizio.database);
  const proxy = await ProxyPostgres.apri(database.databaseUrl);
  const { ente, annulloId, mondo } = inizio;
  const lavoro = lavori.find(({ nome }) => nome === 'flussi.annulla_flusso');
  /** One life of a process: pools of its own, which end with it. */
  const annulla = async (): Promise<void> => {
    const pools = creaPools(proxy.url, { max: 3 });
    try {
      await lavoro?.esegui(ctxDi({ ...mondo, pools }, 'worker', ente.enteId), { annulloId });
    } finally {
      await chiudiPools(pools);
      await proxy.quieto();
    }
  };
  const finisci = async (): Promise<Foto> => {
    await proxy.chiudi();
    const foto = await fotografa(database.owner);
    await Promise.all([chiudiPools(database.pools), database.owner.end()]);
    return foto;
  };
  return { proxy, annulla, finisci };
}

describe('an annulment whose process dies', () => {
  it('is put to the test where there is something to lose', () => {
    expect(statement).toBeGreaterThan(30);
    expect(intera['flussi.annullo_escluso']).toHaveLength(RIGHE / 10);
    const annullati = intera['posizioni.storia']?.filter((riga) => riga.includes('Inviato due volte'));
    expect(annullati).toHaveLength((RIGHE / 10) * 9);
    expect(intera['flussi.annullo']?.[0]).toContain('"stato": "eseguito"');
  });

  it.each(SEMI)(
    'ends as if it had not (seed %i)',
    async (seme) => {
      const sorte = sorteDi(seme);
      const corsa = await apriCorsa();
      const tagli = await viviEMuori({ proxy: corsa.proxy, sorte, statement }, () => corsa.annulla());
      corsa.proxy.lasciaPassare();
      await corsa.annulla();
      expect(await corsa.finisci(), `seed ${seme}, cuts: ${JSON.stringify(tagli)}`).toEqual(intera);
    },
    TEMPO_MS,
  );
});
