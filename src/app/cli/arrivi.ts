import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { causalePubblica } from '#kernel/causale';
import { parseGiorno } from '#kernel/giorno';
import type { EnteId } from '#kernel/ids';
import { parseDecimale, ZERO_CENTS } from '#kernel/importo';
import { enteDaCodIpa, type Ambiente, type Ente } from '#modules/enti';
import {
  impostaRitorni,
  preparaCarrello,
  statoCarrelloPreparato,
  type CodiceArrivo,
  type CodiceCarrello,
  type RifiutoPrepara,
  type VoceArrivo,
} from '#modules/pagamenti';
import type { CodicePosizioni } from '#modules/posizioni';
import { parseEmail } from '#modules/utenti';
import type { Ctx, Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { arrivo } from '#testi/it/portale-arrivo';
import { carrello } from '#testi/it/portale-carrello';
import { posizioni } from '#testi/it/posizioni';
import { ctxPer, enteDi, rifiutato } from './accessi.ts';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.arrivi;
const USO: EsitoComando = { righe: [testi.uso], codice: 2 };

const Testo = (massimo: number) => Type.String({ minLength: 1, maxLength: massimo });
const Facoltativo = (massimo: number) => Type.Optional(Testo(massimo));

/** What an ente asks to have paid, as a file says it. */
const RICHIESTA = Type.Object(
  {
    ritorno: Type.Optional(Type.String()),
    modo: Type.Optional(Type.Enum(['completo', 'breve', 'nessuna'])),
    email: Facoltativo(256),
    voci: Type.Array(
      Type.Union([
        Type.Object({ ente: Facoltativo(40), codici: Type.Array(Testo(40)) }, { additionalProperties: false }),
        Type.Object(
          {
            ente: Facoltativo(40),
            debitore: Type.Object(
              { tipo: Type.Enum(['F', 'G']), codice: Testo(35), anagrafica: Testo(70), email: Facoltativo(256) },
              { additionalProperties: false },
            ),
            dovuti: Type.Array(
              Type.Object(
                {
                  iud: Facoltativo(35),
                  tipo: Testo(64),
                  importo: Testo(20),
                  causale: Testo(1024),
                  scadenza: Facoltativo(10),
                },
                { additionalProperties: false },
              ),
            ),
          },
          { additionalProperties: false },
        ),
      ]),
    ),
  },
  { additionalProperties: false },
);
type Richiesta = Static<typeof RICHIESTA>;

type Lette = Partial<Record<'ente' | 'ambiente', string>>;

/** `carrelli prepara <file>`, `carrelli esito <idSession>`, `carrelli ritorni [<indirizzo> …]`: payments that begin at the ente. */
export async function comandoCarrelli(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const { parole: [cosa, ...altre] = [], opzioni = {} } = leggi(argomenti) ?? {};
  const [primo] = altre;
  if (opzioni.ente === undefined || (cosa !== 'ritorni' && (primo === undefined || altre.length > 1))) return USO;
  const ente = await enteDi(mondo, opzioni);
  if (ente === null) return rifiutato({ codice: 'ENTE_SCONOSCIUTO' });
  if (cosa === 'prepara') return prepara(mondo, ente, primo ?? '');
  if (cosa === 'esito') return esito(mondo, ente, primo ?? '');
  return cosa === 'ritorni' ? ritorni(mondo, ente, altre) : USO;
}

/** Null when what was written is not one of ours. */
function leggi(argomenti: readonly string[]): { parole: string[]; opzioni: Lette } | null {
  const testo = { type: 'string' } as const;
  try {
    const options = { ente: testo, ambiente: testo };
    const { positionals, values } = parseArgs({ args: [...argomenti], options, allowPositionals: true });
    return { parole: positionals, opzioni: values };
  } catch {
    return null;
  }
}

async function prepara(mondo: Mondo, ente: Ente, percorso: string): Promise<EsitoComando> {
  const letta = await leggiRichiesta(percorso);
  if (typeof letta === 'string') return { righe: [letta], codice: 1 };
  const { voci, ritorno = null, modo = 'breve', email = null } = letta;
  const dette = await Promise.all(voci.map((voce) => voceDi(mondo, ente, voce)));
  const storta = dette.findIndex((voce) => voce === null);
  const indirizzo = email === null ? null : parseEmail(email);
  if (storta >= 0) return { righe: [testi.voceStorta(storta + 1)], codice: 1 };
  if (email !== null && indirizzo === null) return { righe: [arrivo.emailNonValida], codice: 1 };
  const richiesta = { voci: dette.flatMap((voce) => voce ?? []), ritorno, modo, email: indirizzo };
  const per = (enteId: EnteId): Ctx => ctxPer(mondo, { enteId });
  const fatto = await preparaCarrello(per, { enteId: ente.enteId, ...richiesta });
  if (!fatto.ok) return { righe: [fraseDi(fatto.refusal)], codice: 1 };
  const { token, idSession } = fatto.value;
  return { righe: [testi.preparato(idSession), `${mondo.config.urlPubblico}/arrivo/${token}`], codice: 0 };
}

async function leggiRichiesta(percorso: string): Promise<Richiesta | string> {
  const scritta = await readFile(percorso, 'utf8').catch(() => null);
  if (scritta === null) return testi.nonLetto(percorso);
  try {
    const richiesta: unknown = JSON.parse(scritta);
    return Value.Check(RICHIESTA, richiesta)
      ? richiesta
      : testi.storta(Value.Errors(RICHIESTA, richiesta)[0]?.instancePath ?? '');
  } catch {
    return testi.storta('');
  }
}

/** Null: an ente, an amount or a day that there is not. */
async function voceDi(mondo: Mondo, chiama: Ente, voce: Richiesta['voci'][number]): Promise<VoceArrivo | null> {
  const ambiente: Ambiente = chiama.ambiente;
  const suo =
    voce.ente === undefined ? chiama : await enteDaCodIpa(ctxPer(mondo, null), { codIpa: voce.ente, ambiente });
  if (suo === null) return null;
  const { enteId } = suo;
  if ('codici' in voce) return { enteId, codici: voce.codici };
  const dovuti = voce.dovuti.map(({ iud, tipo, importo, causale, scadenza }) => ({
    ...(iud !== undefined && { iud }),
    tipoDovuto: tipo,
    importoCents: parseDecimale(importo) ?? ZERO_CENTS,
    causale,
    causalePubblica: causalePubblica(causale) ?? causale,
    dataScadenza: parseGiorno(scadenza ?? ''),
  }));
  const storti = voce.dovuti.some((d, i) => d.scadenza !== undefined && dovuti[i]?.dataScadenza === null);
  if (storti || dovuti.some(({ importoCents }) => importoCents === ZERO_CENTS)) return null;
  const { email = null, ...chi } = voce.debitore;
  const vuoto = { indirizzo: null, civico: null, cap: null, localita: null, provincia: null, nazione: null };
  return { enteId, debitore: { ...chi, ...vuoto, email }, dovuti };
}

/** A refusal in words; of those of the intake, which files have their own words for, the code. */
function fraseDi({ codice }: RifiutoPrepara): string {
  const frasi: Partial<Record<CodiceArrivo | CodiceCarrello | CodicePosizioni, unknown>> = {
    ...posizioni.rifiuti,
    ...carrello.rifiuti,
    ...arrivo.rifiuti,
  };
  const frase = frasi[codice];
  return typeof frase === 'string' ? frase : comandi.flussi.codice(codice);
}

async function esito(mondo: Mondo, { enteId }: Ente, idSession: string): Promise<EsitoComando> {
  const stato = await statoCarrelloPreparato(ctxPer(mondo, { enteId }), { enteId, idSession });
  return { righe: [testi.esiti[stato.esito]], codice: stato.esito === 'sconosciuto' ? 1 : 0 };
}

async function ritorni(
  mondo: Mondo,
  { enteId, denominazione }: Ente,
  indirizzi: readonly string[],
): Promise<EsitoComando> {
  const fatto = await impostaRitorni(ctxPer(mondo, { enteId }), { enteId, indirizzi });
  return fatto.ok
    ? { righe: [testi.ritorni(denominazione), ...fatto.value.map((uno) => `  ${uno}`)], codice: 0 }
    : { righe: [arrivo.rifiuti[fatto.refusal.codice]], codice: 1 };
}
