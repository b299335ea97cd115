import { afterAll, describe, expect, test } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { busta, leggiBusta } from '#platform/soap/busta';
import { conXml } from '#platform/xml/documento';
import type { Elemento } from '#platform/xml/elemento';
import { caricaSchema, type Schema } from '#platform/xml/schema';
import type { Xml } from '#platform/xml/scrivi';
import { caso, mutatore, unoDi } from '#support/mutanti';
import { documentiTesto, pubblicati, schemiInterni, wsdlPubblicato } from '#support/sil';
import { leggiContratto, SERVIZI, SPAZIO_DOCUMENTI, SPAZIO_TESTA, type Servizio } from '../contratto.ts';
import { OPERAZIONI } from '../operazioni.ts';
import { esempi } from './esempi.ts';

/** Declared by the published contract, and served by nobody (mypay-webservices 1.18). */
const NON_SERVITA = 'paaSILChiediAvvisiPendenti';
const MUTANTI = 3_000;
/** Messages judged in one turn of the event loop: libxml2's wrappers are only freed when it ends. */
const LOTTO = 100;

const PUBBLICATI: Record<Servizio, string> = {
  PagamentiTelematiciDovutiPagati: 'pa-per-ente.wsdl',
  PagamentiTelematiciFlussiSPC: 'mypivot-pa-per-ente.wsdl',
};
const PRINCIPALI: Record<Servizio, string> = {
  PagamentiTelematiciDovutiPagati: 'pagamenti-ente.xsd',
  PagamentiTelematiciFlussiSPC: 'flussi-spc.xsd',
};
const NOMI = Object.keys(SERVIZI) as Servizio[];
const file = leggiContratto();
const nostri = NOMI.map((nome) => caricaSchema({ principale: PRINCIPALI[nome], file }));
afterAll(() => nostri.forEach((schema) => schema.dispose()));

/** The body of an envelope, valid or not for those schemas. */
function giudica(messaggio: Xml, schemi: readonly Schema[]): { corpo: Elemento; validi: boolean[] } {
  const giudicato = conXml(Buffer.from(busta(messaggio)), (documento) => {
    const letta = leggiBusta(documento.radice);
    if (!letta.ok) return letta;
    const { corpo } = letta.value;
    return ok({ corpo, validi: schemi.map((schema) => documento.difetti(schema, corpo).length === 0) });
  });
  return valoreDi(giudicato);
}

describe.runIf(wsdlPubblicato('pa-per-ente.wsdl') !== null)('beside the published contract', () => {
  const coppie = NOMI.map((nome, n) => {
    const interni = schemiInterni(PUBBLICATI[nome]);
    const documenti = nome === 'PagamentiTelematiciDovutiPagati' ? [documentiTesto()] : [];
    const loro = esempi([...interni, ...documenti]);
    const miei = [
      PRINCIPALI[nome],
      ...(documenti.length > 0 ? ['intestazione.xsd', 'PagInf_Dovuti_Pagati_6_2_0.xsd'] : []),
    ];
    const noi = esempi(miei.map((uno) => file[uno as keyof typeof file].toString('utf8')));
    return { nome, loro, noi, schemi: [pubblicati()[n], nostri[n]].filter((s) => s !== undefined) };
  });

  test.each(coppie)(
    '$nome: the same messages and documents, and every whole example of one is good for both',
    (coppia) => {
      const { loro, noi, schemi } = coppia;
      expect(schemi).toHaveLength(2);
      expect([...noi.keys()].sort()).toEqual([...loro.keys()].sort());
      expect(noi.size).toBeGreaterThanOrEqual(4);
      for (const [nome, esempio] of [...loro, ...noi])
        expect([nome, giudica(esempio, schemi).validi]).toEqual([nome, [true, true]]);
    },
  );

  /** Judges them all by both contracts, which must agree. */
  async function confronta(messaggi: Iterable<Xml>, schemi: readonly Schema[]): Promise<number> {
    let [giudicati, accettati] = [0, 0];
    for (const messaggio of messaggi) {
      if ((giudicati += 1) % LOTTO === 0) await new Promise(setImmediate);
      const [loro, noi] = giudica(messaggio, schemi).validi;
      if (loro !== noi) expect.fail(`published ${loro}, ours ${noi}: ${messaggio.toString()}`);
      if (noi === true) accettati += 1;
    }
    // Were nearly all of them refused, or accepted, the two would agree by accident.
    expect(accettati / giudicati).toBeGreaterThan(0.1);
    expect(accettati / giudicati).toBeLessThan(0.9);
    return giudicati;
  }

  const { mutante, ritocchi } = mutatore({
    spazi: ['', ...Object.values(SERVIZI).map(({ spazio }) => spazio), SPAZIO_DOCUMENTI, SPAZIO_TESTA, 'urn:altro'],
    dichiarati: { 'xmlns:p': SERVIZI.PagamentiTelematiciDovutiPagati.spazio, 'xmlns:d': SPAZIO_DOCUMENTI },
    radici: coppie.flatMap(({ loro }) => [...loro.keys()].map((nome) => nome.slice(nome.indexOf('}') + 1))),
    nomi: ['password', 'altro', 'fault', 'esito', 'Dovuti'],
    tipi: ['p:risposta', 'p:faultBean', 'p:stText35', 'd:stText35', 'd:ctDovuti', 'd:ctBilancio', 'xs:string', 'p:boh'],
    lunghezze: [
      0, 1, 2, 7, 8, 12, 13, 15, 16, 17, 32, 33, 35, 36, 64, 65, 70, 71, 140, 141, 256, 257, 512, 513, 1024, 1025,
    ],
    generi: [
      {
        come: /^9\//,
        valori: [
          '9/0101101IM/',
          '9/0101101IM/xx',
          '0/abc',
          '3/abc',
          '9/ab',
          '9/a b c',
          `9/${'a'.repeat(138)}`,
          `9/${'a'.repeat(139)}`,
          `9/0101101IM/${'a'.repeat(129)}`,
          `9/0101101IM/${'a'.repeat(130)}`,
          '9/01011O1IM/',
          '10/abc',
          '',
        ],
      },
      { come: /^(SHORT|NONE)$/, valori: ['SHORT', 'NONE', 'LONG', 'short', ''] },
      {
        come: /^IT\d\d/,
        valori: ['IT60X0542811101000000123456', 'it60x', 'IT6', 'IT60', `IT60${'X'.repeat(31)}`, '1T60X', ''],
      },
    ],
  });
  const semi = coppie.map(({ loro, noi, schemi }) => ({
    schemi,
    corpi: [...loro.values(), ...noi.values()].map((esempio) => giudica(esempio, []).corpo),
  }));

  test('both accept and refuse the same messages with one thing changed', { timeout: 60_000 }, async () => {
    let giudicati = 0;
    for (const { schemi, corpi } of semi) {
      // The second half are examples of ours, which say the same.
      const primi = corpi.slice(0, corpi.length / 2).map(senzaComune);
      giudicati += await confronta(tutti(primi, ritocchi), schemi);
    }
    expect(giudicati).toBeGreaterThan(4_000);
  });

  test.each([0, 1])('both accept and refuse the same mutants (contract %i)', { timeout: 60_000 }, async (quale) => {
    const { schemi = [], corpi = [] } = semi[quale] ?? {};
    const quanti = quale === 0 ? MUTANTI : MUTANTI / 6;
    function* aCaso(): Generator<Xml> {
      for (let n = 0; n < quanti; n += 1) yield mutante(unoDi(caso(n), corpi), caso(n));
    }
    expect(await confronta(aCaso(), schemi)).toBe(quanti);
  });

  test.each(NOMI)('%s: services, ports, bindings, operations, actions and messages are called the same', (nome) => {
    const nostro = offre(file[`${nome}.wsdl`].toString('utf8'));
    expect(nostro).toEqual(offre(wsdlPubblicato(PUBBLICATI[nome]) ?? ''));
  });
});

test.each(NOMI)('%s: the WSDL and the table of operations say the same', (nome) => {
  const { operazioni } = offre(file[`${nome}.wsdl`].toString('utf8'));
  const { spazio, operazioni: servite } = SERVIZI[nome];
  const dichiarate = Object.keys(operazioni).filter((una) => una !== NON_SERVITA);
  expect(dichiarate.sort()).toEqual([...servite].sort());
  for (const o of OPERAZIONI.filter((una) => dichiarate.includes(una.nome))) {
    const detta = operazioni[o.nome];
    expect([o.spazio, o.soapAction]).toEqual([spazio, detta?.azione]);
    const corpo = (parti: string[][] = []): (string | undefined)[] =>
      parti.filter(([parte]) => parte !== detta?.testa).map(([, radice]) => radice);
    expect(corpo(detta?.richiesta)).toEqual([`{${spazio}}${o.richiesta}`]);
    expect(corpo(detta?.risposta)).toEqual([`{${spazio}}${o.risposta}`]);
    expect([o.nome, o.ipa]).toEqual([o.nome, detta?.testa === null ? 'corpo' : 'intestazione']);
  }
});

test('every operation that is declared is served, but one', () => {
  const servite = OPERAZIONI.map(({ nome }) => nome as string).sort();
  expect(servite).toEqual(
    Object.values(SERVIZI)
      .flatMap(({ operazioni }) => [...operazioni])
      .sort(),
  );
  expect(servite).not.toContain(NON_SERVITA);
});

/** Every reply begins with the same fault, and every request with the same credentials: they are tried once. */
const DI_TUTTI = new Set(['fault', 'password', 'codIpaEnte']);

function senzaComune(corpo: Elemento): Elemento {
  if (corpo.nome.startsWith('paaSILInviaDovuti')) return corpo;
  return { ...corpo, figli: corpo.figli.filter(({ nome }) => !DI_TUTTI.has(nome)) };
}

function* tutti<T, U>(da: readonly T[], di: (uno: T) => Iterable<U>): Generator<U> {
  for (const uno of da) yield* di(uno);
}

type Detta = {
  azione: string;
  richiesta: string[][];
  risposta: string[][];
  testa: string | null;
  indirizzamento: string[];
};
type Offerta = {
  spazio: string;
  servizi: string[];
  porte: string[];
  legami: string[];
  operazioni: Record<string, Detta>;
};

/** What a WSDL 1.1 offers, by name: nothing of how it is laid out. */
function offre(testo: string): Offerta {
  // The types are compared by what they accept.
  const senzaTipi = testo.replace(/<wsdl:types>[\s\S]*?<\/wsdl:types>/, '');
  const radice = valoreDi(conXml(Buffer.from(senzaTipi), (documento) => ok(documento.radice)));
  const prefissi = new Map([...testo.matchAll(/xmlns:(\w+)="([^"]*)"/g)].map(([, p = '', s = '']) => [p, s]));
  const intero = (nome: string): string => {
    const [prefisso = '', locale = ''] = nome.split(':');
    return `{${prefissi.get(prefisso) ?? ''}}${locale}`;
  };
  const cercaTutti = (nome: string, di: Elemento | undefined = radice): Elemento[] =>
    di === undefined ? [] : di.figli.flatMap((f) => (f.nome === nome ? [f] : cercaTutti(nome, f)));
  const suo = (e: Elemento | undefined, nome: string): string =>
    e?.attributi.find((a) => a.nome === nome)?.valore ?? '';
  const figlio = (e: Elemento | undefined, nome: string): Elemento | undefined => e?.figli.find((f) => f.nome === nome);
  const messaggi = new Map(
    cercaTutti('message').map(
      (m) => [suo(m, 'name'), m.figli.map((p) => [suo(p, 'name'), intero(suo(p, 'element'))])] as const,
    ),
  );
  const di = (e: Elemento | undefined): string[][] => messaggi.get(suo(e, 'message').split(':').at(-1) ?? '') ?? [];
  const legame = cercaTutti('binding').find((b) => cercaTutti('operation', b).length > 0);
  const operazioni = Object.fromEntries(
    cercaTutti('operation', cercaTutti('portType')[0]).map((o) => {
      const nome = suo(o, 'name');
      const legata = legame?.figli.find((b) => b.nome === 'operation' && suo(b, 'name') === nome);
      const [entra, esce] = [figlio(o, 'input'), figlio(o, 'output')];
      const testa = figlio(figlio(legata, 'input'), 'header');
      return [
        nome,
        {
          azione: suo(figlio(legata, 'operation'), 'soapAction'),
          ...{ richiesta: di(entra), risposta: di(esce) },
          testa: testa === undefined ? null : suo(testa, 'part'),
          indirizzamento: [entra, esce].map((m) => suo(m, 'Action')),
        },
      ];
    }),
  );
  return {
    spazio: suo(radice, 'targetNamespace'),
    servizi: cercaTutti('service').map((s) => suo(s, 'name')),
    porte: [...cercaTutti('port'), ...cercaTutti('portType')].map((p) => suo(p, 'name')),
    legami: cercaTutti('binding').flatMap((b) => suo(b, 'name') || []),
    operazioni,
  };
}
