import type { VNode } from 'preact';
import { isUuid, type RicevutaId } from '#kernel/ids';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import {
  GENERI_RIMBORSO,
  leggiDenaro,
  type DenaroDaRimborsare,
  type FiltroRimborsi,
  type Segue,
} from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Importo, Istante, NumeroAvviso } from '#ui/valori';
import { leggiCercato, type Cercato } from './filtri.ts';
import { con, VAI } from './indirizzi.ts';
import { tipiVisibili, type Lavoro, type RichiestaUfficio } from './lavoro.ts';

/** Which payments, and what is looked for among them. */
export type FiltriRimborsi = Cercato & Quali;
type Quali = Pick<FiltroRimborsi, 'stato' | 'genere'>;

/** Where the pages of one payment hang from. */
export const SOPRA_RIMBORSI = [
  { testo: ufficioFlussi.incassi.titolo, a: VAI.incassi },
  { testo: testi.titolo, a: VAI.daRimborsare },
];

/** The payments that this person may see and decide upon. */
export async function segueDi(t: Ctx, l: Lavoro): Promise<Segue> {
  const { ids, tutti } = await tipiVisibili(t, l);
  return { tipiConsentiti: ids, tutti };
}

/** Which payments an address, or a form, asks for. */
export function qualiRimborsi(campi: RichiestaUfficio['query']): Quali {
  const genere = GENERI_RIMBORSO.find((g) => g === campi['genere']) ?? null;
  return { stato: campi['stato'] === 'trattate' ? 'trattate' : 'da_trattare', genere };
}

export async function leggiFiltriRimborsi(t: Ctx, l: Lavoro, r: RichiestaUfficio): Promise<FiltriRimborsi> {
  return { ...qualiRimborsi(r.query), ...(await leggiCercato(t, l, r)) };
}

/** A list with these filters, from a row on; `base`: as a file. */
export function indirizzoRimborsi(
  { stato, genere, r = null }: Quali & { r?: string | null },
  { base = VAI.daRimborsare, ...da }: Readonly<Record<string, string>> & { base?: string } = {},
): string {
  return con(base, { stato: stato === 'trattate' ? stato : '', genere: genere ?? '', r: r ?? '', ...da });
}

/** The payment that an address names; null: not there, or not of this person's. */
export async function trovaDenaro(
  t: Ctx,
  l: Lavoro,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<DenaroDaRimborsare | null> {
  if (!isUuid<RicevutaId>(id)) return null;
  return leggiDenaro(t, { ricevutaId: id, ...(await segueDi(t, l)) });
}

/** Who paid, as the receipt says it: who owed, where it does not. */
export function Pagatore({ denaro: { pagatore, debitore } }: { denaro: DenaroDaRimborsare }): VNode {
  const chi = pagatore ?? debitore;
  return (
    <>
      {chi?.anagrafica ?? testi.ignoto}
      {chi?.codice && (
        <>
          <br />
          <span class="nota">{chi.codice}</span>
        </>
      )}
    </>
  );
}

export function AvvisoDelDenaro({ denaro: { numeroAvviso, iuv } }: { denaro: DenaroDaRimborsare }): VNode {
  const numero = parseNumeroAvviso(numeroAvviso ?? '');
  return numero === null ? <>{iuv}</> : <NumeroAvviso numero={numero} />;
}

/** What is known of a payment: the same above each of the acts on it. */
export function DatiDenaro({ denaro: d, intero = false }: { denaro: DenaroDaRimborsare; intero?: boolean }): VNode {
  const { colonne, uno } = testi;
  const diverso = d.totaleCents !== d.importoCents || d.enteCents !== d.totaleCents;
  return (
    <Dati
      dati={[
        { nome: colonne.importo, valore: <Importo cents={d.importoCents} /> },
        intero && diverso ? { nome: uno.totale, valore: <Importo cents={d.totaleCents} /> } : null,
        intero && diverso ? { nome: uno.ente, valore: <Importo cents={d.enteCents} /> } : null,
        { nome: colonne.perche, valore: testi.generi[d.genere] },
        { nome: colonne.pagatore, valore: <Pagatore denaro={d} /> },
        intero && d.pagatore !== null && d.debitore !== null && d.debitore.codice !== d.pagatore.codice
          ? { nome: uno.debitore, valore: d.debitore.anagrafica ?? testi.ignoto }
          : null,
        { nome: colonne.pagata, valore: <Istante istante={d.pagataIl} /> },
        intero ? { nome: colonne.da, valore: <Istante istante={d.registrataIl} /> } : null,
        { nome: colonne.avviso, valore: <AvvisoDelDenaro denaro={d} /> },
        { nome: colonne.ricevuta, valore: d.receiptId },
        intero && d.causale !== null ? { nome: uno.causale, valore: d.causale } : null,
        intero && d.psp !== null ? { nome: uno.psp, valore: d.psp } : null,
      ]}
    />
  );
}

/** The money that came by the notice of a dovuto and was not asked for, each with what became of it. */
export function DenaroDelDovuto({ denaro }: { denaro: readonly DenaroDaRimborsare[] }): VNode | null {
  if (denaro.length === 0) return null;
  return (
    <>
      <h2>{testi.delDovuto}</h2>
      <ul>
        {denaro.map((d) => (
          <li key={d.id}>
            <Collegamento a={VAI.denaro(d.id)}>{testi.uno.titolo(d.receiptId)}</Collegamento>:{' '}
            {testi.generi[d.genere].toLowerCase()}, <Importo cents={d.importoCents} />,{' '}
            {(d.esito === null ? testi.daTrattare : testi.esiti[d.esito]).toLowerCase()}
          </li>
        ))}
      </ul>
    </>
  );
}
