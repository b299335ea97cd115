import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';
import type { RichiestaCarico } from './carico-tabella.ts';

/** What would become of a row. `invariato`: it asks for what is there already. */
export type EsitoProva = 'nuovo' | 'modificato' | 'annullato' | 'invariato' | 'rifiutato';

/** How many rows of a kind of due would end so, and for how much. */
export type VoceProva = { tipo: string; esito: EsitoProva; righe: number; importoCents: Cents };

/** A row that would change something, beside what is there now. */
export type RigaProva = {
  riga: number;
  esito: EsitoProva;
  iud: string;
  debitore: string;
  tipo: string;
  importoCents: Cents;
  dataScadenza: Giorno | null;
  primaCents: Cents | null;
  primaScadenza: Giorno | null;
};

export type RigaRespinta = { riga: number; azione: RichiestaCarico['azione']; iud: string; codice: CodiceCarico };

const ESITO = sql`case when f.esito = 'invariato' then 'invariato' when f.codice is not null then 'rifiutato'
                       when f.esito = 'ripreso' then 'nuovo' else f.esito end`;

/** A whole file is sorted at once, where a slice is small: in memory, for the time of the trial. */
export async function allargaMemoria(ctx: Ctx): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true)`.execute(ctx.db);
}

/** Of what was decided, says which rows ask for what is there already: a modification that changes nothing, or a row loaded before. */
export async function segnaInvariati(ctx: Ctx): Promise<void> {
  await sql`analyze fetta`.execute(ctx.db);
  await sql`
    update fetta as f set esito = 'invariato'
      from carico as c, posizioni.dovuto as d
      join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
      left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     where c.riga = f.riga and d.ente_id = f.ente_id and d.iud = f.iud
       and (f.esito = 'modificato' or (f.azione = 'I' and f.codice = 'IUD_DUPLICATO'))
       and (d.tipo_dovuto_id, d.importo_cents, d.commissione_cents, d.causale, d.data_scadenza, d.dati_riscossione, d.canali, d.bilancio)
         is not distinct from
           (f.tipo_dovuto_id, f.importo_cents, c.commissione_cents, c.causale, c.data_scadenza, c.dati_riscossione, c.canali, c.bilancio)
       and (p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica, p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione,
            p.email)
         is not distinct from
           (c.debitore_tipo, c.debitore_codice, c.debitore_anagrafica, c.indirizzo, c.civico, c.cap, c.localita, c.provincia, c.nazione,
            c.email)
       and (c.iuv is null or c.iuv = i.iuv)
       and not (f.esito = 'modificato' and coalesce(c.posizione ?| array['metadati', 'debitori', 'notaPagatore', 'quota'], false))
       and (c.altre_quote is null
            or (select array_agg(row(q.importo_cents, q.beneficiario_cf, q.beneficiario_denominazione, q.iban, q.tassonomia,
                                     q.causale)::text order by q.indice)
                  from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id and q.indice > 1)
               = (select array_agg(row((v ->> 'importoCents')::bigint, v ->> 'codiceFiscale', v ->> 'denominazione', v ->> 'iban',
                                       v ->> 'tassonomia', v ->> 'causale')::text order by n)
                    from jsonb_array_elements(c.altre_quote) with ordinality as e (v, n)))`.execute(ctx.db);
}

export async function selectVoci(ctx: Ctx): Promise<VoceProva[]> {
  const { rows } = await sql<VoceProva>`
    select c.tipo_dovuto as tipo, ${ESITO} as esito, count(*)::integer as righe, sum(f.importo_cents)::bigint as "importoCents"
      from fetta as f join carico as c on c.riga = f.riga group by 1, 2 order by 1, 2`.execute(ctx.db);
  return rows;
}

/** Says the outcome of every row in a few characters, to be compared with another trial of the same rows. */
export async function selectImpronta(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ impronta: string }>`
    select md5(coalesce(string_agg(concat_ws(' ', f.riga, ${ESITO}, f.codice, f.importo_cents), ',' order by f.riga), '')) as impronta
      from fetta as f`.execute(ctx.db);
  return rows[0]?.impronta ?? '';
}

/** The first rows of each outcome but the refused. */
export async function selectPrimi(ctx: Ctx, quanti: number): Promise<RigaProva[]> {
  const { rows } = await sql<RigaProva>`
    select n.riga, e.prova as esito, n.iud, c.debitore_anagrafica as debitore, c.tipo_dovuto as tipo, n.importo_cents as "importoCents",
           c.data_scadenza as "dataScadenza", d.importo_cents as "primaCents", d.data_scadenza as "primaScadenza"
      from (values ('nuovo'), ('modificato'), ('annullato'), ('invariato')) as e (prova)
     cross join lateral (select f.* from fetta as f where ${ESITO} = e.prova order by f.riga limit ${quanti}) as n
      join carico as c on c.riga = n.riga
      left join posizioni.dovuto as d on e.prova = 'modificato' and d.ente_id = n.ente_id and d.iud = n.iud
     order by n.riga`.execute(ctx.db);
  return rows;
}

export async function selectRespinte(
  ctx: Ctx,
  { dopo, quante }: { dopo: number; quante: number },
): Promise<RigaRespinta[]> {
  const { rows } = await sql<RigaRespinta>`
    select f.riga, f.azione, f.iud, f.codice from fetta as f
     where f.codice is not null and f.esito is distinct from 'invariato' and f.riga > ${dopo} order by f.riga limit ${quante}`.execute(
    ctx.db,
  );
  return rows;
}

/** Of these IUD, the first row that would be accepted. */
export async function selectAccettate(ctx: Ctx, iud: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ iud: string; riga: number }>`
    select f.iud, min(f.riga) as riga from fetta as f
     where f.codice is null and f.iud = any(${iud}::text[]) group by f.iud`.execute(ctx.db);
  return new Map(rows.map((r) => [r.iud, r.riga]));
}

/** How many dovuti say what is usual of a kind of due; with fewer, nothing is. */
const USUALE_ALMENO = 20;
const USUALE_FRA = 20_000;

/**
 * The rows whose amount is more than `volte` times the usual of their kind of due: the one in the middle of the ente's last dovuti or,
 * where these are few, of the rows themselves.
 */
export async function selectFuoriMisura(
  ctx: Ctx,
  { volte, quante }: { volte: number; quante: number },
): Promise<{ righe: { riga: number; iud: string }[]; totale: number }> {
  const { rows } = await sql<{ riga: number; iud: string; totale: number }>`
    with presenti as (
      select d.tipo_dovuto_id, percentile_disc(0.5) within group (order by d.importo_cents) as usuale
        from (select x.tipo_dovuto_id, x.importo_cents from posizioni.dovuto as x
               where x.ente_id = ${ctx.enteId} order by x.id desc limit ${USUALE_FRA}) as d
       group by 1 having count(*) >= ${USUALE_ALMENO}),
    nuovi as (
      select f.tipo_dovuto_id, percentile_disc(0.5) within group (order by f.importo_cents) as usuale
        from fetta as f where f.codice is null and f.azione <> 'A'
       group by 1 having count(*) >= ${USUALE_ALMENO})
    select f.riga, f.iud, (count(*) over ())::integer as totale
      from fetta as f
      left join presenti as p on p.tipo_dovuto_id = f.tipo_dovuto_id
      left join nuovi as n on n.tipo_dovuto_id = f.tipo_dovuto_id
     where f.codice is null and f.azione <> 'A' and f.importo_cents > ${volte}::bigint * coalesce(p.usuale, n.usuale)
     order by f.riga limit ${quante}`.execute(ctx.db);
  return { righe: rows.map(({ riga, iud }) => ({ riga, iud })), totale: rows[0]?.totale ?? 0 };
}
