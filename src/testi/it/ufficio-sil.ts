/** How the ente's software is answered, and from where it calls, as who administers the ente reads of it. */
export const ufficioSil = {
  scheda: {
    titolo: 'La porta SIL',
    testo: 'Come si risponde al gestionale, a quali siti torna chi paga, da quali reti si può chiamare.',
  },
  titolo: 'La porta SIL',
  introduzione:
    'Il gestionale dell’ente (SIL) che già lavora con MyPay cambia solo l’indirizzo: operazioni, messaggi e codici sono quelli di sempre.',
  indirizzo: 'Indirizzo dei servizi SOAP',
  contratto: 'Contratti',
  codIpa: 'Codice IPA da indicare',
  ritorni: {
    titolo: 'Risposte e ritorno al sito dell’ente',
    testo:
      'Un pagamento può cominciare sul sito dell’ente: chi paga arriva qui, paga e torna là. Il sito dei contatti dell’ente vale sempre.',
    siti: 'Siti a cui si torna',
    sitiAiuto: 'Uno per riga, come https://servizi.comune.example.it.',
    daRichieste: 'Arrivati con una richiesta del gestionale, e non ancora confermati',
    daRichiesteTesto:
      'Se non li riconosci, toglili dall’elenco e chiedi a chi cura il gestionale. Salvando, quelli che restano sono confermati.',
    dal: 'dal',
    elenco: 'Torna solo ai siti di questo elenco',
    elencoAiuto: 'Senza, un sito nuovo si accetta: lo si aggiunge all’elenco e chi amministra l’ente riceve una mail.',
    ritorno: 'Indirizzo a cui tornare se la richiesta non ne dice uno',
    pagati: 'Come si manda «pagati»',
    pagatiScelte: {
      due: {
        testo: 'In base64 due volte',
        aiuto: 'Come ha sempre fatto MyPay. Va lasciato così se il gestionale ci lavorava già.',
      },
      una: { testo: 'In base64 una volta', aiuto: 'Per un gestionale scritto per la Piattaforma unitaria.' },
    },
    salva: 'Salva',
  },
  accesso: {
    titolo: 'Da dove si può chiamare',
    testo:
      'Oltre alla password, si può chiedere che il gestionale chiami da certe reti, o mostri un certificato. ' +
      'Un elenco vuoto non chiede niente.',
    reti: 'Reti',
    retiAiuto: 'Indirizzi IP o reti, uno per riga, come 192.0.2.7 o 192.0.2.0/24.',
    certificati: 'Nomi dei certificati',
    certificatiAiuto: 'Il nome comune (CN) del certificato, uno per riga.',
    salva: 'Salva da dove si chiama',
  },
};
