import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { CarrelloId } from '#kernel/ids';
import { accediCittadino, leggiVisita, segnaCarrello, type Cittadino } from '#modules/utenti';
import { creaCtx, type Ctx } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoFermo, unaPersona, unAvviso, type AvvisoDiProva, type MondoFermo } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { aggiungiAlCarrello, lavori, leggiCarrello, togliDalCarrello, unisciCarrelli } from './index.ts';

let mondo: MondoFermo;
let ente: EnteDiProva;
let avvisi: AvvisoDiProva[];

beforeAll(async () => {
  const fermo = mondoFermo(await databaseDiProva());
  mondo = fermo;
  ente = await unEnte(mondo);
  avvisi = [];
  for (let i = 0; i < 7; i++) avvisi.push(await unAvviso(mondo, ente, { IUD: `U${ente.codiceFiscale}${i}` }));
});

const anonimo = (): Ctx => ctxDi(mondo, 'portale');
const come = ({ id, codiceFiscale }: Cittadino): Ctx =>
  creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id, codiceFiscale } });

async function carrelloDi(ctx: Ctx, quali: readonly number[]): Promise<CarrelloId> {
  let carrelloId: CarrelloId | null = null;
  for (const i of quali) {
    const quale = { enteId: ente.enteId, iuvId: avvisi[i]?.iuvId ?? expect.fail() };
    carrelloId = valoreDi(await aggiungiAlCarrello(ctx, { carrelloId, email: null, quale })).carrelloId;
  }
  return carrelloId ?? expect.fail();
}

async function voci(id: CarrelloId | null): Promise<number[]> {
  const carrello = id === null ? null : await leggiCarrello(anonimo(), id);
  return (carrello?.voci ?? []).map(({ iuvId }) => avvisi.findIndex((uno) => uno.iuvId === iuvId));
}

async function unaCittadina(): Promise<{ cittadino: Cittadino; token: string }> {
  return accediCittadino(anonimo(), { token: null, identita: unaPersona() });
}

describe('two carrelli at a sign-in', () => {
  it.each<[string, number[], number[], number[], number]>([
    ['join', [0, 1], [2, 3], [0, 1, 2, 3], 0],
    ['hold once what is in both', [0, 1], [1, 2], [0, 1, 2], 0],
    ['leave out what there is no room for', [0, 1, 2, 3], [4, 5, 6], [0, 1, 2, 3, 4], 2],
    ['full already, nothing joins', [0, 1, 2, 3, 4], [4, 5], [0, 1, 2, 3, 4], 1],
  ])('%s', async (_cosa, miei, altri, attese, fuori) => {
    const { cittadino } = await unaCittadina();
    const ctx = come(cittadino);
    const [suo, altro] = [await carrelloDi(ctx, miei), await carrelloDi(anonimo(), altri)];
    const uniti = await unisciCarrelli(ctx, { suo, altro, email: 'io@example.org' });
    expect(uniti).toEqual({ carrelloId: suo, entrati: attese.length - miei.length, fuori });
    expect(await voci(suo)).toEqual(attese);
    expect((await voci(altro)).length).toBe(fuori);
    expect((await leggiCarrello(ctx, suo))?.email).toBe('io@example.org');
    // Done again, as where the answer was lost, it changes nothing more.
    expect((await unisciCarrelli(ctx, { suo, altro, email: null })).carrelloId).toBe(suo);
    expect(await voci(suo)).toEqual(attese);
  });

  it('become the one that was begun, where the person has none, or an empty one', async () => {
    const { cittadino } = await unaCittadina();
    const ctx = come(cittadino);
    const altro = await carrelloDi(anonimo(), [0]);
    expect((await unisciCarrelli(ctx, { suo: null, altro, email: null })).carrelloId).toBe(altro);
    const vuoto = await carrelloDi(ctx, [1]);
    const quale = { enteId: ente.enteId, iuvId: avvisi[1]?.iuvId ?? expect.fail() };
    valoreDi(await togliDalCarrello(ctx, { carrelloId: vuoto, quale }));
    const nuovo = await carrelloDi(anonimo(), [2]);
    expect((await unisciCarrelli(ctx, { suo: vuoto, altro: nuovo, email: null })).carrelloId).toBe(nuovo);
    expect(await unisciCarrelli(ctx, { suo: null, altro: null, email: null })).toMatchObject({ carrelloId: null });
  });

  it('at the same instant from two windows hold each notice once', async () => {
    const { cittadino } = await unaCittadina();
    const ctx = come(cittadino);
    const [suo, uno, due] = [
      await carrelloDi(ctx, [0, 1, 2]),
      await carrelloDi(anonimo(), [3, 4]),
      await carrelloDi(anonimo(), [4, 5]),
    ];
    await Promise.all([uno, due].map((altro) => unisciCarrelli(ctx, { suo, altro, email: null })));
    const dentro = await voci(suo);
    expect([dentro.length, new Set(dentro).size]).toEqual([5, 5]);
  });
});

describe('the carrello of a person', () => {
  it('is found again by every session of theirs, and by nobody else', async () => {
    const { cittadino, token } = await unaCittadina();
    const ctx = come(cittadino);
    const carrelloId = await carrelloDi(ctx, [0]);
    await segnaCarrello(ctx, { token, carrelloId });
    const identita = { ...cittadino, email: null };
    const altrove = await accediCittadino(anonimo(), { token: null, identita });
    expect(altrove.carrelloId).toBe(carrelloId);
    expect((await leggiVisita(anonimo(), token))?.carrelloId).toBe(carrelloId);
    const estranea = await unaCittadina();
    expect((await leggiVisita(anonimo(), estranea.token))?.carrelloId).toBeNull();
  });

  it('is kept for a month; one without a name for two days', async () => {
    const { cittadino } = await unaCittadina();
    const [suo, altro] = [await carrelloDi(come(cittadino), [0]), await carrelloDi(anonimo(), [1])];
    const pulisci = async (giorni: number): Promise<void> => {
      const poi = { ...mondo, orologio: () => new Date(Date.now() + giorni * 86_400_000) };
      await lavori(() => null)
        .find(({ nome }) => nome === 'pagamenti.carrelli')
        ?.esegui(ctxDi(poi, 'worker'), {});
    };
    await pulisci(3);
    expect([(await voci(suo)).length, (await voci(altro)).length]).toEqual([1, 0]);
    await pulisci(31);
    expect(await leggiCarrello(anonimo(), suo)).toBeNull();
  });
});
