import { capValido } from '#kernel/cap';
import { codiceFiscaleValido } from '#kernel/codice-fiscale';
import { confronta, somma, ZERO_CENTS } from '#kernel/importo';
import { partitaIvaValida } from '#kernel/partita-iva';
import { nazioneNota, type LuoghiNoti, type TipoDovuto } from '#modules/enti';
import type { DebitorePosizione } from '#modules/posizioni';
import { parseEmail } from '#modules/utenti';
import type { Fault } from '../fault.ts';
import { fault } from '../operazione.ts';
import type { Dovuti, Singolo } from './dovuti.ts';

/** What the checks may refuse, in their order (mypay-webservices 1.1, from the fifth on). */
export const CONTROLLI = [
  'PAA_XML_NON_VALIDO',
  'PAA_IUV_NON_VALIDO',
  'PAA_TIPO_VERSAMENTO_NON_VALIDO',
  'PAA_P_IVA_NON_VALIDO',
  'PAA_CODICE_FISCALE_NON_VALIDO',
  'PAA_IUD_NON_VALIDO',
  'PAA_IUD_DUPLICATO',
  'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO',
  'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO',
  'PAA_IMPORTO_MARCA_BOLLO_DIGITALE_NON_VALIDA',
  'PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA',
  'PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO',
  'PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO',
  'PAA_IMPORTO_BILANCIO_NON_VALIDO',
  'PAA_CAUSALE_NON_PRESENTE',
] as const;
export type CodiceControllo = (typeof CONTROLLI)[number];
type No<C extends CodiceControllo = CodiceControllo> = { fault: Fault<C> };

/** What a basket is judged by. */
export type Regole = {
  tipi: ReadonlyMap<string, TipoDovuto>;
  /** IUD that a dovuto of the ente bears already. */
  occupati: ReadonlySet<string>;
};

/** Reserved to the platform. */
const IUD_RISERVATO = '000';
const CANALI = new Set(['BBT', 'BP', 'AD', 'CP', 'PO', 'OBEP']);
const BOLLO = 'MARCA_BOLLO_DIGITALE';

/** The first check that fails; null: none does. */
export function controlla(d: Dovuti, regole: Regole): No | null {
  if (d.debitore.anagrafica === '') return fault('PAA_XML_NON_VALIDO', 'anagraficaPagatore: è vuota');
  if (d.iuv !== null)
    return fault('PAA_IUV_NON_VALIDO', 'identificativoUnivocoVersamento: non si indica, lo assegna la piattaforma');
  if (!canaliValidi(d.canali))
    return fault('PAA_TIPO_VERSAMENTO_NON_VALIDO', 'ALL da solo, oppure BBT, BP, AD, CP, PO, OBEP separati da |');
  const chi = controllaDebitore(d, regole);
  if (chi !== null) return chi;
  const visti = new Set<string>();
  for (const singolo of d.singoli) {
    const male = controllaSingolo(singolo, regole, visti);
    if (male !== null) return male;
    visti.add(singolo.iud ?? '');
  }
  return null;
}

function canaliValidi(canali: string | null): boolean {
  const detti = (canali ?? 'ALL').toUpperCase();
  return detti === 'ALL' || detti.split('|').every((uno) => CANALI.has(uno.trim()));
}

function controllaDebitore({ debitore: { tipo, codice }, singoli }: Dovuti, { tipi }: Regole): No | null {
  if (tipo === 'G') return partitaIvaValida(codice) ? null : fault('PAA_P_IVA_NON_VALIDO');
  if (codiceFiscaleValido(codice)) return null;
  const ammesso = singoli.every((uno) => {
    const suo = tipi.get(uno.tipo);
    return suo?.attivo === true && suo.codiceFiscaleAnonimo;
  });
  if (codice !== 'ANONIMO') return fault('PAA_CODICE_FISCALE_NON_VALIDO');
  return ammesso
    ? null
    : fault('PAA_CODICE_FISCALE_NON_VALIDO', 'Un pagatore ANONIMO si ammette se ogni tipo dovuto lo prevede');
}

function controllaSingolo(s: Singolo, { tipi, occupati }: Regole, visti: ReadonlySet<string>): No | null {
  if (s.iud === null || s.iud.startsWith(IUD_RISERVATO))
    return fault('PAA_IUD_NON_VALIDO', `Manca, o comincia con ${IUD_RISERVATO}`);
  if (visti.has(s.iud) || occupati.has(s.iud)) return fault('PAA_IUD_DUPLICATO');
  const tipo = tipi.get(s.tipo);
  if (tipo === undefined) return fault('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO');
  if (!tipo.attivo) return fault('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO');
  const marca = controllaMarca(s, tipo);
  if (marca !== null) return marca;
  if (s.importoCents === null || confronta(s.importoCents, ZERO_CENTS) <= 0)
    return fault('PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO', 'Da 0.01 a 999999999.99');
  if (s.bilancio !== null && confronta(somma(s.bilancio.map((v) => v.importoCents)), s.importoCents) !== 0)
    return fault('PAA_IMPORTO_BILANCIO_NON_VALIDO');
  return s.causale === null ? fault('PAA_CAUSALE_NON_PRESENTE') : null;
}

/** A stamp costs what it costs, and says of what and of whom it is; nothing else does. */
function controllaMarca({ bollo, importoCents }: Singolo, { codice, importoFissoCents }: TipoDovuto): No | null {
  if (codice === BOLLO && importoCents !== importoFissoCents)
    return fault('PAA_IMPORTO_MARCA_BOLLO_DIGITALE_NON_VALIDA');
  if ((codice === BOLLO) === (bollo !== null)) return null;
  return fault(
    'PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA',
    codice === BOLLO ? 'Mancano i dati della marca' : `I dati della marca si indicano solo con il tipo ${BOLLO}`,
  );
}

/** May our page be skipped for this debtor? Only where nothing is left to be asked (mypay-webservices 1.1, the last check). */
export function anagraficaPiena({ email, cap, nazione }: DebitorePosizione, luoghi: LuoghiNoti): boolean {
  if (email === null || parseEmail(email) === null) return false;
  return cap === null || (nazione !== null && nazioneNota(luoghi, nazione) && capValido(cap, nazione));
}
