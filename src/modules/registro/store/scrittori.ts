import type { Interrogabile } from '#platform/db/pool';

/** Locks, for as long as the session lives, what says that writer `id` is alive. */
export async function prendiVita(su: Interrogabile, id: string): Promise<void> {
  await su.query("select pg_advisory_lock(hashtextextended('registro.scrittore:' || $1::text, 0))", [id]);
}

/** Opens the row of a writer, and closes that of the session it takes the place of: the same process, which has lost nothing. */
export async function insertScrittore(
  su: Interrogabile,
  { id, precedente, ora }: { id: string; precedente: string | null; ora: Date },
): Promise<void> {
  await su.query(
    `with chiusa as (update registro.scrittore set chiuso_il = $2 where id = $3 and chiuso_il is null)
     insert into registro.scrittore (id, avviato_il, vivo_il) values ($1, $2, $2)`,
    [id, ora, precedente],
  );
}

/**
 * Closes the rows of writers whose process is gone: open, and their lock is free. For each writes an evento that says
 * what may be missing: what arrived after the last instant up to which all was written. Two that look at once close a
 * row once. Gives how many.
 */
export async function chiudiInterrotti(
  su: Interrogabile,
  { id, ora, attesaMs }: { id: string | null; ora: Date; attesaMs: number },
): Promise<number> {
  const { rowCount } = await su.query(
    `with orfani as materialized (
       select id from registro.scrittore
        where chiuso_il is null and id is distinct from $1
          and pg_try_advisory_xact_lock(hashtextextended('registro.scrittore:' || id::text, 0))
     ), chiusi as (
       update registro.scrittore as s set chiuso_il = $2 from orfani as o
        where s.id = o.id and s.chiuso_il is null returning s.id, s.vivo_il
     )
     insert into registro.lotto (ricevuta, istante, id, dal, enti, chiavi, eventi)
     select false, $2, uuidv7(), $2, '{}', '{}', json_build_array(json_build_object('istante', $2::timestamptz, 'id', uuidv7(),
              'categoria', 'INTERNAL', 'tipo', 'giornaleInterrotto', 'sottotipo', 'RESP', 'troncato', false,
              'parametri', format('scrittore=%s dal=%s al=%s', id,
                to_char(vivo_il at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                to_char((vivo_il + make_interval(secs => $3::float8 / 1000)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))
       from chiusi`,
    [id, ora, attesaMs],
  );
  return rowCount ?? 0;
}

/** Removes the rows closed before an instant. */
export async function deleteScrittori(su: Interrogabile, primaDi: Date): Promise<void> {
  await su.query('delete from registro.scrittore where chiuso_il < $1', [primaDi]);
}

/**
 * Says that all that arrived up to `finoA` is written. It may be lost with the server itself: not worth a sync to disk,
 * twice a second.
 */
export async function segnaVivo(su: Interrogabile, { id, finoA }: { id: string; finoA: Date }): Promise<void> {
  await su.query({
    name: 'registro.segna_vivo',
    text: `update registro.scrittore set vivo_il = $2 from set_config('synchronous_commit', 'off', true) where id = $1`,
    values: [id, finoA],
  });
}

/** Closes the row: nothing was lost. */
export async function chiudiScrittore(su: Interrogabile, { id, ora }: { id: string; ora: Date }): Promise<void> {
  await su.query('update registro.scrittore set vivo_il = $2, chiuso_il = $2 where id = $1', [id, ora]);
}
