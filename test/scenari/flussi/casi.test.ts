import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { FlussoId } from '#kernel/ids';
import { registraTipoDovuto } from '#modules/enti';
import {
  calcolaAnteprima,
  caricaDovuti,
  confermaAnteprima,
  leggiAnteprima,
  leggiFileFlusso,
  leggiFlusso,
  riceviAltrui,
  riceviDovuti,
  usaCorrispondenza,
} from '#modules/flussi';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { databaseDiProva } from '#support/db';
import { zipDi } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { unOperatore } from '#support/ufficio';
import { CATALOGO, mostrati } from './catalogo.ts';
import { atteso, leggiCasi, leggiDelCaso, type Caso, type Passo } from './casi.ts';

const CASI = await leggiCasi();

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

/** The ente of the cases: beside TARI, a kind of due for each rule that a kind may have. */
async function enteDelCaso(): Promise<EnteDiProva> {
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const base = { ...TIPO, contoId: ente.contoId, contoPostaleId: null };
  for (const tipo of [
    { codice: 'MULTE', scadenzaObbligatoria: true },
    { codice: 'STAMPA', scadenzaStampata: true },
    { codice: 'MENSA', codiceFiscaleAnonimo: true },
    { codice: 'SPENTO', attivo: false },
  ]) {
    valoreDi(await registraTipoDovuto(ctx, { ...base, ...tipo }));
  }
  return ente;
}

const NOME_DEL_CASO = 'c_prova';
const perEnte = (testo: string, ente: EnteDiProva): string => testo.replaceAll(NOME_DEL_CASO, ente.codIpa);
const perCaso = (testo: string, ente: EnteDiProva): string => testo.replaceAll(ente.codIpa, NOME_DEL_CASO);

async function fileDi(caso: Caso, passo: Passo, ente: EnteDiProva): Promise<Buffer> {
  if (passo.foglio === true) return leggiDelCaso(caso.nome, `${passo.nome}.xlsx`);
  const voci: Record<string, Buffer> = {};
  for (const [voce, file] of Object.entries(passo.voci ?? { [`${passo.nome}.csv`]: `${passo.nome}.csv` }))
    voci[perEnte(voce, ente)] = await leggiDelCaso(caso.nome, file);
  return zipDi(voci);
}

async function invia(caso: Caso, passo: Passo, ente: EnteDiProva): Promise<{ ctx: Ctx; flussoId: FlussoId } | string> {
  const attore = passo.daOperatore
    ? { tipo: 'operatore' as const, id: (await unOperatore(mondo, [ente])).operatoreId }
    : { tipo: 'sistema' as const };
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore, enteId: ente.enteId });
  if (passo.altrui !== undefined) return inviaAltrui(caso, passo, passo.altrui, ente);
  const esito = await riceviDovuti(ctx, {
    nomeFile: `${perEnte(passo.nome, ente)}${passo.foglio === true ? '.xlsx' : (passo.estensione ?? '.zip')}`,
    contenuto: Readable.from([await fileDi(caso, passo, ente)]),
  });
  return esito.ok ? { ctx, flussoId: esito.value.flussoId } : esito.refusal.codice;
}

/** Sends a file in a layout of somebody else, says which column is which, and confirms what it would do. */
async function inviaAltrui(
  caso: Caso,
  { nome }: Passo,
  { file, corrispondenza }: NonNullable<Passo['altrui']>,
  ente: EnteDiProva,
): Promise<{ ctx: Ctx; flussoId: FlussoId } | string> {
  const [ctx, lavoro] = [ctxDi(mondo, 'ufficio', ente.enteId), ctxDi(mondo, 'worker', ente.enteId)];
  const contenuto = Readable.from([await leggiDelCaso(caso.nome, file)]);
  const arrivato = await riceviAltrui(ctx, { nomeFile: file, contenuto });
  if (!arrivato.ok) return arrivato.refusal.codice;
  const { flussoId } = arrivato.value;
  const iuf = nome.split('-')[1] ?? '';
  const usata = await usaCorrispondenza(ctx, { flussoId, corrispondenza, iuf, salvaCome: '' });
  if (!usata.ok) return usata.refusal.codice;
  await calcolaAnteprima(lavoro, flussoId);
  const impronta = (await ctx.tx((t) => leggiAnteprima(t, flussoId)))?.impronta ?? '';
  valoreDi(await confermaAnteprima(ctx, { flussoId, impronta }));
  await calcolaAnteprima(lavoro, flussoId);
  return { ctx: lavoro, flussoId };
}

/** A text that a loaded file gives back; blank when there is none. */
async function restituito(ctx: Ctx, flussoId: FlussoId, quale: 'scarti' | 'iuv'): Promise<string> {
  const file = await ctx.tx((t) => leggiFileFlusso(t, flussoId, quale));
  if (file === null) return '';
  return conZip(mondo.files.percorso(file.fileId), LIMITI, async ([voce]) => {
    const pezzi: Buffer[] = [];
    for await (const pezzo of (await voce?.apri()) ?? []) pezzi.push(pezzo as Buffer);
    return Buffer.concat(pezzi).toString('utf8');
  });
}

async function staPagando(ente: EnteDiProva, iud: string): Promise<void> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const { rows } = await ctx.tx((t) =>
    sql<{ avviso: string }>`
      select i.numero_avviso as avviso from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
       where d.ente_id = ${ente.enteId} and d.iud = ${iud}`.execute(t.db),
  );
  await sql`insert into registro.attivazione (istante, dominio, numero_avviso)
            values (clock_timestamp(), ${ente.codiceFiscale}, ${rows[0]?.avviso})`.execute(ctxDi(mondo, 'nodo').db);
}

async function dovutiAllaFine(ente: EnteDiProva): Promise<string> {
  const { rows } = await ctxDi(mondo, 'worker', ente.enteId).tx((t) =>
    sql<{ riga: string }>`
      select concat_ws(';', d.iud, d.stato, d.importo_cents, coalesce(i.iuv, '')) as riga
        from posizioni.dovuto as d left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
       where d.ente_id = ${ente.enteId} order by d.iud collate "C"`.execute(t.db),
  );
  return rows.length === 0 ? '' : `${['iud;stato;centesimi;iuv', ...rows.map(({ riga }) => riga)].join('\n')}\n`;
}

async function svolgi(caso: Caso, passo: Passo, ente: EnteDiProva): Promise<void> {
  for (const iud of passo.inPagamento ?? []) await staPagando(ente, iud);
  const inviato = await invia(caso, passo, ente);
  if (typeof inviato === 'string') {
    expect({ rifiuto: inviato }).toEqual(passo.esito);
    return;
  }
  expect(passo.esito).not.toHaveProperty('rifiuto');
  if ('inCoda' in passo.esito) return;
  const { ctx, flussoId } = inviato;
  await caricaDovuti(ctxDi(mondo, 'worker', ente.enteId), flussoId);
  const flusso = await ctx.tx((t) => leggiFlusso(t, flussoId));
  const [accettate, scartate] = [flusso?.righeAccettate, flusso?.righeScartate];
  const esito = flusso?.stato === 'eseguito' ? { accettate, scartate } : { fallito: flusso?.codiceErrore };
  for (const quale of ['scarti', 'iuv'] as const) {
    const testo = perCaso(await restituito(ctx, flussoId, quale), ente);
    expect(testo).toBe(await atteso(caso.nome, `${passo.nome}_${quale.toUpperCase()}.csv`));
  }
  expect(esito).toEqual(passo.esito);
}

describe('a file of dovuti', () => {
  it.each(CASI)('$nome: $perche', async (caso) => {
    const ente = await enteDelCaso();
    for (const passo of caso.passi) await svolgi(caso, passo, ente);
    expect(perCaso(await dovutiAllaFine(ente), ente)).toBe(await atteso(caso.nome, 'dovuti.csv'));
  });
});

it('every code, and every text of reading, of the catalogue has a case', async () => {
  const visti = await mostrati(CASI);
  expect(CATALOGO.filter((voce) => !visti.has(voce))).toEqual([]);
});
