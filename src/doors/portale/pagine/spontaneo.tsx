import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { fineRichiesta, SCOPO_SPONTANEO } from '#modules/posizioni';
import { chiediProva } from '#modules/utenti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { CampoEmail } from '../campo-email.tsx';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import { leggiRiferimento } from '../riferimento.ts';
import {
  comeRichiesta,
  type PaginaPortale,
  type Portale,
  type RichiestaAperta,
  type RichiestaPortale,
} from '../visita.ts';

/**
 * Another mail for a request that waits for one: the address was mistyped, or the mail is lost. Only while nobody has confirmed it: after
 * that another address would open what is somebody else's.
 */
export const spontaneo: PaginaPortale = {
  percorso: '/spontaneo/:riferimento',
  chi: 'tutti',
  get: async (u, r) => {
    const quale = await daConfermare(u, r);
    return quale === null ? perduta(u) : pagina(<Chiedi u={u} />);
  },
  post: async (u, r) => {
    const quale = await daConfermare(u, r);
    return quale === null ? perduta(u) : manda(u, r, quale);
  },
};

async function daConfermare(u: Portale, { parametri }: RichiestaPortale): Promise<RichiestaAperta | null> {
  const letto = leggiRiferimento(u.ctx, parametri['riferimento'] ?? '');
  if (letto === null) return null;
  const quale = comeRichiesta(letto);
  const fine = await fineRichiesta(u.ctx, quale);
  return fine?.come === 'da_confermare' ? quale : null;
}

async function manda(u: Portale, r: RichiestaPortale, { enteId, richiestaId }: RichiestaAperta): Promise<Risposta> {
  const email = r.modulo['email'] ?? '';
  const rifiuta = (testo: string, refusal?: Rifiuto): Risposta =>
    rifiutata(<Chiedi u={u} email={email} rifiuto={testo} />, refusal);
  if (email.trim() === '') return rifiuta(u.t.spontaneo.mancaEmail);
  const dati = { scopo: SCOPO_SPONTANEO, enteId, oggettoId: richiestaId, email, lingua: u.lingua };
  const chiesta = await chiediProva(u.per(enteId), dati);
  if (!chiesta.ok) return rifiuta(frase(u.t, chiesta.refusal), chiesta.refusal);
  return vai(VAI.codiceSpontaneo(r.parametri['riferimento'] ?? '', chiesta.value.provaId));
}

function Chiedi({ u, email, rifiuto }: { u: Portale; email?: string; rifiuto?: string }): VNode {
  const testi = u.t.spontaneo;
  const parole = testi.posta;
  return (
    <Foglio
      u={u}
      titolo={parole.titolo}
      sezione={VAI.inizio}
      percorso={sopraRicerca(u.t)}
      conErrori={rifiuto !== undefined}
    >
      <RiepilogoErrori errori={rifiuto === undefined ? {} : { email: rifiuto }} />
      <p>{parole.testo}</p>
      <Modulo>
        <CampoEmail parole={testi} valore={email} errore={rifiuto} />
        <Azioni>
          <Bottone icona="it-mail">{parole.manda}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

/** The request is not there any more, or is not this browser's. */
export function perduta(u: Portale): Risposta {
  const testi = u.t.spontaneo;
  const corpo = (
    <Foglio u={u} titolo={testi.perduta.titolo} sezione={VAI.inizio} percorso={sopraRicerca(u.t)}>
      <p>{testi.perduta.testo}</p>
      <Azioni>
        <Bottone a={VAI.enti}>{testi.perduta.ricomincia}</Bottone>
      </Azioni>
    </Foglio>
  );
  return { tipo: 'pagina', stato: 410, corpo };
}
