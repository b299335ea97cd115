import type { VNode } from 'preact';
import {
  leggiPassi,
  leggiPrerequisiti,
  leggiStoriaStato,
  stazioniDiEnte,
  type Ente,
  type PassoLetto,
  type PassoStato,
  type Prerequisiti,
  type StazioneAssociata,
  type TipoEnte,
} from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Istante } from '#ui/valori';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { Adesione } from './adesione.tsx';
import { FoglioRegione, fattoDi } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.ente;

/** The pages above those of an ente. */
export const sopraEnte = ({ ente }: RegioneEnte): { testo: string; a: string }[] => [
  { testo: ufficioRegione.enti.titolo, a: IN_REGIONE.enti },
  { testo: ente.denominazione, a: IN_REGIONE.ente(ente.enteId) },
];

/** An ente as who runs the installation sees it: who it is, how far it is, how it is connected, how it came to its state. */
export const regioneEnte: PaginaUfficio = {
  percorso: '/regione/enti/:id',
  chi: 'intermediario',
  get: perEnte(async (l, { query }) => {
    const { per, ente } = l;
    const letto = await per.tx(async (t) => ({
      ha: await leggiPrerequisiti(t),
      passi: await leggiPassi(t),
      stazioni: await stazioniDiEnte(t),
      storia: await leggiStoriaStato(t, ente.enteId),
    }));
    const attori = [...letto.passi, ...letto.storia].map(({ attore }) => attore);
    return pagina(<Scheda l={l} {...letto} nome={await nomiAttori(l.ctx, attori)} fatto={fattoDi(query)} />);
  }),
};

type Prop = {
  l: RegioneEnte;
  ha: Prerequisiti | null;
  passi: readonly PassoLetto[];
  stazioni: readonly StazioneAssociata[];
  storia: readonly PassoStato[];
  nome: NomeAttore;
  fatto: string | undefined;
};

function Scheda({ l, ha, passi, stazioni, storia, nome, fatto }: Prop): VNode {
  const { ente } = l;
  return (
    <FoglioRegione l={l} titolo={ente.denominazione} sopra={sopraEnte(l).slice(0, 1)} fatto={fatto}>
      <Azioni>
        <Bottone a={IN_REGIONE.stato(ente.enteId)}>{testi.cambiaStato}</Bottone>
        <Bottone a={IN_REGIONE.amministratore(ente.enteId)} aspetto="secondario">
          {testi.amministratore}
        </Bottone>
        <Bottone a={IN_REGIONE.funzioni(ente.enteId)} aspetto="secondario">
          {testi.funzioni}
        </Bottone>
        <Bottone a={con(IN_REGIONE.registro, { ente: ente.enteId })} aspetto="secondario">
          {testi.registro}
        </Bottone>
      </Azioni>
      <Anagrafica ente={ente} />
      <Mancanze ha={ha} />
      <Adesione ente={ente} passi={passi} nome={nome} />
      <Stazioni ente={ente} stazioni={stazioni} />
      <h2>{ufficioEnte.dati.storia}</h2>
      <Storia storia={storia} nome={nome} />
    </FoglioRegione>
  );
}

function Anagrafica({ ente }: { ente: Ente }): VNode {
  const altro = ente.ambiente === 'live' ? 'prova' : 'live';
  const facoltativi = (['cbill', 'indirizzo', 'pec', 'email', 'sito'] as const).map((campo) =>
    ente[campo] === null ? null : { nome: ufficioRegione.nuovo.campi[campo], valore: ente[campo] },
  );
  return (
    <>
      <Dati
        dati={[
          { nome: ufficioRegione.enti.colonne.ambiente, valore: ufficioRegione.enti.ambienti[ente.ambiente] },
          {
            nome: ufficioEnte.dati.stato,
            valore: `${ufficioEnte.stati[ente.stato]}. ${ufficioEnte.statiTesto[ente.stato]}`,
          },
          { nome: ufficioEnte.dati.codIpa, valore: ente.codIpa },
          { nome: ufficioEnte.dati.codiceFiscale, valore: ente.codiceFiscale },
          { nome: ufficioEnte.dati.tipo, valore: ufficioEnte.tipi[ente.tipo as TipoEnte] },
          ...facoltativi,
        ]}
      />
      <Azioni>
        <Bottone a={IN_REGIONE.dati(ente.enteId)} aspetto="semplice">
          {testi.correggi}
        </Bottone>
        <Bottone a={con(IN_REGIONE.nuovoEnte, { da: ente.enteId })} aspetto="semplice">
          {testi.gemello[altro]}
        </Bottone>
      </Azioni>
    </>
  );
}

/** What it still needs to collect. */
function Mancanze({ ha }: { ha: Prerequisiti | null }): VNode | null {
  const mancano = (['stazione', 'iban', 'tipi'] as const).filter((cosa) => ha !== null && !ha[cosa]);
  if (mancano.length === 0) return null;
  return (
    <Messaggio tipo="attenzione" titolo={testi.mancano}>
      <ul>
        {mancano.map((cosa) => (
          <li key={cosa}>{testi.mancanze[cosa]}</li>
        ))}
      </ul>
    </Messaggio>
  );
}

function Stazioni({ ente, stazioni }: { ente: Ente; stazioni: readonly StazioneAssociata[] }): VNode {
  const { colonne } = testi.stazioni;
  return (
    <>
      <h2>{testi.stazioni.titolo}</h2>
      <Tabella
        id="stazioni"
        titolo={testi.stazioni.elenco}
        colonne={[
          { titolo: colonne.codice, cella: ({ codice }) => codice },
          { titolo: colonne.segregazione, cella: ({ segregazione }) => segregazione },
          { titolo: colonne.stato, cella: (s) => testi.stazioni.stati[s.predefinita ? 'predefinita' : 'altra'] },
          { titolo: colonne.dal, cella: ({ validaDal }) => <DataGiorno giorno={validaDal} breve /> },
          { titolo: colonne.al, cella: ({ validaAl }) => validaAl && <DataGiorno giorno={validaAl} breve /> },
        ]}
        righe={stazioni}
        chiave={({ stazioneId }) => stazioneId}
        apri={({ stazioneId }) => IN_REGIONE.stazione(stazioneId)}
        vuoto={<p>{testi.stazioni.vuoto}</p>}
      />
      <Azioni>
        <Bottone a={IN_REGIONE.stazioneEnte(ente.enteId)} aspetto="secondario">
          {testi.stazioni.associa}
        </Bottone>
      </Azioni>
    </>
  );
}

function Storia({ storia, nome }: { storia: readonly PassoStato[]; nome: NomeAttore }): VNode {
  if (storia.length === 0) return <p>{ufficioEnte.dati.storiaVuota}</p>;
  return (
    <ol class="storia">
      {storia.map(({ da, a, motivo, attore, istante }, n) => (
        <li key={n}>
          <strong>{ufficioEnte.dati.passo(ufficioEnte.stati[da], ufficioEnte.stati[a])}</strong>: {motivo}
          <br />
          <span class="nota">
            <Istante istante={istante} />, {nome(attore)}
          </span>
        </li>
      ))}
    </ol>
  );
}
