import { sql } from 'kysely';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { DatiTipoDovuto } from '../core/tipo-dovuto.ts';
import { scritto, type Scritto } from './ente.ts';

export type TipoDovuto = DatiTipoDovuto & { tipoDovutoId: TipoDovutoId };

export async function selectTipi(t: Ctx, enteId: EnteId): Promise<TipoDovuto[]> {
  const { rows } = await sql<TipoDovuto>`
    select id as "tipoDovutoId", codice, denominazione, attivo, tassonomia, conto_id as "contoId", conto_postale_id as "contoPostaleId",
           scadenza_obbligatoria as "scadenzaObbligatoria", scadenza_stampata as "scadenzaStampata",
           paga_dopo_scadenza as "pagaDopoScadenza",
           codice_fiscale_anonimo as "codiceFiscaleAnonimo", avviso_stampabile as "avvisoStampabile"
      from enti.tipo_dovuto where ente_id = ${enteId} order by denominazione, codice`.execute(t.db);
  return rows;
}

export async function upsertTipo(t: Ctx, enteId: EnteId, d: DatiTipoDovuto): Promise<Scritto<TipoDovutoId>> {
  const { rows } = await sql<{ id: TipoDovutoId; nuova: boolean }>`
    insert into enti.tipo_dovuto as t (ente_id, codice, denominazione, attivo, tassonomia, conto_id, conto_postale_id,
                                       scadenza_obbligatoria, scadenza_stampata, paga_dopo_scadenza,
                                       codice_fiscale_anonimo, avviso_stampabile)
    values (${enteId}, ${d.codice}, ${d.denominazione}, ${d.attivo}, ${d.tassonomia}, ${d.contoId}, ${d.contoPostaleId},
            ${d.scadenzaObbligatoria}, ${d.scadenzaStampata}, ${d.pagaDopoScadenza}, ${d.codiceFiscaleAnonimo}, ${d.avvisoStampabile})
    on conflict (ente_id, codice) do update
      set denominazione = excluded.denominazione, attivo = excluded.attivo, tassonomia = excluded.tassonomia, conto_id = excluded.conto_id,
          conto_postale_id = excluded.conto_postale_id, scadenza_obbligatoria = excluded.scadenza_obbligatoria,
          scadenza_stampata = excluded.scadenza_stampata, paga_dopo_scadenza = excluded.paga_dopo_scadenza,
          codice_fiscale_anonimo = excluded.codice_fiscale_anonimo, avviso_stampabile = excluded.avviso_stampabile
     where (t.denominazione, t.attivo, t.tassonomia, t.conto_id, t.conto_postale_id, t.scadenza_obbligatoria, t.scadenza_stampata,
            t.paga_dopo_scadenza, t.codice_fiscale_anonimo, t.avviso_stampabile)
           is distinct from
           (excluded.denominazione, excluded.attivo, excluded.tassonomia, excluded.conto_id, excluded.conto_postale_id,
            excluded.scadenza_obbligatoria, excluded.scadenza_stampata, excluded.paga_dopo_scadenza, excluded.codice_fiscale_anonimo,
            excluded.avviso_stampabile)
    returning id, xmax = 0 as nuova`.execute(t.db);
  if (rows[0] !== undefined) return scritto(rows[0], undefined);
  const letto = await sql<{ id: TipoDovutoId }>`
    select id from enti.tipo_dovuto where ente_id = ${enteId} and codice = ${d.codice}`.execute(t.db);
  return scritto(undefined, letto.rows[0]?.id);
}
