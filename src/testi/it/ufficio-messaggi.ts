/** Receipts that came with something wrong, as the operator reads of them. */
export const ufficioMessaggi = {
  titolo: 'Ricevute con difetti',
  introduzione:
    'pagoPA ha mandato queste ricevute con qualcosa che non torna. Si conservano tutte: ' +
    'il denaro è arrivato anche quando la ricevuta è scritta male.',
  elenco: 'Dalla più recente',
  cercaAiuto: 'Il numero della ricevuta, o come si chiama la parte che non torna, per esempio idStation.',
  tutte: 'Ricevute arrivate con difetti',
  vuoto: 'Nessuna ricevuta con difetti',
  vuotoTesto: 'Qui compaiono le ricevute in cui qualcosa non torna, con che cosa è stato risposto a pagoPA.',
  colonne: { arrivata: 'Arrivata', ricevuta: 'Ricevuta', esito: 'Che cosa ne è stato', difetti: 'Che cosa non torna' },
  senzaNumero: 'senza numero',
  esiti: {
    OK: 'Registrata',
    DA_ELABORARE: 'Conservata, ancora da registrare: ci sta pensando chi gestisce MyPay',
    ELABORATO: 'Registrata in un secondo momento',
    RICEVUTA_DUPLICATA: 'Tenuta da parte: il pagamento era già registrato con un’altra ricevuta',
    RICEVUTA_INCOMPLETA: 'Respinta e conservata: manca un dato senza il quale non si sa che cosa è stato pagato',
  } as Readonly<Record<string, string>>,
  respinta: (codice: string) => `Respinta e conservata (${codice})`,
  regole: {
    lunghezza: 'è troppo lungo o troppo corto',
    formato: 'è scritto in una forma non ammessa',
    valore: 'ha un valore non previsto',
    intervallo: 'è troppo piccolo o troppo grande',
    tipo: 'non è del tipo previsto',
    non_atteso: 'non doveva stare lì',
    mancante: 'non ha tutte le sue parti',
    sconosciuto: 'non si conosce',
    attributo: 'ha un attributo non ammesso',
    contenuto: 'ha un contenuto non ammesso',
    INTERMEDIARIO_ERRATO: 'nomina un altro intermediario',
    STAZIONE_ERRATA: 'nomina una stazione che oggi non è dell’ente',
    DIVERSO_DA_REGISTRATO: 'è diverso da quello già registrato per questo pagamento',
    programma: 'non si è potuto elaborare',
  } as Readonly<Record<string, string>>,
  difetto: (elemento: string, regola: string) => `${elemento} ${regola}`,
};
