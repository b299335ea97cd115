import { expect, it } from 'vitest';
import { giudicaCollaudo, REQUISITI, type Chiamate, type RequisitoId } from './collaudo.ts';

const ORE = (n: number): Date => new Date(Date.UTC(2026, 10, 20, n));
const chiamata = (operazione: string, codice: string | null, ore = 1): Chiamate => ({
  ...{ operazione, codice, quante: 1 },
  ultima: ORE(ore),
});
const stato = (id: RequisitoId, chiamate: Chiamate[]): unknown => giudicaCollaudo(chiamate).find((g) => g.id === id);

it('says nothing of what was never tried', () => {
  expect(giudicaCollaudo([]).map((g) => g.stato)).toEqual(REQUISITI.map(() => 'non_provato'));
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
});

it('wants the outcome to have been asked too early, and to have been understood', () => {
  const prima = chiamata('paaSILChiediPagati', 'PAA_PAGAMENTO_NON_INIZIATO');
  expect(stato('esito_prima', [prima])).toMatchObject({ stato: 'superato' });
  expect(stato('esito_prima', [chiamata('paaSILChiediPagati', 'PAA_ID_SESSION_NON_VALIDO')])).toMatchObject({
    stato: 'non_provato',
  });
  expect(stato('esito', [prima])).toMatchObject({ stato: 'fallito' });
});
