import type { VNode } from 'preact';
import type { Ente } from '#modules/enti';
import { leggiAvviso, type Avviso } from '#modules/posizioni';
import { chiediProva } from '#modules/utenti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { portale } from '#testi/it/portale';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import type { Vista } from '#ui/sito';
import { DataGiorno } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { iniziali } from '../iniziali.ts';
import { leggiRiferimento, scriviRiferimento } from '../riferimento.ts';
import { Situazione } from '../situazione.tsx';
import { enteDi, vistaEnte, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

const testi = portale.trovato;

/** What a proof is asked for here. */
export const SCOPO = 'avviso';

const SOPRA = [
  { testo: portale.navigazione.paga, a: VAI.inizio },
  { testo: portale.avviso.titolo, a: VAI.avviso },
];

type Trovato = { avviso: Avviso; ente: Ente; vista: Vista };

/** What the pair allows (model 11): ente, public causale, amount, date, state, initials. The rest is for who proves a mail address. */
export const trovato: PaginaPortale = {
  percorso: '/avviso/:riferimento',
  chi: 'tutti',
  get: async (u, r) => {
    const trovati = await leggi(u, r);
    const [primo, secondo] = trovati ?? [];
    if (trovati === null) return vai(VAI.avvisoPerche('tempo'));
    if (primo === undefined) return errore('nonTrovata');
    return pagina(secondo === undefined ? <Riassunto u={u} trovato={primo} /> : <Scegli u={u} trovati={trovati} />);
  },
  post: async (u, r) => {
    const trovati = await leggi(u, r);
    const [primo, secondo] = trovati ?? [];
    if (trovati === null) return vai(VAI.avvisoPerche('tempo'));
    if (primo === undefined || secondo !== undefined) return errore('nonTrovata');
    return chiediMail(u, r, primo);
  },
};

/** The notices of the address; null when it is too old. */
async function leggi(u: Portale, { parametri }: RichiestaPortale): Promise<Trovato[] | null> {
  const quali = leggiRiferimento(u.ctx, parametri['riferimento'] ?? '');
  if (quali === null) return null;
  const letti = await Promise.all(quali.map((quale) => leggiAvviso(u.ctx, quale)));
  return Promise.all(
    letti
      .filter((avviso) => avviso !== null)
      .map(async (avviso) => {
        const ente = await enteDi(u, avviso.enteId);
        return { avviso, ente, vista: await vistaEnte(u, ente) };
      }),
  );
}

async function chiediMail(u: Portale, r: RichiestaPortale, uno: Trovato): Promise<Risposta> {
  const { enteId, iuvId } = uno.avviso;
  const email = r.modulo['email'] ?? '';
  const rifiuta = (testo: string): Risposta =>
    rifiutata(<Riassunto u={u} trovato={uno} email={email} errori={{ email: testo }} />);
  if (email.trim() === '') return rifiuta(testi.mancaEmail);
  const chiesta = await chiediProva(u.per(enteId), { scopo: SCOPO, enteId, oggettoId: iuvId, email });
  if (!chiesta.ok) return rifiuta(frase(chiesta.refusal));
  return vai(VAI.codice(r.parametri['riferimento'] ?? '', chiesta.value.provaId));
}

type PropRiassunto = { u: Portale; trovato: Trovato; email?: string; errori?: Errori };

function Riassunto({ u, trovato: { avviso, ente, vista }, email, errori = {} }: PropRiassunto): VNode {
  const { dataScadenza } = avviso;
  return (
    <Foglio
      u={u}
      vista={vista}
      titolo={avviso.causalePubblica}
      sezione={VAI.inizio}
      percorso={SOPRA}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <Situazione u={u} ente={ente} avviso={avviso} />
      <Dati
        dati={[
          { nome: portale.dati.ente, valore: ente.denominazione },
          { nome: portale.dati.debitore, valore: iniziali(avviso.debitore.anagrafica) },
          dataScadenza === null ? null : { nome: portale.dati.scadenza, valore: <DataGiorno giorno={dataScadenza} /> },
        ]}
      />
      <h2>{avviso.stato === 'pagato' ? testi.tuttoPagato : testi.tutto}</h2>
      <p>{testi.perche}</p>
      <Modulo>
        <Campo
          nome="email"
          tipo="email"
          etichetta={testi.email}
          aiuto={testi.emailAiuto}
          valore={email}
          errore={errori['email']}
          autocomplete="email"
          larghezza="media"
        />
        <Azioni>
          <Bottone icona="it-mail">{testi.manda}</Bottone>
        </Azioni>
      </Modulo>
      <p>
        <Collegamento a={VAI.avviso}>{testi.altro}</Collegamento>
      </p>
    </Foglio>
  );
}

/** The same code may be another notice's IUV or IUD: rare, and then the person knows which. */
function Scegli({ u, trovati }: { u: Portale; trovati: readonly Trovato[] }): VNode {
  return (
    <Foglio u={u} titolo={portale.avviso.scegli} sezione={VAI.inizio} percorso={SOPRA}>
      <p>{portale.avviso.scegliTesto}</p>
      <ul>
        {trovati.map(({ avviso, ente }) => (
          <li key={avviso.iuvId}>
            <Collegamento a={VAI.trovato(scriviRiferimento(u.ctx, [avviso]))}>
              {portale.avviso.scegliVoce(ente.denominazione, avviso.causalePubblica)}
            </Collegamento>
          </li>
        ))}
      </ul>
    </Foglio>
  );
}
