type DatiCarrello = { enti: readonly string[]; importo: string; allegate: number; mancano: number; link: string };
type DatiRicevuta = {
  ente: string;
  importo: string;
  allegata: boolean;
  perche: 'persona' | 'ente';
  link: string;
  prova: boolean;
};

const ELENCO = new Intl.ListFormat('it', { type: 'conjunction' });

/** The mails with receipts. Who owed, and what for, are in the attached receipts alone (model 11). */
export const ricevuta = {
  /** To who owed. */
  oggetto: (ente: string): string => `Ricevuta di pagamento: ${ente}`,
  testo: ({ ente, importo, allegata, perche, link, prova }: DatiRicevuta): string =>
    [
      ...(prova ? ['PROVA: questo ente è in prova, non si è mosso denaro e la ricevuta non vale.', ''] : []),
      `${ente} ha ricevuto un pagamento di ${importo}.`,
      '',
      allegata
        ? 'La ricevuta è allegata a questo messaggio: conservala.'
        : 'La ricevuta è troppo pesante per la posta. La scarichi da questa pagina, con il numero dell’avviso:',
      ...(allegata ? [] : [link]),
      '',
      perche === 'persona'
        ? 'Ti scriviamo perché hai chiesto di avere le ricevute per posta. Puoi cambiare idea nella tua area personale.'
        : 'Ti scriviamo perché l’ente ci ha dato questo indirizzo per te. Se non sai di che cosa si tratta, chiedi all’ente.',
      'A questo indirizzo non si può rispondere.',
    ].join('\n'),

  /** To who paid from the portale. */
  carrello: {
    oggetto: 'Il tuo pagamento è arrivato',
    testo: ({ enti, importo, allegate, mancano, link }: DatiCarrello): string =>
      [
        `Hai pagato ${importo} a ${ELENCO.format(enti)}. ${arrivate(mancano)}`,
        '',
        allegati(allegate),
        '',
        'In questa pagina vedi che cosa hai pagato e come va (vale un mese, e puoi darne l’indirizzo a chi vuoi):',
        link,
        '',
        ...(allegate > 0
          ? []
          : ['Per scaricarle servono il numero di ogni avviso e il codice fiscale di chi doveva pagare.']),
        'A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
};

function arrivate(mancano: number): string {
  if (mancano === 0) return 'Le ricevute sono arrivate tutte.';
  const quante = mancano === 1 ? 'Ne manca una' : `Ne mancano ${mancano}`;
  return `${quante}: prima di pagare di nuovo guarda se la spesa risulta nel tuo conto.`;
}

function allegati(allegate: number): string {
  if (allegate === 0) return 'Le ricevute sono troppo pesanti per la posta: le scarichi dalla pagina qui sotto.';
  return allegate === 1
    ? 'La ricevuta è allegata a questo messaggio.'
    : 'Le ricevute sono allegate a questo messaggio.';
}
