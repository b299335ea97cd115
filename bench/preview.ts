import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { setTimeout as attendi } from 'node:timers/promises';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { calcolaAnteprima, leggiAnteprima, riceviDovuti, type Anteprima } from '#modules/flussi';
import { creaCtx, type Ctx } from '#platform/contesto';
import { csvDovuti, zipDi, type RigaProva } from '../test/support/dovuti.ts';
import type { EnteDiProva } from '../test/support/un-ente.ts';
import { apriBanco, mondoDelBanco } from './banco.ts';
import { mediana, racconta, RIPETIZIONI, type Misura } from './misura.ts';

const RIGHE = 100_000;
/** What a person waits for: something to look at, and all of it. */
const PRIMO_SECONDI = 3;
const TUTTO_SECONDI = 10;
const SGUARDO_MS = 20;

/**
 * The preview of 100,000 rows of CSV 1_3 into a database that already holds a million dovuti: six rows in ten are new, three change what
 * is there, one in twenty annuls, one in twenty is wrong. Here the floor is what the person was promised.
 */
export async function misuraPreview(): Promise<Misura[]> {
  const banco = await apriBanco();
  try {
    const [ente] = banco.enti;
    if (ente === undefined) throw new Error('bench: no ente');
    const mondo = mondoDelBanco(await banco.clona('banco_preview'));
    const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' }, enteId: ente.enteId });
    const testo = csvDovuti(ente, '1_3', await righe(ctx, ente));
    const primi: number[] = [];
    const tutti: number[] = [];
    let rss = 0;
    for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
      const base = `${ente.codIpa}-PREVIEW${giro}-1_3`;
      const contenuto = Readable.from([await zipDi({ [`${base}.csv`]: testo })]);
      const ricevuto = await riceviDovuti(ctx, { nomeFile: `${base}.zip`, contenuto, anteprima: true });
      const prima = process.memoryUsage.rss();
      const { primo, tutto } = await misura(ctx, valoreDi(ricevuto).flussoId);
      rss = Math.max(rss, (process.memoryUsage.rss() - prima) / 1024 / 1024);
      primi.push(1 / primo);
      tutti.push(RIGHE / tutto);
      racconta(`giro ${giro}: primo risultato in ${primo.toFixed(2)} s, tutto in ${tutto.toFixed(2)} s`);
    }
    await mondo.chiudi();
    await banco.elimina('banco_preview');
    return [
      voce({ name: 'previewFirst', unit: '1/s', ours: mediana(primi), floor: 1 / PRIMO_SECONDI, rss }),
      voce({ name: 'preview', unit: 'righe/s', ours: mediana(tutti), floor: RIGHE / TUTTO_SECONDI, rss }),
    ];
  } finally {
    await banco.chiudi();
  }
}

function voce({ rss, ...v }: { name: string; unit: string; ours: number; floor: number; rss: number }): Misura {
  return { ...v, ratio: v.ours / v.floor, goal: 1, rssMbAboveIdle: rss };
}

async function righe(ctx: Ctx, ente: EnteDiProva): Promise<RigaProva[]> {
  const { rows } = await ctx.tx((t) =>
    sql<{ iud: string; iuv: string }>`
      select d.iud, i.iuv from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
       where d.ente_id = ${ente.enteId} order by d.id limit ${RIGHE / 2}`.execute(t.db),
  );
  return Array.from({ length: RIGHE }, (_, n) => {
    const presente = rows[Math.floor(n / 2)] ?? { iud: '', iuv: '' };
    const esistente = { IUD: presente.iud, codIuv: presente.iuv, flagGeneraIuv: '' };
    if (n % 20 === 19) return { IUD: `STORTA${n}`, importoDovuto: 'dieci' };
    if (n % 20 === 17) return { ...esistente, azione: 'A' };
    if (n % 20 < 12 && n % 2 === 0) return { ...esistente, azione: 'M' };
    return { IUD: `NUOVA${n}`, anagraficaPagatore: `Persona Numero ${n}` };
  });
}

/** Seconds to the first figure that a page can show, and to the last. */
async function misura(ctx: Ctx, flussoId: FlussoId): Promise<{ primo: number; tutto: number }> {
  const inizio = performance.now();
  const secondi = (): number => (performance.now() - inizio) / 1000;
  const leggi = (): Promise<Anteprima | null> => ctx.tx((t) => leggiAnteprima(t, flussoId));
  const lavoro = calcolaAnteprima(ctx, flussoId);
  let primo = 0;
  for (let letta = await leggi(); letta !== null && primo === 0; letta = await leggi()) {
    if (letta.righeLette > 0) primo = secondi();
    await attendi(SGUARDO_MS);
  }
  await lavoro;
  const tutto = secondi();
  const voci = (await leggi())?.riepilogo ?? [];
  racconta(voci.map((v) => `${v.esito} ${v.righe}`).join(', '));
  return { primo, tutto };
}
