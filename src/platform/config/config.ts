import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import Value from 'typebox/value';
import { ok, rifiuto, type Esito } from '#kernel/esito';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { impronta } from '../crypto.ts';
import { apriCartellaPrivata, leggiOCrea, leggiSeEsiste } from './cartella-privata.ts';
import { VARIABILI, elencoVariabili, type NomeVariabile } from './variabili.ts';

/** What a process does: answers people and machines, or runs jobs. */
export type RuoloProcesso = 'web' | 'worker' | 'simulatore';

/** The settings of one process, read once at its start and passed in `Ctx`. */
export type Config = {
  modo: 'demo' | 'produzione';
  ruoliProcesso: readonly RuoloProcesso[];
  host: string;
  port: number;
  simulatorePort: number;
  metricheHost: string;
  metrichePort: number;
  /** Absolute path of the data folder. */
  varDir: string;
  /** URL of mypay_owner; null = the embedded PostgreSQL under varDir. */
  databaseUrl: string | null;
  /** Connections at most in each role's pool. */
  connessioniMax: number;
  /** Secret of the HMACs of machines' secrets. */
  pepe: Buffer;
  /** AES-256 key of the messages kept at rest: 32 bytes. */
  chiaveCifra: Buffer;
  /** AES-256 keys of the credentials that are read back: the first seals, all open. Never empty. */
  chiaviCredenziali: readonly Buffer[];
  /** As browsers see us, without a final slash. */
  urlPubblico: string;
  /** Addresses or networks whose forwarding headers are believed. */
  proxyFidati: readonly string[];
  /** Lower case. */
  intestazioneCertificato: string;
  /** The TLS listener for the Nodo: paths of PEM files. */
  nodoTls: { port: number; certFile: string; keyFile: string; caFile: string } | null;
  /** null = the mailbox of the simulatore. */
  smtpUrl: string | null;
  mittente: string;
  amministratori: readonly string[];
  /** Where what people say of the pages goes. */
  assistenza: string;
  /** What the statement of accessibility says of this installation; null: nobody has written it yet. */
  accessibilita: {
    stato: 'conforme' | 'parziale' | 'non_conforme';
    redattaIl: Giorno | null;
    dichiarazioneUrl: string | null;
  };
  /** Checkout of pagoPA: address up to the version, key, origins of its pages; null = nobody pays in the portale. */
  checkout: { url: string; versione: '1' | '2'; chiave: string; origini: readonly string[] } | null;
  /** The provider of identity (OpenID Connect) and who we are to it, origins of its pages; null = nobody signs in by it. */
  identita: {
    emittente: string;
    clientId: string;
    segreto: string;
    origini: readonly string[];
    ambiti: string;
    /** What it says (acr) of who came in by two steps already: of an operator no other is asked. */
    livelli: readonly string[];
  } | null;
  /** What an ente's own provider may say (acr, amr) of who came in by two steps, for us to ask no other: the installation says, not it. */
  fornitoriDuePassi: readonly string[];
  /** Null: the statements of the PSPs are loaded by hand. */
  fdr: { url: string; chiave: string } | null;
  /** Where an installation that works has what its enti in prova ask paid, by nobody's money; null: nowhere. */
  simulatore: { url: string; origine: string } | null;
  /** Where receipts are asked for where no credential says it: in the demo, the simulatore; else null. */
  bizEvents: { url: string; chiave: string } | null;
  /** Where pagoPA publishes the taxonomy; null = it is not fetched. */
  tassonomiaUrl: string | null;
  /** Private networks (CIDR) in which the services of the enti that we call may be. */
  retiInterne: readonly string[];
  /** Absolute path of the folder below which scheduled files are delivered; null = none is. */
  cartellaConsegne: string | null;
  /** From this day on new dovuti carry no 15-digit or RF IUV (model 5). */
  limiteNuoviIuv: Giorno;
  /** IPA code of the ente whose software may ask of a person at all enti; null: none may. */
  enteAmministratore: string | null;
  /** What is allowed but deserves a word at start, in Italian. */
  avvertenze: readonly string[];
};

/** The settings do not allow to start; `problemi` is one line each, in Italian. */
export type ConfigNonValida = { codice: 'config_non_valida'; genere: 'non_valido'; parametri: { problemi: string } };

type Ambiente = Readonly<Record<string, string | undefined>>;
type Valori = { [N in NomeVariabile]?: string };
type Segreti = { pepper: string; chiaveCifra: string };

const RISERVATO_AL_SUCCESSIVO = 65_000;

/**
 * Reads the settings of this process: the environment, and `--roles=…` among the arguments. The only place that looks
 * at `process.env`. In the demo it makes the data folder and, once, the secrets that are missing (var/segreti.json,
 * 0600).
 */
export function caricaConfig(argomenti: readonly string[] = []): Esito<Config, ConfigNonValida> {
  return leggiConfig(process.env, argomenti);
}

/** As {@link caricaConfig}, from a given environment. */
export function leggiConfig(ambiente: Ambiente, argomenti: readonly string[] = []): Esito<Config, ConfigNonValida> {
  const { valori, problemi } = raccogli(ambiente, argomenti);
  const modo = valori.MYPAY_MODO ?? (ambiente['NODE_ENV'] === 'production' ? 'produzione' : 'demo');
  const varDir = resolve(valori.MYPAY_VAR ?? VARIABILI.MYPAY_VAR.predefinito);
  problemi.push(...problemiFra(valori));
  if (modo === 'produzione') problemi.push(...problemiProduzione(valori, varDir));
  if (problemi.length > 0) return rifiuto('config_non_valida', 'non_valido', { problemi: problemi.join('\n') });
  try {
    apriCartellaPrivata(varDir);
    const segreti = modo === 'demo' ? segretiDemo(varDir) : { pepper: '', chiaveCifra: '' };
    const config = componi(valori, modo === 'demo' ? 'demo' : 'produzione', varDir, segreti);
    return ok({ ...config, avvertenze: [...config.avvertenze, ...sconosciute(ambiente)] });
  } catch (causa) {
    const motivo = causa instanceof Error ? causa.message : String(causa);
    const problema = `MYPAY_VAR: la cartella ${varDir} non si può usare (${motivo}).`;
    return rifiuto('config_non_valida', 'non_valido', { problemi: problema });
  }
}

/** Keeps the variables that are set (an empty one is as if it were not), and says which do not obey their schema. */
function raccogli(ambiente: Ambiente, argomenti: readonly string[]): { valori: Valori; problemi: string[] } {
  const valori: Valori = {};
  const problemi: string[] = [];
  const ruoli = argomenti.find((a) => a.startsWith('--roles='))?.slice('--roles='.length);
  const letto: Ambiente = ruoli === undefined ? ambiente : { ...ambiente, MYPAY_RUOLI: ruoli };
  for (const { nome, schema } of elencoVariabili()) {
    const testo = letto[nome]?.trim() ?? '';
    if (testo === '') continue;
    if (Value.Check(schema, testo)) valori[nome] = testo;
    else problemi.push(`${nome}: il valore non va bene; si aspetta ${schema.regola}.`);
  }
  return { valori, problemi };
}

/** A misspelt name is a setting that silently does not hold. */
function sconosciute(ambiente: Ambiente): string[] {
  const nomi = Object.keys(ambiente).filter((nome) => nome.startsWith('MYPAY_') && !(nome in VARIABILI));
  return nomi.map((nome) => `${nome}: MyPay non conosce questa variabile, forse il nome è scritto male.`);
}

function problemiFra(valori: Valori): string[] {
  const problemi: string[] = [];
  for (const nome of ['PORT', 'MYPAY_NODO_TLS_PORT', 'MYPAY_METRICHE_PORT', 'MYPAY_SIMULATORE_PORT'] as const) {
    const testo = valori[nome];
    if (testo !== undefined && (Number(testo) < 1 || Number(testo) > RISERVATO_AL_SUCCESSIVO)) {
      problemi.push(`${nome}: il valore non va bene; si aspetta ${VARIABILI[nome].regola}.`);
    }
  }
  if (valori.MYPAY_LIMITE_NUOVI_IUV !== undefined && parseGiorno(valori.MYPAY_LIMITE_NUOVI_IUV) === null) {
    problemi.push('MYPAY_LIMITE_NUOVI_IUV: questo giorno non esiste nel calendario.');
  }
  if (valori.MYPAY_ACCESSIBILITA_DATA !== undefined && parseGiorno(valori.MYPAY_ACCESSIBILITA_DATA) === null) {
    problemi.push('MYPAY_ACCESSIBILITA_DATA: questo giorno non esiste nel calendario.');
  }
  for (const rete of elenco(valori.MYPAY_RETI_INTERNE ?? ''))
    if (!ipaddr.isValidCIDR(rete)) problemi.push(`MYPAY_RETI_INTERNE: ${rete} non è una rete.`);
  const tls = [valori.MYPAY_NODO_TLS_CERT, valori.MYPAY_NODO_TLS_KEY, valori.MYPAY_NODO_TLS_CA];
  if ((valori.CHECKOUT_URL === undefined) !== (valori.CHECKOUT_CHIAVE === undefined))
    problemi.push('CHECKOUT_URL, CHECKOUT_CHIAVE: servono tutte e due, o nessuna.');
  if ((valori.CHECKOUT_URL ?? '').startsWith('http:') && !LOCALE.test(valori.CHECKOUT_URL ?? ''))
    problemi.push('CHECKOUT_URL: fuori da questa macchina serve https, perché porta la chiave.');
  const identita = [valori.OIDC_ISSUER, valori.OIDC_CLIENT_ID, valori.OIDC_CLIENT_SECRET].filter(
    (v) => v !== undefined,
  );
  if (identita.length > 0 && identita.length < 3)
    problemi.push('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: servono tutte e tre, o nessuna.');
  if ((valori.OIDC_ISSUER ?? '').startsWith('http:') && !LOCALE.test(valori.OIDC_ISSUER ?? ''))
    problemi.push('OIDC_ISSUER: fuori da questa macchina serve https, perché dice chi entra.');
  if ((valori.MYPAY_SIMULATORE_URL ?? '').startsWith('http:') && !LOCALE.test(valori.MYPAY_SIMULATORE_URL ?? ''))
    problemi.push('MYPAY_SIMULATORE_URL: fuori da questa macchina serve https.');
  if ((valori.FDR_URL === undefined) !== (valori.FDR_CHIAVE === undefined))
    problemi.push('FDR_URL, FDR_CHIAVE: servono tutte e due, o nessuna.');
  if ((valori.FDR_URL ?? '').startsWith('http:') && !LOCALE.test(valori.FDR_URL ?? ''))
    problemi.push('FDR_URL: fuori da questa macchina serve https, perché porta la chiave.');
  const date = tls.filter((v) => v !== undefined).length;
  if (date > 0 && date < tls.length) {
    problemi.push('MYPAY_NODO_TLS_CERT, MYPAY_NODO_TLS_KEY, MYPAY_NODO_TLS_CA: servono tutte e tre, o nessuna.');
  }
  return problemi;
}

/** In clear only to this very machine: the demo's simulatore. */
const LOCALE = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** Passwords that every manual prints: in production they are no secret. */
const PASSWORD_NOTE = ['', 'mypay', 'mypay_owner', 'postgres', 'password', 'admin', 'changeme', 'secret'];
const CARATTERI_DIVERSI_MIN = 8;

function problemiProduzione(valori: Valori, varDir: string): string[] {
  const problemi: string[] = [];
  for (const { nome, schema } of elencoVariabili()) {
    if (schema.obbligatoria && valori[nome] === undefined) {
      problemi.push(`${nome}: manca. ${schema.significato} Si scrive così: ${schema.regola}.`);
    }
  }
  if ((valori.OIDC_ISSUER ?? '').startsWith('http:'))
    problemi.push('OIDC_ISSUER: in produzione serve https, perché dice chi entra.');
  const ruoli = elenco(valori.MYPAY_RUOLI ?? '');
  if (ruoli.includes('simulatore') && (valori.MYPAY_SIMULATORE_URL === undefined || !ruoli.includes('web')))
    problemi.push('MYPAY_RUOLI: il simulatore sta accanto a web, e vuole MYPAY_SIMULATORE_URL.');
  const demo = leggiSeEsiste(join(varDir, 'segreti.json')) ?? '';
  const segreti = [
    ...(['MYPAY_PEPPER', 'MYPAY_CHIAVE_CIFRA'] as const).map((nome) => ({ nome, segreto: valori[nome] })),
    ...elenco(valori.MYPAY_CHIAVI_CREDENZIALI ?? '').map((segreto) => ({ nome: 'MYPAY_CHIAVI_CREDENZIALI', segreto })),
  ];
  for (const { nome, segreto } of segreti) {
    if (segreto === undefined) continue;
    if (new Set(segreto).size < CARATTERI_DIVERSI_MIN)
      problemi.push(`${nome}: non è casuale. Generalo con openssl rand -hex 32.`);
    if (demo.includes(segreto))
      problemi.push(`${nome}: è quello della demo (${varDir}). In produzione ne serve uno nuovo.`);
  }
  if (valori.DATABASE_URL !== undefined && PASSWORD_NOTE.includes(passwordDi(valori.DATABASE_URL))) {
    problemi.push('DATABASE_URL: la password manca o è una di quelle predefinite. Scegline una casuale.');
  }
  return problemi;
}

function passwordDi(url: string): string {
  try {
    return decodeURIComponent(new URL(url).password);
  } catch {
    return '';
  }
}

function segretiDemo(varDir: string): Segreti {
  const casuale = (): string => randomBytes(32).toString('hex');
  const genera = (): string => `${JSON.stringify({ pepper: casuale(), chiaveCifra: casuale() }, null, 2)}\n`;
  const letto: unknown = JSON.parse(leggiOCrea(varDir, 'segreti.json', genera));
  if (typeof letto === 'object' && letto !== null && 'pepper' in letto && 'chiaveCifra' in letto) {
    return { pepper: String(letto.pepper), chiaveCifra: String(letto.chiaveCifra) };
  }
  throw new Error('segreti.json: pepper or chiaveCifra missing');
}

function componi(valori: Valori, modo: Config['modo'], varDir: string, segreti: Segreti): Config {
  const port = Number(valori.PORT ?? VARIABILI.PORT.predefinito);
  const chiaveCifra = Buffer.from(valori.MYPAY_CHIAVE_CIFRA ?? segreti.chiaveCifra, 'hex');
  const amministratori = elenco(valori.MYPAY_AMMINISTRATORI ?? VARIABILI.MYPAY_AMMINISTRATORI.predefinito);
  const host = valori.HOST ?? (modo === 'produzione' ? '0.0.0.0' : VARIABILI.HOST.predefinito);
  return {
    modo,
    host,
    port,
    varDir,
    ruoliProcesso: elenco(valori.MYPAY_RUOLI ?? VARIABILI.MYPAY_RUOLI.predefinito) as RuoloProcesso[],
    simulatorePort: valori.MYPAY_SIMULATORE_PORT === undefined ? port + 1 : Number(valori.MYPAY_SIMULATORE_PORT),
    metricheHost: valori.MYPAY_METRICHE_HOST ?? VARIABILI.MYPAY_METRICHE_HOST.predefinito,
    metrichePort: valori.MYPAY_METRICHE_PORT === undefined ? port + 2 : Number(valori.MYPAY_METRICHE_PORT),
    databaseUrl: valori.DATABASE_URL ?? null,
    connessioniMax: Number(valori.MYPAY_CONNESSIONI ?? VARIABILI.MYPAY_CONNESSIONI.predefinito),
    pepe: Buffer.from(valori.MYPAY_PEPPER ?? segreti.pepper, 'utf8'),
    chiaveCifra,
    chiaviCredenziali: chiaviCredenziali(valori, chiaveCifra),
    urlPubblico: valori.MYPAY_URL_PUBBLICO ?? `http://localhost:${port}`,
    proxyFidati: elenco(valori.MYPAY_PROXY_FIDATI ?? ''),
    intestazioneCertificato: (
      valori.MYPAY_INTESTAZIONE_CERTIFICATO ?? VARIABILI.MYPAY_INTESTAZIONE_CERTIFICATO.predefinito
    ).toLowerCase(),
    nodoTls: nodoTls(valori),
    smtpUrl: valori.SMTP_URL ?? null,
    mittente: valori.MYPAY_MITTENTE ?? VARIABILI.MYPAY_MITTENTE.predefinito,
    amministratori,
    assistenza: valori.MYPAY_ASSISTENZA ?? amministratori[0] ?? '',
    accessibilita: {
      stato: (valori.MYPAY_ACCESSIBILITA_STATO ??
        VARIABILI.MYPAY_ACCESSIBILITA_STATO.predefinito) as Config['accessibilita']['stato'],
      redattaIl: parseGiorno(valori.MYPAY_ACCESSIBILITA_DATA ?? ''),
      dichiarazioneUrl: valori.MYPAY_ACCESSIBILITA_URL ?? null,
    },
    checkout: checkoutDi(valori, modo, port + 1),
    identita: identitaDi(valori, modo, port + 1),
    fornitoriDuePassi: valoriDetti(valori.MYPAY_FORNITORI_DUE_PASSI ?? VARIABILI.MYPAY_FORNITORI_DUE_PASSI.predefinito),
    fdr: fdrDi(valori, modo, port + 1),
    simulatore: simulatoreDi(valori, modo),
    bizEvents:
      modo === 'demo' ? { url: `http://localhost:${port + 1}/bizevents/service/v1`, chiave: 'simulatore' } : null,
    tassonomiaUrl: valori.TASSONOMIA_URL ?? null,
    retiInterne: elenco(valori.MYPAY_RETI_INTERNE ?? (modo === 'demo' ? VARIABILI.MYPAY_RETI_INTERNE.predefinito : '')),
    cartellaConsegne: valori.MYPAY_CARTELLA_CONSEGNE === undefined ? null : resolve(valori.MYPAY_CARTELLA_CONSEGNE),
    enteAmministratore: valori.MYPAY_ENTE_AMMINISTRATORE ?? null,
    limiteNuoviIuv: parseGiorno(valori.MYPAY_LIMITE_NUOVI_IUV ?? '') ?? LIMITE_NUOVI_IUV,
    avvertenze: avvertenze(modo, host),
  };
}

/** The derived one comes last, so that what it sealed before any was configured still opens. */
function chiaviCredenziali(valori: Valori, chiaveCifra: Buffer): Buffer[] {
  const date = elenco(valori.MYPAY_CHIAVI_CREDENZIALI ?? '').map((chiave) => Buffer.from(chiave, 'hex'));
  return [...date, impronta(chiaveCifra, 'credenziali', '')];
}

const LIMITE_NUOVI_IUV = VARIABILI.MYPAY_LIMITE_NUOVI_IUV.predefinito as Giorno;

function nodoTls(valori: Valori): Config['nodoTls'] {
  const { MYPAY_NODO_TLS_CERT: certFile, MYPAY_NODO_TLS_KEY: keyFile, MYPAY_NODO_TLS_CA: caFile } = valori;
  if (certFile === undefined || keyFile === undefined || caFile === undefined) return null;
  const port = Number(valori.MYPAY_NODO_TLS_PORT ?? VARIABILI.MYPAY_NODO_TLS_PORT.predefinito);
  return { port, certFile: resolve(certFile), keyFile: resolve(keyFile), caFile: resolve(caFile) };
}

function avvertenze(modo: Config['modo'], host: string): string[] {
  if (modo === 'produzione' || ['127.0.0.1', '::1', 'localhost'].includes(host)) return [];
  return [`La demo ascolta su ${host}: chiunque raggiunga questa macchina può usarla con le credenziali dimostrative.`];
}

function elenco(testo: string): string[] {
  return testo
    .split(',')
    .map((parte) => parte.trim())
    .filter((parte) => parte !== '');
}

/** A list that may be said to be empty. */
function valoriDetti(detti: string): string[] {
  return detti === 'nessuno' ? [] : elenco(detti);
}

/** In the demo the simulatore plays it, and takes any key. */
function checkoutDi(valori: Valori, modo: Config['modo'], simulatorePort: number): Config['checkout'] {
  const versione = (valori.CHECKOUT_VERSIONE ?? VARIABILI.CHECKOUT_VERSIONE.predefinito) as '1' | '2';
  const { CHECKOUT_URL: url, CHECKOUT_CHIAVE: chiave } = valori;
  if (url !== undefined && chiave !== undefined) {
    const origini = elenco(valori.CHECKOUT_ORIGINI ?? VARIABILI.CHECKOUT_ORIGINI.predefinito);
    return { url, versione, chiave, origini: [new URL(url).origin, ...origini] };
  }
  if (modo !== 'demo') return null;
  const simulatore = `http://localhost:${simulatorePort}`;
  return { url: `${simulatore}/checkout/ec`, versione, chiave: 'simulatore', origini: [simulatore] };
}

/** In the demo the simulatore plays it. */
function identitaDi(valori: Valori, modo: Config['modo'], simulatorePort: number): Config['identita'] {
  const { OIDC_ISSUER: emittente, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: segreto } = valori;
  const ambiti = valori.OIDC_SCOPE ?? VARIABILI.OIDC_SCOPE.predefinito;
  const detti = valori.OIDC_ACR_DUE_PASSI ?? VARIABILI.OIDC_ACR_DUE_PASSI.predefinito;
  const livelli = valoriDetti(detti);
  if (emittente !== undefined && clientId !== undefined && segreto !== undefined) {
    const origini = [new URL(emittente).origin, ...elenco(valori.OIDC_ORIGINI ?? '')];
    return { emittente, clientId, segreto, origini, ambiti, livelli };
  }
  if (modo !== 'demo') return null;
  const simulatore = `http://localhost:${simulatorePort}`;
  return {
    ...{ emittente: `${simulatore}/identita`, clientId: 'mypay', segreto: 'simulatore' },
    ...{ origini: [simulatore], ambiti, livelli },
  };
}

/** Of an installation that works; in a demo all is the simulatore's already. */
function simulatoreDi({ MYPAY_SIMULATORE_URL: dove }: Valori, modo: Config['modo']): Config['simulatore'] {
  if (dove === undefined || modo === 'demo') return null;
  return { url: dove.replace(/\/+$/, ''), origine: new URL(dove).origin };
}

function fdrDi(valori: Valori, modo: Config['modo'], simulatorePort: number): Config['fdr'] {
  const { FDR_URL: url, FDR_CHIAVE: chiave } = valori;
  if (url !== undefined && chiave !== undefined) return { url, chiave };
  return modo === 'demo'
    ? { url: `http://localhost:${simulatorePort}/fdr-org/service/v1`, chiave: 'simulatore' }
    : null;
}
