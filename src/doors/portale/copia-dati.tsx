import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { cents, formatDecimale } from '#kernel/importo';
import { datiNotifiche } from '#modules/notifiche';
import { datiPagamenti } from '#modules/pagamenti';
import { datiPosizioni } from '#modules/posizioni';
import { annota, datiRegistro } from '#modules/registro';
import { datiUtenti, type Cittadino } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import type { DatiPersona } from '#platform/db/dati-persona';
import type { VoceNuova } from '#platform/zip-via-via';
import type { Testi } from '#testi/catalogo';

type Riga = DatiPersona[string][number];

/** All that every module keeps of who signed in, of one instant; that it was given is a row of the registro. */
export function raccogliDati(ctx: Ctx, { id }: Cittadino): Promise<DatiPersona> {
  return ctx.tx(async (t) => {
    const parti: DatiPersona[] = [];
    for (const leggi of [datiUtenti, datiPosizioni, datiPagamenti, datiNotifiche, datiRegistro])
      parti.push(await leggi(t));
    await annota(t, { azione: 'dati.copiati', oggetto: 'cittadino', oggettoId: id });
    return Object.assign({}, ...parti) as DatiPersona;
  });
}

/** The files of the copy: for a person a page and sheets, for a program all of it. */
export async function* fileDati(dati: DatiPersona, t: Testi, quando: string): AsyncGenerator<VoceNuova> {
  yield {
    nome: 'dati.html',
    byte: Buffer.from(`<!DOCTYPE html>${renderToString(<Pagina {...{ dati, t, quando }} />)}`),
  };
  yield { nome: 'dati.json', byte: Buffer.from(JSON.stringify(dati, null, 2)) };
  for (const [sezione, righe] of Object.entries(dati)) {
    const colonne = colonneDi(righe);
    const testo = [colonne, ...righe.map((riga) => colonne.map((nome) => valoreDi(nome, riga[nome])))].map(rigaCsv);
    if (righe.length > 0) yield { nome: `${sezione}.csv`, byte: Buffer.from(INIZIO_CSV + testo.join('')) };
  }
}

function colonneDi(righe: readonly Riga[]): string[] {
  return [...new Set(righe.flatMap((riga) => Object.keys(riga)))];
}

/** As people read it: amounts in euros, what is several things as it is written in the data. */
function valoreDi(nome: string, valore: unknown): string {
  if (valore === null || valore === undefined) return '';
  if (typeof valore === 'number' && nome.endsWith('_cents')) return formatDecimale(cents(valore)).replace('.', ',');
  return typeof valore === 'string' ? valore : JSON.stringify(valore);
}

/** The name of a column without its unit, which the value has. */
function nomeDi(nome: string): string {
  return nome.replace(/_cents$/, ' (€)').replaceAll('_', ' ');
}

const STILE =
  'body{font-family:sans-serif;margin:2rem;line-height:1.4}table{border-collapse:collapse;margin-bottom:2rem}' +
  'th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}';

function Pagina({ dati, t, quando }: { dati: DatiPersona; t: Testi; quando: string }): VNode {
  const testi = t.deleghe.dati;
  const nomi: Readonly<Record<string, string>> = testi.sezioni;
  return (
    <html lang="it">
      <head>
        <meta charset="utf-8" />
        <title>{testi.titolo}</title>
        <style>{STILE}</style>
      </head>
      <body>
        <h1>{testi.titolo}</h1>
        <p>{testi.generato(quando)}</p>
        {Object.entries(dati).map(([sezione, righe]) => (
          <section key={sezione}>
            <h2>{nomi[sezione] ?? sezione}</h2>
            {righe.length === 0 ? <p>{testi.niente}</p> : <Tavola righe={righe} />}
          </section>
        ))}
      </body>
    </html>
  );
}

function Tavola({ righe }: { righe: readonly Riga[] }): VNode {
  const colonne = colonneDi(righe);
  return (
    <table>
      <thead>
        <tr>
          {colonne.map((nome) => (
            <th key={nome} scope="col">
              {nomeDi(nome)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {righe.map((riga, n) => (
          <tr key={n}>
            {colonne.map((nome) => (
              <td key={nome}>{valoreDi(nome, riga[nome])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
