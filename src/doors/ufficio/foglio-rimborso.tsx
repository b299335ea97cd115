import type { ComponentChildren, VNode } from 'preact';
import type { DenaroDaRimborsare } from '#modules/pagamenti';
import { ufficio } from '#testi/it/ufficio';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from './aspetto.tsx';
import { VAI } from './indirizzi.ts';
import { guardaSoltanto, type Lavoro } from './lavoro.ts';
import { DatiDenaro, SOPRA_RIMBORSI } from './rimborsi.tsx';

type Prop = {
  u: Lavoro;
  denaro: DenaroDaRimborsare;
  detto: { titolo: string; conseguenza: string };
  errori: Errori;
  /** The fields, for who may decide. */
  children: ComponentChildren;
};

/** The page on which something is decided of a payment to give back: which, what follows, and that it does not come back. */
export function FoglioRimborso({ u, denaro, detto, errori, children }: Prop): VNode {
  const percorso = [...SOPRA_RIMBORSI, { testo: testi.uno.titolo(denaro.receiptId), a: VAI.denaro(denaro.id) }];
  const guarda = guardaSoltanto(u, 'rimborsa');
  return (
    <Foglio
      u={u}
      titolo={detto.titolo}
      sezione={VAI.incassi}
      percorso={percorso}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <DatiDenaro denaro={denaro} />
      <Messaggio tipo="attenzione">
        <p>{guarda ? ufficio.soloLettura : `${detto.conseguenza} ${testi.senzaRitorno}`}</p>
      </Messaggio>
      {!guarda && <Modulo>{children}</Modulo>}
    </Foglio>
  );
}
