import { beforeAll, describe, expect, test } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import type { TipoDovutoId } from '#kernel/ids';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { incassa, nuovoDovuto } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { giorno } from '#support/posizioni';
import { consegna, quotaRicevuta, ricevutaLetta } from '#support/ricevute';
import { contato } from '#support/seguiti';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { leggiRiassunto } from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const segui = () => contato(mondo);
const DAL = giorno('2026-11-01');

type Segue = { tipi?: readonly TipoDovutoId[] | null; tutti?: boolean; dal?: Giorno };
/** `giorno canale quanti importo` of each row, as an operator of the ente reads them. */
async function riassunto(ente: EnteDiProva, { tipi = null, tutti = true, dal = DAL }: Segue = {}): Promise<string[]> {
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  const { righe } = await ctx.tx((t) => leggiRiassunto(t, { dal, tipiConsentiti: tipi, tutti }));
  return righe
    .map((r) => [r.giorno, r.tipoDovutoId === null ? '-' : 'tipo', r.canale, r.quanti, r.importoCents].join(' '))
    .toSorted();
}

describe('what came in, by day', () => {
  test('adds up the receipts and the money outside pagoPA, once, by kind and by who took it', async () => {
    const ente = await unEnte(mondo);
    const [uno, due, tre] = [
      await nuovoDovuto(mondo, ente, { iud: 'R1', importo: 1000 }),
      await nuovoDovuto(mondo, ente, { iud: 'R2', importo: 2500 }),
      await nuovoDovuto(mondo, ente, { iud: 'R3', importo: 700 }),
    ];
    await consegna(mondo, ente, ricevutaLetta(ente, { ...uno, importo: 1000, receiptId: 'RR1' }));
    await segui();
    await consegna(mondo, ente, ricevutaLetta(ente, { ...due, importo: 2500, receiptId: 'RR2' }));
    const orfana = { iuv: '010070000000000001', numeroAvviso: null, importo: 40, receiptId: 'RR3' };
    await consegna(mondo, ente, ricevutaLetta(ente, orfana, { pspDenominazione: null }));
    await incassa(mondo, ente, tre, { importo: 700 });
    await segui();
    await segui();
    expect(await riassunto(ente)).toEqual([
      '2026-11-19 tipo fuori_pagopa 1 700',
      '2026-11-20 - PSPTEST1 1 40',
      '2026-11-20 tipo Banca di prova 2 3500',
    ]);
    // Who follows some kinds of due sees those; the money of none is of who follows them all.
    expect(await riassunto(ente, { tipi: [ente.tipoDovutoId], tutti: false })).toHaveLength(2);
    expect(await riassunto(ente, { tipi: [], tutti: false })).toEqual([]);
    expect(await riassunto(ente, { dal: giorno('2026-11-20') })).toHaveLength(2);
    expect(await riassunto(await unEnte(mondo))).toEqual([]);
  });

  test('each ente is told what it got, whichever copy comes first; a differing copy adds nothing', async () => {
    const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const d = await nuovoDovuto(mondo, ente, { iud: 'Q1', importo: 3000 });
    const quote = [quotaRicevuta(1, 2000, ente.codiceFiscale), quotaRicevuta(2, 1000, altro.codiceFiscale)];
    const letta = ricevutaLetta(ente, { ...d, importo: 3000, receiptId: 'RQ1' }, { quote });
    await consegna(mondo, altro, letta);
    await segui();
    await consegna(mondo, ente, letta);
    await consegna(mondo, ente, { ...letta, causale: 'Un’altra' });
    await segui();
    expect([await riassunto(ente), await riassunto(altro)]).toEqual([
      ['2026-11-20 tipo Banca di prova 1 2000'],
      ['2026-11-20 - Banca di prova 1 1000'],
    ]);
  });
});
