/** The form of the desk, as data, and how its fields become a request. */
import { centesimi } from '../nodo/cifre.ts';
import type { Richiesta, Varianti } from '../nodo/ordine.ts';

const CAMPI = [
  ...(['numeroAvviso', 'codiceFiscaleEnte', 'importo', 'versione'] as const),
  ...(['andamento', 'consegna', 'transferType', 'standIn', 'secondoPagamento'] as const),
];

/** The fields as the browser sends them: only those that were filled or ticked. */
export type ModuloPaga = Partial<Record<(typeof CAMPI)[number], string>>;

/** Anybody can send anything: what is not one text is as if it were not there. */
export function moduloDa(campi: Record<string, unknown>): ModuloPaga {
  const modulo: ModuloPaga = {};
  for (const nome of CAMPI) {
    const valore = campi[nome];
    if (typeof valore === 'string') modulo[nome] = valore.slice(0, 100);
  }
  return modulo;
}

/** Of the notices of an ente the page lists as many; any other can be typed. */
export const AVVISI_MAX = 60;

type Scelta = {
  nome: 'andamento' | 'consegna' | 'versione' | 'transferType';
  legenda: string;
  /** Value and label; the empty value is the ordinary case. */
  voci: readonly (readonly [valore: string, etichetta: string])[];
};

export const SCELTE: readonly Scelta[] = [
  {
    nome: 'andamento',
    legenda: 'Che cosa fa chi paga',
    voci: [
      ['', 'Paga'],
      ['verifica', 'Guarda l’importo e basta'],
      ['attivazione', 'Rinuncia all’ultimo momento'],
      [
        'orfana',
        'Paga senza che l’ente sia interrogato (avviso sconosciuto: lascia vuoto il numero per inventarne uno)',
      ],
    ],
  },
  {
    nome: 'consegna',
    legenda: 'Come viaggia la ricevuta',
    voci: [
      ['', 'Una volta'],
      ['doppia', 'Due volte, una dopo l’altra'],
      ['insieme', 'Due volte nello stesso istante'],
      ['persa', 'Si perde: la consegno io più tardi'],
    ],
  },
  {
    nome: 'versione',
    legenda: 'Versione delle primitive',
    voci: [
      ['', 'La 2, quella di oggi'],
      ['1', 'La 1, ancora in uso'],
    ],
  },
  {
    nome: 'transferType',
    legenda: 'Conto che il PSP preferisce',
    voci: [
      ['', 'Nessuna preferenza'],
      ['POSTAL', 'Un conto postale (POSTAL)'],
      ['PAGOPA', 'Un conto qualunque, con quello postale di appoggio (PAGOPA)'],
    ],
  },
];

export function richiestaDa(modulo: ModuloPaga): Richiesta {
  const { numeroAvviso = '', codiceFiscaleEnte = '', andamento, consegna, transferType } = modulo;
  const varianti: Varianti = { standIn: modulo.standIn === 'si', secondoPagamento: modulo.secondoPagamento === 'si' };
  if (andamento === 'verifica' || andamento === 'attivazione') varianti.finoA = andamento;
  if (andamento === 'orfana') varianti.orfana = true;
  if (consegna === 'doppia' || consegna === 'insieme' || consegna === 'persa') varianti.consegna = consegna;
  if (transferType === 'POSTAL' || transferType === 'PAGOPA') varianti.transferType = transferType;
  const importo = (modulo.importo ?? '').trim();
  if (importo !== '') varianti.importoCents = importoScritto(importo);
  return { numeroAvviso, codiceFiscaleEnte, versione: modulo.versione === '1' ? 1 : 2, varianti };
}

/** '1.234,5' -> 123450; NaN, which no check lets pass, for what is not an amount. */
function importoScritto(testo: string): number {
  const [, intero, decimali = ''] =
    /^(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,2}))?$/.exec(testo.replace(/\s|€/g, '')) ?? [];
  if (intero === undefined) return Number.NaN;
  return centesimi(`${intero.replaceAll('.', '')}.${decimali.padEnd(2, '0')}`);
}
