import type { CampoCompilato } from '#modules/enti';
import { foglieLink, type ValoriLink } from '#modules/pagamenti';

/** The fields that a link may answer: a file, and a choice of many, are for who pays; what is left of a group without any is nothing. */
export function rispondibili(campi: readonly CampoCompilato[]): CampoCompilato[] {
  return campi.flatMap((campo) => {
    if (campo.genere === 'file' || campo.genere === 'scelte') return [];
    // Nothing that is left to who pays is missing here.
    return [{ ...campo, obbligatorio: false, campi: rispondibili(campo.campi), righe: campo.righe.map(rispondibili) }];
  });
}

/** What was answered, by name, as it was typed; with how many rows each group has, where one of them is answered. */
export function valoriDi(campi: readonly CampoCompilato[]): ValoriLink {
  const risposte = foglieLink(campi).flatMap(({ campo }): [string, string][] =>
    campo.visibile && campo.valore !== '' ? [[campo.nome, campo.valore]] : [],
  );
  const righe = gruppiDi(campi).flatMap(({ nome, righe: sue }): [string, string][] =>
    risposte.some(([risposta]) => risposta.startsWith(`${nome}.`)) ? [[`${nome}.righe`, String(sue.length)]] : [],
  );
  return Object.fromEntries([...risposte, ...righe]);
}

function gruppiDi(campi: readonly CampoCompilato[]): CampoCompilato[] {
  return campi.flatMap((campo) => [...(campo.genere === 'ripetibile' ? [campo] : []), ...gruppiDi(campo.campi)]);
}
