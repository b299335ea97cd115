import { elencoEntiPubblici } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { ElencoEnti, conLogo } from '../elenco-enti.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

/** As many as one looks through; who seeks more writes a part of the name. */
const MOSTRATI_MAX = 60;

/** To whom? The enti by name, all or those with these letters; a name is nobody's personal data and may stand in the address. */
export const enti: PaginaPortale = {
  percorso: '/enti',
  chi: 'tutti',
  pubblica: true,
  get: async (u, { query }) => {
    const { enti: testi, inizio } = u.t.portale;
    const cercato = query['nome'] ?? '';
    const tutti = await elencoEntiPubblici(u.ctx);
    const trovati = tutti.filter(({ denominazione }) => semplice(denominazione).includes(semplice(cercato)));
    const mostrati = await conLogo(u, trovati.slice(0, MOSTRATI_MAX));
    const vuoto = tutti.length === 0 ? inizio : null;
    return pagina(
      <Foglio u={u} titolo={testi.titolo} sezione={VAI.enti}>
        <search>
          <form action={VAI.enti}>
            <Campo
              nome="nome"
              etichetta={testi.cercaEtichetta}
              aiuto={testi.cercaAiuto}
              valore={cercato}
              facoltativo
              larghezza="media"
            />
            <Azioni>
              <Bottone icona="it-search">{testi.cerca}</Bottone>
            </Azioni>
          </form>
        </search>
        {mostrati.length === 0 ? (
          <Vuoto titolo={vuoto?.nessunEnte ?? testi.nessuno}>
            <p>{vuoto?.nessunEnteTesto ?? testi.nessunoTesto}</p>
            {vuoto === null && <Bottone a={VAI.enti}>{testi.tutti}</Bottone>}
          </Vuoto>
        ) : (
          <>
            <p role="status">
              {trovati.length > MOSTRATI_MAX
                ? testi.troppi(MOSTRATI_MAX, trovati.length)
                : testi.quanti(trovati.length)}
            </p>
            <ElencoEnti enti={mostrati} />
          </>
        )}
      </Foglio>,
    );
  },
};

/** Without accents, capitals and doubled blanks: as people type. */
function semplice(testo: string): string {
  return testo.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
