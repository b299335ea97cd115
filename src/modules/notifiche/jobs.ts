import { FATTO_PROVA_CHIESTA, type ProvaId } from '#modules/utenti';
import { campoTesto, lavoro, type Lavoro } from '#platform/jobs';
import { inviaMessaggio, LAVORO_INVIA, preparaAncora, preparaProva } from './acts.ts';

/** Work of this module, and the facts it follows. */
export const lavori: Lavoro[] = [
  lavoro({
    nome: FATTO_PROVA_CHIESTA,
    scopo: 'Prepara la mail con il link e il codice per leggere un avviso',
    esegui: (ctx, payload) => preparaProva(ctx, campoTesto(payload, 'provaId') as ProvaId),
  }),
  lavoro({
    nome: 'fatto.registro.ancora',
    scopo: "Prepara la mail con l'impronta dell'ultimo blocco del registro",
    esegui: (ctx) => preparaAncora(ctx),
  }),
  lavoro({
    nome: LAVORO_INVIA,
    scopo: 'Invia un messaggio della posta in uscita',
    esegui: (ctx, payload) => inviaMessaggio(ctx, campoTesto(payload, 'messaggioId')),
  }),
];
