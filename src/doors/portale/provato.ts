import type { IuvId } from '#kernel/ids';
import { SCOPO_CARRELLO } from '#modules/pagamenti';
import { confermaSpontaneo, SCOPO_SPONTANEO } from '#modules/posizioni';
import { concediApertura, SCOPO_PROFILO, type Provato } from '#modules/utenti';
import { errore, vai, type Risposta } from '#platform/http/pagina';
import { salvaEmailCarrello } from './carrello-email.ts';
import { VAI } from './indirizzi.ts';
import { salvaProvata } from './profilo-email.ts';
import { perduta } from './pagine/spontaneo.tsx';
import { comeRichiesta, SCOPO, type Portale, type RichiestaPortale } from './visita.ts';

/** What a proof of the mail opens, whether by link or by code: a notice, a request that it confirms, an address that it saves. */
export async function apriProvato(u: Portale, r: RichiestaPortale, provato: Provato): Promise<Risposta> {
  const { scopo, enteId, provaId } = provato;
  if (scopo === SCOPO_PROFILO) return salvaProvata(u, r, provato);
  if (scopo === SCOPO_CARRELLO) return salvaEmailCarrello(u, r, provato);
  if (enteId === null) return errore('nonTrovata');
  const aperta = { token: r.portato, enteId, iuvId: provato.oggettoId as IuvId, provaId };
  if (scopo === SCOPO) {
    const { token } = await concediApertura(u.ctx, aperta);
    return vai(VAI.intero(aperta.iuvId), { sessione: token });
  }
  if (scopo !== SCOPO_SPONTANEO) return errore('nonTrovata');
  const richiesta = comeRichiesta(aperta);
  if (!(await confermaSpontaneo(u.per(enteId), { ...richiesta, provaId }))) return perduta(u);
  const { token } = await concediApertura(u.ctx, { ...aperta, richiesta: true });
  return vai(VAI.richiesta(richiesta.richiestaId), { sessione: token });
}
