import type { ComponentChildren, VNode } from 'preact';

export type Dato = { nome: string; valore: ComponentChildren };

/** Facts about one thing, each with its name: who, what, how much, by when. A fact that is not known is left out, not shown empty. */
export function Dati({ dati }: { dati: readonly (Dato | null)[] }): VNode {
  return (
    <dl class="dati">
      {dati
        .filter((dato) => dato !== null)
        .map(({ nome, valore }) => (
          <div key={nome}>
            <dt>{nome}</dt>
            <dd>{valore}</dd>
          </div>
        ))}
    </dl>
  );
}
