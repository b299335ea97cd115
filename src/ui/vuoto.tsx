import type { ComponentChildren, VNode } from 'preact';

/** In place of a list with nothing in it: what would be here, and the first thing to do (a `Bottone` with `a`). */
export function Vuoto({ titolo, children }: { titolo: string; children: ComponentChildren }): VNode {
  return (
    <section class="vuoto">
      <h2 class="h3">{titolo}</h2>
      {children}
    </section>
  );
}
