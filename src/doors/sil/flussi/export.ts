import { ok, type Rifiuto } from '#kernel/esito';
import { isUuid, type FlussoId } from '#kernel/ids';
import { giornoA } from '#kernel/giorno';
import {
  leggiFileFlusso,
  leggiFlusso,
  prenotaIncrementale,
  prenotaPagati,
  prenotaScaduti,
  type FileConservato,
  type Flusso,
} from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import type { Elemento } from '#platform/xml/elemento';
import { elemento } from '#platform/xml/scrivi';
import { giorno, istante, testo, vero } from '../leggi.ts';
import { fault, operazioneSil, risposta, type OperazioneSil, type Visita } from '../operazione.ts';
import { indirizzoFile, type TipoFile } from './indirizzi.ts';
import { statoExport } from './stati.ts';
import { istanteConZona } from './tempi.ts';

const DATE = ['PAA_DATE_FROM_NON_VALIDO', 'PAA_DATE_TO_NON_VALIDO', 'PAA_INTERVALLO_DATE_NON_VALIDO'] as const;
const COSA = ['PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO', 'PAA_VERSIONE_TRACCIATO_NON_VALIDA'] as const;

/** What both bookings ask beside the days. */
function cosa(corpo: Elemento): { tipoDovuto: string; versione: string } {
  return {
    tipoDovuto: testo(corpo, 'identificativoTipoDovuto') ?? '',
    versione: testo(corpo, 'versioneTracciato') ?? '1.0',
  };
}

/** A refusal of the acts, which check in the documented order, as a fault; one that this operation does not know is a fault of ours. */
function rifiutato<C extends string>({ codice }: Rifiuto, ammessi: readonly C[]): C {
  const noto = ammessi.find((uno) => uno === codice);
  if (noto === undefined) throw new Error(`a booking was refused for ${codice}`);
  return noto;
}

/** paaSILPrenotaExportFlusso (mypay-webservices 1.11): payments from a day to another, both included. */
const prenota = operazioneSil('paaSILPrenotaExportFlusso', {
  ipa: 'intestazione',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: [...DATE, ...COSA],
  leggi: (corpo) => ({ dal: giorno(corpo, 'dateFrom') ?? '', al: giorno(corpo, 'dateTo') ?? '', ...cosa(corpo) }),
  gestisci: async ({ ctx }, richiesta) => {
    const esito = await prenotaPagati(ctx, { ...richiesta, conRicevuta: false });
    return esito.ok
      ? risposta(elemento('requestToken', esito.value.flussoId))
      : fault(rifiutato(esito.refusal, [...DATE, ...COSA]));
  },
});

const MYPIVOT = 'CODE_PAA_PASSWORD_ALLINEAMENTO_MYPIVOT_NON_VALIDA';

/**
 * paaSILPrenotaExportFlussoIncrementaleConRicevuta (mypay-webservices 1.12): what became known since the last one. `dateTo` is what the
 * next one begins from: it may come before the one that was asked (model 9). Nobody has a password of MyPivot here, which is part of this
 * platform: whoever sends one is refused.
 */
const incrementale = operazioneSil('paaSILPrenotaExportFlussoIncrementaleConRicevuta', {
  ipa: 'intestazione',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: [...DATE, MYPIVOT, ...COSA],
  leggi: (corpo) => ({
    da: istante(corpo, 'dateFrom'),
    a: istante(corpo, 'dateTo'),
    dateTo: testo(corpo, 'dateTo'),
    conRicevuta: vero(corpo, 'ricevuta'),
    soloNuovi: vero(corpo, 'incrementale'),
    mypivot: testo(corpo, 'passwordMypivot'),
    ...cosa(corpo),
  }),
  gestisci: async ({ ctx }, { da, a, dateTo, soloNuovi, mypivot, ...resto }) => {
    if (da === null) return fault('PAA_DATE_FROM_NON_VALIDO');
    if (dateTo !== null && a === null) return fault('PAA_DATE_TO_NON_VALIDO');
    if (a !== null && a < da) return fault('PAA_INTERVALLO_DATE_NON_VALIDO');
    if (mypivot !== null) return fault(MYPIVOT);
    const esito = soloNuovi
      ? await prenotaIncrementale(ctx, { ...resto, da: da.toISOString(), a: a?.toISOString() ?? '' })
      : await prenotaGiorni(ctx, resto, { da, a: a ?? ctx.now });
    if (!esito.ok) return fault(rifiutato(esito.refusal, [...DATE, ...COSA]));
    const { flussoId, fino } = esito.value;
    return risposta([elemento('requestToken', flussoId), elemento('dateTo', istanteConZona(fino))]);
  },
});

type Cosa = Omit<Parameters<typeof prenotaPagati>[1], 'dal' | 'al'>;

/** By the days of the payments, whatever the hours say. */
async function prenotaGiorni(
  ctx: Ctx,
  che: Cosa,
  { da, a }: { da: Date; a: Date },
): ReturnType<typeof prenotaIncrementale> {
  const esito = await prenotaPagati(ctx, { ...che, dal: giornoA(da), al: giornoA(a) });
  return esito.ok ? ok({ ...esito.value, fino: a }) : esito;
}

const SCADUTI = [
  'PAA_DATE_FROM_NON_VALIDO',
  'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_INSERITO',
  'PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO',
] as const;

/** paaSILPrenotaExportFlussoScaduti (mypay-webservices 1.14): what is still asked and falls due on a day, of some kinds. */
const scaduti = operazioneSil('paaSILPrenotaExportFlussoScaduti', {
  ipa: 'intestazione',
  inserito: null,
  conEsito: false,
  fault: SCADUTI,
  leggi: (corpo) => ({
    scadenza: giorno(corpo, 'dataScadenza') ?? '',
    tipiDovuto: (testo(corpo, 'tipiDovuto') ?? '')
      .split(';')
      .map((tipo) => tipo.trim())
      .filter((tipo) => tipo !== ''),
  }),
  gestisci: async ({ ctx }, richiesta) => {
    const esito = await prenotaScaduti(ctx, richiesta);
    if (esito.ok) return risposta(elemento('requestToken', esito.value.flussoId));
    // The files of the old platform write it with a word more than its services.
    const codice = esito.refusal.codice.replace(/^CODE_/, '');
    return fault(rifiutato({ ...esito.refusal, codice }, SCADUTI));
  },
});

type Prenotato = { flusso: Flusso; file: FileConservato | null };

/** A booked file of a kind by its token, and what it has become; null: this ente has booked no such file. */
async function trova({ ctx }: Visita, genere: string, token: string): Promise<Prenotato | null> {
  if (!isUuid<FlussoId>(token)) return null;
  return ctx.tx(async (t) => {
    const flusso = await leggiFlusso(t, token);
    if (flusso === null || flusso.verso !== 'out' || flusso.genere !== genere) return null;
    return { flusso, file: await leggiFileFlusso(t, token, 'esito') };
  });
}

/** Where it is taken away; null: there is none, or nothing in it. */
async function dove(
  { mondo, ente: { enteId } }: Visita,
  tipo: TipoFile,
  { flusso, file }: Prenotato,
): Promise<{ nome: string; percorso: string; url: string } | null> {
  if (file === null || statoExport(flusso) !== 'EXPORT_ESEGUITO') return null;
  const cartella = tipo === 'FLUSSI_EXPORT' ? 'EXPORT' : 'EXPORT_DOVUTI_SCADUTI';
  const percorso = `${cartella}/${giornoA(flusso.richiestoIl).slice(0, 7).replace('-', '_')}/${file.nome}`;
  const url = await indirizzoFile(mondo, { enteId, tipo, nome: percorso, oggettoId: flusso.id, quale: 'esito' });
  return { nome: file.nome, percorso, url };
}

const leggiToken = (corpo: Elemento): { token: string } => ({
  token: testo(corpo, 'requestToken')?.toLowerCase() ?? '',
});
const CHIEDI = {
  ipa: 'intestazione',
  inserito: null,
  conEsito: false,
  fault: ['PAA_REQUEST_TOKEN_NON_VALIDO'],
  leggi: leggiToken,
} as const;

/** paaSILChiediStatoExportFlusso (mypay-webservices 1.13). */
const stato = operazioneSil('paaSILChiediStatoExportFlusso', {
  ...CHIEDI,
  gestisci: async (visita, { token }) => {
    const trovato = await trova(visita, 'pagati', token);
    if (trovato === null) return fault('PAA_REQUEST_TOKEN_NON_VALIDO');
    const file = await dove(visita, 'FLUSSI_EXPORT', trovato);
    return risposta([
      elemento('stato', statoExport(trovato.flusso)),
      file === null ? null : elemento('downloadUrl', file.url),
    ]);
  },
});

/** paaSILChiediStatoExportFlussoScaduti (mypay-webservices 1.15). */
const statoScaduti = operazioneSil('paaSILChiediStatoExportFlussoScaduti', {
  ...CHIEDI,
  gestisci: async (visita, { token }) => {
    const trovato = await trova(visita, 'scaduti', token);
    if (trovato === null) return fault('PAA_REQUEST_TOKEN_NON_VALIDO');
    const file = await dove(visita, 'FLUSSI_EXPORT_SCADUTI', trovato);
    return risposta([
      elemento('stato', statoExport(trovato.flusso)),
      file === null
        ? null
        : [elemento('nomeFile', file.nome), elemento('downloadUrl', file.url), elemento('pathFile', file.percorso)],
    ]);
  },
});

/** The operations of the files that go out. */
export const EXPORT: readonly OperazioneSil[] = [prenota, incrementale, stato, scaduti, statoScaduti];
