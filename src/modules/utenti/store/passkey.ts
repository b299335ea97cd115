import { sql } from 'kysely';
import type { OperatoreId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** Identifier of a passkey. */
export type PasskeyId = string & { readonly __tipo: 'PasskeyId' };

/** A challenge: the hash of what is to be signed, whose, in which browser, and what for. */
export type SfidaPasskey = {
  impronta: Buffer;
  browser: Buffer;
  operatoreId: OperatoreId;
  scopo: 'entra' | 'registra';
};

export async function insertSfida(ctx: Ctx, { impronta, browser, operatoreId, scopo }: SfidaPasskey): Promise<void> {
  await sql`
    insert into utenti.sfida_passkey (impronta, browser, operatore_id, scopo, creata_il)
    values (${impronta}, ${browser}, ${operatoreId}, ${scopo}, ${ctx.now})`.execute(ctx.db);
}

/** Takes it, and tells since when it was there; null: there is none such, or somebody was quicker. */
export async function prendiSfida(
  ctx: Ctx,
  { impronta, browser, operatoreId, scopo }: SfidaPasskey,
): Promise<Date | null> {
  const { rows } = await sql<{ creataIl: Date }>`
    delete from utenti.sfida_passkey
     where impronta = ${impronta} and browser = ${browser} and operatore_id = ${operatoreId} and scopo = ${scopo}
    returning creata_il as "creataIl"`.execute(ctx.db);
  return rows[0]?.creataIl ?? null;
}

/** A passkey as its holder sees it. */
export type Passkey = { id: PasskeyId; nome: string; creataIl: Date; usataIl: Date | null };

/** What it takes to ask for a signature, and to judge it. */
export type ChiavePasskey = {
  id: PasskeyId;
  credenziale: Buffer;
  chiave: Buffer;
  contatore: number;
  trasporti: string[];
};

export async function selectPasskey(ctx: Ctx, operatoreId: OperatoreId): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select id, nome, creata_il as "creataIl", usata_il as "usataIl" from utenti.passkey
     where operatore_id = ${operatoreId} order by creata_il, id`.execute(ctx.db);
  return rows;
}

export async function selectChiavi(ctx: Ctx, operatoreId: OperatoreId): Promise<ChiavePasskey[]> {
  const { rows } = await sql<ChiavePasskey>`
    select id, credenziale, chiave, contatore::float8 as contatore, trasporti from utenti.passkey
     where operatore_id = ${operatoreId} order by creata_il, id`.execute(ctx.db);
  return rows;
}

type NuovaPasskey = Omit<ChiavePasskey, 'id'> & { operatoreId: OperatoreId; nome: string };

/** Null: that passkey is somebody's already. */
export async function insertPasskey(t: Ctx, p: NuovaPasskey): Promise<PasskeyId | null> {
  const { rows } = await sql<{ id: PasskeyId }>`
    insert into utenti.passkey (operatore_id, credenziale, chiave, contatore, trasporti, nome, creata_il)
    values (${p.operatoreId}, ${p.credenziale}, ${p.chiave}, ${p.contatore}, ${p.trasporti}, ${p.nome}, ${t.now})
    on conflict (credenziale) do nothing returning id`.execute(t.db);
  return rows[0]?.id ?? null;
}

/** Spends a signature. False: another with that count, or a later one, was there first, or the passkey was taken away. */
export async function segnaFirma(ctx: Ctx, { id, contatore }: { id: PasskeyId; contatore: number }): Promise<boolean> {
  const { rows } = await sql`
    update utenti.passkey set contatore = ${contatore}, usata_il = ${ctx.now}
     where id = ${id} and (contatore < ${contatore} or (contatore = 0 and ${contatore} = 0)) returning id`.execute(
    ctx.db,
  );
  return rows.length > 0;
}

type Sua = { operatoreId: OperatoreId; id: PasskeyId };

/** False: it is none of theirs. */
export async function updateNomePasskey(t: Ctx, { operatoreId, id }: Sua, nome: string): Promise<boolean> {
  const { rows } = await sql`
    update utenti.passkey set nome = ${nome} where id = ${id} and operatore_id = ${operatoreId} returning id`.execute(
    t.db,
  );
  return rows.length > 0;
}

/** False as above. */
export async function deletePasskey(t: Ctx, { operatoreId, id }: Sua): Promise<boolean> {
  const { rows } = await sql`
    delete from utenti.passkey where id = ${id} and operatore_id = ${operatoreId} returning id`.execute(t.db);
  return rows.length > 0;
}
