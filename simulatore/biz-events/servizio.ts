/** biz-events: the receipts that an ente may ask for one by one, also those that it never got (pagopa.md 6.5). */
import { creaMemoria } from '../memoria.ts';
import type { Banco } from '../nodo/banco.ts';
import type { Ricevuta } from '../nodo/ricevute.ts';

/** How it answers: as it should, or in one of the ways in which a real one does not. */
export const MODI = {
  giusto: 'Risponde con la ricevuta',
  non_trovata: 'Non la trova (404)',
  troppe: 'Troppe richieste (429)',
  guasto: 'È guasto (500)',
  tardi: 'Non risponde in tempo',
} as const;
export type Modo = keyof typeof MODI;

export type Richiesta = { istante: Date; idPA: string; iur: string; stato: number };

export type BizEvents = {
  modo: () => Modo;
  cambia: (modo: Modo) => void;
  /** The answer to a question: the receipt, or the status that says that there is none. */
  chiedi: (domanda: { idPA: string; iur: string; chiave: string }) => { ricevuta: Ricevuta } | { stato: number };
  /** What was asked, the newest first. */
  richieste: () => readonly Richiesta[];
  /** Receipts of payments made that the ente does not have. */
  mancanti: () => readonly Ricevuta[];
};

/** About as many in an hour with one key. */
const IN_UN_ORA = 10;
const ORA_MS = 3_600_000;
const RICHIESTE_MAX = 200;

export function creaBizEvents(banco: Pick<Banco, 'ricevute'>): BizEvents {
  const richieste = creaMemoria<Richiesta>(RICHIESTE_MAX);
  const chiamate = new Map<string, number[]>();
  let modo: Modo = 'giusto';
  const troppe = (chiave: string): boolean => {
    const ora = Date.now();
    const recenti = (chiamate.get(chiave) ?? []).filter((quando) => ora - quando < ORA_MS);
    chiamate.set(chiave, [...recenti, ora]);
    return recenti.length >= IN_UN_ORA;
  };
  const statoDi = (chiave: string, trovata: Ricevuta | undefined): number => {
    if (troppe(chiave) || modo === 'troppe') return 429;
    if (modo === 'guasto') return 500;
    return trovata === undefined || modo === 'non_trovata' ? 404 : 200;
  };
  return {
    modo: () => modo,
    cambia: (nuovo) => {
      modo = nuovo;
    },
    chiedi({ idPA, iur, chiave }) {
      const trovata = banco.ricevute.elenco().find((r) => r.idPA === idPA && r.receiptId === iur);
      const stato = statoDi(chiave, trovata);
      richieste.ricorda({ istante: new Date(), idPA, iur, stato });
      return trovata === undefined || stato !== 200 ? { stato } : { ricevuta: trovata };
    },
    richieste: richieste.elenco,
    mancanti: () => banco.ricevute.elenco().filter((r) => r.esito !== 'OK'),
  };
}
