import { sql } from 'kysely';
import type { EnteId, StazioneId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Ambiente, DatiEnte } from '../core/ente.ts';

/** INSERITO: being prepared. PRE-ESERCIZIO: tried out. ESERCIZIO: it collects. */
export type StatoEnte = 'INSERITO' | 'PRE-ESERCIZIO' | 'ESERCIZIO';

/** An ente as those who collect for it need it: who it is, and the station its generated IUV belong to. */
export type EnteIncassante = {
  enteId: EnteId;
  ambiente: Ambiente;
  stato: StatoEnte;
  codiceFiscale: string;
  codIpa: string;
  denominazione: string;
  stazioneId: StazioneId;
  stazione: string;
  segregazione: string;
};

/** All that is registered of an ente, but for its logo and its secrets. */
export type Ente = DatiEnte & { enteId: EnteId; intermediarioId: string; stato: StatoEnte; haLogo: boolean };

/** An ente as anybody may see it. */
export type EntePubblico = Pick<Ente, 'enteId' | 'ambiente' | 'codIpa' | 'denominazione' | 'tipo' | 'haLogo'>;

/** The ente with its default station. Throws where the ente has none: configuration is checked before an ente is made operative. */
export async function leggiEnteIncassante(ctx: Ctx, enteId: EnteId): Promise<EnteIncassante> {
  const { rows } = await sql<EnteIncassante>`
    select ente_id as "enteId", ambiente, ente_stato as stato, codice_fiscale as "codiceFiscale", cod_ipa as "codIpa", denominazione,
           stazione_id as "stazioneId", codice as stazione, codice_segregazione as segregazione
      from enti.v_stazione_ente
     where ente_id = ${enteId} and predefinita`.execute(ctx.db);
  const ente = rows[0];
  if (ente === undefined) throw new Error('ente without a default station');
  return ente;
}

const COLONNE =
  sql.raw(`id as "enteId", intermediario_id as "intermediarioId", ambiente, stato, codice_fiscale as "codiceFiscale",
  cod_ipa as "codIpa", denominazione, tipo, settore, info, indirizzo, email, telefono, pec, sito, cbill, logo_png is not null as "haLogo"`);

/** An ente by its id; null where there is none. */
export async function leggiEnte(ctx: Ctx, enteId: EnteId): Promise<Ente | null> {
  const { rows } = await sql<Ente>`select ${COLONNE} from enti.ente where id = ${enteId}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** An ente by its IPA code, as the SIL names it; live and prova are two. Null where there is none. */
export async function enteDaCodIpa(
  ctx: Ctx,
  { codIpa, ambiente }: { codIpa: string; ambiente: Ambiente },
): Promise<Ente | null> {
  const { rows } = await sql<Ente>`
    select ${COLONNE} from enti.ente where cod_ipa = ${codIpa} and ambiente = ${ambiente}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** The enti that collect, by name. Those in prova are shown only where the whole installation is a demo. */
export async function elencoEntiPubblici(ctx: Ctx): Promise<EntePubblico[]> {
  const { rows } = await sql<EntePubblico>`
    select id as "enteId", ambiente, cod_ipa as "codIpa", denominazione, tipo, logo_png is not null as "haLogo"
      from enti.ente
     where stato = 'ESERCIZIO' and (ambiente = 'live' or ${ctx.config.modo === 'demo'})
     order by denominazione, id`.execute(ctx.db);
  return rows;
}

/** The logo of an ente, PNG; null where it has none. */
export async function leggiLogo(ctx: Ctx, enteId: EnteId): Promise<Buffer | null> {
  const { rows } = await sql<{
    logo: Buffer | null;
  }>`select logo_png as logo from enti.ente where id = ${enteId}`.execute(ctx.db);
  return rows[0]?.logo ?? null;
}

/** The intermediario of the installation, with which pages and notices sign; null before it is registered. */
export async function leggiIntermediario(ctx: Ctx): Promise<{ codiceFiscale: string; denominazione: string } | null> {
  const { rows } = await sql<{ codiceFiscale: string; denominazione: string }>`
    select codice_fiscale as "codiceFiscale", denominazione from enti.intermediario order by id limit 1`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** Whether a row was new, changed or already so: only the first two are acts. */
export type Scritto<Id extends string> = { id: Id; come: 'inserito' | 'modificato' | 'uguale' };

/** Turns the outcome of an upsert that touches only what differs into one answer. No row returned means that it was already so. */
export function scritto<Id extends string>(
  riga: { id: Id; nuova: boolean } | undefined,
  esistente: Id | undefined,
): Scritto<Id> {
  if (riga !== undefined) return { id: riga.id, come: riga.nuova ? 'inserito' : 'modificato' };
  if (esistente === undefined) throw new Error('upsert: neither written nor there');
  return { id: esistente, come: 'uguale' };
}

export async function upsertIntermediario(
  t: Ctx,
  i: { codiceFiscale: string; denominazione: string },
): Promise<Scritto<string>> {
  const { rows } = await sql<{ id: string; nuova: boolean }>`
    insert into enti.intermediario as m (codice_fiscale, denominazione) values (${i.codiceFiscale}, ${i.denominazione})
    on conflict (codice_fiscale) do update set denominazione = excluded.denominazione
     where m.denominazione <> excluded.denominazione
    returning id, xmax = 0 as nuova`.execute(t.db);
  if (rows[0] !== undefined) return scritto(rows[0], undefined);
  const letto = await sql<{
    id: string;
  }>`select id from enti.intermediario where codice_fiscale = ${i.codiceFiscale}`.execute(t.db);
  return scritto(undefined, letto.rows[0]?.id);
}

/** Inserts the ente as INSERITO, or brings what is registered of it up to date; its state is not touched. */
export async function upsertEnte(t: Ctx, intermediarioId: string, d: DatiEnte): Promise<Scritto<EnteId>> {
  const { rows } = await sql<{ id: EnteId; nuova: boolean }>`
    insert into enti.ente as e (ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo,
                                email, telefono, pec, sito, cbill)
    values (${d.ambiente}, ${intermediarioId}, ${d.codiceFiscale}, ${d.codIpa}, ${d.denominazione}, ${d.tipo}, 'INSERITO', ${d.settore},
            ${d.info}, ${d.indirizzo}, ${d.email}, ${d.telefono}, ${d.pec}, ${d.sito}, ${d.cbill})
    on conflict (codice_fiscale, ambiente) do update
      set intermediario_id = excluded.intermediario_id, cod_ipa = excluded.cod_ipa, denominazione = excluded.denominazione,
          tipo = excluded.tipo, settore = excluded.settore, info = excluded.info, indirizzo = excluded.indirizzo, email = excluded.email,
          telefono = excluded.telefono, pec = excluded.pec, sito = excluded.sito, cbill = excluded.cbill
     where (e.intermediario_id, e.cod_ipa, e.denominazione, e.tipo, e.settore, e.info, e.indirizzo, e.email,
            e.telefono, e.pec, e.sito, e.cbill)
           is distinct from
           (excluded.intermediario_id, excluded.cod_ipa, excluded.denominazione, excluded.tipo, excluded.settore, excluded.info,
            excluded.indirizzo, excluded.email, excluded.telefono, excluded.pec, excluded.sito, excluded.cbill)
    returning id, xmax = 0 as nuova`.execute(t.db);
  if (rows[0] !== undefined) return scritto(rows[0], undefined);
  const letto = await sql<{ id: EnteId }>`
    select id from enti.ente where codice_fiscale = ${d.codiceFiscale} and ambiente = ${d.ambiente}`.execute(t.db);
  return scritto(undefined, letto.rows[0]?.id);
}

export async function esisteIntermediario(t: Ctx, id: string): Promise<boolean> {
  const { rows } = await sql`select from enti.intermediario where id = ${id}`.execute(t.db);
  return rows.length > 0;
}

/** Is the IPA code that of another ente of the same ambiente? */
export async function codIpaOccupato(
  t: Ctx,
  d: { codIpa: string; ambiente: Ambiente; codiceFiscale: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from enti.ente
     where cod_ipa = ${d.codIpa} and ambiente = ${d.ambiente} and codice_fiscale <> ${d.codiceFiscale}`.execute(t.db);
  return rows.length > 0;
}

/** Locks the live and the prova row of an ente: what is checked across the two holds until the transaction ends. */
export async function lockGemelli(t: Ctx, enteId: EnteId): Promise<void> {
  await sql`
    select from enti.ente
     where codice_fiscale = (select codice_fiscale from enti.ente where id = ${enteId})
     order by id for update`.execute(t.db);
}

/** False when there is no such ente, or when it already had this very logo. */
export async function updateLogo(t: Ctx, enteId: EnteId, png: Uint8Array): Promise<boolean> {
  const { rows } = await sql`
    update enti.ente set logo_png = ${png} where id = ${enteId} and logo_png is distinct from ${png} returning id`.execute(
    t.db,
  );
  return rows.length > 0;
}

/** What an ente still lacks before it may collect. */
export async function selectPrerequisiti(
  t: Ctx,
  enteId: EnteId,
): Promise<{ stazione: boolean; iban: boolean; tipi: boolean; stato: StatoEnte } | null> {
  const { rows } = await sql<{ stazione: boolean; iban: boolean; tipi: boolean; stato: StatoEnte }>`
    select e.stato,
           exists (select from enti.v_stazione_ente as s where s.ente_id = e.id and s.predefinita and s.attiva) as stazione,
           exists (select from enti.v_iban_vigente as i where i.ente_id = e.id) as iban,
           exists (select from enti.tipo_dovuto as d where d.ente_id = e.id and d.attivo) as tipi
      from enti.ente as e where e.id = ${enteId} for update of e`.execute(t.db);
  return rows[0] ?? null;
}

export async function updateStato(t: Ctx, enteId: EnteId, stato: StatoEnte): Promise<void> {
  await sql`update enti.ente set stato = ${stato} where id = ${enteId}`.execute(t.db);
}

/** The SIL password's HMAC of the ente's rows, live and prova. Only the roles that check it may read it. */
export async function selectPasswordSil(
  ctx: Ctx,
  codIpa: string,
): Promise<{ enteId: EnteId; ambiente: Ambiente; hmac: Buffer | null }[]> {
  const { rows } = await sql<{ enteId: EnteId; ambiente: Ambiente; hmac: Buffer | null }>`
    select id as "enteId", ambiente, password_sil_hmac as hmac from enti.ente where cod_ipa = ${codIpa}`.execute(
    ctx.db,
  );
  return rows;
}

/** False when there is no such ente, or when it already had this very password. */
export async function updatePasswordSil(t: Ctx, enteId: EnteId, hmac: Uint8Array): Promise<boolean> {
  const { rows } = await sql`
    update enti.ente set password_sil_hmac = ${hmac}
     where id = ${enteId} and password_sil_hmac is distinct from ${hmac} returning id`.execute(t.db);
  return rows.length > 0;
}
