import type { VNode } from 'preact';
import type { TipoDovuto } from '#modules/enti';
import { ufficio } from '#testi/it/ufficio';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoSpunta } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { TASTO_CERCA } from '#ui/cornice';
import { Modulo } from '#ui/modulo';
import { filtrato, indirizzoDovuti, type FiltriLetti } from './filtri.ts';
import { VAI } from './indirizzi.ts';

const testi = ufficio.dovuti;

/** What the list of dovuti is asked to show: posted, for it may be a name. */
export function Filtra({ filtri, tipi }: { filtri: FiltriLetti; tipi: readonly TipoDovuto[] }): VNode {
  const alternative = tipi.map(({ codice, denominazione }) => ({ valore: codice, testo: denominazione }));
  return (
    <search>
      <Modulo a={VAI.cerca} classe="filtri">
        <input type="hidden" name="elenco" value={filtri.elenco} />
        <Campo
          nome="testo"
          etichetta={testi.cerca}
          aiuto={testi.cercaAiuto}
          valore={filtri.testo}
          tasto={TASTO_CERCA}
          facoltativo
        />
        <CampoElenco
          nome="tipo"
          etichetta={testi.tipo}
          alternative={alternative}
          valore={filtri.tipoDovuto}
          vuota={testi.tutti}
          facoltativo
        />
        <CampoSpunta nome="verificare" etichetta={testi.daVerificare} scelta={filtri.daVerificare} facoltativo />
        <Azioni>
          <Bottone icona="it-search">{testi.filtra}</Bottone>
          {filtrato(filtri) && (
            <Collegamento a={indirizzoDovuti({ ...SENZA_FILTRI, elenco: filtri.elenco })}>{testi.togli}</Collegamento>
          )}
        </Azioni>
      </Modulo>
    </search>
  );
}

const SENZA_FILTRI = { testo: '', r: null, tipoDovuto: '', daVerificare: false, ricercaPersa: false };
