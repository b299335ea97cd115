import type { CarrelloId, DelegaId, FlussoId } from '#kernel/ids';
import { FATTO_ABBONAMENTO_SOSPESO } from '#modules/eventi';
import { FATTO_CONSEGNA_FALLITA, FATTO_FLUSSO_FINITO } from '#modules/flussi';
import { FATTO_CARRELLO_LASCIATO, FATTO_CARRELLO_PAGATO, FATTO_RITORNO_NUOVO } from '#modules/pagamenti';
import { FATTO_DELEGA_DECISA } from '#modules/posizioni';
import { FATTO_INVITATO, FATTO_PROVA_CHIESTA, type InvitoId, type ProvaId } from '#modules/utenti';
import { campoTesto, lavoro, type Lavoro } from '#platform/jobs';
import { LAVORO_INVIA } from './accoda.ts';
import { inviaMessaggio, preparaAncora, preparaProva } from './acts.ts';
import { preparaAbbonamento } from './abbonamento.ts';
import { preparaCarrello } from './carrello.ts';
import { preparaConsegna } from './consegna.ts';
import { preparaDelega } from './delega.ts';
import { preparaFlusso } from './flusso.ts';
import { preparaInvito } from './invito.ts';
import { preparaPromemoria } from './promemoria.ts';
import { preparaRitorno } from './ritorno.ts';
import { seguiRicevute } from './ricevuta.ts';
import { pulisciSegnalazioni } from './segnalazione.ts';

/** Work of this module, and the facts it follows. */
export const lavori: Lavoro[] = [
  lavoro({
    nome: FATTO_PROVA_CHIESTA,
    scopo: 'Prepara la mail con il link e il codice per leggere un avviso',
    esegui: (ctx, payload) => preparaProva(ctx, campoTesto(payload, 'provaId') as ProvaId),
  }),
  lavoro({
    nome: FATTO_INVITATO,
    scopo: 'Prepara la mail con il link per chi è invitato a lavorare per un ente',
    esegui: (ctx, payload) => preparaInvito(ctx, campoTesto(payload, 'invitoId') as InvitoId),
  }),
  lavoro({
    nome: 'fatto.registro.ancora',
    scopo: "Prepara la mail con l'impronta dell'ultimo blocco del registro",
    esegui: (ctx) => preparaAncora(ctx),
  }),
  lavoro({
    nome: FATTO_CARRELLO_PAGATO,
    scopo: 'Prepara la mail con le ricevute per chi ha pagato dal portale',
    esegui: async (ctx, payload) => {
      await preparaCarrello(ctx, campoTesto(payload, 'carrelloId') as CarrelloId);
      // Who owed is told now, not in a minute.
      await seguiRicevute(ctx);
    },
  }),
  lavoro({
    nome: FATTO_CARRELLO_LASCIATO,
    scopo: 'Prepara la mail con le ricevute arrivate di un carrello pagato in parte',
    esegui: (ctx, payload) => preparaCarrello(ctx, campoTesto(payload, 'carrelloId') as CarrelloId),
  }),
  lavoro({
    nome: 'notifiche.ricevute',
    scopo: 'Prepara le mail con la ricevuta per chi doveva pagare, dovunque si sia pagato',
    quando: '* * * * *',
    esegui: (ctx) => seguiRicevute(ctx),
  }),
  lavoro({
    nome: 'notifiche.promemoria',
    scopo:
      'Prepara le mail con i nuovi avvisi e con quelli che stanno per scadere, per chi le ha chieste nel suo profilo',
    quando: '30 6 * * *',
    esegui: (ctx) => preparaPromemoria(ctx),
  }),
  lavoro({
    nome: FATTO_FLUSSO_FINITO,
    scopo: 'Prepara la mail che dice a chi ha inviato un flusso com’è finito',
    esegui: (ctx, payload) => preparaFlusso(ctx, campoTesto(payload, 'flussoId') as FlussoId),
  }),
  lavoro({
    nome: FATTO_CONSEGNA_FALLITA,
    scopo: 'Prepara la mail che dice a chi amministra un ente che un file non è arrivato dove doveva',
    esegui: (ctx, payload) =>
      preparaConsegna(ctx, {
        flussoId: campoTesto(payload, 'flussoId') as FlussoId,
        destinazioneId: campoTesto(payload, 'destinazioneId'),
      }),
  }),
  lavoro({
    nome: FATTO_ABBONAMENTO_SOSPESO,
    scopo: 'Prepara la mail che dice a chi amministra un ente che un gestionale non riceve più gli eventi',
    esegui: (ctx, payload) => preparaAbbonamento(ctx, campoTesto(payload, 'abbonamentoId')),
  }),
  lavoro({
    nome: FATTO_RITORNO_NUOVO,
    scopo: 'Prepara la mail che dice a chi amministra un ente che chi paga torna a un sito mai visto prima',
    esegui: (ctx, payload) => preparaRitorno(ctx, campoTesto(payload, 'origine')),
  }),
  lavoro({
    nome: FATTO_DELEGA_DECISA,
    scopo: 'Prepara la mail che dice a chi ha chiesto una delega che cosa ha deciso l’ente',
    esegui: (ctx, payload) => preparaDelega(ctx, campoTesto(payload, 'delegaId') as DelegaId),
  }),
  lavoro({
    nome: 'notifiche.pulisci_segnalazioni',
    scopo: 'Cancella le segnalazioni dei cittadini di più di sei mesi fa',
    quando: '41 3 * * *',
    esegui: (ctx) => pulisciSegnalazioni(ctx),
  }),
  lavoro({
    nome: LAVORO_INVIA,
    scopo: 'Invia un messaggio della posta in uscita',
    esegui: (ctx, payload) => inviaMessaggio(ctx, campoTesto(payload, 'messaggioId')),
  }),
];
