import type { VNode } from 'preact';
import type { PortaSil } from '#modules/pagamenti';
import { ufficioSil } from '#testi/it/ufficio-sil';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta, CampoSpunta, CampoTesto } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { Istante } from '#ui/valori';

/** What was written of how to answer and of where to go back; a list is a line each. */
export type DettoRitorni = { siti: string; elenco: boolean; ritorno: string; unaVolta: boolean };
/** What was written of from where one may call; a list is a line each. */
export type DettoAccesso = { reti: string; certificati: string };

/** Fifty addresses of the web. */
const ELENCO_CARATTERI_MAX = 13_000;

type Ritorni = { detto: DettoRitorni; nuovi: PortaSil['origini']; errori: Errori };

export function ModuloRitorni({ detto, nuovi, errori }: Ritorni): VNode {
  const testi = ufficioSil.ritorni;
  return (
    <section>
      <h2>{testi.titolo}</h2>
      <p>{testi.testo}</p>
      {nuovi.length > 0 && <Nuovi nuovi={nuovi} />}
      <Modulo>
        <CampoTesto
          nome="siti"
          etichetta={testi.siti}
          aiuto={testi.sitiAiuto}
          errore={errori['siti']}
          facoltativo
          codice
          righe={4}
          caratteriMax={ELENCO_CARATTERI_MAX}
          valore={detto.siti}
        />
        <CampoSpunta nome="elenco" etichetta={testi.elenco} scelta={detto.elenco} aiuto={testi.elencoAiuto} />
        <Campo
          nome="ritorno"
          etichetta={testi.ritorno}
          errore={errori['ritorno']}
          facoltativo
          valore={detto.ritorno}
          caratteriMax={2048}
        />
        <CampoScelta
          nome="pagati"
          etichetta={testi.pagati}
          scelte={[detto.unaVolta ? 'una' : 'due']}
          alternative={(['due', 'una'] as const).map((valore) => ({ valore, ...testi.pagatiScelte[valore] }))}
        />
        <Azioni>
          <Bottone nome="cosa" valore="ritorni">
            {testi.salva}
          </Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

/** Sites that nobody of the ente has said: whoever configures it looks at them. */
function Nuovi({ nuovi }: { nuovi: PortaSil['origini'] }): VNode {
  const testi = ufficioSil.ritorni;
  return (
    <Messaggio tipo="attenzione">
      <p>{testi.daRichieste}:</p>
      <ul>
        {nuovi.map(({ origine, vistaIl }) => (
          <li key={origine}>
            <code>{origine}</code>, {testi.dal} {vistaIl !== null && <Istante istante={vistaIl} />}
          </li>
        ))}
      </ul>
      <p>{testi.daRichiesteTesto}</p>
    </Messaggio>
  );
}

export function ModuloAccesso({ detto, errori }: { detto: DettoAccesso; errori: Errori }): VNode {
  const testi = ufficioSil.accesso;
  const lista = { facoltativo: true, codice: true, righe: 3, caratteriMax: ELENCO_CARATTERI_MAX };
  return (
    <section>
      <h2>{testi.titolo}</h2>
      <p>{testi.testo}</p>
      <Modulo>
        <CampoTesto
          {...lista}
          nome="reti"
          etichetta={testi.reti}
          aiuto={testi.retiAiuto}
          errore={errori['reti']}
          valore={detto.reti}
        />
        <CampoTesto
          {...lista}
          nome="certificati"
          etichetta={testi.certificati}
          aiuto={testi.certificatiAiuto}
          errore={errori['certificati']}
          valore={detto.certificati}
        />
        <Azioni>
          <Bottone nome="cosa" valore="accesso" aspetto="secondario">
            {testi.salva}
          </Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}
