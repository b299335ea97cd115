import type { CodiceRendicontazione } from '#modules/rendicontazione';

type Parametri = Readonly<Record<string, string | number>>;
type Frase = string | ((p: Parametri) => string);

/** Where in the file: a payment is counted as it stands there. */
const dove = (p: Parametri): string => (p['pagamento'] === undefined ? '' : ` del pagamento ${p['pagamento']}`);

/** What people read when a statement of a PSP is not taken, and when nothing is done of a receipt that has not come. */
export const rendicontazione = {
  rifiuti: {
    RENDICONTAZIONE_NON_XML:
      'Questo file non è un XML, oppure è arrivato incompleto. Scaricalo di nuovo da dove l’hai avuto e carica quello, senza aprirlo ' +
      'e salvarlo con altri programmi.',
    RENDICONTAZIONE_ALTRO_DOCUMENTO:
      'Questo XML non è una rendicontazione: deve cominciare con FlussoRiversamento. Controlla di aver scelto il file giusto.',
    RENDICONTAZIONE_INCOMPLETA: (p) =>
      `Nella rendicontazione manca «${p['elemento'] ?? ''}»${dove(p)}. Chiedi al prestatore di servizi di pagamento un file completo.`,
    RENDICONTAZIONE_VALORE_NON_VALIDO: (p) =>
      `Nella rendicontazione il valore di «${p['elemento'] ?? ''}»${dove(p)} non ha senso. Chiedi al prestatore di servizi di pagamento ` +
      'un file corretto.',
    RENDICONTAZIONE_ALTRO_ENTE: (p) =>
      `Questa rendicontazione è per il codice fiscale ${p['codice'] ?? ''}, ma l’ente per cui lavori ha ${p['codiceFiscale'] ?? ''}. ` +
      'Controlla di lavorare per l’ente giusto.',
    RENDICONTAZIONE_GIA_ACQUISITA: (p) =>
      `La rendicontazione ${p['iuf'] ?? ''} è già qui, uguale: non c’è niente da caricare.`,
    RENDICONTAZIONE_TROPPO_GRANDE: (p) =>
      `Il file supera ${p['megabyte'] ?? ''} MB, più di quanto una rendicontazione occupi. Controlla di aver scelto il file giusto.`,
    RENDICONTAZIONE_TROPPE_RIGHE: (p) =>
      `La rendicontazione ha più di ${p['righeMax'] ?? ''} pagamenti, e non si può leggere intera. Scrivi all’assistenza.`,
    MANCANTE_NON_TROVATA: 'Questo pagamento non c’è, o riguarda tipi di dovuto che non segui.',
    MANCANTE_ARRIVATA: 'La ricevuta è arrivata: non c’è più niente da fare.',
    MANCANTE_CHIUSA: 'Questo pagamento è già stato chiuso a mano. Ricarica la pagina per vedere da chi e perché.',
    MANCANTE_APPENA_PROVATA:
      'La ricevuta è stata chiesta meno di dieci minuti fa. Le richieste a pagoPA sono poche, per tutti gli enti: riprova più tardi.',
    MANCANTE_SENZA_IUR: 'Senza lo IUR la ricevuta non si può né chiedere né registrare. Se lo conosci, scrivilo.',
    MANCANTE_IUR_NON_VALIDO:
      'Uno IUR ha al massimo 35 caratteri, lettere e cifre senza spazi. Copialo dalla ricevuta che il PSP ha dato a chi ha pagato.',
    MANCANTE_IUR_NOTO: 'Lo IUR lo dice la rendicontazione del PSP: non si cambia a mano.',
    MANCANTE_IUR_DI_ALTRI:
      'Questo IUR è di un altro pagamento dell’ente. Controlla di averlo copiato dalla ricevuta giusta.',
    MANCANTE_IN_CORSO:
      'La ricevuta si può ancora avere da pagoPA. Si chiude a mano quando i tentativi sono finiti, o quando l’attesa è passata.',
    MANCANTE_RENDICONTATA:
      'Un PSP ha rendicontato questo pagamento, quindi è stato fatto: si può registrare, non chiudere come non pagato.',
    MANCANTE_MOTIVO: 'Scrivi il motivo, in al massimo 500 caratteri: resta nel registro.',
    QUADRATURA_NOME:
      'Il nome del file non è quello del vecchio MyPay: identificativo (al massimo 35 caratteri), trattino basso, giorno e ora in 14 ' +
      'cifre, «.xml». Lascia ai file il nome che avevano.',
    QUADRATURA_NON_XML:
      'Questo file non è un XML intero e in UTF-8, o contiene una DTD. Prendilo di nuovo da dove è conservato, senza aprirlo e salvarlo ' +
      'con altri programmi.',
    QUADRATURA_TROPPO_GRANDE: (p) =>
      `Il file supera ${p['megabyte'] ?? ''} MB. Se è uno ZIP, dividilo in più ZIP; se è un XML, controlla di aver scelto quello giusto.`,
    QUADRATURA_DIVERSA:
      'C’è già un flusso con questo nome, e il suo contenuto è un altro: resta quello di prima. Scaricalo dall’archivio e confrontali.',
    QUADRATURA_ROVINATA: 'Il file è rovinato dentro lo ZIP, e non si può leggere. Fai di nuovo lo ZIP.',
    QUADRATURA_ZIP_ILLEGGIBILE:
      'Questo file non è uno ZIP, oppure è arrivato incompleto. Fai di nuovo lo ZIP e carica quello.',
    QUADRATURA_ZIP_VUOTO: 'Lo ZIP non contiene file.',
    QUADRATURA_ZIP_CIFRATO: 'Lo ZIP è protetto da una password. Fanne uno senza.',
    QUADRATURA_ZIP_TROPPE_VOCI: (p) => `Lo ZIP contiene più di ${p['massimo'] ?? ''} file. Dividilo in più ZIP.`,
    QUADRATURA_ZIP_BOMBA:
      'Aperto, lo ZIP occupa troppo spazio perché sia un archivio di flussi. Se lo è, dividilo in più ZIP.',
  } satisfies Record<CodiceRendicontazione, Frase>,
};
