import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { dovutiConAvviso } from '#support/quanto';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { esitoArrivo, impostaPortaSil, preparaCarrello, sessionePagata } from './index.ts';

const IMPORTO = 1250;
const MAI = '11111111-2222-3333-4444-ffffffffffff';

let mondo: Mondo;
let a: EnteDiProva;
let b: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  [a, b] = await Promise.all([unEnte(mondo), unEnte(mondo)]);
});

const per = (enteId: EnteId): Ctx => ctxDi(mondo, 'worker', enteId);
const sil = ({ enteId }: EnteDiProva): Ctx => ctxDi(mondo, 'sil', enteId);

let numero = 0;
/** A session of some notices, of which the receipts of the first have come. */
async function sessione(di: EnteDiProva, { avvisi, pagati }: { avvisi: number; pagati: number }): Promise<string> {
  const { enteId } = di;
  const richieste = Array.from({ length: avvisi }, () => ({ iud: `SESS-${(numero += 1)}`, importo: IMPORTO }));
  const dovuti = await dovutiConAvviso(per(enteId), richieste);
  const voci = dovuti.map(({ iuv }) => ({ enteId, codici: [iuv] }));
  const chiesto = { enteId, voci, ritorno: null, modo: 'breve', email: null } as const;
  const { idSession } = valoreDi(await preparaCarrello(per, chiesto));
  for (const dovuto of dovuti.slice(0, pagati)) {
    const receiptId = `SESS-${dovuto.iuv}`;
    await consegna(mondo, di, ricevutaLetta(di, { ...dovuto, importo: IMPORTO, receiptId }));
  }
  return idSession;
}

const chiedi = (di: EnteDiProva, idSession: string, conRicevuta = false) =>
  sessionePagata(sil(di), { ente: di, idSession, conRicevuta });

it('sessions asked for together are told each to its own ente, as one by one', async () => {
  const stati = [
    { avvisi: 1, pagati: 1 },
    { avvisi: 3, pagati: 2 },
    { avvisi: 1, pagati: 0 },
  ];
  const suePer = async (di: EnteDiProva): Promise<string[]> => {
    const sue: string[] = [];
    for (const come of stati) sue.push(await sessione(di, come));
    return sue;
  };
  const [diA, diB] = [await suePer(a), await suePer(b)];
  valoreDi(
    await impostaPortaSil(ctxDi(mondo, 'ufficio', b.enteId), {
      ...{ pagatiUnaVolta: true, ritorniElenco: false, ritorno: null, indirizzi: [] },
    }),
  );
  // All in one moment: each asks for its own, for those of the other, and for one that nobody has.
  const tutte = [...diA, ...diB, MAI];
  const domande = tutte.flatMap((idSession) => [a, b].map((di) => ({ di, idSession })));
  const esiti = await Promise.all(domande.map(({ di, idSession }) => chiedi(di, idSession)));
  for (const [n, { di, idSession }] of domande.entries()) {
    const sua = (di === a ? diA : diB).includes(idSession);
    const { esito, voci } = await esitoArrivo(() => sil(di), { enteId: di.enteId, idSession });
    const pagamento = voci.find((voce) => voce.pagamento !== null)?.pagamento ?? null;
    expect(esiti[n]).toEqual({
      esito,
      pagamento: pagamento && { ...pagamento, ricevuta: null },
      pagatiUnaVolta: sua && di === b,
    });
    expect(esiti[n]?.esito === 'sconosciuto').toBe(!sua);
    expect(esiti[n]?.pagamento?.ente.codiceFiscale ?? di.codiceFiscale).toBe(di.codiceFiscale);
  }
  expect(esiti.filter(({ pagamento }) => pagamento !== null)).toHaveLength(4);
});

it('the receipt is told where it is asked for, and to who asks in another way at the same moment it is not', async () => {
  const idSession = await sessione(a, { avvisi: 1, pagati: 1 });
  const [con, senza] = await Promise.all([chiedi(a, idSession, true), chiedi(a, idSession)]);
  expect(con.pagamento?.ricevuta).toContain('<receiptId>SESS-');
  expect(senza).toEqual({ ...con, pagamento: { ...con.pagamento, ricevuta: null } });
});

it('the database itself gives nothing of a session to another ente, and nothing of the rows behind it without an ente', async () => {
  const idSession = await sessione(a, { avvisi: 1, pagati: 1 });
  const righe = async (enti: string[], sessioni: string[]): Promise<number[]> => {
    const text = 'select n from pagamenti.esiti_sessioni($1::uuid[], $2::text[], true)';
    return (await mondo.pools.sil.query<{ n: number }>(text, [enti, sessioni])).rows.map(({ n }) => n);
  };
  expect(await righe([b.enteId, a.enteId], [idSession, idSession])).toEqual([2]);
  expect(await righe([b.enteId], [idSession])).toEqual([]);
  const { rowCount } = await mondo.pools.sil.query('select from pagamenti.v_pagato');
  expect(rowCount).toBe(0);
});
