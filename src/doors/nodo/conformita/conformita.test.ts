import { afterAll, describe, expect, test } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { busta, leggiBusta } from '#platform/soap/busta';
import { conXml } from '#platform/xml/documento';
import type { Elemento } from '#platform/xml/elemento';
import type { Schema } from '#platform/xml/schema';
import { xml, type Xml } from '#platform/xml/scrivi';
import { caso, unoDi } from '#support/mutanti';
import { mutantiNodo } from '#support/mutanti-nodo';
import { apriContratto, RADICI, SPAZIO, type NomeOperazione } from '../contratto.ts';
import { rispostaKo } from '../risposte.ts';
import { campioni, ciSono, schemaPubblicato, wsdlPubblicato } from './condivisi.ts';
import { richiesta } from './esempi.ts';
import { risposteDiProva } from './risposte-di-prova.ts';

const MUTANTI = 10_000;
/** Messages judged in one turn of the event loop: libxml2's wrappers are only freed when it ends. */
const LOTTO = 100;
const { mutante, ritocchi } = mutantiNodo(SPAZIO, RADICI);
const NOMI = Object.keys(RADICI) as NomeOperazione[];

/** The body of an envelope, valid or not for those schemas. */
function giudica(messaggio: Uint8Array, schemi: readonly Schema[]): { corpo: Elemento; validi: boolean[] } {
  const giudicato = conXml(messaggio, (documento) => {
    const letta = leggiBusta(documento.radice);
    if (!letta.ok) return letta;
    const { corpo } = letta.value;
    return ok({ corpo, validi: schemi.map((schema) => documento.difetti(schema, corpo).length === 0) });
  });
  return valoreDi(giudicato);
}

const { schema: nostro } = apriContratto();
afterAll(() => nostro.dispose());

const UN_KO = rispostaKo('paGetPaymentV2', { codice: 'PAA_SEMANTICA', idEnte: '00000000018', descrizione: 'No' });

test.each(NOMI)('our contract accepts a whole %s', (nome) => {
  expect(giudica(Buffer.from(busta(richiesta(nome))), [nostro]).validi).toEqual([true]);
});

describe.runIf(ciSono({ obbligatori: process.env['CI'] === 'true' }))('beside what pagoPA publishes', () => {
  const pubblicato = schemaPubblicato();
  afterAll(() => pubblicato.dispose());

  test.each(NOMI)('the published contract accepts our example of %s', (nome) => {
    expect(giudica(Buffer.from(busta(richiesta(nome))), [pubblicato]).validi).toEqual([true]);
  });

  test.each(risposteDiProva())('the published contract accepts our answer: %s', (_, risposta) => {
    expect(giudica(Buffer.from(busta(risposta)), [pubblicato, nostro]).validi).toEqual([true, true]);
  });

  test('both judge every published sample alike', () => {
    const NON_VALIDI = [
      '01-paVerifyPaymentNoticeReq-gpd',
      '02-paVerifyPaymentNoticeReq-govpay',
      '30-paDemandPaymentNoticeRequest-cup',
    ];
    const trovati = [...campioni()].filter(([, messaggio]) => {
      const { validi } = giudica(messaggio, [pubblicato, nostro]);
      expect(validi[0]).toBe(validi[1]);
      return validi[0] === false;
    });
    expect(campioni().size).toBeGreaterThanOrEqual(13);
    expect(trovati.map(([nome]) => nome.replace('.xml', '')).sort()).toEqual(NON_VALIDI);
  });

  /** Judges them all by both contracts, which must agree. */
  async function confronta(messaggi: Iterable<Xml>): Promise<{ giudicati: number; accettati: number }> {
    let [giudicati, accettati] = [0, 0];
    for (const corpo of messaggi) {
      if ((giudicati += 1) % LOTTO === 0) await new Promise(setImmediate);
      const messaggio = busta(corpo);
      const [loro, noi] = giudica(Buffer.from(messaggio), [pubblicato, nostro]).validi;
      if (loro !== noi) expect.fail(`published ${loro}, ours ${noi}: ${messaggio}`);
      if (noi === true) accettati += 1;
    }
    // Were nearly all of them refused, or accepted, the two would agree by accident.
    expect(accettati / giudicati).toBeGreaterThan(0.1);
    expect(accettati / giudicati).toBeLessThan(0.9);
    return { giudicati, accettati };
  }

  const ordinarie = risposteDiProva().filter(([nome]) => !/PAA_|extreme/.test(nome));
  const nostri = [...NOMI.map(richiesta), ...ordinarie.map(([, risposta]) => risposta), UN_KO];
  const semi = nostri.map((corpo) => giudica(Buffer.from(busta(corpo)), []).corpo);

  test('both accept and refuse the same messages with one thing changed', { timeout: 60_000 }, async () => {
    function* tutti(): Generator<Xml> {
      for (const corpo of semi) yield* ritocchi(corpo);
    }
    // Of 169 contracts that differed from ours by one facet or one occurrence, this found all but one, which means the same.
    expect((await confronta(tutti())).giudicati).toBeGreaterThan(5_000);
  });

  test('both accept and refuse the same mutants', { timeout: 60_000 }, async () => {
    const pubblicati = [...campioni().values()].map((messaggio) => giudica(messaggio, []).corpo);
    function* aCaso(): Generator<Xml> {
      for (let n = 0; n < MUTANTI; n += 1) yield mutante(unoDi(caso(n), [...semi, ...pubblicati]), caso(n));
    }
    expect((await confronta(aCaso())).giudicati).toBe(MUTANTI);
  });

  test('the published WSDL and ours offer the same operations', () => {
    const { documento } = apriContratto();
    const nostroWsdl = Buffer.from(documento('paForNode.wsdl', 'https://example.org/a?b&c') ?? '');
    const offerte = (wsdl: Uint8Array) => valoreDi(conXml(wsdl, ({ radice }) => ok(operazioniDi(radice))));
    expect(offerte(nostroWsdl)).toEqual(offerte(wsdlPubblicato()));
    expect(offerte(nostroWsdl)).toEqual(NOMI.map((nome) => ({ nome, azione: nome, ...RADICI[nome] })).sort(perNome));
  });
});

type Offerta = { nome: string; azione: string; richiesta: string; risposta: string };

function perNome(a: Offerta, b: Offerta): number {
  return a.nome < b.nome ? -1 : 1;
}

/** What a WSDL 1.1 offers: each operation with its SOAPAction and the elements of its two messages. */
function operazioniDi(radice: Elemento): Offerta[] {
  const tutti = (nome: string, di = radice): Elemento[] =>
    di.figli.flatMap((f) => (f.nome === nome ? [f] : tutti(nome, f)));
  const attributo = (e: Elemento | undefined, nome: string) =>
    locale(e?.attributi.find((a) => a.nome === nome)?.valore ?? '');
  const messaggi = new Map(tutti('message').map((m) => [attributo(m, 'name'), attributo(m.figli[0], 'element')]));
  const azioni = new Map(
    tutti(
      'operation',
      tutti('binding').find((b) => b.figli.length > 1),
    ).map((o) => [attributo(o, 'name'), attributo(o.figli[0], 'soapAction')]),
  );
  return tutti('operation', tutti('portType')[0])
    .map((o) => ({
      nome: attributo(o, 'name'),
      azione: azioni.get(attributo(o, 'name')) ?? '',
      richiesta: messaggi.get(attributo(o.figli[0], 'message')) ?? '',
      risposta: messaggi.get(attributo(o.figli[1], 'message')) ?? '',
    }))
    .sort(perNome);
}

function locale(nome: string): string {
  return nome.slice(nome.lastIndexOf(':') + 1);
}

describe('the contract as served', () => {
  const { documento } = apriContratto();

  test('has the address of the service and imports that can be followed', () => {
    const indirizzo = "https://example.org/nodo/s$&'/paForNode?a&b";
    const wsdl = valoreDi(
      conXml(Buffer.from(documento('paForNode.wsdl', indirizzo) ?? ''), ({ radice }) => ok(radice)),
    );
    expect(JSON.stringify(wsdl)).toContain(`"valore":${JSON.stringify(indirizzo)}`);
    expect(JSON.stringify(wsdl)).toContain('"valore":"?xsd=paForNode.xsd"');
    expect(documento('paForNode.xsd', indirizzo)).toContain('schemaLocation="?xsd=tipi-comuni.xsd"');
    expect(documento('tipi-comuni.xsd', indirizzo)).toContain('stFiscalCodePA');
  });

  test.each(['altro.xsd', '', '../contratto.ts', 'toString', '__proto__'])('does not serve %j', (nome) => {
    expect(documento(nome, xml`x`.toString())).toBeNull();
  });
});
