/** What the person at the PSP's desk asks for, checked. The page and the JSON API ask the same thing in two ways. */
import type { Ente } from '../demo.ts';
import { avvisoInventato } from './cifre.ts';

export type Varianti = {
  /** Stop after asking: the payer looks, or walks away with the activation done. */
  finoA?: 'verifica' | 'attivazione';
  /** How the receipt travels; once, if not said. */
  consegna?: 'doppia' | 'insieme' | 'persa';
  /** The receipt says that it was paid while our station was suspended. */
  standIn?: boolean;
  /** The PSP takes this amount instead of the one asked. */
  importoCents?: number;
  /** The same notice is paid once more, with a receipt of its own. */
  secondoPagamento?: boolean;
  /** No verify, no activation: only the receipt arrives. Without a notice number one is invented. */
  orfana?: boolean;
  transferType?: 'POSTAL' | 'PAGOPA';
  /** The cart of Checkout in which it is paid: the receipt, where it can, says it (paymentNote). */
  idCart?: string;
};

export type Richiesta = {
  numeroAvviso?: string;
  codiceFiscaleEnte: string;
  versione?: 1 | 2;
  varianti?: Varianti;
};

export type Ordine = { numeroAvviso: string; ente: Ente; versione: 1 | 2; varianti: Varianti };

export type Errore = { campo: 'numeroAvviso' | 'codiceFiscaleEnte' | 'importo'; messaggio: string };

const IMPORTO_MAX = 99_999_999_999;

export function leggiOrdine(
  richiesta: Richiesta,
  enti: readonly Ente[],
): { ok: true; ordine: Ordine } | { ok: false; errori: Errore[] } {
  const { codiceFiscaleEnte, versione = 2, varianti = {} } = richiesta;
  const numeroAvviso = (richiesta.numeroAvviso ?? '').replace(/\s/g, '');
  const daInventare = numeroAvviso === '' && varianti.orfana === true;
  const ente = enti.find((e) => e.codiceFiscale === codiceFiscaleEnte.trim());
  const errori: Errore[] = [];
  if (!daInventare && !/^\d{18}$/.test(numeroAvviso)) {
    errori.push({
      campo: 'numeroAvviso',
      messaggio: 'Il numero di avviso ha 18 cifre: controlla di averle scritte tutte.',
    });
  }
  if (!ente) {
    const messaggio =
      'Il Nodo non conosce questo ente (PPT_DOMINIO_SCONOSCIUTO): scrivi il codice fiscale, 11 cifre, di un ente della demo.';
    errori.push({ campo: 'codiceFiscaleEnte', messaggio });
  }
  const { importoCents } = varianti;
  if (
    importoCents !== undefined &&
    !(Number.isInteger(importoCents) && importoCents >= 1 && importoCents <= IMPORTO_MAX)
  ) {
    errori.push({
      campo: 'importo',
      messaggio: 'Scrivi un importo fra 0,01 e 999.999.999,99 euro, per esempio 12,50.',
    });
  }
  if (!ente || errori.length > 0) return { ok: false, errori };
  const numero = daInventare ? avvisoInventato(ente.avvisi[0]?.numeroAvviso ?? '300') : numeroAvviso;
  return { ok: true, ordine: { numeroAvviso: numero, ente, versione, varianti } };
}
