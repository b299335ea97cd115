import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import { chiaveLuogo } from '#kernel/luoghi';
import type { Ctx } from '#platform/contesto';
import type { Comune, Coppia, Esistenza, LuoghiNoti, Nazione } from '../core/luoghi.ts';

/** Holds off another list that is loaded meanwhile. */
export async function lockLuoghi(t: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('enti.luoghi', 0))`.execute(t.db);
}

/** The codes of the comuni in force. */
export async function selectCodiciInForza(t: Ctx): Promise<Set<string>> {
  const { rows } = await sql<{ codice: string }>`select codice from enti.comune where valido_al is null`.execute(t.db);
  return new Set(rows.map((r) => r.codice));
}

/** Adds rows and changes those that are there, never deletes. Returns how many were. */
export async function upsertComuni(t: Ctx, comuni: readonly Comune[]): Promise<number> {
  const righe = comuni.map((c) => ({
    ...c,
    chiave: chiaveLuogo(c.denominazione),
    altraChiave: c.altraDenominazione === null ? null : chiaveLuogo(c.altraDenominazione),
  }));
  const { numAffectedRows } = await sql`
    insert into enti.comune as c (codice, valido_dal, valido_al, denominazione, altra_denominazione, provincia, chiave, altra_chiave)
    select v.codice, v."validoDal", v."validoAl", v.denominazione, v."altraDenominazione", v.provincia, v.chiave, v."altraChiave"
      from json_to_recordset(${JSON.stringify(righe)}::json)
             as v (codice text, "validoDal" date, "validoAl" date, denominazione text, "altraDenominazione" text, provincia text,
                   chiave text, "altraChiave" text)
    on conflict (codice, valido_dal) do update
      set valido_al = excluded.valido_al, denominazione = excluded.denominazione, altra_denominazione = excluded.altra_denominazione,
          provincia = excluded.provincia, chiave = excluded.chiave, altra_chiave = excluded.altra_chiave
     where (c.valido_al, c.denominazione, c.altra_denominazione, c.provincia, c.chiave, c.altra_chiave) is distinct from
           (excluded.valido_al, excluded.denominazione, excluded.altra_denominazione, excluded.provincia, excluded.chiave,
            excluded.altra_chiave)`.execute(t.db);
  return Number(numAffectedRows ?? 0n);
}

/** As for the comuni; a list that does not say when a nation ended does not undo what another said. */
export async function upsertNazioni(t: Ctx, nazioni: readonly Nazione[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into enti.nazione as n (codice, iso, denominazione, valida_al)
    select v.codice, v.iso, v.denominazione, v."validaAl"
      from json_to_recordset(${JSON.stringify(nazioni)}::json) as v (codice text, iso text, denominazione text, "validaAl" date)
    on conflict (codice) do update
      set iso = coalesce(excluded.iso, n.iso), denominazione = excluded.denominazione, valida_al = coalesce(excluded.valida_al, n.valida_al)
     where (n.iso, n.denominazione, n.valida_al) is distinct from
           (coalesce(excluded.iso, n.iso), excluded.denominazione, coalesce(excluded.valida_al, n.valida_al))`.execute(
    t.db,
  );
  return Number(numAffectedRows ?? 0n);
}

/** A time a list of places was loaded. */
export type CaricamentoLuoghi = {
  istante: Date;
  genere: 'comuni' | 'nazioni';
  origine: 'programma' | 'file';
  righe: number;
  cambiate: number;
};

export async function insertCaricamentoLuoghi(
  t: Ctx,
  c: Omit<CaricamentoLuoghi, 'istante'> & { impronta: Buffer },
): Promise<void> {
  await sql`
    insert into enti.luoghi_caricamento (istante, genere, origine, righe, cambiate, impronta)
    values (${t.now}, ${c.genere}, ${c.origine}, ${c.righe}, ${c.cambiate}, ${c.impronta})`.execute(t.db);
}

/** Does what is there already come from this very list, or from a file that an administrator brought, which is not covered again? */
export async function isCoperto(t: Ctx, genere: CaricamentoLuoghi['genere'], impronta: Buffer): Promise<boolean> {
  const { rows } = await sql<{ coperto: boolean }>`
    select exists (select from enti.luoghi_caricamento
                    where genere = ${genere} and (impronta = ${impronta} or origine = 'file')) as coperto`.execute(
    t.db,
  );
  return rows[0]?.coperto === true;
}

/** What is known of places, and the last time each list was loaded. */
export type StatoLuoghi = {
  comuni: number;
  inForza: number;
  province: number;
  nazioni: number;
  ultimi: CaricamentoLuoghi[];
};

export async function selectStatoLuoghi(ctx: Ctx): Promise<StatoLuoghi> {
  const { rows } = await sql<Omit<StatoLuoghi, 'ultimi'>>`
    select count(distinct codice)::int as comuni, (count(*) filter (where valido_al is null))::int as "inForza",
           (count(distinct provincia) filter (where valido_al is null))::int as province,
           (select count(*)::int from enti.nazione) as nazioni
      from enti.comune`.execute(ctx.db);
  const { rows: ultimi } = await sql<CaricamentoLuoghi>`
    select distinct on (genere) istante, genere, origine, righe, cambiate
      from enti.luoghi_caricamento order by genere, id desc`.execute(ctx.db);
  return { comuni: 0, inForza: 0, province: 0, nazioni: 0, ...rows[0], ultimi };
}

/** Of these, by their place in the list, those that no comune was ever called. */
export async function selectSconosciuti(ctx: Ctx, coppie: readonly Coppia[]): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`
    select x.n::int as n
      from unnest(${coppie.map((c) => c.provincia)}::text[], ${coppie.map((c) => chiaveLuogo(c.nome))}::text[])
             with ordinality as x (provincia, chiave, n)
     where exists (select from enti.comune)
       and not exists (select from enti.comune as c where c.provincia = x.provincia and c.chiave = x.chiave)
       and not exists (select from enti.comune as c where c.provincia = x.provincia and c.altra_chiave = x.chiave)
       and not exists (select from enti.comune as c where c.provincia = x.provincia and c.chiave || c.altra_chiave = x.chiave)
     order by x.n`.execute(ctx.db);
  return rows.map((r) => r.n - 1);
}

/** Comuni in force of which a name begins so, in the order of their names. */
export async function selectComuni(ctx: Ctx, chiave: string, quanti: number): Promise<Comune[]> {
  const { rows } = await sql<Comune>`
    select codice, denominazione, altra_denominazione as "altraDenominazione", provincia, valido_dal as "validoDal",
           valido_al as "validoAl"
      from enti.comune
     where valido_al is null and (chiave like ${`${chiave}%`} or altra_chiave like ${`${chiave}%`})
     order by chiave, provincia limit ${quanti}`.execute(ctx.db);
  return rows;
}

/** All that is known, in four long texts: twenty thousand rows of an answer take ten times as long to be read. */
export async function selectLuoghiNoti(ctx: Ctx): Promise<LuoghiNoti> {
  const { rows } = await sql<Record<'comuni' | 'nascite' | 'province' | 'nazioni', string | null>>`
    select (select string_agg(provincia || chiave, ' ') from enti.comune) || ' ' ||
           coalesce((select string_agg(concat_ws(' ', provincia || altra_chiave, provincia || chiave || altra_chiave), ' ')
                       from enti.comune where altra_chiave is not null), '') as comuni,
           (select string_agg(concat(codice, ',', dal, ',', al), ' ')
              from (select codice, min(valido_dal) as dal, case when bool_and(valido_al is not null) then max(valido_al) end as al
                      from enti.comune group by codice
                     union all select codice, null, valida_al from enti.nazione) as n) as nascite,
           (select string_agg(distinct provincia, ' ') from enti.comune where valido_al is null) as province,
           (select string_agg(distinct iso, ' ') from enti.nazione) as nazioni`.execute(ctx.db);
  const [riga] = rows;
  return {
    comuni: parole(riga?.comuni),
    nascite: new Map([...parole(riga?.nascite)].map(esistenza)),
    province: parole(riga?.province),
    nazioni: parole(riga?.nazioni),
  };
}

function parole(testo: string | null = ''): Set<string> {
  return new Set((testo ?? '').split(' ').filter((parola) => parola !== ''));
}

function esistenza(testo: string): [string, Esistenza] {
  const [codice = '', dal, al] = testo.split(',');
  return [codice, { dal: giornoONulla(dal), al: giornoONulla(al) }];
}

const giornoONulla = (testo = ''): Giorno | null => (testo === '' ? null : (testo as Giorno));
