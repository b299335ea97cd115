import { describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { conXml } from '#platform/xml/documento';
import { figlio } from '#platform/xml/elemento';
import { caricaSchema } from '#platform/xml/schema';
import { xml } from '#platform/xml/scrivi';
import { busta, bustaFault, leggiBusta, SPAZIO_SOAP } from './busta.ts';
import { azioneConcorde, operazione, tavola, type Operazione } from './operazione.ts';

const leggi = (messaggio: string) => conXml(Buffer.from(messaggio), ({ radice }) => leggiBusta(radice));
const soap = (dentro: string, spazio = SPAZIO_SOAP) => `<s:Envelope xmlns:s="${spazio}">${dentro}</s:Envelope>`;

describe('leggiBusta', () => {
  test.each([
    ['without Header', soap('<s:Body><a/></s:Body>')],
    ['with an empty one', soap('<s:Header/><s:Body>\n<!-- x --><a/>\n</s:Body>')],
    ['with something after the body', soap('<s:Body><a/><b/></s:Body>')],
  ])('%s', (_, messaggio) => {
    const letta = valoreDi(leggi(messaggio));
    expect(letta.corpo.nome).toBe('a');
    expect(letta.intestazioni).toEqual([]);
  });

  test('gives the elements of the Header', () => {
    const letta = valoreDi(leggi(soap('<s:Header><h/></s:Header><s:Body><a/></s:Body>')));
    expect(letta.intestazioni.map((e) => e.nome)).toEqual(['h']);
  });

  test.each([
    ['no envelope', '<a/>', 'soap_busta'],
    ['SOAP 1.2', soap('<s:Body><a/></s:Body>', 'http://www.w3.org/2003/05/soap-envelope'), 'soap_busta'],
    ['no Body', soap('<s:Header/>'), 'soap_corpo'],
    ['an empty Body', soap('<s:Body>testo</s:Body>'), 'soap_corpo'],
    ['a Body of another namespace', soap('<Body><a/></Body>'), 'soap_corpo'],
  ])('refuses %s', (_, messaggio, codice) => {
    expect(leggi(messaggio)).toMatchObject({ ok: false, refusal: { codice } });
  });
});

describe('busta', () => {
  test('is what leggiBusta reads', () => {
    const messaggio = busta(xml`<a>${'<&>'}</a>`);
    expect(messaggio).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<SOAP-ENV:Envelope /);
    expect(valoreDi(leggi(messaggio)).corpo).toMatchObject({ nome: 'a', testo: '<&>' });
  });

  test('of a fault: code in the namespace of the envelope, text for people', () => {
    const { corpo } = valoreDi(leggi(bustaFault({ codice: 'Client', testo: 'È <sbagliato>' })));
    expect(corpo).toMatchObject({ nome: 'Fault', spazio: SPAZIO_SOAP });
    expect(figlio(corpo, 'faultcode')?.testo).toBe('SOAP-ENV:Client');
    expect(figlio(corpo, 'faultstring')?.testo).toBe('È <sbagliato>');
  });
});

describe('tavola', () => {
  const schema = caricaSchema({
    principale: 'a.xsd',
    file: {
      'a.xsd': Buffer.from(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
        <xs:element name="piuReq" type="xs:int"/><xs:element name="menoReq" type="xs:int"/></xs:schema>`),
    },
  });
  const nomi = (nome: string) => ({
    nome,
    spazio: 'urn:t',
    richiesta: `${nome}Req`,
    risposta: `${nome}Res`,
    soapAction: nome,
  });
  const stretta: Operazione<number, string> = operazione(nomi('piu'), {
    validazione: 'stretta',
    leggi: (corpo) => Number(corpo.testo),
    gestisci: (contesto: number, n: number) => Promise.resolve(`${contesto + n}`),
    respingi: (_, difetti) => `KO ${difetti[0]?.regola ?? ''}`,
  });
  const larga: Operazione<number, string> = operazione(nomi('meno'), {
    validazione: 'larga',
    leggi: (corpo, difetti) => ({ n: Number.parseInt(corpo.testo, 10), quanti: difetti.length }),
    gestisci: (contesto: number, { n, quanti }) => Promise.resolve(`${contesto - n} con ${quanti} difetti`),
  });
  const smista = tavola({ operazioni: [stretta, larga], schema });
  const rispondi = (dentro: string) => {
    const chiamata = smista(Buffer.from(soap(`<s:Body>${dentro}</s:Body>`)));
    return chiamata.ok ? chiamata.value.esegui(10) : Promise.resolve(chiamata.refusal.codice);
  };

  test('dispatches by the root of the body, whatever its prefix', async () => {
    expect(await rispondi('<t:piuReq xmlns:t="urn:t">5</t:piuReq>')).toBe('15');
    expect(await rispondi('<menoReq xmlns="urn:t">5</menoReq>')).toBe('5 con 0 difetti');
  });

  test('a strict operation answers for the defects, a lenient one is told of them', async () => {
    expect(await rispondi('<t:piuReq xmlns:t="urn:t">5x</t:piuReq>')).toBe('KO tipo');
    expect(await rispondi('<t:menoReq xmlns:t="urn:t">5x</t:menoReq>')).toBe('5 con 1 difetti');
  });

  test('does not know another root, nor the same in another namespace', async () => {
    expect(await rispondi('<t:perReq xmlns:t="urn:t"/>')).toBe('soap_operazione');
    expect(await rispondi('<piuReq>5</piuReq>')).toBe('soap_operazione');
    expect(smista(Buffer.from(soap('<s:Body><piuReq/></s:Body>')))).toMatchObject({
      refusal: { parametri: { radice: 'piuReq' } },
    });
    expect(smista(Buffer.from('boh'))).toMatchObject({ refusal: { codice: 'xml_malformato' } });
  });

  test('is wrong at once, or not at all', () => {
    expect(() => tavola({ operazioni: [stretta, stretta], schema })).toThrow('Two operations');
    expect(() => tavola({ operazioni: [stretta], schema: null })).toThrow('No schema');
    const senza = tavola({ operazioni: [larga], schema: null })(
      Buffer.from(soap('<s:Body><menoReq xmlns="urn:t">x</menoReq></s:Body>')),
    );
    expect(valoreDi(senza).difetti).toEqual([]);
  });

  test('the SOAPAction only agrees or not', () => {
    for (const si of [undefined, '', '""', 'piu', '"piu"', ' "piu" '])
      expect(azioneConcorde(nomi('piu'), si)).toBe(true);
    for (const no of ['meno', '"urn:piu"']) expect(azioneConcorde(nomi('piu'), no)).toBe(false);
  });
});
