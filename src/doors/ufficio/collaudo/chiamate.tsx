import type { VNode } from 'preact';
import { fineGiorno, inizioGiorno } from '#kernel/giorno';
import { isUuid } from '#kernel/ids';
import { apriContenuto, leggiChiamate, type EventoLetto } from '#modules/registro';
import { leggiChiaviApi } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { pagina, rifiutata, type Risposta } from '#platform/http/pagina';
import { registro as frasi } from '#testi/it/registro';
import { ufficioCollaudo } from '#testi/it/ufficio-collaudo';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { leggiGiorno } from '../conti.tsx';
import { elencoInFile } from '../elenco-file.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { TestoMessaggio } from '../testo-messaggio.tsx';
import { COLONNE_CHIAMATE, ElencoChiamate, QUANTE } from './chiamate-elenco.tsx';

const testi = ufficioCollaudo.chiamate;
const NESSUNO = '00000000-0000-0000-0000-000000000000';
const ESITI = ['OK', 'KO'] as const;
/** As many calls as a day of one ente is read through. */
const NEL_FILE_MAX = 20_000;

type Cercate = { giorno: string; esito: (typeof ESITI)[number] | null };

/**
 * What the ente's software has called, in SOAP and in REST, a day at a time. What is looked for names nobody, so it stands in the address;
 * opening a message is an act of the registro.
 */
export const chiamate: PaginaUfficio = {
  percorso: '/configurazione/collaudo/chiamate',
  chi: 'amministratore',
  atto: { get: 'chiavi', post: 'chiavi' },
  get: alLavoro(async (l, { query }) => {
    const cercate = cercateDi(l.ctx, query);
    const filtro = filtroDi(cercate);
    if (filtro === null) return rifiutata(<Vista l={l} cercate={cercate} errore={testi.mancaGiorno} />);
    const eventi = await lette(l.ctx, { ...filtro, quanti: QUANTE, prima: puntoDi(query['prima'] ?? '') });
    return pagina(<Vista l={l} cercate={cercate} eventi={eventi} />);
  }),
  post: alLavoro((l, { modulo: { lotto = '', evento = '' } }) => apri(l, { lottoId: lotto, id: evento })),
};

/** The calls of a day, as a file for a spreadsheet. */
export const elencoChiamateFile = elencoInFile({
  percorso: '/configurazione/collaudo/chiamate',
  chi: 'amministratore',
  atto: 'chiavi',
  nome: 'CHIAMATE',
  titolo: testi.titolo,
  righeMax: NEL_FILE_MAX,
  filtro: (t, _l, { query }) => filtroDi(cercateDi(t, query)),
  leggi: (t, filtro, { dopo, quanti }) => lette(t, { ...filtro, quanti, prima: dopo }),
  colonne: COLONNE_CHIAMATE,
});

/** The calls, with the name of the application where the giornale has the key that it came in by. */
async function lette(ctx: Ctx, quali: Parameters<typeof leggiChiamate>[1]): Promise<EventoLetto[]> {
  const nomi = new Map<string, string>((await leggiChiaviApi(ctx)).map(({ id, applicazione }) => [id, applicazione]));
  return (await leggiChiamate(ctx, quali)).map((evento) => ({
    ...evento,
    parametri:
      evento.parametri?.replace(/\bchiave=(\S+)/, (tutto: string, id: string) => {
        const nome = nomi.get(id);
        return nome === undefined ? tutto : `chiave=«${nome}»`;
      }) ?? null,
  }));
}

function cercateDi({ oggi }: Ctx, query: RichiestaUfficio['query']): Cercate {
  return { giorno: query['giorno'] ?? oggi, esito: ESITI.find((uno) => uno === query['esito']) ?? null };
}

/** Null: the day is none. */
function filtroDi({ giorno: scritto, esito }: Cercate): { dal: Date; al: Date; esito: Cercate['esito'] } | null {
  const giorno = leggiGiorno(scritto);
  return giorno === null ? null : { dal: inizioGiorno(giorno), al: fineGiorno(giorno), esito };
}

/** Where a page before ended: `istante.id`. */
function puntoDi(testo: string): { istante: Date; id: string } | null {
  const [millisecondi = '', id = ''] = testo.split('.');
  return /^\d{1,15}$/.test(millisecondi) && isUuid(id) ? { istante: new Date(Number(millisecondi)), id } : null;
}

async function apri(l: Lavoro, { lottoId, id }: { lottoId: string; id: string }): Promise<Risposta> {
  // What is no uuid is nobody's: it is looked for as one that there is not.
  const quale = isUuid(lottoId) && isUuid(id) ? { lottoId, id } : { lottoId: NESSUNO, id: NESSUNO };
  const aperto = await apriContenuto(l.ctx, quale);
  if (!aperto.ok) {
    const cercate = { giorno: l.ctx.oggi, esito: null };
    const errore = frasi.rifiuti[aperto.refusal.codice];
    return rifiutata(<Vista l={l} cercate={cercate} errore={errore} />, aperto.refusal);
  }
  return pagina(
    <Foglio u={l} titolo={ufficioScambi.testo} sezione={VAI.configurazione} percorso={sopra(true)}>
      <TestoMessaggio {...aperto.value} />
      <Azioni>
        <Bottone a={VAI.chiamate} aspetto="secondario">
          {testi.torna}
        </Bottone>
      </Azioni>
    </Foglio>,
  );
}

const sopra = (dentro = false): { testo: string; a: string }[] => [
  { testo: ufficioEnte.indice.titolo, a: VAI.configurazione },
  { testo: ufficioCollaudo.titolo, a: VAI.collaudo },
  ...(dentro ? [{ testo: testi.titolo, a: VAI.chiamate }] : []),
];

type PropVista = { l: Lavoro; cercate: Cercate; eventi?: readonly EventoLetto[]; errore?: string };

function Vista({ l, cercate, eventi, errore }: PropVista): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.configurazione}
      percorso={sopra()}
      conErrori={errore !== undefined}
    >
      <RiepilogoErrori errori={errore === undefined ? {} : { giorno: errore }} />
      <p>{testi.introduzione}</p>
      <form method="get" action={VAI.chiamate}>
        <Campo
          nome="giorno"
          etichetta={testi.giorno}
          tipo="date"
          valore={cercate.giorno}
          errore={errore}
          larghezza="media"
        />
        <CampoElenco
          nome="esito"
          etichetta={ufficioScambi.colonne.esito}
          vuota={testi.qualunque}
          alternative={ESITI.map((valore) => ({ valore, testo: testi.esiti[valore] }))}
          valore={cercate.esito ?? ''}
          facoltativo
        />
        <Azioni>
          <Bottone icona="it-search">{testi.cerca}</Bottone>
        </Azioni>
      </form>
      {eventi !== undefined && <ElencoChiamate eventi={eventi} cercate={cercate} />}
    </Foglio>
  );
}
