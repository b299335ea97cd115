import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { cercaEnti } from '#modules/enti';
import { frammento, pagina } from '#platform/http/pagina';
import { Bottone } from '#ui/bottone';
import { Paginazione } from '#ui/paginazione';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { CercaEnte } from '../cerca.tsx';
import { conLogo, ElencoEnti, type EnteInElenco } from '../elenco-enti.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale, Portale } from '../visita.ts';

/**
 * To whom? The enti by words of name, comune, provincia: where there is a script, as one types. They are nobody's personal data and may
 * stand in the address.
 */
export const enti: PaginaPortale = {
  percorso: '/enti',
  chi: 'tutti',
  pubblica: true,
  get: async (u, { query, htmx }) => {
    const cercato = (query['nome'] ?? '').slice(0, LIMITI.entiCercatiCaratteriMax);
    const esito = await cercaEnti(u.ctx, { testo: cercato, pagina: Number(query['pagina'] ?? 1) });
    const trovati = <Trovati u={u} esito={{ ...esito, enti: await conLogo(u, esito.enti) }} cercato={cercato} />;
    if (htmx) return frammento(trovati);
    return pagina(
      <Foglio u={u} titolo={u.t.portale.enti.titolo} sezione={VAI.enti}>
        <CercaEnte cercato={cercato} vivo="trovati" />
        {trovati}
      </Foglio>,
    );
  },
};

type Esito = Omit<Awaited<ReturnType<typeof cercaEnti>>, 'enti'> & { enti: EnteInElenco[] };

/** How many they are is said aloud when it changes, the list is not. */
function Trovati({ u, esito, cercato }: { u: Portale; esito: Esito; cercato: string }): VNode {
  const { enti: testi, inizio } = u.t.portale;
  const { quanti, pagina: n, pagine } = esito;
  return (
    <div id="trovati">
      <p role="status">{esito.troppi ? testi.troppi(esito.enti.length, quanti) : testi.quanti(quanti)}</p>
      {quanti === 0 && (
        <Vuoto titolo={cercato === '' ? inizio.nessunEnte : testi.nessuno}>
          <p>{cercato === '' ? inizio.nessunEnteTesto : testi.nessunoTesto}</p>
          {cercato !== '' && <Bottone a={VAI.enti}>{testi.tutti}</Bottone>}
        </Vuoto>
      )}
      <ElencoEnti enti={esito.enti} />
      <Paginazione
        precedente={n > 1 ? VAI.entiPagina(cercato, n - 1) : undefined}
        successiva={n < pagine ? VAI.entiPagina(cercato, n + 1) : undefined}
      />
    </div>
  );
}
