import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi, type Esito } from '#kernel/esito';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { registraTipoDovuto } from '#modules/enti';
import { leggiAtti } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { CIMITERO_CON_FILE, unaImmagine, unPdf } from '#support/allegati';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { giorno } from '#support/posizioni';
import { conModulo } from '#support/spontaneo';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  aggiungiAllegati,
  domandaDelFile,
  domandeSenzaFile,
  inserisciAMano,
  lavori,
  leggiAllegati,
  leggiAllegatiTolti,
  moduloAMano,
  scaricaAllegato,
  tieniAllegato,
  togliAllegatoDovuto,
  type FileDi,
  type PosizioneAMano,
} from './index.ts';

const GIORNO_MS = 86_400_000;
let mondo: Mondo;
let scarto = 0;
let ente: EnteDiProva;
let versione: number;
beforeAll(async () => {
  mondo = { ...mondoDiProva(await databaseDiProva()), orologio: () => new Date(Date.now() + scarto) };
  ente = await unEnte(mondo);
  versione = await conModulo(mondo, ente, { definizione: CIMITERO_CON_FILE });
});
const ufficio = (quale = ente) => ctxDi(mondo, 'ufficio', quale.enteId);
const codice = (esito: Esito<unknown>) => (esito.ok ? null : esito.refusal.codice);
const di = (dovutoId: DovutoId): FileDi => ({ dovutoId, tipiConsentiti: null });

async function tieni(visita: Buffer, byte = unPdf(), risposta = 'atto', nome = 'Atto.pdf'): Promise<string> {
  const { tipoDovutoId, enteId } = ente;
  const { modulo } = (await moduloAMano(ufficio(), tipoDovutoId)) ?? expect.fail();
  return valoreDi(await tieniAllegato(ufficio(), { enteId, tipoDovutoId, visita, modulo }, { risposta, nome, byte }));
}

function inserisci(visita: Buffer, file: Record<string, string>): Promise<Esito<DovutoId>> {
  const risposte = { luogo: 'nord', defunto: 'Ada', 'righe.righe': '1', 'righe.0.quante': '1', ...file };
  const p: PosizioneAMano = {
    ...{ tipoDovutoId: ente.tipoDovutoId, modulo: { versione, risposte }, debitore: DEBITORE, altriDebitori: [] },
    ...{ importoCents: null, causale: '', causalePubblica: '', iud: '', dataScadenza: giorno('2099-06-30') },
    ...{ conAvviso: true, altreQuote: [] },
    piano: {
      forma: 'scelta',
      maggiorazioneCents: cents(0),
      rate: [1, 2].map((n) => ({ importoCents: cents(750), dataScadenza: giorno(`2099-0${n}-15`) })),
    },
  };
  return inserisciAMano(ufficio(), p, { chiave: randomUUID(), visita, tipiConsentiti: null });
}

async function conUno(nome = 'Atto.pdf'): Promise<{ dovutoId: DovutoId; visita: Buffer; id: string }> {
  const visita = randomBytes(32);
  const id = await tieni(visita, unPdf(), 'atto', nome);
  return { dovutoId: valoreDi(await inserisci(visita, { atto: id })), visita, id };
}

const nomi = async (dovutoId: DovutoId, quale = ente) =>
  (await ufficio(quale).tx((t) => leggiAllegati(t, dovutoId))).map((a) => a.nome);

async function righe(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(id)::integer as n from posizioni.allegato where ente_id = ${ente.enteId}`.execute(
    ctxDi(mondo, 'worker', ente.enteId).db,
  );
  return rows[0]?.n ?? -1;
}

describe('a dovuto by hand, with the files that its form asks for', () => {
  it('is made with them or not at all; they are found from each of its dovuti, and told in the registro', async () => {
    const visita = randomBytes(32);
    const file = {
      atto: await tieni(visita),
      'righe.0.foto': await tieni(visita, await unaImmagine('png'), 'righe.0.foto'),
    };
    const dovutoId = valoreDi(await inserisci(visita, file));
    const letti = await ufficio().tx((t) => leggiAllegati(t, dovutoId));
    expect(
      letti.map(({ risposta, aggiuntoDa, detta }) => [risposta, aggiuntoDa, detta?.posto.at(-1)?.etichetta]),
    ).toEqual([
      ['righe.0.foto', 'sistema', 'Foto'],
      ['atto', 'sistema', 'Atto di concessione'],
    ]);
    const { rows } = await sql<{ id: DovutoId }>`
      select x.id from posizioni.dovuto as d join posizioni.dovuto as x on x.ente_id = d.ente_id and x.posizione_id = d.posizione_id
       where d.id = ${dovutoId}`.execute(ctxDi(mondo, 'worker', ente.enteId).db);
    expect(rows).toHaveLength(3);
    for (const { id } of rows) expect(await nomi(id)).toHaveLength(2);
    const atti = await ufficio().tx((t) => leggiAtti(t, { oggettoId: dovutoId, quanti: 9 }));
    expect(atti.map(({ azione }) => azione)).toEqual(expect.arrayContaining(['dovuto.nuovo', 'allegato.aggiunto']));
    const aperto = await ufficio().tx((t) => scaricaAllegato(t, dovutoId, file.atto));
    expect(aperto).toEqual({ nome: 'Atto.pdf', tipo: 'application/pdf', byte: unPdf() });
  });

  it('takes no file of another sheet, nor of another question', async () => {
    const [mia, altrui] = [randomBytes(32), randomBytes(32)];
    expect(codice(await inserisci(mia, { atto: await tieni(altrui) }))).toBe('MODULO_NON_COMPILATO');
    const foto = await tieni(mia, await unaImmagine('png'), 'righe.0.foto');
    expect(codice(await inserisci(mia, { atto: foto }))).toBe('MODULO_NON_COMPILATO');
    expect(codice(await inserisci(mia, {}))).toBeNull();
  });
});

describe('the files of a dovuto', () => {
  it('are kept as long as it is; what no dovuto holds goes after a day', async () => {
    const { dovutoId } = await conUno();
    const prima = await righe();
    await tieni(randomBytes(32), unPdf('sciolto'));
    scarto = 2 * GIORNO_MS;
    await lavori.find(({ nome }) => nome === 'posizioni.dimentica_richieste')?.esegui(ctxDi(mondo, 'worker'), {});
    scarto = 0;
    expect(await righe()).toBeLessThanOrEqual(prima);
    expect(await nomi(dovutoId)).toEqual(['Atto.pdf']);
  });

  it('may be replaced, or taken away: the bytes go, and it stays told who did it and why', async () => {
    const { dovutoId, id } = await conUno('Vecchio.pdf');
    const visita = randomBytes(32);
    const nuovo = { visita, id: await tieni(visita, unPdf('Nuovo'), 'atto', 'Nuovo.pdf') };
    expect(codice(await togliAllegatoDovuto(ufficio(), di(dovutoId), { id, motivo: ' ' }))).toBe('MOTIVO_MANCANTE');
    const prima = await righe();
    expect(codice(await togliAllegatoDovuto(ufficio(), di(dovutoId), { id, motivo: 'Illeggibile', nuovo }))).toBeNull();
    expect([await nomi(dovutoId), await righe()]).toEqual([['Nuovo.pdf'], prima - 1]);
    expect(codice(await togliAllegatoDovuto(ufficio(), di(dovutoId), { id, motivo: 'Ancora' }))).toBe(
      'ALLEGATO_SCONOSCIUTO',
    );
    expect(
      codice(await togliAllegatoDovuto(ufficio(), di(dovutoId), { id: nuovo.id, motivo: 'Di un altro' })),
    ).toBeNull();
    const tolti = await ufficio().tx((t) => leggiAllegatiTolti(t, dovutoId));
    expect(tolti.map(({ nome, toltoDa, motivo }) => [nome, toltoDa, motivo])).toEqual([
      ['Vecchio.pdf', 'sistema', 'Illeggibile'],
      ['Nuovo.pdf', 'sistema', 'Di un altro'],
    ]);
    expect([await nomi(dovutoId), await righe()]).toEqual([[], prima - 2]);
  });

  it('a replacement that is none takes nothing away', async () => {
    const { dovutoId, id } = await conUno();
    const nuovo = { visita: randomBytes(32), id: await tieni(randomBytes(32)) };
    expect(codice(await togliAllegatoDovuto(ufficio(), di(dovutoId), { id, motivo: 'x', nuovo }))).toBe(
      'ALLEGATO_SCONOSCIUTO',
    );
    expect(await nomi(dovutoId)).toEqual(['Atto.pdf']);
  });

  it('grow by the questions that have none, up to so many', async () => {
    const { dovutoId } = await conUno();
    const senza = await ufficio().tx((t) => domandeSenzaFile(t, di(dovutoId)));
    expect(senza?.domande.map(({ risposta }) => risposta)).toEqual(['righe.0.foto']);
    const visita = randomBytes(32);
    const foto = await tieni(visita, await unaImmagine('png'), 'righe.0.foto', 'foto.png');
    const uno = { visita, versione, allegati: [{ risposta: 'righe.0.foto', id: foto }] };
    expect(codice(await aggiungiAllegati(ufficio(), di(dovutoId), uno))).toBeNull();
    expect(await nomi(dovutoId)).toEqual(['Atto.pdf', 'foto.png']);
    const tanti = Array.from({ length: LIMITI.allegatiModuloMax - 1 }, (_, n) => ({ risposta: `r${n}`, id: foto }));
    expect(codice(await aggiungiAllegati(ufficio(), di(dovutoId), { ...uno, allegati: tanti }))).toBe(
      'ALLEGATI_TROPPI',
    );
    expect(await nomi(dovutoId)).toHaveLength(2);
    expect(await ufficio().tx((t) => domandaDelFile(t, dovutoId, foto))).toMatchObject({
      accetta: ['image/jpeg', 'image/png'],
    });
  });

  it('are of this ente, and of the kinds of due that one follows', async () => {
    const { dovutoId, id } = await conUno();
    const altro = await unEnte(mondo);
    expect(await nomi(dovutoId, altro)).toEqual([]);
    const diAltri = { id, motivo: 'x' };
    expect(codice(await togliAllegatoDovuto(ufficio(altro), di(dovutoId), diAltri))).toBe('DOVUTO_NON_TROVATO');
    const vuoto = await ufficio(altro).tx((t) =>
      sql`select posizioni.togli_allegato_dovuto(${dovutoId}, ${id}, 'x', 'x', now())`.execute(t.db),
    );
    expect(vuoto.rows).toEqual([]);
    const dati = { ...TIPO, codice: 'ALTRO', denominazione: 'Altro', contoId: ente.contoId, contoPostaleId: null };
    const nonSuo: TipoDovutoId = valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', ente.enteId), dati));
    const chi = { dovutoId, tipiConsentiti: [nonSuo] };
    expect(codice(await togliAllegatoDovuto(ufficio(), chi, diAltri))).toBe('DOVUTO_NON_TROVATO');
    const file = { visita: randomBytes(32), versione, allegati: [] };
    expect(codice(await aggiungiAllegati(ufficio(), chi, file))).toBe('DOVUTO_NON_TROVATO');
    expect(await nomi(dovutoId)).toEqual(['Atto.pdf']);
  });
});
