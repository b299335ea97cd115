import type pg from 'pg';
import { PROPRIETARIO } from './ruoli.ts';

/**
 * Describes a database from its catalogs as SQL text, always the same for the same schema: what db/schema.sql holds
 * and `npm run check` compares. (The embedded binaries have no pg_dump.) It is for reading and for diffs, in
 * alphabetical order: a database is made by the migrations, not by this. Left out: what extensions and graphile-
 * worker bring, and the monthly partitions, which depend on the day.
 */
export async function descriviSchema(client: pg.ClientBase): Promise<string> {
  // With an empty path the catalogs qualify every name.
  await client.query(`set search_path = pg_catalog`);
  const sezioni: string[] = [];
  for (const testo of [ESTENSIONI, SCHEMI, TIPI, FUNZIONI, SEQUENZE]) sezioni.push(...(await righe(client, testo)));
  for (const { oid, testata } of await relazioni(client)) {
    const parti = [testata];
    for (const testo of [INDICI, TRIGGER, POLITICHE, COMMENTI, CONCESSIONI, CONCESSIONI_COLONNA]) {
      parti.push(...(await righe(client, testo, [oid])));
    }
    sezioni.push(parti.join('\n'));
  }
  const testata =
    '-- Derived from the catalogs by `npm run schema`, for reading and for diffs. The migrations make the database.';
  return `${[testata, ...sezioni].join('\n\n')}\n`;
}

async function righe(client: pg.ClientBase, testo: string, valori: unknown[] = []): Promise<string[]> {
  const esito = await client.query<{ testo: string }>(testo, valori);
  return esito.rows.map((riga) => riga.testo);
}

type Relazione = { oid: number; testata: string };

async function relazioni(client: pg.ClientBase): Promise<Relazione[]> {
  const { rows } = await client.query<Relazione>(RELAZIONI);
  return rows;
}

/**
 * Of the schemas of ours only, and not of an extension. `classe` is the catalog, `o` its row, `schema` its schema's
 * column.
 */
const nostro = (classe: string, schema: string): string => `
  ${schema}::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')
  and ${schema}::regnamespace::text not like 'pg\\_%'
  and not exists (select from pg_depend as x where x.classid = '${classe}'::regclass and x.objid = o.oid and x.deptype = 'e')`;

/** Said only where it is not the owner of the migrations. */
const proprietario = (genere: string, nome: string, colonna: string): string => `
  case when pg_get_userbyid(${colonna}) in ('${PROPRIETARIO}', 'pg_database_owner') then ''
       else format(E'\\nalter ${genere} %s owner to %I;', ${nome}, pg_get_userbyid(${colonna})) end`;

/** One `grant` a role; PUBLIC included; the owner's own rights are no news. */
const concessioni = (acl: string, padrone: string, genere: string, nome: string): string => `
  coalesce((
    select string_agg(format(E'\\ngrant %s on ${genere} %s to %s;', g.privilegi, ${nome}, g.chi), '' order by g.chi)
      from (select string_agg(lower(a.privilege_type) || case when a.is_grantable then ' with grant option' else '' end, ', '
                              order by a.privilege_type) as privilegi,
                   case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as chi
              from aclexplode(${acl}) as a where a.grantee <> ${padrone} group by a.grantee) as g), '')`;

const commento = (genere: string, nome: string, classe: string): string => `
  coalesce(E'\\ncomment on ${genere} ' || ${nome} || ' is ' || quote_literal(obj_description(o.oid, '${classe}')) || ';', '')`;

const ESTENSIONI = `
  select string_agg(format('create extension %I with schema %s;', o.extname, o.extnamespace::regnamespace),
                    E'\\n' order by o.extname) as testo
    from pg_extension as o where o.extname <> 'plpgsql' having count(*) > 0`;

const SCHEMI = `
  select format('create schema %I;', o.nspname)
         || ${proprietario('schema', 'quote_ident(o.nspname)', 'o.nspowner')}
         || ${commento('schema', 'quote_ident(o.nspname)', 'pg_namespace')}
         || ${concessioni('o.nspacl', 'o.nspowner', 'schema', 'quote_ident(o.nspname)')} as testo
    from pg_namespace as o where ${nostro('pg_namespace', 'o.oid')} order by o.nspname`;

const TIPI = `
  select case o.typtype
           when 'e' then format('create type %s as enum (%s);', o.oid::regtype,
             (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum as e where e.enumtypid = o.oid))
           when 'd' then format('create domain %s as %s%s%s;', o.oid::regtype, format_type(o.typbasetype, o.typtypmod),
             case when o.typnotnull then ' not null' else '' end,
             (select string_agg(' ' || pg_get_constraintdef(c.oid), '' order by c.conname) from pg_constraint as c
               where c.contypid = o.oid and c.contype <> 'n'))
           else format('create type %s as (%s);', o.oid::regtype,
             (select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)
                from pg_attribute as a where a.attrelid = o.typrelid and a.attnum > 0 and not a.attisdropped))
         end || ${commento('type', 'o.oid::regtype', 'pg_type')} as testo
    from pg_type as o left join pg_class as k on k.oid = o.typrelid
   where (o.typtype in ('e', 'd') or k.relkind = 'c') and ${nostro('pg_type', 'o.typnamespace')}
   order by o.oid::regtype::text`;

const FUNZIONI = `
  select rtrim(pg_get_functiondef(o.oid), E'\\n') || ';'
         || ${proprietario('routine', 'o.oid::regprocedure', 'o.proowner')}
         || ${commento('routine', 'o.oid::regprocedure', 'pg_proc')}
         || case when o.proacl is null or exists (select from aclexplode(o.proacl) as a where a.grantee = 0) then ''
                 else format(E'\\nrevoke all on routine %s from public;', o.oid::regprocedure) end
         || ${concessioni('o.proacl', 'o.proowner', 'routine', 'o.oid::regprocedure')} as testo
    from pg_proc as o where o.prokind <> 'a' and ${nostro('pg_proc', 'o.pronamespace')}
   order by o.oid::regprocedure::text`;

const SEQUENZE = `
  select format('create sequence %s as %s start %s increment %s;', o.oid::regclass, s.seqtypid::regtype, s.seqstart, s.seqincrement)
         || ${concessioni('o.relacl', 'o.relowner', 'sequence', 'o.oid::regclass')} as testo
    from pg_class as o join pg_sequence as s on s.seqrelid = o.oid
   where ${nostro('pg_class', 'o.relnamespace')}
     and not exists (select from pg_depend as i where i.objid = o.oid and i.classid = 'pg_class'::regclass and i.deptype = 'i')
   order by o.oid::regclass::text`;

const COLONNE = `
  (select string_agg(format('  %I %s%s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attcollation <> t.typcollation then ' collate ' || a.attcollation::regcollation else '' end,
            case a.attidentity when 'a' then ' generated always as identity' when 'd' then ' generated by default as identity' else '' end,
            case when a.attgenerated <> '' then format(' generated always as (%s) %s', pg_get_expr(d.adbin, d.adrelid),
                   case a.attgenerated when 's' then 'stored' else 'virtual' end)
                 else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end,
            case when a.attnotnull then ' not null' else '' end), E',\\n' order by a.attnum)
     from pg_attribute as a
     join pg_type as t on t.oid = a.atttypid
     left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped)`;

const VINCOLI = `
  (select string_agg(format(E',\\n  constraint %I %s', c.conname, pg_get_constraintdef(c.oid, true)), '' order by c.contype, c.conname)
     from pg_constraint as c where c.conrelid = o.oid and c.contype not in ('n', 't'))`;

const RELAZIONI = `
  select o.oid::int as oid,
         case when o.relkind in ('r', 'p', 'f')
           then format(E'create %stable %s (\\n%s%s\\n)%s;', case o.relpersistence when 'u' then 'unlogged ' else '' end, o.oid::regclass,
             ${COLONNE}, ${VINCOLI}, coalesce(' partition by ' || pg_get_partkeydef(o.oid), ''))
           else format(E'create %s %s%s as\\n%s', case o.relkind when 'm' then 'materialized view' else 'view' end, o.oid::regclass,
             coalesce(' with (' || array_to_string(o.reloptions, ', ') || ')', ''), pg_get_viewdef(o.oid, true)) end
         || ${proprietario('table', 'o.oid::regclass', 'o.relowner')}
         || case when o.relrowsecurity then format(E'\\nalter table %s enable row level security;', o.oid::regclass) else '' end
         || case when o.relforcerowsecurity then format(E'\\nalter table %s force row level security;', o.oid::regclass) else '' end
         as testata
    from pg_class as o
   where o.relkind in ('r', 'p', 'f', 'v', 'm') and not o.relispartition and ${nostro('pg_class', 'o.relnamespace')}
   order by o.oid::regclass::text`;

const INDICI = `
  select pg_get_indexdef(i.indexrelid) || ';' as testo
    from pg_index as i
   where i.indrelid = $1 and not exists (select from pg_constraint as c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
   order by i.indexrelid::regclass::text`;

const TRIGGER = `
  select pg_get_triggerdef(t.oid, true) || ';' as testo from pg_trigger as t where t.tgrelid = $1 and not t.tgisinternal order by t.tgname`;

const POLITICHE = `
  select format('create policy %I on %s%s for %s to %s%s%s;', p.polname, p.polrelid::regclass,
           case when p.polpermissive then '' else ' as restrictive' end,
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
           (select string_agg(case r when 0 then 'public' else quote_ident(pg_get_userbyid(r)) end, ', ' order by pg_get_userbyid(r))
              from unnest(p.polroles) as r),
           coalesce(E'\\n  using (' || pg_get_expr(p.polqual, p.polrelid) || ')', ''),
           coalesce(E'\\n  with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')) as testo
    from pg_policy as p where p.polrelid = $1 order by p.polname`;

const COMMENTI = `
  select case when d.objsubid = 0 then format('comment on %s %s is %L;',
                case o.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, o.oid::regclass, d.description)
              else format('comment on column %s.%I is %L;', o.oid::regclass, a.attname, d.description) end as testo
    from pg_description as d
    join pg_class as o on o.oid = d.objoid
    left join pg_attribute as a on a.attrelid = o.oid and a.attnum = d.objsubid
   where d.classoid = 'pg_class'::regclass and o.oid = $1 order by d.objsubid`;

const CONCESSIONI = `
  select ltrim(${concessioni('o.relacl', 'o.relowner', 'table', 'o.oid::regclass')}, E'\\n') as testo
    from pg_class as o where o.oid = $1 and exists (select from aclexplode(o.relacl) as a where a.grantee <> o.relowner)`;

const CONCESSIONI_COLONNA = `
  select format('grant %s (%s) on table %s to %s;', lower(g.privilege_type), string_agg(quote_ident(a.attname), ', ' order by a.attnum),
           o.oid::regclass, quote_ident(pg_get_userbyid(g.grantee))) as testo
    from pg_attribute as a join pg_class as o on o.oid = a.attrelid cross join lateral aclexplode(a.attacl) as g
   where a.attrelid = $1 and a.attnum > 0
   group by o.oid, g.privilege_type, g.grantee order by pg_get_userbyid(g.grantee), g.privilege_type`;
