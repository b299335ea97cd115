/** What an operator reads of somebody who owes: all of it, in one page. */
export const ufficioDebitore = {
  deve: 'In tutto',
  tutto: 'Tutto ciò che deve e ha pagato',
  daPagare: 'Da pagare',
  pagato: 'Pagato',
  scaduto: 'Scaduto, non più pagabile',
  email: 'Email',
  estratto: 'Stampa l’estratto (PDF)',
  aperti: 'Da pagare',
  chiusi: 'Pagati, scaduti e annullati',
  apertiTitolo: (quanti: string): string => (quanti === '1' ? '1 dovuto da pagare' : `${quanti} dovuti da pagare`),
  chiusiTitolo: (quanti: string): string => (quanti === '1' ? '1 dovuto in archivio' : `${quanti} dovuti in archivio`),
  nessunoAperto: 'Non c’è niente da pagare',
  nessunChiuso: 'In archivio non c’è niente',
  nessunoTesto: 'Di quello che puoi vedere con i tipi dovuto che segui.',
  soloTuoi: 'Vedi soltanto i tipi dovuto che segui: per l’ente questa persona può dovere altro.',
  altri: (quanti: string): string =>
    `Sono mostrati i ${quanti} dovuti più recenti. Gli altri si trovano cercando il codice fiscale.`,
  sommeTesto: 'Fra più modi di pagare la stessa posizione se ne paga uno solo: le somme li contano tutti.',
};
