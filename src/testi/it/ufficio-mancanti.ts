import type { FiltroMancanti, Mancante, StatoMancante } from '#modules/rendicontazione';

/** What a clerk reads of receipts that have not come. */
export const ufficioMancanti = {
  titolo: 'Ricevute mancanti',
  introduzione:
    'Pagamenti che un PSP ha rendicontato, o che qualcuno ha fatto dal portale, e di cui non è arrivata la ricevuta. MyPay la chiede ' +
    'a pagoPA: al massimo otto richieste all’ora per tutti gli enti, le più vecchie prima, una al giorno per cinque giorni.',
  soloTuoi:
    'Vedi i pagamenti dei tipi dovuto che segui. Quelli senza un dovuto li vedono la ragioneria e chi amministra l’ente.',
  daFareTesto: (daChiudere: string, importo: string): string =>
    daChiudere === '1'
      ? `Un pagamento va chiuso a mano: la sua ricevuta non si è potuta avere. In tutto mancano ricevute per ${importo}.`
      : `${daChiudere} pagamenti vanno chiusi a mano: le loro ricevute non si sono potute avere. In tutto mancano ricevute per ${importo}.`,
  guarda: 'Guarda le ricevute mancanti',
  statiTitolo: 'Quali pagamenti',
  quali: {
    aperte: 'Tutte le mancanti',
    in_coda: 'In coda',
    in_attesa: 'In attesa',
    da_chiudere: 'Da chiudere a mano',
    arrivata: 'Arrivate',
    chiusa: 'Chiuse',
  } satisfies Record<FiltroMancanti['stato'], string>,
  stati: {
    in_coda: 'in coda',
    in_attesa: 'in attesa',
    da_chiudere: 'da chiudere a mano',
    arrivata: 'arrivata',
    chiusa: 'chiusa',
  } satisfies Record<StatoMancante, string>,
  inAttesaFino: (giorno: string): string => `in attesa fino al ${giorno}`,
  trovate: (quante: string): string => (quante === '1' ? '1 pagamento' : `${quante} pagamenti, dal più vecchio`),
  filtri: {
    da: 'Pagato dal',
    a: 'Pagato fino al',
    aiuto: 'Numero di avviso, IUV, IUR, nome del PSP o della rendicontazione, o un importo come 45,00.',
    giorno: 'Scrivi un giorno del calendario, per esempio 03/11/2026, oppure lascia vuoto.',
    ordine: 'Il secondo giorno viene prima del primo. Cambia uno dei due.',
  },
  colonne: {
    avviso: 'Avviso',
    stato: 'Stato',
    giorno: 'Pagato il',
    psp: 'PSP',
    iur: 'IUR',
    tentativi: 'Richieste a vuoto',
    prossimo: 'Prossima',
    importo: 'Importo',
  },
  csv: { iuv: 'IUV', rendicontazione: 'Rendicontazione', conclusa: 'Concluso il', motivo: 'Motivo' },
  vuoto: 'Nessuna ricevuta mancante',
  vuotoTesto: 'Di ogni pagamento rendicontato è arrivata la ricevuta.',
  nessuna: 'Nessun pagamento con questi filtri',
  nessunaTesto: 'Allarga le date, oppure guarda un altro stato.',
  senzaPsp: 'non rendicontato',
  senzaIur: 'non si conosce',
  una: {
    titolo: (avviso: string): string => `Ricevuta mancante dell’avviso ${avviso}`,
    dati: 'I dati',
    rendicontazione: 'Rendicontazione',
    esito: 'Esito nella rendicontazione',
    iuv: 'IUV',
    scrittoDa: (chi: string): string => `scritto da ${chi}`,
    dovuti: 'Dovuti di questo avviso',
    senzaDovuto: 'Nessun dovuto dell’ente ha questo avviso.',
    tentativi: 'Le richieste a pagoPA',
    tentativiTitolo: 'Dalla più recente',
    nessunTentativo: 'Nessuna richiesta',
    nessunTentativoTesto: 'La ricevuta non è ancora stata chiesta.',
    quando: 'Quando',
    chi: 'Chiesta da',
    risposta: 'Che cosa è stato risposto',
    inCorso: 'ancora nessuna risposta',
    storia: 'Che cosa è stato fatto',
    storiaTitolo: 'Dal più recente',
    chiusaDa: 'Chiusa da',
    motivo: 'Motivo',
    ricevuta: 'Ricevuta arrivata il',
  },
  spiega: (m: Pick<Mancante, 'stato' | 'perche' | 'chiusura' | 'ricevutaOrigine'>): string => {
    if (m.stato === 'arrivata') return ARRIVATE[m.ricevutaOrigine ?? 'nodo'];
    if (m.stato === 'chiusa') return CHIUSURE[m.chiusura ?? 'ritirata'];
    return m.stato === 'da_chiudere' ? PERCHE[m.perche ?? 'tentativi'] : SPIEGA[m.stato];
  },
  riprova: {
    titolo: 'Chiedere di nuovo la ricevuta',
    bottone: 'Riprova ora',
    no: 'Non si può fare adesso',
    conseguenza:
      'La richiesta parte appena ce n’è una libera: sono otto all’ora per tutti gli enti. Per lo stesso pagamento, una ogni dieci minuti.',
    fatto: 'Richiesta messa in coda',
    fattoTesto: 'Ricarica la pagina fra poco per vedere che cosa ha risposto pagoPA.',
  },
  iur: {
    titolo: 'Scrivere lo IUR',
    testo:
      'È l’identificativo del pagamento sulla ricevuta che il PSP ha dato a chi ha pagato. Con quello la ricevuta si può chiedere subito.',
    campo: 'IUR',
    aiuto: 'Al massimo 35 caratteri, senza spazi.',
    bottone: 'Scrivi lo IUR e chiedi la ricevuta',
    fatto: 'IUR scritto',
    fattoTesto: 'La ricevuta è in coda per essere chiesta.',
  },
  pagamento: {
    titolo: 'Registrare il pagamento',
    testo:
      'Il dovuto risulta pagato, per l’importo e nel giorno qui sopra, come se fosse arrivata la ricevuta. Non si torna indietro. ' +
      'Chi ha pagato non ha però una ricevuta da scaricare. Se un giorno arriva quella vera prende il posto di questa registrazione, e ' +
      'non conta due volte.',
    orfano:
      'Nessun dovuto ha questo avviso: il pagamento finisce fra il denaro da rimborsare, e da lì si può attribuire a un dovuto.',
    motivo: 'Perché si registra a mano',
    motivoAiuto:
      'Per esempio: accreditato con il bonifico del 21/11, la ricevuta non si è potuta avere. Resta nel registro.',
    bottone: 'Registra il pagamento',
    fatto: 'Pagamento registrato',
    fattoTesto: 'Fra qualche secondo il dovuto risulta pagato.',
  },
  nonPagata: {
    titolo: 'Chiudere perché non è stato pagato',
    testo:
      'Nessun PSP ha rendicontato questo pagamento: probabilmente non è andato a buon fine. Il dovuto resta da pagare. Se un PSP lo ' +
      'rendiconta più tardi, la ricerca della ricevuta riparte da sola.',
    motivo: 'Perché non è stato pagato',
    motivoAiuto: 'Per esempio: il cittadino dice di aver annullato nella pagina della banca. Resta nel registro.',
    bottone: 'Chiudi: non è stato pagato',
    fatto: 'Chiusa: non è stato pagato',
    fattoTesto: 'Il dovuto resta da pagare.',
  },
  risposte: (parola: string): string => RISPOSTE[parola] ?? `pagoPA ha risposto con un errore (${parola})`,
};

const SPIEGA: Record<'in_coda' | 'in_attesa', string> = {
  in_coda: 'La ricevuta viene chiesta a pagoPA. Se in cinque richieste non si trova, il pagamento va chiuso a mano.',
  in_attesa:
    'Chi pagava è tornato dal Checkout dicendo di aver pagato, e la ricevuta non è arrivata. Lo IUR con cui si chiede si impara dalla ' +
    'rendicontazione del PSP, entro due giorni dal pagamento. Se lo conosci puoi scriverlo.',
};

const PERCHE: Record<NonNullable<Mancante['perche']>, string> = {
  tentativi:
    'pagoPA non ha dato la ricevuta in nessuna delle richieste. Il denaro è stato rendicontato: si può registrare il pagamento.',
  senza_ricevuta:
    'Il PSP dice che questo pagamento è stato eseguito senza ricevuta: non ne arriverà una. Si può registrare il pagamento.',
  non_rendicontata:
    'Chi pagava è tornato dal Checkout dicendo di aver pagato, ma in due giorni nessun PSP ha rendicontato il pagamento. Se chi ha ' +
    'pagato ha una ricevuta del PSP, scrivi lo IUR che c’è sopra.',
};

const ARRIVATE: Record<NonNullable<Mancante['ricevutaOrigine']>, string> = {
  nodo: 'La ricevuta è arrivata da pagoPA. Non c’è più niente da fare.',
  recuperata: 'La ricevuta è stata recuperata chiedendola a pagoPA. Non c’è più niente da fare.',
  manuale: 'Il pagamento è stato registrato a mano.',
};

const CHIUSURE: Record<NonNullable<Mancante['chiusura']>, string> = {
  pagamento: 'Il pagamento è stato registrato a mano: il dovuto risulta pagato.',
  non_pagata: 'È stata chiusa a mano: il pagamento non è stato fatto.',
  ritirata: 'Il PSP ha pubblicato di nuovo la rendicontazione, senza questo pagamento.',
};

const RISPOSTE: Readonly<Record<string, string>> = {
  ricevuta: 'la ricevuta, che è stata registrata',
  non_trovata: 'la ricevuta non c’è',
  troppe_richieste: 'troppe richieste: si aspetta un’ora',
  chiave_rifiutata: 'la chiave di MyPay non è accettata: la controlla chi gestisce MyPay',
  tempo_scaduto: 'nessuna risposta in tempo',
  irraggiungibile: 'il servizio non si raggiunge',
  risposta_illeggibile: 'una risposta che non si capisce',
  risposta_troppo_grande: 'una risposta troppo grande',
  ricevuta_incompleta: 'una ricevuta a cui manca un dato essenziale',
  risposta_di_altri: 'la ricevuta di un altro pagamento',
  altro_avviso: 'la ricevuta di un altro avviso: lo IUR scritto non è di questo pagamento',
  esito_negativo: 'un pagamento non riuscito',
  ente_senza_stazione: 'la ricevuta, ma l’ente non ha una stazione con cui registrarla',
  da_elaborare: 'la ricevuta, conservata e ancora da registrare',
  non_registrata: 'la ricevuta, che non si è potuta registrare',
};
