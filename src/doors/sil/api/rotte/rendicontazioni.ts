import { Type } from 'typebox';
import { ok } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import { isUuid, type RendicontazioneId } from '#kernel/ids';
import { leggiEnte } from '#modules/enti';
import {
  annotaScarico,
  leggiRendicontazione,
  leggiRendicontazioni,
  leggiRighe,
  xmlRendicontazione,
  type Rendicontazione,
  type RigaMostrata,
} from '#modules/rendicontazione';
import { api } from '#testi/it/api';
import { quantiDi, unaPagina } from '../pagine.ts';
import { rifiutoApi } from '../problema.ts';
import { rotta, type Rotta } from '../rotta.ts';
import { elenco, giorno, istante, oggetto, oNulla, PAGINA, testo } from '../schemi.ts';
import { dopoErrato } from './dovuti.ts';

const RENDICONTAZIONE = oggetto(
  {
    id: Type.String(),
    iuf: Type.String({ description: 'Come l’ha chiamata il PSP.' }),
    psp: Type.String(),
    pspDenominazione: oNulla(Type.String()),
    revisione: oNulla(Type.Integer()),
    corrente: Type.Boolean({ description: 'false: una revisione dopo ne ha preso il posto.' }),
    prodottaIl: istante('Quando il PSP l’ha fatta.'),
    acquisitaIl: istante('Quando è arrivata qui.'),
    regolamento: Type.String({ description: 'L’identificativo del bonifico (TRN).' }),
    regolataIl: Type.String(),
    pagamenti: Type.Integer(),
    importoCents: Type.Integer(),
    difetti: Type.Array(Type.String(), { description: 'Ciò che non torna; vuoto: nulla.' }),
  },
  { title: 'Rendicontazione' },
);

const RIGA = oggetto(
  {
    numero: Type.Integer(),
    iuv: Type.String(),
    iur: Type.String({ description: 'Lo stesso receiptId della ricevuta.' }),
    indice: oNulla(Type.Integer()),
    importoCents: Type.Integer(),
    esito: Type.Integer({ description: '0 eseguito, 3 revocato, 4 in attesa, 8 e 9 senza ricevuta.' }),
    esitataIl: Type.String(),
  },
  { title: 'RigaRendicontazione' },
);

function mostra(r: Rendicontazione): object {
  const { id, iuf, psp, revisione, corrente, regolamento, regolataIl, pagamenti, importoCents, difetti } = r;
  return {
    ...{ id, iuf, psp, revisione, corrente, regolamento, regolataIl, pagamenti, importoCents, difetti },
    ...{ pspDenominazione: r.mittenteDenominazione, prodottaIl: r.prodottaIl.toISOString() },
    acquisitaIl: r.acquisitaIl.toISOString(),
  };
}

const lista = rotta({
  metodo: 'GET',
  percorso: '/rendicontazioni',
  nome: 'elencaRendicontazioni',
  ambito: 'rendicontazioni',
  gruppo: 'Rendicontazioni',
  titolo: 'Elenca le rendicontazioni',
  descrizione: 'Le correnti, dall’ultima acquisita.',
  query: oggetto({
    ...PAGINA,
    psp: Type.Optional(testo(35, 'Solo di questo PSP.')),
    dal: Type.Optional(giorno('Prodotte dal giorno…')),
    al: Type.Optional(giorno('…al giorno, compreso.')),
  }),
  risposte: { 200: { descrizione: 'Una pagina.', schema: elenco(RENDICONTAZIONE, 'PaginaRendicontazioni') } },
  rifiuta: [422],
  esegui: async ({ ctx, query, req }) => {
    const { dopo = null, psp = null } = query;
    if (dopo !== null && !isUuid<RendicontazioneId>(dopo)) return dopoErrato();
    const quanti = quantiDi(query);
    const prodotta = { da: parseGiorno(query['dal'] ?? ''), a: parseGiorno(query['al'] ?? '') };
    // A day of no calendar is no filter: who asks would take all of them for those of that day.
    const errori = [
      ...(query['dal'] !== undefined && prodotta.da === null ? ['dal'] : []),
      ...(query['al'] !== undefined && prodotta.a === null ? ['al'] : []),
    ].map((nome) => ({ puntatore: `querystring/${nome}`, messaggio: api.campi.giorno }));
    if (errori.length > 0) return rifiutoApi('RICHIESTA_NON_VALIDA', 422, { errori });
    const filtro = { stato: 'correnti' as const, psp, prodotta, disponibile: { da: null, a: null } };
    const righe = await ctx.tx((t) => leggiRendicontazioni(t, { ...filtro, dopo, prima: null, quanti: quanti + 1 }));
    return ok({ stato: 200, ...unaPagina(righe, { quanti, cursore: ({ id }) => id, mostra, url: req.url }) });
  },
});

const una = rotta({
  metodo: 'GET',
  percorso: '/rendicontazioni/:id',
  nome: 'leggiRendicontazione',
  ambito: 'rendicontazioni',
  gruppo: 'Rendicontazioni',
  titolo: 'Legge una rendicontazione',
  risposte: { 200: { descrizione: 'La testata.', schema: RENDICONTAZIONE } },
  esegui: async ({ ctx, parametri }) => {
    const id = parametri['id'] ?? '';
    const r = isUuid<RendicontazioneId>(id) ? await ctx.tx((t) => leggiRendicontazione(t, id)) : null;
    return r === null ? rifiutoApi('RENDICONTAZIONE_SCONOSCIUTA', 404) : ok({ stato: 200, corpo: mostra(r) });
  },
});

const righe = rotta({
  metodo: 'GET',
  percorso: '/rendicontazioni/:id/righe',
  nome: 'elencaRighe',
  ambito: 'rendicontazioni',
  gruppo: 'Rendicontazioni',
  titolo: 'I pagamenti di una rendicontazione',
  query: oggetto(PAGINA),
  risposte: { 200: { descrizione: 'Una pagina.', schema: elenco(RIGA, 'PaginaRighe') } },
  rifiuta: [422],
  esegui: async ({ ctx, parametri, query, req }) => {
    const [id, { dopo = '0' }] = [parametri['id'] ?? '', query];
    if (!/^\d{1,9}$/.test(dopo)) return dopoErrato();
    const quanti = quantiDi(query);
    const lette = await ctx.tx(async (t) => {
      if (!isUuid<RendicontazioneId>(id) || (await leggiRendicontazione(t, id)) === null) return null;
      return leggiRighe(t, { id, soloSenza: false, dopo: Number(dopo), quante: quanti + 1 });
    });
    if (lette === null) return rifiutoApi('RENDICONTAZIONE_SCONOSCIUTA', 404);
    const cursore = ({ numero }: RigaMostrata): string => String(numero);
    return ok({ stato: 200, ...unaPagina(lette, { quanti, cursore, mostra: mostraRiga, url: req.url }) });
  },
});

function mostraRiga({ numero, iuv, iur, indice, importoCents, esito, esitataIl }: RigaMostrata): object {
  return { numero, iuv, iur, indice, importoCents, esito, esitataIl };
}

const xml = rotta({
  metodo: 'GET',
  percorso: '/rendicontazioni/:id/xml',
  nome: 'rendicontazioneXml',
  ambito: 'rendicontazioni',
  gruppo: 'Rendicontazioni',
  titolo: 'Il FlussoRiversamento',
  risposte: { 200: { descrizione: 'XML.', tipo: 'application/xml' } },
  esegui: async ({ ctx, applicazione, parametri }) => {
    const id = parametri['id'] ?? '';
    const trovata = await ctx.tx(async (t) => {
      const r = isUuid<RendicontazioneId>(id) ? await leggiRendicontazione(t, id) : null;
      const ente = await leggiEnte(t, applicazione.enteId);
      if (r === null || ente === null) return null;
      await annotaScarico(t, r);
      return { r, codiceFiscale: ente.codiceFiscale };
    });
    if (trovata === null) return rifiutoApi('RENDICONTAZIONE_SCONOSCIUTA', 404);
    const corpo = xmlRendicontazione(ctx, trovata.r, trovata.codiceFiscale);
    const nome = trovata.r.fileNome ?? `${trovata.r.iuf}.xml`;
    return ok({ stato: 200, file: { nome, tipo: 'application/xml', corpo } });
  },
});

/** Statements of the PSPs. */
export const ROTTE_RENDICONTAZIONI: readonly Rotta[] = [lista, una, righe, xml];
