import { Type } from 'typebox';
import { ok } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { leggiFlusso, prenotaIncrementale, prenotaPagati, VERSIONE_2_0, VERSIONI_PAGATI } from '#modules/flussi';
import { rifiutoApi } from '../problema.ts';
import { rotta, type Rotta } from '../rotta.ts';
import { giorno, istante, oggetto, scelta, testo } from '../schemi.ts';
import { consegnaFile, FLUSSO, mostraFlusso, trovaFlusso } from './flussi.ts';

const VERSIONI: readonly string[] = [...VERSIONI_PAGATI, VERSIONE_2_0];

const ESPORTAZIONE = oggetto(
  {
    dal: Type.Optional(giorno('Pagati dal giorno…')),
    al: Type.Optional(giorno('…al giorno, compreso.')),
    da: Type.Optional(istante('Oppure: ciò che si è saputo da un istante in poi, senza buchi e senza doppi.')),
    tipoDovuto: Type.Optional(testo(64, 'Solo di questo tipo dovuto; altrimenti di tutti.')),
    versione: scelta(VERSIONI, 'La versione del file.'),
    conRicevuta: Type.Optional(
      Type.Boolean({ description: 'Con la ricevuta di pagoPA in ogni riga, dove la versione la prevede.' }),
    ),
    formato: Type.Optional(scelta(['csv', 'xlsx'], 'Solo della versione 2.0.')),
  },
  { title: 'EsportazioneNuova' },
);

const prenota = rotta({
  metodo: 'POST',
  percorso: '/esportazioni',
  nome: 'prenotaEsportazione',
  ambito: 'flussi',
  gruppo: 'Esportazioni',
  titolo: 'Prenota un file di pagati',
  descrizione:
    'Si prepara in sottofondo: chiedine lo stato, poi scaricalo. Con «da» la risposta dice anche «fino»: è il «da» della prossima volta.',
  corpo: ESPORTAZIONE,
  risposte: {
    202: {
      descrizione: 'Prenotato.',
      schema: oggetto(
        { ...FLUSSO.properties, fino: Type.Optional(istante('Il «da» della prossima volta.')) },
        { title: 'EsportazionePrenotata' },
      ),
    },
  },
  unaVolta: true,
  esegui: async ({ ctx, corpo }) => {
    const { dal, al, da, tipoDovuto = '', versione, conRicevuta = false, formato = '' } = corpo;
    const cosa = { tipoDovuto, versione, conRicevuta, formato };
    if ((da === undefined) !== (dal !== undefined && al !== undefined) || (da !== undefined && dal !== undefined))
      return rifiutoApi('RICHIESTA_NON_VALIDA', 422, { errori: [{ puntatore: '#/dal', messaggio: GIORNI_O_ISTANTE }] });
    const prenotata =
      da === undefined
        ? await prenotaPagati(ctx, { ...cosa, dal: dal ?? '', al: al ?? '' })
        : await prenotaIncrementale(ctx, { ...cosa, da, a: '' });
    if (!prenotata.ok) return prenotata;
    const { flussoId, fino }: { flussoId: FlussoId; fino?: Date } = prenotata.value;
    const flusso = await ctx.tx((t) => leggiFlusso(t, flussoId));
    if (flusso === null) throw new Error('a file that was booked is not there');
    const corpoFlusso = { ...mostraFlusso(flusso), ...(fino !== undefined && { fino: fino.toISOString() }) };
    return ok({ stato: 202, corpo: corpoFlusso });
  },
});

const GIORNI_O_ISTANTE = 'Di’ «dal» e «al», oppure «da» da solo.';

const uno = rotta({
  metodo: 'GET',
  percorso: '/esportazioni/:id',
  nome: 'leggiEsportazione',
  ambito: 'flussi',
  gruppo: 'Esportazioni',
  titolo: 'A che punto è un file prenotato',
  risposte: { 200: { descrizione: 'Com’è adesso.', schema: FLUSSO } },
  esegui: async ({ ctx, parametri }) => {
    const flusso = await ctx.tx((t) => trovaFlusso(t, parametri['id'] ?? '', 'out'));
    return flusso === null ? rifiutoApi('FLUSSO_SCONOSCIUTO', 404) : ok({ stato: 200, corpo: mostraFlusso(flusso) });
  },
});

const file = rotta({
  metodo: 'GET',
  percorso: '/esportazioni/:id/file',
  nome: 'scaricaEsportazione',
  ambito: 'flussi',
  gruppo: 'Esportazioni',
  titolo: 'Scarica un file prenotato',
  descrizione: 'Quando è eseguito. Gli stessi byte ogni volta.',
  risposte: { 200: { descrizione: 'Il file.', tipo: 'application/zip' } },
  rifiuta: [409],
  esegui: ({ ctx, parametri }) => consegnaFile(ctx, { id: parametri['id'] ?? '', verso: 'out', quale: 'esito' }),
});

/** Files of what was paid: booked, followed, downloaded. */
export const ROTTE_ESPORTAZIONI: readonly Rotta[] = [prenota, uno, file];
