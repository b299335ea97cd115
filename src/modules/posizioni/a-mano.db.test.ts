import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { modificaTipoDovuto, pubblicaModulo, registraTipoDovuto, salvaBozza } from '#modules/enti';
import { leggiAtti } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { contiSbagliati, dovutiDi, giorno, unaPosizione, unicaDi } from '#support/posizioni';
import { CIMITERO, conModulo } from '#support/spontaneo';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { inserisciAMano, valutaAMano, type ChiAMano } from './acts/a-mano.ts';
import { scriviNota } from './acts/nota.ts';
import type { PosizioneAMano } from './core/a-mano.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let luciId: TipoDovutoId;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  luciId = await tipo('LUCI');
  await conModulo(mondo, { ...ente, tipoDovutoId: luciId });
});
const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);

async function tipo(codice: string, altro = {}): Promise<TipoDovutoId> {
  const base = { ...TIPO, codice, denominazione: codice, contoId: ente.contoId, contoPostaleId: null };
  return valoreDi(await registraTipoDovuto(worker(), { ...base, ...altro }));
}

let fogli = 0;
const chi = (tipiConsentiti: ChiAMano['tipiConsentiti'] = null): ChiAMano => ({
  chiave: `f${(fogli += 1)}`,
  visita: randomBytes(32),
  tipiConsentiti,
});

function aMano(altro: Partial<PosizioneAMano> = {}): PosizioneAMano {
  return {
    ...{ tipoDovutoId: ente.tipoDovutoId, modulo: null, debitore: DEBITORE, altriDebitori: [] },
    ...{ importoCents: cents(30_001), causale: 'Tassa rifiuti', causalePubblica: 'Tassa rifiuti', iud: '' },
    ...{ dataScadenza: giorno('2099-06-30'), conAvviso: true, altreQuote: [], piano: null },
    ...altro,
  };
}
const PROVINCIA = {
  ...{ codiceFiscale: '01234567897', denominazione: 'Provincia', tassonomia: '9/0101101IM/', causale: '' },
  ...{ iban: 'IT60X0542811101000000123456', importoCents: cents(5000) },
};
const PIANO = {
  forma: 'scelta' as const,
  maggiorazioneCents: cents(99),
  rate: [10_000, 10_000, 10_100].map((importo, n) => ({
    importoCents: cents(importo),
    dataScadenza: giorno(`2099-0${n + 1}-15`),
  })),
};
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }) =>
  esito.ok ? null : esito.refusal.codice;

async function posizioneDi(dovutoId: DovutoId): Promise<{ posizioneId: string }> {
  const { rows } = await sql<{ posizioneId: string }>`
    select posizione_id as "posizioneId" from posizioni.dovuto where id = ${dovutoId}`.execute(worker().db);
  return rows[0] ?? expect.fail();
}

describe('a posizione by hand', () => {
  it('is whole: to the cent, with each beneficiary as much in instalments as at once, and told in the registro', async () => {
    const dovutoId = valoreDi(await inserisciAMano(ufficio(), aMano({ altreQuote: [PROVINCIA], piano: PIANO }), chi()));
    const p = await posizioneDi(dovutoId);
    expect(await contiSbagliati(worker(), p)).toEqual([]);
    expect(await dovutiDi(worker(), p)).toEqual([
      '1.1 da_pagare 30001',
      ...['2.1 da_pagare 10000', '2.2 da_pagare 10000', '2.3 da_pagare 10100'],
    ]);
    const { rows } = await sql<{ provincia: number }>`
      select sum(q.importo_cents)::integer as provincia
        from posizioni.quota as q join posizioni.dovuto as d on d.ente_id = q.ente_id and d.id = q.dovuto_id
       where d.posizione_id = ${p.posizioneId} and q.indice = 2 and q.causale = 'Tassa rifiuti'
       group by d.opzione_id`.execute(worker().db);
    expect(rows.map((r) => r.provincia)).toEqual([5000, 5000]);
    const atti = await ufficio().tx((t) =>
      leggiAtti(t, { oggetto: null, oggettoId: dovutoId, dopo: null, prima: null, quanti: 9 }),
    );
    expect(atti.map(({ azione }) => azione)).toContain('dovuto.nuovo');
  });

  it('is one for each sheet, however often it is sent; another sheet makes another', async () => {
    const uno = chi();
    const [a, b] = await Promise.all([
      inserisciAMano(ufficio(), aMano(), uno),
      inserisciAMano(ufficio(), aMano(), uno),
    ]);
    expect(valoreDi(a)).toBe(valoreDi(b));
    expect(valoreDi(await inserisciAMano(ufficio(), aMano(), chi()))).not.toBe(valoreDi(a));
    expect(codice(await valutaAMano(ufficio(), aMano(), uno))).toBeNull();
  });

  it('without a notice has no IUV', async () => {
    const dovutoId = valoreDi(await inserisciAMano(ufficio(), aMano({ conAvviso: false }), chi()));
    const { rows } = await sql`select 1 from posizioni.dovuto where id = ${dovutoId} and iuv_id is null`.execute(
      worker().db,
    );
    expect(rows).toHaveLength(1);
  });

  it('by the form has its amount, its chapter and its answers; what is personal stays in the causale', async () => {
    const risposte = { luogo: 'sud', defunto: 'Ada Bianchi', 'righe.0.quante': '3' };
    const conForma = aMano({
      ...{
        tipoDovutoId: luciId,
        modulo: { versione: 1, risposte },
        importoCents: null,
        causale: '',
        causalePubblica: '',
      },
    });
    const { posizioneId } = await posizioneDi(valoreDi(await inserisciAMano(ufficio(), conForma, chi())));
    const { rows } = await sql`
      select d.importo_cents as importo, d.causale, q.bilancio #>> '{0,capitolo}' as capitolo,
             (select array_agg(m.chiave order by m.chiave) from posizioni.metadato as m where m.posizione_id = d.posizione_id) as chiavi
        from posizioni.dovuto as d join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
       where d.posizione_id = ${posizioneId}`.execute(worker().db);
    expect(rows).toEqual([
      {
        ...{ importo: 4500, causale: 'Luce votiva di Ada Bianchi, cimitero Sud', capitolo: '3200' },
        chiavi: ['luogo', 'righe.1.quante', 'spedizione', 'totale'],
      },
    ]);
  });

  it('files that the form asks a citizen for need not be given', async () => {
    const tipoDovutoId = await tipo('ATTI');
    const { schema } = CIMITERO;
    const file = { genere: 'file', type: 'string', etichetta: { it: 'Documento' }, accetta: ['application/pdf'] };
    const definizione = {
      ...CIMITERO,
      schema: {
        ...schema,
        ordine: [...schema.ordine, 'documento'],
        required: [...schema.required, 'documento'],
        properties: { ...schema.properties, documento: file },
      },
    };
    const versione = valoreDi(await salvaBozza(worker(), { tipoDovutoId, definizione }));
    valoreDi(await pubblicaModulo(worker(), { tipoDovutoId, versione }));
    const risposte = { luogo: 'sud', defunto: 'Ada Bianchi', 'righe.0.quante': '1' };
    const p = aMano({ tipoDovutoId, modulo: { versione, risposte }, importoCents: null });
    expect(codice(await valutaAMano(ufficio(), p, chi()))).toBeNull();
  });
});

describe('a refusal', () => {
  const prova = (p: Partial<PosizioneAMano>, tipi: ChiAMano['tipiConsentiti'] = null) =>
    valutaAMano(ufficio(), aMano(p), chi(tipi));

  it('of a kind of due that is not there, not theirs, or at rest: TIPO_DOVUTO_CHIUSO', async () => {
    const altro = await unEnte(mondo);
    expect(codice(await prova({ tipoDovutoId: altro.tipoDovutoId }))).toBe('TIPO_DOVUTO_INESISTENTE');
    expect(codice(await prova({}, [luciId]))).toBe('OPERATORE_NON_ABILITATO');
    const fermo = await tipo('FERMO');
    valoreDi(await modificaTipoDovuto(worker(), { tipoDovutoId: fermo, cambi: { attivo: false } }));
    expect(codice(await prova({ tipoDovutoId: fermo }))).toBe('TIPO_DOVUTO_CHIUSO');
  });

  it('IMPORTO_FISSO_DIVERSO, IMPORTO_NON_VALIDO, QUOTE_NON_TORNANO: of the amount', async () => {
    const fisso = await tipo('FISSO', { importoFissoCents: cents(2500) });
    expect(codice(await prova({ tipoDovutoId: fisso }))).toBe('IMPORTO_FISSO_DIVERSO');
    expect(codice(await prova({ importoCents: cents(0) }))).toBe('IMPORTO_NON_VALIDO');
    expect(codice(await prova({ importoCents: cents(5000), altreQuote: [PROVINCIA] }))).toBe('QUOTE_NON_TORNANO');
  });

  it('MODULO_CAMBIATO, MODULO_NON_COMPILATO: of the form', async () => {
    const con = (versione: number, risposte = {}) => ({
      ...{ tipoDovutoId: luciId, modulo: { versione, risposte }, importoCents: null },
    });
    expect(codice(await prova(con(2)))).toBe('MODULO_CAMBIATO');
    expect(codice(await prova({ modulo: { versione: 1, risposte: {} }, importoCents: null }))).toBe('MODULO_CAMBIATO');
    expect(codice(await prova(con(1)))).toBe('MODULO_NON_COMPILATO');
  });

  it('of dates, of the plan, of an IUD: what the intake says, before anything is written', async () => {
    expect(codice(await prova({ dataScadenza: giorno('2020-01-01') }))).toBe('SCADENZA_PASSATA');
    expect(codice(await prova({ iud: 'x'.repeat(36) }))).toBe('IUD_NON_VALIDO');
    expect(codice(await prova({ iud: 'x'.repeat(32), piano: PIANO }))).toBe('IUD_NON_VALIDO');
    expect(codice(await prova({ piano: { ...PIANO, maggiorazioneCents: cents(0) } }))).toBe('OPZIONE_IMPORTO_DIVERSO');
    expect(codice(await prova({ debitore: { ...DEBITORE, codice: 'ANONIMO' } }))).toBe('DEBITORE_NON_VALIDO');
    valoreDi(await inserisciAMano(ufficio(), aMano({ iud: 'PRESO' }), chi()));
    expect(codice(await prova({ iud: 'PRESO' }))).toBe('IUD_DUPLICATO');
    expect(codice(await inserisciAMano(ufficio(), aMano({ iud: 'PRESO' }), chi()))).toBe('IUD_DUPLICATO');
  });

  it('NOTA_NON_VALIDA: a note says something; and of a dovuto of this ente', async () => {
    const p = await unaPosizione(worker(), [unicaDi(1000)]);
    const id = '0199a000-0000-7000-8000-000000000001';
    const nota = { dovutoId: p.dovuti[0]?.dovutoId ?? expect.fail(), id, testo: ' ', tipiConsentiti: null };
    expect(codice(await scriviNota(ufficio(), nota))).toBe('NOTA_NON_VALIDA');
    expect(codice(await scriviNota(ufficio(), { ...nota, testo: 'Sì', tipiConsentiti: [luciId] }))).toBe(
      'DOVUTO_NON_TROVATO',
    );
    const altro = await unEnte(mondo);
    const altrui = ctxDi(mondo, 'ufficio', altro.enteId);
    expect(codice(await scriviNota(altrui, { ...nota, testo: 'Sì' }))).toBe('DOVUTO_NON_TROVATO');
  });
});
