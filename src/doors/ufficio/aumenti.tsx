import type { VNode } from 'preact';
import { formatGiorno, parseGiorno } from '#kernel/giorno';
import { formatDecimale, formatEuro, parseEuro, ZERO_CENTS } from '#kernel/importo';
import { GENERI_GRADINO, GRADINI_MAX, scalaDi, type GenereGradino, type Gradino } from '#modules/posizioni';
import { costo } from '#testi/it/costo';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Campo, CampoElenco } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import type { Aperta, Campi, Compilato } from './atto-posizione.tsx';

const testi = ufficioPosizione.aumenti;
const { storia } = ufficioPosizione;

const COLONNE = ['genere', 'dal', 'dopo', 'importo', 'quota'] as const;

/** The form of what is added to a dovuto now, with room for one more. */
export function aumentiIniziali({ gradini }: Aperta): Campi {
  const righe = gradini.flatMap((g, n) =>
    Object.entries({
      genere: g.genere,
      dal: g.dal ?? '',
      dopo: g.dopoGiorni === null ? '' : String(g.dopoGiorni),
      importo: formatDecimale(g.importoCents).replace('.', ','),
      quota: String(g.quota),
    }).map(([nome, valore]) => [`${nome}${n + 1}`, valore]),
  );
  return { ...Object.fromEntries(righe), righe: String(Math.min(gradini.length + 1, GRADINI_MAX)) };
}

/** The form with a row more. */
export function conUnaInPiu(v: Campi): Campi {
  return { ...v, righe: String(Math.min(righeDi(v) + 1, GRADINI_MAX)) };
}

function righeDi(v: Campi): number {
  const righe = Number(v['righe']);
  return Number.isInteger(righe) && righe >= 1 && righe <= GRADINI_MAX ? righe : 1;
}

const numeri = (v: Campi): number[] => Array.from({ length: righeDi(v) }, (_, n) => n + 1);

/** What was typed, row by row: a row without amount, date and days is none. */
export function leggiAumenti({ valori: v }: Pick<Compilato, 'valori'>): { errori: Errori } | { valore: Gradino[] } {
  const errori: Record<string, string> = {};
  const gradini = numeri(v).flatMap((n): Gradino[] => {
    const [genere = '', dal = '', dopo = '', importo = '', quota = ''] = COLONNE.map((c) =>
      (v[`${c}${n}`] ?? '').trim(),
    );
    if (dal === '' && dopo === '' && importo === '') return [];
    const importoCents = parseEuro(importo);
    const giorno = parseGiorno(dal);
    const giorni = /^\d{1,4}$/.test(dopo) ? Number(dopo) : null;
    if (!isGenere(genere)) errori[`genere${n}`] = testi.genereMancante(n);
    if ((dal === '') === (dopo === '') || (dal !== '' && giorno === null) || (dopo !== '' && giorni === null))
      errori[`dal${n}`] = testi.unGiorno(n);
    if (importoCents === null || importoCents === 0) errori[`importo${n}`] = testi.importoNonValido(n);
    const voce = {
      dal: giorno,
      dopoGiorni: giorni,
      importoCents: importoCents ?? ZERO_CENTS,
      quota: Number(quota) || 1,
    };
    return isGenere(genere) ? [{ genere, ...voce }] : [];
  });
  return Object.keys(errori).length > 0 ? { errori } : { valore: gradini };
}

function isGenere(scritto: string): scritto is GenereGradino {
  return (GENERI_GRADINO as readonly string[]).includes(scritto);
}

/** Is it what is added already? */
export function isStessi(a: readonly Gradino[], b: readonly Gradino[]): boolean {
  const detto = (g: Gradino) => [g.genere, g.dal, g.dopoGiorni, g.importoCents, g.quota].join(' ');
  return a.map(detto).join('\n') === b.map(detto).join('\n');
}

/** The rows to fill in. */
export function RigheAumenti({ a, valori, errori }: Compilato): VNode {
  // Stamps cost what they cost: nothing is added to them.
  const quote = a.quote.filter(({ bollo }) => !bollo);
  const campo = (nome: string, n: number) => ({
    nome: `${nome}${n}`,
    valore: valori[`${nome}${n}`] ?? '',
    errore: errori[`${nome}${n}`],
  });
  return (
    <>
      <input type="hidden" name="righe" value={righeDi(valori)} />
      {numeri(valori).map((n) => (
        <fieldset key={n} class="gruppo">
          <legend>{testi.aumento(n)}</legend>
          <div class="affiancati">
            <CampoElenco
              {...campo('genere', n)}
              etichetta={testi.genere}
              alternative={GENERI_GRADINO.map((g) => ({ valore: g, testo: costo.righe[g] }))}
              vuota={testi.vuoto}
            />
            <Campo {...campo('importo', n)} etichetta={testi.importo} cifre unita="€" larghezza="breve" />
            <Campo {...campo('dal', n)} etichetta={testi.dal} tipo="date" larghezza="breve" facoltativo />
            <Campo {...campo('dopo', n)} etichetta={testi.dopo} cifre larghezza="breve" facoltativo />
            {quote.length > 1 && (
              <CampoElenco
                {...campo('quota', n)}
                etichetta={testi.quota}
                alternative={quote.map((q) => ({ valore: String(q.indice), testo: q.denominazione }))}
                vuota={quote[0]?.denominazione ?? ''}
              />
            )}
          </div>
        </fieldset>
      ))}
    </>
  );
}

/** What the dovuto would cost, day by day. */
export function ContoAumenti({ a, gradini }: { a: Aperta; gradini: readonly Gradino[] }): VNode {
  const { notificataIl, d } = a;
  const termini = { notificataIl, validaDal: null, validaAl: null, giorniDallaNotifica: null, gradini };
  const righe = [{ dal: null, importoCents: d.importoCents }, ...scalaDi(d.importoCents, termini)];
  const sospesi = notificataIl === null && gradini.some((g) => g.dal === null);
  return (
    <section id="conto" aria-labelledby="conto-titolo" role="status">
      <h2 id="conto-titolo">{testi.conto}</h2>
      <Tabella
        id="scala"
        titolo={testi.contoTitolo}
        colonne={[
          { titolo: testi.colonne.dal, cella: ({ dal }) => (dal === null ? testi.daOra : <DataGiorno giorno={dal} />) },
          { titolo: testi.colonne.importo, numerica: true, cella: ({ importoCents: i }) => <Importo cents={i} /> },
        ]}
        righe={righe}
        chiave={({ dal }) => dal ?? ''}
        vuoto={<p />}
      />
      {sospesi && <p>{testi.senzaGiorno}</p>}
    </section>
  );
}

/** Each addition as a clerk reads it in the history. */
export function frasiAumenti(gradini: readonly Gradino[]): string[] {
  return gradini.map(({ genere, importoCents, dal, dopoGiorni }) => {
    const quando = dal === null ? storia.dopo(dopoGiorni ?? 0) : storia.dal(formatGiorno(dal));
    return storia.aumento(costo.righe[genere], formatEuro(importoCents), quando);
  });
}
