import type { VNode } from 'preact';
import { isUuid, type FlussoId } from '#kernel/ids';
import { ENTE_SECONDARIO, prenotaPagati, VERSIONI_PAGATI, type CodiceFlusso, type Flusso } from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { ufficioMessaggi } from '#testi/it/ufficio-messaggi';
import { ufficioRimborsi } from '#testi/it/ufficio-rimborsi';
import { Collegamento } from '#ui/collegamento';
import { Paginazione } from '#ui/paginazione';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { frase } from '../frase.ts';
import { NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { flussiDi, indirizzoFlussi, leggiFiltriFlussi, type FiltriFlussi } from '../flussi-elenco.ts';
import { QualiFlussi } from '../flussi-quali.tsx';
import { VAI } from '../indirizzi.ts';
import {
  alLavoro,
  guardaSoltanto,
  tipiVisibili,
  type Lavoro,
  type PaginaUfficio,
  type RichiestaUfficio,
} from '../lavoro.ts';
import { giornoIso, Prenota, versioneScelta, type Compilato } from '../prenota.tsx';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';
import { TabellaIncassi } from '../tabella-flussi.tsx';

const testi = ufficioFlussi.incassi;

/** The field of each refusal. */
const CAMPI: Partial<Record<CodiceFlusso, string>> = {
  PAA_DATE_FROM_NON_VALIDO: 'dal',
  PAA_DATE_TO_NON_VALIDO: 'al',
  PAA_INTERVALLO_DATE_NON_VALIDO: 'al',
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: 'tipo',
  PAA_VERSIONE_TRACCIATO_NON_VALIDA: 'versione',
};

/** Files of paid dovuti: a form that books one, and those that were booked. */
export const incassi: PaginaUfficio = {
  percorso: '/incassi',
  chi: 'operatore',
  atto: { post: 'esporta' },
  get: alLavoro(async (l, r) => {
    const { oggi } = l.ctx;
    const valori = { dal: `${oggi.slice(0, 8)}01`, al: oggi, versione: VERSIONI_PAGATI.at(-1) ?? '' };
    return pagina(await foglio(l, r, { valori, errori: {} }));
  }),
  post: alLavoro(async (l, r) => {
    const { dal = '', al = '', tipo = '', versione = '' } = r.modulo;
    // On the web the receipt follows the version (mypay-file-formats.md 4.1); who asks by a service says whether it wants it.
    const { tutti } = await l.ctx.tx((t) => tipiVisibili(t, l));
    if (tipo === ENTE_SECONDARIO && !tutti) return errore('vietato');
    const scelta = versioneScelta(versione);
    const giorni = { dal: giornoIso(dal), al: giornoIso(al) };
    const richiesta = { ...giorni, tipoDovuto: tipo, ...scelta, conRicevuta: scelta.versione !== '1.0' };
    const esito = await prenotaPagati(l.ctx, richiesta);
    if (esito.ok) return vai(VAI.incasso(esito.value.flussoId));
    const campo = CAMPI[esito.refusal.codice] ?? 'dal';
    return rifiutata(await foglio(l, r, { valori: r.modulo, errori: { [campo]: frase(esito.refusal) } }));
  }),
};

async function foglio(l: Lavoro, r: RichiestaUfficio, compilato: Compilato): Promise<VNode> {
  return l.ctx.tx(async (t) => {
    const { tipi, tutti } = await tipiVisibili(t, l);
    const filtri = await leggiFiltriFlussi(t, l, r);
    const tratto = await prenotati(t, r, filtri);
    const nome = await nomiAttori(
      t,
      tratto.righe.map((f) => f.richiestoDa),
    );
    return (
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.incassi} conErrori={Object.keys(compilato.errori).length > 0}>
        {!guardaSoltanto(l, 'esporta') && <Prenota compilato={compilato} tipi={tipi} tutti={tutti} />}
        <Elenco {...{ tratto, nome, filtri }} puoPrenotare={!guardaSoltanto(l, 'esporta')} />
        {!guardaSoltanto(l, 'esporta') && (
          <p>
            <Collegamento a={VAI.programmati} icona="it-arrow-right">
              {ufficioEsportazioni.programmati.collegamento}
            </Collegamento>
          </p>
        )}
        {!guardaSoltanto(l, 'esporta') && (
          <p>
            <Collegamento a={VAI.altriIncassi} icona="it-arrow-right">
              {ufficioEsportazioni.altri.collegamento}
            </Collegamento>
          </p>
        )}
        <p>
          <Collegamento a={VAI.daRimborsare} icona="it-arrow-right">
            {ufficioRimborsi.tutte}
          </Collegamento>
        </p>
        {!guardaSoltanto(l, 'rendiconta') && (
          <p>
            <Collegamento a={VAI.messaggi} icona="it-arrow-right">
              {ufficioMessaggi.tutte}
            </Collegamento>
          </p>
        )}
      </Foglio>
    );
  });
}

function prenotati(t: Ctx, r: RichiestaUfficio, filtri: FiltriFlussi): Promise<Tratto<Flusso>> {
  const punto = puntoDi(r, (cursore) => isUuid(cursore));
  const da = { dopo: punto.dopo as FlussoId | null, prima: punto.prima as FlussoId | null };
  return leggiTratto(punto, {
    leggi: (quanti) => flussiDi(t, { ...filtri, verso: 'out', ...da, quanti }),
    cursore: (f) => f.id,
    indirizzo: (riga) => indirizzoFlussi(VAI.incassi, filtri, riga),
  });
}

type PropElenco = { tratto: Tratto<Flusso>; nome: NomeAttore; filtri: FiltriFlussi; puoPrenotare: boolean };

function Elenco({ tratto, nome, filtri, puoPrenotare }: PropElenco): VNode {
  return (
    <>
      <h2>{testi.prenotati}</h2>
      <QualiFlussi base={VAI.incassi} filtri={filtri} />
      <TabellaIncassi
        id="incassi"
        titolo={testi.elenco}
        flussi={tratto.righe}
        nome={nome}
        vuoto={
          filtri.quali === 'tutti' ? (
            <Vuoto titolo={testi.vuoto}>{puoPrenotare && <p>{testi.vuotoTesto}</p>}</Vuoto>
          ) : (
            <NienteTrovato />
          )
        }
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {tratto.righe.length > 0 && <ScaricaElenco a={(forma) => indirizzoFlussi(VAI.elencoIncassi(forma), filtri)} />}
    </>
  );
}
