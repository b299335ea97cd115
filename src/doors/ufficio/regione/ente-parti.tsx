import type { VNode } from 'preact';
import type { Ente, PassoStato, Prerequisiti, StazioneAssociata, TipoEnte } from '#modules/enti';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Istante } from '#ui/valori';
import type { NomeAttore } from '../attori.ts';
import { con } from '../indirizzi.ts';
import { IN_REGIONE } from './indirizzi.ts';

const testi = ufficioRegione.ente;

/** Who the ente is, as the intermediario has registered it. */
export function Anagrafica({ ente, gemello }: { ente: Ente; gemello: Ente | null }): VNode {
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
        {gemello === null ? (
          <Bottone a={con(IN_REGIONE.nuovoEnte, { da: ente.enteId })} aspetto="semplice">
            {testi.gemello[altro]}
          </Bottone>
        ) : (
          <Bottone a={IN_REGIONE.ente(gemello.enteId)} aspetto="semplice">
            {testi.apriGemello[altro]}
          </Bottone>
        )}
      </Azioni>
    </>
  );
}

/** What it still needs to collect. */
export function Mancanze({ ha }: { ha: Prerequisiti | null }): VNode | null {
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

/** By which stations the ente is connected. */
export function Stazioni({ ente, stazioni }: { ente: Ente; stazioni: readonly StazioneAssociata[] }): VNode {
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

/** How the ente came to its state. */
export function Storia({ storia, nome }: { storia: readonly PassoStato[]; nome: NomeAttore }): VNode {
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
