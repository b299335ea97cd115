import { parseGiorno, type Giorno } from '#kernel/giorno';
import { parseDecimaleLargo, type Cents } from '#kernel/importo';
import { figlio, type Elemento } from '#platform/xml/elemento';
import { elemento, type Xml } from '#platform/xml/scrivi';
import { SPAZIO_DOCUMENTI } from '../contratto.ts';
import { testo } from '../leggi.ts';

/** Who is to pay, as a document says it: trimmed, nothing judged. */
export type Soggetto = {
  tipo: 'F' | 'G';
  codice: string;
  anagrafica: string;
  indirizzo: string | null;
  civico: string | null;
  cap: string | null;
  localita: string | null;
  provincia: string | null;
  nazione: string | null;
  email: string | null;
};

/** A line of the bilancio, as it was written. */
export type Capitoli = { testo: string; importi: (Cents | null)[] };

/** A document `Versamento` (mypay-webservices 2.3), valid by its schema: what it lacks, or holds only blanks of, is null. */
export type Versamento = {
  azione: string;
  soggetto: Soggetto | null;
  scadenza: Giorno | null;
  canali: string | null;
  iuv: string | null;
  iud: string | null;
  /** Null: beyond what can be paid. */
  importoCents: Cents | null;
  commissione: { cents: Cents | null } | null;
  tipo: string | null;
  causale: string | null;
  datiRiscossione: string;
  bilancio: Capitoli | null;
};

const di = (e: Elemento, nome: string): string | null => testo(e, nome, SPAZIO_DOCUMENTI);
const dentro = (e: Elemento, nome: string): Elemento | null => figlio(e, nome, SPAZIO_DOCUMENTI);
const importo = (testo: string | null): Cents | null => (testo === null ? null : parseDecimaleLargo(testo));

export function leggiVersamento(radice: Elemento): Versamento {
  const dati = dentro(radice, 'datiVersamento') ?? radice;
  const soggetto = dentro(radice, 'soggettoPagatore');
  const commissione = di(dati, 'commissioneCaricoPA');
  const bilancio = dentro(dati, 'bilancio');
  return {
    azione: di(radice, 'azione') ?? '',
    soggetto: soggetto === null ? null : leggiSoggetto(soggetto),
    // A date may carry a zone, which says nothing of a civil day.
    scadenza: parseGiorno(di(dati, 'dataEsecuzionePagamento')?.slice(0, 10) ?? ''),
    canali: di(dati, 'tipoVersamento'),
    iuv: di(dati, 'identificativoUnivocoVersamento'),
    iud: di(dati, 'identificativoUnivocoDovuto'),
    importoCents: importo(di(dati, 'importoSingoloVersamento')),
    commissione: commissione === null ? null : { cents: importo(commissione) },
    tipo: di(dati, 'identificativoTipoDovuto'),
    causale: di(dati, 'causaleVersamento'),
    datiRiscossione: di(dati, 'datiSpecificiRiscossione') ?? '',
    bilancio: bilancio === null ? null : leggiBilancio(bilancio),
  };
}

function leggiSoggetto(e: Elemento): Soggetto {
  const chi = dentro(e, 'identificativoUnivocoPagatore') ?? e;
  return {
    tipo: di(chi, 'tipoIdentificativoUnivoco') === 'G' ? 'G' : 'F',
    codice: (di(chi, 'codiceIdentificativoUnivoco') ?? '').toUpperCase(),
    anagrafica: di(e, 'anagraficaPagatore') ?? '',
    indirizzo: di(e, 'indirizzoPagatore'),
    civico: di(e, 'civicoPagatore'),
    cap: di(e, 'capPagatore'),
    localita: di(e, 'localitaPagatore'),
    provincia: di(e, 'provinciaPagatore'),
    nazione: di(e, 'nazionePagatore'),
    email: di(e, 'e-mailPagatore'),
  };
}

/** It is kept as files write it: without a namespace (mypay-webservices 2.3). */
function leggiBilancio(e: Elemento): Capitoli {
  const importi = e.figli.flatMap((capitolo) =>
    capitolo.figli.filter(({ nome }) => nome === 'accertamento').map((a) => importo(di(a, 'importo'))),
  );
  return { testo: ricopia(e).toString(), importi };
}

/** An element as it was, without its namespace. */
export function ricopia({ nome, figli, testo: suo }: Elemento): Xml {
  return elemento(nome, figli.length > 0 ? figli.map(ricopia) : suo.trim());
}

/** A document `DovutiEntiSecondari`: what is owed to another ente beside the first (mypay-webservices 2.2). */
export type Secondario = {
  codiceFiscale: string;
  denominazione: string;
  iban: string;
  importoCents: Cents | null;
  datiRiscossione: string;
  causale: string | null;
  altro: Record<string, string>;
};

const ALTRO = ['indirizzo', 'civico', 'cap', 'localita', 'provincia', 'nazione'] as const;

export function leggiSecondario(radice: Elemento): Secondario {
  const dati = dentro(radice, 'datiVersamentoEntiSecondari') ?? radice;
  const causale = di(dati, 'causaleVersamento');
  const altro = ALTRO.flatMap((nome) => {
    const valore = di(dati, `${nome}Beneficiario`);
    return valore === null ? [] : [[nome, valore] as const];
  });
  return {
    codiceFiscale: (di(dati, 'codiceFiscaleBeneficiario') ?? '').toUpperCase(),
    denominazione: di(dati, 'denominazioneBeneficiario') ?? '',
    iban: (di(dati, 'ibanAccreditoBeneficiario') ?? '').toUpperCase(),
    importoCents: importo(di(dati, 'importoSingoloVersamento')),
    datiRiscossione: di(dati, 'datiSpecificiRiscossione') ?? '',
    causale,
    altro: Object.fromEntries([...altro, ...(causale === null ? [] : [['causale', causale] as const])]),
  };
}
