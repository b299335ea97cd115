import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { ContoId, EnteId, OperatoreId, StazioneId, TipoDovutoId } from '#kernel/ids';
import {
  adottaTipo,
  associaStazione,
  attivaStazione,
  cambiaStato,
  impostaLogo,
  impostaPasswordSil,
  MODALITA,
  modificaTipoDovuto,
  pubblicaModulo,
  registraConto,
  registraEnte,
  registraIban,
  registraIntermediario,
  registraStazione,
  registraTassonomia,
  registraTipoDovuto,
  tipiConfigurati,
} from '#modules/enti';
import { assegnaIdentita, assegnaRuolo, nominaIntermediario, registraOperatore } from '#modules/utenti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { leggiTassonomia } from '../tassonomia.ts';
import { INTERMEDIARI, INTERMEDIARIO, STAZIONE, type EnteDemo, type TipoDemo } from './enti.ts';
import { identitaOperatore } from './persone.ts';
import type { Segreti } from './segreti.ts';

const DA_SEMPRE = '2020-01-01' as Giorno;

/** The context of the demo: it configures as the system, for an ente or for none. */
export function ctxDemo(mondo: Mondo, enteId: EnteId | null = null): Ctx {
  return creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema', id: 'demo' }, enteId });
}

/** Registers the intermediario, the taxonomy and the one station that serves the three enti. */
export async function caricaPiattaforma(
  mondo: Mondo,
  segreti: Segreti,
): Promise<{ intermediarioId: string; stazioneId: StazioneId }> {
  const ctx = ctxDemo(mondo);
  const intermediarioId = valoreDi(await registraIntermediario(ctx, INTERMEDIARIO));
  valoreDi(await registraTassonomia(ctx, await leggiTassonomia()));
  const stazione = {
    codice: STAZIONE,
    versionePrimitive: 2,
    segreti: [segreti.segmento],
    certificatiCn: [],
    indirizzi: [],
  } as const;
  const stazioneId = valoreDi(await registraStazione(ctx, { ...stazione, intermediarioId }));
  valoreDi(await attivaStazione(ctx, stazioneId));
  return { intermediarioId, stazioneId };
}

/** Registers an ente whole: data, logo, station, accounts, kinds of due, password of its software; then lets it collect. */
export async function caricaEnte(
  mondo: Mondo,
  ente: EnteDemo,
  { intermediarioId, stazioneId, segreti }: { intermediarioId: string; stazioneId: StazioneId; segreti: Segreti },
): Promise<{ enteId: EnteId; tipi: ReadonlyMap<string, TipoDovutoId> }> {
  const enteId = valoreDi(await registraEnte(ctxDemo(mondo), { ...datiEnte(ente), intermediarioId }));
  const logo = await readFile(join(import.meta.dirname, 'loghi', ente.logo));
  // One transaction: three enti at once would otherwise be three hundred commits.
  const tipi = await ctxDemo(mondo, enteId).tx(async (t) => {
    valoreDi(await impostaLogo(t, logo));
    valoreDi(await impostaPasswordSil(t, segreti.passwordSil(ente.codIpa)));
    const registrati = await caricaTipi(t, ente);
    // The station is the same for all: its row is locked last, and for a moment.
    const { segregazione } = ente;
    valoreDi(await associaStazione(t, { stazioneId, segregazione, predefinita: true, validaDal: DA_SEMPRE }));
    valoreDi(await cambiaStato(t, { a: 'ESERCIZIO', motivo: 'Dati dimostrativi' }));
    return registrati;
  });
  return { enteId, tipi };
}

async function caricaTipi(t: Ctx, ente: EnteDemo): Promise<ReadonlyMap<string, TipoDovutoId>> {
  const contoId = await caricaConto(t, ente, { nome: 'Tesoreria', iban: ente.iban });
  const contoPostaleId =
    ente.ibanPostale === null ? null : await caricaConto(t, ente, { nome: 'Conto postale', iban: ente.ibanPostale });
  await adottaMancanti(t, ente, contoId);
  const tipi = new Map<string, TipoDovutoId>();
  for (const tipo of ente.tipi) {
    const conti = { contoId, contoPostaleId: tipo.postale === true ? contoPostaleId : null };
    tipi.set(tipo.codice, valoreDi(await registraTipoDovuto(t, { ...datiTipo(tipo), ...conti })));
  }
  return tipi;
}

/** Adopts from the catalogue what is not there yet, and publishes its form as it is. */
async function adottaMancanti(t: Ctx, { adottati = [] }: EnteDemo, contoId: ContoId): Promise<void> {
  const presenti = new Set((await tipiConfigurati(t)).map(({ codice }) => codice));
  for (const categoria of adottati.filter((una) => !presenti.has(una))) {
    const tipoDovutoId = valoreDi(await adottaTipo(t, { categoria, codice: null, contoId }));
    valoreDi(await pubblicaModulo(t, { tipoDovutoId, versione: 1 }));
    // Of the demo, not of the catalogue: here also those that are paid by themselves come with files.
    const cambi = { attivo: true, modalita: MODALITA };
    valoreDi(await modificaTipoDovuto(t, { tipoDovutoId, cambi }));
  }
}

function datiEnte(
  ente: EnteDemo,
): Parameters<typeof registraEnte>[1] extends infer D ? Omit<D, 'intermediarioId'> : never {
  const { codIpa, codiceFiscale, denominazione, tipo, cbill, localita } = ente;
  const dominio = `${codIpa.replace('_', '-')}.example.org`;
  return {
    ...{ ambiente: 'prova', codIpa, codiceFiscale, denominazione, tipo, cbill },
    settore: 'Ufficio entrate',
    info: `Sportello al pubblico: lunedì e giovedì, ore 9-12. Telefono 0999 000000.`,
    indirizzo: `Piazza della Fontana 1, ${localita.cap} ${localita.nome}`,
    email: `entrate@${dominio}`,
    telefono: '0999 000000',
    pec: `protocollo@pec.${dominio}`,
    sito: `https://www.${dominio}`,
  };
}

function datiTipo(tipo: TipoDemo): Omit<Parameters<typeof registraTipoDovuto>[1], 'contoId' | 'contoPostaleId'> {
  const { codice, denominazione, tassonomia } = tipo;
  return {
    ...{ codice, denominazione, tassonomia, attivo: true, avvisoStampabile: true },
    scadenzaObbligatoria: tipo.scadenzaObbligatoria === true,
    scadenzaStampata: tipo.scadenzaObbligatoria === true,
    pagaDopoScadenza: tipo.nonOltreScadenza !== true,
    codiceFiscaleAnonimo: tipo.anonimo === true,
  };
}

async function caricaConto(
  ctx: Ctx,
  { denominazione }: EnteDemo,
  { nome, iban }: { nome: string; iban: string },
): Promise<ContoId> {
  const isPostale = iban.startsWith('07601', 5);
  const contoId = valoreDi(
    await registraConto(ctx, {
      nome,
      tipo: isPostale ? 'postale' : 'bancario',
      intestatario: isPostale ? `${denominazione} - Servizio tesoreria` : denominazione,
      autorizzazioneStampa: isPostale ? 'AUT. DB/PROVA/00001 del 01/01/2020' : null,
    }),
  );
  valoreDi(await registraIban(ctx, { contoId, iban, validoDal: DA_SEMPRE }));
  return contoId;
}

/** Registers who administers the installation: they come in by two steps, as outside the demo. */
export async function caricaIntermediari(mondo: Mondo, segreti: Segreti): Promise<void> {
  await ctxDemo(mondo).tx(async (t) => {
    for (const { utente, nome } of INTERMEDIARI) {
      const chi = { utente, nome, email: `${utente}@example.org`, password: segreti.password(utente) };
      const registrato = valoreDi(await registraOperatore(t, { ...chi, totpSegreto: segreti.totp(utente) }));
      await nominaIntermediario(t, registrato.operatoreId);
    }
  });
}

/** Registers the operators of an ente, each with their role and kinds of due. */
export async function caricaOperatori(
  mondo: Mondo,
  ente: EnteDemo,
  { enteId, tipi, segreti }: { enteId: EnteId; tipi: ReadonlyMap<string, TipoDovutoId>; segreti: Segreti },
): Promise<OperatoreId[]> {
  return ctxDemo(mondo, enteId).tx(async (t) => {
    const registrati: OperatoreId[] = [];
    for (const { utente, nome, ruolo, conTotp, ...suo } of ente.operatori) {
      const totpSegreto = conTotp === true ? segreti.totp(utente) : null;
      const dati = { utente, nome, email: `${utente}@example.org`, password: segreti.password(utente), totpSegreto };
      const { operatoreId } = valoreDi(await registraOperatore(t, dati));
      const codiceFiscale = identitaOperatore(nome);
      if (codiceFiscale !== null) valoreDi(await assegnaIdentita(t, { utente, codiceFiscale }));
      const suoi = suo.tipi.flatMap((codice) => tipi.get(codice) ?? []);
      valoreDi(await assegnaRuolo(t, { operatoreId, ruolo, tipi: suoi }));
      registrati.push(operatoreId);
    }
    return registrati;
  });
}
