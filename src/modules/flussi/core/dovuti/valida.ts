import { capValido } from '#kernel/cap';
import { codiceFiscaleValido } from '#kernel/codice-fiscale';
import { confronta, IMPORTO_MAX_CENTS, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { parseIban } from '#kernel/iban';
import { verificaIuvFornito } from '#kernel/iuv';
import { partitaIvaValida } from '#kernel/partita-iva';
import { bilancioValido } from './bilancio.ts';
import type { RigaLetta } from './leggi-riga.ts';
import { isFuoriModalita, type RegoleEnte, type Scarto } from './regole.ts';
import { validaDue } from './valida-due.ts';

const ASCII = /^[\x20-\x7e]*$/;
const EMAIL = /^[a-zA-Z0-9_!#$%&'*+/=?`{|}~^.-]+@[a-zA-Z0-9.-]+$/;
const CANALI = new Set(['BBT', 'BP', 'AD', 'CP', 'PO', 'OBEP']);
const DATI_RISCOSSIONE = /^[0129]\/\S{3,138}$/;
const DATI_RISCOSSIONE_SECONDARIO = /^9\/\d{7}\w{2}\/\S{0,129}$/;
const IBAN_CARATTERI = 27;

type Difetto = (suffisso: string, colonna: string, prima?: '|' | ' ') => void;

/**
 * Validation stage of a row (mypay-file-formats.md A.2), in its order, all the faults together. Null: the row is good.
 * The stored values are the row's own: cleaning serves the checks only.
 */
export function validaRiga(letta: RigaLetta, regole: RegoleEnte): Scarto | null {
  let codice = '';
  let testo = '';
  const difetto: Difetto = (suffisso, colonna, prima = '|') => {
    codice += `|PAA_IMPORT_SINTASSI_CSV${suffisso}`;
    testo += `${prima}${testoDi(colonna)}`;
  };
  const { campi } = letta;
  const azione = campi['azione'];
  // The action is judged before the rest, which depends on it, and alone: it has no bar (2.5).
  if (azione !== 'I' && azione !== 'M' && azione !== 'A')
    return { codice: 'PAA_IMPORT_SINTASSI_CSV_AZIONE', testo: testoDi('azione') };
  identificativi(letta, regole, azione, difetto);
  pagatore(campi, regole, difetto);
  importi(letta, regole, difetto);
  if (letta.secondario !== null) secondario(letta, letta.secondario, regole, difetto);
  if (letta.due !== null) validaDue(letta, letta.due, regole, difetto);
  return codice === '' ? null : { codice, testo };
}

function testoDi(colonna: string): string {
  return `Errore sintassi CSV campo ${colonna}. Per maggiori informazioni fare riferimento al manuale 'Integrazione Ente'`;
}

function identificativi(
  { campi, generaIuv }: RigaLetta,
  regole: RegoleEnte,
  azione: 'I' | 'M' | 'A',
  difetto: Difetto,
): void {
  const iuv = campi['codIuv'] ?? '';
  if ((campi['IUD'] ?? '').startsWith('000')) difetto('_IUD', 'IUD');
  if (iuv !== '') {
    const esito = verificaIuvFornito(iuv, {
      segregazione: regole.segregazione,
      flagGeneraIuv: generaIuv === true,
      oggi: regole.oggi,
      limiteNuoviIuv: azione === 'I' ? regole.limiteNuoviIuv : null,
    });
    // On M and A the IUV is one that is there already: ours, generated, comes back without its flag.
    const nostro = azione !== 'I' && !esito.ok && esito.refusal.codice === 'iuv_riservato';
    if (!esito.ok && !nostro) difetto('_IUV', 'codIuv');
  }
  const tipo = regole.tipi.get(campi['tipoDovuto'] ?? '');
  if (campi['tipoDovuto'] === 'MARCA_BOLLO_DIGITALE') difetto('_TIPO_DOVUTO_NON_VALIDO_MARCA_DA_BOLLO', 'tipoDovuto');
  else if (tipo === undefined) difetto('_TIPO_DOVUTO_INESISTENTE', 'tipoDovuto');
  else if (!tipo.attivo) difetto('_TIPO_DOVUTO_NON_ATTIVO_PER_ENTE', 'tipoDovuto');
  // Not a code of MyPay, which has no modes: the ente chose to be stricter than it. What is there already may be annulled.
  else if (regole.rifiutaFuoriModalita && azione !== 'A' && isFuoriModalita(tipo))
    difetto('_TIPO_DOVUTO_NON_PER_FLUSSI', 'tipoDovuto');
}

function pagatore(campi: Record<string, string>, regole: RegoleEnte, difetto: Difetto): void {
  const genere = (campi['tipoIdentificativoUnivoco'] ?? '').toUpperCase();
  const codice = (campi['codiceIdentificativoUnivoco'] ?? '').toUpperCase();
  const anonimo =
    codice === 'ANONIMO' && genere !== 'G' && regole.tipi.get(campi['tipoDovuto'] ?? '')?.codiceFiscaleAnonimo === true;
  if (genere !== 'F' && genere !== 'G') difetto('_ID_UNIV_FG', 'tipoIdentificativoUnivoco');
  else if (genere === 'G' && !partitaIvaValida(codice)) difetto('_P_IVA', 'codiceIdentificativoUnivoco');
  else if (genere === 'F' && !anonimo && !codiceFiscaleValido(codice) && !partitaIvaValida(codice))
    difetto('_COD_FISC', 'codiceIdentificativoUnivoco');
  luogo(campi, { di: 'Pagatore', suffisso: '' }, regole, difetto);
  if ((campi['emailPagatore'] ?? '') !== '' && !EMAIL.test(campi['emailPagatore'] ?? ''))
    difetto('_EMAIL', 'emailPagatore');
}

/** Address of the payer, and of the second beneficiary: same columns, same checks. */
function luogo(
  campi: Record<string, string>,
  { di, suffisso }: { di: string; suffisso: string },
  { luoghi }: RegoleEnte,
  difetto: Difetto,
): void {
  const civico = campi[`civico${di}`] ?? '';
  const nazione = (campi[`nazione${di}`] ?? '').toUpperCase();
  const provincia = (campi[`provincia${di}`] ?? '').toUpperCase();
  const cap = campi[`cap${di}`] ?? '';
  if (!ASCII.test(civico)) difetto(`_CIVICO${suffisso}`, `civico${di}`);
  if (nazione !== '' && !luoghi.nazioneNota(nazione)) difetto(`_NAZ${suffisso}`, `nazione${di}`);
  if (provincia !== '' && nazione === 'IT' && !luoghi.provinciaNota(provincia))
    difetto(`_PROV${suffisso}`, `provincia${di}`);
  // No five digits are asked of Italy here (1.7): a file that does not have them is told so, and loaded.
  if (cap !== '' && !capValido(cap, '')) difetto(`_CAP${suffisso}`, `cap${di}`);
}

function importi(
  { campi, dataScadenza, importoCents, commissioneCents, due }: RigaLetta,
  regole: RegoleEnte,
  difetto: Difetto,
): void {
  const tipo = regole.tipi.get(campi['tipoDovuto'] ?? '');
  if (dataScadenza === null && tipo?.scadenzaObbligatoria === true)
    difetto('_DATA_SCADENZA_PAGAMENTO_NON_PRESENTE', 'dataScadenzaPagamento');
  // The texts of amounts are joined with a blank (2.5).
  if (confronta(importoCents, ZERO_CENTS) <= 0 || oltre(importoCents)) difetto('_IMPORTO', 'importoDovuto', ' ');
  if (commissioneCents !== null && (confronta(commissioneCents, ZERO_CENTS) < 0 || oltre(commissioneCents)))
    difetto('_COMMISSIONI_PA', 'commissioneCaricoPa', ' ');
  const canali = (campi['tipoVersamento'] ?? '').toUpperCase();
  if (canali !== '' && canali !== 'ALL' && !canali.split('|').every((canale) => CANALI.has(canale)))
    difetto('_TIPO_VERS', 'tipoVersamento');
  const riscossione = campi['datiSpecificiRiscossione'] ?? '';
  if (!DATI_RISCOSSIONE.test(riscossione) && !(due !== null && riscossione === ''))
    difetto('_DATI_RISCOSS', 'datiSpecificiRiscossione');
  const bilancio = campi['bilancio'] ?? '';
  if (bilancio !== '' && !bilancioValido(bilancio, importoCents)) difetto('_BILANCIO', 'bilancio');
}

function oltre(importoCents: Cents): boolean {
  return confronta(importoCents, IMPORTO_MAX_CENTS) > 0;
}

function secondario(
  { campi, importoCents }: RigaLetta,
  secondo: { importoCents: Cents },
  regole: RegoleEnte,
  difetto: Difetto,
): void {
  const codice = (campi['codiceFiscaleEnteSecondario'] ?? '').toUpperCase();
  const dati = campi['datiSpecificiRiscossioneEnteSecondario'] ?? '';
  // On the wire fiscalCodePA is eleven digits (paForNode, stFiscalCodePA), so a person's tax code cannot be a beneficiary.
  if (!partitaIvaValida(codice)) difetto('_COD_FISC_ENTE_SECONDARIO', 'codiceFiscaleEnteSecondario');
  // The form and the check digits too (docs/decisioni/0007): with a wrong IBAN the Nodo refuses the whole notice.
  if (parseIban(campi['ibanAccreditoEnteSecondario'] ?? '')?.length !== IBAN_CARATTERI)
    difetto('_IBAN_ACCREDITO_ENTE_SECONDARIO', 'ibanAccreditoEnteSecondario');
  luogo(campi, { di: 'EnteSecondario', suffisso: '_ENTE_SECONDARIO' }, regole, difetto);
  if (!DATI_RISCOSSIONE_SECONDARIO.test(dati) || !regole.tassonomia.has(dati.slice(0, dati.lastIndexOf('/') + 1))) {
    difetto('_DATI_RISCOSS_ENTE_SECONDARIO', 'datiSpecificiRiscossioneEnteSecondario');
  }
  // What is owed is the sum; where the first amount is good, it is the second that makes it too large.
  const troppo =
    oltre(secondo.importoCents) || (!oltre(importoCents) && oltre(somma([importoCents, secondo.importoCents])));
  if (confronta(secondo.importoCents, ZERO_CENTS) <= 0 || troppo)
    difetto('_IMPORTO_VERS_ENTE_SECONDARIO', 'importoVersamentoEnteSecondario', ' ');
}
