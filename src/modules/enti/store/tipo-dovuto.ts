import { sql, type RawBuilder } from 'kysely';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { DatiTipoDovuto } from '../core/tipo-dovuto.ts';
import { scritto, type Scritto } from './ente.ts';

export type TipoDovuto = DatiTipoDovuto & { tipoDovutoId: TipoDovutoId };

/** Where each field is written. */
const COLONNE: Record<Exclude<keyof DatiTipoDovuto, 'codice'>, string> = {
  denominazione: 'denominazione',
  attivo: 'attivo',
  tassonomia: 'tassonomia',
  datiRiscossione: 'dati_riscossione',
  contoId: 'conto_id',
  contoPostaleId: 'conto_postale_id',
  categoria: 'categoria',
  modalita: 'modalita',
  spontaneo: 'spontaneo',
  urlEsterno: 'url_esterno',
  importoFissoCents: 'importo_fisso_cents',
  scadenzaObbligatoria: 'scadenza_obbligatoria',
  scadenzaStampata: 'scadenza_stampata',
  pagaDopoScadenza: 'paga_dopo_scadenza',
  codiceFiscaleAnonimo: 'codice_fiscale_anonimo',
  avvisoStampabile: 'avviso_stampabile',
  intestatarioAvviso: 'intestatario_avviso',
  settoreAvviso: 'settore_avviso',
  bilancio: 'bilancio',
  codiceContesto: 'codice_contesto',
  notificaIo: 'notifica_io',
  notificaEsito: 'notifica_esito',
  tentativiEsitoMax: 'tentativi_esito_max',
  attualizzazione: 'attualizzazione',
  promemoriaGiorni: 'promemoria_giorni',
};
const CAMPI = Object.keys(COLONNE) as (keyof typeof COLONNE)[];
const LETTE = sql.join([
  sql`id as "tipoDovutoId", codice`,
  ...CAMPI.map((campo) => sql`${sql.ref(COLONNE[campo])} as ${sql.id(campo)}`),
]);

export async function selectTipi(t: Ctx, enteId: EnteId): Promise<TipoDovuto[]> {
  const { rows } = await sql<TipoDovuto>`
    select ${LETTE} from enti.tipo_dovuto where ente_id = ${enteId} order by denominazione, codice`.execute(t.db);
  return rows;
}

/** One of them, by id or by code, locked until the transaction ends: what changes is decided on what there is. */
export async function lockTipo(
  t: Ctx,
  enteId: EnteId,
  quale: { tipoDovutoId: TipoDovutoId } | { codice: string },
): Promise<TipoDovuto | null> {
  const suo = 'codice' in quale ? sql`codice = ${quale.codice}` : sql`id = ${quale.tipoDovutoId}`;
  const { rows } = await sql<TipoDovuto>`
    select ${LETTE} from enti.tipo_dovuto where ente_id = ${enteId} and ${suo} for update`.execute(t.db);
  return rows[0] ?? null;
}

/** A field as its column takes it. */
function valore(d: DatiTipoDovuto, campo: keyof typeof COLONNE): RawBuilder<unknown> {
  if (campo === 'bilancio') return sql`${d.bilancio === null ? null : JSON.stringify(d.bilancio)}::jsonb`;
  if (campo === 'modalita') return sql`${[...d.modalita]}::text[]`;
  if (campo === 'promemoriaGiorni') return sql`${[...d.promemoriaGiorni]}::smallint[]`;
  return sql`${d[campo]}`;
}

export async function upsertTipo(t: Ctx, enteId: EnteId, d: DatiTipoDovuto): Promise<Scritto<TipoDovutoId>> {
  const colonne = CAMPI.map((campo) => sql.ref(COLONNE[campo]));
  const vecchie = sql.join(CAMPI.map((campo) => sql.ref(`t.${COLONNE[campo]}`)));
  const nuove = sql.join(CAMPI.map((campo) => sql.ref(`excluded.${COLONNE[campo]}`)));
  const { rows } = await sql<{ id: TipoDovutoId; nuova: boolean }>`
    insert into enti.tipo_dovuto as t (ente_id, codice, ${sql.join(colonne)})
    values (${enteId}, ${d.codice}, ${sql.join(CAMPI.map((campo) => valore(d, campo)))})
    on conflict (ente_id, codice) do update set (${sql.join(colonne)}) = row (${nuove})
     where (${vecchie}) is distinct from (${nuove})
    returning id, xmax = 0 as nuova`.execute(t.db);
  if (rows[0] !== undefined) return scritto(rows[0], undefined);
  const letto = await sql<{ id: TipoDovutoId }>`
    select id from enti.tipo_dovuto where ente_id = ${enteId} and codice = ${d.codice}`.execute(t.db);
  return scritto(undefined, letto.rows[0]?.id);
}

/** Does the ente want files refused, of kinds of due that are not joined «per flussi»? */
export async function selectRifiutaFuoriModalita(t: Ctx, enteId: EnteId): Promise<boolean> {
  const { rows } = await sql<{ rifiuta: boolean }>`
    select rifiuta_fuori_modalita as rifiuta from enti.scelta_tipi where ente_id = ${enteId}`.execute(t.db);
  return rows[0]?.rifiuta ?? false;
}

/** False when it was already so. */
export async function upsertRifiutaFuoriModalita(t: Ctx, enteId: EnteId, rifiuta: boolean): Promise<boolean> {
  const { rows } = await sql`
    insert into enti.scelta_tipi as s (ente_id, rifiuta_fuori_modalita) values (${enteId}, ${rifiuta})
    on conflict (ente_id) do update set rifiuta_fuori_modalita = excluded.rifiuta_fuori_modalita
     where s.rifiuta_fuori_modalita <> excluded.rifiuta_fuori_modalita
    returning ente_id`.execute(t.db);
  return rows.length > 0;
}

/** A kind of due of another ente, as its citizens see it. */
export type TipoCopiabile = Pick<
  DatiTipoDovuto,
  | 'codice'
  | 'denominazione'
  | 'tassonomia'
  | 'categoria'
  | 'modalita'
  | 'spontaneo'
  | 'importoFissoCents'
  | 'scadenzaObbligatoria'
  | 'scadenzaStampata'
  | 'pagaDopoScadenza'
  | 'codiceFiscaleAnonimo'
  | 'avvisoStampabile'
  | 'promemoriaGiorni'
> & { enteId: EnteId; ente: string; tipoDovutoId: TipoDovutoId };

/** What the context's ente may copy; of one, with the definition of its form in force. */
export async function selectCopiabili(
  t: Ctx,
  tipoDovutoId: TipoDovutoId | null = null,
): Promise<(TipoCopiabile & { definizione: unknown })[]> {
  const { rows } = await sql<TipoCopiabile & { definizione: unknown }>`
    select ente_id as "enteId", ente, id as "tipoDovutoId", codice, denominazione, tassonomia, categoria, modalita, spontaneo,
           importo_fisso_cents as "importoFissoCents", scadenza_obbligatoria as "scadenzaObbligatoria",
           scadenza_stampata as "scadenzaStampata", paga_dopo_scadenza as "pagaDopoScadenza",
           codice_fiscale_anonimo as "codiceFiscaleAnonimo", avviso_stampabile as "avvisoStampabile",
           promemoria_giorni as "promemoriaGiorni", definizione
      from enti.tipi_copiabili(${tipoDovutoId})`.execute(t.db);
  return rows;
}
