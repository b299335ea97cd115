/** What a log line may carry: ids, codes and figures. Never a name, a tax code, a mail address or a URL with values in it. */
export type CampiLog = Record<string, string | number | boolean | null | undefined>;

/** The product's log: one JSON object a line. */
export type Log = {
  info(evento: string, campi?: CampiLog): void;
  warn(evento: string, campi?: CampiLog): void;
  /** A fault, with its cause: the stack is ours, the message may come from a library. */
  error(evento: string, causa: unknown, campi?: CampiLog): void;
};

/** A log that writes to the given sink; the clock arrives from outside. */
export function creaLog(scrivi: (riga: string) => void, orologio: () => Date): Log {
  const riga = (livello: string, evento: string, campi: CampiLog | undefined, errore?: object): void =>
    scrivi(`${JSON.stringify({ istante: orologio().toISOString(), livello, evento, ...campi, ...errore })}\n`);
  return {
    info: (evento, campi) => riga('info', evento, campi),
    warn: (evento, campi) => riga('warn', evento, campi),
    error: (evento, causa, campi) => riga('error', evento, campi, descriviFault(causa)),
  };
}

/** Name, code and stack of a fault. The message of a database error may quote a row, so only its code and constraint are kept. */
function descriviFault(causa: unknown): object {
  if (!(causa instanceof Error)) return { errore: typeof causa };
  const noto = causa as Error & { code?: string; constraint?: string; table?: string };
  if (noto.code !== undefined && /^[0-9A-Z]{5}$/.test(noto.code)) {
    const stack = causa.stack
      ?.split('\n')
      .filter((r) => r.trimStart().startsWith('at '))
      .join('\n');
    return { errore: causa.name, codice: noto.code, vincolo: noto.constraint, tabella: noto.table, stack };
  }
  return {
    errore: causa.name,
    messaggio: causa.message,
    stack: causa.stack,
    causa: causa.cause === undefined ? undefined : descriviFault(causa.cause),
  };
}
