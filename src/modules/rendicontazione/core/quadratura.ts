import { ok, type Esito } from '#kernel/esito';
import { isoRoma, istanteRoma } from '#kernel/giorno';
import { rifiutoRendicontazione, type RifiutoRendicontazione } from './rifiuti.ts';

/** What names a flow of quadratura: nothing else of it is read. */
export type NomeQuadratura = { idFlusso: string; prodottaIl: Date };

/** Printable ASCII: the name goes back to people and programs, in the header of a download and in a SOAP message. */
const FORMA = /^([ -~]{1,35})_(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\.xml$/i;

/** The last part of a path, be it of a ZIP or of a disk: an archive may come with its folders (`QUADRATURA/2019_03/…`). */
export function senzaCartelle(percorso: string): string {
  return percorso.split(/[/\\]/).at(-1) ?? '';
}

/** Reads the name of a file (mypay-file-formats 5.5): `<id>_<yyyyMMddHHmmss>.xml`, of the hour of Rome. */
export function leggiNomeQuadratura(nomeFile: string): Esito<NomeQuadratura, RifiutoRendicontazione> {
  const [, idFlusso, anno, mese, giorno, ore, minuti, secondi] = FORMA.exec(nomeFile) ?? [];
  const prodottaIl = istanteRoma(`${anno}-${mese}-${giorno}T${ore}:${minuti}:${secondi}`);
  if (idFlusso === undefined || prodottaIl === null) return rifiutoRendicontazione('QUADRATURA_NOME');
  return ok({ idFlusso, prodottaIl });
}

/** The name of its file. */
export function scriviNomeQuadratura({ idFlusso, prodottaIl }: NomeQuadratura): string {
  return `${idFlusso}_${isoRoma(prodottaIl).replaceAll(/\D/g, '')}.xml`;
}
