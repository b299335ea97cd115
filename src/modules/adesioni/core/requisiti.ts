/** What a part of an integration is about: an ente tries those that it will use. */
export const GRUPPI = [
  ...(['dovuti', 'avvio', 'flussi', 'rendicontazioni'] as const),
  ...(['api', 'api_posizioni', 'api_pagamenti', 'api_file', 'eventi'] as const),
] as const;
export type Gruppo = (typeof GRUPPI)[number];

/** An answer that went well, and what is marked of it (doors/sil/api/giornale.ts). */
type Riuscita = { stati?: readonly number[]; con?: string; senza?: string };

/**
 * What proves a requirement: an answer that went well; a refusal of these, or of any kind that the caller can act on; one that went well
 * after such a refusal; calls, none of which is marked so; calls of an ente in prova; an event that was taken.
 */
export type Prova =
  | { riuscita: Riuscita }
  | { rifiuto: readonly string[] | 'utile' }
  | { dopo: readonly string[]; riuscita: Riuscita }
  | { mai: string }
  | 'ente_in_prova'
  | 'evento_preso';

const ESITI = ['paaSILChiediPagati', 'paaSILChiediPagatiConRicevuta', 'paaSILChiediEsitoCarrelloDovuti'] as const;
const NON_ANCORA = [
  'PAA_PAGAMENTO_NON_INIZIATO',
  'PAA_PAGAMENTO_IN_CORSO',
  'PAA_PAGAMENTO_ANNULLATO',
  'PAA_PAGAMENTO_SCADUTO',
] as const;
const PRENOTA = [
  'paaSILPrenotaExportFlusso',
  'paaSILPrenotaExportFlussoIncrementaleConRicevuta',
  'paaSILPrenotaExportFlussoScaduti',
] as const;
const STATO_EXPORT = ['paaSILChiediStatoExportFlusso', 'paaSILChiediStatoExportFlussoScaduti'] as const;
const INVIA = ['paaSILInviaDovuti', 'paaSILInviaCarrelloDovuti', 'paaSILVerificaAvviso'] as const;

const PUT = 'PUT /posizioni/:iupd';
const ELENCHI = ['GET /dovuti', 'GET /ricevute', 'GET /eventi', 'GET /flussi', 'GET /rendicontazioni'] as const;
const RIPETIBILI = [
  ...(['POST /carichi', 'POST /carrelli', 'POST /esportazioni'] as const),
  ...(['POST /posizioni/:iupd/annullo', 'POST /dovuti/:iud/annullo'] as const),
];
const CAMBIATA = ['CONFLITTO', 'POSIZIONE_PRESENTE'] as const;
const RICEVUTE = ['GET /ricevute', 'GET /ricevute/:receiptId'] as const;
const CARICA = ['POST /flussi', 'PATCH /flussi/caricamenti/:id'] as const;
const ESPORTA = ['GET /esportazioni/:id/file'] as const;
const REND = ['GET /rendicontazioni/:id', 'GET /rendicontazioni/:id/righe', 'GET /rendicontazioni/:id/xml'] as const;

const BENE = { riuscita: {} } as const;

/** Any call of the REST door. */
export const OGNI_ROTTA = 'REST';

/**
 * What an integration must have shown before it goes live, as data: page, command and guide read this list. Each is proved by what the
 * software has called and been answered, so that nobody has to take anybody's word.
 */
export const REQUISITI = [
  { id: 'importa', gruppo: 'dovuti', operazioni: ['paaSILImportaDovuto'], prova: BENE },
  { id: 'importa_rifiuto', gruppo: 'dovuti', operazioni: ['paaSILImportaDovuto'], prova: { rifiuto: 'utile' } },
  { id: 'invia', gruppo: 'avvio', operazioni: INVIA, prova: BENE },
  { id: 'invia_rifiuto', gruppo: 'avvio', operazioni: INVIA, prova: { rifiuto: 'utile' } },
  { id: 'esito_prima', gruppo: 'avvio', operazioni: ESITI, prova: { rifiuto: NON_ANCORA } },
  { id: 'esito', gruppo: 'avvio', operazioni: ESITI, prova: BENE },
  { id: 'carica', gruppo: 'flussi', operazioni: ['paaSILAutorizzaImportFlusso'], prova: BENE },
  { id: 'stato_carico', gruppo: 'flussi', operazioni: ['paaSILChiediStatoImportFlusso'], prova: BENE },
  { id: 'prenota', gruppo: 'flussi', operazioni: PRENOTA, prova: BENE },
  { id: 'stato_incassi', gruppo: 'flussi', operazioni: STATO_EXPORT, prova: BENE },
  { id: 'elenco_fdr', gruppo: 'rendicontazioni', operazioni: ['paaSILChiediElencoFlussiSPC'], prova: BENE },
  { id: 'fdr', gruppo: 'rendicontazioni', operazioni: ['paaSILChiediFlussoSPC'], prova: BENE },
  { id: 'api_prova', gruppo: 'api', operazioni: [OGNI_ROTTA], prova: 'ente_in_prova' },
  { id: 'api_rifiuto', gruppo: 'api', operazioni: [OGNI_ROTTA], prova: { rifiuto: 'utile' } },
  { id: 'api_pagina', gruppo: 'api', operazioni: ELENCHI, prova: { riuscita: { con: 'pagina' } } },
  { id: 'api_ripetuta', gruppo: 'api', operazioni: RIPETIBILI, prova: { riuscita: { con: 'ripetuta' } } },
  { id: 'api_limite', gruppo: 'api', operazioni: [OGNI_ROTTA], prova: { mai: 'insiste' } },
  { id: 'api_scrivi', gruppo: 'api_posizioni', operazioni: [PUT], prova: { riuscita: { stati: [201] } } },
  {
    id: 'api_uguale',
    gruppo: 'api_posizioni',
    operazioni: [PUT],
    // Without If-Match only what is already so goes well.
    prova: { riuscita: { stati: [200], senza: 'if-match' } },
  },
  {
    id: 'api_conflitto',
    gruppo: 'api_posizioni',
    operazioni: [PUT],
    prova: { dopo: CAMBIATA, riuscita: { con: 'if-match' } },
  },
  { id: 'api_carico', gruppo: 'api_posizioni', operazioni: ['POST /carichi'], prova: BENE },
  { id: 'api_carrello', gruppo: 'api_pagamenti', operazioni: ['POST /carrelli'], prova: BENE },
  { id: 'api_esito', gruppo: 'api_pagamenti', operazioni: ['GET /carrelli/:idSession'], prova: BENE },
  { id: 'api_ricevute', gruppo: 'api_pagamenti', operazioni: RICEVUTE, prova: BENE },
  { id: 'api_flusso', gruppo: 'api_file', operazioni: CARICA, prova: BENE },
  { id: 'api_flusso_stato', gruppo: 'api_file', operazioni: ['GET /flussi/:id'], prova: BENE },
  { id: 'api_esporta', gruppo: 'api_file', operazioni: ESPORTA, prova: BENE },
  { id: 'api_rendicontazione', gruppo: 'api_file', operazioni: REND, prova: BENE },
  { id: 'evento', gruppo: 'eventi', operazioni: [], prova: 'evento_preso' },
] as const satisfies readonly { id: string; gruppo: Gruppo; operazioni: readonly string[]; prova: Prova }[];

export type Requisito = (typeof REQUISITI)[number];
export type RequisitoId = Requisito['id'];
