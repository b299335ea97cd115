import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { leggiAtti } from '#modules/registro';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { caricaDovuti, leggiFlusso, leggiScarti, lavori, prenotaPagati, riceviDovuti, type Flusso } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let ctx: Ctx;
beforeAll(async () => {
  // A database of its own: the job looks at every ente.
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
  ctx = ctxDi(mondo, 'worker', ente.enteId);
});

const letto = (id: FlussoId): Promise<Flusso | null> => ctx.tx((t) => leggiFlusso(t, id));

async function ricevi(iuf: string, quante = 1): Promise<FlussoId> {
  const righe = Array.from({ length: quante }, (_, n) => ({
    IUD: `${iuf}${n}`,
    importoDovuto: n % 100 === 0 ? '0' : '1.00',
  }));
  return valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf, righe }))).flussoId;
}

/** As if it had been begun so many hours ago. */
async function iniziato(id: FlussoId, ore: number): Promise<void> {
  await sql`update flussi.flusso set stato = 'in_corso', iniziato_il = ${ctx.now}::timestamptz - make_interval(hours => ${ore})
             where id = ${id}`.execute(ctx.db);
}

async function chiudi(): Promise<void> {
  const lavoro = lavori.find(({ nome }) => nome === 'flussi.chiudi_interrotti');
  await lavoro?.esegui(ctxDi(mondo, 'worker'), {});
}

it('an import that meets a fault at each attempt is given up after a day: it says what it loaded, and its IUF is free', async () => {
  const id = await ricevi('GUASTO', 500);
  // It dies each time after its first slice.
  let transazioni = 0;
  const morente: Ctx = {
    ...ctx,
    sessione: (fn) =>
      ctx.sessione((s, client) =>
        fn(
          { ...s, tx: (f) => ((transazioni += 1) > 2 ? Promise.reject(new Error('the disk is full')) : s.tx(f)) },
          client,
        ),
      ),
  };
  await expect(caricaDovuti(morente, id)).rejects.toThrow('the disk is full');
  await iniziato(id, 23);
  await chiudi();
  expect(await letto(id)).toMatchObject({ stato: 'in_corso' });
  await iniziato(id, 25);
  await chiudi();
  expect(await letto(id)).toMatchObject({
    stato: 'fallito',
    codiceErrore: 'PAA_IMPORT_ERRORE_GENERICO',
    parametriErrore: { caricate: 247 },
    righeApplicate: 250,
  });
  // Of what was only read, nothing is said; a further attempt does nothing.
  const scarti = await ctx.tx((t) => leggiScarti(t, id, { dopo: 0, a: 500, quanti: 500 }));
  expect(scarti.map((s) => s.riga)).toEqual([1, 101, 201]);
  await caricaDovuti(ctx, id);
  expect(await letto(id)).toMatchObject({ stato: 'fallito' });
  const atti = await ctx.tx((t) => leggiAtti(t, { oggetto: null, oggettoId: id, dopo: null, prima: null, quanti: 9 }));
  expect(atti.map((a) => a.azione)).toContain('flusso.fallito');

  const ancora = await ricevi('GUASTO', 500);
  await caricaDovuti(ctx, ancora);
  expect(await letto(ancora)).toMatchObject({ stato: 'eseguito', righeAccettate: 248, righeScartate: 252 });
});

it('an export, after twelve hours', async () => {
  const richiesta = { dal: '2026-01-01', al: '2026-01-31', tipoDovuto: '', versione: '1.3', conRicevuta: true };
  const { flussoId } = valoreDi(await prenotaPagati(ctx, richiesta));
  await iniziato(flussoId, 11);
  await chiudi();
  expect(await letto(flussoId)).toMatchObject({ stato: 'in_corso' });
  await iniziato(flussoId, 13);
  await chiudi();
  expect(await letto(flussoId)).toMatchObject({ stato: 'fallito', codiceErrore: 'ERROR_EXPORT' });
});

it('but not what somebody is at now', async () => {
  const id = await ricevi('VIVO');
  await iniziato(id, 48);
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker'
              where key = ${`flusso:${id}`}`.execute(ctx.db);
  await chiudi();
  expect(await letto(id)).toMatchObject({ stato: 'in_corso' });
});
