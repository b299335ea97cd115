import { sql } from 'kysely';
import type { FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { scorri } from '#platform/db/cursore';
import { INTESTAZIONE_SCADUTI, rigaScaduto, type DovutoScaduto } from '../core/pagati/scaduti.ts';
import { eseguiEsportazione, type Conta, type FileDaFare } from '../esportazioni/esegui.ts';
import { giorniDi, tipiDi } from '../esportazioni/richiesta.ts';
import type { Flusso } from '../store.ts';

export const LAVORO_SCADUTI = 'flussi.esporta_scaduti';

/** Writes a booked file of expired dovuti. */
export function esportaScaduti(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  return eseguiEsportazione(ctx, flussoId, (t, flusso) => Promise.resolve(prepara(t, flusso)));
}

function prepara(t: Ctx, flusso: Flusso): FileDaFare {
  const base = `EXP_SCADUTI_${flusso.id}`;
  return {
    nome: `${base}.zip`,
    tipoContenuto: 'application/zip',
    totale: null,
    voci: (conta) => [{ nome: `${base}.csv`, testo: () => testo(t, flusso, conta) }],
  };
}

async function* testo(t: Ctx, flusso: Flusso, conta: Conta): AsyncGenerator<string> {
  const tipi = (flusso.richiesta?.['tipiDovuto'] ?? '').split(';');
  const consentiti = await tipiDi(t, flusso);
  // Kinds that do not want a date are left out without a word (mypay-file-formats.md 4.6).
  const righe = sql<DovutoScaduto>`
    select v.iud, v.iuv, (v.creato_il at time zone 'Europe/Rome')::date as "creatoGiorno", v.data_scadenza as "dataScadenza",
           v.importo_cents as "importoCents", v.commissione_cents as "commissioneCents", v.tipo_dovuto as "tipoDovuto", v.canali, v.causale,
           v.dati_riscossione as "datiRiscossione", v.bilancio, v.genera_iuv as "generaIuv",
           jsonb_build_object('tipo', v.debitore_tipo, 'codice', v.debitore_codice, 'anagrafica', v.debitore_anagrafica,
             'indirizzo', v.indirizzo, 'civico', v.civico, 'cap', v.cap, 'localita', v.localita, 'provincia', v.provincia,
             'nazione', v.nazione, 'email', v.email) as debitore
      from posizioni.v_in_scadenza as v
     where v.ente_id = ${t.enteId} and v.data_scadenza = ${giorniDi(flusso).al}::date and v.scadenza_obbligatoria
       and v.tipo_dovuto = any(${tipi}::text[])
       and (${consentiti}::uuid[] is null or v.tipo_dovuto_id = any(${consentiti}::uuid[]))
     order by v.tipo_dovuto, v.dovuto_id`;
  yield INTESTAZIONE_SCADUTI;
  for await (const pagina of scorri(t.db, righe)) {
    yield pagina.map(rigaScaduto).join('');
    await conta(pagina.length);
  }
}
