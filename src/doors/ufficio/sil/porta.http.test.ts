import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { leggiAccessoSil } from '#modules/enti';
import { lavori } from '#modules/notifiche';
import { FATTO_RITORNO_NUOVO, leggiPortaSil, preparaCarrello } from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { testoDi } from '#support/navigatore';
import { mondoFermo, type MondoFermo } from '#support/portale';
import { dovutoDi } from '#support/posizioni';
import { apriUfficio, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const PORTA = '/ufficio/configurazione/porta-sil';

let mondo: MondoFermo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  const fermo = mondoFermo(await databaseDiProva());
  const crea = async (): Promise<{ esito: 'pagina'; location: string }> => ({
    esito: 'pagina',
    location: 'https://q/',
  });
  const config = { ...fermo.config, amministratori: ['capo@example.org'] };
  mondo = { ...fermo, config, wires: { ...fermo.wires, checkout: { crea } } };
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => ufficio.chiudi());

/** A payment that is to go back there. */
const verso = (ritorno: string) => {
  const per = (enteId: EnteId): Ctx => ctxDi(mondo, 'sil', enteId);
  const voci = [{ enteId: ente.enteId, debitore: DEBITORE, dovuti: [dovutoDi(1000, null)] }];
  return preparaCarrello(per, { enteId: ente.enteId, voci, ritorno, modo: 'breve', email: null });
};

test('a site that a request brings is told to who administers, who confirms it, or keeps to a list', async () => {
  const { enteId } = ente;
  valoreDi(await verso('https://servizi.comune.example/fine'));
  const ctx = ctxDi(mondo, 'worker', enteId);
  const esegui = async (nome: string, suo: Ctx, payload: Record<string, string>): Promise<void> =>
    lavori.find((lavoro) => lavoro.nome === nome)?.esegui(suo, payload);
  for (let i = 0; i < 2; i++) await esegui(FATTO_RITORNO_NUOVO, ctx, { origine: 'https://servizi.comune.example' });
  const { rows } = await mondo.pools.worker.query<{ id: string }>(
    `select id from notifiche.messaggio where modello = 'ritorno' and ente_id = $1`,
    [enteId],
  );
  expect(rows).toHaveLength(1);
  await esegui('notifiche.invia', ctxDi(mondo, 'worker'), { messaggioId: rows[0]?.id ?? '' });
  expect(mondo.posta.at(-1)).toMatchObject({ a: 'capo@example.org', testo: expect.stringContaining(PORTA) });
  const chi = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  const prima = await chi.apri(PORTA);
  expect(testoDi(prima.html)).toContain('Arrivati con una richiesta del gestionale');
  const siti = 'https://servizi.comune.example\nhttps://www.comune.example/pagine';
  const valori = { siti, elenco: 'si', ritorno: 'https://altro.comune.example/fine', pagati: 'una' };
  const dopo = await chi.invia(prima, { ...valori, cosa: 'ritorni' }, 'siti');
  expect(testoDi(dopo.html)).toContain('Salvato.');
  expect(testoDi(dopo.html)).not.toContain('Arrivati con una richiesta');
  expect(await leggiPortaSil(ctx)).toMatchObject({
    ...{ pagatiUnaVolta: true, ritorniElenco: true, ritorno: 'https://altro.comune.example/fine' },
    origini: ['altro', 'servizi', 'www'].map((nome) => ({ origine: `https://${nome}.comune.example`, vistaIl: null })),
  });
  expect(await verso('https://altrove.example/')).toMatchObject({ refusal: { codice: 'RITORNO_NON_AMMESSO' } });
});

test('what cannot be used comes back as it was written; from where one may call is kept', async () => {
  const chi = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  const pagina = await chi.apri(PORTA);
  for (const [valori, frase] of [
    [{ siti: 'ftp://comune.example', ritorno: '' }, 'Uno dei siti non si può usare'],
    [{ siti: 'comune_di_prova', ritorno: '' }, 'Uno dei siti non si può usare'],
    [{ siti: '', ritorno: 'https://chi@comune.example/' }, 'L’indirizzo a cui tornare non si può usare'],
  ] as const) {
    const rifiutata = await chi.invia(pagina, { ...valori, pagati: 'due', cosa: 'ritorni' }, 'siti');
    expect([rifiutata.stato, testoDi(rifiutata.html)]).toEqual([422, expect.stringContaining(frase)]);
  }
  const storta = await chi.invia(pagina, { reti: 'casa mia', certificati: '', cosa: 'accesso' }, 'reti');
  expect(storta.stato).toBe(422);
  const salvata = await chi.invia(pagina, { reti: '192.0.2.0/24', certificati: 'gestionale', cosa: 'accesso' }, 'reti');
  expect(testoDi(salvata.html)).toContain('Salvato.');
  expect(await leggiAccessoSil(ctxDi(mondo, 'worker', ente.enteId), ente.enteId)).toEqual({
    reti: ['192.0.2.0/24'],
    certificatiCn: ['gestionale'],
  });
});
