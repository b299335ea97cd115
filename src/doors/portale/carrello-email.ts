import type { CarrelloId } from '#kernel/ids';
import { cambiaEmailCarrello, riferimentoCarrello } from '#modules/pagamenti';
import { emailProvata, type Provato } from '#modules/utenti';
import { vai, type Risposta } from '#platform/http/pagina';
import { VAI } from './indirizzi.ts';
import type { Portale, RichiestaPortale } from './visita.ts';

/** The receipts of a carrello go to the address that was proved: back there, or from another device to how it stands. */
export async function salvaEmailCarrello(u: Portale, { sessione }: RichiestaPortale, p: Provato): Promise<Risposta> {
  const carrelloId = p.oggettoId as CarrelloId;
  const email = await emailProvata(u.ctx, p.provaId);
  if (email !== null) await cambiaEmailCarrello(u.ctx, { carrelloId, email });
  return vai(
    sessione?.carrelloId === carrelloId ? VAI.carrello : VAI.stato(riferimentoCarrello(u.ctx, carrelloId, 'stato')),
  );
}
