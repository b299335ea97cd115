const righe = (n: string): string => (n === '1' ? '1 riga' : `${n} righe`);

/** What operators read of a file of dovuti before it is loaded. */
export const ufficioAnteprima = {
  anteprima: 'Anteprima',
  lettura: 'Lettura e controllo delle righe',
  riconferma: 'Ultimo controllo prima di caricare',
  sbagliateFinora: (n: string): string => `Righe sbagliate finora: ${n}`,
  puoiAndare: 'Puoi chiudere questa pagina: il controllo continua da solo, e qui ritrovi il risultato.',

  niente: 'Non è ancora stato caricato niente: guarda che cosa succede alle righe del file, poi conferma.',
  cambiata: 'L’anteprima è cambiata',
  cambiataTesto:
    'Mentre confermavi è cambiato l’esito di qualche riga: forse qualcuno ha caricato o modificato gli stessi dovuti. Non è stato ' +
    'caricato niente. Ecco com’era quando hai confermato e com’è adesso: se va bene, conferma di nuovo.',
  aggiornamento: 'Aggiorniamo i totali con le tue correzioni',
  aggiornamentoTesto:
    'I numeri qui sotto sono ancora quelli di prima: si aggiornano da soli fra qualche secondo. Intanto puoi correggere altre righe.',
  ricarica: 'Aggiorna la pagina',
  guasto: 'Il controllo si è fermato per un guasto nostro',
  guastoTesto:
    'Il file non ha colpa, e le correzioni ci sono tutte. MyPay riprova da solo; se non vuoi aspettare, riprova adesso.',
  rigaCorretta: (n: string): string => `La riga ${n} ora va bene. La correzione è conservata accanto al file.`,
  prossima: (n: string): string => `Correggi la prossima riga sbagliata: la ${n}`,

  riepilogo: 'Che cosa succede caricando il file',
  perTipo: 'Per tipo dovuto, quante righe',
  colonne: {
    esito: 'Esito',
    righe: 'Righe',
    prima: 'Prima',
    adesso: 'Adesso',
    importo: 'Importo',
    tipo: 'Tipo dovuto',
    riga: 'Riga',
    iud: 'IUD',
    debitore: 'Debitore',
    scadenza: 'Scadenza',
    perche: 'Perché',
    stato: 'Correzione',
    quante: 'Righe',
  },
  esiti: {
    nuovo: 'Nuovi',
    modificato: 'Modificati',
    annullato: 'Annullati',
    invariato: 'Senza cambiamenti',
    rifiutato: 'Sbagliate',
  },
  spiegazioni: {
    nuovo: 'Dovuti da inserire',
    modificato: 'Dovuti che ci sono già, e cambiano',
    annullato: 'Dovuti che non si potranno più pagare',
    invariato: 'Righe che chiedono ciò che c’è già',
    rifiutato: 'Righe che non saranno caricate',
  },
  senzaTipo: 'Non si legge',
  primi: {
    nuovo: 'I primi dovuti nuovi',
    modificato: 'I primi dovuti modificati',
    annullato: 'I primi dovuti annullati',
    invariato: 'Le prime righe senza cambiamenti',
  },
  era: (prima: string): string => `era ${prima}`,

  sbagliate: 'Righe sbagliate, nell’ordine del file',
  sbagliateTesto:
    'Correggile qui una per una, oppure scarica solo queste, correggile dove le hai fatte e inviale poi con un altro file.',
  scaricaSbagliate: 'Scarica solo le righe sbagliate, con il perché',
  corretta: 'Corretta',
  daGuardare: 'Righe giuste, ma da guardare',
  daGuardareTesto: 'Non impediscono di caricare il file. Se qualcosa non torna, apri la riga e correggila.',
  motivi: 'Che cosa non torna, e in quante righe',
  prime: 'Le prime, nell’ordine del file',

  conferma: (quante: string): string => `Conferma e carica ${righe(quante)}`,
  confermaTesto: (sbagliate: string): string =>
    sbagliate === '0'
      ? ''
      : sbagliate === '1'
        ? 'La riga sbagliata non sarà caricata.'
        : `Le ${sbagliate} righe sbagliate non saranno caricate.`,
  nullaDaCaricare: 'In questo file non c’è niente da caricare: nessuna riga inserisce, modifica o annulla un dovuto.',
  riprova: 'Riprova adesso',
  butta: 'Non vuoi caricarlo?',
  buttaTesto:
    'Il file e le correzioni si cancellano, e non viene caricato niente. Potrai inviarlo di nuovo con lo stesso nome.',
  buttaBottone: 'Butta via questo file',

  riga: {
    titolo: (n: string): string => `Riga ${n}`,
    vaBene: 'La riga va bene così com’è.',
    ancora: 'Le correzioni sono conservate, ma la riga è ancora sbagliata.',
    intero: 'Le altre celle della riga',
    nelFile: (valore: string): string => (valore === '' ? 'Nel file è vuota' : `Nel file: «${valore}»`),
    salva: 'Salva e ricontrolla la riga',
    torna: 'Torna all’anteprima',
    testo: 'Le correzioni si conservano accanto al file, che resta com’è: saranno applicate quando lo carichi.',
    corretta: (campo: string, chi: string): string => `${campo}: corretto da ${chi}`,
    chi: 'Chi ha corretto',
  },
};
