import type { VNode } from 'preact';
import type { leggiPsp } from '#modules/rendicontazione';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { VAI } from './indirizzi.ts';
import { filtrato, indirizzoRendicontazioni, type FiltriScritti } from './rendicontazione.tsx';

/** The filters of the list of statements. */
export function Filtra({ filtri, psp }: { filtri: FiltriScritti; psp: Awaited<ReturnType<typeof leggiPsp>> }): VNode {
  const giorno = (nome: keyof FiltriScritti['giorni']): VNode => (
    <Campo
      nome={nome}
      etichetta={testi.filtri[nome]}
      valore={filtri.giorni[nome]}
      errore={filtri.errori[nome]}
      tipo="date"
      larghezza="breve"
      facoltativo
    />
  );
  return (
    <search>
      <Modulo classe="filtri" a={VAI.rendicontazioni}>
        <input type="hidden" name="stato" value={filtri.stato} />
        <CampoElenco
          nome="psp"
          etichetta={testi.filtri.psp}
          vuota={testi.filtri.tuttiPsp}
          valore={filtri.psp}
          alternative={psp.map((p) => ({ valore: p.psp, testo: p.denominazione ?? p.psp }))}
          facoltativo
        />
        {giorno('prodottaDa')}
        {giorno('prodottaA')}
        {giorno('disponibileDa')}
        {giorno('disponibileA')}
        <Azioni>
          <Bottone icona="it-search">{testi.filtri.filtra}</Bottone>
          {filtrato(filtri) && (
            <Collegamento a={indirizzoRendicontazioni({ stato: filtri.stato, psp: '', giorni: SENZA_GIORNI })}>
              {testi.filtri.togli}
            </Collegamento>
          )}
        </Azioni>
      </Modulo>
    </search>
  );
}

const SENZA_GIORNI = { prodottaDa: '', prodottaA: '', disponibileDa: '', disponibileA: '' };
