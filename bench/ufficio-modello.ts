import type pg from 'pg';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import { seguiConteggio } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '../test/support/un-ente.ts';
import { racconta } from './misura.ts';
import { riempiAltro, type EntePieno } from './ufficio-altro.ts';

const ENTI = 50;
/** Of all the dovuti, those of the first ente: a large city. */
const PARTE_DEL_PRIMO = 5;

/** Fifty enti with `dovuti` in all, a fifth of them of the first: as they are after some years of work. */
export async function riempiUfficio(mondo: Mondo, client: pg.Client, dovuti: number): Promise<EntePieno[]> {
  const enti: EntePieno[] = [];
  for (let n = 0; n < ENTI; n += 1) enti.push(await conTipi(mondo, await unEnte(mondo)));
  // The rows are made consistent by this very statement: foreign keys and the check on shares are not asked a million times.
  await client.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'");
  await client.query("set maintenance_work_mem = '512MB'; drop index posizioni.ricerca_parole, posizioni.ricerca_tipo");
  const primo = Math.floor(dovuti / PARTE_DEL_PRIMO);
  const altri = Math.floor((dovuti - primo) / (ENTI - 1));
  for (const [n, ente] of enti.entries()) {
    await riempi(client, ente, n === 0 ? primo : altri);
    await riempiAltro(client, ente, n === 0 ? primo : altri);
    if (n % 10 === 0) racconta(`${n + 1} enti su ${ENTI}`);
  }
  await client.query('reset session_replication_role');
  await indicizza(client);
  await seguiConteggio(ctxDi(mondo, 'worker'));
  return enti;
}

async function conTipi(mondo: Mondo, ente: EnteDiProva): Promise<EntePieno> {
  const tipi = [ente.tipoDovutoId];
  for (const [codice, pagaDopoScadenza] of [
    ['MENSA', true],
    ['MULTE', false],
    ['RARO', true],
  ] as const) {
    const tipo = {
      ...TIPO,
      codice,
      denominazione: codice,
      contoId: ente.contoId,
      contoPostaleId: null,
      pagaDopoScadenza,
    };
    tipi.push(valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', ente.enteId), tipo)));
  }
  return { ...ente, tipi };
}

/** What the follower would have written, at once; and it has read everything. */
async function indicizza(client: pg.Client): Promise<void> {
  racconta('scrivo ciò in cui si cerca');
  await client.query('analyze');
  await client.query(
    `insert into posizioni.ricerca (ente_id, dovuto_id, tipo_dovuto_id, parole)
     select ente_id, dovuto_id, tipo_dovuto_id, parole from posizioni.v_parole order by ente_id, dovuto_id`,
  );
  await client.query(`
    create index ricerca_parole on posizioni.ricerca using gin (parole) with (gin_pending_list_limit = 1024);
    create index ricerca_tipo on posizioni.ricerca (ente_id, tipo_dovuto_id, dovuto_id);
    update piattaforma.seguito set cursore = pg_current_xact_id(), fino = now() where nome = 'posizioni.ricerca'`);
}

/** Dovuti of every state, kind and date, of people whose names are as frequent as names are. */
async function riempi(client: pg.Client, ente: EntePieno, quanti: number): Promise<void> {
  await client.query(DOVUTI, [
    ente.enteId,
    ente.stazioneId,
    ente.segregazione,
    ente.tipi,
    ente.contoId,
    ente.codiceFiscale,
    quanti,
    COGNOMI,
    NOMI,
  ]);
}

const COGNOMI = (
  'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Deluca Mancini Costa Giordano Rizzo ' +
  'Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale ' +
  'Lombardo Serra Coppola Desantis Dangelo Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini'
).split(' ');
const NOMI = 'Maria Anna Giuseppe Giovanni Antonio Mario Luigi Rosa Angela Sara Paolo Elena Luca Marta Carlo Ida'.split(
  ' ',
);

const DOVUTI = `
  with g as materialized (
    select n, uuidv7() as p, uuidv7() as o, uuidv7() as i, uuidv7() as d, posizioni.numero_avviso($3, n::bigint) as nav,
           -- A surname in fifty is of a third of the people; the other syllables are of few.
           ($8::text[])[1 + (n::bigint * 7919) % 50] || case when n % 3 = 0 then ''
               else chr(97 + n % 26) || chr(97 + n / 7 % 26) || chr(97 + n / 181 % 26) end
               || ' ' || ($9::text[])[1 + n / 3 % 16] as nome,
           case when n % 1000 = 7 then 4 else 1 + n % 3 end as tipo,
           -- The newest are the last: most of the old ones are over.
           case when n % 100 < 3 then 'annullato' when n % 100 < 5 then 'estinto' when n % 100 < 6 and n > $7::integer * 0.9 then 'bozza'
                when n % 100 < (case when n > $7::integer * 0.9 then 30 else 90 end) then 'pagato' else 'da_pagare' end as stato,
           current_date + ((n::numeric / $7::integer) * 1100)::integer - 1000 as scadenza, 500 + (n::bigint * 7919) % 50000 as importo
      from generate_series(1, $7::integer) as n),
  posizione as (
    insert into posizioni.posizione (ente_id, id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica)
    select $1::uuid, p, '1X-BANCO' || n, 'F', 'BNC' || lpad((n / 4)::text, 13, '0'), nome from g),
  opzione as (insert into posizioni.opzione (ente_id, id, posizione_id) select $1::uuid, o, p from g),
  iuv as (
    insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine, pagato_il, pagato_cents, receipt_id)
    select $1::uuid, i, substr(nav, 2), nav, $2::uuid, 'generato', case stato when 'pagato' then now() end,
           case stato when 'pagato' then importo end, case stato when 'pagato' then 'BANCO' || n end from g),
  dovuto as (
    insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
      causale_pubblica, data_scadenza, dati_riscossione, iuf, pagato_il, pagato_cents, da_verificare)
    select $1::uuid, d, p, o, i, 'BANCO' || lpad(n::text, 8, '0'), ($4::uuid[])[tipo], stato, importo,
           (array['Tassa rifiuti', 'Mensa scolastica', 'Sanzione codice della strada', 'Canone'])[tipo] || ' ' || 2023 + n * 4 / $7::integer
             || ' zona ' || n % 97, 'Dovuto all''ente', scadenza, '9/0101101IM/', 'BANCO',
           case stato when 'pagato' then now() end, case stato when 'pagato' then importo end,
           case when stato = 'pagato' and n % 5000 = 11 then array['importo_diverso'] else '{}' end from g),
  quota as (
    insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf, beneficiario_denominazione, conto_id,
      tassonomia, causale)
    select $1::uuid, d, 1, importo, $6, 'Ente', $5::uuid, '9/0101101IM/', 'Dovuto' from g),
  storia as (
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore)
    select $1::uuid, d, 'inserito', 1, stato, importo, scadenza, 'sistema' from g),
  contatore as (
    insert into posizioni.contatore_iuv (ente_id, stazione_id, prossimo) values ($1::uuid, $2::uuid, $7::integer + 1)),
  atto as (
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id) select $1::uuid, 'sistema', 'dovuto.nuovo', 'dovuto', d from g)
  select count(*) from g`;
