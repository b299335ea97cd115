import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { ok } from '#kernel/esito';
import { caricaQuadrature } from '#modules/rendicontazione';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioQuadratura } from '#testi/it/ufficio-quadratura';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { diQuadratura, EsitiQuadratura, leggiEsiti, SOPRA_QUADRATURA } from '../quadratura.tsx';
import { ModuloArchivio, seCarica } from '../rendicontazione-modulo.tsx';

const testi = ufficioQuadratura.modulo;
const MEGABYTE = 1024 * 1024;
const [XML_MEGABYTE, ZIP_MEGABYTE] = [LIMITI.rendicontazioneBytesMax / MEGABYTE, LIMITI.zipBytesMax / MEGABYTE];

/** The flows of quadratura that an ente brings from MyPay: one, or a ZIP of them. */
export const caricaQuadratura: PaginaUfficio = {
  percorso: '/rendicontazione/quadratura/carica',
  chi: 'operatore',
  atto: { get: 'rendiconta', post: 'rendiconta' },
  carica: {
    bytesMax: LIMITI.rendicontazioneBytesMax,
    ricevi: ({ ctx }, { sessione }, { nome, flusso }) =>
      seCarica(sessione, flusso, async () => {
        const esito = await caricaQuadrature(ctx, { nomeFile: nome, contenuto: flusso });
        return esito.ok ? ok(JSON.stringify(esito.value)) : esito;
      }),
  },
  get: alLavoro((l) => pagina(modulo(l))),
  post: alLavoro((l, { file }) => {
    const archivio = file['archivio'];
    if (archivio === undefined) return rifiutata(modulo(l, testi.manca));
    if (!archivio.ok) return rifiutata(modulo(l, frase(diQuadratura(archivio.refusal, XML_MEGABYTE))));
    const esiti = leggiEsiti(archivio.value.riferimento);
    const [primo] = esiti;
    // Of one file alone the form says what is wrong, or the archive that it is there.
    if (primo === undefined || esiti.length > 1) return pagina(<EsitiQuadratura l={l} esiti={esiti} />);
    return primo.esito.ok
      ? vai(con(VAI.quadratura, { fatto: primo.esito.value }))
      : rifiutata(modulo(l, frase(primo.esito.refusal)));
  }),
};

function modulo(l: Lavoro, errore?: string): VNode {
  const aiuto = testi.aiuto(intero(XML_MEGABYTE), intero(ZIP_MEGABYTE), intero(LIMITI.zipVociMax));
  return <ModuloArchivio {...{ l, testi, percorso: SOPRA_QUADRATURA, aiuto, accetta: '.xml,.zip', errore }} />;
}
