/** A form of a page, as a browser would find it. */
export type ModuloHtml = { html: string; azione: string | null; campi: string[] };

/** The forms of a page that are sent by POST, without that of the languages, which every page has. */
export function moduliDi(html: string): ModuloHtml[] {
  return [...html.matchAll(/<form\b([^>]*)>[\s\S]*?<\/form>/gi)].flatMap(([modulo, attributi = '']) => {
    if (!/method="?post/i.test(attributi) || modulo.includes('name="lingua"')) return [];
    const nomi = [...modulo.matchAll(/<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"/gi)].map(
      ([, n]) => n ?? '',
    );
    const campi = [...new Set(nomi)].filter((nome) => nome !== '_csrf');
    return [{ html: modulo, azione: /action="([^"]*)"/.exec(attributi)?.[1] ?? null, campi }];
  });
}
