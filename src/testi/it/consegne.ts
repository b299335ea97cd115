import { formatGiorno, giornoA, isoRoma } from '#kernel/giorno';
import type { CodiceFlusso, Flusso, Resoconto, SenzaAvviso } from '#modules/flussi';
import { flussi } from './flussi.ts';

/** What is written in the files that a loaded file gives back for people. */
export const consegne = {
  /** The index of the ZIP of the notices. */
  indice: {
    colonne: ['Riga', 'IUD', 'IUV', 'File', 'Perché manca l’avviso'],
    perche: {
      senza_avviso: 'Il dovuto non ha un numero di avviso',
      pagato: 'È già stato pagato',
      annullato: 'È stato annullato',
      estinto: 'È stato pagato in un altro modo',
      scaduto: 'È scaduto e non si può più pagare',
      non_stampabile: 'L’ente non fa stampare gli avvisi di questo tipo dovuto',
      bozza: 'Non è ancora stato emesso',
      doppio: 'Ha lo stesso avviso di una riga precedente',
    } satisfies Record<SenzaAvviso, string>,
  },

  /** The account of a file that has ended, line by line. */
  resoconto: ({ flusso: f, codici, avvertenze }: Resoconto): string =>
    inFile([
      `Flusso ${f.iuf ?? ''}, file ${f.nomeFile ?? ''}, versione ${f.versione ?? ''}`,
      `Arrivato il ${quando(f.richiestoIl)}`,
      ...(f.iniziatoIl === null ? [] : [`Iniziato il ${quando(f.iniziatoIl)}`]),
      ...(f.finitoIl === null ? [] : [`Finito il ${quando(f.finitoIl)}`]),
      '',
      ...comeFinito(f),
      ...(f.righeTotali === null ? [] : [`Righe nel file: ${intero(f.righeTotali)}`]),
      `Righe caricate: ${intero(f.righeAccettate)}`,
      `Righe scartate: ${intero(f.righeScartate)}`,
      ...codici.map(({ codice, quante }) => `  ${codice}: ${intero(quante)}`),
      ...(f.tipiFuoriModalita.length === 0
        ? []
        : ['', `Tipi dovuto che l’ente non carica con i file, presi lo stesso: ${f.tipiFuoriModalita.join(', ')}`]),
      ...(f.righeConAvvertenze === 0 ? [] : ['', `Righe valide da controllare: ${intero(f.righeConAvvertenze)}`]),
      ...avvertenze.map(({ riga, codice }) => `  Riga ${intero(riga)}, ${codice}: ${flussi.avvertenze[codice]}`),
      ...(new Set(avvertenze.map(({ riga }) => riga)).size < f.righeConAvvertenze
        ? ['  Delle altre non si conserva l’elenco.']
        : []),
    ]),
};

const STATI: Readonly<Record<Flusso['stato'], string>> = {
  in_corrispondenza: 'colonne da indicare',
  in_anteprima: 'da confermare',
  ricevuto: 'in coda',
  in_corso: 'in corso',
  eseguito: 'caricato',
  fallito: 'non caricato',
  annullato: 'annullato',
};

function comeFinito({ stato, codiceErrore, parametriErrore }: Flusso): string[] {
  if (codiceErrore === null) return [`Esito: ${STATI[stato]}`];
  const frase = flussi.rifiuti[codiceErrore as CodiceFlusso];
  return [
    `Esito: ${STATI[stato]}, codice ${codiceErrore}`,
    typeof frase === 'string' ? frase : frase(parametriErrore ?? {}),
  ];
}

/** 28/11/2026 00:10:05, in Rome. */
function quando(istante: Date): string {
  return `${formatGiorno(giornoA(istante))} ${isoRoma(istante).slice(11, 19)}`;
}

function intero(n: number): string {
  return n.toLocaleString('it-IT', { useGrouping: 'always' });
}

/** As Windows opens it, whatever the system. */
function inFile(righe: readonly string[]): string {
  return `\uFEFF${righe.join('\r\n')}\r\n`;
}
