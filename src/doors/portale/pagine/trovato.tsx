import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import type { Ente } from '#modules/enti';
import { leggiAvviso, type AltroAvviso, type Avviso } from '#modules/posizioni';
import { chiediProva, concediApertura } from '#modules/utenti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import type { Vista } from '#ui/sito';
import { CampoEmail } from '../campo-email.tsx';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { sopraAvviso, VAI } from '../indirizzi.ts';
import { iniziali } from '../iniziali.ts';
import { nomeDebitore } from '../parti.tsx';
import { leggiRiferimento } from '../riferimento.ts';
import { altroDi, Situazione } from '../situazione.tsx';
import {
  enteDi,
  SCOPO,
  vistaEnte,
  type PaginaPortale,
  type Portale,
  type RichiestaPortale,
  type SessionePortale,
} from '../visita.ts';

type Trovato = { avviso: Avviso; altro: AltroAvviso | null; ente: Ente; vista: Vista };

/** What the pair allows (model 11): ente, public causale, amount, date, state, initials. The rest is for who proves a mail address. */
export const trovato: PaginaPortale = {
  percorso: '/avviso/:riferimento',
  chi: 'tutti',
  get: async (u, r) => {
    const uno = await leggi(u, r);
    if (uno === null) return vai(VAI.avvisoPerche('tempo'));
    const entrato = r.sessione !== null && r.sessione.cittadino !== null;
    return pagina(<Riassunto u={u} trovato={uno} entrato={entrato} />);
  },
  post: async (u, r) => {
    const uno = await leggi(u, r);
    if (uno === null) return vai(VAI.avvisoPerche('tempo'));
    return r.sessione?.cittadino ? apri(u, r.sessione, uno.avviso) : chiediMail(u, r, uno);
  },
};

/** The notice of the address; null when that is too old, or the ente has taken it back. */
async function leggi(u: Portale, { parametri }: RichiestaPortale): Promise<Trovato | null> {
  const quale = leggiRiferimento(u.ctx, parametri['riferimento'] ?? '');
  const avviso = quale === null ? null : await leggiAvviso(u.ctx, quale);
  if (avviso === null) return null;
  const ente = await enteDi(u, avviso.enteId);
  return { avviso, altro: await altroDi(u, avviso), ente, vista: await vistaEnte(u, ente) };
}

/** Who signed in has proved who they are: there is no mail to wait for. */
async function apri(u: Portale, { token: suo }: SessionePortale, { enteId, iuvId }: Avviso): Promise<Risposta> {
  const { token } = await concediApertura(u.ctx, { token: suo, enteId, iuvId });
  return vai(VAI.intero(iuvId), { sessione: token });
}

async function chiediMail(u: Portale, r: RichiestaPortale, uno: Trovato): Promise<Risposta> {
  const { enteId, iuvId } = uno.avviso;
  const email = r.modulo['email'] ?? '';
  const rifiuta = (testo: string, refusal?: Rifiuto): Risposta =>
    rifiutata(<Riassunto u={u} trovato={uno} email={email} errori={{ email: testo }} />, refusal);
  if (email.trim() === '') return rifiuta(u.t.portale.trovato.mancaEmail);
  const chiesta = await chiediProva(u.per(enteId), { scopo: SCOPO, enteId, oggettoId: iuvId, email, lingua: u.lingua });
  if (!chiesta.ok) return rifiuta(frase(u.t, chiesta.refusal), chiesta.refusal);
  return vai(VAI.codice(r.parametri['riferimento'] ?? '', chiesta.value.provaId));
}

type PropRiassunto = { u: Portale; trovato: Trovato; email?: string; errori?: Errori; entrato?: boolean };

function Riassunto({ u, trovato: uno, email, errori = {}, entrato = false }: PropRiassunto): VNode {
  const { avviso, altro, ente, vista } = uno;
  const { trovato: testi, dati: nomi } = u.t.portale;
  return (
    <Foglio
      u={u}
      vista={vista}
      titolo={avviso.causalePubblica}
      linguaTitolo="it"
      sezione={VAI.inizio}
      percorso={sopraAvviso(u.t)}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <Situazione u={u} ente={ente} avviso={avviso} altro={altro} />
      <Dati
        dati={[
          { nome: nomi.ente, valore: ente.denominazione },
          { nome: nomeDebitore(avviso, u.t), valore: iniziali(avviso.debitore.anagrafica) },
        ]}
      />
      <h2>{avviso.stato === 'pagato' ? testi.tuttoPagato : testi.tutto}</h2>
      {!entrato && <p>{testi.perche}</p>}
      <Modulo>
        {!entrato && <CampoEmail parole={testi} valore={email} errore={errori['email']} />}
        <Azioni>
          <Bottone nome="apri" valore="si" icona={entrato ? 'it-file' : 'it-mail'}>
            {entrato ? u.t.area.apri : testi.manda}
          </Bottone>
        </Azioni>
      </Modulo>
      <p>
        <Collegamento a={VAI.avviso}>{testi.altro}</Collegamento>
      </p>
    </Foglio>
  );
}
