import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import type { Lingua } from '#kernel/lingua';
import { accediCittadino, disdiciPromemoria, leggiDisdetta, leggiProfilo, scegliPreferenze } from '#modules/utenti';
import { creaCtx, type Ctx, type Lettera } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import type { RigaProva } from '#support/dovuti';
import { annullaAvviso, mondoFermo, pagaAvviso, unaPersona, unAvviso, type MondoFermo } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { inviaMessaggio } from './acts.ts';
import { datiNotifiche } from './dati.ts';
import { preparaPromemoria } from './promemoria.ts';

const GIORNO_MS = 24 * 3_600_000;

let mondo: MondoFermo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseDiProva());
  ente = await unEnte(mondo);
});

const worker = (): Ctx => ctxDi(mondo, 'worker');
let n = 0;

type Scelte = { avvisi?: boolean; promemoria?: boolean; lingua?: Lingua; email?: string | null };

/** Somebody who has signed in once, with a proved address, and has made their choices. */
async function unaChe({ avvisi = true, promemoria = true, lingua = 'it', email }: Scelte = {}) {
  n += 1;
  const persona = unaPersona();
  const { cittadino } = await accediCittadino(ctxDi(mondo, 'portale'), { token: null, identita: persona });
  const attore = { tipo: 'cittadino', id: cittadino.id, codiceFiscale: persona.codiceFiscale } as const;
  const ctx = creaCtx(mondo, { ruolo: 'portale', attore });
  await ctx.tx((t) => scegliPreferenze(t, { ricevute: true, avvisi, promemoria, lingua }));
  const posta = email === undefined ? `promemoria${n}@example.org` : email;
  await ctx.tx((t) => sql`update utenti.cittadino set email = ${posta} where id = ${cittadino.id}`.execute(t.db));
  return { ctx, id: cittadino.id, codice: persona.codiceFiscale as string, posta };
}

async function chiede(codice: string, scadenza: Giorno | null, altro: RigaProva = {}) {
  n += 1;
  const riga = { IUD: `PROM${n}`, importoDovuto: '10.00', codiceIdentificativoUnivoco: codice, ...altro };
  const quando = scadenza === null ? {} : { dataScadenzaPagamento: scadenza };
  return { riga, avviso: await unAvviso(mondo, ente, { ...riga, ...quando, causaleVersamento: 'Retta di Ada' }) };
}

const fra = (giorni: number): Giorno => piuGiorni(worker().oggi, giorni);

/** What is written to them now: the job runs twice, as one that was killed, and what it has prepared is sent. */
async function posta(id: string): Promise<Lettera[]> {
  await preparaPromemoria(worker());
  await preparaPromemoria(worker());
  const { rows } = await sql<{ id: string }>`
    select id from notifiche.messaggio where modello = 'promemoria' and dati ->> 'cittadinoId' = ${id} and inviato_il is null
     order by id`.execute(worker().db);
  const prima = mondo.posta.length;
  for (const messaggio of rows) await inviaMessaggio(worker(), messaggio.id);
  return mondo.posta.slice(prima);
}

describe('who has asked for it', () => {
  it('is told of several notices in one mail: how much, to whom, by when; not what for, nor whose', async () => {
    const chi = await unaChe();
    await chiede(chi.codice, fra(60));
    await chiede(chi.codice, fra(3), { importoDovuto: '25.00' });
    await chiede(unaPersona().codiceFiscale, fra(3));
    const [mail, ...altre] = await posta(chi.id);
    expect([mail?.a, mail?.oggetto, altre.length]).toEqual([chi.posta, 'Pagamenti: 2 nuovi avvisi', 0]);
    for (const cosa of [
      ente.denominazione,
      '10,00',
      '25,00',
      `entro il ${formatGiorno(fra(3))}`,
      '/posizioni',
      '/promemoria/',
    ])
      expect(mail?.testo).toContain(cosa);
    expect(mail?.testo).not.toMatch(/Retta|Ada|Rossi|Mario/);
    expect(mail?.testo).not.toContain(chi.codice);
    // And their copy of what is kept of them says so.
    const { posta: tenuta = [] } = await chi.ctx.tx((t) => datiNotifiche(t));
    expect(tenuta.map((riga) => [riga['modello'], (riga['avvisi'] as unknown[] | null)?.length])).toEqual([
      ['promemoria', 3],
    ]);
    // The same day and the day after: nothing of it is said again, also of the one that was about to be due.
    expect(await posta(chi.id)).toEqual([]);
    mondo.avanti(GIORNO_MS);
    expect(await posta(chi.id)).toEqual([]);
  });

  it('is told once a day at most: what comes after is for tomorrow', async () => {
    const chi = await unaChe();
    await chiede(chi.codice, fra(60));
    expect(await posta(chi.id)).toHaveLength(1);
    await chiede(chi.codice, fra(70));
    expect(await posta(chi.id)).toEqual([]);
    mondo.avanti(GIORNO_MS);
    expect((await posta(chi.id)).map((mail) => mail.oggetto)).toEqual(['Pagamenti: un nuovo avviso']);
  });

  it('is reminded once, in their language, a few days before; of what was there before too', async () => {
    const chi = await unaChe({ avvisi: false, lingua: 'de' });
    await chiede(chi.codice, fra(9));
    expect(await posta(chi.id)).toEqual([]);
    mondo.avanti(2 * GIORNO_MS);
    const [mail] = await posta(chi.id);
    expect(mail?.oggetto).toBe('Zahlungen: eine bald fällige Zahlungsmitteilung');
    for (let giorno = 0; giorno < 4; giorno += 1) {
      mondo.avanti(GIORNO_MS);
      expect(await posta(chi.id)).toEqual([]);
    }
  });

  it('is not told of what they have paid, or the ente has annulled, before the mail leaves', async () => {
    const chi = await unaChe();
    const [pagato, annullato] = [await chiede(chi.codice, fra(60)), await chiede(chi.codice, fra(60))];
    await preparaPromemoria(worker());
    await pagaAvviso(mondo, ente, pagato.avviso);
    await annullaAvviso(mondo, ente, annullato.riga);
    expect(await posta(chi.id)).toEqual([]);
  });

  it('new is what comes after they asked for it', async () => {
    const chi = await unaChe({ avvisi: false, promemoria: false });
    await chiede(chi.codice, fra(60));
    await scegliPreferenze(chi.ctx, { ricevute: true, avvisi: true, promemoria: true, lingua: 'it' });
    expect(await posta(chi.id)).toEqual([]);
    await chiede(chi.codice, fra(61));
    expect(await posta(chi.id)).toHaveLength(1);
  });
});

describe('nobody else is written to', () => {
  it.each([
    ['who has asked for nothing', { avvisi: false, promemoria: false }],
    ['who has no proved address', { email: null }],
  ] as const)('%s', async (_chi, scelte) => {
    const chi = await unaChe(scelte);
    await chiede(chi.codice, fra(3));
    expect(await posta(chi.id)).toEqual([]);
  });

  it('who has followed the link of the mail, which no one else can write', async () => {
    const chi = await unaChe();
    await chiede(chi.codice, fra(3));
    const [mail] = await posta(chi.id);
    const riferimento = /\/promemoria\/(\S+)/.exec(mail?.testo ?? '')?.[1] ?? '';
    expect(mail?.disdici).toBe(`${mondo.config.urlPubblico}/promemoria/${riferimento}/posta`);
    const portale = ctxDi(mondo, 'portale');
    for (const male of ['', 'x', `${riferimento}x`, `B${riferimento.slice(1)}`, riferimento.slice(0, -2)])
      expect([male, leggiDisdetta(portale, male)]).toEqual([male, null]);
    expect(leggiDisdetta(portale, riferimento)).toBe(chi.id);
    for (let volte = 0; volte < 2; volte += 1) await disdiciPromemoria(portale, chi.id);
    expect((await leggiProfilo(chi.ctx)).preferenze).toEqual({ ricevute: true, avvisi: false, promemoria: false });
    mondo.avanti(GIORNO_MS);
    await chiede(chi.codice, fra(60));
    expect(await posta(chi.id)).toEqual([]);
    const { rows } = await sql<{ azione: string }>`
      select azione from registro.atto where oggetto = 'cittadino' and oggetto_id = ${chi.id} and azione like 'cittadino.promemoria%'
       order by istante`.execute(worker().db);
    expect(rows.map(({ azione }) => azione)).toEqual([
      'cittadino.promemoria_preparato',
      'cittadino.promemoria_disdetti',
    ]);
  });
});
