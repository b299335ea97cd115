import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { DovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { cambiaStato, impostaTetto, registraTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { contiSbagliati, dovutiDi, dovutoDi, giorno, pianoDi, unaPosizione, unicaDi } from '#support/posizioni';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { cambiaImporto } from './acts/dovuto.ts';
import { modificaDovuto } from './acts/modifica.ts';
import type { PosizioneInserita } from './acts/inserisci.ts';
import type { DatiModifica, ModificaDovuto } from './core/modifica.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});
const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);
const primo = (p: PosizioneInserita): DovutoId => p.dovuti[0]?.dovutoId ?? expect.fail();
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }) =>
  esito.ok ? null : esito.refusal.codice;

function modifica(p: PosizioneInserita, dati: Partial<DatiModifica>, altro: Partial<ModificaDovuto> = {}) {
  const come = { debitore: DEBITORE, causale: 'Tassa rifiuti', causalePubblica: 'Tassa rifiuti' };
  const quanto = { importoCents: cents(30_000), dataScadenza: giorno('2099-06-30') };
  return modificaDovuto(ufficio(), {
    ...{ dovutoId: primo(p), versione: 1, motivo: 'Rettifica', tipiConsentiti: null, visto: DEBITORE },
    dati: { ...come, ...quanto, ...dati },
    ...altro,
  });
}

describe('a dovuto written anew', () => {
  it('in one go, with its shares and the other ways to pay; what pagoPA is told follows', async () => {
    const p = await unaPosizione(worker());
    const debitore = { ...DEBITORE, email: 'mario@esempio.it' };
    const dati = { debitore, causalePubblica: 'Rifiuti 2026', importoCents: cents(33_000), dataScadenza: null };
    expect(codice(await modifica(p, dati))).toBeNull();
    expect(await contiSbagliati(worker(), p)).toEqual([]);
    const { rows } = await sql`
      select d.versione, d.data_scadenza as scadenza, p.email, q.causale, s.dettaglio -> 'cambiati' as cambiati
        from posizioni.dovuto as d
        join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
        join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
        join posizioni.storia as s on s.ente_id = d.ente_id and s.dovuto_id = d.id and s.versione = 2
       where d.id = ${primo(p)}`.execute(worker().db);
    expect(rows).toEqual([
      {
        ...{ versione: 2, scadenza: null, email: 'mario@esempio.it', causale: 'Rifiuti 2026' },
        cambiati: {
          email: { da: null, a: 'mario@esempio.it' },
          causalePubblica: { da: 'Tassa rifiuti', a: 'Rifiuti 2026' },
        },
      },
    ]);
  });

  it('by two at once: the second is refused, and nothing of it is written', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const esiti = await Promise.all([100, 200].map((importo) => modifica(p, { importoCents: cents(importo) })));
    expect(new Set(esiti.map(codice))).toEqual(new Set(['CONFLITTO', null]));
    const altrui = { visto: { ...DEBITORE, anagrafica: 'Maria Rossi' }, versione: 2 };
    expect(codice(await modifica(p, { causale: 'x' }, altrui))).toBe('CONFLITTO');
  });
});

describe('a refusal', () => {
  it('of who owes: one of those who owe it too, nobody at all', async () => {
    const debitori = [
      { ruolo: 'coobbligato', tipo: 'F', codice: 'VRDFNC85T50G224X', anagrafica: 'Franca Verdi' },
    ] as const;
    const p = await unaPosizione(worker(), [unicaDi(30_000)], { debitori });
    for (const chi of ['VRDFNC85T50G224X', 'ANONIMO', 'RSSMRA80A01H501X'])
      expect(codice(await modifica(p, { debitore: { ...DEBITORE, codice: chi } }))).toBe('DEBITORE_NON_VALIDO');
    expect(codice(await modifica(p, { debitore: { ...DEBITORE, cap: 'x'.repeat(17) } }))).toBe('DEBITORE_NON_VALIDO');
  });

  it('of amounts: IMPORTO_FISSO_DIVERSO, IMPORTO_OLTRE_TETTO, IMPORTO_NON_VALIDO', async () => {
    const fisso = { ...TIPO, codice: 'FISSO', denominazione: 'Fisso', contoId: ente.contoId, contoPostaleId: null };
    valoreDi(await registraTipoDovuto(worker(), { ...fisso, importoFissoCents: cents(30_000) }));
    const suo = dovutoDi(30_000, '2099-06-30', { tipoDovuto: 'FISSO' });
    const p = await unaPosizione(worker(), [{ forma: 'unica', dovuti: [suo] }]);
    expect(codice(await modifica(p, { importoCents: cents(1) }))).toBe('IMPORTO_FISSO_DIVERSO');
    expect(codice(await modifica(p, { causale: 'Altro' }))).toBeNull();
    const solo = (importo: number, di: PosizioneInserita, versione = 1) =>
      cambiaImporto(ufficio(), {
        ...{ dovutoId: primo(di), versione, motivo: 'Rettifica', tipiConsentiti: null },
        importoCents: cents(importo),
      });
    expect(codice(await solo(1, p, 2))).toBe('IMPORTO_FISSO_DIVERSO');
    const altra = await unaPosizione(worker(), [unicaDi(30_000)]);
    expect(codice(await modifica(altra, { importoCents: cents(0) }))).toBe('IMPORTO_NON_VALIDO');
    const tetto = { a: 'PRE-ESERCIZIO', motivo: 'Si prova' } as const;
    valoreDi(await impostaTetto(worker(), cents(30_000)));
    valoreDi(await cambiaStato(worker(), tetto));
    expect(codice(await modifica(altra, { importoCents: cents(30_001) }))).toBe('IMPORTO_OLTRE_TETTO');
    expect(codice(await solo(30_001, altra))).toBe('IMPORTO_OLTRE_TETTO');
    valoreDi(await cambiaStato(worker(), { ...tetto, a: 'ESERCIZIO' }));
  });

  it('of dates, words and states: as for each act by itself', async () => {
    const p = await unaPosizione(worker(), [pianoDi([10_000, 20_000])]);
    const suoi = { importoCents: cents(10_000) };
    expect(codice(await modifica(p, { ...suoi, dataScadenza: giorno('2020-01-01') }))).toBe('SCADENZA_PASSATA');
    expect(codice(await modifica(p, { ...suoi, dataScadenza: giorno('2099-12-31') }))).toBe('RATE_NON_IN_ORDINE');
    expect(codice(await modifica(p, { ...suoi, causalePubblica: 'x'.repeat(141) }))).toBe('CAUSALE_NON_VALIDA');
    expect(codice(await modifica(p, { ...suoi, dataScadenza: giorno('2099-01-15') }))).toBe('NULLA_DA_CAMBIARE');
    await sql`update posizioni.dovuto set stato = 'annullato' where id = ${primo(p)}`.execute(worker().db);
    expect(codice(await modifica(p, { ...suoi, causale: 'x' }))).toBe('DOVUTO_CHIUSO');
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 annullato 10000', '1.2 da_pagare 20000']);
  });
});
