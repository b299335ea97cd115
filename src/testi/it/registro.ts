import type { Guasto, RifiutoRegistro } from '#modules/registro';

const numero = (n: number): string => n.toLocaleString('it-IT', { useGrouping: 'always' });
const atti = (n: number): string => (n === 1 ? '1 atto' : `${numero(n)} atti`);
const blocchi = (n: number): string => (n === 1 ? '1 blocco' : `${numero(n)} blocchi`);

/** What is said of the journal: by the command that proves it, and when the giornale refuses. */
export const registro = {
  rifiuti: {
    EVENTO_SCONOSCIUTO: 'Il messaggio non c’è: non è di questo ente, oppure non è più conservato.',
    LAVORO_NON_FERMO: 'Questo lavoro si sta già riprovando, oppure qualcuno ha già deciso di lasciarlo perdere.',
  } satisfies Record<RifiutoRegistro['codice'], string>,
  sigilla: (n: number, righe: number): string =>
    n === 0 ? 'Nessun atto da sigillare.' : `Sigillo fatto: ${atti(righe)} in ${blocchi(n)}.`,
  verifica: {
    uso:
      'Uso: npm run mypay -- registro verifica [--ancora NUMERO:IMPRONTA]   (l’impronta è quella ricevuta per posta)\n' +
      '     npm run mypay -- registro sigilla                               (senza aspettare il minuto)',
    ancoraNonValida:
      'Dopo --ancora servono il numero del blocco e la sua impronta di 64 cifre esadecimali: NUMERO:IMPRONTA.',
    vuoto: 'Il registro non ha ancora blocchi sigillati.',
    integro: (n: number, righe: number): string => `Il registro è integro: ${blocchi(n)}, ${atti(righe)}.`,
    ultimo: (n: number, impronta: string): string => `Ultimo blocco: ${n}, impronta ${impronta}`,
    ancora: (n: number): string => `La catena passa per il blocco ${n} con l’impronta ricevuta per posta.`,
    guasto: (n: number): string => `Il registro NON è integro. Primo blocco guasto: ${n}.`,
    prima: (n: number, righe: number): string =>
      n === 0 ? 'Nessun blocco lo precede.' : `Prima di esso sono integri ${blocchi(n)}, ${atti(righe)}.`,
    motivi: {
      blocco_mancante: 'Il blocco non c’è più.',
      catena_spezzata: 'Il blocco non segue quello prima: uno dei due è stato riscritto, o ne manca uno in mezzo.',
      blocco_alterato: 'Il contenuto del blocco non corrisponde alla sua impronta.',
      righe_alterate: 'Gli atti coperti dal blocco non sono quelli sigillati.',
      ancora_diversa: 'L’impronta del blocco non è quella ricevuta per posta: la catena è stata riscritta.',
    } satisfies Record<Guasto['guasto'], string>,
    cambiata: (posizione: number, id: string, istante: string): string =>
      `Primo atto guasto, alla posizione ${posizione}: ${id} (${istante}) è stato cambiato dopo il sigillo.`,
    aggiunta: (posizione: number, id: string, istante: string): string =>
      `Primo atto guasto, alla posizione ${posizione}: ${id} (${istante}) è stato aggiunto dopo il sigillo.`,
    mancante: (posizione: number, dopo: string | null, prima: string | null): string =>
      `Primo atto guasto, alla posizione ${posizione}: manca. ` +
      `Stava fra ${dopo ?? 'l’inizio del blocco'} e ${prima ?? 'la fine del blocco'}.`,
    coda: (righe: number, dal: string | null): string =>
      dal === null
        ? 'Nessun atto attende il sigillo.'
        : `Attendono il sigillo ${atti(righe)}; il più vecchio è del ${dal}.`,
    ritardo:
      'Il sigillo è in ritardo: controlla che il worker sia acceso e che nessuna transazione sia rimasta aperta.',
  },
};
