import type { VNode } from 'preact';
import type { StatoLavoro } from '#modules/registro';
import { ufficioElenchi } from '#testi/it/ufficio-elenchi';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoElenco } from '#ui/campo';
import type { RichiestaUfficio } from '../lavoro.ts';
import { IN_REGIONE } from './indirizzi.ts';

const testi = ufficioImpianto.lavori;

/** The kind of job that an address asks for; blank: any. */
export const nomeDi = ({ nome = '' }: RichiestaUfficio['query']): string =>
  Object.hasOwn(testi.nomi, nome) ? nome : '';

/** The filter of the list of jobs. */
export function Cerca({ stato, nome }: { stato: StatoLavoro; nome: string }): VNode {
  return (
    <form method="get" action={IN_REGIONE.lavori} role="search" class="filtri">
      <input type="hidden" name="stato" value={stato} />
      <CampoElenco
        nome="nome"
        etichetta={testi.colonne.lavoro}
        vuota={testi.tutti}
        alternative={Object.entries(testi.nomi).map(([valore, testo]) => ({ valore, testo }))}
        valore={nome}
        facoltativo
      />
      <Azioni>
        <Bottone icona="it-search" aspetto="secondario">
          {ufficioElenchi.cerca}
        </Bottone>
      </Azioni>
    </form>
  );
}

/** What a job does, in words; by its code where it has none. */
export const nomeLavoro = (nome: string): string => testi.nomi[nome] ?? nome;
