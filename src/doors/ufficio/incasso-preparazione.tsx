import type { VNode } from 'preact';
import type { Flusso } from '#modules/flussi';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Avanzamento } from '#ui/avanzamento';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { frase, intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { inLavorazione } from './tabella-flussi.tsx';

const testi = ufficioFlussi.incasso;

type PropPreparazione = { flusso: Flusso; prima: number | null; puoAnnullare: boolean };

/** The part of the page that asks for itself until the file is there. */
export function Preparazione({ flusso: f, prima, puoAnnullare }: PropPreparazione): VNode {
  if (inLavorazione(f)) {
    return (
      <Avanzamento
        id="preparazione"
        titolo={testi.preparazione}
        fatte={f.righeApplicate}
        totale={f.righeTotali}
        aggiorna={VAI.incasso(f.id)}
      >
        <p class="nota">{testi.puoiAndare}</p>
        {puoAnnullare && (
          <Modulo>
            <Bottone aspetto="secondario" nome="annulla" valore="si">
              {ufficioEsportazioni.incasso.annulla}
            </Bottone>
          </Modulo>
        )}
      </Avanzamento>
    );
  }
  if (f.stato === 'annullato') {
    return (
      <div id="preparazione">
        <Messaggio tipo="attenzione" titolo={ufficioEsportazioni.incasso.annullato} esito>
          <p>{ufficioEsportazioni.incasso.annullatoTesto}</p>
        </Messaggio>
      </div>
    );
  }
  if (f.stato !== 'eseguito') {
    const codice = f.codiceErrore ?? 'ERROR_EXPORT';
    return (
      <div id="preparazione">
        <Messaggio tipo="errore" titolo={testi.fallito} esito>
          <p>
            {frase({ codice })} {ufficioFlussi.carica.codice(codice)}
          </p>
        </Messaggio>
      </div>
    );
  }
  return (
    <div id="preparazione">
      <Messaggio tipo="successo" titolo={testi.pronto} esito>
        <p>{prontoDi(f)}</p>
        {prima !== null && <p>{confronto(f, prima)}</p>}
      </Messaggio>
      <Azioni>
        <Bottone a={VAI.fileIncasso(f.id)} icona="it-download">
          {ufficioFlussi.incassi.scarica}
        </Bottone>
      </Azioni>
    </div>
  );
}

function prontoDi(f: Flusso): string {
  const { pronti } = ufficioEsportazioni.incasso;
  const righe = intero(f.righeTotali ?? 0);
  return f.genere === 'scaduti' || f.genere === 'conservazione' ? pronti[f.genere](righe) : testi.prontoTesto(righe);
}

/** How many more, or fewer, than the last time. */
function confronto({ righeTotali }: Flusso, prima: number): string {
  const { inPiu, inMeno, uguali } = ufficioEsportazioni.incasso;
  const differenza = (righeTotali ?? 0) - prima;
  if (differenza === 0) return uguali;
  return differenza > 0 ? inPiu(intero(differenza)) : inMeno(intero(-differenza));
}
