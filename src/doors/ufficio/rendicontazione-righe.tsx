import type { VNode } from 'preact';
import { formatEuro } from '#kernel/importo';
import type { Rendicontazione, RigaMostrata } from '#modules/rendicontazione';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { Collegamento } from '#ui/collegamento';
import { Paginazione } from '#ui/paginazione';
import { Tabella, type Colonna } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { CercaElenco, NienteTrovato } from './cerca-elenco.tsx';
import type { Cercato } from './filtri.ts';
import { intero } from './frase.ts';
import { con, VAI } from './indirizzi.ts';
import { Linguette } from './linguette.tsx';

/** Lines of a page. */
export const RIGHE = 100;

const parti = testi.una;

/** The page of a statement, where its lines begin, with those that are wanted. */
export const indirizzoRighe = (id: string, campi: Readonly<Record<string, string>>): string =>
  `${con(VAI.rendicontazione(id), campi)}#${PAGAMENTI}`;

const PAGAMENTI = 'pagamenti';

/** The lines to show of a statement: from `dopo` on, one more than fit, and how many have no receipt in all. */
export type RigheViste = {
  cercato: Cercato;
  soloSenza: boolean;
  dopo: number;
  righe: readonly RigaMostrata[];
  senza: number;
};

/** The payments of a statement, all or those without a receipt. */
export function Righe({ r, viste }: { r: Rendicontazione; viste: RigheViste }): VNode {
  const { cercato, soloSenza, dopo, righe, senza } = viste;
  const filtrato = cercato.testo !== '' || cercato.ricercaPersa;
  const indirizzo = (quali: boolean, da = ''): string =>
    indirizzoRighe(r.id, { quali: quali ? 'senza' : '', r: cercato.r ?? '', dopo: da });
  const voci = [
    { testo: parti.tutti, a: indirizzo(false), aperta: !soloSenza },
    { testo: parti.soloSenza, a: indirizzo(true), aperta: soloSenza },
  ];
  const mostrate = righe.slice(0, RIGHE);
  const ultima = righe.length > RIGHE ? mostrate.at(-1) : undefined;
  return (
    <div id={PAGAMENTI}>
      <Linguette titolo={parti.quali} voci={voci} />
      <CercaElenco
        a={VAI.rendicontazione(r.id)}
        cercato={cercato}
        aiuto={parti.cercaAiuto}
        resta={{ quali: soloSenza ? 'senza' : '' }}
        togli={filtrato ? indirizzoRighe(r.id, { quali: soloSenza ? 'senza' : '' }) : undefined}
      />
      <Tabella
        id="righe"
        titolo={filtrato ? parti.trovate : parti.righe(intero(soloSenza ? senza : r.righe))}
        colonne={COLONNE}
        righe={mostrate}
        chiave={({ numero }) => String(numero)}
        vuoto={
          filtrato ? (
            <NienteTrovato />
          ) : (
            <Vuoto titolo={soloSenza ? parti.tutteConRicevuta : parti.nessuna}>
              <p>{soloSenza ? parti.tutteConRicevutaTesto : parti.nessunaTesto}</p>
            </Vuoto>
          )
        }
      />
      <Paginazione
        precedente={dopo > 0 ? indirizzo(soloSenza) : undefined}
        successiva={ultima === undefined ? undefined : indirizzo(soloSenza, String(ultima.numero))}
      />
    </div>
  );
}

const COLONNE: readonly Colonna<RigaMostrata>[] = [
  { titolo: testi.righe.numero, cella: (g) => intero(g.numero) },
  {
    titolo: testi.righe.iuv,
    cella: (g) => (g.dovutoId === null ? g.iuv : <Collegamento a={VAI.dovuto(g.dovutoId)}>{g.iuv}</Collegamento>),
  },
  { titolo: testi.righe.iur, cella: (g) => g.iur },
  { titolo: testi.righe.indice, cella: (g) => g.indice ?? '' },
  { titolo: testi.righe.esito, cella: (g) => testi.esiti[g.esito] },
  { titolo: testi.righe.giorno, cella: (g) => <DataGiorno giorno={g.esitataIl} breve /> },
  { titolo: testi.righe.ricevuta, cella: ricevutaDetta },
  { titolo: testi.righe.importo, numerica: true, cella: (g) => <Importo cents={g.importoCents} /> },
];

/** Did its receipt come, and for as much? */
export function ricevutaDetta({ ricevutoCents, importoCents }: RigaMostrata): string {
  if (ricevutoCents === null) return testi.ricevuta.no;
  return ricevutoCents === importoCents ? testi.ricevuta.si : testi.ricevuta.diversa(formatEuro(ricevutoCents));
}
