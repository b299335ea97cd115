import type { CodiceDifetto } from '#modules/enti';

/** What fills a sentence: the parameters of a defect. */
type Parametri = Readonly<Record<string, string | number>>;
type Frase = string | ((parametri: Parametri) => string);

const p = (parametri: Parametri, nome: string): string => String(parametri[nome] ?? '');

/** What the reader of expressions finds, and says in its own words: the commonest in ours, the rest as it is written in the expression. */
function illeggibile(dettaglio: string): string {
  const manca = Object.entries({ RPAREN: ')', RBRACKET: ']', RBRACE: '}' }).find(([nome]) => dettaglio.includes(nome));
  if (manca !== undefined) return `manca «${manca[1]}»`;
  if (dettaglio.endsWith('EOF')) return 'finisce troppo presto';
  if (dettaglio.startsWith('Unterminated')) return 'un testo fra virgolette non è chiuso';
  return dettaglio.startsWith('Expected') ? 'qualcosa è fuori posto' : `«${dettaglio}» è fuori posto`;
}

/** The kinds of values, by the names that they have in the definition. */
function generi(dettaglio: string): string {
  const nomi: Record<string, string> = { int: 'numero', string: 'testo', bool: 'sì o no', list: 'elenco' };
  return dettaglio.replace(/\b(?:int|string|bool|list)\b/g, (nome) => nomi[nome] ?? nome);
}

/** What is wrong with the definition of a form of spontaneous payment. */
export const modulo = {
  difetti: {
    MODULO_NON_JSON: 'Non è un documento JSON.',
    MODULO_TROPPO_GRANDE: 'È più grande di quanto una definizione può essere.',
    MODULO_STRUTTURA: (m) => `Non ha la forma attesa: ${p(m, 'regola')}.`,
    MODULO_CHIAVE_SCONOSCIUTA: (m) => `La chiave «${p(m, 'chiave')}» qui non si usa.`,
    MODULO_GENERE_SCONOSCIUTO: 'Questo genere non esiste.',
    MODULO_CAMPI_TROPPI: (m) => `I campi sono troppi: al massimo ${p(m, 'massimo')}.`,
    MODULO_TROPPO_PROFONDO: (m) => `I gruppi sono uno dentro l’altro troppe volte: al massimo ${p(m, 'massimo')}.`,
    MODULO_ANNIDAMENTO: (m) => `«${p(m, 'genere')}» non può stare dentro «${p(m, 'dentro')}».`,
    MODULO_NOME_RISERVATO: (m) => `Il nome «${p(m, 'nome')}» ha già un significato, o è già usato. Scegline un altro.`,
    MODULO_ORDINE: (m) => `«ordine» deve nominare tutti i campi, una volta sola: ${p(m, 'campi')}.`,
    MODULO_OBBLIGATORIO_IGNOTO: (m) => `«${p(m, 'nome')}» non è un campo di questo gruppo.`,
    MODULO_OBBLIGATORIO_CONDIZIONATO:
      'Un campo che non si vede sempre non può essere in «required»: usa «obbligatorioSe».',
    MODULO_CALCOLATO_E_OBBLIGATORIO:
      'Un campo calcolato non si chiede: non può essere obbligatorio né avere un valore proposto.',
    MODULO_NASCOSTO_SENZA_VALORE: 'Solo un campo calcolato può essere nascosto.',
    MODULO_LIMITI_ROVESCIATI: (m) => `Il minimo (${p(m, 'minimo')}) è più alto del massimo (${p(m, 'massimo')}).`,
    MODULO_PREDEFINITO: 'Il valore proposto non sarebbe accettato da questo campo.',
    MODULO_OPZIONI:
      'Le voci da scegliere si dicono in un modo solo: «oneOf», «enum» o «daTariffa», e ognuna ha il suo importo.',
    MODULO_OPZIONE_RIPETUTA: (m) => `La voce «${p(m, 'valore')}» c’è due volte.`,
    MODULO_TARIFFA_SCONOSCIUTA: (m) => `Non c’è una tariffa «${p(m, 'tariffa')}» adatta.`,
    MODULO_COLONNA_SCONOSCIUTA: (m) => `Non c’è una colonna «${p(m, 'colonna')}» del genere che serve.`,
    MODULO_COLONNA_RIPETUTA: 'Due colonne hanno lo stesso nome.',
    MODULO_TARIFFA_VALORE: (m) =>
      `La colonna «${p(m, 'colonna')}» contiene «${p(m, 'genere')}»: questo valore non lo è.`,
    MODULO_TARIFFA_CHIAVE:
      'La chiave nomina colonne che ci sono, senza celle vuote; la fascia una colonna di numeri, importi o date.',
    MODULO_TARIFFA_CHIAVE_RIPETUTA: (m) => `La chiave ${p(m, 'chiave')} c’è già in un’altra riga.`,
    MODULO_TARIFFA_FASCE: 'Le fasce vanno dalla più bassa alla più alta; quella senza limite è l’ultima.',
    MODULO_CAMPO_SCONOSCIUTO: (m) => `Non c’è un campo «${p(m, 'nome')}».`,
    MODULO_CAMPO_INADATTO: (m) => `Il campo «${p(m, 'nome')}» non è del genere che serve qui.`,
    MODULO_VOCE: 'Una voce ha «importo», oppure «quantita» e «prezzo» insieme.',
    MODULO_CICLO: (m) => `Questi campi dipendono l’uno dall’altro in cerchio: ${p(m, 'giro')}.`,
    MODULO_ESPRESSIONE_ILLEGGIBILE: (m) => `L’espressione non si legge: ${illeggibile(p(m, 'dettaglio'))}.`,
    MODULO_ESPRESSIONE_TROPPO_GRANDE:
      'L’espressione è troppo lunga o troppo annidata. Dividila con un campo calcolato e nascosto.',
    MODULO_NOME_SCONOSCIUTO: (m) =>
      `Nell’espressione «${p(m, 'nome')}» non è un campo, né una tariffa, né una colonna.`,
    MODULO_FUNZIONE_VIETATA: (m) => `La funzione «${p(m, 'funzione')}» non c’è, o qui non si può usare.`,
    MODULO_COSTRUTTO_VIETATO: (m) =>
      `«${p(m, 'costrutto')}» non si può usare: niente numeri con la virgola, mappe e valori nulli.`,
    MODULO_TIPI: (m) => `I generi dei valori non vanno d’accordo: ${generi(p(m, 'dettaglio'))}.`,
    MODULO_TIPO_ATTESO: (m) => `L’espressione deve dare «${generi(p(m, 'atteso'))}» e dà «${generi(p(m, 'trovato'))}».`,
    MODULO_TROPPO_COSTOSO:
      'Tutte insieme le espressioni richiedono troppi passi: accorcia gli elenchi, o i giri dentro altri giri.',
    MODULO_FRASE: (m) =>
      `«${p(m, 'nome')}» non è al suo posto: si scrive {{campo}}, e [[ … ]] non sta dentro un altro.`,
    MODULO_CAUSALE_VUOTA: 'Fuori dalle parti facoltative serve almeno una parola: la causale non può restare vuota.',
    MODULO_CAUSALE_PERSONALE: (m) =>
      `La causale pubblica nomina «${p(m, 'campo')}», che dice di una persona: la legge chiunque trovi l’avviso.`,
  } satisfies Record<CodiceDifetto, Frase>,
};
