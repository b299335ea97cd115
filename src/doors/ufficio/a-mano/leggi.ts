import { parseCodiceFiscale } from '#kernel/codice-fiscale';
import { causalePubblica } from '#kernel/causale';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { parseIban } from '#kernel/iban';
import { parseEuro, ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { CampoCompilato, Compilazione } from '#modules/enti';
import type { PianoAMano, PosizioneAMano, QuotaRichiesta } from '#modules/posizioni';
import { spontaneo } from '#testi/it/portale-spontaneo';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { moduloErrori } from '#testi/it/modulo-errori';
import { erroriCompilati, fraseErrore } from '#ui/modulo-compilato';
import type { Errori } from '#ui/riepilogo-errori';
import type { Campi } from '../atto-posizione.tsx';
import { erroriProposta, leggiPiano, type DaDividere } from '../piano-rate.tsx';
import { leggiAltri, leggiChi, leggiRecapiti, numeri, riga } from './debitore.ts';
import { PREFISSO, quanti, type Digitato, type Scheda } from './scheda.ts';

const testi = ufficioAMano;
/** Beside the ente's own. */
export const QUOTE_MAX = LIMITI.quotePerIuvMax - 1;
const IUD_SCRITTO = /^[!-~]{0,31}$/;

export const FRASE = fraseErrore({ moduloErrori });

/** How much is asked, as far as it can be read: the form's, the one that is the same for all, or what was typed. */
function importoDi(s: Scheda, c: Compilazione | null, v: Campi): Cents | null {
  if (c !== null) return c.importoCents;
  return s.tipo.importoFissoCents ?? parseEuro(v['importo'] ?? '');
}

/** What the plan shares out; nothing while there is no amount. */
export function daDividereDi(s: Scheda, c: Compilazione | null, v: Campi): DaDividere {
  return { daPagareCents: importoDi(s, c, v) ?? ZERO_CENTS, oggi: s.l.ctx.oggi };
}

/** The sheet as it was filled in, or what is wrong with it, in the order of the page. */
export function leggi(
  s: Scheda,
  { campi: v, risposte }: Digitato,
  c: Compilazione | null,
): { errori: Errori } | { valore: PosizioneAMano } {
  const errori: Record<string, string> = c === null ? {} : { ...erroriDelModulo(c) };
  const chi = leggiChi(v, { anonimoAmmesso: s.tipo.codiceFiscaleAnonimo, errori });
  const recapiti = leggiRecapiti(v, errori);
  const altriDebitori = leggiAltri(v, errori);
  const importoCents = importoDi(s, c, v);
  if (c === null && (importoCents === null || importoCents === ZERO_CENTS)) errori['importo'] = testi.errori.importo;
  const testiLetti = leggiCausali(s, { v, c, errori });
  const dataScadenza = leggiScadenza(s, v, errori);
  const iud = (v['iud'] ?? '').trim();
  if (!IUD_SCRITTO.test(iud)) errori['iud'] = testi.errori.iud;
  const altreQuote = leggiQuote(v, errori, testiLetti.causalePubblica);
  const piano = leggiModo(daDividereDi(s, c, v), v, errori);
  if (chi === null || Object.keys(errori).length > 0) return { errori };
  return {
    valore: {
      tipoDovutoId: s.tipo.tipoDovutoId,
      modulo: s.modulo === null ? null : { versione: s.modulo.versione, risposte },
      debitore: { ...chi, ...recapiti },
      altriDebitori,
      importoCents: c === null ? importoCents : null,
      ...testiLetti,
      dataScadenza,
      iud,
      conAvviso: v['avviso'] === 'si',
      altreQuote,
      piano,
    },
  };
}

/** Each answer by its field; what is wrong with the form as a whole only where nothing else is. */
function erroriDelModulo(c: Compilazione): Errori {
  const errori = erroriCompilati({ campi: c.campi, prefisso: PREFISSO, frase: FRASE });
  const [generale] = c.errori;
  if (Object.keys(errori).length === 0 && generale !== undefined) return { importo: FRASE(generale) };
  // Above the sheet they stand without their questions.
  const domande = new Map(domandeDi(c.campi));
  const conDomanda = ([nome, errore]: [string, string]) => [
    nome,
    spontaneo.conDomanda(domande.get(nome) ?? '', errore),
  ];
  return Object.fromEntries(Object.entries(errori).map(conDomanda));
}

function domandeDi(campi: readonly CampoCompilato[]): [string, string][] {
  return campi.flatMap(({ nome, etichetta, campi: dentro, righe }): [string, string][] => [
    [PREFISSO + nome, etichetta],
    ...domandeDi(dentro),
    ...righe.flatMap((riga, n) =>
      domandeDi(riga).map(([suo, domanda]): [string, string] => [suo, spontaneo.inRiga(n + 1, domanda)]),
    ),
  ]);
}

type Lettura = { v: Campi; c: Compilazione | null; errori: Record<string, string> };

function leggiCausali(
  { tipo }: Scheda,
  { v, c, errori }: Lettura,
): Pick<PosizioneAMano, 'causale' | 'causalePubblica'> {
  const { causaleCaratteriMax, causalePubblicaCaratteriMax } = LIMITI;
  const causale = riga(errori, v, { nome: 'causale', campo: testi.causale, massimo: causaleCaratteriMax });
  const pubblica = riga(errori, v, {
    nome: 'causalePubblica',
    campo: testi.causalePubblica,
    massimo: causalePubblicaCaratteriMax,
  });
  if (c === null && causale === '') errori['causale'] ??= testi.errori.manca(testi.causale);
  const usuale = c === null ? (causalePubblica(tipo.denominazione) ?? tipo.codice) : '';
  return { causale, causalePubblica: pubblica === '' ? usuale : pubblica };
}

function leggiScadenza({ l, tipo }: Scheda, v: Campi, errori: Record<string, string>): Giorno | null {
  const scritta = v['scadenza'] ?? '';
  const giorno = parseGiorno(scritta);
  if (scritta !== '' && giorno === null) errori['scadenza'] = testi.errori.data;
  else if (giorno !== null && giorno < l.ctx.oggi) errori['scadenza'] = testi.errori.dataPassata;
  else if (giorno === null && v['come'] !== 'piano' && (tipo.scadenzaObbligatoria || tipo.scadenzaStampata))
    errori['scadenza'] = testi.errori.dataObbligatoria;
  return giorno;
}

function leggiQuote(v: Campi, errori: Record<string, string>, pubblica: string): QuotaRichiesta[] {
  return numeri(quanti(v, 'quote', QUOTE_MAX)).map((n): QuotaRichiesta => {
    const nome = (campo: string) => `quote.${n}.${campo}`;
    const codice = parseCodiceFiscale(v[nome('codice')] ?? '');
    const iban = parseIban(v[nome('iban')] ?? '');
    const importoCents = parseEuro(v[nome('importo')] ?? '');
    const tassonomia = (v[nome('tassonomia')] ?? '').trim();
    const denominazione = riga(errori, v, { nome: nome('nome'), campo: testi.quotaNome, massimo: 70 });
    if (codice === null || codice.length !== 11) errori[nome('codice')] = testi.errori.codice;
    if (denominazione === '') errori[nome('nome')] ??= testi.errori.manca(testi.quotaNome);
    if (iban === null) errori[nome('iban')] = testi.errori.iban;
    if (importoCents === null || importoCents === ZERO_CENTS) errori[nome('importo')] = testi.errori.importo;
    if (!/^9\/\S{1,60}$/.test(tassonomia)) errori[nome('tassonomia')] = testi.errori.tassonomia;
    const quanto = importoCents ?? ZERO_CENTS;
    return { codiceFiscale: codice ?? '', denominazione, iban, importoCents: quanto, tassonomia, causale: pubblica };
  });
}

function leggiModo(a: DaDividere, v: Campi, errori: Record<string, string>): PianoAMano | null {
  const { come } = v;
  if (come !== 'piano' && come !== 'scelta') return null;
  // Without an amount there is nothing to share out, and that is said by its field.
  if (a.daPagareCents === 0) return null;
  const chiesto = erroriProposta({ a, valori: v, errori: {} });
  if (Object.keys(chiesto).length > 0) Object.assign(errori, chiesto);
  if (Object.keys(chiesto).length > 0) return null;
  const letto = leggiPiano({ a, valori: v });
  if ('errori' in letto) Object.assign(errori, letto.errori);
  return 'errori' in letto ? null : { ...letto.valore, forma: come };
}

/** The field by which a refusal stands; none: it is said above them all. */
export const CAMPO_DEL_RIFIUTO: Readonly<Record<string, string>> = {
  ...{ IUD_NON_VALIDO: 'iud', IUD_DUPLICATO: 'iud', DOVUTO_SOSTITUITO: 'iud', POSIZIONE_DIVERSA: 'iud' },
  ...{ SCADENZA_MANCANTE: 'scadenza', SCADENZA_PASSATA: 'scadenza', CAUSALE_NON_VALIDA: 'causale' },
  ...{ IMPORTO_TROPPO_GRANDE: 'importo', IMPORTO_OLTRE_TETTO: 'importo', IMPORTO_NON_VALIDO: 'importo' },
  ...{ IBAN_DI_ALTRO_ENTE: 'quote.1.iban', QUOTA_TASSONOMIA_NON_IN_VIGORE: 'quote.1.tassonomia' },
  ...{ QUOTE_NON_TORNANO: 'quote.1.importo', DEBITORE_NON_VALIDO: 'debitoreCodice' },
};
