import { sql } from 'kysely';
import { expect } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import {
  apriFonti,
  guardaArrivo,
  impostaRitorni,
  iniziaArrivo,
  lavori,
  preparaCarrello,
  segnaRientro,
  statoCarrelloPreparato,
  type ArrivoGuardato,
  type DaPreparare,
  type Rientro,
  type VoceArrivo,
} from '#modules/pagamenti';
import { creaCtx, type CarrelloCheckout, type Ctx, type RispostaCheckout } from '#platform/contesto';
import { DEBITORE } from './carico.ts';
import { databaseDiProva } from './db.ts';
import { mondoFermo, type MondoFermo } from './portale.ts';
import { dovutoDi } from './posizioni.ts';
import { consegna, ricevutaLetta } from './ricevute.ts';
import { ctxDi, unEnte, type EnteDiProva } from './un-ente.ts';

const RITORNI = { ok: 'https://q/ok', annullato: 'https://q/no', errore: 'https://q/ko', attesa: 'https://q/at' };
/** Where browsers go back to. */
export const SITO = 'https://www.ente.example';
export const ORA_MS = 3_600_000;

type VoceNuova = Extract<VoceArrivo, { dovuti: unknown }>;

/** Why not. */
export const codice = (fatto: { ok: boolean; refusal?: { codice: string } }): string | undefined =>
  fatto.refusal?.codice;
/** The names of what is prepared. */
export const iudDi = (voce: VoceNuova): string[] => voce.dovuti.flatMap((d) => d.iud ?? []);

let n = 0;

/** New dovuti of one debtor, ten euros each, with names that nobody else has. */
export function nuovi(ente: EnteDiProva, quanti = 1, iud?: string): VoceNuova {
  const dovuti = Array.from({ length: quanti }, () => {
    n += 1;
    return dovutoDi(1000, null, { iud: iud ?? `ARR${n}`, causale: `Retta ${n}`, causalePubblica: `Retta ${n}` });
  });
  return { enteId: ente.enteId, debitore: DEBITORE, dovuti };
}

/** Two enti that prepare payments, a clock that is moved, and a Checkout that keeps what it was asked. */
export type Arrivi = Awaited<ReturnType<typeof apriArrivi>>;

export async function apriArrivi() {
  const fermo = mondoFermo(await databaseDiProva());
  const chiesti: CarrelloCheckout[] = [];
  const crea = async (carrello: CarrelloCheckout): Promise<RispostaCheckout> => ({
    esito: 'pagina',
    location: `https://checkout/${chiesti.push(carrello)}`,
  });
  const mondo: MondoFermo = { ...fermo, wires: { ...fermo.wires, checkout: { crea } } };
  const [uno, altro] = [await unEnte(mondo), await unEnte(mondo)];
  for (const { enteId } of [uno, altro])
    valoreDi(await impostaRitorni(ctxDi(mondo, 'worker', enteId), { enteId, indirizzi: [`${SITO}/fine`] }));
  return { mondo, uno, altro, chiesti, ...gesti(mondo, uno) };
}

/** What each does: the software of an ente, whoever pays, the Nodo, the jobs. */
function gesti(mondo: MondoFermo, uno: EnteDiProva) {
  const fonti = apriFonti(mondo);
  const sil = (enteId: EnteId): Ctx => creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: 'prova' }, enteId });
  const citta = (): Ctx => creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });
  const guarda = async (token: string): Promise<ArrivoGuardato> =>
    (await guardaArrivo(citta(), token)) ?? expect.fail();
  const prepara = (voci: readonly VoceArrivo[], altri: Partial<DaPreparare> = {}) =>
    preparaCarrello(sil, {
      ...{ enteId: uno.enteId, voci, ritorno: `${SITO}/fine?pratica=7`, modo: 'breve', email: null },
      ...altri,
    });
  return {
    ...{ sil, citta, guarda, prepara, ...pagamenti(mondo, guarda), lavora: lavoriDi(mondo) },
    pronto: async (voci: readonly VoceArrivo[], altri: Partial<DaPreparare> = {}) =>
      valoreDi(await prepara(voci, altri)),
    inizia: async (token: string, { visto = 1000, comunque = false, email = 'chi@example.org' } = {}) =>
      iniziaArrivo(citta(), fonti, {
        ...(await guarda(token)),
        ...{ vistoCents: cents(visto), comunque, ritorni: RITORNI, email },
      }),
    torna: async (token: string, rientro: Rientro): Promise<void> => {
      await segnaRientro(citta(), { carrelloId: (await guarda(token)).carrello?.id ?? expect.fail(), rientro });
    },
    esito: async (idSession: string, ente = uno): Promise<string> =>
      (await statoCarrelloPreparato(sil(ente.enteId), { enteId: ente.enteId, idSession })).esito,
  };
}

function pagamenti(mondo: MondoFermo, guarda: (token: string) => Promise<ArrivoGuardato>) {
  let ricevute = 0;
  return {
    /** The Nodo brings the receipts of what is prepared, of that ente. */
    paga: async (token: string, ente: EnteDiProva): Promise<void> => {
      const { voci, carrello } = await guarda(token);
      for (const { numeroAvviso, importoCents } of voci.filter(({ enteId }) => enteId === ente.enteId)) {
        ricevute += 1;
        const iuv = numeroAvviso.slice(1);
        const d = { iuv, numeroAvviso, importo: importoCents, receiptId: `rarr${ricevute}${iuv}` };
        const come = { notaPagamento: carrello?.idCart ?? null, pagataIl: mondo.orologio() };
        await consegna(mondo, ente, ricevutaLetta(ente, d, come));
      }
    },
    stati: async (ente: EnteDiProva, iud: readonly string[]): Promise<string[]> => {
      const { rows } = await sql<{ stato: string }>`
        select stato from posizioni.dovuto where ente_id = ${ente.enteId} and iud = any(${iud}::text[]) order by iud`.execute(
        ctxDi(mondo, 'worker').db,
      );
      return rows.map((r) => r.stato);
    },
  };
}

/** The hourly job, and what it leaves to be done for each ente, when its time has come. */
function lavoriDi(mondo: MondoFermo): (...enti: EnteDiProva[]) => Promise<void> {
  const esegui = async (nome: string, ctx: Ctx, payload: Record<string, string>): Promise<void> =>
    lavori(() => null)
      .find((lavoro) => lavoro.nome === nome)
      ?.esegui(ctx, payload);
  return async (...enti) => {
    await esegui('pagamenti.carrelli', ctxDi(mondo, 'worker'), {});
    for (const { enteId } of enti) {
      const ctx = ctxDi(mondo, 'worker', enteId);
      const { rows } = await sql<{ id: string; nome: string }>`
        select j.payload ->> 'arrivoId' as id, t.identifier as nome
          from graphile_worker._private_jobs as j join graphile_worker._private_tasks as t on t.id = j.task_id
         where j.key like ${`arrivo:%:${enteId}`} and j.run_at <= ${mondo.orologio()}`.execute(ctx.db);
      for (const { id, nome } of rows) await esegui(nome, ctx, { arrivoId: id });
    }
  };
}
