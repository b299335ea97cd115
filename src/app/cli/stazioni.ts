import { parseGiorno } from '#kernel/giorno';
import { chiudiAssociazione, stazioniDiEnte, type Ente } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { misuraImpatto } from '#platform/impatto';
import { comandi } from '#testi/it/comandi';
import { IMPATTI } from '../impatti.ts';
import { ctxPer, rifiutato } from './accessi.ts';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.stazioni;

/**
 * `enti stazione-chiudi <codice IPA> --stazione <codice> --dal <giorno>`: without `--conferma si` it tells how many notices are paid by
 * that station, and changes nothing.
 */
export async function chiudiStazione(
  mondo: Mondo,
  ente: Ente,
  { stazione, dal = '', conferma }: { stazione?: string; dal?: string; conferma?: string },
): Promise<EsitoComando> {
  const giorno = parseGiorno(dal);
  if (stazione === undefined || giorno === null) return { righe: [testi.usoChiudi], codice: 2 };
  const ctx = ctxPer(mondo, ente);
  const sua = (await stazioniDiEnte(ctx)).find(({ codice }) => codice === stazione);
  if (sua === undefined) return rifiutato({ codice: 'STAZIONE_SCONOSCIUTA' });
  if (conferma !== 'si') {
    const { conteggi } = await misuraImpatto(ctx, IMPATTI, { di: 'stazione', id: sua.stazioneId, quante: 0 });
    const avvisi = conteggi.find(({ cosa }) => cosa === 'avvisi_stampati')?.quanti ?? 0;
    return { righe: [testi.tocca(stazione, giorno, avvisi), testi.conferma], codice: 0 };
  }
  const esito = await chiudiAssociazione(ctx, { stazioneId: sua.stazioneId, dal: giorno });
  return esito.ok
    ? { righe: [testi.chiusa(stazione, ente.denominazione, giorno)], codice: 0 }
    : rifiutato(esito.refusal);
}
