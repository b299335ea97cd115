/** The sizes in which a logo is kept, by the longest side in pixels. */
export const MISURE_LOGO = {
  /** In lists: 48 pixels, twice as many on a fine screen. */
  piccolo: 96,
  /** In the header of a page. */
  medio: 240,
  /** On paper: 30 mm at 400 dpi. */
  grande: 480,
} as const;

export type MisuraLogo = keyof typeof MISURE_LOGO;
export type Loghi = Record<MisuraLogo, Buffer>;

/** Ten times what a good logo takes. */
export const LOGO_MEGABYTE_MAX = 2;
/** A photograph by mistake has more, and so has a trap: 16 million pixels are decoded in a tenth of a second. */
export const LOGO_LATO_MAX = 4000;
