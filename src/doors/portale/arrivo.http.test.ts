import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import {
  lavori,
  impostaRitorni,
  preparaCarrello,
  replicaArrivo,
  statoCarrelloPreparato,
  type DaPreparare,
  type VoceArrivo,
} from '#modules/pagamenti';
import { creaCtx, type Ctx } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { apriPagamenti, dueEnti, mailDelCarrello, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { mondoFermo, pagaAvviso, unAvviso } from '#support/portale';
import { dovutoDi } from '#support/posizioni';
import { collegamento } from '#support/ufficio';
import { ctxDi, type EnteDiProva } from '#support/un-ente';

const ORA_MS = 3_600_000;

let p: Pagamenti;
let uno: EnteDiProva;
let altro: EnteDiProva;
let sito: string;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  [uno, altro] = await dueEnti(mondo);
  p = await apriPagamenti(mondo, [uno, altro]);
  // The rest of the world is also the site of the ente.
  sito = `${p.simulatore.url}/ente/ritorno`;
  const { enteId } = uno;
  valoreDi(await impostaRitorni(ctxDi(mondo, 'worker', enteId), { enteId, indirizzi: [sito] }));
});
afterAll(() => p.chiudi());
beforeEach(() => p.mondo.avanti(ORA_MS));

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const testo = ({ html }: Pagina): string => testoDi(html);
const per = (enteId: EnteId): Ctx => creaCtx(p.mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: 'prova' }, enteId });
let n = 0;

function voce(ente: EnteDiProva, causale?: string): VoceArrivo {
  n += 1;
  const detta = causale ?? `Retta nido ${n}`;
  return {
    enteId: ente.enteId,
    debitore: DEBITORE,
    dovuti: [dovutoDi(1000, null, { iud: `AH${n}`, causale: detta, causalePubblica: detta })],
  };
}

async function prepara(altri: Partial<DaPreparare> = {}): Promise<{ dove: string; idSession: string }> {
  const richiesta = {
    enteId: uno.enteId,
    voci: [voce(uno)],
    ritorno: `${sito}?pratica=7`,
    modo: 'breve',
    email: null,
  } as const;
  const { token, idSession } = valoreDi(await preparaCarrello(per, { ...richiesta, ...altri }));
  return { dove: `/arrivo/${token}`, idSession };
}

const esito = async (idSession: string): Promise<string> =>
  (await statoCarrelloPreparato(per(uno.enteId), { enteId: uno.enteId, idSession })).esito;

/** What the site of the ente was told. */
const detto = ({ url }: Pagina): Record<string, string> => Object.fromEntries(new URL(url).searchParams);

const paga = (chi: Navigatore, pagina: Pagina, valori: Record<string, string> = {}): Promise<Pagina> =>
  chi.invia(pagina, valori, 'visto');

/** By the way back that the page offers: the answer is the ente's. */
const torna = (chi: Navigatore, pagina: Pagina, come = `Torna al sito di ${uno.denominazione}`): Promise<Pagina> =>
  chi.apri(collegamento(pagina, come));

describe('from the site of an ente, to Checkout, and back', () => {
  test('what is to be paid is said and locked; paid, the browser goes back with what the ente needs to ask', async () => {
    const { dove, idSession } = await prepara({ voci: [voce(uno, 'Retta di settembre'), voce(altro)] });
    const chi = new Navigatore(p.portale.url);
    const pagina = await chi.apri(dove);
    for (const cosa of [
      `Arrivi dal sito di ${uno.denominazione}`,
      'Retta di settembre',
      altro.denominazione,
      'Mario Rossi',
      'Paga 20,00 €',
      'La tua email (facoltativa)',
      `Torna al sito di ${uno.denominazione} senza pagare`,
    ])
      expect(testo(pagina)).toContain(cosa);
    expect(pagina.html).not.toContain('RSSMRA');
    // Looking again, from wherever, begins nothing.
    await new Navigatore(p.portale.url).apri(dove);
    expect(await esito(idSession)).toBe('non_iniziato');
    expect(testo(await paga(chi, pagina, { email: 'storta' }))).toContain('Scrivi una email completa');
    const checkout = await paga(chi, pagina, { email: 'chi.paga@example.org' });
    expect(new URL(checkout.url).origin).toBe(p.simulatore.url);
    expect(testo(checkout)).toContain('Da pagare: 20,00 €');
    const fine = await chi.invia(checkout, { andamento: 'paga' });
    expect(fine.url.startsWith(`${sito}?pratica=7&idSession=${idSession}&esito=OK&pollingToken=`)).toBe(true);
    expect(await esito(idSession)).toBe('pagato');
    const dopo = await chi.apri(dove);
    expect(testo(dopo)).toContain('È già pagato');
    expect(testo(await chi.apri(collegamento(dopo, 'Com’è andato il pagamento')))).toContain('Pagamento ricevuto');
    expect(detto(await torna(chi, dopo))).toMatchObject({ idSession, esito: 'OK', pratica: '7' });
    expect((await mailDelCarrello(p.mondo)).a).toBe('chi.paga@example.org');
  });

  test('two tabs, and the button pressed twice: one page of Checkout', async () => {
    const { dove } = await prepara();
    const [chi, altrove] = [new Navigatore(p.portale.url), new Navigatore(p.portale.url)];
    const [una, seconda] = [await chi.apri(dove), await altrove.apri(dove)];
    const checkout = await paga(chi, una);
    expect((await paga(chi, una)).url).toBe(checkout.url);
    expect((await paga(altrove, seconda)).url).toBe(checkout.url);
    const cominciato = await altrove.apri(dove);
    expect(testo(cominciato)).toContain('Hai già cominciato questo pagamento');
    expect((await altrove.invia(cominciato, {}, 'riprendi')).url).toBe(checkout.url);
  });

  test('left at Checkout: back to the ente, which hears ERROR; tried again within the hour, not after', async () => {
    const { dove, idSession } = await prepara();
    const chi = new Navigatore(p.portale.url);
    const fine = await chi.invia(await paga(chi, await chi.apri(dove)), { andamento: 'rinuncia' });
    expect(detto(fine)).toMatchObject({ idSession, esito: 'ERROR', pollingToken: expect.any(String) });
    expect(await esito(idSession)).toBe('annullato');
    const lasciato = await chi.apri(dove);
    expect(testo(lasciato)).toContain('Il pagamento non è stato fatto');
    const ancora = await chi.invia(lasciato, {}, 'riprova');
    expect(testo(ancora)).not.toContain('Forse stai pagando due volte');
    // The button «indietro», and again.
    expect(percorso(await chi.invia(lasciato, {}, 'riprova'))).toBe(dove);
    const rifiutata = await chi.invia(await paga(chi, ancora), { andamento: 'rifiutata' });
    expect(detto(rifiutata)).toMatchObject({ esito: 'ERROR' });
    p.mondo.avanti(ORA_MS);
    const tardi = await chi.apri(dove);
    expect(testo(tardi)).toContain('Per riprovare è tardi');
    expect(detto(await torna(chi, tardi))).toMatchObject({ esito: 'ERROR' });
    // What a page of before asks is refused in words.
    const refusa = await chi.invia(lasciato, {}, 'riprova');
    expect([refusa.stato, testo(refusa).includes('È passata più di un’ora')]).toEqual([422, true]);
  });

  test('paid, and the outcome is late: the page waits, and has the way back', async () => {
    const { dove, idSession } = await prepara();
    const chi = new Navigatore(p.portale.url);
    const attesa = await chi.invia(await paga(chi, await chi.apri(dove)), { andamento: 'tardi' });
    expect(percorso(attesa)).toMatch(/^\/pagamento\//);
    expect(testo(attesa)).toContain('Aspettiamo la ricevuta');
    expect(testo(await chi.apri(dove))).toContain('Aspettiamo la ricevuta');
    expect(detto(await torna(chi, attesa))).toMatchObject({ idSession, esito: 'OK' });
    expect(await esito(idSession)).toBe('in_corso');
  });

  test('without a place to go back to, the page that says how it went is ours', async () => {
    const { dove } = await prepara({ ritorno: null });
    const chi = new Navigatore(p.portale.url);
    const pagina = await chi.apri(dove);
    expect(testo(pagina)).not.toContain('Torna al sito');
    const fine = await chi.invia(await paga(chi, pagina), { andamento: 'paga' });
    expect(testo(fine)).toContain('Pagamento ricevuto');
    expect(testo(fine)).not.toContain('Torna al sito');
    expect(percorso(await chi.apri(`${dove}/ritorno`))).toBe(dove);
    const ente = await chi.apri(`${percorso(fine)}/ente`);
    expect(percorso(ente)).toBe(percorso(fine));
  });
});

describe('how much of the page is met', () => {
  test('all of it: the address to write to is asked for', async () => {
    const { dove } = await prepara({ modo: 'completo', email: 'nota@example.org' });
    const chi = new Navigatore(p.portale.url);
    const pagina = await chi.apri(dove);
    expect(pagina.html).toContain('value="nota@example.org"');
    const senza = await paga(chi, pagina, { email: '' });
    expect([senza.stato, testo(senza).includes('Scrivi la tua email.')]).toEqual([422, true]);
    expect(new URL((await paga(chi, senza, { email: 'mia@example.org' })).url).origin).toBe(p.simulatore.url);
  });

  test('none of it: straight to Checkout, and a page only where there is something to be said first', async () => {
    const chi = new Navigatore(p.portale.url);
    const [prima, dopo] = [
      await prepara({ modo: 'nessuna', email: 'a@example.org', voci: [voce(uno, 'Uguale')] }),
      await prepara({ modo: 'nessuna', email: 'a@example.org', voci: [voce(uno, 'Uguale')] }),
    ];
    const checkout = await chi.apri(prima.dove);
    expect(new URL(checkout.url).origin).toBe(p.simulatore.url);
    expect(testo(await chi.apri(prima.dove))).toContain('Hai già cominciato questo pagamento');
    const avvertito = await chi.apri(dopo.dove);
    expect(testo(avvertito)).toContain('Forse stai pagando due volte');
    const negato = await paga(chi, avvertito);
    expect([negato.stato, testo(negato).includes('Forse stai pagando due volte')]).toEqual([422, true]);
    // The other way out of it tells the ente, and takes no token along.
    const via = await torna(chi, avvertito, `Torna al sito di ${uno.denominazione} senza pagare`);
    expect(detto(via)).toEqual({ pratica: '7', idSession: dopo.idSession, esito: 'ERROR' });
    expect(new URL((await paga(chi, avvertito, { comunque: 'si' })).url).origin).toBe(p.simulatore.url);
    // The ente has asked, and told who pays: by the address that it was given there is nothing more to be said.
    const terza = await prepara({ modo: 'nessuna', email: 'a@example.org', voci: [voce(uno, 'Uguale')] });
    const ctx = creaCtx(p.mondo, { ruolo: 'portale', attore: { tipo: 'sil' } });
    const { comunque } = (await replicaArrivo(ctx, terza.idSession)) ?? {};
    expect(new URL((await chi.apri(`/arrivo/${comunque}`)).url).origin).toBe(p.simulatore.url);
  });
});

describe('what cannot be paid any more', () => {
  test('too late, taken back, unknown: what happened, what to do, a way back', async () => {
    const chi = new Navigatore(p.portale.url);
    const stessa = [voce(uno)];
    const vecchia = await prepara({ voci: stessa });
    const aperta = await chi.apri(vecchia.dove);
    const nuova = await prepara({ voci: stessa });
    const chiusa = await chi.apri(vecchia.dove);
    expect([chiusa.stato, testo(chiusa).includes('Questo pagamento non vale più')]).toEqual([410, true]);
    expect(detto(await torna(chi, chiusa))).toMatchObject({ idSession: vecchia.idSession, esito: 'ERROR' });
    expect((await paga(chi, aperta)).stato).toBe(410);
    p.mondo.avanti(ORA_MS);
    const tardi = await chi.apri(nuova.dove);
    expect([tardi.stato, testo(tardi).includes('È passato troppo tempo')]).toEqual([410, true]);
    expect(detto(await torna(chi, tardi))).toMatchObject({ esito: 'ERROR' });
    await lavori(() => null)
      .find(({ nome }) => nome === 'pagamenti.carrelli')
      ?.esegui(ctxDi(p.mondo, 'worker'), {});
    expect((await chi.apri(nuova.dove)).stato).toBe(410);
    for (const dove of ['/arrivo/inventato', `${vecchia.dove}x`]) {
      const ignoto = await chi.apri(dove);
      expect([ignoto.stato, testo(ignoto).includes('non porta a nessun pagamento')]).toEqual([410, true]);
      expect(percorso(await chi.apri(`${dove}/ritorno`))).toBe(dove);
    }
  });

  test('a notice that was paid elsewhere meanwhile: it is said, and nothing is paid twice', async () => {
    const avviso = await unAvviso(p.mondo, uno, { IUD: 'AHALTROVE', importoDovuto: '10.00' });
    const { dove } = await prepara({ voci: [{ enteId: uno.enteId, codici: [avviso.numeroAvviso] }] });
    const { dove: inDue } = await prepara({ voci: [{ enteId: uno.enteId, codici: [avviso.iuv] }, voce(uno)] });
    const chi = new Navigatore(p.portale.url);
    const [prima, insieme] = [await chi.apri(dove), await chi.apri(inDue)];
    await pagaAvviso(p.mondo, uno, avviso);
    expect(testo(await paga(chi, prima))).toContain('È già pagato');
    const uno1 = await paga(chi, insieme);
    expect([uno1.stato, testo(uno1).includes('questo pagamento non si può fare')]).toEqual([422, true]);
    expect(testo(await chi.apri(inDue))).toContain('È già pagato.');
  });

  test('the amount is that of the database, whatever the page is made to say', async () => {
    const { dove } = await prepara();
    const chi = new Navigatore(p.portale.url);
    const pagina = await chi.apri(dove);
    for (const visto of ['1', 'x', '', '-1000', '9'.repeat(13)]) {
      const risposta = await paga(chi, pagina, { visto });
      expect([risposta.stato, testo(risposta).includes('L’importo è cambiato')]).toEqual([422, true]);
    }
  });
});
