/** The Nodo and its PSPs as one thing that pages and API can act on, with what they remember. */
import type { Ente } from '../demo.ts';
import { creaMemoria } from '../memoria.ts';
import { creaChiamata, type Scambio } from './chiamata.ts';
import { type Errore, leggiOrdine, type Richiesta } from './ordine.ts';
import { eseguiPagamento, type Pagamento } from './pagamento.ts';
import { creaRicevute, type Ricevuta, type Ricevute } from './ricevute.ts';

export type Banco = {
  enti: () => Promise<readonly Ente[]>;
  paga: (richiesta: Richiesta) => Promise<{ ok: true; pagamento: Pagamento } | { ok: false; errori: Errore[] }>;
  pagamenti: () => readonly Pagamento[];
  scambi: () => readonly Scambio[];
  ricevute: Ricevute;
  /** Where the calls go, without the path: that holds a secret. */
  controparte: string;
};

const PAGAMENTI_MAX = 200;
const SCAMBI_MAX = 500;
const RICEVUTE_MAX = 500;

export type ImpostazioniBanco = {
  nodo: string;
  intermediario: { codiceFiscale: string };
  enti: () => Promise<readonly Ente[]>;
};

export function creaBanco({ nodo, intermediario, enti }: ImpostazioniBanco): Banco {
  const scambi = creaMemoria<Scambio>(SCAMBI_MAX);
  const pagamenti = creaMemoria<Pagamento>(PAGAMENTI_MAX);
  const chiama = creaChiamata(nodo, scambi);
  const ricevute = creaRicevute(chiama, creaMemoria<Ricevuta>(RICEVUTE_MAX));
  let id = 0;
  return {
    enti,
    async paga(richiesta) {
      const tutti = await enti();
      const letto = leggiOrdine(richiesta, tutti);
      if (!letto.ok) return letto;
      const istante = new Date();
      const mondo = { intermediario: intermediario.codiceFiscale, enti: tutti, chiama, ricevute };
      const fatto = await eseguiPagamento(mondo, letto.ordine);
      id += 1;
      return { ok: true, pagamento: pagamenti.ricorda({ id, istante, ordine: letto.ordine, ...fatto }) };
    },
    pagamenti: pagamenti.elenco,
    scambi: scambi.elenco,
    ricevute,
    controparte: new URL(nodo).origin,
  };
}
