import { Type } from 'typebox';
import { ok } from '#kernel/esito';
import { leggiEventiDopo, type EventoDetto } from '#modules/eventi';
import { quantiDi, unaPagina } from '../pagine.ts';
import { rotta, type Rotta } from '../rotta.ts';
import { elenco, istante, oggetto, PAGINA } from '../schemi.ts';
import { dopoErrato } from './dovuti.ts';

const EVENTO = oggetto(
  {
    id: Type.String({ description: 'Lo stesso «webhook-id» con cui arriva a chi è abbonato.' }),
    type: Type.String({ description: 'Che cosa è accaduto, come dovuto.pagato.' }),
    timestamp: istante('Quando.'),
    data: Type.Record(Type.String(), Type.Unknown(), { description: 'Codici, importi e stati: mai una persona.' }),
  },
  { title: 'Evento' },
);

const NUMERO = /^[1-9][0-9]{0,14}$/;

const lista = rotta({
  metodo: 'GET',
  percorso: '/eventi',
  nome: 'elencaEventi',
  ambito: 'pagati',
  gruppo: 'Eventi',
  titolo: 'Elenca gli eventi, dal primo',
  descrizione:
    'Gli stessi che arrivano firmati a chi è abbonato, per chi preferisce chiedere: di novanta giorni, e dei soli generi che un ' +
    'abbonamento dell’ente vuole. Conserva l’ultimo «dopo» che ti è stato dato e la volta dopo ricomincia da lì; a pagina vuota ' +
    'tieni quello di prima.',
  query: oggetto(PAGINA),
  risposte: { 200: { descrizione: 'Una pagina.', schema: elenco(EVENTO, 'PaginaEventi') } },
  rifiuta: [422],
  esegui: async ({ ctx, query, req }) => {
    const { dopo: detto } = query;
    if (detto !== undefined && !NUMERO.test(detto)) return dopoErrato();
    const quanti = quantiDi(query);
    const righe = await leggiEventiDopo(ctx, { dopo: detto === undefined ? null : Number(detto), quanti: quanti + 1 });
    const cursore = ({ numero }: EventoDetto): string => String(numero);
    const mostra = ({ id, corpo }: EventoDetto): object => ({ id, ...corpo });
    const pagina = unaPagina(righe, { quanti, cursore, mostra, url: req.url });
    const ultimo = righe.at(-1);
    const fine = righe.length <= quanti && ultimo !== undefined ? cursore(ultimo) : null;
    return ok({
      stato: 200,
      ...pagina,
      corpo: fine === null ? pagina.corpo : { ...(pagina.corpo as object), dopo: fine },
    });
  },
});

/** What an ente's software is told of, asked for. */
export const ROTTE_EVENTI: readonly Rotta[] = [lista];
