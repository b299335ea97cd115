/** A field of a compiled form, as much as a link needs to know of it. */
export type CampoDetto = {
  nome: string;
  genere: string;
  etichetta: string;
  valore: string;
  opzioni: readonly { valore: string; etichetta: string; scelta: boolean }[];
  visibile: boolean;
  calcolato: boolean;
  errore: unknown;
  campi: readonly CampoDetto[];
  righe: readonly (readonly CampoDetto[])[];
};

/** A question that a link may answer, with its row where it is in several; `domanda` is of no other. */
export type FogliaLink<C extends CampoDetto = CampoDetto> = { domanda: string; campo: C };

/** What a link does not answer for anybody: a file, and a choice of many. */
const DI_CHI_PAGA = ['file', 'scelte'];

/** The questions of a form that a link may answer, in the order of the form, whether they are asked now or not. */
export function foglieLink<C extends CampoDetto>(campi: readonly C[]): FogliaLink<C>[] {
  const foglie = tutte(campi, '');
  const volte = Map.groupBy(foglie, ({ domanda }) => domanda);
  return foglie.map(({ domanda, campo }) => ({
    campo,
    domanda: (volte.get(domanda)?.length ?? 0) > 1 ? `${domanda} (${campo.nome})` : domanda,
  }));
}

function tutte<C extends CampoDetto>(campi: readonly C[], prima: string): FogliaLink<C>[] {
  return campi.flatMap((campo) => {
    const { campi: dentro, righe, etichetta, genere, calcolato } = campo;
    if (dentro.length > 0) return tutte(dentro as readonly C[], prima);
    if (righe.length > 0)
      return righe.flatMap((riga, n) => tutte(riga as readonly C[], `${prima}${etichetta} ${n + 1}: `));
    if (calcolato || DI_CHI_PAGA.includes(genere) || genere === 'ripetibile') return [];
    return [{ domanda: prima + etichetta, campo }];
  });
}
