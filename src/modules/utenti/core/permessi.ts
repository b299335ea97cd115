/** What a person may be for an ente, from the least to the most. */
export const RUOLI = ['lettore', 'operatore', 'ragioneria', 'amministratore'] as const;
export type Ruolo = (typeof RUOLI)[number];

/** Over the installation: a role of the person, apart from what they are for any ente. */
export type Investito = Ruolo | 'intermediario';

/**
 * Which of the ente's rows a role reaches, whatever it does: those of the tipi dovuto given to the person, or all, also those that
 * have no tipo (money that nobody asked for, the statements of the PSPs). Rows of another ente: nobody, ever.
 */
export const RIGHE = {
  lettore: 'suoi',
  operatore: 'suoi',
  ragioneria: 'tutti',
  amministratore: 'tutti',
} as const satisfies Record<Ruolo, 'suoi' | 'tutti'>;

/**
 * Who may do what. This, and no other place: the door of the ufficio asks it at each request, and the page «Chi può fare che cosa»
 * shows it.
 */
export const PERMESSI = {
  consulta: ['lettore', 'operatore', 'ragioneria', 'amministratore'],
  carica: ['operatore', 'amministratore'],
  lavora: ['operatore', 'amministratore'],
  esporta: ['operatore', 'ragioneria', 'amministratore'],
  rimborsa: ['operatore', 'ragioneria', 'amministratore'],
  rendiconta: ['ragioneria', 'amministratore'],
  vedeDeleghe: ['ragioneria', 'amministratore'],
  decideDeleghe: ['amministratore'],
  configura: ['amministratore'],
  operatori: ['amministratore'],
  chiavi: ['amministratore'],
  eventi: ['amministratore'],
  installazione: ['intermediario'],
} as const satisfies Record<string, readonly Investito[]>;

export type Permesso = keyof typeof PERMESSI;

export const TUTTI_I_PERMESSI = Object.keys(PERMESSI) as readonly Permesso[];

/** May who is this do that? */
export function puo(chi: Investito, permesso: Permesso): boolean {
  const ammessi: readonly Investito[] = PERMESSI[permesso];
  return ammessi.includes(chi);
}

/** A cell of the matrix: which rows, if any. What is of the installation is of no ente, and has no tipi. */
export type Cella = 'no' | 'suoi' | 'tutti';

export function cella(chi: Investito, permesso: Permesso): Cella {
  if (!puo(chi, permesso)) return 'no';
  return chi === 'intermediario' ? 'tutti' : RIGHE[chi];
}
