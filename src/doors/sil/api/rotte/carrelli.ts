import { Type } from 'typebox';
import { ok } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { preparaCarrello, statoCarrelloPreparato, type VoceArrivo } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { ctxDi } from '../ingresso.ts';
import { leggiPosizione } from '../posizione.ts';
import { rifiutoApi } from '../problema.ts';
import { rotta, type Rotta } from '../rotta.ts';
import { DEBITORE, DOVUTO_NUOVO } from '../schemi-posizione.ts';
import { istante, oggetto, scelta, testo } from '../schemi.ts';

const ESITI = ['pagato', 'parziale', 'non_iniziato', 'in_corso', 'annullato', 'scaduto'] as const;

const VOCE = oggetto(
  {
    codici: Type.Optional(
      Type.Array(testo(35, 'Un numero di avviso, uno IUV o uno IUD.'), {
        minItems: 1,
        maxItems: LIMITI.quotePerIuvMax,
        description: 'Ciò che c’è già; più dovuti senza avviso si pagano sotto un solo IUV.',
      }),
    ),
    debitore: Type.Optional(DEBITORE),
    dovuti: Type.Optional(
      Type.Array(DOVUTO_NUOVO, {
        minItems: 1,
        maxItems: LIMITI.quotePerIuvMax,
        description: 'Dovuti nuovi di questo debitore.',
      }),
    ),
  },
  { title: 'VoceCarrello' },
);

const CARRELLO = oggetto(
  {
    voci: Type.Array(VOCE, { minItems: 1, maxItems: LIMITI.carrelloVociMax, description: 'Un avviso ciascuna.' }),
    ritorno: Type.Optional(
      testo(2048, 'Dove torna il browser, su un sito dell’ente; senza, chi ha pagato resta su MyPay.'),
    ),
    modo: Type.Optional(
      scelta(
        ['completo', 'breve', 'nessuna'],
        'Quanto della pagina di MyPay incontra chi paga: completo, se non dici altro.',
      ),
    ),
    email: Type.Optional(testo(256, 'Di chi paga; con modo «nessuna» ci vuole.')),
  },
  { title: 'CarrelloNuovo' },
);

/** Payments that begin at the site of the ente. */
export function rotteCarrelli(mondo: Mondo): Rotta[] {
  return [prepara(mondo), stato];
}

const prepara = (mondo: Mondo): Rotta =>
  rotta({
    metodo: 'POST',
    percorso: '/carrelli',
    nome: 'preparaCarrello',
    ambito: 'dovuti',
    gruppo: 'Carrelli',
    titolo: 'Prepara un pagamento che comincia sul sito dell’ente',
    descrizione: 'L’indirizzo vale un’ora: manda lì il browser di chi paga. Ciò che nessuno paga si annulla da sé.',
    corpo: CARRELLO,
    risposte: {
      201: {
        descrizione: 'Pronto.',
        schema: oggetto(
          {
            idSession: Type.String({ description: 'Come chiedere com’è andata.' }),
            url: Type.String({ description: 'Dove mandare il browser.' }),
            scadeIl: istante('Fino a quando si può cominciare.'),
          },
          { title: 'Carrello' },
        ),
      },
    },
    rifiuta: [409],
    unaVolta: true,
    esegui: async ({ ctx, applicazione, corpo }) => {
      const { enteId } = applicazione;
      const voci: VoceArrivo[] = [];
      for (const [n, { codici, debitore, dovuti }] of corpo.voci.entries()) {
        const qui = `#/voci/${n}`;
        if ((codici === undefined) === (dovuti === undefined) || (debitore === undefined) !== (dovuti === undefined))
          return rifiutoApi('RICHIESTA_NON_VALIDA', 422, { errori: [{ puntatore: qui, messaggio: O_UNO_O_ALTRO }] });
        if (codici !== undefined) {
          voci.push({ enteId, codici });
          continue;
        }
        if (debitore === undefined || dovuti === undefined) throw new Error('carrelli: judged, and not there');
        const letta = leggiPosizione(null, { debitore, opzioni: [{ forma: 'unica', dovuti }] }, qui);
        if (!letta.ok) return letta;
        voci.push({ enteId, debitore: letta.value.debitore, dovuti: letta.value.opzioni[0]?.dovuti ?? [] });
      }
      const { ritorno = null, modo = 'completo', email = null } = corpo;
      const chiesto = { enteId, voci, ritorno, modo, email };
      const esito = await preparaCarrello(() => ctxDi(mondo, applicazione), chiesto);
      if (!esito.ok) return esito;
      const { idSession, token, scadeIl } = esito.value;
      const url = `${ctx.config.urlPubblico}/arrivo/${token}`;
      return ok({ stato: 201, corpo: { idSession, url, scadeIl: scadeIl.toISOString() } });
    },
  });

const O_UNO_O_ALTRO = 'Di’ i codici di ciò che c’è già, oppure un debitore e i suoi dovuti nuovi.';

const stato = rotta({
  metodo: 'GET',
  percorso: '/carrelli/:idSession',
  nome: 'statoCarrello',
  ambito: 'dovuti',
  gruppo: 'Carrelli',
  titolo: 'Com’è andato un pagamento preparato',
  descrizione: 'Lo dicono le ricevute, e non il browser che torna.',
  risposte: {
    200: {
      descrizione: 'Com’è adesso.',
      schema: oggetto({ idSession: Type.String(), esito: scelta(ESITI, 'Com’è andato.') }, { title: 'EsitoPagamento' }),
    },
  },
  esegui: async ({ ctx, applicazione, parametri }) => {
    const idSession = parametri['idSession'] ?? '';
    const { esito } = await ctx.tx((t) => statoCarrelloPreparato(t, { enteId: applicazione.enteId, idSession }));
    if (esito === 'sconosciuto') return rifiutoApi('CARRELLO_SCONOSCIUTO', 404);
    return ok({ stato: 200, corpo: { idSession, esito } });
  },
});
