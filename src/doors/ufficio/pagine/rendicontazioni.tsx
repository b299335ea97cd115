import type { VNode } from 'preact';
import { isUuid, type RendicontazioneId } from '#kernel/ids';
import {
  chiediAdesso,
  contaQuadrature,
  leggiPsp,
  leggiRendicontazioni,
  leggiRitardo,
  sommaRendicontazioni,
  STATI,
  type Rendicontazione,
} from '#modules/rendicontazione';
import type { Ctx } from '#platform/contesto';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioMancanti } from '#testi/it/ufficio-mancanti';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Paginazione } from '#ui/paginazione';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { Foglio } from '../aspetto.tsx';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { sullaPagina } from '../elenco-file.ts';
import { cercaIn, leggiCercato, type Cercato } from '../filtri.ts';
import { intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import { SezioneQuadratura } from '../quadratura.tsx';
import {
  filtrato,
  indirizzoRendicontazioni,
  leggiFiltriRendicontazioni,
  Ritardo,
  type FiltriScritti,
} from '../rendicontazione.tsx';
import { Filtra } from '../rendicontazione-filtra.tsx';
import { colonnaImporto, COLONNE_RENDICONTAZIONI, Niente } from '../rendicontazione-elenco.tsx';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** The statements of the PSPs. Its form filters: what was chosen stands in the address. */
export const rendicontazioni: PaginaUfficio = {
  percorso: '/rendicontazione',
  chi: 'operatore',
  atto: { get: 'rendiconta', post: 'rendiconta' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const filtri = { ...leggiFiltriRendicontazioni(r.query), ...(await leggiCercato(t, l, r)) };
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as RendicontazioneId | null, prima: punto.prima as RendicontazioneId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => leggiRendicontazioni(t, { ...filtri.filtro, testo: filtri.testo, ...da, quanti }),
        cursore: ({ id }) => id,
        indirizzo: (riga) => indirizzoRendicontazioni(filtri, riga),
      });
      const chiesta = r.query['chiesta'] === 'si';
      return pagina(<Elenco l={l} visto={{ ...(await contorno(t, filtri)), tratto, chiesta }} />);
    }),
  ),
  post: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      if (r.modulo['cosa'] === 'chiedi') {
        if (puoChiedere(l)) await chiediAdesso(t);
        return vai(con(VAI.rendicontazioni, { chiesta: 'si' }));
      }
      const scritti = leggiFiltriRendicontazioni(r.modulo);
      if (Object.keys(scritti.errori).length === 0)
        return cercaIn(l, r, (id) => indirizzoRendicontazioni({ ...scritti, r: id }));
      const filtri = { ...scritti, testo: r.modulo['cerca'] ?? '', r: null, ricercaPersa: false };
      return rifiutata(
        <Elenco l={l} visto={{ ...(await contorno(t, filtri)), tratto: { righe: [] }, chiesta: false }} />,
      );
    }),
  ),
};

type Visto = Awaited<ReturnType<typeof contorno>> & { tratto: Tratto<Rendicontazione>; chiesta: boolean };

function puoChiedere(l: Lavoro): boolean {
  return l.ctx.config.fdr !== null;
}

async function contorno(t: Ctx, filtri: FiltriScritti & Cercato) {
  const somma = await sommaRendicontazioni(t, { ...filtri.filtro, testo: filtri.testo });
  const quadrature = await contaQuadrature(t);
  return { filtri, somma, quadrature, psp: await leggiPsp(t), ritardo: await leggiRitardo(t) };
}

function Elenco({ l, visto }: { l: Lavoro; visto: Visto }): VNode {
  const { filtri, tratto, somma } = visto;
  const stati = STATI.map((stato) => ({
    testo: testi.stati[stato],
    a: indirizzoRendicontazioni({ ...filtri, stato }),
    aperta: filtri.stato === stato,
  }));
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.rendicontazioni} conErrori={Object.keys(filtri.errori).length > 0}>
      <RiepilogoErrori errori={filtri.errori} />
      <p>{testi.introduzione}</p>
      <Ritardo ritardo={visto.ritardo} />
      {visto.chiesta && (
        <Messaggio tipo="informazione" titolo={testi.chiesta}>
          <p>{testi.chiestaTesto}</p>
        </Messaggio>
      )}
      {puoChiedere(l) && (
        <Modulo a={VAI.rendicontazioni}>
          <input type="hidden" name="cosa" value="chiedi" />
          <Bottone aspetto="secondario">{testi.chiedi}</Bottone>
        </Modulo>
      )}
      <Azioni>
        <Bottone a={VAI.mancanti} icona="it-search" aspetto="secondario">
          {ufficioMancanti.titolo}
        </Bottone>
        <Bottone a={VAI.caricaRendicontazione} icona="it-upload" aspetto="secondario">
          {testi.carica}
        </Bottone>
      </Azioni>
      <Linguette titolo={testi.statiTitolo} voci={stati} />
      <Filtra filtri={filtri} psp={visto.psp} />
      <Tabella
        id="rendicontazioni"
        titolo={testi.trovate(intero(somma.quante))}
        colonne={sullaPagina([...COLONNE_RENDICONTAZIONI, colonnaImporto(somma.importoCents)])}
        righe={tratto.righe}
        chiave={({ id }) => id}
        apri={({ id }) => VAI.rendicontazione(id)}
        vuoto={
          <Niente filtrata={filtrato(filtri) || filtri.stato !== 'correnti'} manuale={l.ctx.config.fdr === null} />
        }
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {tratto.righe.length > 0 && (
        <ScaricaElenco a={(forma) => indirizzoRendicontazioni(filtri, { base: VAI.elencoRendicontazioni(forma) })} />
      )}
      <SezioneQuadratura quanti={visto.quadrature} />
    </Foglio>
  );
}
