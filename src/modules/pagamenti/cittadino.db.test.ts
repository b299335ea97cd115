import { beforeAll, describe, expect, it } from 'vitest';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { IuvId } from '#kernel/ids';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unaPersona } from '#support/portale';
import { dovutoDi, unaPosizione } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { pagamentiDelCittadino, pagatoDalCittadino } from './index.ts';

let mondo: Mondo;
let uno: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  uno = await unEnte(mondo);
});

const persona = (): CodiceFiscale => unaPersona().codiceFiscale;
const come = (codiceFiscale: CodiceFiscale): Ctx =>
  creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', codiceFiscale } });

describe('what was paid', () => {
  const pagati = (chi: CodiceFiscale) =>
    come(chi).tx((t) => pagamentiDelCittadino(t, { enteId: null, da: new Date(0), a: new Date('2099-01-01') }, 10));

  it('is told to who owed it and to who a receipt says has paid it, and to nobody else', async () => {
    const [io, nonna, altri] = [persona(), persona(), persona()];
    const fatta = await unaPosizione(
      ctxDi(mondo, 'worker', uno.enteId),
      [{ forma: 'unica', dovuti: [dovutoDi(1000, '2098-01-01', { conAvviso: true })] }],
      { debitore: { ...DEBITORE, codice: nonna } },
    );
    const [dovuto] = fatta.dovuti;
    const [iuv, iuvId] = [dovuto?.iuv ?? '', dovuto?.iuvId as IuvId];
    const soggetto = {
      indirizzo: null,
      civico: null,
      cap: null,
      localita: null,
      provincia: null,
      nazione: null,
      email: null,
    };
    const pagatore = { ...soggetto, tipo: 'F', codice: io, anagrafica: 'Ada Neri' };
    const quale = { iuv, numeroAvviso: dovuto?.numeroAvviso ?? null, importo: 1000, receiptId: `P${iuv}` };
    expect((await consegna(mondo, uno, ricevutaLetta(uno, quale, { pagatore }))).risposta).toBe('OK');
    expect((await pagati(nonna)).pagamenti.map((p) => [p.come, p.ricevuta, p.iuvId])).toEqual([
      ['proprio', true, iuvId],
    ]);
    expect((await pagati(io)).pagamenti.map((p) => [p.come, p.pagatoCents])).toEqual([['pagatore', 1000]]);
    expect((await pagati(altri)).pagamenti).toEqual([]);
    expect(await come(io).tx((t) => pagatoDalCittadino(t, iuvId))).toBe(uno.enteId);
    expect(await come(altri).tx((t) => pagatoDalCittadino(t, iuvId))).toBeNull();
  });
});
