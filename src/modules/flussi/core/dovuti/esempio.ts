import { piuGiorni, type Giorno } from '#kernel/giorno';
import { COLONNE, intestazione, type VersioneDovuti } from './colonne.ts';

const GIORNI_PER_PAGARE = 30;

/**
 * For which ente and kind of due, in which version, and when: `istante` in figures, so that two files of a version never have the same
 * name or the same IUD.
 */
export type DatiEsempio = {
  codIpa: string;
  tipo: { codice: string; denominazione: string; tassonomia: string };
  versione: VersioneDovuti;
  istante: string;
  oggi: Giorno;
};

/** Invented people with codes that are well formed, and one that is not: a file to try with shows how a row is refused, too. */
const PERSONE = [
  { codice: 'RSSMRA80A01H501U', nome: 'Mario Rossi', importo: '120.50' },
  { codice: 'VRDLGU75B42H501B', nome: 'Luigia Verdi', importo: '48.00' },
  { codice: 'NONVALIDO', nome: 'Riga sbagliata apposta', importo: '10.00' },
] as const;

/** What a file to try with is called, without its extension. */
function baseDi({ codIpa, versione, istante }: DatiEsempio): string {
  return `${codIpa}-ESEMPIO_${versione}_${istante}-${versione}`;
}

/** A file of dovuti to try with: what it is called without `.zip` and `.csv`, and what is in it. */
export function fileEsempio(dati: DatiEsempio): { base: string; csv: string } {
  const righe = righeEsempio(dati).map((campi) =>
    COLONNE[dati.versione].map(({ nome: colonna }) => campi[colonna] ?? '').join(';'),
  );
  return { base: baseDi(dati), csv: `${[intestazione(dati.versione), ...righe].join('\n')}\n` };
}

/** The same in a spreadsheet: the columns that it fills, and its rows. */
export function foglioEsempio(dati: DatiEsempio): { base: string; nomi: string[]; righe: string[][] } {
  const righe = righeEsempio(dati);
  const nomi = COLONNE[dati.versione].map(({ nome }) => nome).filter((nome) => righe.some((campi) => nome in campi));
  return { base: baseDi(dati), nomi, righe: righe.map((campi) => nomi.map((nome) => campi[nome] ?? '')) };
}

function righeEsempio({ tipo, versione, istante, oggi }: DatiEsempio): Readonly<Record<string, string>>[] {
  return PERSONE.map(({ codice, nome, importo }, i) => {
    const campi: Readonly<Record<string, string>> = {
      IUD: `ESEMPIO-${versione}-${istante}-${i + 1}`,
      tipoIdentificativoUnivoco: 'F',
      codiceIdentificativoUnivoco: codice,
      anagraficaPagatore: nome,
      dataScadenzaPagamento: piuGiorni(oggi, GIORNI_PER_PAGARE),
      importoDovuto: importo,
      tipoDovuto: tipo.codice,
      tipoVersamento: 'ALL',
      causaleVersamento: `${tipo.denominazione.replaceAll(';', ',')}, esempio`,
      datiSpecificiRiscossione: tipo.tassonomia,
      flagGeneraIuv: 'true',
      azione: 'I',
      ...(versione === '2_0' && i < 2 ? rataEsempio(istante, i + 1) : {}),
    };
    return campi;
  });
}

/** In 2_0 the two good rows are the instalments of one person. */
function rataEsempio(istante: string, rata: number): Readonly<Record<string, string>> {
  const [{ codice, nome }] = PERSONE;
  return {
    codiceIdentificativoUnivoco: codice,
    anagraficaPagatore: nome,
    codicePosizione: `ESEMPIO-${istante}`,
    formaOpzione: 'piano',
    rata: String(rata),
    metadati: 'nota=Posizione di esempio',
  };
}
