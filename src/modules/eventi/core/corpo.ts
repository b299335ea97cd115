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

/** Where more is read by REST, with the key of the ente. */
function indirizzoDi(
  { genere, oggettoId, dati }: Pick<Evento, 'genere' | 'oggettoId' | 'dati'>,
  base: string,
): string | null {
  const { ente, iud, verso } = dati;
  const enti = `${base}/api/v1/enti/${String(ente)}`;
  if (typeof iud === 'string') return `${enti}/dovuti/${encodeURIComponent(iud)}`;
  if (genere === 'flusso.concluso') return `${enti}/${verso === 'out' ? 'esportazioni' : 'flussi'}/${oggettoId}`;
  return genere === 'rendicontazione.acquisita' ? `${enti}/rendicontazioni/${oggettoId}` : null;
}

const RISPOSTA_MAX = 200;

/** The beginning of an answer, as a page may show it: one line, no control characters. */
export function rispostaBreve(testo: string): string {
  return testo
    .slice(0, RISPOSTA_MAX * 2)
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, RISPOSTA_MAX);
}
