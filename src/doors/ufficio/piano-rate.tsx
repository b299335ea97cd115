import type { VNode } from 'preact';
import { parseGiorno, piuMesi, type Giorno } from '#kernel/giorno';
import {
  confronta,
  differenza,
  formatDecimale,
  formatEuro,
  parseEuro,
  somma,
  ZERO_CENTS,
  type Cents,
} from '#kernel/importo';
import { proponiRate, RATE_MAX, type PropostaPiano, type Rata } from '#modules/posizioni';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Campo } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import type { Aperta, Campi } from './atto-posizione.tsx';

const testi = ufficioPosizione.piano;

/** A plan as it was typed. */
export type Piano = { accanto: boolean; maggiorazioneCents: Cents; rate: Rata[] };

/** What is to be shared out, and the day on which it is. */
export type DaDividere = { daPagareCents: Cents; oggi: Giorno };

type Compilato = { a: DaDividere; valori: Campi; errori: Errori };

/** What the way to pay still asks, to be shared out. */
export const daDividere = (a: Aperta): DaDividere => ({ daPagareCents: daPagare(a), oggi: a.oggi });

/** What the way to pay still asks. */
export function daPagare({ aperti, opzioneId }: Aperta): Cents {
  return somma(aperti.filter((d) => d.opzioneId === opzioneId).map((d) => d.importoCents));
}

/** A plan to begin with: three instalments, a month from now. */
export function pianoIniziale(a: DaDividere): Campi {
  const valori = { come: 'posto', quante: '3', prima: piuMesi(a.oggi, 1), ogni: '1', maggiorazione: '' };
  return conProposta(a, valori);
}

/** The form with equal instalments; as it was, where what they come from cannot be read. */
export function conProposta(a: DaDividere, valori: Campi): Campi {
  const proposta = leggiProposta(a, valori);
  if ('errori' in proposta) return { ...valori, proposta: 'no' };
  const rate = proponiRate(proposta.valore);
  const campi = rate.flatMap(({ importoCents, dataScadenza }, n) => [
    [`importo${n + 1}`, scritto(importoCents)],
    [`scadenza${n + 1}`, dataScadenza ?? ''],
  ]);
  return { ...valori, proposta: '', righe: String(rate.length), ...Object.fromEntries(campi) };
}

function leggiProposta(a: DaDividere, v: Campi): { errori: Errori } | { valore: PropostaPiano } {
  const quante = /^\d{1,3}$/.test(v['quante'] ?? '') ? Number(v['quante']) : 0;
  const prima = parseGiorno(v['prima'] ?? '');
  const ogniMesi = Number(v['ogni']);
  const maggiorazioneCents = maggiorazioneDi(v);
  const errori: Record<string, string> = {};
  if (quante < 1 || quante > RATE_MAX) errori['quante'] = testi.quanteNonValide;
  if (prima === null) errori['prima'] = testi.scadenzaNonValida(1);
  else if (prima < a.oggi) errori['prima'] = testi.scadenzaPassata(1);
  if (maggiorazioneCents === null) errori['maggiorazione'] = testi.maggiorazioneNonValida;
  if (prima === null || maggiorazioneCents === null || Object.keys(errori).length > 0 || !(ogniMesi in testi.frequenze))
    return { errori };
  const totaleCents = somma([a.daPagareCents, maggiorazioneCents]);
  return { valore: { totaleCents, quante, prima, ogniMesi } };
}

function maggiorazioneDi(v: Campi): Cents | null {
  const scritta = (v['maggiorazione'] ?? '').trim();
  return scritta === '' ? ZERO_CENTS : parseEuro(scritta);
}

const scritto = (importo: Cents): string => formatDecimale(importo).replace('.', ',');

/** How many instalments the form has: as many as were proposed. */
function righeDi(v: Campi): number {
  const righe = Number(v['righe']);
  return Number.isInteger(righe) && righe >= 1 && righe <= RATE_MAX ? righe : 1;
}

const numeri = (v: Campi): number[] => Array.from({ length: righeDi(v) }, (_, n) => n + 1);

/** The plan that was typed, or what is wrong with it, instalment by instalment. */
export function leggiPiano({ a, valori: v }: Omit<Compilato, 'errori'>): { errori: Errori } | { valore: Piano } {
  const errori: Record<string, string> = {};
  const maggiorazioneCents = maggiorazioneDi(v);
  if (maggiorazioneCents === null) errori['maggiorazione'] = testi.maggiorazioneNonValida;
  let precedente: Giorno | null = null;
  const rate = numeri(v).map((n): Rata => {
    const importoCents = parseEuro(v[`importo${n}`] ?? '');
    const dataScadenza = parseGiorno(v[`scadenza${n}`] ?? '');
    if (importoCents === null || importoCents === 0) errori[`importo${n}`] = testi.importoNonValido(n);
    if (dataScadenza === null) errori[`scadenza${n}`] = testi.scadenzaNonValida(n);
    else if (dataScadenza < a.oggi) errori[`scadenza${n}`] = testi.scadenzaPassata(n);
    else if (precedente !== null && dataScadenza < precedente) errori[`scadenza${n}`] = testi.scadenzaPrima(n);
    precedente = dataScadenza ?? precedente;
    return { importoCents: importoCents ?? ZERO_CENTS, dataScadenza };
  });
  const conto = contoDi(a, v);
  if (Object.keys(errori).length === 0 && conto.esito !== 'torna') errori[`importo${rate.length}`] = conto.frase;
  if (Object.keys(errori).length > 0 || maggiorazioneCents === null) return { errori };
  return { valore: { accanto: v['come'] === 'accanto', maggiorazioneCents, rate } };
}

type Conto = { esito: 'torna' | 'no' | 'incompleto'; frase: string };

/** Do the instalments give what is owed? */
function contoDi(a: DaDividere, v: Campi): Conto {
  const importi = numeri(v).map((n) => parseEuro(v[`importo${n}`] ?? ''));
  const scritti = importi.filter((i) => i !== null);
  const maggiorazione = maggiorazioneDi(v);
  if (scritti.length < importi.length || maggiorazione === null)
    return { esito: 'incompleto', frase: testi.incompleto };
  const rate = somma(scritti);
  const atteso = somma([a.daPagareCents, maggiorazione]);
  const detti = [formatEuro(rate), formatEuro(atteso)] as const;
  const verso = confronta(rate, atteso);
  if (verso === 0) return { esito: 'torna', frase: testi.torna(detti[0]) };
  const frase =
    verso < 0
      ? testi.manca(...detti, formatEuro(differenza(atteso, rate)))
      : testi.avanza(...detti, formatEuro(differenza(rate, atteso)));
  return { esito: 'no', frase };
}

/** What was asked of the proposal and cannot be: shown by its fields. */
export function erroriProposta({ a, valori, errori }: Compilato): Errori {
  const proposta = valori['proposta'] === 'no' ? leggiProposta(a, valori) : null;
  return proposta !== null && 'errori' in proposta ? { ...proposta.errori, ...errori } : errori;
}

/** How a script asks for their sum again while one writes. */
const VIVE = {
  'hx-trigger': 'input delay:400ms',
  'hx-target': '#conto',
  'hx-swap': 'outerHTML',
  'hx-include': 'closest form',
};

/** The instalments, each with its amount and its day, and their sum: asked for again at `dove`, where it stands by itself. */
export function Rate({ a, valori, errori, dove }: Compilato & { dove?: string }): VNode {
  return (
    <section id="rate" aria-labelledby="rate-titolo" {...(dove !== undefined && { 'hx-post': dove, ...VIVE })}>
      <h2 id="rate-titolo">{testi.rate}</h2>
      <p>{testi.rateAiuto}</p>
      <input type="hidden" name="righe" value={righeDi(valori)} />
      {numeri(valori).map((n) => (
        <fieldset key={n} class="gruppo">
          <legend>{testi.rata(n)}</legend>
          <div class="affiancati">
            <Campo
              nome={`importo${n}`}
              etichetta={testi.importo}
              valore={valori[`importo${n}`]}
              errore={errori[`importo${n}`]}
              larghezza="breve"
              cifre
              unita="€"
            />
            <Campo
              nome={`scadenza${n}`}
              etichetta={testi.scadenza}
              valore={valori[`scadenza${n}`]}
              errore={errori[`scadenza${n}`]}
              tipo="date"
              larghezza="breve"
            />
          </div>
        </fieldset>
      ))}
      <ContoRate a={a} valori={valori} />
    </section>
  );
}

/** The sum of the instalments beside what is owed. */
export function ContoRate({ a, valori }: Omit<Compilato, 'errori'>): VNode {
  const { esito, frase } = contoDi(a, valori);
  return (
    <p id="conto" role="status">
      {esito === 'torna' ? frase : <strong>{frase}</strong>}
    </p>
  );
}

/** What the plan makes, and what becomes of what is there. */
export function RiassuntoPiano({
  piano: { accanto, rate, maggiorazioneCents },
  a,
}: {
  piano: Piano;
  a: Aperta;
}): VNode {
  const avvisi = a.aperti.filter((d) => d.opzioneId === a.opzioneId && d.numeroAvviso !== null).length;
  return (
    <>
      <p>{accanto ? testi.accanto : testi.posto(avvisi)}</p>
      <Tabella
        id="nuove"
        titolo={testi.nuove(rate.length)}
        colonne={[
          { titolo: testi.colonnaRata, cella: ({ n }) => testi.rata(n) },
          { titolo: testi.scadenza, cella: ({ dataScadenza: g }) => g && <DataGiorno giorno={g} /> },
          { titolo: testi.importo, numerica: true, cella: ({ importoCents }) => <Importo cents={importoCents} /> },
        ]}
        righe={rate.map((rata, n) => ({ ...rata, n: n + 1 }))}
        chiave={({ n }) => String(n)}
        vuoto={<p />}
      />
      {maggiorazioneCents !== ZERO_CENTS && (
        <p>
          {testi.maggiorazione}: {formatEuro(maggiorazioneCents)}
        </p>
      )}
    </>
  );
}
