import { parseGiorno, giornoA } from '#kernel/giorno';
import { differenza, parseDecimaleLargo, ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { Wires } from '#platform/contesto';
import { FdrNonRisponde, type FdrInElenco, type FdrLetta } from '#platform/fdr';

/** The FdR service of pagoPA for the enti (pagopa.md 3.2): its address with the version, and our key. */
export type DoveFdr = { url: string; chiave: string };

/** What the service gives at most, both of statements and of payments. */
const PER_PAGINA = 1000;
/** Pages followed of one statement or of one list: more would be an answer without end. */
const PAGINE_MAX = 1000;

const ESITI: Readonly<Record<string, FdrLetta['righe'][number]['esito']>> = {
  EXECUTED: 0,
  REVOKED: 3,
  STAND_IN: 4,
  STAND_IN_NO_RPT: 8,
  NO_RPT: 9,
};
const MITTENTI: Readonly<Record<string, 'G' | 'A' | 'B'>> = { LEGAL_PERSON: 'G', ABI_CODE: 'A', BIC_CODE: 'B' };

/** The way out to the FdR service; null where there is no address. `attesaMs` is for one question. */
export function creaFdr(
  dove: DoveFdr | null,
  { attesaMs = LIMITI.fdrAttesaMs }: { attesaMs?: number } = {},
): Wires['fdr'] {
  if (dove === null) return null;
  const chiedi = (percorso: string, query: Record<string, string> = {}): Promise<Oggetto> =>
    domanda(dove, `${percorso}?${new URLSearchParams(query).toString()}`, attesaMs);
  return {
    elenco: async ({ codiceFiscale, pubblicateDopo, pagina }) => {
      const letto = await chiedi(`/organizations/${codiceFiscale}/fdrs`, {
        page: String(pagina),
        size: String(PER_PAGINA),
        ...(pubblicateDopo !== null && { publishedGt: pubblicateDopo.toISOString() }),
      });
      return { pagine: pagineDi(letto), trovate: elencoDi(letto, 'data').map(inElenco) };
    },
    leggi: async ({ codiceFiscale, iuf, psp, revisione, righeMax }) => {
      const parti = [codiceFiscale, iuf, psp].map((parte) => encodeURIComponent(parte));
      const base = `/organizations/${parti[0] ?? ''}/fdrs/${parti[1] ?? ''}/revisions/${revisione}/psps/${parti[2] ?? ''}`;
      const testata = testataDa(await chiedi(base));
      const righe: FdrLetta['righe'] = [];
      for (let pagina = 1, pagine = 1; pagina <= pagine; pagina += 1) {
        const letto = await chiedi(`${base}/payments`, { page: String(pagina), size: String(PER_PAGINA) });
        pagine = pagineDi(letto);
        for (const uno of elencoDi(letto, 'data')) righe.push(rigaDa(uno, righe.length + 1));
        if (righe.length > righeMax) throw new FdrNonRisponde('troppe_righe');
      }
      return { testata, righe };
    },
  };
}

type Oggetto = Readonly<Record<string, unknown>>;

async function domanda(dove: DoveFdr, percorso: string, attesaMs: number): Promise<Oggetto> {
  let risposta: Response;
  let testo: string;
  try {
    risposta = await fetch(`${dove.url}${percorso}`, {
      headers: { accept: 'application/json', 'ocp-apim-subscription-key': dove.chiave },
      // Where it leads would get our key.
      redirect: 'error',
      signal: AbortSignal.timeout(attesaMs),
    });
    testo = await leggi(risposta);
  } catch (causa) {
    if (causa instanceof FdrNonRisponde) throw causa;
    const scaduto = causa instanceof Error && causa.name === 'TimeoutError';
    throw new FdrNonRisponde(scaduto ? 'tempo_scaduto' : 'irraggiungibile');
  }
  if (risposta.status === 401 || risposta.status === 403) throw new FdrNonRisponde('chiave_rifiutata');
  if (!risposta.ok) throw new FdrNonRisponde(`http_${risposta.status}`);
  return oggettoDi(json(testo));
}

/** The body, counted while it arrives. */
async function leggi(risposta: Response): Promise<string> {
  const pezzi: Uint8Array[] = [];
  let bytes = 0;
  for await (const pezzo of (risposta.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += pezzo.byteLength;
    if (bytes > LIMITI.fdrCorpoBytesMax) throw new FdrNonRisponde('risposta_troppo_grande');
    pezzi.push(pezzo);
  }
  return Buffer.concat(pezzi).toString('utf8');
}

/** Amounts are numbers in euros: they are kept as they are written, digit by digit, and never become a floating point. */
function json(testo: string): unknown {
  try {
    return JSON.parse(testo, (chiave: string, valore: unknown, contesto?: { source?: string }) =>
      (chiave === 'pay' || chiave === 'sumPayments') && typeof valore === 'number' ? contesto?.source : valore,
    );
  } catch {
    throw illeggibile();
  }
}

const illeggibile = (): FdrNonRisponde => new FdrNonRisponde('risposta_illeggibile');

function oggettoDi(valore: unknown): Oggetto {
  if (typeof valore !== 'object' || valore === null || Array.isArray(valore)) throw illeggibile();
  return valore as Oggetto;
}

function elencoDi(oggetto: Oggetto, nome: string): Oggetto[] {
  const valore = oggetto[nome];
  if (!Array.isArray(valore)) throw illeggibile();
  return valore.map(oggettoDi);
}

function testoDi(oggetto: Oggetto, nome: string, max: number): string {
  const valore = oggetto[nome];
  if (typeof valore !== 'string' || valore.trim() === '' || valore.length > max) throw illeggibile();
  return valore;
}

function facoltativo(oggetto: Oggetto, nome: string, max: number): string | null {
  const valore = oggetto[nome];
  return typeof valore === 'string' && valore.trim() !== '' ? valore.slice(0, max) : null;
}

function numeroDi(oggetto: Oggetto, nome: string): number {
  const valore = oggetto[nome];
  if (!Number.isSafeInteger(valore) || (valore as number) < 0) throw illeggibile();
  return valore as number;
}

function istanteDi(oggetto: Oggetto, nome: string): Date {
  const istante = new Date(testoDi(oggetto, nome, 40));
  if (Number.isNaN(istante.getTime())) throw illeggibile();
  return istante;
}

function importoDi(oggetto: Oggetto, nome: string): Cents {
  const testo = testoDi(oggetto, nome, 20);
  const letto = parseDecimaleLargo(testo.replace(/^-/, ''));
  if (letto === null) throw illeggibile();
  return testo.startsWith('-') ? differenza(ZERO_CENTS, letto) : letto;
}

function pagineDi(letto: Oggetto): number {
  const pagine = numeroDi(oggettoDi(letto['metadata']), 'totPage');
  if (pagine > PAGINE_MAX) throw new FdrNonRisponde('troppe_pagine');
  return pagine;
}

function inElenco(uno: Oggetto): FdrInElenco {
  return {
    iuf: testoDi(uno, 'fdr', 35),
    psp: testoDi(uno, 'pspId', 35),
    revisione: numeroDi(uno, 'revision'),
    pubblicataIl: istanteDi(uno, 'published'),
  };
}

function testataDa(letto: Oggetto): FdrLetta['testata'] {
  // Before it is published it may still change.
  if (letto['status'] !== 'PUBLISHED') throw new FdrNonRisponde('non_pubblicata');
  const mittente = oggettoDi(letto['sender']);
  const ricevente = oggettoDi(letto['receiver']);
  const tipo = MITTENTI[testoDi(mittente, 'type', 20)];
  const regolataIl = parseGiorno(testoDi(letto, 'regulationDate', 10));
  if (tipo === undefined || regolataIl === null) throw illeggibile();
  return {
    iuf: testoDi(letto, 'fdr', 35),
    prodottaIl: istanteDi(letto, 'fdrDate'),
    regolamento: testoDi(letto, 'regulation', 35),
    regolataIl,
    bicRiversamento: facoltativo(letto, 'bicCodePouringBank', 35),
    mittente: { tipo, codice: testoDi(mittente, 'id', 35), denominazione: facoltativo(mittente, 'pspName', 70) },
    ricevente: {
      codice: testoDi(ricevente, 'organizationId', 35),
      denominazione: facoltativo(ricevente, 'organizationName', 140),
    },
    pagamenti: numeroDi(letto, 'totPayments'),
    importoCents: importoDi(letto, 'sumPayments'),
  };
}

function rigaDa(uno: Oggetto, numero: number): FdrLetta['righe'][number] {
  const esito = ESITI[testoDi(uno, 'payStatus', 30)];
  const indice = numeroDi(uno, 'idTransfer');
  const importoCents = importoDi(uno, 'pay');
  if (esito === undefined || indice < 1 || indice > 5 || importoCents === ZERO_CENTS) throw illeggibile();
  return {
    numero,
    iuv: testoDi(uno, 'iuv', 35),
    iur: testoDi(uno, 'iur', 35),
    indice,
    importoCents,
    esito,
    esitataIl: giornoA(istanteDi(uno, 'payDate')),
  };
}
