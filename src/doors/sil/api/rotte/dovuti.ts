import { Type } from 'typebox';
import { ok, type Esito } from '#kernel/esito';
import { isUuid, type DovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annullaDovuto, cercaDovuti, iupdDelDovuto, leggiPosizioni, type DovutoInElenco } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { quantiDi, unaPagina } from '../pagine.ts';
import { mostraPosizione } from '../posizione.ts';
import { rifiutoApi, type RifiutoApi } from '../problema.ts';
import { rotta, type Rotta } from '../rotta.ts';
import { DOVUTO, POSIZIONE, STATI } from '../schemi-posizione.ts';
import { elenco, istante, oggetto, oNulla, PAGINA, scelta, testo } from '../schemi.ts';

const IN_ELENCO = oggetto(
  {
    iud: Type.String(),
    iuv: oNulla(Type.String()),
    numeroAvviso: oNulla(Type.String()),
    tipoDovuto: Type.String(),
    debitore: oggetto({ codiceFiscale: Type.String(), anagrafica: Type.String() }, { title: 'DebitoreInElenco' }),
    importoCents: Type.Integer(),
    dataScadenza: oNulla(Type.String()),
    stato: scelta(STATI, 'Com’è adesso.'),
    pagatoIl: oNulla(istante('Quando è stato pagato.')),
    pagatoCents: oNulla(Type.Integer()),
    daVerificare: Type.Array(Type.String(), { description: 'Perché qualcuno deve guardarlo; vuoto: nulla.' }),
  },
  { title: 'DovutoInElenco' },
);

const INTERO = oggetto(
  { iupd: Type.String(), debitore: POSIZIONE.properties.debitore, ...DOVUTO.properties, versione: Type.Integer() },
  { title: 'Dovuto' },
);

/** A dovuto of the ente with where it hangs; null: there is none. */
async function trova(ctx: Ctx, iud: string) {
  const iupd = await ctx.tx((t) => iupdDelDovuto(t, iud));
  const [posizione] = iupd === null ? [] : await leggiPosizioni(ctx, [iupd]);
  const dovuto = posizione?.opzioni.flatMap((o) => o.dovuti).find((d) => d.iud === iud);
  return posizione === undefined || dovuto === undefined ? null : { posizione, dovuto };
}

async function mostra(
  ctx: Ctx,
  iud: string,
): Promise<Esito<{ corpo: object; etag: string; dovutoId: DovutoId; versione: number }, RifiutoApi>> {
  const trovato = await trova(ctx, iud);
  if (trovato === null) return rifiutoApi('DOVUTO_IGNOTO', 404);
  const { iupd, debitore, opzioni } = mostraPosizione(trovato.posizione);
  const suo = opzioni.flatMap((o) => o.dovuti).find((d) => d.iud === iud);
  const { id: dovutoId, versione } = trovato.dovuto;
  return ok({ corpo: { iupd, debitore, ...suo, versione }, etag: `"${versione}"`, dovutoId, versione });
}

const lista = rotta({
  metodo: 'GET',
  percorso: '/dovuti',
  nome: 'elencaDovuti',
  ambito: 'dovuti',
  gruppo: 'Dovuti',
  titolo: 'Elenca i dovuti',
  descrizione: 'Dal più recente. Di solito quelli che si possono ancora pagare; con elenco=archivio gli altri.',
  query: oggetto({
    ...PAGINA,
    elenco: Type.Optional(
      scelta(['online', 'archivio'], 'online: si possono pagare; archivio: pagati, annullati, scaduti.'),
    ),
    tipoDovuto: Type.Optional(testo(64, 'Solo di questo tipo dovuto.')),
    daVerificare: Type.Optional(scelta(['si'], 'Solo quelli che qualcuno deve guardare.')),
  }),
  risposte: { 200: { descrizione: 'Una pagina.', schema: elenco(IN_ELENCO, 'PaginaDovuti') } },
  rifiuta: [422],
  esegui: async ({ ctx, query, req }) => {
    const { dopo = null, tipoDovuto = '' } = query;
    if (dopo !== null && !isUuid<DovutoId>(dopo)) return dopoErrato();
    const quanti = quantiDi(query);
    const filtro = {
      ...{
        elenco: query['elenco'] === 'archivio' ? ('archivio' as const) : ('online' as const),
        testo: '',
        tipoDovuto,
      },
      ...{ daVerificare: query['daVerificare'] === 'si', tipiConsentiti: null, dopo, prima: null, quanti: quanti + 1 },
    };
    const righe = await ctx.tx((t) => cercaDovuti(t, filtro));
    return ok({ stato: 200, ...unaPagina(righe, { quanti, cursore: ({ id }) => id, mostra: inElenco, url: req.url }) });
  },
});

/** What a page says of where the next one begins is not what was said. */
export function dopoErrato(): { ok: false; refusal: RifiutoApi } {
  return rifiutoApi('RICHIESTA_NON_VALIDA', 422, {
    errori: [{ puntatore: 'querystring/dopo', messaggio: DOPO_ERRATO }],
  });
}

const DOPO_ERRATO = 'Manda il «dopo» della pagina precedente, com’è.';

function inElenco(d: DovutoInElenco): object {
  const { iud, iuv, numeroAvviso, tipoDovuto, importoCents, dataScadenza, stato, pagatoCents, daVerificare } = d;
  return {
    ...{ iud, iuv, numeroAvviso, tipoDovuto, importoCents, dataScadenza, stato, pagatoCents, daVerificare },
    debitore: { codiceFiscale: d.debitoreCodice, anagrafica: d.debitoreAnagrafica },
    pagatoIl: d.pagatoIl?.toISOString() ?? null,
  };
}

const uno = rotta({
  metodo: 'GET',
  percorso: '/dovuti/:iud',
  nome: 'leggiDovuto',
  conEtag: true,
  ambito: 'dovuti',
  gruppo: 'Dovuti',
  titolo: 'Legge un dovuto',
  descrizione: 'Con l’ETag da mandare in If-Match per annullarlo.',
  risposte: { 200: { descrizione: 'Com’è adesso.', schema: INTERO } },
  esegui: async ({ ctx, parametri }) => {
    const esito = await mostra(ctx, parametri['iud'] ?? '');
    return esito.ok ? ok({ stato: 200, corpo: esito.value.corpo, intestazioni: { etag: esito.value.etag } }) : esito;
  },
});

const annulla = rotta({
  metodo: 'POST',
  percorso: '/dovuti/:iud/annullo',
  nome: 'annullaDovuto',
  conEtag: true,
  ambito: 'dovuti',
  gruppo: 'Dovuti',
  titolo: 'Annulla un dovuto',
  descrizione: 'Nessuno lo paga più al suo avviso; gli altri della sua posizione restano. Ci vuole If-Match.',
  corpo: oggetto({ motivo: testo(LIMITI.motivoCaratteriMax, 'Perché: resta nella storia.') }, { title: 'Annullo' }),
  risposte: { 200: { descrizione: 'Com’è adesso.', schema: INTERO } },
  rifiuta: [409, 412, 428],
  conVersione: true,
  unaVolta: true,
  esegui: async ({ ctx, parametri, corpo: { motivo }, vista }) => {
    if (vista === null) return rifiutoApi('IF_MATCH_MANCANTE', 428);
    const iud = parametri['iud'] ?? '';
    const prima = await mostra(ctx, iud);
    if (!prima.ok) return prima;
    const { dovutoId, versione } = prima.value;
    if (vista !== '*' && vista !== String(versione)) return rifiutoApi('VERSIONE_CAMBIATA', 412);
    const esito = await annullaDovuto(ctx, { dovutoId, versione, motivo, tipiConsentiti: null });
    if (!esito.ok) return esito;
    const dopo = await mostra(ctx, iud);
    return dopo.ok ? ok({ stato: 200, corpo: dopo.value.corpo, intestazioni: { etag: dopo.value.etag } }) : dopo;
  },
});

/** Dovuti: found, read, annulled one by one. */
export const ROTTE_DOVUTI: readonly Rotta[] = [lista, uno, annulla];
