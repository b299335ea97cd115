import { diag } from 'libxml2-wasm';
import { afterAll, expect, test } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { busta, leggiBusta } from '#platform/soap/busta';
import { operazione, tavola, type Operazione } from '#platform/soap/operazione';
import { conXml } from '#platform/xml/documento';
import type { Elemento } from '#platform/xml/elemento';
import { xml, type Xml } from '#platform/xml/scrivi';
import { caso, unoDi, type Caso } from '#support/mutanti';
import { mutantiNodo } from '#support/mutanti-nodo';
import { apriContratto, nomi, RADICI, SPAZIO, type NomeOperazione } from '../contratto.ts';
import { bustaRifiuto, faultSintassi } from '../fault.ts';
import { leggiPagamento, leggiSpontanea, leggiVerifica } from '../messaggi.ts';
import { leggiRicevuta } from '../ricevuta.ts';
import { rispostaKo, rispostaRicevuta } from '../risposte.ts';
import { richiesta } from './esempi.ts';

/** The grammar of the door with no business behind it: whatever is read is unknown, whatever receipt is understood is kept. */
const { schema } = apriContratto();
const { mutante } = mutantiNodo(SPAZIO, RADICI);
afterAll(() => schema.dispose());

type Lettura = 'paVerifyPaymentNotice' | 'paGetPayment' | 'paGetPaymentV2' | 'paDemandPaymentNotice';

function lettura(nome: Lettura, leggi: (corpo: Elemento) => { idDominio: string }): Operazione<null, Xml> {
  return operazione(nomi(nome), {
    validazione: 'stretta',
    leggi,
    gestisci: (_: null, { idDominio }) =>
      Promise.resolve(rispostaKo(nome, { codice: 'PAA_PAGAMENTO_SCONOSCIUTO', idEnte: idDominio })),
    respingi: (corpo, difetti) => rispostaKo(nome, faultSintassi(corpo, difetti)),
  });
}

function ricevuta(nome: 'paSendRT' | 'paSendRTV2', versione: 1 | 2): Operazione<null, Xml> {
  return operazione(nomi(nome), {
    validazione: 'larga',
    leggi: (corpo, difetti) => leggiRicevuta(corpo, difetti, versione),
    gestisci: (_: null, letta) => {
      const { ricevuta: esito, idDominio } = letta;
      return Promise.resolve(
        esito.ok ? rispostaRicevuta(nome) : rispostaKo(nome, { codice: 'PAA_SINTASSI_EXTRAXSD', idEnte: idDominio }),
      );
    },
  });
}

const smista = tavola({
  schema,
  operazioni: [
    lettura('paVerifyPaymentNotice', leggiVerifica),
    lettura('paGetPayment', leggiPagamento),
    lettura('paGetPaymentV2', leggiPagamento),
    lettura('paDemandPaymentNotice', leggiSpontanea),
    ricevuta('paSendRT', 1),
    ricevuta('paSendRTV2', 2),
  ],
});

/** What goes back for a message, whatever it is: it must itself be a valid answer. Gives the outcome, or the code of the refusal. */
async function risponde(messaggio: Uint8Array): Promise<string> {
  const chiamata = smista(messaggio);
  const risposta = chiamata.ok ? busta(await chiamata.value.esegui(null)) : bustaRifiuto(chiamata.refusal);
  const letta = conXml(Buffer.from(risposta), (documento) => {
    const { corpo } = valoreDi(leggiBusta(documento.radice));
    return ok(corpo.spazio === SPAZIO ? { corpo, difetti: documento.difetti(schema, corpo) } : { corpo, difetti: [] });
  });
  const { corpo, difetti } = valoreDi(letta);
  expect(difetti).toEqual([]);
  return chiamata.ok ? `${corpo.nome} ${corpo.figli[0]?.testo}` : chiamata.refusal.codice;
}

const MESSAGGI = (Object.keys(RADICI) as NomeOperazione[]).map((nome) => {
  const messaggio = Buffer.from(busta(richiesta(nome)));
  return { messaggio, corpo: valoreDi(conXml(messaggio, ({ radice }) => leggiBusta(radice))).corpo };
});

const PEZZI = [
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?pi ?>',
    '&#0;',
    '&#x10FFFF;',
    '&amp;',
    '&b;',
  ],
  ...[
    '<!DOCTYPE a>',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<?xml version="1.1"?>',
    ' xmlns=""',
    ' xmlns="urn:x"',
    ' xsi:nil="true"',
  ],
  ...[
    '\0',
    '\ufeff',
    '\ufffe',
    '\u{1f600}',
    '\r\n',
    ' '.repeat(5_000),
    '<a>'.repeat(300),
    '9'.repeat(400),
    '</receipt>',
    '<receipt>',
  ],
].map((pezzo) => Buffer.from(pezzo));

/** A message spoilt as a tree, or as bytes (flipped, cut, doubled, moved, put in, in another encoding) one to four times, or both. */
function guasto({ messaggio, corpo }: (typeof MESSAGGI)[number], sorte: Caso): Buffer {
  const albero = sorte(2) === 0;
  let guastato = albero ? Buffer.from(busta(mutante(corpo, sorte))) : messaggio;
  for (let volte = albero ? sorte(2) : 1 + sorte(4); volte > 0; volte -= 1) {
    const [a, b] = [sorte(guastato.length + 1), sorte(guastato.length + 1)].sort((x, y) => x - y) as [number, number];
    const [prima, dentro, dopo] = [guastato.subarray(0, a), guastato.subarray(a, b), guastato.subarray(b)];
    const modi = [
      () => Buffer.concat([prima, Buffer.from([sorte(256)]), guastato.subarray(a + 1)]),
      () => Buffer.concat([prima, unoDi(sorte, PEZZI), guastato.subarray(a)]),
      () => prima,
      () => Buffer.concat([prima, dopo]),
      () => Buffer.concat([prima, dentro, dentro, dopo]),
      () => Buffer.concat([dentro, prima, dopo]),
      () => Buffer.from(guastato.toString(), unoDi(sorte, ['utf16le', 'latin1'])),
      () => Buffer.from(guastato.toString().replace('?>', `?>${unoDi(sorte, ['<!DOCTYPE a>', '<!-- -->', '<?a?>'])}`)),
      () => Buffer.from(guastato.toString().replace(/(:Body>).*(<.SOAP-ENV:Body>)/s, '$1 $2')),
    ];
    guastato = unoDi(sorte, modi)();
  }
  return guastato;
}

test('10,000 spoilt messages: always an answer, never a throw', { timeout: 60_000 }, async () => {
  diag.configure({ enabled: true });
  const viste = new Map<string, number>();
  for (let n = 0; n < 10_000; n += 1) {
    // libxml2's wrappers are only freed when the turn ends.
    if (n % 100 === 0) await new Promise(setImmediate);
    const sorte = caso(n);
    const messaggio = guasto(unoDi(sorte, MESSAGGI), sorte);
    const risposta = await risponde(messaggio).catch((causa: unknown) => {
      throw new Error(`Message ${n}: ${messaggio.toString()}`, { cause: causa });
    });
    viste.set(risposta, (viste.get(risposta) ?? 0) + 1);
  }
  expect(diag.report()).toEqual({});
  diag.configure({ enabled: false });
  // The spoiling reaches past the parser: every kind of answer has been given.
  const codici = ['xml_malformato', 'xml_dtd', 'soap_busta', 'soap_corpo', 'soap_operazione'];
  const ricevute = ['paSendRTRes OK', 'paSendRTV2Response OK', 'paSendRTRes KO', 'paSendRTV2Response KO'];
  expect([...viste.keys()]).toEqual(expect.arrayContaining([...codici, ...ricevute, 'paVerifyPaymentNoticeRes KO']));
});

test.each([
  ['a JSON', '{"a":1}', 'xml_malformato'],
  ['nothing', '', 'xml_malformato'],
  ['1 MiB and a byte', ' '.repeat(1024 * 1024 + 1), 'xml_troppo_grande'],
  ['an unknown root', busta(xml`<a/>`), 'soap_operazione'],
  ['the root of another contract', busta(xml`<n:paVerifyPaymentNoticeReq xmlns:n="urn:n"/>`), 'soap_operazione'],
  ['a root in no namespace', busta(xml`<paSendRTV2Request/>`), 'soap_operazione'],
  ['no envelope', richiesta('paSendRT').toString(), 'soap_busta'],
  ['an answer', busta(rispostaRicevuta('paSendRT')), 'soap_operazione'],
])('%s is a coded refusal', async (_, messaggio, codice) => {
  expect(await risponde(Buffer.from(messaggio))).toBe(codice);
});

test('an attack inside a message is refused or read, and the next message is answered', async () => {
  const verifica = busta(richiesta('paVerifyPaymentNotice'));
  const dentro = (testo: string) => verifica.replace('<idPA>', `<idPA>${testo}`);
  const dtd = (testo: string) => verifica.replace('?>', `?><!DOCTYPE a [${testo}]>`);
  const risate = Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('');
  const attributi = (n: number) => Array.from({ length: n }, (_, i) => ` a${i}=""`).join('');
  const attacchi: [string, string | Buffer][] = [
    ['xml_malformato', dtd(`<!ENTITY a0 "ah">${risate}`).replace('<idPA>', '<idPA>&a9;')],
    ['xml_malformato', dtd(`<!ENTITY a "${'x'.repeat(50_000)}">`).replace('<idPA>', `<idPA>${'&a;'.repeat(100_000)}`)],
    ['xml_dtd', dtd('<!ENTITY a SYSTEM "file:///etc/passwd">').replace('<idPA>', '<idPA>&a;')],
    ['xml_dtd', Buffer.from('\ufeff' + dtd('').replace('UTF-8', 'UTF-16'), 'utf16le')],
    ['xml_malformato', dentro('<a>'.repeat(300) + '</a>'.repeat(300))],
    ['paVerifyPaymentNoticeRes KO', dentro('<a>'.repeat(200) + '</a>'.repeat(200))],
    ['xml_troppi_nodi', dentro('<a/>'.repeat(200_000))],
    ['xml_troppi_nodi', verifica.replace('<idPA>', `<idPA${attributi(100_000)}>`)],
    ['xml_troppo_grande', verifica.replace('<idPA>', `<idPA${attributi(200_000)}>`)],
    ['paVerifyPaymentNoticeRes KO', dentro('x'.repeat(900_000))],
  ];
  for (const [atteso, messaggio] of attacchi) {
    const inizio = performance.now();
    expect(await risponde(Buffer.from(messaggio))).toBe(atteso);
    expect(performance.now() - inizio).toBeLessThan(10_000);
    expect(await risponde(Buffer.from(verifica))).toBe('paVerifyPaymentNoticeRes KO');
  }
});
