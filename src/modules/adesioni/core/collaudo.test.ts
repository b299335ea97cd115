import { expect, it, test } from 'vitest';
import { giudicaCollaudo, type Chiamate, type Fatti } from './collaudo.ts';
import { REQUISITI, type RequisitoId } from './requisiti.ts';

const ORE = (n: number): Date => new Date(Date.UTC(2026, 10, 20, n));
const chiamata = (operazione: string, codice: string | null, ore = 1): Chiamate => ({
  ...{ operazione, codice, stato: null, segni: [], quante: 1 },
  ...{ prima: ORE(ore), ultima: ORE(ore) },
});
const PUT = 'PUT /posizioni/:iupd';
const api = (come: Partial<Chiamate>, ore = 1): Chiamate => ({ ...chiamata(PUT, null, ore), stato: 200, ...come });
const FATTI: Fatti = { enteInProva: false, eventi: { presi: null, nonPresi: null, come: null } };
const stato = (id: RequisitoId, chiamate: Chiamate[], fatti: Partial<Fatti> = {}): unknown =>
  giudicaCollaudo(chiamate, { ...FATTI, ...fatti }).find((g) => g.id === id);

it('says nothing of what was never tried', () => {
  expect(giudicaCollaudo([], { ...FATTI, enteInProva: true }).map((g) => g.stato)).toEqual(
    REQUISITI.map(() => 'non_provato'),
  );
});

it('takes one call that went well, whatever went wrong before or after', () => {
  const chiamate = [chiamata('paaSILImportaDovuto', 'PAA_XML_NON_VALIDO', 3), chiamata('paaSILImportaDovuto', null, 2)];
  expect(stato('importa', chiamate)).toMatchObject({ stato: 'superato', ultima: ORE(2), ultimoCodice: null });
  expect(stato('importa_rifiuto', chiamate)).toMatchObject({ stato: 'superato', ultima: ORE(3) });
});

it('says the last refusal of what was tried and never went well', () => {
  const chiamate = [
    chiamata('paaSILInviaDovuti', 'PAA_IUD_DUPLICATO', 1),
    chiamata('paaSILVerificaAvviso', 'PAA_IUV_SCADUTO', 4),
  ];
  expect(stato('invia', chiamate)).toMatchObject({ stato: 'fallito', ultima: ORE(4), ultimoCodice: 'PAA_IUV_SCADUTO' });
});

it('learns nothing from a wrong password, nor from a breakdown of ours', () => {
  for (const codice of ['PAA_ENTE_NON_VALIDO', 'PAA_SYSTEM_ERROR'])
    expect(stato('importa_rifiuto', [chiamata('paaSILImportaDovuto', codice)])).toMatchObject({ stato: 'non_provato' });
  for (const codice of ['GUASTO', 'AMBITO_MANCANTE', 'TROPPE_RICHIESTE'])
    expect(stato('api_rifiuto', [api({ codice, stato: 403 })])).toMatchObject({ stato: 'non_provato' });
  expect(stato('api_rifiuto', [api({ codice: 'RICHIESTA_NON_VALIDA', stato: 422 })])).toMatchObject({
    stato: 'superato',
  });
});

it('wants the outcome to have been asked too early, and to have been understood', () => {
  const prima = chiamata('paaSILChiediPagati', 'PAA_PAGAMENTO_NON_INIZIATO');
  expect(stato('esito_prima', [prima])).toMatchObject({ stato: 'superato' });
  expect(stato('esito_prima', [chiamata('paaSILChiediPagati', 'PAA_ID_SESSION_NON_VALIDO')])).toMatchObject({
    stato: 'non_provato',
  });
  expect(stato('esito', [prima])).toMatchObject({ stato: 'fallito' });
});

const UGUALE = api({ stato: 200 });
const NATA = api({ stato: 201 });
const RISCRITTA = api({ segni: ['if-match'] }, 5);
const CONFLITTO = api({ codice: 'CONFLITTO', stato: 412, segni: ['if-match'] }, 3);
const VECCHIA = api({ segni: ['if-match'] }, 2);

test.each<[RequisitoId, string, Chiamate[], unknown]>([
  ['api_scrivi', 'born', [NATA], 'superato'],
  ['api_scrivi', 'only rewritten', [UGUALE], 'non_provato'],
  ['api_uguale', 'said twice', [NATA, UGUALE], 'superato'],
  ['api_uguale', 'rewritten by who had seen it', [NATA, RISCRITTA], 'non_provato'],
  ['api_conflitto', 'refused, then rewritten', [CONFLITTO, RISCRITTA], 'superato'],
  ['api_conflitto', 'refused, and left so', [VECCHIA, CONFLITTO], 'fallito'],
  ['api_conflitto', 'never refused', [RISCRITTA], 'non_provato'],
  ['api_carico', 'never tried', [NATA], 'non_provato'],
  ['api_pagina', 'beyond the first page', [api({ operazione: 'GET /ricevute', segni: ['pagina'] })], 'superato'],
  ['api_pagina', 'the first page only', [api({ operazione: 'GET /ricevute' })], 'non_provato'],
  ['api_ripetuta', 'said twice', [api({ operazione: 'POST /carichi', segni: ['ripetuta'] })], 'superato'],
  ['api_ripetuta', 'said once', [api({ operazione: 'POST /carichi' })], 'non_provato'],
  ['api_ricevute', 'refused', [api({ operazione: 'GET /ricevute', codice: 'AMBITO_MANCANTE', stato: 403 })], 'fallito'],
])('%s: %s', (id, _, chiamate, atteso) => expect(stato(id, chiamate)).toMatchObject({ stato: atteso }));

it('knows who waits when told to, and who does not', () => {
  const troppe = { codice: 'TROPPE_RICHIESTE', stato: 429 };
  const insiste = api({ ...troppe, segni: ['insiste'] }, 4);
  expect(stato('api_limite', [NATA])).toMatchObject({ stato: 'superato' });
  expect(stato('api_limite', [NATA, api(troppe, 3)])).toMatchObject({ stato: 'superato' });
  expect(stato('api_limite', [NATA, api(troppe, 3), insiste, api({}, 6)])).toMatchObject({
    ...{ stato: 'fallito', ultimoCodice: 'TROPPE_RICHIESTE' },
  });
  expect(stato('api_limite', [insiste, api(troppe, 5)])).toMatchObject({ stato: 'superato' });
});

it('takes a call for one of prova where the ente is, and an event that was taken', () => {
  expect(stato('api_prova', [NATA])).toMatchObject({ stato: 'non_provato' });
  expect(stato('api_prova', [NATA], { enteInProva: true })).toMatchObject({ stato: 'superato' });
  expect(stato('api_prova', [chiamata('paaSILInviaDovuti', null)], { enteInProva: true })).toMatchObject({
    stato: 'non_provato',
  });
  const nonPresi = { presi: null, nonPresi: ORE(2), come: 'HTTP_500' };
  expect(stato('evento', [], { eventi: nonPresi })).toMatchObject({ stato: 'fallito', ultimoCodice: 'HTTP_500' });
  expect(stato('evento', [], { eventi: { ...nonPresi, presi: ORE(1) } })).toMatchObject({ stato: 'superato' });
});
