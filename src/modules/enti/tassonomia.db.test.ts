import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuGiorni, type Giorno } from '#kernel/giorno';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, DA_SEMPRE, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { creaTassonomia } from '#wires/tassonomia';
import {
  areeTassonomia,
  avvisiTassonomia,
  caricaTassonomia,
  cercaTassonomia,
  lavori,
  registraTassonomia,
  registraTipoDovuto,
  ultimoCaricamento,
  type VoceTassonomia,
} from './index.ts';

const OGGI = giornoA(new Date());
let mondo: Mondo;
let ente: EnteDiProva;
let server: Server;
let rispondi: RequestListener;
let visti: string[];

beforeAll(async () => {
  server = createServer((chiesta, risposta) => rispondi(chiesta, risposta));
  await new Promise<void>((pronto) => server.listen(0, '127.0.0.1', pronto));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tassonomia`;
  const base = mondoDiProva(await databaseNuovo());
  const log = { ...base.log, warn: (evento: string) => void visti.push(evento) };
  const wires = { ...base.wires, tassonomia: creaTassonomia({ url }) };
  // The configuration takes https alone: the test stands in for the other end.
  mondo = { ...base, log, wires, config: { ...base.config, tassonomiaUrl: url } };
  ente = await unEnte(mondo);
});
afterAll(() => new Promise<void>((chiuso) => void server.close(() => chiuso())));
beforeEach(() => {
  visti = [];
});

const worker = (): Ctx => ctxDi(mondo, 'worker');
const ufficio = (): Ctx => ctxDi(mondo, 'ufficio', ente.enteId);
const americano = (giorno: Giorno): string => `${giorno.slice(5, 7)}/${giorno.slice(8)}/${giorno.slice(0, 4)}`;
const pubblica = (voci: readonly [codice: string, servizio: string, fine?: Giorno][]): string =>
  JSON.stringify(
    voci.map(([codice, servizio, fine = '2080-01-01' as Giorno]) => ({
      'TIPO ENTE CREDITORE': codice.startsWith('9/01') ? 'Comune' : 'Regione',
      'NOME MACRO AREA': 'Tributi',
      'TIPO SERVIZIO': servizio,
      'DATI SPECIFICI INCASSO': codice,
      'DATA INIZIO VALIDITA': '01/01/2020',
      'DATA FINE VALIDITA': americano(fine),
    })),
  );
const DUE = pubblica([
  ['9/0101101IM/', 'Tassa sui rifiuti'],
  ['9/0201102IM/', 'Bollo dell’automobile, già «auto»'],
]);
const codici = async (): Promise<string[]> =>
  (await cercaTassonomia(ufficio(), { tipoEnte: '', macroArea: '', parole: '', quante: 100 })).map((v) => v.codice);

async function lavora(ascolta: RequestListener): Promise<void> {
  rispondi = ascolta;
  await lavori.find((l) => l.nome === 'enti.tassonomia')?.esegui(worker(), {});
}
const manda =
  (corpo: string): RequestListener =>
  (_, risposta) =>
    void risposta.end(corpo);

describe('the job', () => {
  it('loads what is published, and the second time changes nothing', async () => {
    await lavora(manda(DUE));
    expect(await codici()).toEqual(['9/0101101IM/', '9/0201102IM/']);
    expect(await ultimoCaricamento(ufficio())).toMatchObject({ origine: 'rete', voci: 2, cambiate: 2, rifiuto: null });
    await lavora(manda(DUE));
    expect(await ultimoCaricamento(ufficio())).toMatchObject({ voci: 2, cambiate: 0 });
    expect(visti).toEqual([]);
  });

  it('refuses and reports a list cut short, and one that is none; nothing of them is applied', async () => {
    const prima = await codici();
    await lavora(manda(pubblica([['9/0301116TS/', 'Nuovo']])));
    const { rifiuto, parametri } = (await ultimoCaricamento(ufficio())) ?? expect.fail();
    expect({ rifiuto, parametri }).toEqual({ rifiuto: 'TASSONOMIA_RIDOTTA', parametri: { cadono: 2, inVigore: 2 } });
    const conUnaSbagliata = DUE.replace('9/0201102IM/', '9/02/');
    await lavora(manda(conUnaSbagliata));
    expect(await ultimoCaricamento(ufficio())).toMatchObject({ rifiuto: 'TASSONOMIA_RIGA_NON_VALIDA' });
    await lavora(manda('<html>Manutenzione</html>'));
    expect(await ultimoCaricamento(ufficio())).toMatchObject({ rifiuto: 'TASSONOMIA_ILLEGGIBILE', voci: 0 });
    expect(await codici()).toEqual(prima);
    expect(visti).toEqual(Array(3).fill('enti.tassonomia_rifiutata'));
    const { rows } = await sql`select 1 from registro.atto where azione = 'tassonomia.rifiutata'`.execute(worker().db);
    expect(rows).toHaveLength(3);
  });

  it('fails, to be tried again, where the list does not arrive', async () => {
    const prima = await ultimoCaricamento(ufficio());
    const muta: RequestListener[] = [
      (_, risposta) => void risposta.writeHead(503).end(),
      (_, risposta) => void risposta.writeHead(302, { location: '/altrove' }).end(),
      (chiesta) => void chiesta.socket.destroy(),
      (_, risposta) => void risposta.end(Buffer.from([0x5b, 0xff, 0xfe, 0x5d])),
      (_, risposta) => void risposta.end(Buffer.alloc(9 * 1024 * 1024, ' ')),
    ];
    for (const ascolta of muta) await expect(lavora(ascolta)).rejects.toThrow();
    expect(await ultimoCaricamento(ufficio())).toEqual(prima);
  });

  it('does nothing where no address is configured', async () => {
    const config = { ...mondo.config, tassonomiaUrl: null };
    const ctx = ctxDi(
      { ...mondo, config, wires: { ...mondo.wires, tassonomia: creaTassonomia({ url: null }) } },
      'worker',
    );
    await lavori.find((l) => l.nome === 'enti.tassonomia')?.esegui(ctx, {});
    await expect(ctx.wires.tassonomia.scarica()).rejects.toThrow('no address');
  });
});

describe('a list that is loaded', () => {
  it('never deletes a code, and leaves alone what it knows when asked for the new ones only', async () => {
    await caricaTassonomia(worker(), {
      testo: pubblica([
        ['9/0101101IM/', 'Rifiuti'],
        ['9/0201102IM/', 'Bollo'],
        ['9/0201103IM/', 'Altro'],
      ]),
      origine: 'file',
    });
    valoreDi(await caricaTassonomia(worker(), { testo: DUE, origine: 'file' }));
    expect(await codici()).toContain('9/0201103IM/');
    const [nota] = await cercaTassonomia(ufficio(), { tipoEnte: '', macroArea: '', parole: '0101101', quante: 1 });
    const nostra = { ...(nota ?? expect.fail()), tipoServizio: 'Scritto da noi' };
    expect(valoreDi(await registraTassonomia(worker(), [nostra], { soloNuove: true }))).toBe(0);
    expect(valoreDi(await registraTassonomia(worker(), [nostra]))).toBe(1);
  });

  it('is searched by words, kind of ente and area', async () => {
    const cerca = async (parole: string, tipoEnte = ''): Promise<string[]> =>
      (await cercaTassonomia(ufficio(), { tipoEnte, macroArea: 'Tributi', parole, quante: 10 })).map((v) => v.codice);
    expect(await cerca('BOLLO gia')).toEqual(['9/0201102IM/']);
    expect(await cerca('bollo rifiuti')).toEqual([]);
    expect(await cerca('%')).toEqual([]);
    expect(await cerca('', 'Regione')).toEqual(['9/0201102IM/', '9/0201103IM/']);
    expect(await areeTassonomia(ufficio())).toEqual([
      { tipoEnte: 'Comune', macroArea: 'Tributi' },
      { tipoEnte: 'Regione', macroArea: 'Tributi' },
    ]);
  });
});

describe('the codes in use that end', () => {
  it('are told to their ente 90 days before, and as long as an active kind of due uses them', async () => {
    const voce = (codice: string, validaAl: Giorno): VoceTassonomia => ({
      codice,
      tipoEnte: 'Comune',
      macroArea: 'Varie',
      tipoServizio: `Servizio ${codice}`,
      descrizione: 'x',
      validaDal: DA_SEMPRE,
      validaAl,
    });
    const date = { '9/0199001AP/': 91, '9/0199002AP/': 90, '9/0199003AP/': 5 };
    valoreDi(
      await registraTassonomia(
        worker(),
        Object.entries(date).map(([c, n]) => voce(c, piuGiorni(OGGI, n))),
      ),
    );
    for (const [i, tassonomia] of Object.keys(date).entries()) {
      const tipo = {
        ...TIPO,
        codice: `T${i}`,
        denominazione: `Tipo ${i}`,
        tassonomia,
        contoId: ente.contoId,
        contoPostaleId: null,
      };
      valoreDi(await registraTipoDovuto(ufficio(), tipo));
    }
    valoreDi(await registraTassonomia(worker(), [voce('9/0199003AP/', OGGI)]));
    const visto = (await avvisiTassonomia(ufficio())).map(({ codice, fine, tipi }) => [codice, fine, tipi]);
    expect(visto).toEqual([
      ['9/0199003AP/', 'scaduta', ['Tipo 2']],
      ['9/0199002AP/', 'in_scadenza', ['Tipo 1']],
    ]);
    expect(await avvisiTassonomia(ctxDi(mondo, 'ufficio', (await unEnte(mondo)).enteId))).toEqual([]);
  });
});
