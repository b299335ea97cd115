import type { VNode } from 'preact';
import { piuGiorni, type Giorno } from '#kernel/giorno';
import { stazioniDiEnte, type StazioneAssociata } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Tabella } from '#ui/tabella';
import { DataGiorno } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { percorsoConti } from '../conti.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioConti.stazioni;

/** The stations of the ente and their segregation codes. Changes are made by who runs the installation. */
export const stazioni: PaginaUfficio = {
  percorso: '/configurazione/stazioni',
  chi: 'amministratore',
  get: alLavoro(async (l) =>
    pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={percorsoConti}>
        <p>{testi.introduzione}</p>
        <Elenco righe={await stazioniDiEnte(l.ctx)} oggi={l.ctx.oggi} />
        <p>{testi.sola}</p>
      </Foglio>,
    ),
  ),
};

function Elenco({ righe, oggi }: { righe: readonly StazioneAssociata[]; oggi: Giorno }): VNode {
  return (
    <Tabella
      id="stazioni"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.codice, cella: ({ codice }) => codice },
        { titolo: testi.colonne.segregazione, cella: ({ segregazione }) => segregazione },
        { titolo: testi.colonne.stato, cella: (s) => stato(s, oggi) },
        { titolo: testi.colonne.dal, cella: ({ validaDal }) => <DataGiorno giorno={validaDal} breve /> },
        {
          titolo: testi.colonne.al,
          cella: ({ validaAl }) => (validaAl === null ? '' : <DataGiorno giorno={piuGiorni(validaAl, -1)} breve />),
        },
      ]}
      righe={righe}
      chiave={({ stazioneId }) => stazioneId}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

function stato({ attiva, predefinita, validaDal, validaAl }: StazioneAssociata, oggi: Giorno): string {
  if (validaAl !== null && validaAl <= oggi) return testi.chiusa;
  if (!attiva) return testi.spenta;
  if (validaDal > oggi) return testi.futura;
  return predefinita ? testi.predefinita : testi.aperta;
}
