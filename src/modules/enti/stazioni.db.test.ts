import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuGiorni } from '#kernel/giorno';
import type { StazioneId } from '#kernel/ids';
import { RUOLI } from '#platform/db/ruoli';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, DA_SEMPRE, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  associaStazione,
  attivaStazione,
  chiudiAssociazione,
  disattivaStazione,
  leggiEnte,
  leggiEnteIncassante,
  leggiStazioni,
  registraEnte,
  registraStazione,
  stazioniAperte,
  stazioniDiEnte,
} from './index.ts';

const NESSUNO = '00000000-0000-7000-8000-000000000000';
const INDIRIZZO = '192.0.2.7';
let mondo: Mondo;
let ente: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const produzione = (): Mondo => ({ ...mondo, config: { ...mondo.config, modo: 'produzione' } });
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;

async function attiDi(oggettoId: string): Promise<string[]> {
  const { rows } = await sql<{
    azione: string;
  }>`select azione from registro.atto where oggetto_id = ${oggettoId} order by istante, id`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows.map((r) => r.azione);
}

describe('the stations', () => {
  it('open to their segment, and to nothing else', async () => {
    const stazioni = await leggiStazioni(ctxDi(mondo, 'nodo'));
    const aperte = (segmento: string | null): StazioneId[] =>
      stazioniAperte(mondo.config, stazioni, { segmento, certificatoCn: null, indirizzo: INDIRIZZO }).map(
        (s) => s.stazioneId,
      );
    expect(aperte(ente.segmento)).toEqual([ente.stazioneId]);
    expect(aperte(`${ente.segmento}x`)).toEqual([]);
    expect(aperte('')).toEqual([]);
    expect(aperte(null)).toEqual([]);
  });

  it('ask for the address too, where there is a list', async () => {
    const ctx = ctxDi(mondo, 'worker');
    const dati = {
      intermediarioId: ente.intermediarioId,
      codice: `${ente.codiceFiscale}_09`,
      versionePrimitive: 2 as const,
    };
    const segmento = 'Zk3-vQ8_pL2mN5xRt';
    // Host bits beyond the prefix are what people write; the network is what is meant.
    valoreDi(
      await registraStazione(ctx, {
        ...dati,
        segreti: [segmento],
        certificatiCn: [],
        indirizzi: ['192.0.2.7/24', '2001:db8::1'],
      }),
    );
    const stazioni = await leggiStazioni(ctxDi(mondo, 'nodo'));
    expect(stazioni.find((s) => s.codice === dati.codice)?.indirizzi).toEqual(['192.0.2.0/24', '2001:db8::1/128']);
    const quante = (indirizzo: string): number =>
      stazioniAperte(mondo.config, stazioni, { segmento, certificatoCn: null, indirizzo }).length;
    expect(['192.0.2.200', '::ffff:192.0.2.1', '2001:db8::1', '192.0.3.1', '2001:db8::2'].map(quante)).toEqual([
      1, 1, 1, 0, 0,
    ]);
  });

  it('in production do not open to an address alone, not even those put to work in another way', async () => {
    const ctx = ctxDi(mondo, 'worker');
    const dati = { codice: `${ente.codiceFiscale}_07`, versionePrimitive: 2 as const, segreti: [], certificatiCn: [] };
    const id = valoreDi(
      await registraStazione(ctx, { ...dati, intermediarioId: ente.intermediarioId, indirizzi: ['198.51.100.0/24'] }),
    );
    valoreDi(await attivaStazione(ctx, id));
    const stazioni = await leggiStazioni(ctxDi(mondo, 'nodo'));
    const quante = ({ config }: Mondo): number =>
      stazioniAperte(config, stazioni, { segmento: null, certificatoCn: null, indirizzo: '198.51.100.9' }).length;
    expect([quante(mondo), quante(produzione())]).toEqual([1, 0]);
    const senzaProve = sql`update enti.stazione set indirizzi = '{}' where id = ${id}`.execute(ctx.db);
    await expect(senzaProve).rejects.toThrow('stazione_attiva_provata');
  });

  it('out of work are still open, for their receipts', async () => {
    const altro = await unEnte(mondo);
    valoreDi(await disattivaStazione(ctxDi(mondo, 'worker'), altro.stazioneId));
    const da = { segmento: altro.segmento, certificatoCn: null, indirizzo: INDIRIZZO };
    const aperte = stazioniAperte(produzione().config, await leggiStazioni(ctxDi(mondo, 'nodo')), da);
    expect(aperte.map((s) => s.stazioneId)).toEqual([altro.stazioneId]);
  });

  it('are not put to work without proof, nor lose it while they work', async () => {
    const ctx = ctxDi(mondo, 'worker');
    const inProduzione = ctxDi(produzione(), 'worker');
    const dati = {
      intermediarioId: ente.intermediarioId,
      codice: `${ente.codiceFiscale}_08`,
      versionePrimitive: 2 as const,
      segreti: [],
      certificatiCn: [],
    };
    const id = valoreDi(await registraStazione(ctx, { ...dati, indirizzi: [] }));
    expect(codice(await attivaStazione(ctx, id))).toBe('STAZIONE_SENZA_PROVA');
    valoreDi(await registraStazione(ctx, { ...dati, indirizzi: ['192.0.2.0/24'] }));
    expect(codice(await attivaStazione(inProduzione, id))).toBe('STAZIONE_SENZA_PROVA');
    valoreDi(await registraStazione(ctx, { ...dati, certificatiCn: ['forwarder.platform.pagopa.it'], indirizzi: [] }));
    valoreDi(await attivaStazione(inProduzione, id));
    expect(codice(await registraStazione(inProduzione, { ...dati, indirizzi: ['192.0.2.0/24'] }))).toBe(
      'STAZIONE_SENZA_PROVA',
    );
    expect((await leggiStazioni(ctx)).find((s) => s.stazioneId === id)).toMatchObject({
      attiva: true,
      certificatiCn: ['forwarder.platform.pagopa.it'],
    });
    valoreDi(await disattivaStazione(ctx, id));
    expect(await attiDi(id)).toEqual([
      'stazione.registrata',
      'stazione.registrata',
      'stazione.registrata',
      'stazione.attivata',
      'stazione.disattivata',
    ]);
  });

  it('are refused where they are not there, or another intermediario has them', async () => {
    const ctx = ctxDi(mondo, 'worker');
    const altro = await unEnte(mondo);
    const dati = {
      codice: ente.stazione,
      versionePrimitive: 2 as const,
      segreti: [],
      certificatiCn: [],
      indirizzi: [],
    };
    expect(codice(await registraStazione(ctx, { ...dati, intermediarioId: altro.intermediarioId }))).toBe(
      'STAZIONE_DI_ALTRI',
    );
    expect(codice(await registraStazione(ctx, { ...dati, intermediarioId: NESSUNO }))).toBe(
      'INTERMEDIARIO_SCONOSCIUTO',
    );
    expect(codice(await attivaStazione(ctx, NESSUNO as StazioneId))).toBe('STAZIONE_SCONOSCIUTA');
    expect(codice(await disattivaStazione(ctx, NESSUNO as StazioneId))).toBe('STAZIONE_SCONOSCIUTA');
  });

  it('give each ente a segregation code that stays, and that live and prova do not share', async () => {
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const associa = (c: typeof ctx, segregazione: string, stazioneId = ente.stazioneId): Promise<string> =>
      associaStazione(c, { stazioneId, segregazione, predefinita: true, validaDal: DA_SEMPRE }).then(codice);
    expect(await associa(ctx, '1')).toBe('SEGREGAZIONE_NON_VALIDA');
    expect(await associa(ctx, '07')).toBe('SEGREGAZIONE_NON_MODIFICABILE');
    expect(await associa(ctx, '01', NESSUNO as StazioneId)).toBe('STAZIONE_SCONOSCIUTA');
    const altra = await unEnte(mondo);
    expect(await associa(ctx, '01', altra.stazioneId)).toBe('SEGREGAZIONE_OCCUPATA');
    const { enteId: _, ...dati } = (await leggiEnte(ctx, altra.enteId)) ?? expect.fail();
    const gemello = ctxDi(
      mondo,
      'worker',
      valoreDi(await registraEnte(ctxDi(mondo, 'worker'), { ...dati, ambiente: 'live' })),
    );
    expect(await associa(gemello, '01', altra.stazioneId)).toBe('SEGREGAZIONE_OCCUPATA');
    expect(await associa(gemello, '11', altra.stazioneId)).toBe('ok');
    // A second station takes the place of the default one.
    expect(await associa(ctx, '12', altra.stazioneId)).toBe('ok');
    expect((await leggiEnteIncassante(ctx, ente.enteId)).segregazione).toBe('12');
    expect(await associa(ctx, '01')).toBe('ok');
    expect((await leggiEnteIncassante(ctx, ente.enteId)).segregazione).toBe('01');
  });

  it('never take a segregation code of the central services', async () => {
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const altra = await unEnte(mondo);
    const associa = (segregazione: string): Promise<string> =>
      associaStazione(ctx, {
        stazioneId: altra.stazioneId,
        segregazione,
        predefinita: false,
        validaDal: DA_SEMPRE,
      }).then(codice);
    for (const segregazione of ['46', '47', '81', '85', '96', '97', '98', '99'])
      expect(await associa(segregazione)).toBe('SEGREGAZIONE_CENTRALE');
    const scrive = sql`insert into enti.stazione_ente (ente_id, stazione_id, codice_segregazione)
                       values (${ente.enteId}, ${altra.stazioneId}, '47')`.execute(ctx.db);
    await expect(scrive).rejects.toThrow('stazione_ente_segregazione_propria');
    expect(await associa('45')).toBe('ok');
  });

  it('are closed for an ente from a day on, and not while its new notices carry their code', async () => {
    const [suo, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const ctx = ctxDi(mondo, 'worker', suo.enteId);
    const oggi = giornoA(new Date());
    const chiudi = (dal = oggi, stazioneId = suo.stazioneId): Promise<string> =>
      chiudiAssociazione(ctx, { stazioneId, dal }).then(codice);
    expect(await chiudi()).toBe('STAZIONE_PREDEFINITA');
    expect(await chiudi(oggi, altro.stazioneId)).toBe('STAZIONE_SCONOSCIUTA');
    const senzaAtto = sql`update enti.stazione_ente set valida_al = ${oggi} where ente_id = ${suo.enteId}`.execute(
      ctx.db,
    );
    await expect(senzaAtto).rejects.toThrow('stazione_ente_predefinita_aperta');
    const nuova = { stazioneId: altro.stazioneId, segregazione: '12', predefinita: true, validaDal: oggi };
    valoreDi(await associaStazione(ctx, nuova));
    expect(await chiudi(piuGiorni(oggi, -1))).toBe('STAZIONE_CHIUSURA_PASSATA');
    expect(await chiudi(DA_SEMPRE)).toBe('STAZIONE_CHIUSURA_PASSATA');
    expect(await chiudi(piuGiorni(oggi, 10))).toBe('ok');
    expect(await chiudi()).toBe('ok');
    expect(await chiudi()).toBe('ok');
    expect(await chiudi(piuGiorni(oggi, 10))).toBe('STAZIONE_CHIUSURA_PASSATA');
    expect(await stazioniDiEnte(ctxDi(mondo, 'ufficio', suo.enteId))).toMatchObject([
      { codice: altro.stazione, segregazione: '12', predefinita: true, validaAl: null },
      { codice: suo.stazione, segregazione: '01', predefinita: false, validaAl: oggi },
    ]);
    const atti = (await attiDi(suo.stazioneId)).filter((azione) => azione === 'stazione.chiusa');
    expect(atti).toHaveLength(2);
    // Associating it again opens it again.
    valoreDi(
      await associaStazione(ctx, { ...nuova, stazioneId: suo.stazioneId, segregazione: '01', validaDal: DA_SEMPRE }),
    );
    expect((await stazioniDiEnte(ctx))[0]).toMatchObject({ codice: suo.stazione, validaAl: null });
  });

  it.each(RUOLI.filter((r) => r !== 'nodo' && r !== 'worker'))('do not show what opens them to %s', async (ruolo) => {
    await expect(sql`select segreti_hmac from enti.stazione`.execute(ctxDi(mondo, ruolo).db)).rejects.toThrow(
      'permission denied',
    );
  });
});
