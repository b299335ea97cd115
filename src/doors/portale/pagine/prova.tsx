import type { VNode } from 'preact';
import type { IuvId } from '#kernel/ids';
import { concediApertura, guardaLink, usaLink } from '#modules/utenti';
import { errore, pagina, vai, type Risposta } from '#platform/http/pagina';
import { portale } from '#testi/it/portale';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { enteDi, SCOPO, vistaEnte, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

const testi = portale.prova;

/** Where the link of the mail leads. Mail programs open links by themselves: it is the button that uses it (model 11). */
export const prova: PaginaPortale = {
  percorso: '/prova/:token',
  chi: 'tutti',
  get: async (u, r) => {
    const guardato = await guardaLink(u.ctx, r.parametri['token'] ?? '');
    if (!guardato.ok) return nonPiu(u, r, frase(guardato.refusal));
    const ente = await enteDi(u, guardato.value.enteId);
    return pagina(
      <Foglio u={u} vista={await vistaEnte(u, ente)} titolo={testi.titolo}>
        <p>{testi.testo(ente.denominazione)}</p>
        <Modulo>
          <Azioni>
            <Bottone>{testi.apri}</Bottone>
          </Azioni>
        </Modulo>
        <p>{testi.seNonSei}</p>
      </Foglio>,
    );
  },
  post: async (u, r) => {
    const token = r.parametri['token'] ?? '';
    const guardato = await guardaLink(u.ctx, token);
    if (!guardato.ok) return nonPiu(u, r, frase(guardato.refusal));
    const { enteId } = guardato.value;
    const usato = await usaLink(u.per(enteId), token);
    if (!usato.ok) return nonPiu(u, r, frase(usato.refusal));
    if (usato.value.scopo !== SCOPO) return errore('nonTrovata');
    const iuvId = usato.value.oggettoId as IuvId;
    const aperta = await concediApertura(u.ctx, { token: r.sessione?.token ?? null, enteId, iuvId });
    return vai(VAI.intero(iuvId), { sessione: aperta.token });
  },
};

/** The link was used, or is too old. Who used it in this browser finds the notice open. */
function nonPiu(u: Portale, { sessione }: RichiestaPortale, perche: string): Risposta {
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
