import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { CarrelloId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { lavori as lavoriPagamenti } from '#modules/pagamenti';
import { cercaDovuti, leggiAvviso } from '#modules/posizioni';
import { creaCtx, type CarrelloCheckout, type Ctx, type RispostaCheckout } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { annullaAvviso, mondoFermo, pagaAvviso, unAvviso, type AvvisoDiProva, type MondoFermo } from '#support/portale';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  aggiungiAlCarrello,
  apriFonti,
  controllaCarrello,
  leggiCarrello,
  pagaCarrello,
  riapriCarrello,
  segnaRientro,
  siPagaQui,
  statoCarrello,
  togliDalCarrello,
  type Fonti,
  type OrdinePagamento,
  type Rientro,
} from './index.ts';

const RITORNI = {
  ok: 'https://qui/ok',
  annullato: 'https://qui/no',
  errore: 'https://qui/ko',
  attesa: 'https://qui/attesa',
};
const ORA_MS = 3_600_000;

let mondo: MondoFermo;
let fonti: Fonti;
let uno: EnteDiProva;
let altro: EnteDiProva;
let chiesti: CarrelloCheckout[] = [];
let rispondi: (n: number) => RispostaCheckout | Promise<RispostaCheckout>;
let n = 0;

beforeAll(async () => {
  const fermo = mondoFermo(await databaseDiProva());
  const crea = async (carrello: CarrelloCheckout): Promise<RispostaCheckout> => rispondi(chiesti.push(carrello));
  mondo = { ...fermo, wires: { ...fermo.wires, checkout: { crea } } };
  fonti = apriFonti(mondo);
  uno = await unEnte(mondo);
  altro = await unEnte(mondo);
});
beforeEach(() => {
  chiesti = [];
  rispondi = (quale) => ({ esito: 'pagina', location: `https://checkout/${quale}` });
});

const citta = (): Ctx => creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });

const avviso = (ente: EnteDiProva, importo = '10.00'): Promise<AvvisoDiProva> => {
  n += 1;
  return unAvviso(mondo, ente, { IUD: `CARR${n}`, importoDovuto: importo, causaleVersamento: `Causale ${n}` });
};

async function aggiungi(
  carrelloId: CarrelloId | null,
  ente: EnteDiProva,
  { iuvId }: AvvisoDiProva,
): Promise<ReturnType<typeof aggiungiAlCarrello> extends Promise<infer E> ? E : never> {
  const quale = { enteId: ente.enteId, iuvId };
  return aggiungiAlCarrello(citta(), { carrelloId, email: 'paga@example.org', quale });
}

/** A carrello with a notice of each of these enti, ten euros each. */
async function pieno(...enti: EnteDiProva[]): Promise<{ id: CarrelloId; avvisi: AvvisoDiProva[] }> {
  let id: CarrelloId | null = null;
  const avvisi: AvvisoDiProva[] = [];
  for (const ente of enti) {
    const suo = await avviso(ente);
    avvisi.push(suo);
    id = valoreDi(await aggiungi(id, ente, suo)).carrelloId;
  }
  if (id === null) throw new Error('a carrello of nothing');
  return { id, avvisi };
}

const paga = (carrelloId: CarrelloId, visto: number, parti: Partial<OrdinePagamento> = {}) =>
  pagaCarrello(citta(), fonti, { carrelloId, vistoCents: cents(visto), comunque: false, ritorni: RITORNI, ...parti });

const codice = (esito: { ok: boolean; refusal?: { codice: string } }): string | undefined => esito.refusal?.codice;

let ricevute = 0;
function ricevi(ente: EnteDiProva, a: AvvisoDiProva, notaPagamento: string | null, importo = 1000) {
  ricevute += 1;
  const d = { iuv: a.iuv, numeroAvviso: a.numeroAvviso, importo, receiptId: `rcarr${ricevute}${a.iuv}` };
  return consegna(mondo, ente, ricevutaLetta(ente, d, { notaPagamento }));
}

async function stato(id: CarrelloId): Promise<string> {
  const carrello = (await leggiCarrello(citta(), id)) ?? expect.fail();
  return statoCarrello(carrello, await controllaCarrello(citta(), carrello));
}

const statoAvviso = async (ente: EnteDiProva, { iuvId }: AvvisoDiProva): Promise<string | undefined> =>
  (await leggiAvviso(citta(), { enteId: ente.enteId, iuvId }))?.stato;

describe('what a carrello holds', () => {
  it('notices of several enti, each once, five at most; one taken away makes room', async () => {
    const { id, avvisi } = await pieno(uno, altro, uno, altro, uno);
    expect(valoreDi(await aggiungi(id, uno, avvisi[0] ?? expect.fail())).carrelloId).toBe(id);
    const sesto = await avviso(altro);
    expect(codice(await aggiungi(id, altro, sesto))).toBe('CARRELLO_PIENO');
    const quale = { enteId: altro.enteId, iuvId: avvisi[1]?.iuvId ?? expect.fail() };
    valoreDi(await togliDalCarrello(citta(), { carrelloId: id, quale }));
    valoreDi(await togliDalCarrello(citta(), { carrelloId: id, quale }));
    valoreDi(await aggiungi(id, altro, sesto));
    const letto = await leggiCarrello(citta(), id);
    expect(letto?.voci.map((v) => v.numeroAvviso)).toEqual(
      [avvisi[0], avvisi[2], avvisi[3], avvisi[4], sesto].map((a) => a?.numeroAvviso),
    );
    expect(letto?.idCart).toBe(`IDS-${id}`);
  });

  it('two tabs that add at the same time never make six', async () => {
    const { id } = await pieno(uno, altro, uno, altro);
    const due = [await avviso(uno), await avviso(uno)];
    const esiti = await Promise.all(due.map((a) => aggiungi(id, uno, a)));
    expect(esiti.map((e) => codice(e) ?? 'ok').toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['CARRELLO_PIENO', 'ok']);
  });

  it('not what is paid, annulled or unknown', async () => {
    const pagato = await avviso(uno);
    await pagaAvviso(mondo, uno, pagato);
    expect(codice(await aggiungi(null, uno, pagato))).toBe('AVVISO_NON_PAGABILE');
    const riga = { IUD: 'CARRANN' };
    const annullato = await unAvviso(mondo, uno, riga);
    await annullaAvviso(mondo, uno, riga);
    expect(codice(await aggiungi(null, uno, annullato))).toBe('AVVISO_NON_PAGABILE');
    // The iuv of another ente.
    expect(codice(await aggiungi(null, altro, pagato))).toBe('AVVISO_NON_PAGABILE');
  });

  it('nothing where there is no Checkout, nor of an ente in prova in an installation that works', async () => {
    const senza = creaCtx({ ...mondo, wires: { ...mondo.wires, checkout: null } }, citta0);
    const a = await avviso(uno);
    const quale = { enteId: uno.enteId, iuvId: a.iuvId };
    const esito = await aggiungiAlCarrello(senza, { carrelloId: null, email: null, quale });
    expect(codice(esito)).toBe('PAGAMENTO_QUI_NON_ATTIVO');
    const vera = creaCtx({ ...mondo, config: { ...mondo.config, modo: 'produzione' } }, citta0);
    expect([siPagaQui(vera, { ambiente: 'prova' }), siPagaQui(vera, { ambiente: 'live' })]).toEqual([false, true]);
  });

  it('of enti in prova apart, at the Checkout of the simulatore, in an installation that works', async () => {
    const vero = await unEnte(mondo, { ambiente: 'live' });
    const crea = async (): Promise<RispostaCheckout> => ({ esito: 'pagina', location: 'https://simulatore/1' });
    const parti = {
      config: { ...mondo.config, modo: 'produzione' as const },
      wires: { ...mondo.wires, checkoutProva: { crea } },
    };
    const qui = creaCtx({ ...mondo, ...parti }, citta0);
    const metti = async (carrelloId: CarrelloId | null, ente: EnteDiProva) => {
      const { iuvId } = await avviso(ente);
      return aggiungiAlCarrello(qui, { carrelloId, email: null, quale: { enteId: ente.enteId, iuvId } });
    };
    const { carrelloId } = valoreDi(await metti(null, uno));
    expect(codice(await metti(carrelloId, vero))).toBe('CARRELLO_DI_PROVA');
    valoreDi(await metti(carrelloId, altro));
    const ordine = { carrelloId, vistoCents: cents(2000), comunque: false, ritorni: RITORNI };
    expect(valoreDi(await pagaCarrello(qui, fonti, ordine))).toEqual({ location: 'https://simulatore/1' });
    expect(chiesti).toEqual([]);
    // What is owed in earnest goes where it always went.
    const suo = valoreDi(await metti(null, vero)).carrelloId;
    valoreDi(await pagaCarrello(qui, fonti, { ...ordine, carrelloId: suo, vistoCents: cents(1000) }));
    expect(chiesti).toHaveLength(1);
  });
  const citta0 = { ruolo: 'portale', attore: { tipo: 'cittadino' } } as const;
});

describe('sent to Checkout', () => {
  it('with what verify says now, and with the idCart that it had before; then its notices are being paid', async () => {
    const { id, avvisi } = await pieno(uno, altro);
    expect(valoreDi(await paga(id, 2000))).toEqual({ location: 'https://checkout/1' });
    expect(chiesti).toEqual([
      {
        idCart: `IDS-${id}`,
        email: 'paga@example.org',
        avvisi: [uno, altro].map((ente, i) => ({
          numeroAvviso: avvisi[i]?.numeroAvviso,
          codiceFiscaleEnte: ente.codiceFiscale,
          importoCents: 1000,
          denominazione: ente.denominazione,
          causale: expect.stringMatching(/^Causale \d+$/),
        })),
        tutteCcp: false,
        ritorni: RITORNI,
      },
    ]);
    expect(await statoAvviso(uno, avvisi[0] ?? expect.fail())).toBe('in_pagamento');
    expect(
      codice(
        await togliDalCarrello(citta(), { carrelloId: id, quale: { enteId: uno.enteId, iuvId: avvisi[0]!.iuvId } }),
      ),
    ).toBe('CARRELLO_NON_APERTO');
  });

  it('a double click gets the same page, also when both were on their way', async () => {
    const { id } = await pieno(uno);
    const [prima, seconda] = await Promise.all([paga(id, 1000), paga(id, 1000)]);
    const terza = await paga(id, 1000);
    expect(new Set([prima, seconda, terza].map((e) => valoreDi(e).location)).size).toBe(1);
    expect(new Set(chiesti.map((c) => c.idCart))).toEqual(new Set([`IDS-${id}`]));
  });

  it('an answer that is lost leaves it open: it is sent again with the same idCart', async () => {
    const { id } = await pieno(uno);
    rispondi = () => ({ esito: 'nessuna', perche: 'tempo_scaduto' });
    expect(codice(await paga(id, 1000))).toBe('CHECKOUT_NON_RISPONDE');
    expect(await stato(id)).toBe('aperto');
    rispondi = () => ({ esito: 'pagina', location: 'https://checkout/dopo' });
    expect(valoreDi(await paga(id, 1000)).location).toBe('https://checkout/dopo');
    expect(chiesti.map((c) => c.idCart)).toEqual([`IDS-${id}`, `IDS-${id}`]);
  });

  it.each([
    ['avvisi', 'CHECKOUT_RIFIUTA_AVVISI'],
    ['chiave', 'CHECKOUT_RIFIUTA_CHIAVE'],
  ] as const)('refused for its %s: it stays open', async (perche, atteso) => {
    const { id } = await pieno(uno);
    rispondi = () => ({ esito: 'rifiutato', perche });
    expect(codice(await paga(id, 1000))).toBe(atteso);
    expect(await stato(id)).toBe('aperto');
  });

  it('not for another amount than the person saw, nor when one was paid meanwhile', async () => {
    const { id, avvisi } = await pieno(uno, altro);
    expect(codice(await paga(id, 1999))).toBe('IMPORTO_DA_RIVEDERE');
    await pagaAvviso(mondo, uno, avvisi[0] ?? expect.fail());
    expect(codice(await paga(id, 2000))).toBe('AVVISO_NON_PAGABILE');
    expect(chiesti).toEqual([]);
  });

  it('changed in another window while Checkout was answering: nobody is sent to the page of what it was', async () => {
    const { id } = await pieno(uno);
    const secondo = await avviso(altro);
    rispondi = async () => {
      valoreDi(await aggiungi(id, altro, secondo));
      return { esito: 'pagina', location: 'https://checkout/vecchia' };
    };
    expect(codice(await paga(id, 1000))).toBe('CARRELLO_CAMBIATO');
    expect(await stato(id)).toBe('aperto');
  });

  it('empty, unknown: no', async () => {
    const { id, avvisi } = await pieno(uno);
    const quale = { enteId: uno.enteId, iuvId: avvisi[0]?.iuvId ?? expect.fail() };
    valoreDi(await togliDalCarrello(citta(), { carrelloId: id, quale }));
    expect(codice(await paga(id, 0))).toBe('CARRELLO_VUOTO');
    const ignoto = '01900000-0000-7000-8000-000000000000' as CarrelloId;
    expect(codice(await paga(ignoto, 0))).toBe('CARRELLO_SCONOSCIUTO');
  });
});

describe('the same notice, twice', () => {
  it('two people: the second is told, and may go on all the same', async () => {
    const { id, avvisi } = await pieno(uno);
    const { carrelloId } = valoreDi(await aggiungi(null, uno, avvisi[0] ?? expect.fail()));
    valoreDi(await paga(id, 1000));
    expect(codice(await paga(carrelloId, 1000))).toBe('DOPPIO_DA_CONFERMARE');
    expect(valoreDi(await paga(carrelloId, 1000, { comunque: true })).location).toContain('https://checkout/');
  });

  it('another notice for the same thing, here or paid a moment ago', async () => {
    const riga = { importoDovuto: '10.00', causaleVersamento: 'Due volte la stessa' };
    const gemelli = [
      await unAvviso(mondo, uno, { ...riga, IUD: 'GEM1' }),
      await unAvviso(mondo, uno, { ...riga, IUD: 'GEM2' }),
    ] as const;
    const { carrelloId } = valoreDi(await aggiungi(null, uno, gemelli[0]));
    valoreDi(await aggiungi(carrelloId, uno, gemelli[1]));
    expect(codice(await paga(carrelloId, 2000))).toBe('DOPPIO_DA_CONFERMARE');
    valoreDi(await togliDalCarrello(citta(), { carrelloId, quale: { enteId: uno.enteId, iuvId: gemelli[1].iuvId } }));
    await pagaAvviso(mondo, uno, gemelli[1]);
    expect(codice(await paga(carrelloId, 1000))).toBe('DOPPIO_DA_CONFERMARE');
  });
});

describe('what receipts do to it', () => {
  const torna = async (carrelloId: CarrelloId, rientro: Rientro): Promise<void> =>
    segnaRientro(citta(), { carrelloId, rientro });
  const annunci = async (id: CarrelloId): Promise<number> => {
    const { rows } = await mondo.pools.worker.query<{ n: number }>(
      `select count(*) as n from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
        where k.identifier = 'fatto.pagamenti.carrello_pagato' and j.payload->>'carrelloId' = $1`,
      [id],
    );
    return rows[0]?.n ?? 0;
  };

  it('back from Checkout nothing is believed: it waits; a receipt of each closes it, and it is announced once', async () => {
    const { id, avvisi } = await pieno(uno, altro);
    const [a, b] = [avvisi[0] ?? expect.fail(), avvisi[1] ?? expect.fail()];
    valoreDi(await paga(id, 2000));
    expect(await stato(id)).toBe('inviato');
    await torna(id, 'ok');
    expect([await stato(id), await statoAvviso(uno, a)]).toEqual(['in_attesa', 'in_attesa_di_ricevuta']);
    const filtro = {
      elenco: 'online',
      testo: a.iud,
      tipoDovuto: '',
      daVerificare: false,
      tipiConsentiti: null,
    } as const;
    const inElenco = await ctxDi(mondo, 'ufficio', uno.enteId).tx((t) =>
      cercaDovuti(t, { ...filtro, dopo: null, prima: null, quanti: 1 }),
    );
    expect(inElenco[0]?.stato).toBe('in_attesa_di_ricevuta');
    await ricevi(uno, a, `IDS-${id}`);
    expect([await stato(id), await annunci(id)]).toEqual(['parziale', 0]);
    await ricevi(altro, b, `IDS-${id}`);
    expect([await stato(id), await annunci(id)]).toEqual(['pagato', 1]);
    // Whoever comes back late changes nothing.
    await torna(id, 'errore');
    expect(await stato(id)).toBe('pagato');
    expect(codice(await paga(id, 2000))).toBe('CARRELLO_NON_APERTO');
  });

  it('two receipts at the same instant: it is paid, once', async () => {
    const { id, avvisi } = await pieno(uno, altro);
    valoreDi(await paga(id, 2000));
    await Promise.all([uno, altro].map((ente, i) => ricevi(ente, avvisi[i] ?? expect.fail(), `IDS-${id}`)));
    expect([await stato(id), await annunci(id)]).toEqual(['pagato', 1]);
  });

  it('by the notice number where the receipt names no carrello, for a day; by its name, for ever', async () => {
    const primo = await pieno(uno);
    const secondo = await pieno(uno);
    for (const { id } of [primo, secondo]) valoreDi(await paga(id, 1000));
    mondo.avanti(25 * ORA_MS);
    const senza = primo.avvisi[0] ?? expect.fail();
    await ricevi(uno, senza, null);
    const letto = async (id: CarrelloId) => (await leggiCarrello(citta(), id))?.stato;
    expect(await letto(primo.id)).toBe('inviato');
    await lavoriPagamenti(() => null)
      .find((l) => l.nome === 'pagamenti.carrelli')
      ?.esegui(ctxDi(mondo, 'worker'), {});
    expect([await letto(primo.id), await letto(secondo.id)]).toEqual(['abbandonato', 'abbandonato']);
    // Late, after everybody has let go of it.
    await ricevi(uno, secondo.avvisi[0] ?? expect.fail(), `IDS-${secondo.id}`);
    expect(await letto(secondo.id)).toBe('pagato');
    const terzo = await pieno(uno);
    valoreDi(await paga(terzo.id, 1000));
    await ricevi(uno, terzo.avvisi[0] ?? expect.fail(), 'di un altro');
    expect(await letto(terzo.id)).toBe('pagato');
  });

  it('open ones that nobody touches are forgotten, and so is whom the old ones were of', async () => {
    const aperto = await pieno(uno);
    const pagato = await pieno(uno);
    valoreDi(await paga(pagato.id, 1000));
    await ricevi(uno, pagato.avvisi[0] ?? expect.fail(), `IDS-${pagato.id}`);
    mondo.avanti(31 * 24 * ORA_MS);
    await lavoriPagamenti(() => null)
      .find((l) => l.nome === 'pagamenti.carrelli')
      ?.esegui(ctxDi(mondo, 'worker'), {});
    expect(await leggiCarrello(citta(), aperto.id)).toBeNull();
    expect(await leggiCarrello(citta(), pagato.id)).toMatchObject({ stato: 'pagato', email: null });
  });
});

describe('tried again', () => {
  it('what was not paid goes in another one, with another idCart, and nobody is warned of themselves', async () => {
    const { id, avvisi } = await pieno(uno, altro);
    valoreDi(await paga(id, 2000));
    const secondo = avvisi[1] ?? expect.fail();
    expect(await statoAvviso(altro, secondo)).toBe('in_pagamento');
    await segnaRientro(citta(), { carrelloId: id, rientro: 'annullato' });
    expect(await statoAvviso(altro, secondo)).toBe('da_pagare');
    await ricevi(uno, avvisi[0] ?? expect.fail(), `IDS-${id}`);
    const { carrelloId } = valoreDi(await riapriCarrello(citta(), id));
    expect(carrelloId).not.toBe(id);
    expect((await leggiCarrello(citta(), carrelloId))?.voci.map((v) => v.numeroAvviso)).toEqual([
      avvisi[1]?.numeroAvviso,
    ]);
    expect(await stato(id)).toBe('parziale');
    expect(valoreDi(await riapriCarrello(citta(), carrelloId)).carrelloId).toBe(carrelloId);
    valoreDi(await paga(carrelloId, 1000));
    // The receipt of the first attempt comes all the same.
    await ricevi(altro, avvisi[1] ?? expect.fail(), `IDS-${id}`);
    expect([await stato(id), await stato(carrelloId)]).toEqual(['pagato', 'pagato']);
    expect(codice(await riapriCarrello(citta(), id))).toBe('CARRELLO_VUOTO');
  });
});
