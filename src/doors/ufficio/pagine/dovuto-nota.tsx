import { randomUUID } from 'node:crypto';
import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { scriviNota, type DovutoIntero } from '#modules/posizioni';
import { errore, pagina, rifiutata } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { dovutoDi, FoglioDovuto } from '../a-mano/dovuto-di.tsx';
import { vaiFatto } from '../dovuto-fatto.ts';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioAMano.nota;

/** A note on a dovuto, for who works for the ente: it stays, and is told in its history. */
export const dovutoNota: PaginaUfficio = {
  percorso: '/dovuti/:id/nota',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const trovato = await dovutoDi(l, r);
    return trovato === null ? errore('nonTrovata') : pagina(<Scrivi l={l} d={trovato.d} foglio={randomUUID()} />);
  }),
  post: alLavoro(async (l, r) => {
    const trovato = await dovutoDi(l, r);
    if (trovato === null) return errore('nonTrovata');
    const { foglio = '', nota = '' } = r.modulo;
    if (!isUuid(foglio)) return errore('richiesta');
    const { d, tipiConsentiti } = trovato;
    const esito = await scriviNota(l.ctx, { dovutoId: d.id, id: foglio, testo: nota, tipiConsentiti });
    if (esito.ok) return vaiFatto(d.id, 'nota');
    const errori = { nota: frase(esito.refusal) };
    return rifiutata(<Scrivi {...{ l, d, foglio, nota, errori }} />, esito.refusal);
  }),
};

type Prop = { l: Lavoro; d: DovutoIntero; foglio: string; nota?: string; errori?: Errori };

function Scrivi({ l, d, foglio, nota = '', errori = {} }: Prop): VNode {
  return (
    <FoglioDovuto l={l} d={d} titolo={testi.titolo} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      {guardaSoltanto(l) ? (
        <p>{ufficio.soloLettura}</p>
      ) : (
        <Modulo>
          <input type="hidden" name="foglio" value={foglio} />
          <CampoTesto
            nome="nota"
            etichetta={testi.campo}
            aiuto={testi.aiuto}
            valore={nota}
            errore={errori['nota']}
            righe={5}
            caratteriMax={LIMITI.notaCaratteriMax}
          />
          <Azioni>
            <Bottone>{testi.conferma}</Bottone>
            <Collegamento a={VAI.dovuto(d.id)}>{ufficioDovuto.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
    </FoglioDovuto>
  );
}
