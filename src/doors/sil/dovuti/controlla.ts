import { capValido } from '#kernel/cap';
import { codiceFiscaleValido } from '#kernel/codice-fiscale';
import { parseIban } from '#kernel/iban';
import { confronta, IMPORTO_MAX_CENTS, somma, type Cents } from '#kernel/importo';
import { verificaIuvFornito } from '#kernel/iuv';
import { partitaIvaValida } from '#kernel/partita-iva';
import { nazioneNota, provinciaNota, type LuoghiNoti } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { fault } from '../operazione.ts';
import type { Fault } from '../fault.ts';
import type { Regole } from './regole.ts';
import type { Secondario, Soggetto, Versamento } from './versamento.ts';

const AZIONI = ['I', 'M', 'A', 'S'] as const;
export type Azione = (typeof AZIONI)[number];

/** A document whose every check has passed: what is missing here is missing by right. */
export type Buono = Omit<
  Versamento,
  'azione' | 'soggetto' | 'iud' | 'importoCents' | 'commissione' | 'tipo' | 'causale'
> & {
  azione: Azione;
  soggetto: Soggetto;
  iud: string;
  importoCents: Cents;
  commissioneCents: Cents | null;
  tipo: string;
  causale: string;
};

export type CodiceControllo =
  | 'PAA_AZIONE_NON_VALIDO'
  | 'PAA_IUV_NON_VALIDO'
  | 'PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO'
  | 'PAA_IMPORTO_BILANCIO_NON_VALIDO'
  | 'PAA_IDENT_TIPO_DOVUTO_NON_PRESENTE'
  | 'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO'
  | 'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO'
  | 'PAA_SOGG_PAG_NON_VALORIZZATO'
  | 'PAA_TIPO_VERSAMENTO_NON_VALIDO'
  | 'PAA_IUD_NON_VALIDO'
  | 'PAA_CAUSALE_NON_PRESENTE'
  | 'PAA_CODICE_FISCALE_NON_VALIDO'
  | 'PAA_P_IVA_NON_VALIDO';

type No<C extends CodiceControllo = CodiceControllo> = { fault: Fault<C> };
type Intorno = { ctx: Ctx; regole: Regole; flagGeneraIuv: boolean };

/** Reserved to the platform. */
const IUD_RISERVATO = '000';
const BOLLO = 'MARCA_BOLLO_DIGITALE';
const CANALI = new Set(['BBT', 'BP', 'AD', 'CP', 'PO', 'OBEP']);

/** The checks of paaSILImportaDovuto from the third on, in their order (mypay-webservices 1.7): the first that fails is told. */
export function controlla(v: Versamento, intorno: Intorno): { buono: Buono } | No {
  const azione = AZIONI.find((una) => una === v.azione);
  if (azione === undefined) return fault('PAA_AZIONE_NON_VALIDO', 'azione: I, M, A oppure S');
  if (v.iuv !== null && !iuvValido(v.iuv, azione, intorno)) return fault('PAA_IUV_NON_VALIDO', 'Formato dello IUV');
  const { importoCents, iud, causale, soggetto, commissione } = v;
  if (importoCents === null || commissione?.cents === null)
    return fault('PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO', 'Il massimo è 999999999.99');
  if (v.bilancio !== null && !somme(v.bilancio.importi, importoCents)) return fault('PAA_IMPORTO_BILANCIO_NON_VALIDO');
  const tipo = controllaTipo(v.tipo, intorno.regole);
  if ('fault' in tipo) return tipo;
  if (soggetto === null) return fault('PAA_SOGG_PAG_NON_VALORIZZATO');
  const canali = v.canali?.toUpperCase() ?? null;
  if (canali !== null && canali !== 'ALL' && !canali.split('|').every((canale) => CANALI.has(canale)))
    return fault('PAA_TIPO_VERSAMENTO_NON_VALIDO', 'ALL da solo, oppure BBT, BP, AD, CP, PO, OBEP separati da |');
  if (iud === null || iud.startsWith(IUD_RISERVATO))
    return fault('PAA_IUD_NON_VALIDO', `Manca, o comincia con ${IUD_RISERVATO}`);
  if (causale === null) return fault('PAA_CAUSALE_NON_PRESENTE');
  const chi = controllaSoggetto(soggetto, tipo.anonimo);
  if (chi !== null) return chi;
  const { luoghi } = intorno.regole;
  const commissioneCents = commissione?.cents ?? null;
  const pulito = pulisci(soggetto, luoghi);
  return {
    buono: { ...v, azione, canali, importoCents, commissioneCents, tipo: tipo.codice, soggetto: pulito, iud, causale },
  };
}

function iuvValido(iuv: string, azione: Azione, { ctx, regole, flagGeneraIuv }: Intorno): boolean {
  const esito = verificaIuvFornito(iuv, {
    segregazione: regole.incassante.segregazione,
    flagGeneraIuv,
    oggi: ctx.oggi,
    limiteNuoviIuv: azione === 'I' ? ctx.config.limiteNuoviIuv : null,
  });
  // On what is there already the IUV is one that was given: ours, generated, comes back without its flag.
  return esito.ok || (azione !== 'I' && esito.refusal.codice === 'iuv_riservato');
}

function somme(importi: readonly (Cents | null)[], attesoCents: Cents): boolean {
  const noti = importi.filter((uno) => uno !== null);
  return noti.length === importi.length && confronta(somma(noti), attesoCents) === 0;
}

function controllaTipo(codice: string | null, { tipi }: Regole): { codice: string; anonimo: boolean } | No {
  if (codice === null) return fault('PAA_IDENT_TIPO_DOVUTO_NON_PRESENTE');
  const tipo = tipi.get(codice);
  if (tipo === undefined || codice === BOLLO) return fault('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO');
  if (!tipo.attivo) return fault('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO');
  return { codice, anonimo: tipo.codiceFiscaleAnonimo };
}

function controllaSoggetto({ tipo, codice }: Soggetto, anonimo: boolean): No | null {
  if (tipo === 'G') return partitaIvaValida(codice) ? null : fault('PAA_P_IVA_NON_VALIDO');
  if ((codice === 'ANONIMO' && anonimo) || codiceFiscaleValido(codice) || partitaIvaValida(codice)) return null;
  return fault('PAA_CODICE_FISCALE_NON_VALIDO');
}

const SEGNI = /[\u0300-\u036F]/g;
const NON_AMMESSI = /[^a-zA-Z0-9.,()/'&]+/g;

/** An address without accents, and a blank for whatever else an envelope has no use for (mypay-webservices 1.7). */
function via(testo: string | null): string | null {
  const nudo = testo?.normalize('NFD').replace(SEGNI, '').replace(NON_AMMESSI, ' ').trim() ?? '';
  return nudo === '' ? null : nudo;
}

/** What is not known of a place is left out, and nobody is refused for it. */
function pulisci(s: Soggetto, luoghi: LuoghiNoti): Soggetto {
  const detta = s.nazione?.toUpperCase() ?? null;
  const nazione = detta !== null && nazioneNota(luoghi, detta) ? detta : null;
  const sigla = s.provincia?.toUpperCase() ?? null;
  const provincia = sigla !== null && (nazione !== 'IT' || provinciaNota(luoghi, sigla)) ? sigla : null;
  const cap = s.cap !== null && capValido(s.cap, nazione ?? '') ? s.cap : null;
  return { ...s, indirizzo: via(s.indirizzo), civico: via(s.civico), nazione, provincia, cap };
}

/** With fewer or more characters it is of another country, where pagoPA credits nobody. */
const IBAN_CARATTERI = 27;

/** What is wrong with the other beneficiary: nobody would say so before the Nodo does, who then refuses the whole notice. */
export function controllaSecondario(
  s: Secondario,
  { tassonomia }: Regole,
): { fault: Fault<'PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO' | 'PAA_ENTE_SECONDARIO_NON_VALIDO'> } | null {
  const { datiRiscossione, codiceFiscale, iban } = s;
  if (!tassonomia.has(datiRiscossione.slice(0, datiRiscossione.lastIndexOf('/') + 1)))
    return fault('PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO', 'Codice tassonomico sconosciuto');
  if (!partitaIvaValida(codiceFiscale))
    return fault('PAA_ENTE_SECONDARIO_NON_VALIDO', 'codiceFiscaleBeneficiario: undici cifre, con quella di controllo');
  return parseIban(iban)?.length === IBAN_CARATTERI
    ? null
    : fault('PAA_ENTE_SECONDARIO_NON_VALIDO', 'ibanAccreditoBeneficiario: un IBAN italiano');
}

/** May both be paid by one notice? */
export function oltre(importi: readonly Cents[]): boolean {
  return confronta(somma(importi), IMPORTO_MAX_CENTS) > 0;
}
