import type { ComponentChildren, VNode } from 'preact';

/** What few need, behind a line that says what it is. */
export function Dettagli({ titolo, children }: { titolo: string; children: ComponentChildren }): VNode {
  return (
    <details>
      <summary>{titolo}</summary>
      {children}
    </details>
  );
}
