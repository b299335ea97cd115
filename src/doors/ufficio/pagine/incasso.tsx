import type { VNode } from 'preact';
import { isUuid, type FlussoId } from '#kernel/ids';
import { leggiFlusso, type Flusso } from '#modules/flussi';
import { errore, frammento, pagina, vai } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Avanzamento } from '#ui/avanzamento';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { frase, intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { giornoDi, inLavorazione } from '../tabella-flussi.tsx';
import { vedeFlusso } from '../vede-flusso.ts';

const testi = ufficioFlussi.incasso;

/** One file of incassi that was booked: being made, then ready. */
export const incasso: PaginaUfficio = {
  percorso: '/incassi/:id',
  chi: 'operatore',
  get: alLavoro((l, { parametri, htmx }) =>
    l.ctx.tx(async (t) => {
      const { id = '' } = parametri;
      const letto = isUuid<FlussoId>(id) ? await leggiFlusso(t, id) : null;
      if (letto === null) return errore('nonTrovata');
      if (letto.verso === 'in') return vai(VAI.flusso(letto.id));
      if (!(await vedeFlusso(t, l, letto))) return errore('vietato', ufficioFlussi.altrui.testo);
      if (htmx) return frammento(<Preparazione flusso={letto} />);
      const nome = await nomiAttori(t, [letto.richiestoDa]);
      return pagina(
        <Foglio
          u={l}
          titolo={testi.titolo(giornoDi(letto, 'dal'), giornoDi(letto, 'al'))}
          sezione={VAI.incassi}
          percorso={[{ testo: ufficioFlussi.incassi.titolo, a: VAI.incassi }]}
        >
          <Preparazione flusso={letto} />
          <Chiesto flusso={letto} da={nome(letto.richiestoDa)} />
        </Foglio>,
      );
    }),
  ),
};

/** The part of the page that asks for itself until the file is there. */
function Preparazione({ flusso: f }: { flusso: Flusso }): VNode {
  if (inLavorazione(f)) {
    return (
      <Avanzamento id="preparazione" titolo={testi.preparazione} fatte={0} totale={null} aggiorna={VAI.incasso(f.id)}>
        <p class="nota">{testi.puoiAndare}</p>
      </Avanzamento>
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
        <p>{testi.prontoTesto(intero(f.righeTotali ?? 0))}</p>
      </Messaggio>
      <Azioni>
        <Bottone a={VAI.fileIncasso(f.id)} icona="it-download">
          {ufficioFlussi.incassi.scarica}
        </Bottone>
      </Azioni>
    </div>
  );
}

function Chiesto({ flusso: f, da }: { flusso: Flusso; da: string }): VNode {
  const { colonne, tutti } = ufficioFlussi.incassi;
  return (
    <Dati
      dati={[
        { nome: testi.periodo, valore: testi.dalAl(giornoDi(f, 'dal'), giornoDi(f, 'al')) },
        { nome: colonne.tipo, valore: f.richiesta?.['tipoDovuto'] || tutti },
        { nome: colonne.versione, valore: f.versione ?? '' },
        { nome: testi.conRicevuta, valore: f.richiesta?.['ricevuta'] === 'si' ? testi.si : testi.no },
        { nome: colonne.chiesto, valore: <Istante istante={f.richiestoIl} /> },
        { nome: colonne.da, valore: da },
      ]}
    />
  );
}
