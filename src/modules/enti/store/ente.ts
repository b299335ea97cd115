import { sql, type RawBuilder } from 'kysely';
import type { EnteId, StazioneId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { Ambiente, DatiEnte } from '../core/ente.ts';
import type { Funzione } from '../core/funzioni.ts';
import type { Recapiti } from '../core/recapiti.ts';
import type { StatoEnte } from '../core/stato.ts';

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
export type Ente = DatiEnte &
  Recapiti & {
    enteId: EnteId;
    intermediarioId: string;
    stato: StatoEnte;
    haLogo: boolean;
    /** Those that are on. */
    funzioni: Funzione[];
    /** In PRE-ESERCIZIO, the most that a dovuto may cost. */
    tettoPreEsercizioCents: Cents;
  };

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
  cod_ipa as "codIpa", denominazione, tipo, settore, info, indirizzo, email, telefono, pec, sito, cbill, popolazione,
  testo_cittadini as "testoCittadini", lingua_aggiuntiva as "linguaAggiuntiva", referente_nome as "referenteNome",
  referente_email as "referenteEmail", referente_telefono as "referenteTelefono", funzioni,
  tetto_pre_esercizio_cents as "tettoPreEsercizioCents", logo_medio is not null as "haLogo"`);

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
    select ${COLONNE} from enti.ente where lower(cod_ipa) = lower(${codIpa}) and ambiente = ${ambiente}`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
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

/** What the ente may have changed of itself is left as it is, where it is not said again. */
const detti = sql.raw(
  ['settore', 'info', 'indirizzo', 'email', 'telefono', 'pec', 'sito']
    .map((campo) => `coalesce(excluded.${campo}, e.${campo})`)
    .join(', '),
);

/** Inserts the ente as INSERITO, or brings what is registered of it up to date; its state is not touched. */
export async function upsertEnte(t: Ctx, intermediarioId: string, d: DatiEnte): Promise<Scritto<EnteId>> {
  const { rows } = await sql<{ id: EnteId; nuova: boolean }>`
    insert into enti.ente as e (ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo,
                                email, telefono, pec, sito, cbill)
    values (${d.ambiente}, ${intermediarioId}, ${d.codiceFiscale}, ${d.codIpa}, ${d.denominazione}, ${d.tipo}, 'INSERITO', ${d.settore},
            ${d.info}, ${d.indirizzo}, ${d.email}, ${d.telefono}, ${d.pec}, ${d.sito}, ${d.cbill})
    on conflict (codice_fiscale, ambiente) do update
      set (intermediario_id, cod_ipa, denominazione, tipo, cbill, settore, info, indirizzo, email, telefono, pec, sito) = (
            excluded.intermediario_id, excluded.cod_ipa, excluded.denominazione, excluded.tipo, excluded.cbill, ${detti})
     where (e.intermediario_id, e.cod_ipa, e.denominazione, e.tipo, e.cbill, e.settore, e.info, e.indirizzo, e.email, e.telefono, e.pec,
            e.sito) is distinct from (
            excluded.intermediario_id, excluded.cod_ipa, excluded.denominazione, excluded.tipo, excluded.cbill, ${detti})
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

/** False when there is no such ente, or when all of it was already so. */
export async function updateRecapiti(t: Ctx, enteId: EnteId, r: Recapiti): Promise<boolean> {
  const { rows } = await sql`
    update enti.ente as e
       set (settore, info, indirizzo, email, telefono, pec, sito, popolazione, testo_cittadini, lingua_aggiuntiva, referente_nome,
            referente_email, referente_telefono) = (${valoriDi(r)})
     where id = ${enteId}
       and (e.settore, e.info, e.indirizzo, e.email, e.telefono, e.pec, e.sito, e.popolazione, e.testo_cittadini, e.lingua_aggiuntiva,
            e.referente_nome, e.referente_email, e.referente_telefono) is distinct from (${valoriDi(r)})
    returning id`.execute(t.db);
  return rows.length > 0;
}

function valoriDi(r: Recapiti): RawBuilder<unknown> {
  return sql`${r.settore}::text, ${r.info}::text, ${r.indirizzo}::text, ${r.email}::text, ${r.telefono}::text, ${r.pec}::text,
    ${r.sito}::text, ${r.popolazione}::integer, ${r.testoCittadini}::text, ${r.linguaAggiuntiva}::text, ${r.referenteNome}::text,
    ${r.referenteEmail}::text, ${r.referenteTelefono}::text`;
}

/** False when there is no such ente, or when that was its cap. */
export async function updateTetto(t: Ctx, enteId: EnteId, tettoCents: Cents): Promise<boolean> {
  const { rows } = await sql`
    update enti.ente set tetto_pre_esercizio_cents = ${tettoCents}
     where id = ${enteId} and tetto_pre_esercizio_cents <> ${tettoCents} returning id`.execute(t.db);
  return rows.length > 0;
}
