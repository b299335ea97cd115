import type { VNode } from 'preact';
import type { leggiPsp } from '#modules/rendicontazione';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { Campo, CampoElenco } from '#ui/campo';
import { CercaElenco } from './cerca-elenco.tsx';
import type { Cercato } from './filtri.ts';
import { VAI } from './indirizzi.ts';
import { filtrato, indirizzoRendicontazioni, type FiltriScritti } from './rendicontazione.tsx';

type Proprieta = { filtri: FiltriScritti & Cercato; psp: Awaited<ReturnType<typeof leggiPsp>> };

/** The filters of the list of statements. */
export function Filtra({ filtri, psp }: Proprieta): VNode {
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
    <CercaElenco
      a={VAI.rendicontazioni}
      cercato={filtri}
      aiuto={testi.filtri.aiuto}
      resta={{ stato: filtri.stato }}
      togli={filtrato(filtri) ? indirizzoRendicontazioni({ ...filtri, ...SENZA }) : undefined}
    >
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
    </CercaElenco>
  );
}

const SENZA = { psp: '', r: null, giorni: { prodottaDa: '', prodottaA: '', disponibileDa: '', disponibileA: '' } };
