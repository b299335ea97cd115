import type { ComponentChildren, VNode } from 'preact';

const CLASSI = {
  informazione: 'alert alert-info',
  successo: 'alert alert-success',
  attenzione: 'alert alert-warning',
  errore: 'alert alert-danger',
} as const;

type Proprieta = {
  tipo: keyof typeof CLASSI;
  titolo?: string;
  /** It says what the person's last act did: a screen reader announces it when it appears in an open page. */
  esito?: boolean;
  /** What happened, what it means, what to do now. */
  children: ComponentChildren;
};

/** A callout. (Not called «avviso», which here is the document that asks for money.) */
export function Messaggio({ tipo, titolo, esito = false, children }: Proprieta): VNode {
  return (
    <div class={CLASSI[tipo]} role={esito ? 'status' : undefined}>
      {titolo !== undefined && <p class="alert-heading">{titolo}</p>}
      {children}
    </div>
  );
}
