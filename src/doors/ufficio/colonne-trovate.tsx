import type { VNode } from 'preact';
import type { ColonnaFile, CorrispondenzaSalvata, Flusso } from '#modules/flussi';
import { ufficioColonne as testi } from '#testi/it/ufficio-colonne';
import { Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dettagli } from '#ui/dettagli';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { mancanti } from './colonne-compilate.ts';
import { con, VAI } from './indirizzi.ts';

/** The columns of a file, with the first of their values. */
export function Trovate({ colonne }: { colonne: readonly ColonnaFile[] }): VNode {
  return (
    <Tabella
      id="trovate"
      titolo={testi.trovate}
      colonne={[
        { titolo: testi.nome, cella: ({ nome }) => nome },
        { titolo: testi.esempi, cella: ({ esempi }) => esempi.join(' · ') },
      ]}
      righe={colonne}
      chiave={({ nome }) => nome}
      vuoto={<p />}
    />
  );
}

type PropSalvate = { flusso: Flusso; colonne: readonly ColonnaFile[]; salvate: readonly CorrispondenzaSalvata[] };

/** The correspondences that the ente remembers: each may be used for this file, or forgotten. */
export function Salvate({ flusso, colonne, salvate }: PropSalvate): VNode | null {
  if (salvate.length === 0) return null;
  return (
    <Dettagli titolo={testi.salvate}>
      <Tabella
        id="salvate"
        titolo={testi.salvate}
        colonne={[
          { titolo: testi.nome, cella: ({ nome }) => nome },
          { titolo: testi.trovate, cella: (una) => detto(mancanti(una, colonne)) },
          {
            titolo: testi.usa,
            cella: ({ id }) => (
              <Collegamento a={con(VAI.colonne(flusso.id), { corrispondenza: id })}>{testi.usa}</Collegamento>
            ),
          },
          {
            titolo: testi.dimentica,
            cella: ({ id }) => (
              <Modulo>
                <Bottone aspetto="semplice" nome="dimentica" valore={id}>
                  {testi.dimentica}
                </Bottone>
              </Modulo>
            ),
          },
        ]}
        righe={salvate}
        chiave={({ id }) => id}
        vuoto={<p />}
      />
    </Dettagli>
  );
}

function detto(quante: number): string {
  return quante === 0 ? testi.adatta : testi.nonAdatta(quante);
}
