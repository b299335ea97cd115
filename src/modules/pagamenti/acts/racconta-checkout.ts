import { randomUUID } from 'node:crypto';
import { scriviEventi, type Evento } from '#modules/registro';
import type { Ctx, ScambioCheckout } from '#platform/contesto';
import type { StazioneDiEnte } from '../core/chiamata.ts';
import type { Carrello, Voce } from '../store/carrello.ts';

/** A notice that was asked of Checkout, and who asks for it. */
type VoceChiesta = Pick<Voce, 'enteId' | 'enteCf' | 'numeroAvviso'> & { iuv: string | null; stazione: StazioneDiEnte };

/** `eventType` of `POST /carts`. */
const EVENTO_CARRELLO = 'checkoutPostCarts';

/**
 * `POST /carts` is a message exchanged with pagoPA: it goes in the giornale degli eventi, request and answer, once for each notice. The
 * message names the notices of all the enti of the carrello: it is kept under the notices where they are all of one ente, else apart, under
 * no ente. Called when the answer is there: a process that dies while it waits leaves a carrello that is sent again.
 */
export async function raccontaCheckout(
  ctx: Ctx,
  { carrello, voci, scambio }: { carrello: Carrello; voci: readonly VoceChiesta[]; scambio: ScambioCheckout },
): Promise<void> {
  const { richiesta, risposta, come, durataMs } = scambio;
  const correlazione = randomUUID();
  const comune = { categoria: 'INTERFACE', tipo: EVENTO_CARRELLO, rispondente: 'Checkout', correlazione } as const;
  const coppia = (di: Partial<Evento>, { conMessaggio }: { conMessaggio: boolean }): Evento[] => [
    {
      ...{ ...comune, ...di, sottotipo: 'REQ', istante: ctx.now },
      ...{ parametri: `idCart=${carrello.idCart}`, contenuto: conMessaggio ? richiesta : null },
    },
    {
      ...{ ...comune, ...di, sottotipo: 'RESP', istante: new Date(ctx.now.getTime() + durataMs) },
      ...{ parametri: `idCart=${carrello.idCart} come=${come} durataMs=${durataMs}` },
      ...{ esito: come === 'http_302' ? 'OK' : 'KO', contenuto: conMessaggio ? risposta : null },
    },
  ];
  const sola = new Set(voci.map(({ enteId }) => enteId)).size === 1;
  const eventi = voci.flatMap(({ enteId, enteCf, numeroAvviso, iuv, stazione }) =>
    coppia(
      { enteId, dominio: enteCf, numeroAvviso, iuv, richiedente: stazione.intermediario, stazione: stazione.stazione },
      { conMessaggio: sola },
    ),
  );
  const apparte = sola ? [] : coppia({ richiedente: voci[0]?.stazione.intermediario }, { conMessaggio: true });
  await ctx.tx((t) => scriviEventi(t, [...eventi, ...apparte], { ricevuta: false }));
}
