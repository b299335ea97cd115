import type { EnteId, RicevutaId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import { leggiEnte, type Ente } from '#modules/enti';
import { leggiAvvisoDellEnte } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { datiRicevuta } from '../dati-ricevuta.ts';
import { disegnaRicevuta } from '../documento.ts';
import { selectRicevuta } from '../store/nuove.ts';

/** A receipt as a file, what a message says of it, under which iuv, and the tax code of who owed. */
export type RicevutaPdf = {
  nome: string;
  corpo: Buffer;
  ente: Ente;
  importoCents: Cents;
  debitore: string;
  iuv: string;
};

/** The paper of a receipt, for who sends it. Null: the notice that it paid is not there any more, or has no number to be called by. */
export async function ricevutaPdf(
  ctx: Ctx,
  quale: { enteId: EnteId; ricevutaId: RicevutaId },
): Promise<RicevutaPdf | null> {
  const suo = ctx.enteId === quale.enteId ? ctx : ctx.per(quale.enteId);
  const letto = await suo.tx(async (t) => {
    const ricevuta = await selectRicevuta(t, quale);
    const ente = await leggiEnte(t, quale.enteId);
    if (ricevuta === null || ricevuta.iuvId === null || ente === null) return null;
    const avviso = await leggiAvvisoDellEnte(t, ricevuta.iuvId);
    if (avviso === null) return null;
    const dati = await datiRicevuta(t, { avviso, ente, ricevuta });
    return dati === null ? null : { dati, ente, debitore: avviso.debitore.codice };
  });
  if (letto === null) return null;
  const { dati, ente, debitore } = letto;
  const corpo = await disegnaRicevuta(dati);
  return {
    nome: `ricevuta_${dati.numeroAvviso}.pdf`,
    corpo,
    ente,
    importoCents: dati.importoCents,
    debitore,
    iuv: dati.iuv,
  };
}
