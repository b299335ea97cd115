import type { ComponentChildren, VNode } from 'preact';
import { useContesto } from './contesto.tsx';
import { Icona, type NomeIcona } from './icona.tsx';
import { indirizzoSicuro } from './indirizzo.ts';

type Proprieta = {
  /** Where it goes: a path of ours, or an address with https, http, mailto, tel. Any other is shown as plain text. */
  a: string;
  children: ComponentChildren;
  classe?: string | undefined;
  icona?: NomeIcona | undefined;
  /** It leads to another site, which is said in words too; the other site does not learn where the person came from. */
  esterno?: boolean | undefined;
  /** It is the page the person is on, or the section it belongs to. */
  corrente?: 'page' | 'true' | undefined;
  /** Rendered as `download`: the browser saves rather than opens. */
  scarica?: boolean | undefined;
  /** Its access key: one a page, and never where there is only a letter to press. */
  tasto?: string | undefined;
};

/** The only way to write a link: it checks the scheme. */
export function Collegamento(props: Proprieta): VNode {
  const { a, children, classe, icona, esterno, corrente, scarica, tasto } = props;
  const { testi } = useContesto();
  const href = indirizzoSicuro(a);
  if (href === null) return <span class={classe}>{children}</span>;
  return (
    <a
      href={href}
      class={classe}
      aria-current={corrente}
      download={scarica}
      accesskey={tasto}
      rel={esterno ? 'external noreferrer' : undefined}
    >
      {icona && <Icona nome={icona} />}
      {children}
      {esterno && <span class="visually-hidden"> ({testi.altraFinestra})</span>}
      {esterno && <Icona nome="it-external-link" misura="xs" />}
    </a>
  );
}
