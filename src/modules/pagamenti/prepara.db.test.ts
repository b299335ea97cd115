import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { piuGiorni } from '#kernel/giorno';
import type { EnteId } from '#kernel/ids';
import { modificaTipoDovuto } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoFermo, unAvviso, type MondoFermo } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { guardaArrivo, impostaRitorni, preparaCarrello } from './index.ts';

const SITO = 'https://www.ente.example';
const GIORNO_MS = 86_400_000;

let mondo: MondoFermo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseDiProva());
  ente = await unEnte(mondo);
});

const per = (enteId: EnteId): Ctx => ctxDi(mondo, 'worker', enteId);
const codice = (esito: { ok: boolean; refusal?: { codice: string } }): string | undefined => esito.refusal?.codice;

it('a notice that is past its term is not prepared', async () => {
  const { enteId, tipoDovutoId } = ente;
  const ctx = per(enteId);
  const scade = piuGiorni(ctx.oggi, 1);
  const { iuv } = await unAvviso(mondo, ente, { IUD: 'PREPSCAD', dataScadenzaPagamento: scade });
  const voci = [{ enteId, codici: [iuv] }];
  const richiesta = { enteId, voci, ritorno: null, modo: 'breve', email: null } as const;
  const { token } = valoreDi(await preparaCarrello(per, richiesta));
  valoreDi(await modificaTipoDovuto(ctx, { tipoDovutoId, cambi: { pagaDopoScadenza: false } }));
  mondo.avanti(3 * GIORNO_MS);
  expect(codice(await preparaCarrello(per, richiesta))).toBe('AVVISO_SCADUTO');
  const visto = await guardaArrivo(ctxDi(mondo, 'portale'), token);
  expect(visto?.voci.map(({ problema }) => problema)).toEqual(['scaduto']);
});

it('in production only to where nobody listens on the way', async () => {
  const config = { ...mondo.config, modo: 'produzione' as const };
  const ctx = ctxDi({ ...mondo, config }, 'worker', ente.enteId);
  const { enteId } = ente;
  expect(codice(await impostaRitorni(ctx, { enteId, indirizzi: ['http://ente.example'] }))).toBe('SITI_NON_VALIDI');
  expect(valoreDi(await impostaRitorni(ctx, { enteId, indirizzi: [`${SITO}/altro`, SITO] }))).toEqual([SITO]);
});

it('an address that was never given leads nowhere', async () => {
  expect(await guardaArrivo(ctxDi(mondo, 'portale'), 'inventato')).toBeNull();
});
