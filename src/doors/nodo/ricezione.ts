import { randomUUID } from 'node:crypto';
import { giornoA, type Giorno } from '#kernel/giorno';
import { apriFonti, conservaIllegibile, registraRicevute } from '#modules/pagamenti';
import { scriviEventi, type Giornale } from '#modules/registro';
import { creaCtx, type Mondo } from '#platform/contesto';
import { raccolta } from '#platform/raccolta';
import { busta } from '#platform/soap/busta';
import { azioneConcorde, tavola, type Chiamata } from '#platform/soap/operazione';
import { figlio } from '#platform/xml/elemento';
import type { Contratto, NomeOperazione } from './contratto.ts';
import { bustaRifiuto } from './fault.ts';
import type { Ingresso } from './ingresso.ts';
import {
  eventoBase,
  OPERAZIONI,
  StazioneChiusa,
  type ConsegnaDiVisita,
  type Risposta,
  type Visita,
} from './operazioni.ts';
import { rispostaKo } from './risposte.ts';

type Opzioni = {
  mondo: Mondo;
  giornale: Giornale;
  contatori: {
    risposte: (operazione: string, esito: string, secondi: number) => void;
    enti?: (operazione: string, esito: string, secondi: number) => void;
  };
  contratto: Contratto;
};

/** What came on the wire. */
type Messaggio = { grezzo: Buffer; soapAction: string | undefined };

/** What goes back on the wire; null: the station that the message names is not one that its bearer opens. */
export type RispostaHttp = { stato: 200 | 500; testo: string } | null;

/** Receipts that arrive together are registered together: two sets at once, so that one is read while the other is being committed. */
const RICEVUTE = { inVoloMax: 2, insiemeMax: 16 };

const LETTURE: readonly string[] = ['paVerifyPaymentNotice', 'paGetPayment', 'paGetPaymentV2', 'paDemandPaymentNotice'];

/** From the bytes of a message, and who brought it, to the answer. Throws when a receipt could not be stored. */
export function ricezione({
  mondo,
  giornale,
  contatori,
  contratto,
}: Opzioni): (messaggio: Messaggio, ingresso: Ingresso) => Promise<RispostaHttp> {
  const capisci = tavola({ operazioni: OPERAZIONI, schema: contratto.schema });
  const fonti = apriFonti(mondo, contatori.enti);
  const oggi = giornoCorrente();
  const registra = raccolta({
    ...RICEVUTE,
    esegui: (consegne: readonly ConsegnaDiVisita[]) =>
      registraRicevute(creaCtx(mondo, { ruolo: 'nodo', attore: { tipo: 'nodo' } }), consegne, (t, fatte) =>
        scriviEventi(
          t,
          fatte.flatMap(({ consegna, registrazione }) => consegna.eventi(registrazione)),
        ),
      ),
  });
  return async ({ grezzo, soapAction }, ingresso) => {
    const inizio = performance.now();
    const arrivata = mondo.orologio();
    const secondi = (): number => (performance.now() - inizio) / 1000;
    const chiamata = capisci(grezzo);
    if (!chiamata.ok) {
      const { codice } = chiamata.refusal;
      await nonCapita({ mondo, giornale }, { grezzo, codice, arrivata });
      contatori.risposte('sconosciuta', codice, secondi());
      return { stato: 500, testo: bustaRifiuto(chiamata.refusal) };
    }
    const visita: Visita = {
      ...{ mondo, giornale, fonti, registra, ingresso, grezzo, arrivata },
      azioneConcorde: azioneConcorde(chiamata.value.operazione, soapAction),
      correlazione: randomUUID(),
      oggi: oggi(arrivata),
    };
    const risposta = await rispondi(visita, chiamata.value);
    if (risposta === null) return null;
    contatori.risposte(chiamata.value.operazione.nome, risposta.evento.esito ?? 'registrata', secondi());
    return { stato: 200, testo: busta(risposta.corpo) };
  };
}

/** It may have been a receipt: it is kept, and the giornale says so. */
async function nonCapita(
  { mondo, giornale }: { mondo: Mondo; giornale: Giornale },
  { grezzo, codice, arrivata }: { grezzo: Buffer; codice: string; arrivata: Date },
): Promise<void> {
  const evento = {
    categoria: 'INTERFACE',
    tipo: 'nonCapita',
    sottotipo: 'REQ',
    richiedente: 'NodoDeiPagamenti',
  } as const;
  giornale.annota({ ...evento, istante: arrivata, esito: 'KO', parametri: codice, contenuto: grezzo });
  await conservaIllegibile(creaCtx(mondo, { ruolo: 'nodo', attore: { tipo: 'nodo' } }), { grezzo, codice });
}

/**
 * The day in Rome of instants that come one after the other: worked out once a second, for it costs more than the rest of a
 * verify's arithmetic.
 */
function giornoCorrente(): (istante: Date) => Giorno {
  let secondo = NaN;
  let giorno: Giorno | null = null;
  return (istante) => {
    const questo = Math.floor(istante.getTime() / 1000);
    if (giorno === null || questo !== secondo) giorno = giornoA(istante);
    secondo = questo;
    return giorno;
  };
}

/** Null: the station named is not one that this visitor opens. */
async function rispondi(visita: Visita, chiamata: Chiamata<Visita, Risposta>): Promise<Risposta | null> {
  const nome = chiamata.operazione.nome as NomeOperazione;
  try {
    const risposta = await chiamata.esegui(visita);
    if (LETTURE.includes(nome)) annota(visita, nome, risposta);
    return risposta;
  } catch (causa) {
    if (causa instanceof StazioneChiusa) return null;
    // A read that failed is said so; a receipt that could not be stored must come again: HTTP 500, never a KO (model 6).
    if (!LETTURE.includes(nome)) throw causa;
    visita.mondo.log.error('nodo.lettura', causa, { operazione: nome });
    const dominio = figlio(chiamata.corpo, 'idPA')?.testo ?? '-';
    const corpo = rispostaKo(nome as 'paVerifyPaymentNotice', { codice: 'PAA_SYSTEM_ERROR', idEnte: dominio });
    const risposta: Risposta = { corpo, evento: { dominio, esito: 'KO', parametri: 'PAA_SYSTEM_ERROR' } };
    annota(visita, nome, risposta);
    return risposta;
  }
}

function annota(visita: Visita, nome: NomeOperazione, { corpo, evento }: Risposta): void {
  const { esito: _, parametri: __, ...comune } = evento;
  visita.giornale.annota({ ...eventoBase(visita, nome, 'REQ'), ...comune, contenuto: visita.grezzo });
  visita.giornale.annota({ ...eventoBase(visita, nome, 'RESP'), ...evento, contenuto: corpo.toString() });
}
