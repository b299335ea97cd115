import type { RifiutoUtenti } from '#modules/utenti';

/** What fills a sentence: the parameters of a refusal. */
type Parametri = Readonly<Record<string, string | number>>;

/** What people read when they are not let in, or asked to wait, by code. */
export const utenti = {
  rifiuti: {
    TROPPI_TENTATIVI: (p: Parametri): string =>
      `Hai fatto troppi tentativi. Riprova fra ${attesa(Number(p['secondi'] ?? 0))}.`,
    ACCESSO_NEGATO: 'Utente o password non corrispondono. Controlla di averli scritti bene.',
    CODICE_RICHIESTO: 'Scrivi anche le sei cifre che mostra la tua app di verifica.',
    CODICE_ERRATO:
      'Il codice non corrisponde. Scrivi le sei cifre che l’app di verifica mostra adesso, o un codice di recupero mai usato.',
    CODICE_GIA_USATO: 'Queste sei cifre sono già state usate. Aspetta che l’app di verifica ne mostri altre.',
    PASSWORD_ERRATA: 'La password attuale non è questa. Controlla di averla scritta bene.',
    SECONDO_FATTORE_PRESENTE:
      'Il secondo fattore è già attivo. Se hai cambiato telefono, prima toglilo o chiedi a chi amministra gli accessi.',
    SECONDO_FATTORE_ASSENTE: 'Il secondo fattore non è attivo: prima attivalo.',
    SECONDO_FATTORE_OBBLIGATORIO: 'Chi amministra un ente non può fare a meno del secondo fattore.',
    SESSIONE_SCADUTA: 'La sessione è finita. Accedi di nuovo.',
    ENTE_NON_TUO:
      'Non sei fra gli operatori di questo ente. Se ti serve per lavorare, chiedilo a chi amministra gli accessi dell’ente.',
    ENTE_INSERITO:
      'L’ente è ancora in preparazione: il suo gestionale non può entrare finché l’intermediario non lo attiva.',
    UTENTE_NON_VALIDO:
      'Il nome utente ha da 3 a 100 caratteri: lettere minuscole, cifre, punto, trattino, trattino basso e chiocciola.',
    NOME_NON_VALIDO: 'Scrivi nome e cognome, al massimo 140 caratteri.',
    EMAIL_NON_VALIDA: 'Questo indirizzo email non è scritto bene. Deve essere come nome@esempio.it.',
    PASSWORD_DEBOLE: (p: Parametri): string =>
      `Scegli una password di almeno ${p['minimo'] ?? ''} caratteri, diversa dal nome utente e non fatta di pochi caratteri ripetuti.`,
    OPERATORE_SCONOSCIUTO: 'Questo operatore non è registrato, o non è dell’ente.',
    TIPO_DOVUTO_SCONOSCIUTO: 'Uno dei tipi dovuto indicati non è dell’ente.',
    PROVA_NON_VALIDA: 'Questo collegamento non è completo. Aprilo dalla mail, o copialo per intero.',
    PROVA_SCADUTA: 'È passato troppo tempo. Chiedi un’altra mail.',
    PROVA_USATA: 'Questo collegamento, o il suo codice, è già stato usato. Chiedi un’altra mail.',
    CODICE_POSTA_ERRATO: (p: Parametri): string =>
      p['rimasti'] === 1
        ? 'Il codice non corrisponde. Puoi provare ancora una volta.'
        : `Il codice non corrisponde. Puoi provare ancora ${p['rimasti'] ?? ''} volte.`,
    CODICE_POSTA_ESAURITO:
      'Hai provato il codice troppe volte. Usa il collegamento che è nella mail, o chiedine un’altra.',
  } satisfies Record<RifiutoUtenti['codice'], string | ((parametri: Parametri) => string)>,
};

/** A wait as people say it: rounded up, never down. */
function attesa(secondi: number): string {
  if (secondi < 60) return secondi === 1 ? 'un secondo' : `${secondi} secondi`;
  const minuti = Math.ceil(secondi / 60);
  if (minuti < 60) return minuti === 1 ? 'un minuto' : `${minuti} minuti`;
  const ore = Math.ceil(minuti / 60);
  return ore === 1 ? 'un’ora' : `${ore} ore`;
}
