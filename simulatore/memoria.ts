/** The last things that happened, newest first, in memory and bounded: the simulatore forgets everything when it stops. */
export type Memoria<T> = {
  ricorda: (cosa: T) => T;
  elenco: () => readonly T[];
};

export function creaMemoria<T>(massimo: number): Memoria<T> {
  const cose: T[] = [];
  return {
    ricorda(cosa) {
      cose.unshift(cosa);
      if (cose.length > massimo) cose.pop();
      return cosa;
    },
    elenco: () => cose,
  };
}
