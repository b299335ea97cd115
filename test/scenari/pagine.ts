import { testoDi, type Pagina } from '#support/navigatore';

/** The rows of the table of a page with that id, each as the text of its cells. */
export function righeTabella({ html }: Pagina, id: string): string[][] {
  const tabella = new RegExp(`<caption id="${id}">[\\s\\S]*?</table>`).exec(html)?.[0] ?? '';
  const corpo = /<tbody>([\s\S]*?)<\/tbody>/.exec(tabella)?.[1] ?? '';
  return [...corpo.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, riga = '']) =>
    [...riga.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cella = '']) => testoDi(cella)),
  );
}

/** The address of the link with that text. */
export function collegamento({ html }: Pagina, testo: string): string | null {
  const trovato = [...html.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)].find(([, , dentro = '']) =>
    testoDi(dentro).includes(testo),
  );
  return trovato?.[1]?.replaceAll('&amp;', '&') ?? null;
}
