import type { CodiceFiscale } from '#kernel/codice-fiscale';
import { ok, type Esito } from '#kernel/esito';
import type { DelegaId, EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { TIPI_ALLEGATO } from '../core/allegato.ts';
import { leggiDelega, type DelegaDigitata } from '../core/delega.ts';
import { rifiutoDelega, type RifiutoAllegato, type RifiutoDelega } from '../core/rifiuti.ts';
import { insertDelega, RIFIUTI_CHIESTA } from '../store/deleghe.ts';
import { preparaFile } from './allegati.ts';

/** Who asks, as they signed in. */
type Delegato = { codiceFiscale: CodiceFiscale; nome: string; cognome: string };
type Chiesta = DelegaDigitata & { enteId: EnteId; delegato: Delegato; file: { nome: string; byte: Buffer } };

/** Who signed in asks an ente to act for another there; the document says by what right. The ente decides. */
export async function chiediDelega(
  ctx: Ctx,
  { enteId, delegato, file, ...digitata }: Chiesta,
): Promise<Esito<DelegaId, RifiutoDelega | RifiutoAllegato>> {
  const letta = leggiDelega(digitata, { delegato: delegato.codiceFiscale, oggi: ctx.oggi });
  if (!letta.ok) return letta;
  const campo = { accetta: TIPI_ALLEGATO, bytesMax: LIMITI.allegatoBytesMax };
  const pronto = await preparaFile(ctx, file, campo);
  if (!pronto.ok) return pronto;
  const delegatoNome = `${delegato.nome} ${delegato.cognome}`;
  return ctx.per(enteId).tx(async (t): Promise<Esito<DelegaId, RifiutoDelega>> => {
    const { esito, id } = await insertDelega(t, enteId, { ...letta.value, ...pronto.value, delegatoNome });
    if (esito !== 'chiesta') return rifiutoDelega(RIFIUTI_CHIESTA[esito]);
    await annota(t, { azione: 'delega.chiesta', oggetto: 'delega', oggettoId: id });
    return ok(id);
  });
}
