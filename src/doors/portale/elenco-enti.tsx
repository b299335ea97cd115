import type { VNode } from 'preact';
import type { EntePubblico } from '#modules/enti';
import { Collegamento } from '#ui/collegamento';
import { Icona } from '#ui/icona';
import { VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

type EnteInElenco = EntePubblico & { logo: string | undefined };

/** The enti with the addresses of their logos. */
export function conLogo({ ctx, loghi }: Portale, enti: readonly EntePubblico[]): Promise<EnteInElenco[]> {
  return Promise.all(enti.map(async (ente) => ({ ...ente, logo: await loghi(ctx, ente) })));
}

/** Enti by name, each with its arms. */
export function ElencoEnti({ enti }: { enti: readonly EnteInElenco[] }): VNode {
  return (
    <ul class="elenco-enti">
      {enti.map(({ enteId, codIpa, denominazione, logo }) => (
        <li key={enteId}>
          {logo === undefined ? <Icona nome="it-pa" misura="lg" /> : <img src={logo} alt="" width="48" height="48" />}
          <Collegamento a={VAI.ente(codIpa)}>{denominazione}</Collegamento>
        </li>
      ))}
    </ul>
  );
}
