/**
 * One column of a file of dovuti. `etichetta` is the name that the texts of the parse stage use, which vendors match on. `obbligo`:
 * `sempre`, `secondario` (only where flagMultiBeneficiario is true), `mai`.
 */
export type Colonna = {
  nome: string;
  etichetta: string;
  caratteriMax: number;
  obbligo: 'sempre' | 'secondario' | 'mai';
};

/** A column, optional unless it is said. */
export const colonna = (
  nome: string,
  etichetta: string,
  caratteriMax: number,
  obbligo: Colonna['obbligo'] = 'mai',
): Colonna => ({ nome, etichetta, caratteriMax, obbligo });
