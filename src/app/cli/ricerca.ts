import { confrontaRicerca, ricostruisciRicerca } from '#modules/posizioni';
import { creaCtx, type Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.ricerca;

/** `ricerca verifica`: compares what searches answer from with the dovuti; `ricerca ricostruisci`: makes it anew, while people search. */
export async function comandoRicerca(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema', id: 'comando' } });
  const cosa = argomenti.join(' ');
  if (cosa === 'ricostruisci') return { righe: [testi.ricostruita(await ricostruisciRicerca(ctx))], codice: 0 };
  if (cosa !== 'verifica') return { righe: [testi.uso], codice: 2 };
  const esito = await confrontaRicerca(ctx, null);
  const giusta = esito.mancano + esito.avanzano + esito.diversi === 0;
  return { righe: [giusta ? testi.giusta : testi.diversa(esito)], codice: giusta ? 0 : 1 };
}
