import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { modificaTipoDovuto } from '#modules/enti';
import type { PosizioneInserita } from '#modules/posizioni';
import { leggiAtti } from '#modules/registro';
import { accediCittadino, scegliPreferenze } from '#modules/utenti';
import { creaCtx, type Ctx, type Lettera } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { DEBITORE } from '#support/carico';
import { readPdf } from '#support/pdf';
import { mondoFermo, unaPersona, type MondoFermo } from '#support/portale';
import { unaPosizione, unicaDi } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { inviaMessaggio } from './acts.ts';
import { inviaDiNuovo, leggiSpedizioni, valutaInvio, type Documento } from './di-nuovo.ts';

let mondo: MondoFermo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseDiProva());
  ente = await unEnte(mondo);
});
const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);

let n = 0;
async function posizione(email: string | null = `d${(n += 1)}.${ente.codIpa}@esempio.it`): Promise<PosizioneInserita> {
  return unaPosizione(worker(), [unicaDi(1000)], { debitore: { ...DEBITORE, email } });
}
const dovuto = (p: PosizioneInserita): DovutoId => p.dovuti[0]?.dovutoId ?? expect.fail();

async function paga(p: PosizioneInserita): Promise<void> {
  const { iuv, numeroAvviso } = p.dovuti[0] ?? expect.fail();
  const letta = { iuv: iuv ?? '', numeroAvviso, importo: 1000, receiptId: `dinuovo${(n += 1)}${iuv}` };
  await consegna(mondo, ente, ricevutaLetta(ente, letta));
}

const cosa = (p: PosizioneInserita, documento: Documento = 'avviso') => ({
  ...{ dovutoId: dovuto(p), documento, tipiConsentiti: null },
});
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }) =>
  esito.ok ? null : esito.refusal.codice;

/** What of it is in the outbox, and the mail that the worker makes of the last one. */
async function spedita(p: PosizioneInserita): Promise<{ quante: number; lettera: Lettera | undefined }> {
  const { rows } = await sql<{ id: string }>`
    select id from notifiche.messaggio where ente_id = ${ente.enteId} and dati ->> 'dovutoId' = ${dovuto(p)} order by id`.execute(
    worker().db,
  );
  mondo.posta.length = 0;
  await inviaMessaggio(worker(), rows.at(-1)?.id ?? '');
  return { quante: rows.length, lettera: mondo.posta[0] };
}
const spedizioni = (p: PosizioneInserita) =>
  ufficio().tx((t: Ctx) => leggiSpedizioni(t, { dovutoId: dovuto(p), iuvId: p.dovuti[0]?.iuvId ?? null }));

describe('a notice, again', () => {
  it('goes to who owes, drawn anew, once for each time it is asked; and is told, with the address partly covered', async () => {
    const p = await posizione();
    expect(await valutaInvio(ufficio(), cosa(p))).toMatchObject({ ok: true, value: { volta: 1 } });
    await Promise.all([1, 2].map(() => inviaDiNuovo(ufficio(), { ...cosa(p), volta: 1 })));
    expect(await spedizioni(p)).toMatchObject([{ documento: 'avviso', esito: 'in_partenza', attore: 'sistema' }]);
    const { quante, lettera } = await spedita(p);
    expect(quante).toBe(1);
    expect(lettera?.oggetto).toBe(`Avviso di pagamento: ${ente.denominazione}`);
    expect(lettera?.testo).not.toMatch(/Rossi|RSSMRA|rifiuti/);
    const [allegato] = lettera?.allegati ?? [];
    expect((await readPdf(allegato?.corpo ?? Buffer.alloc(0))).pages[0]?.text).toContain('10,00');
    expect(await spedizioni(p)).toMatchObject([{ indirizzo: expect.stringMatching(/^d•••@/), esito: 'inviata' }]);
    const atti = await ufficio().tx((t) =>
      leggiAtti(t, { oggetto: null, oggettoId: dovuto(p), dopo: null, prima: null, quanti: 9 }),
    );
    expect(atti.map(({ azione }) => azione)).toEqual(
      expect.arrayContaining(['avviso.spedito', 'dovuto.avviso_inviato']),
    );
  });

  it('is not drawn when it cannot be paid by the time that it should leave', async () => {
    const p = await posizione();
    await inviaDiNuovo(ufficio(), { ...cosa(p), volta: 1 });
    await paga(p);
    expect((await spedita(p)).lettera).toBeUndefined();
    expect(await spedizioni(p)).toMatchObject([{ esito: 'lasciata' }]);
  });

  it('INVIO_TROPPI: so many times a day, of a dovuto or to an address; and no time is skipped', async () => {
    const p = await posizione();
    expect(codice(await inviaDiNuovo(ufficio(), { ...cosa(p), volta: 2 }))).toBe('INVIO_TROPPI');
    for (let volta = 1; volta <= LIMITI.inviiDovutoGiornoMax; volta += 1)
      expect(codice(await inviaDiNuovo(ufficio(), { ...cosa(p), volta }))).toBeNull();
    const oltre = { ...cosa(p), volta: LIMITI.inviiDovutoGiornoMax + 1 };
    expect(codice(await inviaDiNuovo(ufficio(), oltre))).toBe('INVIO_TROPPI');
    expect(codice(await valutaInvio(ufficio(), cosa(p)))).toBe('INVIO_TROPPI');
    const email = `molti.${ente.codIpa}@esempio.it`;
    await sql`insert into notifiche.messaggio (ente_id, canale, modello, destinatario, dati, chiave, creato_il)
              select ${ente.enteId}, 'posta', 'ricevuta', ${email}, '{}', ${email} || n, ${mondo.orologio()}
                from generate_series(1, ${LIMITI.postaEnteIndirizzoMax}) as n`.execute(worker().db);
    expect(codice(await valutaInvio(ufficio(), cosa(await posizione(email))))).toBe('INVIO_TROPPI');
  });
});

describe('a receipt, again', () => {
  it('goes when it has come: INVIO_SENZA_RICEVUTA until then, INVIO_SENZA_AVVISO from then on', async () => {
    const p = await posizione();
    expect(codice(await valutaInvio(ufficio(), cosa(p, 'ricevuta')))).toBe('INVIO_SENZA_RICEVUTA');
    await paga(p);
    expect(codice(await valutaInvio(ufficio(), cosa(p, 'avviso')))).toBe('INVIO_SENZA_AVVISO');
    expect(codice(await inviaDiNuovo(ufficio(), { ...cosa(p, 'ricevuta'), volta: 1 }))).toBeNull();
    const { lettera } = await spedita(p);
    expect([lettera?.oggetto, lettera?.allegati?.length]).toEqual([`Ricevuta di pagamento: ${ente.denominazione}`, 1]);
  });
});

describe('nothing goes', () => {
  it('of receipts to who has said that they want none, and who asked for it reads so', async () => {
    const persona = unaPersona();
    const attore = { tipo: 'cittadino', codiceFiscale: persona.codiceFiscale } as const;
    await accediCittadino(ctxDi(mondo, 'portale'), { token: null, identita: persona });
    const scelte = { ricevute: false, avvisi: false, promemoria: false, lingua: 'it' } as const;
    await scegliPreferenze(creaCtx(mondo, { ruolo: 'portale', attore }), scelte);
    const debitore = { ...DEBITORE, codice: persona.codiceFiscale, email: `no.${ente.codIpa}@esempio.it` };
    const p = await unaPosizione(worker(), [unicaDi(1000)], { debitore });
    await paga(p);
    expect(codice(await inviaDiNuovo(ufficio(), { ...cosa(p, 'ricevuta'), volta: 1 }))).toBeNull();
    expect((await spedita(p)).lettera).toBeUndefined();
    expect(await spedizioni(p)).toMatchObject([{ documento: 'ricevuta', esito: 'non_voluta', attore: 'sistema' }]);
  });

  it('INVIO_SENZA_INDIRIZZO: where there is none, or what the ente wrote is none', async () => {
    for (const email of [null, 'mario presso esempio'])
      expect(codice(await valutaInvio(ufficio(), cosa(await posizione(email))))).toBe('INVIO_SENZA_INDIRIZZO');
  });

  it('INVIO_DOVUTO_SCONOSCIUTO: of another ente, of a kind that is not theirs', async () => {
    const p = await posizione();
    const altro = await unEnte(mondo);
    expect(codice(await valutaInvio(ctxDi(mondo, 'ufficio', altro.enteId), cosa(p)))).toBe('INVIO_DOVUTO_SCONOSCIUTO');
    const altri = { ...cosa(p), tipiConsentiti: [altro.tipoDovutoId] };
    expect(codice(await valutaInvio(ufficio(), altri))).toBe('INVIO_DOVUTO_SCONOSCIUTO');
  });

  it('INVIO_SENZA_AVVISO: where the kind of due has none printed', async () => {
    const p = await posizione();
    const { tipoDovutoId } = ente;
    await modificaTipoDovuto(worker(), { tipoDovutoId, cambi: { avvisoStampabile: false } });
    expect(codice(await valutaInvio(ufficio(), cosa(p)))).toBe('INVIO_SENZA_AVVISO');
    await modificaTipoDovuto(worker(), { tipoDovutoId, cambi: { avvisoStampabile: true } });
  });

  it('INVIO_IN_PROVA: of an ente that is tried out where people work', async () => {
    const p = await posizione();
    const vero = { ...mondo, config: { ...mondo.config, modo: 'produzione' as const } };
    expect(codice(await valutaInvio(ctxDi(vero, 'ufficio', ente.enteId), cosa(p)))).toBe('INVIO_IN_PROVA');
  });
});
