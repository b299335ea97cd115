/** The receipts the Nodo has to deliver, and how far it got with each (SANP 3.12, sending of receipts). */
import type { Memoria } from '../memoria.ts';
import type { Chiama, Scambio } from './chiamata.ts';
import { type Destinatario, messaggioRicevuta, type Pagato } from './messaggi.ts';

/** After as many hourly attempts a receipt stays where it is, and only a request to the help desk moves it. */
export const TENTATIVI_MAX = 48;

export type Ricevuta = {
  chiave: string;
  receiptId: string;
  /** The ente it goes to: the owner of the notice, or another beneficiary that gets its copy. */
  idPA: string;
  numeroAvviso: string;
  /** What it says was paid: the PSPs report it in their statements. */
  pagato: Pagato;
  operazione: 'paSendRT' | 'paSendRTV2';
  messaggio: string;
  istante: Date;
  stato: 'NOTICE_GENERATED' | 'NOTICE_PENDING' | 'NOTIFIED';
  /** The final answer, once there is one. */
  esito: 'OK' | 'KO' | null;
  tentativi: number;
  frase: string;
};

export type Ricevute = {
  prepara: (a: Destinatario, versione: 1 | 2, pagato: Pagato) => Ricevuta;
  /** Delivers now, be it the first time, a retry or once more than needed. */
  consegna: (ricevuta: Ricevuta) => Promise<Scambio>;
  trova: (chiave: string) => Ricevuta | undefined;
  elenco: () => readonly Ricevuta[];
};

export function creaRicevute(chiama: Chiama, memoria: Memoria<Ricevuta>): Ricevute {
  return {
    prepara(a, versione, pagato) {
      const idPA = a.ente.codiceFiscale;
      return memoria.ricorda({
        ...{
          chiave: `${idPA}-${pagato.receiptId}`,
          receiptId: pagato.receiptId,
          idPA,
          numeroAvviso: pagato.numeroAvviso,
          pagato,
        },
        operazione: versione === 2 ? 'paSendRTV2' : 'paSendRT',
        messaggio: messaggioRicevuta(a, versione, pagato),
        ...{ istante: pagato.istante, stato: 'NOTICE_GENERATED', esito: null, tentativi: 0 },
        frase: 'Pronta, mai consegnata.',
      });
    },
    async consegna(ricevuta) {
      const { operazione, messaggio: richiesta, idPA: codiceFiscaleEnte, numeroAvviso } = ricevuta;
      ricevuta.tentativi += 1;
      const { scambio } = await chiama({ operazione, richiesta, codiceFiscaleEnte, numeroAvviso });
      annota(ricevuta, scambio);
      return scambio;
    },
    trova: (chiave) => memoria.elenco().find((ricevuta) => ricevuta.chiave === chiave),
    elenco: memoria.elenco,
  };
}

/** Once delivered, delivered: what a later copy is answered changes nothing, but an OK counts more than the KO of its twin. */
function annota(ricevuta: Ricevuta, { verdetto }: Scambio): void {
  if (verdetto.esito === 'MALFORMATA') {
    if (ricevuta.stato === 'NOTIFIED') return;
    ricevuta.stato = 'NOTICE_PENDING';
    ricevuta.frase = `${verdetto.difetti.join('; ')}. ${prossimoTentativo(ricevuta.tentativi)}`;
    return;
  }
  ricevuta.stato = 'NOTIFIED';
  if (ricevuta.esito === 'OK') return;
  ricevuta.esito = verdetto.esito;
  ricevuta.frase = verdetto.frase;
}

function prossimoTentativo(tentativi: number): string {
  if (tentativi > TENTATIVI_MAX)
    return `I ${TENTATIVI_MAX} nuovi tentativi sono finiti: resta ferma, la sblocca solo l’assistenza.`;
  return `Il Nodo riprova fra un’ora (nuovo tentativo ${tentativi} di ${TENTATIVI_MAX}).`;
}
