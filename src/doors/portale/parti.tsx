import type { VNode } from 'preact';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { righeIndirizzo } from '#modules/avvisi';
import type { Ente } from '#modules/enti';
import type { Avviso } from '#modules/posizioni';
import type { Testi } from '#testi/catalogo';
import { ComeSiArriva } from '#ui/come-si-arriva';
import { useContesto } from '#ui/contesto';
import { Dati, type Dato } from '#ui/dati';
import { Italiano } from '#ui/italiano';
import type { Vista } from '#ui/sito';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, NumeroAvviso } from '#ui/valori';
import { pagabile } from './guardie.ts';
import type { Portale } from './visita.ts';

/** A notice whole, with what its page needs around it. */
export type Aperto = { u: Portale; avviso: Avviso; ente: Ente; vista: Vista };

/** What the debtor of a notice is called: of one that is settled, nobody has to pay any more. */
export function nomeDebitore(avviso: Avviso, { portale }: Testi): string {
  const nomi = portale.dati;
  return pagabile(avviso) ? nomi.debitore : nomi.intestatario;
}

/** Who owes, or owed, in full. */
export function debitoreDi(avviso: Avviso, t: Testi): (Dato | null)[] {
  const nomi = t.portale.dati;
  const { debitore } = avviso;
  const indirizzo = righeIndirizzo(debitore);
  return [
    { nome: nomeDebitore(avviso, t), valore: debitore.anagrafica },
    { nome: nomi.codiceFiscale, valore: debitore.codice },
    indirizzo.length === 0 ? null : { nome: nomi.indirizzo, valore: indirizzo.join(', ') },
  ];
}

/** The numbers by which the ente, or a bank, finds it again. */
export function numeriDi({ numeroAvviso, iuv }: Avviso, { portale }: Testi): (Dato | null)[] {
  const nomi = portale.dati;
  const numero = parseNumeroAvviso(numeroAvviso ?? '');
  return [
    numero === null ? null : { nome: nomi.numero, valore: <NumeroAvviso numero={numero} /> },
    { nome: nomi.iuv, valore: iuv },
  ];
}

/** What it is for, in the ente's words: one line, or a table where it asks for several things at once. */
export function Comprende({ avviso: { dovuti, causalePubblica } }: { avviso: Avviso }): VNode | null {
  const nomi = useContesto().t.portale.dati;
  const [primo, secondo] = dovuti;
  if (primo !== undefined && secondo === undefined) {
    if (primo.causale === causalePubblica) return null;
    return <Dati dati={[{ nome: nomi.causale, valore: <Italiano>{primo.causale}</Italiano> }]} />;
  }
  const conScadenze = dovuti.some(({ dataScadenza }) => dataScadenza !== null);
  return (
    <Tabella
      id="comprende"
      titolo={nomi.dettaglio}
      colonne={[
        { titolo: nomi.causale, cella: (dovuto) => <Italiano>{dovuto.causale}</Italiano> },
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
  const { t } = useContesto();
  return (
    <>
      <ComeSiArriva {...avviso} />
      {avviso.siAggiorna && <p>{t.costo.siAggiorna}</p>}
    </>
  );
}

function scadenza(giorno: Avviso['dataScadenza']): VNode | null {
  return giorno === null ? null : <DataGiorno giorno={giorno} breve />;
}

/** Where to go with it, and what they will ask for. */
export function ComeSiPaga({ u, avviso, ente }: Aperto): VNode {
  const { intero: testi, dati: nomi } = u.t.portale;
  const [numero = null] = numeriDi(avviso, u.t);
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
