import { causalePubblica } from '#kernel/causale';
import { piuGiorni } from '#kernel/giorno';
import type { EnteId } from '#kernel/ids';
import { ZERO_CENTS } from '#kernel/importo';
import { elencoTipi } from '#modules/enti';
import {
  iudOccupati,
  leggiPortaSil,
  preparaCarrello,
  type DaPreparare,
  type PerEnte,
  type RifiutoPrepara,
  type VoceArrivo,
} from '#modules/pagamenti';
import type { NuovoDovuto } from '#modules/posizioni';
import { parseEmail } from '#modules/utenti';
import { creaCtx } from '#platform/contesto';
import { elemento, type Xml } from '#platform/xml/scrivi';
import { arrivo } from '#testi/it/portale-arrivo';
import { carrello } from '#testi/it/portale-carrello';
import type { Fault } from '../fault.ts';
import { fault, type Visita } from '../operazione.ts';
import type { Regole } from './controlla.ts';
import type { Dovuti, Singolo } from './dovuti.ts';

/** The software of this ente, before another ente that let it in: whose dovuti it may make, and whose outcomes it may ask. */
export function perEnte({ mondo, ente }: Pick<Visita, 'mondo' | 'ente'>): PerEnte {
  return (enteId) => creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: ente.enteId }, enteId });
}

/** What the dovuti of an ente are judged by. */
export async function regoleDi(per: PerEnte, enteId: EnteId, { singoli }: Dovuti): Promise<Regole> {
  const ctx = per(enteId);
  const tipi = new Map((await elencoTipi(ctx, enteId)).map((tipo) => [tipo.codice, tipo]));
  return {
    tipi,
    occupati: await iudOccupati(
      ctx,
      singoli.flatMap(({ iud }) => iud ?? []),
    ),
  };
}

/** Dovuti whose checks have passed, as one notice of what is to be paid. */
export function voceDi(
  per: PerEnte,
  enteId: EnteId,
  d: Dovuti,
  { tipi }: Regole,
): Extract<VoceArrivo, { dovuti: unknown }> {
  // By the day after tomorrow nobody pays it any more: what must have a due date has that.
  const scadenza = piuGiorni(per(enteId).oggi, 1);
  const dovuti = d.singoli.map((s) => {
    const tipo = tipi.get(s.tipo);
    return dovutoDi(s, tipo?.scadenzaObbligatoria === true || tipo?.scadenzaStampata === true ? scadenza : null);
  });
  return { enteId, debitore: d.debitore, dovuti };
}

function dovutoDi(s: Singolo, dataScadenza: NuovoDovuto['dataScadenza']): NuovoDovuto {
  const causale = s.causale ?? '';
  return {
    ...(s.iud !== null && { iud: s.iud }),
    tipoDovuto: s.tipo,
    importoCents: s.importoCents ?? ZERO_CENTS,
    causale,
    causalePubblica: causalePubblica(causale) ?? '-',
    dataScadenza,
    datiRiscossione: s.datiRiscossione,
    ...(s.bollo !== null && { bollo: s.bollo }),
    ...(s.bilancio !== null && { bilancio: s.bilancio }),
  };
}

/** What may be wrong with a basket that is well written. */
type CodicePrepara =
  | 'PAA_IUD_DUPLICATO'
  | 'PAA_IUD_NON_VALIDO'
  | 'PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO'
  | 'PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA'
  | 'PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO'
  | 'PAA_SYSTEM_ERROR';

type Chiesto = { voci: DaPreparare['voci']; ritorno: string | null; modo: DaPreparare['modo']; email: string | null };

/** What the software is told of a payment that waits for its browser: its name, and the address to send the browser to. */
export async function prepara(
  visita: Pick<Visita, 'mondo' | 'ente' | 'ctx'>,
  { voci, ritorno, modo, email }: Chiesto,
  sessione: 'idSession' | 'idSessionCarrello',
): Promise<{ campi: Xml[] } | { rifiuto: RifiutoPrepara }> {
  const { ente, ctx } = visita;
  const richiesta: DaPreparare = {
    ...{ enteId: ente.enteId, voci, modo, email: email === null ? null : parseEmail(email) },
    ritorno: ritorno ?? (await leggiPortaSil(ctx)).ritorno,
  };
  const fatto = await preparaCarrello(perEnte(visita), richiesta);
  if (!fatto.ok) return { rifiuto: fatto.refusal };
  const { idSession, token } = fatto.value;
  const url = `${ctx.config.urlPubblico}${LANDING}?id=${token}`;
  return {
    campi: [elemento('esito', 'OK'), elemento(sessione, idSession), elemento('redirect', 1), elemento('url', url)],
  };
}

/** Where vendors know that browsers go (mypay-webservices 3.1); `?id=` is the token. */
export const LANDING = '/public/landing/inviaDovuti';

/** The code that a refusal of new dovuti has in this dialect, and what more is said of it. */
const FAULT_DI: Partial<Record<RifiutoPrepara['codice'], readonly [CodicePrepara, string?]>> = {
  IUD_DUPLICATO: ['PAA_IUD_DUPLICATO'],
  IUD_RIPETUTO: ['PAA_IUD_DUPLICATO'],
  DOVUTO_SOSTITUITO: ['PAA_IUD_DUPLICATO'],
  POSIZIONE_CHIUSA: ['PAA_IUD_DUPLICATO'],
  POSIZIONE_DI_ALTRI: ['PAA_IUD_DUPLICATO', 'È già stato usato per un altro pagatore'],
  IUD_NON_VALIDO: ['PAA_IUD_NON_VALIDO', 'Al massimo 35 caratteri, senza spazi né accenti'],
  IMPORTO_OLTRE_TETTO: [
    'PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO',
    'L’ente è in pre-esercizio: l’importo supera il tetto',
  ],
  IMPORTO_TROPPO_GRANDE: ['PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO', 'Il massimo è 999999999.99'],
  BOLLO_NON_VALIDO: ['PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA', 'hashDocumento: lo SHA-256 del documento, in base64'],
  QUOTA_TASSONOMIA_NON_IN_VIGORE: [
    'PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO',
    'Il codice tassonomico non è in vigore',
  ],
};

/** A refusal of new dovuti; one that the dialect has no code for says why in words. */
export function faultDi({ codice }: RifiutoPrepara): { fault: Fault<CodicePrepara> } {
  const [suo, descrizione] = FAULT_DI[codice] ?? ['PAA_SYSTEM_ERROR', fraseDi(codice)];
  return fault(suo, descrizione);
}

/** Why a payment was not prepared, where the dialect has no code of its own for it. */
export function fraseDi(codice: string): string {
  const frasi: Record<string, unknown> = { ...carrello.rifiuti, ...arrivo.rifiuti };
  const frase = frasi[codice];
  return typeof frase === 'string' ? frase : codice;
}
