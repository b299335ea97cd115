import { sql, type RawBuilder } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Ambiente, DatiEnte } from '../core/ente.ts';
import type { Funzione } from '../core/funzioni.ts';
import type { StatoEnte } from '../core/stato.ts';

/** An ente in the list of who runs the installation. `passi`: how many of its steps are done. */
export type EnteInElenco = {
  enteId: EnteId;
  ambiente: Ambiente;
  codIpa: string;
  codiceFiscale: string;
  denominazione: string;
  tipo: string;
  stato: StatoEnte;
  passi: number;
  registratoIl: Date;
  cursore: string;
};

/** What is looked for among the enti. Blank or empty: anything. */
export type FiltroEnti = { parole: readonly string[]; stato: string; ambiente: string; tipo: string };
export type PuntoEnti = { dopo: string | null; prima: string | null; quanti: number };

function condizioni({ parole, stato, ambiente, tipo }: FiltroEnti): RawBuilder<unknown> {
  return sql`(${stato} = '' or e.stato = ${stato}) and (${ambiente} = '' or e.ambiente = ${ambiente})
    and (${tipo} = '' or e.tipo = ${tipo})
    and not exists (
      select from unnest(${parole}::text[]) as p (parola)
       where strpos(lower(unaccent(concat_ws(' ', e.denominazione, e.cod_ipa, e.codice_fiscale))), lower(unaccent(p.parola))) = 0)`;
}

/** The enti of the installation by name: a few thousand at most, which no index would find sooner by their words. */
export async function selectEnti(ctx: Ctx, f: FiltroEnti, p: PuntoEnti): Promise<EnteInElenco[]> {
  const indietro = p.prima !== null;
  const verso = indietro ? sql`desc` : sql`asc`;
  const da = p.prima ?? p.dopo;
  const punto = sql`(select x.denominazione, x.id from enti.ente as x where x.id = ${da}::uuid)`;
  const oltre = indietro ? sql`(e.denominazione, e.id) < ${punto}` : sql`(e.denominazione, e.id) > ${punto}`;
  const { rows } = await sql<EnteInElenco>`
    select e.id as "enteId", e.ambiente, e.cod_ipa as "codIpa", e.codice_fiscale as "codiceFiscale", e.denominazione, e.tipo, e.stato,
           e.creato_il as "registratoIl", e.id::text as cursore,
           (select count(*)::int from (select distinct on (s.passo) s.stato from enti.ente_passo as s where s.ente_id = e.id
                                        order by s.passo, s.id desc) as u where u.stato = 'fatto') as passi
      from enti.ente as e
     where ${condizioni(f)} and ${da === null ? sql`true` : oltre}
     order by e.denominazione ${verso}, e.id ${verso} limit ${p.quanti}`.execute(ctx.db);
  return indietro ? rows.toReversed() : rows;
}

/** How many they are, by state. */
export async function contaEnti(ctx: Ctx, f: FiltroEnti): Promise<Record<StatoEnte, number>> {
  const { rows } = await sql<{ stato: StatoEnte; quanti: number }>`
    select e.stato, count(*)::int as quanti from enti.ente as e where ${condizioni(f)} group by e.stato`.execute(
    ctx.db,
  );
  const quanti = (stato: StatoEnte): number => rows.find((riga) => riga.stato === stato)?.quanti ?? 0;
  return {
    INSERITO: quanti('INSERITO'),
    'PRE-ESERCIZIO': quanti('PRE-ESERCIZIO'),
    ESERCIZIO: quanti('ESERCIZIO'),
  };
}

/** The names of some enti, for who speaks of many. */
export async function nomiEnti(ctx: Ctx, enti: readonly (EnteId | null)[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; denominazione: string; ambiente: Ambiente }>`
    select id, denominazione, ambiente from enti.ente where id = any (${[...new Set(enti.filter((id) => id !== null))]}::uuid[])`.execute(
    ctx.db,
  );
  return new Map(rows.map(({ id, denominazione }) => [id, denominazione]));
}

/** Is an ente with this tax code there, in this ambiente? */
export async function esisteEnte(t: Ctx, d: Pick<DatiEnte, 'codiceFiscale' | 'ambiente'>): Promise<boolean> {
  const { rows } = await sql`
    select from enti.ente where codice_fiscale = ${d.codiceFiscale} and ambiente = ${d.ambiente}`.execute(t.db);
  return rows.length > 0;
}

/** The intermediario of the installation, as `leggiIntermediario` finds it; null before it is registered. */
export async function selectIntermediarioId(ctx: Ctx): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from enti.intermediario order by id limit 1`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

/** For how many enti each function is on, of how many that there are. */
export async function contaFunzioni(
  ctx: Ctx,
): Promise<{ enti: number; accese: { funzione: Funzione; enti: number }[] }> {
  const { rows } = await sql<{ funzione: Funzione; enti: number }>`
    select f as funzione, count(*)::int as enti from enti.ente as e cross join unnest(e.funzioni) as f group by f`.execute(
    ctx.db,
  );
  const tutti = await sql<{ enti: number }>`select count(*)::int as enti from enti.ente`.execute(ctx.db);
  return { enti: tutti.rows[0]?.enti ?? 0, accese: rows };
}

/** An ente that uses something, and by which kind of due. */
export type Uso = { enteId: EnteId; ente: string; ambiente: Ambiente; tipo: string; attivo: boolean };

/** Who uses what is told to this number of enti: who looks for more searches among the enti. */
const USI_MAX = 500;

/** The kinds of due made out of a category of the catalogue, or (of no category) those of a code of the taxonomy. */
export async function selectUsi(ctx: Ctx, di: { categoria: string } | { tassonomia: string }): Promise<Uso[]> {
  const quale = 'categoria' in di ? sql`d.categoria = ${di.categoria}` : sql`d.tassonomia = ${di.tassonomia}`;
  const { rows } = await sql<Uso>`
    select e.id as "enteId", e.denominazione as ente, e.ambiente, d.denominazione as tipo, d.attivo
      from enti.tipo_dovuto as d join enti.ente as e on e.id = d.ente_id
     where ${quale} order by e.denominazione, e.id, d.denominazione limit ${USI_MAX}`.execute(ctx.db);
  return rows;
}

/** How many enti and kinds of due use each category of the catalogue, or each code of the taxonomy. */
export async function contaUsi(
  ctx: Ctx,
  per: 'categoria' | 'tassonomia',
): Promise<Map<string, { enti: number; tipi: number; attivi: number }>> {
  const { rows } = await sql<{ chiave: string; enti: number; tipi: number; attivi: number }>`
    select d.${sql.raw(per)} as chiave, count(distinct d.ente_id)::int as enti, count(*)::int as tipi,
           (count(*) filter (where d.attivo))::int as attivi
      from enti.tipo_dovuto as d where d.${sql.raw(per)} is not null group by 1`.execute(ctx.db);
  return new Map(rows.map(({ chiave, ...quanti }) => [chiave, quanti]));
}
