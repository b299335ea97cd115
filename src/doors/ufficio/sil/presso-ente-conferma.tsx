import type { VNode } from 'preact';
import type { PressoEnteLetto, SceltePressoEnte } from '#modules/pagamenti';
import { pressoEnte } from '#testi/it/presso-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { intero } from '../frase.ts';
import type { Valori } from './presso-ente-parti.tsx';

const testi = pressoEnte.conferma;

type Prop = {
  valori: Valori;
  scelte: SceltePressoEnte;
  letto: PressoEnteLetto;
  /** What was set when the effect was shown: changed meanwhile, it is shown again. */
  visto: string;
  tipo: string;
  daPagare: number;
};

/** What the change does to who pays, before it is made. */
export function Conferma({ valori, scelte, letto, visto, tipo, daPagare }: Prop): VNode {
  return (
    <>
      <h2>{testi.titolo}</h2>
      <ul>
        {effetti({ scelte, letto, tipo, daPagare }).map((effetto) => (
          <li key={effetto}>{effetto}</li>
        ))}
      </ul>
      <Modulo>
        {['attivo', 'url', 'secondi', 'nostri', 'tipo'].map((nome) => (
          <input key={nome} type="hidden" name={nome} value={valori[nome] ?? ''} />
        ))}
        <input type="hidden" name="visto" value={visto} />
        <Azioni>
          <Bottone nome="cosa" valore="salva">
            {testi.conferma}
          </Bottone>
          <Bottone nome="azione" valore="correggi" aspetto="secondario">
            {testi.indietro}
          </Bottone>
        </Azioni>
      </Modulo>
    </>
  );
}

function effetti({ scelte, letto, tipo, daPagare }: Omit<Prop, 'valori' | 'visto'>): string[] {
  const iniziati = testi.iniziati(intero(letto.uso.iniziati));
  if (!scelte.attivo) return [testi.spento, iniziati];
  const { host } = new URL(scelte.url);
  return [
    letto.scelte?.attivo === true ? testi.resta(host) : testi.acceso(host),
    scelte.ancheNostri ? testi.nostri(intero(daPagare)) : testi.nonNostri,
    testi.secondi(scelte.attesaMs / 1000),
    testi.tipo(tipo),
  ];
}
