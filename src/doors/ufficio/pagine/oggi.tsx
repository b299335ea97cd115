import type { VNode } from 'preact';
import { piuGiorni } from '#kernel/giorno';
import { avvisiTassonomia, leggiIbanInScadenza } from '#modules/enti';
import { elencoFlussi } from '#modules/flussi';
import { leggiMessaggiDifettosi, leggiRiassunto, sommaDaRimborsare } from '#modules/pagamenti';
import { contaDaVerificare, contaDelegheDaDecidere, leggiConteggi } from '#modules/posizioni';
import { contaRicevuteMancanti } from '#modules/rendicontazione';
import { entiDi, puo } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { frammento, pagina } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioOggi } from '#testi/it/ufficio-oggi';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { AvvisiTassonomia } from '../avvisi-tassonomia.tsx';
import { leggiFermi } from '../fermi.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { DaGuardare, InCorso, Scadenze, Vai } from '../oggi-attenzione.tsx';
import { GIORNI, Grafici, IncassiDiOggi } from '../oggi-grafici.tsx';
import { TabellaFlussi, TabellaIncassi } from '../tabella-flussi.tsx';
import { PerStato } from '../tabella-stati.tsx';

const testi = ufficio.oggi;
const ULTIMI = 5;

/** What is going on, and what to do first. Its figures are kept by followers, and it says up to when: nothing is counted here. */
export const oggi: PaginaUfficio = {
  percorso: '',
  chi: 'operatore',
  get: alLavoro((l, { htmx }) =>
    l.ctx.tx(async (t) => {
      const flussi = await leggiUltimi(t);
      if (htmx) return frammento(<InCorso flussi={flussi.tutti} />);
      return pagina(<Giornata l={l} visto={{ flussi, ...(await leggiGiornata(t, l)) }} />);
    }),
  ),
};

async function leggiUltimi(t: Ctx) {
  const ultimi = { dopo: null, prima: null, quanti: ULTIMI };
  const ricevuti = await elencoFlussi(t, { verso: 'in', ...ultimi });
  const prenotati = await elencoFlussi(t, { verso: 'out', ...ultimi });
  const tutti = [...ricevuti, ...prenotati];
  const chi = tutti.map((f) => f.richiestoDa);
  return { ricevuti, prenotati, tutti, nome: await nomiAttori(t, chi) };
}

async function leggiGiornata(t: Ctx, l: Lavoro) {
  const { ids, tipi, tutti } = await tipiVisibili(t, l);
  const segue = { tipiConsentiti: ids, tutti };
  return {
    tipi,
    tutti,
    conti: await leggiConteggi(t, ids),
    incassi: await leggiRiassunto(t, { ...segue, dal: piuGiorni(t.oggi, 1 - GIORNI) }),
    fermi: await leggiFermi(t, l),
    rimborsi: await sommaDaRimborsare(t, { ...segue, stato: 'da_trattare', genere: null }),
    mancanti: await contaRicevuteMancanti(t, segue),
    daVerificare: await contaDaVerificare(t, ids),
    // Each line leads to a page, and only who may open it reads the line.
    difettosi: puo(l.ruolo, 'rendiconta') && (await leggiMessaggiDifettosi(t, { quanti: 1 })).length > 0,
    deleghe: puo(l.ruolo, 'decideDeleghe') ? await contaDelegheDaDecidere(t) : 0,
    tassonomia: l.ruolo === 'amministratore' ? await avvisiTassonomia(t) : [],
    iban: l.ruolo === 'amministratore' ? await leggiIbanInScadenza(t) : [],
    altriEnti: !l.confinata && (await entiDi(t, l.operatoreId)).length > 1,
  };
}

type Visto = Awaited<ReturnType<typeof leggiGiornata>> & { flussi: Awaited<ReturnType<typeof leggiUltimi>> };

function Giornata({ l, visto }: { l: Lavoro; visto: Visto }): VNode {
  const { conti, flussi, incassi, tipi, tutti } = visto;
  const nuovo = flussi.ricevuti.length === 0 && Object.values(conti.stati).every(({ quanti }) => quanti === 0);
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.oggi}>
      {visto.altriEnti && (
        <p>
          <Collegamento a={VAI.ente} icona="it-exchange-circle">
            {ufficio.ente.cambia}
          </Collegamento>
        </p>
      )}
      <AvvisiTassonomia avvisi={visto.tassonomia} vai />
      {!tutti && <p>{ufficioOggi.soloTuoi}</p>}
      <IncassiDiOggi incassi={incassi} oggi={l.ctx.oggi} />
      <DaGuardare {...visto} />
      <InCorso flussi={flussi.tutti} />
      <Grafici incassi={incassi} oggi={l.ctx.oggi} tipi={tipi} />
      {nuovo ? (
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
          {!guardaSoltanto(l) && <Bottone a={VAI.carica}>{testi.caricaPrimo}</Bottone>}
        </Vuoto>
      ) : (
        <>
          <Scadenze conti={conti} iban={visto.iban} />
          <Dovuti l={l} conti={conti} />
          <Ultimi {...flussi} />
        </>
      )}
    </Foglio>
  );
}

function Dovuti({ l, conti }: { l: Lavoro; conti: Visto['conti'] }): VNode {
  return (
    <>
      <div class="row">
        <div class="col-md-6">
          <PerStato conti={conti} />
        </div>
      </div>
      {!guardaSoltanto(l) && (
        <Azioni>
          <Bottone a={VAI.carica} icona="it-upload">
            {testi.carica}
          </Bottone>
          <Bottone a={VAI.incassi} aspetto="secondario">
            {testi.prenota}
          </Bottone>
        </Azioni>
      )}
      <Vai a={VAI.dovuti} testo={testi.online} />
      <Vai a={con(VAI.dovuti, { elenco: 'archivio' })} testo={testi.archivio} />
    </>
  );
}

function Ultimi({ ricevuti, prenotati, nome }: Visto['flussi']): VNode {
  return (
    <>
      <TabellaFlussi id="flussi" titolo={testi.flussi} flussi={ricevuti} nome={nome} vuoto={<></>} />
      {ricevuti.length > 0 && <Vai a={VAI.flussi} testo={testi.tuttiFlussi} />}
      <TabellaIncassi id="incassi" titolo={testi.incassi} flussi={prenotati} nome={nome} vuoto={<></>} />
      {prenotati.length > 0 && <Vai a={VAI.incassi} testo={testi.tuttiIncassi} />}
    </>
  );
}
