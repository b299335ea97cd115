import {
  applicaBilancio,
  compila,
  elencoTipi,
  leggiEnte,
  leggiModulo,
  type Compilazione,
  type TipoDovuto,
} from '#modules/enti';
import type { IuvId } from '#kernel/ids';
import { confronta, type Cents } from '#kernel/importo';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { NuovaPosizione } from '../core/nuova.ts';
import type { VoceBilancio } from '../core/richiesta.ts';
import type { CodicePosizioni, CodiceSpontaneo } from '../core/rifiuti.ts';
import { ANONIMO, iudSpontaneo, iufSpontaneo, metadatiDi } from '../core/spontaneo.ts';
import {
  selectIuvDi,
  selectRichiesta,
  updateConclusa,
  type QualeRichiesta,
  type Richiesta,
} from '../store/spontaneo.ts';
import { inserisciPosizione } from './inserisci.ts';

/**
 * Makes the posizione of a request that was confirmed, or says why there is none. The form is compiled again, from the version and for the
 * day on which it was filled in: nothing but answers came from the browser. Done twice it makes one, for the IUD is the request's own: who
 * was killed after making it finds it there.
 */
export async function accogliSpontaneo(ctx: Ctx, quale: QualeRichiesta): Promise<void> {
  const richiesta = await ctx.tx((t) => selectRichiesta(t, quale));
  if (richiesta === null || !richiesta.confermata || richiesta.conclusa) return;
  const fine = (await gia(ctx, quale)) ?? (await crea(ctx, quale, richiesta));
  await ctx.tx(async (t) => {
    if (!(await updateConclusa(t, quale, fine))) return;
    const azione = 'iuvId' in fine ? 'richiesta.accolta' : 'richiesta.rifiutata';
    await annota(t, { azione, oggetto: 'richiesta', oggettoId: quale.richiestaId, dettaglio: { ...fine } });
  });
}

/** `causa`: what the intake said, for whoever is asked why. */
type Fine = { iuvId: IuvId } | { rifiuto: CodiceSpontaneo; causa?: CodicePosizioni };

/** The notice that an earlier run made. */
async function gia(ctx: Ctx, { enteId, richiestaId }: QualeRichiesta): Promise<Fine | null> {
  const iuvId = await ctx.tx((t) => selectIuvDi(t, enteId, iudSpontaneo(richiestaId)));
  return iuvId === null ? null : { iuvId };
}

async function crea(ctx: Ctx, quale: QualeRichiesta, richiesta: Richiesta): Promise<Fine> {
  const decisa = await decidi(ctx, quale, richiesta);
  if ('rifiuto' in decisa) return decisa;
  const inserita = await inserisciPosizione(ctx, decisa.posizione, { iuf: decisa.iuf, tipiConsentiti: null });
  if (!inserita.ok) {
    // Another worker had the same request, and was first.
    const fatta = inserita.refusal.codice === 'IUD_DUPLICATO' ? await gia(ctx, quale) : null;
    return fatta ?? { rifiuto: perche(inserita.refusal.codice), causa: inserita.refusal.codice };
  }
  const iuvId = inserita.value.dovuti[0]?.iuvId ?? null;
  if (iuvId === null) throw new Error('spontaneo: a dovuto without a notice');
  return { iuvId };
}

/** What the intake refuses, as it is told to a citizen, who can do nothing about most of it. */
function perche(codice: CodicePosizioni): CodiceSpontaneo {
  // An ente that is being tried out again is hidden from citizens, whatever the amount.
  return codice === 'IMPORTO_OLTRE_TETTO' ? 'SPONTANEO_CHIUSO' : 'SPONTANEO_NON_ACCETTATO';
}

type Decisa = { rifiuto: CodiceSpontaneo } | { iuf: string; posizione: NuovaPosizione };

async function decidi(ctx: Ctx, { enteId, richiestaId }: QualeRichiesta, r: Richiesta): Promise<Decisa> {
  const { tipoDovutoId, versione } = r;
  const pubblico = await leggiModulo(ctx, { enteId, tipoDovutoId, versione });
  const tipo = (await elencoTipi(ctx, enteId)).find((uno) => uno.tipoDovutoId === tipoDovutoId);
  const ente = await leggiEnte(ctx, enteId);
  if (pubblico === null || tipo === undefined || ente === null) return { rifiuto: 'SPONTANEO_CHIUSO' };
  if (r.debitore.codice === ANONIMO && !tipo.codiceFiscaleAnonimo) return { rifiuto: 'SPONTANEO_CHIUSO' };
  const { modulo } = pubblico;
  const compilazione = compila(modulo, r.risposte, { oggi: r.giorno, lingua: r.lingua });
  const { importoCents, valido } = compilazione;
  if (!valido || importoCents === null || !dello(importoCents, r, tipo))
    return { rifiuto: 'SPONTANEO_IMPORTO_CAMBIATO' };
  const metadati = metadatiDi(modulo.definizione.schema, compilazione.valori);
  const posizione = posizioneDi({ richiesta: r, iud: iudSpontaneo(richiestaId), tipo, compilazione, importoCents });
  return { iuf: iufSpontaneo(ente.codIpa), posizione: { ...posizione, metadati } };
}

/** Is it what the citizen saw, and what the kind of due asks of everybody? */
function dello(importoCents: Cents, richiesta: Richiesta, { importoFissoCents: fisso }: TipoDovuto): boolean {
  return (
    confronta(importoCents, richiesta.importoCents) === 0 && (fisso === null || confronta(importoCents, fisso) === 0)
  );
}

type Parti = {
  richiesta: Richiesta;
  iud: string;
  tipo: TipoDovuto;
  compilazione: Compilazione;
  importoCents: Cents;
};

function posizioneDi({ richiesta, iud, tipo, compilazione, importoCents }: Parti): NuovaPosizione {
  const { causale, causalePubblica } = compilazione;
  const bilancio = bilancioDi(tipo, compilazione, importoCents);
  const indirizzo = { indirizzo: null, civico: null, cap: null, localita: null, provincia: null, nazione: null };
  return {
    iupd: iud,
    debitore: { ...richiesta.debitore, ...indirizzo, email: richiesta.email },
    opzioni: [
      {
        forma: 'unica',
        dovuti: [
          {
            iud,
            tipoDovuto: tipo.codice,
            importoCents,
            dataScadenza: null,
            causale,
            causalePubblica,
            ...(bilancio !== null && { bilancio }),
          },
        ],
      },
    ],
  };
}

/** Where the ente books it: the chapter that the answers say, else the lines that the kind of due has for any amount. */
function bilancioDi(tipo: TipoDovuto, { capitolo }: Compilazione, importoCents: Cents): VoceBilancio[] | null {
  if (capitolo !== null) return [{ ...capitolo, importoCents }];
  return tipo.bilancio === null ? null : applicaBilancio(tipo.bilancio, importoCents);
}
