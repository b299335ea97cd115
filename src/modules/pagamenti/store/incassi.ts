import { sql, type RawBuilder } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { scorri } from '#platform/db/cursore';
import type { IncassoValido, Mezzo } from '../core/incasso.ts';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';
import type { FiltroPagati } from './pagati.ts';

/** What was got outside pagoPA for a dovuto. */
export type IncassoFuori = { giorno: Giorno; mezzo: Mezzo; riferimento: string; importoCents: Cents };

/** Writes one of them for each dovuto that it paid. */
export async function insertIncassi(
  t: Ctx,
  i: IncassoValido,
  pagati: readonly { id: DovutoId; pagatoCents: Cents }[],
): Promise<void> {
  await sql`
    insert into pagamenti.incasso (ente_id, dovuto_id, giorno, mezzo, riferimento, nota, importo_cents, registrato_il, registrato_da)
    select ${t.enteId}, x.id, ${i.giorno}, ${i.mezzo}, ${i.riferimento}, ${i.nota}, x."pagatoCents", ${t.now}, ${attoreTesto(t.attore)}
      from jsonb_to_recordset(${JSON.stringify(pagati)}::jsonb) as x (id uuid, "pagatoCents" bigint)`.execute(t.db);
}

export async function selectIncasso(t: Ctx, dovutoId: DovutoId): Promise<IncassoFuori | null> {
  const { rows } = await sql<IncassoFuori>`
    select giorno, mezzo, riferimento, importo_cents as "importoCents"
      from pagamenti.incasso where ente_id = ${t.enteId} and dovuto_id = ${dovutoId}`.execute(t.db);
  return rows[0] ?? null;
}

/** A dovuto that was paid outside pagoPA, as the exports say it. */
export type DovutoIncassato = {
  iuf: string;
  riga: number | null;
  iud: string;
  iuv: string | null;
  numeroAvviso: string | null;
  causale: string;
  datiRiscossione: string;
  bilancio: string | null;
  tipoDovuto: string;
  giorno: Giorno;
  mezzo: Mezzo;
  riferimento: string;
  importoCents: Cents;
  debitore: SoggettoRicevuta;
};

/** Dovuti paid outside pagoPA, by the day of the money, a page at a time, all of one instant. Inside a transaction. */
export async function* scorriIncassati(t: Ctx, f: FiltroPagati): AsyncGenerator<DovutoIncassato[]> {
  yield* scorri(
    t.db,
    sql<DovutoIncassato>`
    select v.iuf, v.riga, v.iud, v.iuv, v.numero_avviso as "numeroAvviso", v.causale, v.dati_riscossione as "datiRiscossione", v.bilancio,
           v.tipo_dovuto as "tipoDovuto", v.giorno, v.mezzo, v.riferimento, v.importo_cents as "importoCents",
           json_build_object('tipo', v.debitore_tipo, 'codice', v.debitore_codice, 'anagrafica', v.debitore_anagrafica,
             'indirizzo', v.indirizzo, 'civico', v.civico, 'cap', v.cap, 'localita', v.localita, 'provincia', v.provincia,
             'nazione', v.nazione, 'email', v.email) as debitore
      ${daIncassati(t, f)}
     order by v.giorno, v.dovuto_id`,
  );
}

export async function contaIncassati(t: Ctx, f: FiltroPagati): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n ${daIncassati(t, f)}`.execute(t.db);
  return rows[0]?.n ?? 0;
}

function daIncassati(t: Ctx, { quando, tipoDovuto, tipiConsentiti }: FiltroPagati): RawBuilder<unknown> {
  const periodo =
    'dal' in quando
      ? sql`v.giorno between ${quando.dal}::date and ${quando.al}::date`
      : sql`v.istante >= ${quando.da} and v.istante < ${quando.a}`;
  return sql`
      from pagamenti.v_incassato as v
     where v.ente_id = ${t.enteId} and ${periodo} and (${tipoDovuto} = '' or v.tipo_dovuto = ${tipoDovuto})
       and (${tipiConsentiti}::uuid[] is null or v.tipo_dovuto_id = any(${tipiConsentiti}::uuid[]))`;
}
