type Parametri = Readonly<Record<string, string | number>>;

/** Why what waits for a person is not changed, or not confirmed: the preview of a file of dovuti, a sheet of payment links. */
export const daConfermare = {
  ANTEPRIMA_FINITA: 'Qualcuno ha già confermato o buttato via questo file. Guarda che cosa ne è stato.',
  ANTEPRIMA_IN_CONFERMA:
    'Qualcuno ha appena confermato questo file: stiamo ricontrollando le righe, e non si può più cambiare. Aspetta qualche secondo.',
  ANTEPRIMA_CAMBIATA:
    'L’anteprima non è più quella che hai visto: qualcuno ha corretto una riga, o è stata ricalcolata. Guardala di nuovo, poi conferma.',
  ANTEPRIMA_RIGA_CAMBIATA: (p: Parametri): string =>
    `Intanto qualcun altro ha corretto la riga ${p['riga'] ?? ''}. Qui sotto è com’è adesso: controlla, e salva di nuovo se serve.`,
  ANTEPRIMA_RIGA_ILLEGGIBILE:
    'La riga ha più colonne del dovuto: forse un punto e virgola di troppo. Non si può correggere qui: correggila nel file.',
  ANTEPRIMA_VALORE_NON_SCRIVIBILE: (p: Parametri): string =>
    `Il valore di «${p['campo'] ?? ''}» non si può scrivere in questo file: togli gli a capo, e chiudi le virgolette che apri.`,
  FOGLIO_COLONNE_SCONOSCIUTE: (p: Parametri): string =>
    `Queste colonne non sono domande del modulo: ${p['colonne'] ?? ''}. ` +
    'Scarica il modello e usa i suoi nomi; per una colonna tua, comincia il nome con «Nota».',
  FOGLIO_COLONNE_RIPETUTE: (p: Parametri): string =>
    `Queste colonne ci sono più di una volta: ${p['colonne'] ?? ''}. Tienine una sola.`,
  FOGLIO_SENZA_COLONNE:
    'Nessuna colonna è una domanda del modulo. La prima riga ha i nomi delle colonne: scarica il modello.',
  FOGLIO_TROPPE_RIGHE: (p: Parametri): string =>
    `Il foglio ha più di ${Number(p['massimo'] ?? 0).toLocaleString('it-IT', { useGrouping: 'always' })} righe. Dividilo in più fogli.`,
  FOGLIO_SCONOSCIUTO:
    'Questo foglio non c’è più: qualcuno lo ha buttato via, o è passato troppo tempo. Caricalo di nuovo.',
  FOGLIO_SENZA_RIGHE_BUONE: 'Nessuna riga si può usare. Correggi il foglio e caricalo di nuovo.',
  FOGLIO_MODULO_CAMBIATO:
    'Il modulo è cambiato da quando hai caricato il foglio. Scarica di nuovo il modello, controlla le colonne e carica il foglio.',
};
