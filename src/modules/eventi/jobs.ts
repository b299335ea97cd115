import { campoTesto, lavoro, type Lavoro } from '#platform/jobs';
import { consegnaEventi, LAVORO_CONSEGNA, LAVORO_PROVA, provaAbbonamento } from './acts/consegna.ts';
import { dimenticaEventi, LAVORO_SEGUI, tieniEventi } from './acts/segui.ts';
import { LAVORO_SPINGI, provaSpinta, spingiEsiti } from './acts/spingi.ts';
import { LAVORO_PROVA_SPINTA } from './acts/spinta.ts';

/** Background work of this module. */
export const lavori: Lavoro[] = [
  lavoro({
    nome: LAVORO_SEGUI,
    scopo:
      'Tiene nota di ciò che accade, per i gestionali che hanno chiesto di saperlo, e mette in coda ciò che va mandato',
    quando: '* * * * *',
    allAvvio: true,
    esegui: tieniEventi,
  }),
  lavoro({
    nome: LAVORO_CONSEGNA,
    fuori: true,
    scopo: 'Manda al gestionale di un ente gli eventi che lo aspettano',
    esegui: async (ctx, payload) => {
      const abbonamentoId = campoTesto(payload, 'abbonamentoId');
      const { altro } = await consegnaEventi(ctx, abbonamentoId);
      const chiave = `${LAVORO_CONSEGNA}:${abbonamentoId}`;
      if (altro) await ctx.enqueue(LAVORO_CONSEGNA, payload, { chiave, coda: chiave });
    },
  }),
  lavoro({
    nome: LAVORO_PROVA,
    fuori: true,
    scopo: 'Manda un evento di prova al gestionale di un ente',
    esegui: (ctx, payload) => provaAbbonamento(ctx, campoTesto(payload, 'abbonamentoId')),
  }),
  lavoro({
    nome: LAVORO_SPINGI,
    fuori: true,
    scopo: 'Spinge al gestionale di un ente l’esito dei pagamenti',
    esegui: (ctx) => spingiEsiti(ctx),
  }),
  lavoro({
    nome: LAVORO_PROVA_SPINTA,
    fuori: true,
    scopo: 'Prova se il gestionale di un ente risponde dove si spingono gli esiti',
    esegui: (ctx, payload) => provaSpinta(ctx, campoTesto(payload, 'spintaId')),
  }),
  lavoro({
    nome: 'eventi.dimentica',
    scopo: 'Cancella gli eventi di più di novanta giorni fa, e come erano andati',
    quando: '17 4 * * *',
    esegui: dimenticaEventi,
  }),
];
