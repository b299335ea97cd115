import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { aggiornaLuoghi } from '#modules/enti';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { caricaDovuti, leggiAvvertenze, leggiFlusso, riceviDovuti, type AvvertenzaRiga, type Flusso } from './index.ts';

// The places of the good row of these tests, and a provincia that the program does not know of by itself.
const COMUNI = [
  'CODCATASTALE,DATAISTITUZIONE,DATACESSAZIONE,DENOMINAZIONE_IT,ALTRADENOMINAZIONE,SIGLAPROVINCIA',
  'G224,1866-11-19,,PADOVA,,PD',
  'H501,1871-01-15,,ROMA,,RM',
  'X001,2024-01-01,,SPIAGGIABELLA,,XQ',
].join('\n');

let mondo: Mondo;
let ente: EnteDiProva;
let ctx: Ctx;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
  ctx = ctxDi(mondo, 'worker', ente.enteId);
  valoreDi(await aggiornaLuoghi(ctx, COMUNI));
});

async function ricevi(iuf: string, righe: RigaProva[]): Promise<FlussoId> {
  return valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf, righe }))).flussoId;
}

async function letto(flussoId: FlussoId): Promise<{ flusso: Flusso | null; avvertenze: AvvertenzaRiga[] }> {
  return ctxDi(mondo, 'ufficio', ente.enteId).tx(async (t) => ({
    flusso: await leggiFlusso(t, flussoId),
    avvertenze: await leggiAvvertenze(t, flussoId),
  }));
}

it('an unknown comune, a CAP and a place of birth are said and refuse nothing', async () => {
  const flussoId = await ricevi('LUOGHI', [
    { IUD: 'L1' },
    { IUD: 'L2', localitaPagatore: 'Padovva', capPagatore: '351' },
    { IUD: 'L3', codiceIdentificativoUnivoco: 'MRTMTT25D09F205Z' },
    { IUD: 'L4', localitaPagatore: 'Altrove', importoDovuto: 'x' },
    { IUD: 'L5', localitaPagatore: 'Spiaggiabella', provinciaPagatore: 'XQ' },
  ]);
  await caricaDovuti(ctx, flussoId);
  const { flusso, avvertenze } = await letto(flussoId);
  expect(flusso).toMatchObject({ stato: 'eseguito', righeAccettate: 4, righeScartate: 1, righeConAvvertenze: 2 });
  expect(avvertenze).toEqual([
    { riga: 2, iud: 'L2', codice: 'CAP_NON_VALIDO' },
    { riga: 2, iud: 'L2', codice: 'COMUNE_SCONOSCIUTO' },
    { riga: 3, iud: 'L3', codice: 'NASCITA_SCONOSCIUTA' },
  ]);
});

it('of many the first are kept, and all are counted once, also by a run that takes up where another was killed', async () => {
  const quante = LIMITI.fettaPrimaRighe + 50;
  const righe = Array.from({ length: quante }, (_, i) => ({ IUD: `M${i}`, capPagatore: '1' }));
  const flussoId = await ricevi('MOLTE', righe);
  let transazioni = 0;
  const morente: Ctx = {
    ...ctx,
    sessione: (fn) =>
      ctx.sessione((s, client) =>
        // The slice after the first.
        fn({ ...s, tx: (f) => ((transazioni += 1) > 2 ? Promise.reject(new Error('killed')) : s.tx(f)) }, client),
      ),
  };
  await expect(caricaDovuti(morente, flussoId)).rejects.toThrow('killed');
  await caricaDovuti(ctx, flussoId);
  const { flusso, avvertenze } = await letto(flussoId);
  expect(flusso).toMatchObject({ stato: 'eseguito', righeAccettate: quante, righeConAvvertenze: quante });
  expect(avvertenze.map((a) => a.riga)).toEqual(Array.from({ length: LIMITI.avvertenzeMax }, (_, i) => i + 1));
});

it('another ente sees none of them', async () => {
  const altro = await unEnte(mondo);
  const { rows } = await mondo.pools.ufficio.query('select 1 from flussi.avvertenza');
  expect(rows).toEqual([]);
  const flussoId = await ricevi('SUOI', [{ IUD: 'S1', capPagatore: '1' }]);
  await caricaDovuti(ctx, flussoId);
  expect(await ctxDi(mondo, 'ufficio', altro.enteId).tx((t) => leggiAvvertenze(t, flussoId))).toEqual([]);
});
