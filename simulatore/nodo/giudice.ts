/**
 * What the Nodo makes of an answer (SANP 3.12, and its public integration tests): fine, refused, or malformed. The distinction
 * decides about money: a KO in due form is final even for a receipt, a malformed answer to a receipt is tried again.
 */
import { centesimi, ibanPostale, ibanTorna, iuvNellAvviso, somma } from './cifre.ts';
import { OPERAZIONI, type Operazione, RISPOSTE, SPAZIO_PA, SPAZIO_SOAP } from './contratto.ts';
import { difettiDi } from './grammatica.ts';
import { type Elemento, leggiXml, testoDi, trova } from './xml.ts';

/** What came back on the wire. */
export type Risposta =
  | { tipo: 'http'; stato: number; corpo: Uint8Array }
  | { tipo: 'tempo_scaduto'; attesaMs: number }
  | { tipo: 'irraggiungibile'; motivo: string };

/** What was asked, so far as it helps to judge the answer. */
export type Contesto = { codiceFiscaleEnte?: string; numeroAvviso?: string; transferType?: 'POSTAL' | 'PAGOPA' };

export type Verdetto = {
  esito: 'OK' | 'KO' | 'MALFORMATA';
  /** One sentence for a person: what the Nodo does now. */
  frase: string;
  /** Why it is malformed. */
  difetti: string[];
  /** What the Nodo lets pass and we should look at. */
  avvertenze: string[];
  /** The code of our refusal. */
  faultCode?: string;
  /** What the Nodo tells the PSP; nothing about receipts. */
  codiceNodo?: string;
};

export type Giudizio = { verdetto: Verdetto; corpo?: Elemento };

/** The codes an EC may answer. The Nodo takes any other as well, but no PSP understands it. */
const CODICI_NOTI = new Set(
  [
    ...['ID_DOMINIO_ERRATO', 'ID_INTERMEDIARIO_ERRATO', 'STAZIONE_INT_ERRATA', 'SINTASSI_XSD', 'SINTASSI_EXTRAXSD'],
    ...['SEMANTICA', 'SYSTEM_ERROR', 'PAGAMENTO_SCONOSCIUTO', 'PAGAMENTO_DUPLICATO', 'PAGAMENTO_IN_CORSO'],
    ...['PAGAMENTO_SCADUTO', 'PAGAMENTO_ANNULLATO', 'RECEIPT_DUPLICATA'],
  ].map((codice) => `PAA_${codice}`),
);

export function giudica(operazione: Operazione, risposta: Risposta, contesto: Contesto = {}): Giudizio {
  if (risposta.tipo === 'tempo_scaduto') {
    const difetto = `nessuna risposta entro ${risposta.attesaMs / 1000} secondi`;
    return malformata(operazione, [difetto], 'PPT_STAZIONE_INT_PA_TIMEOUT');
  }
  if (risposta.tipo === 'irraggiungibile') {
    return malformata(operazione, [`nessun collegamento: ${risposta.motivo}`], 'PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE');
  }
  if (risposta.stato !== 200) return malformata(operazione, [`HTTP ${risposta.stato} invece di 200`]);
  let corpo: Elemento;
  try {
    corpo = corpoDellaBusta(leggiXml(risposta.corpo), OPERAZIONI[operazione].risposta);
  } catch (guasto) {
    return malformata(operazione, [guasto instanceof Error ? guasto.message.trim() : String(guasto)]);
  }
  const difetti = difettiDi(corpo, RISPOSTE[operazione]);
  if (difetti.length > 0) return malformata(operazione, difetti);
  return testoDi(corpo, 'outcome') === 'KO'
    ? giudicaKo(operazione, corpo, contesto)
    : giudicaOk(operazione, corpo, contesto);
}

function corpoDellaBusta(busta: Elemento, nome: string): Elemento {
  if (busta.nome !== 'Envelope' || busta.spazio !== SPAZIO_SOAP) throw new Error('la radice non è una busta SOAP 1.1');
  const corpi = busta.figli.filter((figlio) => figlio.nome === 'Body' && figlio.spazio === SPAZIO_SOAP);
  const [contenuto, ...altri] = corpi.flatMap((corpo) => corpo.figli);
  if (corpi.length !== 1 || !contenuto || altri.length > 0)
    throw new Error('la busta non ha un corpo con un solo elemento');
  if (contenuto.nome === 'Fault') throw new Error('è un SOAP Fault: i rifiuti viaggiano come outcome KO');
  if (contenuto.nome !== nome || contenuto.spazio !== SPAZIO_PA) {
    throw new Error(
      `il corpo contiene <${contenuto.nome}> nel namespace «${contenuto.spazio}» invece di <${nome}> in «${SPAZIO_PA}»`,
    );
  }
  return contenuto;
}

function giudicaKo(operazione: Operazione, corpo: Elemento, contesto: Contesto): Giudizio {
  const faultCode = testoDi(corpo, 'fault', 'faultCode');
  if (!faultCode) return malformata(operazione, ['outcome KO senza <fault>']);
  const descrizione = testoDi(corpo, 'fault', 'description') ?? testoDi(corpo, 'fault', 'faultString') ?? '';
  const avvertenze: string[] = [];
  if (!CODICI_NOTI.has(faultCode))
    avvertenze.push(`${faultCode} non è fra i codici di un ente: il Nodo lo accetta, i PSP non lo capiscono`);
  const id = testoDi(corpo, 'fault', 'id');
  if (contesto.codiceFiscaleEnte && id !== contesto.codiceFiscaleEnte)
    avvertenze.push(`<id> del fault è «${id}», non il codice fiscale dell’ente`);
  const seguito = eRicevuta(operazione)
    ? 'La risposta è in regola, quindi definitiva: il Nodo non ripeterà questa ricevuta.'
    : 'Il Nodo lo riferisce al PSP e il pagamento si ferma.';
  const frase = `L’ente rifiuta con ${faultCode}${descrizione && ` («${descrizione}»)`}. ${seguito}`;
  return {
    corpo,
    verdetto: {
      esito: 'KO',
      frase,
      difetti: [],
      avvertenze,
      faultCode,
      ...perIlPsp(operazione, 'PPT_ERRORE_EMESSO_DA_PAA'),
    },
  };
}

function giudicaOk(operazione: Operazione, corpo: Elemento, contesto: Contesto): Giudizio {
  if (eRicevuta(operazione)) {
    const frase = 'L’ente ha preso in carico la ricevuta: per il Nodo la consegna è conclusa.';
    return { corpo, verdetto: { esito: 'OK', frase, difetti: [], avvertenze: [] } };
  }
  const difetti = operazione === 'paVerifyPaymentNotice' ? difettiVerifica(corpo) : difettiAttivazione(corpo, contesto);
  if (difetti.length > 0) return malformata(operazione, difetti);
  const avvertenze = avvertenzeOk(corpo, contesto);
  const frase =
    operazione === 'paVerifyPaymentNotice'
      ? 'L’avviso esiste e si può pagare: il PSP mostra importo e causale a chi paga.'
      : 'L’ente ha detto quanto e a chi accreditare: il PSP può incassare.';
  return { corpo, verdetto: { esito: 'OK', frase, difetti: [], avvertenze } };
}

/** Optional in the schema only because of KO; on OK the Nodo wants them all. */
function difettiVerifica(corpo: Elemento): string[] {
  const difetti = ['paymentList', 'paymentDescription', 'fiscalCodePA', 'companyName']
    .filter((nome) => !trova(corpo, nome))
    .map((nome) => `outcome OK senza <${nome}>`);
  const opzione = testoDi(corpo, 'paymentList', 'paymentOptionDescription', 'options');
  if (opzione !== undefined && opzione !== 'EQ') difetti.push(`<options> è ${opzione}: si usa solo EQ`);
  return difetti;
}

function difettiAttivazione(corpo: Elemento, contesto: Contesto): string[] {
  const dati = trova(corpo, 'data');
  if (!dati) return ['outcome OK senza <data>'];
  const difetti: string[] = [];
  const trasferimenti = trova(dati, 'transferList')?.figli ?? [];
  const totale = testoDi(dati, 'paymentAmount') ?? '';
  const addendi = trasferimenti.map((t) => testoDi(t, 'transferAmount') ?? '');
  if (somma(addendi.map(centesimi)) !== centesimi(totale)) {
    difetti.push(`la somma dei transferAmount (${addendi.join(' + ')}) non è il paymentAmount (${totale})`);
  }
  const posizioni = new Set(trasferimenti.map((t) => Number(testoDi(t, 'idTransfer'))));
  if (posizioni.size < trasferimenti.length) difetti.push('due transfer hanno lo stesso <idTransfer>');
  const iban = trasferimenti.map((t) => testoDi(t, 'IBAN')).filter((i) => i !== undefined);
  for (const i of iban.filter((valore) => !ibanTorna(valore)))
    difetti.push(`<IBAN> ${i}: non può essere registrato nel BackOffice`);
  if (contesto.transferType === 'POSTAL' && !ibanPostale(testoDi(trasferimenti[0], 'IBAN') ?? '')) {
    difetti.push('chiesto POSTAL, ma il primo transfer non va su un conto postale');
  }
  return difetti;
}

function avvertenzeOk(corpo: Elemento, contesto: Contesto): string[] {
  const avvertenze: string[] = [];
  const ente = testoDi(corpo, 'fiscalCodePA');
  if (ente && contesto.codiceFiscaleEnte && ente !== contesto.codiceFiscaleEnte)
    avvertenze.push(`<fiscalCodePA> è ${ente}, l’ente chiesto un altro`);
  const iuv = testoDi(corpo, 'data', 'creditorReferenceId');
  if (iuv && contesto.numeroAvviso && iuv !== iuvNellAvviso(contesto.numeroAvviso)) {
    avvertenze.push(`<creditorReferenceId> è ${iuv}, non lo IUV del numero di avviso`);
  }
  return avvertenze;
}

function malformata(
  operazione: Operazione,
  difetti: string[],
  codiceNodo = 'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE',
): Giudizio {
  const frase = eRicevuta(operazione)
    ? 'Per il Nodo la ricevuta non è consegnata: la ripete ogni ora, fino a 48 volte.'
    : 'Il Nodo non può usare questa risposta: il PSP dice a chi paga di riprovare più tardi.';
  return { verdetto: { esito: 'MALFORMATA', frase, difetti, avvertenze: [], ...perIlPsp(operazione, codiceNodo) } };
}

/** A receipt concerns no PSP any more: nobody is told. */
function perIlPsp(operazione: Operazione, codiceNodo: string): Pick<Verdetto, 'codiceNodo'> {
  return eRicevuta(operazione) ? {} : { codiceNodo };
}

function eRicevuta(operazione: Operazione): boolean {
  return operazione.startsWith('paSendRT');
}
