import { parseDecimaleLargo, type Cents } from '#kernel/importo';
import type { DebitorePosizione, VoceBilancio } from '#modules/posizioni';
import { figlio, type Elemento } from '#platform/xml/elemento';
import { SPAZIO_DOCUMENTI } from '../contratto.ts';
import { testo } from '../leggi.ts';

/** One `datiSingoloVersamento`, as it was written; a text of blanks is null, an amount that cannot be paid too. */
export type Singolo = {
  iud: string | null;
  importoCents: Cents | null;
  tipo: string;
  causale: string | null;
  datiRiscossione: string;
  bollo: { hashDocumento: string; provincia: string } | null;
  bilancio: readonly VoceBilancio[] | null;
};

/** A document `Dovuti` (mypay-webservices 2.2), valid by its schema: what one debtor is to pay in one go. */
export type Dovuti = {
  debitore: DebitorePosizione;
  canali: string | null;
  iuv: string | null;
  singoli: readonly Singolo[];
};

const di = (e: Elemento, nome: string): string | null => testo(e, nome, SPAZIO_DOCUMENTI);
const dentro = (e: Elemento, nome: string): Elemento => figlio(e, nome, SPAZIO_DOCUMENTI) ?? NIENTE;
const tutti = (e: Elemento, nome: string): Elemento[] => e.figli.filter((f) => f.nome === nome);
const importo = (scritto: string | null): Cents | null => (scritto === null ? null : parseDecimaleLargo(scritto));
const NIENTE: Elemento = { nome: '', spazio: '', attributi: [], testo: '', figli: [] };

export function leggiDovuti(radice: Elemento): Dovuti {
  const dati = dentro(radice, 'datiVersamento');
  return {
    debitore: leggiDebitore(dentro(radice, 'soggettoPagatore')),
    canali: di(dati, 'tipoVersamento'),
    iuv: di(dati, 'identificativoUnivocoVersamento'),
    singoli: tutti(dati, 'datiSingoloVersamento').map(leggiSingolo),
  };
}

function leggiDebitore(e: Elemento): DebitorePosizione {
  const chi = dentro(e, 'identificativoUnivocoPagatore');
  return {
    tipo: di(chi, 'tipoIdentificativoUnivoco') === 'G' ? 'G' : 'F',
    codice: (di(chi, 'codiceIdentificativoUnivoco') ?? '').toUpperCase(),
    anagrafica: di(e, 'anagraficaPagatore') ?? '',
    indirizzo: di(e, 'indirizzoPagatore'),
    civico: di(e, 'civicoPagatore'),
    cap: di(e, 'capPagatore'),
    localita: di(e, 'localitaPagatore'),
    provincia: di(e, 'provinciaPagatore')?.toUpperCase() ?? null,
    nazione: di(e, 'nazionePagatore'),
    email: di(e, 'e-mailPagatore'),
  };
}

function leggiSingolo(e: Elemento): Singolo {
  const marca = figlio(e, 'datiMarcaBolloDigitale', SPAZIO_DOCUMENTI);
  const bilancio = figlio(e, 'bilancio', SPAZIO_DOCUMENTI);
  return {
    iud: di(e, 'identificativoUnivocoDovuto'),
    importoCents: importo(di(e, 'importoSingoloVersamento')),
    tipo: di(e, 'identificativoTipoDovuto') ?? '',
    causale: di(e, 'causaleVersamento'),
    datiRiscossione: di(e, 'datiSpecificiRiscossione') ?? '',
    bollo:
      marca === null
        ? null
        : { hashDocumento: di(marca, 'hashDocumento') ?? '', provincia: di(marca, 'provinciaResidenza') ?? '' },
    bilancio: bilancio === null ? null : tutti(bilancio, 'capitolo').flatMap(leggiCapitolo),
  };
}

/** An amount that is none makes no sum: the document is refused for its sums. */
function leggiCapitolo(e: Elemento): VoceBilancio[] {
  const [capitolo, ufficio] = [di(e, 'codCapitolo') ?? '', di(e, 'codUfficio')];
  return tutti(e, 'accertamento').flatMap((a) => {
    const importoCents = importo(di(a, 'importo'));
    return importoCents === null ? [] : [{ capitolo, ufficio, accertamento: di(a, 'codAccertamento'), importoCents }];
  });
}
