import type { CodiceChiave } from './rifiuti.ts';

/** What a key lets an application do: few, each a part of what the REST door answers. */
export const AMBITI = ['dovuti', 'flussi', 'pagati', 'rendicontazioni'] as const;
export type Ambito = (typeof AMBITI)[number];

/** A key as it is asked for: which application, what it may do, and from where. No address: from anywhere. */
export type ChiaveChiesta = { applicazione: string; ambiti: readonly Ambito[]; indirizzi: readonly string[] };

const APPLICAZIONE_MAX = 80;
/** Addresses and networks of one key: a server room and its spare. */
export const INDIRIZZI_MAX = 50;

const CHIAVE = /^(mp_(?:live|prova)_[0-9A-Za-z]{12})_([0-9A-Za-z_-]{43})$/;

/** Splits a key into what it is looked up by and its secret; null: it is no key of ours. */
export function parseChiaveApi(testo: string): { inizio: string; segreto: string } | null {
  const [, inizio, segreto] = CHIAVE.exec(testo) ?? [];
  return inizio === undefined || segreto === undefined ? null : { inizio, segreto };
}

/** A new key, of bytes that nobody can guess: `nome` tells it from the others, `segreto` opens. Both in base64url. */
export function componiChiaveApi(prova: boolean, { nome, segreto }: { nome: string; segreto: string }): string {
  // The name stands between underscores: it holds none, nor a hyphen, and a double click takes the whole of the key.
  const pulito = nome.replaceAll(/[^0-9A-Za-z]/g, '').slice(0, 12);
  return `mp_${prova ? 'prova' : 'live'}_${pulito}_${segreto}`;
}

/** Networks are not pure text: `isRete` says whether a text is an address or a network. Null: nothing is wrong. */
export function giudicaChiave(
  { applicazione, ambiti, indirizzi }: ChiaveChiesta,
  isRete: (testo: string) => boolean,
): CodiceChiave | null {
  const nome = applicazione.trim();
  if (nome === '' || nome !== applicazione || [...nome].length > APPLICAZIONE_MAX || !nome.isWellFormed())
    return 'CHIAVE_APPLICAZIONE_NON_VALIDA';
  // No control characters: it is shown beside others.
  if (/\p{Cc}/u.test(nome)) return 'CHIAVE_APPLICAZIONE_NON_VALIDA';
  if (ambiti.length === 0) return 'CHIAVE_SENZA_AMBITI';
  return indirizzi.length > INDIRIZZI_MAX || !indirizzi.every(isRete) ? 'CHIAVE_INDIRIZZO_NON_VALIDO' : null;
}

/** What is known of a key whose secret is right. */
export type ChiaveNota = {
  scadeIl: Date | null;
  revocataIl: Date | null;
  stato: string;
  /** Does it come from where it may? */
  daDove: boolean;
};

/** Why a key that is right does not open; null: it does. Who knows its secret may know why. */
export function giudicaUso(
  { scadeIl, revocataIl, stato, daDove }: ChiaveNota,
  ora: Date,
): CodiceChiave | 'ENTE_INSERITO' | null {
  if (revocataIl !== null) return 'CHIAVE_REVOCATA';
  if (scadeIl !== null && scadeIl <= ora) return 'CHIAVE_SCADUTA';
  if (!daDove) return 'CHIAVE_DA_ALTROVE';
  return stato === 'INSERITO' ? 'ENTE_INSERITO' : null;
}
