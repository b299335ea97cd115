import type { VNode } from 'preact';
import { formatEuro, somma } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { RifiutoCarrello, VoceControllata } from '#modules/pagamenti';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoSpunta } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Italiano } from '#ui/italiano';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Importo } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from './aspetto.tsx';
import { sopraRicerca, VAI } from './indirizzi.ts';
import { iniziali } from './iniziali.ts';
import type { Portale } from './visita.ts';

/** A line of the carrello, with the name of its ente. */
export type RigaCarrello = VoceControllata & { ente: string };
/** `conNome`: who looks may read the notice whole, and is told the debtor's name; else its initials (model 11). */
type RigaMia = RigaCarrello & { conNome: boolean };

type Prop = {
  u: Portale;
  righe: readonly RigaMia[];
  email: string | null;
  /** How the last payment went, where there is nothing to be paid now. */
  ultimo: string | null;
  prova: boolean;
  rifiuto: RifiutoCarrello | undefined;
  /** Who signed in had begun another carrello, of which so many found no room in this one. */
  fuori: number;
};

/** What is to be paid, how much, to whom; what cannot be, and what may be paid twice. One question: is that all? */
export function VistaCarrello({ u, righe, email, ultimo, prova, rifiuto, fuori }: Prop): VNode {
  const testi = u.t.carrello;
  return (
    <Foglio
      u={u}
      vista={{ prova }}
      titolo={testi.titolo}
      sezione={VAI.carrello}
      percorso={sopraRicerca(u.t)}
      conErrori={rifiuto !== undefined}
    >
      {rifiuto !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{testi.rifiuti[rifiuto.codice]}</p>
        </Messaggio>
      )}
      {fuori > 0 && (
        <Messaggio tipo="attenzione" titolo={testi.uniti}>
          <p>{testi.fuori(fuori)}</p>
        </Messaggio>
      )}
      {righe.length === 0 ? <Niente ultimo={ultimo} /> : <Pieno righe={righe} email={email} />}
    </Foglio>
  );
}

function Niente({ ultimo }: { ultimo: string | null }): VNode {
  const testi = useContesto().t.carrello;
  return (
    <Vuoto titolo={testi.vuoto}>
      <p>{testi.vuotoTesto}</p>
      <Azioni>
        <Bottone a={VAI.avviso}>{testi.cerca}</Bottone>
      </Azioni>
      {ultimo !== null && (
        <p>
          <Collegamento a={ultimo}>{testi.ultimo}</Collegamento>
        </p>
      )}
    </Vuoto>
  );
}

function Pieno({ righe, email }: Pick<Prop, 'righe' | 'email'>): VNode {
  const { t, lingua } = useContesto();
  const testi = t.carrello;
  const totale = somma(righe.map(({ importoCents }) => importoCents));
  const siPaga = righe.every(({ problema }) => problema === null);
  const dubbio = righe.some((riga) => riga.dubbio !== null);
  return (
    <>
      <Tabella
        id="carrello"
        titolo={testi.elenco}
        colonne={[
          { titolo: testi.colonne.causale, cella: (riga) => <CausaleDi riga={riga} /> },
          { titolo: testi.colonne.ente, cella: (riga) => riga.ente },
          {
            titolo: testi.colonne.importo,
            cella: (riga) => <Importo cents={riga.importoCents} />,
            numerica: true,
            totale: <Importo cents={totale} />,
          },
          { titolo: testi.colonne.azione, cella: (riga) => <Togli riga={riga} /> },
        ]}
        righe={righe}
        chiave={({ iuvId }) => iuvId}
        vuoto={<></>}
      />
      <p>
        {email !== null && `${testi.email(email)} `}
        <Collegamento a={VAI.carrelloEmail}>{t.ricevute.email[email === null ? 'aggiungi' : 'cambia']}</Collegamento>
      </p>
      {siPaga ? (
        <Modulo a={VAI.carrello}>
          <p>{testi.dove}</p>
          <input type="hidden" name="visto" value={totale} />
          {dubbio && <Comunque />}
          <Azioni>
            <Bottone icona="it-card">{testi.bottone(formatEuro(totale, lingua))}</Bottone>
          </Azioni>
        </Modulo>
      ) : (
        <Messaggio tipo="attenzione">
          <p>{testi.nonPagabili}</p>
        </Messaggio>
      )}
      {righe.length < LIMITI.carrelloVociMax ? (
        <p>
          <Collegamento a={VAI.avviso}>{testi.altro}</Collegamento>
        </p>
      ) : (
        <p>{testi.pieno}</p>
      )}
    </>
  );
}

/** What for and for whom: who pays for several tells them apart. */
function CausaleDi({ riga }: { riga: RigaMia }): VNode {
  const testi = useContesto().t.ricevute.email;
  const anagrafica = riga.avviso?.debitore.anagrafica ?? null;
  return (
    <>
      <Causale riga={riga} />
      {anagrafica !== null && <p>{testi.di(riga.conNome ? anagrafica : iniziali(anagrafica))}</p>}
    </>
  );
}

/** What a notice is for; why it cannot be paid, or may be paid twice. */
export function Causale({ riga: { avviso, numeroAvviso, problema, dubbio } }: { riga: RigaCarrello }): VNode {
  const testi = useContesto().t.carrello;
  return (
    <>
      <Italiano>{avviso?.causalePubblica ?? numeroAvviso}</Italiano>
      {problema !== null && (
        <p>
          <Stato tono="male">{testi.problemi[problema]}</Stato>
        </p>
      )}
      {dubbio !== null && (
        <p>
          <Stato tono="attenzione">{testi.dubbi[dubbio]}</Stato>
        </p>
      )}
    </>
  );
}

function Togli({ riga: { iuvId, avviso, numeroAvviso } }: { riga: RigaCarrello }): VNode {
  const testi = useContesto().t.carrello;
  return (
    <Modulo a={VAI.carrello}>
      <button type="submit" class="btn btn-link" name="togli" value={iuvId}>
        <span aria-hidden="true">{testi.togli}</span>
        <span class="visually-hidden">{testi.togliChe(avviso?.causalePubblica ?? numeroAvviso)}</span>
      </button>
    </Modulo>
  );
}

/** Ticked by who knows better: what is warned of is never forbidden. */
export function Comunque(): VNode {
  const testi = useContesto().t.carrello;
  return (
    <Messaggio tipo="attenzione" titolo={testi.dubbioTitolo}>
      <p>{testi.dubbioTesto}</p>
      <CampoSpunta nome="comunque" etichetta={testi.comunque} />
    </Messaggio>
  );
}
