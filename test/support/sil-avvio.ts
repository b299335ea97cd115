import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { cents, somma } from '#kernel/importo';
import { cambiaStato, impostaTetto, registraCredenziale, registraTipoDovuto } from '#modules/enti';
import {
  apriFonti,
  guardaArrivo,
  iniziaArrivo,
  segnaRientro,
  type ArrivoGuardato,
  type Rientro,
} from '#modules/pagamenti';
import type { DatabaseDiProva } from './db.ts';
import { mondoFermo, type MondoFermo } from './portale.ts';
import { consegna, ricevutaLetta } from './ricevute.ts';
import { apriSil, chiamaSil, passwordSil, type RispostaSil } from './sil.ts';
import { base64, dovuti, type Campi, type DettoDovuti } from './sil-documenti.ts';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from './un-ente.ts';

/** The secret of the installation, by which one ente lets another prepare its dovuti. */
export const SEGRETO_CARRELLO = 'segreto-della-installazione';

/** What proves that the caller may prepare dovuti of that ente (mypay-webservices 1.2). */
export function provaDi({ codiceFiscale }: EnteDiProva, segreto = SEGRETO_CARRELLO): string {
  return createHash('sha256').update(`paaSILInviaCarrelloDovuti-${segreto}-${codiceFiscale}`).digest('hex');
}

export type Chiesto = { di?: EnteDiProva; campi?: Record<string, string | null>; altro?: string };
/** A basket of one ente; `dovuti`: the document itself, as it travels. */
export type Cesto = Chiesto & Partial<DettoDovuti> & { dovuti?: string };
export type ElementoCesto = { di?: EnteDiProva; codIpa?: string; prova?: string; dovuti?: string };

let quanti = 0;
/** A name of a dovuto that nobody has. */
export const nuovoIud = (): string => `AVV${(quanti += 1)}`;
/** One dovuto. */
export const uno = (campi: Campi = {}): DettoDovuti => ({
  singoli: [{ campi: { identificativoUnivocoDovuto: nuovoIud(), ...campi } }],
});
export const documento = (detto: DettoDovuti): string => base64(dovuti(detto));
/** A reply that is no refusal. */
export function buona(r: RispostaSil): RispostaSil {
  expect([r.fault, r.descrizione, r.campo('esito')]).toEqual([null, null, 'OK']);
  return r;
}

/** The door of the SIL with enti that begin payments: two that collect, and one that is being tried out. */
export type Avvio = Awaited<ReturnType<typeof apriAvvio>>;

export async function apriAvvio(database: DatabaseDiProva) {
  const fermo = mondoFermo(database);
  const crea = async (): Promise<{ esito: 'pagina'; location: string }> => ({
    esito: 'pagina',
    location: 'https://q/',
  });
  const mondo: MondoFermo = { ...fermo, wires: { ...fermo.wires, checkout: { crea } } };
  const sil = await apriSil(mondo);
  const enti = { ente: await unEnte(mondo), altro: await unEnte(mondo), nuovo: await unEnte(mondo) };
  await configura(mondo, enti);
  const password = new Map<EnteDiProva, string>();
  for (const di of Object.values(enti)) password.set(di, await passwordSil(mondo, di));
  const chiama = (nome: string, { di = enti.ente, campi = {}, altro = '' }: Chiesto = {}): Promise<RispostaSil> =>
    chiamaSil(sil.app, { nome, codIpa: di.codIpa, password: password.get(di) ?? '', campi, altro });
  const guarda = (r: RispostaSil): Promise<ArrivoGuardato> => guardato(mondo, r);
  return {
    ...{ ...enti, mondo, sil, password, chiama, guarda },
    invia: ({ di, campi = {}, dovuti: scritti, ...detto }: Cesto = {}): Promise<RispostaSil> =>
      chiama('paaSILInviaDovuti', {
        ...(di !== undefined && { di }),
        campi: { dovuti: scritti ?? documento({ ...uno(), ...detto }), ...campi },
      }),
    carrello: (elementi: readonly ElementoCesto[], dopo = ''): Promise<RispostaSil> => {
      const lista = elementi.map((e) => elementoDi({ di: enti.ente, ...e })).join('');
      return chiama('paaSILInviaCarrelloDovuti', { altro: `<listaDovuti>${lista}</listaDovuti>${dopo}` });
    },
    inizia: (r: RispostaSil, rientro: Rientro | null = null): Promise<void> => inizia(mondo, r, rientro),
    paga: (r: RispostaSil, di: EnteDiProva = enti.ente): Promise<void> => paga(mondo, r, di),
    /** What is done while this installation has no Checkout. */
    senzaCheckout: async <T>(fn: () => Promise<T>): Promise<T> => {
      const { wires } = mondo;
      Object.assign(mondo, { wires: { ...wires, checkout: null } });
      try {
        return await fn();
      } finally {
        Object.assign(mondo, { wires });
      }
    },
  };
}

async function configura(mondo: MondoFermo, { ente, nuovo }: Record<'ente' | 'nuovo', EnteDiProva>): Promise<void> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const comune = { ...TIPO, contoId: ente.contoId, contoPostaleId: null };
  valoreDi(await registraTipoDovuto(ctx, { ...comune, codice: 'CHIUSO', attivo: false }));
  valoreDi(await registraTipoDovuto(ctx, { ...comune, codice: 'SCADE', scadenzaObbligatoria: true }));
  valoreDi(await registraTipoDovuto(ctx, { ...comune, codice: 'ANON', codiceFiscaleAnonimo: true }));
  const marca = { codice: 'MARCA_BOLLO_DIGITALE', denominazione: 'Marca', tassonomia: TIPO.tassonomia, attivo: true };
  valoreDi(await registraTipoDovuto(ctx, marca));
  const posto = { scopo: 'carrello_multiente', enteId: null, tipoDovutoId: null, url: null, utente: null };
  valoreDi(await registraCredenziale(ctxDi(mondo, 'worker'), { ...posto, segreto: SEGRETO_CARRELLO }));
  const suo = ctxDi(mondo, 'worker', nuovo.enteId);
  valoreDi(await impostaTetto(suo, cents(50_000)));
  valoreDi(await cambiaStato(suo, { a: 'PRE-ESERCIZIO', motivo: 'In prova' }));
}

function elementoDi({ di, codIpa, prova, dovuti: scritti = documento(uno()) }: ElementoCesto & { di: EnteDiProva }) {
  const chi = `<codIpaEnte>${codIpa ?? di.codIpa}</codIpaEnte><password>${prova ?? provaDi(di)}</password>`;
  return `<elementoListaDovuti>${chi}<dovuti>${scritti}</dovuti></elementoListaDovuti>`;
}

/** What the address of a reply leads to. */
async function guardato(mondo: MondoFermo, r: RispostaSil): Promise<ArrivoGuardato> {
  const token = new URL(r.campo('url') ?? '').searchParams.get('id') ?? '';
  return (await guardaArrivo(ctxDi(mondo, 'portale'), token)) ?? expect.fail();
}

/** Somebody begins to pay, and comes back from Checkout, or does not. */
async function inizia(mondo: MondoFermo, r: RispostaSil, rientro: Rientro | null): Promise<void> {
  const ctx = ctxDi(mondo, 'portale');
  const visto = await guardato(mondo, r);
  const ritorni = { ok: 'https://q/1', annullato: 'https://q/2', errore: 'https://q/3', attesa: 'https://q/4' };
  const vistoCents = somma(visto.voci.map((voce) => voce.importoCents));
  const ordine = { ritorni, vistoCents, comunque: true, email: 'chi@example.org' };
  valoreDi(await iniziaArrivo(ctx, apriFonti(mondo), { ...visto, ...ordine }));
  const carrelloId = visto.carrello?.id ?? expect.fail();
  if (rientro !== null) await segnaRientro(ctx, { carrelloId, rientro });
}

let ricevute = 0;
/** What of it is of an ente is paid at a PSP. */
async function paga(mondo: MondoFermo, r: RispostaSil, di: EnteDiProva): Promise<void> {
  const { voci, carrello } = await guardato(mondo, r);
  for (const voce of voci.filter(({ enteId }) => enteId === di.enteId)) {
    ricevute += 1;
    const iuv = voce.numeroAvviso.slice(1);
    const d = { iuv, numeroAvviso: voce.numeroAvviso, importo: voce.importoCents, receiptId: `rav${ricevute}${iuv}` };
    const parti = { notaPagamento: carrello?.idCart ?? null, pagataIl: mondo.orologio() };
    await consegna(mondo, di, ricevutaLetta(di, d, parti));
  }
}

/** Each fault of an operation, produced; none that it does not declare. */
export async function produci(
  operazione: { readonly fault: readonly string[] },
  casi: Readonly<Record<string, () => Promise<RispostaSil>>>,
): Promise<void> {
  expect(new Set(Object.keys(casi))).toEqual(new Set(operazione.fault));
  for (const [codice, caso] of Object.entries(casi)) {
    const { fault, descrizione } = await caso();
    expect([codice, fault, descrizione]).toEqual([codice, codice, descrizione]);
  }
}
