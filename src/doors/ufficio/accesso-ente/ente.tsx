import type { VNode } from 'preact';
import { fornitoreDi } from '#modules/utenti';
import { pagina, type Risposta } from '#platform/http/pagina';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Foglio } from '../aspetto.tsx';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio, Ufficio } from '../lavoro.ts';
import { daIndirizzo, nomeInIndirizzo } from './indirizzo.ts';

const testi = ufficioFornitore.accesso;

/** An ente by whose provider one comes in, as the pages of its sign-in need it. */
export type EnteAccesso = NonNullable<Awaited<ReturnType<typeof fornitoreDi>>>;

/** The ente that the address names; null: one does not come in by its provider. */
export async function enteDi(
  { ctx }: Ufficio,
  { parametri: { ente = '' } }: RichiestaUfficio,
): Promise<EnteAccesso | null> {
  const quale = daIndirizzo(ente);
  return quale === null ? null : fornitoreDi(ctx, quale);
}

/** The way in of one ente, by an address that may be kept: who they are is asked elsewhere, by a link and not by a form. */
export const enteAccesso: PaginaUfficio = {
  percorso: '/accedi/ente/:ente',
  chi: 'tutti',
  get: async (u, r) => {
    const ente = await enteDi(u, r);
    return ente === null ? sconosciuto(u) : pagina(<Entra {...{ u, ente, dopo: r.query['dopo'] ?? '' }} />);
  },
};

function Entra({ u, ente, dopo }: { u: Ufficio; ente: EnteAccesso; dopo: string }): VNode {
  const { nome, denominazione } = ente;
  const chi = ente.ambiente === 'prova' ? `${denominazione} – ${testi.prova}` : denominazione;
  return (
    <Foglio u={u} titolo={testi.titolo(chi)}>
      <p>{testi.testo(nome)}</p>
      <p>{testi.soloEnte(denominazione)}</p>
      <Azioni>
        <Bottone a={con(VAI.entraEnte(nomeInIndirizzo(ente)), { dopo })} icona="it-user">
          {testi.entra(nome)}
        </Bottone>
        <Bottone a={con(VAI.accedi, { dopo })} aspetto="secondario">
          {testi.altro}
        </Bottone>
      </Azioni>
      <p class="nota">{testi.segnalibro}</p>
    </Foglio>
  );
}

/** The same words for an ente that there is not, and for one by whose provider nobody comes in. */
export function sconosciuto(u: Ufficio): Risposta {
  const corpo = (
    <Foglio u={u} titolo={testi.sconosciuto}>
      <p>{testi.sconosciutoTesto}</p>
      <Azioni>
        <Bottone a={VAI.entiAccesso}>{testi.scegli}</Bottone>
      </Azioni>
      <p>
        <Collegamento a={VAI.accedi}>{testi.altro}</Collegamento>
      </p>
    </Foglio>
  );
  return { tipo: 'pagina', stato: 404, corpo };
}
