import type { VNode } from 'preact';
import { formatGiorno, formatGiornoLungo, giornoA, isoRoma, piuGiorni, type Giorno } from '#kernel/giorno';
import { formatEuro, somma, type Cents } from '#kernel/importo';
import type { TipoDovuto } from '#modules/enti';
import { CANALI, type RigaRiassunto } from '#modules/pagamenti';
import { ufficioOggi as testi } from '#testi/it/ufficio-oggi';
import { Grafico, type Barra } from '#ui/grafico';
import { Importo } from '#ui/valori';
import { intero } from './frase.ts';

/** The days of the plots, today included. */
export const GIORNI = 30;

/** As many bars as one compares at a glance; those left are one more. */
const BARRE_MAX = 8;

type Incassi = { righe: readonly RigaRiassunto[]; fino: Date | null };

/** What came in today, in figures, and up to when they are right. */
export function IncassiDiOggi({ incassi: { righe, fino }, oggi }: { incassi: Incassi; oggi: Giorno }): VNode {
  const sue = righe.filter(({ giorno }) => giorno === oggi);
  const quanti = sue.reduce((tutti, riga) => tutti + riga.quanti, 0);
  return (
    <section aria-labelledby="di-oggi">
      <h2 id="di-oggi">{testi.incassi}</h2>
      <p>
        {quanti === 0 ? (
          testi.nessunIncasso
        ) : (
          <strong>
            {testi.quanti(intero(quanti))}, <Importo cents={totale(sue)} grande />
          </strong>
        )}
      </p>
      <p class="nota">
        {fino === null ? (
          testi.maiAggiornato
        ) : (
          <>
            {testi.aggiornato} <time datetime={fino.toISOString()}>{isoRoma(fino).slice(11, 19)}</time>{' '}
            {giornoA(fino) === oggi ? '' : formatGiornoLungo(giornoA(fino))}
          </>
        )}
      </p>
    </section>
  );
}

/** What came in lately, by day, by kind of due and by who took it. */
export function Grafici(p: { incassi: Incassi; oggi: Giorno; tipi: readonly TipoDovuto[] }): VNode | null {
  const { righe } = p.incassi;
  if (righe.length === 0) return null;
  const nomi = new Map(p.tipi.map(({ tipoDovutoId, denominazione }) => [tipoDovutoId, denominazione]));
  const perTipo = raggruppa(
    righe,
    ({ tipoDovutoId: id }) => (id === null ? '' : (nomi.get(id) ?? '')) || testi.senzaTipo,
  );
  const perCanale = raggruppa(righe, ({ canale }) => nomeCanale(canale));
  const comune = { tabella: { apri: testi.tabella, nome: testi.giorno, valore: testi.importo } };
  return (
    <section aria-labelledby="grafici">
      <h2 id="grafici">{testi.grafici}</h2>
      <div class="grafici">
        <PerGiorno righe={righe} oggi={p.oggi} comune={comune.tabella} />
        <Confronto id="per-tipo" titolo={testi.perTipo} barre={perTipo} nome={testi.tipo} />
        <Confronto id="per-canale" titolo={testi.perCanale} barre={perCanale} nome={testi.canale} />
      </div>
    </section>
  );
}

type Tabella = { apri: string; nome: string; valore: string };

function PerGiorno({ righe, oggi, comune }: { righe: Incassi['righe']; oggi: Giorno; comune: Tabella }): VNode {
  const giorni = Array.from({ length: GIORNI }, (_, i) => piuGiorni(oggi, i + 1 - GIORNI));
  const barre = giorni.map((giorno) => barra(formatGiorno(giorno), totale(righe.filter((r) => r.giorno === giorno))));
  const alta = barre.reduce((a, b) => (b.valore > a.valore ? b : a));
  const descrizione = testi.descriviGiorni(formatEuro(totale(righe)), alta.testo, alta.nome);
  return (
    <Grafico id="per-giorno" titolo={testi.perGiorno} forma="colonne" tabella={comune} {...{ barre, descrizione }} />
  );
}

function Confronto(p: { id: string; titolo: string; nome: string; barre: readonly Barra[] }): VNode {
  const descrizione = testi.descrivi(p.barre.map(({ nome, testo }) => `${nome} ${testo}`));
  const tabella = { apri: testi.tabella, nome: p.nome, valore: testi.importo };
  return <Grafico id={p.id} titolo={p.titolo} forma="barre" barre={p.barre} {...{ descrizione, tabella }} />;
}

/** The largest first; the small ones together. */
function raggruppa(righe: Incassi['righe'], di: (riga: RigaRiassunto) => string): Barra[] {
  const gruppi = Map.groupBy(righe, di);
  const tutte = [...gruppi]
    .map(([nome, sue]) => ({ nome, importo: totale(sue) }))
    .toSorted((a, b) => b.importo - a.importo);
  const prime = tutte.length > BARRE_MAX ? tutte.slice(0, BARRE_MAX - 1) : tutte;
  const altre = tutte.slice(prime.length);
  const barre = prime.map(({ nome, importo }) => barra(nome, importo));
  return altre.length === 0 ? barre : [...barre, barra(testi.altri, somma(altre.map(({ importo }) => importo)))];
}

function barra(nome: string, importo: Cents): Barra {
  return { nome, valore: importo, testo: formatEuro(importo) };
}

function totale(righe: readonly RigaRiassunto[]): Cents {
  return somma(righe.map(({ importoCents }) => importoCents));
}

function nomeCanale(canale: string): string {
  const nostro = CANALI.find((uno) => uno === canale);
  return nostro === undefined ? canale : testi.canali[nostro];
}
