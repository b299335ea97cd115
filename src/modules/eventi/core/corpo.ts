/** An event as it is kept. `dati`: codes, amounts and states; never a name or a tax code (model 11). */
export type Evento = {
  numero: number;
  id: string;
  genere: string;
  oggettoId: string;
  seq: number;
  istante: Date;
  dati: Readonly<Record<string, unknown>>;
};

/** The body that is sent, and signed: of Standard Webhooks `type`, `timestamp` and `data`. `base`: the address of this installation. */
export function corpoEvento(
  { genere, oggettoId, seq, istante, dati }: Omit<Evento, 'numero' | 'id'>,
  base: string,
): string {
  const url = indirizzoDi({ genere, oggettoId, dati }, base);
  return JSON.stringify({
    type: genere,
    timestamp: istante.toISOString(),
    data: { ...dati, seq, ...(url !== null && { url }) },
  });
}

/** Where more is read, behind the sign-in or the key. */
function indirizzoDi(
  { genere, oggettoId }: Pick<Evento, 'genere' | 'oggettoId' | 'dati'>,
  base: string,
): string | null {
  const cosa = PAGINE[genere.split('.')[0] ?? ''];
  return cosa === undefined ? null : `${base}/ufficio/${cosa}/${oggettoId}`;
}

const PAGINE: Readonly<Record<string, string>> = {
  dovuto: 'dovuti',
  flusso: 'flussi',
  rendicontazione: 'rendicontazione',
};

const RISPOSTA_MAX = 200;

/** The beginning of an answer, as a page may show it: one line, no control characters. */
export function rispostaBreve(testo: string): string {
  return testo
    .slice(0, RISPOSTA_MAX * 2)
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, RISPOSTA_MAX);
}
