import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { chiamaDovuti, inserisciPosizione, leggiAvviso } from '#modules/posizioni';
import { creaCtx, type CarrelloCheckout, type Ctx, type RispostaCheckout } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { annullaAvviso, mondoFermo, pagaAvviso, unAvviso, type MondoFermo } from '#support/portale';
import { dovutoDi } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { LAVORO_CHIUDI_ARRIVO } from './acts/chiudi-arrivo.ts';
import {
  aggiungiAlCarrello,
  apriFonti,
  guardaArrivo,
  impostaRitorni,
  iniziaArrivo,
  lavori,
  leggiPolling,
  preparaCarrello,
  riprovaArrivo,
  ritornoArrivo,
  segnaRientro,
  statoCarrelloPreparato,
  togliDalCarrello,
  type ArrivoGuardato,
  type DaPreparare,
  type Fonti,
  type Rientro,
  type VoceArrivo,
} from './index.ts';

const RITORNI = { ok: 'https://q/ok', annullato: 'https://q/no', errore: 'https://q/ko', attesa: 'https://q/at' };
const SITO = 'https://www.ente.example';
const ORA_MS = 3_600_000;
let mondo: MondoFermo;
let fonti: Fonti;
let uno: EnteDiProva;
let altro: EnteDiProva;
let chiesti: CarrelloCheckout[] = [];
let n = 0;

beforeAll(async () => {
  const fermo = mondoFermo(await databaseDiProva());
  const crea = async (carrello: CarrelloCheckout): Promise<RispostaCheckout> => ({
    esito: 'pagina',
    location: `https://checkout/${chiesti.push(carrello)}`,
  });
  mondo = { ...fermo, wires: { ...fermo.wires, checkout: { crea } } };
  fonti = apriFonti(mondo);
  uno = await unEnte(mondo);
  altro = await unEnte(mondo);
  for (const { enteId } of [uno, altro])
    valoreDi(await impostaRitorni(ctxDi(mondo, 'worker', enteId), { enteId, indirizzi: [`${SITO}/fine`] }));
});
beforeEach(() => {
  chiesti = [];
});

/** The software of an ente, as its door will have it. */
const sil = (enteId: EnteId): Ctx => creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: 'prova' }, enteId });
const citta = (): Ctx => creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });

/** New dovuti of one debtor, ten euros each, with names that nobody else has. */
function nuovi(ente: EnteDiProva, quanti = 1, iud?: string): Extract<VoceArrivo, { dovuti: unknown }> {
  const dovuti = Array.from({ length: quanti }, () => {
    n += 1;
    return dovutoDi(1000, null, { iud: iud ?? `ARR${n}`, causale: `Retta ${n}`, causalePubblica: `Retta ${n}` });
  });
  return { enteId: ente.enteId, debitore: DEBITORE, dovuti };
}

const prepara = (voci: readonly VoceArrivo[], altri: Partial<DaPreparare> = {}) =>
  preparaCarrello(sil, {
    ...{ enteId: uno.enteId, voci, ritorno: `${SITO}/fine?pratica=7`, modo: 'breve', email: null },
    ...altri,
  });

async function pronto(voci: readonly VoceArrivo[], altri: Partial<DaPreparare> = {}) {
  return valoreDi(await prepara(voci, altri));
}

const codice = (esito: { ok: boolean; refusal?: { codice: string } }): string | undefined => esito.refusal?.codice;
const guarda = async (token: string): Promise<ArrivoGuardato> => (await guardaArrivo(citta(), token)) ?? expect.fail();

async function inizia(token: string, { visto = 1000, comunque = false, email = 'chi@example.org' } = {}) {
  const visto2 = { vistoCents: cents(visto), comunque, ritorni: RITORNI, email };
  return iniziaArrivo(citta(), fonti, { ...(await guarda(token)), ...visto2 });
}

async function torna(token: string, rientro: Rientro): Promise<void> {
  await segnaRientro(citta(), { carrelloId: (await guarda(token)).carrello?.id ?? expect.fail(), rientro });
}

let ricevute = 0;
async function paga(token: string, ente: EnteDiProva): Promise<void> {
  const { voci, carrello } = await guarda(token);
  for (const voce of voci.filter(({ enteId }) => enteId === ente.enteId)) {
    ricevute += 1;
    const iuv = voce.numeroAvviso.slice(1);
    const d = { iuv, numeroAvviso: voce.numeroAvviso, importo: voce.importoCents, receiptId: `rarr${ricevute}${iuv}` };
    await consegna(
      mondo,
      ente,
      ricevutaLetta(ente, d, { notaPagamento: carrello?.idCart ?? null, pagataIl: mondo.orologio() }),
    );
  }
}

const esito = async (idSession: string, ente = uno): Promise<string> =>
  (await statoCarrelloPreparato(sil(ente.enteId), { enteId: ente.enteId, idSession })).esito;

async function stati(ente: EnteDiProva, iud: readonly (string | undefined)[]): Promise<string[]> {
  const { rows } = await sql<{ stato: string }>`
    select stato from posizioni.dovuto
     where ente_id = ${ente.enteId} and iud = any(${iud.flatMap((i) => i ?? [])}::text[]) order by iud`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows.map((r) => r.stato);
}
const iudDi = (voce: Extract<VoceArrivo, { dovuti: unknown }>): (string | undefined)[] => voce.dovuti.map((d) => d.iud);

/** The hourly job, and what it leaves to be done for each ente. */
async function lavora(...enti: EnteDiProva[]): Promise<void> {
  const esegui = async (nome: string, ctx: Ctx, payload: Record<string, string>): Promise<void> =>
    lavori(() => null)
      .find((lavoro) => lavoro.nome === nome)
      ?.esegui(ctx, payload);
  await esegui('pagamenti.carrelli', ctxDi(mondo, 'worker'), {});
  for (const { enteId } of enti) {
    const ctx = ctxDi(mondo, 'worker', enteId);
    const { rows } = await sql<{
      id: string;
    }>`select arrivo_id as id from pagamenti.arrivo_dovuto where ente_id = ${enteId}
      and arrivo_id in (select a.id from pagamenti.arrivo as a where a.chiuso_il is not null)`.execute(ctx.db);
    for (const { id } of new Map(rows.map((riga) => [riga.id, riga])).values())
      await esegui(LAVORO_CHIUDI_ARRIVO, ctx, { arrivoId: id });
  }
}

describe('prepared by an ente', () => {
  it('new dovuti of one debtor under one iuv of its own, notices of its own, of another ente too; paid, and closed', async () => {
    const due = nuovi(uno, 2);
    const avviso = await unAvviso(mondo, uno, { IUD: 'ARRAVV', importoDovuto: '5.00' });
    const { token, idSession } = await pronto([due, { enteId: uno.enteId, codici: [avviso.iuv] }, nuovi(altro)]);
    const visto = await guarda(token);
    expect(visto.stato).toBe('pronto');
    expect(visto.voci.map((v) => [v.enteId, v.importoCents])).toEqual([
      [uno.enteId, 2000],
      [uno.enteId, 500],
      [altro.enteId, 1000],
    ]);
    expect(visto.voci[0]?.avviso?.dovuti).toHaveLength(2);
    expect(visto.voci[0]?.numeroAvviso).toMatch(/^3\d{17}$/);
    expect([await esito(idSession), await stati(uno, iudDi(due))]).toEqual(['non_iniziato', ['bozza', 'bozza']]);
    const { location } = valoreDi(await inizia(token, { visto: 3500 }));
    expect(chiesti[0]).toMatchObject({ email: 'chi@example.org', idCart: visto.carrello?.idCart });
    expect(chiesti[0]?.avvisi.map((a) => a.importoCents)).toEqual([2000, 500, 1000]);
    // The other tab.
    expect((await guarda(token)).stato).toBe('inviato');
    expect(valoreDi(await inizia(token, { visto: 1 })).location).toBe(location);
    expect(await esito(idSession)).toBe('in_corso');
    await torna(token, 'ok');
    expect((await guarda(token)).stato).toBe('in_attesa');
    await paga(token, uno);
    expect([(await guarda(token)).stato, await esito(idSession)]).toEqual(['parziale', 'in_corso']);
    await paga(token, altro);
    expect([(await guarda(token)).stato, await esito(idSession)]).toEqual(['pagato', 'pagato']);
    expect(await stati(uno, iudDi(due))).toEqual(['pagato', 'pagato']);
    expect(codice(await inizia(token))).toBe('ARRIVO_CHIUSO');
    // It is nobody else's.
    expect(await esito(idSession, altro)).toBe('sconosciuto');
    mondo.avanti(2 * ORA_MS);
    await lavora(uno, altro);
    expect([(await guarda(token)).stato, await esito(idSession)]).toEqual(['pagato', 'pagato']);
    mondo.avanti(241 * ORA_MS);
    await lavora(uno, altro);
    expect(await guardaArrivo(citta(), token)).toBeNull();
    expect(await esito(idSession)).toBe('scaduto');
  });

  it('is locked: nothing is put there, nothing is taken away', async () => {
    const { token } = await pronto([nuovi(uno), nuovi(altro)]);
    const { carrello, voci } = await guarda(token);
    const carrelloId = carrello?.id ?? expect.fail();
    const avviso = await unAvviso(mondo, uno, { IUD: 'ARRLUC', importoDovuto: '5.00' });
    const quale = { enteId: uno.enteId, iuvId: avviso.iuvId };
    const messo = valoreDi(await aggiungiAlCarrello(citta(), { carrelloId, email: null, quale }));
    expect(messo.carrelloId).not.toBe(carrelloId);
    expect(codice(await togliDalCarrello(citta(), { carrelloId, quale: voci[0] ?? expect.fail() }))).toBe(
      'CARRELLO_NON_APERTO',
    );
    expect((await guarda(token)).voci).toHaveLength(2);
  });

  it('dovuti that it has without a notice are paid under one; by the same names, under the same', async () => {
    const { dovuti } = nuovi(uno, 2);
    for (const d of dovuti) {
      const opzioni = [{ forma: 'unica' as const, dovuti: [{ ...d, conAvviso: false }] }];
      valoreDi(
        await inserisciPosizione(sil(uno.enteId), { debitore: DEBITORE, opzioni }, { iuf: 'X', tipiConsentiti: null }),
      );
    }
    const codici = dovuti.flatMap((d) => d.iud ?? []);
    const [prima, dopo] = [
      await guarda((await pronto([{ enteId: uno.enteId, codici }])).token),
      await guarda((await pronto([{ enteId: uno.enteId, codici }])).token),
    ];
    expect(prima.voci.map((v) => v.importoCents)).toEqual([2000]);
    expect(dopo.voci.map((v) => v.iuvId)).toEqual(prima.voci.map((v) => v.iuvId));
    // What was the ente's already is not taken back with it.
    mondo.avanti(2 * ORA_MS);
    await lavora(uno);
    expect(await stati(uno, codici)).toEqual(['da_pagare', 'da_pagare']);
  });

  it('is refused whole, and nothing stays asked for', async () => {
    const buona = nuovi(uno);
    const rifiutati: [string, readonly VoceArrivo[], Partial<DaPreparare>][] = [
      ['VOCI_FUORI_MISURA', [], {}],
      ['VOCI_FUORI_MISURA', Array.from({ length: 6 }, () => nuovi(uno)), {}],
      ['VOCI_FUORI_MISURA', [{ enteId: uno.enteId, codici: [] }], {}],
      ['EMAIL_MANCANTE', [buona], { modo: 'nessuna' }],
      ['RITORNO_NON_AMMESSO', [buona], { ritorno: 'https://[2001:db8::1]/' }],
      ['RITORNO_NON_VALIDO', [buona], { ritorno: 'javascript:alert(1)' }],
      ['AVVISO_SCONOSCIUTO', [buona, { enteId: uno.enteId, codici: ['0'.repeat(17)] }], {}],
      ['TIPO_DOVUTO_INESISTENTE', [buona, { ...nuovi(uno), dovuti: [dovutoDi(1, null, { tipoDovuto: 'NO' })] }], {}],
      ['DEBITORE_NON_VALIDO', [buona, { ...nuovi(uno), debitore: { ...DEBITORE, codice: 'X' } }], {}],
    ];
    for (const [atteso, voci, altri] of rifiutati) expect(codice(await prepara(voci, altri))).toBe(atteso);
    expect(new Set(await stati(uno, iudDi(buona)))).toEqual(new Set(['annullato']));
    // The name of a dovuto of the ente's own: it stays as it is.
    const suo = await unAvviso(mondo, uno, { IUD: 'ARRSUO' });
    expect(codice(await prepara([buona, nuovi(uno, 1, suo.iud)]))).toBe('IUD_DUPLICATO');
    expect(await stati(uno, [suo.iud])).toEqual(['da_pagare']);
    await annullaAvviso(mondo, uno, { IUD: 'ARRSUO' });
    expect(codice(await prepara([{ enteId: uno.enteId, codici: [suo.iuv] }]))).toBe('AVVISO_NON_PAGABILE');
    const pagato = await unAvviso(mondo, uno, { IUD: 'ARRPAG' });
    await pagaAvviso(mondo, uno, pagato);
    expect(codice(await prepara([{ enteId: uno.enteId, codici: [pagato.numeroAvviso] }]))).toBe('AVVISO_NON_PAGABILE');
    const senzaCheckout = { ...mondo, wires: { ...mondo.wires, checkout: null } };
    const per = (enteId: EnteId): Ctx => ctxDi(senzaCheckout, 'worker', enteId);
    const richiesta = { enteId: uno.enteId, voci: [buona], ritorno: null, modo: 'breve', email: null } as const;
    expect(codice(await preparaCarrello(per, richiesta))).toBe('PAGAMENTO_QUI_NON_ATTIVO');
  });
});

describe('what was made and nobody paid', () => {
  it('not begun in time: it is not begun any more, and is taken back', async () => {
    const voce = nuovi(uno, 2);
    const { token, idSession } = await pronto([voce]);
    mondo.avanti(ORA_MS);
    expect((await guarda(token)).stato).toBe('scaduto');
    expect(codice(await inizia(token, { visto: 2000 }))).toBe('ARRIVO_SCADUTO');
    expect(await esito(idSession)).toBe('non_iniziato');
    mondo.avanti(6 * 60_000);
    expect(await esito(idSession)).toBe('scaduto');
    await lavora(uno);
    expect(await stati(uno, iudDi(voce))).toEqual(['annullato', 'annullato']);
    await lavora(uno);
    expect([(await guarda(token)).stato, await esito(idSession)]).toEqual(['scaduto', 'scaduto']);
  });

  it('left at Checkout: tried again within the hour, else taken back; a receipt that comes all the same pays', async () => {
    const voce = nuovi(uno);
    const { token, idSession } = await pronto([voce]);
    valoreDi(await inizia(token));
    await torna(token, 'annullato');
    const lasciato = await guarda(token);
    expect([lasciato.stato, await esito(idSession)]).toEqual(['lasciato', 'annullato']);
    expect(codice(await inizia(token))).toBe('ARRIVO_CHIUSO');
    valoreDi(await riprovaArrivo(citta(), lasciato));
    valoreDi(await riprovaArrivo(citta(), await guarda(token)));
    expect([(await guarda(token)).stato, await esito(idSession)]).toEqual(['pronto', 'non_iniziato']);
    // They had begun it themselves: nothing to warn of.
    valoreDi(await inizia(token));
    await torna(token, 'errore');
    mondo.avanti(ORA_MS);
    const tardi = await guarda(token);
    expect(codice(await riprovaArrivo(citta(), tardi))).toBe('ARRIVO_SCADUTO');
    mondo.avanti(6 * 60_000);
    await lavora(uno);
    expect(await stati(uno, iudDi(voce))).toEqual(['annullato']);
    expect([(await guarda(token)).stato, await esito(idSession)]).toEqual(['chiuso', 'annullato']);
    await paga(token, uno);
    expect([(await guarda(token)).stato, await esito(idSession)]).toEqual(['pagato', 'pagato']);
    expect(
      codice(
        await riprovaArrivo(citta(), {
          ...tardi,
          arrivo: { ...tardi.arrivo, scadeIl: new Date(4e12) },
          stato: 'pagato',
        }),
      ),
    ).toBe('ARRIVO_CHIUSO');
  });

  it('whoever is at Checkout is let be for a day', async () => {
    const voce = nuovi(uno);
    const { token, idSession } = await pronto([voce]);
    valoreDi(await inizia(token));
    mondo.avanti(23 * ORA_MS);
    await lavora(uno);
    expect([await stati(uno, iudDi(voce)), await esito(idSession)]).toEqual([['da_pagare'], 'in_corso']);
    mondo.avanti(2 * ORA_MS);
    // To the database it was a moment ago: while somebody may be paying, the job waits for its next turn.
    await expect(lavora(uno)).rejects.toThrow('DOVUTO_IN_PAGAMENTO');
    const avviso = (await guarda(token)).voci[0]?.numeroAvviso;
    const { owner } = await databaseDiProva();
    await owner.query('delete from registro.attivazione where numero_avviso = $1', [avviso]);
    await lavora(uno);
    expect([await stati(uno, iudDi(voce)), await esito(idSession)]).toEqual([['annullato'], 'scaduto']);
  });

  it('asked for anew by the ente under the same names: the new one takes its place, unless somebody is paying', async () => {
    const voce = nuovi(uno);
    const prima = await pronto([voce]);
    const dopo = await pronto([voce]);
    expect([(await guarda(prima.token)).stato, await esito(prima.idSession)]).toEqual(['chiuso', 'annullato']);
    expect(codice(await inizia(prima.token))).toBe('ARRIVO_CHIUSO');
    expect([(await guarda(dopo.token)).stato, await stati(uno, iudDi(voce))]).toEqual(['pronto', ['bozza']]);
    valoreDi(await inizia(dopo.token));
    expect(codice(await prepara([voce]))).toBe('IUD_DUPLICATO');
    await torna(dopo.token, 'annullato');
    const ancora = await pronto([voce]);
    expect((await guarda(dopo.token)).stato).toBe('chiuso');
    valoreDi(await inizia(ancora.token));
    await paga(ancora.token, uno);
    expect([await esito(ancora.idSession), await stati(uno, iudDi(voce))]).toEqual(['pagato', ['pagato']]);
    expect(codice(await prepara([voce]))).toBe('IUD_DUPLICATO');
    const dovuti = await sil(uno.enteId).tx((t) =>
      chiamaDovuti(
        t,
        iudDi(voce).flatMap((i) => i ?? []),
      ),
    );
    const [d] = dovuti;
    expect((await leggiAvviso(citta(), { enteId: uno.enteId, iuvId: d?.iuvId ?? expect.fail() }))?.stato).toBe(
      'pagato',
    );
  });
});

describe('what may be paid twice', () => {
  const uguale = (iud: string): VoceArrivo => ({
    enteId: uno.enteId,
    debitore: DEBITORE,
    dovuti: [dovutoDi(1000, null, { iud, causale: 'La stessa cosa', causalePubblica: 'La stessa cosa' })],
  });
  it('is warned of while it is being paid and after, and may be paid all the same; not after it was left', async () => {
    const prima = await pronto([uguale('DOP1')]);
    const dopo = await pronto([uguale('DOP2')]);
    expect((await guarda(dopo.token)).voci.map((v) => v.dubbio)).toEqual([null]);
    valoreDi(await inizia(prima.token));
    expect((await guarda(dopo.token)).voci.map((v) => v.dubbio)).toEqual(['ripetuto']);
    expect(codice(await inizia(dopo.token))).toBe('DOPPIO_DA_CONFERMARE');
    await torna(prima.token, 'annullato');
    expect((await guarda(dopo.token)).voci.map((v) => v.dubbio)).toEqual([null]);
    await paga(prima.token, uno);
    expect((await guarda(dopo.token)).voci.map((v) => v.dubbio)).toEqual(['ripetuto']);
    valoreDi(await inizia(dopo.token, { comunque: true }));
  });
});

describe('the way back to the ente', () => {
  it('says OK where Checkout did not say that it went wrong, and takes along a token for a minute', async () => {
    const { token, idSession } = await pronto([nuovi(uno)]);
    const dove = async (): Promise<URL> => {
      const { arrivo, carrello } = await guarda(token);
      return new URL(ritornoArrivo(citta(), arrivo, carrello) ?? '');
    };
    const mai = await dove();
    expect(mai.origin + mai.pathname).toBe(`${SITO}/fine`);
    expect([...mai.searchParams]).toEqual([
      ['pratica', '7'],
      ['idSession', idSession],
      ['esito', 'ERROR'],
    ]);
    valoreDi(await inizia(token));
    for (const [rientro, atteso] of [
      ['errore', 'ERROR'],
      ['annullato', 'ERROR'],
      ['attesa', 'OK'],
      ['ok', 'OK'],
    ] as const) {
      await torna(token, rientro);
      expect((await dove()).searchParams.get('esito')).toBe(atteso);
    }
    const polling = (await dove()).searchParams.get('pollingToken') ?? '';
    const { arrivo } = await guarda(token);
    expect(leggiPolling(citta(), polling)).toBe(arrivo.id);
    expect(leggiPolling(citta(), `${polling.slice(0, -2)}AA`)).toBeNull();
    mondo.avanti(61_000);
    expect(leggiPolling(citta(), polling)).toBeNull();
    expect(ritornoArrivo(citta(), { ...arrivo, ritorno: null }, null)).toBeNull();
  });
});
