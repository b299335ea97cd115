import { sql } from 'kysely';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { paroleCercate } from '../core/ricerca.ts';
import type { EntePubblico } from './ente.ts';

/** An ente among those found: where it is tells two of the same name apart. */
export type EnteTrovato = EntePubblico & { provincia: { sigla: string; denominazione: string } | null };

/** A page of the enti found. */
export type EntiTrovati = {
  enti: EnteTrovato[];
  /** In all, at most `LIMITI.entiTrovatiMax`. */
  quanti: number;
  /** There are more than those: whoever searches is asked to say more. */
  troppi: boolean;
  pagina: number;
  /** How many pages there are, at least one. */
  pagine: number;
};

type Riga = EntePubblico & { sigla: string | null; provincia: string | null; quanti: number };

/**
 * The enti that collect and show themselves, which have all the words written (or words that begin so) in their name, in that of their
 * comune or of their provincia: first those that have them in the name, then by name. All of them where nothing is written. Those in
 * prova are shown only where the whole installation is a demo.
 */
export async function cercaEnti(
  ctx: Ctx,
  { testo = '', pagina = 1, quanti = LIMITI.entiPagina }: { testo?: string; pagina?: number; quanti?: number },
): Promise<EntiTrovati> {
  const parole = paroleCercate(testo);
  const massimo = LIMITI.entiTrovatiMax;
  const chiesta = Math.min(Math.max(Math.trunc(pagina) || 1, 1), Math.ceil(massimo / quanti));
  const conTutte = sql`to_tsquery('pg_catalog.simple', ${parole.map((parola) => `${parola}:*`).join(' & ')})`;
  const nelNome = sql`to_tsquery('pg_catalog.simple', ${parole.map((parola) => `${parola}:*A`).join(' & ')})`;
  // Nothing to look for is no search: the index by name gives the first ones.
  const [filtro, prima] =
    parole.length === 0 ? [sql`true`, sql``] : [sql`ricerca @@ ${conTutte}`, sql`ricerca @@ ${nelNome} desc,`];
  const { rows } = await sql<Riga>`
    with trovati as materialized (
      select row_number() over (order by ${prima} denominazione, id) as n, id, ambiente, cod_ipa, denominazione, tipo, provincia,
             logo_medio is not null as ha_logo
        from enti.ente
       where stato = 'ESERCIZIO' and 'pubblico' = any (funzioni) and (ambiente = 'live' or ${ctx.config.modo === 'demo'}) and ${filtro}
       order by ${prima} denominazione, id limit ${massimo + 1})
    select t.id as "enteId", t.ambiente, t.cod_ipa as "codIpa", t.denominazione, t.tipo, t.ha_logo as "haLogo", p.sigla,
           p.denominazione as provincia, (select count(*)::int from trovati) as quanti
      from trovati as t left join enti.provincia as p on p.sigla = t.provincia
     where t.n <= ${massimo}
     order by t.n limit ${quanti} offset ${(chiesta - 1) * quanti}`.execute(ctx.db);
  const inTutto = rows[0]?.quanti ?? 0;
  // A page past the last, of an old address: there is nothing there, so it is the first.
  if (inTutto === 0 && chiesta > 1) return cercaEnti(ctx, { testo, quanti });
  return {
    enti: rows.map(({ sigla, provincia, quanti: _, ...ente }) => ({
      ...ente,
      provincia: sigla === null || provincia === null ? null : { sigla, denominazione: provincia },
    })),
    quanti: Math.min(inTutto, massimo),
    troppi: inTutto > massimo,
    pagina: chiesta,
    pagine: Math.max(Math.ceil(Math.min(inTutto, massimo) / quanti), 1),
  };
}

/** The names of the comuni are others: the enti are looked for by those. */
export async function aggiornaRicerca(t: Ctx): Promise<void> {
  await sql`update enti.ente set denominazione = denominazione`.execute(t.db);
}
