import { formatGiorno, giornoA, isoRoma } from '#kernel/giorno';
import { errore, pagina, scarica } from '#platform/http/pagina';
import { zipViaVia } from '#platform/zip-via-via';
import { testiDi } from '#testi/catalogo';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { AltrePagine, sopraArea } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { fileDati, raccogliDati } from '../copia-dati.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

/** A copy of all that is kept of who signed in, to be taken away. Asked for by a form, so that no link of another gives it. */
export const mieiDati: PaginaPortale = {
  percorso: '/i-miei-dati',
  chi: 'cittadino',
  get: (u) => {
    const testi = u.t.deleghe.dati;
    return pagina(
      <Foglio u={u} titolo={testi.titolo} sezione={VAI.posizioni} percorso={sopraArea(u.t)}>
        <p>{testi.introduzione}</p>
        <ul>
          {testi.dentro.map((cosa) => (
            <li key={cosa}>{cosa}</li>
          ))}
        </ul>
        <p>{testi.formati}</p>
        <Messaggio tipo="attenzione">
          <p>{testi.attenzione}</p>
        </Messaggio>
        <Modulo>
          <Azioni>
            <Bottone icona="it-download" nome="scarica" valore="si">
              {testi.scarica}
            </Bottone>
          </Azioni>
        </Modulo>
        <p>{testi.diritti}</p>
        <AltrePagine u={u} tranne={VAI.mieiDati} />
      </Foglio>,
    );
  },
  post: async ({ ctx }, { sessione }) => {
    const cittadino = sessione?.cittadino ?? null;
    if (cittadino === null) return errore('vietato');
    const dati = await raccogliDati(ctx, cittadino);
    const quando = `${formatGiorno(giornoA(ctx.now))} ${isoRoma(ctx.now).slice(11, 16)}`;
    return scarica({
      nome: `mypay-dati_${ctx.oggi}.zip`,
      contentType: 'application/zip',
      // What is in it is in Italian, whoever reads: names of the columns are the words of the data.
      corpo: zipViaVia(fileDati(dati, testiDi('it'), quando), ctx.now),
    });
  },
};
