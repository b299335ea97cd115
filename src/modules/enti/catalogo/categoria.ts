import type { DefinizioneModulo } from '../core/modulo/index.ts';
import type { DatiTipoDovuto } from '../core/tipo-dovuto.ts';

/** A category of the service, ready to be adopted: an ente makes a kind of due out of it, then adapts texts, tariffs and chapters. */
export type CategoriaCatalogo = Pick<
  DatiTipoDovuto,
  | 'denominazione'
  | 'tassonomia'
  | 'modalita'
  | 'spontaneo'
  | 'scadenzaObbligatoria'
  | 'scadenzaStampata'
  | 'pagaDopoScadenza'
  | 'promemoriaGiorni'
> & {
  /** Its name here, and the code proposed for the kind of due. */
  categoria: string;
  /** What it is for, and what the ente must look at before it puts it to work. */
  descrizione: string;
  /** Other codes of the taxonomy that fit what some enti collect under this name. */
  tassonomieAlternative: readonly string[];
  /** How the amount comes out, in words; the rule itself is in the form. */
  importo: string;
  /** The form, with the templates of the two causali and the amount. */
  definizione: DefinizioneModulo;
};
