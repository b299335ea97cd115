type Decisa = 'approvata' | 'rifiutata' | 'revocata';
type DatiDelega = { ente: string; come: Decisa; fino: string | null; link: string; prova: boolean };

const CHE: Record<Decisa, (dati: Pick<DatiDelega, 'ente' | 'fino'>) => string> = {
  approvata: ({ ente, fino }) => `${ente} ha approvato la delega che hai chiesto. Vale fino al ${fino ?? ''}.`,
  rifiutata: ({ ente }) => `${ente} non ha approvato la delega che hai chiesto.`,
  revocata: ({ ente }) => `${ente} ha revocato una delega che ti aveva approvato: da adesso non vale più.`,
};

/** What is written to who asked to act for another: what the ente decided, and never for whom nor why (model 11). */
export const delega = {
  oggetto: (ente: string): string => `La tua delega: ${ente} ha deciso`,
  testo: ({ ente, come, fino, link, prova }: DatiDelega): string =>
    [
      ...(prova ? ['PROVA: questo ente è in prova, e la delega non vale.', ''] : []),
      CHE[come]({ ente, fino }),
      '',
      come === 'approvata'
        ? 'Nelle tue posizioni trovi anche ciò che questo ente chiede alla persona per cui agisci:'
        : 'Il perché lo trovi nelle tue deleghe, dopo essere entrato con SPID o CIE:',
      link,
      '',
      'A questo indirizzo non si può rispondere.',
    ].join('\n'),
};
