import type { VNode } from 'preact';
import type { Mancante, Tentativo } from '#modules/rendicontazione';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { ufficioRendicontazione } from '#testi/it/ufficio-rendicontazione';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import type { NomeAttore } from './attori.ts';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { AvvisoMancante, StatoMancante } from './mancanti.tsx';

const { una, colonne } = testi;

/** What is known of a payment whose receipt has not come. */
export function DatiMancante({ m, nome }: { m: Mancante; nome: NomeAttore }): VNode {
  const iur = m.iurDa === null ? m.iur : `${m.iur ?? ''} (${una.scrittoDa(nome(m.iurDa))})`;
  return (
    <Dati
      dati={[
        { nome: colonne.stato, valore: <StatoMancante m={m} /> },
        { nome: colonne.importo, valore: <Importo cents={m.importoCents} /> },
        { nome: colonne.giorno, valore: <DataGiorno giorno={m.giorno} /> },
        { nome: colonne.avviso, valore: <AvvisoMancante m={m} /> },
        { nome: una.iuv, valore: m.iuv },
        { nome: colonne.iur, valore: iur ?? testi.senzaIur },
        m.iuf === null || m.rendicontazioneId === null
          ? null
          : {
              nome: una.rendicontazione,
              valore: <Collegamento a={VAI.rendicontazione(m.rendicontazioneId)}>{m.iuf}</Collegamento>,
            },
        { nome: colonne.psp, valore: m.pspDenominazione ?? m.psp ?? testi.senzaPsp },
        m.esito === null ? null : { nome: una.esito, valore: ufficioRendicontazione.esiti[m.esito] },
        { nome: colonne.tentativi, valore: intero(m.tentativi) },
        m.stato === 'in_coda' && m.prossimoIl !== null
          ? { nome: colonne.prossimo, valore: <Istante istante={m.prossimoIl} /> }
          : null,
        m.ricevutaRegistrataIl === null
          ? null
          : { nome: una.ricevuta, valore: <Istante istante={m.ricevutaRegistrataIl} /> },
        m.chiusaDa === null ? null : { nome: una.chiusaDa, valore: nome(m.chiusaDa) },
        m.motivo === null ? null : { nome: una.motivo, valore: m.motivo },
      ]}
    />
  );
}

/** The dovuti that its notice asks for. */
export function DovutiMancante({ m }: { m: Mancante }): VNode {
  return (
    <>
      <h2>{una.dovuti}</h2>
      {m.dovuti.length === 0 ? (
        <p>{una.senzaDovuto}</p>
      ) : (
        <ul>
          {m.dovuti.map(({ id, iud }) => (
            <li key={id}>
              <Collegamento a={VAI.dovuto(id)}>{iud}</Collegamento>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Each question, and what was answered. */
export function Tentativi({ tentativi, nome }: { tentativi: readonly Tentativo[]; nome: NomeAttore }): VNode {
  return (
    <Tabella
      id="tentativi"
      titolo={una.tentativiTitolo}
      colonne={[
        { titolo: una.quando, cella: (p) => <Istante istante={p.iniziatoIl} /> },
        { titolo: una.risposta, cella: (p) => (p.esito === null ? una.inCorso : testi.risposte(p.esito)) },
        { titolo: una.chi, cella: (p) => nome(p.richiestoDa) },
        { titolo: colonne.iur, cella: (p) => p.iur },
      ]}
      righe={tentativi}
      chiave={(p) => p.id}
      vuoto={
        <Vuoto titolo={una.nessunTentativo}>
          <p>{una.nessunTentativoTesto}</p>
        </Vuoto>
      }
    />
  );
}
