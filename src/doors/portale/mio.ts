import { isUuid, type IuvId } from '#kernel/ids';
import { pagatoDalCittadino } from '#modules/pagamenti';
import { avvisoMio, type AvvisoMio } from '#modules/posizioni';
import type { Quale } from './riferimento.ts';
import type { Portale, SessionePortale } from './visita.ts';

/** Which notice, as an address or a form names it. */
type Chiesto = { sessione: SessionePortale | null; iuv: string | undefined };

/** A notice where it is of who signed in, or of whom they act for. The database tells whose it is. */
export async function mioDi({ ctx }: Portale, { sessione, iuv = '' }: Chiesto): Promise<AvvisoMio | null> {
  if (sessione === null || sessione.cittadino === null || !isUuid<IuvId>(iuv)) return null;
  return ctx.tx((t) => avvisoMio(t, iuv));
}

/** A notice that may be read whole, and paid: opened in this session, of who signed in, or paid by them. */
export async function leggibileDi(u: Portale, chiesto: Chiesto): Promise<Quale | null> {
  const { sessione, iuv = '' } = chiesto;
  const aperto = sessione?.aperti.find(({ iuvId }) => iuvId === iuv) ?? null;
  if (aperto !== null || sessione === null || sessione.cittadino === null || !isUuid<IuvId>(iuv)) return aperto;
  const mio = await mioDi(u, chiesto);
  if (mio !== null) return { enteId: mio.enteId, iuvId: mio.iuvId };
  const enteId = await u.ctx.tx((t) => pagatoDalCittadino(t, iuv));
  return enteId === null ? null : { enteId, iuvId: iuv };
}

/** The same, named by the address. */
export function leggibileQui(
  u: Portale,
  { sessione, parametri }: { sessione: SessionePortale | null; parametri: Readonly<Record<string, string>> },
): Promise<Quale | null> {
  return leggibileDi(u, { sessione, iuv: parametri['iuv'] });
}
