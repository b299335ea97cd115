import { collauda } from '#modules/adesioni';
import { enteDaCodIpa } from '#modules/enti';
import { creaCtx, type Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { ufficioCollaudo } from '#testi/it/ufficio-collaudo';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.collaudo;
const GIORNI = 7;

/** `collaudo <codice IPA> [live]`: what the software of an ente has shown that it can do, requirement by requirement. */
export async function comandoCollaudo(
  mondo: Mondo,
  [codIpa, ambiente = 'prova']: readonly string[],
): Promise<EsitoComando> {
  if (codIpa === undefined || (ambiente !== 'prova' && ambiente !== 'live')) return { righe: [testi.uso], codice: 2 };
  const attore = { tipo: 'sistema', id: 'comando' } as const;
  const ente = await enteDaCodIpa(creaCtx(mondo, { ruolo: 'worker', attore }), { codIpa, ambiente });
  if (ente === null) return { righe: [testi.sconosciuto(codIpa, ambiente)], codice: 1 };
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore, enteId: ente.enteId });
  const { requisiti, superati } = await collauda(ctx, { giorni: GIORNI });
  const { requisiti: detti, ultimoRifiuto, superati: quanti } = ufficioCollaudo;
  const righe = requisiti.map(
    ({ id, stato, ultimoCodice }) =>
      `${stato.padEnd(12)} ${detti[id].nome}${ultimoCodice === null ? '' : ` (${ultimoRifiuto} ${ultimoCodice})`}`,
  );
  return { righe: [...righe, '', quanti(superati, requisiti.length)], codice: superati === requisiti.length ? 0 : 3 };
}
