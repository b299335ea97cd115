import type { CarrelloId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { deleteVoce, insertVoci, selectCarrello, updateNominativo, type Carrello } from '../store/carrello.ts';

/** What became of two carrelli: the one that is theirs now, how many notices have joined it, how many there was no room for. */
export type Uniti = { carrelloId: CarrelloId | null; entrati: number; fuori: number };

/**
 * Somebody signs in: the carrello that they had begun without a name joins theirs. What is there already stays once; what there is no room
 * for stays where it was. Where theirs holds nothing to be paid, the other becomes theirs as it is.
 */
export async function unisciCarrelli(
  ctx: Ctx,
  { suo, altro, email }: { suo: CarrelloId | null; altro: CarrelloId | null; email: string | null },
): Promise<Uniti> {
  return ctx.tx(async (t) => {
    const [mio, nuovo] = await bloccaInOrdine(t, suo, altro);
    const esito = nuovo === null ? null : await unisci(t, mio, nuovo);
    const uniti = esito ?? { carrelloId: suo, entrati: 0, fuori: 0 };
    if (uniti.carrelloId !== null) await updateNominativo(t, uniti.carrelloId, { email });
    return uniti;
  });
}

/** By id, whichever is whose: two windows that sign in at once do not wait for each other. */
async function bloccaInOrdine(
  t: Ctx,
  suo: CarrelloId | null,
  altro: CarrelloId | null,
): Promise<[Carrello | null, Carrello | null]> {
  const letti = new Map<CarrelloId, Carrello | null>();
  for (const id of [suo, altro].filter((uno) => uno !== null).toSorted())
    letti.set(id, await selectCarrello(t, id, { lock: true }));
  const di = (id: CarrelloId | null): Carrello | null => (id === null ? null : (letti.get(id) ?? null));
  return [di(suo), suo === altro ? null : di(altro)];
}

/** Holds something to be paid, and its person may change it: what an ente has prepared is as the ente wants it. */
function siUnisce(carrello: Carrello | null): carrello is Carrello {
  return carrello?.stato === 'aperto' && carrello.arrivoId === null && carrello.voci.length > 0;
}

async function unisci(t: Ctx, mio: Carrello | null, nuovo: Carrello): Promise<Uniti> {
  if (!siUnisce(mio)) return { carrelloId: nuovo.id, entrati: 0, fuori: 0 };
  // Sent, or prepared by an ente: its own page leads to it, and what they were gathering is not lost.
  if (!siUnisce(nuovo)) return { carrelloId: mio.id, entrati: 0, fuori: 0 };
  const chiave = ({ enteId, iuvId }: Carrello['voci'][number]): string => `${enteId} ${iuvId}`;
  const presenti = new Set(mio.voci.map(chiave));
  const altre = nuovo.voci.filter((voce) => !presenti.has(chiave(voce)));
  const entrano = altre.slice(0, Math.max(0, LIMITI.carrelloVociMax - mio.voci.length));
  await insertVoci(t, mio.id, entrano, { dopo: mio.voci.length });
  const restano = new Set(altre.slice(entrano.length));
  for (const voce of nuovo.voci) if (!restano.has(voce)) await deleteVoce(t, nuovo.id, voce);
  return { carrelloId: mio.id, entrati: entrano.length, fuori: restano.size };
}
