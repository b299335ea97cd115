import type { CodiceDifetto } from '#modules/enti';

type Parametri = Readonly<Record<string, string | number>>;
type Frase = string | ((p: Parametri) => string);

/** What JSON Schema says of a node, for who does not know it. */
function forma(p: Parametri): string {
  switch (String(p['regola'])) {
    case 'required':
      return `Manca: ${p['requiredProperties'] ?? ''}.`;
    case 'type':
      return `Deve essere di tipo ${p['type'] ?? ''}.`;
    case 'const':
      return `Deve essere ${p['allowedValue'] ?? 'un valore preciso'}.`;
    case 'minItems':
    case 'minLength':
      return 'Non può restare vuoto.';
    case 'maxItems':
    case 'maxLength':
      return `È troppo lungo: al massimo ${p['limit'] ?? ''}.`;
    case 'minimum':
    case 'maximum':
      return `È fuori dai limiti (${p['comparison'] ?? ''} ${p['limit'] ?? ''}).`;
    case 'pattern':
      return 'Non è scritto nella forma prevista: i nomi cominciano con una lettera minuscola, e hanno solo lettere e cifre.';
    default:
      return 'Non ha la forma prevista: confrontalo con un modulo del catalogo.';
  }
}

/** What is wrong with the definition of a form, for who writes it. */
export const moduli = {
  difetti: {
    MODULO_NON_JSON: 'Non è un documento JSON: controlla virgolette, virgole e parentesi.',
    MODULO_TROPPO_GRANDE: 'È troppo grande: togli ciò che non serve, o dividilo in più moduli.',
    MODULO_STRUTTURA: (p) => forma(p),
    MODULO_CHIAVE_SCONOSCIUTA: (p) =>
      `«${p['chiave'] ?? ''}» non si può scrivere qui: forse c’è un errore di battitura.`,
    MODULO_GENERE_SCONOSCIUTO: (p) =>
      p['generi'] === undefined ? 'Questo modo non esiste.' : `Il genere deve essere uno di questi: ${p['generi']}.`,
    MODULO_CAMPI_TROPPI: (p) => `I campi sono troppi: al massimo ${p['massimo'] ?? ''}.`,
    MODULO_TROPPO_PROFONDO: (p) => `Ci sono troppi gruppi uno dentro l’altro: al massimo ${p['massimo'] ?? ''}.`,
    MODULO_ANNIDAMENTO: (p) => `Un campo «${p['genere'] ?? ''}» non può stare qui dentro. Spostalo fuori.`,
    MODULO_NOME_RISERVATO: (p) => `Il nome «${p['nome'] ?? ''}» è già usato. Scegline un altro.`,
    MODULO_ORDINE: (p) => `«ordine» deve nominare ogni campo, una volta sola. Controlla: ${p['campi'] ?? ''}.`,
    MODULO_OBBLIGATORIO_IGNOTO: (p) => `«required» nomina «${p['nome'] ?? ''}», che qui non c’è.`,
    MODULO_OBBLIGATORIO_CONDIZIONATO: 'È in «required» ma non sempre si vede o si può compilare: usa «obbligatorioSe».',
    MODULO_CALCOLATO_E_OBBLIGATORIO: 'È calcolato: non può essere anche obbligatorio, né avere un valore proposto.',
    MODULO_NASCOSTO_SENZA_VALORE: 'È nascosto ma nessuno lo calcola: dagli un «valore», oppure mostralo.',
    MODULO_LIMITI_ROVESCIATI: 'Il minimo è più grande del massimo.',
    MODULO_PREDEFINITO: 'Il valore proposto non va bene per questo campo.',
    MODULO_OPZIONI: 'Le opzioni si dicono in un modo solo: «oneOf», «enum» oppure «daTariffa».',
    MODULO_OPZIONE_RIPETUTA: (p) => `L’opzione «${p['valore'] ?? ''}» c’è due volte.`,
    MODULO_TARIFFA_SCONOSCIUTA: (p) => `La tariffa «${p['tariffa'] ?? ''}» non c’è, o non è adatta qui.`,
    MODULO_COLONNA_SCONOSCIUTA: (p) => `La colonna «${p['colonna'] ?? ''}» non c’è, o non è del genere che serve.`,
    MODULO_COLONNA_RIPETUTA: 'Due colonne hanno lo stesso nome.',
    MODULO_TARIFFA_VALORE: 'Questo valore non è del genere della sua colonna.',
    MODULO_TARIFFA_CHIAVE:
      'La chiave della tariffa nomina una colonna che non c’è, o che non può distinguere le righe.',
    MODULO_TARIFFA_CHIAVE_RIPETUTA: 'Due righe della tariffa hanno la stessa chiave.',
    MODULO_TARIFFA_FASCE: 'Le fasce della tariffa devono crescere, e solo l’ultima può restare aperta.',
    MODULO_CAMPO_SCONOSCIUTO: (p) => `Il campo «${p['nome'] ?? ''}» non c’è.`,
    MODULO_CAMPO_INADATTO: (p) => `Il campo «${p['nome'] ?? ''}» non è del genere che serve qui.`,
    MODULO_VOCE: 'Una voce dice «importo», oppure «quantita» e «prezzo»: non di più, non di meno.',
    MODULO_CICLO: (p) => `Questi valori si aspettano l’un l’altro: ${p['giro'] ?? ''}.`,
    MODULO_ESPRESSIONE_ILLEGGIBILE: 'L’espressione non si legge: controlla parentesi, virgolette e operatori.',
    MODULO_ESPRESSIONE_TROPPO_GRANDE: 'L’espressione è troppo lunga o complicata: dividila con un campo nascosto.',
    MODULO_NOME_SCONOSCIUTO: (p) =>
      `Il nome non si conosce (${p['nome'] ?? ''}): qui si usano i campi e le tariffe del modulo.`,
    MODULO_FUNZIONE_VIETATA: (p) => `La funzione «${p['funzione'] ?? ''}» non si può usare nei moduli.`,
    MODULO_COSTRUTTO_VIETATO: 'Questa costruzione non si può usare nei moduli.',
    MODULO_TIPI: (p) =>
      `I tipi non vanno d’accordo (${p['dettaglio'] ?? ''}): per esempio, un importo si scrive euro(15) o cents(1550).`,
    MODULO_TIPO_ATTESO: (p) => `Il risultato deve essere «${p['atteso'] ?? ''}», e invece è «${p['trovato'] ?? ''}».`,
    MODULO_TROPPO_COSTOSO: 'Il modulo fa troppi conti: riduci le righe delle tariffe o dei gruppi che si ripetono.',
    MODULO_FRASE: (p) =>
      `Un segnaposto non va bene (${p['nome'] ?? ''}): si scrive {{campo}}, e [[…]] per ciò che può mancare.`,
    MODULO_CAUSALE_VUOTA:
      'La causale può restare vuota: aggiungi un testo fuori dai segnaposto e dalle parentesi [[ ]].',
    MODULO_CAUSALE_PERSONALE: (p) =>
      `La causale pubblica non può dire di una persona, e il campo «${p['campo'] ?? ''}» è personale. Toglilo da qui.`,
  } satisfies Record<CodiceDifetto, Frase>,
};
