import { randomUUID } from 'node:crypto';
import type { Evento, Giornale } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { busta, bustaFault } from '#platform/soap/busta';
import { tavola } from '#platform/soap/operazione';
import { entra, type Chiamante } from './accesso.ts';
import type { Contratto } from './contratto.ts';
import { perche } from './fault.ts';
import type { Ingresso, Risultato } from './operazione.ts';
import { OPERAZIONI } from './operazioni.ts';
import { senzaSegreti } from './segreti.ts';

/** Counted by the door, shown by the metrics. */
export type ContatoriSil = { risposte: (operazione: string, esito: string, secondi: number) => void };

type Opzioni = { mondo: Mondo; giornale: Giornale; contatori: ContatoriSil; contratto: Contratto };

/** What goes back on the wire. Refusals of the domain travel with 200; a message that is no call of ours does not. */
export type RispostaHttp = { stato: 200 | 404 | 500; testo: string };

/** From the bytes of a message, and from where they come, to the answer. Throws when the world is broken. */
export function ricezione({
  mondo,
  giornale,
  contatori,
  contratto,
}: Opzioni): (grezzo: Buffer, chiamante: Chiamante) => Promise<RispostaHttp> {
  const capisci = tavola<Ingresso, Risultato>({ operazioni: OPERAZIONI, schema: null });
  return async (grezzo, chiamante) => {
    const inizio = performance.now();
    const arrivata = mondo.orologio();
    const secondi = (): number => (performance.now() - inizio) / 1000;
    const chiamata = capisci(grezzo);
    if (!chiamata.ok) {
      const { codice } = chiamata.refusal;
      contatori.risposte('sconosciuta', codice, secondi());
      // Nobody serves it: what the old platform answered to a root that it did not know (mypay-webservices 1.18).
      const stato = codice === 'soap_operazione' ? 404 : 500;
      return { stato, testo: bustaFault({ codice: 'Client', testo: perche(chiamata.refusal) }) };
    }
    const { nome } = chiamata.value.operazione;
    const ingresso: Ingresso = {
      ...{ mondo, contratto, chiamante },
      entra: (credenziali) => entra(mondo, credenziali, chiamante),
    };
    const fatto = await chiamata.value.esegui(ingresso);
    const testo = busta(fatto.corpo);
    annota(giornale, { nome, fatto, arrivata, risposta: mondo.orologio(), grezzo, testo });
    contatori.risposte(nome, fatto.codice ?? 'OK', secondi());
    return { stato: 200, testo };
  };
}

type Scambio = { nome: string; fatto: Risultato; arrivata: Date; risposta: Date; grezzo: Buffer; testo: string };

/** Request and answer, in the giornale of the ente that was let in: of nobody's call nothing is kept but the metrics. */
function annota(giornale: Giornale, { nome, fatto, arrivata, risposta, grezzo, testo }: Scambio): void {
  const { ente, iuv, codice } = fatto;
  if (ente === null) return;
  const comune: Omit<Evento, 'sottotipo' | 'istante'> = {
    ...{ categoria: 'INTERFACE', tipo: nome, richiedente: 'SIL', correlazione: randomUUID(), iuv },
    ...{ enteId: ente.enteId, dominio: ente.codiceFiscale },
  };
  giornale.annota({ ...comune, sottotipo: 'REQ', istante: arrivata, contenuto: senzaSegretiGrezzo(grezzo) });
  giornale.annota({
    ...{ ...comune, sottotipo: 'RESP', istante: risposta, contenuto: senzaSegreti(testo) },
    esito: codice === null ? 'OK' : 'KO',
    parametri: codice,
  });
}

/** A message as it came, as it may be kept: byte by byte. Null: its encoding does not let us see what is to be blanked. */
function senzaSegretiGrezzo(messaggio: Buffer): Buffer | null {
  // UTF-16 and the like have a zero byte among the first four.
  if (messaggio.subarray(0, 4).includes(0)) return null;
  return Buffer.from(senzaSegreti(messaggio.toString('latin1')), 'latin1');
}
