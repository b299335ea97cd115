import type { VNode } from 'preact';
import { formatGiorno } from '#kernel/giorno';
import { cents, formatEuro, somma, type Cents } from '#kernel/importo';
import type { Anteprima, AvvertenzaRiga, CodiceAvvertenza, VoceAnteprima } from '#modules/flussi';
import { flussi } from '#testi/it/flussi';
import { ufficioAnteprima as testi } from '#testi/it/ufficio-anteprima';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';

type Esito = VoceAnteprima['esito'];
const ESITI: readonly Esito[] = ['nuovo', 'modificato', 'annullato', 'invariato', 'rifiutato'];
const { colonne } = testi;

type Voci = readonly VoceAnteprima[];

/** How many rows end so. */
export function quante(voci: Voci, ...esiti: readonly Esito[]): number {
  return voci.filter(({ esito }) => esiti.includes(esito)).reduce((n, voce) => n + voce.righe, 0);
}

function quanto(voci: Voci, ...esiti: readonly Esito[]): Cents {
  return somma(voci.filter(({ esito }) => esiti.includes(esito)).map(({ importoCents }) => cents(importoCents)));
}

/** What becomes of the rows: all together, then by kind of due. */
export function Riepilogo({ voci }: { voci: Voci }): VNode {
  const tipi = [...new Set(voci.map(({ tipo }) => tipo))].toSorted();
  const di = (tipo: string): Voci => voci.filter((voce) => voce.tipo === tipo);
  return (
    <>
      <Tabella
        id="riepilogo"
        titolo={testi.riepilogo}
        colonne={[
          {
            titolo: colonne.esito,
            cella: (esito) => (
              <>
                {testi.esiti[esito]} <span class="nota">{testi.spiegazioni[esito]}</span>
              </>
            ),
          },
          { titolo: colonne.righe, numerica: true, cella: (esito) => intero(quante(voci, esito)) },
          {
            titolo: colonne.importo,
            numerica: true,
            cella: (esito) => (esito === 'rifiutato' ? '' : <Importo cents={quanto(voci, esito)} />),
          },
        ]}
        righe={ESITI}
        chiave={(esito) => esito}
        vuoto={<p />}
      />
      <Tabella
        id="per-tipo"
        titolo={testi.perTipo}
        colonne={[
          { titolo: colonne.tipo, cella: (tipo) => tipo || <span class="nota">{testi.senzaTipo}</span> },
          ...ESITI.map((esito) => ({
            titolo: testi.esiti[esito],
            numerica: true,
            cella: (tipo: string) => intero(quante(di(tipo), esito)),
          })),
          {
            titolo: colonne.importo,
            numerica: true,
            cella: (tipo) => <Importo cents={quanto(di(tipo), 'nuovo', 'modificato')} />,
            totale: <Importo cents={quanto(voci, 'nuovo', 'modificato')} />,
          },
        ]}
        righe={tipi}
        chiave={(tipo) => tipo}
        vuoto={<p />}
      />
    </>
  );
}

/** What was confirmed is so no more: how it was, and how it is. */
export function Cambiata({ prima, adesso }: { prima: Voci; adesso: Voci }): VNode {
  return (
    <>
      <Messaggio tipo="attenzione" titolo={testi.cambiata} esito>
        <p>{testi.cambiataTesto}</p>
      </Messaggio>
      <Tabella
        id="cambiata"
        titolo={testi.cambiata}
        colonne={[
          { titolo: colonne.esito, cella: (esito) => testi.esiti[esito] },
          { titolo: colonne.prima, numerica: true, cella: (esito) => intero(quante(prima, esito)) },
          { titolo: colonne.adesso, numerica: true, cella: (esito) => intero(quante(adesso, esito)) },
        ]}
        righe={ESITI}
        chiave={(esito) => esito}
        vuoto={<p />}
      />
    </>
  );
}

/** The first rows of each outcome, each behind a line of its own; a modification says what it changes. */
export function Primi({ primi }: { primi: NonNullable<Anteprima['primi']> }): VNode {
  const esiti = ['nuovo', 'modificato', 'annullato', 'invariato'] as const;
  return (
    <>
      {esiti
        .map((esito) => ({ esito, righe: primi.filter((una) => una.esito === esito) }))
        .filter(({ righe }) => righe.length > 0)
        .map(({ esito, righe }) => (
          <Dettagli key={esito} titolo={testi.primi[esito]}>
            <TabellaPrimi esito={esito} righe={righe} />
          </Dettagli>
        ))}
    </>
  );
}

type PropPrimi = { esito: 'nuovo' | 'modificato' | 'annullato' | 'invariato'; righe: NonNullable<Anteprima['primi']> };

function TabellaPrimi({ esito, righe }: PropPrimi): VNode {
  return (
    <Tabella
      id={`primi-${esito}`}
      titolo={testi.primi[esito]}
      colonne={[
        { titolo: colonne.riga, cella: ({ riga }) => intero(riga) },
        { titolo: colonne.iud, cella: ({ iud }) => iud },
        { titolo: colonne.debitore, cella: ({ debitore }) => debitore },
        { titolo: colonne.tipo, cella: ({ tipo }) => tipo },
        {
          titolo: colonne.scadenza,
          cella: ({ dataScadenza, primaScadenza }) => (
            <>
              {dataScadenza && <DataGiorno giorno={dataScadenza} breve />}
              {primaScadenza !== null && primaScadenza !== dataScadenza && (
                <div class="nota">{testi.era(formatGiorno(primaScadenza))}</div>
              )}
            </>
          ),
        },
        {
          titolo: colonne.importo,
          numerica: true,
          cella: ({ importoCents, primaCents }) => (
            <>
              <Importo cents={importoCents} />
              {primaCents !== null && primaCents !== importoCents && (
                <div class="nota">{testi.era(formatEuro(primaCents))}</div>
              )}
            </>
          ),
        },
      ]}
      righe={righe}
      chiave={({ riga }) => String(riga)}
      vuoto={<p />}
    />
  );
}

type PropGuarda = { flussoId: string; motivi: Anteprima['avvertenze']; prime: readonly AvvertenzaRiga[] };

/** The good rows that deserve a look: why, how many, and the first of them. */
export function DaGuardare({ flussoId, motivi, prime }: PropGuarda): VNode | null {
  const voci = Object.entries(motivi ?? {}) as [CodiceAvvertenza, number][];
  if (voci.length === 0) return null;
  return (
    <section aria-labelledby="da-guardare">
      <h2 id="da-guardare">{testi.daGuardare}</h2>
      <p>{testi.daGuardareTesto}</p>
      <Tabella
        id="motivi"
        titolo={testi.motivi}
        colonne={[
          { titolo: colonne.perche, cella: ([codice]) => flussi.avvertenze[codice] },
          { titolo: colonne.quante, numerica: true, cella: ([, n]) => intero(n) },
        ]}
        righe={voci}
        chiave={([codice]) => codice}
        vuoto={<p />}
      />
      <Dettagli titolo={testi.prime}>
        <Tabella
          id="avvertenze"
          titolo={testi.prime}
          colonne={[
            { titolo: colonne.riga, cella: ({ riga }) => intero(riga) },
            { titolo: colonne.iud, cella: ({ iud }) => iud },
            { titolo: colonne.perche, cella: ({ codice }) => flussi.avvertenze[codice] },
          ]}
          righe={prime}
          chiave={({ riga, codice }) => `${riga} ${codice}`}
          apri={({ riga }) => VAI.rigaAnteprima(flussoId, riga)}
          vuoto={<p />}
        />
      </Dettagli>
    </section>
  );
}
