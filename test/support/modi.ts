/** A window, with scripts or without. */
export type Modo = { width: number; javaScript: boolean };

const TUTTI: readonly Modo[] = [
  { width: 320, javaScript: true },
  { width: 1280, javaScript: false },
  { width: 320, javaScript: false },
  { width: 1280, javaScript: true },
];

/**
 * How a journey is walked in a browser: on a telephone with scripts, where axe looks too, and at a desk without. All four with `--lungo`;
 * that every way to pay goes in each of them at every run is for `vie.test.ts`.
 */
export const MODI: readonly Modo[] = process.env['LUNGO'] === '1' ? TUTTI : TUTTI.slice(0, 2);
