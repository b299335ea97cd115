import type { VNode } from 'preact';
import type { Esito, Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import {
  inviaDiNuovo,
  leggiSpedizioni,
  valutaInvio,
  type Documento,
  type Inviabile,
  type Spedizione,
} from '#modules/notifiche';
import type { DovutoIntero } from '#modules/posizioni';
import { errore, pagina, rifiutata } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { dovutoDi, FoglioDovuto } from '../a-mano/dovuto-di.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { vaiFatto } from '../dovuto-fatto.ts';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioAMano.invio;

/** The notice, or the receipt, mailed again to who owes: where to, how many times today, and what was mailed before. */
function invia(documento: Documento): PaginaUfficio {
  return {
    percorso: `/dovuti/:id/invia-${documento}`,
    chi: 'operatore',
    get: alLavoro(async (l, r) => {
      const trovato = await dovutoDi(l, r);
      if (trovato === null) return errore('nonTrovata');
      const { d, tipiConsentiti } = trovato;
      const esito = await valutaInvio(l.ctx, { dovutoId: d.id, documento, tipiConsentiti });
      return pagina(await scheda({ l, d, documento, esito }));
    }),
    post: alLavoro(async (l, r) => {
      const trovato = await dovutoDi(l, r);
      if (trovato === null) return errore('nonTrovata');
      const { d, tipiConsentiti } = trovato;
      const volta = Number(r.modulo['volta']);
      const esito = await inviaDiNuovo(l.ctx, { dovutoId: d.id, documento, volta, tipiConsentiti });
      if (esito.ok) return vaiFatto(d.id, `invia-${documento}`);
      return rifiutata(await scheda({ l, d, documento, esito }), esito.refusal);
    }),
  };
}

export const inviaAvviso = invia('avviso');
export const inviaRicevuta = invia('ricevuta');

type Prop = { l: Lavoro; d: DovutoIntero; documento: Documento; esito: Esito<Inviabile, Rifiuto> };

async function scheda(prop: Prop): Promise<VNode> {
  const { l, d } = prop;
  const letto = await l.ctx.tx(async (t) => {
    const spedizioni = await leggiSpedizioni(t, { dovutoId: d.id, iuvId: d.iuvId });
    const nome = await nomiAttori(
      t,
      spedizioni.flatMap(({ attore }) => attore ?? []),
    );
    return { spedizioni, nome };
  });
  return <Scheda {...prop} {...letto} />;
}

type Spediti = { spedizioni: readonly Spedizione[]; nome: NomeAttore };

function Scheda({ l, d, documento, esito, ...spediti }: Prop & Spediti): VNode {
  const parole = testi[documento];
  return (
    <FoglioDovuto l={l} d={d} titolo={parole.titolo}>
      {!esito.ok && (
        <Messaggio tipo="attenzione" esito>
          <p>{frase(esito.refusal)}</p>
        </Messaggio>
      )}
      {esito.ok && guardaSoltanto(l) && <p>{ufficio.soloLettura}</p>}
      {esito.ok && !guardaSoltanto(l) && (
        <Modulo>
          <p>
            {parole.testo(esito.value.indirizzo)} {testi.volta(esito.value.volta, LIMITI.inviiDovutoGiornoMax)}
          </p>
          <input type="hidden" name="volta" value={esito.value.volta} />
          <Azioni>
            <Bottone icona="it-mail">{parole.conferma}</Bottone>
            <Collegamento a={VAI.dovuto(d.id)}>{ufficioDovuto.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
      <Gia {...spediti} />
    </FoglioDovuto>
  );
}

function Gia({ spedizioni, nome }: Spediti): VNode {
  return (
    <Tabella
      id="spedizioni"
      titolo={testi.gia}
      colonne={[
        { titolo: testi.quando, cella: (s) => <Istante istante={s.chiestaIl} /> },
        { titolo: testi.che, cella: (s) => testi[s.documento].storia },
        { titolo: testi.indirizzo, cella: (s) => s.indirizzo },
        { titolo: testi.chi, cella: (s) => (s.attore === null ? testi.daSe : nome(s.attore)) },
        { titolo: testi.esitoTitolo, cella: (s) => testi.esito[s.esito] },
      ]}
      righe={spedizioni}
      chiave={(s) => `${s.documento} ${s.chiestaIl.getTime()}`}
      vuoto={<p>{testi.nessuno}</p>}
    />
  );
}
