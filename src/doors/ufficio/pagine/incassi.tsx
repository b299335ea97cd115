import type { VNode } from 'preact';
import { isUuid, type FlussoId } from '#kernel/ids';
import { ENTE_SECONDARIO, prenotaPagati, VERSIONI_PAGATI, type CodiceFlusso, type Flusso } from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Paginazione } from '#ui/paginazione';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { frase } from '../frase.ts';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { flussiDi, indirizzoFlussi, leggiFiltriFlussi, PRENOTATI, type FiltriFlussi } from '../flussi-elenco.ts';
import { QualiFlussi } from '../flussi-quali.tsx';
import { Altrove } from '../incassi-altrove.tsx';
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
        <Altrove l={l} />
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
  const filtrato = filtri.quali !== 'tutti' || filtri.testo !== '' || filtri.ricercaPersa;
  return (
    <>
      <h2 id={PRENOTATI}>{testi.prenotati}</h2>
      <QualiFlussi base={VAI.incassi} filtri={filtri} />
      {(tratto.righe.length > 0 || filtrato) && (
        <CercaElenco
          a={VAI.cercaIncassi}
          cercato={filtri}
          aiuto={testi.cercaAiuto}
          resta={{ quali: filtri.quali }}
          togli={filtri.testo === '' ? undefined : indirizzoFlussi(VAI.incassi, { quali: filtri.quali })}
        />
      )}
      <TabellaIncassi
        id="incassi"
        titolo={testi.elenco}
        flussi={tratto.righe}
        nome={nome}
        vuoto={
          filtrato ? <NienteTrovato /> : <Vuoto titolo={testi.vuoto}>{puoPrenotare && <p>{testi.vuotoTesto}</p>}</Vuoto>
        }
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {tratto.righe.length > 0 && <ScaricaElenco a={(forma) => indirizzoFlussi(VAI.elencoIncassi(forma), filtri)} />}
    </>
  );
}
