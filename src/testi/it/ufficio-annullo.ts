import type { MotivoEscluso } from '#modules/posizioni';

/** What an operator reads of a flow that is annulled as a whole. */
export const ufficioAnnullo = {
  bottone: 'Annulla il flusso',
  spiegazione:
    'Se il flusso è stato inviato per errore, puoi annullare in una volta tutti i dovuti che ha portato e che si possono ancora pagare.',
  ancora:
    'Se nel frattempo è cambiato qualcosa, per esempio chi stava pagando ha rinunciato, puoi annullare anche quello che è rimasto.',
  bottoneAncora: 'Annulla quello che è rimasto',

  conferma: {
    titolo: 'Annulla il flusso',
    file: 'File',
    arrivato: 'Arrivato il',
    righe: 'Righe caricate',
    conseguenza:
      'I cittadini non potranno più pagare i dovuti di questo flusso: chi ha l’avviso leggerà che è stato annullato. ' +
      'Restano come sono i dovuti pagati o in pagamento, quelli che un altro flusso o una persona ha cambiato dopo, e quelli dei tipi ' +
      'che non segui: alla fine li trovi elencati uno per uno.',
    motivo: 'Motivo',
    motivoAiuto: 'Resta nella storia di ogni dovuto, lo legge solo chi lavora per l’ente. Al massimo 500 caratteri.',
    conferma: 'Annulla: i cittadini non potranno più pagare',
    torna: 'Torna al flusso senza cambiare niente',
  },

  segui: 'Segui l’annullamento, o fermalo',
  guarda: 'Segui l’annullamento',

  titolo: 'Annullamento del flusso',
  inCoda: 'In coda: l’annullamento comincia tra poco',
  inCorso: 'Annullamento dei dovuti',
  finora: (annullati: string, esclusi: string): string =>
    `Annullati finora: ${annullati}. Rimasti come sono: ${esclusi}.`,
  puoiAndare: 'Puoi chiudere questa pagina: l’annullamento continua da solo, e qui ritrovi a che punto è.',
  ferma: 'Ferma: i dovuti già annullati restano annullati',
  finito: 'Flusso annullato',
  parziale: 'Annullamento finito',
  nulla: 'Nessun dovuto annullato',
  fermato: 'Annullamento fermato',
  fermatoTesto:
    'I dovuti non ancora guardati sono rimasti come erano. Puoi riprendere annullando quello che è rimasto.',
  conti: (annullati: string, esclusi: string): string =>
    esclusi === '0'
      ? `Dovuti annullati: ${annullati}.`
      : `Dovuti annullati: ${annullati}. Rimasti come sono: ${esclusi}, per questi motivi:`,
  conto: (motivo: string, quanti: string): string => `${motivo} (${quanti})`,
  nomeLibero:
    'Un file corretto può avere lo stesso nome: i dovuti con gli stessi IUD tornano da pagare, con il loro IUV.',
  elenco: 'Dovuti rimasti come sono, nell’ordine del file',
  vediElenco: 'Guarda quali sono',
  colonne: { riga: 'Riga', iud: 'IUD', perche: 'Perché' },
  chiesto: 'Chiesto il',
  da: 'Da',
  motivo: 'Motivo',
  finitoIl: 'Finito il',
  fermatoDa: 'Fermato da',

  motivi: {
    PAGATO: 'È già stato pagato',
    IN_PAGAMENTO: 'Qualcuno lo sta pagando: riprova fra mezz’ora',
    CAMBIATO_DA_FLUSSO: 'Un altro flusso lo ha cambiato dopo',
    CAMBIATO_A_MANO: 'Una persona o il gestionale lo ha cambiato dopo',
    GIA_ANNULLATO: 'Era già annullato',
    SOSTITUITO: 'Un nuovo piano ha già preso il suo posto',
    CHIUSO: 'È chiuso: la posizione è stata pagata in un altro modo',
    TIPO_NON_SEGUITO: 'È di un tipo dovuto che chi ha chiesto l’annullamento non segue',
  } satisfies Record<MotivoEscluso, string> as Record<MotivoEscluso, string>,
};
