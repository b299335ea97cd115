import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ufficio as porta } from '#doors/ufficio';
import { piuGiorni } from '#kernel/giorno';
import type { IuvId } from '#kernel/ids';
import {
  apriFonti,
  attivaAvviso,
  leggiConfigurazioneNodo,
  leggiRiassunto,
  pagamentiDelCittadino,
  pagatoDalCittadino,
  sommaDaRimborsare,
  verificaAvviso,
  type StazioneDiEnte,
} from '#modules/pagamenti';
import {
  avvisoMio,
  cercaAvviso,
  cercaDovuti,
  contaDaVerificare,
  leggiAvviso,
  leggiConteggi,
  leggiDovuto,
  posizioniAperte,
  sommaDovuti,
  TUTTE_LE_APERTE,
} from '#modules/posizioni';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import { creaCtx, type Mondo } from '#platform/contesto';
import { chiudiPools, creaPools } from '#platform/db/pool';
import { nomeRuolo, type Ruolo } from '#platform/db/ruoli';
import { carica } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { moltiDovuti } from '#support/molti-dovuti';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { contato } from '#support/seguiti';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const QUANTI = 21_000;
/** Tens of thousands of rows, where something else has the machine. */
const TEMPO_MS = 180_000;
const OSSERVATI: readonly Ruolo[] = ['ufficio', 'portale', 'nodo', 'worker'];

let mondo: Mondo;
let ente: EnteDiProva;
let stazione: StazioneDiEnte;
const piani: string[] = [];

beforeAll(async () => {
  const database = await databaseNuovo();
  const prima = mondoDiProva(database);
  ente = await unEnte(prima);
  const vicino = await unEnte(prima);
  const worker = ctxDi(prima, 'worker');
  await moltiDovuti(worker.db, ente, { quanti: QUANTI, tipi: [ente.tipoDovutoId] });
  await moltiDovuti(worker.db, vicino, { quanti: 3000, tipi: [vicino.tipoDovutoId] });
  await chiudiPools(database.pools);
  await osserva(database);
  const pools = creaPools(database.databaseUrl, { max: 2 });
  for (const ruolo of OSSERVATI)
    pools[ruolo].on('connect', (client) => client.on('notice', ({ message }) => piani.push(message ?? '')));
  mondo = { ...prima, pools };
  const configurazione = await leggiConfigurazioneNodo(ctxDi(mondo, 'nodo'));
  const sua = configurazione.find((s) => s.enteId === ente.enteId);
  if (sua === undefined) throw new Error('no station of the ente');
  stazione = sua;
}, TEMPO_MS);
afterAll(() => chiudiPools(mondo.pools));

/** From now on each session of these roles is told the plan of every statement it runs, those inside functions too, with what it read. */
async function osserva({ adminUrl, nome }: { adminUrl: string; nome: string }): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('analyze');
    const impostazioni = {
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': '0',
      'auto_explain.log_nested_statements': 'on',
      'auto_explain.log_analyze': 'on',
      'auto_explain.log_timing': 'off',
      'auto_explain.log_level': 'notice',
    };
    await client.query("load 'auto_explain'");
    for (const ruolo of OSSERVATI)
      for (const [chiave, valore] of Object.entries(impostazioni))
        await client.query(`alter role ${nomeRuolo(ruolo)} in database ${nome} set ${chiave} = '${valore}'`);
  } finally {
    await client.end();
  }
}

const TUTTI = { testo: '', tipoDovuto: '', daVerificare: false, tipiConsentiti: null, elenco: 'online' as const };
const PRIMA_PAGINA = { dopo: null, prima: null, quanti: 50 };

/** Whole tables that a plan reads, of dovuti and of what the Nodo asked, unless empty; and rows that it reads to throw away. */
function difetti(piano: string): string[] {
  const interi = [
    ...piano.matchAll(/Seq Scan on (posizione|opzione|iuv|dovuto|quota|storia|evento\w*)\b.*actual rows=(?!0\.00 ).*/g),
  ].map(([riga]) => riga);
  const buttate = [...piano.matchAll(/Rows Removed by [\w ]+: (\d+)/g)]
    .filter(([, n]) => Number(n) > 500)
    .map(([riga]) => riga);
  return [...interi, ...buttate];
}

describe(`with ${QUANTI} dovuti, an index answers`, () => {
  const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);
  const diNessuno = '301000000000070006';
  const noto = async () => {
    const [d] = await ufficio().tx((t) => cercaDovuti(t, { ...TUTTI, testo: 'G7000', ...PRIMA_PAGINA }));
    if (d === undefined) throw new Error('no dovuto G7000');
    return d;
  };

  it('every search of an operator', async () => {
    const d = await noto();
    piani.length = 0;
    for (const testo of ['', 'G7000', d.iuv ?? '', d.numeroAvviso ?? '', 'CF7000', 'cognome7000 nome'])
      await ufficio().tx((t) => cercaDovuti(t, { ...TUTTI, testo, ...PRIMA_PAGINA }));
    await ufficio().tx((t) => sommaDovuti(t, { ...TUTTI, testo: 'CF7000' }, 500));
    await ufficio().tx((t) => leggiDovuto(t, { dovutoId: d.id, tipiConsentiti: null }));
    controlla(8);
  });

  it('the day of an operator, and all that may be stuck', async () => {
    await contato(mondo);
    piani.length = 0;
    const chi = { tipiConsentiti: [ente.tipoDovutoId], tutti: true, attore: 'operatore:x' };
    await ufficio().tx(async (t) => {
      await leggiConteggi(t, chi.tipiConsentiti);
      await leggiRiassunto(t, { ...chi, dal: piuGiorni(t.oggi, -30) });
      await contaDaVerificare(t, chi.tipiConsentiti);
      await sommaDaRimborsare(t, { ...chi, stato: 'da_trattare', genere: null });
      for (const fermo of porta.fermi) await fermo.elenca(t, chi, { quanti: 101 });
    });
    controlla(20);
  });

  it('the look-up of a citizen', async () => {
    const d = await noto();
    piani.length = 0;
    const portale = ctxDi(mondo, 'portale');
    for (const codice of [d.numeroAvviso ?? '', d.iuv ?? '', 'G7000', diNessuno]) {
      const trovati = await cercaAvviso(portale, { codice, codiceFiscale: 'CF7000' });
      expect([codice, trovati.length]).toEqual([codice, codice === diNessuno ? 0 : 1]);
    }
    if (d.iuvId !== null) await leggiAvviso(portale, { enteId: ente.enteId, iuvId: d.iuvId });
    controlla(5);
  });

  it('what a person who signed in has, over all enti', async () => {
    const d = await noto();
    const iuvId = d.iuvId as IuvId;
    piani.length = 0;
    const attore = { tipo: 'cittadino', codiceFiscale: 'CF7000' as CodiceFiscale } as const;
    const persona = creaCtx(mondo, { ruolo: 'portale', attore });
    const { aperte } = await persona.tx((t) => posizioniAperte(t, TUTTE_LE_APERTE, 500));
    expect(aperte.map(({ avviso }) => avviso.iuvId)).toEqual([iuvId]);
    const tra = { enteId: null, da: new Date(0), a: new Date() };
    const { pagamenti } = await persona.tx((t) => pagamentiDelCittadino(t, tra, 500));
    expect(pagamenti).toEqual([]);
    expect(await persona.tx((t) => avvisoMio(t, iuvId))).toMatchObject({ enteId: ente.enteId });
    expect(await persona.tx((t) => pagatoDalCittadino(t, iuvId))).toBeNull();
    controlla(8);
  });

  it('verify, get and the receipt of the Nodo', async () => {
    const d = await noto();
    piani.length = 0;
    const numeroAvviso = d.numeroAvviso ?? '';
    const { now, oggi } = ctxDi(mondo, 'nodo');
    const fonti = apriFonti(mondo);
    // The second run has the plan that the session keeps.
    for (let giro = 0; giro < 2; giro += 1) {
      expect(await verificaAvviso(fonti, { stazione, numeroAvviso, now, oggi })).toMatchObject({ ok: true });
      const attivata = await attivaAvviso(fonti, { stazione, numeroAvviso, now, oggi, tipo: null, versione: 2 });
      expect(attivata).toMatchObject({ ok: true });
    }
    const fatta = await consegna(
      mondo,
      ente,
      ricevutaLetta(ente, { iuv: d.iuv ?? '', numeroAvviso, importo: 1000, receiptId: 'p' }),
    );
    expect(fatta.risposta).toBe('OK');
    // A dovuto that always costs the same is asked nothing about its days, and nothing to its ente.
    expect(piani.filter((piano) => /\b(gradino|quotazione|opzione|credenziale)\b/.test(piano))).toEqual([]);
    controlla(10);
  });

  it('a change that comes by the intake', async () => {
    piani.length = 0;
    const esiti = await carica(ctxDi(mondo, 'worker', ente.enteId), [{ iud: 'G14001', azione: 'A' }, { iud: 'NUOVO' }]);
    expect(esiti.map((e) => e.codice)).toEqual([null, null]);
    controlla(10);
  });

  function controlla(almeno: number): void {
    expect(piani.length).toBeGreaterThanOrEqual(almeno);
    const cattivi = piani.map((piano) => ({ difetti: difetti(piano), piano })).filter((p) => p.difetti.length > 0);
    expect(cattivi).toEqual([]);
  }
});
