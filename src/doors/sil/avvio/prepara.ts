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
import type { CodiceFault, Fault } from '../fault.ts';
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
export const RIFIUTI_PREPARA = [
  'PAA_IUD_DUPLICATO',
  'PAA_IUD_NON_VALIDO',
  'PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO',
  'PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA',
  'PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO',
  'PAA_SYSTEM_ERROR',
] as const satisfies readonly CodiceFault[];
type CodicePrepara = (typeof RIFIUTI_PREPARA)[number];

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

/** A refusal of new dovuti, by its code in this dialect. */
export function faultDi({ codice }: RifiutoPrepara): { fault: Fault<CodicePrepara> } {
  switch (codice) {
    case 'IUD_DUPLICATO':
    case 'IUD_RIPETUTO':
    case 'DOVUTO_SOSTITUITO':
    case 'POSIZIONE_CHIUSA':
      return fault('PAA_IUD_DUPLICATO');
    case 'POSIZIONE_DI_ALTRI':
      return fault('PAA_IUD_DUPLICATO', 'È già stato usato per un altro pagatore');
    case 'IUD_NON_VALIDO':
      return fault('PAA_IUD_NON_VALIDO', 'Al massimo 35 caratteri, senza spazi né accenti');
    case 'IMPORTO_OLTRE_TETTO':
      return fault('PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO', 'L’ente è in pre-esercizio: l’importo supera il tetto');
    case 'IMPORTO_TROPPO_GRANDE':
      return fault('PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO', 'Il massimo è 999999999.99');
    case 'BOLLO_NON_VALIDO':
      return fault('PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA', 'hashDocumento: lo SHA-256 del documento, in base64');
    case 'QUOTA_TASSONOMIA_NON_IN_VIGORE':
      return fault('PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO', 'Il codice tassonomico non è in vigore');
    default:
      return fault('PAA_SYSTEM_ERROR', fraseDi(codice));
  }
}

/** Why a payment was not prepared, where the dialect has no code of its own for it. */
export function fraseDi(codice: string): string {
  const frasi: Record<string, unknown> = { ...carrello.rifiuti, ...arrivo.rifiuti };
  const frase = frasi[codice];
  return typeof frase === 'string' ? frase : codice;
}
