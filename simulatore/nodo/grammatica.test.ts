/** Our reading of the contract and the published schema must agree on every answer, right or wrong: here on thousands of mutants. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { busta, datiAttivazione, rifiuto, VERIFICA_OK } from '../prova/finto-ente.ts';
import { campione, schemaPubblicato, senzaPubblicati } from '../prova/pubblicati.ts';
import { type Operazione, RISPOSTE } from './contratto.ts';
import { difettiDi } from './grammatica.ts';
import { leggiXml, trova } from './xml.ts';

function buone(): [Operazione, string][] {
  return [
    ['paVerifyPaymentNotice', busta('paVerifyPaymentNoticeRes', VERIFICA_OK)],
    ['paVerifyPaymentNotice', rifiuto('paVerifyPaymentNoticeRes', 'PAA_SEMANTICA').corpo],
    ['paGetPayment', busta('paGetPaymentRes', datiAttivazione(1))],
    ['paGetPaymentV2', busta('paGetPaymentV2Response', datiAttivazione(2))],
    ['paSendRTV2', busta('paSendRTV2Response', '<outcome>OK</outcome>')],
    ['paGetPayment', Buffer.from(campione('33')).toString()],
  ];
}

const TESTI = [
  '',
  ' ',
  'x',
  'OK',
  'EQ',
  '0',
  '1',
  '6',
  ' 1 ',
  '01',
  '1.00',
  ' 1.00 ',
  '0.00',
  '1,00',
  '-1.00',
  '1e2',
  '99999999999.00',
].concat(
  [
    '2027-02-28',
    '2027-02-30',
    '2027-1-1',
    '2027-01-01Z',
    '2027-01-01T10:00:00',
    'true',
    'TRUE',
    'F',
    'IT',
    'it',
    'a@b.it',
    'a@b',
    'a b@c',
  ],
  [
    '12345678901',
    '123456789012',
    'x'.repeat(35),
    'x'.repeat(36),
    'x'.repeat(70),
    'x'.repeat(71),
    'è'.repeat(140),
    'è'.repeat(141),
    '😀'.repeat(140),
  ],
);

/** A leaf with its text, or an element without its content, in what a SOAP body holds. */
const FOGLIE = /<([\w-]+)>([^<]*)<\/\1>/g;

type Mutazione = {
  tipo: 'testo' | 'togli' | 'raddoppia' | 'sposta' | 'rinomina' | 'namespace';
  dove: number;
  testo: string;
};

function muta(messaggio: string, { tipo, dove, testo }: Mutazione): string {
  const foglie = [...messaggio.matchAll(FOGLIE)];
  const foglia = foglie[dove % foglie.length];
  const altra = foglie[(dove + 1) % foglie.length];
  if (!foglia || !altra) return messaggio;
  const [intera, nome = ''] = foglia;
  const prima = messaggio.slice(0, foglia.index);
  const dopo = messaggio.slice(foglia.index + intera.length);
  if (tipo === 'testo') return `${prima}<${nome}>${testo}</${nome}>${dopo}`;
  if (tipo === 'togli') return prima + dopo;
  if (tipo === 'raddoppia') return prima + intera + intera + dopo;
  if (tipo === 'rinomina') return `${prima}<${nome}x>${testo}</${nome}x>${dopo}`;
  if (tipo === 'namespace') return `${prima}<paf:${nome}>${foglia[2]}</paf:${nome}>${dopo}`;
  return altra.index > foglia.index
    ? prima + dopo.replace(altra[0], altra[0] + intera)
    : prima + altra[0] + intera + dopo;
}

const STRUTTURE = ['togli', 'raddoppia', 'sposta', 'rinomina', 'namespace'] as const;

/** Every text in every place, and every change of structure at every place. */
function* mutantiSemplici(buona: string): Generator<string> {
  for (const dove of [...buona.matchAll(FOGLIE)].keys()) {
    for (const testo of TESTI) yield muta(buona, { tipo: 'testo', dove, testo });
    for (const tipo of STRUTTURE) yield muta(buona, { tipo, dove, testo: 'x' });
  }
}

const mutazione: fc.Arbitrary<Mutazione> = fc.record({
  tipo: fc.constantFrom('testo' as const, ...STRUTTURE),
  dove: fc.nat(60),
  testo: fc.constantFrom(...TESTI),
});

describe.skipIf(senzaPubblicati)('la nostra lettura e lo schema pubblicato dicono la stessa cosa', () => {
  const valido = senzaPubblicati ? () => false : schemaPubblicato();
  const basi = senzaPubblicati ? [] : buone();

  function confronta(operazione: Operazione, messaggio: string): boolean {
    const corpo = trova(leggiXml(Buffer.from(messaggio)), 'Body')?.figli[0];
    if (!corpo) throw new Error('corpo vuoto');
    const difetti = difettiDi(corpo, RISPOSTE[operazione]);
    const atteso = valido(messaggio);
    if (atteso !== (difetti.length === 0))
      expect.fail(`schema: ${atteso}; difetti: ${difetti.join('; ')}\n${messaggio}`);
    return atteso;
  }

  test('di ogni risposta cambiata in un punto', () => {
    const esiti = basi.flatMap(([operazione, buona]) =>
      [...mutantiSemplici(buona)].map((m) => confronta(operazione, m)),
    );
    expect(esiti.filter((esito) => esito).length).toBeGreaterThan(500);
    expect(esiti.filter((esito) => !esito).length).toBeGreaterThan(500);
  });

  test('di risposte cambiate in più punti', () => {
    const cambi = fc.array(mutazione, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...basi), cambi, ([operazione, buona], mutazioni) => {
        confronta(operazione, mutazioni.reduce(muta, buona));
      }),
      { numRuns: 1000 },
    );
  });
});
