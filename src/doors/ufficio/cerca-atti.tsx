import type { ComponentChildren, VNode } from 'preact';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioRegistro } from '#testi/it/ufficio-registro';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import type { RichiestaUfficio } from './lavoro.ts';
import { giornoIso } from './prenota.tsx';

const testi = ufficioImpianto.registro;

const ATTORI = ['operatore', 'sistema', 'nodo', 'sil', 'cittadino'] as const;

/** What a search in the registro says beside its days: nothing of it is a person's, and it may stand in the address. */
export type AttiCercati = { azione: string; attore: (typeof ATTORI)[number] | '' };

/** What an address asks of the registro; what is none of its filters is as if it were not said. */
export function attiCercati({ query }: RichiestaUfficio): AttiCercati & { dal: Giorno | null; al: Giorno | null } {
  const { azione = '', attore = '', dal = '', al = '' } = query;
  return {
    ...{ dal: parseGiorno(giornoIso(dal)), al: parseGiorno(giornoIso(al)) },
    azione: Object.hasOwn(ufficioRegistro.atti, azione) ? azione : '',
    attore: ATTORI.find((uno) => uno === attore) ?? '',
  };
}

type Proprieta = {
  a: string;
  cercati: AttiCercati & { dal: string; al: string };
  alAiuto?: string;
  /** Filters before these, and what stays as it is. */
  children?: ComponentChildren;
};

/** The filters of a registro: days, act, kind of who did it. */
export function CercaAtti({ a, cercati, alAiuto, children }: Proprieta): VNode {
  const azioni = Object.entries(ufficioRegistro.atti).map(([valore, testo]) => ({ valore, testo }));
  return (
    <form method="get" action={a} role="search" class="filtri">
      {children}
      <Campo nome="dal" etichetta={testi.dal} tipo="date" valore={cercati.dal} larghezza="media" facoltativo />
      <Campo
        nome="al"
        etichetta={testi.al}
        aiuto={alAiuto}
        tipo="date"
        valore={cercati.al}
        larghezza="media"
        facoltativo
      />
      <CampoElenco
        nome="azione"
        etichetta={ufficioRegistro.colonne.atto}
        vuota={testi.qualunque}
        alternative={azioni.toSorted((uno, altro) => uno.testo.localeCompare(altro.testo, 'it'))}
        valore={cercati.azione}
        facoltativo
      />
      <CampoElenco
        nome="attore"
        etichetta={ufficioRegistro.colonne.chi}
        vuota={testi.chiunque}
        alternative={ATTORI.map((valore) => ({ valore, testo: testi.attori[valore] }))}
        valore={cercati.attore}
        facoltativo
      />
      <Azioni>
        <Bottone icona="it-search">{testi.cerca}</Bottone>
      </Azioni>
    </form>
  );
}
