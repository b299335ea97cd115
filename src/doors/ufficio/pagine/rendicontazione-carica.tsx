import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { ok, rifiuto, type Rifiuto } from '#kernel/esito';
import { caricaRendicontazione } from '#modules/rendicontazione';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioRendicontazione } from '#testi/it/ufficio-rendicontazione';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { SOPRA_RENDICONTAZIONE } from '../rendicontazione.tsx';
import { ModuloArchivio, seCarica } from '../rendicontazione-modulo.tsx';

const testi = ufficioRendicontazione.modulo;
const MEGABYTE = 1024 * 1024;

/** A statement in a file, as a PSP or pagoPA gives it. */
export const caricaRendicontazioni: PaginaUfficio = {
  percorso: '/rendicontazione/carica',
  chi: 'operatore',
  atto: { get: 'rendiconta', post: 'rendiconta' },
  carica: {
    bytesMax: LIMITI.rendicontazioneBytesMax,
    ricevi: ({ ctx }, { sessione }, { nome, flusso }) =>
      seCarica(sessione, flusso, async () => {
        const esito = await caricaRendicontazione(ctx, { nomeFile: nome, contenuto: flusso });
        return esito.ok ? ok(esito.value.id) : esito;
      }),
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
  const aiuto = testi.aiuto(intero(LIMITI.rendicontazioneBytesMax / MEGABYTE));
  return <ModuloArchivio {...{ l, testi, percorso: SOPRA_RENDICONTAZIONE, aiuto, accetta: '.xml', errore }} />;
}
