import { accediSil } from '#modules/utenti';
import { ammetteIndirizzo, leggiAccessoSil, leggiEnte } from '#modules/enti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import type { EnteSil } from './operazione.ts';

export type Credenziali = { readonly codIpa: string; readonly password: string };

/** From where a call comes: its address, and the common name of the client certificate, if it showed one. */
export type Chiamante = { readonly indirizzo: string; readonly certificatoCn: string | null };

/** Let in, with a context of that ente; or why not, in words that tell nothing of which enti there are. */
export type Accesso = { ok: true; ente: EnteSil; ctx: Ctx } | { ok: false; perche: string };

const LUNGHEZZA_MAX = 200;

/** Lets an ente's software in by IPA code and password, from where the ente says that it calls. */
export async function entra(
  mondo: Mondo,
  { codIpa, password }: Credenziali,
  { indirizzo, certificatoCn }: Chiamante,
): Promise<Accesso> {
  // No password is nobody's (mypay-webservices 8, row 19): where the old platform had none, whoever left it out came in.
  if (codIpa === '' || password === '' || codIpa.length > LUNGHEZZA_MAX || password.length > LUNGHEZZA_MAX)
    return { ok: false, perche: 'Codice IPA o password mancanti' };
  const prima = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
  const entrato = await accediSil(prima, { codIpa, password, indirizzo, ancheInserito: true });
  if (!entrato.ok) {
    const troppi = entrato.refusal.codice === 'TROPPI_TENTATIVI';
    return {
      ok: false,
      perche: troppi ? 'Troppi tentativi: riprovare fra qualche minuto' : 'Codice IPA o password errati',
    };
  }
  const enteId = entrato.value;
  const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: enteId }, enteId });
  const [ente, { reti, certificatiCn }] = await Promise.all([leggiEnte(ctx, enteId), leggiAccessoSil(ctx, enteId)]);
  // Told only to who knows the password: the ente itself has narrowed from where it is called.
  if (reti.length > 0 && !ammetteIndirizzo(reti)(indirizzo))
    return { ok: false, perche: `L'ente non ammette chiamate da ${indirizzo}` };
  if (certificatiCn.length > 0 && !certificatiCn.includes(certificatoCn ?? ''))
    return { ok: false, perche: "L'ente ammette solo chi mostra uno dei suoi certificati" };
  if (ente === null) throw new Error('an ente that was let in is not there');
  return { ok: true, ente, ctx };
}
