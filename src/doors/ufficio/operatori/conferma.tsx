import type { VNode } from 'preact';
import type { TipoDovuto } from '#modules/enti';
import type { CambioMembro, Membro } from '#modules/utenti';
import { ufficioOperatori as testi } from '#testi/it/ufficio-operatori';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { Lavoro } from '../lavoro.ts';
import { SOPRA_OPERATORI, tipiDetti, type Scelto } from './campi.tsx';

type Chiesto = { cambio: CambioMembro; scelto: Scelto; versione: number };
type Prop = { l: Lavoro; membro: Membro; tipi: readonly TipoDovuto[]; chiesto: Chiesto };

/** What a change does to an operator, before it is done. */
export function Conferma({ l, membro, tipi, chiesto: { cambio, scelto, versione } }: Prop): VNode {
  const t = testi.conferma;
  const detto = (m: Pick<Membro, 'ruolo' | 'tipi'>): string => `${testi.ruoli[m.ruolo].testo}; ${tipiDetti(m, tipi)}`;
  return (
    <Foglio
      u={l}
      titolo={t.titolo}
      sezione={VAI.configurazione}
      percorso={[...SOPRA_OPERATORI, { testo: membro.nome, a: VAI.operatore(membro.operatoreId) }]}
    >
      <Messaggio tipo="attenzione">
        <p>{t.cosa[cambio.cosa](membro.nome)}</p>
        {membro.operatoreId === l.operatoreId && <p>{t.tuo}</p>}
      </Messaggio>
      <Dati
        dati={[
          { nome: t.prima, valore: detto(membro) },
          ...(cambio.cosa === 'ruolo'
            ? [{ nome: t.dopo, valore: detto({ ruolo: cambio.ruolo, tipi: scelto.tipi }) }]
            : []),
        ]}
      />
      <Modulo>
        <input type="hidden" name="versione" value={versione} />
        {cambio.cosa === 'ruolo' && <input type="hidden" name="ruolo" value={cambio.ruolo} />}
        {scelto.tipi.map((id) => (
          <input key={id} type="hidden" name="tipi" value={id} />
        ))}
        <input type="hidden" name="conferma" value="si" />
        <Azioni>
          <Bottone nome="cosa" valore={cambio.cosa}>
            {t.conferma}
          </Bottone>
          <Collegamento a={VAI.operatore(membro.operatoreId)}>{t.indietro}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
