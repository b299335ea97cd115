import { sql } from 'kysely';
import { ok, type Esito } from '#kernel/esito';
import { piuGiorni, type Giorno } from '#kernel/giorno';
import { isUuid, type EnteId, type OperatoreId } from '#kernel/ids';
import { regoleTipi } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { prenotaDa } from '../acts/prenota-pagati.ts';
import { isVersionePagati } from '../core/pagati/colonne.ts';
import { isFormato, VERSIONE_2_0 } from '../core/pagati/due-zero.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { selectDestinazione } from '../store/destinazione.ts';
import { rintocca } from './store.ts';

/** How often, and how many days that is. */
export const CADENZE = { giornaliera: 1, settimanale: 7 } as const;
export type Cadenza = keyof typeof CADENZE;

/** Bookings made in one run of the clock; those left are made in the next. */
const INSIEME_MAX = 1000;

export type Programmazione = {
  id: string;
  cadenza: Cadenza;
  versione: string;
  formato: string;
  tipoDovuto: string;
  fattaFino: Date;
  prossima: Giorno;
  /** Where it is delivered, by name; null: whoever asked for it takes it from the page. */
  destinazione: string | null;
};

type Richiesta = {
  cadenza: string;
  versione: string;
  formato: string;
  tipoDovuto: string;
  operatoreId: OperatoreId;
  /** Where to deliver it; blank: nowhere. */
  destinazioneId?: string;
};

/** From tomorrow, a file of incassi for that operator without being asked again: each has what became known since the one before. */
export async function programma(ctx: Ctx, r: Richiesta): Promise<Esito<{ id: string }, RifiutoFlusso>> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('programma: an ente is needed');
  if (!isCadenza(r.cadenza)) return rifiutoFlusso('EXPORT_CADENZA_NON_VALIDA');
  return ctx.tx(async (t) => {
    const { tipi } = await regoleTipi(t, enteId);
    if (r.tipoDovuto !== '' && !tipi.has(r.tipoDovuto))
      return rifiutoFlusso('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO');
    const isDueZero = r.versione === VERSIONE_2_0 && isFormato(r.formato);
    if (!isDueZero && !isVersionePagati(r.versione)) return rifiutoFlusso('PAA_VERSIONE_TRACCIATO_NON_VALIDA');
    const destinazioneId = r.destinazioneId ?? '';
    if (destinazioneId !== '' && !(await siConsegna(t, destinazioneId)))
      return rifiutoFlusso('DESTINAZIONE_NON_PROVATA');
    const { rows } = await sql<{ id: string }>`
      insert into flussi.programmazione (ente_id, cadenza, versione, formato, tipo_dovuto, operatore_id, creata_il, fatta_fino, prossima,
        destinazione_id)
      values (${enteId}, ${r.cadenza}, ${r.versione}, ${isDueZero ? r.formato : ''}, ${r.tipoDovuto}, ${r.operatoreId}, ${t.now},
        ${t.oggi}::date::timestamp at time zone 'Europe/Rome', ${piuGiorni(t.oggi, 1)}::date,
        ${destinazioneId === '' ? null : destinazioneId})
      on conflict do nothing returning id`.execute(t.db);
    const id = rows[0]?.id;
    if (id === undefined) return rifiutoFlusso('EXPORT_GIA_PROGRAMMATO');
    await annota(t, { azione: 'esportazione.programmata', oggetto: 'programmazione', oggettoId: id });
    return ok({ id });
  });
}

/** Has a test of it gone well, and is it in use? */
async function siConsegna(t: Ctx, destinazioneId: string): Promise<boolean> {
  const destinazione = isUuid<string>(destinazioneId) ? await selectDestinazione(t, destinazioneId) : null;
  return destinazione !== null && destinazione.toltaIl === null && destinazione.provaEsito === 'ok';
}

function isCadenza(testo: string): testo is Cadenza {
  return Object.hasOwn(CADENZE, testo);
}

/** Stops it: only for who asked for it. One that is stopped already stays so. */
export async function sospendi(ctx: Ctx, { id, operatoreId }: { id: string; operatoreId: OperatoreId }): Promise<void> {
  await ctx.tx(async (t) => {
    const { numAffectedRows } = await sql`
      update flussi.programmazione set sospesa_il = ${t.now}
       where ente_id = ${t.enteId} and id = ${id} and operatore_id = ${operatoreId} and sospesa_il is null`.execute(
      t.db,
    );
    if (numAffectedRows === 1n)
      await annota(t, { azione: 'esportazione.sospesa', oggetto: 'programmazione', oggettoId: id });
  });
}

const CAMPI = sql`p.id, p.cadenza, p.versione, p.formato, p.tipo_dovuto as "tipoDovuto", p.fatta_fino as "fattaFino", p.prossima,
  (select d.nome from flussi.destinazione as d where d.ente_id = p.ente_id and d.id = p.destinazione_id) as destinazione`;

/** Those that an operator has asked for and not stopped, oldest first. */
export async function elencoProgrammazioni(t: Ctx, operatoreId: OperatoreId): Promise<Programmazione[]> {
  const { rows } = await sql<Programmazione>`
    select ${CAMPI} from flussi.programmazione as p
     where p.ente_id = ${t.enteId} and p.operatore_id = ${operatoreId} and p.sospesa_il is null order by p.id`.execute(
    t.db,
  );
  return rows;
}

type Dovuta = Programmazione & { enteId: EnteId; operatoreId: OperatoreId };

/** Books the files whose day has come, of every ente: each in its transaction, from where the one before stopped. */
export async function prenotaProgrammati(ctx: Ctx): Promise<void> {
  await ctx.tx(rintocca);
  for (let fatte = 0; fatte < INSIEME_MAX; fatte += 1) {
    if (!(await ctx.tx(prenotaProssima))) return;
  }
}

async function prenotaProssima(t: Ctx): Promise<boolean> {
  const { rows } = await sql<Dovuta>`
    select ${CAMPI}, p.ente_id as "enteId", p.operatore_id as "operatoreId" from flussi.programmazione as p
     where p.sospesa_il is null and p.prossima <= ${t.oggi}::date
     order by p.prossima, p.id limit 1 for update skip locked`.execute(t.db);
  const p = rows[0];
  if (p === undefined) return false;
  // The clock speaks for many: the booking is of the ente and for the operator who wanted it, who sees in it what they may see.
  const suo: Ctx = { ...t, enteId: p.enteId, attore: { tipo: 'operatore', id: p.operatoreId } };
  const cosa = {
    tipoDovuto: p.tipoDovuto,
    versione: p.versione,
    formato: p.formato,
    conRicevuta: p.versione !== '1.0',
  };
  const esito = await prenotaDa(suo, { ...cosa, programmazione: p.id }, { da: p.fattaFino, chiesto: t.now });
  // A kind of due that is no more: nobody would get anything any more.
  if (!esito.ok) {
    await sql`
      update flussi.programmazione set sospesa_il = ${t.now}, fermata = true where ente_id = ${p.enteId} and id = ${p.id}`.execute(
      t.db,
    );
    await annota(suo, { azione: 'esportazione.sospesa', oggetto: 'programmazione', oggettoId: p.id });
    return true;
  }
  await sql`
    update flussi.programmazione set fatta_fino = ${esito.value.fino}, prossima = ${piuGiorni(t.oggi, CADENZE[p.cadenza])}::date
     where ente_id = ${p.enteId} and id = ${p.id}`.execute(t.db);
  return true;
}
