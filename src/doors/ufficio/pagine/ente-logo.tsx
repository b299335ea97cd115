import { buffer } from 'node:stream/consumers';
import type { VNode } from 'preact';
import { impostaLogo, LOGO_MEGABYTE_MAX } from '#modules/enti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { Vuoto } from '#ui/vuoto';
import { FoglioEnte } from '../foglio-ente.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioEnte.logo;

/** The logo of the ente: what it is now, and another in its place. */
export const enteLogo: PaginaUfficio = {
  percorso: '/configurazione/logo',
  chi: 'amministratore',
  carica: {
    bytesMax: LOGO_MEGABYTE_MAX * 1024 * 1024,
    ricevi: async ({ ctx }, _r, { flusso }) => {
      // The page stops the stream at its bound: what is kept in memory is no more than that.
      const esito = await impostaLogo(ctx, await buffer(flusso));
      return esito.ok ? { ok: true, value: '' } : esito;
    },
  },
  get: alLavoro((l, { query }) => pagina(scheda(l, { salvato: query['fatto'] === 'si' }))),
  post: alLavoro((l, r) => {
    const immagine = r.file['immagine'];
    if (immagine === undefined) return rifiutata(scheda(l, { errore: testi.manca }));
    return immagine.ok
      ? vai(con(VAI.configuraLogo, { fatto: 'si' }))
      : rifiutata(scheda(l, { errore: frase(immagine.refusal) }), immagine.refusal);
  }),
};

function scheda(l: Lavoro, { errore, salvato = false }: { errore?: string; salvato?: boolean }): VNode {
  return (
    <FoglioEnte l={l} titolo={testi.titolo} errori={errore === undefined ? {} : { immagine: errore }} salvato={salvato}>
      {l.ente.haLogo ? (
        <>
          <h2>{testi.adesso}</h2>
          <p>
            <img src={con(VAI.logo, { misura: 'medio' })} alt={testi.descrizione(l.ente.denominazione)} />
          </p>
        </>
      ) : (
        <Vuoto titolo={testi.nessuno}>
          <p>{testi.nessunoTesto}</p>
        </Vuoto>
      )}
      <Modulo conFile>
        <CampoFile
          nome="immagine"
          etichetta={testi.immagine}
          aiuto={testi.aiuto(LOGO_MEGABYTE_MAX)}
          errore={errore}
          accetta="image/png,image/jpeg,image/webp"
        />
        <Azioni>
          <Bottone icona="it-upload">{testi.carica}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioEnte>
  );
}
