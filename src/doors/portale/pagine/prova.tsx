import type { VNode } from 'preact';
import { SCOPO_CARRELLO } from '#modules/pagamenti';
import { SCOPO_SPONTANEO } from '#modules/posizioni';
import { guardaLink, SCOPO_PROFILO, usaLink } from '#modules/utenti';
import { pagina, type Risposta } from '#platform/http/pagina';
import type { Testi } from '#testi/catalogo';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { suoProfilo } from '../profilo-email.ts';
import { apriProvato } from '../provato.ts';
import { enteDi, vistaEnte, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/** Where the link of the mail leads. Mail programs open links by themselves: it is the button that uses it (model 11). */
export const prova: PaginaPortale = {
  percorso: '/prova/:token',
  chi: 'tutti',
  get: async (u, r) => {
    const guardato = await guardaLink(u.ctx, r.parametri['token'] ?? '');
    if (!guardato.ok) return nonPiu(u, r, frase(u.t, guardato.refusal));
    const { enteId, scopo } = guardato.value;
    const fuori = scopo === SCOPO_PROFILO ? suoProfilo(u, r, guardato.value) : null;
    if (fuori !== null) return fuori;
    const ente = enteId === null ? null : await enteDi(u, enteId);
    const parole = paroleDi(u, scopo);
    return pagina(
      <Foglio u={u} vista={ente === null ? {} : await vistaEnte(u, ente)} titolo={parole.titolo}>
        <p>{parole.testo(ente?.denominazione ?? u.sito.intermediario)}</p>
        <Modulo>
          <Azioni>
            <Bottone>{parole.apri}</Bottone>
          </Azioni>
        </Modulo>
        <p>{parole.seNonSei}</p>
      </Foglio>,
    );
  },
  post: async (u, r) => {
    const token = r.parametri['token'] ?? '';
    const guardato = await guardaLink(u.ctx, token);
    if (!guardato.ok) return nonPiu(u, r, frase(u.t, guardato.refusal));
    const { enteId, scopo } = guardato.value;
    const fuori = scopo === SCOPO_PROFILO ? suoProfilo(u, r, guardato.value) : null;
    if (fuori !== null) return fuori;
    const usato = await usaLink(enteId === null ? u.ctx : u.per(enteId), token);
    return usato.ok ? apriProvato(u, r, usato.value) : nonPiu(u, r, frase(u.t, usato.refusal));
  },
};

function paroleDi({ t }: Portale, scopo: string): Testi['portale']['prova'] | Testi['spontaneo']['prova'] {
  if (scopo === SCOPO_PROFILO) return t.profilo.prova;
  if (scopo === SCOPO_CARRELLO) return t.ricevute.email.prova;
  return scopo === SCOPO_SPONTANEO ? t.spontaneo.prova : t.portale.prova;
}

/** The link was used, or is too old. Who used it in this browser finds the notice open. */
function nonPiu(u: Portale, { sessione }: RichiestaPortale, perche: string): Risposta {
  const testi = u.t.portale.prova;
  const aperti = sessione?.aperti ?? [];
  const corpo: VNode = (
    <Foglio u={u} titolo={testi.nonValido}>
      <p>{perche}</p>
      <Azioni>
        {aperti.map(({ iuvId }) => (
          <Bottone key={iuvId} a={VAI.intero(iuvId)}>
            {testi.giaAperto}
          </Bottone>
        ))}
        <Bottone a={VAI.avviso} aspetto={aperti.length === 0 ? 'primario' : 'secondario'}>
          {testi.cerca}
        </Bottone>
      </Azioni>
    </Foglio>
  );
  return { tipo: 'pagina', stato: 410, corpo };
}
