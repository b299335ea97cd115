import type { ComponentChildren, VNode } from 'preact';

/** What few need, behind a line that says what it is. */
export function Dettagli(props: { titolo: string; aperto?: boolean; children: ComponentChildren }): VNode {
  const { titolo, aperto = false, children } = props;
  return (
    <details open={aperto}>
      <summary>{titolo}</summary>
      {children}
    </details>
  );
}
