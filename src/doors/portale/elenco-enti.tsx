import type { VNode } from 'preact';
import type { EnteTrovato } from '#modules/enti';
import { Collegamento } from '#ui/collegamento';
import { Icona } from '#ui/icona';
import { Italiano } from '#ui/italiano';
import { VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

export type EnteInElenco = EnteTrovato & { logo: string | undefined };

/** Beyond these a page would weigh more by its arms than by all else: they are seen of those that one has come down to. */
const LOGHI_MAX = 6;

/** The enti with the addresses of their logos, where they are few. */
export function conLogo({ ctx, loghi }: Portale, enti: readonly EnteTrovato[]): Promise<EnteInElenco[]> {
  const conArmi = enti.length <= LOGHI_MAX;
  return Promise.all(enti.map(async (ente) => ({ ...ente, logo: conArmi ? await loghi(ctx, ente) : undefined })));
}

/** Enti by name, each with its arms and, where it is known, its provincia. */
export function ElencoEnti({ enti }: { enti: readonly EnteInElenco[] }): VNode | null {
  if (enti.length === 0) return null;
  return (
    <ul class="elenco-enti">
      {enti.map(({ enteId, codIpa, denominazione, logo, provincia }) => (
        <li key={enteId}>
          {logo === undefined ? (
            <Icona nome="it-pa" misura="lg" />
          ) : (
            <img src={logo} alt="" width="48" height="48" loading="lazy" />
          )}
          <div>
            <Collegamento a={VAI.ente(codIpa)}>
              <Italiano>{denominazione}</Italiano>
            </Collegamento>
            {provincia !== null && (
              <span class="dove">
                <Italiano>{provincia.denominazione}</Italiano> ({provincia.sigla})
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
