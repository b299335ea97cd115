import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';

/** A statement of a PSP as the FdR service lists it. */
export type FdrInElenco = { iuf: string; psp: string; revisione: number; pubblicataIl: Date };

/** The same, whole. Days and amounts as the kernel reads them; `tipo`: G, A, B of the standard XML. */
export type FdrLetta = {
  testata: {
    iuf: string;
    prodottaIl: Date;
    regolamento: string;
    regolataIl: Giorno;
    bicRiversamento: string | null;
    mittente: { tipo: 'G' | 'A' | 'B'; codice: string; denominazione: string | null };
    ricevente: { codice: string; denominazione: string | null };
    pagamenti: number;
    importoCents: Cents;
  };
  righe: {
    numero: number;
    iuv: string;
    iur: string;
    indice: number | null;
    importoCents: Cents;
    esito: 0 | 3 | 4 | 8 | 9;
    esitataIl: Giorno;
  }[];
};

/** Thrown by the FdR wire. `perche` is a word of ours: what the other side said goes no further. */
export class FdrNonRisponde extends Error {
  readonly perche: string;
  constructor(perche: string) {
    super(`fdr: ${perche}`);
    this.perche = perche;
  }
}
