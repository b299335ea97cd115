import { createContext } from 'preact';
import type { ComponentChildren, VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { interfaccia, type TestiInterfaccia } from '#testi/it/interfaccia';

/** What components need of the request and of the build, without every page having to hand it down. */
export type Contesto = {
  /** URL of a built file by its plain name (`mypay.css`): the real one carries a hash. */
  risorsa: (nome: string) => string;
  /** Token of the forms; reading it may set the anonymous cookie, so that pages without a form set none. */
  csrf: () => string;
  testi: TestiInterfaccia;
};

const ContestoPagina = createContext<Contesto | null>(null);

/** Wraps a page or a fragment before it is rendered: the door does it once for all its pages. */
export function Interfaccia(props: {
  risorsa: Contesto['risorsa'];
  csrf: Contesto['csrf'];
  children: ComponentChildren;
}): VNode {
  const { risorsa, csrf, children } = props;
  return <ContestoPagina.Provider value={{ risorsa, csrf, testi: interfaccia }}>{children}</ContestoPagina.Provider>;
}

/** Throws outside `Interfaccia`: a page that went round the door has no token and no style. */
export function useContesto(): Contesto {
  const contesto = useContext(ContestoPagina);
  if (contesto === null) throw new Error('component rendered outside <Interfaccia>');
  return contesto;
}
