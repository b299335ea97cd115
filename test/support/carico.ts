import { parseGiorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { conCarico, type EsitoRiga, type Provenienza, type RichiestaCarico } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';

/** A requested change as a test writes it: the columns it cares about; the others are good ones. */
export type RichiestaProva = Partial<Omit<RichiestaCarico, 'riga' | 'importoCents' | 'dataScadenza'>> & {
  importo?: number;
  scadenza?: string | null;
};

export const DEBITORE = {
  tipo: 'F',
  codice: 'RSSMRA80A01H501U',
  anagrafica: 'Mario Rossi',
  indirizzo: null,
  civico: null,
  cap: null,
  localita: null,
  provincia: null,
  nazione: null,
  email: null,
} as const;

/** The n-th request of a test (from 0). */
export function richiestaDi(
  { importo = 12_050, scadenza = '2099-12-31', ...r }: RichiestaProva,
  n: number,
): RichiestaCarico {
  return {
    riga: n + 1,
    azione: 'I',
    iud: `IUD${n + 1}`,
    iuv: null,
    generaIuv: true,
    debitore: DEBITORE,
    dataScadenza: scadenza === null ? null : parseGiorno(scadenza),
    importoCents: cents(importo),
    commissioneCents: null,
    tipoDovuto: 'TARI',
    canali: 'ALL',
    causale: 'Tassa rifiuti',
    causalePubblica: 'Tassa rifiuti',
    datiRiscossione: '9/0101101IM/',
    bilancio: null,
    altreQuote: [],
    ...r,
  };
}

export const DA_NESSUN_FILE: Provenienza = { flussoId: null, iuf: 'PROVA', tipiConsentiti: null };

/** Brings changes through the intake, as a file does, in one slice. */
export async function carica(
  ctx: Ctx,
  richieste: readonly RichiestaProva[],
  provenienza: Partial<Provenienza> = {},
): Promise<EsitoRiga[]> {
  let esiti: EsitoRiga[] = [];
  await conCarico(ctx, { ...DA_NESSUN_FILE, ...provenienza }, async (carico) => {
    await carico.copia([richieste.map(richiestaDi)]);
    await carico.applica({ da: 1, a: richieste.length }, async (_, applicate) => {
      esiti = applicate;
    });
  });
  return esiti;
}

/** One new dovuto with a generated IUV. */
export async function unDovuto(ctx: Ctx, richiesta: RichiestaProva): Promise<{ iuv: string; numeroAvviso: string }> {
  const [esito] = await carica(ctx, [richiesta]);
  const iuv = esito?.iuv ?? null;
  if (iuv === null) throw new Error(`no dovuto: ${esito?.codice ?? 'no row'}`);
  return { iuv, numeroAvviso: `3${iuv}` };
}
