import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { inserisciPosizione } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { apriArrivi, codice, iudDi, nuovi, ORA_MS, SITO, type Arrivi } from '#support/arrivi';
import { DEBITORE } from '#support/carico';
import { annullaAvviso, pagaAvviso, unAvviso } from '#support/portale';
import { dovutoDi } from '#support/posizioni';
import { ctxDi } from '#support/un-ente';
import {
  aggiungiAlCarrello,
  guardaArrivo,
  leggiPolling,
  preparaCarrello,
  ritornoArrivo,
  togliDalCarrello,
  type DaPreparare,
  type VoceArrivo,
} from './index.ts';

let a: Arrivi;

beforeAll(async () => {
  a = await apriArrivi();
});
beforeEach(() => void a.chiesti.splice(0));

describe('prepared by an ente', () => {
  it('new dovuti of one debtor under one iuv of its own, notices of its own, of another ente too; paid, and closed', async () => {
    const due = nuovi(a.uno, 2);
    const avviso = await unAvviso(a.mondo, a.uno, { IUD: 'ARRAVV', importoDovuto: '5.00' });
    const { token, idSession } = await a.pronto([due, { enteId: a.uno.enteId, codici: [avviso.iuv] }, nuovi(a.altro)]);
    const visto = await a.guarda(token);
    expect(visto.stato).toBe('pronto');
    expect(visto.voci.map((v) => [v.enteId, v.importoCents])).toEqual([
      [a.uno.enteId, 2000],
      [a.uno.enteId, 500],
      [a.altro.enteId, 1000],
    ]);
    expect(visto.voci[0]?.avviso?.dovuti).toHaveLength(2);
    expect(visto.voci[0]?.numeroAvviso).toMatch(/^3\d{17}$/);
    expect([await a.esito(idSession), await a.stati(a.uno, iudDi(due))]).toEqual(['non_iniziato', ['bozza', 'bozza']]);
    const { location } = valoreDi(await a.inizia(token, { visto: 3500 }));
    expect(a.chiesti[0]).toMatchObject({ email: 'chi@example.org', idCart: visto.carrello?.idCart });
    expect(a.chiesti[0]?.avvisi.map((a) => a.importoCents)).toEqual([2000, 500, 1000]);
    // The other tab.
    expect((await a.guarda(token)).stato).toBe('inviato');
    expect(valoreDi(await a.inizia(token, { visto: 1 })).location).toBe(location);
    expect(await a.esito(idSession)).toBe('in_corso');
    await a.torna(token, 'ok');
    expect((await a.guarda(token)).stato).toBe('in_attesa');
    await a.paga(token, a.uno);
    expect([(await a.guarda(token)).stato, await a.esito(idSession)]).toEqual(['parziale', 'in_corso']);
    await a.paga(token, a.altro);
    expect([(await a.guarda(token)).stato, await a.esito(idSession)]).toEqual(['pagato', 'pagato']);
    expect(await a.stati(a.uno, iudDi(due))).toEqual(['pagato', 'pagato']);
    expect(codice(await a.inizia(token))).toBe('ARRIVO_CHIUSO');
    // It is nobody else's.
    expect(await a.esito(idSession, a.altro)).toBe('sconosciuto');
    a.mondo.avanti(2 * ORA_MS);
    await a.lavora(a.uno, a.altro);
    expect([(await a.guarda(token)).stato, await a.esito(idSession)]).toEqual(['pagato', 'pagato']);
    a.mondo.avanti(241 * ORA_MS);
    await a.lavora(a.uno, a.altro);
    expect(await guardaArrivo(a.citta(), token)).toBeNull();
    expect(await a.esito(idSession)).toBe('scaduto');
  });

  it('is locked: nothing is put there, nothing is taken away', async () => {
    const { token } = await a.pronto([nuovi(a.uno), nuovi(a.altro)]);
    const { carrello, voci } = await a.guarda(token);
    const carrelloId = carrello?.id ?? expect.fail();
    const avviso = await unAvviso(a.mondo, a.uno, { IUD: 'ARRLUC', importoDovuto: '5.00' });
    const quale = { enteId: a.uno.enteId, iuvId: avviso.iuvId };
    const messo = valoreDi(await aggiungiAlCarrello(a.citta(), { carrelloId, email: null, quale }));
    expect(messo.carrelloId).not.toBe(carrelloId);
    expect(codice(await togliDalCarrello(a.citta(), { carrelloId, quale: voci[0] ?? expect.fail() }))).toBe(
      'CARRELLO_NON_APERTO',
    );
    expect((await a.guarda(token)).voci).toHaveLength(2);
  });

  it('dovuti that it has without a notice are paid under one; by the same names, under the same', async () => {
    const { dovuti } = nuovi(a.uno, 2);
    for (const d of dovuti) {
      const opzioni = [{ forma: 'unica' as const, dovuti: [{ ...d, conAvviso: false }] }];
      valoreDi(
        await inserisciPosizione(
          a.sil(a.uno.enteId),
          { debitore: DEBITORE, opzioni },
          { iuf: 'X', tipiConsentiti: null },
        ),
      );
    }
    const codici = dovuti.flatMap((d) => d.iud ?? []);
    const [prima, dopo] = [
      await a.guarda((await a.pronto([{ enteId: a.uno.enteId, codici }])).token),
      await a.guarda((await a.pronto([{ enteId: a.uno.enteId, codici }])).token),
    ];
    expect(prima.voci.map((v) => v.importoCents)).toEqual([2000]);
    expect(dopo.voci.map((v) => v.iuvId)).toEqual(prima.voci.map((v) => v.iuvId));
    // What was the ente's already is not taken back with it.
    a.mondo.avanti(2 * ORA_MS);
    await a.lavora(a.uno);
    expect(await a.stati(a.uno, codici)).toEqual(['da_pagare', 'da_pagare']);
  });

  it('is refused whole, and nothing stays asked for', async () => {
    const buona = nuovi(a.uno);
    const rifiutati: [string, readonly VoceArrivo[], Partial<DaPreparare>][] = [
      ['VOCI_FUORI_MISURA', [], {}],
      ['VOCI_FUORI_MISURA', Array.from({ length: 6 }, () => nuovi(a.uno)), {}],
      ['VOCI_FUORI_MISURA', [{ enteId: a.uno.enteId, codici: [] }], {}],
      ['EMAIL_MANCANTE', [buona], { modo: 'nessuna' }],
      ['RITORNO_NON_AMMESSO', [buona], { ritorno: 'https://[2001:db8::1]/' }],
      ['RITORNO_NON_VALIDO', [buona], { ritorno: 'javascript:alert(1)' }],
      ['AVVISO_SCONOSCIUTO', [buona, { enteId: a.uno.enteId, codici: ['0'.repeat(17)] }], {}],
      ['TIPO_DOVUTO_INESISTENTE', [buona, { ...nuovi(a.uno), dovuti: [dovutoDi(1, null, { tipoDovuto: 'NO' })] }], {}],
      ['DEBITORE_NON_VALIDO', [buona, { ...nuovi(a.uno), debitore: { ...DEBITORE, codice: 'X' } }], {}],
    ];
    for (const [atteso, voci, altri] of rifiutati) expect(codice(await a.prepara(voci, altri))).toBe(atteso);
    expect(new Set(await a.stati(a.uno, iudDi(buona)))).toEqual(new Set(['annullato']));
    // The name of a dovuto of the ente's own: it stays as it is.
    const suo = await unAvviso(a.mondo, a.uno, { IUD: 'ARRSUO' });
    expect(codice(await a.prepara([buona, nuovi(a.uno, 1, suo.iud)]))).toBe('IUD_DUPLICATO');
    expect(await a.stati(a.uno, [suo.iud])).toEqual(['da_pagare']);
    await annullaAvviso(a.mondo, a.uno, { IUD: 'ARRSUO' });
    expect(codice(await a.prepara([{ enteId: a.uno.enteId, codici: [suo.iuv] }]))).toBe('AVVISO_NON_PAGABILE');
    const pagato = await unAvviso(a.mondo, a.uno, { IUD: 'ARRPAG' });
    await pagaAvviso(a.mondo, a.uno, pagato);
    expect(codice(await a.prepara([{ enteId: a.uno.enteId, codici: [pagato.numeroAvviso] }]))).toBe(
      'AVVISO_NON_PAGABILE',
    );
    const senzaCheckout = { ...a.mondo, wires: { ...a.mondo.wires, checkout: null } };
    const per = (enteId: EnteId): Ctx => ctxDi(senzaCheckout, 'worker', enteId);
    const richiesta = { enteId: a.uno.enteId, voci: [buona], ritorno: null, modo: 'breve', email: null } as const;
    expect(codice(await preparaCarrello(per, richiesta))).toBe('PAGAMENTO_QUI_NON_ATTIVO');
  });
});

describe('what may be paid twice', () => {
  const uguale = (iud: string): VoceArrivo => ({
    enteId: a.uno.enteId,
    debitore: DEBITORE,
    dovuti: [dovutoDi(1000, null, { iud, causale: 'La stessa cosa', causalePubblica: 'La stessa cosa' })],
  });
  it('is warned of while it is being paid and after, and may be paid all the same; not after it was left', async () => {
    const prima = await a.pronto([uguale('DOP1')]);
    const dopo = await a.pronto([uguale('DOP2')]);
    expect((await a.guarda(dopo.token)).voci.map((v) => v.dubbio)).toEqual([null]);
    valoreDi(await a.inizia(prima.token));
    expect((await a.guarda(dopo.token)).voci.map((v) => v.dubbio)).toEqual(['ripetuto']);
    expect(codice(await a.inizia(dopo.token))).toBe('DOPPIO_DA_CONFERMARE');
    await a.torna(prima.token, 'annullato');
    expect((await a.guarda(dopo.token)).voci.map((v) => v.dubbio)).toEqual([null]);
    await a.paga(prima.token, a.uno);
    expect((await a.guarda(dopo.token)).voci.map((v) => v.dubbio)).toEqual(['ripetuto']);
    valoreDi(await a.inizia(dopo.token, { comunque: true }));
  });
});

describe('the way back to the ente', () => {
  it('says OK where Checkout did not say that it went wrong, and takes along a token for a minute', async () => {
    const { token, idSession } = await a.pronto([nuovi(a.uno)]);
    const dove = async (): Promise<URL> => {
      const { arrivo, carrello } = await a.guarda(token);
      return new URL(ritornoArrivo(a.citta(), arrivo, carrello) ?? '');
    };
    const mai = await dove();
    expect(mai.origin + mai.pathname).toBe(`${SITO}/fine`);
    expect([...mai.searchParams]).toEqual([
      ['pratica', '7'],
      ['idSession', idSession],
      ['esito', 'ERROR'],
    ]);
    valoreDi(await a.inizia(token));
    for (const [rientro, atteso] of [
      ['errore', 'ERROR'],
      ['annullato', 'ERROR'],
      ['attesa', 'OK'],
      ['ok', 'OK'],
    ] as const) {
      await a.torna(token, rientro);
      expect((await dove()).searchParams.get('esito')).toBe(atteso);
    }
    const polling = (await dove()).searchParams.get('pollingToken') ?? '';
    const { arrivo } = await a.guarda(token);
    expect(leggiPolling(a.citta(), polling)).toBe(arrivo.id);
    expect(leggiPolling(a.citta(), `${polling.slice(0, -2)}AA`)).toBeNull();
    a.mondo.avanti(61_000);
    expect(leggiPolling(a.citta(), polling)).toBeNull();
    expect(ritornoArrivo(a.citta(), { ...arrivo, ritorno: null }, null)).toBeNull();
  });
});
