import type { ComponentChildren, VNode } from 'preact';
import type { Ctx } from '#platform/contesto';
import { ufficioFornitore as testi } from '#testi/it/ufficio-fornitore';
import { nomeInIndirizzo, ritornoDi } from '../accesso-ente/indirizzo.ts';
import { FoglioEnte } from '../foglio-ente.tsx';
import { VAI } from '../indirizzi.ts';
import type { Lavoro, Ufficio } from '../lavoro.ts';
import { sopraEnte } from '../regione/ente.tsx';
import { FoglioRegione } from '../regione/foglio.tsx';
import { IN_REGIONE } from '../regione/indirizzi.ts';
import type { RegioneEnte } from '../regione/lavoro.ts';

type PropFoglio = { titolo?: string; errori?: Readonly<Record<string, string>>; children: ComponentChildren };

/** Where the provider of an ente is configured: by its administrators, or by who runs the installation for it. The pages are the same. */
export type Sede = {
  u: Ufficio;
  /** It acts for the ente. */
  ctx: Ctx;
  scheda: string;
  dati: string;
  /** Where its operators come in, and where its provider sends the browser back. */
  accesso: string;
  ritorno: string;
  Foglio: (prop: PropFoglio) => VNode;
};

/** In the configuration of the ente. */
export function sedeEnte(l: Lavoro): Sede {
  const ente = { codIpa: l.ente.codIpa, ambiente: l.ente.prova ? ('prova' as const) : ('live' as const) };
  return {
    ...{ u: l, ctx: l.ctx, scheda: VAI.fornitore, dati: VAI.datiFornitore },
    ...indirizziDi(l.ctx, ente),
    Foglio: ({ titolo = testi.titolo, errori = {}, children }) => (
      <FoglioEnte l={l} titolo={titolo} errori={errori} salvato={false}>
        {children}
      </FoglioEnte>
    ),
  };
}

/** In the pages of who runs the installation. */
export function sedeRegione(l: RegioneEnte): Sede {
  const { enteId } = l.ente;
  return {
    ...{ u: l, ctx: l.per, scheda: IN_REGIONE.fornitore(enteId), dati: IN_REGIONE.datiFornitore(enteId) },
    ...indirizziDi(l.per, l.ente),
    Foglio: ({ titolo = testi.titolo, errori = {}, children }) => (
      <FoglioRegione l={l} titolo={titolo} sopra={sopraEnte(l)} errori={errori}>
        {children}
      </FoglioRegione>
    ),
  };
}

function indirizziDi({ config }: Ctx, ente: Parameters<typeof nomeInIndirizzo>[0]): Pick<Sede, 'accesso' | 'ritorno'> {
  return {
    accesso: config.urlPubblico + VAI.enteAccesso(nomeInIndirizzo(ente)),
    ritorno: ritornoDi(config.urlPubblico, ente),
  };
}
