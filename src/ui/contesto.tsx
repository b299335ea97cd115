import { createContext } from 'preact';
import type { ComponentChildren, VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lingua } from '#kernel/lingua';
import { testiDi, type Testi } from '#testi/catalogo';

/** What components need of the request and of the build, without every page having to hand it down. */
export type Contesto = {
  /** URL of a built file by its plain name (`mypay.css`): the real one carries a hash. */
  risorsa: (nome: string) => string;
  /** Token of the forms; reading it may set the anonymous cookie, so that pages without a form set none. */
  csrf: () => string;
  /** The language of the page, and what it says in it. */
  lingua: Lingua;
  t: Testi;
  /** The `lang` of words of ours that stand within what an ente wrote; none in a page that is Italian anyway. */
  lang: Lingua | undefined;
  /** Of which: what the components of the interface say. */
  testi: Testi['interfaccia'];
};

const ContestoPagina = createContext<Contesto | null>(null);

/** Wraps a page or a fragment before it is rendered: the door does it once for all its pages. The ufficio speaks Italian. */
export function Interfaccia(props: {
  risorsa: Contesto['risorsa'];
  csrf: Contesto['csrf'];
  lingua?: Lingua;
  children: ComponentChildren;
}): VNode {
  const { risorsa, csrf, lingua = 'it', children } = props;
  const t = testiDi(lingua);
  const contesto = { risorsa, csrf, lingua, lang: lingua === 'it' ? undefined : lingua, t, testi: t.interfaccia };
  return <ContestoPagina.Provider value={contesto}>{children}</ContestoPagina.Provider>;
}

/** Throws outside `Interfaccia`: a page that went round the door has no token and no style. */
export function useContesto(): Contesto {
  const contesto = useContext(ContestoPagina);
  if (contesto === null) throw new Error('component rendered outside <Interfaccia>');
  return contesto;
}
