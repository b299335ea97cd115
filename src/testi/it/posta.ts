/** What a mail says of a file that has ended: counts and a code, blank when it was loaded. */
type DatiFlusso = { ente: string; file: string; accettate: number; scartate: number; codice: string; link: string };

/** The mails that MyPay sends to who works here. They name the ente, never the debtor (model 11). */
export const testi = {
  flusso: {
    oggetto: ({ file, scartate, codice }: DatiFlusso) =>
      codice !== ''
        ? `Flusso non caricato: ${file}`
        : scartate > 0
          ? `Flusso caricato con righe scartate: ${file}`
          : `Flusso caricato: ${file}`,
    testo: ({ ente, file, accettate, scartate, codice, link }: DatiFlusso) =>
      [
        `Il flusso ${file}, che hai inviato per ${ente}, ` +
          (codice === '' ? 'è stato caricato.' : `non è stato caricato (codice ${codice}).`),
        ...(codice === '' || accettate > 0
          ? ['', `Righe caricate: ${intero(accettate)}`, `Righe scartate: ${intero(scartate)}`]
          : []),
        '',
        codice === ''
          ? 'Nella pagina del flusso trovi i file da scaricare e, se ce ne sono, il perché di ogni riga scartata:'
          : 'Nella pagina del flusso trovi il perché e che cosa fare:',
        link,
        '',
        'Per aprirla devi entrare in MyPay e lavorare per questo ente. A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  incasso: {
    oggetto: (ente: string) => `Il file che hai chiesto è pronto: ${ente}`,
    testo: ({ ente, righe, link }: { ente: string; righe: number; link: string }) =>
      [
        `Il file degli incassi di ${ente} è pronto. Righe: ${intero(righe)}.`,
        '',
        'Lo scarichi da questa pagina:',
        link,
        '',
        'Per aprirla devi entrare in MyPay e lavorare per questo ente. A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  ritorno: {
    oggetto: (ente: string) => `Un sito nuovo a cui torna chi paga: ${ente}`,
    testo: (dati: { ente: string; origine: string; link: string }) =>
      [
        `Il gestionale di ${dati.ente} ha chiesto che chi paga torni a un sito mai visto prima: ${dati.origine}`,
        '',
        'MyPay lo ha accettato e lo ha aggiunto ai siti dell’ente. Se lo riconosci non devi fare niente. Se non lo riconosci, toglilo, ' +
          'scegli di tornare solo ai siti dell’elenco e chiedi a chi cura il gestionale:',
        dati.link,
        '',
        'Per aprire la pagina devi entrare in MyPay e lavorare per questo ente. A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  consegna: {
    oggetto: (ente: string) => `File degli incassi non consegnato: ${ente}`,
    testo: (dati: { ente: string; destinazione: string; perche: string; link: string }) =>
      [
        `Un file programmato degli incassi di ${dati.ente} non è arrivato a «${dati.destinazione}» (codice ${dati.perche}).`,
        '',
        'MyPay non riprova più da solo. Nella pagina del file trovi il perché, che cosa fare e come riprovare:',
        dati.link,
        '',
        'Per aprirla devi entrare in MyPay e lavorare per questo ente. A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  abbonamento: {
    oggetto: (ente: string) => `Un gestionale non riceve più gli eventi: ${ente}`,
    testo: (dati: { ente: string; nome: string; link: string }) =>
      [
        `Da tre giorni il gestionale «${dati.nome}» di ${dati.ente} non accetta un evento: MyPay ha smesso di mandarglieli.`,
        '',
        'Niente è perduto: ciò che accade intanto è conservato per novanta giorni. Nella pagina dell’abbonamento trovi che cosa ha ' +
          'risposto, e quando il gestionale funziona di nuovo lo riprendi da lì:',
        dati.link,
        '',
        'Per aprirla devi entrare in MyPay e lavorare per questo ente. A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  ancora: {
    oggetto: (n: number) => `Registro degli atti: impronta del blocco ${n}`,
    testo: (dati: { n: number; impronta: string; sigillatoIl: string }) =>
      [
        `Ultimo blocco sigillato: ${dati.n}`,
        `Impronta: ${dati.impronta}`,
        `Sigillato il: ${dati.sigillatoIl}`,
        '',
        'Conserva questo messaggio: con questa impronta si prova che il registro non è stato cambiato dopo.',
        'Comando: npm run mypay -- registro verifica',
      ].join('\n'),
  },
};

function intero(n: number): string {
  return n.toLocaleString('it-IT', { useGrouping: 'always' });
}
