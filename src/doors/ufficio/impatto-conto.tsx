import type { VNode } from 'preact';
import { formatEuro } from '#kernel/importo';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { improntaImpatto, type ImpattoMisurato, type VoceImpatto } from '#platform/impatto';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Messaggio } from '#ui/messaggio';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, NumeroAvviso } from '#ui/valori';
import { VAI } from './indirizzi.ts';

const testi = ufficioConti.impatto;

type Misura = {
  misurato: ImpattoMisurato;
  cambiato: boolean;
  /** What becomes of the notices that people have in their hands. */
  stampati?: string | undefined;
  niente?: string;
  /** How the setting is called, where it is not an account. */
  parole?: Pick<typeof testi, 'conteggi' | 'cambiatoTesto'>;
};

/** What a change would touch, before it is confirmed. It travels with the form, so that what is confirmed is what was read. */
export function Impatto({ misurato, cambiato, stampati, niente = testi.niente, parole = testi }: Misura): VNode {
  const toccati = misurato.conteggi.filter(({ quanti }) => quanti > 0);
  return (
    <>
      {cambiato && (
        <Messaggio tipo="attenzione" titolo={testi.cambiato} esito>
          <p>{parole.cambiatoTesto}</p>
        </Messaggio>
      )}
      <h2>{testi.titolo}</h2>
      {toccati.length === 0 ? (
        <p>{niente}</p>
      ) : (
        <>
          <ul>
            {toccati.map(({ cosa, quanti, totaleCents }) => (
              <li key={cosa}>
                {parole.conteggi[cosa]?.(quanti) ?? cosa}
                {totaleCents !== null && <>: {testi.totale(formatEuro(totaleCents))}</>}
              </li>
            ))}
          </ul>
          {stampati !== undefined && toccati.some(({ cosa }) => cosa === 'avvisi_stampati') && <p>{stampati}</p>}
          {stampati === testi.spiega && toccati.some(({ cosa }) => cosa === 'avvisi_postali') && <p>{testi.postale}</p>}
        </>
      )}
    </>
  );
}

/** The things touched, one by one. */
export function VociImpatto({
  misurato: { voci },
  importo = testi.colonne.importo,
}: {
  misurato: ImpattoMisurato;
  importo?: string;
}): VNode {
  return (
    <Tabella
      id="toccati"
      titolo={testi.elenco(voci.length)}
      colonne={[
        { titolo: testi.colonne.dovuto, cella: ({ nome, descrizione }) => `${nome} – ${descrizione}` },
        { titolo: testi.colonne.avviso, cella: Numero },
        {
          titolo: testi.colonne.scadenza,
          cella: ({ scadenza }) => (scadenza === null ? '–' : <DataGiorno giorno={scadenza} breve />),
        },
        {
          titolo: importo,
          numerica: true,
          cella: ({ importoCents }) => <Importo cents={importoCents} />,
        },
      ]}
      righe={voci}
      chiave={({ id }) => id}
      apri={({ id }) => VAI.dovuto(id)}
      vuoto={<></>}
    />
  );
}

function Numero({ numeroAvviso }: VoceImpatto): VNode | string {
  const letto = numeroAvviso === null ? null : parseNumeroAvviso(numeroAvviso);
  return letto === null ? '–' : <NumeroAvviso numero={letto} />;
}

/** What was read, for {@link isCambiato} to compare. */
export function Letto({ misurato }: { misurato: ImpattoMisurato }): VNode {
  return <input type="hidden" name="letto" value={improntaImpatto(misurato)} />;
}

/** Has something changed since the person read it? */
export function isCambiato(misurato: ImpattoMisurato, letto: string | undefined): boolean {
  return letto !== undefined && letto !== improntaImpatto(misurato);
}
