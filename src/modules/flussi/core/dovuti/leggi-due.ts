import { parseGiorno, type Giorno } from '#kernel/giorno';
import { cents, differenza, parseDecimaleLargo, ZERO_CENTS, type Cents } from '#kernel/importo';
import { QUOTE_DUE, type NumeroQuota } from './colonne-due.ts';

/** Who owes beside the first debtor. */
export type AltroDebitore = { ruolo: 'coobbligato' | 'tutore'; tipo: 'F' | 'G'; codice: string; anagrafica: string };
export type Metadato = { chiave: string; valore: string; perPagopa: boolean };

/** A share beyond that of the ente, as it is written; what it holds is judged by the validation. */
export type QuotaLetta = {
  numero: NumeroQuota;
  importoCents: Cents;
  codiceFiscale: string;
  denominazione: string;
  iban: string;
  tassonomia: string;
  causale: string;
  bilancio: string;
  bollo: { hashDocumento: string; provincia: string } | null;
};

/** What a row 2_0 says beside its dovuto, typed. */
export type ParteDue = {
  /** Blank: the dovuto is a posizione by itself. */
  codicePosizione: string;
  opzione: {
    ordine: number;
    forma: 'unica' | 'piano';
    validaDal: Giorno | null;
    validaAl: Giorno | null;
    maggiorazioneCents: Cents;
    giorniDallaNotifica: number | null;
  };
  rata: number;
  notificataIl: Giorno | null;
  altriDebitori: AltroDebitore[];
  metadati: Metadato[];
  quote: QuotaLetta[];
};

type Campi = Readonly<Record<string, string>>;
type Leggi = { campo: (nome: string) => string; difetto: (etichetta: string, guasto: string) => void };

/** Reads the columns that only 2_0 has. What is not as it should be goes among the faults, and a harmless value takes its place. */
export function leggiDue(campi: Campi, difetti: string[]): ParteDue {
  const l: Leggi = {
    campo: (nome) => campi[nome] ?? '',
    difetto: (etichetta, guasto) => difetti.push(`${etichetta} ${guasto}`),
  };
  return {
    codicePosizione: l.campo('codicePosizione'),
    opzione: leggiOpzione(l),
    rata: numero(l, 'rata', 'RATA') ?? 1,
    notificataIl: giorno(l, 'dataNotifica', 'DATA_NOTIFICA'),
    altriDebitori: leggiDebitori(l),
    metadati: [
      ...leggiMetadati(l, { nome: 'metadati', etichetta: 'METADATI', perPagopa: false }),
      ...leggiMetadati(l, { nome: 'metadatiPagopa', etichetta: 'METADATI_PAGOPA', perPagopa: true }),
    ],
    quote: QUOTE_DUE.flatMap((n) => leggiQuota(l, n) ?? []),
  };
}

function leggiOpzione(l: Leggi): ParteDue['opzione'] {
  const forma = l.campo('formaOpzione').toLowerCase();
  if (forma !== '' && forma !== 'unica' && forma !== 'piano') l.difetto('FORMA_OPZIONE', 'VALORE NON AMMESSO');
  return {
    ordine: numero(l, 'opzione', 'OPZIONE') ?? 1,
    forma: forma === 'piano' ? 'piano' : 'unica',
    validaDal: giorno(l, 'opzioneValidaDal', 'OPZIONE_VALIDA_DAL'),
    validaAl: giorno(l, 'opzioneValidaAl', 'OPZIONE_VALIDA_AL'),
    maggiorazioneCents: importo(l, {
      nome: 'maggiorazioneOpzione',
      etichetta: 'MAGGIORAZIONE_OPZIONE',
      conSegno: true,
    }),
    giorniDallaNotifica: numero(l, 'giorniDallaNotifica', 'GIORNI_DALLA_NOTIFICA'),
  };
}

function numero(l: Leggi, nome: string, etichetta: string): number | null {
  const scritto = l.campo(nome);
  if (scritto === '') return null;
  if (/^[1-9]\d{0,3}$/.test(scritto)) return Number(scritto);
  l.difetto(etichetta, 'NUMERO NON VALIDO');
  return null;
}

function giorno(l: Leggi, nome: string, etichetta: string): Giorno | null {
  const scritto = l.campo(nome);
  const letto = scritto === '' ? null : parseGiorno(scritto);
  if (scritto !== '' && letto === null) l.difetto(etichetta, 'DATA NON VALIDA');
  return letto;
}

type ColonnaImporto = { nome: string; etichetta: string; conSegno: boolean };

function importo(l: Leggi, { nome, etichetta, conSegno }: ColonnaImporto): Cents {
  const scritto = l.campo(nome);
  if (scritto === '') return ZERO_CENTS;
  const meno = conSegno && scritto.startsWith('-');
  const letto = parseDecimaleLargo(meno ? scritto.slice(1) : scritto);
  if (letto === null) {
    // The spelling is that of the amounts of 1_x.
    l.difetto(etichetta, `NON CONFROME: ${scritto}`);
    return ZERO_CENTS;
  }
  return meno ? differenza(cents(0), letto) : letto;
}

/** The entries of a cell that holds a list: `|` stands between one and the next, `||` is a bar inside one. */
function voci(cella: string): string[] {
  const pezzi = cella.replaceAll('||', '\0').split('|');
  return pezzi.map((pezzo) => pezzo.replaceAll('\0', '|').trim()).filter((pezzo) => pezzo !== '');
}

const DEBITORE = /^(coobbligato|tutore)\s+([FG])\s+(\S+)\s+(\S.*)$/i;

function leggiDebitori(l: Leggi): AltroDebitore[] {
  return voci(l.campo('altriDebitori')).flatMap((voce) => {
    const [, ruolo, tipo = '', codice = '', anagrafica = ''] = DEBITORE.exec(voce) ?? [];
    if (ruolo === undefined) {
      l.difetto('ALTRI_DEBITORI', 'VALORE NON AMMESSO');
      return [];
    }
    return [
      {
        ruolo: ruolo.toLowerCase() as AltroDebitore['ruolo'],
        tipo: tipo.toUpperCase() as 'F' | 'G',
        codice: codice.toUpperCase(),
        anagrafica,
      },
    ];
  });
}

type ColonnaMetadati = { nome: string; etichetta: string; perPagopa: boolean };

function leggiMetadati(l: Leggi, { nome, etichetta, perPagopa }: ColonnaMetadati): Metadato[] {
  return voci(l.campo(nome)).flatMap((voce) => {
    const uguale = voce.indexOf('=');
    const [chiave, valore] = [voce.slice(0, uguale).trim(), voce.slice(uguale + 1).trim()];
    if (uguale > 0 && chiave !== '' && valore !== '') return [{ chiave, valore, perPagopa }];
    l.difetto(etichetta, 'VALORE NON AMMESSO');
    return [];
  });
}

/** Null: nothing is written in any of its columns. */
function leggiQuota(l: Leggi, numero: NumeroQuota): QuotaLetta | null {
  const di = (nome: string): string => l.campo(`${nome}Quota${numero}`);
  const [hashDocumento, provincia] = [di('hashBollo'), di('provinciaBollo')];
  const quota = {
    codiceFiscale: di('codiceFiscale'),
    denominazione: di('denominazione'),
    iban: di('iban'),
    tassonomia: di('tassonomia'),
    causale: di('causale'),
    bilancio: di('bilancio'),
  };
  const scritti = [...Object.values(quota), hashDocumento, provincia, di('importo')];
  if (scritti.every((uno) => uno === '')) return null;
  const importoCents = importo(l, {
    nome: `importoQuota${numero}`,
    etichetta: `IMPORTO_QUOTA_${numero}`,
    conSegno: false,
  });
  const bollo = hashDocumento === '' && provincia === '' ? null : { hashDocumento, provincia: provincia.toUpperCase() };
  return { numero, importoCents, ...quota, bollo };
}
