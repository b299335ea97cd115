import type { VNode } from 'preact';
import { decidiLavoro, leggiLavoro, MOTIVI_ABBANDONO, type LavoroInCoda } from '#modules/registro';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { registro as frasi } from '#testi/it/registro';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoScelta } from '#ui/campo';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { Istante } from '#ui/valori';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione, type Regione } from './lavoro.ts';
import { isNumeroLavoro } from './lavori.tsx';
import { nomeLavoro } from './lavori-cerca.tsx';

const testi = ufficioImpianto.abbandona;

/** A job is given up: what it was is shown, why is chosen, and it is gone from the queue. */
export const regioneAbbandona: PaginaUfficio = {
  percorso: '/regione/lavori/:id/abbandona',
  chi: 'intermediario',
  get: inRegione((l, r) => conLavoro(l, r, (lavoro) => pagina(<Vista l={l} lavoro={lavoro} />))),
  post: inRegione((l, r) =>
    conLavoro(l, r, async (lavoro) => {
      const motivo = MOTIVI_ABBANDONO.find((uno) => uno === r.modulo['motivo']);
      if (motivo === undefined) return rifiutata(<Vista l={l} lavoro={lavoro} errore={testi.manca} />);
      const esito = await decidiLavoro(l.ctx, { id: lavoro.id, motivo });
      if (esito.ok) return vai(con(IN_REGIONE.lavori, { fatto: 'abbandonato' }));
      return rifiutata(<Vista l={l} lavoro={lavoro} errore={frasi.rifiuti[esito.refusal.codice]} />, esito.refusal);
    }),
  ),
};

async function conLavoro(
  l: Regione,
  { parametri }: RichiestaUfficio,
  azione: (lavoro: LavoroInCoda) => Promise<Risposta> | Risposta,
): Promise<Risposta> {
  const id = parametri['id'] ?? '';
  const lavoro = isNumeroLavoro(id) ? await leggiLavoro(l.ctx, id) : null;
  return lavoro === null ? errore('nonTrovata') : azione(lavoro);
}

function Vista({ l, lavoro, errore: perche }: { l: Regione; lavoro: LavoroInCoda; errore?: string }): VNode {
  const { colonne, tentativi } = ufficioImpianto.lavori;
  const errori: Record<string, string> = perche === undefined ? {} : { motivo: perche };
  return (
    <FoglioRegione
      l={l}
      titolo={testi.titolo}
      sopra={[{ testo: ufficioImpianto.lavori.titolo, a: IN_REGIONE.lavori }]}
      errori={errori}
    >
      <p>{testi.introduzione}</p>
      <Dati
        dati={[
          { nome: colonne.lavoro, valore: nomeLavoro(lavoro.nome) },
          { nome: testi.creato, valore: <Istante istante={lavoro.creatoIl} /> },
          { nome: colonne.tentativi, valore: tentativi(lavoro.tentativi, lavoro.tentativiMax) },
          lavoro.perche === null ? null : { nome: colonne.perche, valore: lavoro.perche },
        ]}
      />
      <Modulo>
        <CampoScelta
          nome="motivo"
          etichetta={testi.motivo}
          errore={perche}
          alternative={MOTIVI_ABBANDONO.map((valore) => ({ valore, testo: testi.motivi[valore] }))}
        />
        <Azioni>
          <Bottone aspetto="pericolo">{testi.conferma}</Bottone>
          <Bottone a={IN_REGIONE.lavori} aspetto="secondario">
            {testi.torna}
          </Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
