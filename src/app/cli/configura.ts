import { readFile } from 'node:fs/promises';
import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { ContoId, EnteId, StazioneId } from '#kernel/ids';
import {
  associaStazione,
  attivaStazione,
  cambiaStato,
  impostaLogo,
  registraConto,
  registraEnte,
  registraIban,
  registraIntermediario,
  registraStazione,
  registraTassonomia,
  registraTipoDovuto,
  type RifiutoEnti,
} from '#modules/enti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { enti as testiEnti } from '#testi/it/enti';
import { leggiTassonomia } from '../tassonomia.ts';
import { leggiConfigurazione, type Configurazione, type EnteConfigurato } from './configurazione.ts';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.configura;

/** Why it stopped, and at which part of the file. */
type Fermo = RifiutoEnti & { dove: string };
type EsitoParte<T> = Esito<T, Fermo>;

/** Says of which part of the file an outcome is. */
function presso<T>(dove: string, esito: Esito<T, RifiutoEnti>): EsitoParte<T> {
  return esito.ok ? esito : { ok: false, refusal: { ...esito.refusal, dove } };
}

function ctxPer(mondo: Mondo, enteId: EnteId | null = null): Ctx {
  return creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema', id: 'comando' }, enteId });
}

/**
 * `configura <file>`: intermediario, stations and enti as a file says. Again with the same file it changes nothing; with another it brings
 * up to date what that one names, and leaves the rest.
 */
export async function comandoConfigura(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const [percorso, ...altri] = argomenti;
  if (percorso === undefined || altri.length > 0) return { righe: [testi.uso], codice: 2 };
  const letta = await leggiConfigurazione(percorso);
  if (!letta.ok) return { righe: [testi.nonLetta[letta.refusal.codice](letta.refusal.dove)], codice: 1 };
  const righe: string[] = [];
  const esito = await configura(mondo, letta.value, righe);
  if (esito.ok) return { righe: [...righe, testi.poi], codice: 0 };
  const { dove, codice, parametri = {} } = esito.refusal;
  const frase = testiEnti.rifiuti[codice];
  const parole = typeof frase === 'string' ? frase : frase(parametri);
  return { righe: [...righe, testi.fermo(dove, parole)], codice: 1 };
}

/** Part by part, in the order in which one needs the other; `righe` says what is done. */
async function configura(mondo: Mondo, c: Configurazione, righe: string[]): Promise<EsitoParte<undefined>> {
  const ctx = ctxPer(mondo);
  const intermediario = presso('intermediario', await registraIntermediario(ctx, c.intermediario));
  if (!intermediario.ok) return intermediario;
  const intermediarioId = intermediario.value;
  const tassonomia = presso('tassonomia', await registraTassonomia(ctx, await leggiTassonomia(), { soloNuove: true }));
  if (!tassonomia.ok) return tassonomia;
  righe.push(testi.intermediario(c.intermediario.denominazione));
  const stazioni = new Map<string, StazioneId>();
  for (const stazione of c.stazioni) {
    const messa = presso(stazione.codice, await mettiStazione(ctx, intermediarioId, stazione));
    if (!messa.ok) return messa;
    stazioni.set(stazione.codice, messa.value);
    righe.push(testi.stazione(stazione.codice));
  }
  for (const ente of c.enti) {
    const messo = await mettiEnte(mondo, ente, { intermediarioId, stazioni });
    if (!messo.ok) return messo;
    righe.push(testi.ente(ente.denominazione, ente.conti.length, ente.tipiDovuto.length, ente.inEsercizio === true));
  }
  return ok();
}

/** A station is put to work at once: an installation at its beginning has no other reason to name one. */
async function mettiStazione(
  ctx: Ctx,
  intermediarioId: string,
  { codice, versionePrimitive, segreti = [], certificatiCn = [], indirizzi = [] }: Configurazione['stazioni'][number],
): Promise<Esito<StazioneId, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<StazioneId, RifiutoEnti>> => {
    const dati = { codice, versionePrimitive, segreti, certificatiCn, indirizzi };
    const registrata = await registraStazione(t, { ...dati, intermediarioId });
    if (!registrata.ok) return registrata;
    const attivata = await attivaStazione(t, registrata.value);
    return attivata.ok ? registrata : attivata;
  });
}

const IN_ESERCIZIO = { a: 'ESERCIZIO', motivo: 'Lo dice il file di configurazione' } as const;

type Intorno = { intermediarioId: string; stazioni: ReadonlyMap<string, StazioneId> };

async function mettiEnte(mondo: Mondo, e: EnteConfigurato, intorno: Intorno): Promise<EsitoParte<undefined>> {
  const { codIpa, codiceFiscale, denominazione, tipo, ambiente = 'live' } = e;
  const { settore = null, info = null, indirizzo = null, email = null } = e;
  const { telefono = null, pec = null, sito = null, cbill = null } = e;
  const dati = { codIpa, codiceFiscale, denominazione, tipo, ambiente, settore, info, indirizzo, email, telefono, pec };
  const { intermediarioId, stazioni } = intorno;
  const registrato = presso(codIpa, await registraEnte(ctxPer(mondo), { ...dati, sito, cbill, intermediarioId }));
  if (!registrato.ok) return registrato;
  return ctxPer(mondo, registrato.value).tx(async (t): Promise<EsitoParte<undefined>> => {
    const stazioneId = stazioni.get(e.stazione.codice);
    if (stazioneId === undefined)
      return presso(codIpa, { ok: false, refusal: { codice: 'STAZIONE_SCONOSCIUTA', genere: 'non_trovato' } });
    const { segregazione, validaDal } = e.stazione;
    const dal = validaDal as Giorno;
    const associata = await associaStazione(t, { stazioneId, segregazione, predefinita: true, validaDal: dal });
    if (!associata.ok) return presso(`${codIpa}, ${e.stazione.codice}`, associata);
    const logo = e.logo === undefined ? ok() : await impostaLogo(t, await readFile(e.logo));
    if (!logo.ok) return presso(`${codIpa}, logo`, logo);
    const conti = await mettiConti(t, e);
    if (!conti.ok) return conti;
    const tipi = await mettiTipi(t, e, conti.value);
    if (!tipi.ok) return tipi;
    return e.inEsercizio === true ? presso(codIpa, await cambiaStato(t, IN_ESERCIZIO)) : ok();
  });
}

async function mettiConti(t: Ctx, { codIpa, conti }: EnteConfigurato): Promise<EsitoParte<Map<string, ContoId>>> {
  const registrati = new Map<string, ContoId>();
  for (const { nome, tipo, intestatario, autorizzazioneStampa = null, iban, validoDal } of conti) {
    const dove = `${codIpa}, ${nome}`;
    const conto = presso(dove, await registraConto(t, { nome, tipo, intestatario, autorizzazioneStampa }));
    if (!conto.ok) return conto;
    const suo = presso(dove, await registraIban(t, { contoId: conto.value, iban, validoDal: validoDal as Giorno }));
    if (!suo.ok) return suo;
    registrati.set(nome, conto.value);
  }
  return ok(registrati);
}

async function mettiTipi(
  t: Ctx,
  { codIpa, tipiDovuto }: EnteConfigurato,
  conti: ReadonlyMap<string, ContoId>,
): Promise<EsitoParte<undefined>> {
  for (const { conto, contoPostale, ...tipo } of tipiDovuto) {
    const dove = `${codIpa}, ${tipo.codice}`;
    const contoId = conti.get(conto);
    const contoPostaleId = contoPostale === undefined ? null : conti.get(contoPostale);
    if (contoId === undefined || contoPostaleId === undefined)
      return presso(dove, { ok: false, refusal: { codice: 'CONTO_SCONOSCIUTO', genere: 'non_trovato' } });
    const registrato = presso(dove, await registraTipoDovuto(t, { ...CONSUETO, ...tipo, contoId, contoPostaleId }));
    if (!registrato.ok) return registrato;
  }
  return ok();
}

/** What a kind of due is, unless the file says otherwise. */
const CONSUETO = {
  attivo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  codiceFiscaleAnonimo: false,
  avvisoStampabile: true,
};
