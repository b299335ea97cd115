import type { ArrivoId, RicevutaId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { campoTesto, lavoro, type Lavoro } from '#platform/jobs';
import { accogli, LAVORO_ACCOGLI } from './acts/accogli-orfana.ts';
import { annunciaLasciato } from './acts/carrello.ts';
import { chiudiArrivi, LAVORO_CHIUDI_ARRIVO, ritiraDovuti } from './acts/chiudi-arrivo.ts';
import { registraRicevuta, type MessaggioRicevuta } from './acts/ricevuta.ts';
import type { StazioneDiEnte } from './core/chiamata.ts';
import { LAVORO_RIELABORA } from './fermi.ts';
import { lasciaCarrelli } from './store/carrello.ts';
import { selectStazioni } from './store/nodo.ts';
import { deleteAvvisiEnte } from './store/presso-ente.ts';
import { seguiRiassunto } from './store/riassunto.ts';
import { contaDaElaborare, lockDaElaborare, segnaElaborato, type MessaggioDaElaborare } from './store/messaggi.ts';

/** Reads a stored message again, as the Nodo's door reads it: the grammar is the door's, and this module does not know it. */
type Rilettura = (messaggio: MessaggioDaElaborare) => MessaggioRicevuta | null;

/** Messages that one run works on at most: a fault that hits many is mended once, and they go through in a few runs. */
const MESSAGGI_MAX = 1000;

/**
 * Works again on the receipts that could not be worked on when they came (model 6), which a new version may be able to: each in its own
 * transaction, one that still fails stays where it is. Those that are left are an alarm in the log.
 */
export function lavori(rileggi: Rilettura): Lavoro[] {
  return [
    lavoro({
      nome: LAVORO_RIELABORA,
      scopo: 'Registers again the receipts that could not be worked on when they came',
      quando: '37 * * * *',
      allAvvio: true,
      esegui: async (ctx) => {
        const configurazione = await selectStazioni(ctx);
        let dopo: string | null = null;
        for (let n = 0; n < MESSAGGI_MAX; n += 1) {
          dopo = await rielaboraUno(ctx, { configurazione, rileggi, dopo });
          if (dopo === null) break;
        }
        const restano = await contaDaElaborare(ctx);
        if (restano > 0) ctx.log.warn('pagamenti.da_elaborare', { restano });
      },
    }),
    lavoro({
      nome: 'pagamenti.carrelli',
      scopo: 'Lets go of the carrelli that nobody came back to; nothing is kept from being paid meanwhile',
      quando: '17 * * * *',
      esegui: async (ctx) => {
        const { inParte, ...lasciati } = await ctx.tx(async (t) => {
          const quali = await lasciaCarrelli(t);
          for (const carrelloId of quali.inParte) await annunciaLasciato(t, carrelloId);
          return quali;
        });
        const chiusi = await chiudiArrivi(ctx);
        const { eliminati, abbandonati } = lasciati;
        if (eliminati + abbandonati + chiusi > 0)
          ctx.log.info('pagamenti.carrelli', { ...lasciati, inParte: inParte.length, chiusi });
      },
    }),
    lavoro({
      nome: 'pagamenti.riassunto',
      scopo: 'Somma ciò che è arrivato a ogni ente, giorno per giorno, per la prima pagina dell’ufficio',
      quando: '* * * * *',
      allAvvio: true,
      esegui: seguiRiassunto,
    }),
    lavoro({
      nome: LAVORO_ACCOGLI,
      scopo: 'Makes a dovuto of a payment of a notice that only the ente knew',
      esegui: (ctx, payload) => accogli(ctx, campoTesto(payload, 'ricevutaId') as RicevutaId),
    }),
    lavoro({
      nome: 'pagamenti.avvisi_ente',
      scopo: 'Forgets what the services of the enti said of notices that nobody has paid',
      quando: '43 3 * * *',
      esegui: async (ctx) => {
        const primaDi = new Date(ctx.now.getTime() - LIMITI.avvisoEnteMs);
        await ctx.tx((t) => deleteAvvisiEnte(t, primaDi));
      },
    }),
    lavoro({
      nome: LAVORO_CHIUDI_ARRIVO,
      scopo: 'Takes back what was made for a payment that an ente prepared and nobody made',
      esegui: (ctx, payload) => ritiraDovuti(ctx, campoTesto(payload, 'arrivoId') as ArrivoId),
    }),
  ];
}

type Passo = { configurazione: readonly StazioneDiEnte[]; rileggi: Rilettura; dopo: string | null };

/** The id of the message that was worked on, well or not; null when there are no more. */
async function rielaboraUno(ctx: Ctx, { configurazione, rileggi, dopo }: Passo): Promise<string | null> {
  const visto: { id: string | null } = { id: null };
  try {
    await ctx.tx(async (t) => {
      const messaggio = await lockDaElaborare(t, dopo);
      visto.id = messaggio?.id ?? null;
      const letto = messaggio === null ? null : rileggi(messaggio);
      if (messaggio === null || letto === null) return;
      await registraRicevuta(t, configurazione, letto);
      await segnaElaborato(t, messaggio.id);
    });
  } catch (causa) {
    if (visto.id === null) throw causa;
    ctx.log.error('pagamenti.rielabora', causa, { messaggio: visto.id });
  }
  return visto.id;
}
