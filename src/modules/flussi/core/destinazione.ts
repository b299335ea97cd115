import { ok, type Esito } from '#kernel/esito';
import { rifiutoFlusso, type RifiutoFlusso } from './rifiuti.ts';

export type GenereDestinazione = 'sftp' | 'cartella';

/** What a person writes of a new place where files are delivered. */
export type NuovaDestinazione = {
  nome: string;
  genere: string;
  percorso: string;
  host: string;
  porta: string;
  utente: string;
  /** Blank: the first test says which it is, and a person confirms it. */
  impronta: string;
  accesso: string;
  segreto: string;
};

/** A place that may be kept: with a server or without. */
export type DestinazioneValida = { nome: string; percorso: string } & (
  | { genere: 'cartella' }
  | {
      genere: 'sftp';
      host: string;
      porta: number;
      utente: string;
      impronta: string | null;
      accesso: 'password' | 'chiave';
      segreto: string;
    }
);

const NOME_MAX = 60;
const PERCORSO_MAX = 500;
const PORTA_MAX = 65_535;
const SEGRETO_MAX = 8000;
/** A name of the network, or an address; nothing that begins like an option of a command. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45})$/i;
const IMPRONTA = /^SHA256:[A-Za-z0-9+/]{43}$/;

/** Is it fit to be kept? `cartelle`: the installation has a folder for deliveries. */
export function validaDestinazione(
  d: NuovaDestinazione,
  { cartelle }: { cartelle: boolean },
): Esito<DestinazioneValida, RifiutoFlusso> {
  const [nome, percorso] = [d.nome.trim(), d.percorso.trim()];
  if (nome === '' || nome.length > NOME_MAX || /\p{Cc}/u.test(nome))
    return rifiutoFlusso('DESTINAZIONE_NOME_NON_VALIDO');
  if (d.genere !== 'sftp' && !(d.genere === 'cartella' && cartelle))
    return rifiutoFlusso('DESTINAZIONE_GENERE_NON_VALIDO');
  if (!(d.genere === 'sftp' ? isPercorsoServer(percorso) : isSottoCartella(percorso)))
    return rifiutoFlusso('DESTINAZIONE_PERCORSO_NON_VALIDO');
  return d.genere === 'sftp' ? validaServer(d, { nome, percorso }) : ok({ genere: 'cartella', nome, percorso });
}

function validaServer(
  d: NuovaDestinazione,
  base: { nome: string; percorso: string },
): Esito<DestinazioneValida, RifiutoFlusso> {
  const [host, utente, impronta] = [d.host.trim(), d.utente.trim(), d.impronta.trim().replace(/=+$/, '')];
  const porta = /^\d{1,5}$/.test(d.porta.trim()) ? Number(d.porta) : 0;
  if (!HOST.test(host)) return rifiutoFlusso('DESTINAZIONE_HOST_NON_VALIDO');
  if (porta < 1 || porta > PORTA_MAX) return rifiutoFlusso('DESTINAZIONE_PORTA_NON_VALIDA');
  if (!/^[^\p{Cc}]{1,200}$/u.test(utente)) return rifiutoFlusso('DESTINAZIONE_UTENTE_NON_VALIDO');
  if (impronta !== '' && !IMPRONTA.test(impronta)) return rifiutoFlusso('DESTINAZIONE_IMPRONTA_NON_VALIDA');
  const accesso = d.accesso === 'chiave' ? 'chiave' : 'password';
  if (d.segreto.length < 1 || d.segreto.length > SEGRETO_MAX) return rifiutoFlusso('DESTINAZIONE_SEGRETO_NON_VALIDO');
  // Browsers send the line ends of Windows; a key has those of Unix.
  const segreto = accesso === 'chiave' ? `${d.segreto.replaceAll('\r\n', '\n').trim()}\n` : d.segreto;
  return ok({ genere: 'sftp', ...base, host, porta, utente, impronta: impronta || null, accesso, segreto });
}

function isPercorsoServer(percorso: string): boolean {
  return (
    percorso !== '' &&
    percorso.length <= PERCORSO_MAX &&
    !/[\p{Cc}\\]/u.test(percorso) &&
    !percorso.split('/').includes('..')
  );
}

/** Blank: the ente's own folder. */
function isSottoCartella(percorso: string): boolean {
  return percorso === '' || (percorso.length <= PERCORSO_MAX && /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(percorso));
}
