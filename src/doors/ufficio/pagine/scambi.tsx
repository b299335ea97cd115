import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { apriContenuto, leggiEventi, type EventoLetto } from '#modules/registro';
import { pagina, rifiutata, type Risposta } from '#platform/http/pagina';
import { registro as frasi } from '#testi/it/registro';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { ufficioScambi as testi } from '#testi/it/ufficio-scambi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { ScaricaCercato } from '../cerca-elenco.tsx';
import { daScaricare, istanteScritto, sullaPagina, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { ApriEvento, nomeEvento } from '../evento.tsx';
import { VAI } from '../indirizzi.ts';
import { TestoMessaggio } from '../testo-messaggio.tsx';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';

const NESSUNO = '00000000-0000-0000-0000-000000000000';
const GIORNO_MS = 24 * 3_600_000;
/** As far back as the giornale of what is only read goes. */
const INDIETRO_MS = LIMITI.eventoMesi * 31 * GIORNO_MS;

/** What was exchanged with pagoPA about a notice, which is asked for in the body: numbers stand in no address. Opening a text is an act. */
export const scambi: PaginaUfficio = {
  percorso: '/incassi/scambi',
  chi: 'amministratore',
  get: alLavoro((l) => pagina(<Vista l={l} />)),
  post: alLavoro((l, r) => {
    const { lotto = '', evento = '' } = r.modulo;
    return lotto === '' ? cerca(l, r) : apri(l, { lottoId: lotto, id: evento });
  }),
};

async function cerca(l: Lavoro, r: RichiestaUfficio): Promise<Risposta> {
  const { numero: digitato = '', forma } = r.modulo;
  const numeroAvviso = parseNumeroAvviso(digitato.replaceAll(/\s/g, ''));
  if (numeroAvviso === null) return rifiutata(<Vista l={l} numero={digitato} errore={testi.errore} />);
  const adesso = l.ctx.now.getTime();
  const quando = { dal: new Date(adesso - INDIETRO_MS), al: new Date(adesso + GIORNO_MS) };
  const eventi = await leggiEventi(l.ctx, { ...quando, numeroAvviso });
  if (forma === undefined) return pagina(<Vista l={l} numero={digitato} eventi={eventi} />);
  return daScaricare<Lavoro, EventoLetto[], EventoLetto>(
    l,
    { ...r, parametri: { forma } },
    {
      ...{ percorso: '/incassi/scambi', nome: 'MESSAGGI', titolo: testi.titolo, colonne: COLONNE },
      ...{ filtro: () => eventi, leggi: tutteInsieme },
    },
    `${l.ente.codIpa}_`,
  );
}

async function apri(l: Lavoro, { lottoId, id }: { lottoId: string; id: string }): Promise<Risposta> {
  // What is no uuid is nobody's: it is looked for as one that there is not.
  const quale = isUuid(lottoId) && isUuid(id) ? { lottoId, id } : { lottoId: NESSUNO, id: NESSUNO };
  const aperto = await apriContenuto(l.ctx, quale);
  if (!aperto.ok) return rifiutata(<Vista l={l} errore={frasi.rifiuti[aperto.refusal.codice]} />, aperto.refusal);
  return pagina(
    <Foglio u={l} titolo={testi.testo} sezione={VAI.incassi} percorso={sopra(true)}>
      <TestoMessaggio {...aperto.value} />
      <Azioni>
        <Bottone a={VAI.scambi} aspetto="secondario">
          {testi.torna}
        </Bottone>
      </Azioni>
    </Foglio>,
  );
}

const sopra = (dentro = false): { testo: string; a: string }[] => [
  { testo: ufficioFlussi.incassi.titolo, a: VAI.incassi },
  ...(dentro ? [{ testo: testi.titolo, a: VAI.scambi }] : []),
];

type PropVista = { l: Lavoro; numero?: string; errore?: string; eventi?: readonly EventoLetto[] };

function Vista({ l, numero, errore, eventi }: PropVista): VNode {
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.incassi} percorso={sopra()} conErrori={errore !== undefined}>
      <RiepilogoErrori errori={errore === undefined ? {} : { numero: errore }} />
      <p>{testi.introduzione}</p>
      <Modulo>
        <Campo
          nome="numero"
          etichetta={testi.numero}
          aiuto={testi.numeroAiuto}
          valore={numero}
          errore={errore}
          cifre
          larghezza="media"
        />
        <Azioni>
          <Bottone icona="it-search">{testi.cerca}</Bottone>
        </Azioni>
      </Modulo>
      {eventi !== undefined && <Elenco eventi={eventi} />}
      {eventi !== undefined && eventi.length > 0 && <ScaricaCercato campi={{ numero: numero ?? '' }} />}
    </Foglio>
  );
}

const COLONNE: readonly ColonnaElenco<EventoLetto>[] = [
  { titolo: testi.colonne.tipo, testo: nomeEvento },
  {
    titolo: testi.colonne.istante,
    testo: (e) => istanteScritto(e.istante),
    cella: (e) => <Istante istante={e.istante} />,
  },
  { titolo: testi.colonne.esito, testo: (e) => e.esito ?? '–' },
  { titolo: testi.colonne.dettagli, testo: (e) => e.parametri ?? '–' },
  { titolo: testi.colonne.messaggio, solo: 'pagina', testo: () => '', cella: (e) => <ApriEvento evento={e} /> },
];

function Elenco({ eventi }: { eventi: readonly EventoLetto[] }): VNode {
  return (
    <Tabella
      id="scambi"
      titolo={testi.elenco}
      colonne={sullaPagina(COLONNE)}
      righe={eventi}
      chiave={(e) => e.id}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}
