import type { VNode } from 'preact';
import type { StazioneInElenco } from '#modules/enti';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Campo, CampoElenco, CampoSpunta } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';

const testi = ufficioRegione.associa;

/** What is typed of the association of an ente with a station. */
export const VUOTI = { stazione: '', segregazione: '', predefinita: '', dal: '', chiudi: '' };
export type Scritti = typeof VUOTI;
type PropCampi = { stazioni: readonly StazioneInElenco[]; scritti: Scritti; errori: Errori };

/** Its fields. */
export function CampiStazione({ stazioni, scritti, errori }: PropCampi): VNode {
  return (
    <>
      <CampoElenco
        nome="stazione"
        etichetta={testi.stazione}
        vuota={testi.scegli}
        alternative={stazioni.map((s) => ({ valore: s.stazioneId, testo: testi.una(s.codice, s.attiva) }))}
        valore={scritti.stazione}
        errore={errori['stazione']}
      />
      <Campo
        nome="segregazione"
        etichetta={testi.segregazione}
        aiuto={testi.segregazioneAiuto}
        valore={scritti.segregazione}
        errore={errori['segregazione']}
        larghezza="breve"
        caratteriMax={2}
        cifre
        facoltativo
      />
      <CampoSpunta
        nome="predefinita"
        etichetta={testi.predefinita}
        aiuto={testi.predefinitaAiuto}
        scelta={scritti.predefinita === 'si'}
        facoltativo
      />
      <Campo
        nome="dal"
        etichetta={testi.dal}
        tipo="date"
        valore={scritti.dal}
        errore={errori['dal']}
        larghezza="media"
      />
      <CampoSpunta
        nome="chiudi"
        etichetta={testi.chiudila}
        aiuto={testi.chiudilaAiuto}
        scelta={scritti.chiudi === 'si'}
        facoltativo
      />
    </>
  );
}
