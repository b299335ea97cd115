import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { OperatoreId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unOperatore } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  accedi,
  accettaInvito,
  cambiaMembro,
  datiInvito,
  entiDi,
  guardaInvito,
  invita,
  leggiInviti,
  leggiMembri,
  leggiMembro,
  ritiraInvito,
  tipiConsentiti,
  type InvitoId,
} from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const per = ({ enteId }: EnteDiProva): Ctx => ctxDi(mondo, 'ufficio', enteId);
const nessuno = (): Ctx => ctxDi(mondo, 'ufficio');
const PASSWORD = 'una lunga frase di prova';
const indirizzo = (): string => `invitata.${segretoCasuale(6).toLowerCase()}@example.org`;

/** Invites somebody, and gives what the link of their mail says. */
async function invitata(
  ente: EnteDiProva,
  email: string,
  ruolo: 'operatore' | 'amministratore' = 'operatore',
): Promise<string> {
  const invitoId = valoreDi(await invita(per(ente), { nome: 'Rita Blu', email, ruolo, tipi: [ente.tipoDovutoId] }));
  return (await datiInvito(ctxDi(mondo, 'worker'), invitoId))?.token ?? expect.fail();
}

async function attiDi(ente: EnteDiProva, oggettoId: string): Promise<{ azione: string; dettaglio: unknown }[]> {
  const { rows } = await sql<{ azione: string; dettaglio: unknown }>`
    select azione, dettaglio from registro.atto where ente_id = ${ente.enteId} and oggetto_id = ${oggettoId} order by id`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows;
}

describe('an invitation', () => {
  test('makes nothing until it is accepted; then an account, once', async () => {
    const ente = await unEnte(mondo);
    const email = indirizzo();
    const token = await invitata(ente, email.toUpperCase());
    expect(await leggiMembri(per(ente))).toEqual([]);
    expect(await leggiInviti(per(ente))).toMatchObject([{ email, nome: 'Rita Blu', ruolo: 'operatore' }]);
    expect(await guardaInvito(nessuno(), token)).toMatchObject({
      ok: true,
      value: { noto: false, ente: ente.denominazione },
    });
    expect(codice(await accettaInvito(nessuno(), { token, password: 'corta' }))).toBe('PASSWORD_DEBOLE');
    const insieme = [
      accettaInvito(nessuno(), { token, password: PASSWORD }),
      accettaInvito(nessuno(), { token, password: PASSWORD }),
    ];
    expect((await Promise.all(insieme)).map(codice).toSorted()).toEqual(['PROVA_USATA', 'ok']);
    expect(codice(await guardaInvito(nessuno(), token))).toBe('PROVA_USATA');
    const dentro = { utente: email, password: PASSWORD, codice: null, indirizzo: '192.0.2.1', tokenPrecedente: null };
    const { operatoreId } = valoreDi(await accedi(nessuno(), dentro));
    expect(await entiDi(nessuno(), operatoreId)).toMatchObject([{ enteId: ente.enteId, ruolo: 'operatore' }]);
    expect(await tipiConsentiti(per(ente), { operatoreId, enteId: ente.enteId })).toEqual([ente.tipoDovutoId]);
    // In the registro of the ente, whoever looks at it.
    expect(await attiDi(ente, operatoreId)).toMatchObject([{ azione: 'operatore.invito_accettato' }]);
  });

  test('to an address that is known reads the same to who invites; who accepts keeps their account', async () => {
    const [primo, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const email = indirizzo();
    valoreDi(await accettaInvito(nessuno(), { token: await invitata(primo, email), password: PASSWORD }));
    const token = await invitata(altro, email, 'amministratore');
    expect(await leggiInviti(per(altro))).toMatchObject([{ email, nome: 'Rita Blu' }]);
    expect(await leggiMembri(per(altro))).toEqual([]);
    expect(await guardaInvito(nessuno(), token)).toMatchObject({ ok: true, value: { noto: true } });
    valoreDi(await accettaInvito(nessuno(), { token, password: '' }));
    const [membro] = await leggiMembri(per(altro));
    expect(membro).toMatchObject({ utente: email, ruolo: 'amministratore', tipi: [] });
    expect(await leggiMembri(per(primo))).toMatchObject([{ operatoreId: membro?.operatoreId, ruolo: 'operatore' }]);
  });

  test('that is touched, late, taken back or replaced opens nothing', async () => {
    const ente = await unEnte(mondo);
    const email = indirizzo();
    const token = await invitata(ente, email);
    const [id = ''] = token.split('.');
    for (const finto of [
      '',
      'x',
      `${id}.`,
      `${id}.AAAA`,
      `01890000-0000-7000-8000-000000000000.${token.split('.')[1] ?? ''}`,
    ])
      expect(codice(await guardaInvito(nessuno(), finto))).toBe('PROVA_NON_VALIDA');
    const tardi = ctxDi({ ...mondo, orologio: () => new Date(Date.now() + 73 * 3_600_000) }, 'ufficio');
    expect(codice(await accettaInvito(tardi, { token, password: PASSWORD }))).toBe('PROVA_SCADUTA');
    const nuovo = await invitata(ente, email);
    expect(codice(await guardaInvito(nessuno(), token))).toBe('PROVA_USATA');
    // Of another ente it is nobody's to take back.
    await ritiraInvito(per(await unEnte(mondo)), nuovo.split('.')[0] as InvitoId);
    expect(codice(await guardaInvito(nessuno(), nuovo))).toBe('ok');
    await ritiraInvito(per(ente), nuovo.split('.')[0] as InvitoId);
    expect(codice(await guardaInvito(nessuno(), nuovo))).toBe('PROVA_USATA');
    expect(await datiInvito(ctxDi(mondo, 'worker'), nuovo.split('.')[0] as InvitoId)).toBeNull();
    expect((await attiDi(ente, nuovo.split('.')[0] ?? '')).map(({ azione }) => azione)).toEqual([
      'operatore.invitato',
      'operatore.invito_ritirato',
    ]);
  });

  test('is refused with a wrong address, name or kind of due, and after five to the same address', async () => {
    const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const buono = { nome: 'Rita Blu', email: indirizzo(), ruolo: 'operatore', tipi: [] } as const;
    expect(codice(await invita(per(ente), { ...buono, email: 'rita' }))).toBe('EMAIL_NON_VALIDA');
    expect(codice(await invita(per(ente), { ...buono, email: 'rita+prova@example.org' }))).toBe('EMAIL_NON_VALIDA');
    expect(codice(await invita(per(ente), { ...buono, nome: '' }))).toBe('NOME_NON_VALIDO');
    expect(codice(await invita(per(ente), { ...buono, tipi: [altro.tipoDovutoId] }))).toBe('TIPO_DOVUTO_SCONOSCIUTO');
    for (let i = 1; i < 5; i += 1) valoreDi(await invita(per(ente), buono));
    expect(codice(await invita(per(ente), buono))).toBe('TROPPI_TENTATIVI');
  });
});

describe('who administers', () => {
  async function dueAmministratori() {
    const ente = await unEnte(mondo);
    const [uno, due] = [
      await unOperatore(mondo, [ente], { ruolo: 'amministratore' }),
      await unOperatore(mondo, [ente], { ruolo: 'amministratore' }),
    ];
    return { ente, uno: uno.operatoreId, due: due.operatoreId };
  }
  const versione = async (ente: EnteDiProva, id: OperatoreId): Promise<number> =>
    (await leggiMembro(per(ente), id))?.versione ?? 0;

  test('changes role and kinds of due: before and after are in the registro', async () => {
    const { ente, uno } = await dueAmministratori();
    const ruolo = { cosa: 'ruolo', ruolo: 'operatore' } as const;
    const chi = { operatoreId: uno, versione: await versione(ente, uno) };
    const altrui = (await unEnte(mondo)).tipoDovutoId;
    expect(codice(await cambiaMembro(per(ente), { ...chi, cambio: ruolo, tipi: [altrui] }))).toBe(
      'TIPO_DOVUTO_SCONOSCIUTO',
    );
    expect(codice(await cambiaMembro(per(ente), { ...chi, cambio: ruolo, tipi: [ente.tipoDovutoId] }))).toBe('ok');
    expect(await tipiConsentiti(per(ente), { operatoreId: uno, enteId: ente.enteId })).toEqual([ente.tipoDovutoId]);
    expect((await attiDi(ente, uno)).at(-1)).toEqual({
      azione: 'operatore.ruolo_cambiato',
      dettaglio: { ruolo: 'amministratore', ruoloDopo: 'operatore', tipi: [], tipiDopo: [ente.tipo] },
    });
  });

  test('suspends and takes back; what is suspended opens nothing', async () => {
    const { ente, uno } = await dueAmministratori();
    const fai = async (cosa: 'sospendi' | 'riattiva' | 'togli') =>
      codice(
        await cambiaMembro(per(ente), { operatoreId: uno, versione: await versione(ente, uno), cambio: { cosa } }),
      );
    expect(await fai('sospendi')).toBe('ok');
    expect(await entiDi(nessuno(), uno)).toEqual([]);
    expect(await tipiConsentiti(per(ente), { operatoreId: uno, enteId: ente.enteId })).toEqual([]);
    expect(await fai('riattiva')).toBe('ok');
    expect(await entiDi(nessuno(), uno)).toHaveLength(1);
    expect(await fai('togli')).toBe('ok');
    expect(await fai('togli')).toBe('OPERATORE_SCONOSCIUTO');
    expect((await attiDi(ente, uno)).map(({ azione }) => azione).slice(-3)).toEqual([
      'operatore.sospeso',
      'operatore.riattivato',
      'operatore.ruolo_revocato',
    ]);
  });

  test('two who change the same person: the second is told, and nothing of the first is lost', async () => {
    const { ente, uno } = await dueAmministratori();
    const letta = await versione(ente, uno);
    const cambia = (ruolo: 'lettore' | 'ragioneria') =>
      cambiaMembro(per(ente), { operatoreId: uno, versione: letta, cambio: { cosa: 'ruolo', ruolo } });
    expect(codice(await cambia('ragioneria'))).toBe('ok');
    expect(codice(await cambia('lettore'))).toBe('OPERATORE_CAMBIATO');
    expect(await leggiMembro(per(ente), uno)).toMatchObject({ ruolo: 'ragioneria', versione: letta + 1 });
  });

  test('two who take each other’s role away: one stays', async () => {
    const { ente, uno, due } = await dueAmministratori();
    const togli = async (operatoreId: OperatoreId) =>
      cambiaMembro(per(ente), {
        operatoreId,
        versione: await versione(ente, operatoreId),
        cambio: { cosa: 'sospendi' },
      });
    const esiti = (await Promise.all([togli(uno), togli(due)])).map(codice);
    expect(esiti.toSorted()).toEqual(['ULTIMO_AMMINISTRATORE', 'ok']);
  });

  test('of another ente nobody is seen or changed, and the database says so too', async () => {
    const [{ ente, uno }, altro] = [await dueAmministratori(), await unEnte(mondo)];
    expect(await leggiMembro(per(altro), uno)).toBeNull();
    const cambio = { cosa: 'togli' } as const;
    expect(codice(await cambiaMembro(per(altro), { operatoreId: uno, versione: 1, cambio }))).toBe(
      'OPERATORE_SCONOSCIUTO',
    );
    await per(altro).tx(async (t) => {
      const toccate = await sql`
        update utenti.operatore_ente set ruolo = 'lettore', versione = 9, sospeso_il = null where operatore_id = ${uno}`.execute(
        t.db,
      );
      expect(toccate.numAffectedRows).toBe(0n);
    });
    const inserisce = sql`
      insert into utenti.operatore_ente (ente_id, operatore_id, ruolo) values (${altro.enteId}, ${uno}, 'lettore')`;
    await expect(inserisce.execute(per(altro).db)).rejects.toThrow(/permission denied/);
    await expect(
      sql`update utenti.operatore set intermediario = true where id = ${uno}`.execute(per(ente).db),
    ).rejects.toThrow(/permission denied/);
  });
});
