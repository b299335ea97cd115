import { sql } from 'kysely';
import { readFile, stat } from 'node:fs/promises';
import { generateSync } from 'otplib';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { codiceFiscaleValido, type CodiceFiscale } from '#kernel/codice-fiscale';
import { valoreDi } from '#kernel/esito';
import { ibanPostale, parseIban } from '#kernel/iban';
import { controllo } from '#kernel/numero-avviso';
import { partitaIvaValida } from '#kernel/partita-iva';
import {
  elencoTipi,
  enteDaCodIpa,
  leggiModulo,
  leggiLogo,
  leggiStazioni,
  stazioniAperte,
  verificaPasswordSil,
} from '#modules/enti';
import { elencoFlussi } from '#modules/flussi';
import { leggiConfigurazioneNodo } from '#modules/pagamenti';
import { cercaAvviso, cercaDovuti, leggiAvviso } from '#modules/posizioni';
import { leggiEventi } from '#modules/registro';
import {
  accedi,
  accediConIdentita,
  cambiaStatoFornitore,
  leggiFornitoreEnte,
  leggiSessione,
  RUOLI,
} from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { conFornitori } from '#support/fornitore-ente';
import { mondoDiProva } from '#support/mondo';
import { ctxDi } from '#support/un-ente';
import { caricaDemo } from './carica.ts';
import { creaCaso } from './caso.ts';
import { ENTI, INTERMEDIARIO, PROVINCIA } from './enti.ts';
import type { FattiDemo } from './fatti.ts';
import { attivaFornitoreDemo } from './fornitore.ts';
import { conNodo } from './nodo.ts';
import { pagaDemo } from './paga.ts';

const BASE = 'http://localhost:8080';
const INDIRIZZI = {
  portale: `${BASE}/`,
  ufficio: `${BASE}/ufficio`,
  simulatore: 'http://localhost:8081/',
  nodo: `${BASE}/nodo`,
};
let mondo: Mondo;
let fatti: FattiDemo;
let scarto = 0;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo(), { orologio: () => new Date(Date.now() + scarto) });
  fatti = await caricaDemo(mondo, INDIRIZZI);
});

const conta = async (tabella: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(tabella)}`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows[0]?.n ?? 0;
};
const TABELLE = [
  'enti.ente',
  'enti.tipo_dovuto',
  'posizioni.dovuto',
  // Those of what waits on the site of an ente are new at each start.
  `posizioni.iuv where origine <> 'carrello'`,
  'pagamenti.ricevuta',
  'flussi.flusso',
  'utenti.operatore',
  `registro.atto where oggetto not in ('arrivo', 'dovuto', 'iuv', 'ente')`,
];

/** The dovuti of the first ente that are there to show something, without the days in their names. */
const statiDi = ({ enti: [ente] }: FattiDemo): string[] =>
  (ente?.avvisi ?? [])
    .filter(({ iud }) => iud.startsWith('DEMO-'))
    .map(({ iud, stato }) => `${iud.replace(/-\d{8}-/, '-')} ${stato}`)
    .toSorted();
const STATI_DEL_GIORNO = [
  'DEMO-INSIEME-1 da_pagare',
  'DEMO-INSIEME-2 da_pagare',
  'DEMO-MULTA-A-ORDINARIA da_pagare',
  'DEMO-MULTA-A-RIDOTTA da_pagare',
  'DEMO-MULTA-B-ORDINARIA da_pagare',
  'DEMO-MULTA-B-RIDOTTA scaduto',
  'DEMO-PIANO-1-RATA-1 da_pagare',
  'DEMO-PIANO-1-RATA-2 da_pagare',
  'DEMO-PIANO-1-RATA-3 da_pagare',
  'DEMO-PIANO-1-UNICA da_pagare',
  'DEMO-PIANO-2-RATA-1 pagato',
  'DEMO-PIANO-2-RATA-2 da_pagare',
  'DEMO-PIANO-2-RATA-3 da_pagare',
  'DEMO-PIANO-2-UNICA estinto',
];

/** All those of the state table. */
const STATI_DEMO = [
  'annullato',
  'bozza',
  'da_pagare',
  'estinto',
  'in_attesa_di_ricevuta',
  'in_pagamento',
  'pagato',
  'scaduto',
];

describe('the demo', () => {
  it('has some hundred dovuti, in every state that can be reached', () => {
    const stati = new Map<string, number>();
    const avvisi = fatti.enti.flatMap((e) => e.avvisi);
    for (const { stato } of avvisi) stati.set(stato, (stati.get(stato) ?? 0) + 1);
    expect(avvisi.length).toBeGreaterThan(300);
    expect([...stati.keys()].toSorted()).toEqual(STATI_DEMO);
    for (const ente of fatti.enti) {
      expect([...new Set(ente.avvisi.map((a) => a.stato))].toSorted()).toEqual(STATI_DEMO);
      for (const uno of ['in_pagamento', 'in_attesa_di_ricevuta'])
        expect(ente.avvisi.filter((a) => a.stato === uno)).toHaveLength(1);
      expect(ente.avvisi[0]?.stato).toBe('da_pagare');
    }
  });

  it('has what citizens pay by themselves, each with its form', async () => {
    const { codIpa } = ENTI.find(({ adottati }) => adottati !== undefined) ?? expect.fail();
    const ente = (await enteDaCodIpa(ctxDi(mondo, 'worker'), { codIpa, ambiente: 'prova' })) ?? expect.fail();
    const { enteId } = ente;
    const tipi = (await elencoTipi(ctxDi(mondo, 'worker', enteId), enteId)).filter(({ spontaneo }) => spontaneo);
    const letti = await Promise.all(
      tipi.map(({ tipoDovutoId }) => leggiModulo(ctxDi(mondo, 'portale'), { enteId, tipoDovutoId })),
    );
    expect(letti.map((letto) => letto?.tipoDovuto ?? '').toSorted()).toEqual([
      'DIRITTI_VARI',
      'LUCE_VOTIVA',
      'UTILIZZO_LOCALI',
    ]);
  });

  it('is made of people, numbers and accounts that are right in form', () => {
    for (const { avvisi } of fatti.enti) {
      const insieme = avvisi.filter((a) => a.iud.startsWith('DEMO-INSIEME-'));
      expect(new Set(insieme.map((a) => a.numeroAvviso)).size).toBe(Math.min(1, insieme.length));
      expect(new Set(avvisi.map((a) => a.numeroAvviso)).size).toBe(avvisi.length - Math.max(0, insieme.length - 1));
      for (const { numeroAvviso, iuv, codiceFiscaleDebitore } of avvisi) {
        expect(numeroAvviso).toBe(`3${iuv}`);
        expect(numeroAvviso.slice(16)).toBe(controllo(numeroAvviso.slice(0, 16)));
        expect(codiceFiscaleValido(codiceFiscaleDebitore)).toBe(true);
      }
    }
    for (const codice of [...ENTI, INTERMEDIARIO, PROVINCIA].map((e) => e.codiceFiscale))
      expect(partitaIvaValida(codice)).toBe(true);
    for (const { iban } of [...ENTI, PROVINCIA]) expect(parseIban(iban)).toBe(iban);
    expect(ENTI.map((e) => parseIban(e.ibanPostale ?? '')).filter((i) => i !== null && ibanPostale(i))).toHaveLength(1);
  });

  it('holds dovuti without notice, of nobody, with two beneficiaries, with an IUV of the ente, born from a file', async () => {
    const db = ctxDi(mondo, 'worker').db;
    const quanti = async (da: ReturnType<typeof sql>): Promise<number> => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${da}`.execute(db);
      return rows[0]?.n ?? 0;
    };
    expect(await quanti(sql`posizioni.dovuto where iuv_id is null`)).toBeGreaterThan(5);
    expect(await quanti(sql`posizioni.posizione where debitore_codice = 'ANONIMO'`)).toBeGreaterThan(0);
    expect(await quanti(sql`posizioni.quota where indice = 2`)).toBeGreaterThan(20);
    expect(await quanti(sql`posizioni.opzione where forma = 'piano'`)).toBeGreaterThan(5);
    expect(await quanti(sql`posizioni.debitore where ruolo = 'coobbligato'`)).toBeGreaterThan(5);
    expect(await quanti(sql`posizioni.iuv where origine = 'fornito'`)).toBeGreaterThan(10);
    expect(await quanti(sql`posizioni.dovuto where iuf like 'DEMO%'`)).toBe(24);
    // One was paid after it had been annulled: with a second payment and one for no dovuto, it is money to give back.
    expect(await quanti(sql`posizioni.dovuto where stato = 'pagato' and cardinality(da_verificare) > 0`)).toBe(1);
    expect(await quanti(sql`pagamenti.v_da_rimborsare where esito is null`)).toBe(3);
    expect(await quanti(sql`pagamenti.incasso`)).toBe(1);
    // What the unione got from another ente's notices is its own.
    expect(
      await quanti(
        sql`pagamenti.quota_pagata as q join enti.ente as e on e.id = q.ente_id where q.titolare_cf <> e.codice_fiscale`,
      ),
    ).toBeGreaterThan(0);
  });

  it('has fines of two notices, a plan beside a single payment, two dovuti under one iuv, by names that do not change', () => {
    expect(statiDi(fatti)).toEqual(STATI_DEL_GIORNO);
    const [ente = expect.fail()] = fatti.enti;
    const insieme = ente.avvisi.filter((a) => a.iud.startsWith('DEMO-INSIEME-'));
    expect(new Set(insieme.map((a) => `${a.iuv} ${a.codiceFiscaleDebitore}`)).size).toBe(1);
    expect(insieme.map((a) => a.importoCents)).toEqual([8400, 3550]);
  });

  it('has a file loaded by its operator, with three rows refused', async () => {
    const enteId =
      (await enteDaCodIpa(ctxDi(mondo, 'ufficio'), { codIpa: 'c_fonteviva', ambiente: 'prova' }))?.enteId ??
      expect.fail();
    const [flusso] = await ctxDi(mondo, 'ufficio', enteId).tx((t) =>
      elencoFlussi(t, { verso: 'in', dopo: null, prima: null, quanti: 5 }),
    );
    expect(flusso).toMatchObject({ stato: 'eseguito', righeAccettate: 24, righeScartate: 3 });
  });

  it('lets its operators and its software in, and its station answers to the URL', async () => {
    for (const ente of fatti.enti) {
      const letto =
        (await enteDaCodIpa(ctxDi(mondo, 'sil'), { codIpa: ente.codIpa, ambiente: 'prova' })) ?? expect.fail();
      expect(letto).toMatchObject({ stato: 'ESERCIZIO', haLogo: true });
      expect((await leggiLogo(ctxDi(mondo, 'portale'), letto.enteId, 'piccolo'))?.length).toBeLessThan(10_000);
      expect(await verificaPasswordSil(ctxDi(mondo, 'sil'), { codIpa: ente.codIpa, password: ente.passwordSil })).toBe(
        letto.enteId,
      );
      for (const { utente, password, ruolo, totpSecret } of ente.operatori) {
        const codice = totpSecret === undefined ? null : generateSync({ secret: totpSecret });
        const ctx = ctxDi(mondo, 'ufficio');
        const { token } = valoreDi(
          await accedi(ctx, { utente, password, codice, indirizzo: '127.0.0.1', tokenPrecedente: null }),
        );
        expect(await leggiSessione(ctx, token)).toMatchObject({ enteId: letto.enteId, ruolo });
      }
    }
    expect(new Set(fatti.enti.flatMap(({ operatori }) => operatori.map(({ ruolo }) => ruolo)))).toEqual(new Set(RUOLI));
    const [regione = expect.fail()] = fatti.intermediario.operatori;
    const codice = generateSync({ secret: regione.totpSecret ?? '' });
    const dentro = { ...regione, codice, indirizzo: '127.0.0.1', tokenPrecedente: null };
    const { token } = valoreDi(await accedi(ctxDi(mondo, 'ufficio'), dentro));
    const chi = { intermediario: true, secondoFattore: true, enteId: null, ruolo: null };
    expect(await leggiSessione(ctxDi(mondo, 'ufficio'), token)).toMatchObject(chi);
    const marta = fatti.identita.at(-1) ?? expect.fail();
    const identita = { codiceFiscale: marta.codiceFiscale as CodiceFiscale, duePassi: true };
    const conIdentita = await accediConIdentita(ctxDi(mondo, 'ufficio'), { ...dentro, codice: null, identita });
    expect(conIdentita.ok).toBe(true);
    const [, , , , segmento = ''] = fatti.nodo.split('/');
    const visita = { segmento, certificatoCn: null, indirizzo: '127.0.0.1' };
    const aperte = stazioniAperte(mondo.config, await leggiStazioni(ctxDi(mondo, 'nodo')), visita);
    expect(aperte.map((s) => s.codice)).toEqual([fatti.enti[0]?.stazione]);
  });

  it('tells its facts in a private file', async () => {
    const file = join(mondo.config.varDir, 'demo.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(fatti);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is loaded once: again, it changes nothing, but what waits on the site of an ente is anew', async () => {
    const prima = await Promise.all(TABELLE.map(conta));
    const dopo = await caricaDemo(mondo, INDIRIZZI);
    expect({ ...dopo, arrivi: fatti.arrivi }).toEqual(fatti);
    expect(dopo.arrivi.map(({ titolo }) => titolo)).toEqual(fatti.arrivi.map(({ titolo }) => titolo));
    const insieme = [...fatti.arrivi, ...dopo.arrivi].map(({ url }) => url);
    expect([fatti.link.length, new Set(insieme).size]).toEqual([2, 2 * fatti.arrivi.length]);
    expect(await Promise.all(TABELLE.map(conta))).toEqual(prima);
  });

  it('shows in the ufficio and in the portale what is being paid, and has the messages that say so', async () => {
    for (const { codIpa, avvisi } of fatti.enti) {
      const [avviso] = avvisi.filter((a) => a.stato === 'in_pagamento');
      const { numeroAvviso = '', iud = '', codiceFiscaleDebitore: codiceFiscale = '' } = avviso ?? {};
      const enteId =
        (await enteDaCodIpa(ctxDi(mondo, 'ufficio'), { codIpa, ambiente: 'prova' }))?.enteId ?? expect.fail();
      const filtro = {
        elenco: 'online',
        testo: iud,
        tipoDovuto: '',
        daVerificare: false,
        tipiConsentiti: null,
      } as const;
      const dovuti = await ctxDi(mondo, 'ufficio', enteId).tx((t) =>
        cercaDovuti(t, { ...filtro, dopo: null, prima: null, quanti: 1 }),
      );
      const portale = ctxDi(mondo, 'portale');
      const [trovato] = await cercaAvviso(portale, { codice: numeroAvviso, codiceFiscale });
      const letto = trovato === undefined ? null : await leggiAvviso(portale, trovato);
      expect([dovuti[0]?.stato, letto?.stato]).toEqual(['in_pagamento', 'in_pagamento']);
      const eventi = await ctxDi(mondo, 'ufficio', enteId).tx((t) =>
        leggiEventi(t, {
          numeroAvviso,
          dal: new Date(Date.now() - 60_000),
          al: new Date(Date.now() + 60_000),
          righeMax: 9,
        }),
      );
      expect(new Set(eventi.map((e) => `${e.tipo} ${e.sottotipo}`))).toEqual(
        new Set(['paGetPaymentV2 REQ', 'paGetPaymentV2 RESP']),
      );
    }
  });

  it('started again, it tells the present state: what was being paid is paid, and another one is begun', async () => {
    const [, ente = expect.fail()] = fatti.enti;
    const prima = ente.avvisi.find((a) => a.stato === 'in_pagamento') ?? expect.fail();
    const stazione =
      (await leggiConfigurazioneNodo(ctxDi(mondo, 'nodo'))).find((s) => s.codiceFiscale === ente.codiceFiscale) ??
      expect.fail();
    const [, , , , segmento = ''] = fatti.nodo.split('/');
    await conNodo(mondo, segmento, (nodo) =>
      pagaDemo(nodo, [{ stazione, numeroAvviso: prima.numeroAvviso, pagatoIl: new Date(), caso: creaCaso(1) }]),
    );
    const dopo = (await caricaDemo(mondo, INDIRIZZI)).enti[1]?.avvisi ?? [];
    expect(dopo.find((a) => a.iud === prima.iud)?.stato).toBe('pagato');
    expect(dopo.filter((a) => a.stato === 'in_pagamento')).toHaveLength(1);
  });

  it('kept for weeks, it has again a fine of each, whatever became of those before', async () => {
    const iud = ({ enti }: FattiDemo): string[] =>
      (enti[0]?.avvisi ?? []).flatMap((a) => (a.iud.startsWith('DEMO-MULTA-') ? a.iud : []));
    scarto = 40 * 86_400_000;
    const dopo = await caricaDemo(mondo, INDIRIZZI);
    expect(statiDi(dopo).filter((s) => s.startsWith('DEMO-MULTA-'))).toEqual(
      STATI_DEL_GIORNO.filter((s) => s.startsWith('DEMO-MULTA-')),
    );
    expect(iud(dopo).filter((uno) => iud(fatti).includes(uno))).toEqual([]);
    scarto = 0;
  });

  it('has an ente with a provider of its own, which follows the simulatore and stays as it was left', async () => {
    const [accessi] = fatti.accessi;
    const conLoro = (nomi: readonly string[]) => accessi?.persone.filter(({ nome }) => nomi.includes(nome)).length;
    expect(conLoro(ENTI[1]?.operatori.map(({ nome }) => nome) ?? [])).toBe(ENTI[1]?.operatori.length);
    const { mondo: simulato, filo } = conFornitori(mondo);
    const ente = await enteDaCodIpa(ctxDi(mondo, 'worker'), { codIpa: ENTI[1]?.codIpa ?? '', ambiente: 'prova' });
    const suo = ctxDi(simulato, 'worker', ente?.enteId ?? expect.fail());
    const avvia = async (porta: number) => {
      await attivaFornitoreDemo(simulato, `http://localhost:${porta}`);
      return (await leggiFornitoreEnte(suo)) ?? expect.fail();
    };
    // Killed between the two, or not answered: the next start goes on.
    filo.prova = { problemi: [{ codice: 'irraggiungibile' }], avvertenze: [] };
    expect(await avvia(8081)).toMatchObject({ stato: 'in_prova', clientId: accessi?.clientId });
    filo.prova = { problemi: [], avvertenze: [] };
    expect(await avvia(8081)).toMatchObject({ stato: 'attivo', emittente: 'http://localhost:8081/accessi' });
    valoreDi(await cambiaStatoFornitore(suo, { stato: 'spento', versione: 2 }));
    expect(await avvia(8081)).toMatchObject({ stato: 'spento', versione: 3 });
    expect(await avvia(9091)).toMatchObject({ stato: 'attivo', emittente: 'http://localhost:9091/accessi' });
  });
});
