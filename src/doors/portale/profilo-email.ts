import { salvaEmail, type Provato } from '#modules/utenti';
import { unisciCarrelli } from '#modules/pagamenti';
import { errore, erroreDi, vai, type Risposta } from '#platform/http/pagina';
import { frase } from './frase.ts';
import { VAI } from './indirizzi.ts';
import type { Portale, RichiestaPortale } from './visita.ts';

/** The link of an address is for who asked for it: whoever else signs in first. Null: it is they. */
export function suoProfilo(u: Portale, { sessione, percorso }: RichiestaPortale, provato: Provato): Risposta | null {
  const persona = sessione?.cittadino ?? null;
  if (persona === null) return vai(VAI.accediPoi(percorso));
  return persona.id === provato.oggettoId ? null : errore('vietato', u.t.profilo.diAltri);
}

/** Saves the address that was proved, and has what they are about to pay written to it. */
export async function salvaProvata(u: Portale, r: RichiestaPortale, provato: Provato): Promise<Risposta> {
  const altri = suoProfilo(u, r, provato);
  if (altri !== null) return altri;
  const salvata = await salvaEmail(u.ctx, provato);
  if (!salvata.ok) return erroreDi(salvata.refusal, frase(u.t, salvata.refusal));
  const suo = r.sessione?.carrelloId ?? null;
  await unisciCarrelli(u.ctx, { suo, altro: null, email: salvata.value.email });
  return vai(`${VAI.profilo}?fatto=email`);
}
