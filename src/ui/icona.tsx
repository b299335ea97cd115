import type { VNode } from 'preact';
import { useContesto } from './contesto.tsx';
import type { NomeIcona } from './icone.ts';

export type { NomeIcona } from './icone.ts';

/** An icon of the sprite. It is decoration: the word stands beside it, so assistive technology skips it. */
export function Icona({ nome, misura = 'sm' }: { nome: NomeIcona; misura?: 'xs' | 'sm' | 'md' | 'lg' }): VNode {
  const { risorsa } = useContesto();
  return (
    <svg class={misura === 'md' ? 'icon' : `icon icon-${misura}`} aria-hidden="true" focusable="false">
      <use href={`${risorsa('icone.svg')}#${nome}`} />
    </svg>
  );
}
