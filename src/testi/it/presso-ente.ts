import type { CodicePressoEnte, DifettoEnte } from '#modules/pagamenti';

/** The service of an ente that answers for its notices: how it is set, how it is, and why its answers do not hold. */
export const pressoEnte = {
  scheda: {
    titolo: 'Gli avvisi presso l’ente',
    testo: 'Il servizio con cui il gestionale risponde per gli avvisi che non sono in MyPay.',
  },
  titolo: 'Gli avvisi presso l’ente',
  introduzione:
    'Quando qualcuno paga un avviso che non è in MyPay, MyPay può chiedere al gestionale dell’ente quanto costa e come si paga. ' +
    'Per gli avvisi che sono in MyPay risponde MyPay.',
  contratto:
    'Il gestionale offre il servizio SOAP PagamentiTelematiciEsterniCCP: paExternalVerifyPaymentNotice e paExternalGetPayment.',
  stato: {
    titolo: 'Com’è adesso',
    servizio: 'Servizio',
    acceso: 'Acceso',
    spento: 'Spento',
    mai: 'Non ancora configurato',
    nessuna: 'Ancora nessuna',
    bene: 'Ultima risposta buona',
    guasto: (quante: number): string =>
      quante === 1
        ? 'L’ultima domanda non ha avuto una buona risposta'
        : `Le ultime ${quante} domande non hanno avuto una buona risposta`,
    dal: 'dal',
    pagamenti: 'Avvisi dell’ente iniziati a pagare negli ultimi 30 giorni',
    nessuno: 'Nessuno',
    diCuiPagati: (iniziati: string, pagati: string): string => `${iniziati}, di cui pagati ${pagati}`,
  },
  campi: {
    titolo: 'Configurazione',
    attivo: 'Chiedi al servizio dell’ente',
    attivoScelte: {
      si: { testo: 'Sì', aiuto: 'Per gli avvisi che non sono in MyPay.' },
      no: { testo: 'No', aiuto: 'Un avviso che non è in MyPay è sconosciuto, e non si paga.' },
    },
    url: 'Indirizzo del servizio',
    urlAiuto: 'Come https://gestionale.comune.example.it/ws/pa/. Le reti private non si chiamano.',
    secondi: 'Quanti secondi aspettare',
    secondiAiuto: 'Da 1 a 5: pagoPA ne aspetta 7 in tutto, e vuole quasi sempre una risposta entro 2.',
    unita: 'secondi',
    nostri: 'L’ultima parola anche sugli avvisi che sono in MyPay',
    nostriAiuto:
      'Per un gestionale che in MyPay rispondeva per tutti: importo e pagabilità li dice lui. Se non risponde, l’avviso non si paga.',
    tipo: 'Tipo dovuto di ciò che si paga',
    tipoAiuto: 'Si usa quando il codice tassonomico della risposta non è di uno solo dei tipi dell’ente.',
    scegli: 'Scegli',
    continua: 'Continua',
  },
  conferma: {
    titolo: 'Che cosa cambia',
    acceso: (host: string): string =>
      `Da quando confermi, per ogni avviso di questo ente che non è in MyPay pagoPA riceve la risposta di ${host}. ` +
      'Finora: «pagamento sconosciuto».',
    resta: (host: string): string => `Gli avvisi che non sono in MyPay si chiedono a ${host}.`,
    spento:
      'Da quando confermi un avviso che non è in MyPay è «pagamento sconosciuto»: chi lo ha in mano non lo può pagare. ' +
      'Ciò che è già stato pagato resta.',
    iniziati: (quanti: string): string => `Avvisi dell’ente iniziati a pagare negli ultimi 30 giorni: ${quanti}.`,
    nostri: (quanti: string): string =>
      `Si chiedono al gestionale anche gli avvisi che sono in MyPay, e oggi da pagare ce ne sono ${quanti}: ` +
      'se il gestionale non risponde, o non li conosce, non si pagano; ' +
      'se dice un altro importo, il dovuto pagato va fra quelli da verificare.',
    nonNostri: 'Per gli avvisi che sono in MyPay risponde MyPay, con l’importo che ha.',
    secondi: (n: number): string => `Chi paga aspetta al massimo ${n === 1 ? '1 secondo' : `${n} secondi`}.`,
    tipo: (nome: string): string => `Ciò che si paga diventa un dovuto pagato: di regola del tipo «${nome}».`,
    conferma: 'Conferma',
    indietro: 'Torna indietro',
  },
  prova: {
    titolo: 'Prova',
    testo: 'Chiede al servizio, com’è salvato, ciò che pagoPA gli chiederebbe. Nessuno paga.',
    avviso: 'Numero avviso',
    avvisoAiuto: '18 cifre: un avviso che il gestionale conosce.',
    pagamento: 'Chiedi anche come si paga (paExternalGetPayment)',
    pagamentoAiuto: 'Alcuni gestionali segnano l’avviso come in pagamento.',
    prova: 'Prova',
    esito: 'Che cosa ha risposto',
    verifica: 'Quanto costa',
    comeSiPaga: 'Come si paga',
    ms: (ms: string): string => `${ms} millisecondi`,
    durata: 'Tempo',
    ok: 'La risposta va bene',
    fault: 'Il servizio rifiuta l’avviso',
    nonValida: 'La risposta non va: pagoPA direbbe a chi paga di riprovare',
    nessuna: 'Nessuna risposta',
    importo: 'Importo',
    scadenza: 'Scadenza',
    senzaScadenza: 'Nessuna',
    causale: 'Causale',
    ente: 'Ente',
    codice: 'Codice',
    descrizione: 'Descrizione',
    trasferimento: (n: number): string => `Quota ${n}`,
    bollo: 'marca da bollo',
  },
  perche: {
    tempo_scaduto: 'Il servizio non ha risposto in tempo',
    irraggiungibile: 'Il servizio non è raggiungibile, o manda altrove',
    errore_del_servizio: 'Il servizio ha risposto con un errore',
    risposta_illeggibile: 'La risposta non si è potuta leggere',
    circuito_aperto: 'Il servizio non risponde da un po’, e per ora non viene chiamato',
    troppe_richieste: 'Il servizio aveva già troppe richieste in attesa',
    indirizzo_non_ammesso: 'L’indirizzo è di una rete privata, o in chiaro',
  } as Readonly<Record<string, string>>,
  percheIgnoto: 'Il servizio non ha dato una buona risposta',
  difetti: {
    importo: 'Un importo manca, è zero o non è scritto con il punto e due decimali',
    ente: 'Il codice fiscale dell’ente è un altro',
    iuv: 'Lo IUV non è quello del numero avviso',
    trasferimenti: 'I trasferimenti non sono da 1 a 5',
    somma: 'I trasferimenti non danno l’importo',
    beneficiario: 'Il codice fiscale di un beneficiario non è valido, o nessun trasferimento è dell’ente',
    iban: 'Un IBAN non è valido',
    iban_altrui: 'Un IBAN è di un altro ente',
    conto_postale: 'Si chiedeva un conto postale, e il primo trasferimento non lo ha',
    tassonomia: 'Manca il codice tassonomico di un trasferimento',
    bollo: 'Una marca da bollo non è completa, o si chiede dove non si può',
  } satisfies Record<DifettoEnte, string>,
  rifiuti: {
    PRESSO_ENTE_INDIRIZZO_NON_VALIDO:
      'Scrivi un indirizzo che comincia con https://, senza utente e password. Al massimo 2000 caratteri.',
    PRESSO_ENTE_ATTESA_NON_VALIDA: 'Scrivi un numero di secondi da 1 a 5.',
    PRESSO_ENTE_TIPO_NON_VALIDO: 'Scegli un tipo dovuto attivo di questo ente.',
    PRESSO_ENTE_CAMBIATO:
      'Nel frattempo qualcuno ha cambiato questa configurazione. Guarda com’è adesso, poi salva di nuovo.',
    PRESSO_ENTE_AVVISO_NON_VALIDO: 'Scrivi le 18 cifre del numero avviso.',
    PRESSO_ENTE_NON_CONFIGURATO: 'Salva prima l’indirizzo del servizio, anche spento: poi si può provare.',
    PRESSO_ENTE_SENZA_STAZIONE: 'L’ente non ha una stazione attiva: chiedi a chi amministra l’installazione.',
  } satisfies Record<CodicePressoEnte, string>,
};

/** Why an answer was none, in words. */
export function percheServizio(perche: string): string {
  const difetti: Readonly<Record<string, string>> = pressoEnte.difetti;
  return pressoEnte.perche[perche] ?? difetti[perche] ?? pressoEnte.percheIgnoto;
}
