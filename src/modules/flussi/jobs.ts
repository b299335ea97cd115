import type { AnnulloId, FlussoId } from '#kernel/ids';
import { campoTesto, lavoro, type Lavoro } from '#platform/jobs';
import { applicaAnnullo, LAVORO_ANNULLO } from './acts/annulla-flusso.ts';
import { caricaDovuti } from './acts/carica-dovuti.ts';
import { esportaPagati, LAVORO_PAGATI } from './acts/esporta-pagati.ts';
import { chiudiInterrotti } from './acts/chiudi-interrotti.ts';
import { LAVORO_DOVUTI } from './acts/ricevi-dovuti.ts';

export const lavori: Lavoro[] = [
  lavoro({
    nome: LAVORO_DOVUTI,
    scopo: 'Carica un file di dovuti ricevuto, a fette che riprendono da dove erano',
    esegui: (ctx, payload) => caricaDovuti(ctx, campoTesto(payload, 'flussoId') as FlussoId),
  }),
  lavoro({
    nome: LAVORO_ANNULLO,
    scopo: 'Annulla, a fette che riprendono da dove erano, ciò che un file ha portato e si può ancora pagare',
    esegui: (ctx, payload) => applicaAnnullo(ctx, campoTesto(payload, 'annulloId') as AnnulloId),
  }),
  lavoro({
    nome: LAVORO_PAGATI,
    scopo: 'Scrive il file dei dovuti pagati che un operatore o il SIL ha prenotato',
    esegui: (ctx, payload) => esportaPagati(ctx, campoTesto(payload, 'flussoId') as FlussoId),
  }),
  lavoro({
    nome: 'flussi.chiudi_interrotti',
    scopo: 'Dichiara non riusciti i flussi che da troppo tempo finiscono in un guasto a ogni prova',
    quando: '*/15 * * * *',
    esegui: chiudiInterrotti,
  }),
];
