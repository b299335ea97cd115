import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { CarrelloId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { apriContenuto, leggiEventi, type EventoLetto } from '#modules/registro';
import { creaCtx, type Ctx, type ScambioCheckout, type Wires } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoFermo, unAvviso, type AvvisoDiProva, type MondoFermo } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { aggiungiAlCarrello, apriFonti, pagaCarrello } from './index.ts';

type Filo = NonNullable<Wires['checkout']>;
const SCAMBIO: ScambioCheckout = {
  richiesta: '{"idCart":"IDS-1"}',
  risposta: 'HTTP 302\nlocation: https://checkout/1\n\n',
  come: 'http_302',
  durataMs: 120,
};

let mondo: MondoFermo;
let uno: EnteDiProva;
let altro: EnteDiProva;
let crea: Filo['crea'];
beforeAll(async () => {
  const fermo = mondoFermo(await databaseDiProva());
  const checkout: Filo = { crea: (carrello, visto) => crea(carrello, visto) };
  mondo = { ...fermo, wires: { ...fermo.wires, checkout } };
  uno = await unEnte(mondo);
  altro = await unEnte(mondo);
});

const citta = (): Ctx => creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });

let n = 0;
async function paga(...enti: EnteDiProva[]): Promise<{ avvisi: AvvisoDiProva[]; idCart: string; fatto: boolean }> {
  let carrelloId: CarrelloId | null = null;
  const avvisi: AvvisoDiProva[] = [];
  for (const ente of enti) {
    n += 1;
    const suo = await unAvviso(mondo, ente, { IUD: `GIOR${n}`, importoDovuto: '10.00', causaleVersamento: `C ${n}` });
    avvisi.push(suo);
    const quale = { enteId: ente.enteId, iuvId: suo.iuvId };
    carrelloId = valoreDi(await aggiungiAlCarrello(citta(), { carrelloId, email: null, quale })).carrelloId;
  }
  if (carrelloId === null) throw new Error('a carrello of nothing');
  const ritorni = { ok: 'https://q/1', annullato: 'https://q/2', errore: 'https://q/3', attesa: 'https://q/4' };
  const ordine = { carrelloId, vistoCents: cents(1000 * enti.length), comunque: true, ritorni };
  const { ok } = await pagaCarrello(citta(), apriFonti(mondo), ordine);
  return { avvisi, idCart: `IDS-${carrelloId}`, fatto: ok };
}

const diEnte = (ente: EnteDiProva): Ctx => ctxDi(mondo, 'ufficio', ente.enteId);

function eventiDi(ente: EnteDiProva, { numeroAvviso }: AvvisoDiProva): Promise<EventoLetto[]> {
  const ora = mondo.orologio().getTime();
  return leggiEventi(diEnte(ente), {
    ...{ dal: new Date(ora - 3_600_000), al: new Date(ora + 3_600_000), numeroAvviso },
  });
}

async function messaggio(ente: EnteDiProva, { lottoId, id, byte }: EventoLetto): Promise<string | null> {
  if (byte === null) return null;
  return valoreDi(await apriContenuto(diEnte(ente), { lottoId, id })).contenuto.toString();
}

it('request and answer are found by the notice number, with how it ended and how long it took', async () => {
  crea = (_, visto) => {
    visto?.(SCAMBIO);
    return Promise.resolve({ esito: 'pagina', location: 'https://checkout/1' });
  };
  const { avvisi, idCart } = await paga(uno);
  const [avviso = expect.fail()] = avvisi;
  const [risposta = expect.fail(), richiesta = expect.fail()] = await eventiDi(uno, avviso);
  const comune = { tipo: 'checkoutPostCarts', categoria: 'INTERFACE', rispondente: 'Checkout', stazione: uno.stazione };
  expect(richiesta).toMatchObject({ ...comune, sottotipo: 'REQ', iuv: avviso.iuv, parametri: `idCart=${idCart}` });
  expect(risposta).toMatchObject({
    ...{ ...comune, sottotipo: 'RESP', esito: 'OK', correlazione: richiesta.correlazione },
    parametri: `idCart=${idCart} come=http_302 durataMs=120`,
  });
  expect(await messaggio(uno, richiesta)).toBe(SCAMBIO.richiesta);
  expect(await messaggio(uno, risposta)).toBe(SCAMBIO.risposta);
  expect(await eventiDi(altro, avviso)).toEqual([]);
});

it('nobody answered: the giornale says so', async () => {
  crea = (_, visto) => {
    visto?.({ ...SCAMBIO, risposta: null, come: 'tempo_scaduto', durataMs: 15_000 });
    return Promise.resolve({ esito: 'nessuna', perche: 'tempo_scaduto' });
  };
  const { avvisi, fatto } = await paga(uno);
  expect(fatto).toBe(false);
  const [risposta = expect.fail()] = await eventiDi(uno, avvisi[0] ?? expect.fail());
  expect(risposta).toMatchObject({ esito: 'KO', parametri: expect.stringContaining('come=tempo_scaduto'), byte: null });
});

it('of several enti, each finds its own, and none reads what the others asked for', async () => {
  crea = (_, visto) => {
    visto?.(SCAMBIO);
    return Promise.resolve({ esito: 'pagina', location: 'https://checkout/2' });
  };
  const { avvisi, idCart } = await paga(uno, altro);
  for (const [i, ente] of [uno, altro].entries()) {
    const eventi = await eventiDi(ente, avvisi[i] ?? expect.fail());
    expect(eventi.map((e) => [e.sottotipo, e.byte])).toEqual([
      ['RESP', null],
      ['REQ', null],
    ]);
  }
  // Whole, under no ente.
  const { rows } = await sql<{ byte: number }>`
    select contenuto_byte as byte from registro.v_evento
     where tipo = 'checkoutPostCarts' and ente_id is null and parametri like ${`idCart=${idCart}%`}`.execute(
    ctxDi(mondo, 'worker').db,
  );
  expect(rows).toHaveLength(2);
});
