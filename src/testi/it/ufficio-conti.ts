import type { VitaIban } from '#modules/enti';

const sono = (n: number, uno: string, molti: string): string =>
  n === 1 ? `1 ${uno}` : `${n.toLocaleString('it-IT')} ${molti}`;

/** Accounts, stations and taxonomy, as the administrator of an ente reads of them. */
export const ufficioConti = {
  schede: {
    conti: { titolo: 'Conti', testo: 'Dove arriva il denaro: gli IBAN, da quando valgono, i cambi programmati.' },
    stazioni: {
      titolo: 'Stazioni',
      testo: 'Come l’ente è collegato a pagoPA, e i codici di segregazione dei suoi avvisi.',
    },
    tassonomia: {
      titolo: 'Tassonomia',
      testo: 'I codici di pagoPA per classificare gli incassi, e quelli in scadenza.',
    },
  },
  conti: {
    titolo: 'Conti',
    introduzione:
      'I conti su cui l’ente riceve il denaro. Ogni tipo dovuto ne usa uno; un avviso si paga sull’IBAN in vigore quel giorno.',
    elenco: 'Conti dell’ente',
    nuovo: 'Aggiungi un conto',
    vuoto: 'Non c’è ancora nessun conto',
    vuotoTesto: 'Senza un conto con un IBAN in vigore l’ente non può incassare.',
    colonne: { nome: 'Nome', tipo: 'Tipo', intestatario: 'Intestatario', iban: 'IBAN in vigore' },
    tipi: { bancario: 'Bancario', postale: 'Postale' },
    senzaIban: 'nessuno',
  },
  nuovo: {
    titolo: 'Aggiungi un conto',
    nome: 'Nome del conto',
    nomeAiuto: 'Come lo chiamate fra voi: «Tesoreria», «Poste TARI». Non si cambia più.',
    tipo: 'Tipo di conto',
    tipoAiuto: 'Il bollettino si paga solo su un conto postale (ABI 07601). Non si cambia più.',
    aggiungi: 'Aggiungi il conto',
    mancano: {
      nome: 'Dai un nome al conto.',
      intestatario: 'Scrivi a chi è intestato il conto.',
      iban: 'Scrivi l’IBAN del conto.',
      dal: 'Scrivi il giorno da cui vale l’IBAN, come 31/12/2026.',
    },
  },
  dati: {
    titolo: 'Intestazione',
    intestatario: 'Intestatario',
    intestatarioAiuto: 'Al massimo 50 caratteri: per un conto postale si stampa sul bollettino.',
    autorizzazione: 'Autorizzazione alla stampa in proprio',
    autorizzazioneAiuto: 'Quella che Poste ha dato per il bollettino, parola per parola.',
    salva: 'Salva l’intestazione',
    salvato: 'Intestazione salvata.',
  },
  iban: {
    iban: 'IBAN',
    ibanAiuto: 'Come sta scritto nella convenzione di tesoreria. Gli spazi non contano.',
    dal: 'Vale dal',
    dalAiuto: 'Da oggi in poi. Il primo IBAN di un conto può valere anche da prima.',
    giorno: 'Scrivi il giorno, come 31/12/2026.',
    stato: 'Quando si usa',
    stati: {
      attivo: { testo: 'Da quel giorno', aiuto: 'Gli avvisi pagati da quel giorno in poi vanno su questo IBAN.' },
      censito: {
        testo: 'Non ancora',
        aiuto: 'Resta scritto qui, finché non lo metti in uso: per esempio, quando pagoPA lo avrà accettato.',
      },
    },
  },
  conto: {
    storia: 'IBAN del conto',
    colonne: { iban: 'IBAN', stato: 'Stato', dal: 'Dal', al: 'Al' },
    vite: {
      censito: 'Censito: non si usa ancora',
      programmato: 'Programmato',
      in_vigore: 'In vigore',
      sostituito: 'Sostituito',
      terminato: 'Terminato',
    } satisfies Record<VitaIban, string>,
    alCompreso: 'L’ultimo giorno è compreso.',
    sostituitoTitolo: 'C’è un IBAN sostituito che riceve ancora',
    sostituitoTesto: (iban: string) =>
      `Gli avvisi stampati quando era in vigore ${iban} si pagano ancora lì. Quando non ti serve più, chiudilo anche qui.`,
    chiudiSostituito: 'Chiudi quello sostituito',
    cambia: 'Cambia IBAN',
    chiudi: 'Chiudi il conto',
    tipiTitolo: 'Tipi dovuto che lo usano',
    tipiNessuno: 'Nessun tipo dovuto usa questo conto.',
    tipoSpento: 'non attivo',
    programmato: 'C’è un cambio programmato',
    programmatoTesto: (iban: string, giorno: string) =>
      `Dal ${giorno} il conto userà ${iban}. Fino al giorno prima si può ritirare.`,
    ritira: 'Ritira il cambio: resta l’IBAN di oggi',
    censitoTitolo: 'IBAN censito',
    diPoste: 'L’IBAN è di Poste, ma il conto è registrato come bancario',
    diPosteTesto:
      'Il denaro arriva, ma gli avvisi non avranno il bollettino. Se ti serve, aggiungi un conto postale e chiudi questo.',
    censitoTesto: (iban: string) => `${iban} è scritto qui ma non si usa ancora.`,
    attiva: 'Mettilo in uso…',
    togli: 'Toglilo',
    fatto: {
      iban: 'Cambio registrato.',
      ritirato: 'Cambio ritirato.',
      chiuso: 'Chiusura registrata.',
      sostituito: 'IBAN sostituito chiuso: da oggi anche i suoi avvisi si pagano sul conto in vigore.',
      aperto: 'Conto aggiunto. Adesso si può scegliere per i tipi dovuto.',
    } as Readonly<Record<string, string>>,
  },
  cambia: {
    titolo: (nome: string) => `Cambia IBAN: ${nome}`,
    ora: 'IBAN di oggi',
    continua: 'Continua: che cosa cambia',
    conferma: 'Conferma il cambio',
    daA: (da: string, a: string, giorno: string) => `Dal ${giorno}: da ${da} a ${a}.`,
    censito: (a: string) => `${a} viene scritto fra gli IBAN del conto, ma non si usa finché non lo metti in uso.`,
    nessuno: 'nessun IBAN',
    indietro: 'Torna al conto senza cambiare nulla',
    uguale: 'È già l’IBAN del conto da quel giorno: non c’è nulla da cambiare.',
  },
  chiudi: {
    titolo: (nome: string) => `Chiudi il conto: ${nome}`,
    introduzione:
      'Da quel giorno nulla va più sul conto. Gli avvisi che lo usano non si potranno pagare, finché non avrà un altro IBAN.',
    dal: 'Chiuso dal',
    dalAiuto: 'Da oggi in poi. Fino al giorno prima il conto funziona.',
    continua: 'Continua: che cosa si ferma',
    conferma: 'Chiudi il conto',
    daA: (iban: string, giorno: string) => `Dal ${giorno} il conto non usa più ${iban}.`,
  },
  sostituito: {
    titolo: (nome: string) => `Chiudi l’IBAN sostituito: ${nome}`,
    introduzione: (chiusi: string, vigente: string) =>
      `Da oggi il conto non usa più ${chiusi}, nemmeno per gli avvisi stampati allora: per tutti vale ${vigente}. Non si può annullare.`,
    niente: 'Nessun avviso da pagare è stato stampato con questo IBAN: non cambia nulla per nessuno.',
    conferma: 'Chiudi l’IBAN sostituito',
  },
  impatto: {
    titolo: 'Che cosa tocca',
    niente: 'Nessun dovuto da pagare usa questo conto: non cambia nulla per nessuno.',
    conteggi: {
      dovuti_aperti: (n: number) => `${sono(n, 'dovuto da pagare usa', 'dovuti da pagare usano')} questo conto`,
      avvisi_stampati: (n: number) => sono(n, 'avviso già emesso', 'avvisi già emessi'),
      avvisi_postali: (n: number) => `${sono(n, 'avviso si paga', 'avvisi si pagano')} anche con il bollettino postale`,
    } as Readonly<Record<string, (n: number) => string>>,
    totale: (importo: string) => `in tutto ${importo}`,
    spiega: 'Gli avvisi già stampati restano validi: chi li paga dal giorno del cambio versa sul nuovo IBAN.',
    spiegaPostale:
      'Gli avvisi già stampati restano validi, ma sul loro bollettino c’è il conto di prima: chi lo usa versa lì, ' +
      'finché non chiudi quello sostituito. Tienilo aperto.',
    spiegaSostituito:
      'Sulla carta resta il conto di prima: se Poste lo ha chiuso, il bollettino stampato non si paga più. ' +
      'Da oggi chi paga con il numero di avviso versa sul conto in vigore.',
    postale:
      'Sul bollettino di un avviso già stampato resta il conto postale di allora: tienilo aperto finché lo si può pagare.',
    elenco: (n: number) => (n === 1 ? 'Il dovuto' : `I primi ${n}, da chi scade prima`),
    colonne: { dovuto: 'Dovuto', avviso: 'Avviso', scadenza: 'Scadenza', importo: 'Importo sul conto' },
    cambiato: 'Nel frattempo qualcosa è cambiato',
    cambiatoTesto:
      'Da quando hai letto questa pagina sono cambiati i dovuti che usano il conto. Rileggi, e conferma di nuovo.',
  },
  stazioni: {
    titolo: 'Stazioni',
    introduzione:
      'I collegamenti dell’ente con pagoPA. In un numero avviso le due cifre dopo il 3 sono il codice di segregazione.',
    sola: 'Le stazioni si aggiungono e si chiudono con chi gestisce MyPay, dopo il Back-office pagoPA.',
    elenco: 'Stazioni dell’ente',
    vuoto: 'Nessuna stazione',
    vuotoTesto: 'L’ente non è ancora collegato a pagoPA.',
    colonne: { codice: 'Stazione', segregazione: 'Codice di segregazione', stato: 'Stato', dal: 'Dal', al: 'Al' },
    predefinita: 'Predefinita: gli avvisi nuovi portano il suo codice',
    aperta: 'Aperta',
    futura: 'Non ancora aperta',
    chiusa: 'Chiusa: le ricevute dei suoi avvisi si accettano ancora',
    spenta: 'Spenta da chi gestisce MyPay',
  },
  tassonomia: {
    titolo: 'Tassonomia',
    introduzione: 'L’elenco di pagoPA che dice di che genere è ogni incasso. Ogni tipo dovuto ne porta un codice.',
    cerca: 'Cerca',
    tipoEnte: 'Tipo di ente',
    macroArea: 'Area',
    parole: 'Parole',
    paroleAiuto: 'Tutte le parole, in qualunque punto, al singolare o al plurale: «mensa scolastica», 0107101.',
    tutti: 'Tutti',
    tutte: 'Tutte',
    elenco: (n: number) => sono(n, 'codice', 'codici'),
    vuoto: 'Nessun codice con queste parole',
    vuotoTesto: 'Prova con meno parole, o togli il tipo di ente.',
    colonne: { codice: 'Codice', servizio: 'Servizio', area: 'Area', ente: 'Tipo di ente', valida: 'Validità' },
    fino: (giorno: string) => `fino al ${giorno}`,
    dal: (giorno: string) => `dal ${giorno}`,
    aggiornata: (quando: string, voci: number) =>
      `Ultimo elenco caricato il ${quando}: ${sono(voci, 'codice', 'codici')}.`,
    rifiutata: 'L’ultimo elenco è stato rifiutato',
    rifiutataTesto: (quando: string, perche: string) =>
      `Il ${quando}. ${perche} Chi gestisce MyPay lo vede nel registro.`,
    mai: 'L’elenco è quello che accompagna il programma.',
    avvisi: {
      titolo: 'Codici della tassonomia in scadenza',
      scaduta: (codice: string, servizio: string, giorno: string) => `${codice} (${servizio}) è scaduto il ${giorno}`,
      in_scadenza: (codice: string, servizio: string, giorno: string) => `${codice} (${servizio}) scade il ${giorno}`,
      usato: (tipi: string) => `lo usa: ${tipi}.`,
      fai: 'Cerca il codice che lo sostituisce e scrivilo nel tipo dovuto.',
      vai: 'Apri la tassonomia',
    },
  },
};
