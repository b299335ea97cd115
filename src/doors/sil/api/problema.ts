import type { Genere, Rifiuto } from '#kernel/esito';
import { api } from '#testi/it/api';
import { frase } from './frase.ts';

/** Where in the request, as a JSON pointer or the name of a parameter, and what is wrong there. */
export type CampoErrato = { puntatore: string; messaggio: string };

/** RFC 9457, with our code, the fields at fault, and by what the help desk finds a fault of ours. */
export type Problema = {
  type: string;
  title: string;
  status: number;
  detail: string;
  codice: string;
  errori?: CampoErrato[];
  riferimento?: string;
};

/** A refusal of this door or of a module, with the status that its kind does not say. */
export type RifiutoApi = Rifiuto & { stato?: Stato; errori?: CampoErrato[] };

type Stato = keyof typeof api.titoli;

/** The refusals of this door itself. */
export type CodiceApi = keyof typeof api.rifiuti;

const STATI: Record<Genere, Stato> = {
  non_trovato: 404,
  non_valido: 422,
  conflitto: 409,
  vietato: 403,
  troppo_grande: 413,
  troppi: 429,
  non_disponibile: 503,
};

/** Codes whose status their kind does not say: who is not known, and what has changed since it was seen. */
const STATI_DEL_CODICE: Readonly<Record<string, Stato>> = {
  CHIAVE_NON_VALIDA: 401,
  CHIAVE_REVOCATA: 401,
  CHIAVE_SCADUTA: 401,
  CONFLITTO: 412,
  POSIZIONE_PRESENTE: 428,
};

/** A refusal as it is answered. `base`: where the codes are explained. */
export function problemaDi(r: RifiutoApi, base: string): Problema {
  const stato = r.stato ?? STATI_DEL_CODICE[r.codice] ?? STATI[r.genere];
  return {
    type: `${base}/sviluppatori/errori#${r.codice}`,
    title: api.titoli[stato],
    status: stato,
    detail: frase(r),
    codice: r.codice,
    ...(r.errori !== undefined && { errori: r.errori }),
    ...(r.codice === 'GUASTO' && { riferimento: String(r.parametri?.['riferimento'] ?? '') }),
  };
}

/** A refusal of this door. */
export function rifiutoApi(
  codice: CodiceApi,
  stato: Stato,
  parti: { parametri?: Rifiuto['parametri']; errori?: CampoErrato[] } = {},
): { ok: false; refusal: RifiutoApi } {
  const { parametri, errori } = parti;
  return {
    ok: false,
    refusal: {
      ...{ codice, genere: GENERI[stato] ?? 'non_valido', stato },
      ...(parametri !== undefined && { parametri }),
      ...(errori !== undefined && { errori }),
    },
  };
}

const GENERI: Partial<Record<Stato, Genere>> = {
  401: 'vietato',
  403: 'vietato',
  404: 'non_trovato',
  409: 'conflitto',
  429: 'troppi',
};

/** Thrown where a hook of Fastify can answer in no other way. */
export class RichiestaRifiutata extends Error {
  readonly refusal: RifiutoApi;
  constructor(refusal: RifiutoApi) {
    super(refusal.codice);
    this.refusal = refusal;
  }
}
