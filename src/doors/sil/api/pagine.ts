import { LIMITI } from '#kernel/limiti';

const DI_SOLITO = 50;

/** How many rows a page of a list has. */
export function quantiDi({ quanti }: Readonly<Record<string, string>>): number {
  return quanti === undefined ? DI_SOLITO : Math.min(LIMITI.apiPaginaMax, Math.max(1, Number(quanti)));
}

/**
 * A page of a list as it is answered. One row more than asked was read: there is another page. `cursore` says where to go on from; it is
 * told in a Link header too, for who follows those.
 */
export function unaPagina<T>(
  righe: readonly T[],
  {
    quanti,
    cursore,
    mostra,
    url,
  }: { quanti: number; cursore: (riga: T) => string; mostra: (riga: T) => unknown; url: string },
): { corpo: unknown; intestazioni: Record<string, string> } {
  const sue = righe.slice(0, quanti);
  const ultima = sue.at(-1);
  const dopo = righe.length > quanti && ultima !== undefined ? cursore(ultima) : null;
  const [percorso = '', query = ''] = url.split('?', 2);
  const prossima = new URLSearchParams(query);
  if (dopo !== null) prossima.set('dopo', dopo);
  return {
    corpo: { elementi: sue.map(mostra), dopo },
    intestazioni: dopo === null ? {} : { link: `<${percorso}?${prossima.toString()}>; rel="next"` },
  };
}
