/** An element whose text is a secret, whatever prefix it is written with. */
const SEGRETO = /<(?:[\w.-]+:)?(?:password\w*|authorizationToken)(?=[\s>])/y;
/** What opens a file at its address, for two hours. */
const GETTONE = /(securityToken=)[^&<\s]+/g;
/** In these what looks like a tag is none. */
const SEZIONI = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
] as const;

/**
 * A message as it may be kept: passwords and keys blanked. It is read once from its beginning to its end, as XML is, so that nothing of a
 * secret stays however it was written, and no message takes longer than its length.
 */
export function senzaSegreti(testo: string): string {
  let scritto = '';
  let letto = 0;
  for (let i = testo.indexOf('<'); i !== -1; i = testo.indexOf('<', i)) {
    SEGRETO.lastIndex = i;
    const dentro = SEGRETO.test(testo) ? testo.indexOf('>', i) + 1 : 0;
    if (dentro === 0) {
      i = dopoSezione(testo, i) ?? i + 1;
      continue;
    }
    scritto += `${testo.slice(letto, dentro)}***`;
    letto = fineTesto(testo, dentro);
    i = letto;
  }
  return (scritto + testo.slice(letto)).replace(GETTONE, '$1***');
}

/** Where the element ends that begins before. */
function fineTesto(testo: string, da: number): number {
  let i = testo.indexOf('<', da);
  while (i !== -1 && !testo.startsWith('</', i)) i = testo.indexOf('<', dopoSezione(testo, i) ?? i + 1);
  return i === -1 ? testo.length : i;
}

/** Past the section that begins there; null: none does. */
function dopoSezione(testo: string, da: number): number | null {
  const sezione = SEZIONI.find(([apre]) => testo.startsWith(apre, da));
  if (sezione === undefined) return null;
  const [apre, chiude] = sezione;
  const fine = testo.indexOf(chiude, da + apre.length);
  return fine === -1 ? testo.length : fine + chiude.length;
}
