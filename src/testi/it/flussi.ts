import type { CodiceAvvertenza, CodiceFlusso } from '#modules/flussi';
import { daConfermare } from './flussi-da-confermare.ts';

/** What fills a sentence: the parameters of a refusal. */
type Parametri = Readonly<Record<string, string | number>>;
type Frase = string | ((p: Parametri) => string);

const NOME =
  'codice IPA dell’ente, un nome a scelta e la versione, separati da trattini: per esempio c_a123-TARI2026-1_4.zip';

/** What people read when a file, or the request for one, is refused; and what is wrong with a row of a file. */
export const flussi = {
  rifiuti: {
    PAA_IMPORT_NOME_FILE_ERR: (p) =>
      p['copia'] === undefined
        ? `Il nome del file non va bene. Deve avere ${NOME}. Nel nome a scelta vanno bene lettere senza accenti, cifre, punto e ` +
          'trattino basso, al massimo 50 caratteri: niente spazi né altri trattini. Cambialo e carica di nuovo il file.'
        : copia(p),
    PAA_IMPORT_ENTE_ERR: (p) =>
      `Il nome del file comincia con «${p['ipaNelNome'] ?? ''}», ma il codice IPA di questo ente è «${p['ipaEnte'] ?? ''}». ` +
      'Controlla di lavorare per l’ente giusto, oppure correggi il nome del file e quello del CSV che contiene.',
    PAA_IMPORT_FILE_VERSIONE_ERR: (p) =>
      p['copia'] === undefined
        ? `La versione «${p['versione'] ?? ''}» che si legge nel nome del file non è fra quelle accettate: 1_0, 1_1, 1_2, 1_3, ` +
          '1_4 e 2_0. ' +
          'Esporta di nuovo i dovuti in una di queste.'
        : copia(p),
    PAA_IMPORT_NO_CSV: (p) =>
      p['base'] === undefined
        ? 'Nell’archivio non c’è il file CSV dei dovuti. Mettilo nell’archivio, con lo stesso nome e senza cartelle.'
        : `Nell’archivio manca il file «${p['base']}.csv»: il CSV deve chiamarsi come lo ZIP. Correggi il nome e carica di nuovo.`,
    PAA_IMPORT_FLUSSO_IN_CARICAMENTO: (p) =>
      `Il flusso «${p['iuf'] ?? ''}» è già stato inviato e il suo caricamento non è finito. Aspetta che finisca: lo segui ` +
      `nell’elenco dei flussi.`,
    PAA_IMPORT_FLUSSO_DUPLICATO: (p) =>
      `Il flusso «${p['iuf'] ?? ''}» è già stato caricato. Se sono altri dovuti, cambia la parte centrale del nome, nello ZIP e nel CSV.`,
    INVIO_SCONOSCIUTO: 'Il permesso di inviare il file non esiste: va chiesto di nuovo.',
    INVIO_SCADUTO: 'Il permesso di inviare il file è scaduto, perché dura un’ora: va chiesto di nuovo.',
    INVIO_USATO: 'Request token già usato: per un altro file va chiesto un altro permesso.',
    IMPORT_NOME_FILE_DUPLICATO: (p) =>
      `Un file di nome «${p['nomeFile'] ?? ''}» è già stato caricato. Se è un altro file, cambia la parte centrale del nome.`,
    IMPORT_NON_ZIP:
      'Questo file non è un archivio ZIP, oppure è arrivato incompleto. Comprimi il CSV in uno ZIP con lo stesso nome e carica ' +
      'quello; cambiare l’estensione non basta. Un foglio di calcolo si manda come XLSX.',
    IMPORT_ZIP_ROVINATO:
      'L’archivio ZIP è rovinato: forse il salvataggio o la copia si sono interrotti. Crealo di nuovo e ricaricalo.',
    IMPORT_ZIP_CIFRATO: 'L’archivio ZIP è protetto da password. Crealo di nuovo senza password.',
    IMPORT_ZIP_PIU_CSV: (p) =>
      `Nell’archivio c’è più di un CSV. Lascia soltanto «${p['base'] ?? ''}.csv», e invia gli altri con un flusso ciascuno.`,
    IMPORT_ZIP_NOME_VOCE: (p) =>
      `Nell’archivio c’è «${p['voce'] ?? ''}», che non ci dovrebbe essere. Metti nello ZIP soltanto «${p['base'] ?? ''}.csv», ` +
      `senza cartelle.`,
    IMPORT_ZIP_TROPPE_VOCI: 'L’archivio contiene troppi file. Metti nello ZIP soltanto il CSV dei dovuti.',
    IMPORT_ZIP_BOMBA:
      'L’archivio, una volta aperto, è troppo grande per un file di dovuti. Dividi i dovuti in più flussi, ciascuno con il suo nome.',
    IMPORT_FILE_TROPPO_GRANDE: (p) =>
      `L’archivio supera ${p['megabyte'] ?? ''} MB. Dividi i dovuti in più flussi, ciascuno con il suo nome.`,
    IMPORT_CODIFICA: (p) =>
      `Alla riga ${p['riga'] ?? ''} del CSV ci sono caratteri che non sappiamo leggere. Salva il CSV con la codifica UTF-8, ` +
      `crea di nuovo lo ZIP e caricalo.`,
    IMPORT_RIGA_TROPPO_LUNGA: (p) =>
      `La riga ${p['riga'] ?? ''} del CSV è troppo lunga: forse manca un a capo. Correggi il file e carica di nuovo lo ZIP.`,
    IMPORT_TROPPE_RIGHE: (p) =>
      `Il CSV ha più di ${intero(p['massimo'])} righe. Dividi i dovuti in più flussi, ciascuno con il suo nome.`,
    IMPORT_CSV_VUOTO: 'Il CSV è vuoto. Esporta di nuovo i dovuti e carica il nuovo file.',
    IMPORT_SENZA_RIGHE:
      'Nel CSV c’è soltanto la riga di intestazione, e nessun dovuto. Esporta di nuovo i dovuti e carica il nuovo file.',
    IMPORT_SENZA_INTESTAZIONE:
      'La prima riga del CSV è già un dovuto: manca la riga di intestazione, con i nomi delle colonne, e quel dovuto andrebbe perso. ' +
      'Aggiungila in cima e carica di nuovo lo ZIP.',
    IMPORT_INTESTAZIONE: (p) =>
      `La prima riga del file deve avere i nomi delle colonne della versione 2_0, in ordine. La colonna ${p['colonna'] ?? ''} ` +
      (p['attesa'] === '' ? 'non ci dovrebbe essere' : `deve chiamarsi «${p['attesa'] ?? ''}»`) +
      (p['trovata'] === '' ? ', e manca. ' : `, e si chiama «${p['trovata'] ?? ''}». `) +
      'Correggi il file, oppure indica le colonne con una corrispondenza.',
    IMPORT_A_CAPO:
      'Le righe del CSV finiscono con il solo carattere CR, come nei vecchi Mac, e il file si legge come una riga sola. Salvalo con gli ' +
      'a capo di Windows (CRLF) o di Unix (LF), crea di nuovo lo ZIP e caricalo.',
    IMPORT_NON_XLSX:
      'Questo file non è un foglio XLSX: forse è nel vecchio formato XLS, o è protetto da una password. Aprilo e ' +
      'salvalo come «Cartella di ' +
      'lavoro di Excel (.xlsx)», senza password.',
    IMPORT_XLSX_VERSIONE: (p) =>
      `Un foglio XLSX si manda nella versione 2_0: chiamalo ${p['nome'] ?? ''}. Vanno bene anche solo le colonne ` +
      `della 1_3, con i loro nomi.`,
    IMPORT_XLSX_ROVINATO: (p) =>
      `Il foglio XLSX è rovinato${dove(p, ', alla cella ')}: aprilo con il tuo programma, salvalo di nuovo e ricaricalo.`,
    IMPORT_XLSX_VUOTO: 'Nel file XLSX non c’è nessun foglio visibile con qualcosa dentro.',
    IMPORT_XLSX_PIU_FOGLI: (p) =>
      `Nel file XLSX c’è più di un foglio con qualcosa dentro${dove(p, ': ')}. Lascia soltanto quello dei dovuti, ` +
      `oppure nascondi gli altri.`,
    IMPORT_XLSX_TROPPE_COLONNE: (p) =>
      `Nel foglio c’è qualcosa molto lontano dall’elenco${dove(p, ', alla cella ')}: cancellalo, e ricarica il file.`,
    IMPORT_XLSX_TROPPO_TESTO:
      'Il foglio contiene troppo testo per essere letto in una volta. Dividi i dovuti in più file.',
    IMPORT_XLSX_CELLA_LUNGA: (p) =>
      `Una cella del foglio contiene più testo di quanto ne possa contenere${dove(p, ': ')}. Accorciala, e ricarica il file.`,
    IMPORT_XLSX_FORMULA: (p) =>
      `La formula della cella ${p['dove'] ?? ''} non ha un risultato. Apri il foglio con il tuo programma, lascia che ` +
      `la calcoli e salvalo; ` +
      'oppure scrivi il valore al posto della formula.',
    IMPORT_XLSX_ERRORE: (p) =>
      `La cella ${p['dove'] ?? ''} contiene un errore, come #N/D o #RIF!. Correggila, e ricarica il file.`,
    IMPORT_XLSX_COLONNA: (p) =>
      `La colonna ${p['colonna'] ?? ''}, «${p['nome'] ?? ''}», non è una colonna della versione 2_0, oppure c’è due ` +
      `volte. Toglila o cambiale ` +
      'nome; se i nomi sono quelli del tuo programma, indica quale colonna è quale con una corrispondenza.',
    IMPORT_XLSX_MANCA: (p) => `Nel foglio manca la colonna «${p['nome'] ?? ''}», che è obbligatoria.`,
    IMPORT_FORMA_SCONOSCIUTA: 'Manda un file CSV o un foglio XLSX: gli altri formati non si leggono.',
    IMPORT_NON_CSV:
      'Questo file non è un CSV che sappiamo leggere: forse è uno ZIP o un foglio di calcolo con un altro nome, o un testo in UTF-16. ' +
      'Salvalo come CSV in UTF-8, oppure come XLSX.',
    IMPORT_CSV_VIRGOLETTE: (p) =>
      `Alla riga ${p['riga'] ?? ''} del CSV, o poco prima, ci sono virgolette che si aprono e non si chiudono. ` +
      `Correggi il file e ricaricalo.`,
    CORRISPONDENZA_FINITA: 'Qualcuno ha già detto che cosa sono le colonne di questo file, o lo ha buttato via.',
    CORRISPONDENZA_MANCA: (p) =>
      `${p['campo'] ?? ''}: scegli da dove si prende. Senza non si può caricare nessun dovuto.`,
    CORRISPONDENZA_COLONNA: (p) => `${p['campo'] ?? ''}: scegli una delle colonne del file.`,
    CORRISPONDENZA_COSTANTE: (p) =>
      `${p['campo'] ?? ''}: scrivi il valore, come starebbe nel file. Non è vuoto né troppo lungo; una data o un importo si ` +
      'scrivono come indicato in fondo alla pagina.',
    CORRISPONDENZA_NOME: 'Il nome ha al massimo 60 caratteri.',
    CORRISPONDENZA_IUF:
      'Scrivi un nome con lettere senza accenti, cifre, punto e trattino basso, al massimo 50 caratteri, che non ' +
      'cominci con un trattino basso.',
    CORRISPONDENZA_IUF_CORTO:
      'Con lo IUD progressivo il nome del flusso entra nello IUD: lettere senza accenti, cifre, punto e trattino ' +
      'basso, al massimo 27 caratteri.',
    PAA_IMPORT_ERRORE_GENERICO: (p) =>
      Number(p['caricate'] ?? 0) === 0
        ? 'Il caricamento si è fermato per un guasto nostro: il file non ha colpa. Caricalo di nuovo; se succede ancora, chiedi aiuto.'
        : `Il caricamento si è fermato per un guasto nostro, dopo aver caricato ${intero(p['caricate'])} righe. Carica di nuovo lo ` +
          'stesso file: le righe già caricate saranno scartate perché ci sono già, le altre saranno caricate.',
    AVVISI_OCCUPATI: 'Stiamo già preparando gli avvisi di altri flussi. Aspetta qualche minuto e scaricali di nuovo.',
    ERROR_EXPORT:
      'La preparazione del file si è fermata per un guasto nostro. Prenotalo di nuovo; se succede ancora, chiedi aiuto.',
    CODE_PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_INSERITO: 'Scegli dall’elenco almeno un tipo dovuto.',
    EXPORT_GIA_PROGRAMMATO: 'Hai già programmato un file uguale: lo trovi nell’elenco.',
    EXPORT_CADENZA_NON_VALIDA: 'Scegli ogni quanto preparare il file.',
    EXPORT_GIA_FINITO: 'La preparazione del file è già finita, e non si può più annullare.',
    PAA_DATE_FROM_NON_VALIDO: 'Scrivi il primo giorno come 01/11/2026.',
    PAA_DATE_TO_NON_VALIDO: 'Scrivi l’ultimo giorno come 30/11/2026.',
    PAA_INTERVALLO_DATE_NON_VALIDO: 'L’ultimo giorno viene prima del primo. Indica un giorno uguale o successivo.',
    PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: 'Questo tipo dovuto non è dell’ente. Sceglilo dall’elenco.',
    PAA_VERSIONE_TRACCIATO_NON_VALIDA: 'Scegli la versione del file dall’elenco.',
    DESTINAZIONE_NOME_NON_VALIDO: 'Scrivi un nome con cui riconoscerla, al massimo di 60 caratteri.',
    DESTINAZIONE_NOME_DUPLICATO: 'C’è già una destinazione con questo nome. Scegline un altro.',
    DESTINAZIONE_GENERE_NON_VALIDO: 'Scegli dall’elenco come consegnare i file.',
    DESTINAZIONE_PERCORSO_NON_VALIDO:
      'La cartella non va bene. Scrivila come /incassi, senza «..»; sotto la cartella dell’ente, come incassi/giornalieri.',
    DESTINAZIONE_HOST_NON_VALIDO: 'Scrivi il nome del server come sftp.example.it, oppure il suo indirizzo.',
    DESTINAZIONE_PORTA_NON_VALIDA: 'La porta è un numero da 1 a 65535. Di solito è 22.',
    DESTINAZIONE_UTENTE_NON_VALIDO: 'Scrivi il nome utente con cui si entra nel server.',
    DESTINAZIONE_IMPRONTA_NON_VALIDA:
      'L’impronta si scrive come SHA256: seguito da 43 caratteri. Se non la conosci lasciala vuota: la vedrai dopo la prima prova.',
    DESTINAZIONE_SEGRETO_NON_VALIDO: 'Scrivi la password, oppure incolla la chiave privata intera.',
    DESTINAZIONE_IMPRONTA_CAMBIATA:
      'Intanto il server ha mostrato un’altra chiave, o qualcuno l’ha già confermata. Guarda com’è adesso, poi conferma.',
    DESTINAZIONE_NON_TROVATA: 'Questa destinazione non c’è più.',
    DESTINAZIONE_IN_USO: 'Qui arriva un file programmato: sospendi prima quello, poi togli la destinazione.',
    DESTINAZIONE_NON_PROVATA: 'Questa destinazione non ha ancora superato una prova. Provala, poi programma il file.',
    CONSEGNA_NON_FALLITA: 'Questa consegna è già riuscita, o si sta già provando.',
    EXPORT_NON_SOSPESO: 'Di questo file programmato qualcuno ha già deciso.',
    FLUSSO_NON_FALLITO: 'Di questo file qualcuno ha già deciso: guarda come sta adesso.',
    FLUSSO_NON_FERMO: 'A questo file si sta già lavorando.',
    FLUSSO_NON_TROVATO: 'Questo flusso non c’è, oppure non è fra quelli ricevuti dall’ente.',
    FLUSSO_NON_FINITO: 'Il flusso si sta ancora caricando. Aspetta che finisca, poi annullalo.',
    FLUSSO_SENZA_DOVUTI: 'Questo flusso non ha portato nessun dovuto: non c’è niente da annullare.',
    FLUSSO_MOTIVO_MANCANTE: 'Scrivi perché annulli il flusso, al massimo in 500 caratteri.',
    FLUSSO_ANNULLO_IN_CORSO: 'Il flusso si sta già annullando: segui a che punto è nella sua pagina.',
    FLUSSO_ANNULLO_FINITO: 'L’annullamento è già finito: non c’è più niente da fermare.',
    ...daConfermare,
  } satisfies Record<CodiceFlusso, Frase> as Record<CodiceFlusso, Frase>,

  /** Why a good row deserves a look. */
  avvertenze: {
    COMUNE_SCONOSCIUTO:
      'Non conosciamo un comune con questo nome nella provincia del debitore. Se il nome è scritto bene, va bene così.',
    CAP_NON_VALIDO: 'Il CAP del debitore non ha cinque cifre.',
    NASCITA_SCONOSCIUTA:
      'Il codice fiscale del debitore è valido, ma non conosciamo il luogo di nascita che indica, o in quella data non esisteva.',
    COMUNE_SCONOSCIUTO_ENTE_SECONDARIO:
      'Non conosciamo un comune con questo nome nella provincia dell’ente secondario. Se il nome è scritto bene, va bene così.',
    CAP_NON_VALIDO_ENTE_SECONDARIO: 'Il CAP dell’ente secondario non ha cinque cifre.',
    IMPORTO_INSOLITO:
      'L’importo è più di dieci volte il solito di questo tipo dovuto: controlla che non manchi il punto dei decimali.',
    SCADENZA_GIA_PASSATA: 'La data di scadenza è già passata.',
    DEBITORE_ANONIMO: 'Il debitore non ha un codice fiscale: è indicato come ANONIMO.',
  } satisfies Record<CodiceAvvertenza, string>,

  /** By code of the file of rejects; a code that is not here shows the text of that file. */
  righe: {
    PAA_IMPORT_SINTASSI_CSV_AZIONE: 'L’azione deve essere I (inserisci), M (modifica) o A (annulla).',
    PAA_IMPORT_SINTASSI_CSV_IUD: 'Lo IUD non può cominciare con 000.',
    PAA_IMPORT_SINTASSI_CSV_IUV: 'Lo IUV indicato non è valido per questo ente.',
    PAA_IMPORT_SINTASSI_CSV_TIPO_DOVUTO_INESISTENTE: 'Il tipo dovuto non esiste per questo ente.',
    PAA_IMPORT_SINTASSI_CSV_TIPO_DOVUTO_NON_ATTIVO_PER_ENTE: 'Il tipo dovuto non è attivo.',
    PAA_IMPORT_SINTASSI_CSV_TIPO_DOVUTO_NON_PER_FLUSSI:
      'L’ente non accetta file per questo tipo dovuto: chi amministra la configurazione può aggiungere la modalità «per flussi».',
    PAA_IMPORT_SINTASSI_CSV_TIPO_DOVUTO_NON_VALIDO_MARCA_DA_BOLLO: 'Le marche da bollo non si caricano con un file.',
    PAA_IMPORT_SINTASSI_CSV_ID_UNIV_FG: 'Il tipo di identificativo deve essere F (persona) o G (impresa, ente).',
    PAA_IMPORT_SINTASSI_CSV_P_IVA: 'La partita IVA del debitore non è valida.',
    PAA_IMPORT_SINTASSI_CSV_COD_FISC: 'Il codice fiscale del debitore non è valido.',
    PAA_IMPORT_SINTASSI_CSV_EMAIL: 'L’indirizzo email del debitore non è scritto bene.',
    PAA_IMPORT_SINTASSI_CSV_CIVICO: 'Il numero civico del debitore ha caratteri non ammessi.',
    PAA_IMPORT_SINTASSI_CSV_NAZ: 'La nazione del debitore non è una sigla di due lettere, come IT.',
    PAA_IMPORT_SINTASSI_CSV_PROV: 'La provincia del debitore non è una sigla italiana.',
    PAA_IMPORT_SINTASSI_CSV_CAP: 'Il CAP del debitore non è valido.',
    PAA_IMPORT_SINTASSI_CSV_DATA_SCADENZA_PAGAMENTO_NON_PRESENTE: 'Questo tipo dovuto vuole la data di scadenza.',
    PAA_IMPORT_SINTASSI_CSV_IMPORTO: 'L’importo deve essere maggiore di zero e al massimo 999.999.999,99 €.',
    PAA_IMPORT_SINTASSI_CSV_COMMISSIONI_PA:
      'La commissione a carico dell’ente non può essere negativa né superare 999.999.999,99 €.',
    PAA_IMPORT_SINTASSI_CSV_TIPO_VERS: 'I canali di pagamento non sono fra quelli previsti.',
    PAA_IMPORT_SINTASSI_CSV_DATI_RISCOSS: 'I dati specifici di riscossione non sono scritti bene, come 9/0101101IM/.',
    PAA_IMPORT_SINTASSI_CSV_BILANCIO: 'Il bilancio non è scritto bene, o la sua somma non è l’importo.',
    PAA_IMPORT_SINTASSI_CSV_COD_FISC_ENTE_SECONDARIO: 'Il codice fiscale dell’ente secondario non è valido.',
    PAA_IMPORT_SINTASSI_CSV_IBAN_ACCREDITO_ENTE_SECONDARIO:
      'L’IBAN dell’ente secondario non è valido: deve avere 27 caratteri e le cifre di controllo giuste.',
    PAA_IMPORT_SINTASSI_CSV_CIVICO_ENTE_SECONDARIO: 'Il numero civico dell’ente secondario ha caratteri non ammessi.',
    PAA_IMPORT_SINTASSI_CSV_NAZ_ENTE_SECONDARIO: 'La nazione dell’ente secondario non è una sigla di due lettere.',
    PAA_IMPORT_SINTASSI_CSV_PROV_ENTE_SECONDARIO: 'La provincia dell’ente secondario non è una sigla italiana.',
    PAA_IMPORT_SINTASSI_CSV_CAP_ENTE_SECONDARIO: 'Il CAP dell’ente secondario non è valido.',
    PAA_IMPORT_SINTASSI_CSV_DATI_RISCOSS_ENTE_SECONDARIO:
      'I dati di riscossione dell’ente secondario non sono un codice della tassonomia pagoPA.',
    PAA_IMPORT_SINTASSI_CSV_IMPORTO_VERS_ENTE_SECONDARIO:
      'L’importo dell’ente secondario deve essere maggiore di zero, e sommato al primo non superare 999.999.999,99 €.',
    PAA_IMPORT_SINTASSI_CSV_IBAN_ACCREDITO: 'L’IBAN di accredito non è fra quelli in vigore dei conti dell’ente.',
    PAA_IMPORT_SINTASSI_CSV_CODICE_POSIZIONE:
      'Il codice della posizione ha solo lettere senza accenti, cifre e segni, senza spazi.',
    PAA_IMPORT_SINTASSI_CSV_SENZA_POSIZIONE:
      'Per un’altra opzione o per una rata ci vuole il codice della posizione, lo stesso in tutte le sue righe.',
    PAA_IMPORT_SINTASSI_CSV_OPZIONE: 'Il numero dell’opzione va da 1 a 100.',
    PAA_IMPORT_SINTASSI_CSV_RATA: 'Il numero della rata va da 1 a 100; in una opzione unica è 1.',
    PAA_IMPORT_SINTASSI_CSV_VALIDITA_OPZIONE: 'L’ultimo giorno dell’opzione viene prima del primo.',
    PAA_IMPORT_SINTASSI_CSV_GIORNI_NOTIFICA: 'I giorni dalla notifica vanno da 1 a 3650.',
    PAA_IMPORT_SINTASSI_CSV_DATA_NOTIFICA: 'La data di notifica è nel futuro, o troppo lontana nel passato.',
    PAA_IMPORT_SINTASSI_CSV_QUOTA_IMPORTO:
      'L’importo della quota deve essere maggiore di zero e al massimo 999.999.999,99 €.',
    PAA_IMPORT_SINTASSI_CSV_QUOTA_COD_FISC:
      'Il codice fiscale del beneficiario della quota non è valido: sono 11 cifre.',
    PAA_IMPORT_SINTASSI_CSV_QUOTA_DENOMINAZIONE: 'Manca il nome del beneficiario della quota.',
    PAA_IMPORT_SINTASSI_CSV_QUOTA_IBAN: 'L’IBAN della quota manca o non è valido; una marca da bollo non ne ha.',
    PAA_IMPORT_SINTASSI_CSV_QUOTA_TASSONOMIA: 'La tassonomia della quota non è un codice in vigore di pagoPA.',
    PAA_IMPORT_SINTASSI_CSV_QUOTA_BILANCIO:
      'Il bilancio della quota non è scritto bene, o la sua somma non è l’importo.',
    PAA_IMPORT_SINTASSI_CSV_QUOTA_BOLLO:
      'La marca da bollo vuole l’impronta del documento (SHA-256 in base64) e la sigla della provincia.',
    IMPORT_POSIZIONE_INCOMPLETA: 'Un’altra riga della stessa posizione è sbagliata: si caricano tutte, o nessuna.',
    PAA_IMPORT_COD_TIPO_DOVUTO_INESISTENTE: 'Il tipo dovuto non esiste per questo ente.',
    PAA_IMPORT_OPERATORE_NO_PERMESSI: 'Chi ha caricato il file non è abilitato a questo tipo dovuto.',
    PAA_IMPORT_IUV_NO_NULLABLE: 'Non si può togliere lo IUV a un dovuto che lo ha.',
    PAA_IMPORT_ERROR: 'Non c’è un dovuto con questo IUD, oppure è già pagato o annullato.',
    PAA_IMPORT_DOVUTO_NON_PRESENTE: 'Qualcuno sta pagando questo dovuto: adesso non si può modificare né annullare.',
    PAA_IMPORT_TIPO_DOVUTO_NON_MODIFICABILE:
      'Il tipo di un dovuto non si può cambiare: annullalo e inseriscine un altro.',
  } as Readonly<Record<string, string>>,

  /** By text of the file of rejects, where one code says several things. */
  righePerTesto: {
    "Errore IUD duplicato all'interno dello stesso flusso":
      'Una riga precedente di questo file ha già lo stesso IUD, ed è stata caricata.',
    "|L'ente e' in pre-esercizio: l'importo supera il massimo ammesso per le prove":
      'L’ente è in pre-esercizio, e per le prove si accettano solo importi piccoli. Riduci l’importo, o chiedi all’intermediario.',
    '|IUD attivo presente nel database, non si accettano dovuti duplicati':
      'C’è già un dovuto con questo IUD. Per cambiarlo usa l’azione M.',
    '|IUV attivo presente nel database, non si accettano dovuti duplicati': 'Questo IUV è già di un altro dovuto.',
    '|IUV duplicato nel database, non si accettano dovuti duplicati': 'Questo IUV è già di un altro dovuto.',
    '|Non è possibile modificare il codice iuv di un dovuto':
      'Lo IUV di un dovuto non si può cambiare: ripeti quello che ha.',
    '|dataScadenzaPagamento deve essere valorizzata per questo tipo dovuto':
      'Questo tipo dovuto vuole la data di scadenza.',
    '|dataScadenzaPagamento deve essere maggiore uguale alla data attuale per questo tipo dovuto':
      'La data di scadenza è passata. Indica una data da oggi in poi.',
  } as Readonly<Record<string, string>>,

  /** What is wrong with a row that could not be read (code PAA_IMPORT_SINTASSI_CSV). */
  lettura: {
    colonne: ({ colonne, servono }: Parametri, versioni: readonly string[]): string => {
      if (colonne === undefined) return 'La riga non ha il numero giusto di colonne: il separatore è ;';
      const quante = `La riga ha ${intero(colonne)} ${colonne === 1 ? 'colonna' : 'colonne'}, ne servono ${intero(servono)}: `;
      return versioni.length === 0
        ? `${quante}il separatore è ;`
        : `${quante}sono quelle della versione ${versioni.join(' o ')}, e il nome del file ne dice un’altra.`;
    },
    manca: (campo: string): string => `${campo}: manca.`,
    lungo: (campo: string, massimo: number | null): string =>
      massimo === null
        ? `${campo}: ha troppi caratteri.`
        : `${campo}: ha troppi caratteri, al massimo ${intero(massimo)}.`,
    importo: (campo: string, scritto: string): string =>
      `${campo}: «${scritto}» non è un importo. Si scrive con il punto: 12.50`,
    logico: (campo: string): string => `${campo}: deve essere true oppure false.`,
    invisibili: (campo: string): string =>
      `${campo}: contiene caratteri che non si vedono, come una tabulazione. Riscrivilo.`,
    giorno: (campo: string): string =>
      `${campo}: si scrive anno, mese e giorno, come 2026-12-31, e deve essere un giorno che esiste.`,
    numero: (campo: string): string => `${campo}: deve essere un numero intero, da 1 in su.`,
    valore: (campo: string): string =>
      `${campo}: non è scritto come si deve. Guarda com’è fatto nella guida del file 2_0.`,
    data: 'Scadenza: si scrive anno, mese e giorno, come 2026-12-31, e deve essere un giorno che esiste.',
  },

  /** The columns, by the name that the file of rejects gives them. */
  campi: {
    IUD: 'IUD',
    COD_IUD: 'IUD',
    COD_IUV: 'IUV',
    TIPO_IDENTIFICATIVO_UNIVOCO: 'Tipo di identificativo del debitore (F o G)',
    CODICE_IDENTIFICATIVO_UNIVOCO: 'Codice fiscale del debitore',
    ANAGRAFICA_PAGATORE: 'Nome del debitore',
    INDIRIZZO_PAGATORE: 'Indirizzo del debitore',
    CIVICO_PAGATORE: 'Numero civico del debitore',
    CAP_PAGATORE: 'CAP del debitore',
    LOCALITA_PAGATORE: 'Località del debitore',
    PROVINCIA_PAGATORE: 'Provincia del debitore',
    NAZIONE_PAGATORE: 'Nazione del debitore',
    EMAIL_PAGATORE: 'Email del debitore',
    DATA_SCADENZA_PAGAMENTO: 'Scadenza',
    IMPORTO_DOVUTO: 'Importo',
    COMMISSIONE_CARICO_PA: 'Commissione a carico dell’ente',
    TIPO_DOVUTO: 'Tipo dovuto',
    TIPO_VERSAMENTO: 'Canali di pagamento (tipoVersamento)',
    CAUSALE_VERSAMENTO: 'Causale',
    DATI_SPECIFICI_RISCOSSIONE: 'Dati specifici di riscossione',
    BILANCIO: 'Bilancio',
    FLAG_GENERA_IUV: 'Generazione dello IUV (flagGeneraIuv)',
    FLAG_MULTI_BENEFICIARIO: 'Secondo beneficiario (flagMultiBeneficiario)',
    CODICE_FISCALE_ENTE_SECONDARIO: 'Codice fiscale dell’ente secondario',
    DENOMINAZIONE_ENTE_SECONDARIO: 'Nome dell’ente secondario',
    IBAN_ACCREDITO_ENTE_SECONDARIO: 'IBAN dell’ente secondario',
    INDIRIZZO_ENTE_SECONDARIO: 'Indirizzo dell’ente secondario',
    CIVICO_ENTE_SECONDARIO: 'Numero civico dell’ente secondario',
    CAP_ENTE_SECONDARIO: 'CAP dell’ente secondario',
    LOCALITA_ENTE_SECONDARIO: 'Località dell’ente secondario',
    PROVINCIA_ENTE_SECONDARIO: 'Provincia dell’ente secondario',
    NAZIONE_ENTE_SECONDARIO: 'Nazione dell’ente secondario',
    DATI_SPECIFICI_RISCOSSIONE_ENTE_SECONDARIO: 'Dati specifici di riscossione dell’ente secondario',
    CAUSALE_VERSAMENTO_ENTE_SECONDARIO: 'Causale dell’ente secondario',
    IMPORTO_VERSAMENTO_ENTE_SECONDARIO: 'Importo dell’ente secondario',
    AZIONE: 'Azione (I, M o A)',
    CAUSALE_PUBBLICA: 'Causale per pagoPA',
    IBAN_ACCREDITO: 'IBAN di accredito',
    CODICE_POSIZIONE: 'Codice della posizione',
    OPZIONE: 'Numero dell’opzione',
    FORMA_OPZIONE: 'Forma dell’opzione (unica o piano)',
    RATA: 'Numero della rata',
    OPZIONE_VALIDA_DAL: 'Primo giorno dell’opzione',
    OPZIONE_VALIDA_AL: 'Ultimo giorno dell’opzione',
    MAGGIORAZIONE_OPZIONE: 'Maggiorazione dell’opzione',
    GIORNI_DALLA_NOTIFICA: 'Giorni dalla notifica',
    DATA_NOTIFICA: 'Data di notifica',
    ALTRI_DEBITORI: 'Altri debitori',
    NOTA_PAGATORE: 'Chi paga, se non è il debitore',
    METADATI: 'Metadati',
    METADATI_PAGOPA: 'Metadati per pagoPA',
    ...quote(),
  } as Readonly<Record<string, string>>,
};

/** The columns of the shares of 2_0, by their number. */
function quote(): Record<string, string> {
  const nomi = {
    IMPORTO_QUOTA: 'importo',
    CODICE_FISCALE_QUOTA: 'codice fiscale del beneficiario',
    DENOMINAZIONE_QUOTA: 'nome del beneficiario',
    IBAN_QUOTA: 'IBAN',
    TASSONOMIA_QUOTA: 'tassonomia',
    CAUSALE_QUOTA: 'causale',
    BILANCIO_QUOTA: 'bilancio',
    HASH_BOLLO_QUOTA: 'impronta del documento della marca da bollo',
    PROVINCIA_BOLLO_QUOTA: 'provincia della marca da bollo',
  };
  return Object.fromEntries(
    [2, 3, 4, 5].flatMap((n) =>
      Object.entries(nomi).map(([etichetta, nome]) => [`${etichetta}_${n}`, `Quota ${n}, ${nome}`]),
    ),
  );
}

function copia(p: Parametri): string {
  return (
    `Il nome del file finisce con «${p['copia'] ?? ''}»: lo aggiunge il computer quando lo stesso file c’è già. Togli queste lettere ` +
    'dal nome, che deve essere lo stesso del CSV, e carica di nuovo il file.'
  );
}

function dove(p: Parametri, prima: string): string {
  return (p['dove'] ?? '') === '' ? '' : `${prima}${p['dove'] ?? ''}`;
}

function intero(n: string | number | undefined): string {
  return Number(n ?? 0).toLocaleString('it-IT', { useGrouping: 'always' });
}
