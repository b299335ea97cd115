import type { VNode } from 'preact';
import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import type { DovutoInElenco } from '#modules/posizioni';
import { ufficio } from '#testi/it/ufficio';
import { Stato, StatoDovuto } from '#ui/stato';
import { Tabella, type Colonna } from '#ui/tabella';
import { DataGiorno, Importo, NumeroAvviso } from '#ui/valori';
import { VAI } from './indirizzi.ts';

const testi = ufficio.dovuti;

type Proprieta = {
  /** Where a page has more than one. */
  id?: string;
  titolo: string;
  righe: readonly DovutoInElenco[];
  /** Of the whole result; null where it is too long to be added up. */
  totaleCents: Cents | null;
  oggi: Giorno;
  vuoto: VNode;
};

/** A list of dovuti: each row opens. */
export function TabellaDovuti({ id = 'dovuti', titolo, righe, totaleCents, oggi, vuoto }: Proprieta): VNode {
  const colonne: Colonna<DovutoInElenco>[] = [
    { titolo: testi.colonne.avviso, cella: (d) => <Avviso dovuto={d} /> },
    { titolo: testi.colonne.debitore, cella: (d) => <Debitore dovuto={d} /> },
    { titolo: testi.colonne.tipo, cella: (d) => d.tipoDenominazione },
    { titolo: testi.colonne.scadenza, cella: (d) => <Scadenza dovuto={d} oggi={oggi} /> },
    { titolo: testi.colonne.stato, cella: (d) => <StatoEVerifica dovuto={d} /> },
    {
      titolo: testi.colonne.importo,
      numerica: true,
      cella: (d) => <Importo cents={d.importoCents} />,
      ...(totaleCents !== null && { totale: <Importo cents={totaleCents} /> }),
    },
  ];
  return (
    <Tabella
      id={id}
      titolo={titolo}
      colonne={colonne}
      righe={righe}
      chiave={(d) => d.id}
      apri={(d) => VAI.dovuto(d.id)}
      vuoto={vuoto}
    />
  );
}

/** What names a row: the number on the notice, else the IUV, else the IUD. */
function Avviso({ dovuto: { numeroAvviso, iuv, iud } }: { dovuto: DovutoInElenco }): VNode {
  const numero = parseNumeroAvviso(numeroAvviso ?? '');
  if (numero !== null) return <NumeroAvviso numero={numero} />;
  return (
    <>
      {iuv ?? iud} <span class="nota">({testi.senzaAvviso})</span>
    </>
  );
}

function Debitore({ dovuto: { debitoreAnagrafica, debitoreCodice } }: { dovuto: DovutoInElenco }): VNode {
  return (
    <>
      {debitoreAnagrafica}
      <br />
      <span class="nota">{debitoreCodice}</span>
    </>
  );
}

function Scadenza({ dovuto: { dataScadenza, stato }, oggi }: { dovuto: DovutoInElenco; oggi: Giorno }): VNode | null {
  if (dataScadenza === null) return null;
  return (
    <>
      <DataGiorno giorno={dataScadenza} breve />
      {stato === 'da_pagare' && dataScadenza < oggi && (
        <>
          <br />
          <span class="nota">{testi.scadenzaPassata}</span>
        </>
      )}
    </>
  );
}

/** The state, and beside it whether somebody has to look at how it came. */
export function StatoEVerifica({
  dovuto: { stato, daVerificare },
}: {
  dovuto: Pick<DovutoInElenco, 'stato' | 'daVerificare'>;
}): VNode {
  return (
    <span class="stati">
      <StatoDovuto stato={stato} />
      {daVerificare.length > 0 && <Stato tono="attenzione">{ufficio.dovuto.daVerificare}</Stato>}
    </span>
  );
}
