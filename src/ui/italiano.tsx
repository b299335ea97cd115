import type { ComponentChildren, VNode } from 'preact';
import { useContesto } from './contesto.tsx';

/** What an ente wrote, which stays as it is: in a page of another language it says that it is Italian, so that it is read as such. */
export function Italiano({ children }: { children: ComponentChildren }): VNode {
  return useContesto().lingua === 'it' ? <>{children}</> : <span lang="it">{children}</span>;
}
