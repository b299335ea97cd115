import { valoreDi } from '#kernel/esito';
import { modificaTipoDovuto, pubblicaModulo, salvaBozza, type CambiTipo } from '#modules/enti';
import { lavori } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { creaCtx } from '#platform/contesto';
import { ctxDi, type EnteDiProva } from './un-ente.ts';

const testo = (it: string): { etichetta: { it: string } } => ({ etichetta: { it } });

/** A form of a citizen's own will: lamps in rows, at a price by place that a table says; whose they are is not for everybody. */
export const CIMITERO = {
  formato: 1,
  titolo: { it: 'Luci votive' },
  introduzione: { it: 'Paghi il canone di un anno.' },
  schema: {
    type: 'object',
    ordine: ['luogo', 'defunto', 'righe', 'spedizione', 'indirizzo', 'totale'],
    required: ['luogo', 'defunto'],
    properties: {
      luogo: {
        genere: 'scelta',
        type: 'string',
        ...testo('Cimitero'),
        oneOf: [
          { const: 'nord', title: 'Nord' },
          { const: 'sud', title: 'Sud' },
        ],
      },
      defunto: { genere: 'testo', type: 'string', personale: true, maxLength: 60, ...testo('Nome del defunto') },
      righe: {
        genere: 'ripetibile',
        type: 'array',
        minItems: 1,
        maxItems: 3,
        ...testo('Lampade'),
        items: {
          type: 'object',
          ordine: ['quante'],
          required: ['quante'],
          properties: {
            quante: { genere: 'numero', type: 'integer', minimum: 1, maximum: 9, ...testo('Quante lampade') },
          },
        },
      },
      spedizione: { genere: 'si_no', type: 'boolean', ...testo('Voglio la ricevuta a casa') },
      indirizzo: {
        genere: 'testo',
        type: 'string',
        personale: true,
        visibileSe: 'spedizione',
        obbligatorioSe: 'spedizione',
        ...testo('Indirizzo'),
      },
      totale: {
        genere: 'numero',
        type: 'integer',
        valore: 'somma(righe.map(r, oppure(r.quante, 0)))',
        ...testo('Lampade in tutto'),
      },
    },
  },
  importo: {
    modo: 'calcolato',
    voci: [{ etichetta: { it: 'Canone' }, perOgni: 'righe', quantita: 'riga.quante', prezzo: 'euro(15)' }],
  },
  causale: 'Luce votiva di {{defunto}}, cimitero {{luogo}}',
  causalePubblica: 'Luce votiva, cimitero {{luogo}}',
  capitolo: { codice: 'luogo == "nord" ? "3100" : "3200"' },
};

/** The same, at another price. */
export const cimiteroA = (euro: number): object => ({
  ...CIMITERO,
  importo: { ...CIMITERO.importo, voci: [{ ...CIMITERO.importo.voci[0], prezzo: `euro(${euro})` }] },
});

/** Publishes a form for the kind of due of the ente, and lets citizens begin it by themselves. */
export async function conModulo(
  mondo: Mondo,
  ente: EnteDiProva,
  { definizione = CIMITERO, cambi = {} }: { definizione?: object; cambi?: CambiTipo } = {},
): Promise<number> {
  const { tipoDovutoId } = ente;
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const versione = valoreDi(await salvaBozza(ctx, { tipoDovutoId, definizione }));
  valoreDi(await pubblicaModulo(ctx, { tipoDovutoId, versione }));
  valoreDi(await modificaTipoDovuto(ctx, { tipoDovutoId, cambi: { spontaneo: true, ...cambi } }));
  return versione;
}

/** Does what the worker does of a confirmed request, as often as it is asked to. */
export async function lavoraRichiesta(mondo: Mondo, { enteId }: EnteDiProva, richiestaId: string): Promise<void> {
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'cittadino', id: 'prova' }, enteId });
  await lavori.find(({ nome }) => nome === 'posizioni.spontaneo')?.esegui(ctx, { enteId, richiestaId });
}
