import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { ok, rifiuto } from '#kernel/esito';
import { caricaQuadrature } from '#modules/rendicontazione';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioQuadratura } from '#testi/it/ufficio-quadratura';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { diQuadratura, EsitiQuadratura, leggiEsiti, SOPRA_QUADRATURA } from '../quadratura.tsx';
import { puoCaricare } from '../rendicontazione.tsx';

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
    ricevi: async ({ ctx }, { sessione }, { nome, flusso }) => {
      if (!puoCaricare(sessione)) {
        flusso.resume();
        return rifiuto('RENDICONTAZIONE_VIETATA', 'vietato');
      }
      const esito = await caricaQuadrature(ctx, { nomeFile: nome, contenuto: flusso });
      return esito.ok ? ok(JSON.stringify(esito.value)) : esito;
    },
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
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.rendicontazioni}
      percorso={SOPRA_QUADRATURA}
      conErrori={errore !== undefined}
    >
      <RiepilogoErrori errori={errore === undefined ? {} : { archivio: errore }} />
      <Modulo conFile>
        <CampoFile
          nome="archivio"
          etichetta={testi.file}
          aiuto={testi.aiuto(intero(XML_MEGABYTE), intero(ZIP_MEGABYTE), intero(LIMITI.zipVociMax))}
          errore={errore}
          accetta=".xml,.zip"
        />
        <Azioni>
          <Bottone icona="it-upload">{testi.invia}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
