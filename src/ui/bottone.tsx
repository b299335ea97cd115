import type { ComponentChildren, VNode } from 'preact';
import { Collegamento } from './collegamento.tsx';
import { Icona, type NomeIcona } from './icona.tsx';

const ASPETTI = {
  primario: 'btn btn-primary',
  secondario: 'btn btn-outline-primary',
  pericolo: 'btn btn-danger',
  semplice: 'btn btn-link',
} as const;

type Proprieta = {
  children: ComponentChildren;
  /** One primary button a page; `pericolo` for what cannot be undone, with the consequence in its label. */
  aspetto?: keyof typeof ASPETTI;
  icona?: NomeIcona;
  /** With an address it is a link that looks like a button: going somewhere is never a form. */
  a?: string;
  /** Name and value sent with the form, when it has more than one button. */
  nome?: string;
  valore?: string;
};

/** What a person presses. Without `a` it submits the form it stands in. */
export function Bottone({ children, aspetto = 'primario', icona, a, nome, valore }: Proprieta): VNode {
  const classe = ASPETTI[aspetto];
  if (a !== undefined) {
    return (
      <Collegamento a={a} classe={classe} icona={icona}>
        {children}
      </Collegamento>
    );
  }
  return (
    <button type="submit" class={classe} name={nome} value={valore}>
      {icona && <Icona nome={icona} />}
      {children}
    </button>
  );
}

/** Buttons side by side, the primary first. */
export function Azioni({ children }: { children: ComponentChildren }): VNode {
  return <div class="azioni">{children}</div>;
}
