import type { EnteId, IuvId } from '#kernel/ids';
import { campoTesto, lavoro, type Lavoro } from '#platform/jobs';
import { dimenticaRichieste, LAVORO_SPONTANEO } from './acts/spontaneo.ts';
import { accogliSpontaneo } from './acts/spontaneo-accogli.ts';
import { LAVORO_RICERCA, tieniRicerca } from './acts/ricerca.ts';
import { LAVORO_RITIRO, ritira } from './acts/ritira.ts';
import { contaOltreTermine, seguiConteggio } from './store/conteggio.ts';
import { deleteRicercheScadute } from './store/ricerca-salvata.ts';
import type { RichiestaId } from './store/spontaneo.ts';

/** Background work of this module. */
export const lavori: Lavoro[] = [
  lavoro({
    nome: LAVORO_SPONTANEO,
    scopo: 'Prepara l’avviso di un pagamento che un cittadino ha chiesto e confermato',
    esegui: (ctx, payload) =>
      accogliSpontaneo(ctx, {
        enteId: campoTesto(payload, 'enteId') as EnteId,
        richiestaId: campoTesto(payload, 'richiestaId') as RichiestaId,
      }),
  }),
  lavoro({
    nome: LAVORO_RITIRO,
    scopo: 'Annulla un avviso che chi lo aveva chiesto ha ritirato',
    esegui: (ctx, payload) => ritira(ctx, campoTesto(payload, 'iuvId') as IuvId),
  }),
  lavoro({
    nome: 'posizioni.dimentica_richieste',
    scopo:
      'Cancella le richieste di pagamento che nessuno ha confermato in un giorno, quelle non accolte, e i file che nessuna tiene',
    quando: '23 * * * *',
    allAvvio: true,
    esegui: dimenticaRichieste,
  }),
  lavoro({
    nome: LAVORO_RICERCA,
    scopo: 'Tiene aggiornato ciò in cui si cercano i dovuti per parole e importi',
    quando: '* * * * *',
    allAvvio: true,
    esegui: tieniRicerca,
  }),
  lavoro({
    nome: 'posizioni.dimentica_ricerche',
    scopo: 'Cancella ciò che gli operatori hanno cercato più di otto ore fa',
    quando: '37 * * * *',
    esegui: deleteRicercheScadute,
  }),
  lavoro({
    nome: 'posizioni.conteggio',
    scopo: 'Conta i dovuti di ogni ente per stato e data, per la prima pagina dell’ufficio',
    quando: '* * * * *',
    allAvvio: true,
    esegui: seguiConteggio,
  }),
  lavoro({
    nome: 'posizioni.oltre_termine',
    scopo: 'Conta i dovuti che i termini dei modi di pagare hanno portato oltre i loro giorni',
    quando: '2,12,22,32,42,52 * * * *',
    allAvvio: true,
    esegui: contaOltreTermine,
  }),
];
