import type { GenereEvento, StatoAbbonamento } from '#modules/eventi';

/** The kinds of events, as people read them. */
const generi = {
  'dovuto.inserito': 'Un dovuto è stato inserito',
  'dovuto.modificato': 'Un dovuto è cambiato',
  'dovuto.annullato': 'Un dovuto è stato annullato',
  'dovuto.ripreso': 'Un dovuto annullato è tornato da pagare',
  'dovuto.estinto': 'Un dovuto si è chiuso perché è stato pagato in altro modo',
  'dovuto.pagato': 'Un dovuto è stato pagato',
  'flusso.concluso': 'Un flusso è finito, bene o male',
  'rendicontazione.acquisita': 'È arrivata una rendicontazione',
} satisfies Record<GenereEvento, string>;

/** Why what was sent was not taken. `http_…` has its own words. */
const perche: Readonly<Record<string, string>> = {
  ok: 'Ricevuto',
  rifiutato: 'Ha risposto di no',
  irraggiungibile: 'Non risponde',
  tempo_scaduto: 'Non ha risposto in tempo',
  indirizzo_non_ammesso: 'L’indirizzo porta in una rete privata, che MyPay non può chiamare',
  risposta_illeggibile: 'Ha risposto più di quanto si può leggere',
  circuito_aperto: 'Non si chiama per qualche secondo: non risponde da un po’',
  troppe_richieste: 'Troppe chiamate insieme',
  chiave_persa: 'Il segreto è cifrato con una chiave che non c’è più: cambialo',
  spinta_tolta: 'L’indirizzo è stato tolto prima che l’esito arrivasse',
  pagamento_sparito: 'Il pagamento non c’è più',
};

/** The pages on what an ente's software is told. */
export const ufficioEventi = {
  scheda: {
    titolo: 'Eventi per i gestionali',
    testo: 'I gestionali che MyPay avvisa da sé quando un dovuto è pagato, cambia, o un flusso finisce.',
  },
  titolo: 'Eventi per i gestionali',
  introduzione:
    'Quando accade qualcosa MyPay lo dice da sé, con un messaggio firmato, ai gestionali abbonati. Ogni evento arriva almeno una volta; ' +
    'chi non risponde lo riceve di nuovo, per tre giorni.',
  nuovo: 'Aggiungi un abbonamento',
  allaSpinta: 'Spinta dell’esito, come nelle versioni precedenti di MyPay',
  elenco: 'Abbonamenti',
  colonne: { nome: 'Gestionale', url: 'Indirizzo', stato: 'Stato', ultimo: 'Ultimo ricevuto', ritardo: 'In attesa' },
  mai: 'mai',
  vuoto: 'Non c’è ancora nessun abbonamento',
  vuotoTesto: 'Aggiungi il primo: serve l’indirizzo che il fornitore del gestionale ti ha dato.',
  stati: { attivo: 'Attivo', in_pausa: 'In pausa', sospeso: 'Sospeso' } satisfies Record<StatoAbbonamento, string>,
  nome: 'Nome del gestionale',
  nomeAiuto: 'Per riconoscerlo in questo elenco.',
  url: 'Indirizzo',
  urlAiuto: 'Comincia con https://. Lo dà il fornitore del gestionale.',
  generi: 'Che cosa vuole sapere',
  generiTesti: generi,
  aggiungi: 'Aggiungi',
  segreto: {
    titolo: 'Segreto del gestionale',
    testo:
      'Con questo segreto il gestionale verifica che gli eventi vengano da MyPay. Si vede solo adesso: copialo e dallo ' +
      'a chi gestisce il gestionale. Se va perso, se ne fa un altro.',
    nome: 'Segreto',
    prima: (quando: string): string => `Il segreto di prima vale ancora fino al ${quando}, insieme a questo.`,
    avanti: 'L’ho copiato: continua',
  },
  uno: {
    indirizzo: 'Indirizzo',
    stato: 'Stato',
    generi: 'Eventi',
    dal: 'Abbonato dal',
    ritardo: 'Eventi non ancora ricevuti',
    segretoPrima: 'Il segreto di prima vale fino al',
    sospeso:
      'Per tre giorni il gestionale non ha accettato un evento, e MyPay ha smesso di mandarne. Quelli che aspettano sono conservati: ' +
      'quando il gestionale risponde, riprendi.',
    prova: 'Manda un evento di prova',
    provaChiesta: 'La prova è partita: fra qualche secondo compare fra gli invii. Aggiorna la pagina.',
    pausa: 'Metti in pausa: gli eventi aspettano',
    riprendi: 'Riprendi',
    ruota: 'Cambia il segreto',
    togli: 'Togli l’abbonamento',
    togliTesto:
      'Il gestionale non riceverà più niente, e gli eventi che aspettano si perdono. Non si può tornare indietro.',
    togliConferma: 'Togli per sempre',
    lascia: 'Lascialo com’è',
    fatto: {
      in_pausa: 'In pausa. Ciò che accade intanto si conserva per novanta giorni.',
      ripreso: 'Ripreso: gli eventi che aspettavano partono adesso.',
      rimandato: 'Gli eventi partono di nuovo, fra qualche secondo.',
      tolto: 'L’abbonamento è tolto: il gestionale non riceve più eventi.',
    } as Readonly<Record<string, string>>,
  },
  invii: {
    titolo: 'Invii, dal più recente',
    colonne: {
      evento: 'Evento',
      quando: 'Quando',
      come: 'Com’è andata',
      ms: 'Millisecondi',
      risposta: 'Risposta',
      fare: 'Fare',
    },
    prova: 'Prova',
    tentativo: (n: number): string => `tentativo ${n}`,
    http: (stato: number): string => `HTTP ${stato}`,
    rimanda: 'Manda di nuovo',
    rimandare: (quale: string): string => `l’evento ${quale}`,
    vuoto: 'Non è stato ancora mandato niente',
    vuotoTesto:
      'Gli eventi partono da soli quando accade qualcosa. Con una prova si vede subito se il gestionale risponde.',
    aggiorna: 'Aggiorna',
  },
  rimanda: {
    titolo: 'Mandare di nuovo gli eventi di un periodo',
    testo: 'Anche quelli già ricevuti: il gestionale li riconosce dal loro identificativo.',
    dal: 'Dal',
    al: 'Al',
    fai: 'Manda di nuovo',
  },
  perche: (come: string): string => perche[come] ?? come,
};

/** The pages on the push of the outcome. */
export const ufficioSpinta = {
  titolo: 'Spinta dell’esito',
  introduzione:
    'A ogni pagamento MyPay manda al gestionale la ricevuta e l’esito, come facevano le versioni precedenti, e riprova ' +
    'per quattordici giorni. Serve che la funzione «Esiti al gestionale» sia accesa, e che il tipo dovuto notifichi l’esito.',
  spenta: 'La funzione «Esiti al gestionale» è spenta: finché non si accende non si spinge niente.',
  accendi: 'Vai alle funzioni',
  nuova: 'Aggiungi un indirizzo',
  /** After an act, by its name. */
  fatto: {
    aggiunta: 'L’indirizzo è aggiunto: con una prova si vede se risponde.',
    prova: 'La prova è partita.',
    togli: 'L’indirizzo è tolto: gli esiti non si spingono più lì.',
  },
  elenco: 'Dove si spingono gli esiti',
  colonne: { per: 'Per', url: 'Indirizzo', jwt: 'JWT', prova: 'Prova', fare: 'Fare' },
  tutti: 'Tutti i tipi dovuto che non hanno un indirizzo loro',
  senzaJwt: 'senza',
  conJwt: (kid: string): string => `HS512, chiave ${kid}`,
  vuoto: 'Gli esiti non si spingono da nessuna parte',
  vuotoTesto: 'Aggiungi un indirizzo, se il gestionale riceve gli esiti in questo modo.',
  tipo: 'Per quali dovuti',
  tipoTutti: 'Tutti',
  url: 'Indirizzo',
  urlAiuto: 'Comincia con https://. Riceve un POST con «rt» ed «esito».',
  jwt: 'JWT (se il gestionale lo chiede)',
  kid: 'Identificativo della chiave (kid)',
  sub: 'Mail del client (sub)',
  iss: 'Identificativo del client (iss)',
  segreto: 'Chiave, in base64',
  segretoAiuto: 'Si conserva cifrata e non si mostra più.',
  aggiungi: 'Aggiungi',
  prova: 'Prova',
  togli: 'Togli',
  prove: { inCorso: 'In prova', mai: 'Mai provato', risponde: (stato: string): string => `Risponde (HTTP ${stato})` },
  esiti: {
    titolo: 'Esiti, dal più recente',
    tutti: 'Tutti gli esiti',
    cercaAiuto: 'Lo IUV, o il codice del tipo dovuto.',
    titoloUno: (iuv: string): string => `Esito dello IUV ${iuv}`,
    colonne: {
      iuv: 'IUV',
      tipo: 'Tipo dovuto',
      quando: 'Pagato qui dal',
      stato: 'Stato',
      perche: 'Perché',
      tentativi: 'Tentativi',
      prossimo: 'Prossimo',
    },
    stati: { preso: 'Ricevuto', aspetta: 'Da mandare', fermo: 'Fermo', lasciato: 'Lasciato perdere' },
    di: (n: number, massimo: number): string => `${n} di ${massimo}`,
    vuoto: 'Nessun esito è stato ancora spinto',
    vuotoTesto: 'Il prossimo pagamento di un tipo dovuto che notifica l’esito compare qui.',
  },
};
