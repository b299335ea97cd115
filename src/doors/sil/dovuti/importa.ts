import { causalePubblica } from '#kernel/causale';
import { caricaUno, chiamaDovuti, type CodiceCarico, type EsitoUno, type RichiestaCarico } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { figlio, type Elemento } from '#platform/xml/elemento';
import { base64, elemento, facoltativo } from '#platform/xml/scrivi';
import { posizioni as testi } from '#testi/it/posizioni';
import { apriDocumento } from '../documento.ts';
import { testo, vero } from '../leggi.ts';
import { fault, operazioneSil, risposta, type Risposta, type Visita } from '../operazione.ts';
import { controlla, controllaSecondario, oltre, type Buono } from './controlla.ts';
import { scriviGettone } from '../gettoni.ts';
import { regoleVive, type Regole } from './regole.ts';
import { stampa } from './stampa.ts';
import { leggiSecondario, leggiVersamento, type Secondario } from './versamento.ts';

const FAULT = [
  'PAA_XML_NON_VALIDO',
  'PAA_AZIONE_NON_VALIDO',
  'PAA_IUV_NON_VALIDO',
  'PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO',
  'PAA_IMPORTO_BILANCIO_NON_VALIDO',
  'PAA_IDENT_TIPO_DOVUTO_NON_PRESENTE',
  'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO',
  'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO',
  'PAA_SOGG_PAG_NON_VALORIZZATO',
  'PAA_TIPO_VERSAMENTO_NON_VALIDO',
  'PAA_IUD_NON_VALIDO',
  'PAA_CAUSALE_NON_PRESENTE',
  'PAA_CODICE_FISCALE_NON_VALIDO',
  'PAA_P_IVA_NON_VALIDO',
  'PAA_LIMITAZIONE_ENTI_SECONDARI_ERROR',
  'PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO',
  'PAA_ENTE_SECONDARIO_NON_VALIDO',
  'PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA',
  'PAA_IMPORT_IUD_DUPLICATO',
  'PAA_IMPORT_IUV_DUPLICATO',
  'PAA_IMPORT_DOVUTO_NON_PRESENTE',
  'PAA_IMPORT_TIPO_DOVUTO_NON_MODIFICABILE',
  'PAA_IMPORT_IUV_NO_NULLABLE',
  'PAA_SYSTEM_ERROR',
] as const;
type Codice = (typeof FAULT)[number];
type No = Extract<Risposta<Codice>, { fault: unknown }>;

type Richiesta = { dovuto: string | null; flagGeneraIuv: boolean; secondari: readonly (string | null)[] };

/** paaSILImportaDovuto (mypay-webservices 1.7): inserts, modifies, annuls or prints one dovuto, by the rules of the files. */
export const importa = operazioneSil('paaSILImportaDovuto', {
  ipa: 'intestazione',
  inserito: 'PAA_ENTE_NON_VALIDO',
  serialInserito: 0,
  conEsito: true,
  fault: FAULT,
  leggi: (corpo): Richiesta => ({
    dovuto: testo(corpo, 'dovuto'),
    flagGeneraIuv: vero(corpo, 'flagGeneraIuv'),
    secondari: (figlio(corpo, 'listaDovutiEntiSecondari')?.figli ?? [])
      .filter(({ nome }) => nome === 'elementoListaDovutiEntiSecondari')
      .map((e: Elemento) => testo(e, 'dovutiEntiSecondari')),
  }),
  gestisci: async (visita, richiesta): Promise<Risposta<Codice>> => {
    const { ctx, ente, contratto } = visita;
    const letto = apriDocumento(contratto.documenti, 'Versamento', richiesta.dovuto);
    if (!letto.ok) return fault('PAA_XML_NON_VALIDO', letto.refusal.parametri.perche);
    const versamento = leggiVersamento(letto.value);
    const { flagGeneraIuv } = richiesta;
    const leggi = regoleDi(visita.mondo);
    let regole = await leggi(ctx, ente.enteId);
    let giudizio = controlla(versamento, { ctx, regole, flagGeneraIuv });
    // Its kind of due may have been opened a moment ago: nobody is told no by what we remember.
    if ('fault' in giudizio && giudizio.fault.codice.startsWith('PAA_IDENTIFICATIVO_TIPO')) {
      regole = await leggi(ctx, ente.enteId, true);
      giudizio = controlla(versamento, { ctx, regole, flagGeneraIuv });
    }
    if ('fault' in giudizio) return giudizio;
    const { buono } = giudizio;
    if (buono.azione === 'S') return stampaAvviso(visita, buono, flagGeneraIuv);
    const secondario = apriSecondario(visita, regole, { ...richiesta, buono });
    if (secondario !== null && 'fault' in secondario) return secondario;
    return scrivi(visita, { buono, flagGeneraIuv, secondario, ente: regole.incassante });
  },
});

const VIVE = new WeakMap<Mondo, ReturnType<typeof regoleVive>>();

function regoleDi(mondo: Mondo): ReturnType<typeof regoleVive> {
  const note = VIVE.get(mondo) ?? regoleVive();
  VIVE.set(mondo, note);
  return note;
}

async function stampaAvviso({ ctx, ente }: Visita, v: Buono, flagGeneraIuv: boolean): Promise<Risposta<Codice>> {
  if (v.iuv === null || flagGeneraIuv)
    return fault('PAA_SYSTEM_ERROR', 'Per stampare serve lo IUV, senza flagGeneraIuv');
  const zip = await stampa(ctx, ente, v);
  if (zip === null) return fault('PAA_IUV_NON_VALIDO', 'Nessun avviso con questo IUV');
  return risposta([elemento('esito', 'OK'), elemento('base64ZipAvviso', base64(zip))], v.iuv);
}

/** The one other beneficiary that a dovuto may have by this way. To annul, nobody asks. */
function apriSecondario(
  { contratto }: Visita,
  regole: Regole,
  { secondari, buono }: Richiesta & { buono: Buono },
): Secondario | No | null {
  const [primo] = secondari;
  if (primo === undefined || buono.azione === 'A') return null;
  if (secondari.length > 1) return fault('PAA_LIMITAZIONE_ENTI_SECONDARI_ERROR');
  const letto = apriDocumento(contratto.documenti, 'DovutiEntiSecondari', primo);
  if (!letto.ok) return fault('PAA_XML_NON_VALIDO', letto.refusal.parametri.perche);
  const secondario = leggiSecondario(letto.value);
  return controllaSecondario(secondario, regole) ?? secondario;
}

type DaScrivere = { buono: Buono; flagGeneraIuv: boolean; secondario: Secondario | null; ente: Regole['incassante'] };

async function scrivi({ ctx, ente }: Visita, d: DaScrivere): Promise<Risposta<Codice>> {
  const { azione, iud, iuv: dato } = d.buono;
  const richiesta = richiestaDi(d);
  if (richiesta === null) return fault('PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO', 'Il massimo è 999999999.99');
  const iuf = `_${ente.codIpa}_IMPORT-DOVUTO`;
  const esito = await caricaUno(ctx, richiesta, { flussoId: null, iuf, tipiConsentiti: null, ente: d.ente });
  if (esito.codice !== null) {
    const { codice } = esito;
    const presente = codice === 'DOVUTO_NON_TROVATO' && (await ctx.tx((t) => chiamaDovuti(t, [iud]))).length > 0;
    return fault(codiceDi(codice, { azione, presente }), testi.rifiuti[codice]);
  }
  const iuv = esito.iuv ?? dato;
  return risposta(
    [
      elemento('esito', 'OK'),
      facoltativo('identificativoUnivocoVersamento', iuv),
      facoltativo('urlFileAvviso', d.flagGeneraIuv ? await urlAvviso({ ctx, ente }, azione, { ...esito, iuv }) : null),
    ],
    iuv,
  );
}

/** Where the notice is downloaded without a login; null: it has none, or is asked for no more. */
async function urlAvviso(
  { ctx, ente: { enteId } }: Pick<Visita, 'ctx' | 'ente'>,
  azione: Buono['azione'],
  { dovutoId: id, iuv }: EsitoUno,
): Promise<string | null> {
  if (azione === 'A' || id === null || !/^(\d{15}|\d{17})$/.test(iuv ?? '')) return null;
  const securityToken = await scriviGettone(ctx, 'avviso', { enteId, id, chiede: enteId });
  return `${ctx.config.urlPubblico}/public/landing/avviso?${new URLSearchParams({ id, securityToken }).toString()}`;
}

/** Null: the two shares together are more than a notice may ask. */
function richiestaDi({ buono: v, flagGeneraIuv, secondario: s }: DaScrivere): Omit<RichiestaCarico, 'riga'> | null {
  const secondaCents = s?.importoCents ?? null;
  if (s !== null && (secondaCents === null || oltre([v.importoCents, secondaCents]))) return null;
  const pubblica = causalePubblica(v.causale) ?? '-';
  return {
    azione: v.azione as RichiestaCarico['azione'],
    iud: v.iud,
    iuv: v.iuv,
    generaIuv: flagGeneraIuv,
    debitore: v.soggetto,
    dataScadenza: v.scadenza,
    importoCents: v.importoCents,
    commissioneCents: v.commissioneCents,
    tipoDovuto: v.tipo,
    canali: v.canali ?? 'ALL',
    causale: v.causale,
    causalePubblica: pubblica,
    datiRiscossione: v.datiRiscossione,
    bilancio: v.bilancio?.testo ?? null,
    altreQuote:
      s === null || secondaCents === null
        ? []
        : [
            {
              importoCents: secondaCents,
              codiceFiscale: s.codiceFiscale,
              denominazione: s.denominazione,
              iban: s.iban,
              tassonomia: s.datiRiscossione,
              causale: s.causale === null ? pubblica : (causalePubblica(s.causale) ?? '-'),
              altro: s.altro,
            },
          ],
  };
}

/** What each refusal of the intake was called (mypay-webservices 1.7); the others have words of their own, under a code for all. */
const CODICI: Partial<Record<CodiceCarico, Codice>> = {
  TIPO_DOVUTO_INESISTENTE: 'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO',
  SCADENZA_MANCANTE: 'PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA',
  SCADENZA_PASSATA: 'PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA',
  IMPORTO_TROPPO_GRANDE: 'PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO',
  IMPORTO_OLTRE_TETTO: 'PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO',
  IUD_RIPETUTO: 'PAA_IMPORT_IUD_DUPLICATO',
  IUD_DUPLICATO: 'PAA_IMPORT_IUD_DUPLICATO',
  IUV_DUPLICATO: 'PAA_IMPORT_IUV_DUPLICATO',
  IUV_NON_MODIFICABILE: 'PAA_IMPORT_IUV_DUPLICATO',
  IUV_NON_AZZERABILE: 'PAA_IMPORT_IUV_NO_NULLABLE',
  DOVUTO_IN_PAGAMENTO: 'PAA_IMPORT_DOVUTO_NON_PRESENTE',
  TIPO_DOVUTO_NON_MODIFICABILE: 'PAA_IMPORT_TIPO_DOVUTO_NON_MODIFICABILE',
  IBAN_DI_ALTRO_ENTE: 'PAA_ENTE_SECONDARIO_NON_VALIDO',
};

/** To annul what never was is told apart from annulling what cannot be any more; of a modification it never was. */
function codiceDi(codice: CodiceCarico, { azione, presente }: { azione: string; presente: boolean }): Codice {
  if (codice === 'DOVUTO_NON_TROVATO' && azione === 'A' && !presente) return 'PAA_IMPORT_DOVUTO_NON_PRESENTE';
  return CODICI[codice] ?? 'PAA_SYSTEM_ERROR';
}
