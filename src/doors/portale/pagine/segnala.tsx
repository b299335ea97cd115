import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { inviaSegnalazione, type Segnalazione } from '#modules/notifiche';
import { consumaSegnalazione, parseEmail } from '#modules/utenti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import type { Testi } from '#testi/catalogo';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta, CampoTesto } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { Troppi } from '../sfida.tsx';
import type { PaginaPortale, Portale, RichiestaPortale } from '../visita.ts';

const ARGOMENTI = ['accessibilita', 'altro'] as const;
const VOCE_MAX = LIMITI.segnalazioneVoceCaratteriMax;

/** What is wrong with these pages: to the help desk, by who likes without a name. */
export const segnala: PaginaPortale = {
  percorso: VAI.segnala,
  chi: 'tutti',
  get: (u, { query }) => {
    if (query['inviata'] === 'si') return pagina(<Inviata u={u} />);
    return pagina(<Chiedi u={u} modulo={{ argomento: query['argomento'] ?? '' }} />);
  },
  post: async (u, { modulo, indirizzo }) => {
    const { segnalazione, errori } = leggi(modulo, u.t);
    if (segnalazione === null) return rifiutata(<Chiedi u={u} modulo={modulo} errori={errori} />);
    const ammessa = await consumaSegnalazione(u.ctx, indirizzo);
    if (!ammessa.ok) {
      const troppi = frase(u.t, ammessa.refusal);
      return rifiutata(<Chiedi u={u} modulo={modulo} troppi={troppi} />, ammessa.refusal);
    }
    await inviaSegnalazione(u.ctx, segnalazione);
    return vai(VAI.segnalata);
  },
};

function leggi(
  modulo: RichiestaPortale['modulo'],
  { ricerca }: Testi,
): { segnalazione: Segnalazione | null; errori: Errori } {
  const frasi = ricerca.segnala.errori;
  const voce = (nome: string): string => (modulo[nome] ?? '').trim();
  const argomento = ARGOMENTI.find((uno) => uno === modulo['argomento']);
  const [testo, dove, strumenti, scritta] = [voce('testo'), voce('pagina'), voce('strumenti'), voce('email')];
  const email = parseEmail(scritta);
  const errori: Errori = {
    ...(argomento === undefined && { argomento: frasi.mancaArgomento }),
    ...(testo === '' && { testo: frasi.mancaTesto }),
    ...(testo.length > LIMITI.segnalazioneCaratteriMax && { testo: frasi.testoLungo }),
    ...(dove.length > VOCE_MAX && { pagina: frasi.paginaLunga }),
    ...(strumenti.length > VOCE_MAX && { strumenti: frasi.strumentiLunghi }),
    ...(email === null && scritta !== '' && { email: frasi.emailNonValida }),
  };
  if (argomento === undefined || Object.keys(errori).length > 0) return { segnalazione: null, errori };
  return { segnalazione: { argomento, testo, pagina: dove || null, strumenti: strumenti || null, email }, errori };
}

type PropChiedi = { u: Portale; modulo: RichiestaPortale['modulo']; errori?: Errori; troppi?: string };

function Chiedi({ u, modulo, errori = {}, troppi }: PropChiedi): VNode {
  const testi = u.t.ricerca.segnala;
  const conErrori = troppi !== undefined || Object.keys(errori).length > 0;
  const campo = (nome: 'pagina' | 'strumenti' | 'email') => ({
    ...{ nome, etichetta: testi[nome], aiuto: testi[`${nome}Aiuto`] },
    ...{ valore: modulo[nome], errore: errori[nome], facoltativo: true },
  });
  return (
    <Foglio u={u} titolo={testi.titolo} sezione={VAI.segnala} conErrori={conErrori}>
      {troppi === undefined ? <RiepilogoErrori errori={errori} /> : <Troppi frase={troppi} titolo={testi.troppi} />}
      <p>{testi.introduzione}</p>
      <Modulo>
        <CampoScelta
          nome="argomento"
          etichetta={testi.argomento}
          alternative={ARGOMENTI.map((valore) => ({ valore, testo: testi.argomenti[valore] }))}
          scelte={[modulo['argomento'] ?? '']}
          errore={errori['argomento']}
        />
        <CampoTesto
          nome="testo"
          etichetta={testi.testo}
          aiuto={testi.testoAiuto}
          valore={modulo['testo'] ?? ''}
          errore={errori['testo']}
          righe={6}
        />
        <Campo {...campo('pagina')} />
        <Campo {...campo('strumenti')} />
        <Campo {...campo('email')} tipo="email" autocomplete="email" larghezza="media" />
        <Azioni>
          <Bottone icona="it-mail">{testi.invia}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

function Inviata({ u }: { u: Portale }): VNode {
  const testi = u.t.ricerca.segnala;
  return (
    <Foglio u={u} titolo={testi.titolo} sezione={VAI.segnala}>
      <Messaggio tipo="successo" titolo={testi.inviata} esito>
        <p>{testi.inviataTesto}</p>
      </Messaggio>
      <Azioni>
        <Bottone a={VAI.segnala} aspetto="secondario">
          {testi.altra}
        </Bottone>
      </Azioni>
    </Foglio>
  );
}
