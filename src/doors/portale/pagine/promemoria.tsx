import { disdiciPromemoria, leggiDisdetta } from '#modules/utenti';
import { pagina, vai } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale, RichiestaPortale } from '../visita.ts';

/**
 * Where the last link of a mail about notices leads: no more of them, without signing in. Mail programs open links by themselves: it is the
 * button that does it. It says of no one whether they have a profile.
 */
export const promemoria: PaginaPortale = {
  percorso: '/promemoria/:disdetta',
  chi: 'tutti',
  get: (u, r) => {
    const testi = u.t.profilo.disdetta;
    const fatto = r.query['fatto'] === 'si';
    const valida = leggiDisdetta(u.ctx, disdettaDi(r)) !== null;
    const corpo = (
      <Foglio u={u} titolo={fatto ? testi.fattoTitolo : testi.titolo}>
        <p>{!valida ? testi.nonValida : fatto ? testi.fatto : testi.testo}</p>
        {valida && !fatto && (
          <Modulo>
            <Azioni>
              <Bottone nome="disdici" valore="si">
                {testi.disdici}
              </Bottone>
            </Azioni>
          </Modulo>
        )}
        {(fatto || !valida) && (
          <Azioni>
            <Bottone a={VAI.profilo} aspetto="secondario">
              {testi.profilo}
            </Bottone>
          </Azioni>
        )}
      </Foglio>
    );
    return valida ? pagina(corpo) : { tipo: 'pagina', stato: 410, corpo };
  },
  post: async (u, r) => {
    const chi = leggiDisdetta(u.ctx, disdettaDi(r));
    if (chi !== null) await disdiciPromemoria(u.ctx, chi);
    return vai(chi === null ? VAI.promemoria(disdettaDi(r)) : `${VAI.promemoria(disdettaDi(r))}?fatto=si`);
  },
};

const disdettaDi = ({ parametri }: RichiestaPortale): string => parametri['disdetta'] ?? '';
