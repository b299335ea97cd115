/** A page of prose: a paragraph is a string, a list an array, a link { testo, a }. */
export type Paragrafo = string | readonly string[] | { testo: string; a: string };
export type Informativa = {
  titolo: string;
  introduzione: string;
  parti: readonly { titolo: string; testi: readonly Paragrafo[] }[];
};

/** Help and privacy of the demo's Region, which does not exist: whoever installs MyPay puts their own. */
export const informative: Record<'assistenza' | 'privacy', Informativa> = {
  assistenza: {
    titolo: 'Assistenza',
    introduzione: 'Come chiedere aiuto, e le risposte alle domande più frequenti.',
    parti: [
      {
        titolo: 'Telefona o scrivi',
        testi: [
          'Per usare questo sito: numero verde 800 000 000, gratuito, dal lunedì al venerdì dalle 9 alle 17.',
          { testo: 'Scrivi a aiuto@mypay.example', a: 'mailto:aiuto@mypay.example' },
          'Rispondiamo entro due giorni lavorativi. Non ti chiederemo mai password, codici o numeri di carta.',
        ],
      },
      {
        titolo: 'Che cosa chiedere all’ente',
        testi: [
          'Perché ti è arrivato l’avviso, se l’importo è giusto, come averne uno nuovo o farlo annullare: lo sa solo l’ente che ' +
            'te lo ha mandato.',
          { testo: 'Cerca i contatti dell’ente', a: '/enti' },
        ],
      },
      {
        titolo: 'Non trovo il mio avviso',
        testi: [
          'Controlla sulla carta tutti e due i dati:',
          [
            'il numero dell’avviso ha 18 cifre e sta vicino al codice QR',
            'il codice fiscale è quello della persona o dell’impresa a cui l’avviso è intestato, che può non essere il tuo',
          ],
          'Se sono giusti, l’ente può non usare questo servizio, o non aver ancora caricato l’avviso: prova dopo qualche giorno.',
        ],
      },
      {
        titolo: 'La mail non arriva',
        testi: [
          'Guarda nella posta indesiderata. Puoi chiedere al massimo tre mail all’ora per lo stesso indirizzo.',
          'Il collegamento vale 60 minuti, il codice 15. Dopo, basta cercare di nuovo l’avviso e chiedere un’altra mail.',
        ],
      },
      {
        titolo: 'Ho pagato, ma qui risulta da pagare',
        testi: [
          'Di solito la conferma arriva in pochi minuti, qualche volta il giorno dopo. Non pagare di nuovo.',
          'Se dopo due giorni è ancora così, telefona con la ricevuta che ti ha dato chi ha fatto il pagamento.',
        ],
      },
    ],
  },
  privacy: {
    titolo: 'Privacy',
    introduzione: 'Quali dati usiamo quando paghi qui, perché, e per quanto tempo (regolamento europeo 2016/679).',
    parti: [
      {
        titolo: 'Chi risponde dei tuoi dati',
        testi: [
          'Il titolare è l’ente che ti ha mandato l’avviso. La Regione gestisce questo sito per suo conto, come responsabile ' +
            'del trattamento.',
          {
            testo: 'Scrivi al responsabile della protezione dei dati: rpd@mypay.example',
            a: 'mailto:rpd@mypay.example',
          },
        ],
      },
      {
        titolo: 'Che cosa usiamo, e perché',
        testi: [
          [
            'il numero dell’avviso e il codice fiscale che scrivi: solo per trovare l’avviso; non li conserviamo',
            'il tuo indirizzo email: per mandarti il collegamento e il codice, le ricevute di ciò che paghi e, se li chiedi, i nuovi ' +
              'avvisi e i promemoria; quello di chi paga senza entrare lo dimentichiamo dopo 30 giorni',
            'l’avviso e la ricevuta: li riceviamo dall’ente e da pagoPA, perché tu possa pagare e l’ente possa incassare',
            'la data e l’ora in cui un avviso è stato aperto o scaricato: per poter dire chi ha visto che cosa',
          ],
          'La base giuridica è l’esecuzione di un compito di interesse pubblico e di obblighi di legge.',
        ],
      },
      {
        titolo: 'Se entri con SPID o CIE',
        testi: [
          'Non vediamo la tua password. Da chi garantisce la tua identità riceviamo, e conserviamo:',
          [
            'il codice fiscale: per mostrarti gli avvisi e i pagamenti a tuo nome, e nessun altro',
            'il nome e il cognome: per chiamarti, e per intestarti quello che chiedi',
            'l’indirizzo email che hai dato a loro, se ce lo dicono: te lo proponiamo, e non ci scriviamo finché non lo confermi',
          ],
          'Conserviamo anche ciò che scegli qui: la email confermata, che cosa vuoi ricevere, il carrello (fino a 30 giorni), le ' +
            'deleghe con il documento che le prova, e quando sei entrato.',
          'Resti dentro al massimo dieci ore, e mezz’ora se non fai nulla: poi cancelliamo quella visita. Il resto rimane finché ' +
            'non ci chiedi di cancellarlo. Gli atti del registro (chi ha visto o cambiato che cosa) non si cancellano.',
          { testo: 'Se sei entrato, scarica una copia di tutto ciò che conserviamo di te', a: '/i-miei-dati' },
        ],
      },
      {
        titolo: 'Per quanto tempo',
        testi: [
          'Le ricevute si conservano dieci anni, come vuole la legge. Gli altri dati, per il tempo che serve all’ente.',
        ],
      },
      {
        titolo: 'Cookie',
        testi: [
          'Usiamo solo cookie tecnici: uno protegge i moduli che invii e uno tiene aperta la tua visita finché non esci, e ' +
            'spariscono quando chiudi il browser; uno ricorda la lingua, se la scegli, per un anno. Non c’è nessun cookie ' +
            'di terzi e nessuno ti segue.',
        ],
      },
      {
        titolo: 'I tuoi diritti',
        testi: [
          'Puoi chiedere all’ente di vedere i tuoi dati, di correggerli o cancellarli dove la legge lo permette, e opporti al loro uso. ' +
            'Puoi fare reclamo al Garante per la protezione dei dati personali.',
        ],
      },
    ],
  },
};
