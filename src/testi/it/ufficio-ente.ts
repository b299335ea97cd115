/** What the administrator of an ente reads where the ente is configured. */
export const ufficioEnte = {
  indice: {
    titolo: 'Configurazione',
    introduzione: 'Chi è l’ente, che cosa ci si paga e come. Ogni cambiamento resta nel registro, con chi lo ha fatto.',
  },
  schede: {
    ente: {
      titolo: 'Dati dell’ente',
      testo: 'Contatti, testo per i cittadini, lingua degli avvisi, e lo stato con la sua storia.',
    },
    logo: { titolo: 'Logo', testo: 'L’immagine che sta sulle pagine, sugli avvisi e sulle ricevute.' },
    funzioni: { titolo: 'Funzioni', testo: 'Che cosa MyPay fa per l’ente, e chi lo ha acceso o spento.' },
  },
};
