import type { AnnulloId, FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { campoTesto, lavoro, type Lavoro } from '#platform/jobs';
import { prenotaProgrammati } from './esportazioni/programmate.ts';
import { LAVORO_DOVUTI } from './acts/accoda-carico.ts';
import { applicaAnnullo, LAVORO_ANNULLO } from './acts/annulla-flusso.ts';
import { buttaDimenticate, LAVORO_ANTEPRIMA, LAVORO_BUTTA, svuotaAnteprima } from './acts/anteprima.ts';
import { calcolaAnteprima } from './acts/calcola-anteprima.ts';
import { caricaDovuti } from './acts/carica-dovuti.ts';
import { dimenticaFogliLink } from './acts/foglio-link.ts';
import { esportaConservazione, LAVORO_CONSERVAZIONE } from './acts/esporta-conservazione.ts';
import { esportaScaduti, LAVORO_SCADUTI } from './acts/esporta-scaduti.ts';
import { esportaPagati, LAVORO_PAGATI } from './acts/esporta-pagati.ts';
import { dimenticaInvii } from './acts/invio.ts';
import { consegnaFile, LAVORO_CONSEGNA } from './consegne/consegna.ts';
import { LAVORO_PROVA, provaDestinazione } from './consegne/destinazioni.ts';
import { chiudiInterrotti } from './acts/chiudi-interrotti.ts';

export const lavori: Lavoro[] = [
  lavoro({
    nome: LAVORO_ANTEPRIMA,
    scopo: 'Calcola che cosa diventerebbero le righe di un file di dovuti, prima che qualcuno lo confermi',
    esegui: (ctx, payload) => calcolaAnteprima(ctx, campoTesto(payload, 'flussoId') as FlussoId),
  }),
  lavoro({
    nome: LAVORO_BUTTA,
    scopo: 'Toglie ciò che resta di un file buttato via prima di caricarlo',
    esegui: (ctx, payload) => svuotaAnteprima(ctx, campoTesto(payload, 'flussoId') as FlussoId),
  }),
  lavoro({
    nome: 'flussi.dimentica_fogli_link',
    scopo:
      'Cancella le righe dei fogli di link che nessuno ha confermato, e quelle confermate da tre mesi: i link restano',
    quando: '25 1 * * *',
    esegui: dimenticaFogliLink,
  }),
  lavoro({
    nome: 'flussi.dimentica_invii',
    scopo: 'Cancella i permessi di inviare un file che un gestionale ha chiesto e non ha usato',
    quando: '30 1 * * *',
    esegui: dimenticaInvii,
  }),
  lavoro({
    nome: 'flussi.butta_arrivi',
    scopo: 'Toglie i pezzi dei file che nessuno ha finito di mandare da un giorno',
    quando: '35 1 * * *',
    esegui: async (ctx) => {
      await ctx.files.pulisci(new Date(ctx.now.getTime() - LIMITI.apiCaricamentoMs));
    },
  }),
  lavoro({
    nome: 'flussi.butta_dimenticate',
    scopo: 'Butta via i file che nessuno ha confermato da un mese',
    quando: '20 1 * * *',
    esegui: buttaDimenticate,
  }),
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
    nome: LAVORO_SCADUTI,
    scopo: 'Scrive il file dei dovuti che scadono in un giorno',
    esegui: (ctx, payload) => esportaScaduti(ctx, campoTesto(payload, 'flussoId') as FlussoId),
  }),
  lavoro({
    nome: LAVORO_CONSERVAZIONE,
    scopo: "Scrive l'archivio delle ricevute per la conservazione a norma",
    esegui: (ctx, payload) => esportaConservazione(ctx, campoTesto(payload, 'flussoId') as FlussoId),
  }),
  lavoro({
    nome: 'flussi.prenota_programmati',
    scopo: 'Prenota i file di incassi programmati, ciascuno da dove era arrivato il precedente',
    quando: '10 3 * * *',
    esegui: prenotaProgrammati,
  }),
  lavoro({
    nome: LAVORO_CONSEGNA,
    scopo: 'Consegna un file di incassi programmato dove l’ente lo vuole: una prova, e se serve la prossima più tardi',
    esegui: (ctx, payload) =>
      consegnaFile(ctx, {
        flussoId: campoTesto(payload, 'flussoId') as FlussoId,
        destinazioneId: campoTesto(payload, 'destinazioneId'),
      }),
  }),
  lavoro({
    nome: LAVORO_PROVA,
    scopo: 'Prova se dove l’ente vuole i suoi file si entra e si scrive',
    esegui: (ctx, payload) => provaDestinazione(ctx, campoTesto(payload, 'destinazioneId')),
  }),
  lavoro({
    nome: 'flussi.chiudi_interrotti',
    scopo: 'Dichiara non riusciti i flussi che da troppo tempo finiscono in un guasto a ogni prova',
    quando: '*/15 * * * *',
    esegui: chiudiInterrotti,
  }),
];
