/** `tasto`: with the keys that the browser wants beside it, it goes there from any page. */
export type Voce = { testo: string; a: string; tasto?: string };

/** With the same keys beside it, to the box in which everything is searched, wherever it is in the page. */
export const TASTO_CERCA = 'c';

/** What does not change from page to page of a door: the door writes it once. */
export type Sito = {
  porta: 'portale' | 'ufficio';
  /** The Region, or whoever runs the service for the enti. */
  intermediario: string;
  /** The door's first page. */
  inizio: string;
  /** Five words at most in the portale, where it lies in the header; the ufficio has it on the left. */
  navigazione: readonly Voce[];
  /** Accessibility statement, privacy, help, contacts: the law wants the first two on every page. */
  piede: readonly Voce[];
  /** How and when to ask for help. */
  assistenza: string;
  versione: string;
  /** Where another language is chosen, and the page to come back to; absent at a door that speaks one. */
  lingue?: { a: string; torna: string };
};

/** Who is looking, and about which ente. */
export type Vista = {
  /** Whom the page is about: named beside the product, with its arms. `prova` puts the band on the page (model 8). */
  ente?: { denominazione: string; logo?: string | undefined; prova: boolean } | undefined;
  /** It is about several enti, and one at least is only tried out: the band is on the page all the same. */
  prova?: boolean | undefined;
  /** The person signed in, the page of theirs if there is one, and where the button that ends the session posts to. */
  persona?: { nome: string; a?: string; esci: string } | undefined;
  /** Where to sign in, when nobody has. */
  accedi?: string | undefined;
  /** Where the search box of the ufficio posts to: what one searches for may be a tax code, which never goes in a URL. */
  cerca?: string | undefined;
};
