import type { Corrispondenza } from '#modules/flussi';

/** The page where a person says which column of a file is which. */
export const ufficioColonne = {
  titolo: 'Che cosa c’è nelle colonne',
  introduzione: (file: string): string =>
    `Il file «${file}» non è in una forma che conosciamo. Indica per ogni dato da quale colonna si prende: poi vedi ` +
    `l’anteprima, e non si ` +
    'carica niente prima che tu confermi.',
  trovate: 'Le colonne del file, con i primi valori',
  lettera: 'Colonna',
  nome: 'Nome',
  esempi: 'Primi valori',
  salvate: 'Corrispondenze ricordate da questo ente',
  usata: (nome: string): string =>
    `Abbiamo usato «${nome}», che l’ente ha salvato per un file con le stesse colonne. Controlla, e prosegui.`,
  indovinate: 'Abbiamo provato a riconoscere le colonne dal loro nome. Controlla una per una, e correggi.',
  usa: 'Usa questa',
  adatta: 'Le sue colonne ci sono tutte',
  nonAdatta: (quante: number): string =>
    quante === 1 ? 'Nel file manca una sua colonna' : `Nel file mancano ${quante} sue colonne`,
  dimentica: 'Dimentica',
  dovuto: 'Il dovuto',
  debitore: 'Chi deve',
  posizione: 'Posizioni, rate e informazioni',
  quote: 'Altri beneficiari (quote)',
  altro: 'Altri dati',
  /** What is behind a line in each group. */
  altri: {
    dovuto: 'Altri dati del dovuto',
    debitore: 'Altri dati di chi deve',
    posizione: 'Altri dati di posizioni e rate',
    quote: 'Dati degli altri beneficiari',
    altro: 'Dati per pochi file',
  },
  daDove: (campo: string): string => `${campo}: da dove`,
  costante: (campo: string): string => `${campo}: sempre questo`,
  costanteAiuto: 'Solo se è lo stesso in tutte le righe',
  nonCe: 'Non c’è',
  sempre: 'Sempre lo stesso, scritto accanto',
  automatico: {
    IUD: 'Progressivo: il nome del flusso e il numero della riga',
    tipoIdentificativoUnivoco: 'Dal codice: F se è di una persona, G se ha undici cifre',
  } as Readonly<Record<string, string>>,
  forma: 'Come sono scritti date e importi',
  date: 'Date',
  formati: {
    gma: 'Giorno, mese, anno: 31/12/2026',
    mga: 'Mese, giorno, anno: 12/31/2026',
    amg: 'Anno, mese, giorno: 2026-12-31',
  } satisfies Record<Corrispondenza['date'], string>,
  importi: 'Importi',
  decimali: {
    virgola: 'Con la virgola: 1.234,56',
    punto: 'Con il punto: 1234.56',
  } satisfies Record<Corrispondenza['decimali'], string>,
  formaNota: 'Vale per ciò che nel file è testo: i numeri e le date di un foglio XLSX si leggono per quello che sono.',
  iuf: 'Nome del flusso',
  iufAiuto: 'Lettere, cifre, punto e trattino basso; diverso per ogni flusso.',
  salvaCome: 'Ricorda questa corrispondenza con il nome',
  salvaComeAiuto: 'La prossima volta, con le stesse colonne, è già pronta. Se il nome c’è già, prende il suo posto.',
  guarda: 'Guarda l’anteprima',
  butta: 'Butta via il file',
} as const;
