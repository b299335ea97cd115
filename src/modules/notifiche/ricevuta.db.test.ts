import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { CarrelloId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { aggiungiAlCarrello, apriFonti, lavori as lavoriPagamenti, pagaCarrello } from '#modules/pagamenti';
import { accediCittadino } from '#modules/utenti';
import { creaCtx, type Ctx, type Lettera } from '#platform/contesto';
import { PostaNonPresa } from '#platform/posta-non-presa';
import { databaseDiProva } from '#support/db';
import type { RigaProva } from '#support/dovuti';
import { readPdf } from '#support/pdf';
import { mondoFermo, unaPersona, unAvviso, type AvvisoDiProva, type MondoFermo } from '#support/portale';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { inviaMessaggio } from './acts.ts';
import { entroPeso } from './allegati.ts';
import { preparaCarrello } from './carrello.ts';
import { seguiRicevute } from './ricevuta.ts';

let mondo: MondoFermo;
let ente: EnteDiProva;
let worker: Ctx;
beforeAll(async () => {
  const fermo = mondoFermo(await databaseDiProva());
  const crea = () => Promise.resolve({ esito: 'pagina', location: 'https://checkout/1' } as const);
  mondo = { ...fermo, wires: { ...fermo.wires, checkout: { crea } } };
  ente = await unEnte(mondo);
  worker = ctxDi(mondo, 'worker');
});

let n = 0;
function avviso(riga: RigaProva = {}, di = ente): Promise<AvvisoDiProva> {
  n += 1;
  return unAvviso(mondo, di, { IUD: `POSTA${n}`, importoDovuto: '10.00', ...riga });
}

async function paga(a: AvvisoDiProva, notaPagamento: string | null = null, di = ente): Promise<string> {
  n += 1;
  const d = { iuv: a.iuv, numeroAvviso: a.numeroAvviso, importo: 1000, receiptId: `rposta${n}${a.iuv}` };
  const { ricevutaId } = await consegna(mondo, di, ricevutaLetta(di, d, { notaPagamento }));
  return ricevutaId ?? expect.fail();
}

type Riga = { id: string; destinatario: string; dati: object; errore: string | null };
async function inPartenza(inizio: string): Promise<Riga[]> {
  const { rows } = await sql<Riga>`
    select id, destinatario, dati, errore from notifiche.messaggio where chiave = ${inizio} or chiave like ${`${inizio}:%`}
     order by id`.execute(worker.db);
  return rows;
}

/** What the worker does, twice, as one that was killed. */
async function segui(): Promise<void> {
  // Other tests of this database may hold the horizon back for a moment.
  await expect
    .poll(
      async () => {
        await seguiRicevute(worker);
        const { rows } = await sql<{ dietro: boolean }>`
          select not exists (select from pagamenti.ricevuta as r, notifiche.seguito as s
                              where s.nome = 'ricevute' and r.xid >= s.cursore) as dietro`.execute(worker.db);
        return rows[0]?.dietro;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await seguiRicevute(worker);
}

async function lettera(id: string): Promise<Lettera> {
  mondo.posta.length = 0;
  await inviaMessaggio(worker, id);
  await inviaMessaggio(worker, id);
  expect(mondo.posta).toHaveLength(1);
  return mondo.posta[0] ?? expect.fail();
}

describe('who owed', () => {
  it('gets the receipt at the address that the ente gave, wherever it was paid, once', async () => {
    const ricevutaId = await paga(await avviso({ emailPagatore: 'debitore@example.org' }));
    await segui();
    const righe = await inPartenza(`ricevuta:${ricevutaId}`);
    expect(righe).toMatchObject([
      { destinatario: 'debitore@example.org', dati: { enteId: ente.enteId, ricevutaId, perche: 'ente' } },
    ]);
    const { testo, oggetto, allegati = [] } = await lettera(righe[0]?.id ?? '');
    expect(oggetto).toBe(`Ricevuta di pagamento: ${ente.denominazione}`);
    expect(testo).toContain('10,00 €');
    expect(testo).toContain('PROVA: questo ente è in prova');
    expect(testo).not.toMatch(/Rossi|RSSMRA|TARI/);
    expect(allegati).toMatchObject([
      { nome: expect.stringMatching(/^ricevuta_\d{18}\.pdf$/), tipo: 'application/pdf' },
    ]);
    expect((await readPdf(allegati[0]?.corpo ?? Buffer.alloc(0))).pages[0]?.text).toContain('10,00');
    const { rows: atti } = await sql<{ azione: string }>`
      select azione from registro.atto where oggetto_id = ${ricevutaId} and azione = 'ricevuta.spedita'`.execute(
      worker.db,
    );
    expect(atti).toHaveLength(1);
  });

  it('is not written to where no address is known, or what the ente wrote is none', async () => {
    const senza = await paga(await avviso());
    await segui();
    expect(await inPartenza(`ricevuta:${senza}`)).toEqual([]);
  });

  it('is obeyed: at their own address, or not at all', async () => {
    const persona = unaPersona();
    await accediCittadino(ctxDi(mondo, 'portale'), { token: null, identita: persona });
    const sua = { emailPagatore: 'ente@example.org', codiceIdentificativoUnivoco: persona.codiceFiscale };
    const cambia = (email: string | null, vuole: boolean) => sql`
      update utenti.cittadino set email = ${email}, posta_ricevute = ${vuole} where codice_fiscale = ${persona.codiceFiscale}`;
    const owner = creaCtx(mondo, {
      ruolo: 'portale',
      attore: { tipo: 'cittadino', codiceFiscale: persona.codiceFiscale },
    });
    await owner.tx(async (t) => void (await cambia('sua@example.org', true).execute(t.db)));
    const prima = await paga(await avviso(sua));
    await segui();
    expect(await inPartenza(`ricevuta:${prima}`)).toMatchObject([
      { destinatario: 'sua@example.org', dati: { perche: 'persona' } },
    ]);
    await owner.tx(async (t) => void (await cambia('sua@example.org', false).execute(t.db)));
    const dopo = await paga(await avviso(sua));
    await segui();
    expect(await inPartenza(`ricevuta:${dopo}`)).toEqual([]);
  });

  it('is written by no ente that is only tried out where people work', async () => {
    const vero = mondo.config.modo;
    Object.assign(mondo.config, { modo: 'esercizio' });
    const ricevutaId = await paga(await avviso({ emailPagatore: 'debitore@example.org' }));
    await segui();
    Object.assign(mondo.config, { modo: vero });
    expect(await inPartenza(`ricevuta:${ricevutaId}`)).toEqual([]);
  });

  it('a mailbox that does not exist is recorded, and nobody tries again', async () => {
    const ricevutaId = await paga(await avviso({ emailPagatore: 'nessuno@example.org' }));
    await segui();
    const [riga] = await inPartenza(`ricevuta:${ricevutaId}`);
    const { posta } = mondo.wires;
    mondo.wires.posta = {
      invia: () => Promise.reject(new PostaNonPresa({ codice: 'EENVELOPE', risposta: 550, comando: 'RCPT' })),
    };
    await inviaMessaggio(worker, riga?.id ?? '');
    mondo.wires.posta = posta;
    expect((await inPartenza(`ricevuta:${ricevutaId}`))[0]?.errore).toMatch(/550/);
    mondo.posta.length = 0;
    await inviaMessaggio(worker, riga?.id ?? '');
    expect(mondo.posta).toEqual([]);
  });
});

describe('who paid from here', () => {
  const citta = (): Ctx => creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });

  async function pagato(email: string, avvisi: readonly AvvisoDiProva[]): Promise<CarrelloId> {
    let carrelloId: CarrelloId | null = null;
    for (const { iuvId } of avvisi) {
      const messo = await aggiungiAlCarrello(citta(), { carrelloId, email, quale: { enteId: ente.enteId, iuvId } });
      carrelloId = valoreDi(messo).carrelloId;
    }
    if (carrelloId === null) throw new Error('a carrello of nothing');
    const ritorni = { ok: 'https://q/1', annullato: 'https://q/2', errore: 'https://q/3', attesa: 'https://q/4' };
    const ordine = { carrelloId, vistoCents: cents(1000 * avvisi.length), comunque: true, ritorni };
    valoreDi(await pagaCarrello(citta(), apriFonti(mondo), ordine));
    return carrelloId;
  }

  it('gets all the receipts in one mail; who owed gets theirs, unless the mailbox is the same', async () => {
    const a = await avviso({ emailPagatore: 'paga@example.org' });
    const b = await avviso({ emailPagatore: 'altra@example.org' });
    const id = await pagato('Paga@example.org', [a, b]);
    const ricevute = [await paga(a, `IDS-${id}`), await paga(b, `IDS-${id}`)];
    await preparaCarrello(worker, id);
    await segui();
    await preparaCarrello(worker, id);
    const righe = await inPartenza(`carrello:${id}`);
    expect(righe).toHaveLength(1);
    expect(await inPartenza(`ricevuta:${ricevute[0]}`)).toEqual([]);
    expect(await inPartenza(`ricevuta:${ricevute[1]}`)).toMatchObject([{ destinatario: 'altra@example.org' }]);
    const { testo, allegati = [] } = await lettera(righe[0]?.id ?? '');
    expect(allegati).toHaveLength(2);
    for (const cosa of ['20,00 €', 'arrivate tutte', 'Le ricevute sono allegate']) expect(testo).toContain(cosa);
    expect(testo).not.toMatch(/Rossi|RSSMRA/);
  });

  it('of a carrello that was left, what has come and what is missing; then the rest', async () => {
    const [a, b] = [await avviso(), await avviso()];
    const id = await pagato('meta@example.org', [a, b]);
    await paga(a, `IDS-${id}`);
    await segui();
    expect(await inPartenza(`carrello:${id}`)).toEqual([]);
    mondo.avanti(LIMITI.carrelloRicevutaMs + 60_000);
    const lascia = lavoriPagamenti(() => null).find(({ nome }) => nome === 'pagamenti.carrelli');
    await lascia?.esegui(ctxDi(mondo, 'worker'), {});
    const annunci = await sql`
      select 1 from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
       where k.identifier = 'fatto.pagamenti.carrello_lasciato' and j.payload->>'carrelloId' = ${id}`.execute(
      worker.db,
    );
    expect(annunci.rows).toHaveLength(1);
    await preparaCarrello(worker, id);
    const [parte] = await inPartenza(`carrello:${id}`);
    const prima = await lettera(parte?.id ?? '');
    expect(prima.testo).toContain('Ne manca una');
    expect(prima.allegati).toHaveLength(1);
    await paga(b, `IDS-${id}`);
    await segui();
    expect(await inPartenza(`carrello:${id}`)).toHaveLength(2);
  });
});

it('what is too heavy is not attached in part', () => {
  const mezzo = { nome: 'r.pdf', corpo: Buffer.alloc(LIMITI.postaAllegatiBytesMax / 2) };
  expect(entroPeso([mezzo, mezzo])).toHaveLength(2);
  expect(entroPeso([mezzo, mezzo, { nome: 'x.pdf', corpo: Buffer.alloc(1) }])).toEqual([]);
});
