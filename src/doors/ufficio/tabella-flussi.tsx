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
import { istanteScritto, sullaPagina, type ColonnaElenco } from './elenco-file.ts';
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

const QUANDO = {
  testo: (f: Flusso) => istanteScritto(f.richiestoIl),
  cella: (f: Flusso) => <Istante istante={f.richiestoIl} />,
};

type Proprieta = { id: string; titolo: string; flussi: readonly Flusso[]; nome: NomeAttore; vuoto: VNode };

/** A file, and who asked for it, as people call them. */
export type FlussoDetto = Flusso & { da: string };

/** What a list says of each file that came in. */
export const COLONNE_FLUSSI: readonly ColonnaElenco<FlussoDetto>[] = [
  { titolo: testi.flussi.colonne.file, testo: (f) => f.nomeFile ?? f.iuf ?? f.id },
  { titolo: testi.flusso.iuf, testo: (f) => f.iuf ?? '', solo: 'file' },
  { titolo: testi.flusso.versione, testo: (f) => f.versione ?? '', solo: 'file' },
  { ...QUANDO, titolo: testi.flussi.colonne.arrivato },
  { titolo: testi.flussi.colonne.da, testo: (f) => f.da },
  {
    titolo: testi.flussi.colonne.stato,
    testo: statoDetto,
    cella: (f) => <Stato tono={TONI[f.stato]}>{statoDetto(f)}</Stato>,
  },
  { titolo: testi.flussi.colonne.righe, numerica: true, testo: righe },
  { titolo: testi.flussi.colonne.scartate, numerica: true, testo: (f) => intero(f.righeScartate) },
];

function statoDetto(f: Flusso): string {
  return isInterrotto(f) ? testi.interrotto : testi.stati[f.stato];
}

const conNomi = (flussi: readonly Flusso[], nome: NomeAttore): FlussoDetto[] =>
  flussi.map((f) => ({ ...f, da: nome(f.richiestoDa) }));

/** Files that came in: each opens. */
export function TabellaFlussi({ id, titolo, flussi, nome, vuoto }: Proprieta): VNode {
  return (
    <Tabella
      {...{ id, titolo, vuoto }}
      colonne={sullaPagina(COLONNE_FLUSSI)}
      righe={conNomi(flussi, nome)}
      chiave={(f) => f.id}
      apri={(f) => VAI.flusso(f.id)}
    />
  );
}

/** How many rows: of a file that is loading, how many so far. */
function righe(f: Flusso): string {
  if (f.righeTotali === null) return '';
  return inLavorazione(f) ? `${intero(f.righeApplicate)} / ${intero(f.righeTotali)}` : intero(f.righeTotali);
}

/** What a list says of each file that was booked. */
export const COLONNE_INCASSI: readonly ColonnaElenco<FlussoDetto>[] = [
  { titolo: testi.incassi.colonne.periodo, testo: (f) => `${giornoDi(f, 'dal')} – ${giornoDi(f, 'al')}` },
  { titolo: testi.incassi.colonne.tipo, testo: cosaDi },
  { titolo: testi.incassi.colonne.versione, testo: versioneDi },
  { ...QUANDO, titolo: testi.incassi.colonne.chiesto },
  { titolo: testi.incassi.colonne.da, testo: (f) => f.da },
  {
    titolo: testi.incassi.colonne.stato,
    testo: (f) => testi.statiIncasso[f.stato],
    cella: (f) => <Stato tono={TONI[f.stato]}>{testi.statiIncasso[f.stato]}</Stato>,
  },
  {
    titolo: testi.incassi.colonne.righe,
    numerica: true,
    testo: (f) => (f.righeTotali === null ? '' : intero(f.righeTotali)),
  },
  {
    titolo: testi.incassi.colonne.file,
    solo: 'pagina',
    testo: () => '',
    cella: (f) =>
      f.stato === 'eseguito' && (
        <Collegamento a={VAI.fileIncasso(f.id)} icona="it-download" scarica>
          {testi.incassi.scarica}
        </Collegamento>
      ),
  },
];

/** Files that were booked: each opens, and those that are ready are downloaded from here. */
export function TabellaIncassi({ id, titolo, flussi, nome, vuoto }: Proprieta): VNode {
  return (
    <Tabella
      {...{ id, titolo, vuoto }}
      colonne={sullaPagina(COLONNE_INCASSI)}
      righe={conNomi(flussi, nome)}
      chiave={(f) => f.id}
      apri={(f) => VAI.incasso(f.id)}
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
