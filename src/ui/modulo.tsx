import type { ComponentChildren, VNode } from 'preact';
import { useContesto } from './contesto.tsx';

type Proprieta = {
  children: ComponentChildren;
  /** Where it posts to; the page itself if absent, as for every form that comes back refused. */
  a?: string;
  /** It carries a file. */
  conFile?: boolean;
  classe?: string;
};

/**
 * A form that changes something: always POST, always with the token. The token stands first, because the server checks it before it
 * reads the first byte of a file. `novalidate`: it is our messages that people must see, not the browser's.
 */
export function Modulo({ children, a, conFile = false, classe }: Proprieta): VNode {
  const { csrf } = useContesto();
  return (
    <form method="post" action={a} class={classe} enctype={conFile ? 'multipart/form-data' : undefined} novalidate>
      <input type="hidden" name="_csrf" value={csrf()} />
      {children}
    </form>
  );
}
