import { formatGiorno, type Giorno } from '#kernel/giorno';
import { formatEuro, type Cents } from '#kernel/importo';
import { formatNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import type { LinguaAvviso } from './lingua.ts';
import { testoQr } from './testo-qr.ts';

/** What a notice of a single payment is made from. Lengths beyond those of the guide are shortened, not refused. */
export type DatiAvviso = {
  ente: {
    denominazione: string;
    codiceFiscale: string;
    logoPng?: Uint8Array | null;
    settore?: string | null;
    info?: string | null;
    cbill?: string | null;
  };
  /** Whether the ente is the one in prova: then the notice says that it cannot be paid. */
  prova: boolean;
  /** `indirizzo` may hold line breaks: they are kept. */
  debitore: { anagrafica: string; codiceFiscale?: string | null; indirizzo?: string | null };
  oggetto: string;
  importoCents: Cents;
  /** Absent when the tipo dovuto prints no date. */
  scadenza?: Giorno | null;
  numeroAvviso: NumeroAvviso;
  generatoIl: Date;
  /** A second page says the same in this language; absent: Italian alone. */
  lingua?: LinguaAvviso | null;
};

/** The fixed strings of the notice in one language. */
export type StringheAvviso = Readonly<Record<NomeStringa, string>> & { readonly canali: readonly Canale[] };

type NomeStringa =
  | (
      | 'lingua'
      | 'titolo'
      | 'enteCreditore'
      | 'destinatario'
      | 'quantoEQuando'
      | 'quanto'
      | 'importo'
      | 'euro'
      | 'entroIl'
      | 'variazioni'
    )
  | (
      | 'dove'
      | 'vaiSu'
      | 'datiPagamento'
      | 'rataUnica'
      | 'rataEntroIl'
      | 'inquadra'
      | 'oggetto'
      | 'codiceCbill'
      | 'codiceAvviso'
    )
  | ('codiceFiscaleEnte' | 'prova' | 'logoEnte' | 'codiceQr');

/** A way to pay: app and bank, or a shop. */
type Canale = { titolo: string; descrizione: string };

/** `dellEnte`: the value is words of the ente, which are in Italian. */
type Voce = { etichetta: string; valore: string; dellEnte?: true };

/** The words that are the ente's, whatever language is around them: they are in Italian. */
export const LINGUA_ENTE = 'it-IT';

/** Every word of the notice, block by block in the order of the guide; what is not to be printed is null or absent. */
export type AvvisoDocumento = {
  /** Of all that is written, but for the words that are the ente's. */
  lingua: string;
  /** Of the file: no person's name, for it is shown in lists of files and window bars. */
  titoloFile: string;
  titolo: string;
  oggetto: string;
  prova: string | null;
  logo: { png: Uint8Array; alternativa: string } | null;
  ente: { titolo: string; codiceFiscale: string; nome: string; settore: string; info: string };
  destinatario: { titolo: string; codiceFiscale: string; nome: string; indirizzo: string };
  quanto: { titolo: string; importo: Voce; scadenza: Voce | null; variazioni: string };
  dove: { titolo: string; vaiSu: string; canali: readonly Canale[] };
  dati: {
    titolo: string;
    rata: string;
    qr: { testo: string; alternativa: string; istruzioni: string };
    euro: string;
    importo: string;
    voci: readonly Voce[];
    codici: { cbill: Voce | null; avviso: Voce; codiceFiscaleEnte: Voce };
  };
};

/** The longest texts the guide allows (pagoPA, L'avviso di pagamento 3.5.1, «Specifiche dei dati»). */
const CARATTERI_MAX = { oggetto: 90, ente: 100, settore: 50, info: 100, destinatario: 70, indirizzo: 140 };

/**
 * What the notice says. It is drawn elsewhere: here is decided only what is written, and what is left out. Throws RangeError for
 * what `testoQr` refuses.
 */
export function componiAvviso(dati: DatiAvviso, stringhe: StringheAvviso): AvvisoDocumento {
  const nomeEnte = accorcia(dati.ente.denominazione, CARATTERI_MAX.ente);
  const nomeDebitore = accorcia(dati.debitore.anagrafica, CARATTERI_MAX.destinatario);
  const oggetto = accorcia(dati.oggetto, CARATTERI_MAX.oggetto);
  const scadenza = dati.scadenza ? { etichetta: stringhe.entroIl, valore: formatGiorno(dati.scadenza) } : null;
  const importo = formatEuro(dati.importoCents).replace(/\s*€$/, '');
  const { lingua } = stringhe;
  const maiuscolo = (testo: string): string => testo.toLocaleUpperCase(lingua);
  return {
    lingua,
    titoloFile: `${stringhe.titolo} ${formatNumeroAvviso(dati.numeroAvviso)}`,
    titolo: maiuscolo(stringhe.titolo),
    oggetto,
    prova: dati.prova ? stringhe.prova : null,
    logo: dati.ente.logoPng ? { png: dati.ente.logoPng, alternativa: stringhe.logoEnte } : null,
    ente: {
      titolo: maiuscolo(stringhe.enteCreditore),
      codiceFiscale: dati.ente.codiceFiscale,
      nome: nomeEnte,
      settore: accorcia(dati.ente.settore ?? '', CARATTERI_MAX.settore),
      info: accorcia(dati.ente.info ?? '', CARATTERI_MAX.info),
    },
    destinatario: {
      titolo: maiuscolo(stringhe.destinatario),
      codiceFiscale: dati.debitore.codiceFiscale ?? '',
      nome: nomeDebitore,
      indirizzo: componiIndirizzo(dati.debitore.indirizzo ?? ''),
    },
    quanto: {
      titolo: maiuscolo(scadenza === null ? stringhe.quanto : stringhe.quantoEQuando),
      importo: { etichetta: stringhe.importo, valore: `${importo} ${stringhe.euro}` },
      scadenza,
      variazioni: stringhe.variazioni,
    },
    dove: {
      titolo: maiuscolo(stringhe.dove),
      vaiSu: stringhe.vaiSu,
      canali: stringhe.canali.map(({ titolo, descrizione }) => ({ titolo: maiuscolo(titolo), descrizione })),
    },
    dati: {
      titolo: maiuscolo(stringhe.datiPagamento),
      rata: [stringhe.rataUnica, ...(scadenza === null ? [] : [stringhe.rataEntroIl, scadenza.valore])].join(' '),
      qr: {
        testo: testoQr({ ...dati, codiceFiscaleEnte: dati.ente.codiceFiscale }),
        alternativa: stringhe.codiceQr,
        istruzioni: stringhe.inquadra,
      },
      euro: stringhe.euro,
      importo,
      voci: [
        { etichetta: stringhe.destinatario, valore: nomeDebitore },
        { etichetta: stringhe.enteCreditore, valore: nomeEnte, dellEnte: true },
        { etichetta: stringhe.oggetto, valore: oggetto, dellEnte: true },
      ],
      codici: componiCodici(dati, stringhe),
    },
  };
}

function componiCodici(
  { ente, numeroAvviso }: DatiAvviso,
  stringhe: StringheAvviso,
): AvvisoDocumento['dati']['codici'] {
  return {
    cbill: ente.cbill ? { etichetta: stringhe.codiceCbill, valore: ente.cbill.toUpperCase() } : null,
    avviso: { etichetta: stringhe.codiceAvviso, valore: formatNumeroAvviso(numeroAvviso) },
    codiceFiscaleEnte: { etichetta: stringhe.codiceFiscaleEnte, valore: ente.codiceFiscale },
  };
}

/** Up to three lines as they are; what comes after is joined to the third, so that an address cannot fill the sheet. */
function componiIndirizzo(indirizzo: string): string {
  const [prima = '', seconda = '', ...resto] = indirizzo.split('\n').filter((riga) => riga.trim() !== '');
  const righe = [prima, seconda, resto.join(' ')].filter((riga) => riga !== '');
  let rimasti = CARATTERI_MAX.indirizzo;
  return righe
    .map((riga) => {
      const corta = accorcia(riga, rimasti);
      rimasti -= corta.length;
      return corta;
    })
    .join('\n');
}

/** The text on one line within `max` characters; what is cut is cut after a whole word where there is one, and an ellipsis says so. */
export function accorcia(testo: string, max: number): string {
  const caratteri = [...testo.trim().replace(/\s+/g, ' ')];
  if (caratteri.length <= max) return caratteri.join('');
  const intero = caratteri
    .slice(0, max)
    .join('')
    .replace(/\s+\S*$/, '');
  // A word that is half of the text or more is cut all the same: dropping it would say too little.
  const basta = intero.length < max && intero.length > max / 2;
  return `${basta ? intero : caratteri.slice(0, max - 1).join('')}…`;
}
