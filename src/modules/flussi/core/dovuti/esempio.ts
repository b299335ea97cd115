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

/** A file of dovuti to try with: what it is called without `.zip` and `.csv`, and what is in it. */
export function fileEsempio({ codIpa, tipo, versione, istante, oggi }: DatiEsempio): { base: string; csv: string } {
  const righe = PERSONE.map(({ codice, nome, importo }, i) => {
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
    return COLONNE[versione].map(({ nome: colonna }) => campi[colonna] ?? '').join(';');
  });
  return {
    base: `${codIpa}-ESEMPIO_${versione}_${istante}-${versione}`,
    csv: `${[intestazione(versione), ...righe].join('\n')}\n`,
  };
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
