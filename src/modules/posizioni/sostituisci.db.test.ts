import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { annullaDovuto, cambiaImporto, sostituisciPosizione, type PosizioneInserita } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { carica } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { contiSbagliati, dovutiDi, giorno, pianoDi, unaPosizione, unicaDi } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});
const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);

type Nuovo = PosizioneInserita['dovuti'][number];
const di = (p: PosizioneInserita, n: number): Nuovo => p.dovuti[n] ?? expect.fail();
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }) =>
  esito.ok ? null : esito.refusal.codice;

async function versione({ dovutoId }: Nuovo): Promise<number> {
  const { rows } = await sql<{ v: number }>`select versione as v from posizioni.dovuto where id = ${dovutoId}`.execute(
    worker().db,
  );
  return rows[0]?.v ?? 0;
}

async function paga({ iuv, numeroAvviso }: Nuovo, importo: number): Promise<void> {
  const letta = { iuv: iuv ?? '', numeroAvviso, importo, receiptId: `piano${iuv}` };
  await consegna(mondo, ente, ricevutaLetta(ente, letta));
}

const rate = (...importi: number[]) =>
  importi.map((n, i) => ({ importoCents: cents(n), dataScadenza: giorno(`2099-0${i + 5}-01`) }));

async function sostituisci(
  aperti: Nuovo[],
  { opzione, nuove, maggiorazione = 0 }: { opzione: OpzioneId; nuove: ReturnType<typeof rate>; maggiorazione?: number },
) {
  return sostituisciPosizione(ufficio(), {
    opzioneId: opzione,
    dovuti: await Promise.all(aperti.map(async (d) => ({ id: d.dovutoId, versione: await versione(d) }))),
    forma: 'piano',
    rate: nuove,
    maggiorazioneCents: cents(maggiorazione),
    motivo: 'Chiede più tempo',
    tipiConsentiti: null,
  });
}

describe('a new plan', () => {
  it('has one instalment at the least, and not more than can be numbered', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const [d] = p.dovuti as [Nuovo];
    for (const nuove of [[], Array.from({ length: 101 }, () => rate(1)).flat()])
      expect(codice(await sostituisci([d], { opzione: d.opzioneId, nuove }))).toBe('RATE_TROPPE');
    const tardi = [{ importoCents: cents(30_000), dataScadenza: giorno('2020-01-01') }];
    expect(codice(await sostituisci([d], { opzione: d.opzioneId, nuove: tardi }))).toBe('SCADENZA_PASSATA');
    const prima = rate(10_000, 20_000).toReversed();
    expect(codice(await sostituisci([d], { opzione: d.opzioneId, nuove: prima }))).toBe('RATE_NON_IN_ORDINE');
  });

  it('of a way that cost more, or of which a part was annulled, still sums to the whole', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000), pianoDi([10_500, 10_000, 10_000], 500)]);
    expect(
      codice(
        await annullaDovuto(ufficio(), {
          dovutoId: di(p, 3).dovutoId,
          versione: 1,
          motivo: 'Rettifica',
          tipiConsentiti: null,
        }),
      ),
    ).toBeNull();
    const opzione = di(p, 1).opzioneId;
    const fatta = await sostituisci([di(p, 1), di(p, 2)], { opzione, nuove: rate(20_600), maggiorazione: 100 });
    if (!fatta.ok) expect.fail(fatta.refusal.codice);
    expect(await contiSbagliati(worker(), p)).toEqual([]);
    expect((await dovutiDi(worker(), p)).at(-1)).toBe('3.1 da_pagare 20600');
  });

  it('beside the way that is there, which stays; not where something has been paid, nor where it has changed', async () => {
    const p = await unaPosizione(worker(), [pianoDi([10_000, 10_000])]);
    const accanto = async (altro: Partial<Parameters<typeof sostituisciPosizione>[1]> = {}) =>
      sostituisciPosizione(ufficio(), {
        opzioneId: di(p, 0).opzioneId,
        dovuti: await Promise.all(p.dovuti.map(async (d) => ({ id: d.dovutoId, versione: await versione(d) }))),
        accanto: true,
        forma: 'unica',
        rate: rate(20_500),
        maggiorazioneCents: cents(500),
        motivo: 'Vuole pagare subito',
        tipiConsentiti: null,
        ...altro,
      });
    expect(codice(await accanto({ dovuti: [] }))).toBe('CONFLITTO');
    expect(codice(await accanto({ tipiConsentiti: [] }))).toBe('OPERATORE_NON_ABILITATO');
    const fatta = await accanto();
    if (!fatta.ok) expect.fail(fatta.refusal.codice);
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 10000', '1.2 da_pagare 10000', '2.1 da_pagare 20500']);
    expect(await contiSbagliati(worker(), p)).toEqual([]);
    await paga(di(p, 0), 10_000);
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 pagato 10000', '1.2 da_pagare 10000', '2.1 estinto 20500']);
    expect(codice(await accanto({ rate: rate(10_500) }))).toBe('POSIZIONE_CHIUSA');
  });

  it('beside the one dovuto of a row of a file: from then on the posizione has an amount, which both ways give', async () => {
    await carica(worker(), [{ iud: 'DA-FILE', importo: 10_000 }]);
    const { rows } = await sql<{ dovutoId: DovutoId; opzioneId: OpzioneId; posizioneId: PosizioneId }>`
      select id as "dovutoId", opzione_id as "opzioneId", posizione_id as "posizioneId" from posizioni.dovuto
       where ente_id = ${ente.enteId} and iud = 'DA-FILE'`.execute(worker().db);
    const [d = expect.fail()] = rows;
    const fatta = await sostituisciPosizione(ufficio(), {
      opzioneId: d.opzioneId,
      dovuti: [{ id: d.dovutoId, versione: 1 }],
      accanto: true,
      forma: 'piano',
      rate: rate(5000, 5000),
      motivo: 'A rate',
      tipiConsentiti: null,
    });
    if (!fatta.ok) expect.fail(fatta.refusal.codice);
    const cambio = { dovutoId: d.dovutoId, versione: 1, motivo: 'Sgravio', tipiConsentiti: null };
    expect(codice(await cambiaImporto(ufficio(), { ...cambio, importoCents: cents(8000) }))).toBeNull();
    expect(await dovutiDi(worker(), d)).toEqual(['1.1 da_pagare 8000', '2.1 da_pagare 4000', '2.2 da_pagare 4000']);
    expect(await contiSbagliati(worker(), d)).toEqual([]);
  });
});
