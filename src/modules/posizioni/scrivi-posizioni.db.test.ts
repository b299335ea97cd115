import { beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { unEnte, type EnteDiProva } from '#support/un-ente';
import { annullaPosizione, leggiPosizioni, scriviPosizioni, type DaScrivere } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const sil = (): Ctx => creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: 'prova' }, enteId: ente.enteId });
const provenienza = { iuf: '_prova_IMPORT-DOVUTO', tipiConsentiti: null };
const DEBITORE = {
  ...{ tipo: 'F' as const, codice: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi', indirizzo: null, civico: null },
  ...{ cap: null, localita: null, provincia: null, nazione: null, email: null },
};
type Dovuto = DaScrivere['posizione']['opzioni'][number]['dovuti'][number];
const dovuto = (importo: number, cambi: Partial<Dovuto> = {}): Dovuto => ({
  ...{ tipoDovuto: ente.tipo, importoCents: cents(importo), causale: 'TARI 2026', causalePubblica: 'TARI 2026' },
  ...{ dataScadenza: '2098-12-31' as Giorno, ...cambi },
});
let numero = 0;
const iupd = (): string => `P-${(numero += 1)}`;
const una = (codice: string, dovuti: readonly Dovuto[], altro: Partial<DaScrivere['posizione']> = {}) => ({
  ...{ iupd: codice, debitore: DEBITORE, opzioni: [{ forma: 'unica' as const, dovuti }], ...altro },
});
const scrivi = async (posizione: DaScrivere['posizione'], vista: string | null = null) => {
  const [esito] = await scriviPosizioni(sil(), [{ posizione, vista }], provenienza);
  return esito ?? expect.fail();
};
const codice = (esito: { ok: boolean; refusal?: { codice: string } }): string => esito.refusal?.codice ?? 'ok';

describe('posizioni by their codes', () => {
  test('one is made; the same again changes nothing; another amount is written by who has seen it', async () => {
    const P = iupd();
    const creata = valoreDi(await scrivi(una(P, [dovuto(1000)])));
    const [d] = creata.posizione.opzioni[0]?.dovuti ?? [];
    expect([creata.esito, d?.stato, d?.numeroAvviso?.length, d?.quote.length]).toEqual(['creata', 'da_pagare', 18, 1]);
    const uguale = valoreDi(await scrivi(una(P, [dovuto(1000)])));
    expect([uguale.esito, uguale.posizione]).toEqual(['invariata', creata.posizione]);
    expect(codice(await scrivi(una(P, [dovuto(1200)])))).toBe('POSIZIONE_PRESENTE');
    expect(codice(await scrivi(una(P, [dovuto(1200)]), 'altra'))).toBe('CONFLITTO');
    const altroNome = { debitore: { ...DEBITORE, anagrafica: 'Maria Rossi', localita: 'Roma' } };
    const cambiata = valoreDi(await scrivi(una(P, [dovuto(1200)], altroNome), creata.posizione.versione));
    const [nuovo] = cambiata.posizione.opzioni[0]?.dovuti ?? [];
    expect([cambiata.esito, nuovo?.importoCents, nuovo?.iuv === d?.iuv]).toEqual(['cambiata', 1200, true]);
    expect(cambiata.posizione.debitore.anagrafica).toBe('Maria Rossi');
    expect(cambiata.posizione.versione).not.toBe(creata.posizione.versione);
    expect(codice(await scrivi(una(P, [dovuto(1300)], altroNome), creata.posizione.versione))).toBe('CONFLITTO');
    // Who owes alone is written too.
    expect(valoreDi(await scrivi(una(P, [dovuto(1200)]), '*')).posizione.debitore.anagrafica).toBe('Mario Rossi');
    expect(codice(await scrivi(una(P, [dovuto(600), dovuto(600)]), '*'))).toBe('POSIZIONE_NON_COMBACIA');
    const piano = { opzioni: [{ forma: 'piano' as const, dovuti: [dovuto(600), dovuto(600)] }] };
    expect(codice(await scrivi(una(P, [], piano), '*'))).toBe('POSIZIONE_NON_COMBACIA');
    expect(codice(await scrivi(una(iupd(), [dovuto(1000, { iud: d?.iud ?? '' })])))).toBe('IUD_DUPLICATO');
  });

  test('with several ways to pay, other beneficiaries and metadata, it is read as it was written', async () => {
    const P = iupd();
    const altra = { importoCents: cents(400), codiceFiscale: '00000000000', denominazione: 'Provincia' };
    const quota = { ...altra, iban: 'IT60X0542811101000000123456', tassonomia: '9/0101101IM/', causale: 'TEFA' };
    const ricca = una(P, [], {
      metadati: [{ chiave: 'pratica', valore: '12/2026', perPagopa: false }],
      debitori: [{ ruolo: 'coobbligato', tipo: 'F', codice: 'VRDLGU75C03F205H', anagrafica: 'Luigi Verdi' }],
      opzioni: [
        { forma: 'unica', dovuti: [dovuto(1000, { altreQuote: [quota] })] },
        {
          forma: 'piano',
          dovuti: [
            dovuto(500, { dataScadenza: '2098-01-31' as Giorno }),
            dovuto(500, { dataScadenza: '2098-06-30' as Giorno }),
          ],
        },
      ],
    });
    const creata = valoreDi(await scrivi(ricca));
    expect(creata.posizione.opzioni.map((o) => [o.forma, o.dovuti.length])).toEqual([
      ['unica', 1],
      ['piano', 2],
    ]);
    expect(creata.posizione.opzioni[0]?.dovuti[0]?.quote.map((q) => q.importoCents)).toEqual([600, 400]);
    expect(valoreDi(await scrivi(ricca)).esito).toBe('invariata');
    expect((await leggiPosizioni(sil(), [P, 'che non c’è'])).length).toBe(1);
  });

  test('many go together: each is accepted or refused by itself', async () => {
    const codici = Array.from({ length: 40 }, iupd);
    const [primo = ''] = codici;
    valoreDi(await scrivi(una(primo, [dovuto(100)])));
    const chieste = codici.map((c, n) => ({
      vista: null,
      posizione: una(c, [dovuto(n === 5 ? 100_000_000_000 : 100)]),
    }));
    const tipo = { vista: null, posizione: una(iupd(), [dovuto(100, { tipoDovuto: 'CHE-NON-CE' })]) };
    const doppia = { vista: null, posizione: una(codici[1] ?? '', [dovuto(100)]) };
    const iud = { vista: null, posizione: una(iupd(), [dovuto(100, { iud: 'con spazio' })]) };
    const esiti = await scriviPosizioni(sil(), [...chieste, tipo, doppia, iud], provenienza);
    expect(esiti.map((e) => (e.ok ? e.value.esito : e.refusal.codice))).toEqual([
      'invariata',
      ...codici.slice(1, 5).map(() => 'creata'),
      'IMPORTO_TROPPO_GRANDE',
      ...codici.slice(6).map(() => 'creata'),
      'TIPO_DOVUTO_INESISTENTE',
      'POSIZIONE_RIPETUTA',
      'IUD_NON_VALIDO',
    ]);
  });

  test('asked for by two at the same instant, it is one', async () => {
    const P = iupd();
    const esiti = await Promise.all([1, 2, 3].map(() => scrivi(una(P, [dovuto(1000)]))));
    expect(esiti.map((e) => valoreDi(e).esito).toSorted()).toEqual(['creata', 'invariata', 'invariata']);
    expect(new Set(esiti.map((e) => valoreDi(e).posizione.versione)).size).toBe(1);
  });

  test('is annulled by who has seen it; what was paid is not, nor written anew; annulled, it is asked for again', async () => {
    const P = iupd();
    const annulla = (vista: string, motivo = 'Sgravio') =>
      annullaPosizione(sil(), { iupd: P, vista, motivo }, provenienza);
    expect(codice(await annulla('*'))).toBe('POSIZIONE_SCONOSCIUTA');
    const { posizione } = valoreDi(await scrivi(una(P, [dovuto(1000)])));
    expect(codice(await annulla('*', ' '))).toBe('MOTIVO_MANCANTE');
    expect(codice(await annulla('altra'))).toBe('CONFLITTO');
    const annullata = valoreDi(await annulla(posizione.versione));
    expect(annullata.opzioni[0]?.dovuti[0]?.stato).toBe('annullato');
    expect(valoreDi(await annulla('*'))).toEqual(annullata);
    const ripresa = valoreDi(await scrivi(una(P, [dovuto(1000)])));
    expect([ripresa.esito, ripresa.posizione.opzioni[0]?.dovuti[0]?.stato]).toEqual(['creata', 'da_pagare']);
    const { iuv, numeroAvviso } = ripresa.posizione.opzioni[0]?.dovuti[0] ?? expect.fail();
    const pagata = { iuv: iuv ?? '', numeroAvviso: numeroAvviso ?? '', importo: 1000, receiptId: `R-${P}` };
    await consegna(mondo, ente, ricevutaLetta(ente, pagata));
    expect(codice(await scrivi(una(P, [dovuto(1300)]), '*'))).toBe('DOVUTO_PAGATO');
    expect(codice(await annulla('*'))).toBe('DOVUTO_PAGATO');
    expect(valoreDi(await scrivi(una(P, [dovuto(1000)]))).esito).toBe('invariata');
  });
});
