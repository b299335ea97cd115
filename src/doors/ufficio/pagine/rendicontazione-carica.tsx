import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { rifiuto, type Rifiuto } from '#kernel/esito';
import { caricaRendicontazione } from '#modules/rendicontazione';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioRendicontazione } from '#testi/it/ufficio-rendicontazione';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { puoCaricare, SOPRA_RENDICONTAZIONE } from '../rendicontazione.tsx';

const testi = ufficioRendicontazione.modulo;
const MEGABYTE = 1024 * 1024;

/** A statement in a file, as a PSP or pagoPA gives it. */
export const caricaRendicontazioni: PaginaUfficio = {
  percorso: '/rendicontazione/carica',
  chi: 'operatore',
  atto: { get: 'rendiconta', post: 'rendiconta' },
  carica: {
    bytesMax: LIMITI.rendicontazioneBytesMax,
    ricevi: async ({ ctx }, { sessione }, { nome, flusso }) => {
      if (!puoCaricare(sessione)) {
        flusso.resume();
        return rifiuto('RENDICONTAZIONE_VIETATA', 'vietato');
      }
      const esito = await caricaRendicontazione(ctx, { nomeFile: nome, contenuto: flusso });
      return esito.ok ? { ok: true, value: esito.value.id } : esito;
    },
  },
  get: alLavoro((l) => pagina(modulo(l))),
  post: alLavoro((l, { file }) => {
    const archivio = file['archivio'];
    if (archivio === undefined) return rifiutata(modulo(l, testi.manca));
    return archivio.ok
      ? vai(con(VAI.rendicontazione(archivio.value.riferimento), { fatto: 'caricata' }))
      : rifiutata(modulo(l, frase(diRendicontazione(archivio.refusal))));
  }),
};

/** The page stops reading at the same size at which the act would refuse the file: the words are those of the act. */
function diRendicontazione(refusal: Rifiuto): Rifiuto {
  if (refusal.codice !== 'file_troppo_grande') return refusal;
  const megabyte = LIMITI.rendicontazioneBytesMax / MEGABYTE;
  return rifiuto('RENDICONTAZIONE_TROPPO_GRANDE', 'troppo_grande', { megabyte }).refusal;
}

function modulo(l: Lavoro, errore?: string): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.rendicontazioni}
      percorso={SOPRA_RENDICONTAZIONE}
      conErrori={errore !== undefined}
    >
      <RiepilogoErrori errori={errore === undefined ? {} : { archivio: errore }} />
      <Modulo conFile>
        <CampoFile
          nome="archivio"
          etichetta={testi.file}
          aiuto={testi.aiuto(intero(LIMITI.rendicontazioneBytesMax / MEGABYTE))}
          errore={errore}
          accetta=".xml"
        />
        <Azioni>
          <Bottone icona="it-upload">{testi.invia}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
