import type { VNode } from 'preact';
import { avvisiTassonomia, type AvvisoTassonomia } from '#modules/enti';
import { elencoFlussi, type Flusso } from '#modules/flussi';
import { leggiMessaggiDifettosi, sommaDaRimborsare } from '#modules/pagamenti';
import { contaDovuti } from '#modules/posizioni';
import { leggiRitardo } from '#modules/rendicontazione';
import { entiDi } from '#modules/utenti';
import { pagina } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioMessaggi } from '#testi/it/ufficio-messaggi';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { AvvisiTassonomia } from '../avvisi-tassonomia.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { DaVerificare } from '../da-verificare.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Ritardo } from '../rendicontazione.tsx';
import { RimborsiInAttesa } from '../rimborsi.tsx';
import { TabellaFlussi, TabellaIncassi } from '../tabella-flussi.tsx';
import { PerStato } from '../tabella-stati.tsx';

const testi = ufficio.oggi;
const ULTIMI = 5;

/** What is going on, and what to do first. */
export const oggi: PaginaUfficio = {
  percorso: '',
  chi: 'operatore',
  get: alLavoro((l) =>
    l.ctx.tx(async (t) => {
      const { ids, tutti } = await tipiVisibili(t, l);
      const conti = await contaDovuti(t, ids);
      const ultimi = { dopo: null, prima: null, quanti: ULTIMI };
      const ricevuti = await elencoFlussi(t, { verso: 'in', ...ultimi });
      const prenotati = await elencoFlussi(t, { verso: 'out', ...ultimi });
      const nome = await nomiAttori(
        t,
        [...ricevuti, ...prenotati].map((f) => f.richiestoDa),
      );
      const difettosi = (await leggiMessaggiDifettosi(t, 1)).length > 0;
      const segue = { tipiConsentiti: ids, tutti };
      const rimborsi = await sommaDaRimborsare(t, { ...segue, stato: 'da_trattare', genere: null });
      const ritardo = tutti ? await leggiRitardo(t) : null;
      const tassonomia = l.ruolo === 'amministratore' ? await avvisiTassonomia(t) : [];
      const altriEnti = (await entiDi(t, l.operatoreId)).length > 1;
      return pagina(
        <Giornata
          l={l}
          visto={{ conti, ricevuti, prenotati, nome, altriEnti, difettosi, rimborsi, ritardo, tassonomia }}
        />,
      );
    }),
  ),
};

type Visto = {
  conti: Awaited<ReturnType<typeof contaDovuti>>;
  ricevuti: Flusso[];
  prenotati: Flusso[];
  nome: NomeAttore;
  altriEnti: boolean;
  difettosi: boolean;
  rimborsi: Awaited<ReturnType<typeof sommaDaRimborsare>>;
  ritardo: Awaited<ReturnType<typeof leggiRitardo>>;
  tassonomia: AvvisoTassonomia[];
};

function Giornata({ l, visto }: { l: Lavoro; visto: Visto }): VNode {
  const { conti, ricevuti, prenotati, nome, altriEnti, difettosi, rimborsi, ritardo, tassonomia } = visto;
  const quanti = Object.values(conti.stati).reduce((totale, n) => totale + n, 0);
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.oggi}>
      {altriEnti && (
        <p>
          <Collegamento a={VAI.ente} icona="it-exchange-circle">
            {ufficio.ente.cambia}
          </Collegamento>
        </p>
      )}
      <AvvisiTassonomia avvisi={tassonomia} vai />
      <Ritardo ritardo={ritardo} />
      <RimborsiInAttesa somma={rimborsi} />
      {conti.daVerificare > 0 && <DaVerificare quanti={conti.daVerificare} />}
      {quanti === 0 ? (
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
          {!guardaSoltanto(l) && <Bottone a={VAI.carica}>{testi.caricaPrimo}</Bottone>}
        </Vuoto>
      ) : (
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
      )}
      {difettosi && <Vai a={VAI.messaggi} testo={ufficioMessaggi.tutte} />}
      {ricevuti.length > 0 && (
        <>
          <TabellaFlussi id="flussi" titolo={testi.flussi} flussi={ricevuti} nome={nome} vuoto={<p />} />
          <Vai a={VAI.flussi} testo={testi.tuttiFlussi} />
        </>
      )}
      {prenotati.length > 0 && (
        <>
          <TabellaIncassi id="incassi" titolo={testi.incassi} flussi={prenotati} nome={nome} vuoto={<p />} />
          <Vai a={VAI.incassi} testo={testi.tuttiIncassi} />
        </>
      )}
    </Foglio>
  );
}

function Vai({ a, testo }: { a: string; testo: string }): VNode {
  return (
    <p>
      <Collegamento a={a} icona="it-arrow-right">
        {testo}
      </Collegamento>
    </p>
  );
}
