import type pg from 'pg';
import type { TipoDovutoId } from '#kernel/ids';
import type { EnteDiProva } from '../test/support/un-ente.ts';

/** An ente of the bench, with the kinds of due that its dovuti are of. The last is of one in a thousand. */
export type EntePieno = EnteDiProva & { tipi: TipoDovutoId[] };

/** Of an ente with a million dovuti; the others have a part of them. */
const QUANTI = {
  flussi: 6000,
  denaro: 6000,
  difettosi: 2000,
  rendicontazioni: 2000,
  mancanti: 4000,
  deleghe: 2000,
  link: 5000,
} as const;
const RIGHE_RENDICONTAZIONE = 50;

/** What the other lists of an ente are made of, after some years of work. The checks hold; foreign keys are not asked (ufficio-modello). */
export async function riempiAltro(client: pg.Client, ente: EntePieno, dovuti: number): Promise<void> {
  for (const [cosa, quanti] of Object.entries(QUANTI))
    await client.query(SQL[cosa as keyof typeof QUANTI], [
      ente.enteId,
      Math.ceil((quanti * dovuti) / 1_000_000),
      ...(ALTRI[cosa as keyof typeof QUANTI]?.(ente) ?? []),
    ]);
}

const ALTRI: Partial<Record<keyof typeof QUANTI, (ente: EntePieno) => unknown[]>> = {
  denaro: (ente) => [ente.codiceFiscale],
  rendicontazioni: () => [RIGHE_RENDICONTAZIONE],
  link: (ente) => [ente.tipoDovutoId],
};

/** One of many names, the same for the same number. */
const NOME = `(array['Rossi','Russo','Bianchi','Gallo','Conti','Serra','Villa','Fabbri'])[1 + n % 8] || chr(97 + n % 26)
  || chr(97 + n / 26 % 26) || ' ' || (array['Anna','Luca','Marta','Paolo','Ida'])[1 + n % 5]`;
const CODICE = `'BNCNRP' || lpad((n % 100)::text, 2, '0') || 'A01H' || lpad((n % 1000)::text, 3, '0') || 'X'`;
const IERI = `now() - n * interval '1 hour'`;

const SQL: Record<keyof typeof QUANTI, string> = {
  flussi: `
    with f as (
      insert into flussi.flusso (ente_id, genere, verso, stato, nome_file, iuf, versione, richiesta, richiesto_da, richiesto_il,
                                 righe_totali, righe_accettate, righe_applicate)
      select $1::uuid, case when n % 5 = 0 then 'pagati' else 'dovuti' end, case when n % 5 = 0 then 'out' else 'in' end,
             case when n % 20 = 1 then 'fallito' else 'eseguito' end, 'BANCO-TARI' || n || '-1_4.zip', 'BANCO-TARI' || n || '-1_4', '1_4',
             case when n % 5 = 0 then '{"dal":"2026-01-01","al":"2026-01-31","tipoDovuto":""}'::jsonb end, 'sistema', ${IERI},
             1000, 990, 990
        from generate_series(1, $2::integer) as n returning ente_id, id, richiesto_il)
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id, istante)
    select ente_id, 'sistema', 'flusso.ricevuto', 'flusso', id, now() from f`,
  denaro: `
    with m as (
      insert into pagamenti.messaggio (ricevuto_il, operazione, impronta, corpo, corpo_byte, ente_id, esito)
      values (now(), 'paSendRTV2', sha256(gen_random_uuid()::text::bytea), '', 0, $1::uuid, 'OK') returning id),
    r as (
      insert into pagamenti.ricevuta (ente_id, receipt_id, titolare_cf, iuv_id, iuv, numero_avviso, importo_cents, genere, pagata_il,
                                      registrata_il, versione, psp_denominazione, causale, debitore, pagatore, canonico, messaggio_id,
                                      da_rimborsare, origine)
      select $1::uuid, 'BANCO-2-' || n, $3, i.id, i.iuv, i.numero_avviso, 100 + n, 'seconda', ${IERI}, ${IERI}, 2,
             'Banca del banco', 'Pagamento', jsonb_build_object('tipo', 'F', 'codice', ${CODICE}, 'anagrafica', ${NOME}),
             jsonb_build_object('tipo', 'F', 'codice', ${CODICE}, 'anagrafica', ${NOME}), sha256('x'), m.id, true, 'nodo'
        from (select (row_number() over ())::integer as n, x.* from (
               select id, iuv, numero_avviso from posizioni.iuv
                where ente_id = $1::uuid and pagato_il is not null limit $2::integer) as x) as i, m
      returning ente_id, id, importo_cents, iuv_id, receipt_id)
    insert into pagamenti.trattamento (ente_id, ricevuta_id, esito, genere, importo_cents, iuv_id, motivo, registrato_il, registrato_da)
    select ente_id, id, 'non_dovuta', 'seconda', importo_cents, iuv_id, 'Deciso', now(), 'sistema'
      from r where right(receipt_id, 1) < '5'`,
  difettosi: `
    insert into pagamenti.messaggio (ricevuto_il, operazione, impronta, corpo, corpo_byte, ente_id, receipt_id, esito, difetti)
    select ${IERI}, 'paSendRTV2', sha256(n::text::bytea), '', 0, $1::uuid, 'BANCO-D-' || n, 'OK',
           '[{"elemento":"idStation","regola":"STAZIONE_ERRATA","riga":1}]'
      from generate_series(1, $2::integer) as n`,
  rendicontazioni: `
    with r as (
      insert into rendicontazione.rendicontazione (ente_id, iuf, psp, origine, revisione, corrente, prodotta_il, pubblicata_il,
        acquisita_il, acquisita_da, regolamento, regolata_il, mittente_tipo, mittente, mittente_denominazione, pagamenti, importo_cents,
        righe, somma_cents)
      select $1::uuid, to_char(${IERI}, 'YYYY-MM-DD') || 'BANCO-' || n, 'BANCO' || n % 40, 'fdr', 1, true, ${IERI}, ${IERI}, ${IERI},
             'sistema', 'TRN' || n, current_date, 'B', 'BANCO', 'Banca ' || n % 40,
             $3::integer, $3::integer * 1000, $3::integer, $3::integer * 1000
        from generate_series(1, $2::integer) as n returning ente_id, id)
    insert into rendicontazione.riga (ente_id, rendicontazione_id, numero, iuv, iur, indice, importo_cents, esito, esitata_il)
    select r.ente_id, r.id, n, '01' || lpad(n::text, 15, '0'), 'IUR' || n, 1, 1000, 0, current_date
      from r, generate_series(1, $3::integer) as n`,
  mancanti: `
    with da as (select array_agg(id) as ids from (select id from rendicontazione.rendicontazione where ente_id = $1::uuid limit 100) as x)
    insert into rendicontazione.mancante (ente_id, origine, iuv, iur, rendicontazione_id, esito, giorno, importo_cents, stato, perche,
                                          tentativi, prossimo_il, creata_il, conclusa_il)
    select $1::uuid, 'rendicontazione', '01' || lpad(n::text, 15, '0'), 'BANCO-M-' || n, ids[1 + n % cardinality(ids)], 0,
           current_date - n / 50, 100 + n, s, case s when 'da_chiudere' then 'tentativi' end, 1,
           case s when 'in_coda' then now() end, now(),
           case s when 'arrivata' then now() end
      from (select n, case when n % 4 = 0 then 'da_chiudere' when n % 4 = 1 then 'in_coda' else 'arrivata' end as s
              from generate_series(1, $2::integer) as n) as x, da`,
  deleghe: `
    insert into posizioni.delega (ente_id, genere, delegato_codice, delegato_nome, delegante_codice, delegante_nome, stato, chiesta_il,
                                  decisa_il, decisa_da, valida_al, documento_nome, documento_tipo, documento_bytes,
                                  documento_sha256, documento)
    select $1::uuid, 'delega', 'BNCDLG' || lpad(n::text, 10, '0'), ${NOME}, 'BNCDLT' || lpad(n::text, 10, '0'), ${NOME}, s, ${IERI},
           case s when 'approvata' then ${IERI} end, case s when 'approvata' then 'sistema' end,
           case s when 'approvata' then current_date + 300 end, 'delega.pdf', 'application/pdf', 4, sha256('x'), '\\x00000000'
      from (select n, case when n % 10 = 0 then 'richiesta' else 'approvata' end as s from generate_series(1, $2::integer) as n) as x`,
  link: `
    insert into pagamenti.link (ente_id, genere, titolo, tipo_dovuto_id, valori, creato_il)
    select $1::uuid, 'modulo', 'Iscrizione di ' || ${NOME}, $3::uuid, '{}', ${IERI} from generate_series(1, $2::integer) as n`,
};
