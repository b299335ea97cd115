import { LOCALI, type Lingua } from '#kernel/lingua';

/** When to try again, as people say it, by `Intl`: «in 5 minutes». Rounded up, never down. */
export function fra(secondi: number, lingua: Lingua): string {
  const detto = new Intl.RelativeTimeFormat(LOCALI[lingua]);
  if (secondi < 60) return detto.format(secondi, 'second');
  const minuti = Math.ceil(secondi / 60);
  return minuti < 60 ? detto.format(minuti, 'minute') : detto.format(Math.ceil(minuti / 60), 'hour');
}
