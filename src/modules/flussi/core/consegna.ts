/** Why a file has not arrived: what a wire says, and what we know by ourselves. */
export type PercheNonConsegnato =
  | 'irraggiungibile'
  | 'indirizzo_non_ammesso'
  | 'tempo_scaduto'
  | 'chiave_da_confermare'
  | 'chiave_cambiata'
  | 'accesso_negato'
  | 'segreto_illeggibile'
  | 'cartella_non_scrivibile'
  | 'cartella_non_configurata'
  | 'nome_occupato'
  | 'interrotta'
  | 'destinazione_tolta'
  | 'chiave_persa';

/** After each failure, how long until the next attempt: three hours and a half in all, then a person has to look. */
const ATTESE_MINUTI = [1, 5, 15, 60, 120];
const MINUTO_MS = 60_000;

/** What passes by itself. The others stay as they are until a person does something; a password tried again may shut the account. */
const PASSEGGERE: readonly PercheNonConsegnato[] = [
  'irraggiungibile',
  'tempo_scaduto',
  'interrotta',
  'cartella_non_scrivibile',
];

/** When to try again after so many failures; null: no more. */
export function prossimoTentativo(
  { perche, tentativi }: { perche: PercheNonConsegnato; tentativi: number },
  adesso: Date,
): Date | null {
  const minuti = PASSEGGERE.includes(perche) ? ATTESE_MINUTI[tentativi - 1] : undefined;
  return minuti === undefined ? null : new Date(adesso.getTime() + minuti * MINUTO_MS);
}
