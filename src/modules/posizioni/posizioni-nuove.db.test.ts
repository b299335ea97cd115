import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { rifiuto, valoreDi } from '#kernel/esito';
import { cents } from '#kernel/importo';
import { registraTipoDovuto } from '#modules/enti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { dovutoDi, DUE_MODI, giorno, pianoDi, PROVA, unicaDi } from '#support/posizioni';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { inserisciPosizione } from './acts/inserisci.ts';
import { caricaPosizioni, leggiPosizioni, scriviPosizioni } from './acts/scrivi-posizioni.ts';
import type { NuovaPosizione, NuovoDovuto } from './core/nuova.ts';
import type { QuotaRichiesta } from './core/richiesta.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const sil = ({ enteId }: EnteDiProva, in_ = mondo): Ctx =>
  creaCtx(in_, { ruolo: 'sil', attore: { tipo: 'sistema' }, enteId });

const ALTRI: QuotaRichiesta = {
  ...{ importoCents: cents(500), codiceFiscale: '01234567897', denominazione: 'Provincia di Prova' },
  ...{ iban: 'IT60X0542811101000000123456', tassonomia: '9/0101101IM/', causale: 'TEFA' },
};
const BOLLO = { hashDocumento: 'x3mPn0VdXv6QEnhjWMFPwuyWOlIyzLGSYnAyYqPYXUQ=', provincia: 'PD' };
const MARCA: QuotaRichiesta = { ...ALTRI, importoCents: cents(1600), iban: null, bollo: BOLLO };
const VOCE = { capitolo: '1', ufficio: null, accertamento: null, importoCents: cents(30_000) };
const CON_SCADENZA = 'CON-SCADENZA';

async function unEnteConDueTipi(): Promise<EnteDiProva> {
  const ente = await unEnte(mondo);
  const tipo = { ...TIPO, codice: CON_SCADENZA, contoId: ente.contoId, contoPostaleId: null };
  valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', ente.enteId), { ...tipo, scadenzaObbligatoria: true }));
  return ente;
}

const con = (dovuto: Partial<NuovoDovuto>, scadenza: string | null = '2099-06-30'): NuovaPosizione['opzioni'] => [
  { forma: 'unica', dovuti: [dovutoDi(30_000, scadenza, dovuto)] },
];
const finestra = (dal: string, al: string) => ({
  ...unicaDi(30_000),
  validaDal: giorno(dal),
  validaAl: giorno(al),
});
const piano = pianoDi([10_000, 10_000, 10_000]);

/** What may be asked for, and what may not, each under a name. */
const CHIESTE = (ente: EnteDiProva): Record<string, Partial<NuovaPosizione>> => ({
  semplice: { opzioni: con({}) },
  'in due modi': { opzioni: DUE_MODI },
  'con sconto': { opzioni: [unicaDi(29_000, -1000), pianoDi([10_500, 10_000, 10_000], 500)] },
  'a rate': { opzioni: [piano] },
  'in due tempi': { opzioni: [finestra('2098-01-01', '2098-02-01'), finestra('2098-02-02', '2098-03-01')] },
  'con altri': {
    opzioni: con({ altreQuote: [ALTRI, MARCA] }),
    debitori: [{ ruolo: 'coobbligato', tipo: 'F', codice: 'VRDFNC85T50G224X', anagrafica: 'Franca Verdi' }],
    notaPagatore: 'Paga il nonno',
    metadati: [
      { chiave: 'pratica', valore: 'SUAP-77', perPagopa: false },
      { chiave: 'TARI-TEFA-1', valore: 'A000|2023|TEFA', perPagopa: true },
    ],
  },
  'sul conto': { opzioni: con({ contoId: ente.contoPostaleId, tassonomia: '9/0101101IM/', bilancio: [VOCE] }) },
  marca: { opzioni: con({ bollo: BOLLO }) },
  'senza avviso': { opzioni: con({ conAvviso: false }), bozza: true },
  'di parole sue': { opzioni: con({ datiRiscossione: '9/0101101IM/PAROLE' }) },
  'senza data': { opzioni: con({ tipoDovuto: CON_SCADENZA }, null) },
  passata: { opzioni: con({ tipoDovuto: CON_SCADENZA }, '2020-01-01') },
  'due volte unica': { opzioni: [{ ...piano, forma: 'unica' }] },
  sovrapposta: { opzioni: [finestra('2099-01-01', '2099-02-01'), finestra('2099-02-01', '2099-03-01')] },
  'non torna': { opzioni: [unicaDi(30_000), pianoDi([10_000, 10_000, 9_999])] },
  'non in ordine': { opzioni: [{ ...piano, dovuti: piano.dovuti.toReversed() }] },
  'quote di troppo': { opzioni: con({ altreQuote: [{ ...ALTRI, importoCents: cents(30_000) }] }) },
  'senza conto': { opzioni: con({ altreQuote: [{ ...ALTRI, iban: null }] }) },
  'conto di nessuno': { opzioni: con({ altreQuote: [{ ...ALTRI, iban: null, contoId: ente.contoId }] }) },
  'fuori vigore': { opzioni: con({ tassonomia: '9/9999999IM/' }) },
  'di altri fuori vigore': { opzioni: con({ altreQuote: [{ ...ALTRI, tassonomia: '9/9999999IM/' }] }) },
  'di nessun tipo': {
    opzioni: [unicaDi(30_000), { ...piano, dovuti: [dovutoDi(30_000, null, { tipoDovuto: 'NO' })] }],
  },
  anonimo: { opzioni: con({}), debitore: { ...DEBITORE, codice: 'ANONIMO' } },
  troppo: { opzioni: [unicaDi(99_999_999_999), pianoDi([99_999_999_999, 1])] },
  metadati: { opzioni: con({}), metadati: [{ chiave: 'a', valore: 'b'.repeat(141), perPagopa: true }] },
});

type Chiesta = NuovaPosizione & { iupd: string };
function chieste(ente: EnteDiProva): Chiesta[] {
  return Object.entries(CHIESTE(ente)).map(([nome, { opzioni = [], ...resto }], n) => ({
    ...{ iupd: nome.replaceAll(' ', '-'), debitore: DEBITORE, ...resto },
    opzioni: opzioni.map((o, i) => ({ ...o, dovuti: o.dovuti.map((d, k) => ({ ...d, iud: `D-${n}-${i}-${k}` })) })),
  }));
}

const esitoDi = (e: { ok: boolean; refusal?: { codice: string } }): string => e.refusal?.codice ?? 'creata';

/** Of a share: what each ente has of its own. */
const SUOI = ['ente_id', 'dovuto_id', 'conto_id', 'conto_postale_id', 'beneficiario_cf', 'beneficiario_denominazione'];

/** All that is written of the posizioni of an ente, but for what is made up. */
async function scritto({ enteId, codiceFiscale, contoId, contoPostaleId }: EnteDiProva): Promise<unknown[]> {
  const { rows } = await sql<{ riga: unknown }>`
    select jsonb_build_array(to_jsonb(p) - '{ente_id,id,creata_il,xid}'::text[],
             (select jsonb_agg(jsonb_build_array(o.ordine, o.forma, o.valida_dal, o.valida_al, o.maggiorazione_cents, o.gia_pagato_cents,
                       (select jsonb_agg(jsonb_build_array(
                                 to_jsonb(d) - '{ente_id,id,posizione_id,opzione_id,iuv_id,tipo_dovuto_id,riga,creato_il,xid}'::text[],
                                 i.origine, i.numero_avviso is not null,
                                 (select jsonb_agg(to_jsonb(q) - ${SUOI}::text[] || jsonb_build_object(
                                           'conto', case q.conto_id when ${contoId} then 'b' when ${contoPostaleId} then 'p' end,
                                           'cf', q.beneficiario_cf = ${codiceFiscale}) order by q.indice)
                                    from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id),
                                 (select jsonb_agg(jsonb_build_array(s.azione, s.versione, s.stato, s.importo_cents, s.data_scadenza,
                                           s.attore, s.motivo, s.prima) order by s.versione)
                                    from posizioni.storia as s where s.ente_id = d.ente_id and s.dovuto_id = d.id),
                                 (select jsonb_agg(a.azione order by a.id) from registro.atto as a
                                   where a.ente_id = d.ente_id and a.oggetto = 'dovuto' and a.oggetto_id = d.id)) order by d.ordine)
                          from posizioni.dovuto as d left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
                         where d.ente_id = o.ente_id and d.opzione_id = o.id)) order by o.ordine)
                from posizioni.opzione as o where o.ente_id = p.ente_id and o.posizione_id = p.id),
             (select jsonb_agg(to_jsonb(b) - '{ente_id,posizione_id}'::text[] order by b.ordine) from posizioni.debitore as b
               where b.ente_id = p.ente_id and b.posizione_id = p.id),
             (select jsonb_agg(to_jsonb(m) - '{ente_id,posizione_id}'::text[] order by m.chiave) from posizioni.metadato as m
               where m.ente_id = p.ente_id and m.posizione_id = p.id)) as riga
      from posizioni.posizione as p where p.ente_id = ${enteId} order by p.iupd`.execute(
    ctxDi(mondo, 'worker', enteId).db,
  );
  return rows.map(({ riga }) => riga);
}

it('many new ones are decided and written as one after the other would be, each with an outcome of its own', async () => {
  const [file, insieme, soli, molte] = await Promise.all([1, 2, 3, 4].map(unEnteConDueTipi));
  if (file === undefined || insieme === undefined || soli === undefined || molte === undefined) return expect.fail();
  const attesi: string[] = [];
  for (const una of chieste(file)) attesi.push(esitoDi(await inserisciPosizione(sil(file), una, PROVA)));
  expect(new Set(attesi).size).toBeGreaterThan(12);
  const atteso = await scritto(file);
  expect(atteso).toHaveLength(attesi.filter((a) => a === 'creata').length);
  const daScrivere = (ente: EnteDiProva) => chieste(ente).map((posizione) => ({ posizione, vista: null }));
  const scritte = await scriviPosizioni(sil(insieme), daScrivere(insieme), PROVA);
  const unaAllaVolta: typeof scritte = [];
  for (const una of daScrivere(soli)) unaAllaVolta.push(...(await scriviPosizioni(sil(soli), [una], PROVA)));
  const caricate = await caricaPosizioni(sil(molte), chieste(molte), PROVA);
  for (const esiti of [scritte, unaAllaVolta, caricate]) expect(esiti.map(esitoDi)).toEqual(attesi);
  for (const ente of [insieme, soli, molte]) expect(await scritto(ente)).toEqual(atteso);
  // What is said of each is what is there.
  for (const [ente, esiti] of [[insieme, scritte] as const, [soli, unaAllaVolta] as const]) {
    const dette = esiti.flatMap((e) => (e.ok ? [e.value.posizione] : []));
    const lette = await leggiPosizioni(
      sil(ente),
      dette.map(({ iupd }) => iupd),
    );
    expect(new Map(dette.map((p) => [p.iupd, p]))).toEqual(new Map(lette.map((p) => [p.iupd, p])));
  }
  const lette = scritte.flatMap((e) => (e.ok ? e.value.posizione.opzioni.flatMap((o) => o.dovuti) : []));
  const dette = caricate.flatMap((e) => (e.ok ? e.value.dovuti : []));
  expect(dette.map(({ iud }) => iud)).toEqual(lette.map(({ iud }) => iud));
  expect(lette.filter(({ iuv }) => iuv === null)).toHaveLength(1);
  const avvisi = dette.flatMap(({ numeroAvviso }) => numeroAvviso ?? []);
  expect(new Set(avvisi).size).toBe(dette.length - 1);
  const ancora = await scriviPosizioni(sil(insieme), daScrivere(insieme), PROVA);
  expect(ancora.map((e) => (e.ok ? e.value.esito : e.refusal.codice))).toEqual(
    attesi.map((a) => (a === 'creata' ? 'invariata' : a)),
  );
});

it('what is there, as it was asked for, is still refused where it may not be asked for any more', async () => {
  const ente = await unEnteConDueTipi();
  const posizione = { iupd: 'POI', debitore: DEBITORE, opzioni: con({ tipoDovuto: CON_SCADENZA }) };
  const chiedi = async (in_ = mondo) => {
    const [esito] = await scriviPosizioni(sil(ente, in_), [{ posizione, vista: null }], PROVA);
    return esito?.ok === true ? esito.value.esito : esito?.refusal.codice;
  };
  expect([await chiedi(), await chiedi()]).toEqual(['creata', 'invariata']);
  expect(await chiedi({ ...mondo, orologio: () => new Date('2099-07-01T12:00:00Z') })).toBe('SCADENZA_PASSATA');
});

it('another writer in the way is waited for, and those beside are written all the same', async () => {
  const ente = await unEnteConDueTipi();
  const posizione = (iupd: string) => ({ iupd, debitore: DEBITORE, opzioni: con({}) });
  let insieme: ReturnType<typeof caricaPosizioni> | undefined;
  await ctxDi(mondo, 'worker', ente.enteId).tx(async (t) => {
    await sql`insert into posizioni.posizione (ente_id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica)
              values (${ente.enteId}, 'TENUTA', 'F', 'RSSMRA80A01H501U', 'Chi')`.execute(t.db);
    insieme = caricaPosizioni(sil(ente), ['A', 'TENUTA', 'B'].map(posizione), PROVA);
    const aspetta = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`select count(*)::integer as n from pg_locks where not granted`.execute(
        t.db,
      );
      return rows[0]?.n ?? 0;
    };
    await expect.poll(aspetta, { timeout: 15_000 }).toBeGreaterThan(0);
    return rifiuto('CONFLITTO', 'conflitto');
  });
  expect((await insieme)?.map((e) => (e.ok ? e.value.esito : e.refusal.codice))).toEqual([
    'creata',
    'creata',
    'creata',
  ]);
});
