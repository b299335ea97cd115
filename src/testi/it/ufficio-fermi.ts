import type { AttoFermo } from '#platform/fermo';

type Parole = {
  /** The kind, above its rows. */
  titolo: string;
  /** On the home: how many of them there are. */
  conta: (quanti: string) => string;
  /** What it means, and what to do. */
  spiega: string;
  atti?: Partial<Record<AttoFermo, string>>;
};

const file = (quanti: string, uno: string, molti: string): string =>
  quanti === '1' ? `1 ${uno}` : `${quanti} ${molti}`;

/** What a clerk reads of what does not go on by itself, kind by kind. */
const generi = {
  denaro_da_destinare: {
    titolo: 'Denaro da rimborsare',
    conta: (n) => file(n, 'pagamento aspetta una decisione', 'pagamenti aspettano una decisione'),
    spiega:
      'Pagamenti che nessuno chiedeva. Si attribuiscono a un dovuto, si rimborsano, o si dice perché non sono da restituire.',
  },
  dovuto_da_verificare: {
    titolo: 'Dovuti da verificare',
    conta: (n) => file(n, 'dovuto pagato in modo inatteso', 'dovuti pagati in modo inatteso'),
    spiega:
      'Pagati con un altro importo, dopo l’annullamento o dopo la scadenza. Guarda ciascuno, poi segnalo come verificato.',
    atti: { lascia: 'Verificato' },
  },
  avviso_in_attesa: {
    titolo: 'Avvisi in attesa di ricevuta',
    conta: (n) => file(n, 'avviso pagato dal portale senza ricevuta', 'avvisi pagati dal portale senza ricevuta'),
    spiega:
      'Chi ha pagato è tornato dal sito dei pagamenti, ma la ricevuta non è arrivata da più di un’ora. Arriva da sola, o si ' +
      'recupera quando il PSP rendiconta. Un incasso si può registrare a mano dalla pagina del dovuto.',
  },
  ricevuta_mancante: {
    titolo: 'Ricevute mancanti da chiudere a mano',
    conta: (n) => file(n, 'ricevuta mancante da chiudere a mano', 'ricevute mancanti da chiudere a mano'),
    spiega:
      'Pagamenti di cui pagoPA non ha dato la ricevuta. Si registra il pagamento, o si dice che non c’è stato, con un motivo.',
  },
  servizio_ente_fermo: {
    titolo: 'Il servizio dell’ente per i suoi avvisi',
    conta: () => 'Il servizio dell’ente non risponde per i suoi avvisi',
    spiega:
      'Gli avvisi che non sono in MyPay non si pagano finché il gestionale non risponde. Chiedi a chi lo cura; dalla pagina si prova.',
  },
  ricevuta_da_elaborare: {
    titolo: 'Ricevute non ancora registrate',
    conta: (n) => file(n, 'ricevuta non registrata per un guasto', 'ricevute non registrate per un guasto'),
    spiega:
      'Il messaggio è conservato, e il programma riprova ogni ora. Se il guasto è passato puoi farle riprovare adesso.',
    atti: { riprova: 'Riprova adesso' },
  },
  rendicontazioni_in_ritardo: {
    titolo: 'Rendicontazioni in ritardo',
    conta: () => 'Le rendicontazioni dei PSP non arrivano',
    spiega: 'pagoPA non risponde da troppo tempo, o non si può leggere ciò che risponde. Si riprova ogni due ore.',
    atti: { riprova: 'Chiedi adesso' },
  },
  import_da_confermare: {
    titolo: 'Flussi che aspettano una conferma',
    conta: (n) => file(n, 'flusso aspetta una conferma', 'flussi aspettano una conferma'),
    spiega: 'Finché nessuno li conferma non entra niente. Dopo un mese si buttano via da soli.',
    atti: { butta: 'Butta via' },
  },
  anteprima_ferma: {
    titolo: 'Anteprime ferme',
    conta: (n) => file(n, 'flusso aspetta un’anteprima che non arriva', 'flussi aspettano un’anteprima che non arriva'),
    spiega: 'Del file non è ancora entrato niente.',
    atti: { riprova: 'Calcola di nuovo', butta: 'Butta via' },
  },
  import_fermo: {
    titolo: 'Flussi fermi',
    conta: (n) => file(n, 'flusso è fermo', 'flussi sono fermi'),
    spiega: 'Nessuno ci sta lavorando. Riprendono da dove erano: ciò che è già caricato non si carica due volte.',
    atti: { riprova: 'Riprendi' },
  },
  import_interrotto: {
    titolo: 'Flussi interrotti da un guasto',
    conta: (n) => file(n, 'flusso interrotto da un guasto', 'flussi interrotti da un guasto'),
    spiega: 'Il programma ha rinunciato. Si può riprendere da dove era arrivato, oppure caricare di nuovo il file.',
    atti: { riprova: 'Riprendi', lascia: 'Non mostrarlo più' },
  },
  annullo_fermo: {
    titolo: 'Annullamenti di flussi fermi',
    conta: (n) => file(n, 'annullamento di un flusso è fermo', 'annullamenti di flussi sono fermi'),
    spiega: 'Nessuno ci sta lavorando. Ciò che è annullato resta annullato, il resto è ancora come era.',
    atti: { riprova: 'Riprendi', ferma: 'Fermalo qui' },
  },
  export_fermo: {
    titolo: 'File di incassi fermi',
    conta: (n) => file(n, 'file di incassi è fermo', 'file di incassi sono fermi'),
    spiega: 'Nessuno li sta preparando.',
    atti: { riprova: 'Riprendi', ferma: 'Annulla' },
  },
  export_fallito: {
    titolo: 'File di incassi non riusciti',
    conta: (n) => file(n, 'file di incassi non è riuscito', 'file di incassi non sono riusciti'),
    spiega: 'Il file non c’è. Si può preparare di nuovo, con lo stesso periodo.',
    atti: { riprova: 'Prepara di nuovo', lascia: 'Non mostrarlo più' },
  },
  export_sospeso: {
    titolo: 'File programmati fermati',
    conta: (n) => file(n, 'file programmato non si prepara più', 'file programmati non si preparano più'),
    spiega: 'Il loro tipo dovuto non è più attivo. Se lo è di nuovo riprendono da dove erano arrivati.',
    atti: { riprova: 'Riprendi', lascia: 'Non mostrarlo più' },
  },
  consegna_fallita: {
    titolo: 'Consegne non riuscite',
    conta: (n) => file(n, 'consegna non è riuscita', 'consegne non sono riuscite'),
    spiega: 'Il file c’è, e si scarica dalla sua pagina. Sistema ciò che manca nella destinazione, poi riprova.',
    atti: { riprova: 'Riprova la consegna', lascia: 'Non serve più' },
  },
  destinazione_non_raggiunta: {
    titolo: 'Destinazioni che non si raggiungono',
    conta: (n) => file(n, 'destinazione non si raggiunge', 'destinazioni non si raggiungono'),
    spiega: 'L’ultima prova non è riuscita: lì non arriva niente.',
    atti: { riprova: 'Prova di nuovo' },
  },
  abbonamento_sospeso: {
    titolo: 'Gestionali che non ricevono più gli eventi',
    conta: (n) => file(n, 'gestionale non riceve più gli eventi', 'gestionali non ricevono più gli eventi'),
    spiega:
      'Per tre giorni il gestionale non ha accettato un evento, e MyPay ha smesso di mandarne. Quelli che aspettano sono conservati: ' +
      'quando il gestionale risponde, riprendi.',
    atti: { riprova: 'Riprendi' },
  },
  esito_non_spinto: {
    titolo: 'Esiti non accettati dal gestionale',
    conta: (n) => file(n, 'esito non accettato dal gestionale', 'esiti non accettati dal gestionale'),
    spiega:
      'Il gestionale non ha accettato l’esito di un pagamento in nessuno dei tentativi. Il pagamento è registrato.',
    atti: { riprova: 'Riprova', lascia: 'Lascia perdere' },
  },
  richiesta_ferma: {
    titolo: 'Pagamenti chiesti dai cittadini senza avviso',
    conta: (n) => file(n, 'richiesta di un cittadino è ferma', 'richieste di cittadini sono ferme'),
    spiega: 'Il cittadino ha confermato, ma l’avviso non è stato preparato.',
    atti: { riprova: 'Prepara l’avviso' },
  },
  delega_da_decidere: {
    titolo: 'Deleghe da decidere',
    conta: (n) => file(n, 'delega aspetta una decisione', 'deleghe aspettano una decisione'),
    spiega: 'Chi chiede di agire per un minore o per un’altra persona aspetta la risposta dell’ente.',
  },
  dovuto_in_bozza: {
    titolo: 'Bozze mai pubblicate',
    conta: (n) => file(n, 'dovuto è in bozza da più di un giorno', 'dovuti sono in bozza da più di un giorno'),
    spiega: 'Il cittadino non le vede e non le può pagare. Apri il dovuto per pubblicarlo o annullarlo.',
  },
  importi_non_aggiornati: {
    titolo: 'Importi non aggiornati',
    conta: (n) => file(n, 'tipo dovuto non aggiorna gli importi', 'tipi dovuto non aggiornano gli importi'),
    spiega:
      'Nelle ultime sei ore il servizio dell’ente non ha detto quanto costa un dovuto: si è chiesto l’importo conservato. ' +
      'Controlla il servizio, e le sue credenziali.',
  },
  mail_non_inviata: {
    titolo: 'Mail non inviate',
    conta: (n) => file(n, 'mail non è partita', 'mail non sono partite'),
    spiega: 'Il server della posta le ha rifiutate, o non risponde.',
    atti: { riprova: 'Invia di nuovo', lascia: 'Lascia perdere' },
  },
  lavoro_fallito: {
    titolo: 'Lavori non riusciti',
    conta: (n) => file(n, 'lavoro del programma non è riuscito', 'lavori del programma non sono riusciti'),
    spiega: 'Il programma ha provato molte volte e ha smesso. Se non riesce nemmeno adesso, rivolgiti all’assistenza.',
    atti: { riprova: 'Riprova', lascia: 'Lascia perdere' },
  },
} satisfies Record<string, Parole>;

/** The kinds of things that get stuck, as people read them; the door shows them in this order. */
export type GenereFermo = keyof typeof generi;

/** The page «Che cosa è fermo». */
export const ufficioFermi = {
  titolo: 'Che cosa è fermo',
  introduzione:
    'Ciò che non va avanti da solo, con il motivo e con quello che si può fare. Quando è sistemato esce da qui.',
  vuoto: 'Niente è fermo',
  vuotoTesto: 'Qui compare ciò che aspetta una persona, o che il programma non è riuscito a fare.',
  colonne: { cosa: 'Che cosa', perche: 'Perché', dal: 'Da quando', fare: 'Che cosa fare', genere: 'Genere' },
  apri: 'Apri',
  troppi: (quanti: string): string => `Si vedono i primi ${quanti}, dal meno recente.`,
  piuDi: (quanti: string): string => `più di ${quanti}`,
  sparito: 'Non è più fermo: forse qualcuno ci ha già pensato.',
  fatto: 'Fatto. Se non è più fermo esce dall’elenco, altrimenti ci resta con il motivo.',
  aggiorna: 'Aggiorna',
  senzaNome: 'senza nome',
  generi: generi as Readonly<Record<GenereFermo, Parole>>,
  mail: {
    flusso: 'Com’è finito un flusso',
    consegna: 'Un file non consegnato',
    carrello: 'Le ricevute di chi ha pagato dal portale',
    ricevuta: 'La ricevuta per chi doveva pagare',
    abbonamento: 'Un gestionale che non riceve più gli eventi',
    delega: 'La risposta a una delega',
    segnalazione: 'Una segnalazione',
    ancora: 'L’impronta del registro',
  } as Readonly<Record<string, string>>,
  perche: {
    tentativi: 'pagoPA non ha dato la ricevuta in nessuna delle richieste',
    senza_ricevuta: 'Il PSP dice che non ha ricevuta',
    non_rendicontata: 'Nessun PSP ha rendicontato il pagamento',
    colonne: 'Manca dire quale colonna è quale',
    conferma: 'Aspetta che qualcuno lo confermi',
    anteprima_guasta: 'L’anteprima ha incontrato un guasto',
    anteprima_ferma: 'Nessuno sta calcolando l’anteprima',
    mai_iniziato: 'Nessuno ha cominciato',
    a_meta: 'Si è fermato a metà',
    non_inviata: 'Il server della posta non risponde',
    rifiutata: 'Il server della posta l’ha rifiutata',
    minore: 'Per un minore',
    tutela: 'Per una persona sotto tutela',
    delega: 'Per un’altra persona',
  } as Readonly<Record<string, string>>,
  rifiuti: {
    MAIL_NON_FERMA: 'Questa mail è già partita, oppure qualcuno ha già deciso di lasciarla perdere.',
  },
};
