import { parseIban } from '#kernel/iban';
import { confronta, IMPORTO_MAX_CENTS, ZERO_CENTS } from '#kernel/importo';
import { partitaIvaValida } from '#kernel/partita-iva';
import { bilancioValido } from './bilancio.ts';
import type { ParteDue, QuotaLetta } from './leggi-due.ts';
import type { RigaLetta } from './leggi-riga.ts';
import type { RegoleEnte } from './regole.ts';

type Difetto = (suffisso: string, colonna: string, prima?: '|' | ' ') => void;

/** What is wrong with what only 2_0 says, by itself: what the other rows of its posizione do to it, the intake says. */
export function validaDue({ campi }: RigaLetta, due: ParteDue, regole: RegoleEnte, difetto: Difetto): void {
  const iban = campi['ibanAccredito'] ?? '';
  if (iban !== '' && !regole.conti.has(parseIban(iban) ?? '')) difetto('_IBAN_ACCREDITO', 'ibanAccredito');
  posizione(due, regole, difetto);
  for (const quota of due.quote) validaQuota(quota, regole, difetto);
}

const CODICE = /^[!-~]+$/;
/** Beyond these, somebody has written something else in the column. */
const NUMERO_MAX = 100;
const NOTIFICA_GIORNI_MAX = 3650;

function posizione(due: ParteDue, regole: RegoleEnte, difetto: Difetto): void {
  const { codicePosizione, opzione, rata, notificataIl } = due;
  if (codicePosizione !== '' && !CODICE.test(codicePosizione)) difetto('_CODICE_POSIZIONE', 'codicePosizione');
  // By itself a dovuto has one way to pay, of one instalment.
  const sola = opzione.ordine === 1 && opzione.forma === 'unica' && rata === 1;
  if (codicePosizione === '' && !sola) difetto('_SENZA_POSIZIONE', 'codicePosizione');
  if (opzione.ordine > NUMERO_MAX) difetto('_OPZIONE', 'opzione');
  if (rata > NUMERO_MAX || (opzione.forma === 'unica' && rata > 1)) difetto('_RATA', 'rata');
  const { validaDal, validaAl, giorniDallaNotifica } = opzione;
  if (validaDal !== null && validaAl !== null && validaDal > validaAl) difetto('_VALIDITA_OPZIONE', 'opzioneValidaAl');
  if (giorniDallaNotifica !== null && giorniDallaNotifica > NOTIFICA_GIORNI_MAX)
    difetto('_GIORNI_NOTIFICA', 'giorniDallaNotifica');
  if (notificataIl !== null && (notificataIl > regole.oggi || notificataIl < '1990-01-01'))
    difetto('_DATA_NOTIFICA', 'dataNotifica');
}

function validaQuota(q: QuotaLetta, regole: RegoleEnte, difetto: Difetto): void {
  const colonna = (nome: string): string => `${nome}Quota${q.numero}`;
  if (confronta(q.importoCents, ZERO_CENTS) <= 0 || confronta(q.importoCents, IMPORTO_MAX_CENTS) > 0)
    difetto('_QUOTA_IMPORTO', colonna('importo'));
  // On the wire fiscalCodePA is eleven digits (paForNode, stFiscalCodePA).
  if (!partitaIvaValida(q.codiceFiscale)) difetto('_QUOTA_COD_FISC', colonna('codiceFiscale'));
  if (q.denominazione === '') difetto('_QUOTA_DENOMINAZIONE', colonna('denominazione'));
  // A stamp is paid to no account.
  if (q.bollo === null ? parseIban(q.iban) === null : q.iban !== '') difetto('_QUOTA_IBAN', colonna('iban'));
  if (!regole.tassonomia.has(q.tassonomia.slice(0, q.tassonomia.lastIndexOf('/') + 1)))
    difetto('_QUOTA_TASSONOMIA', colonna('tassonomia'));
  if (q.bilancio !== '' && !bilancioValido(q.bilancio, q.importoCents)) difetto('_QUOTA_BILANCIO', colonna('bilancio'));
  if (q.bollo !== null && !(/^[A-Za-z0-9+/]{43}=$/.test(q.bollo.hashDocumento) && /^[A-Z]{2}$/.test(q.bollo.provincia)))
    difetto('_QUOTA_BOLLO', colonna('hashBollo'));
}
