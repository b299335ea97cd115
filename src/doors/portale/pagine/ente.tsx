import { LIMITI } from '#kernel/limiti';
import { elencoTipi } from '#modules/enti';
import { errore, frammento, pagina } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati, type Dato } from '#ui/dati';
import { Italiano } from '#ui/italiano';
import { Foglio } from '../aspetto.tsx';
import { entePubblico } from '../ente-pubblico.ts';
import { VAI } from '../indirizzi.ts';
import { TipiEnte, TipiTrovati } from '../tipi-ente.tsx';
import { vistaEnte, type PaginaPortale } from '../visita.ts';

/** An ente: what it collects, and how to speak with it. */
export const ente: PaginaPortale = {
  percorso: '/enti/:codIpa',
  chi: 'tutti',
  pubblica: true,
  get: async (u, { parametri, query, htmx }) => {
    const uno = await entePubblico(u.ctx, parametri['codIpa'] ?? '');
    if (uno === null) return errore('nonTrovata');
    const { ente: testi, enti: elenco } = u.t.portale;
    const tipi = (await elencoTipi(u.per(uno.enteId), uno.enteId)).filter(({ attivo }) => attivo);
    const cercato = (query['cerca'] ?? '').slice(0, LIMITI.entiCercatiCaratteriMax);
    const raccolti = { ente: uno, tipi, cercato };
    if (htmx) return frammento(<TipiTrovati {...raccolti} />);
    return pagina(
      <Foglio
        u={u}
        vista={await vistaEnte(u, uno)}
        titolo={uno.denominazione}
        sezione={VAI.enti}
        percorso={[{ testo: elenco.titolo, a: VAI.enti }]}
      >
        {uno.testoCittadini?.split(/\r?\n/).map(
          (riga, n) =>
            riga.trim() !== '' && (
              <p key={n}>
                <Italiano>{riga}</Italiano>
              </p>
            ),
        )}
        <TipiEnte {...raccolti} />
        <h2>{testi.haiAvviso}</h2>
        <p>{testi.haiAvvisoTesto}</p>
        <Azioni>
          <Bottone a={VAI.avviso}>{testi.trova}</Bottone>
        </Azioni>
        <h2>{testi.contatti}</h2>
        <Dati
          dati={[
            dato(testi.indirizzo, uno.indirizzo),
            dato(testi.telefono, uno.telefono, `tel:${uno.telefono?.replaceAll(/[^\d+]/g, '')}`),
            dato(testi.email, uno.email, `mailto:${uno.email}`),
            dato(testi.pec, uno.pec, `mailto:${uno.pec}`),
            dato(testi.sito, uno.sito, uno.sito ?? ''),
            dato(testi.codiceFiscale, uno.codiceFiscale),
          ]}
        />
      </Foglio>,
    );
  },
};

/** A way to reach the ente, which the device may use by itself; left out where the ente has none. */
function dato(nome: string, valore: string | null, a?: string): Dato | null {
  if (valore === null) return null;
  return {
    nome,
    valore:
      a === undefined ? (
        valore
      ) : (
        <Collegamento a={a} esterno={a.startsWith('http')}>
          {valore}
        </Collegamento>
      ),
  };
}
