import type { VNode } from 'preact';
import type { EventoLetto } from '#modules/registro';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { ScaricaCercato } from '../cerca-elenco.tsx';
import { ApriEvento, nomeEvento } from '../evento.tsx';

const testi = ufficioImpianto.giornale;

/** What is looked for, as typed: nothing yet. */
export const VUOTI = { ente: '', giorno: '', numero: '', chi: '', tipo: '', esito: '' };
export type CercatiEventi = typeof VUOTI;

type Prop = {
  eventi: readonly EventoLetto[];
  nomi: ReadonlyMap<string, string>;
  cercati: CercatiEventi;
  /** There may be more, older. */
  altri: boolean;
};

/** The messages found, each to be opened; and the way to those before them. */
export function TabellaEventi({ eventi, nomi, cercati, altri }: Prop): VNode {
  const ultimo = eventi.at(-1);
  return (
    <>
      <Tabella
        id="eventi"
        titolo={ufficioScambi.elenco}
        colonne={[
          { titolo: ufficioScambi.colonne.tipo, cella: nomeEvento },
          { titolo: ufficioImpianto.registro.ente, cella: (e) => nomi.get(e.enteId ?? '') ?? e.dominio ?? '–' },
          { titolo: ufficioScambi.colonne.istante, cella: (e) => <Istante istante={e.istante} /> },
          { titolo: testi.avviso, cella: (e) => e.numeroAvviso ?? e.iuv ?? '–' },
          { titolo: ufficioScambi.colonne.esito, cella: (e) => e.esito ?? '–' },
          { titolo: ufficioScambi.colonne.messaggio, cella: (e) => <ApriEvento evento={e} /> },
        ]}
        righe={eventi}
        chiave={(e) => e.id}
        vuoto={
          <Vuoto titolo={testi.vuoto}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        }
      />
      {altri && ultimo !== undefined && (
        <Modulo>
          {Object.entries(cercati).map(([nome, valore]) => (
            <input key={nome} type="hidden" name={nome} value={valore} />
          ))}
          <Azioni>
            <Bottone aspetto="secondario" nome="prima" valore={`${ultimo.istante.getTime()} ${ultimo.id}`}>
              {testi.altri}
            </Bottone>
          </Azioni>
        </Modulo>
      )}
      {eventi.length > 0 && <ScaricaCercato campi={cercati} />}
    </>
  );
}
