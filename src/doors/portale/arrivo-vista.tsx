import type { VNode } from 'preact';
import { formatEuro, somma } from '#kernel/importo';
import type { ArrivoGuardato, CodiceArrivo, CodiceCarrello } from '#modules/pagamenti';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import type { Vista } from '#ui/sito';
import { Tabella } from '#ui/tabella';
import { Importo } from '#ui/valori';
import { Foglio } from './aspetto.tsx';
import { Causale, Comunque, type RigaCarrello } from './carrello-vista.tsx';
import { sopraRicerca, VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

/** What the page has to say of what was just asked of it. */
export type DettoArrivo = { email?: string; erroreEmail?: string; rifiuto?: CodiceArrivo | CodiceCarrello };

type Prop = {
  u: Portale;
  visto: ArrivoGuardato;
  righe: readonly RigaCarrello[];
  /** The ente that has sent them here. */
  chi: string;
  token: string;
  /** Where it is told how it went, once it was begun. */
  andato: string | null;
  vista: Vista;
  detto: DettoArrivo;
};

/** Who sent you, what you are to pay, for whom and how much; or what became of it, and how to go back. */
export function VistaArrivo(prop: Prop): VNode {
  const { u, visto, chi, vista, detto, righe } = prop;
  const testi = u.t.arrivo;
  const { erroreEmail, rifiuto } = detto;
  const parole = testi.stati[visto.stato];
  return (
    <Foglio
      u={u}
      vista={vista}
      titolo={parole?.titolo ?? testi.titolo}
      percorso={sopraRicerca(u.t)}
      conErrori={erroreEmail !== undefined || rifiuto !== undefined}
    >
      <RiepilogoErrori errori={erroreEmail === undefined ? {} : { email: erroreEmail }} />
      {rifiuto !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{{ ...u.t.carrello.rifiuti, ...testi.rifiuti }[rifiuto]}</p>
        </Messaggio>
      )}
      {parole === null ? (
        <p>{testi.daChi(chi)}</p>
      ) : (
        <Messaggio tipo={TIPI[visto.stato]}>
          <p>{parole.testo}</p>
        </Messaggio>
      )}
      {righe.length > 0 && <Voci righe={righe} />}
      {visto.stato === 'pronto' ? <Paga {...prop} /> : <CheFare {...prop} />}
      <Torna {...prop} />
    </Foglio>
  );
}

const TIPI = {
  pronto: 'informazione',
  inviato: 'informazione',
  in_attesa: 'informazione',
  pagato: 'successo',
  parziale: 'attenzione',
  lasciato: 'attenzione',
  scaduto: 'attenzione',
  chiuso: 'attenzione',
} as const satisfies Record<ArrivoGuardato['stato'], string>;

function Voci({ righe }: Pick<Prop, 'righe'>): VNode {
  const testi = useContesto().t.arrivo;
  const totale = somma(righe.map(({ importoCents }) => importoCents));
  return (
    <Tabella
      id="arrivo"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.causale, cella: (riga) => <Causale riga={riga} /> },
        { titolo: testi.colonne.ente, cella: (riga) => riga.ente },
        { titolo: testi.colonne.debitore, cella: (riga) => riga.avviso?.debitore.anagrafica ?? null },
        {
          titolo: testi.colonne.importo,
          cella: (riga) => <Importo cents={riga.importoCents} />,
          numerica: true,
          totale: <Importo cents={totale} />,
        },
      ]}
      righe={righe}
      chiave={({ iuvId }) => iuvId}
      vuoto={<></>}
    />
  );
}

function Paga({ visto: { arrivo, carrello }, righe, token, detto }: Prop): VNode {
  const { t, lingua } = useContesto();
  const testi = t.arrivo;
  const totale = somma(righe.map(({ importoCents }) => importoCents));
  if (righe.some(({ problema }) => problema !== null)) {
    return (
      <Messaggio tipo="attenzione">
        <p>{testi.nonPagabile}</p>
      </Messaggio>
    );
  }
  return (
    <>
      <p>{testi.fermo}</p>
      <Modulo a={VAI.arrivo(token)}>
        {arrivo.modo !== 'nessuna' && (
          <Campo
            nome="email"
            tipo="email"
            etichetta={arrivo.modo === 'completo' ? testi.email : testi.emailFacoltativa}
            aiuto={testi.emailAiuto}
            valore={detto.email ?? carrello?.email ?? undefined}
            errore={detto.erroreEmail}
            autocomplete="email"
            larghezza="media"
          />
        )}
        <p>{arrivo.ritorno === null ? testi.doveQui : testi.dove}</p>
        <input type="hidden" name="visto" value={totale} />
        {righe.some(({ dubbio }) => dubbio !== null) && <Comunque />}
        <Azioni>
          <Bottone icona="it-card">{t.carrello.bottone(formatEuro(totale, lingua))}</Bottone>
        </Azioni>
      </Modulo>
    </>
  );
}

function CheFare({ visto: { stato, arrivo }, token, andato, u }: Prop): VNode | null {
  const testi = useContesto().t.arrivo;
  const tardi = stato === 'lasciato' && arrivo.scadeIl <= u.ctx.now;
  if (tardi) return <p>{testi.tardi}</p>;
  if (stato === 'inviato' || stato === 'lasciato') {
    const [nome, testo] =
      stato === 'inviato' ? (['riprendi', testi.riprendi] as const) : (['riprova', testi.riprova] as const);
    return (
      <Modulo a={VAI.arrivo(token)}>
        <input type="hidden" name={nome} value="si" />
        <Azioni>
          <Bottone icona="it-card">{testo}</Bottone>
        </Azioni>
      </Modulo>
    );
  }
  return andato === null ? null : (
    <p>
      <Collegamento a={andato}>{testi.comeAndato}</Collegamento>
    </p>
  );
}

function Torna({ visto: { arrivo, stato }, chi, token }: Prop): VNode | null {
  const testi = useContesto().t.arrivo;
  if (arrivo.ritorno === null) return null;
  const primario = !['pronto', 'inviato', 'lasciato'].includes(stato);
  return (
    <Azioni>
      <Bottone a={VAI.arrivoRitorno(token)} aspetto={primario ? 'primario' : 'secondario'}>
        {(stato === 'pronto' ? testi.tornaSenza : testi.torna)(chi)}
      </Bottone>
    </Azioni>
  );
}

/** Nothing is known of who sent them. */
export function ArrivoSconosciuto({ u }: { u: Portale }): VNode {
  const { titolo, testo } = u.t.arrivo.sconosciuto;
  return (
    <Foglio u={u} titolo={titolo} sezione={VAI.inizio} percorso={sopraRicerca(u.t)}>
      <p>{testo}</p>
      <Azioni>
        <Bottone a={VAI.avviso}>{u.t.carrello.cerca}</Bottone>
      </Azioni>
    </Foglio>
  );
}
