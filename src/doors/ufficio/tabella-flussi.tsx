import type { VNode } from 'preact';
import { formatGiorno, parseGiorno } from '#kernel/giorno';
import { ENTE_SECONDARIO, type Flusso, type StatoFlusso } from '#modules/flussi';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi as testi } from '#testi/it/ufficio-flussi';
import { Collegamento } from '#ui/collegamento';
import { Stato, type Tono } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import type { NomeAttore } from './attori.ts';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';

const TONI: Record<StatoFlusso, Tono> = {
  in_corrispondenza: 'attesa',
  in_anteprima: 'attesa',
  ricevuto: 'attesa',
  in_corso: 'attesa',
  eseguito: 'bene',
  fallito: 'male',
  annullato: 'neutro',
};

/** Is somebody still working on it? */
export function inLavorazione({ stato }: Flusso): boolean {
  return stato === 'ricevuto' || stato === 'in_corso';
}

/** Was it given up for a fault of ours? The file is not to blame, and some of its rows may have been loaded. */
export function isInterrotto({ codiceErrore }: Flusso): boolean {
  return codiceErrore === 'PAA_IMPORT_ERRORE_GENERICO';
}

type Proprieta = { id: string; titolo: string; flussi: readonly Flusso[]; nome: NomeAttore; vuoto: VNode };

/** Files that came in: each opens. */
export function TabellaFlussi({ id, titolo, flussi, nome, vuoto }: Proprieta): VNode {
  const colonne = testi.flussi.colonne;
  return (
    <Tabella
      id={id}
      titolo={titolo}
      colonne={[
        { titolo: colonne.file, cella: (f) => f.nomeFile ?? f.iuf ?? f.id },
        { titolo: colonne.arrivato, cella: (f) => <Istante istante={f.richiestoIl} /> },
        { titolo: colonne.da, cella: (f) => nome(f.richiestoDa) },
        {
          titolo: colonne.stato,
          cella: (f) => <Stato tono={TONI[f.stato]}>{isInterrotto(f) ? testi.interrotto : testi.stati[f.stato]}</Stato>,
        },
        { titolo: colonne.righe, numerica: true, cella: righe },
        { titolo: colonne.scartate, numerica: true, cella: (f) => intero(f.righeScartate) },
      ]}
      righe={flussi}
      chiave={(f) => f.id}
      apri={(f) => VAI.flusso(f.id)}
      vuoto={vuoto}
    />
  );
}

/** How many rows: of a file that is loading, how many so far. */
function righe(f: Flusso): string {
  if (f.righeTotali === null) return '';
  return inLavorazione(f) ? `${intero(f.righeApplicate)} / ${intero(f.righeTotali)}` : intero(f.righeTotali);
}

/** Files that were booked: each opens, and those that are ready are downloaded from here. */
export function TabellaIncassi({ id, titolo, flussi, nome, vuoto }: Proprieta): VNode {
  const colonne = testi.incassi.colonne;
  return (
    <Tabella
      id={id}
      titolo={titolo}
      colonne={[
        { titolo: colonne.periodo, cella: (f) => `${giornoDi(f, 'dal')} – ${giornoDi(f, 'al')}` },
        { titolo: colonne.tipo, cella: cosaDi },
        { titolo: colonne.versione, cella: versioneDi },
        { titolo: colonne.chiesto, cella: (f) => <Istante istante={f.richiestoIl} /> },
        { titolo: colonne.da, cella: (f) => nome(f.richiestoDa) },
        { titolo: colonne.stato, cella: (f) => <Stato tono={TONI[f.stato]}>{testi.statiIncasso[f.stato]}</Stato> },
        { titolo: colonne.righe, numerica: true, cella: (f) => (f.righeTotali === null ? '' : intero(f.righeTotali)) },
        {
          titolo: colonne.file,
          cella: (f) =>
            f.stato === 'eseguito' ? (
              <Collegamento a={VAI.fileIncasso(f.id)} icona="it-download" scarica>
                {testi.incassi.scarica}
              </Collegamento>
            ) : null,
        },
      ]}
      righe={flussi}
      chiave={(f) => f.id}
      apri={(f) => VAI.incasso(f.id)}
      vuoto={vuoto}
    />
  );
}

/** What a booked file is about: a kind of due, all of them, or something else than incassi. */
export function cosaDi({ genere, richiesta }: Flusso): string {
  if (genere === 'scaduti' || genere === 'conservazione') return ufficioEsportazioni.cose[genere];
  const tipo = richiesta?.['tipoDovuto'] ?? '';
  if (tipo === ENTE_SECONDARIO) return ufficioEsportazioni.enteSecondario;
  return tipo === '' ? testi.incassi.tutti : tipo;
}

/** The version of a file of incassi, with its form where it has more than one. */
export function versioneDi({ genere, versione, richiesta }: Flusso): string {
  if (genere !== 'pagati') return '';
  return [versione, richiesta?.['formato']?.toUpperCase()].filter(Boolean).join(' ');
}

/** A day of what was asked, as tables write it. */
export function giornoDi({ richiesta }: Flusso, quale: 'dal' | 'al'): string {
  const giorno = parseGiorno(richiesta?.[quale] ?? '');
  return giorno === null ? '' : formatGiorno(giorno);
}
