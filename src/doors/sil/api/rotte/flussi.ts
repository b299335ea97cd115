import { Type } from 'typebox';
import { ok, type Esito } from '#kernel/esito';
import { isUuid, type FlussoId } from '#kernel/ids';
import { elencoFlussi, leggiFileFlusso, leggiFlusso, leggiScarti, riceviDovuti, type Flusso } from '#modules/flussi';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { frase } from '../frase.ts';
import { quantiDi, unaPagina } from '../pagine.ts';
import { rifiutoApi, type RifiutoApi } from '../problema.ts';
import { rotta, type RispostaRotta, type Rotta } from '../rotta.ts';
import { elenco, istante, oggetto, oNulla, PAGINA, scelta, testo } from '../schemi.ts';
import { dopoErrato } from './dovuti.ts';

const STATI = [
  'in_corrispondenza',
  'in_anteprima',
  'ricevuto',
  'in_corso',
  'eseguito',
  'fallito',
  'annullato',
] as const;
const QUALI = ['originale', 'scarti', 'iuv', 'esito'] as const;

/** A file, as it stands. */
export const FLUSSO = oggetto(
  {
    id: Type.String(),
    genere: Type.String(),
    stato: scelta(STATI, 'Com’è adesso: finito quando è eseguito, fallito o annullato.'),
    nomeFile: oNulla(Type.String()),
    iuf: oNulla(Type.String()),
    versione: oNulla(Type.String()),
    richiestoIl: istante('Quando è arrivato, o è stato chiesto.'),
    finitoIl: oNulla(istante('Quando è finito.')),
    righeTotali: oNulla(Type.Integer()),
    righeAccettate: Type.Integer(),
    righeScartate: Type.Integer(),
    errore: oNulla(oggetto({ codice: Type.String(), messaggio: Type.String() }, { title: 'ErroreFlusso' })),
  },
  { title: 'Flusso' },
);

/** A file as JSON says it. */
export function mostraFlusso(f: Flusso): object {
  const { id, genere, stato, nomeFile, iuf, versione, richiestoIl, finitoIl, righeTotali, codiceErrore: codice } = f;
  const parametri = f.parametriErrore ?? {};
  return {
    ...{ id, genere, stato, nomeFile, iuf, versione, righeTotali },
    ...{ richiestoIl: richiestoIl.toISOString(), finitoIl: finitoIl?.toISOString() ?? null },
    ...{ righeAccettate: f.righeAccettate, righeScartate: f.righeScartate },
    errore: codice === null ? null : { codice, messaggio: frase({ codice, parametri }) },
  };
}

/** A file of the ente that goes that way; null: there is none. */
export async function trovaFlusso(t: Ctx, id: string, verso: Flusso['verso']): Promise<Flusso | null> {
  const flusso = isUuid<FlussoId>(id) ? await leggiFlusso(t, id) : null;
  return flusso?.verso === verso ? flusso : null;
}

/** Hands a file over, and writes in the registro that it did: it holds the data of many persons (model 11). */
export async function consegnaFile(
  ctx: Ctx,
  { id, verso, quale }: { id: string; verso: Flusso['verso']; quale: (typeof QUALI)[number] },
): Promise<Esito<RispostaRotta, RifiutoApi>> {
  return ctx.tx(async (t): Promise<Esito<RispostaRotta, RifiutoApi>> => {
    const flusso = await trovaFlusso(t, id, verso);
    if (flusso === null) return rifiutoApi('FLUSSO_SCONOSCIUTO', 404);
    const file = await leggiFileFlusso(t, flusso.id, quale);
    if (file === null) return rifiutoApi('FILE_NON_PRONTO', 409);
    await annota(t, {
      azione: 'flusso.scaricato',
      oggetto: 'flusso',
      oggettoId: flusso.id,
      dettaglio: { file: quale },
    });
    return ok({ stato: 200, file: { nome: file.nome, tipo: file.tipoContenuto, corpo: t.files.leggi(file.fileId) } });
  });
}

const carica = rotta({
  metodo: 'POST',
  percorso: '/flussi',
  nome: 'caricaFlusso',
  ambito: 'flussi',
  gruppo: 'Flussi',
  titolo: 'Carica un file di dovuti',
  descrizione:
    'Il corpo è lo ZIP, come lo carica l’ufficio. Si lavora in sottofondo: chiedine lo stato. Per file grandi o linee incerte ci sono i ' +
    'caricamenti che riprendono.',
  query: oggetto({ nome: testo(255, 'Il nome del file: <codIpa>-<IUF>-<versione>.zip.') }),
  accetta: 'application/zip',
  risposte: { 202: { descrizione: 'Ricevuto.', schema: FLUSSO } },
  rifiuta: [409, 413, 415, 422],
  esegui: async ({ ctx, query, flusso: contenuto, req }) => {
    try {
      const esito = await riceviDovuti(ctx, { nomeFile: query['nome'] ?? '', contenuto });
      if (!esito.ok) return esito;
      const flusso = await ctx.tx((t) => leggiFlusso(t, esito.value.flussoId));
      if (flusso === null) throw new Error('a file that was received is not there');
      return ok({ stato: 202, corpo: mostraFlusso(flusso) });
    } finally {
      // What was refused before its end must still flow: the answer is read when all has been sent.
      req.raw.resume();
    }
  },
});

const lista = rotta({
  metodo: 'GET',
  percorso: '/flussi',
  nome: 'elencaFlussi',
  ambito: 'flussi',
  gruppo: 'Flussi',
  titolo: 'Elenca i file di dovuti',
  descrizione: 'Dal più recente.',
  query: oggetto(PAGINA),
  risposte: { 200: { descrizione: 'Una pagina.', schema: elenco(FLUSSO, 'PaginaFlussi') } },
  rifiuta: [422],
  esegui: async ({ ctx, query, req }) => {
    const { dopo = null } = query;
    if (dopo !== null && !isUuid<FlussoId>(dopo)) return dopoErrato();
    const quanti = quantiDi(query);
    const righe = await ctx.tx((t) => elencoFlussi(t, { verso: 'in', dopo, prima: null, quanti: quanti + 1 }));
    return ok({
      stato: 200,
      ...unaPagina(righe, { quanti, cursore: ({ id }) => id, mostra: mostraFlusso, url: req.url }),
    });
  },
});

const uno = rotta({
  metodo: 'GET',
  percorso: '/flussi/:id',
  nome: 'leggiFlusso',
  ambito: 'flussi',
  gruppo: 'Flussi',
  titolo: 'A che punto è un file di dovuti',
  risposte: { 200: { descrizione: 'Com’è adesso.', schema: FLUSSO } },
  esegui: async ({ ctx, parametri }) => {
    const flusso = await ctx.tx((t) => trovaFlusso(t, parametri['id'] ?? '', 'in'));
    return flusso === null ? rifiutoApi('FLUSSO_SCONOSCIUTO', 404) : ok({ stato: 200, corpo: mostraFlusso(flusso) });
  },
});

const SCARTO = oggetto(
  {
    riga: Type.Integer(),
    iud: oNulla(Type.String()),
    codice: Type.String(),
    messaggio: Type.String(),
  },
  { title: 'Scarto' },
);

const scarti = rotta({
  metodo: 'GET',
  percorso: '/flussi/:id/scarti',
  nome: 'elencaScarti',
  ambito: 'flussi',
  gruppo: 'Flussi',
  titolo: 'Le righe che non si sono caricate',
  descrizione: 'Nell’ordine del file.',
  query: oggetto(PAGINA),
  risposte: { 200: { descrizione: 'Una pagina.', schema: elenco(SCARTO, 'PaginaScarti') } },
  rifiuta: [422],
  esegui: async ({ ctx, parametri, query, req }) => {
    const { dopo = '0' } = query;
    if (!/^\d{1,9}$/.test(dopo)) return dopoErrato();
    const quanti = quantiDi(query);
    const righe = await ctx.tx(async (t) => {
      const flusso = await trovaFlusso(t, parametri['id'] ?? '', 'in');
      const fino = { dopo: Number(dopo), a: RIGHE_MAX, quanti: quanti + 1 };
      return flusso === null ? null : leggiScarti(t, flusso.id, fino);
    });
    if (righe === null) return rifiutoApi('FLUSSO_SCONOSCIUTO', 404);
    const mostra = ({ riga, iud, codice, testo: messaggio }: (typeof righe)[number]) => ({
      riga,
      iud,
      codice,
      messaggio,
    });
    return ok({
      stato: 200,
      ...unaPagina(righe, { quanti, cursore: ({ riga }) => String(riga), mostra, url: req.url }),
    });
  },
});

/** Past the last row of any file. */
const RIGHE_MAX = 999_999_999;

const file = rotta({
  metodo: 'GET',
  percorso: '/flussi/:id/file/:quale',
  nome: 'scaricaFlusso',
  ambito: 'flussi',
  gruppo: 'Flussi',
  titolo: 'Un file, e ciò che il suo caricamento ha dato',
  descrizione: 'originale: com’è arrivato; scarti: le righe non caricate; iuv: le righe con il loro IUV.',
  risposte: { 200: { descrizione: 'Il file.', tipo: 'application/octet-stream' } },
  rifiuta: [409],
  esegui: async ({ ctx, parametri }) => {
    const quale = QUALI.find((nome) => nome === parametri['quale'] && nome !== 'esito');
    if (quale === undefined) return rifiutoApi('FLUSSO_SCONOSCIUTO', 404);
    return consegnaFile(ctx, { id: parametri['id'] ?? '', verso: 'in', quale });
  },
});

/** Files of dovuti: sent, followed, given back. */
export const ROTTE_FLUSSI: readonly Rotta[] = [carica, lista, uno, scarti, file];
