import { formatGiorno, type Giorno } from '#kernel/giorno';

type Riga = { ente: string; importo: string; entro: Giorno | null; prova: boolean };
type Dati = {
  nuovi: readonly string[];
  altriNuovi: number;
  scadenze: readonly string[];
  altreScadenze: number;
  link: string;
  disdici: string;
};

/** The mail about notices in a person's name. What each is for, and whose it is, are in their area alone (model 11). */
export const postaPromemoria = {
  oggetto: ({ nuovi, scadenze }: { nuovi: number; scadenze: number }): string => {
    const parti = [
      ...(nuovi === 0 ? [] : [nuovi === 1 ? 'un nuovo avviso' : `${nuovi} nuovi avvisi`]),
      ...(scadenze === 0
        ? []
        : [scadenze === 1 ? 'un avviso che sta per scadere' : `${scadenze} avvisi che stanno per scadere`]),
    ];
    return `Pagamenti: ${parti.join(' e ')}`;
  },
  riga: ({ ente, importo, entro, prova }: Riga): string =>
    `- ${prova ? 'PROVA: ' : ''}${ente}: ${importo}${entro === null ? '' : `, entro il ${formatGiorno(entro)}`}`,
  testo: ({ nuovi, altriNuovi, scadenze, altreScadenze, link, disdici }: Dati): string =>
    [
      ...elenco('Nuovi avvisi a tuo nome:', nuovi, altriNuovi),
      ...elenco('Avvisi a tuo nome che stanno per scadere:', scadenze, altreScadenze),
      'Per vedere di che cosa si tratta, e pagare, entra con SPID o CIE:',
      link,
      '',
      'Se hai già pagato, la ricevuta può arrivarci il giorno dopo: non pagare di nuovo.',
      '',
      'Ti scriviamo perché lo hai chiesto nel tuo profilo. Per non ricevere più queste mail, senza entrare:',
      disdici,
      'A questo indirizzo non si può rispondere.',
    ].join('\n'),
};

function elenco(titolo: string, righe: readonly string[], altri: number): string[] {
  if (righe.length === 0) return [];
  return [titolo, ...righe, ...(altri === 0 ? [] : [`e altri ${altri}`]), ''];
}
