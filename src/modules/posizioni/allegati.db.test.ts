import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leggiModulo } from '#modules/enti';
import { chiediProva, datiProva, usaCodice } from '#modules/utenti';
import { valoreDi, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { Ctx, Mondo } from '#platform/contesto';
import type { Ruolo } from '#platform/db/ruoli';
import { CIMITERO_CON_FILE, unaImmagine, unPdf } from '#support/allegati';
import { databaseDiProva, databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  allegatiDellaVisita,
  chiediSpontaneo,
  confermaSpontaneo,
  lavori,
  leggiAllegati,
  scaricaAllegato,
  SCOPO_SPONTANEO,
  tieniAllegato,
  togliAllegato,
  type FormaInCorso,
  type RichiestaId,
} from './index.ts';

const GIORNO_MS = 86_400_000;
let mondo: Mondo;
let scarto = 0;
let ente: EnteDiProva;
let versione: number;
beforeAll(async () => {
  mondo = { ...mondoDiProva(await databaseDiProva()), orologio: () => new Date(Date.now() + scarto) };
});
beforeEach(async () => {
  scarto = 0;
  ente = await unEnte(mondo);
  versione = await conModulo(mondo, ente, { definizione: CIMITERO_CON_FILE });
});

const ctx = (ruolo: Ruolo, quale = ente): Ctx => ctxDi(mondo, ruolo, quale.enteId);
const portale = (): Ctx => ctx('portale');
const nuovaForma = (quale = ente): FormaInCorso => ({
  enteId: quale.enteId,
  tipoDovutoId: quale.tipoDovutoId,
  visita: randomBytes(32),
});

async function tieni(forma: FormaInCorso, byte: Buffer, risposta = 'atto', nome = 'Atto.pdf'): Promise<Esito<string>> {
  const pubblico = await leggiModulo(portale(), forma);
  if (pubblico === null) throw new Error('no form');
  return tieniAllegato(portale(), { ...forma, modulo: pubblico.modulo }, { risposta, nome, byte });
}
const codice = (esito: Esito<string>): string => (esito.ok ? 'ok' : esito.refusal.codice);

function chiedi(forma: FormaInCorso, allegati: { risposta: string; id: string }[]): Promise<RichiestaId> {
  const risposte = { luogo: 'nord', defunto: 'Ada Neri', 'righe.righe': '1', 'righe.0.quante': '1' };
  const file = Object.fromEntries(allegati.map(({ risposta, id }) => [risposta, id]));
  return chiediSpontaneo(
    portale(),
    {
      ...{ tipoDovutoId: ente.tipoDovutoId, versione, giorno: '2026-11-27' as Giorno, lingua: 'it' },
      ...{ importoCents: cents(1500), debitore: { tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' } },
      risposte: { ...risposte, ...file },
    },
    { visita: forma.visita, allegati },
  );
}

async function accolta(richiestaId: RichiestaId): Promise<DovutoId> {
  const di = {
    scopo: SCOPO_SPONTANEO,
    enteId: ente.enteId,
    oggettoId: richiestaId,
    email: `${randomUUID()}@example.org`,
  };
  const { provaId } = valoreDi(await chiediProva(portale(), di));
  valoreDi(await usaCodice(portale(), { provaId, codice: (await datiProva(ctx('worker'), provaId))?.codice ?? '' }));
  await confermaSpontaneo(portale(), { enteId: ente.enteId, richiestaId, provaId });
  await lavoraRichiesta(mondo, ente, richiestaId);
  const { rows } = await sql<{ id: DovutoId }>`
    select id from posizioni.dovuto where ente_id = ${ente.enteId} and iud = ${`S-${richiestaId.replaceAll('-', '')}`}`.execute(
    ctx('worker').db,
  );
  return rows[0]?.id ?? ('' as DovutoId);
}

async function pulisci(): Promise<void> {
  await lavori.find(({ nome }) => nome === 'posizioni.dimentica_richieste')?.esegui(ctx('worker'), {});
}

async function file(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(id)::integer as n from posizioni.allegato where ente_id = ${ente.enteId}`.execute(ctx('worker').db);
  return rows[0]?.n ?? -1;
}

describe('a file of a form that is being filled in', () => {
  it('is known to its visit only, for its kind of due, for a day', async () => {
    const forma = nuovaForma();
    const id = valoreDi(await tieni(forma, unPdf()));
    expect(id).toMatch(/^[0-9a-f-]{14}4/);
    const bytes = unPdf().length;
    expect(await allegatiDellaVisita(portale(), forma)).toEqual([
      { id, campo: 'atto', nome: 'Atto.pdf', tipo: 'application/pdf', bytes },
    ]);
    const altro = await unEnte(mondo);
    for (const altrui of [
      nuovaForma(),
      { ...forma, enteId: altro.enteId },
      { ...forma, tipoDovutoId: altro.tipoDovutoId },
    ]) {
      expect(await allegatiDellaVisita(portale(), altrui)).toEqual([]);
      await togliAllegato(portale(), altrui.visita.equals(forma.visita) ? nuovaForma() : altrui, id);
      await expect(chiedi(nuovaForma(), [{ risposta: 'atto', id }])).rejects.toThrow('went away meanwhile');
    }
    // The same file twice is one.
    expect(valoreDi(await tieni(forma, unPdf()))).toBe(id);
    expect(await file()).toBe(1);
    scarto = GIORNO_MS;
    expect(await allegatiDellaVisita(portale(), forma)).toEqual([]);
    await expect(chiedi(forma, [{ risposta: 'atto', id }])).rejects.toThrow('went away meanwhile');
    scarto = 0;
    await togliAllegato(portale(), forma, id);
    expect(await file()).toBe(0);
  });

  it('is sealed: nothing of it is in the row, nor of what a picture said of itself in what is kept', async () => {
    const forma = nuovaForma();
    const foto = await unaImmagine('jpeg');
    expect(foto.toString('latin1')).toContain('SEGRETO');
    valoreDi(await tieni(forma, unPdf('PAROLA SEGRETA')));
    valoreDi(await tieni(forma, foto, 'righe.0.foto', 'foto.jpg'));
    const { rows } = await mondo.pools.worker.query<{ n: string }>('select current_user as n');
    expect(rows[0]?.n).toBe('mypay_worker');
    const richiestaId = await chiedi(
      forma,
      (await allegatiDellaVisita(portale(), forma)).map((a) => ({ risposta: a.campo, id: a.id })),
    );
    const dovutoId = await accolta(richiestaId);
    await ctx('ufficio').tx(async (t) => {
      const letti = await leggiAllegati(t, dovutoId);
      expect(letti).toHaveLength(2);
      for (const { id } of letti) {
        const { rows: grezzi } = await sql<{ contenuto: Buffer }>`
          select contenuto from posizioni.apri_allegato(${dovutoId}, ${id})`.execute(t.db);
        expect(grezzi[0]?.contenuto.toString('latin1')).toMatch(/^(?![\s\S]*(?:SEGRET|PDF|JFIF))/);
      }
      for (const { id, tipo } of letti) {
        const aperto = await scaricaAllegato(t, dovutoId, id);
        expect(aperto?.byte.toString('latin1').includes('SEGRET')).toBe(tipo === 'application/pdf');
      }
    });
  });

  it('is refused by code', async () => {
    const forma = nuovaForma();
    const png = await unaImmagine('png');
    expect(codice(await tieni(forma, Buffer.alloc(0)))).toBe('ALLEGATO_VUOTO');
    expect(codice(await tieni(forma, Buffer.concat([unPdf(), Buffer.alloc(1024 * 1024)])))).toBe(
      'ALLEGATO_TROPPO_GRANDE',
    );
    expect(codice(await tieni(forma, Buffer.from('ciao')))).toBe('ALLEGATO_TIPO_NON_AMMESSO');
    expect(codice(await tieni(forma, unPdf(), 'righe.0.foto'))).toBe('ALLEGATO_TIPO_NON_AMMESSO');
    expect(codice(await tieni(forma, png.subarray(0, png.length - 30)))).toBe('ALLEGATO_ILLEGGIBILE');
    expect(codice(await tieni(forma, Buffer.concat([unPdf(), Buffer.from('MZ')])))).toBe('ALLEGATO_DOPPIO');
    expect(codice(await tieni(forma, await unaImmagine('png', LIMITI.allegatoLatoMax + 1)))).toBe(
      'ALLEGATO_TROPPI_PUNTI',
    );
    for (const nessuno of ['niente', 'defunto', 'righe', 'righe.foto.0', '__proto__'])
      expect(codice(await tieni(forma, unPdf(), nessuno))).toBe('ALLEGATO_NON_CHIESTO');
    expect(await file()).toBe(0);
  });

  it('goes with no more than so many others, and not for ever more', async () => {
    const forma = nuovaForma();
    const uno = (n: number): Promise<Esito<string>> => tieni(forma, unPdf(`Atto ${n}`));
    for (let n = 1; n < LIMITI.allegatiModuloMax; n++) valoreDi(await uno(n));
    // At once they are counted one after the other.
    const insieme = await Promise.all([uno(100), uno(101), uno(102)]);
    expect(insieme.map(codice).toSorted()).toEqual(['ALLEGATI_TROPPI', 'ALLEGATI_TROPPI', 'ok']);
    expect(codice(await tieni(nuovaForma(), unPdf()))).toBe('ok');

    const { enteId, tipoDovutoId, visita } = nuovaForma();
    const grande = (bytes: number, chi: Buffer) =>
      sql<{ esito: string }>`
      select esito from posizioni.aggiungi_allegato(${enteId}, ${tipoDovutoId}, 'atto', ${chi},
        ${JSON.stringify({ nome: 'a.pdf', tipo: 'application/pdf', bytes })}::jsonb, ${randomBytes(32)}, ''::bytea, now())`.execute(
        portale().db,
      );
    const esiti: (string | undefined)[] = [];
    for (let n = 0; n < 5; n++) esiti.push((await grande(10 * 1024 * 1024, visita)).rows[0]?.esito);
    expect(esiti).toEqual(['tenuto', 'tenuto', 'tenuto', 'tenuto', 'troppo_grandi']);
    expect(codice(await tieni({ enteId, tipoDovutoId, visita }, unPdf()))).toBe('ALLEGATI_TROPPO_GRANDI');
    await expect(grande(LIMITI.allegatoBytesMax + 1, randomBytes(32))).rejects.toThrow('allegato_bytes_check');
  });
});

it('is not taken where there is no room for those that nobody has sent yet', async () => {
  // A database of its own: everybody's files are counted.
  const suo = mondoDiProva(await databaseNuovo());
  const qui = await unEnte(suo);
  await conModulo(suo, qui, { definizione: CIMITERO_CON_FILE });
  const { db } = ctxDi(suo, 'portale', qui.enteId);
  const riempi = (quanti: number) =>
    sql<{ esito: string }>`
    select distinct a.esito
      from generate_series(1, ${quanti}) as n,
           posizioni.aggiungi_allegato(${qui.enteId}, ${qui.tipoDovutoId}, 'atto', sha256(n::text::bytea),
             '{"nome": "a.pdf", "tipo": "application/pdf", "bytes": 10485760}', sha256(''), '', now()) as a`.execute(
      db,
    );
  expect((await riempi(1024)).rows).toEqual([{ esito: 'tenuto' }]);
  const forma = nuovaForma(qui);
  const pubblico = await leggiModulo(ctxDi(suo, 'portale'), forma);
  if (pubblico === null) throw new Error('no form');
  const ancora = await tieniAllegato(
    ctxDi(suo, 'portale', qui.enteId),
    { ...forma, modulo: pubblico.modulo },
    { risposta: 'atto', nome: 'a.pdf', byte: unPdf() },
  );
  expect(codice(ancora)).toBe('ALLEGATI_SENZA_POSTO');
});

describe('a file of a request', () => {
  it('is found by who works for the ente, under its question, and each opening is in the registro', async () => {
    const forma = nuovaForma();
    const atto = valoreDi(await tieni(forma, unPdf()));
    const foto = valoreDi(await tieni(forma, await unaImmagine('png'), 'righe.0.foto', 'lapide.PNG'));
    const legati = [
      { risposta: 'righe.0.foto', id: foto },
      { risposta: 'atto', id: atto },
    ];
    // Sent twice, each request holds it.
    await chiedi(forma, legati);
    const dovutoId = await accolta(await chiedi(forma, legati));
    await togliAllegato(portale(), forma, atto);
    const letti = await ctx('ufficio').tx((t) => leggiAllegati(t, dovutoId));
    expect(letti.map(({ nome, detta }) => [nome, detta?.posto])).toEqual([
      [
        'lapide.png',
        [
          { etichetta: 'Lampade', riga: 1 },
          { etichetta: 'Foto', riga: null },
        ],
      ],
      ['Atto.pdf', [{ etichetta: 'Atto di concessione', riga: null }]],
    ]);
    const aperto = await ctx('ufficio').tx((t) => scaricaAllegato(t, dovutoId, atto));
    expect(aperto).toEqual({ nome: 'Atto.pdf', tipo: 'application/pdf', byte: unPdf() });
    const { rows } = await sql<{ azione: string }>`
      select azione from registro.atto where oggetto_id = ${dovutoId} and azione like 'allegato%'`.execute(
      ctx('worker').db,
    );
    expect(rows).toEqual([{ azione: 'allegato.scaricato' }]);
    // What the ente's software reads of the posizione does not hold the names under which files are kept.
    const { rows: metadati } = await sql<{ chiave: string }>`
      select chiave from posizioni.metadato where ente_id = ${ente.enteId} order by chiave`.execute(ctx('worker').db);
    expect(metadati.map(({ chiave }) => chiave)).not.toContain('atto');

    const altro = await unEnte(mondo);
    expect(await ctx('ufficio', altro).tx((t) => leggiAllegati(t, dovutoId))).toEqual([]);
    expect(await ctx('ufficio', altro).tx((t) => scaricaAllegato(t, dovutoId, atto))).toBeNull();
    expect(await ctx('ufficio').tx((t) => scaricaAllegato(t, dovutoId, randomUUID()))).toBeNull();
  });

  it('lives as long as its dovuto; what no request holds goes after a day, with the requests that came to nothing', async () => {
    const forma = nuovaForma();
    const id = valoreDi(await tieni(forma, unPdf('accolta')));
    await accolta(await chiedi(forma, [{ risposta: 'atto', id }]));
    const vana = valoreDi(await tieni(forma, unPdf('vana')));
    await chiedi(forma, [{ risposta: 'atto', id: vana }]);
    valoreDi(await tieni(forma, unPdf('sciolto')));
    await pulisci();
    expect(await file()).toBe(3);
    scarto = GIORNO_MS;
    await pulisci();
    expect(await file()).toBe(1);
    scarto = 400 * GIORNO_MS;
    await pulisci();
    expect(await file()).toBe(1);
  });
});

describe('the database', () => {
  const vietato = /permission denied/;
  const prova = (ruolo: Ruolo, che: string) => ctx(ruolo).tx((t) => sql.raw(che).execute(t.db));

  it('shows files to nobody, but through its functions', async () => {
    valoreDi(await tieni(nuovaForma(), unPdf()));
    for (const ruolo of ['portale', 'ufficio', 'sil', 'nodo'] as const)
      for (const tabella of ['allegato', 'richiesta_allegato', 'posizione_allegato']) {
        await expect(prova(ruolo, `select 1 from posizioni.${tabella}`)).rejects.toThrow(vietato);
        await expect(prova(ruolo, `delete from posizioni.${tabella}`)).rejects.toThrow(vietato);
      }
    await expect(prova('worker', 'select contenuto from posizioni.allegato')).rejects.toThrow(vietato);
    await expect(prova('worker', 'select nome from posizioni.allegato')).rejects.toThrow(vietato);
    const nessuno = randomUUID();
    for (const ruolo of ['portale', 'sil', 'nodo', 'worker'] as const)
      for (const che of [`allegati_del_dovuto('${nessuno}')`, `apri_allegato('${nessuno}', '${nessuno}')`])
        await expect(prova(ruolo, `select posizioni.${che}`)).rejects.toThrow(vietato);
    for (const ruolo of ['portale', 'sil', 'nodo', 'worker'] as const)
      for (const che of [
        `lega_allegati_dovuto('${nessuno}', '', '{}', '{}', 1, 'x', now())`,
        `togli_allegato_dovuto('${nessuno}', '${nessuno}', 'x', 'x', now())`,
      ])
        await expect(prova(ruolo, `select posizioni.${che}`)).rejects.toThrow(vietato);
    for (const ruolo of ['sil', 'nodo', 'worker'] as const)
      await expect(prova(ruolo, `select posizioni.togli_allegato('${nessuno}', '${nessuno}', '')`)).rejects.toThrow(
        vietato,
      );
  });

  it('gives a file to no request that was confirmed, nor to one of another kind of due', async () => {
    const forma = nuovaForma();
    const id = valoreDi(await tieni(forma, unPdf()));
    const richiestaId = await chiedi(forma, []);
    const lega = () =>
      sql<{ n: number }>`
      select posizioni.lega_allegati(${ente.enteId}, ${richiestaId}, ${forma.visita}, array[${id}]::uuid[], array['atto'],
                                   now()) as n`.execute(portale().db);
    const altro = await unEnte(mondo);
    const diAltri = await sql<{ n: number }>`
      select posizioni.lega_allegati(${altro.enteId}, ${richiestaId}, ${forma.visita}, array[${id}]::uuid[], array['atto'],
                                   now()) as n`.execute(portale().db);
    expect(diAltri.rows).toEqual([{ n: 0 }]);
    await accolta(richiestaId);
    expect((await lega()).rows).toEqual([{ n: 0 }]);
  });
});
