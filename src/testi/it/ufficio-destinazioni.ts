import type { PercheNonConsegnato } from '#modules/flussi';

/** Why a file was not delivered, or a place did not pass its test: what it means, and what to do. */
export const nonConsegnato: Record<PercheNonConsegnato, string> = {
  irraggiungibile: 'Il server non risponde. Controlla nome e porta, e che accetti connessioni da MyPay.',
  indirizzo_non_ammesso:
    'L’indirizzo sta in una rete privata che MyPay non può chiamare, o la cartella esce da quella dell’ente. ' +
    'Chiedi a chi gestisce MyPay.',
  tempo_scaduto: 'Il server ha smesso di rispondere prima della fine.',
  chiave_da_confermare:
    'Il server ha mostrato la sua chiave: confronta l’impronta con chi lo gestisce, poi confermala.',
  chiave_cambiata:
    'Il server ha mostrato una chiave diversa da quella confermata. Non gli abbiamo detto chi siamo: ' +
    'senti chi lo gestisce prima di confermarla.',
  accesso_negato:
    'Il server non accetta questo utente con questa password o questa chiave. Togli la destinazione e aggiungila di nuovo.',
  segreto_illeggibile:
    'La chiave privata non si legge: va incollata intera, in formato OpenSSH o PEM, e senza password.',
  cartella_non_scrivibile: 'La cartella non c’è, oppure non ci si può scrivere.',
  cartella_non_configurata:
    'In questa installazione non c’è una cartella per le consegne. Chiedi a chi gestisce MyPay.',
  nome_occupato: 'C’è già un file con lo stesso nome e un altro contenuto: non l’abbiamo toccato.',
  interrotta: 'La connessione si è interrotta prima della fine. Sul server non resta nessun file a metà con quel nome.',
  destinazione_tolta: 'La destinazione è stata tolta prima che il file arrivasse.',
  chiave_persa:
    'La credenziale è cifrata con una chiave che non c’è più. Togli la destinazione e aggiungila di nuovo, con la sua credenziale.',
};

/** Where scheduled files are delivered, as administrators read it; and what became of a file, as operators do. */
export const ufficioDestinazioni = {
  titolo: 'Dove si consegnano i file',
  collegamento: 'Scegli dove consegnare i file da soli',
  introduzione:
    'Un file programmato può arrivare da solo su un server SFTP o in una cartella. Arriva intero: fino alla fine ha un nome che ' +
    'termina con .part. Se non ci riesce, MyPay riprova per tre ore e mezza, poi avvisa chi amministra l’ente.',
  elenco: 'Destinazioni dell’ente',
  vuoto: 'Non c’è ancora nessuna destinazione',
  vuotoTesto: 'Senza, i file programmati si scaricano dalla loro pagina, con il collegamento che arriva per mail.',
  generi: { sftp: 'Server SFTP', cartella: 'Cartella' },
  generiAiuto: {
    sftp: 'Un server dell’ente, della tesoreria o del fornitore.',
    cartella: 'Una cartella di questa installazione, da cui un altro programma prende i file.',
  },
  colonne: { nome: 'Nome', dove: 'Dove', prova: 'Ultima prova', azioni: 'Che cosa fare' },
  propria: 'Cartella dell’ente',
  stati: {
    inProva: 'In prova',
    bene: 'Funziona',
    daConfermare: 'Da confermare',
    male: 'Non funziona',
    mai: 'Mai provata',
  },
  impronta: (impronta: string): string => `Impronta mostrata dal server: ${impronta}`,
  conferma: 'È la sua: conferma',
  prova: 'Prova',
  togli: 'Togli',
  codice: (codice: string): string => `Codice: ${codice}`,
  /** After an act, by the name of its button. */
  fatto: {
    aggiunta: 'La destinazione è aggiunta, e la prova è partita.',
    conferma: 'L’impronta è confermata: la prova riparte con questa.',
    prova: 'La prova è partita.',
    togli: 'La destinazione è tolta: i file che ci andavano si scaricano dalla loro pagina.',
  },
  inProvaTesto: 'Una prova è in corso: di solito dura pochi secondi.',

  nuova: 'Aggiungi una destinazione',
  nome: 'Nome',
  nomeAiuto: 'Per riconoscerla, per esempio «Tesoreria».',
  genere: 'Come si consegna',
  percorso: 'Cartella',
  percorsoAiuto: 'Sul server, per esempio /incassi. Per una cartella di questa installazione si può lasciare vuota.',
  server: 'Solo per un server SFTP',
  host: 'Server',
  hostAiuto: 'Il nome, per esempio sftp.example.it.',
  porta: 'Porta',
  utente: 'Nome utente',
  accesso: 'Come si entra',
  accessi: { password: 'Con una password', chiave: 'Con una chiave privata' },
  password: 'Password',
  chiave: 'Chiave privata',
  segretoAiuto: 'Si conserva cifrata e non si può rileggere.',
  chiaveAiuto:
    'Si incolla intera, in formato OpenSSH o PEM, senza password. Si conserva cifrata e non si può rileggere.',
  improntaCampo: 'Impronta della chiave del server',
  improntaAiuto: 'Comincia con SHA256. Se non la conosci lasciala vuota: la prima prova la mostra, e tu la confermi.',
  aggiungi: 'Aggiungi e prova',

  consegna: {
    titolo: 'Consegna',
    dove: 'Consegna',
    nessuna: 'Nessuna: lo scarico dalla pagina',
    aiuto: 'Si possono scegliere le destinazioni che hanno superato la prova.',
    stati: {
      da_consegnare: 'In consegna',
      consegnata: 'Consegnato',
      fallita: 'Non consegnato',
      lasciata: 'Non consegnato, lasciato perdere',
    },
    a: (destinazione: string): string => `A «${destinazione}»`,
    riprovera: (tentativi: string): string => `Tentativi non riusciti: ${tentativi}. MyPay riprova da solo.`,
    riprova: 'Riprova la consegna',
    fatto: { riconsegna: 'La consegna riparte adesso.' },
  },
};
