import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import type { AnnulloId, DovutoId, FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annullaDovuto, rimettiInRiscossione, rinviaDovuto, type AttoDovuto } from '#modules/posizioni';
import { leggiAtti } from '#modules/registro';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { conFlusso, unOperatore } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { applicaAnnullo } from './acts/annulla-flusso.ts';
import {
  annullaFlusso,
  contaEsclusi,
  interrompiAnnullo,
  leggiAnnullo,
  leggiEsclusiAnnullo,
  leggiFlusso,
  prenotaPagati,
  riceviDovuti,
} from './index.ts';

const MOTIVO = 'Ruolo emesso due volte';
let mondo: Mondo;
let ente: EnteDiProva;
let ctx: Ctx;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  ctx = ctxDi(mondo, 'ufficio', ente.enteId);
});

const worker = (): Ctx => ctxDi(mondo, 'worker', ente.enteId);
const carica = (iuf: string, righe: RigaProva[]): Promise<FlussoId> => conFlusso(mondo, ente, { iuf, righe });
const chiedi = async (flussoId: FlussoId, chi = ctx): Promise<AnnulloId> =>
  valoreDi(await annullaFlusso(chi, { flussoId, motivo: MOTIVO })).annulloId;

/** Books it, applies it as the worker does, and reads how it ended. */
async function annulla(flussoId: FlussoId, chi = ctx) {
  await applicaAnnullo(worker(), await chiedi(flussoId, chi));
  return leggi(flussoId);
}

async function leggi(flussoId: FlussoId) {
  return ctx.tx(async (t) => {
    const annullo = await leggiAnnullo(t, flussoId);
    if (annullo === null) throw new Error('no annulment');
    const esclusi = await leggiEsclusiAnnullo(t, annullo.id, { dopo: 0, prima: null, quanti: 100 });
    const perche = Object.fromEntries(esclusi.map((e) => [e.iud, e.motivo]));
    const flusso = await leggiFlusso(t, flussoId);
    return { ...annullo, perche, flusso: flusso?.stato };
  });
}

type Trovato = { id: DovutoId; stato: string; versione: number; iuv: string; numeroAvviso: string };

async function dovuto(iud: string): Promise<Trovato> {
  const { rows } = await sql<Trovato>`
    select d.id, d.stato, d.versione, i.iuv, i.numero_avviso as "numeroAvviso"
      from posizioni.dovuto as d left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     where d.ente_id = ${ente.enteId} and d.iud = ${iud}`.execute(worker().db);
  const [trovato] = rows;
  if (trovato === undefined) throw new Error(`no dovuto ${iud}`);
  return trovato;
}

async function atto(iud: string): Promise<AttoDovuto> {
  const { id, versione } = await dovuto(iud);
  return { dovutoId: id, versione, motivo: 'A mano', tipiConsentiti: null };
}

async function paga(iud: string): Promise<void> {
  await consegna(
    mondo,
    ente,
    ricevutaLetta(ente, { ...(await dovuto(iud)), importo: 12_050, receiptId: `annullo-${iud}` }),
  );
}

async function inPagamento(iud: string): Promise<void> {
  await sql`insert into registro.attivazione (istante, dominio, numero_avviso)
            values (clock_timestamp(), ${ente.codiceFiscale}, ${(await dovuto(iud)).numeroAvviso})`.execute(
    ctxDi(mondo, 'nodo').db,
  );
}

describe('the annulment of a flow', () => {
  it('annuls what it brought and can be paid; the history and the registro say so, and its name is free again', async () => {
    const flussoId = await carica('TUTTO', [{ IUD: 'T1' }, { IUD: 'T2', importoDovuto: 'x' }, { IUD: 'T3' }]);
    expect(await annulla(flussoId)).toMatchObject({
      stato: 'eseguito',
      righeTotali: 2,
      annullati: 2,
      esclusi: 0,
      motivo: MOTIVO,
      richiestoDa: 'sistema',
      flusso: 'annullato',
    });
    expect([(await dovuto('T1')).stato, (await dovuto('T3')).stato]).toEqual(['annullato', 'annullato']);
    const { rows } = await sql<{ azione: string; versione: number; motivo: string | null; flusso: boolean }>`
      select azione, versione, motivo, flusso_id is not null as flusso from posizioni.storia
       where dovuto_id = ${(await dovuto('T1')).id} order by id`.execute(worker().db);
    expect(rows).toEqual([
      { azione: 'inserito', versione: 1, motivo: null, flusso: true },
      { azione: 'annullato', versione: 2, motivo: MOTIVO, flusso: false },
    ]);
    const atti = await ctx.tx((t) =>
      leggiAtti(t, { oggetto: 'flusso', oggettoId: flussoId, dopo: null, prima: null, quanti: 9 }),
    );
    expect(atti.map((a) => a.azione)).toEqual([
      'flusso.annullato',
      'flusso.annullo_chiesto',
      'flusso.eseguito',
      'flusso.ricevuto',
    ]);
    // The corrected file has the same name, and brings them back.
    const corretto = await carica('TUTTO', [{ IUD: 'T1', importoDovuto: '7.00' }]);
    expect((await ctx.tx((t) => leggiFlusso(t, corretto)))?.stato).toBe('eseguito');
    expect((await dovuto('T1')).stato).toBe('da_pagare');
  });

  it('leaves the others as they are, each with its reason', async () => {
    const iud = ['PAGATO', 'ATTIVO', 'FLUSSO', 'MANO', 'ANNULLATO', 'RIMESSO', 'SUO', 'CHIUSO', 'NUOVO'];
    const flussoId = await carica(
      'MOTIVI',
      iud.map((uno) => ({ IUD: uno })),
    );
    // What a file takes away by itself is none of what it brought.
    await carica('MOTIVI2', [
      { IUD: 'FLUSSO', codIuv: (await dovuto('FLUSSO')).iuv, azione: 'M', importoDovuto: '1.00' },
    ]);
    await paga('PAGATO');
    await inPagamento('ATTIVO');
    const dataScadenza = parseGiorno('2099-06-30');
    if (dataScadenza === null) throw new Error('no day');
    valoreDi(await rinviaDovuto(ctx, { ...(await atto('MANO')), dataScadenza }));
    valoreDi(await annullaDovuto(ctx, await atto('ANNULLATO')));
    valoreDi(await annullaDovuto(ctx, await atto('RIMESSO')));
    valoreDi(await rimettiInRiscossione(ctx, { ...(await atto('RIMESSO')), dataScadenza: null }));
    await sql`update posizioni.dovuto set stato = 'estinto' where id = ${(await dovuto('CHIUSO')).id}`.execute(
      worker().db,
    );
    await sql`update posizioni.dovuto set stato = 'annullato', sostituito_il = now() where id = ${(await dovuto('NUOVO')).id}`.execute(
      worker().db,
    );
    const primo = await annulla(flussoId);
    expect(primo.perche).toEqual({
      PAGATO: 'PAGATO',
      ATTIVO: 'IN_PAGAMENTO',
      FLUSSO: 'CAMBIATO_DA_FLUSSO',
      MANO: 'CAMBIATO_A_MANO',
      ANNULLATO: 'GIA_ANNULLATO',
      RIMESSO: 'CAMBIATO_A_MANO',
      CHIUSO: 'CHIUSO',
      NUOVO: 'SOSTITUITO',
    });
    expect(primo).toMatchObject({ annullati: 1, esclusi: 8, flusso: 'eseguito' });
    expect((await dovuto('SUO')).stato).toBe('annullato');
    expect((await dovuto('PAGATO')).stato).toBe('pagato');
    const conti = await ctx.tx((t) => contaEsclusi(t, primo.id));
    expect(conti[0]).toEqual({ motivo: 'CAMBIATO_A_MANO', quanti: 2 });

    // Whoever was paying has gone away: there is more to annul, and nothing left that can be paid.
    await sql`delete from registro.attivazione where dominio = ${ente.codiceFiscale}`.execute(worker().db);
    const secondo = await annulla(flussoId);
    expect(secondo).toMatchObject({ annullati: 1, esclusi: 8, flusso: 'annullato' });
    expect(secondo.perche).toMatchObject({ SUO: 'GIA_ANNULLATO' });
    expect((await dovuto('ATTIVO')).stato).toBe('annullato');
    // A third finds nothing, and is allowed all the same.
    expect(await annulla(flussoId)).toMatchObject({ annullati: 0, esclusi: 9 });
  });

  it('asked by an operator, annuls only the kinds of due they follow', async () => {
    const flussoId = await carica('TIPI', [{ IUD: 'DITARI' }]);
    const { operatoreId } = await unOperatore(mondo, [ente], { tipi: [] });
    const chi = creaCtx(mondo, {
      ruolo: 'ufficio',
      attore: { tipo: 'operatore', id: operatoreId },
      enteId: ente.enteId,
    });
    expect(await annulla(flussoId, chi)).toMatchObject({ perche: { DITARI: 'TIPO_NON_SEGUITO' }, flusso: 'eseguito' });
    expect((await dovuto('DITARI')).stato).toBe('da_pagare');
    const suo = await unOperatore(mondo, [ente]);
    const sua = { tipo: 'operatore', id: suo.operatoreId } as const;
    expect(
      await annulla(flussoId, creaCtx(mondo, { ruolo: 'ufficio', attore: sua, enteId: ente.enteId })),
    ).toMatchObject({
      annullati: 1,
      flusso: 'annullato',
    });
  });

  it('is stopped between two slices: what was annulled stays so, and another goes on from there', async () => {
    const righe = LIMITI.fettaPrimaRighe + 20;
    const flussoId = await carica(
      'FERMATO',
      Array.from({ length: righe }, (_, n) => ({ IUD: `F${n}` })),
    );
    const id = await chiedi(flussoId);
    // Its second slice finds that it was stopped.
    let fette = 0;
    const fermato: Ctx = {
      ...worker(),
      sessione: (fn) =>
        worker().sessione((s, client) => {
          const conFermata: Ctx = {
            ...s,
            tx: async (f) => {
              fette += 1;
              if (fette === 3) valoreDi(await interrompiAnnullo(ctx, flussoId));
              return s.tx(f);
            },
          };
          return fn(conFermata, client);
        }),
    };
    await applicaAnnullo(fermato, id);
    expect(await leggi(flussoId)).toMatchObject({
      stato: 'interrotto',
      interrottoDa: 'sistema',
      annullati: LIMITI.fettaPrimaRighe,
      rigaFatta: LIMITI.fettaPrimaRighe,
      flusso: 'eseguito',
    });
    expect((await dovuto(`F${righe - 1}`)).stato).toBe('da_pagare');
    // The job, if it comes again, does nothing.
    await applicaAnnullo(worker(), id);
    expect((await dovuto(`F${righe - 1}`)).stato).toBe('da_pagare');
    expect(await annulla(flussoId)).toMatchObject({
      annullati: 20,
      esclusi: LIMITI.fettaPrimaRighe,
      flusso: 'annullato',
    });
  });
});

describe('the annulment is refused', () => {
  const codice = async (flussoId: FlussoId, motivo = MOTIVO): Promise<string> => {
    const esito = await annullaFlusso(ctx, { flussoId, motivo });
    return esito.ok ? 'accepted' : esito.refusal.codice;
  };

  it('without a reason, of what is not there, is loading, or brought nothing; twice at once; stopped when it is not going on', async () => {
    const flussoId = await carica('RIFIUTATO', [{ IUD: 'R1' }]);
    expect(await codice(flussoId, '  ')).toBe('FLUSSO_MOTIVO_MANCANTE');
    expect(await codice(flussoId, 'x'.repeat(501))).toBe('FLUSSO_MOTIVO_MANCANTE');
    expect(await codice('0199dfc6-0000-7000-8000-000000000000' as FlussoId)).toBe('FLUSSO_NON_TROVATO');
    const pagati = { dal: '2026-01-01', al: '2026-01-31', tipoDovuto: '', versione: '1.3', conRicevuta: false };
    expect(await codice(valoreDi(await prenotaPagati(ctx, pagati)).flussoId)).toBe('FLUSSO_NON_TROVATO');
    const inArrivo = await fileDovuti(ente, { iuf: 'ARRIVATO', righe: [{ IUD: 'R2' }] });
    expect(await codice(valoreDi(await riceviDovuti(ctx, inArrivo)).flussoId)).toBe('FLUSSO_NON_FINITO');
    expect(await codice(await carica('VUOTO', [{ IUD: 'R3', importoDovuto: 'x' }]))).toBe('FLUSSO_SENZA_DOVUTI');

    const fermata = await interrompiAnnullo(ctx, flussoId);
    expect(!fermata.ok && fermata.refusal.codice).toBe('FLUSSO_ANNULLO_FINITO');
    expect(await codice(flussoId)).toBe('accepted');
    expect(await codice(flussoId)).toBe('FLUSSO_ANNULLO_IN_CORSO');
    valoreDi(await interrompiAnnullo(ctx, flussoId));
    expect(await codice(flussoId)).toBe('accepted');
  });
});
