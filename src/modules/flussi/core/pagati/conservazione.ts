import { isoRoma } from '#kernel/giorno';
import type { Soggetto } from './colonne.ts';
import { nudo } from './senza-virgolette.ts';

/** A receipt as it is kept for the law. */
export type RicevutaDaConservare = {
  receiptId: string;
  iuv: string;
  registrataIl: Date;
  negativa: boolean;
  causale: string;
  titolare: string;
  debitore: Soggetto | null;
  pagatore: Soggetto | null;
  /** The message as it came, and its SHA-256 as it was written down then. */
  messaggio: Buffer;
  impronta: Buffer;
};

/** 14 names (mypay-file-formats.md 4.7). */
export const INTESTAZIONE_RT =
  'xml_rt;data_ora_messaggio_ricevuta;id_messaggio_ricevuta;causale_versamento;tipo_soggetto_pagatore;anagrafica_pagatore;' +
  'id_univoco_pagatore;email_pagatore;id_univoco_beneficiario;id_univoco_versante;anagrafica_versante;IUV;esito_pagamento;' +
  'codice_contesto_pagamento';

/** A row, begun by the line feed that ends the one before; a separator follows the last value. */
export function rigaRt(r: RicevutaDaConservare): string {
  const campi = [
    ...[
      r.messaggio.toString('base64'),
      timestampJava(r.registrataIl),
      r.receiptId,
      r.causale,
      r.debitore?.tipo ?? null,
    ],
    ...[r.debitore?.anagrafica ?? null, r.debitore?.codice ?? null, r.debitore?.email ?? null, r.titolare],
    ...[r.pagatore?.codice ?? null, r.pagatore?.anagrafica ?? null, r.iuv, r.negativa ? '1' : '0', r.receiptId],
  ];
  return `\n${campi.map((campo) => `${nudo(campo)};`).join('')}`;
}

/** `yyyy-MM-dd HH:mm:ss.S`, of Rome: as java.sql.Timestamp writes itself, without the zeros at the end. */
function timestampJava(istante: Date): string {
  const frazione = istante
    .toISOString()
    .slice(20, 23)
    .replace(/0{1,2}$/, '');
  return `${isoRoma(istante).replace('T', ' ')}.${frazione}`;
}

/** The names of the index that goes beside: which message is which, and whether it is still the one that came. */
export const INTESTAZIONE_INDICE = 'riga;id_messaggio_ricevuta;IUV;data_ora_messaggio_ricevuta;byte;sha256\n';

/** A line of the index. */
export function rigaIndice(r: RicevutaDaConservare, riga: number): string {
  const campi = [
    String(riga),
    r.receiptId,
    r.iuv,
    timestampJava(r.registrataIl),
    String(r.messaggio.length),
    r.impronta.toString('hex'),
  ];
  return `${campi.map(nudo).join(';')}\n`;
}
