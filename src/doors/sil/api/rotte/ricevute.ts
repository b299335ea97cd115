import { Type } from 'typebox';
import { ok } from '#kernel/esito';
import { isUuid, type RicevutaId } from '#kernel/ids';
import {
  leggiRicevutaPerSoftware,
  ricevutaPdf,
  ricevuteDopo,
  xmlRicevuta,
  type RicevutaPerSoftware,
} from '#modules/pagamenti';
import { annota } from '#modules/registro';
import { quantiDi, unaPagina } from '../pagine.ts';
import { rifiutoApi } from '../problema.ts';
import { rotta, type Rotta } from '../rotta.ts';
import { elenco, istante, oggetto, oNulla, PAGINA, scelta } from '../schemi.ts';
import { dopoErrato } from './dovuti.ts';

const PERSONA = oNulla(
  oggetto(
    { tipo: oNulla(Type.String()), codiceFiscale: Type.String(), anagrafica: oNulla(Type.String()) },
    { title: 'Persona' },
  ),
);

const RICEVUTA = oggetto(
  {
    receiptId: Type.String({
      description: 'L’identificativo che le ha dato pagoPA: lo stesso IUR della rendicontazione.',
    }),
    genere: scelta(
      ['regolare', 'orfana', 'seconda'],
      'orfana: di un avviso che l’ente non ha; seconda: di ciò che era già pagato.',
    ),
    iuv: Type.String(),
    numeroAvviso: oNulla(Type.String()),
    importoCents: Type.Integer({ description: 'Quanto è stato pagato in tutto.' }),
    causale: oNulla(Type.String()),
    pagataIl: oNulla(istante('Quando è stato pagato.')),
    applicataIl: oNulla(Type.String({ description: 'Il giorno in cui il PSP accredita.' })),
    registrataIl: istante('Quando è arrivata.'),
    psp: oNulla(Type.String()),
    pspDenominazione: oNulla(Type.String()),
    commissioneCents: oNulla(Type.Integer()),
    debitore: PERSONA,
    pagatore: PERSONA,
    dovuti: Type.Array(
      oggetto({ iud: Type.String(), tipoDovuto: Type.String(), quotaCents: Type.Integer() }, { title: 'DovutoPagato' }),
      { description: 'Che cosa ha pagato, e quanto ne è andato all’ente.' },
    ),
  },
  { title: 'Ricevuta' },
);

// A transaction has fewer digits than the largest number that could be one.
const CURSORE = /^([0-9]{1,19})\.([0-9a-f-]{36})$/;

const lista = rotta({
  metodo: 'GET',
  percorso: '/ricevute',
  nome: 'elencaRicevute',
  ambito: 'pagati',
  gruppo: 'Ricevute',
  titolo: 'Elenca le ricevute, dalla prima',
  descrizione:
    'Nell’ordine in cui si possono vedere: conserva l’ultimo «dopo» che ti è stato dato e la volta dopo ricomincia da lì, senza perderne ' +
    'nessuna. Quando la pagina è vuota «dopo» è null: tieni quello di prima.',
  query: oggetto(PAGINA),
  risposte: { 200: { descrizione: 'Una pagina.', schema: elenco(RICEVUTA, 'PaginaRicevute') } },
  rifiuta: [422],
  esegui: async ({ ctx, query, req }) => {
    const { dopo: detto } = query;
    const [, xid = '', id = ''] = CURSORE.exec(detto ?? '') ?? [];
    if (detto !== undefined && !isUuid<RicevutaId>(id)) return dopoErrato();
    const quanti = quantiDi(query);
    const dopo = detto === undefined ? null : { xid, id: id as RicevutaId };
    const righe = await ctx.tx((t) => ricevuteDopo(t, { dopo, quante: quanti + 1 }));
    const cursore = (r: RicevutaPerSoftware): string => `${r.xid}.${r.id}`;
    const pagina = unaPagina(righe, { quanti, cursore, mostra, url: req.url });
    // Who has read the last of them goes on from it, when there are more.
    const ultima = righe.at(-1);
    const fine = righe.length <= quanti && ultima !== undefined ? cursore(ultima) : null;
    const { corpo } = pagina;
    return ok({ stato: 200, ...pagina, corpo: fine === null ? corpo : { ...(corpo as object), dopo: fine } });
  },
});

function mostra({ id: _, xid: _x, pagataIl, registrataIl, debitore, pagatore, ...r }: RicevutaPerSoftware): object {
  const persona = (p: RicevutaPerSoftware['debitore']): object | null =>
    p === null ? null : { tipo: p.tipo, codiceFiscale: p.codice, anagrafica: p.anagrafica };
  return {
    ...r,
    pagataIl: pagataIl?.toISOString() ?? null,
    registrataIl: registrataIl.toISOString(),
    debitore: persona(debitore),
    pagatore: persona(pagatore),
  };
}

const una = rotta({
  metodo: 'GET',
  percorso: '/ricevute/:receiptId',
  nome: 'leggiRicevuta',
  ambito: 'pagati',
  gruppo: 'Ricevute',
  titolo: 'Legge una ricevuta',
  risposte: { 200: { descrizione: 'La ricevuta.', schema: RICEVUTA } },
  esegui: async ({ ctx, parametri }) => {
    const ricevuta = await ctx.tx((t) => leggiRicevutaPerSoftware(t, parametri['receiptId'] ?? ''));
    return ricevuta === null ? rifiutoApi('RICEVUTA_SCONOSCIUTA', 404) : ok({ stato: 200, corpo: mostra(ricevuta) });
  },
});

const pdf = rotta({
  metodo: 'GET',
  percorso: '/ricevute/:receiptId/pdf',
  nome: 'ricevutaPdf',
  ambito: 'pagati',
  gruppo: 'Ricevute',
  titolo: 'La ricevuta da stampare',
  risposte: { 200: { descrizione: 'PDF.', tipo: 'application/pdf' } },
  esegui: async ({ ctx, applicazione, parametri }) => {
    const trovata = await ctx.tx(async (t) => {
      const ricevuta = await leggiRicevutaPerSoftware(t, parametri['receiptId'] ?? '');
      if (ricevuta !== null)
        await annota(t, { azione: 'ricevuta.stampata', oggetto: 'ricevuta', oggettoId: ricevuta.id });
      return ricevuta;
    });
    const { enteId } = applicazione;
    const carta = trovata === null ? null : await ricevutaPdf(ctx, { enteId, ricevutaId: trovata.id });
    if (carta === null) return rifiutoApi('RICEVUTA_SCONOSCIUTA', 404);
    return ok({ stato: 200, file: { nome: carta.nome, tipo: 'application/pdf', corpo: carta.corpo } });
  },
});

const xml = rotta({
  metodo: 'GET',
  percorso: '/ricevute/:receiptId/xml',
  nome: 'ricevutaXml',
  ambito: 'pagati',
  gruppo: 'Ricevute',
  titolo: 'La ricevuta come l’ha mandata pagoPA',
  risposte: { 200: { descrizione: 'L’elemento receipt.', tipo: 'application/xml' } },
  esegui: async ({ ctx, parametri }) => {
    const testo = await ctx.tx(async (t) => {
      const ricevuta = await leggiRicevutaPerSoftware(t, parametri['receiptId'] ?? '');
      return ricevuta === null ? null : xmlRicevuta(t, ricevuta.id);
    });
    if (testo === null) return rifiutoApi('RICEVUTA_SCONOSCIUTA', 404);
    return ok({ stato: 200, file: { nome: 'ricevuta.xml', tipo: 'application/xml', corpo: Buffer.from(testo) } });
  },
});

/** Receipts: in the order in which they can be seen, one by one, as paper and as they came. */
export const ROTTE_RICEVUTE: readonly Rotta[] = [lista, una, pdf, xml];
