type DatiAvviso = { ente: string; importo: string; allegato: boolean; link: string; prova: boolean };

/** The mail with a notice, sent again by who works for the ente. Who owes, and what for, are in the attached notice alone (model 11). */
export const avvisoInviato = {
  oggetto: (ente: string): string => `Avviso di pagamento: ${ente}`,
  testo: ({ ente, importo, allegato, link, prova }: DatiAvviso): string =>
    [
      ...(prova ? ['PROVA: questo ente è in prova, l’avviso non si può pagare.', ''] : []),
      `${ente} ti manda un avviso di pagamento di ${importo}.`,
      '',
      allegato
        ? 'L’avviso è allegato a questo messaggio. Lo paghi con la tua banca, dal tabaccaio, con un’app, o qui, con il suo numero:'
        : 'L’avviso è troppo pesante per la posta. Lo trovi in questa pagina, con il suo numero:',
      link,
      '',
      'Ti scriviamo perché l’ente ci ha dato questo indirizzo per te. Se non sai di che cosa si tratta, chiedi all’ente.',
      'A questo indirizzo non si può rispondere.',
    ].join('\n'),
};
