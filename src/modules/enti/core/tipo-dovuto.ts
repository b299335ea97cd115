import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import { cents, confronta, IMPORTO_MAX_CENTS, ZERO_CENTS, type Cents } from '#kernel/importo';
import type { TipoConto } from './conto.ts';
import { denominazioneValida } from './ente.ts';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';
import { inVigore, type CodiceTassonomia } from './tassonomia.ts';
import { validaBilancioConsueto, type VoceBilancio } from './tipo-dovuto-bilancio.ts';

/**
 * How an ente works with a kind of due. `base`: citizens find it among what they can pay here; `per_flussi`: it comes with files;
 * `iniziato_presso_ente`: the payment begins on a site of the ente. Always written in this order.
 */
export const MODALITA = ['base', 'iniziato_presso_ente', 'per_flussi'] as const;
export type Modalita = (typeof MODALITA)[number];

/**
 * All that is registered of a kind of due: the fields of mypay-features 3.1, but for those that are somebody else's here. IBAN and BIC
 * are of the account (`enti.conto`), credentials and addresses of the ente's services of `enti.credenziale`, the form of
 * `enti.modulo_versione`, other beneficiaries of the dovuto; macro area, service and reason come with the taxonomy code. BIC, «seller»
 * and support accounts served a protocol that pagoPA has closed.
 */
export type DatiTipoDovuto = {
  /** It never changes: files and software of the ente name it. */
  codice: string;
  denominazione: string;
  attivo: boolean;
  tassonomia: string;
  /** What goes to pagoPA in place of taxonomy and code: `9/0101101IM/TARI_2026`. */
  datiRiscossione: string | null;
  /** May be missing until it is put to work. */
  contoId: ContoId | null;
  contoPostaleId: ContoId | null;
  /** The category of the catalogue it comes from. */
  categoria: string | null;
  modalita: readonly Modalita[];
  spontaneo: boolean;
  /** Where a citizen is led, in place of a form of ours. */
  urlEsterno: string | null;
  importoFissoCents: Cents | null;
  scadenzaObbligatoria: boolean;
  scadenzaStampata: boolean;
  pagaDopoScadenza: boolean;
  /** Its debtor may be `ANONIMO`. */
  codiceFiscaleAnonimo: boolean;
  avvisoStampabile: boolean;
  /** Printed on the notice in place of the account's and of the ente's own. */
  intestatarioAvviso: string | null;
  settoreAvviso: string | null;
  bilancio: readonly VoceBilancio[] | null;
  /** A fixed payment context: its dovuti never share a carrello with others. */
  codiceContesto: string | null;
  notificaIo: boolean;
  /** Outcomes are pushed to the ente's software, at most so many times. */
  notificaEsito: boolean;
  tentativiEsitoMax: number;
  /** Its amounts are asked to the ente when they are about to be paid (model 3). */
  attualizzazione: boolean;
  /** Days before the due date on which the debtor is reminded. */
  promemoriaGiorni: readonly number[];
};

/** What must be said of a kind of due; the rest is as usual, or as it was. */
export type RichiestaTipo = Pick<DatiTipoDovuto, 'codice' | 'denominazione' | 'tassonomia'> & Partial<DatiTipoDovuto>;

/** A kind of due of which nothing else was said. It is born at rest. */
export const TIPO_CONSUETO: Omit<DatiTipoDovuto, 'codice' | 'denominazione' | 'tassonomia'> = {
  attivo: false,
  datiRiscossione: null,
  contoId: null,
  contoPostaleId: null,
  categoria: null,
  modalita: MODALITA,
  spontaneo: false,
  urlEsterno: null,
  importoFissoCents: null,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  codiceFiscaleAnonimo: false,
  avvisoStampabile: true,
  intestatarioAvviso: null,
  settoreAvviso: null,
  bilancio: null,
  codiceContesto: null,
  notificaIo: false,
  notificaEsito: false,
  tentativiEsitoMax: 20,
  attualizzazione: false,
  promemoriaGiorni: [],
};

/** The digital stamp: bought by the ente's software only, at its fixed price, credited to nobody's account. */
const MARCA_DA_BOLLO = 'MARCA_BOLLO_DIGITALE';
/** What it costs, unless the ente says otherwise: the stamp duty on a request to a public office. */
const MARCA_CENTS = cents(1600);

/** What no stamp may have otherwise. */
const MARCA_FORZATA = {
  contoId: null,
  contoPostaleId: null,
  spontaneo: false,
  modalita: ['iniziato_presso_ente'],
} satisfies Partial<DatiTipoDovuto>;

/** A kind of due by that code, of which nothing else was said. */
export function tipoConsueto(codice: string): typeof TIPO_CONSUETO {
  return codice === MARCA_DA_BOLLO ? { ...TIPO_CONSUETO, importoFissoCents: MARCA_CENTS } : TIPO_CONSUETO;
}
/** Names that the files give another meaning: an export by this name is that of the secondary beneficiaries (mypay-file-formats 4). */
const RISERVATI = new Set(['EXPORT_ENTE_SECONDARIO', 'DEFAULT']);
/** Boxes of the notice: `intestatario` of the postal slip, `settore` (pagopa 5.4). */
const AVVISO_CARATTERI_MAX = 50;
const URL_CARATTERI_MAX = 2000;
export const PROMEMORIA_MAX = 5;
export const PROMEMORIA_GIORNI_MAX = 90;
const TENTATIVI_MAX = 100;

export type IntornoAlTipo = {
  tassonomia: CodiceTassonomia | null;
  conto: TipoConto | null;
  contoPostale: TipoConto | null;
  /** Its form in force, with the amount it asks of everybody, if it does; null: none is published. */
  modulo: { importoFissoCents: Cents | null } | null;
  oggi: Giorno;
};

type Giudizio = Esito<undefined, RifiutoEnti>;

/** Is it fit to be registered, given what it refers to? As it will be written: what one field forces on others is done here. */
export function validaTipoDovuto(dati: DatiTipoDovuto, intorno: IntornoAlTipo): Esito<DatiTipoDovuto, RifiutoEnti> {
  const messi = forza(dati);
  for (const giudica of [nomi, pagoPa, conti, importo, avviso, servizi, marca, attivazione]) {
    const giudizio = giudica(messi, intorno);
    if (!giudizio.ok) return giudizio;
  }
  return ok(messi);
}

/**
 * Who begins by themselves has no due date yet: none is asked for, none is printed. The stamp goes to no account and has one way. Sets
 * are written in one order.
 */
function forza(d: DatiTipoDovuto): DatiTipoDovuto {
  const senzaData = d.spontaneo ? { scadenzaObbligatoria: false, scadenzaStampata: false } : {};
  const marca = d.codice === MARCA_DA_BOLLO ? MARCA_FORZATA : {};
  const dati = { ...d, ...senzaData, ...marca };
  return {
    ...dati,
    modalita: MODALITA.filter((una) => dati.modalita.includes(una)),
    promemoriaGiorni: [...new Set(dati.promemoriaGiorni)].toSorted((a, b) => b - a),
  };
}

function nomi({ codice, denominazione }: DatiTipoDovuto): Giudizio {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(codice)) return rifiutoEnti('TIPO_CODICE_NON_VALIDO');
  if (RISERVATI.has(codice)) return rifiutoEnti('TIPO_CODICE_RISERVATO');
  return denominazioneValida(denominazione) ? ok() : rifiutoEnti('DENOMINAZIONE_NON_VALIDA');
}

function pagoPa(dati: DatiTipoDovuto, { tassonomia, oggi }: IntornoAlTipo): Giudizio {
  if (tassonomia === null) return rifiutoEnti('TASSONOMIA_SCONOSCIUTA', { tassonomia: dati.tassonomia });
  // A code may expire under a kind of due that exists; an active one may not be registered with it.
  if (dati.attivo && !inVigore(tassonomia, oggi))
    return rifiutoEnti('TASSONOMIA_NON_IN_VIGORE', { tassonomia: dati.tassonomia });
  const { datiRiscossione: scritti, codiceContesto } = dati;
  if (scritti !== null && (!/^9\/\d{7}[A-Z]{2}\/\S*$/.test(scritti) || scritti.length > 140))
    return rifiutoEnti('DATI_RISCOSSIONE_NON_VALIDI');
  if (codiceContesto !== null && !/^[A-Za-z0-9_-]{1,35}$/.test(codiceContesto))
    return rifiutoEnti('CODICE_CONTESTO_NON_VALIDO');
  return ok();
}

function conti(dati: DatiTipoDovuto, { conto, contoPostale }: IntornoAlTipo): Giudizio {
  if (dati.contoId !== null && conto === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
  if (dati.contoPostaleId !== null && contoPostale === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
  if (dati.contoPostaleId !== null && contoPostale !== 'postale') return rifiutoEnti('CONTO_NON_POSTALE');
  return ok();
}

function importo({ importoFissoCents: fisso, attualizzazione, bilancio }: DatiTipoDovuto): Giudizio {
  if (fisso !== null && (confronta(fisso, ZERO_CENTS) <= 0 || confronta(fisso, IMPORTO_MAX_CENTS) > 0))
    return rifiutoEnti('IMPORTO_FISSO_NON_VALIDO');
  if (fisso !== null && attualizzazione) return rifiutoEnti('IMPORTO_FISSO_E_ATTUALIZZATO');
  return bilancio === null ? ok() : validaBilancioConsueto(bilancio, fisso);
}

function avviso({ intestatarioAvviso, settoreAvviso }: DatiTipoDovuto): Giudizio {
  for (const [campo, testo] of Object.entries({ intestatario: intestatarioAvviso, settore: settoreAvviso })) {
    if (testo !== null && (testo.length > AVVISO_CARATTERI_MAX || testo.trim() === ''))
      return rifiutoEnti('TESTO_TROPPO_LUNGO', { campo, massimo: AVVISO_CARATTERI_MAX });
  }
  return ok();
}

function servizi({ urlEsterno, tentativiEsitoMax: tentativi, promemoriaGiorni: giorni }: DatiTipoDovuto): Giudizio {
  if (urlEsterno !== null && !urlSicuro(urlEsterno)) return rifiutoEnti('URL_ESTERNO_NON_VALIDO');
  if (!Number.isInteger(tentativi) || tentativi < 1 || tentativi > TENTATIVI_MAX)
    return rifiutoEnti('TENTATIVI_NON_VALIDI', { massimo: TENTATIVI_MAX });
  if (
    giorni.length > PROMEMORIA_MAX ||
    !giorni.every((g) => Number.isInteger(g) && g >= 0 && g <= PROMEMORIA_GIORNI_MAX)
  )
    return rifiutoEnti('PROMEMORIA_NON_VALIDI', { quanti: PROMEMORIA_MAX, massimo: PROMEMORIA_GIORNI_MAX });
  return ok();
}

/** An address to which a citizen may be sent to pay: encrypted, and with no name or password in it. */
function urlSicuro(testo: string): boolean {
  if (testo.length > URL_CARATTERI_MAX || /\s/.test(testo) || !URL.canParse(testo)) return false;
  const { protocol, username, password, href } = new URL(testo);
  // The database keeps what is written: it must read it as the browser will.
  return (
    protocol === 'https:' &&
    username === '' &&
    password === '' &&
    href.startsWith('https://') &&
    /^https:\/\/[^\s/@]+(\/|$)/.test(testo)
  );
}

function marca({ codice, importoFissoCents }: DatiTipoDovuto): Giudizio {
  return codice === MARCA_DA_BOLLO && importoFissoCents === null ? rifiutoEnti('MARCA_DA_BOLLO_NON_VALIDA') : ok();
}

/** What it lacks before it may be put to work, and before citizens may begin by themselves. */
function attivazione(d: DatiTipoDovuto, { modulo }: IntornoAlTipo): Giudizio {
  if (d.spontaneo && !d.modalita.includes('base')) return rifiutoEnti('SPONTANEO_SENZA_BASE');
  if (modulo !== null && !importoConcorde(d, modulo)) return rifiutoEnti('MODULO_IMPORTO_DIVERSO');
  const manca = mancanze(d, { haModulo: modulo !== null })[0];
  return d.attivo && manca !== undefined ? rifiutoEnti(manca) : ok();
}

/** Where the amount is fixed, the form asks for that and no other. */
export function importoConcorde(
  { importoFissoCents: fisso }: Pick<DatiTipoDovuto, 'importoFissoCents'>,
  modulo: { importoFissoCents: Cents | null },
): boolean {
  return fisso === null || fisso === modulo.importoFissoCents;
}

export type Mancanza = 'TIPO_SENZA_MODALITA' | 'TIPO_SENZA_CONTO' | 'TIPO_SENZA_MODULO';

/** What a kind of due still lacks to be active. */
export function mancanze(
  d: Pick<DatiTipoDovuto, 'codice' | 'modalita' | 'contoId' | 'spontaneo' | 'urlEsterno'>,
  { haModulo }: { haModulo: boolean },
): Mancanza[] {
  const trovate: Mancanza[] = [];
  if (d.modalita.length === 0) trovate.push('TIPO_SENZA_MODALITA');
  if (d.contoId === null && d.codice !== MARCA_DA_BOLLO) trovate.push('TIPO_SENZA_CONTO');
  if (d.spontaneo && d.urlEsterno === null && !haModulo) trovate.push('TIPO_SENZA_MODULO');
  return trovate;
}

/** What goes to pagoPA of a kind of due: its own text, else the taxonomy code and its name (mypay-features 3.1). */
export function datiRiscossioneDi({
  tassonomia,
  codice,
  datiRiscossione,
}: Pick<DatiTipoDovuto, 'tassonomia' | 'codice' | 'datiRiscossione'>): string {
  return datiRiscossione ?? `${tassonomia}${codice}`.slice(0, 140);
}
