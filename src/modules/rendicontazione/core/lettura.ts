import { ok, type Esito } from '#kernel/esito';
import { istanteRoma, parseGiorno, type Giorno } from '#kernel/giorno';
import { differenza, parseDecimaleLargo, ZERO_CENTS, type Cents } from '#kernel/importo';
import {
  ESITI,
  TIPI_MITTENTE,
  type EsitoPagamento,
  type RendicontazioneLetta,
  type RigaLetta,
} from './rendicontazione.ts';
import { rifiutoRendicontazione, type RifiutoRendicontazione } from './rifiuti.ts';

const RADICE = 'FlussoRiversamento';
const RIGA = 'datiSingoliPagamenti';
/** The longest value of the schema has 140 characters. */
const TESTO_MAX = 1000;

/** What is wrong, thrown out of the reading: it ends there. */
class Sbagliata extends Error {
  readonly esito: { ok: false; refusal: RifiutoRendicontazione };
  constructor(...detto: Parameters<typeof rifiutoRendicontazione>) {
    super(detto[0]);
    this.esito = rifiutoRendicontazione(...detto);
  }
}

export type Lettura = {
  apre: (nome: string) => void;
  testo: (testo: string) => void;
  chiude: (nome: string) => void;
  /** The statement, when the document has ended. */
  fine: () => Esito<RendicontazioneLetta, RifiutoRendicontazione>;
};

/**
 * Reads a FlussoRiversamento (pagopa.md 3.4) from the parts of its XML, leniently: unknown elements are passed over, amounts may have one
 * decimal or a sign, and the order does not matter; what says how much was credited, for what and when must be there. `righeMax`: more are
 * refused. A defect ends the reading at once: the parts that follow are not looked at.
 */
export function creaLettura({ righeMax }: { righeMax: number }): Lettura {
  const aperti: string[] = [];
  let testo = '';
  let campi = new Map<string, string>();
  let riga = new Map<string, string>();
  const righe: RigaLetta[] = [];
  let sbagliata: Sbagliata | null = null;
  const prova = (passo: () => void): void => {
    if (sbagliata !== null) return;
    try {
      passo();
    } catch (causa) {
      if (!(causa instanceof Sbagliata)) throw causa;
      sbagliata = causa;
    }
  };
  return {
    apre: (nome) =>
      prova(() => {
        if (aperti.length === 0 && nome !== RADICE) throw new Sbagliata('RENDICONTAZIONE_ALTRO_DOCUMENTO');
        aperti.push(nome);
        testo = '';
        if (nome === RIGA) riga = new Map();
      }),
    testo: (pezzo) => {
      if (testo.length < TESTO_MAX) testo += pezzo;
    },
    chiude: (nome) =>
      prova(() => {
        aperti.pop();
        const dove = aperti.includes(RIGA) ? riga : campi;
        // Only leaves have a value: what holds others was emptied by them.
        if (testo.trim() !== '') dove.set(nomeDi(aperti, nome), testo.trim());
        testo = '';
        if (nome !== RIGA) return;
        if (righe.length === righeMax) throw new Sbagliata('RENDICONTAZIONE_TROPPE_RIGHE', { righeMax });
        righe.push(rigaDa(riga, righe.length + 1));
      }),
    fine: () => {
      if (sbagliata !== null) return sbagliata.esito;
      try {
        return ok({ testata: testataDa(campi), righe });
      } catch (causa) {
        if (causa instanceof Sbagliata) return causa.esito;
        throw causa;
      } finally {
        campi = new Map();
      }
    },
  };
}

/** Two elements bear the same names inside: who sends and who receives are told apart. */
function nomeDi(sopra: readonly string[], nome: string): string {
  if (nome !== 'codiceIdentificativoUnivoco' && nome !== 'tipoIdentificativoUnivoco') return nome;
  return `${nome}:${sopra.includes('istitutoMittente') ? 'mittente' : 'ricevente'}`;
}

type Campi = ReadonlyMap<string, string>;

function testataDa(campi: Campi): RendicontazioneLetta['testata'] {
  const c = campiDi(campi, {});
  const [tipo, codice] = ['tipoIdentificativoUnivoco:mittente', 'codiceIdentificativoUnivoco:mittente'];
  return {
    iuf: c.testo('identificativoFlusso', 35),
    prodottaIl: c.valore('dataOraFlusso', istanteRoma),
    regolamento: c.testo('identificativoUnivocoRegolamento', 35),
    regolataIl: c.valore('dataRegolamento', giornoDi),
    bicRiversamento: c.facoltativo('codiceBicBancaDiRiversamento', 35),
    mittente: {
      tipo: c.valore(tipo, (t) => TIPI_MITTENTE.find((uno) => uno === t) ?? null),
      codice: c.testo(codice, 35),
      denominazione: c.facoltativo('denominazioneMittente', 70),
    },
    ricevente: {
      codice: c.testo('codiceIdentificativoUnivoco:ricevente', 35),
      denominazione: c.facoltativo('denominazioneRicevente', 140),
    },
    pagamenti: c.valore('numeroTotalePagamenti', (t) => (/^\d{1,9}$/.test(t) ? Number(t) : null)),
    importoCents: c.valore('importoTotalePagamenti', importoDi),
  };
}

function rigaDa(campi: Campi, numero: number): RigaLetta {
  const c = campiDi(campi, { pagamento: numero });
  return {
    numero,
    iuv: c.testo('identificativoUnivocoVersamento', 35),
    iur: c.testo('identificativoUnivocoRiscossione', 35),
    indice: campi.has('indiceDatiSingoloPagamento') ? c.valore('indiceDatiSingoloPagamento', indiceDi) : null,
    importoCents: c.valore('singoloImportoPagato', (t) => {
      const importo = importoDi(t);
      return importo === ZERO_CENTS ? null : importo;
    }),
    esito: c.valore('codiceEsitoSingoloPagamento', esitoDi),
    esitataIl: c.valore('dataEsitoSingoloPagamento', giornoDi),
  };
}

/** The values of one element, each with what is said where it is missing or makes no sense. */
function campiDi(campi: Campi, dove: { pagamento?: number }) {
  const nudo = (nome: string): string => nome.split(':')[0] ?? nome;
  const no = (codice: 'RENDICONTAZIONE_INCOMPLETA' | 'RENDICONTAZIONE_VALORE_NON_VALIDO', nome: string): never => {
    throw new Sbagliata(codice, { elemento: nudo(nome), ...dove });
  };
  const preso = (nome: string): string => campi.get(nome) ?? no('RENDICONTAZIONE_INCOMPLETA', nome);
  const corto = (nome: string, testo: string, max: number): string =>
    testo.length <= max ? testo : no('RENDICONTAZIONE_VALORE_NON_VALIDO', nome);
  return {
    testo: (nome: string, max: number): string => corto(nome, preso(nome), max),
    facoltativo: (nome: string, max: number): string | null => campi.get(nome)?.slice(0, max) ?? null,
    valore: <T>(nome: string, leggi: (testo: string) => T | null): T =>
      leggi(preso(nome)) ?? no('RENDICONTAZIONE_VALORE_NON_VALIDO', nome),
  };
}

/** A day, also with the zone that xsd:date allows. */
function giornoDi(testo: string): Giorno | null {
  return parseGiorno(testo.replace(/(?:Z|[+-]\d{2}:\d{2})$/, ''));
}

function importoDi(testo: string): Cents | null {
  const senzaSegno = parseDecimaleLargo(testo.replace(/^[+-]/, ''));
  if (senzaSegno === null) return null;
  return testo.startsWith('-') ? differenza(ZERO_CENTS, senzaSegno) : senzaSegno;
}

function indiceDi(testo: string): number | null {
  return /^[1-5]$/.test(testo) ? Number(testo) : null;
}

function esitoDi(testo: string): EsitoPagamento | null {
  return ESITI.find((esito) => String(esito) === testo) ?? null;
}
