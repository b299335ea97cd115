import type { VNode } from 'preact';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { righeIndirizzo } from '#modules/avvisi';
import type { Ente } from '#modules/enti';
import type { Avviso } from '#modules/posizioni';
import { portale } from '#testi/it/portale';
import { quanto } from '#testi/it/quanto';
import { ComeSiArriva } from '#ui/come-si-arriva';
import { Dati, type Dato } from '#ui/dati';
import type { Vista } from '#ui/sito';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, NumeroAvviso } from '#ui/valori';
import { pagabile } from './situazione.tsx';
import type { Portale } from './visita.ts';

const testi = portale.intero;
const nomi = portale.dati;

/** A notice whole, with what its page needs around it. */
export type Aperto = { u: Portale; avviso: Avviso; ente: Ente; vista: Vista };

/** What the debtor of a notice is called: of one that is settled, nobody has to pay any more. */
export function nomeDebitore(avviso: Avviso): string {
  return pagabile(avviso) ? nomi.debitore : nomi.intestatario;
}

/** Who owes, or owed, in full. */
export function debitoreDi(avviso: Avviso): (Dato | null)[] {
  const { debitore } = avviso;
  const indirizzo = righeIndirizzo(debitore);
  return [
    { nome: nomeDebitore(avviso), valore: debitore.anagrafica },
    { nome: nomi.codiceFiscale, valore: debitore.codice },
    indirizzo.length === 0 ? null : { nome: nomi.indirizzo, valore: indirizzo.join(', ') },
  ];
}

/** The numbers by which the ente, or a bank, finds it again. */
export function numeriDi({ numeroAvviso, iuv }: Avviso): (Dato | null)[] {
  const numero = parseNumeroAvviso(numeroAvviso ?? '');
  return [
    numero === null ? null : { nome: nomi.numero, valore: <NumeroAvviso numero={numero} /> },
    { nome: nomi.iuv, valore: iuv },
  ];
}

/** What it is for, in the ente's words: one line, or a table where it asks for several things at once. */
export function Comprende({ avviso: { dovuti, causalePubblica } }: { avviso: Avviso }): VNode | null {
  const [primo, secondo] = dovuti;
  if (primo !== undefined && secondo === undefined) {
    if (primo.causale === causalePubblica) return null;
    return <Dati dati={[{ nome: nomi.causale, valore: primo.causale }]} />;
  }
  const conScadenze = dovuti.some(({ dataScadenza }) => dataScadenza !== null);
  return (
    <Tabella
      id="comprende"
      titolo={nomi.dettaglio}
      colonne={[
        { titolo: nomi.causale, cella: (dovuto) => dovuto.causale },
        ...(conScadenze
          ? [{ titolo: nomi.scadenza, cella: (dovuto: (typeof dovuti)[number]) => scadenza(dovuto.dataScadenza) }]
          : []),
        { titolo: nomi.importo, cella: (dovuto) => <Importo cents={dovuto.importoCents} />, numerica: true },
      ]}
      righe={dovuti}
      chiave={({ id }) => id}
      vuoto={<></>}
    />
  );
}

/** How the amount of today is reached, where something was added to it; and whether it may be another at the counter. */
export function ImportoSpiegato({ avviso }: { avviso: Avviso }): VNode {
  return (
    <>
      <ComeSiArriva {...avviso} />
      {avviso.siAggiorna && <p>{quanto.siAggiorna}</p>}
    </>
  );
}

function scadenza(giorno: Avviso['dataScadenza']): VNode | null {
  return giorno === null ? null : <DataGiorno giorno={giorno} breve />;
}

/** Where to go with it, and what they will ask for. */
export function ComeSiPaga({ avviso, ente }: Aperto): VNode {
  const [numero = null] = numeriDi(avviso);
  return (
    <>
      <h2>{testi.comeSiPaga}</h2>
      {testi.modi.map(({ titolo, testo }) => (
        <section key={titolo}>
          <h3>{titolo}</h3>
          <p>{testo}</p>
        </section>
      ))}
      <p>{testi.costo}</p>
      <h3>{testi.servono}</h3>
      <Dati
        dati={[
          numero,
          { nome: nomi.codiceFiscaleEnte, valore: ente.codiceFiscale },
          { nome: nomi.importo, valore: <Importo cents={avviso.importoCents} /> },
          ente.cbill === null ? null : { nome: nomi.cbill, valore: ente.cbill },
          { nome: nomi.iuv, valore: avviso.iuv },
        ]}
      />
    </>
  );
}
