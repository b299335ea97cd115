const uno = (n: number, singolo: string, molti: string): string => (n === 1 ? `1 ${singolo}` : `${n} ${molti}`);

/** The stations and what is common to the enti, as who runs the installation reads of them. */
export const ufficioStazioni = {
  titolo: 'Stazioni',
  introduzione:
    'I punti in cui l’intermediario si collega a pagoPA. Una stazione attiva si apre a chi dimostra di essere pagoPA.',
  elenco: 'Stazioni dell’intermediario',
  vuoto: 'Nessuna stazione',
  vuotoTesto: 'Registra la stazione che hai nel Back-office pagoPA.',
  colonne: { codice: 'Stazione', stato: 'Stato', primitive: 'Primitive', prove: 'Che cosa la apre', enti: 'Enti' },
  stati: { attiva: 'attiva', ferma: 'non attiva' },
  prove: (segmenti: number, certificati: number, indirizzi: number): string => {
    const parti = [
      segmenti > 0 ? uno(segmenti, 'segmento', 'segmenti') : '',
      certificati > 0 ? uno(certificati, 'certificato', 'certificati') : '',
      indirizzi > 0 ? uno(indirizzi, 'rete', 'reti') : '',
    ].filter((parte) => parte !== '');
    return parti.length === 0 ? 'niente' : parti.join(', ');
  },
  segmenti: 'Segmenti segreti',
  quantiSegmenti: (n: number): string =>
    n === 0 ? 'nessuno' : n === 1 ? 'uno' : `${n}: si apre con il nuovo e con quelli di prima`,
  certificati: 'Certificati (nome comune)',
  indirizzi: 'Reti da cui chiama pagoPA',
  nessuno: 'nessuno',
  servono: (enti: string): string => `Enti che serve adesso: ${enti}.`,
  atti: {
    segmento: {
      titolo: 'Fai un nuovo segmento',
      effetti: [
        'Si fa un segmento nuovo, che si vede una volta sola. Quello di prima apre ancora, finché non lo ritiri.',
        'Nel Back-office pagoPA l’indirizzo della stazione va cambiato con quello nuovo.',
      ],
      bottone: 'Fai il segmento',
    },
    ritira: {
      titolo: 'Ritira i segmenti di prima',
      effetti: [
        'Da subito la stazione si apre soltanto con il segmento nuovo. Fallo quando pagoPA usa già il nuovo indirizzo.',
      ],
      bottone: 'Ritira: l’indirizzo di prima non risponderà più',
    },
    attiva: {
      titolo: 'Attiva la stazione',
      effetti: ['pagoPA può verificare e pagare gli avvisi di questa stazione.'],
      bottone: 'Attiva',
    },
    disattiva: {
      titolo: 'Disattiva la stazione',
      effetti: [
        'Gli avvisi di questa stazione non si verificano e non si pagano più. Le ricevute in arrivo si prendono lo stesso.',
      ],
      bottone: 'Disattiva: i suoi avvisi non si pagheranno più',
    },
  },
  segmento: {
    titolo: 'Il nuovo segmento',
    unaVolta: 'Il segmento si vede solo adesso, e non si può rileggere: copialo prima di andare avanti.',
    indirizzo: 'Indirizzo da scrivere nel Back-office pagoPA',
    poi: 'Quando pagoPA usa l’indirizzo nuovo, torna qui e ritira i segmenti di prima.',
    torna: 'Torna alla stazione',
  },
  accesso: {
    titolo: 'Certificati e indirizzi',
    aiuti: {
      certificati: 'Un nome comune (CN) per riga, come forwarder.platform.pagopa.it.',
      indirizzi: 'Un indirizzo o una rete per riga, come 192.0.2.7 o 192.0.2.0/24.',
    },
    avanti: 'Guarda che cosa cambia',
    salva: 'Salva',
    uguale: 'Non hai cambiato nulla.',
    attenta: 'La stazione è attiva: chi non ha più quanto serve, da subito non entra.',
    entra: {
      certificati: (cn: string): string => `Il certificato ${cn} apre la stazione.`,
      indirizzi: (rete: string): string => `Si può chiamare da ${rete}.`,
    },
    esce: {
      certificati: (cn: string): string => `Il certificato ${cn} non la apre più.`,
      indirizzi: (rete: string): string => `Da ${rete} non si può più chiamare.`,
    },
  },
  enti: {
    elenco: 'Enti della stazione',
    segregazione: 'Segregazione',
    uso: 'Uso',
    usi: { predefinita: 'predefinita', altra: 'per gli avvisi già emessi', chiusa: 'chiusa' },
    vuoto: 'Nessun ente usa questa stazione.',
  },
  nuova: {
    titolo: 'Registra una stazione',
    codiceAiuto: 'Come nel Back-office pagoPA: 12345678903_01.',
    primitive: 'Versione delle primitive',
    versioni: { '2': 'Versione 2 (paGetPaymentV2, paSendRTV2)', '1': 'Versione 1' },
    manca: 'Scegli la versione delle primitive.',
    crea: 'Registra la stazione',
  },

  catalogo: {
    titolo: 'Catalogo',
    introduzione: 'Le categorie di dovuto pronte da adottare: un ente le adotta dai suoi tipi dovuto, e le adatta.',
    elenco: 'Categorie del catalogo',
    colonne: {
      categoria: 'Categoria',
      tassonomia: 'Tassonomia',
      importo: 'Come si forma l’importo',
      enti: 'Enti',
      attivi: 'Attivi',
    },
    usi: 'Chi usa che cosa',
    usiElenco: (quanti: number): string => uno(quanti, 'tipo dovuto', 'tipi dovuto'),
    usiVuoto: 'Nessun ente lo usa',
    usiVuotoTesto: 'Qui compaiono gli enti che hanno adottato la categoria, o che usano il codice.',
    usiColonne: { ente: 'Ente', ambiente: 'Ambiente', tipo: 'Tipo dovuto', attivo: 'Attivo' },
    si: 'sì',
    no: 'no',
  },
  tassonomia: {
    titolo: 'Tassonomia',
    introduzione: 'L’elenco dei codici di pagoPA. Un elenco nuovo aggiunge e cambia codici, e non ne toglie.',
    carica: 'Carica un elenco nuovo',
    file: 'Elenco pubblicato da pagoPA',
    fileAiuto: (megabyte: string): string => `JSON o CSV, al massimo ${megabyte} MB.`,
    manca: 'Scegli il file da caricare.',
    invia: 'Carica l’elenco',
    inUso: 'Codici in uso',
    inUsoVuoto: 'Nessun tipo dovuto ha ancora un codice.',
    colonne: { codice: 'Codice', servizio: 'Servizio', fine: 'Vale fino al', enti: 'Enti', tipi: 'Tipi dovuto' },
    scaduto: 'scaduto',
    ignoto: 'non è nell’elenco',
  },
};
